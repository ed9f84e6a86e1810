"""A small invented world for tests: Freedonia, Sylvania, their leaders, and what three articles say of them."""

from __future__ import annotations

from datetime import date

from kg.model import Article, Claim, Entity, Event, Party, Term, TimeSpan
from kg.namespaces import BASE, entity_iri
from kg.ontology import cameo, event_type, intensity

FREEDONIA = Entity(id=entity_iri("state", "FRE"), kind="state", label="Freedonia", country="FRE", sector="GOV")
SYLVANIA = Entity(id=entity_iri("state", "SYL"), kind="state", label="Sylvania", country="SYL", sector="GOV")
FIREFLY = Entity(
    id=entity_iri("person", "Rufus_Firefly"),
    kind="person",
    label="Rufus T. Firefly",
    aliases=("Firefly", "Rufus Firefly"),
    country="FRE",
    sector="GOV",
    wikidata="Q1",
)
TRENTINO = Entity(
    id=entity_iri("person", "Trentino"),
    kind="person",
    label="Trentino",
    aliases=("Ambassador Trentino",),
    country="SYL",
    sector="GOV",
)
LEAGUE = Entity(id=entity_iri("organisation", "League"), kind="organisation", label="League of Minor Powers")
RIVER = Entity(id=entity_iri("place", "Duck_River"), kind="place", label="Duck River", lat=12.5, lon=-7.25)
SOUP = Entity(id=entity_iri("topic", "Soup_Accord"), kind="topic", label="Soup Accord", aliases=("Duck Soup Accord",))
WORLD = (FREEDONIA, SYLVANIA, FIREFLY, TRENTINO, LEAGUE, RIVER, SOUP)

# Named in articles only: no table of the world has her or the hall.
TEASDALE = Entity(id=entity_iri("person", "Gloria_Teasdale"), kind="person", label="Gloria Teasdale", country="FRE")
HALL = Entity(id=entity_iri("place", "Marble_Hall"), kind="place", label="Marble Hall", lat=1.0, lon=2.0)

TERMS = (
    Term(
        person="Rufus_Firefly", office="head_of_government", body="FRE",
        start=date(1933, 11, 17), end=date(1935, 1, 1), source="almanac",
    ),
    Term(person="Trentino", office="envoy", body="League", start=date(1932, 1, 1), status="acting", source="almanac"),
)  # fmt: skip

ARTICLES = (
    Article(
        id="herald-1",
        title="Leaders speak",
        text="Firefly called Trentino on Monday. Both spoke of the Soup Accord.",
        published="1933-11-21T08:00:00+00:00",
        published_from="metadata",
        source="Freedonia Herald",
        url="https://herald.example/1",
        language="en",
    ),
    Article(
        id="gazette/2 é",
        text="Trentino and Firefly spoke by telephone on 20 November, Mrs Teasdale said.",
        published="1933-11-22",
        source="Sylvania Gazette",
    ),
    Article(id="post-3", text="Sylvania may invade Freedonia in 1934. It did not shell Marble Hall."),
)

CALL_TIME = TimeSpan.on("1933-11-20")


def claim(number: int, article: Article, quote: str, **fields: object) -> Claim:
    """A claim with the offsets of its quote and the data of its article filled in."""
    start = article.text.index(quote)
    given: dict[str, object] = {
        "id": f"{BASE}claim/{number:04}",
        "article": article.id,
        "mode": None,
        "status": "occurred",
        "quote": quote,
        "start": start,
        "end": start + len(quote),
        "confidence": 0.9,
        "rule": "test",
        "published": article.published,
        "source": article.source,
        "url": article.url,
    }
    return Claim(**{**given, **fields})  # type: ignore[arg-type]


def event(number: int, *claims: Claim, **fields: object) -> Event:
    """The event that these claims tell of, with the slots of the first."""
    first = claims[0]
    given: dict[str, object] = {
        "id": f"{BASE}event/{number:04}",
        **{
            name: getattr(first, name)
            for name in (
                "type", "mode", "status", "actors", "recipients", "mediators", "time", "place", "topics", "confidence",
            )
        },
        "intensity": intensity(first.type, first.mode),
        "quad": event_type(first.type).quad,
        "cameo": cameo(first.type, first.mode),
        "claims": claims,
    }  # fmt: skip
    return Event(**{**given, **fields})  # type: ignore[arg-type]


CALL_CLAIM = claim(
    1, ARTICLES[0], "Firefly called Trentino on Monday.",
    type="CONSULT", mode="phone",
    actors=(Party(entity=FIREFLY, role="President of Freedonia", sector="GOV"),), recipients=(Party(entity=TRENTINO),),
    time=CALL_TIME, topics=(SOUP,),
)  # fmt: skip
TALK_CLAIM = claim(
    2, ARTICLES[1], "Trentino and Firefly spoke by telephone on 20 November, Mrs Teasdale said.",
    type="CONSULT", mode="phone", actors=(Party(entity=TRENTINO), Party(entity=FIREFLY)),
    mediators=(Party(entity=TEASDALE),), time=CALL_TIME, speaker=TEASDALE.id, attributed_to="Palace of Freedonia",
)  # fmt: skip
THREAT_CLAIM = claim(
    3, ARTICLES[2], "Sylvania may invade Freedonia in 1934.",
    type="ASSAULT", status="hypothetical", actors=(Party(entity=SYLVANIA),), recipients=(Party(entity=FREEDONIA),),
    time=TimeSpan.on("1934"), place=RIVER, confidence=0.4,
)  # fmt: skip
DENIAL_CLAIM = claim(
    4, ARTICLES[2], "It did not shell Marble Hall.",
    type="ASSAULT", mode="heavy-weapons", status="negated", actors=(Party(entity=SYLVANIA),), place=HALL,
)  # fmt: skip
CLAIMS = (CALL_CLAIM, TALK_CLAIM, THREAT_CLAIM, DENIAL_CLAIM)

CALL = event(1, CALL_CLAIM, TALK_CLAIM, mediators=TALK_CLAIM.mediators)
THREAT = event(2, THREAT_CLAIM)
DENIAL = event(3, DENIAL_CLAIM)
EVENTS = (CALL, THREAT, DENIAL)


def claims_of(article: Article) -> list[Claim]:
    """The claims that an article makes."""
    return [c for c in CLAIMS if c.article == article.id]
