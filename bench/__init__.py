"""How quick it is: `python -m bench`, or `make bench`."""

import os

# As `kg` itself has it.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
