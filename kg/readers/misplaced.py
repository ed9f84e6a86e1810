"""Values that stand under the wrong column: what is plainly no day, no address, no language, no title.

A table names its fields by their place alone, so that a row whose columns are swapped or shifted still has the right
number of them, and would pass an outlet off as an article.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from kg.errors import InputError
from kg.readers.columns import Columns

# "https://a.org/1", "www.a.org", "a.org/1", "/news/1", "urn:x:1"
_ADDRESS = re.compile(r"\S+://\S+|urn:\S+|/\S+|[^\s/@]+\.[a-z]{2,}(?:[:/]\S*)?", re.IGNORECASE)
_PLAINLY_ADDRESS = re.compile(r"https?://\S+|www\.\S+", re.IGNORECASE)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}\S*)?")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:[-_][a-z0-9]{2,8})*|[^\W\d_]{4,20}", re.IGNORECASE)
# Longer than any headline or name of an outlet.
_LONGEST = 300
_SHOWN = 40
_REMEDY = "the row's columns may be swapped or shifted: put each value under its column, or leave it empty"


def check_columns(row: Mapping[str, object], columns: Columns) -> None:
    """See to it that the fields of a row could be what their columns are for.

    Raises
    ------
    InputError
        One could not; it names the column and what stands there.
    """
    text = str(row.get("text") or "").strip()
    for field, wrong in _CHECKS.items():
        said = str(row.get(field) or "").strip()
        what = wrong(said, text) if said else None
        if what:
            shown = said if len(said) <= _SHOWN else said[:_SHOWN] + "…"
            raise InputError(f"the column `{columns.get(field, field)}` holds {what}: {shown!r}", remedy=_REMEDY)


def _text(said: str, _: str) -> str | None:
    return "an address" if _PLAINLY_ADDRESS.fullmatch(said) else _day(said)


def _title(said: str, text: str) -> str | None:
    if len(said) > _LONGEST and len(said) > len(text):
        return f"{len(said):,} characters, more than the text"
    return "an address" if _PLAINLY_ADDRESS.fullmatch(said) else _day(said)


def _published(said: str, _: str) -> str | None:
    # A day that is told in another way than is asked for is refused, with better words, by whoever reads it.
    return None if any(letter.isdigit() for letter in said) else "no day"


def _url(said: str, _: str) -> str | None:
    return None if _ADDRESS.fullmatch(said) else "no address"


def _source(said: str, _: str) -> str | None:
    return f"{len(said):,} characters, more than a name has" if len(said) > _LONGEST else _day(said)


def _language(said: str, _: str) -> str | None:
    return None if _LANGUAGE.fullmatch(said) else "no language"


def _day(said: str) -> str | None:
    return "a day" if _DAY.fullmatch(said) else None


_CHECKS: Mapping[str, Callable[[str, str], str | None]] = {
    "published": _published,
    "url": _url,
    "language": _language,
    "text": _text,
    "title": _title,
    "source": _source,
}
