"""Meetings and calls as a calendar (iCalendar, RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import BinaryIO

from kg.export.streams import text
from kg.model import Event, Party, Status
from kg.ontology import event_type, mode_of
from kg.relations import CONTACT

# What stands in a calendar, and how sure it is there.
_STATUS: dict[Status, str] = {"occurred": "CONFIRMED", "future": "TENTATIVE"}
_LONGEST = 75


def write_ical(events: Iterable[Event], out: BinaryIO) -> None:
    """Write the contacts among these events, meetings, visits and calls, a day or days each.

    Planned ones are tentative; what is denied or only possible is left out, and so is what is not dated to the day,
    for a calendar has no place for it. The sentences stand in the description.
    """
    with text(out) as stream:
        for line in _lines(events):
            stream.write(_folded(line) + "\r\n")


def _lines(events: Iterable[Event]) -> Iterator[str]:
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Aide-mémoire//kg export ical//EN", "CALSCALE:GREGORIAN")
    for event in events:
        if event.type in CONTACT and event.status in _STATUS and event.time:
            start, end = event.time.start, event.time.end
            if len(start) == len(end) == 10:
                yield from _event(event, date.fromisoformat(start), date.fromisoformat(end))
    yield "END:VCALENDAR"


def _event(event: Event, start: date, end: date) -> Iterator[str]:
    word = mode_of(event.type, event.mode).label if event.mode else event_type(event.type).label.lower()
    yield "BEGIN:VEVENT"
    yield f"UID:{event.id.rsplit('/', 1)[-1]}@aide-memoire"
    yield f"DTSTAMP:{_published(event)}"
    yield f"DTSTART;VALUE=DATE:{start:%Y%m%d}"
    # The first day on which it is over.
    yield f"DTEND;VALUE=DATE:{end + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_escaped(_who(event) + ': ' + word)}"
    yield f"STATUS:{_STATUS[event.status]}"
    yield "TRANSP:TRANSPARENT"
    yield f"CATEGORIES:{_escaped(word)}"
    if event.place:
        yield f"LOCATION:{_escaped(event.place.label)}"
        if event.place.lat is not None and event.place.lon is not None:
            yield f"GEO:{event.place.lat};{event.place.lon}"
    told = [f"“{' '.join(claim.quote.split())}” ({claim.article})" for claim in event.claims]
    about = [f"About {', '.join(topic.label for topic in event.topics)}."] if event.topics else []
    if about or told:
        yield f"DESCRIPTION:{_escaped(chr(10).join([*about, *told]))}"
    url = next((claim.url for claim in event.claims if claim.url), None)
    if url:
        yield f"URL:{''.join(url.split())}"
    yield "END:VEVENT"


def _who(event: Event) -> str:
    joint = " → " if event.recipients else ""
    return f"{_names(event.actors)}{joint}{_names(event.recipients)}"


def _names(parties: tuple[Party, ...]) -> str:
    return ", ".join(party.entity.label for party in parties)


def _published(event: Event) -> str:
    """The day of the last report, since the same events are to give the same bytes."""
    days = [claim.published[:10].replace("-", "") for claim in event.claims if claim.published]
    known = [day for day in days if len(day) == 8]
    return f"{max(known, default='19700101')}T000000Z"


def _escaped(text: str) -> str:
    for character in ("\\", ";", ","):
        text = text.replace(character, "\\" + character)
    return "".join(c for c in text.replace("\n", "\\n") if c.isprintable())


def _folded(line: str) -> str:
    """A line in pieces of 75 bytes, each but the first begun by a space; no letter is cut."""
    pieces, length = [""], 0
    for character in line:
        size = len(character.encode())
        if length + size > _LONGEST:
            pieces.append(" ")
            length = 1
        pieces[-1] += character
        length += size
    return "\r\n".join(pieces)
