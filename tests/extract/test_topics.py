"""What talks were about: named things that are not the parties themselves."""

import pytest

from tests.extract.reading import labels, told


@pytest.mark.parametrize(
    ("sentence", "topics"),
    [
        ("Firefly spoke with Trentino about the Soup Accord.", "Soup Accord"),
        ("Firefly and Trentino held talks on Grumbia.", "Grumbia"),
        ("Firefly spoke with Trentino about the Bordurian crisis.", "Borduria"),
        ("Firefly and Trentino held talks on ties between Freedonia and Sylvania.", ""),
        ("Firefly met Trentino in Strelsau.", ""),
    ],
)
def test_the_topics_of_an_event(sentence, topics):
    (event,) = (t.event for t in told(sentence))
    assert labels(event.topics) == topics
