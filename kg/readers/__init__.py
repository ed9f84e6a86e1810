"""Articles from files, folders and standard input: what can be read becomes an `Article`, the rest a `Rejected`.

The kind of a file is told by its suffix: ``.txt`` and ``.md`` (see `kg.readers.text`), ``.jsonl``
(`kg.readers.records`), ``.csv`` (`kg.readers.table`), ``.parquet`` (`kg.readers.parquet`). Encodings:
`kg.readers.encoding`. Fields, ids and limits: `kg.readers.fields`. Dates: `kg.readers.dates`.
"""

from kg.readers.batch import read
from kg.readers.dates import parse_published
from kg.readers.rejected import Rejected

__all__ = ["Rejected", "parse_published", "read"]
