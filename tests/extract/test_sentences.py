"""Sentences of the news, each with the events it tells, read with the real model and the real tables.

In `sentences.txt` the lines below a sentence that are set in are its events: type and mode, status, who acts and,
behind an angle bracket, towards whom. A sentence without such lines tells of none. All are read on `DAY`.
"""

import re
from pathlib import Path

import pytest
from spacy.language import Language

from kg.extract.article import extract
from kg.model import Article
from kg.parse import load, parse

DAY = "2023-05-17"  # a Wednesday
_EVENT = re.compile(r"  (?P<kind>\S+) (?P<status>\w+): (?P<actors>[^>]*?)(?: > (?P<recipients>.+))?")


def cases() -> dict[str, list[tuple[str, str, set[str], set[str]]]]:
    """The sentences of the file with their events."""
    found: dict[str, list[tuple[str, str, set[str], set[str]]]] = {}
    sentence = ""
    for line in Path(__file__).with_name("sentences.txt").read_text("utf-8").splitlines():
        event = _EVENT.fullmatch(line)
        if event:
            actors, recipients = (set(filter(None, (event[g] or "").split(", "))) for g in ("actors", "recipients"))
            found[sentence].append((event["kind"], event["status"], actors, recipients))
        elif line and not line.startswith("#"):
            sentence = line
            found[sentence] = []
    return found


CASES = cases()


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The real model, loaded once."""
    return load()


@pytest.mark.parametrize("sentence", CASES)
def test_a_sentence_tells_its_events_and_no_others(nlp, sentence):
    (parsed,) = parse([Article(id="x", text=sentence, published=DAY)], nlp)
    events = [told.event for told in extract(parsed)]
    assert [
        (
            f"{e.type}/{e.mode}" if e.mode else e.type,
            e.status,
            {p.entity.label for p in e.actors},
            {p.entity.label for p in e.recipients},
        )
        for e in events
    ] == CASES[sentence]


def test_the_table_is_broad():
    kinds = {kind.split("/")[0] for events in CASES.values() for kind, *_ in events}
    statuses = {status for events in CASES.values() for _, status, *_ in events}
    assert len(kinds) >= 14
    assert statuses == {"occurred", "future", "hypothetical", "negated"}
