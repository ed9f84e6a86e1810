"""What is asked of a server in advance is what would be found look-up by look-up, by a few requests for an article."""

from __future__ import annotations

from itertools import product

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import consolidation
from kg.consolidation import consolidate
from kg.location import Server
from kg.store import Store
from kg.store.patterns import Pattern, about, saying, within
from kg.store.remote.engine import Remote
from kg.store.remote.foreseen import Foreseen
from tests.identity.test_grouping import attack, claim
from tests.remote.conftest import Running, same
from tests.remote.test_same import begin, put, replace

NAMES = [ox.NamedNode(f"https://w3id.org/aide-memoire/{n}") for n in "abc"]
VALUES = [*NAMES, ox.Literal("soup"), ox.Literal(7)]
QUADS = st.builds(ox.Quad, *map(st.sampled_from, (NAMES, NAMES, VALUES, NAMES)))
PATTERNS = st.tuples(*(st.sampled_from([None, *values]) for values in (NAMES, NAMES, VALUES, NAMES)))


@given(st.sets(QUADS), st.lists(PATTERNS, max_size=4), PATTERNS)
def test_what_was_asked_in_advance(quads: set[ox.Quad], asked: list[Pattern], then: Pattern):
    store, foreseen = ox.Store(), Foreseen()
    store.extend(quads)
    foreseen.keep(asked, [quad for pattern in asked for quad in store.quads_for_pattern(*pattern)])
    narrower = any(all(w is None or w == x for w, x in zip(wide, then, strict=True)) for wide in asked)
    assert (then in foreseen) == narrower
    if narrower:
        assert set(foreseen.find(then)) == set(store.quads_for_pattern(*then))
    foreseen.forget()
    assert then not in foreseen


def test_many_look_ups_by_one_request(running: Running, emptied: Server):
    subjects, values = [f"https://w3id.org/aide-memoire/s{n}" for n in range(500)], [7, 7.25, True, 'a "b" \\ \n “c”']
    graphs = [ox.NamedNode(f"https://w3id.org/aide-memoire/g{n}") for n in range(2)]
    quads = {
        ox.Quad(ox.NamedNode(s), NAMES[0], ox.Literal(values[n % len(values)]), graphs[n % 2])
        for n, s in enumerate(subjects)
    }
    patterns = [
        [about(s) for s in subjects[:300]],
        [about(s, NAMES[0], g) for s, g in product(subjects[300:400], graphs)],
        [saying(NAMES[0], ox.Literal(value)) for value in values],
        [within(g.value) for g in graphs],
    ]
    with Store.open(emptied, create=True) as store:
        store.exchange((), quads)
        for some in patterns:
            alone = [set(store.engine.quads_for_pattern(*each)) for each in some]
            before = requests(store)
            store.foresee(some)
            assert [set(store.engine.quads_for_pattern(*each)) for each in some] == alone
            assert requests(store) - before <= 2
            first = next(iter(quads))
            store.exchange([first], ())
            assert all(first not in set(store.engine.quads_for_pattern(*each)) for each in some)
            store.exchange((), [first])


def test_an_article_asks_few_times(running: Running, emptied: Server, tmp_path):
    """Ten claims beside those of others, taken out and in again; look-up by look-up it would ask some hundred times."""
    told = [claim("a", start=n * 40, on=f"1933-11-{10 + n}") for n in range(5)]
    told += [attack("a", start=300 + n * 40, on=f"1933-11-{10 + n}") for n in range(5)]
    with Store.open(tmp_path / "graph", create=True) as folder, Store.open(emptied, create=True) as server:
        for store in (folder, server):
            begin(store)
            put(store, "a", *told, mark="two")
            consolidate(store)
        before = requests(server)
        for store in (folder, server):
            put(store, "a", *told, mark="three")
            consolidate(store)
        assert requests(server) - before <= 60
        same(folder, server)


@pytest.mark.parametrize("at_once", [1, 2])
def test_step_by_step(oxigraph: Server, emptied: Server, tmp_path, monkeypatch, at_once):
    monkeypatch.setattr(consolidation, "_FAR_AT_ONCE", at_once)
    with Store.open(tmp_path / "graph", create=True) as folder, Store.open(emptied, create=True) as server:
        for step in (begin, replace):
            step(folder)
            step(server)
        same(folder, server)


def requests(store: Store) -> int:
    assert isinstance(store.engine, Remote)
    return store.engine.endpoint.requests
