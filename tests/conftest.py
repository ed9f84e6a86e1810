"""What all tests share."""

import os

from hypothesis import settings

# The tests know the tables that ship; whoever runs them may have laid more over these.
os.environ["KG_WORLD"] = os.devnull

# No deadline: a busy machine is no failure. The same examples each time: a failure can be run again.
settings.register_profile("house", deadline=None, derandomize=True, max_examples=100)
settings.load_profile("house")
