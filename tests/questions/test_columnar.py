"""From columns in memory comes what the engine finds by the query that is shown: the same rows, and the same events."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from kg import Graph
from kg.model import Entity, TimeSpan
from kg.parse import load
from kg.queries import columns
from kg.questions.columnar import InColumns
from kg.questions.found import Engine, Found
from kg.questions.interpretation import interpret
from kg.questions.kinds import ANYONE, Kind, Office
from kg.questions.names import directory
from kg.questions.reading import About, Detail, Named, Open, Participant, Reading, Wanted, When
from kg.questions.sparql import query
from kg.store import Store
from tests.questions import duck
from tests.questions.more_questions import MORE
from tests.questions.seed_questions import FORMS
from tests.questions.test_answers import QUESTIONS

TODAY = date(2026, 1, 1)


def both(store: Store, reading: Reading) -> tuple[Found, Found]:
    asked = query(reading)
    return InColumns(store).find(reading, asked), Engine(store).find(reading, asked)


@pytest.mark.parametrize("question", [q for q, _ in QUESTIONS])
def test_of_duck_valley(question, store: Store, nlp: Language):
    found, expected = both(store, interpret(question, directory(store), nlp, TODAY))
    assert found == expected


@pytest.mark.parametrize("question", [case[0] for cases in (*FORMS.values(), *MORE.values()) for case in cases])
def test_of_the_dispatches(question, seed_graph: Graph):
    found, expected = both(seed_graph.store, interpret(question, directory(seed_graph.store), load(), TODAY))
    assert found == expected


@pytest.mark.parametrize(
    "detail",
    [
        Detail(word="was", stems=("was",)),
        Detail(word="as", stems=("as",)),
        Detail(word="SO", stems=("SO",)),
        Detail(word="penguin", stems=("penguin", "it w")),
        Detail(word="Valley", stems=("nothing",), entities=(duck.VALLEY.id,)),
        Detail(word="Osterlich", stems=("nothing",), entities=(duck.HINKEL.id,)),
    ],
)
def test_what_is_said_anywhere(detail, store: Store):
    assert InColumns(store).is_said(detail) == Engine(store).is_said(detail)


def test_an_event_in_a_few_words(crowd: Store):
    events = columns(crowd).ids
    assert [InColumns(crowd).told(e) for e in events] == [Engine(crowd).told(e) for e in events]


@pytest.mark.parametrize("kind", ["person", "state", "organisation", "place"])
def test_who_is_in_most_events(kind, crowd: Store):
    assert InColumns(crowd).busiest(kind, 4) == Engine(crowd).busiest(kind, 4)


# Whatever a reading may say, whether or not any question says it -----------------------------------

PEOPLE = (duck.FIREFLY, duck.TEASDALE, duck.TRENTINO, duck.MARCAL, duck.BARAVELLI, duck.HINKEL, duck.LEAGUE, duck.DUCKS)
STATES = (duck.FREEDONIA, duck.SYLVANIA, duck.MORONICA)
SIDES = ("actor", "recipient", "other", "mediator", "host", "side", "party", "anything")
OFFICES = (Office("head_of_state"), Office("head_of_government"), Office("foreign_minister"))


TOPICS = (duck.SOUP, duck.VALLEY, duck.MORONICA)
PLACES = (duck.VALLEY, duck.FREDVILLE, duck.SYLVANOPOLIS)
DAYS = (None, "1933", "1934", "1933-12", "1934-01", "1934-05", "1933-12-05", "1934-01-10", "1934-05-06", "1934-06-01")
KINDS = (
    ("CONSULT", None), ("CONSULT", "phone"), ("CONSULT", "visit"), ("CONSULT", "visit"), ("ASSAULT", None),
    ("AGREE", None), ("ACCUSE", "allege"), ("SUPPORT", None), ("COERCE", "seize"), ("RETREAT", None), ("AID", None),
)  # fmt: skip


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Events of which nearly every question finds some."""
    chance = random.Random(1933)

    def some(of: Sequence[Entity], most: int) -> tuple[Entity, ...]:
        return tuple(chance.sample(of, chance.randrange(most + 1)))

    told: list[duck.Row] = []
    for _ in range(400):
        actors = some((*PEOPLE, *STATES), 2) or (duck.FIREFLY,)
        more: dict[str, object] = {
            "mediators": some(PEOPLE, 1) if chance.random() < 0.2 else (),
            "place": chance.choice((None, *PLACES)),
            "topics": some(TOPICS, 2),
            "reports": chance.choice((1, 1, 2)),
            "status": chance.choice(("occurred", "occurred", "occurred", "future", "negated")),
            "quote": chance.choice(("So it was.", "They talked.", "Soups and ducks.")),
        }
        if chance.random() < 0.3:
            title = chance.choice(("President of Freedonia", "President of Sylvania", "president", "Envoy"))
            more["role"] = (actors[0], title)
        told.append((*chance.choice(KINDS), actors, some((*PEOPLE, *STATES), 2), chance.choice(DAYS), more))
    with duck.build(tmp_path_factory.mktemp("crowd") / "store", told) as built:
        yield built


