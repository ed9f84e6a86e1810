"""Three invented states at odds over a valley, as a store that questions are put to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TypeAlias

from kg.model import Article, Claim, Entity, Event, Party, Term, TimeSpan
from kg.namespaces import BASE, entity_iri
from kg.ontology import cameo, event_type, intensity
from kg.store import Store


def _state(key: str, label: str, *aliases: str) -> Entity:
    return Entity(id=entity_iri("state", key), kind="state", label=label, aliases=aliases, country=key, sector="GOV")


def _person(label: str, country: str | None, *aliases: str) -> Entity:
    key = label.replace(" ", "_")
    return Entity(id=entity_iri("person", key), kind="person", label=label, aliases=aliases, country=country)


def _place(label: str, country: str | None = None) -> Entity:
    return Entity(id=entity_iri("place", label.replace(" ", "_")), kind="place", label=label, country=country)


FREEDONIA = _state("XFR", "Freedonia", "Freedonian")
SYLVANIA = _state("XSY", "Sylvania", "Sylvanian")
MORONICA = _state("XMO", "Moronica")
FIREFLY = _person("Rufus Firefly", "XFR")
TEASDALE = _person("Gloria Teasdale", "XFR")
TRENTINO = _person("Ambrose Trentino", "XSY")
MARCAL = _person("Vera Marcal", "XSY")
BARAVELLI = _person("Enzo Baravelli", "XMO")
# No table knows him: only an article says that he is president.
HINKEL = _person("Adenoid Hinkel", None)
LEAGUE = Entity(id=entity_iri("organisation", "League"), kind="organisation", label="League of Minor Powers")
DUCKS = Entity(
    id=entity_iri("group", "Ducks"), kind="group", label="Duck Army", aliases=("Ducks",), country="XSY", sector="REB"
)
VALLEY = _place("Duck Valley")
FREDVILLE, SYLVANOPOLIS = _place("Fredville", "XFR"), _place("Sylvanopolis", "XSY")
SOUP = Entity(id=entity_iri("topic", "Soup_Accord"), kind="topic", label="Soup Accord")

WORLD = (
    FREEDONIA, SYLVANIA, MORONICA, FIREFLY, TEASDALE, TRENTINO, MARCAL, BARAVELLI, LEAGUE, VALLEY, FREDVILLE,
    SYLVANOPOLIS, SOUP,
)  # fmt: skip
TERMS = tuple(
    Term(
        person=person.id.rsplit("/", 1)[1], office=office, body=body, start=date(start, 1, 1), end=end, source="almanac"
    )
    for person, office, body, start, end in (
        (FIREFLY, "head_of_state", "XFR", 1930, None),
        (TRENTINO, "head_of_government", "XSY", 1931, None),
        (BARAVELLI, "head_of_state", "XMO", 1932, None),
        (TEASDALE, "foreign_minister", "XFR", 1930, None),
        (MARCAL, "foreign_minister", "XSY", 1930, date(1933, 12, 31)),
    )
)

# Type, mode, actors, recipients, then what differs from an event that occurred on that day and nothing more is told of.
Row: TypeAlias = tuple[str, str | None, tuple[Entity, ...], tuple[Entity, ...], str | None, dict[str, object]]
_TOLD: tuple[Row, ...] = (
    ("CONSULT", "phone", (FIREFLY,), (TRENTINO,), "1933-11-20", {"topics": (VALLEY,)}),
    ("CONSULT", "phone", (TRENTINO, FIREFLY), (), "1933-12-05", {"topics": (SOUP, MORONICA), "reports": 2}),
    ("CONSULT", "phone", (TEASDALE, MARCAL), (), "1933-12-05", {"topics": (VALLEY,)}),
    ("CONSULT", None, (FIREFLY, TRENTINO, BARAVELLI), (), "1934-01-10", {"place": FREDVILLE, "topics": (VALLEY,)}),
    ("CONSULT", None, (MARCAL, TEASDALE), (), "1934-03-01", {"place": SYLVANOPOLIS}),
    ("CONSULT", "visit", (FIREFLY,), (SYLVANIA,), "1934-02-02", {"place": SYLVANOPOLIS}),
    ("CONSULT", "visit", (BARAVELLI,), (FIREFLY,), "1934-04", {"place": FREDVILLE}),
    ("CONSULT", "phone", (BARAVELLI, HINKEL), (), "1934-10-01", {"role": (HINKEL, "President of Osterlich")}),
    ("CONSULT", "third-party", (FREEDONIA, SYLVANIA), (), "1934-09", {"place": SYLVANOPOLIS, "mediators": (LEAGUE,)}),
    ("CONSULT", "visit", (TRENTINO,), (MORONICA,), "1935", {"status": "future"}),
    ("AGREE", None, (FREEDONIA, SYLVANIA), (), "1934-01-11", {"place": FREDVILLE, "topics": (SOUP,)}),
    ("ASSAULT", None, (SYLVANIA,), (FREEDONIA,), "1934-05-06", {"reports": 2}),
    ("ASSAULT", None, (FREEDONIA, SYLVANIA), (), "1934", {}),
    ("ASSAULT", "heavy-weapons", (DUCKS,), (SYLVANIA,), "1934-06-01", {}),
    ("ASSAULT", None, (MORONICA,), (SYLVANIA,), "1936", {"status": "hypothetical"}),
    ("COERCE", "seize", (SYLVANIA,), (), "1933", {"place": VALLEY}),
    ("SUPPORT", None, (MORONICA,), (FREEDONIA,), "1934-05-07", {}),
    ("SUPPORT", None, (BARAVELLI,), (FIREFLY,), "1934-05-09", {}),
    ("SANCTION", None, (LEAGUE,), (SYLVANIA,), "1934-05-20", {}),
    ("SANCTION", "expel", (FREEDONIA,), (SYLVANIA,), "1934-05-21", {}),
    ("ACCUSE", "allege", (FIREFLY,), (TRENTINO,), "1934-05-08", {}),
    ("THREATEN", None, (TRENTINO,), (MORONICA,), "1934-07", {}),
    ("AID", None, (MORONICA,), (FREEDONIA,), "1934-06-15", {}),
    ("RETREAT", "withdraw", (SYLVANIA,), (), "1934-08-30", {"place": VALLEY}),
    ("AGREE", None, (FREEDONIA, MORONICA), (), None, {}),
)  # fmt: skip

OUTLETS = ("herald", "gazette")


def events(told: Sequence[Row] = _TOLD) -> list[Event]:
    """The events, each with a claim in as many outlets as report it."""
    out = []
    for number, (kind, mode, actors, recipients, day, more) in enumerate(told, 1):
        role = more.get("role")

        def party(entity: Entity, role: object = role) -> Party:
            return Party(entity=entity, role=role[1] if isinstance(role, tuple) and role[0] == entity else None)

        shared = {
            "type": kind, "mode": mode, "status": more.get("status", "occurred"),
            "actors": tuple(map(party, actors)), "recipients": tuple(map(party, recipients)),
            "mediators": tuple(map(party, more.get("mediators", ()))),  # type: ignore[call-overload]
            "time": TimeSpan.on(day) if day else None, "place": more.get("place"), "topics": more.get("topics", ()),
            "confidence": 0.9,
        }  # fmt: skip
        claims = tuple(
            Claim(
                id=f"{BASE}claim/{outlet}-{number}", article=f"{outlet}-{number}", rule="test", start=0,
                quote=str(more.get("quote", "So it was.")), end=10, **shared,  # type: ignore[arg-type]
            )
            for outlet in OUTLETS[: more.get("reports", 1)]  # type: ignore[misc]
        )  # fmt: skip
        quad, strength, code = event_type(kind).quad, intensity(kind, mode), cameo(kind, mode)
        out.append(
            Event(id=f"{BASE}event/{number}", claims=claims, quad=quad, intensity=strength, cameo=code, **shared)  # type: ignore[arg-type]
        )
    return out


def build(path: Path, told: Sequence[Row] = _TOLD) -> Store:
    """The store in a new folder."""
    store = Store.open(path, create=True)
    store.put_vocabulary()
    store.put_world(WORLD, TERMS)
    made = events(told)
    for claim in (c for e in made for c in e.claims):
        store.put_article(Article(id=claim.article, text=claim.quote), [claim], "1")
    store.put_events(made)
    return store
