"""Which events: a filter, and what each of its fields means to the engine and in English."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, get_args

import pyoxigraph as ox

from kg.errors import TableError, UsageError
from kg.model import Status, TimeSpan
from kg.namespaces import PLOVER
from kg.ontology import event_type, event_types
from kg.queries.names import resolve
from kg.queries.statements import article_node
from kg.rdf import terms as t
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
    country : str, optional
        ISO alpha-3 of someone who takes part.
    sector : str, optional
        PLOVER sector of someone who takes part.
    type, mode : str, optional
        PLOVER's names.
    since, until : str, optional
        ISO day, month or year; the event may have been within them.
    status : str, optional
        occurred, future, hypothetical or negated.
    min_reports, min_confidence : int, float, optional
    text : str, optional
        Stands, whatever its case, in a quote.
    article : str, optional
        Id or IRI of an article that reports it.
    limit, offset : int
        Which part of the list; no limit gives all.
    """

    actor: str | None = None
    recipient: str | None = None
    either: str | tuple[str, ...] | None = None
    country: str | None = None
    sector: str | None = None
    type: str | None = None
    mode: str | None = None
    topic: str | None = None
    place: str | None = None
    since: str | None = None
    until: str | None = None
    status: str | None = None
    min_reports: int | None = None
    min_confidence: float | None = None
    text: str | None = None
    article: str | None = None
    limit: int | None = None
    offset: int = 0

    def __post_init__(self) -> None:
        if self.offset < 0 or (self.limit is not None and self.limit < 0):
            raise UsageError("limit and offset cannot be negative", remedy="give 0 or more")


EVERYTHING = Filter()


@dataclass(frozen=True, slots=True)
class Condition:
    """One field of a filter: its pattern and its wording, side by side so that they stay one."""

    field: str
    words: str
    pattern: Callable[[Store, Any], str]


def _members(store: Store, names: str | tuple[str, ...], predicate: ox.NamedNode) -> str:
    wanted = (names,) if isinstance(names, str) else names
    return " ".join(_one_of(predicate, [ox.NamedNode(iri) for iri in resolve(store, name)]) for name in wanted)


def _one_of(predicate: ox.NamedNode, objects: list[ox.NamedNode]) -> str:
    if len(objects) == 1:
        return _events(f"?event {predicate} {objects[0]}")
    return _events(f"VALUES ?who {{ {' '.join(map(str, objects))} }} ?event {predicate} ?who")


def _events(pattern: str) -> str:
    return f"{{ SELECT DISTINCT ?event {{ GRAPH {t.EVENTS} {{ {pattern} }} }} }}"


def _value(predicate: ox.NamedNode, value: str) -> str:
    return _events(f"?event {predicate} {ox.Literal(value)}")


def _country(_: Store, code: str) -> str:
    return (
        f"{{ SELECT DISTINCT ?event {{ {{ SELECT ?who {{ ?who {t.COUNTRY} {ox.Literal(code.upper())} }} }}"
        f" GRAPH {t.EVENTS} {{ ?event {t.HAS_ACTOR} ?who }} }} }}"
    )


def _sector(_: Store, code: str) -> str:
    sector = ox.Literal(code.upper())
    return (
        "{ SELECT DISTINCT ?event {"
        f" {{ GRAPH {t.EVENTS} {{ ?event {t.PARTY} ?party . ?party {t.SECTOR} {sector} }} }}"
        f" UNION {{ {{ SELECT ?who {{ ?who {t.KIND} ?kind ; {t.SECTOR} {sector} }} }}"
        f" GRAPH {t.EVENTS} {{ ?event {t.HAS_ACTOR} ?who }} }} }} }}"
    )


def _type(_: Store, name: str) -> str:
    try:
        known = event_type(name.upper())
    except TableError as error:
        raise UsageError(error.what, remedy=error.remedy) from error
    return _events(f"?event {t.EVENT_TYPE} {ox.NamedNode(PLOVER + known.name)}")


def _mode(_: Store, name: str) -> str:
    modes = sorted({mode for kind in event_types().values() for mode in kind.modes})
    if name.lower() not in modes:
        raise UsageError(f"no event type has a mode {name!r}", remedy=f"one of {', '.join(modes)}")
    return _value(t.MODE, name.lower())


def _status(_: Store, name: str) -> str:
    if name not in get_args(Status):
        raise UsageError(f"no status {name!r}", remedy=f"one of {', '.join(get_args(Status))}")
    return _value(t.STATUS, name)


def _since(_: Store, when: str) -> str:
    return _events(f"?event {t.LATEST} ?latest FILTER(?latest >= {t.day(_span(when).earliest)})")


def _until(_: Store, when: str) -> str:
    return _events(f"?event {t.EARLIEST} ?earliest FILTER(?earliest <= {t.day(_span(when).latest)})")


def _span(when: str) -> TimeSpan:
    try:
        span = TimeSpan.on(when)
        date.fromisoformat(span.earliest.isoformat())
    except ValueError as error:
        raise UsageError(f"{when!r} is not a date", remedy="write 2024, 2024-07 or 2024-07-11") from error
    return span


def _text(_: Store, words: str) -> str:
    return (
        f"{{ SELECT DISTINCT ?event {{ {{ SELECT ?claim {{ ?claim {t.QUOTE} ?quote"
        f" FILTER(CONTAINS(LCASE(?quote), {ox.Literal(words.lower())})) }} }}"
        f" GRAPH {t.EVENTS} {{ ?event {t.HAS_CLAIM} ?claim }} }} }}"
    )


def _article(_: Store, name: str) -> str:
    return (
        f"{{ SELECT DISTINCT ?event {{ {{ SELECT ?claim {{ ?claim {t.WAS_QUOTED_FROM} {article_node(name)} }} }}"
        f" GRAPH {t.EVENTS} {{ ?event {t.HAS_CLAIM} ?claim }} }} }}"
    )


CONDITIONS: tuple[Condition, ...] = (
    Condition("type", "of type {}", _type),
    Condition("mode", "by {}", _mode),
    Condition("status", "that are {}", _status),
    Condition("actor", "by {}", lambda s, v: _members(s, v, t.ACTOR)),
    Condition("recipient", "to {}", lambda s, v: _members(s, v, t.RECIPIENT)),
    Condition("either", "with {}", lambda s, v: _members(s, v, t.HAS_ACTOR)),
    Condition("country", "with someone of {}", _country),
    Condition("sector", "with someone of sector {}", _sector),
    Condition("topic", "about {}", lambda s, v: _members(s, v, t.TOPIC)),
    Condition("place", "in {}", lambda s, v: _members(s, v, t.HAS_PLACE)),
    Condition("since", "since {}", _since),
    Condition("until", "until {}", _until),
    Condition(
        "min_reports", "in {} articles or more", lambda _, v: _events(f"?event {t.REPORTS} ?n FILTER(?n >= {int(v)})")
    ),
    Condition(
        "min_confidence",
        "at confidence {} or more",
        lambda _, v: _events(f"?event {t.CONFIDENCE} ?sure FILTER(?sure >= {t.number(v)})"),
    ),
    Condition("text", "in the words “{}”", _text),
    Condition("article", "reported in {}", _article),
)


def patterns(store: Store, wanted: Filter) -> list[str]:
    """The pattern of every field that asks something.

    Raises
    ------
    UsageError
        If a field's value makes no sense.
    NotFoundError
        If a name is nobody's.
    """
    return [condition.pattern(store, asked) for condition, asked in _asked(wanted)]


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
