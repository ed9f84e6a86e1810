"""One event told in several sentences is one event."""

import pytest

from kg.extract.merge import same_party
from kg.extract.when import times_agree
from kg.model import Party, TimeSpan
from tests.extract import invented
from tests.extract.reading import labels, told


def read(*paragraphs):
    return [(t.event.type, t.event.status, labels(t.event.parties), len(t.mentions)) for t in told(*paragraphs)]


@pytest.mark.parametrize(
    ("paragraphs", "events"),
    [
        (
            ["Firefly met Trentino.", "The meeting between Firefly and Trentino lasted an hour."],
            [("CONSULT", "occurred", "Rufus Firefly, Ada Trentino", 2)],
        ),
        # What somebody told another only adds to a talk that is reported
        (
            ["Firefly met Trentino.", "Firefly told Trentino that the river was deep."],
            [("CONSULT", "occurred", "Rufus Firefly, Ada Trentino", 2)],
        ),
        (["Firefly told Trentino that the river was deep."], []),
        # Other parties, another status, another type: another event
        (
            ["Firefly met Trentino.", "Roland met Pinkie.", "Max Roland wrote."],
            [
                ("CONSULT", "occurred", "Rufus Firefly, Ada Trentino", 1),
                ("CONSULT", "occurred", "Max Roland, Otto Pinkie", 1),
            ],
        ),
        (
            ["Firefly did not meet Trentino.", "Firefly will meet Trentino."],
            [
                ("CONSULT", "negated", "Rufus Firefly, Ada Trentino", 1),
                ("CONSULT", "future", "Rufus Firefly, Ada Trentino", 1),
            ],
        ),
        (
            ["Freedonia attacked Sylvania.", "Freedonia imposed sanctions on Sylvania."],
            [("ASSAULT", "occurred", "Freedonia, Sylvania", 1), ("SANCTION", "occurred", "Freedonia, Sylvania", 1)],
        ),
        # Another day
        (
            ["Freedonia attacked Sylvania on Monday.", "Freedonia attacked Sylvania in May."],
            [("ASSAULT", "occurred", "Freedonia, Sylvania", 1), ("ASSAULT", "occurred", "Freedonia, Sylvania", 1)],
        ),
    ],
)
def test_mentions_of_one_event_are_joined(paragraphs, events):
    assert read(*paragraphs) == events


def test_the_joined_event_has_the_finest_time_and_place():
    (one,) = told("Firefly met Trentino.", "Firefly met Trentino in Strelsau on Monday.")
    assert (one.event.time, one.event.place.label) == (TimeSpan.on("2021-01-18"), "Strelsau")


@pytest.mark.parametrize(
    ("a", "b", "agree"),
    [
        (None, "2021", True),
        ("2021", "2021-01-18", True),
        ("2021-01", "2021-01-31", True),
        ("2021-01", "2021-02-01", False),
        ("2020", "2021", False),
    ],
)
def test_times_that_could_be_one(a, b, agree):
    spans = [TimeSpan.on(t) if t else None for t in (a, b)]
    assert times_agree(*spans) is times_agree(*reversed(spans)) is agree


def test_a_person_is_the_state_he_acts_for():
    world = invented.world()
    firefly, freedonia, sylvania = (
        Party(entity=e) for e in (world.person("Rufus_Firefly"), world.state("FRE"), world.state("SYL"))
    )
    assert same_party(firefly, firefly)
    assert same_party(firefly, freedonia)
    assert same_party(freedonia, firefly)
    assert not same_party(firefly, sylvania)
    assert not same_party(freedonia, sylvania)
