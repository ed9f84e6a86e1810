"""From the bytes of a web page to its text, as browsers do: the server's word, the page's own, then a guess."""

from __future__ import annotations

import codecs
import re

from kg.errors import InputError

_DECLARED = re.compile(rb"""(?i)<meta[^>]{0,200}?charset\s*=\s*["']?\s*([a-z0-9_:.-]{2,40})|<\?xml[^>]{0,100}?"""
                       rb"""encoding\s*=\s*["']([a-z0-9_:.-]{2,40})""")  # fmt: skip
# Browsers read what calls itself Latin-1 or ASCII as Windows-1252.
_WINDOWS = ("iso8859-1", "ascii", "latin-1")
_HEAD = 4096


def decode_page(data: bytes, charset: str | None = None) -> str:
    """The text of a page.

    Valid UTF-8 with letters outside ASCII is UTF-8 whatever the page calls itself: hardly anything else passes for it.

    Parameters
    ----------
    charset : str, optional
        The encoding that the server named.

    Raises
    ------
    InputError
        The bytes are no text in any encoding.
    """
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace")
    head = data[:_HEAD]
    if b"\0" in head:
        raise InputError("not a web page: it has NUL bytes", remedy="give HTML")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    found = _DECLARED.search(head)
    declared = (found[1] or found[2]).decode("ascii") if found else None
    for given in (charset, declared):
        codec = _codec(given)
        if codec:
            try:
                return data.decode(codec)
            except UnicodeDecodeError:
                continue
    return _guessed(data)


def _codec(name: str | None) -> str | None:
    try:
        known = codecs.lookup(name.strip()).name if name else None
    except (LookupError, ValueError):
        return None
    if known in _WINDOWS:
        return "cp1252"
    return None if known in (None, "utf-8", "utf-16", "utf-7") or known.endswith("_codec") else known


def _guessed(data: bytes) -> str:
    """Mostly UTF-8 with a few bytes damaged, or else what a library takes it for."""
    text = data.decode("utf-8", "replace")
    if text.count("\N{REPLACEMENT CHARACTER}") <= len(text) / 1000:
        return text
    from charset_normalizer import from_bytes

    best = from_bytes(data).best()
    if best is None:
        raise InputError("in no encoding that is known", remedy="save it as UTF-8")
    return str(best)
