"""How, when, where and about what: sentences of the news, read with the real model and the real tables.

In `circumstances.txt` the lines below a sentence that are set in are its events: type and mode and status, then,
parted by bars, the time, the place and the topics; a dash is none. All are read on one day.
"""

import pytest

from kg.model import TimeSpan
from tests.extract.told import cases, events, kind

CASES = cases("circumstances.txt")


def shown(time: TimeSpan | None) -> str:
    """A day, or both ends of a longer time."""
    if time is None:
        return "-"
    return time.start if time.start == time.end else f"{time.start}/{time.end}"


@pytest.mark.parametrize("text", CASES)
def test_an_event_has_its_circumstances(text):
    found = [
        " | ".join(
            (
                f"{kind(e)} {e.status}",
                shown(e.time),
                e.place.label if e.place else "-",
                ", ".join(sorted(t.label for t in e.topics)) or "-",
            )
        )
        for e in events(text.replace(" // ", "\n\n"))
    ]
    assert found == [f"{line} | -" if line.count("|") == 2 else line for line in CASES[text]]
