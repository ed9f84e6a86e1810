"""The service itself, on a port of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest

from tests import freedonia_store
from tests.service import running


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
        assert set(error) - {"position"} == {"what", "where", "remedy"}
        assert error["what"]
        return error

    return of
