"""Nothing grows with the number of articles that are read: neither words that spaCy knows nor what the rules keep."""

from __future__ import annotations

import functools
import gc
from itertools import islice

import pytest
from spacy.language import Language

from bench.news import articles
from kg.parse import load, memory
from kg.parse.models import PACKAGED
from kg.store import Store, quads
from kg.workers import read_many
from tests import freedonia as f

LOT = 16


def sizes(nlp: Language) -> dict[str, int]:
    """What is kept without a bound, and how much."""
    words = nlp.get_pipe("each_word_once")
    found = {
        f"{cache.__module__}.{cache.__qualname__}": cache.cache_info().currsize
        for cache in gc.get_objects()
        if isinstance(cache, functools._lru_cache_wrapper)
        and str(cache.__module__).startswith("kg.")
        and cache.cache_info().maxsize is None
    }
    return found | {
        "strings": len(nlp.vocab.strings),
        "words with what is said of them": len(words._lasting),
        "lemmas": len(nlp.get_pipe("lemmatizer").cache),
    }


def test_reading_keeps_nothing_new(monkeypatch: pytest.MonkeyPatch):
    """After the first articles, which are there to fill what is filled once."""
    given = articles(seed=7)
    nlp = load(PACKAGED)
    read_many(list(islice(given, 2 * LOT)), PACKAGED)
    monkeypatch.setattr(memory, "_KEPT", 0)
    later = [list(islice(given, LOT)) for _ in range(4)]
    read_many(later[0], PACKAGED)
    before = sizes(nlp)
    found = [read_many(lot, PACKAGED) for lot in later[1:]]
    assert sizes(nlp) == before
    monkeypatch.undo()
    assert [read_many(lot, PACKAGED) for lot in later[1:]] == found
    assert sizes(nlp)["strings"] > before["strings"]


def test_words_are_forgotten_where_reading_fails(monkeypatch: pytest.MonkeyPatch):
    nlp = load(PACKAGED)
    monkeypatch.setattr(memory, "_KEPT", 0)

    def fail() -> None:
        with memory.forgetting(nlp):
            nlp("Zzqxfirefly spoke.")
            assert "Zzqxfirefly" in nlp.vocab.strings
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    assert "Zzqxfirefly" not in nlp.vocab.strings
    monkeypatch.undo()
    assert nlp("Zzqxfirefly spoke.")[0].text == "Zzqxfirefly"


def test_the_engine_does_not_hold_what_was_put_in(tmp_path, monkeypatch: pytest.MonkeyPatch):
    """It becomes files once it is much, and what is put in the place of others counts as well."""
    made = {}
    for held in (10**6, 100):
        monkeypatch.setattr(quads, "_HELD", held)
        folder = tmp_path / str(held)
        with Store.open(folder, create=True) as store:
            for mark in ("one", "two"):
                for article in f.ARTICLES:
                    store.put_article(article, f.claims_of(article), mark)
            files = len(list((folder / "oxigraph").glob("*.sst")))
        with Store.open(folder, read_only=True) as store:
            made[held] = files, store.digest()
    assert made[100][0] > made[10**6][0]
    assert made[100][1] == made[10**6][1]
