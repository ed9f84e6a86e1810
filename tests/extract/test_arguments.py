"""Who stands where around a verb or noun, whatever the construction."""

import pytest

from kg.extract import arguments as arg
from kg.extract.clauses import verb_of
from kg.extract.light_verbs import support_verb
from tests.extract import invented
from tests.extract.parses import parse, token


def words(tokens):
    return " ".join(t.text for t in tokens)


@pytest.mark.parametrize(
    ("sentence", "verb", "doers", "undergoers"),
    [
        ("Firefly met Trentino.", "met", "Firefly", "Trentino"),
        ("Trentino was met by Firefly.", "met", "Firefly", "Trentino"),
        ("Firefly was not attacked by Sylvania.", "attacked", "Sylvania", "Firefly"),
        # Relative clauses
        ("Firefly, who met Trentino, praised Tasch.", "met", "Firefly", "Trentino"),
        ("Firefly, who met Trentino, praised Tasch.", "praised", "Firefly", "Tasch"),
        ("Trentino praised the town which Sylvania shelled.", "shelled", "Sylvania", "town"),
        ("Trentino praised the town that Sylvania shelled.", "shelled", "Sylvania", "town"),
        # Participles
        ("The diplomats expelled by Freedonia left.", "expelled", "Freedonia", "diplomats"),
        ("Soldiers attacking Sylvania withdrew.", "attacking", "Soldiers", "Sylvania"),
        ("After meeting Trentino, Firefly called Tasch.", "meeting", "Firefly", "Trentino"),
        ("Speaking with Trentino, Firefly praised Tasch.", "Speaking", "Firefly", ""),
        ("Accused by Sylvania, Freedonia left.", "Accused", "Sylvania", "Freedonia"),
        ("Firefly left without meeting Trentino.", "meeting", "Firefly", "Trentino"),
        # Coordination
        ("Firefly met Trentino and called Tasch.", "called", "Firefly", "Tasch"),
        ("Firefly met Trentino but did not call Tasch.", "call", "Firefly", "Tasch"),
        ("Sylvania was attacked and shelled by Freedonia.", "shelled", "Freedonia", "Sylvania"),
        # Control
        ("Firefly wants to meet Trentino.", "meet", "Firefly", "Trentino"),
        ("Firefly urged Trentino to meet Tasch.", "meet", "Trentino", "Tasch"),
        ("Firefly is due to meet Trentino.", "meet", "Firefly", "Trentino"),
        ("Firefly is expected to meet Trentino.", "meet", "Firefly", "Trentino"),
        ("Firefly denied meeting Trentino.", "meeting", "Firefly", "Trentino"),
        # What the parser takes for a predicate
        ("The Freedonian president called Trentino.", "called", "president", "Trentino"),
    ],
)
def test_doers_and_undergoers(sentence, verb, doers, undergoers):
    parsed = parse(sentence)
    assert words(arg.doers(token(parsed, verb))) == doers
    assert words(arg.undergoers(token(parsed, verb))) == undergoers


@pytest.mark.parametrize(
    ("sentence", "verb", "passive"),
    [
        ("Trentino was met by Firefly.", "met", True),
        ("Sylvania was attacked and shelled by Freedonia.", "shelled", True),
        ("The diplomats expelled by Freedonia left.", "expelled", True),
        ("Firefly met Trentino.", "met", False),
        ("Soldiers attacking Sylvania withdrew.", "attacking", False),
        ("Firefly has never met Trentino.", "met", False),
    ],
)
def test_a_passive_is_told_from_a_participle(sentence, verb, passive):
    assert arg.is_passive(token(parse(sentence), verb)) is passive


@pytest.mark.parametrize(
    ("sentence", "first", "all_of_them"),
    [
        ("Firefly and Trentino met.", "Firefly", "Firefly Trentino"),
        ("Firefly, Trentino and Tasch met.", "Firefly", "Firefly Trentino Tasch"),
        ("Firefly met Trentino and called Tasch.", "Trentino", "Trentino"),
        ("Neither Firefly nor Tasch met Trentino.", "Firefly", "Firefly Tasch"),
    ],
)
def test_conjuncts(sentence, first, all_of_them):
    assert words(arg.conjuncts(token(parse(sentence), first))) == all_of_them


@pytest.mark.parametrize(
    ("sentence", "top", "preposition", "found"),
    [
        ("Freedonia held talks with Sylvania.", "talks", "with", "Sylvania"),
        ("Talks between Freedonia and Sylvania were held in Szohod.", "Talks", "between", "Freedonia"),
        ("Firefly, together with Tasch, met Trentino.", "met", "with", "Tasch"),
        ("The attack by Freedonia on Sylvania was long.", "attack", "by", "Freedonia"),
        ("The attack by Freedonia on Sylvania was long.", "attack", "on", "Sylvania"),
        ("Freedonia held talks with Sylvania.", "talks", "on", ""),
    ],
)
def test_prepositional(sentence, top, preposition, found):
    assert words(arg.prepositional(token(parse(sentence), top), preposition)) == found


@pytest.mark.parametrize(
    ("sentence", "noun", "verb"),
    [
        ("Freedonia held talks with Sylvania.", "talks", "held"),
        ("Talks between Freedonia and Sylvania were held in Szohod.", "Talks", "held"),
        ("The talks held with Sylvania ended.", "talks", "held"),
        ("Freedonia launched an attack on Sylvania.", "attack", "launched"),
        ("Firefly praised calls for talks with Sylvania.", "talks", None),
        ("Freedonia's attack on Sylvania failed.", "attack", None),
    ],
)
def test_the_light_verb_of_a_noun(sentence, noun, verb):
    found = support_verb(token(parse(sentence), noun), invented.lexicon())
    assert (found.text if found is not None else None) == verb


@pytest.mark.parametrize(
    ("sentence", "noun", "owners"),
    [
        ("Freedonia's attack on Sylvania failed.", "attack", "Freedonia"),
        ("The Freedonian attack on Sylvania failed.", "attack", "Freedonian"),
        ("The presidents of Freedonia and Borduria met.", "presidents", "Freedonia"),
        ("The Freedonian and Bordurian presidents met.", "presidents", "Freedonian Bordurian"),
    ],
)
def test_owners(sentence, noun, owners):
    assert words(arg.owners(token(parse(sentence), noun))) == owners


@pytest.mark.parametrize(
    ("sentence", "word", "verb"),
    [
        ("Freedonia's attack on Sylvania failed.", "Sylvania", "failed"),
        ("Trentino praised the town which Sylvania shelled.", "town", "praised"),
        ("Firefly will meet Trentino.", "will", "meet"),
    ],
)
def test_the_verb_of_a_clause(sentence, word, verb):
    assert verb_of(token(parse(sentence), word)).text == verb
