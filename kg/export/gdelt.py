"""Events in the 61 columns of GDELT 2.0.

Gaps: no groups, ethnicities or religions of actors, no places of actors, no first-level regions or feature ids of
places, no tone, no `IsRootEvent`. Countries of actors are ISO codes, from which CAMEO's differ here and there; sectors
are PLOVER's. `GoldsteinScale` is PLOVER's score. `ActionGeo_Type` knows countries and cities only: a region counts as
a city. `SQLDATE` and `FractionDate` are empty where the day is not known; `MonthYear` and `Year` hold what is.
`DATEADDED` is midnight of the day of the first report. A row for each source and target: see `dyads`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from kg.export.countries import fips
from kg.export.dyads import Dyad, dyads, first_claim
from kg.export.streams import tab_separated
from kg.model import Entity, Event, Party
from kg.ontology import event_type

_ACTOR = ("Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code",
          "Type1Code", "Type2Code", "Type3Code")  # fmt: skip
_GEO = ("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")

COLUMNS = (
    "GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate",
    *(f"Actor1{c}" for c in _ACTOR), *(f"Actor2{c}" for c in _ACTOR),
    "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale",
    "NumMentions", "NumSources", "NumArticles", "AvgTone",
    *(f"Actor1Geo_{c}" for c in _GEO), *(f"Actor2Geo_{c}" for c in _GEO), *(f"ActionGeo_{c}" for c in _GEO),
    "DATEADDED", "SOURCEURL",
)  # fmt: skip

# GDELT's kinds of places: a country, a city or landmark in the United States, one elsewhere.
_COUNTRY, _US_CITY, _WORLD_CITY = 1, 3, 4


def write_gdelt(events: Iterable[Event], out: BinaryIO) -> None:
    """Write the events that occurred, tab-separated without a header; what is missing is empty.

    CAMEO codes keep their leading zero: read the columns as text.
    """
    tab_separated(out, _rows(events))


def fraction_date(day: str) -> float:
    """GDELT's date as a number of years: the year and (month * 30 + day) / 365.

    Examples
    --------
    >>> fraction_date("2021-01-16")
    2021.126
    """
    year, month, day_of_month = map(int, day.split("-"))
    return round(year + (month * 30 + day_of_month) / 365, 4)


def _rows(events: Iterable[Event]) -> Iterator[tuple[object, ...]]:
    for dyad in dyads(events):
        values = _values(dyad)
        cells = (values.get(column) for column in COLUMNS)
        yield tuple("" if cell is None else cell for cell in cells)


def _values(dyad: Dyad) -> dict[str, object]:
    event, claim = dyad.event, first_claim(dyad.event)
    values: dict[str, object] = {
        "GLOBALEVENTID": dyad.number,
        **_date(event.time.start if event.time else ""),
        "EventCode": event.cameo,
        "EventBaseCode": event.cameo[:3],
        "EventRootCode": event.cameo[:2],
        "QuadClass": event_type(event.type).quad_class,
        "GoldsteinScale": event.intensity,
        "NumMentions": len(event.claims),
        "NumSources": len({c.source for c in event.claims if c.source}) or None,
        "NumArticles": event.reports,
    }
    for number, party in ((1, dyad.source), (2, dyad.target)):
        if party:
            values |= _actor(number, party)
    if event.place:
        values |= _geo(event.place)
    if claim:
        values["SOURCEURL"] = claim.url
        values["DATEADDED"] = claim.published[:10].replace("-", "") + "000000" if claim.published else None
    return values


def _date(start: str) -> dict[str, object]:
    digits = start.replace("-", "")
    known_day = len(digits) == 8
    return {
        "SQLDATE": digits if known_day else None,
        "MonthYear": digits[:6] if len(digits) >= 6 else None,
        "Year": digits[:4] or None,
        "FractionDate": fraction_date(start) if known_day else None,
    }


def _actor(number: int, party: Party) -> dict[str, object]:
    country = party.entity.country
    sector = party.sector or party.entity.sector
    return {
        f"Actor{number}Code": f"{country or ''}{sector or ''}",
        f"Actor{number}Name": party.entity.label.upper(),
        f"Actor{number}CountryCode": country,
        f"Actor{number}Type1Code": sector,
    }


def _geo(place: Entity) -> dict[str, object]:
    city = _US_CITY if place.country == "USA" else _WORLD_CITY
    return {
        "ActionGeo_Type": _COUNTRY if place.kind == "state" else city,
        "ActionGeo_FullName": place.label,
        "ActionGeo_CountryCode": fips(place.country),
        "ActionGeo_Lat": place.lat,
        "ActionGeo_Long": place.lon,
    }
