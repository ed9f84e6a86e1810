"""Which events have changed since the last snapshot, on disk, so that what is made of all events is renewed for these.

Written before the change, so that a change that was cut short is in it rather than not. The first line names the
snapshot from which it counts; a line each is an event, or ``*`` for any number of unknown ones.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kg.namespaces import BASE
from kg.rdf import terms as t
from kg.store.failures import told

FILE = "touched"
_ANY = "*"
_EVENT = f"{BASE}event/"


@dataclass(frozen=True, slots=True)
class Touched:
    """The IRIs of events that have changed since a snapshot of this name."""

    since: str
    iris: frozenset[str]


def begin(path: Path, snapshot: str) -> None:
    """Count from this snapshot on."""
    draft = path / f"{FILE}.{os.getpid()}"
    with told(path):
        draft.write_text(f"{snapshot}\n", "utf-8")
        draft.replace(path / FILE)


def add(path: Path, quads: Iterable[ox.Quad]) -> None:
    """Note what is said of events, or of parts of them, by these quads, which come or go."""
    file = path / FILE
    if file.exists():
        told_of = {quad.subject for quad in quads if quad.graph_name == t.EVENTS}
        found = {iri for iri in map(_subject, told_of) if iri.startswith(_EVENT)}
        if found:
            _write(file, found)


def add_any(path: Path) -> None:
    """Note that any event may change."""
    file = path / FILE
    if file.exists():
        _write(file, (_ANY,))


def read(path: Path) -> Touched | None:
    """What has changed; None if that is not known."""
    try:
        since, *lines = (path / FILE).read_text("utf-8").splitlines()
    except (FileNotFoundError, ValueError):
        return None
    return None if _ANY in lines else Touched(since, frozenset(line for line in lines if line.startswith(_EVENT)))


def _subject(node: ox.NamedNode | ox.BlankNode | ox.Triple) -> str:
    return node.value.partition("#")[0] if isinstance(node, ox.NamedNode) else ""


def _write(file: Path, lines: Iterable[str]) -> None:
    with told(file), file.open("a", encoding="utf-8") as out:
        # In front, too, for the last line may have been cut short.
        out.write("\n" + "\n".join(lines) + "\n")
        out.flush()
        os.fsync(out.fileno())
