"""Bodies that every state has, made by rule: its foreign ministry, its armed forces, its central bank.

In events an army or a ministry is its state, with a sector and a role; these entities are for look-ups, and for whoever
wants to name them as parties.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable

from kg.model import Entity
from kg.namespaces import entity_iri
from kg.world.names import words
from kg.world.tables import Row

# What stands between a state's key and a body's in an id; no id of the tables has it.
_MARK = "~"


class StateBodies:
    """The bodies of `bodies.csv`, of whichever state is asked for.

    Parameters
    ----------
    rows : iterable of Row
        The table.
    """

    def __init__(self, rows: Iterable[Row]) -> None:
        self._rows: dict[str, Row] = {}
        self._called: dict[str, str] = {}
        for row in rows:
            if row.needed("id") in self._rows:
                raise row.wrong(f"the id {row['id']!r} is used twice", "choose another id")
            self._rows[row["id"]] = row
            for name in (row.needed("label"), *row.many("names")):
                self._called.setdefault(_plain(name), row["id"])
        self._words = frozenset(word for name in self._called for word in name.split())

    def called(self, called: str, state: Entity, adjective: str) -> Entity | None:
        """The body of a state that is called so ("foreign ministry" beside "Armenian"); None for no such body."""
        key = self._called.get(_plain(called))
        return self.of(state, adjective, key) if key else None

    def knows(self, called: str) -> bool:
        """Is there a body that is called so?"""
        return _plain(called) in self._called

    def may_hold(self, word: str) -> bool:
        """Is there a body with this word in its name?"""
        return self._words.issuperset(_plain(word).split())

    def of(self, state: Entity, adjective: str, key: str) -> Entity:
        """A state's body by its id in the table."""
        row = self._rows[key]
        country = state.id.rsplit("/", 1)[1]
        return Entity(
            id=entity_iri("organisation", f"{country}{_MARK}{key}"),
            kind="organisation",
            label=f"{row['label']} of {state.label}",
            aliases=tuple(f"{adjective} {name}" for name in row.many("names") if not name.endswith(" of")),
            country=state.country,
            sector=row["sector"] or None,
        )

    def parts(self, iri: str) -> tuple[str, str] | None:
        """The keys of the state and the body that an IRI made here stands for."""
        country, mark, key = iri.rsplit("/", 1)[-1].partition(_MARK)
        return (country, key) if mark and key in self._rows else None


@functools.lru_cache(maxsize=1 << 12)
def _plain(name: str) -> str:
    """A name as phrases are compared: "the President's Office" is "president office"."""
    return " ".join(word for word in words(name) if word not in ("the", "s"))
