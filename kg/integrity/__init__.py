"""Is a store sound? Its shapes, what its statements refer to, what is counted, and the offsets against the text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import pyoxigraph as ox

from kg.consolidation import is_current, start_anew
from kg.errors import BusyError, StoreError
from kg.integrity.references import OF_ARTICLES, OF_EVENTS, OF_PLACES
from kg.integrity.shapes import rules
from kg.location import Location, Server
from kg.namespaces import BASE
from kg.pipeline import finish, is_published
from kg.rdf import terms as t
from kg.rdf.nodes import value
from kg.store import Store, snapshots
from kg.store.failures import told

__all__ = ["Finding", "Report", "check", "mend"]

_SHOWN = 3
_READ_AGAIN = "read the article again: kg remove it, then kg build"
_ANEW = "make the events anew: kg check --mend"
_ARTICLE = f"{BASE}article/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something that is wrong.

    Parameters
    ----------
    count : int
        How often.
    where : tuple of str
        Some of the places: IRIs, or files.
    grave : bool
        False for what is doubtful only: a sentence tells less than the type of its event asks for.
    """

    what: str
    count: int
    where: tuple[str, ...]
    remedy: str
    grave: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What was found.

    Parameters
    ----------
    checked : Path or Server
        What was looked at: the store, or the snapshot that was published last where the store is being written to.
    unfinished : bool
        Whether a build was interrupted: nothing is wrong, and the next build goes on.
    counts : dict of str to int
        See `kg.store.Store.counts`.
    """

    checked: Location
    unfinished: bool
    counts: dict[str, int]
    findings: tuple[Finding, ...]

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong; some of it may be doubtful."""
        return not any(finding.grave for finding in self.findings)


def check(path: Location, progress: Callable[[str], None] | None = None) -> Report:
    """Look a store through, every statement of it; nothing is changed.

    While another process writes to it, the snapshot that was published last is looked at instead.

    Parameters
    ----------
    progress : callable, optional
        Told what is looked at next.

    Raises
    ------
    StoreError
        If there is no store, or it cannot be opened.
    """
    say = progress or (lambda _: None)
    # The engine verifies every block that it reads.
    with _opened(path) as store, told(store.location, "cannot be read"):
        unfinished = not is_current(store)
        findings = [*_of(store, say, places=not unfinished), *_published(path, store, unfinished)]
        counts = store.counts()
    return Report(
        checked=path if isinstance(path, Server) else store.location,
        unfinished=unfinished,
        counts=counts,
        findings=tuple(findings),
    )


def mend(path: Location) -> int:
    """Make the events of a store anew from its articles and corrections; their number.

    Raises
    ------
    StoreError
        If there is no store, or another process writes to it.
    """
    with Store.open(path) as store:
        start_anew(store)
        return finish(store)


def _opened(path: Location) -> Store:
    if isinstance(path, Server):
        return snapshots.open_newest(path)
    try:
        return Store.open(path)
    except BusyError:
        newest = snapshots.newest(path)
        if newest is None:
            raise
        return Store.open(newest, read_only=True)
    except StoreError:
        # Perhaps the disk is read-only; if it is something else, it shows here too.
        return Store.open(path, read_only=True)


def _of(store: Store, say: Callable[[str], None], *, places: bool) -> Iterator[Finding]:
    say("articles")
    yield from _articles(store)
    for rule in rules():
        say(f"{rule.shape}: {rule.what}")
        remedy = _ANEW if rule.shape == "Event" else _READ_AGAIN
        remedy = remedy if rule.grave else "see its sentence: kg explain --event; kg retract the claim if it is wrong"
        yield from _found(f"{rule.shape}: {rule.what}", _rows(store, rule.query), remedy, grave=rule.grave)
    for reference in (*OF_ARTICLES, *OF_EVENTS, *(OF_PLACES if places else ())):
        say(reference.what)
        yield from _found(reference.what, _rows(store, reference.query), _ANEW if reference.anew else _READ_AGAIN)


def _articles(store: Store) -> Iterator[Finding]:
    """Whether every graph of an article has its article."""
    graphs = [g for g in store.engine.named_graphs() if isinstance(g, ox.NamedNode) and g.value.startswith(_ARTICLE)]
    torn = (g.value for g in graphs if not _is_whole(store, g))
    yield from _found("an article is not whole", torn, _READ_AGAIN)


def _is_whole(store: Store, graph: ox.NamedNode) -> bool:
    node = store.node(graph, graph)
    return all(len(node.get(predicate, ())) == 1 for predicate in (t.IDENTIFIER, t.TEXT, t.FINGERPRINT))


def _published(path: Location, store: Store, unfinished: bool) -> Iterator[Finding]:
    """Whether what readers see is what is stored, where it is said to be."""
    newest = None if isinstance(path, Server) else snapshots.newest(path)
    if newest is None or newest == store.location or unfinished or not is_published(store):
        return
    with Store.open(newest, read_only=True) as snapshot:
        if len(snapshot.engine) != len(store.engine):
            yield Finding(
                what="what readers see is not what is stored",
                count=abs(len(snapshot.engine) - len(store.engine)),
                where=(str(newest),),
                remedy=_ANEW,
            )


def _rows(store: Store, query: str) -> Iterator[str]:
    return (value(row["this"]) for row in store.select(query))


def _found(what: str, places: Iterator[str], remedy: str, *, grave: bool = True) -> Sequence[Finding]:
    # The same place may be found several times.
    wrong = dict.fromkeys(places)
    found = Finding(what=what, count=len(wrong), where=tuple(islice(wrong, _SHOWN)), remedy=remedy, grave=grave)
    return [found] if wrong else []
