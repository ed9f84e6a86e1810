"""Events in POLECAT's 40 columns (doi:10.7910/DVN/AJGVIT).

Gaps: no contexts, no Correlates of War numbers, no Wikipedia titles, no district or province, no GeoNames id, no
lists of all people, organisations and places of the story. `Quad Code` holds the class in words. `Event Date` has
the precision that is known: ``2024-07`` where the day is not. A row for each source and target: see `dyads`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from kg.export.countries import country_name
from kg.export.dyads import Dyad, dyads, first_claim
from kg.export.streams import tab_separated
from kg.model import Event, Party

COLUMNS = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts",
    "Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title",
    "Actor Name Raw", "Wikipedia Actor ID",
    "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector", "Recipient Sectors",
    "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID",
    "Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename",
    "Feature Type", "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations",
    "Language", "Version",
)  # fmt: skip


def write_polecat(events: Iterable[Event], out: BinaryIO) -> None:
    """Write the events that occurred, tab-separated with a header; what is missing is ``None``."""
    tab_separated(out, _rows(events))


def _rows(events: Iterable[Event]) -> Iterator[tuple[object, ...]]:
    yield COLUMNS
    for dyad in dyads(events):
        values = _values(dyad)
        yield tuple(values.get(column) for column in COLUMNS)


def _values(dyad: Dyad) -> dict[str, object]:
    event, claim = dyad.event, first_claim(dyad.event)
    values: dict[str, object] = {
        "Event ID": event.id.rsplit("/", 1)[-1],
        "Event Date": event.time.start if event.time else None,
        "Event Type": event.type,
        "Event Mode": event.mode,
        "Intensity": event.intensity,
        "Quad Code": event.quad,
    }
    for role, party in (("Actor", dyad.source), ("Recipient", dyad.target)):
        if party:
            values |= _party(role, party)
    if event.place:
        values |= {
            "Placename": event.place.label,
            "City": event.place.label if event.place.kind == "place" else None,
            "Country": country_name(event.place.country),
            "Latitude": event.place.lat,
            "Longitude": event.place.lon,
        }
    if claim:
        values |= {"Source": claim.source, "Publication Date": claim.published[:10] if claim.published else None}
    return values


def _party(role: str, party: Party) -> dict[str, object]:
    sector = party.sector or party.entity.sector
    return {
        f"{role} Name": party.entity.label,
        f"{role} Country": party.entity.country,
        f"Primary {role} Sector": sector,
        f"{role} Sectors": sector,
        f"{role} Title": party.role,
    }