def _named() -> st.SearchStrategy[Named]:
    one = st.sampled_from(PEOPLE).map(lambda e: Named(label=e.label, entities=(e.id,)))
    state = st.sampled_from(STATES).map(lambda e: Named(label=e.label, entities=(e.id,), country=e.country or ""))
    holder = st.builds(
        lambda body, office: Named(label="holder", offices=(office,), body=body.id, role=f"President of {body.label}"),
        st.sampled_from(STATES), st.sampled_from(OFFICES),
    )  # fmt: skip
    called = st.sampled_from(STATES).map(
        lambda body: Named(label="president", body=body.id, role=f"President of {body.label}")
    )
    anywhere = st.sampled_from(OFFICES).map(lambda office: Named(label="ministers", offices=(office,)))
    return st.one_of(one, one, state, holder, called, anywhere)


def _participants() -> st.SearchStrategy[Participant]:
    # Of several, offices are those of a body.
    several = st.lists(_named().filter(lambda n: not n.offices or n.body), min_size=1, max_size=2, unique=True)
    return st.builds(
        Participant,
        side=st.sampled_from(SIDES),
        who=st.one_of(_named().map(lambda n: (n,)), several.map(tuple)),
        absent=_seldom(False, True),
    )


def _kinds() -> st.SearchStrategy[Kind]:
    return st.one_of(
        st.just(ANYONE),
        st.builds(
            Kind,
            words=st.just("some"),
            entities=st.sampled_from(((), ("person",), ("state",), ("organisation", "group"))),
            countries=st.sampled_from(((), ("XFR",), ("XSY", "XMO"))),
        ),
        st.builds(
            Kind,
            words=st.just("leaders"),
            entities=st.just(("person",)),
            offices=st.sampled_from((OFFICES[:1], OFFICES, (Office("head_of_state", but=("XFR",)),))),
            titles=st.just(("president",)),
            strangers=st.sampled_from(((), (duck.HINKEL.id,))),
            bodies=st.sampled_from(((), (duck.FREEDONIA.id, duck.MORONICA.id))),
        ),
    )


def _times() -> st.SearchStrategy[When]:
    spans = st.sampled_from(("1933", "1934", "1933-12", "1934-01", "1933-12-05", "1934-05-06")).map(TimeSpan.on)
    relations = st.sampled_from(("within", "within", "before", "after", "since", "until"))
    spanned = st.builds(When, relation=relations, span=spans)
    return st.one_of(spanned, spanned, st.builds(When, month=st.integers(1, 12), day=st.sampled_from((0, 0, 5, 10))))


def _wanted() -> st.SearchStrategy[Wanted]:
    types = st.sampled_from(
        ((), (), ("CONSULT",), ("CONSULT",), ("ASSAULT",), ("AGREE",), ("ACCUSE", "SUPPORT"), ("COERCE", "RETREAT"))
    )
    made = st.builds(
        Wanted,
        types=types,
        modes=_seldom((), ("phone",), ("visit",), ("phone", "visit")),
        contact=st.sampled_from(("any", "talk", "meet")),
        symmetric=st.booleans(),
        mutual=st.booleans(),
        others=_seldom((), (("AID", ""), ("CONSULT", "visit"))),
        mediated=_seldom(False, True),
    )
    return made.filter(lambda w: w.types or not w.others)


def _opens() -> st.SearchStrategy[tuple[Open, ...]]:
    side = st.sampled_from(SIDES)
    who = st.builds(Open, column=st.just("who"), side=side, kind=_kinds())
    whom = st.builds(Open, column=st.just("whom"), side=side, kind=_kinds())
    other = st.sampled_from(("when", "where", "country", "year", "month", "topic", "article", "event"))
    one = other.map(lambda c: (Open(column=c),))
    return st.one_of(
        who.map(lambda o: (o,)),
        one,
        st.tuples(who, whom),
        st.tuples(who, other.filter(lambda c: c != "event").map(lambda c: Open(column=c))),
        other.filter(lambda c: c not in ("event", "when")).map(lambda c: (Open(column="when"), Open(column=c))),
    )


