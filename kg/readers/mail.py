"""Saved mail, in which press offices send what they have to say."""

from __future__ import annotations

import email
import email.policy
import re
from email.message import EmailMessage
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import InputError
from kg.readers.dates import when
from kg.readers.fields import article
from kg.readers.files import contents
from kg.readers.headers import sender
from kg.readers.page import MARKUP, fragment_text

if TYPE_CHECKING:
    from kg.model import Article

# What the library raises at headers and encodings that it cannot read.
_FAULTS = (AttributeError, LookupError, ValueError, TypeError, RecursionError)
_HEADER = re.compile(rb"(?im)^(?:from|subject|date|to|message-id|received):")
_QUOTED = re.compile(r"(?m)^>.*\n?")


def read_mail(path: Path, *, max_bytes: int) -> Article:
    """Read a saved message; its id is the file's stem. What it quotes of others and what is attached is left out.

    Raises
    ------
    InputError
        It is too large, no mail, or has no text.
    OSError
        The system cannot read it.
    """
    data = contents(path, MARKUP * max_bytes)
    if not _HEADER.search(data[:10_000]):
        raise InputError("not a mail: it has no headers", remedy="save the message with its headers, or as .txt")
    try:
        message = email.message_from_bytes(data, policy=email.policy.default)
        fields = {
            "title": _header(message, "subject"),
            "text": _body(message),
            "published": when(_header(message, "date")),
            "source": sender(_header(message, "from")),
        }
    except _FAULTS as error:
        if isinstance(error, InputError):
            raise
        raise InputError(f"a damaged mail: {error}", remedy="save it again, or as .txt") from error
    return article(fields, max_bytes=max_bytes, default_id=path.stem)


def _body(message: EmailMessage) -> str:
    part = message.get_body(("plain", "html"))
    if part is None:
        raise InputError("the mail has no text", remedy="save what is attached to it")
    text = str(part.get_content())
    if part.get_content_type() == "text/html":
        return fragment_text(text)
    return _QUOTED.sub("", text.replace("\r\n", "\n")).strip()


def _header(message: EmailMessage, name: str) -> str | None:
    value = message.get(name)
    return str(value) if value is not None else None
