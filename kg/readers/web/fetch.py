"""One page from the network at a time: within limits of time and size, as its owner allows, never in haste."""

from __future__ import annotations

import functools
import ssl
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import Message
from types import TracebackType
from typing import Self
from urllib.parse import urljoin, urlsplit

import httpcore2
import httpx2
from protego import Protego

from kg.errors import InputError
from kg.readers.web.addresses import Gate, Network

AGENT = "aide-memoire"
"""By this name `robots.txt` may speak of the program."""

_REDIRECTS = 5
_ROBOTS_BYTES = 500_000
# More than one would multiply how much a small answer can unfold to.
_ENCODINGS = ("", "identity", "gzip", "x-gzip", "deflate")
# An owner may ask for more time between requests; nobody is made to wait longer than this.
_LONGEST_PAUSE = 30.0
_LATER = "come back later, or ask its owner"
_STATUS = {
    401: ("it is only for those who sign in", "save the page when you are signed in"),
    402: ("it has to be paid for", "save the page when you are signed in"),
    403: ("the server refuses it", "save the page in a browser"),
    404: ("there is no such page", "check the address"),
    410: ("the page is gone", "look for it in an archive"),
    429: ("the server asks to come less often", _LATER),
    503: ("the server is not ready", _LATER),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a server sent.

    Parameters
    ----------
    url : str
        Where it came from in the end, after redirections.
    media_type : str
        In lower case, without parameters; empty where not said.
    retrieved : str
        ISO time in UTC.
    etag, modified : str, optional
        By which the server knows this state of it again.
    """

    url: str
    data: bytes
    media_type: str
    charset: str | None
    retrieved: str
    etag: str | None = None
    modified: str | None = None


class Fetcher:
    """Fetches pages; a context manager.

    Parameters
    ----------
    private : sequence of networks
        Private networks that may be reached; by default none.
    pause : float
        Seconds between two requests to one host, more where its `robots.txt` asks for more.
    seconds : float
        That one page may take, redirections included.
    """

    def __init__(self, *, private: Sequence[Network] = (), pause: float = 1.0, seconds: float = 30.0) -> None:
        self._gate = Gate(private)
        self._pause, self._seconds = pause, seconds
        self._robots: dict[str, Protego] = {}
        self._due: dict[str, float] = {}
        # The settings of the environment would send requests through proxies, past the gate.
        self._client = httpx2.Client(
            transport=_Transport(self._gate),
            trust_env=False,
            timeout=httpx2.Timeout(min(15.0, seconds)),
            headers={"User-Agent": f"{AGENT} (reads news for research)", "Accept-Encoding": "gzip, deflate"},
        )

    def get(self, url: str, *, max_bytes: int, etag: str | None = None, modified: str | None = None) -> Answer | None:
        """Fetch a page, or None where it has not changed since the state that is named.

        Raises
        ------
        InputError
            It cannot be had, is not allowed, or is too large or too slow.
        """
        self._gate.deadline = time.monotonic() + self._seconds
        known = {"If-None-Match": etag, "If-Modified-Since": modified}
        headers = {name: value for name, value in known.items() if value}
        for _ in range(_REDIRECTS + 1):
            _must_be_web(url)
            self._must_be_welcome(url)
            self._wait(url)
            with self._asked(url, headers) as response:
                if response.status_code == 304:
                    return None
                if not response.has_redirect_location:
                    return self._answer(url, response, max_bytes)
                url = _redirected(url, response)
        raise InputError(f"more than {_REDIRECTS} redirections", where=url, remedy="give the page's own address")

    def close(self) -> None:
        """Close all connections."""
        self._client.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _asked(self, url: str, headers: dict[str, str] | None = None) -> _Open:
        return _Open(self._client, url, headers or {}, self._seconds)

    def _answer(self, url: str, response: httpx2.Response, max_bytes: int) -> Answer:
        if response.status_code != 200:
            what, remedy = _STATUS.get(response.status_code, ("the server does not give it", _LATER))
            raise InputError(f"{what} (status {response.status_code})", remedy=remedy)
        kind = Message()
        kind["content-type"] = response.headers.get("content-type", "")
        return Answer(
            url=url,
            data=_content(response, max_bytes),
            media_type=kind.get_content_type() if response.headers.get("content-type") else "",
            charset=kind.get_content_charset(),
            retrieved=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            etag=response.headers.get("etag"),
            modified=response.headers.get("last-modified"),
        )

    def _must_be_welcome(self, url: str) -> None:
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self._robots:
            self._robots[origin] = self._rules(f"{origin}/robots.txt")
        if not self._robots[origin].can_fetch(url, AGENT):
            raise InputError("its owner asks programs not to read it (robots.txt)", remedy="save it in a browser")

    def _rules(self, url: str) -> Protego:
        """What the owner of a site asks for: nothing where there is no such file, all where it cannot be had."""
        for _ in range(_REDIRECTS + 1):
            with self._asked(url) as response:
                if response.has_redirect_location:
                    url = _redirected(url, response)
                    _must_be_web(url)
                elif response.status_code == 200:
                    return Protego.parse(_content(response, _ROBOTS_BYTES).decode("utf-8", "replace"))
                elif response.status_code >= 500:
                    raise InputError(f"{url} cannot be had (status {response.status_code})", remedy=_LATER)
                else:
                    break
        return Protego.parse("")

    def _wait(self, url: str) -> None:
        """Let the host rest between two requests."""
        parts = urlsplit(url)
        asked = self._robots[f"{parts.scheme}://{parts.netloc}"].crawl_delay(AGENT) or 0.0
        host = parts.hostname or ""
        rest = self._due.get(host, 0.0) - time.monotonic()
        if rest > 0:
            time.sleep(rest)
            self._gate.deadline += rest
        self._due[host] = time.monotonic() + min(max(self._pause, float(asked)), _LONGEST_PAUSE)


class _Open:
    """A request under way; what goes wrong with it is told in the project's own way."""

    def __init__(self, client: httpx2.Client, url: str, headers: dict[str, str], seconds: float) -> None:
        self._client, self._url, self._headers, self._seconds = client, url, headers, seconds
        self._response: httpx2.Response | None = None

    def __enter__(self) -> httpx2.Response:
        try:
            request = self._client.build_request("GET", self._url, headers=self._headers)
            self._response = self._client.send(request, stream=True)
        except (httpx2.HTTPError, httpx2.InvalidURL, ValueError) as error:
            raise self._told(error) from error
        return self._response

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._response is not None:
            self._response.close()
        if isinstance(error, httpx2.HTTPError):
            raise self._told(error) from error

    def _told(self, error: Exception) -> InputError:
        if isinstance(error, httpx2.TimeoutException):
            return InputError(f"no whole answer within {self._seconds:g} seconds", remedy=_LATER)
        if isinstance(error, httpx2.DecodingError):
            return InputError("the answer is damaged: it cannot be unpacked", remedy=_LATER)
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        return InputError(f"it cannot be had: {reason}", remedy="check the address and the network")


class _Transport(httpx2.HTTPTransport):
    """Connections through the gate."""

    def __init__(self, gate: Gate) -> None:
        super().__init__(verify=_trusted(), trust_env=False)
        self._pool = httpcore2.ConnectionPool(ssl_context=_trusted(), network_backend=gate)


@functools.cache
def _trusted() -> ssl.SSLContext:
    """The certificates that are believed; reading them takes a while."""
    return httpx2.create_ssl_context(trust_env=False)


def _content(response: httpx2.Response, max_bytes: int) -> bytes:
    """The body, unpacked, as far as the limit; the rest is not asked for."""
    encoding = response.headers.get("content-encoding", "").strip().lower()
    if encoding not in _ENCODINGS:
        raise InputError(f"packed in a way that is not read: {encoding}", remedy="save the page in a browser")
    data = bytearray()
    for chunk in response.iter_bytes():
        data += chunk
        if len(data) > max_bytes:
            raise InputError(f"the answer is larger than {max_bytes:,} bytes", remedy="raise KG_MAX_BYTES")
    return bytes(data)


def _redirected(url: str, response: httpx2.Response) -> str:
    """Where an answer leads; what is no address is left for the check that follows."""
    given: str = response.headers["location"]
    try:
        return urljoin(url, given)
    except ValueError:
        return given


def _must_be_web(url: str) -> None:
    try:
        parts = urlsplit(url)
        fine = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        fine = None
    if not fine:
        raise InputError("not an address of the web", where=url[:200], remedy="give one with http:// or https://")
    if parts.username is not None:
        raise InputError("the address has a user's name in it", remedy="leave the name and password out")