def _seldom(usual: object, *others: object) -> st.SearchStrategy[Any]:
    """The usual, most of the time."""
    return st.integers(0, 5).flatmap(lambda n: st.sampled_from(others) if n == 0 else st.just(usual))


@st.composite
def readings(draw: st.DrawFn, column: str = "", ask: str = "") -> Reading:
    """A reading that `query` writes as SPARQL; of a single column and ask, and no order, where these are given."""
    places = (
        About(label="Duck Valley", entities=(duck.VALLEY.id,)),
        About(label="Sylvania", entities=(duck.SYLVANIA.id,), countries=("XSY",)),
        About(label="the East", entities=(duck.VALLEY.id,), countries=("XSY", "XMO")),
        About(label="towns", entities=(duck.FREDVILLE.id, duck.SYLVANOPOLIS.id)),
    )
    topics = (
        About(label="Soup", entities=(duck.SOUP.id,)),
        About(label="either", entities=(duck.SOUP.id, duck.VALLEY.id)),
    )
    details = (
        Detail(word="talks", stems=("talk",)),
        Detail(word="valley", stems=("soup",), entities=(duck.VALLEY.id,)),
    )

    def some(of: tuple[object, ...]) -> st.SearchStrategy[tuple[object, ...]]:
        return _seldom((), *((each,) for each in of))

    single = bool(column)
    opens = (Open(column=column, side=draw(st.sampled_from(SIDES)), kind=draw(_kinds())),) if single else draw(_opens())
    ask = ask or draw(st.sampled_from(("rows", "rows", "rows", "times", "number", "did")))
    if ask in ("times", "did"):
        opens = ()
    elif ask == "number":
        opens = opens[:1] if opens[0].column != "event" else (Open(column="who"),)
    one = Reading(
        ask=ask,
        opens=opens,
        wanted=draw(_wanted()),
        participants=draw(
            st.one_of(st.just(()), st.tuples(_participants()), st.tuples(_participants(), _participants()))
        ),
        places=draw(some(places)),
        topics=draw(some(topics)),
        details=draw(some(details)),
        times=draw(st.one_of(st.just(()), st.just(()), st.tuples(_times()), st.tuples(_times(), _times()))),
        status=draw(_seldom("occurred", "future", "negated")),
    )
    columns = [o.column for o in opens]
    if single:
        return one
    if ask == "rows" and "event" not in columns:
        one = _ordered(draw, one, columns)
    elif draw(st.booleans()) and ask == "rows":
        one = _changed(one, order=draw(st.sampled_from(("first", "last"))), top=draw(st.sampled_from((1, 1, 2))))
    elif ask in ("did", "number"):
        one = _changed(one, more_than=draw(st.sampled_from((None, 0, 1))))
    return one


def _ordered(draw: st.DrawFn, one: Reading, columns: list[str]) -> Reading:
    order = draw(st.sampled_from(("", "", "first", "last", "most", "least")))
    one = _changed(one, order=order, top=draw(st.sampled_from((1, 1, 2))))
    if not order and "whom" not in columns:
        one = _changed(one, more_than=draw(st.sampled_from((None, 0, 1))), fewer_than=draw(st.sampled_from((None, 3))))
    if columns == ["who", "whom"] and order in ("", "most", "least") and draw(st.booleans()):
        one = _changed(one, counted=True, more_than=draw(st.sampled_from((None, 1))) if not order else None)
    return one


def _changed(reading: Reading, **changes: object) -> Reading:
    return replace(reading, **changes)  # type: ignore[arg-type]


@settings(max_examples=120, deadline=None)
@given(reading=readings())
def test_of_anything_that_can_be_asked(reading, crowd: Store):
    found, expected = both(crowd, reading)
    assert found == expected


@st.composite
def compounds(draw: st.DrawFn) -> Reading:
    """Readings of two clauses."""
    column = draw(st.sampled_from(("who", "where", "country", "article")))
    ask = draw(st.sampled_from(("rows", "number", "did")))
    joint = draw(st.sampled_from(("also", "either", "but_not") if ask != "did" else ("also", "either")))
    return _changed(draw(readings(column, ask)), **{joint: (draw(readings(column, ask)),)})


@settings(max_examples=50, deadline=None)
@given(reading=compounds())
def test_of_several_clauses(reading, crowd: Store):
    found, expected = both(crowd, reading)
    assert found == expected
