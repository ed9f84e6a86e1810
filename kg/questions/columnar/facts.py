"""What questions join with: who takes part in which events, and what is known of them."""

from __future__ import annotations

import weakref
from collections.abc import Callable, Iterator
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pyoxigraph as ox

from kg.namespaces import BASE
from kg.queries.columns import columns as columns_of
from kg.queries.links import Links, Mask, Numbers
from kg.queries.remembered import remembered
from kg.questions.columnar.pairs import Pairs, numbered
from kg.questions.kinds import Office
from kg.rdf import terms as t
from kg.rdf.nodes import value
from kg.store import Store

_AGAINST = ("OPP", "REB")
_STATE = f"{BASE}state/"


class Facts:
    """A store's events, as `columns` has them, and its entities by number.

    Attributes
    ----------
    entities : list of str
        IRIs; an entity's number is its place here.
    kinds, countries, sectors : array of str
        What is said of each; empty where nothing is.
    """

    def __init__(self, store: Store) -> None:
        self._store: Store = weakref.proxy(store)
        self.columns = columns_of(store)
        known = self.columns
        kinds, countries, sectors = map(known.said_of_entities, (t.KIND, t.COUNTRY, t.SECTOR))
        self._labels = known.said_of_entities(t.LABEL)
        links = (known.parties, known.places, known.topics)
        self.number = numbered(name for names in (kinds, *(each.names for each in links)) for name in names)
        self.entities = list(self.number)
        self.kinds, self.countries, self.sectors = (
            np.array([said.get(iri, "") for iri in self.entities], dtype=np.str_)
            for said in (kinds, countries, sectors)
        )
        self.actors, self.recipients, self.mediators, self.parties, self.places, self.topics = map(
            self._pairs,
            (known.actors, known.recipients, known.mediators, known.parties, known.places, known.topics),
        )

    @cached_property
    def hosts(self) -> Pairs:
        """Recipients and mediators."""
        return self.recipients.together(self.mediators)

    @cached_property
    def anything(self) -> Pairs:
        """Whoever takes part, places and topics."""
        return self.parties.together(self.places, self.topics)

    @cached_property
    def acting(self) -> Mask:
        """Who acts for the state that they belong to."""
        return ~np.isin(self.sectors, _AGAINST)

    @cached_property
    def order(self) -> Numbers:
        """Where each entity stands in the order of their IRIs."""
        order = np.empty(len(self.entities), np.intp)
        order[sorted(range(len(self.entities)), key=self.entities.__getitem__)] = np.arange(len(self.entities))
        return order

    @cached_property
    def states(self) -> Pairs:
        """Everyone who belongs to a state, with that state."""
        code = numbered(iter(sorted(set(self.countries.tolist()) - {""})))
        of = np.array([code.get(country, -1) for country in self.countries.tolist()], dtype=np.intp)
        members = np.flatnonzero(of >= 0)
        states = members[self.kinds[members] == "state"]
        by_code = Pairs(of[states], states, len(code), len(self.entities))
        positions, found = by_code.of(of[members])
        return Pairs(members[positions], found, len(self.entities), len(self.entities))

    @cached_property
    def when(self) -> tuple[list[str], Numbers]:
        """The times as given, and which of them each event has; -1 for none."""
        return self._times(self.columns.starts)

    @cached_property
    def one_time(self) -> Mask:
        """The events whose one time is a month or year: it is as long as that, not known more closely."""
        starts, ends = self.columns.starts, self.columns.ends
        lengths = np.char.str_len(starts)
        found: Mask = (starts == ends) & (lengths > 0) & ~_is_day(starts)
        return found

    @cached_property
    def only_year(self) -> Mask:
        """The events of which no more than a year is known as their beginning."""
        found: Mask = np.char.str_len(self.columns.starts) == 4
        return found

    @cached_property
    def types(self) -> tuple[list[str], Numbers]:
        """The types of events, and which each has."""
        return self._of_events(self.columns.types)

    @cached_property
    def modes(self) -> tuple[list[str], Numbers]:
        """The modes of events, and which each has; -1 for none."""
        return self._of_events(self.columns.modes)

    def periods(self, length: int) -> tuple[list[str], Numbers]:
        """The years (4 characters) or months (7) of the beginnings, and which each event has."""
        return self._times(self.columns.starts.astype(f"S{length}"))

    @cached_property
    def terms(self) -> Terms:
        """Terms of office."""
        return Terms(self)

    @cached_property
    def _roles(self) -> tuple[Numbers, Numbers, list[str]]:
        number = {iri: at for at, iri in enumerate(self.columns.ids)}
        rows = [
            (number[event], self.number[who], role)
            for event, who, role in self.columns.rows(
                f"SELECT ?event ?who ?role {{ GRAPH {t.EVENTS} {{ ?node {t.ROLE} ?role ; {t.ENTITY} ?who ."
                f" ?event {t.PARTY} ?node }} }}",
            )
            if event in number and who in self.number
        ]
        events, people = (np.array([row[at] for row in rows], dtype=np.intp) for at in (0, 1))
        return events, people, [row[2] for row in rows]

    def called(self, fits: Callable[[str], bool]) -> Pairs:
        """Events and who takes part in them under a role that fits."""
        events, people, roles = self._roles
        good = {role for role in set(roles) if fits(role)}
        kept = np.array([role in good for role in roles], dtype=np.bool_)
        return Pairs(events[kept], people[kept], len(self.columns), len(self.entities))

    def claims(self, event: int) -> Iterator[ox.NamedNode]:
        """The claims that tell of an event."""
        node = ox.NamedNode(self.columns.ids[event])
        for quad in self._store.engine.quads_for_pattern(node, t.HAS_CLAIM, None, t.EVENTS):
            assert isinstance(quad.object, ox.NamedNode)
            yield quad.object

    def quotes(self, event: int) -> Iterator[str]:
        """The sentences that tell of an event."""
        for claim in self.claims(event):
            yield from (value(q.object) for q in self._store.engine.quads_for_pattern(claim, t.QUOTE, None))

    def articles(self, event: int) -> Iterator[str]:
        """The ids of the articles that tell of an event."""
        for claim in self.claims(event):
            for quad in self._store.engine.quads_for_pattern(claim, t.WAS_QUOTED_FROM, None):
                assert isinstance(quad.object, ox.NamedNode)
                found = self._store.engine.quads_for_pattern(quad.object, t.IDENTIFIER, None)
                yield from (value(q.object) for q in found)

    def label(self, entity: int) -> str:
        """What an entity is called; empty for one that is not described."""
        return self._labels.get(self.entities[entity], "")

    def numbers(self, iris: tuple[str, ...]) -> Numbers:
        """The numbers of those of these that the store knows."""
        return np.array([self.number[iri] for iri in iris if iri in self.number], dtype=np.intp)

    def among(self, iris: tuple[str, ...]) -> Mask:
        """Those entities as a mask of all."""
        mask: Mask = np.zeros(len(self.entities), dtype=np.bool_)
        mask[self.numbers(iris)] = True
        return mask

    def of_country(self, code: str) -> Mask:
        """Whoever and whatever belongs to a state."""
        mask: Mask = self.countries == code
        return mask

    def _of_events(self, links: Links) -> tuple[list[str], Numbers]:
        events, codes = links.pairs
        of = np.full(len(self.columns), -1, np.intp)
        of[events] = codes
        return links.names, of

    def _pairs(self, links: Links) -> Pairs:
        events, codes = links.pairs
        numbers = np.array([self.number[name] for name in links.names], dtype=np.intp)
        return Pairs(events, numbers[codes], len(self.columns), len(self.entities))

    def _times(self, written: npt.NDArray[np.bytes_]) -> tuple[list[str], Numbers]:
        names, of = np.unique(written, return_inverse=True)
        if len(names) and names[0] == b"":
            return [name.decode() for name in names[1:]], of - 1
        return [name.decode() for name in names], of


