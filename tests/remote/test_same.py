"""A graph on a server is the one in a folder, to the last quad, whatever is done to it."""

from __future__ import annotations

import os
import re

import pytest
from click.testing import CliRunner

from bench.soak.servers import IN_FULL
from kg import corrections, pipeline, queries
from kg.cli import main
from kg.consolidation import consolidate, let_go, start_anew
from kg.location import Server
from kg.model import Article
from kg.store import Store, snapshots
from kg.store.copying import copy
from tests import freedonia as f
from tests.identity.test_grouping import attack, claim
from tests.remote.conftest import Running, same
from tests.test_pipeline import ARTICLES, write

SIGNED = {"why": "The palace says so.", "by": "Mrs Teasdale"}


def put(store, article, *claims, mark="one"):
    let_go(store, article)
    text = f'What {article} says: “Kőszeg” \\ \n"日本" {"and so on " * 300}'
    store.put_article(Article(id=article, text=text, published=claims[0].published), claims, mark)


def begin(store):
    store.put_vocabulary()
    store.put_world(f.WORLD, f.TERMS)
    put(store, "a", claim("a"), attack("a", start=40))
    put(store, "b", claim("b"), attack("b", start=40))
    put(store, "c", claim("c", on="1933-11-23", published="1933-11-24"))
    for article in f.ARTICLES:
        store.put_article(article, f.claims_of(article), "one")
    consolidate(store)


def replace(store):
    put(store, "a", claim("a"), mark="two")
    consolidate(store)


def remove(store):
    let_go(store, "b")
    assert store.remove_article("b")
    assert not store.remove_article("nobody")
    consolidate(store)


def anew(store):
    start_anew(store)
    consolidate(store)


def test_articles_come_and_go(running: Running, emptied: Server, tmp_path):
    with Store.open(tmp_path / "graph", create=True) as folder, Store.open(emptied, create=True) as server:
        for step in (begin, replace, remove, anew):
            step(folder)
            step(server)
            same(folder, server)
        assert queries.events(folder) == queries.events(server)
        assert folder.articles() == server.articles()
        assert list(folder.claims()) == list(server.claims())


def test_corrections(running: Running, emptied: Server, tmp_path, monkeypatch):
    places = (tmp_path / "graph", emptied)
    for place in places:
        with Store.open(place, create=True) as store:
            begin(store)
            snapshots.publish(store)
    monkeypatch.setattr(corrections, "datetime", Clock)

    def both(change, *arguments):
        Clock.ticks += 1
        one, other = (change(place, *arguments, **SIGNED) for place in places)
        assert one == other
        with Store.open(places[0]) as folder, Store.open(places[1]) as server:
            same(folder, server)
        return one

    with snapshots.open_newest(places[0]) as graph:
        calls = [e.id for e in queries.events(graph) if e.type == "CONSULT" and e.mode == "phone"]
    merged = both(corrections.merge, calls[:2])
    both(corrections.split, merged.events[0], ["a"])
    gone = both(corrections.retract, "b")
    both(corrections.undo, gone.correction.id)
    assert corrections.log(places[0]) == corrections.log(places[1])


class Clock(corrections.datetime):
    """Goes the same for both stores."""

    ticks = 0

    @classmethod
    def now(cls, tz=None):
        return cls(2026, 1, 1, 12, 0, cls.ticks, tzinfo=tz)


COMMANDS = (
    ["ask", "Who called whom?", "--json"],
    ["ask", "Did Erdogan call Putin in 2021?", "--json"],
    ["ask", "How often did France and Germany meet?", "--json"],
    ["export", "events", "--format", "jsonl"],
    ["export", "gexf", "--as", "relations"],
    ["export", "nquads"],
    ["relations", "list"],
    ["sparql", "SELECT ?day ?who { ?e a plover:CONSULT ; kg:start ?day ; sem:hasActor/rdfs:label ?who } ORDER BY ?day"],
    ["sparql", "ASK { ?e kg:mode 'phone' }", "--format", "json"],
    ["sparql", "CONSTRUCT { ?e kg:start ?d } WHERE { ?e a sem:Event ; kg:start ?d }", "--format", "ntriples"],
    ["sparql", "SELECT (COUNT(*) AS ?n) FROM <https://w3id.org/aide-memoire/graph/events> { ?s ?p ?o }"],
    ["sparql", "SELECT * { ?s ?p "],
    ["check", "--json"],
    ["corrections", "--json"],
)  # fmt: skip


