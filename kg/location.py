"""Where a graph lies: in a folder of this machine, or on a SPARQL server."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias
from urllib.parse import unquote, urlsplit, urlunsplit

from kg.errors import UsageError

_SCHEMES = ("http://", "https://")


@dataclass(frozen=True, slots=True)
class Server:
    """A SPARQL server by its address.

    Parameters
    ----------
    url : str
        Without whatever tells who asks. With a slash at its end, ``query`` and ``update`` stand behind it; else it is
        where both are asked.
    user, password : str, optional
        Who asks, where the address said so.
    """

    url: str
    user: str | None = None
    password: str | None = field(default=None, repr=False)

    def __str__(self) -> str:
        return self.url

    @property
    def query(self) -> str:
        """Where queries go."""
        return f"{self.url}query" if self.url.endswith("/") else self.url

    @property
    def update(self) -> str:
        """Where updates go, unless ``KG_STORE_UPDATE`` says otherwise."""
        return f"{self.url}update" if self.url.endswith("/") else self.url


Location: TypeAlias = Path | Server


def location(given: str | Path | Server) -> Location:
    """What somebody means who names a folder or an address.

    Raises
    ------
    UsageError
        If it begins like an address and is none.
    """
    if not isinstance(given, str) or not given.lower().startswith(_SCHEMES):
        return Path(given) if isinstance(given, str) else given
    try:
        parts = urlsplit(given)
        fine = bool(parts.hostname) and parts.port != 0 and not parts.fragment
    except ValueError:
        fine = False
    if not fine:
        # The address may hold a password.
        raise UsageError("not the address of a server", remedy="give one such as http://localhost:7878/")
    url = urlunsplit((parts.scheme.lower(), parts.netloc.rpartition("@")[2], parts.path or "/", parts.query, ""))
    user, password = (unquote(part) if part is not None else None for part in (parts.username, parts.password))
    return Server(url, user, password)


def folder(given: Location) -> Path:
    """The folder, for what only a graph in a folder has.

    Raises
    ------
    UsageError
        If it is a server.
    """
    if isinstance(given, Server):
        raise UsageError("this needs a graph in a folder", where=str(given), remedy="name a folder with --store")
    return given
