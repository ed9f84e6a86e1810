"""Events in the 61 columns of GDELT 2.0; `docs/event-data.md` says what is lost."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from kg.export.columns import Column, Type, day, lost, rows
from kg.export.countries import cameo_country, country_name, fips
from kg.export.dyads import Dyad, first_claim
from kg.export.gazetted import city
from kg.export.streams import tab_separated
from kg.model import Entity, Event, Party
from kg.ontology import event_type

# GDELT's kinds of places: a country, a city in the United States, one elsewhere.
_COUNTRY, _US_CITY, _WORLD_CITY = 1, 3, 4
_GEO: dict[str, Type] = {
    "Type": "integer", "FullName": "text", "CountryCode": "text", "ADM1Code": "text", "ADM2Code": "text",
    "Lat": "number", "Long": "number", "FeatureID": "text",
}  # fmt: skip


def write_gdelt(events: Iterable[Event], out: BinaryIO) -> None:
    """Write the events that occurred, tab-separated without a header; what is missing is empty.

    CAMEO codes keep their leading zero: read the columns as text.
    """
    tab_separated(out, rows(COLUMNS, events, ""))


def fraction_date(day: str) -> float:
    """GDELT's date as a number of years: the year and (month * 30 + day) / 365.

    Examples
    --------
    >>> fraction_date("2021-01-16")
    2021.126
    """
    year, month, day_of_month = map(int, day.split("-"))
    return round(year + (month * 30 + day_of_month) / 365, 4)


def _digits(dyad: Dyad, length: int) -> str | None:
    start = dyad.event.time.start.replace("-", "") if dyad.event.time else ""
    return start[:length] if len(start) >= length else None


def _sources(dyad: Dyad) -> int | None:
    return len({claim.source for claim in dyad.event.claims if claim.source}) or None


def _added(dyad: Dyad) -> str | None:
    claim = first_claim(dyad.event)
    digits = claim.published[:10].replace("-", "") if claim and claim.published else ""
    return digits + "000000" if len(digits) == 8 else None


def _actor(number: int) -> tuple[Column, ...]:
    def of(dyad: Dyad) -> Party | None:
        return dyad.source if number == 1 else dyad.target

    def country(dyad: Dyad) -> str | None:
        party = of(dyad)
        return cameo_country(party.entity.country) if party else None

    def sector(dyad: Dyad) -> str | None:
        party = of(dyad)
        return (party.sector or party.entity.sector) if party else None

    who = "who does it" if number == 1 else "to whom it is done"
    named = {
        "Code": Column(
            f"Actor{number}Code",
            "text",
            "country and sector together",
            lambda d: f"{country(d) or ''}{sector(d) or ''}",
        ),
        "Name": Column(
            f"Actor{number}Name",
            "text",
            f"label of {who}, in capitals",
            lambda d: p.entity.label.upper() if (p := of(d)) else None,
        ),
        "CountryCode": Column(f"Actor{number}CountryCode", "text", "CAMEO's code of the country", country),
        "Type1Code": Column(f"Actor{number}Type1Code", "text", "PLOVER sector, most of which are CAMEO's", sector),
    }
    every = ("Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code",
             "Type1Code", "Type2Code", "Type3Code")  # fmt: skip
    return tuple(named.get(name) or lost(f"Actor{number}{name}") for name in every)


def _type(place: Entity | None) -> int | None:
    if place is None:
        return None
    if place.kind == "state":
        return _COUNTRY
    found = city(place)
    return (_US_CITY if found.country == "US" else _WORLD_CITY) if found else None


def _full_name(place: Entity | None) -> str | None:
    if place is None:
        return None
    country = country_name(place.country)
    return place.label if place.kind == "state" or not country else f"{place.label}, {country}"


def _of_state(place: Entity | None) -> str | None:
    return fips(place.country) if place and place.kind == "state" else None


_ACTION = {
    "Type": ("1 for a country, 3 for a city of the United States, 4 for one elsewhere; missing for all else", _type),
    "FullName": ("label, and the name of the country", _full_name),
    "CountryCode": ("FIPS 10-4 code", lambda place: fips(place.country) if place else None),
    "ADM1Code": ("of a country, its FIPS code as GDELT has it", _of_state),
    "Lat": ("WGS84 degrees", lambda place: place.lat if place else None),
    "Long": ("WGS84 degrees", lambda place: place.lon if place else None),
    "FeatureID": ("of a country, its FIPS code as GDELT has it", _of_state),
}


def _action(name: str) -> Column:
    holds, value = _ACTION[name]
    return Column(f"ActionGeo_{name}", _GEO[name], holds, lambda d: value(d.event.place))


COLUMNS = (
    Column(
        "GLOBALEVENTID",
        "integer",
        "a number of up to 15 digits that stands for this row, the same in every run",
        lambda d: d.number,
    ),
    Column(
        "SQLDATE", "integer", "day as YYYYMMDD; missing where only the month or year is known", lambda d: _digits(d, 8)
    ),
    Column("MonthYear", "integer", "month as YYYYMM, where it is known", lambda d: _digits(d, 6)),
    Column("Year", "integer", "year", lambda d: _digits(d, 4)),
    Column(
        "FractionDate",
        "number",
        "the day as a number of years, where it is known",
        lambda d: fraction_date(when) if (when := day(d)) else None,
    ),
    *_actor(1),
    *_actor(2),
    lost("IsRootEvent", "integer"),
    Column(
        "EventCode",
        "text",
        "the CAMEO code that stands best for PLOVER's type and mode, with its leading zero",
        lambda d: d.event.cameo,
    ),
    Column("EventBaseCode", "text", "its first three digits", lambda d: d.event.cameo[:3]),
    Column("EventRootCode", "text", "its first two digits", lambda d: d.event.cameo[:2]),
    Column(
        "QuadClass",
        "integer",
        "1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict, by PLOVER's type",
        lambda d: event_type(d.event.type).quad_class,
    ),
    Column(
        "GoldsteinScale",
        "number",
        "PLOVER's score; GDELT has that of the CAMEO code",
        lambda d: float(d.event.intensity),
    ),
    Column("NumMentions", "integer", "number of claims", lambda d: len(d.event.claims)),
    Column("NumSources", "integer", "number of named sources", _sources),
    Column("NumArticles", "integer", "number of articles", lambda d: d.event.reports),
    lost("AvgTone", "number"),
    *(lost(f"Actor1Geo_{name}", kind) for name, kind in _GEO.items()),
    *(lost(f"Actor2Geo_{name}", kind) for name, kind in _GEO.items()),
    *(_action(name) if name in _ACTION else lost(f"ActionGeo_{name}", kind) for name, kind in _GEO.items()),
    Column("DATEADDED", "integer", "midnight of the day of the first report, as YYYYMMDDHHMMSS", _added),
    Column(
        "SOURCEURL",
        "text",
        "address of the article that reported it first",
        lambda d: c.url if (c := first_claim(d.event)) else None,
    ),
)
