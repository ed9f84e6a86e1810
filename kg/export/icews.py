"""Events in the 20 columns of ICEWS (doi:10.7910/DVN/28075); `docs/event-data.md` says what is lost."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from kg.export.columns import Column, day, lost, names, rows
from kg.export.countries import country_name
from kg.export.dyads import Dyad, event_number, first_claim
from kg.export.gazetted import city
from kg.export.streams import tab_separated
from kg.model import Event, Party
from kg.ontology import event_type, mode_of


def write_icews(events: Iterable[Event], out: BinaryIO) -> None:
    """Write the events that occurred, tab-separated with a header; what is missing is empty.

    CAMEO codes keep their leading zero: read the column as text.
    """
    tab_separated(out, [names(COLUMNS)])
    tab_separated(out, rows(COLUMNS, events, ""))


def _told(dyad: Dyad) -> str:
    event = dyad.event
    return mode_of(event.type, event.mode).label if event.mode else event_type(event.type).label


def _party(role: str) -> tuple[Column, ...]:
    def of(dyad: Dyad) -> Party | None:
        return dyad.source if role == "Source" else dyad.target

    who = "who does it" if role == "Source" else "to whom it is done"
    return (
        Column(f"{role} Name", "text", f"label of {who}", lambda d: p.entity.label if (p := of(d)) else None),
        Column(
            f"{role} Sectors",
            "text",
            "PLOVER sector",
            lambda d: (p.sector or p.entity.sector) if (p := of(d)) else None,
        ),
        Column(
            f"{role} Country",
            "text",
            "name of the country",
            lambda d: country_name(p.entity.country) if (p := of(d)) else None,
        ),
    )


COLUMNS = (
    Column(
        "Event ID",
        "integer",
        "a number of up to 15 digits that stands for the event, the same in every run; its rows share it",
        lambda d: event_number(d.event),
    ),
    Column("Event Date", "text", "ISO day, the first of several; missing where only the month or year is known", day),
    *_party("Source"),
    Column("Event Text", "text", "PLOVER's mode, or type, in words; ICEWS has CAMEO's", _told),
    Column(
        "CAMEO Code",
        "text",
        "the code that stands best for PLOVER's type and mode, with its leading zero",
        lambda d: d.event.cameo,
    ),
    Column(
        "Intensity", "number", "PLOVER's score; ICEWS has that of the CAMEO code", lambda d: float(d.event.intensity)
    ),
    *_party("Target"),
    Column(
        "Story ID",
        "text",
        "id of the article that reported it first; ICEWS has numbers",
        lambda d: c.article if (c := first_claim(d.event)) else None,
    ),
    lost("Sentence Number", "integer"),
    Column("Publisher", "text", "source of that article", lambda d: c.source if (c := first_claim(d.event)) else None),
    Column(
        "City",
        "text",
        "the place, where the gazetteer has it as a city",
        lambda d: c.name if (c := city(d.event.place)) else None,
    ),
    lost("District"),
    lost("Province"),
    Column(
        "Country",
        "text",
        "name of the place's country",
        lambda d: country_name(p.country) if (p := d.event.place) else None,
    ),
    Column("Latitude", "number", "WGS84 degrees", lambda d: p.lat if (p := d.event.place) else None),
    Column("Longitude", "number", "WGS84 degrees", lambda d: p.lon if (p := d.event.place) else None),
)
