"""Headers as of a mail, with which press offices begin: who, when, about what."""

from __future__ import annotations

import re
from email.utils import parseaddr

from kg.readers.dates import when

_HEADER = re.compile(r"^([A-Za-z][A-Za-z-]{1,30}):[ \t]*(.*)$", re.MULTILINE)
_HEADERS = re.compile(r"\s*(?:[A-Za-z][A-Za-z-]{1,30}:[^\n]{0,500}\n){2,20}\s*\n")


def read_headers(text: str) -> dict[str, object]:
    r"""Title, time and sender, where a text begins with two or more of "From:", "Subject:", "Date:" and an empty line.

    Examples
    --------
    >>> read_headers("From: Press Office <p@mfa.example>\nSubject: Visit\n\nThe ministers met.")
    {'title': 'Visit', 'published': None, 'source': 'Press Office'}
    """
    found = _HEADERS.match(text)
    given = {name.casefold(): value.strip() for name, value in _HEADER.findall(found.group())} if found else {}
    if len(given.keys() & {"from", "subject", "date"}) < 2:
        return {}
    return {"title": given.get("subject"), "published": when(given.get("date")), "source": sender(given.get("from"))}


def sender(value: str | None) -> str | None:
    """The name in a "From:", else the domain of its address, else what it says."""
    if not value or "@" not in value:
        return value or None
    name, address = parseaddr(value)
    return name or address.partition("@")[2] or None
