"""Sentences of the news, each with the events it tells, read with the real model and the real tables.

In `sentences.txt` the lines below a sentence that are set in are its events: type and mode, status, who acts and,
behind an angle bracket, towards whom. A sentence without such lines tells of none. All are read on one day.
"""

import re

import pytest

from tests.extract.told import cases, events, kind

_EVENT = re.compile(r"(?P<kind>\S+) (?P<status>\w+): (?P<actors>[^>]*?)(?: > (?P<recipients>.+))?")
CASES = cases("sentences.txt")


def read(line: str) -> tuple[str, str, set[str], set[str]]:
    """An event as its line has it."""
    event = _EVENT.fullmatch(line)
    actors, recipients = (set(filter(None, (event[g] or "").split(", "))) for g in ("actors", "recipients"))
    return event["kind"], event["status"], actors, recipients


@pytest.mark.parametrize("sentence", CASES)
def test_a_sentence_tells_its_events_and_no_others(sentence):
    assert [
        (kind(e), e.status, {p.entity.label for p in e.actors}, {p.entity.label for p in e.recipients})
        for e in events(sentence)
    ] == list(map(read, CASES[sentence]))


def test_the_table_is_broad():
    lines = [read(line) for lines in CASES.values() for line in lines]
    kinds = {of.split("/")[0] for of, *_ in lines}
    statuses = {status for _, status, *_ in lines}
    assert len(kinds) >= 14
    assert statuses == {"occurred", "future", "hypothetical", "negated"}
