"""A store whose articles come and go in any order has the events of one that was built at once."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg import consolidation, queries
from kg.consolidation import Said, consolidate, let_go, start_anew, told
from kg.consolidation.said import stored
from kg.explain.event import explained_event
from kg.model import Article, Claim, Entity, Event, Quantity
from kg.namespaces import article_iri, entity_iri
from kg.rdf import terms as t
from kg.store import Store
from tests import freedonia as f
from tests.identity.test_grouping import CHICOLINI, attack, claim, claim_lists, parties

LONG = "The envoys of both countries left the palace by the garden gate and said nothing of soup. "
TEXTS = {"a": LONG + "Rain fell.", "b": LONG + "Snow fell.", "c": "Something else.", "d": "Other.", "e": LONG * 2}


@pytest.fixture
def store(tmp_path):
    with Store.open(tmp_path / "graph", create=True) as opened:
        opened.put_world(f.WORLD, f.TERMS)
        yield opened


def put(store: Store, article: str, *claims: Claim, mark: str = "one") -> Said:
    """Store an article; what it says."""
    let_go(store, article)
    published = claims[0].published if claims else None
    whole = Article(id=article, text=TEXTS.get(article, article), published=published)
    store.put_article(whole, claims, mark)
    return told(whole, claims, {entity.id: entity for entity in f.WORLD})


def events(store: Store) -> list[Event]:
    return queries.events(store)


def articles(store: Store) -> set[frozenset[str]]:
    return {frozenset(c.article for c in e.claims) for e in events(store)}


def by_article(claims: list[Claim]) -> dict[str, list[Claim]]:
    """Claims as one article makes them: all with its day of publication, and what it says of a stranger."""
    found: dict[str, list[Claim]] = {}
    for each in claims:
        own = found.setdefault(each.article, [])
        own.append(replace(each, published=own[0].published if own else each.published))
    return found


@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(claim_lists(), st.data())
def test_articles_that_come_and_go_leave_what_a_build_from_nothing_gives(claims, data):
    wanted = by_article(claims)
    steps = data.draw(st.lists(st.sampled_from([*wanted, "nothing"]), max_size=8), label="came before")
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder, "graph"), create=True) as store:
        store.put_world(f.WORLD, f.TERMS)
        for article in steps:
            put(store, article, *(wanted[article][::2] if article in wanted else ()), mark="before")
            if data.draw(st.booleans()):
                consolidate(store)
        for article in {*steps}.difference(wanted):
            let_go(store, article)
            store.remove_article(article)
        fresh: dict[str, Said] = {}
        for article, said in wanted.items():
            here = put(store, article, *said)
            if data.draw(st.booleans(), label="known"):
                fresh[article] = here
            if data.draw(st.booleans()):
                consolidate(store, fresh)
        consolidate(store, fresh)
        assert not fresh
        found = store.digest()
        start_anew(store)
        consolidate(store)
        assert found == store.digest()


DUCKS = Entity(id=entity_iri("topic", "Ducks"), kind="topic", label="Ducks")


def test_what_has_just_been_read_is_what_the_store_gives_back(store):
    here, there = parties(f.FIREFLY, CHICOLINI), parties(replace(CHICOLINI, country="SYL", aliases=("C.", "A.", "C.")))
    one = claim("a", actors=here, place=f.HALL, speaker=f.FIREFLY.id, attributed_to="The Palace: a note")
    other = claim("a", actors=there, recipients=here, topics=(DUCKS, f.SOUP, DUCKS), start=30, attributed_to="")
    known = put(store, "a", one, other)
    back = stored(store, "a", store.entity)
    assert back
    assert (back.claims, back.strangers, back.sources) == (known.claims, known.strangers, known.sources)
    assert back.sketch.as_text() == known.sketch.as_text()


def test_a_new_report_joins_the_event_that_is_there(store):
    put(store, "a", claim("a"))
    consolidate(store)
    [before] = events(store)
    put(store, "c", claim("c", f.TRENTINO, f.FIREFLY))
    consolidate(store)
    [after] = events(store)
    assert after.id == before.id
    assert after.reports == 2


def test_only_the_neighbourhood_is_read(store, monkeypatch):
    for number in range(40):
        name = f"far-{number}"
        put(
            store,
            name,
            claim(name, f.FIREFLY, f.LEAGUE, on=f"19{number + 10}-05-05", published=f"19{number + 10}-05-06"),
        )
    put(store, "near", claim("near"))
    consolidate(store)
    read: list[str] = []
    whole = consolidation.steps.Stored.claim

    def counted(self, claim_id):
        read.append(claim_id)
        return whole(self, claim_id)

    monkeypatch.setattr(consolidation.steps.Stored, "claim", counted)
    put(store, "new", claim("new"))
    consolidate(store)
    assert {c.rsplit("/", 1)[-1] for c in read} == {"near-0"}
    assert frozenset(("near", "new")) in articles(store)


@pytest.mark.parametrize("held", [0, 3, 1_000])
def test_a_transaction_of_many_articles_is_that_of_a_few(store, monkeypatch, held):
    monkeypatch.setattr(consolidation, "_AT_ONCE", 1)
    monkeypatch.setattr(consolidation.steps, "_HELD", held)
    for article in "abcde":
        put(store, article, claim(article))
    consolidate(store)
    found = store.digest()
    monkeypatch.undo()
    start_anew(store)
    consolidate(store)
    assert store.digest() == found
    [call] = events(store)
    assert len(call.claims) == 5


@pytest.mark.parametrize("stopped", ["exchange", "exchange_many"])
def test_who_is_ended_between_the_two_steps_of_many_articles_loses_nothing(store, monkeypatch, stopped):
    monkeypatch.setattr("kg.store.quads._MANY", 1)
    said = {n: claim(n, on=f"1933-11-{20 + i}", published=f"1933-11-{20 + i}") for i, n in enumerate("abcd")}
    for name in "ab":
        put(store, name, said[name])
    consolidate(store)
    for name in "cd":
        put(store, name, said[name])
    with monkeypatch.context() as ended:
        ended.setattr(Store, stopped, _ended)
        with pytest.raises(KeyboardInterrupt):
            consolidate(store)
    assert not consolidation.is_current(store)
    put(store, "d", replace(said["c"], id=said["d"].id, article="d"), mark="two")
    consolidate(store)
    assert consolidation.is_current(store)
    found = store.digest()
    start_anew(store)
    consolidate(store)
    assert found == store.digest()


def _ended(*_: object) -> None:
    raise KeyboardInterrupt


def test_an_article_taken_out_behind_our_back_leaves_no_event(store):
    put(store, "a", claim("a"))
    put(store, "c", claim("c"), claim("c", f.FIREFLY, f.LEAGUE, start=30))
    consolidate(store)
    store.remove_article("c")
    consolidate(store)
    assert articles(store) == {frozenset("a")}


def test_what_only_a_removed_article_described_is_gone(store):
    put(store, "a", claim("a", f.FIREFLY, CHICOLINI, speaker=f.FIREFLY.id, attributed_to="Palace"))
    put(store, "c", claim("c", f.FIREFLY, CHICOLINI))
    consolidate(store)
    assert store.entity(CHICOLINI.id).country == "SYL"
    let_go(store, "c")
    store.remove_article("c")
    consolidate(store)
    assert store.entity(CHICOLINI.id).country == "SYL"
    let_go(store, "a")
    store.remove_article("a")
    consolidate(store)
    assert not list(store.engine.quads_for_pattern(None, None, None, t.EVENTS))
    (rules,) = store.engine.quads_for_pattern(None, None, None, t.IDENTITY)
    assert rules.subject == t.IDENTITY
    assert not store.exists(article_iri("a"))


# Copies -------------------------------------------------------------------------------------------


def test_copies_are_counted_once_and_listed(store):
    for article, day in (("b", "1933-11-22"), ("a", "1933-11-21"), ("c", "1933-11-21")):
        put(store, article, claim(article, published=day))
    consolidate(store)
    [call] = events(store)
    assert call.reports == 2
    assert call.copies == (("b", "a"),)
    assert call.as_record()["copies"] == [{"article": "b", "of": "a"}]
    assert call.confidence == 0.96
    let_go(store, "a")
    store.remove_article("a")
    consolidate(store)
    [call] = events(store)
    assert (call.reports, call.copies) == (2, ())


def test_a_copy_of_a_week_later_is_of_the_event_of_its_original(store):
    on_saturday = "They spoke on Saturday."
    put(store, "a", claim("a", quote=on_saturday, on="1933-11-18", published="1933-11-19"))
    put(store, "b", claim("b", quote=on_saturday, on="1933-11-25", published="1933-11-26"))
    put(store, "d", claim("d", quote=on_saturday, on="1933-11-25", published="1933-11-26"))
    consolidate(store)
    assert articles(store) == {frozenset("ab"), frozenset("d")}
    call = next(e for e in events(store) if len(e.claims) == 2)
    assert call.time is not None
    assert call.time.start == "1933-11-18"
    assert [(d.field, d.versions[1].value) for d in call.disagreements] == [("time", "1933-11-25")]


def test_an_article_that_was_taken_for_an_original_gives_way_to_an_elder(store):
    put(store, "b", claim("b", published="1933-11-22"), claim("b", start=30, actors=parties(f.FIREFLY, f.LEAGUE)))
    consolidate(store)
    put(store, "a", claim("a"))
    consolidate(store)
    call = next(e for e in events(store) if len(e.claims) == 2)
    assert call.copies == (("b", "a"),)


def test_reports_that_count_differently_are_all_kept(store):
    told = {
        "a": Quantity(counted="killed", low=20, high=20, start=0, end=2),
        "c": Quantity(counted="killed", low=15, high=None, start=0, end=2),
        "d": Quantity(counted="killed", low=9, high=9, start=0, end=2),
    }
    for name, number in told.items():
        put(store, name, attack(name, quantities=(number,)))
    consolidate(store)
    [found] = events(store)
    assert [(str(t.quantity), t.articles) for t in found.quantities] == [("killed: 20", ("a", "c"))]
    [differs] = found.disagreements
    assert [(v.value, v.articles) for v in differs.versions] == [("killed: 20", ("a", "c")), ("killed: 9", ("d",))]
    said = explained_event(store, found.id)
    assert "killed: 20 (a, c)" in said
    assert "tells killed: at least 15" in said
    assert "They disagree on number: killed: 20 (a, c), but killed: 9 (d)" in said
    rows = store.select(
        "SELECT ?most { ?c kg:quantity ?n . ?n kg:counted 'killed' ; schema:value ?most } ORDER BY ?most"
    )
    assert [int(row[0].value) for row in rows] == [9, 20]
