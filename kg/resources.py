"""Where the folders `ontology` and `seeds` are: inside the installed package, or beside it in a checkout."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from kg.errors import TableError

_PACKAGE = Path(__file__).resolve().parent


def folder(name: Literal["ontology", "seeds"]) -> Path:
    """The folder of that name.

    An installed wheel carries both folders in ``kg/_data``; in a checkout they lie beside ``kg``.

    Raises
    ------
    TableError
        If neither place has it.
    """
    places = (_PACKAGE / "_data" / name, _PACKAGE.parent / name)
    for place in places:
        if place.is_dir():
            return place
    raise TableError(
        f"the folder {name!r} is missing",
        where=" or ".join(str(place) for place in places),
        remedy="install the package again, or run from a complete checkout",
    )
