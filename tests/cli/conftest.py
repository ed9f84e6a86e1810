"""The command, run as a user runs it but in this process."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli import main
from tests import freedonia_store


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return freedonia_store.build(tmp_path_factory.mktemp("cli") / "graph")


@pytest.fixture
def kg(store: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Runs `kg` with these arguments over the invented world; standard error is apart from standard output."""
    monkeypatch.setenv("KG_STORE", str(store))

    def run(*arguments: object, **options: object) -> Result:
        return CliRunner().invoke(main, [str(a) for a in arguments], **options)  # type: ignore[arg-type]

    return run
