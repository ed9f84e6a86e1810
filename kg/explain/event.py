"""Why the claims of an event are held to be of one event, as text for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from kg import queries
from kg.identity.corrections import Corrections
from kg.identity.reasons import reasons
from kg.model import Claim, Disagreement, Event
from kg.rdf import terms as t
from kg.rdf.nodes import text
from kg.store import Store


def explained_event(store: Store, event_id: str) -> str:
    """What an event rests on, claim by claim, and why these are one.

    Raises
    ------
    NotFoundError
        If there is no such event.
    """
    return "\n".join(_lines(store, queries.event(store, event_id))) + "\n"


def _lines(store: Store, event: Event) -> Iterator[str]:
    claims = {c.id: c for c in event.claims}
    places = {c: store.node(ox.NamedNode(c), t.IDENTITY) for c in claims}
    founder_of = {c: text(places[c], t.JOINS) or c for c in claims}
    yield _headline(event)
    yield f"{_count(event.claims, 'claim')} from {_count({c.article for c in event.claims}, 'article')}" + (
        f", {_count(event.copies, 'copy')} among them" if event.copies else ""
    )
    for tally in event.quantities:
        yield f"{tally.quantity} ({', '.join(tally.articles)})"
    for founder in sorted(set(founder_of.values()), key=lambda f: (f not in claims, f)):
        yield ""
        if founder in claims:
            yield from _claim(claims[founder], event)
            yield "  the first, for it says most; the others join it"
        for claim in event.claims:
            if founder_of[claim.id] == founder != claim.id:
                yield ""
                yield from _claim(claim, event)
                original = claims.get(text(places[claim.id], t.COPIED_FROM) or "")
                if original:
                    yield f"  the words of {original.article}, of which the article is a copy"
                elif founder in claims:
                    yield from (f"  {what:<8} {how}" for what, how in reasons(claim, claims[founder]))
    for each in event.disagreements:
        yield ""
        yield _disagreement(each)
    for correction in Corrections(store.corrections()).of_event(claims):
        yield ""
        yield f"{correction.change} by {correction.by} on {correction.at[:10]}: {correction.why}"


def _headline(event: Event) -> str:
    by = ", ".join(p.entity.label for p in event.actors)
    to = ", ".join(p.entity.label for p in event.recipients)
    what = event.type + (f" ({event.mode})" if event.mode else "")
    parts = [what, event.status, str(event.time) if event.time else "no time told", f"{by} to {to}" if to else by]
    return "; ".join([*parts, event.place.label] if event.place else parts)


def _claim(claim: Claim, event: Event) -> Iterator[str]:
    copy = dict(event.copies).get(claim.article)
    yield (
        f"{claim.id.rsplit('/', 1)[-1]}  {claim.article}"
        + (f" (copy of {copy})" if copy else "")
        + (f", {claim.published[:10]}" if claim.published else "")
    )
    yield f"  “{' '.join(claim.quote.split())}”"
    if claim.quantities:
        yield f"  tells {'; '.join(map(str, claim.quantities))}"


def _disagreement(each: Disagreement) -> str:
    said = [f"{v.value} ({', '.join(v.articles) or 'nobody'})" for v in each.versions]
    return f"They disagree on {each.field}: {said[0]}, but {', '.join(said[1:])}"


def _count(things: object, name: str) -> str:
    number = len(things)  # type: ignore[arg-type]
    return f"{number} {name if number == 1 else name.removesuffix('y') + ('ies' if name.endswith('y') else 's')}"
