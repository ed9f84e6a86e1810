"""The service itself, on a port of its own."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx2
import pytest
import uvicorn

from api.app import create_app
from tests import freedonia_store


@contextmanager
def running(store: Path, **options: Any) -> Iterator[httpx2.Client]:
    """A client of the service over a store."""
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(create_app(store, **options), log_level="error", server_header=False))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    try:
        # The listener is open: what is sent before the server is up waits for it.
        with httpx2.Client(base_url=f"http://127.0.0.1:{listener.getsockname()[1]}", timeout=60) as client:
            yield client
    finally:
        server.should_exit = True
        thread.join()
        listener.close()


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return freedonia_store.build(tmp_path_factory.mktemp("api") / "graph")


@pytest.fixture(scope="session")
def client(store: Path) -> Iterator[httpx2.Client]:
    with running(store) as found:
        yield found


@pytest.fixture
def serve() -> Callable[..., Any]:
    """Starts a service over any store: `with serve(path) as client`."""
    return running


@pytest.fixture
def problem() -> Callable[..., dict[str, Any]]:
    """The error of an answer, which must have this status and the one form."""

    def of(answer: httpx2.Response, status: int) -> dict[str, Any]:
        assert answer.status_code == status, answer.text
        assert answer.headers["content-type"] == "application/json"
        assert set(answer.json()) == {"error"}
        error: dict[str, Any] = answer.json()["error"]
        assert set(error) == {"what", "where", "remedy"}
        assert error["what"]
        return error

    return of
