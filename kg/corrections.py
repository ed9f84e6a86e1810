"""Corrections by people: events that are one, claims of another event, articles and claims to leave out.

Each is kept for good as a statement of its own, with who and why, and events follow it at once and after every rebuild.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from kg import queries
from kg.errors import NotFoundError, UsageError
from kg.identity.corrections import Change, Correction, Corrections
from kg.location import Location
from kg.model import Event
from kg.namespaces import BASE, article_iri, digest
from kg.pipeline import finish
from kg.rdf import terms as t
from kg.rdf.nodes import value
from kg.store import Store, snapshots

__all__ = ["Corrected", "log", "merge", "retract", "split", "undo"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """A correction that was made, and the ids of the events that now rest on the claims it is about."""

    correction: Correction
    events: tuple[str, ...]


def merge(store: Location, events: Sequence[str], *, why: str, by: str) -> Corrected:
    """Make one event of several, by their ids.

    Raises
    ------
    NotFoundError
        If there is no such event.
    UsageError
        If they are fewer than two, or of different types.
    """
    with Store.open(store) as graph:
        found = {e.id: e for e in (queries.event(graph, each) for each in events)}
        if len(found) < 2:
            raise UsageError("to merge takes two events", remedy="name another one")
        types = sorted({e.type for e in found.values()})
        if len(types) > 1:
            raise UsageError(
                f"they are of types {' and '.join(types)}, and one event has one type", remedy="leave one out"
            )
        return _made(graph, "merge", {c.id for e in found.values() for c in e.claims}, why=why, by=by)


def split(store: Location, event: str, claims: Sequence[str], *, why: str, by: str) -> Corrected:
    """Make another event of some claims of one.

    Parameters
    ----------
    claims : sequence of str
        Ids of claims, or of articles, for what they say of this event.

    Raises
    ------
    NotFoundError
        If there is no such event, or it has no such claim.
    UsageError
        If nothing would be left of the event.
    """
    with Store.open(store) as graph:
        found = queries.event(graph, event)
        apart = {c for each in claims for c in _claims_of(found, each)}
        rest = {c.id for c in found.claims} - apart
        if not apart or not rest:
            raise UsageError("a split leaves some claims on either side", remedy="name some of the claims, not all")
        return _made(graph, "split", apart, rest, why=why, by=by)


def retract(store: Location, what: str, *, why: str, by: str) -> Corrected:
    """Leave an article or a claim, by its id, out of account; it stays in the graph.

    Raises
    ------
    NotFoundError
        If there is no such article or claim.
    """
    with Store.open(store) as graph:
        for iri in (what, f"{BASE}claim/{what}", article_iri(what)):
            if iri.startswith(BASE) and (graph.exists(iri, t.WAS_QUOTED_FROM) or graph.exists(iri, t.FINGERPRINT)):
                return _made(graph, "retract", {iri}, why=why, by=by)
    raise NotFoundError(f"there is no article or claim {what!r}", remedy="list the articles: kg articles")


def undo(store: Location, correction: str, *, why: str, by: str) -> Corrected:
    """Take a correction back, by its id or the beginning of it.

    Raises
    ------
    NotFoundError
        If there is no such correction, or several begin so.
    UsageError
        If it has been taken back already.
    """
    with Store.open(store) as graph:
        made = graph.corrections()
        begins = correction.removeprefix(f"{BASE}correction/")
        found = [c for c in made if begins and c.id.removeprefix(f"{BASE}correction/").startswith(begins)]
        if len(found) != 1:
            which = "several corrections begin with" if found else "there is no correction"
            raise NotFoundError(f"{which} {correction!r}", remedy="list them: kg corrections")
        if not Corrections(made).holds(found[0]):
            raise UsageError("it has been taken back already", where=found[0].id, remedy="list them: kg corrections")
        return _made(graph, "undo", {found[0].id}, why=why, by=by)


def log(store: Location) -> list[tuple[Correction, bool]]:
    """Every correction by time, and whether it still holds."""
    with snapshots.open_newest(store) as graph:
        made = graph.corrections()
    known = Corrections(made)
    return [(c, known.holds(c)) for c in made]


def _claims_of(event: Event, name: str) -> list[str]:
    found = [c.id for c in event.claims if name in (c.id, c.id.removeprefix(f"{BASE}claim/"), c.article)]
    if not found:
        raise NotFoundError(f"the event has no claim {name!r}", where=event.id, remedy="see kg explain --event")
    return found


def _made(
    graph: Store, change: Change, about: Iterable[str], apart_from: Iterable[str] = (), *, why: str, by: str
) -> Corrected:
    if not why.strip() or not by.strip():
        raise UsageError("a correction says why, and by whom", remedy="give both")
    made = graph.corrections()
    now = datetime.now(UTC)
    if made:  # clocks go back; the order of corrections does not
        now = max(now, datetime.fromisoformat(made[-1].at) + timedelta(milliseconds=1))
    at = now.isoformat(timespec="milliseconds").replace("+00:00", "Z")
    correction = Correction(
        id=f"{BASE}correction/{digest(change, at, *sorted(about))}",
        change=change,
        about=frozenset(about),
        apart_from=frozenset(apart_from),
        why=why.strip(),
        by=by.strip(),
        at=at,
    )
    graph.put_correction(correction)
    finish(graph)
    return Corrected(correction=correction, events=tuple(_events_of(graph, correction, graph.corrections())))


def _events_of(graph: Store, correction: Correction, made: Sequence[Correction]) -> list[str]:
    about = correction.about
    for each in made:
        if correction.change == "undo" and each.id in correction.about:
            return _events_of(graph, each, made)
    values = " ".join(f"<{iri}>" for iri in sorted(about | correction.apart_from))
    rows = graph.select(
        f"SELECT DISTINCT ?event {{ VALUES ?given {{ {values} }} {{ ?event kg:hasClaim ?given }}"
        " UNION { ?claim prov:wasQuotedFrom ?given . ?event kg:hasClaim ?claim } } ORDER BY ?event"
    )
    return [value(row[0]) for row in rows]
