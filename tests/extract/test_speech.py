"""Who says so."""

import pytest

from kg.extract.speech import phrase
from tests.extract.parses import parse, token
from tests.extract.reading import told


@pytest.mark.parametrize(
    ("sentence", "speaker", "attributed_to"),
    [
        ("Trentino said that Freedonia attacked Sylvania.", "Ada Trentino", "Trentino"),
        ("Firefly called Trentino, the Freedonian ministry said.", "Freedonia", "Freedonian ministry"),
        ("According to the Freedonian ministry, Firefly called Trentino.", None, "Freedonian ministry"),
        ("Freedonia attacked Sylvania, according to a newspaper in Strelsau.", None, "a newspaper in Strelsau"),
        ("Freedonia attacked Sylvania.", None, None),
    ],
)
def test_the_speaker_and_the_source(sentence, speaker, attributed_to):
    (event,) = (t.event for t in told(sentence))
    assert (event.speaker, event.attributed_to) == (speaker, attributed_to)


@pytest.mark.parametrize(
    ("sentence", "word", "words"),
    [
        ("The Freedonian president called Trentino.", "president", "Freedonian president"),
        ("Firefly, who met Trentino, praised Tasch.", "Firefly", "Firefly"),
        ("Pinkie, the foreign minister, met Roland.", "Pinkie", "Pinkie"),
        ("The diplomats expelled by Freedonia left.", "diplomats", "diplomats"),
    ],
)
def test_a_source_is_named_without_what_is_told_of_it(sentence, word, words):
    assert phrase(token(parse(sentence), word)) == words
