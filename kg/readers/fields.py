"""From the named fields of a record to an article: one policy for front matter, JSON lines and tables."""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Mapping
from datetime import date

from kg.errors import InputError
from kg.model import Article
from kg.readers.dates import parse_published
from kg.readers.repair import repaired

KNOWN = ("id", "title", "text", "published", "source", "url", "language")
"""The fields of a record; others are ignored."""

_LONGEST_ID = 255
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
# Everything of C0 and C1 but tab, line feed, vertical tab, form feed, carriage return and next line.
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_CONTROL_SHARE = 0.01


def article(
    fields: Mapping[str, object], *, max_bytes: int, default_id: str | None = None, retrieved: str | None = None
) -> Article:
    """Build an article from its fields.

    Half a surrogate pair, which UTF-8 cannot hold, becomes U+FFFD: one character for one, so offsets stay. Mojibake
    is undone (`kg.readers.repair`); offsets count the text as it is stored.

    Parameters
    ----------
    fields : mapping
        By name. Empty strings, None and NaN count as not given; numbers are written out.
    max_bytes : int
        Of the text in UTF-8.
    default_id : str, optional
        The id when the fields give none; without it ``text-`` and 16 hexadecimal digits of the text's SHA-256.
    retrieved : str, optional
        ISO time at which it was got from the network.

    Raises
    ------
    InputError
        Text is missing, too large or binary, or a field has a value of the wrong kind.
    """
    text = _text(fields.get("text"), max_bytes)
    given = {name: _line(name, fields.get(name)) for name in KNOWN if name not in ("text", "published")}
    published = _published(fields.get("published"))
    return Article(
        id=_id(given["id"] or _line("id", default_id) or hashed_id(text)),
        text=text,
        title=given["title"],
        published=published,
        published_from="metadata" if published else None,
        source=given["source"],
        url=given["url"],
        language=given["language"],
        retrieved=retrieved,
    )


def hashed_id(text: str, kind: str = "text") -> str:
    """The id of an article that has no name: the same text, or address, always gets the same."""
    return f"{kind}-{hashlib.sha256(text.encode()).hexdigest()[:16]}"


def too_large(count: int | None, max_bytes: int) -> InputError:
    """The refusal of an article of `count` bytes, or of an unknown number above the limit."""
    what = f"{count:,} bytes are" if count is not None else "this is"
    return InputError(
        f"{what} more than the {max_bytes:,} bytes that one article may have",
        remedy="split it into articles, or raise KG_MAX_BYTES",
    )


def _text(value: object, max_bytes: int) -> str:
    if value is None:
        raise InputError("there is no text", remedy="put the article into the field `text`")
    if not isinstance(value, str):
        raise InputError(f"`text` is {_kind(value)}, not a string", remedy="put the article into the field `text`")
    text = repaired(_LONE_SURROGATE.sub("\N{REPLACEMENT CHARACTER}", value))
    if not text.strip("\ufeff \t\n\v\f\r\0"):
        raise InputError("the text is empty", remedy="remove it, or give it a text")
    count = len(text.encode())
    if count > max_bytes:
        raise too_large(count, max_bytes)
    controls = len(_CONTROL.findall(text))
    if "\0" in text or controls > _CONTROL_SHARE * len(text):
        raise InputError(f"not text: {controls} control characters in {len(text)}", remedy="give plain text")
    return text


def _line(name: str, value: object) -> str | None:
    """A field of one line as a string; white space around it and within is made plain."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return None
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        raise InputError(f"`{name}` is {_kind(value)}, not a string", remedy=f"make `{name}` a string or leave it out")
    text = repaired(_LONE_SURROGATE.sub("\N{REPLACEMENT CHARACTER}", str(value)))
    return " ".join(_CONTROL.sub(" ", text).split()) or None


def _published(value: object) -> str | None:
    text = value.isoformat() if isinstance(value, date) else _line("published", value)
    return parse_published(text) if text else None


def _id(text: str) -> str:
    if len(text) > _LONGEST_ID:
        raise InputError(
            f"the id has {len(text)} characters, more than {_LONGEST_ID}", remedy="give the article a shorter `id`"
        )
    return text


def _kind(value: object) -> str:
    kinds = {bool: "true or false", int: "a number", float: "a number", list: "a list", dict: "an object"}
    return kinds.get(type(value), f"a {type(value).__name__}")
