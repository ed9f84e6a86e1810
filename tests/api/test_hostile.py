"""Queries that mean harm, or do it: refused or stopped in time, and the service is as before."""

from __future__ import annotations

import os
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import httpx2
import pytest

from tests.service import running

QUICK = "SELECT ?who { ?e a plover:CONSULT ; kg:actor ?who }"
ENDLESS = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l"
NOWHERE = "http://127.0.0.1:9/"
DEEP = 20_000


def numbers(number):
    return " ".join(map(str, range(number)))


def ored(number):
    return " || ".join(f"?s = <http://x.example/{n}>" for n in range(number))


# Refused before they are run.
REFUSED = {
    "SERVICE": f"SELECT * {{ SERVICE <{NOWHERE}> {{ ?s ?p ?o }} }}",
    "SERVICE SILENT": f"SELECT * {{ SERVICE SILENT <{NOWHERE}> {{ ?s ?p ?o }} }}",
    "nested SERVICE": f"SELECT * {{ {{ SELECT * {{ SERVICE <{NOWHERE}> {{ SERVICE <{NOWHERE}> {{ }} }} }} }} }}",
    "SERVICE of a variable": f"SELECT * {{ BIND(<{NOWHERE}> AS ?x) SERVICE ?x {{ ?s ?p ?o }} }}",
    "SERVICE in OPTIONAL": f"SELECT * {{ ?s ?p ?o OPTIONAL {{ SERVICE <{NOWHERE}> {{ ?s ?p ?o }} }} }}",
    "SERVICE in EXISTS": f"ASK {{ FILTER EXISTS {{ SERVICE <{NOWHERE}> {{ ?s ?p ?o }} }} }}",
    "SERVICE in MINUS": f"ASK {{ MINUS {{ SERVICE <{NOWHERE}> {{ ?s ?p ?o }} }} }}",
    "SERVICE in UNION": f"ASK {{ {{}} UNION {{ SERVICE <{NOWHERE}> {{ ?s ?p ?o }} }} }}",
    "SERVICE by a prefix": f"PREFIX x: <{NOWHERE}> ASK {{ SERVICE x: {{ ?s ?p ?o }} }}",
    "SERVICE without a space": f"ASK {{ FILTER(true)SERVICE<{NOWHERE}>{{ ?s ?p ?o }} }}",
    "sErViCe": f"ASK {{ sErViCe <{NOWHERE}> {{ ?s ?p ?o }} }}",
    "SERVICE behind less-than": "ASK { ?a ?b ?c FILTER(?a<2)SERVICE ?x#>\n{ ?s ?p ?o } }",
    "SERVICE behind a comment": f"ASK {{ # SERVICE\n SERVICE # <{NOWHERE}>\n <{NOWHERE}> {{ ?s ?p ?o }} }}",
    "SERVICE in CONSTRUCT": f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ SERVICE <{NOWHERE}> {{ ?s ?p ?o }} }}",
    "SERVICE in DESCRIBE": f"DESCRIBE ?s {{ SERVICE <{NOWHERE}> {{ ?s ?p ?o }} }}",
    "LOAD": f"LOAD <{NOWHERE}>",
    "LOAD a file": "LOAD <file:///etc/passwd>",
    "LOAD SILENT INTO": f"LOAD SILENT <{NOWHERE}> INTO GRAPH <http://x.example/>",
    "INSERT DATA": "INSERT DATA { <http://x.example/> a <http://x.example/> }",
    "INSERT behind a prologue": "BASE <http://x.example/> PREFIX : <#> INSERT { ?s ?p ?o } WHERE { ?s ?p ?o }",
    "DELETE WHERE": "DELETE WHERE { ?s ?p ?o }",
    "WITH": "WITH <http://x.example/> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    "CLEAR ALL": "CLEAR ALL",
    "DROP ALL": "DROP ALL",
    "CREATE": "CREATE GRAPH <http://x.example/>",
    "COPY": "COPY DEFAULT TO <http://x.example/>",
    "MOVE": "MOVE <http://x.example/> TO DEFAULT",
    "ADD": "ADD DEFAULT TO <http://x.example/>",
    "a query and an update": "SELECT * { ?s ?p ?o } ; DROP ALL",
    "nothing but braces": "{" * DEEP,
    "an open string": 'ASK { ?s ?p "' + "x" * DEEP,
    "a NUL": "ASK { ?s ?p \0 }",
    "a thousand prefixes of one name": "PREFIX x: <http://x.example/>\n" * 1000,
    "a function that there is none of": "SELECT (<http://x.example/f>(1) AS ?x) {",
    "5 MB": "SELECT * { " + " ".join(f"?s{n} ?p ?o ." for n in range(350_000)) + " }",
}  # fmt: skip
# Allowed, and then stopped or done in time.
STOPPED = {
    "a product of four": f"SELECT (COUNT(*) AS ?n) {{ {ENDLESS} }}",
    "a product of four, every row": f"SELECT * {{ {ENDLESS} }}",
    "a product, sorted": f"SELECT * {{ {ENDLESS} }} ORDER BY ?a ?d ?g",
    "a product, distinct": f"SELECT DISTINCT * {{ {ENDLESS} }}",
    "a product, grouped": f"SELECT ?a (COUNT(*) AS ?n) {{ {ENDLESS} }} GROUP BY ?a ?d ?g",
    "a product, as a graph": f"CONSTRUCT {{ ?a ?e ?i }} WHERE {{ {ENDLESS} }}",
    "a product that never fits": f"ASK {{ {ENDLESS} FILTER(?a = ?b && ?b = ?d) }}",
    "a product, far down": f"SELECT * {{ {ENDLESS} }} OFFSET 1000000000",
    "all strings joined": 'SELECT (GROUP_CONCAT(?x; separator="") AS ?y) { ?a ?b ?x . ?d ?e ?f . ?g ?h ?i }',
    "paths without end": "SELECT (COUNT(*) AS ?n) { ?a (!<x:x>|^<x:x>)* ?b . ?b (!<x:x>)* ?c . ?c (!<x:x>)* ?d }",
    "paths to and fro": "SELECT (COUNT(*) AS ?n) { ?a ((!<x:x>)|(^(!<x:x>)))* ?b . ?c ((!<x:x>)|(^(!<x:x>)))* ?d }",
    "a regular expression that backtracks": 'ASK { BIND("' + "a" * 5000 + '!" AS ?x) FILTER(REGEX(?x, "(a+)+$")) }',
    "a regular expression that is huge": 'ASK { ?s ?p ?o FILTER(REGEX(STR(?o), "(((a{1,99}){1,99}){1,99}){1,99}")) }',
    "a regular expression for every pair": f"ASK {{ {ENDLESS} FILTER(REGEX(CONCAT(STR(?a), STR(?f)), '(x+x+)+y')) }}",
    "a string that doubles": "SELECT ?z { BIND('xxxxxxxxxxxxxxxx' AS ?a0)"
    + "".join(f" BIND(CONCAT(?a{n},?a{n}) AS ?a{n + 1})" for n in range(40))
    + " BIND(STRLEN(?a40) AS ?z) }",
    "a replacement that grows": "SELECT ?z { BIND('xxxxxxxx' AS ?a0)"
    + "".join(f" BIND(REPLACE(?a{n},'x','xxxxxxxxxxxxxxxx') AS ?a{n + 1})" for n in range(12))
    + " BIND(STRLEN(?a12) AS ?z) }",
    "many values": f"SELECT (COUNT(*) AS ?n) {{ VALUES ?x {{ {numbers(100_000)} }} ?a ?b ?c . ?d ?e ?f }}",
    "values by values": "SELECT (COUNT(*) AS ?n) { "
    + " ".join(f"VALUES ?x{v} {{ {numbers(1000)} }}" for v in range(5))
    + " }",
    "many unions": "SELECT (COUNT(*) AS ?n) { " + " UNION ".join(["{ ?a ?b ?c . ?d ?e ?f }"] * 500) + " }",
    "many optionals": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o "
    + " ".join(f"OPTIONAL {{ ?x{n} ?y{n} ?z{n} }}" for n in range(50))
    + " }",
    "many filters": f"SELECT (COUNT(*) AS ?n) {{ ?s ?p ?o . ?a ?b ?c FILTER({ored(5000)}) }}",
    "deep groups": "ASK " + "{" * DEEP + "}" * DEEP,
    "deep brackets": "ASK { FILTER(" + "(" * DEEP + "1" + ")" * DEEP + ") }",
    "deep negation": "ASK { FILTER(" + "!" * DEEP + "true) }",
    "deep paths": "ASK { ?s " + "(" * DEEP + "a" + ")" * DEEP + " ?o }",
    "deep sub-selects": "SELECT * {" * 2000 + " ?s ?p ?o " + "}" * 2000,
    "deep EXISTS": "ASK {" + "FILTER EXISTS {" * 2000 + " ?s ?p ?o " + "}" * 2000 + "}",
}  # fmt: skip
_MEMORY = 400_000_000


