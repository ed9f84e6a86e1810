"""The wording that the terminal and the page share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.explain.trace import Found, Trace
from kg.model import Party
from kg.namespaces import BASE


def day(trace: Trace) -> str:
    """On which day the sentence is read."""
    if trace.on is None:
        return "Read without a date: days such as Monday stay open, and so does who holds an office."
    return f"Read as published on {trace.on:%A}, {trace.on.isoformat()}."


def facts(found: Found) -> Iterator[tuple[str, str]]:
    """What is known of an event, name and value."""
    claim = found.claim
    yield "type", f"{claim.type}, mode {claim.mode}" if claim.mode else claim.type
    yield "status", claim.status
    for name, parties in (("actors", claim.actors), ("recipients", claim.recipients), ("mediators", claim.mediators)):
        if parties:
            yield name, _named(parties)
    time = claim.time
    yield "when", "unknown" if time is None else time.start if time.start == time.end else f"{time.start} to {time.end}"
    if claim.place:
        yield "where", claim.place.label
    if claim.topics:
        yield "topics", ", ".join(topic.label for topic in claim.topics)
    if claim.quantities:
        yield "numbers", "; ".join(map(str, claim.quantities))
    if claim.speaker:
        yield "speaker", claim.speaker.removeprefix(BASE)
    if claim.attributed_to:
        yield "attributed to", claim.attributed_to
    if found.times_told > 1:
        yield "told", f"{found.times_told} times"
    yield "confidence", f"{claim.confidence:.2f}"


def row(found: Found) -> str:
    """The rule that gave the event: a row of the lexicon with its example, or a name."""
    if found.row is None:
        return found.claim.rule
    entry = found.row
    told = f"{entry.trigger}/{entry.pos}, frame {entry.frame.name}, events.csv line {entry.line}: {entry.example}"
    return f"{told} Its conditions do not hold here; learnt models take it for told." if found.learnt else told


def _named(parties: Iterable[Party]) -> str:
    return "; ".join(f"{p.entity.label} ({p.role})" if p.role else p.entity.label for p in parties)
