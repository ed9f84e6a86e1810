"""The argument places of verbs and nouns, and the conditions of the lexicon's rows."""

import pytest

from kg.extract.lexicon import Condition, Entry
from tests.extract import invented
from tests.extract.reading import slots


def words(tokens):
    return " ".join(t.text for t in tokens)


@pytest.mark.parametrize(
    ("sentence", "trigger", "path", "found"),
    [
        ("Firefly met Trentino.", "met", "subj", "Firefly"),
        ("Firefly met Trentino.", "met", "obj", "Trentino"),
        ("Trentino was met by Firefly.", "met", "subj", "Firefly"),
        ("Freedonia held talks with Sylvania.", "talks", "subj", "Freedonia"),
        ("Freedonia held talks with Sylvania.", "talks", "with", "Sylvania"),
        ("The talks held with Sylvania ended.", "talks", "with", "Sylvania"),
        ("Talks between Freedonia and Sylvania were held in Szohod.", "Talks", "between", "Freedonia"),
        ("Talks between Freedonia and Sylvania were held in Szohod.", "Talks", "in", "Szohod"),
        ("Freedonia imposed sanctions on Sylvania.", "sanctions", "on", "Sylvania"),
        ("Freedonia's attack on Sylvania was long.", "attack", "subj", "Freedonia"),
        ("The Freedonian attack on Sylvania failed.", "attack", "subj", "Freedonian"),
        ("The attack by Freedonia on Sylvania was long.", "attack", "subj", "Freedonia"),
        ("Sylvania suffered an attack by Freedonia.", "attack", "subj", "Freedonia"),
        ("Sylvania suffered an attack by Freedonia.", "attack", "obj", "Sylvania"),
        ("Freedonia expelled two Sylvanian diplomats.", "expelled", "owner", "Sylvanian"),
        ("Freedonian troops withdrew from Sylvania.", "withdrew", "from", "Sylvania"),
        ("Firefly, together with Tasch, met Trentino.", "met", "with", "Tasch"),
        ("Freedonia urged Sylvania to leave.", "urged", "obj", "Sylvania"),
        ("Firefly met Trentino.", "met", "with", ""),
        ("Firefly met Trentino.", "met", "iobj", ""),
    ],
)
def test_an_argument_place(sentence, trigger, path, found):
    assert words(slots(sentence, trigger).get(path)) == found


@pytest.mark.parametrize(
    ("sentence", "trigger", "verb"),
    [
        ("Firefly met Trentino.", "met", "met"),
        ("Freedonia held talks with Sylvania.", "talks", "held"),
        ("The Freedonian attack on Sylvania failed.", "attack", "failed"),
    ],
)
def test_the_verb_of_the_clause(sentence, trigger, verb):
    assert slots(sentence, trigger).verb.text == verb


def row(*where):
    frame = next(iter(invented.lexicon().entries.values()))[0].frame
    return Entry(trigger="x", pos="v", where=where, type="CONSULT", mode=None, frame=frame, example="", line=1)


@pytest.mark.parametrize(
    ("sentence", "trigger", "kind", "word", "holds"),
    [
        ("Freedonia and Sylvania signed a treaty.", "signed", "obj", "treaty", True),
        ("Freedonia and Sylvania signed a treaty.", "signed", "obj", "song", False),
        ("Firefly called Trentino on Monday.", "called", "obj", "*", True),
        ("Freedonia and Sylvania signed a treaty.", "signed", "obj", "*", False),
        ("Freedonian troops withdrew from Sylvania.", "withdrew", "prep", "from", True),
        ("Freedonian troops withdrew from Sylvania.", "withdrew", "prep", "into", False),
        ("Freedonian troops withdrew from Sylvania.", "withdrew", "subj", "troop", True),
        ("A planned meeting between Firefly and Trentino was announced.", "meeting", "mod", "planned", True),
        ("Freedonia urged Sylvania to leave.", "urged", "comp", "yes", True),
        ("Firefly met Trentino.", "met", "comp", "yes", False),
        ("The two leaders spoke by phone.", "spoke", "cue", "phone", True),
        ("Firefly met Trentino.", "met", "cue", "phone", False),
    ],
)
def test_a_condition_of_a_row(sentence, trigger, kind, word, holds):
    found = slots(sentence, trigger)
    assert found.holds(row(Condition(kind, (word,), False))) is holds
    assert found.holds(row(Condition(kind, (word,), True))) is not holds


def test_all_conditions_must_hold():
    found = slots("Freedonian troops withdrew from Sylvania.", "withdrew")
    both = (Condition("prep", ("from",), False), Condition("subj", ("troop",), False))
    assert found.holds(row(*both))
    assert not found.holds(row(*both, Condition("comp", ("yes",), False)))
