"""From what an article tells to claims: identity, quotation, source and confidence."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from kg.extract.article import extract
from kg.extract.events import EventMention
from kg.extract.merge import Told
from kg.model import Article, Claim, Party, TimeSpan
from kg.namespaces import BASE
from kg.parse import load, parse
from kg.resolve import claims, confidence
from tests.freedonia import FIREFLY, FREEDONIA, HALL, SYLVANIA, TRENTINO

ARTICLE = Article(
    id="a",
    text="They talked. Firefly called Trentino on Monday. The call was long.",
    published="1933-11-21",
    source="Freedonia Herald",
    url="https://herald.example/1",
)
FIRST, SECOND, THIRD = ((m.start(), m.end()) for m in re.finditer(r"[A-Z][^.]+\.", ARTICLE.text))


def mention(**fields: object) -> EventMention:
    given: dict[str, object] = {
        "type": "CONSULT",
        "mode": "phone",
        "status": "occurred",
        "actors": (Party(entity=FIREFLY), Party(entity=TRENTINO)),
        "recipients": (),
        "mediators": (),
        "time": TimeSpan.on("1933-11-20"),
        "place": None,
        "topics": (),
        "speaker": None,
        "attributed_to": None,
        "trigger": (21, 27),
        "sentence": SECOND,
        "number": 2,
        "rule": "call/v:phone@1",
        "weak": False,
        "nominal": False,
        "dated": True,
    }
    return EventMention(**{**given, **fields})  # type: ignore[arg-type]


def told(*mentions: EventMention) -> Told:
    return Told(event=mentions[0], mentions=mentions)


def one(*mentions: EventMention, article: Article = ARTICLE) -> Claim:
    [claim] = claims(article, [told(*mentions)])
    return claim


def test_a_claim_has_what_the_event_and_the_article_say():
    claim = one(mention(place=HALL, mediators=(Party(entity=SYLVANIA),), speaker="x"))
    assert (claim.article, claim.published, claim.source, claim.url) == ("a", "1933-11-21", ARTICLE.source, ARTICLE.url)
    assert (claim.type, claim.mode, claim.status, claim.place) == ("CONSULT", "phone", "occurred", HALL)
    assert [p.entity for p in claim.actors] == [FIREFLY, TRENTINO]
    assert [p.entity for p in claim.mediators] == [SYLVANIA]
    assert claim.rule == "call/v:phone@1"
    assert claim.time == TimeSpan.on("1933-11-20")


@pytest.mark.parametrize(
    "others",
    [
        mention(sentence=THIRD, number=3, nominal=True),
        mention(sentence=THIRD, number=3, weak=True, place=HALL),
        mention(sentence=THIRD, number=3, actors=(Party(entity=FIREFLY),), place=HALL),
        mention(sentence=FIRST, number=1, dated=False),
        mention(sentence=THIRD, number=3),
    ],
    ids=["in passing", "weak", "fewer parties", "undated", "later"],
)
def test_the_sentence_that_tells_it_best_is_quoted(others):
    for order in ([mention(), others], [others, mention()]):
        claim = one(*order)
        assert claim.quote == "Firefly called Trentino on Monday."
        assert ARTICLE.text[claim.start : claim.end] == claim.quote


def test_what_nobody_is_quoted_for_is_said_by_the_papers_source():
    assert one(mention()).attributed_to == "Freedonia Herald"
    assert one(mention(attributed_to="the palace")).attributed_to == "the palace"
    quoted = one(mention(speaker=f"{BASE}person/Trentino"))
    assert (quoted.speaker, quoted.attributed_to) == (f"{BASE}person/Trentino", None)


def test_ids_are_stable_and_tell_events_apart():
    assert one(mention()).id == one(mention(place=HALL)).id
    others = [mention(type="AGREE", mode=None), mention(trigger=(30, 35))]
    ids = {one(mention()).id, *(one(m).id for m in others), one(mention(), article=replace(ARTICLE, id="b")).id}
    assert len(ids) == 4
    assert all(i.startswith(f"{BASE}claim/") for i in ids)


def test_one_word_may_tell_of_several_events():
    fought = [told(mention(type="ASSAULT", mode=None, time=TimeSpan.on(year))) for year in ("1931", "1933")]
    found = list(claims(ARTICLE, fought))
    assert len({c.id for c in found}) == 2
    assert [c.id for c in claims(ARTICLE, fought)] == [c.id for c in found]


PLAIN = mention(actors=(Party(entity=FREEDONIA), Party(entity=SYLVANIA)), dated=False)


@pytest.mark.parametrize(
    ("surer", "less"),
    [
        ([PLAIN, PLAIN], [PLAIN]),
        ([replace(PLAIN, actors=(Party(entity=FIREFLY), Party(entity=SYLVANIA)))], [PLAIN]),
        ([replace(PLAIN, dated=True)], [PLAIN]),
        ([PLAIN], [replace(PLAIN, nominal=True)]),
        ([PLAIN], [replace(PLAIN, status="hypothetical")]),
    ],
    ids=["told twice", "people named", "dated", "in passing", "not done"],
)
def test_what_makes_a_claim_surer(surer, less):
    assert 0 < confidence(told(*less)) < confidence(told(*surer)) < 1


def test_a_real_article():
    article = Article(
        id="real",
        text="Erdogan and Putin met in Sochi on Monday.\n\nThe two leaders discussed Syria, the Kremlin said.",
        published="2021-03-02",
        source="A Wire",
    )
    (parsed,) = parse([article], load())
    found = list(claims(article, extract(parsed)))
    [met] = [c for c in found if c.type == "CONSULT"]
    assert {p.entity.label for p in met.actors} == {"Recep Tayyip Erdoğan", "Vladimir Putin"}
    assert met.quote == "Erdogan and Putin met in Sochi on Monday."
    assert met.place is not None
    assert (met.place.label, met.time) == ("Sochi", TimeSpan.on("2021-03-01"))
    assert all(article.text[c.start : c.end] == c.quote for c in found)
    assert [c.id for c in claims(article, extract(parsed))] == [c.id for c in found]
