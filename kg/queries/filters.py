"""Which events: a filter, and what each of its fields means to the engine and in English."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, get_args

import numpy as np

from kg.errors import TableError, UsageError
from kg.model import Status, TimeSpan
from kg.namespaces import BASE
from kg.ontology import event_type, event_types
from kg.queries.columns import columns
from kg.queries.links import Links, Mask
from kg.queries.names import resolve
from kg.queries.places import Circle, near, within
from kg.queries.statements import article_node
from kg.rdf import terms as t
from kg.rdf.nodes import value
from kg.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """What events must meet, all of it; None asks nothing.

    Parameters
    ----------
    actor, recipient, place, topic : str, optional
        A name or IRI. A name that several bear stands for any of them.
    either : str or tuple of str, optional
        Takes part in whatever slot; several must all take part.
    country : str or tuple of str, optional
        ISO alpha-3 of someone who takes part; several with commas for any of them, a tuple for all.
    sector : str, optional
        PLOVER sector of someone who takes part.
    type, mode, quad : str, optional
        PLOVER's names.
    id : tuple of str, optional
        IRIs of events, or the last parts of them; any of them.
    within : str, optional
        Name or IRI of a state, continent or place in which the place is.
    near : Circle, optional
        How far at most the place is from where.
    since, until : str, optional
        ISO day, month or year; the event may have been within them.
    status : str, optional
        occurred, future, hypothetical or negated.
    min_reports, min_confidence : int, float, optional
    text : str, optional
        Stands, whatever its case, in a quote.
    article : str, optional
        Id or IRI of an article that reports it.
    sort : str
        A name of `kg.queries.SORTS`.
    after : str, optional
        The cursor at which the part before this one ended.
    limit, offset : int
        Which part of the list; no limit gives all.
    """

    actor: str | None = None
    recipient: str | None = None
    either: str | tuple[str, ...] | None = None
    country: str | tuple[str, ...] | None = None
    sector: str | None = None
    type: str | None = None
    mode: str | None = None
    quad: str | None = None
    id: tuple[str, ...] | None = None
    topic: str | None = None
    place: str | None = None
    within: str | None = None
    near: Circle | None = None
    since: str | None = None
    until: str | None = None
    status: str | None = None
    min_reports: int | None = None
    min_confidence: float | None = None
    text: str | None = None
    article: str | None = None
    sort: str = "time"
    after: str | None = None
    limit: int | None = None
    offset: int = 0

    def __post_init__(self) -> None:
        if self.offset < 0 or (self.limit is not None and self.limit < 0):
            raise UsageError("limit and offset cannot be negative", remedy="give 0 or more")


EVERYTHING = Filter()


@dataclass(frozen=True, slots=True)
class Condition:
    """One field of a filter: the events that it keeps and its wording, side by side so that they stay one."""

    field: str
    words: str
    keeps: Callable[[Store, Any], Mask]


def _members(store: Store, names: str | tuple[str, ...], links: Links) -> Mask:
    wanted = (names,) if isinstance(names, str) else names
    mask: Mask = np.logical_and.reduce([links.having(resolve(store, name)) for name in wanted])
    return mask


def _countries(store: Store, codes: str | tuple[str, ...]) -> Mask:
    wanted, links = (codes,) if isinstance(codes, str) else codes, columns(store).countries
    mask: Mask = np.logical_and.reduce([links.having(one.upper().split(",")) for one in wanted])
    return mask


def _type(store: Store, name: str) -> Mask:
    try:
        known = event_type(name.upper())
    except TableError as error:
        raise UsageError(error.what, remedy=error.remedy) from error
    return columns(store).types.having([known.name])


def _mode(store: Store, name: str) -> Mask:
    modes = sorted({mode for kind in event_types().values() for mode in kind.modes})
    if name.lower() not in modes:
        raise UsageError(f"no event type has a mode {name!r}", remedy=f"one of {', '.join(modes)}")
    return columns(store).modes.having([name.lower()])


def _quad(store: Store, name: str) -> Mask:
    known = sorted({kind.quad for kind in event_types().values()})
    if name not in known:
        raise UsageError(f"no quad class {name!r}", remedy=f"one of {', '.join(known)}")
    return columns(store).quads.having([name])


def _ids(store: Store, names: tuple[str, ...]) -> Mask:
    known = columns(store)
    mask: Mask = np.zeros(len(known), dtype=np.bool_)
    for name in names:
        iri = name if name.startswith(BASE) else f"{BASE}event/{name}"
        at = bisect_left(known.ids, iri)
        if at < len(known) and known.ids[at] == iri:
            mask[at] = True
    return mask


def _status(store: Store, name: str) -> Mask:
    if name not in get_args(Status):
        raise UsageError(f"no status {name!r}", remedy=f"one of {', '.join(get_args(Status))}")
    return columns(store).statuses.having([name])


def _since(store: Store, when: str) -> Mask:
    mask: Mask = columns(store).latest >= np.datetime64(_span(when).earliest)
    return mask


def _until(store: Store, when: str) -> Mask:
    mask: Mask = columns(store).earliest <= np.datetime64(_span(when).latest)
    return mask


def _span(when: str) -> TimeSpan:
    try:
        span = TimeSpan.on(when)
        date.fromisoformat(span.earliest.isoformat())
    except ValueError as error:
        raise UsageError(f"{when!r} is not a date", remedy="write 2024, 2024-07 or 2024-07-11") from error
    return span


def _reports(store: Store, least: int) -> Mask:
    mask: Mask = columns(store).reports >= least
    return mask


def _confidence(store: Store, least: float) -> Mask:
    mask: Mask = columns(store).confidence >= least
    return mask


def _article(store: Store, name: str) -> Mask:
    quads = store.engine.quads_for_pattern(None, t.WAS_QUOTED_FROM, article_node(name))
    return columns(store).claims_of(value(quad.subject) for quad in quads)


CONDITIONS: tuple[Condition, ...] = (
    Condition("type", "of type {}", _type),
    Condition("mode", "by {}", _mode),
    Condition("quad", "that are {}", _quad),
    Condition("id", "among {}", _ids),
    Condition("status", "that are {}", _status),
    Condition("actor", "by {}", lambda s, v: _members(s, v, columns(s).actors)),
    Condition("recipient", "to {}", lambda s, v: _members(s, v, columns(s).recipients)),
    Condition("either", "with {}", lambda s, v: _members(s, v, columns(s).parties)),
    Condition("country", "with someone of {}", _countries),
    Condition("sector", "with someone of sector {}", lambda s, v: columns(s).sectors.having([v.upper()])),
    Condition("topic", "about {}", lambda s, v: _members(s, v, columns(s).topics)),
    Condition("place", "in {}", lambda s, v: _members(s, v, columns(s).places)),
    Condition("within", "within {}", within),
    Condition("near", "within {}", near),
    Condition("since", "since {}", _since),
    Condition("until", "until {}", _until),
    Condition("min_reports", "in {} articles or more", _reports),
    Condition("min_confidence", "at confidence {} or more", _confidence),
    Condition("text", "in the words “{}”", lambda s, v: columns(s).said(v)),
    Condition("article", "reported in {}", _article),
)


def kept(store: Store, wanted: Filter) -> Mask:
    """The events that meet every field that asks something.

    Raises
    ------
    UsageError
        If a field's value makes no sense.
    NotFoundError
        If a name is nobody's.
    """
    mask: Mask = np.ones(len(columns(store)), dtype=np.bool_)
    for condition, asked in _asked(wanted):
        mask &= condition.keeps(store, asked)
    return mask


def describe(wanted: Filter) -> str:
    """The filter in English.

    Examples
    --------
    >>> describe(Filter(type="CONSULT", either=("Firefly", "Trentino"), since="1933"))
    'events of type CONSULT with Firefly and Trentino since 1933'
    """
    parts = [c.words.format(" and ".join(v) if isinstance(v, tuple) else v) for c, v in _asked(wanted)]
    return " ".join(["events", *parts])


def _asked(wanted: Filter) -> Iterator[tuple[Condition, Any]]:
    for condition in CONDITIONS:
        asked = getattr(wanted, condition.field)
        if asked is not None:
            yield condition, asked