@pytest.fixture(scope="module")
def endpoint(store):
    settings = {"query_seconds": 0.7, "query_memory": _MEMORY, "query_bytes": 3_000_000, "query_rows": 10_000}
    with running(store, **settings) as client:
        ask(client, QUICK)  # from here on a process waits
        yield client


@pytest.fixture(scope="module")
def narrow(store):
    with running(store, query_rows=100, query_bytes=40_000) as client:
        yield client


def ask(client, query):
    """The status of an answer, or 0 where it was broken off."""
    try:
        kind = {"Content-Type": "application/sparql-query"}
        return client.post("/sparql", content=query, headers=kind, timeout=60).status_code
    except httpx2.RemoteProtocolError:
        return 0


def children():
    """The processes of this one, and how much memory they hold in all."""
    found = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
                held = int((entry / "statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
            except OSError:
                continue
            if parent == os.getpid():
                found[int(entry.name)] = held
    return found


def workers():
    """Those of them in which queries run, and how much memory each holds; not the one in which questions are parsed."""
    found = {}
    for number, held in children().items():
        with suppress(OSError):
            if b"api.worker" in Path(f"/proc/{number}/cmdline").read_bytes():
                found[number] = held
    return found


def awaited(condition):
    """Does it come to hold? What is ended is counted until it has been waited for."""
    deadline = time.monotonic() + 20
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.05)
    return condition()


def test_there_are_sixty():
    assert len(REFUSED) + len(STOPPED) >= 60


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused(endpoint, name):
    assert ask(endpoint, REFUSED[name]) == (413 if name == "5 MB" else 400)


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="the processes are counted as Linux tells them")
def test_what_is_stopped_or_done_leaves_nothing_behind(endpoint):
    with ThreadPoolExecutor(4) as pool:
        statuses = dict(zip(STOPPED, pool.map(lambda q: ask(endpoint, q), STOPPED.values()), strict=True))
    # Done, malformed for the engine, crowded out, out of time or memory, or broken off when the result grew too large.
    assert {name: status for name, status in statuses.items() if status not in (200, 400, 503, 504, 0)} == {}
    assert sum(status == 504 for status in statuses.values()) > 10
    # The service is alive, and what was stopped holds no memory any more.
    assert ask(endpoint, QUICK) == 200
    assert workers()
    assert awaited(lambda: all(held < _MEMORY / 4 for held in workers().values()))
    assert endpoint.get("/health").status_code == 200


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="the processes are counted as Linux tells them")
def test_eight_that_run_away_leave_the_others_as_they_were(store):
    away = f"SELECT (COUNT(*) AS ?n) {{ {ENDLESS} }}"
    with running(store, query_seconds=600, query_memory=_MEMORY) as client, ThreadPoolExecutor(8) as pool:
        before = set(workers())
        endless = [pool.submit(ask, client, away) for _ in range(8)]
        while "kg_queries_slow 8.0" not in client.get("/metrics").text:
            time.sleep(0.02)
        # All eight run, each in a process of its own, and everything else is answered beside them.
        for _ in range(10):
            assert ask(client, QUICK) == 200
            assert client.get("/events", params={"limit": 1}).status_code == 200
        assert client.get("/ask", params={"q": "Who called whom?"}).json()["understood"]
        assert sum(each.done() for each in endless) == 0
        away_now = set(workers()) - before
        assert len(away_now) >= 8
        for process in away_now:
            os.kill(process, signal.SIGKILL)
        assert [each.result() for each in endless] == [504] * 8
        # What they held is free, and their places too.
        assert ask(client, QUICK) == 200
        assert "kg_queries_slow 0.0" in client.get("/metrics").text
        assert awaited(lambda: not away_now & set(children()))


@pytest.mark.parametrize("form", ["application/sparql-results+json", "application/sparql-results+xml", "text/csv"])
def test_a_result_of_too_many_rows(narrow, problem, form):
    def rows(number):
        query = f"SELECT ?x {{ VALUES ?x {{ {' '.join(['1'] * number)} }} }}"
        return narrow.get("/sparql", params={"query": query}, headers={"Accept": form})

    assert rows(100).status_code == 200
    assert "100 rows" in problem(rows(101), 400)["what"]


def test_a_result_of_too_many_bytes(narrow, problem):
    answer = narrow.get("/sparql", params={"query": "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"})
    assert "40,000 bytes" in problem(answer, 400)["what"]


def test_what_grows_too_large_on_its_way_is_broken_off(endpoint):
    rows = " ".join(f'"{"x" * 1000}{n}"' for n in range(900))
    large = f"SELECT * {{ VALUES ?x {{ {rows} }} VALUES ?y {{ 1 2 3 4 5 }} }}"
    assert ask(endpoint, large) == 0
