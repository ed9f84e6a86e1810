"""How, when, where and about what: sentences of the news, read with the real model and the real tables.

In `circumstances.txt` the lines below a sentence that are set in are its events: type and mode and status, then,
parted by bars, the time, the place and the topics; a dash is none. All are read on `DAY`.
"""

from pathlib import Path

import pytest
from spacy.language import Language

from kg.extract.article import extract
from kg.model import Article, TimeSpan
from kg.parse import load, parse

DAY = "2023-05-17"  # a Wednesday


def cases() -> dict[str, list[str]]:
    """The sentences of the file, or whole passages, with the lines of their events."""
    found: dict[str, list[str]] = {}
    sentence = ""
    for line in Path(__file__).with_name("circumstances.txt").read_text("utf-8").splitlines():
        if line.startswith("  "):
            found[sentence].append(line.strip())
        elif line and not line.startswith("#"):
            sentence = line
            found[sentence] = []
    return found


CASES = cases()


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The real model, loaded once."""
    return load()


def shown(time: TimeSpan | None) -> str:
    """A day, or both ends of a longer time."""
    if time is None:
        return "-"
    return time.start if time.start == time.end else f"{time.start}/{time.end}"


@pytest.mark.parametrize("text", CASES)
def test_an_event_has_its_circumstances(nlp, text):
    (parsed,) = parse([Article(id="x", text=text.replace(" // ", "\n\n"), published=DAY)], nlp)
    events = [told.event for told in extract(parsed)]
    found = [
        " | ".join(
            (
                f"{e.type}/{e.mode} {e.status}" if e.mode else f"{e.type} {e.status}",
                shown(e.time),
                e.place.label if e.place else "-",
                ", ".join(sorted(t.label for t in e.topics)) or "-",
            )
        )
        for e in events
    ]
    assert found == [f"{line} | -" if line.count("|") == 2 else line for line in CASES[text]]
