"""What was learned: the weights that ship, what they tell, and where they keep silent."""

from __future__ import annotations

import csv
import json
import re
import shutil
from collections import Counter

import pytest
import spacy

from kg.errors import TableError
from kg.explain import as_html, explained
from kg.extract.article import extract
from kg.extract.learned import model as learned
from kg.extract.learned.guesses import RULE
from kg.extract.learned.likeness import COLUMNS, likest
from kg.extract.lexicon import lexicon
from kg.model import Article
from kg.ontology import event_types
from kg.parse import load, parse
from kg.resolve import claims
from kg.resources import folder

LEXICON = folder("seeds") / "lexicon"
FILES = ("learned.json", "learned.npz")


def guessed(sentence: str) -> set[tuple[str, frozenset[str]]]:
    """What is told of a sentence by what was learned: types and parties."""
    (parsed,) = parse([Article(id="a", text=sentence)], load())
    events = [t.event for t in extract(parsed) if t.event.rule.startswith(RULE)]
    return {(e.type, frozenset(p.entity.label for p in e.parties)) for e in events}


# The data --------------------------------------------------------------------------------------------


def test_the_sentences_are_many_and_each_marks_one_word():
    with (LEXICON / "learned.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert tuple(rows[0]) == COLUMNS
    told = Counter(r["type"] for r in rows)
    assert set(told) == {"", *event_types()}
    assert sum(n for kind, n in told.items() if kind) >= 1200
    assert min(told.values()) >= 70
    assert len({r["text"] for r in rows}) == len(rows)
    for row in rows:
        if row["type"]:
            assert len(re.findall(rf"(?<!\w){re.escape(row['trigger'])}(?!\w)", row["text"])) == 1, row
            assert row["actors"], row
            assert all(each in row["text"] for side in ("actors", "recipients") for each in row[side].split("|")), row
        else:
            assert not row["trigger"], row


def test_the_weights_are_small_and_say_how_they_came_about():
    about = json.loads((LEXICON / "learned.json").read_text("utf-8"))
    assert sum((LEXICON / name).stat().st_size for name in FILES) < 1_000_000
    assert about["made by"] == "python -m bench.learned"
    tried = about["figures"]["on texts not learned from"]
    assert tried["right"] / (tried["right"] + tried["wrong"]) >= 0.62
    assert {name.partition(",")[0] for name in about["thresholds"]} <= set(event_types())
    assert set(about["frames"].values()) <= set(lexicon().frames)


@pytest.fixture
def copy(tmp_path):
    for name in FILES:
        shutil.copy(LEXICON / name, tmp_path)
    return tmp_path


def test_weights_that_are_not_those_described_are_refused(copy):
    content = bytearray((copy / "learned.npz").read_bytes())
    content[-100] ^= 1
    (copy / "learned.npz").write_bytes(content)
    with pytest.raises(TableError, match="not those described"):
        learned.read(copy)


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_lacks_is_named(copy, name):
    (copy / name).unlink()
    with pytest.raises(TableError, match=re.escape(name)):
        learned.read(copy)


def test_a_description_without_thresholds_is_refused(copy):
    about = json.loads((copy / "learned.json").read_text("utf-8"))
    del about["thresholds"]
    (copy / "learned.json").write_text(json.dumps(about), "utf-8")
    with pytest.raises(TableError, match="cannot be read"):
        learned.read(copy)


def test_with_other_vectors_it_rests():
    assert learned.model().fits(load().vocab)
    assert not learned.model().fits(spacy.blank("en").vocab)


# What is told ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sentence", "kind", "parties"),
    [
        ("Gambian police hauled Senegalese traders into custody.", "COERCE", ("Gambia", "Senegal")),
        ("Jamaica slapped a levy on cement from Haiti.", "SANCTION", ("Jamaica", "Haiti")),
        ("Hondurans thronged the streets of Tegucigalpa against their president.", "PROTEST", ("Honduras",)),
        ("Angolan soldiers fell upon Congolese traders near the river.", "ASSAULT", ("Angola",)),
    ],
)
def test_what_no_row_tells(sentence, kind, parties):
    assert (kind, frozenset(parties)) in guessed(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The lakes of Finland and Sweden freeze in December.",
        "Chad's president keeps camels near Abeche.",
        "Peruvian farmers sow maize in October.",
        "The Kenyan minister arrived late and read from notes.",
        "Iceland's president studied history in Oxford.",
        "The Danish navy has five frigates.",
        "Laos lies between Thailand and Vietnam.",
        "A Turkish chef opened a restaurant in Madrid.",
        "The Ghanaian delegation enjoyed the music.",
        "Two Nepali climbers reached the summit from the Chinese side.",
        "Poland's prices rose faster than Germany's.",
        "Morocco grows more tomatoes than Spain.",
        "The Serbian premier knows the mayor of Vienna from school.",
        "Japan measures its coast every year.",
    ],
)
def test_where_nothing_is_told(sentence):
    assert guessed(sentence) == set()


SENTENCE = "Gambian police hauled Senegalese traders into custody."


def test_its_rule_is_named_and_it_is_less_sure_than_a_row():
    articles = [Article(id="a", text=SENTENCE), Article(id="b", text="Gambian police arrested Senegalese traders.")]
    learnt, row = (next(claims(p.article, extract(p))) for p in parse(articles, load()))
    assert learnt.type == row.type == "COERCE"
    assert learnt.rule.startswith("learned:haul/v:")
    assert not row.rule.startswith(RULE)
    assert learnt.confidence < row.confidence


def test_the_explanation_shows_the_likest_sentences():
    [first, second] = likest("COERCE", "hauled", SENTENCE, load().vocab)
    assert first != second
    for said in (explained(SENTENCE), as_html(SENTENCE)):
        assert first in said
        assert second in said


def test_questions_and_callers_may_do_without():
    (parsed,) = parse([Article(id="a", text=SENTENCE)], load())
    assert extract(parsed, guess=False) == []
