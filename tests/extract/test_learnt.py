"""What was learnt: which words are asked about, what is looked at, and what the models make of it."""

import numpy as np
import pytest

from kg.errors import TableError
from kg.explain import explained
from kg.extract.article import extract
from kg.extract.learnt import proposals, weights
from kg.extract.learnt.candidates import deeds, named
from kg.extract.learnt.signs import of_party, of_row, of_word
from kg.extract.learnt.weights import MODELS, SIZE, Weights
from kg.extract.lexicon import lexicon
from kg.extract.times import expressions
from kg.model import Article
from kg.parse import load, parse
from kg.resolve import claims

# In the first sentence a row holds; in the second "lift" has rows, and none of them does.
POLITICS = "Kenya and Somalia held talks on Monday. "
OPEN = "Kenya lifted the stone that Somalia dropped."


def read(text):
    """What each sentence looks like: who is named, the deeds that may be told, and what the rules told."""
    (parsed,) = parse([Article(id="x", text=text, published="2023-05-17")], load())
    seen = []

    def watch(sentence, scene, told):
        found = list(deeds(sentence, scene, lexicon(), expressions(sentence)))
        seen.append((named(sentence, scene), found, told))

    extract(parsed, watch=watch, learnt=False)
    return seen


def events(text):
    (parsed,) = parse([Article(id="x", text=text, published="2023-05-17")], load())
    return [(t.event.type, t.event.learnt) for t in extract(parsed)]


def model(**chances):
    """Models that find the same chance in everything."""
    at = weights.places([""])[0]
    of = {}
    for name in MODELS:
        of[name] = [0.0] * SIZE
        of[name][at] = float(np.log(chances[name] / (1 - chances[name])))
    return lambda: Weights(of)


def test_a_sentence_of_which_a_row_tells_is_not_asked_about(monkeypatch):
    monkeypatch.setattr(proposals, "weights", model(deed=0.99, actor=0.99, recipient=0.01))
    assert events("Macron called Putin on Monday. Later Macron, who lifted a stone, called Scholz.") == [
        ("CONSULT", False),
        ("CONSULT", False),
    ]


def test_a_word_is_asked_about_once_for_each_type_that_it_has_rows_of():
    _, (_, found, _) = read(POLITICS + OPEN)
    kinds = [deed.type for deed in found if deed.slots.trigger.lemma_ == "lift"]
    assert kinds
    assert len(set(kinds)) == len(kinds)


def test_the_row_is_the_one_of_which_the_fewest_conditions_fail():
    _, (_, found, _) = read(POLITICS + OPEN)
    for deed in found:
        rows = lexicon().entries[deed.row.trigger, deed.row.pos]
        fewest = min(len(deed.slots.failing(row)) for row in rows if row.type == deed.type)
        assert len(deed.failing) == fewest


def test_places_stand_for_their_states():
    ((who, _, _),) = read("Fighting went on near Kismayo.")
    assert [(one.parties[0].entity.label, one.form) for one in who] == [("Somalia", "place")]


def test_signs_tell_what_hangs_on_a_word_and_the_way_to_a_party():
    _, (who, found, told) = read(POLITICS + OPEN)
    deed = next(deed for deed in found if deed.slots.trigger.lemma_ == "lift")
    assert {"", "word lift", "place nsubj party", "silent"} <= set(of_word(deed.slots.trigger, deed.status, who, told))
    assert f"failing {len(deed.failing)}" in of_row(deed)
    kenya = next(one for one in who if one.parties[0].entity.label == "Kenya")
    assert {"way |nsubj", "way |nsubj active", "before active"} <= set(of_party(deed, kenya, who))


def test_what_is_likely_is_told_where_the_text_is_of_politics(monkeypatch):
    monkeypatch.setattr(proposals, "weights", model(deed=0.99, actor=0.99, recipient=0.01))
    assert any(learnt for _, learnt in events(POLITICS + OPEN))
    assert not any(learnt for _, learnt in events(OPEN))


@pytest.mark.parametrize(("deed", "actor"), [(0.05, 0.99), (0.99, 0.1), (0.6, 0.6)])
def test_what_is_not_likely_is_not_told(monkeypatch, deed, actor):
    monkeypatch.setattr(proposals, "weights", model(deed=deed, actor=actor, recipient=0.01))
    assert not any(learnt for _, learnt in events(POLITICS + OPEN))


def test_a_claim_says_that_it_was_learnt_and_is_less_sure(monkeypatch):
    monkeypatch.setattr(proposals, "weights", model(deed=0.99, actor=0.99, recipient=0.01))
    article = Article(id="x", text=POLITICS + OPEN, published="2023-05-17")
    (parsed,) = parse([article], load())
    found = list(claims(article, extract(parsed)))
    learnt = [claim for claim in found if claim.rule.endswith("(learnt)")]
    assert learnt
    assert max(c.confidence for c in learnt) < min(c.confidence for c in found if c not in learnt)


def test_the_weights_that_ship_are_read():
    assert set(weights.weights().of) == set(MODELS)
    assert all(len(each) == SIZE for each in weights.weights().of.values())


def test_weights_come_back_as_they_were_written(tmp_path, monkeypatch):
    written = {name: np.linspace(-2, 2, SIZE, dtype=np.float16).astype(np.float32) for name in MODELS}
    weights.save(tmp_path / "learnt" / "weights.npz", written)
    monkeypatch.setattr(weights, "folder", lambda name: tmp_path)
    weights.weights.cache_clear()
    try:
        assert all(np.array_equal(weights.weights().of[name], written[name]) for name in MODELS)
    finally:
        weights.weights.cache_clear()


@pytest.mark.parametrize("content", [None, b"", b"no weights"])
def test_weights_that_cannot_be_read_are_told(tmp_path, monkeypatch, content):
    path = tmp_path / "learnt" / "weights.npz"
    path.parent.mkdir()
    if content is not None:
        path.write_bytes(content)
    monkeypatch.setattr(weights, "folder", lambda name: tmp_path)
    weights.weights.cache_clear()
    try:
        with pytest.raises(TableError, match="weights"):
            weights.weights()
    finally:
        weights.weights.cache_clear()


def test_an_explanation_says_that_no_row_holds(monkeypatch):
    monkeypatch.setattr(proposals, "weights", model(deed=0.99, actor=0.99, recipient=0.01))
    text = explained(POLITICS + OPEN)
    assert text.count("learnt models take it for told") == text.count("by 'lifted'") + text.count("by 'dropped'") > 0
