"""Filters, names, events, articles and terms out of a store."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from pathlib import Path

import pytest

from kg.errors import NotFoundError, UsageError
from kg.model import Entity, Party
from kg.namespaces import BASE, article_iri, entity_iri
from kg.queries import (
    CONDITIONS,
    FACETS,
    SORTS,
    Circle,
    ClaimOfEvent,
    Filter,
    article,
    claims,
    count,
    counts,
    describe,
    entity,
    event,
    event_ids,
    events,
    facets,
    find,
    page,
    resolve,
    terms,
    took_part,
)
from kg.queries.spans import spans
from kg.store import Store
from tests import freedonia as f


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with Store.open(tmp_path_factory.mktemp("queries") / "graph", create=True) as opened:
        opened.put_vocabulary()
        opened.put_world(f.WORLD, f.TERMS)
        for reading in f.ARTICLES:
            opened.put_article(reading, f.claims_of(reading), "one")
        opened.put_events(f.EVENTS)
        yield opened


# Events -------------------------------------------------------------------------------------------


def test_events_come_back_whole_by_day_and_the_undated_last(store: Store) -> None:
    assert events(store) == [f.CALL, f.THREAT, f.DENIAL]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"actor": "Firefly"}, [f.CALL]),
        ({"actor": "Trentino"}, []),
        ({"recipient": "trentino"}, [f.CALL]),
        ({"recipient": "Freedonia"}, [f.THREAT]),
        ({"either": f.TRENTINO.id}, [f.CALL]),
        ({"either": ("Firefly", "Trentino")}, [f.CALL]),
        ({"either": ("Firefly", "Sylvania")}, []),
        ({"either": "Gloria Teasdale"}, [f.CALL]),
        ({"country": "SYL"}, [f.CALL, f.THREAT, f.DENIAL]),
        ({"country": "fre"}, [f.CALL, f.THREAT]),
        ({"country": "ZZZ"}, []),
        ({"sector": "GOV"}, [f.CALL, f.THREAT, f.DENIAL]),
        ({"sector": "MIL"}, []),
        ({"type": "CONSULT"}, [f.CALL]),
        ({"type": "assault"}, [f.THREAT, f.DENIAL]),
        ({"mode": "heavy-weapons"}, [f.DENIAL]),
        ({"topic": "Duck Soup Accord"}, [f.CALL]),
        ({"place": "Duck River"}, [f.THREAT]),
        ({"place": "place/Marble_Hall"}, [f.DENIAL]),
        ({"since": "1934-06-01"}, [f.THREAT]),
        ({"since": "1933"}, [f.CALL, f.THREAT]),
        ({"until": "1933"}, [f.CALL]),
        ({"until": "1933-11-19"}, []),
        ({"since": "1933-11-20", "until": "1933-11-20"}, [f.CALL]),
        ({"status": "occurred"}, [f.CALL]),
        ({"status": "negated"}, [f.DENIAL]),
        ({"min_reports": 2}, [f.CALL]),
        ({"min_confidence": 0.5}, [f.CALL, f.DENIAL]),
        ({"text": "may INVADE"}, [f.THREAT]),
        ({"text": '"} UNION { ?event ?x ?y }'}, []),
        ({"article": "gazette/2 é"}, [f.CALL]),
        ({"article": article_iri("post-3")}, [f.THREAT, f.DENIAL]),
        ({"article": "none"}, []),
        ({"type": "ASSAULT", "country": "FRE", "since": "1934"}, [f.THREAT]),
        ({"limit": 2}, [f.CALL, f.THREAT]),
        ({"limit": 2, "offset": 1}, [f.THREAT, f.DENIAL]),
        ({"offset": 3}, []),
        ({"limit": 0}, []),
    ],
)
def test_filters(store: Store, wanted: dict[str, object], found: list[object]) -> None:
    asked = Filter(**wanted)  # type: ignore[arg-type]
    assert events(store, asked) == found
    assert event_ids(store, asked) == [e.id for e in events(store, asked)]
    if not {"limit", "offset"} & set(wanted):
        assert count(store, asked) == len(found)


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        ({"type": "CHAT"}, "no event type 'CHAT'.*one of"),
        ({"mode": "fax"}, "no event type has a mode 'fax'.*phone"),
        ({"status": "maybe"}, "no status 'maybe'.*negated"),
        ({"since": "soon"}, "'soon' is not a date.*2024-07"),
        ({"until": "2024-02-31"}, "not a date"),
    ],
)
def test_filters_that_make_no_sense(store: Store, wanted: dict[str, str], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        events(store, Filter(**wanted))  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="cannot be negative"):
        Filter(limit=-1)


def test_a_name_that_nobody_bears_suggests_others(store: Store) -> None:
    with pytest.raises(NotFoundError, match=r"'Fireflie'.*did you mean Firefly"):
        events(store, Filter(actor="Fireflie"))
    with pytest.raises(NotFoundError, match="has the IRI"):
        events(store, Filter(actor=BASE + "person/Nobody"))
    with pytest.raises(NotFoundError, match="another spelling"):
        events(store, Filter(actor="..."))


def test_every_field_of_the_filter_has_a_condition_with_words() -> None:
    assert {c.field for c in CONDITIONS} | {"sort", "after", "limit", "offset"} == {
        field.name for field in fields(Filter)
    }
    assert describe(Filter(type="CONSULT", either=("Firefly", "Trentino"), since="1933", limit=3)) == (
        "events of type CONSULT with Firefly and Trentino since 1933"
    )
    assert describe(Filter()) == "events"


def test_one_event(store: Store) -> None:
    assert event(store, f.CALL.id) == f.CALL
    assert event(store, "0003") == f.DENIAL
    for unknown in ("9999", "not an IRI", BASE + "event/9999"):
        with pytest.raises(NotFoundError, match="there is no event"):
            event(store, unknown)


def test_the_record_of_a_stored_event_is_that_of_the_event(store: Store) -> None:
    assert [e.as_record() for e in events(store)] == [e.as_record() for e in (f.CALL, f.THREAT, f.DENIAL)]


# Names and entities -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Firefly", [f.FIREFLY]),
        ("RUFUS T. FÍREFLY", [f.FIREFLY]),
        ("rufus", [f.FIREFLY]),
        ("duck", [f.RIVER, f.SOUP]),
        ("Soup Accord", [f.SOUP]),
        ("Teasdale", [f.TEASDALE]),
        ("Chicolini", []),
        ("", []),
    ],
)
def test_find(store: Store, name: str, found: list[Entity]) -> None:
    assert find(store, name) == found


def test_find_one_kind_and_so_many(store: Store) -> None:
    assert find(store, "duck", kind="topic") == [f.SOUP]
    assert find(store, "duck", limit=1) == [f.RIVER]


def test_resolve_takes_surnames_and_gives_all_who_share_a_name(store: Store) -> None:
    assert resolve(store, "Teasdale") == [f.TEASDALE.id]
    assert resolve(store, "Accord") == [f.SOUP.id]
    assert resolve(store, "person/Trentino") == [f.TRENTINO.id]
    with pytest.raises(NotFoundError):
        resolve(store, "Gloria")


def test_an_ambiguous_name_stands_for_any(tmp_path) -> None:
    twin = Entity(id=entity_iri("person", "Twin"), kind="person", label="Trentino")
    other = replace(f.DENIAL, actors=(Party(entity=twin),))
    with Store.open(tmp_path, create=True) as store:
        store.put_world(f.WORLD, f.TERMS)
        for reading in f.ARTICLES:
            store.put_article(reading, f.claims_of(reading), "one")
        store.put_events([f.CALL])
        assert resolve(store, "Trentino") == [f.TRENTINO.id]
        store.put_events([f.CALL, other])
        assert resolve(store, "Trentino") == sorted([f.TRENTINO.id, twin.id])
        assert [e.id for e in events(store, Filter(either="Trentino"))] == [f.CALL.id, other.id]


def test_entities(store: Store) -> None:
    assert entity(store, f.FIREFLY.id) == f.FIREFLY
    assert entity(store, "place/Marble_Hall") == f.HALL
    for unknown in ("person/Nobody", "not an IRI"):
        with pytest.raises(NotFoundError):
            entity(store, unknown)


def test_who_took_part_in_what_occurred(store: Store) -> None:
    parties = took_part(store)
    assert {c.entity.label: c.events for c in parties} == {"Gloria Teasdale": 1, "Rufus T. Firefly": 1, "Trentino": 1}
    assert [c.entity for c in took_part(store, "actor")] == [f.FIREFLY]
    assert [c.entity for c in took_part(store, "topic")] == [f.SOUP]
    assert took_part(store, "place") == []
    assert {c.entity for c in took_part(store, country="fre", kind="person")} == {f.FIREFLY, f.TEASDALE}
    assert took_part(store, kind="state") == []
    assert took_part(store, limit=1) + took_part(store, limit=5, offset=1) == parties


def test_terms_of_office(store: Store) -> None:
    assert terms(store, f.FIREFLY.id) == [f.TERMS[0]]
    assert terms(store, "org/League") == [f.TERMS[1]]
    assert terms(store, f.SYLVANIA.id) == []
    with pytest.raises(NotFoundError):
        terms(store, "person/Nobody")


# Articles -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("written", f.ARTICLES, ids=lambda a: a.id)
def test_articles_and_their_claims(store: Store, written) -> None:
    assert article(store, written.id) == written
    assert article(store, article_iri(written.id)) == written
    found = claims(store, written.id)
    assert [c.claim for c in found] == f.claims_of(written)
    by_claim = {c.id: e.id for e in f.EVENTS for c in e.claims}
    assert [c.event for c in found] == [by_claim[c.claim.id] for c in found]


@pytest.mark.parametrize("ask", [article, claims])
def test_an_article_that_is_not_there(store: Store, ask: Callable[[Store, str], object]) -> None:
    for unknown in ("none", BASE + "article/not an IRI", ""):
        with pytest.raises(NotFoundError, match="there is no article"):
            ask(store, unknown)


def test_counts(store: Store) -> None:
    assert counts(store)["events"] == 3


# Columns: orders, cursors, regions, counts -----------------------------------------------------------


@pytest.mark.parametrize("sort", SORTS)
def test_pages_by_cursor_are_the_whole_list_in_any_order(store: Store, sort: str) -> None:
    whole = event_ids(store, Filter(sort=sort))
    assert sorted(whole) == sorted(e.id for e in f.EVENTS)
    found, after = [], None
    while True:
        part = page(store, Filter(sort=sort, after=after, limit=1))
        found += part.ids
        assert part.total == 3
        if (after := part.next) is None:
            break
    assert found == whole


def test_no_such_order(store: Store) -> None:
    with pytest.raises(UsageError, match="cannot be sorted by 'colour'"):
        page(store, Filter(sort="colour"))
    cursor = page(store, Filter(limit=1)).next
    with pytest.raises(UsageError, match="no cursor of this list"):
        page(store, Filter(sort="-time", after=cursor))


@pytest.mark.parametrize(
    ("place", "region", "inside"),
    [
        (Entity(id=entity_iri("place", "X"), kind="place", label="X", country="EGY"), "Africa", True),
        (Entity(id=entity_iri("place", "X"), kind="place", label="X", country="EGY"), "Egypt", True),
        (Entity(id=entity_iri("place", "X"), kind="place", label="X", country="TUR"), "Africa", False),
        (Entity(id=entity_iri("place", "X"), kind="place", label="X"), "Africa", False),
        (Entity(id=entity_iri("place", "Africa"), kind="place", label="Africa"), "Africa", True),
    ],
)
def test_within_a_region(tmp_path: Path, place: Entity, region: str, inside: bool) -> None:
    egypt = Entity(id=entity_iri("state", "EGY"), kind="state", label="Egypt", country="EGY")
    africa = Entity(id=entity_iri("place", "Africa"), kind="place", label="Africa")
    with Store.open(tmp_path / "graph", create=True) as store:
        store.put_world([*f.WORLD, egypt, africa], [])
        store.put_article(f.ARTICLES[0], [f.CALL_CLAIM], "one")
        store.put_events([replace(f.event(1, f.CALL_CLAIM), place=place)])
        assert count(store, Filter(within=region)) == int(inside)


@pytest.mark.parametrize(("km", "found"), [(1, 0), (400, 0), (420, 1), (20_100, 2)])
def test_near_a_point(store: Store, km: float, found: int) -> None:
    # Duck River lies 415 km from here: 3.73 degrees of latitude, of 111.2 km each.
    assert count(store, Filter(near=Circle("8.77,-7.25", km))) == found


def test_counts_by_every_facet(store: Store) -> None:
    found = facets(store)
    assert set(found) == set(FACETS)
    assert [(each.value, each.events) for each in found["year"]] == [("1933", 1), ("1934", 1)]
    assert {each.label: each.events for each in found["place"]} == {"Duck River": 1, "Marble Hall": 1}
    for name, counted in found.items():
        for each in counted:
            if name in {field.name for field in fields(Filter)}:
                assert count(store, Filter(**{name: each.value})) == each.events
    with pytest.raises(UsageError, match="cannot be counted by 'colour'"):
        facets(store, names=["colour"])


def test_an_empty_store_has_columns(tmp_path: Path) -> None:
    with Store.open(tmp_path / "graph", create=True) as empty:
        assert page(empty).total == 0
        assert all(counted == [] for counted in facets(empty).values())
        assert count(empty, Filter(text="a", since="2000", near=Circle("0,0", 10))) == 0


def test_spans_of_names_are_whole_words_and_the_longest() -> None:
    long = replace(f.FIREFLY, aliases=("Firefly", "Rufus Firefly", "Ruf"))
    article = replace(f.ARTICLES[0], text="So: Rufus Firefly, not Fireflys or Ruf, spoke.")
    told = f.claim(9, article, article.text[4:], type="CONSULT", actors=(Party(entity=long),))
    found = spans([ClaimOfEvent(claim=told, event=None)])
    assert [article.text[s.start : s.end] for s in found if s.kind == "name"] == ["Rufus Firefly", "Ruf"]
