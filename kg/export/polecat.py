"""Events in POLECAT's 40 columns (doi:10.7910/DVN/AJGVIT); `docs/event-data.md` says what is lost."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import BinaryIO

from kg.export.columns import Column, day, lost, names, rows
from kg.export.countries import country_name
from kg.export.dyads import Dyad, first_claim
from kg.export.gazetted import city
from kg.export.streams import tab_separated
from kg.model import Event, Party


@cache
def _version() -> str:
    try:
        return f"aide-memoire {version('aide-memoire')}"
    except PackageNotFoundError:  # run from a checkout that is not installed
        return "aide-memoire"


def write_polecat(events: Iterable[Event], out: BinaryIO) -> None:
    """Write the events that occurred, tab-separated with a header; what is missing is ``None``."""
    tab_separated(out, [names(COLUMNS)])
    tab_separated(out, rows(COLUMNS, events, "None"))


def _source(dyad: Dyad) -> str | None:
    claim = first_claim(dyad.event)
    return claim.source if claim else None


def _published(dyad: Dyad) -> str | None:
    claim = first_claim(dyad.event)
    return claim.published[:10] if claim and claim.published else None


def _geonames(dyad: Dyad) -> int | None:
    found = city(dyad.event.place)
    return found.id if found else None


def _party(role: str) -> tuple[Column, ...]:
    def of(dyad: Dyad) -> Party | None:
        return dyad.source if role == "Actor" else dyad.target

    def sector(dyad: Dyad) -> str | None:
        party = of(dyad)
        return (party.sector or party.entity.sector) if party else None

    who = "who does it" if role == "Actor" else "to whom it is done"
    return (
        Column(f"{role} Name", "text", f"label of {who}", lambda d: p.entity.label if (p := of(d)) else None),
        Column(f"{role} Country", "text", "ISO alpha-3 code", lambda d: p.entity.country if (p := of(d)) else None),
        lost(f"{role} COW"),
        Column(f"Primary {role} Sector", "text", "PLOVER sector", sector),
        Column(f"{role} Sectors", "text", "the same one sector", sector),
        Column(f"{role} Title", "text", "office or role in the event", lambda d: p.role if (p := of(d)) else None),
        lost(f"{role} Name Raw"),
        lost(f"Wikipedia {role} ID"),
    )


COLUMNS = (
    Column(
        "Event ID",
        "text",
        "last part of the event's IRI; the rows of an event share it",
        lambda d: d.event.id.rsplit("/", 1)[-1],
    ),
    Column("Event Date", "text", "ISO day, the first of several; missing where only the month or year is known", day),
    Column("Event Type", "text", "PLOVER type", lambda d: d.event.type),
    Column("Event Mode", "text", "PLOVER mode", lambda d: d.event.mode),
    Column("Intensity", "number", "PLOVER score, -10 to 10", lambda d: float(d.event.intensity)),
    Column("Quad Code", "text", "quad class in words", lambda d: d.event.quad),
    lost("Contexts"),
    *_party("Actor"),
    *_party("Recipient"),
    Column("Placename", "text", "label of the place", lambda d: d.event.place and d.event.place.label),
    Column(
        "City",
        "text",
        "the same, where the gazetteer has it as a city",
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
    Column("GeoNames ID", "integer", "of a city", _geonames),
    lost("Raw Placename"),
    Column("Feature Type", "text", "`state` or `place`", lambda d: d.event.place and d.event.place.kind),
    Column("Source", "text", "source of the first report", _source),
    Column("Publication Date", "text", "ISO day of the first report", _published),
    lost("Story People"),
    lost("Story Organizations"),
    lost("Story Locations"),
    lost("Language"),
    Column("Version", "text", "of this program", lambda d: _version()),
)
