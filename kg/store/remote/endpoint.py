"""The SPARQL 1.1 Protocol: queries and updates over HTTP, and what may go wrong with them."""

from __future__ import annotations

import time
from collections.abc import Generator, Mapping
from typing import TypeAlias

import httpx2

from kg.errors import StoreError
from kg.location import Server
from kg.settings import Settings
from kg.store.remote.traits import Traits, traits_of

TABLE = "application/sparql-results+json"
# Some servers write the answer to ASK as a table unless they are asked for XML.
TRUTH = "application/sparql-results+xml"
TRIPLES = "application/n-triples, text/plain;q=0.5"
_READ = frozenset({TABLE, TRUTH, "application/n-triples", "text/plain", "application/json", "application/xml"})

_CONNECT_SECONDS = 10.0
# Reading again changes nothing; so often, and after so long, which doubles each time.
_AGAIN, _REST_SECONDS = 3, 0.25
_FOR_A_WHILE = frozenset({429, 502, 503, 504})
_LONGEST_MESSAGE = 300


Dataset: TypeAlias = Mapping[str, list[str]]
"""Parameters of the protocol that choose a dataset."""
_NONE: Dataset = {}


class Endpoint:
    """Where a server is asked and told; safe to use from several threads.

    Attributes
    ----------
    traits : Traits
        What the server can do, as far as it has answered yet.
    requests : int
        How many have been sent.
    """

    def __init__(self, server: Server, settings: Settings) -> None:
        self.server = server
        self.traits = Traits()
        self.requests = 0
        self._update_url = settings.store_update or server.update
        self._seconds = settings.store_seconds
        self._auth: httpx2.Auth = _auth(server, settings)
        # The settings of the environment would send requests, and passwords with them, through proxies.
        self._client = httpx2.Client(
            trust_env=False,
            timeout=httpx2.Timeout(settings.store_seconds, connect=_CONNECT_SECONDS),
            headers={"User-Agent": "aide-memoire", "Accept-Encoding": "gzip, deflate"},
        )

    def close(self) -> None:
        """Close all connections."""
        self._client.close()

    def ask(self, sparql: str, accept: str = TABLE, dataset: Dataset = _NONE) -> httpx2.Response:
        """Send a query; it is sent again where the server could not answer it for the moment.

        Raises
        ------
        StoreError
            If the server cannot be reached, refuses, or gives no whole answer.
        """
        form: dict[str, str | list[str]] = {"query": sparql, **dataset}
        rest = _REST_SECONDS
        for left in reversed(range(_AGAIN)):
            try:
                answer = self._sent(self.server.query, form, accept)
            except StoreError as error:
                if not left or not isinstance(error.__cause__, httpx2.TransportError):
                    raise
                if isinstance(error.__cause__, httpx2.TimeoutException):
                    raise
            else:
                if answer.status_code not in _FOR_A_WHILE or not left:
                    break
            time.sleep(rest)
            rest *= 2
        self._must_be_fine(answer, self.server.query)
        self._must_be_an_answer(answer)
        return answer

    def tell(self, sparql: str) -> None:
        """Send an update, once: whether one whose answer is lost was done, nobody knows.

        Raises
        ------
        StoreError
            If the server cannot be reached, refuses, or gives no answer.
        """
        self._must_be_fine(self._sent(self._update_url, {"update": sparql}, "*/*"), self._update_url)

    def _sent(self, url: str, form: Mapping[str, str | list[str]], accept: str) -> httpx2.Response:
        self.requests += 1
        try:
            answer = self._client.post(url, data=form, headers={"Accept": accept}, auth=self._auth)
            if answer.status_code == 401 and isinstance(self._auth, _Basic):
                # Perhaps the server wants to be shown who asks in the other way; Virtuoso does not say so.
                self._auth = httpx2.DigestAuth(self._auth.user, self._auth.password)
                answer = self._client.post(url, data=form, headers={"Accept": accept}, auth=self._auth)
        except httpx2.TimeoutException as error:
            raise StoreError(
                f"the server gives no answer within {self._seconds:g} seconds",
                where=url,
                remedy="ask for less at a time, or raise KG_STORE_SECONDS",
            ) from error
        except (httpx2.HTTPError, httpx2.InvalidURL) as error:
            reason = (str(error).splitlines() or [type(error).__name__])[0]
            raise StoreError(
                f"the server cannot be reached: {reason}",
                where=url,
                remedy="see whether it runs, and to its address",
            ) from error
        self.traits = traits_of(answer.headers.get("server", ""))
        return answer

    def _must_be_fine(self, answer: httpx2.Response, url: str) -> None:
        status = answer.status_code
        if answer.is_success:
            return
        if status in (401, 403):
            raise StoreError(
                f"the server refuses access (status {status})",
                where=url,
                remedy="set KG_STORE_USER and KG_STORE_PASSWORD, or KG_STORE_TOKEN",
            )
        if status in (404, 405, 410, 501) or answer.is_redirect:
            raise StoreError(f"there is no SPARQL endpoint (status {status})", where=url, remedy=_ADDRESS)
        said = " ".join(answer.text.split())
        if len(said) > _LONGEST_MESSAGE:
            said = said[:_LONGEST_MESSAGE].rsplit(" ", 1)[0] + " …"
        remedy = "do it again later" if status in _FOR_A_WHILE else "see the server's log"
        raise StoreError(f"the server fails (status {status}): {said}", where=url, remedy=remedy)

    def _must_be_an_answer(self, answer: httpx2.Response) -> None:
        kind = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind not in _READ:
            raise StoreError(f"there is no SPARQL endpoint (it answers {kind or 'nothing'})", where=self.server.query,
                             remedy=_ADDRESS)  # fmt: skip
        if kind == TABLE and not _is_whole(answer.content):
            # A server that ends a query for its time has said by then that all is well.
            raise StoreError(
                "the answer is cut off, perhaps because the server limits the time",
                where=self.server.query,
                remedy="ask for less at a time, or raise the server's limit",
            )


_ADDRESS = "give the address for queries; kg settings lists the one for updates"


class _Basic(httpx2.BasicAuth):
    """Basic authentication, of which digest can be made."""

    def __init__(self, user: str, password: str) -> None:
        super().__init__(user, password)
        self.user, self.password = user, password


class _Bearer(httpx2.Auth):
    def __init__(self, token: str) -> None:
        self._token = token

    def auth_flow(self, request: httpx2.Request) -> Generator[httpx2.Request, httpx2.Response, None]:
        """Show the token."""
        request.headers["Authorization"] = f"Bearer {self._token}"
        yield request


def _auth(server: Server, settings: Settings) -> httpx2.Auth:
    if settings.store_token is not None:
        return _Bearer(settings.store_token.get_secret_value())
    user = server.user or settings.store_user
    if user is None:
        return httpx2.Auth()
    kept = settings.store_password
    return _Basic(user, server.password or (kept.get_secret_value() if kept else ""))


def _is_whole(table: bytes) -> bool:
    """Does a table end as one does? Within a string, brackets like these would not be followed by nothing."""
    end = b"".join(table[-50:].split())
    return end.endswith((b"]}}", b"true}", b"false}"))
