"""Real servers: Oxigraph's, which comes with the tests, and Virtuoso, where it is installed."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from bench import servers
from kg.location import Server, location
from kg.store import Store


@dataclass(frozen=True, slots=True)
class Running:
    """A server that runs: its address for `--store`, and the settings that it needs."""

    address: str
    settings: dict[str, str]

    @property
    def server(self) -> Server:
        found = location(self.address)
        assert isinstance(found, Server)
        return found


@pytest.fixture(scope="module", params=["oxigraph", "virtuoso"])
def running(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """Either server, with nothing in it."""
    folder = tmp_path_factory.mktemp("server") / "database"
    if request.param == "oxigraph":
        with servers.oxigraph(folder) as address:
            yield Running(address, {})
    else:
        if shutil.which("virtuoso-t") is None:
            pytest.skip("Virtuoso is not installed (Debian: virtuoso-opensource-7-bin)")
        with servers.virtuoso(folder) as (query, update):
            yield Running(query.replace("http://", "http://dba:dba@"), {"KG_STORE_UPDATE": update})


@pytest.fixture(scope="module")
def oxigraph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Oxigraph's server, with nothing in it."""
    with servers.oxigraph(tmp_path_factory.mktemp("server") / "database") as address:
        found = location(address)
        assert isinstance(found, Server)
        yield found


@pytest.fixture(autouse=True)
def _settings(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, tmp_path_factory) -> None:
    monkeypatch.setenv("KG_CACHE", str(tmp_path_factory.getbasetemp() / "cache"))
    if "running" in request.fixturenames:
        for name, value in request.getfixturevalue("running").settings.items():
            monkeypatch.setenv(name, value)


@pytest.fixture
def emptied(request: pytest.FixtureRequest) -> Server:
    """The server of the test, with nothing of the project in it."""
    name = "running" if "running" in request.fixturenames else "oxigraph"
    found = request.getfixturevalue(name)
    server = found.server if isinstance(found, Running) else found
    assert isinstance(server, Server)
    empty(server)
    return server


def empty(server: Server) -> None:
    """Drop every graph of the project, whatever is in it."""
    from kg.settings import load
    from kg.store.remote.endpoint import Endpoint
    from kg.store.remote.engine import LEDGER, Remote

    endpoint = Endpoint(server, load())
    for graph in [*Remote(endpoint).named_graphs(), LEDGER]:
        endpoint.tell(f"DROP SILENT GRAPH {graph}")
    endpoint.close()


def same(folder: Store, server: Store) -> None:
    """Nothing is in one that is not in the other."""
    if folder.digest() != server.digest():
        assert set(folder.engine) == set(server.engine)
    assert folder.counts() == server.counts()
