"""Which claims are one event: by type, parties, days, places and words, whatever their order."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.identity import consolidate, event, same_event
from kg.identity.blocks import Blocks
from kg.identity.grouping import Grouping, order
from kg.model import Claim, Entity, Event, Party, TimeSpan
from kg.namespaces import BASE, entity_iri
from tests.freedonia import FIREFLY, FREEDONIA, HALL, LEAGUE, SYLVANIA, TRENTINO

CHICOLINI = Entity(id=entity_iri("person", "Chicolini"), kind="person", label="Chicolini", country="SYL")
TOWN = Entity(id=entity_iri("place", "Marbleton"), kind="place", label="Marbleton", country="FRE", lat=1.1, lon=2.1)
PORT = Entity(id=entity_iri("place", "Port_Duck"), kind="place", label="Port Duck", country="SYL", lat=9.0, lon=9.0)
REPEATED = "Sylvania, whose troops have gone home as the accord demands, is held to be the loser of the war."


def parties(*entities: Entity) -> tuple[Party, ...]:
    return tuple(Party(entity=e) for e in entities)


def claim(article: str, *actors: Entity, to: tuple[Entity, ...] = (), on: str | None = "1933-11-20", **fields) -> Claim:
    """A phone call, told on the day after it, unless the fields say otherwise."""
    start, _, end = (on or "").partition("/")
    given_: dict[str, object] = {
        "id": f"{BASE}claim/{article}-{fields.get('start', 0)}",
        "article": article,
        "type": "CONSULT",
        "mode": "phone",
        "status": "occurred",
        "actors": parties(*(actors or (FIREFLY, TRENTINO))),
        "recipients": parties(*to),
        "time": TimeSpan(start=start, end=end or start) if on else None,
        "quote": "They spoke on Monday.",
        "start": 0,
        "end": 20,
        "confidence": 0.8,
        "rule": "test",
        "published": "1933-11-21",
    }
    return Claim(**{**given_, **fields})  # type: ignore[arg-type]


def attack(article: str, *, to: tuple[Entity, ...] = (FREEDONIA,), **fields) -> Claim:
    return claim(article, SYLVANIA, to=to, **{"type": "ASSAULT", "mode": None, **fields})


def visit(article: str, guest: Entity, host: Entity) -> Claim:
    return claim(article, guest, to=(host,), mode="visit")


def groups(*claims: Claim) -> set[frozenset[str]]:
    """The articles of each event."""
    return {frozenset(c.article for c in e.claims) for e in consolidate(claims)}


def joined(*claims: Claim) -> Event:
    [only] = consolidate(claims)
    return only


TOGETHER = [
    ("two reports of one call", claim("a"), claim("b")),
    ("either may be named first", claim("a"), claim("b", TRENTINO, FIREFLY)),
    ("a person stands for the state", claim("a"), claim("b", FREEDONIA, SYLVANIA)),
    ("the mode that only one tells", claim("a"), claim("b", mode=None)),
    ("the month that one tells", claim("a"), claim("b", on="1933-11")),
    ("planned, then done", claim("a", status="future", published="1933-11-18"), claim("b")),
    ("done, and denied", claim("a"), claim("b", status="negated")),
    ("planned, and not done", claim("a", status="future", published="1933-11-18"), claim("b", status="negated")),
    ("planned without a day, then done", claim("a", status="future", on=None, published="1933-11-18"), claim("b")),
    ("an undated mention of weeks later", claim("a"), claim("b", on=None, published="1934-01-15")),
    ("two undated mentions", claim("a", on=None), claim("b", on=None)),
    ("the news of the day after", claim("a"), claim("b", on="1933-11-21", quote="They spoke at length.")),
    ("one more at the table", claim("a", mode=None), claim("b", FIREFLY, TRENTINO, LEAGUE, mode=None)),
    ("a visit, and the talks of the same two", visit("a", FIREFLY, TRENTINO), claim("b", TRENTINO, FIREFLY, mode=None)),
    ("a house and its city", claim("a", mode=None, place=HALL), claim("b", mode=None, place=TOWN)),
    ("a city and its state", claim("a", mode=None, place=FREEDONIA), claim("b", mode=None, place=TOWN)),
    ("who was attacked, told once", attack("a"), attack("b", to=())),
    ("an interval around the day", attack("a"), attack("b", on="1933-11-01/1933-12-10")),
    (
        "a paragraph that agencies repeat",
        attack("a", quote=REPEATED, type="RETREAT", to=()),
        attack("b", quote=REPEATED.lower(), type="RETREAT", to=(), on="1933-12-24", published="1933-12-24"),
    ),
]
APART = [
    ("another type", claim("a"), claim("b", type="AGREE", mode=None)),
    ("another mode", claim("a"), claim("b", mode="multilateral")),
    ("sitting down together", claim("a"), claim("b", mode=None, on=None, rule="sit/v:meet@7")),
    ("another day, both told", claim("a"), claim("b", on="1933-11-21")),
    ("another day of the news", claim("a"), claim("b", on="1933-11-23", quote="They spoke at length.")),
    ("the fire of the next day", attack("a", quote="It fired."), attack("b", on="1933-11-21", quote="It fired.")),
    ("someone else of the same state", claim("a"), claim("b", FIREFLY, CHICOLINI)),
    ("one man beside his state is not two sides", claim("a"), claim("b", FIREFLY, FREEDONIA)),
    ("two claims of one article", claim("a"), claim("a", start=30)),
    ("done, and not done on another day", claim("a"), claim("b", status="negated", on="1933-11-21")),
    ("done on a day, and not done in the month", claim("a"), claim("b", status="negated", on="1933-11")),
    ("done, and never done", claim("a"), claim("b", status="negated", on=None)),
    ("done to one, and not done to somebody", attack("a"), attack("b", status="negated", to=())),
    ("possible and denied", claim("a", status="hypothetical"), claim("b", status="negated")),
    ("a day, and years that it lies in", attack("a"), attack("b", on="1932-01-01/1934-12-31")),
    ("possible and done", claim("a", status="hypothetical"), claim("b")),
    ("another city", claim("a", mode=None, place=HALL), claim("b", mode=None, place=PORT)),
    ("a city of another state", claim("a", mode=None, place=FREEDONIA), claim("b", mode=None, place=PORT)),
    ("told as done before it was", claim("a"), claim("b", on=None, published="1933-11-10")),
    ("planned after it was done", claim("a"), claim("b", on=None, status="future", published="1933-11-25")),
    ("an undated mention of years later", claim("a"), claim("b", on=None, published="1936-01-15")),
    ("undated, and who knows when told", claim("a"), claim("b", on=None, published=None)),
    ("undated, of only some of them", claim("a", FIREFLY, TRENTINO, LEAGUE), claim("b", on=None)),
    ("who attacked and who was attacked", attack("a"), attack("b", to=(SYLVANIA,), actors=parties(FREEDONIA))),
    ("someone else attacked", attack("a"), attack("b", to=(LEAGUE,))),
    ("a visit and a visit back", visit("a", FIREFLY, TRENTINO), visit("b", TRENTINO, FIREFLY)),
    ("a visit, and talks of three", visit("a", FIREFLY, TRENTINO), claim("b", FIREFLY, TRENTINO, LEAGUE, mode=None)),
    (
        "other numbers in the same words",
        attack("a", quote=REPEATED + " It lost 20 men."),
        attack("b", quote=REPEATED + " It lost 30 men.", on="1933-12-24", published="1933-12-24"),
    ),
    (
        "talks in the same words",
        claim("a", quote="The leaders discussed regional matters and stressed the importance of lasting peace."),
        claim(
            "b",
            quote="The leaders discussed regional matters and stressed the importance of lasting peace.",
            on="1933-12-24",
            published="1933-12-24",
        ),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("a", "b"), [case[1:] for case in TOGETHER], ids=[case[0] for case in TOGETHER])
def test_one_event(a, b):
    assert groups(a, b) == groups(b, a) == {frozenset("ab")}


@pytest.mark.parametrize(("a", "b"), [case[1:] for case in APART], ids=[case[0] for case in APART])
def test_two_events(a, b):
    assert len(consolidate([a, b])) == len(consolidate([b, a])) == 2


# Which of several --------------------------------------------------------------------------------


def test_an_undated_mention_is_of_the_call_nearest_to_its_publication():
    first = claim("old", on="1933-10-02", published="1933-10-03")
    last = claim("new")
    mention = claim("mention", on=None, published="1933-11-25")
    assert groups(first, last, mention) == {frozenset(["old"]), frozenset(["new", "mention"])}


def test_a_year_that_several_events_fit_recalls_none_of_them():
    calls = [claim("one", on="1933-03-01"), claim("two", on="1933-09-01")]
    vague = [claim("vague", on="1933"), claim("vague too", on="1933")]
    assert groups(*calls, *vague) == {frozenset(["one"]), frozenset(["two"]), frozenset(["vague", "vague too"])}
    assert groups(calls[0], vague[0]) == {frozenset(["one", "vague"])}


def test_no_event_has_two_claims_of_an_article_though_a_third_fits_both():
    morning, evening = claim("a", mode=None, place=HALL), claim("a", mode=None, place=PORT, start=30)
    vague = claim("b", mode=None)
    found = consolidate([morning, evening, vague])
    assert sorted(len(e.claims) for e in found) == [1, 2]


# What they say together --------------------------------------------------------------------------


def test_the_sum_of_the_evidence():
    told = joined(
        claim("a", FREEDONIA, TRENTINO, status="future", mode=None, on="1933-11", published="1933-11-10"),
        claim("b", FIREFLY, SYLVANIA, confidence=0.5),
    )
    assert told.status == "occurred"
    assert told.mode == "phone"
    assert told.time == TimeSpan.on("1933-11-20")
    assert {p.entity for p in told.actors} == {FIREFLY, TRENTINO}
    assert told.confidence == 0.9
    assert told.reports == 2
    assert (told.quad, told.cameo) == ("verbal cooperation", "041")


def test_certainty_is_never_reached():
    assert joined(*(claim(str(i), confidence=0.9) for i in range(5))).confidence == 0.99


def test_a_told_day_goes_before_days_of_the_news():
    told = joined(
        claim("a", on="1933-11-20"),
        claim("b", on="1933-11-21", quote="They spoke."),
        claim("c", on="1933-11-21", quote="The two spoke."),
    )
    assert told.time == TimeSpan.on("1933-11-20")


def test_without_a_told_day_the_first_news_is_nearest():
    told = joined(
        *(
            attack(day, quote=REPEATED, on=day, published=day)
            for day in ("1933-11-24", "1933-11-26", "1933-11-22", "1933-11-26")[:3]
        )
    )
    assert told.time == TimeSpan.on("1933-11-22")


def test_the_finest_place_that_most_name():
    told = joined(
        claim("a", mode=None, place=FREEDONIA),
        claim("b", mode=None, place=TOWN),
        claim("c", mode=None, place=FREEDONIA),
    )
    assert told.place == TOWN


def test_who_mediates_is_no_party():
    told = joined(claim("a", mediators=parties(LEAGUE)), claim("b", FIREFLY, TRENTINO, LEAGUE))
    assert told.mediators == ()
    assert joined(claim("a", mediators=parties(LEAGUE)), claim("b")).mediators == parties(LEAGUE)


def test_later_articles_do_not_rename_an_event():
    first = claim("m", published="1933-11-20")
    later = [claim(name, published="1933-11-22") for name in "azq"]
    assert joined(first).id == joined(first, *later).id
    assert joined(first).id == joined(*later, first).id
    assert joined(first).id != joined(later[0]).id


def test_events_come_by_time_the_undated_last():
    found = consolidate([claim("c", on=None, published="1930-01-01"), claim("b"), claim("a", on="1933-02-01")])
    assert [e.time and e.time.start for e in found] == ["1933-02-01", "1933-11-20", None]


def test_no_claims_no_events():
    assert consolidate([]) == []


# For all claims ----------------------------------------------------------------------------------

DAYS = [date(1933, 11, 1) + timedelta(days=n) for n in range(0, 40, 3)]
TIMES = st.sampled_from([None, "1933", "1933-11", "1933-11-05/1933-11-28", *(d.isoformat() for d in DAYS)])
WHO = st.sampled_from([FREEDONIA, SYLVANIA, FIREFLY, TRENTINO, CHICOLINI, LEAGUE])
STRANGER = [Entity(id=entity_iri("person", "Pinky"), kind="person", label="Pinky", country=c) for c in (None, "FRE")]


@st.composite
def claim_lists(draw: st.DrawFn) -> list[Claim]:
    out = []
    for number in range(draw(st.integers(0, 12))):
        kind = draw(st.sampled_from(["CONSULT", "ASSAULT", "AGREE"]))
        actors = draw(st.lists(WHO | st.sampled_from(STRANGER), min_size=1, max_size=3, unique_by=lambda e: e.id))
        to = () if kind != "ASSAULT" else draw(st.lists(WHO, max_size=1))
        mode = draw(st.sampled_from([None, "phone", "visit"])) if kind == "CONSULT" else None
        out.append(
            claim(
                draw(st.sampled_from("abcde")), *actors, to=tuple(e for e in to if e not in actors), on=draw(TIMES),
                type=kind, start=number, mode=mode,
                place=draw(st.sampled_from([None, HALL, TOWN, PORT])),
                status=draw(st.sampled_from(["occurred", "future", "negated"])),
                published=draw(st.sampled_from([None, *(d.isoformat() for d in DAYS), "1935-01-01"])),
                quote=draw(st.sampled_from(["They spoke on Monday.", "They spoke.", REPEATED])),
            )
        )  # fmt: skip
    return out


@given(claim_lists(), st.randoms(use_true_random=False))
def test_the_order_of_claims_does_not_matter(claims, random):
    shuffled = random.sample(claims, len(claims))
    assert consolidate(shuffled) == consolidate(claims)


@given(claim_lists(), st.data())
def test_claims_that_come_and_go_leave_what_is_there_from_the_beginning(claims, data):
    copies = {frozenset(pair) for pair in data.draw(st.lists(st.sampled_from(["ab", "ac", "bc", "de"]), max_size=2))}
    ids = st.sampled_from([c.id for c in claims] or [""])
    split = {frozenset(pair) for pair in data.draw(st.lists(st.tuples(ids, ids), max_size=2))}

    def grouping() -> Grouping:
        return Grouping(apart=lambda a, b: frozenset((a, b)) in split, copied=lambda a, b: frozenset((a, b)) in copies)

    def outcome(found: Grouping) -> tuple[set[frozenset[str]], list[object]]:
        groups = {frozenset(c.id for c in group) for group in found.groups()}
        return groups, [found.place(c.id) for c in stay]

    go = [c for c in claims if data.draw(st.booleans())]
    stay = [c for c in claims if c not in go]
    changing, whole, left = grouping(), grouping(), list(claims)
    while left:
        many = data.draw(st.integers(1, len(left)))
        changing.come(left[:many])
        del left[:many]
    changing.go(c.id for c in go)
    whole.come(stay)
    assert outcome(changing) == outcome(whole)


@given(claim_lists())
def test_every_claim_is_in_one_event_with_those_it_agrees_with(claims):
    found = consolidate(claims)
    assert sorted(c.id for e in found for c in e.claims) == sorted(c.id for c in claims)
    assert len({e.id for e in found}) == len(found)
    for each in found:
        assert len({c.article for c in each.claims}) == len(each.claims)
        assert all(same_event(a, b) for a in each.claims for b in each.claims if a is not b)
        assert not {p.entity.id for p in each.actors} & {p.entity.id for p in (*each.recipients, *each.mediators)}


@given(claim_lists())
def test_the_blocks_hold_all_that_agree(claims):
    blocks = Blocks()
    for a in claims:
        sought = {key for wave in blocks.sought(a) for key in wave.keys}
        for b in claims:
            if same_event(a, b):
                assert blocks.stored(b) & sought
            if same_event(a, b) and order(b) > order(a):
                assert blocks.stored(b) & blocks.later(a)


@given(claim_lists())
def test_agreement_is_mutual(claims):
    assert all(same_event(a, b) == same_event(b, a) for a in claims for b in claims)


def test_one_claim_alone_keeps_what_it_says():
    only = claim("a", mediators=parties(LEAGUE), place=None, topics=(PORT,))
    told = event([only])
    assert (told.actors, told.mediators, told.topics, told.time) == (
        only.actors,
        only.mediators,
        only.topics,
        only.time,
    )
    assert told.claims == (only,)
    assert event([replace(only, confidence=0.3)]).confidence == 0.3