def test_a_build_and_every_answer(running: Running, emptied: Server, tmp_path):
    if running.settings and IN_FULL not in os.environ:
        pytest.skip("a build on Virtuoso takes minutes: in full by make soak")
    articles = write(tmp_path / "articles.jsonl", ARTICLES)
    folder = tmp_path / "graph"
    told = [pipeline.build([articles], store=place) for place in (folder, emptied)]
    assert told[0].kept == told[1].kept == len(ARTICLES)
    assert told[0].events == told[1].events
    again = pipeline.build([articles], store=emptied)
    assert (again.kept, again.unchanged) == (0, len(ARTICLES))
    for command in COMMANDS:
        one, other = (said(command, place) for place in (str(folder), running.address))
        assert one == other, (command, sorted(set(one[1]) ^ set(other[1])))
    event = next(iter(queries_events(folder)))
    assert said(["explain", "--event", event], str(folder)) == said(["explain", "--event", event], running.address)
    assert pipeline.remove(folder, "doha") == pipeline.remove(emptied, "doha") == ["doha"]
    with Store.open(folder) as one, Store.open(emptied, read_only=True) as other:
        same(one, other)


def queries_events(folder):
    with snapshots.open_newest(folder) as graph:
        return queries.event_ids(graph)


def said(command: list[str], store: str) -> tuple[int, list[str]]:
    """What a command says; rows and statements in any order, and without the name of the store."""
    done = CliRunner().invoke(main, [*command, "--store", store], prog_name="kg")
    lines = done.output.splitlines()
    keeps_order = command[0] != "sparql" and "nquads" not in command
    named = [re.sub(r'"checked": "[^"]*"', "", line) for line in lines]
    return done.exit_code, named if keeps_order else sorted(named)


def test_a_copy_there_and_back(running: Running, emptied: Server, tmp_path):
    with Store.open(tmp_path / "graph", create=True) as folder:
        begin(folder)
        folder.mark("world", "this one")
        snapshots.publish(folder)
    counts = copy(tmp_path / "graph", emptied)
    with Store.open(tmp_path / "graph") as folder, Store.open(emptied) as server:
        same(folder, server)
        assert server.marked("world") == "this one"
        assert counts == folder.counts()
        replace(server)
        remove(server)
    copy(emptied, tmp_path / "graph")
    copy(emptied, tmp_path / "other")
    for name in ("graph", "other"):
        with Store.open(tmp_path / name) as folder, Store.open(emptied, read_only=True) as server:
            same(folder, server)


def test_a_second_copy_writes_nothing_anew(oxigraph: Server, emptied: Server, tmp_path, monkeypatch):
    with Store.open(tmp_path / "graph", create=True) as folder:
        begin(folder)
    copy(tmp_path / "graph", emptied)
    told: list[str] = []
    from kg.store.remote.endpoint import Endpoint

    tell = Endpoint.tell
    monkeypatch.setattr(Endpoint, "tell", lambda self, text: (told.append(text), tell(self, text))[1])
    copy(tmp_path / "graph", emptied)
    assert [text for text in told if "graph/ledger" not in text] == []


@pytest.mark.parametrize("at", range(60) if IN_FULL in os.environ else (2, 13, 34))
def test_killed_at_any_request(running: Running, emptied: Server, tmp_path, at, monkeypatch):
    """A server that takes forty quads at once, and a process that ends at some request, without a word."""
    if running.settings and IN_FULL not in os.environ and at != 13:
        pytest.skip("in full by make soak")
    from kg.store.remote import traits
    from kg.store.remote.endpoint import Endpoint

    monkeypatch.setattr(traits, "_OTHERS", traits.Traits(at_once=40))
    monkeypatch.setattr(traits, "_KNOWN", {"Virtuoso": traits.Traits(at_once=40, exact=False)})
    with Store.open(tmp_path / "graph", create=True) as folder, Store.open(emptied, create=True) as server:
        for store in (folder, server):
            begin(store)
        replace(folder)
        remove(folder)
    child = os.fork()
    if not child:
        tell, left = Endpoint.tell, at

        def told(self: Endpoint, text: str) -> None:
            nonlocal left
            left -= 1
            if left < 0:
                os._exit(9)
            tell(self, text)

        try:
            Endpoint.tell = told  # type: ignore[method-assign]
            with Store.open(emptied) as store:
                replace(store)
                remove(store)
        finally:
            os._exit(0)
    os.waitpid(child, 0)
    with Store.open(tmp_path / "graph") as folder, Store.open(emptied) as server:
        server.put_vocabulary()
        server.put_world(f.WORLD, f.TERMS)
        replace(server)
        if "b" in server.articles():
            remove(server)
        for article in f.ARTICLES:
            assert article.id in server.articles()
        consolidate(server)
        same(folder, server)
