"""What the parser is known to hang on the wrong word is hung again; what it may be right about is left."""

import pytest

from kg.extract.trees import mend
from tests.extract.parses import parse, token


@pytest.mark.parametrize(
    ("sentence", "word", "relation", "head"),
    [
        # A second main verb, taken for more of what is said or of a clause of time
        ("Firefly said it was a mistake and withdrew the envoy.", "withdrew", "conj", "said"),
        ("Firefly said Sylvania would regret it and accused Trentino.", "accused", "conj", "said"),
        ("Firefly said that Sylvania attacked Freedonia and killed rebels.", "killed", "conj", "attacked"),
        (
            "Soldiers have attacked towns since Freedonia ended the mission, and have seized villages.",
            "seized",
            "conj",
            "attacked",
        ),
        # A subject, taken into the list before it
        ("Firefly was killed by gunmen and Sylvania and Freedonia killed rebels.", "Sylvania", "nsubj", "killed"),
        ("Firefly was killed by gunmen and Sylvania and Freedonia killed rebels.", "gunmen", "pobj", "by"),
        ("Firefly met Trentino and Tasch and left.", "Tasch", "conj", "Trentino"),
        # A day, taken into the name behind it
        ("Firefly summoned on Monday Sylvania's envoy.", "envoy", "dobj", "summoned"),
        ("Firefly summoned on Monday Sylvania's envoy.", "Monday", "pobj", "on"),
        ("Firefly met on Tuesday President Trentino.", "Trentino", "dobj", "met"),
        # What is told behind a day, hung on the day
        ("Firefly met Trentino on Friday in Strelsau.", "in", "prep", "met"),
        ("Firefly met Trentino on March 5 in Strelsau.", "in", "prep", "met"),
        ("A meeting on Sept. 5 in Strelsau ended.", "in", "prep", "meeting"),
        # A person, taken for a measure
        ("Trentino met Emil Flink.", "Flink", "dobj", "met"),
        # A person who is telephoned, taken for what somebody is called
        ("Sylvania called Trentino on Monday.", "Trentino", "dobj", "called"),
        # A subject, taken for a sentence, or its verb for what is said of it
        ("Firefly called Ada Trentino on Monday.", "Firefly", "nsubj", "called"),
        ("Firefly called Ada Trentino on Monday.", "Trentino", "dobj", "called"),
        ("Firefly and Emil Flink met.", "Firefly", "nsubj", "met"),
        ("Firefly and Emil Flink met.", "Flink", "conj", "Firefly"),
        ("Firefly and Emil Flink met.", "met", "ROOT", "met"),
        # What is done by somebody, taken for an aside
        ("Shelling by Sylvania killed Trentino.", "Shelling", "nsubj", "killed"),
        ("Shelling by Sylvania killed Trentino.", "by", "prep", "Shelling"),
        # Who is to do something, taken for what is called for
        ("Firefly called for Trentino to leave.", "Trentino", "nsubj", "leave"),
        ("Firefly called for Trentino to leave.", "for", "mark", "leave"),
        # A subject, taken into the day behind it or into an aside; a town, taken into the subject or for one
        ("Minister Firefly Monday met Trentino.", "Firefly", "nsubj", "met"),
        ("Minister Firefly Monday met Trentino.", "Monday", "npadvmod", "met"),
        ("Firefly in a letter accused Trentino.", "Firefly", "nsubj", "accused"),
        ("Firefly in a letter accused Trentino.", "accused", "ROOT", "accused"),
        ("In Strelsau police arrested students.", "Strelsau", "pobj", "In"),
        ("In the capital, Strelsau, students marched.", "Strelsau", "appos", "capital"),
        ("In the capital, Strelsau, students marched.", "students", "nsubj", "marched"),
        # Whose counterpart it is
        ("Firefly met his counterpart from Sylvania.", "from", "prep", "counterpart"),
        # A day, taken into the aside before it
        ("Firefly met Trentino, overseeing trade at the council, on Tuesday.", "on", "prep", "met"),
    ],
)
def test_a_word_hangs_where_it_belongs(sentence, word, relation, head):
    parsed = parse(sentence)
    mend(parsed)
    found = token(parsed, word)
    assert (found.dep_, found.head.text) == (relation, head)


@pytest.mark.parametrize(
    "sentence",
    [
        "Firefly met Trentino and Tasch and left.",
        "Firefly met Trentino.",
        "A man called Trentino left.",
        "Firefly awarded Marx Prize.",
    ],
)
def test_a_right_tree_stays_as_it_is(sentence):
    parsed, untouched = parse(sentence), parse(sentence)
    mend(parsed)
    assert [(t.dep_, t.head.i) for t in parsed] == [(t.dep_, t.head.i) for t in untouched]


def test_a_noun_with_subject_and_object_is_a_verb():
    parsed = parse("Firefly thanks Trentino.")
    mend(parsed)
    assert (token(parsed, "thanks").pos_, token(parsed, "thanks").tag_) == ("VERB", "VBZ")
