"""Names: what each may stand for."""

import pytest

from kg.extract.mentions import introduce, mentions
from tests.extract import invented
from tests.extract.parses import parse
from tests.extract.reading import scene


def named(*sentences, on=invented.DAY, lower=False):
    parsed, world = parse(*sentences), invented.world()
    found = mentions(parsed, world, introduce([parsed], world, on), lower=lower)
    return [(parsed[m.start : m.end].text, m.entity.label, m.form) for m in found]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        (
            "President Rufus Firefly met Prime Minister Ada Trentino.",
            [("Rufus Firefly", "Rufus Firefly", "name"), ("Ada Trentino", "Ada Trentino", "name")],
        ),
        (
            "Firefly met Trentino in Strelsau.",
            [
                ("Firefly", "Rufus Firefly", "surname"),
                ("Trentino", "Ada Trentino", "surname"),
                ("Strelsau", "Ruritania", "capital"),
            ],
        ),
        ("Fredville met Szohod.", [("Fredville", "Freedonia", "capital"), ("Szohod", "Borduria", "capital")]),
        (
            "The Marble Hall called Szohod.",
            [("Marble Hall", "Freedonia", "metonym"), ("Szohod", "Borduria", "capital")],
        ),
        (
            "The Freedonian attack on Sylvania failed.",
            [("Freedonian", "Freedonia", "adjective"), ("Sylvania", "Sylvania", "name")],
        ),
        ("The LMP met in Strelsau.", [("LMP", "League of Minor Powers", "name"), ("Strelsau", "Ruritania", "capital")]),
        (
            "The Duck Front attacked Fredville.",
            [("Duck Front", "Duck Front", "name"), ("Fredville", "Freedonia", "capital")],
        ),
        (
            "Firefly spoke with Trentino about the Soup Accord.",
            [
                ("Firefly", "Rufus Firefly", "surname"),
                ("Trentino", "Ada Trentino", "surname"),
                ("Soup Accord", "Soup Accord", "name"),
            ],
        ),
    ],
)
def test_names_and_how_they_name(sentence, found):
    assert named(sentence) == found


def test_an_acronym_must_be_one_in_the_text():
    assert named("The lmp met.") == []


def test_a_question_may_be_typed_in_lower_case():
    assert named("The lmp met.", lower=True) == [("lmp", "League of Minor Powers", "name")]


def test_a_private_person_keeps_the_surname_of_somebody_famous():
    found = named("Emma Firefly sang.", "Firefly sings.")
    assert [label for _, label, _ in found] == ["Emma Firefly", "Emma Firefly"]


def test_a_surname_alone_is_the_holder_of_office():
    assert [label for _, label, _ in named("Firefly sang.")] == ["Rufus Firefly"]


def test_a_surname_is_whoever_was_named_in_full_in_the_article():
    assert [label for _, label, _ in named("Roland met Pinkie.")] == ["Vera Roland", "Otto Pinkie"]
    assert [label for _, label, _ in named("Max Roland wrote.", "Roland wrote again.")] == ["Max Roland", "Max Roland"]


@pytest.mark.parametrize(
    ("sentence", "word", "bound"),
    [
        ("The pro-Bordurian rebels attacked Fredville.", "Bordurian", True),
        ("The Bordurian-backed rebels attacked Sylvania.", "Bordurian", True),
        ("The Bordurian-backed rebels attacked Sylvania.", "Sylvania", False),
        ("Freedonian soldiers attacked Sylvanian rebels.", "Freedonian", False),
    ],
)
def test_a_state_in_a_describing_word_does_not_act(sentence, word, bound):
    read, parsed = scene(sentence), parse(sentence)
    (mention,) = (m for m in read.mentions if parsed[m.start : m.end].text == word)
    assert read.bound(mention, parsed) is bound
