"""The memory of an article: whom "he", "it", "the two leaders" and "both sides" mean."""

import pytest

from kg.extract.discourse import Discourse
from kg.extract.named import Referent
from kg.model import Party
from tests.extract import invented


def party(kind, key):
    entity = next(e for e in invented.world().entities.values() if e.kind == kind and e.id.endswith(f"/{key}"))
    return Party(entity=entity)


FIREFLY, PINKIE, TASCH = (party("person", k) for k in ("Rufus_Firefly", "Otto_Pinkie", "Kurvi_Tasch"))
TRENTINO = party("person", "Ada_Trentino")
FREEDONIA, SYLVANIA, LEAGUE = party("state", "FRE"), party("state", "SYL"), party("organisation", "League")


def memory(*told):
    """A memory of (sentence, party, is subject), in the order of the text."""
    out = Discourse(gender=invented.world().gender)
    for at, (sentence, who, subject) in enumerate(told):
        out.add(Referent(at=at, sentence=sentence, party=who, subject=subject))
    return out, len(told)


@pytest.mark.parametrize(
    ("told", "sentence", "gender", "who"),
    [
        ([(1, FIREFLY, True), (1, TASCH, False)], 2, "m", FIREFLY),
        ([(1, FIREFLY, False), (1, TASCH, False)], 2, "m", TASCH),
        ([(1, FIREFLY, True), (1, TRENTINO, False)], 2, "f", TRENTINO),
        ([(1, FIREFLY, True), (2, TASCH, True)], 3, "m", TASCH),
        ([(1, FIREFLY, True)], 4, "m", FIREFLY),
        ([(1, FIREFLY, True)], 9, "m", None),
        ([(1, FREEDONIA, True)], 2, "m", None),
        ([(1, TRENTINO, True)], 2, "m", None),
        ([], 1, "m", None),
    ],
)
def test_he_and_she_are_the_nearest_subject_of_that_gender(told, sentence, gender, who):
    remembered, at = memory(*told)
    assert remembered.person(at, sentence, gender) == who


def test_he_is_not_whom_he_speaks_with():
    remembered, at = memory((1, FIREFLY, True), (1, TASCH, False))
    assert remembered.person(at, 2, "m", without=[FIREFLY.entity.id]) == TASCH


@pytest.mark.parametrize(
    ("told", "sentence", "what"),
    [
        ([(1, FREEDONIA, True), (1, SYLVANIA, False)], 2, FREEDONIA),
        ([(1, FREEDONIA, False), (1, SYLVANIA, False)], 2, SYLVANIA),
        ([(1, LEAGUE, True)], 2, LEAGUE),
        ([(1, FIREFLY, True)], 2, None),
        ([(1, FREEDONIA, True)], 9, None),
    ],
)
def test_it_is_the_nearest_state_or_body(told, sentence, what):
    remembered, at = memory(*told)
    assert remembered.body(at, sentence) == what


def test_a_role_means_the_last_person_introduced_by_it():
    remembered = Discourse(gender={})
    remembered.add(Referent(at=0, sentence=1, party=PINKIE, subject=True, role="foreign minister"))
    remembered.add(Referent(at=5, sentence=1, party=FIREFLY, subject=False, role="president"))
    assert remembered.with_role(9, "minister") == PINKIE
    assert remembered.with_role(9, "president") == FIREFLY
    assert remembered.with_role(9, "king") is None
    assert remembered.with_role(0, "minister") is None


def test_the_two_are_those_who_last_dealt_with_each_other():
    remembered, at = memory((1, FIREFLY, True), (1, TRENTINO, False), (2, TASCH, True))
    remembered.talked(1, [FIREFLY, TRENTINO])
    assert remembered.group(at, 3, ("person",), 2) == (FIREFLY, TRENTINO)
    assert remembered.group(at, 99, ("person",), 2) == ()


def test_without_a_dealing_the_two_are_the_last_two_named():
    remembered, at = memory((1, FIREFLY, True), (2, TRENTINO, True), (2, FIREFLY, False), (3, TASCH, True))
    assert {p.entity.label for p in remembered.group(at, 3, ("person",), 2)} == {"Rufus Firefly", "Kurvi Tasch"}


def test_referents_keep_the_order_of_the_text():
    remembered = Discourse(gender={})
    for at in (5, 2, 9):
        remembered.add(Referent(at=at, sentence=1, party=FIREFLY, subject=True))
    assert [r.at for r in remembered.referents] == [2, 5, 9]
