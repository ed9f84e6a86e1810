"""What the tests of questions share: the store about Duck Valley, and the real model."""

from collections.abc import Iterator

import pytest
from spacy.language import Language

from kg.parse import load
from kg.store import Store
from tests.questions import duck


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with duck.build(tmp_path_factory.mktemp("duck") / "store") as built:
        yield built


@pytest.fixture(scope="session")
def nlp() -> Language:
    return load()
