"""Articles from files, folders, the network and standard input: what can be read becomes an `Article`, the rest is
`Rejected`.

The kind of a file is told by its suffix (`kg.readers.kinds`), what is fetched by its content (`kg.readers.web`).
Encodings: `kg.readers.encoding`. Fields, ids and limits: `kg.readers.fields`. Dates: `kg.readers.dates`. Repeats:
`kg.readers.once`.
"""

from kg.readers.batch import read
from kg.readers.dates import parse_published
from kg.readers.rejected import Rejected

__all__ = ["Rejected", "parse_published", "read"]
