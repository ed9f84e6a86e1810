"""Role phrases: of whom, and of how many."""

import pytest

from kg.extract.roles import _plural
from tests.extract.reading import scene


@pytest.mark.parametrize(
    ("sentence", "roles"),
    [
        ("The Freedonian president called Trentino.", [("president", False, ["Freedonia"], False)]),
        ("Rufus Firefly, president of Freedonia, called Tasch.", [("president", False, ["Freedonia"], False)]),
        ("The presidents of Freedonia and Borduria met.", [("president", True, ["Freedonia", "Borduria"], False)]),
        ("The Freedonian and Bordurian presidents met.", [("president", True, ["Freedonia", "Borduria"], False)]),
        (
            "The foreign ministers of Freedonia and Sylvania met in Strelsau.",
            [("foreign minister", True, ["Freedonia", "Sylvania"], False)],
        ),
        (
            "Sylvania's prime minister met the former president of Freedonia.",
            [("prime minister", False, ["Sylvania"], False), ("president", False, ["Freedonia"], True)],
        ),
        ("The minister left.", [("minister", False, [], False)]),
        ("The two leaders spoke by phone.", [("leader", True, [], False)]),
        ("Firefly met Trentino.", []),
    ],
)
def test_a_role_has_its_word_its_number_and_its_states(sentence, roles):
    found = scene(sentence).roles
    assert [(r.word, r.plural, [b.entity.label for b in r.bodies], r.former) for r in found] == roles


@pytest.mark.parametrize(
    ("title", "plural"),
    [
        ("president", "presidents"),
        ("foreign secretary", "foreign secretaries"),
        ("head of state", "heads of state"),
        ("chairman", "chairmen"),
        ("secretary of state", "secretaries of state"),
        ("envoy", "envoys"),
        ("boss", "bosses"),
        ("spokeswoman", "spokeswomen"),
    ],
)
def test_the_plural_of_a_title(title, plural):
    assert _plural(title) == plural
