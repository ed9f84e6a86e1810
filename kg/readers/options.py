"""What the user wants of the readers."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.readers.columns import Columns
from kg.readers.web import Web
from kg.settings import MAX_BYTES


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What the user wants of the readers.

    Parameters
    ----------
    max_bytes : int
        What one article may have; a file of many records may be of any size.
    columns : mapping of str to str
        Field of an article to the column of a record that holds it, where that has another name.
    web : Web
        Reads what is an address and not a file.
    """

    max_bytes: int = MAX_BYTES
    columns: Columns = field(default_factory=dict)
    web: Web = field(default_factory=Web)