class Terms:
    """Terms of office, by whoever held them."""

    def __init__(self, facts: Facts) -> None:
        rows = [
            row
            for row in facts.columns.rows(
                f"SELECT ?who ?body ?office ?since ?until {{ GRAPH {t.WORLD} {{ ?term {t.MEMBER} ?who ;"
                f" {t.ORGANIZATION} ?body ; {t.OFFICE} ?office ; {t.START} ?since"
                f" OPTIONAL {{ ?term {t.END} ?until }} }} }}",
            )
            if row[0] in facts.number
        ]
        people = np.array([facts.number[row[0]] for row in rows], dtype=np.intp)
        self.of = Pairs(people, np.arange(len(rows)), len(facts.entities), len(rows))
        self.people = people
        self.bodies = [row[1] for row in rows]
        self._offices = [row[2] for row in rows]
        self.since = np.array([row[3] for row in rows], dtype="datetime64[D]")
        self.until = np.array([row[4] or "NaT" for row in rows], dtype="datetime64[D]")

    def held(self, offices: tuple[Office, ...], bodies: tuple[str, ...]) -> Mask:
        """The terms of one of the offices, at one of the bodies or anywhere."""
        fits = (
            any(_is(office, name, body) for office in offices) and (not bodies or body in bodies)
            for name, body in zip(self._offices, self.bodies, strict=True)
        )
        return np.fromiter(fits, dtype=np.bool_, count=len(self.bodies))


def facts(store: Store) -> Facts:
    """The facts of the store as it is now."""
    return remembered(store, Facts)


def _is(office: Office, name: str, body: str) -> bool:
    """Is it that office, at a body where it is meant?"""
    if name != office.name:
        return False
    key = body.removeprefix(_STATE)
    return (not office.only or key in office.only) and (not office.but or key not in office.but)


def _is_day(written: npt.NDArray[np.bytes_]) -> Mask:
    lengths = np.char.str_len(written)
    found: Mask = (lengths != 4) & (lengths != 7)
    return found
