"""Which texts Gephi reads as a value of a GEXF column's type."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping

_LARGEST: Mapping[str, int] = {"byte": 2**7, "short": 2**15, "integer": 2**31, "long": 2**63}


def readable(text: str, column_type: str) -> bool:
    """Is this text a value of that type?

    Lists are judged as JSON arrays of strings, the one form of list that every reader agrees on.

    Examples
    --------
    >>> readable("12", "integer"), readable("None", "double"), readable('["a", "b"]', "liststring")
    (True, False, True)
    """
    if column_type in _LARGEST:
        return _whole(text, _LARGEST[column_type])
    if column_type in {"double", "float"}:
        return _number(text)
    if column_type == "boolean":
        return text in {"true", "false"}
    if column_type == "liststring":
        return _strings(text)
    return True


def _whole(text: str, largest: int) -> bool:
    digits = text.removeprefix("-")
    return digits.isascii() and digits.isdecimal() and -largest <= int(text) < largest


def _number(text: str) -> bool:
    try:
        return math.isfinite(float(text))
    except ValueError:
        return False


def _strings(text: str) -> bool:
    try:
        values = json.loads(text)
    except ValueError:
        return False
    return isinstance(values, list) and all(isinstance(v, str) for v in values)
