"""What all tests share."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from kg import Graph

# The tests know the tables that ship; whoever runs them may have laid more over these.
os.environ["KG_WORLD"] = os.devnull

# No deadline: a busy machine is no failure. The same examples each time: a failure can be run again.
settings.register_profile("house", deadline=None, derandomize=True, max_examples=100)
settings.load_profile("house")


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the world and no article, which others begin with as copies: the world takes the longest."""
    from kg.pipeline import build

    store = tmp_path_factory.mktemp("empty") / "graph"
    assert build([], store=store).events == 0
    return store


@pytest.fixture(scope="session")
def seed_graph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graph]:
    """The graph of the dispatches that ship; read only."""
    import kg

    articles = Path(__file__).parents[1] / "seeds" / "articles"
    with kg.build(articles, tmp_path_factory.mktemp("seeds") / "store") as graph:
        yield graph
