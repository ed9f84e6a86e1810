"""Mojibake made good: UTF-8 that somebody once read as Windows-1252, "ErdoÄŸan" for "Erdoğan"."""

from __future__ import annotations

import re

# What the first bytes of UTF-8 look like in Windows-1252 and its kin, and behind it what the others look like.
_SUSPECT = re.compile(
    "[\u00c2-\u00f4\u0102-\u0107\u010e-\u0111\u0118-\u011b\u0420-\u0421]"
    "[\x80-\xbf\u20ac\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u017d"
    "\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u017e\u0178]"
)


def repaired(text: str) -> str:
    """The text with its mojibake undone, line by line; every line without any stays as it was.

    The library (ftfy) judges: it changes a line only where its letters make no sense as they stand and do make sense
    in UTF-8. It is loaded for lines that may need it, so sound texts cost a search for pairs of odd characters.

    Examples
    --------
    >>> repaired("ErdoÄŸan met Ã‡avuÅŸoÄŸlu in a cafÃ©.")
    'Erdoğan met Çavuşoğlu in a café.'
    """
    if text.isascii() or not _SUSPECT.search(text):
        return text
    from ftfy import fix_encoding

    return "".join(
        fix_encoding(line) if _SUSPECT.search(line) else line for line in re.findall(r"[^\n]*\n|[^\n]+", text)
    )
