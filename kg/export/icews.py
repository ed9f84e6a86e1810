"""Events in the 20 columns of ICEWS (doi:10.7910/DVN/28075).

Gaps: `Event Text` is PLOVER's type or mode in words, not CAMEO's; `Source Sectors` and `Target Sectors` are PLOVER
codes; no sentence number, district or province; `Intensity` is PLOVER's score. `Story ID` is the id of the article
that was published first. `Event Date` has the precision that is known. `Event ID` stands for the event, and a row
for each source and target: see `dyads`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from kg.export.countries import country_name
from kg.export.dyads import Dyad, dyads, event_number, first_claim
from kg.export.streams import tab_separated
from kg.model import Event
from kg.ontology import event_type, mode_of

COLUMNS = (
    "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code",
    "Intensity", "Target Name", "Target Sectors", "Target Country", "Story ID", "Sentence Number", "Publisher",
    "City", "District", "Province", "Country", "Latitude", "Longitude",
)  # fmt: skip


def write_icews(events: Iterable[Event], out: BinaryIO) -> None:
    """Write the events that occurred, tab-separated with a header; what is missing is empty.

    CAMEO codes keep their leading zero: read the column as text.
    """
    tab_separated(out, _rows(events))


def _rows(events: Iterable[Event]) -> Iterator[tuple[object, ...]]:
    yield COLUMNS
    for dyad in dyads(events):
        values = _values(dyad)
        cells = (values.get(column) for column in COLUMNS)
        yield tuple("" if cell is None else cell for cell in cells)


def _values(dyad: Dyad) -> dict[str, object]:
    event, claim = dyad.event, first_claim(dyad.event)
    place = event.place
    values: dict[str, object] = {
        "Event ID": event_number(event),
        "Event Date": event.time.start if event.time else None,
        "Event Text": mode_of(event.type, event.mode).label if event.mode else event_type(event.type).label,
        "CAMEO Code": event.cameo,
        "Intensity": event.intensity,
        "Story ID": claim.article if claim else None,
        "Publisher": claim.source if claim else None,
        "City": place.label if place and place.kind == "place" else None,
        "Country": country_name(place.country) if place else None,
        "Latitude": place.lat if place else None,
        "Longitude": place.lon if place else None,
    }
    for role, party in (("Source", dyad.source), ("Target", dyad.target)):
        if party:
            values[f"{role} Name"] = party.entity.label
            values[f"{role} Sectors"] = party.sector or party.entity.sector
            values[f"{role} Country"] = country_name(party.entity.country)
    return values
