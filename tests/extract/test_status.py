"""Whether it happened: what the words around an event make of it."""

import pytest

from kg.extract.mentions import Cast
from kg.extract.parties import Scene
from kg.extract.slots import Slots
from kg.extract.status import status
from tests.extract import invented
from tests.extract.parses import parse, token


def status_of(sentence, trigger):
    parsed = parse(sentence)
    words = invented.lexicon()
    scene = Scene(world=invented.world(), lexicon=words, cast=Cast(on=invented.DAY), on=invented.DAY)
    scene.open(parsed, 0)
    return status(Slots(token(parsed, trigger), scene, words), words)


@pytest.mark.parametrize(
    ("sentence", "trigger", "expected"),
    [
        ("Firefly met Trentino.", "met", "occurred"),
        ("Trentino was met by Firefly.", "met", "occurred"),
        ("Freedonia held talks with Sylvania.", "talks", "occurred"),
        ("Firefly said that he met Trentino.", "met", "occurred"),
        ("Firefly reportedly met Trentino.", "met", "occurred"),
        ("After meeting Trentino, Firefly called Tasch.", "meeting", "occurred"),
        ("Firefly met Trentino but did not call Tasch.", "met", "occurred"),
        ("The meeting between Firefly and Trentino lasted an hour.", "meeting", "occurred"),
        # To come
        ("Firefly will meet Trentino.", "meet", "future"),
        ("Firefly plans to meet Trentino.", "meet", "future"),
        ("Firefly is due to meet Trentino.", "meet", "future"),
        ("Firefly is expected to meet Trentino.", "meet", "future"),
        ("Firefly agreed to meet Trentino.", "meet", "future"),
        ("Firefly said that he will meet Trentino.", "meet", "future"),
        ("Talks between Freedonia and Sylvania are due on Monday.", "Talks", "future"),
        ("Firefly spoke ahead of talks with Sylvania.", "talks", "future"),
        ("Plans for a meeting between Firefly and Trentino were made.", "meeting", "future"),
        ("A planned meeting between Firefly and Trentino was announced.", "meeting", "future"),
        ("The meeting between Firefly and Trentino was postponed.", "meeting", "future"),
        ("A Freedonian attack was expected.", "attack", "future"),
        ("Rufus Firefly to visit Sylvania in May.", "visit", "future"),
        # Only thought of
        ("Firefly would meet Trentino.", "meet", "hypothetical"),
        ("Firefly could meet Trentino.", "meet", "hypothetical"),
        ("Firefly may meet Trentino.", "meet", "hypothetical"),
        ("Firefly offered to meet Trentino.", "meet", "hypothetical"),
        ("Firefly wants to meet Trentino.", "meet", "hypothetical"),
        ("Firefly urged Trentino to meet Tasch.", "meet", "hypothetical"),
        ("Firefly threatened to attack Sylvania.", "attack", "hypothetical"),
        ("Firefly wants talks with Sylvania.", "talks", "hypothetical"),
        ("Firefly praised calls for talks with Sylvania.", "talks", "hypothetical"),
        ("Freedonia is ready for talks with Sylvania.", "talks", "hypothetical"),
        ("A possible meeting between Firefly and Trentino was discussed.", "meeting", "hypothetical"),
        ("If Firefly meets Trentino, Tasch will leave.", "meets", "hypothetical"),
        ("Unless Firefly meets Trentino, Tasch will leave.", "meets", "hypothetical"),
        ("Freedonia allegedly attacked Sylvania.", "attacked", "hypothetical"),
        # Not so
        ("Firefly did not meet Trentino.", "meet", "negated"),
        ("Firefly could not meet Trentino.", "meet", "negated"),
        ("Firefly was not attacked by Sylvania.", "attacked", "negated"),
        ("Firefly has never met Trentino.", "met", "negated"),
        ("Firefly met Trentino but did not call Tasch.", "call", "negated"),
        ("Firefly refused to meet Trentino.", "meet", "negated"),
        ("Firefly failed to meet Trentino.", "meet", "negated"),
        ("Firefly denied meeting Trentino.", "meeting", "negated"),
        ("Firefly's refusal to meet Trentino was noted.", "meet", "negated"),
        ("Firefly left without meeting Trentino.", "meeting", "negated"),
        ("Nobody met Trentino.", "met", "negated"),
        ("No minister met Trentino.", "met", "negated"),
        ("Neither Firefly nor Tasch met Trentino.", "met", "negated"),
        ("Freedonia held no talks with Sylvania.", "talks", "negated"),
        ("No talks were held between Freedonia and Sylvania.", "talks", "negated"),
        ("Freedonia cancelled a visit to Sylvania.", "visit", "negated"),
        ("The meeting between Firefly and Trentino was cancelled.", "meeting", "negated"),
    ],
)
def test_the_words_around_an_event_say_whether_it_happened(sentence, trigger, expected):
    assert status_of(sentence, trigger) == expected
