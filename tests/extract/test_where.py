"""Where it took place: what the event's own words name."""

import pytest

from tests.extract.reading import told


@pytest.mark.parametrize(
    ("sentence", "place"),
    [
        ("Firefly met Trentino in Strelsau.", "Strelsau"),
        ("Firefly met Trentino on the sidelines of a summit in Strelsau.", "Strelsau"),
        ("Firefly met Trentino in the Sylvanian capital.", "Sylvanopolis"),
        ("Talks between Freedonia and Sylvania were held in Szohod.", "Szohod"),
        ("Firefly visited Sylvanopolis.", "Sylvanopolis"),
        ("Firefly paid a visit to Sylvania.", "Sylvania"),
        ("Freedonia shelled a village in Grumbia.", "Grumbia"),
        ("Firefly met Trentino on Friday in Strelsau.", "Strelsau"),
        ("Firefly met Trentino in March 2019 in Strelsau.", "Strelsau"),
        ("Firefly met Trentino.", None),
        ("Freedonia held talks with Sylvania.", None),
        # Who is called may be anywhere; a place that is only spoken about is none
        ("Firefly called Trentino in Strelsau.", None),
        ("Firefly and Trentino met and spoke about Strelsau.", None),
    ],
)
def test_the_place_of_an_event(sentence, place):
    (event,) = (t.event for t in told(sentence))
    assert (event.place.label if event.place else None) == place
