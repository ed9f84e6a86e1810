"""From bytes to text, without guessing what cannot be known.

Read are UTF-8 (with or without a byte order mark) and UTF-16 with its mark. Windows-1252, in which older Western
files are kept, has no mark and nearly any bytes pass for it; it is taken only when UTF-8 fails and nothing speaks
against it: no byte that Windows-1252 leaves undefined (a C1 control character), no sequence of UTF-8 (then the file
is damaged UTF-8), and at most one character in ten outside ASCII (else it is another script's code page). All else
is refused.
"""

from __future__ import annotations

import codecs
import re

from kg.errors import InputError

_REMEDY = "save it as UTF-8"
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_UTF8_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_FOREIGN_SHARE = 0.1


def is_utf16(head: bytes) -> bool:
    """Does it begin with the byte order mark of UTF-16?"""
    return head.startswith(_UTF16)


def decode(data: bytes) -> str:
    """Text of a file or of one line, without a byte order mark and otherwise as given.

    Raises
    ------
    InputError
        The bytes are binary, or in none of the encodings above.
    """
    if is_utf16(data):
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError as error:
            raise InputError(f"damaged UTF-16 at byte {error.start}", remedy=_REMEDY) from error
    if b"\0" in data:
        raise InputError("not text: it has NUL bytes", remedy="give text; if it is UTF-16, save it as UTF-8")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return _windows_1252(data, error.start)


def _windows_1252(data: bytes, bad: int) -> str:
    if _UTF8_SEQUENCE.search(data):
        raise InputError(f"damaged UTF-8, or an encoding that is not read, at byte {bad}", remedy=_REMEDY)
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError as error:
        raise InputError(f"neither UTF-8 (byte {bad}) nor Windows-1252 (byte {error.start})", remedy=_REMEDY) from error
    if sum(character > "\x7f" for character in text) > _FOREIGN_SHARE * len(text):
        raise InputError(f"not UTF-8 (byte {bad}), and too foreign for Windows-1252", remedy=_REMEDY)
    return text
