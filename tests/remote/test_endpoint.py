"""What may go wrong between two machines, told so that somebody can mend it; and who asks, told to nobody else."""

from __future__ import annotations

import base64
import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pyoxigraph as ox
import pytest
from click.testing import CliRunner

from bench import servers
from kg.cli import main
from kg.errors import BusyError, StoreError, UsageError
from kg.location import Server, location
from kg.settings import load
from kg.store import Store
from kg.store.remote.endpoint import Endpoint
from kg.store.remote.engine import Remote
from kg.store.remote.ledger import Ledger, Writer
from tests import freedonia as f

TABLE = "application/sparql-results+json"
ROWS = {"head": {"vars": ["s"]}, "results": {"bindings": [{"s": {"type": "literal", "value": "soup"}}]}}
WHOLE = json.dumps(ROWS)
ASKED = "SELECT ?s { ?s ?p ?o }"


@dataclass
class Answers:
    """What a server is to answer, the last for good, and what it was sent."""

    given: list[tuple[int, str, str]]
    headers: list[dict[str, str]] = field(default_factory=list)
    url: str = ""


@contextmanager
def answering(*given: tuple[int, str, str]) -> Iterator[Answers]:
    answers = Answers(list(given))

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            answers.headers.append(dict(self.headers))
            status, kind, body = answers.given[min(len(answers.headers), len(answers.given)) - 1]
            self.send_response(status)
            if status == 401:
                self.send_header("WWW-Authenticate", 'Digest realm="soup", nonce="1", qop="auth"')
            if status == 302:
                self.send_header("Location", "http://elsewhere.example/")
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body.encode())))
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    answers.url = f"http://127.0.0.1:{server.server_address[1]}/"
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield answers
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def endpoint(url: str, **settings: object) -> Iterator[Endpoint]:
    server = location(url)
    assert isinstance(server, Server)
    made = Endpoint(server, load(**settings))
    try:
        yield made
    finally:
        made.close()


@pytest.mark.parametrize(
    ("status", "kind", "body", "what"),
    [
        (403, "text/plain", "", "refuses access"),
        (404, "text/html", "not here", "no SPARQL endpoint"),
        (302, "text/html", "", "no SPARQL endpoint"),
        (200, "text/html", "<p>Welcome</p>", "no SPARQL endpoint"),
        (200, "", "", "no SPARQL endpoint"),
        (400, "text/plain", "I do not " + "understand " * 100, "fails (status 400): I do not"),
        (500, "text/plain", "out of memory", "fails (status 500): out of memory"),
        (503, "text/plain", "tired", "fails (status 503): tired"),
        (200, TABLE, WHOLE[:-1], "cut off"),
        (200, TABLE, WHOLE[:-2], "cut off"),
        (200, TABLE, WHOLE[: WHOLE.index("soup")], "cut off"),
        (200, TABLE, "", "cut off"),
    ],
)
def test_bad_answers(status, kind, body, what, monkeypatch):
    monkeypatch.setattr("kg.store.remote.endpoint._REST_SECONDS", 0)
    with answering((status, kind, body)) as answers, endpoint(answers.url) as asked:
        with pytest.raises(StoreError) as told:
            asked.ask(ASKED)
        assert what in told.value.what
        assert told.value.where == answers.url + "query"
        assert told.value.remedy
        assert len(str(told.value)) < 500


def test_nobody_there():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        url = f"http://127.0.0.1:{listener.getsockname()[1]}/"
    done = CliRunner().invoke(main, ["articles", "--store", url.replace("//", "//me:secret@")], prog_name="kg")
    assert done.exit_code == 1
    assert "cannot be reached" in done.stderr
    assert url in done.stderr
    assert "secret" not in done.output


def test_no_answer():
    with (
        socket.create_server(("127.0.0.1", 0)) as listener,
        endpoint(f"http://127.0.0.1:{listener.getsockname()[1]}/", store_seconds=0.2) as asked,
        pytest.raises(StoreError, match=r"within 0\.2 seconds.*KG_STORE_SECONDS"),
    ):
        asked.ask(ASKED)


def test_queries_are_sent_again_and_updates_are_not(monkeypatch):
    monkeypatch.setattr("kg.store.remote.endpoint._REST_SECONDS", 0)
    tired = (503, "text/plain", "tired")
    with answering(tired, tired, (200, TABLE, WHOLE)) as answers, endpoint(answers.url) as asked:
        assert asked.ask(ASKED).content == WHOLE.encode()
        assert len(answers.headers) == 3
    with answering(tired, (204, "", "")) as answers, endpoint(answers.url) as asked:
        with pytest.raises(StoreError, match="tired"):
            asked.tell("CLEAR ALL")
        assert len(answers.headers) == 1


@pytest.mark.parametrize(
    ("user", "settings", "shown"),
    [
        ("", {}, None),
        ("me:p%40ss@", {}, "Basic " + base64.b64encode(b"me:p@ss").decode()),
        ("", {"store_user": "me", "store_password": "p@ss"}, "Basic " + base64.b64encode(b"me:p@ss").decode()),
        ("me@", {"store_password": "p@ss"}, "Basic " + base64.b64encode(b"me:p@ss").decode()),
        ("", {"store_token": "abc"}, "Bearer abc"),
    ],
)
def test_who_asks(user, settings, shown):
    with answering((200, TABLE, WHOLE)) as answers:
        with endpoint(answers.url.replace("//", f"//{user}"), **settings) as asked:
            asked.ask(ASKED)
        assert answers.headers[0].get("Authorization") == shown


def test_who_asks_is_shown_otherwise_where_the_server_wants_it():
    refused, fine = (401, "text/plain", ""), (200, TABLE, WHOLE)
    with answering(refused, refused, fine) as answers:
        with endpoint(answers.url.replace("//", "//me:secret@")) as asked:
            asked.ask(ASKED)
        assert answers.headers[-1]["Authorization"].startswith('Digest username="me"')
    with answering(refused) as answers, endpoint(answers.url.replace("//", "//me:secret@")) as asked:
        with pytest.raises(StoreError, match="refuses access") as told:
            asked.ask(ASKED)
        assert "secret" not in str(told.value)
        assert "secret" not in repr(asked.server)


@pytest.mark.parametrize(
    ("given", "query", "update"),
    [
        ("http://host:7878/", "http://host:7878/query", "http://host:7878/update"),
        ("http://host:7878", "http://host:7878/query", "http://host:7878/update"),
        ("HTTPS://me:secret@host/ds/", "https://host/ds/query", "https://host/ds/update"),
        ("http://host:8890/sparql", "http://host:8890/sparql", "http://host:8890/sparql"),
    ],
)
def test_addresses(given, query, update):
    server = location(given)
    assert isinstance(server, Server)
    assert (server.query, server.update) == (query, update)


@pytest.mark.parametrize("given", ["http://", "http://:80/", "http://host:99999999/", "http://me:secret@[/"])
def test_what_is_no_address(given, monkeypatch):
    with pytest.raises(UsageError) as told:
        location(given)
    assert "secret" not in str(told.value)
    monkeypatch.setenv("KG_STORE", given)
    with pytest.raises(UsageError, match="KG_STORE") as told:
        load()
    assert "secret" not in str(told.value)


@pytest.mark.parametrize("command", [["backup", "file"], ["key", "list"], ["upgrade"]])
def test_what_only_a_folder_has(command):
    done = CliRunner().invoke(main, [*command, "--store", "http://localhost:1/"], prog_name="kg")
    assert done.exit_code == 2
    assert "needs a graph in a folder" in done.stderr


def test_a_server_that_limits_the_time(tmp_path):
    """Oxigraph's says that all is well and then breaks off."""
    with servers.oxigraph(tmp_path / "database", "--timeout-s", "1") as url, endpoint(url) as asked:
        numbers = " ".join(f"<urn:{n}> <urn:p> {n} ." for n in range(300))
        asked.tell(f"INSERT DATA {{ {numbers} }}")
        with pytest.raises(StoreError, match="cut off"):
            asked.ask("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?c + ?f + ?i = 800) }")


# The store on a server --------------------------------------------------------------------------


def test_nothing_there(oxigraph: Server, emptied: Server):
    for read_only in (True, False):
        with pytest.raises(StoreError, match="there is no store"):
            Store.open(emptied, read_only=read_only)


def test_one_writes_and_many_read(oxigraph: Server, emptied: Server):
    with Store.open(emptied, create=True) as store:
        store.put_world(f.WORLD, f.TERMS)
        with pytest.raises(BusyError, match="another process is writing"):
            Store.open(emptied)
        with Store.open(emptied, read_only=True) as reader:
            assert reader.world_ids() == store.world_ids()
            with pytest.raises(StoreError, match="for reading only"):
                reader.put_vocabulary()
    with Store.open(emptied) as store:
        assert store.world_ids()


@pytest.mark.parametrize(
    ("other", "free"),
    [
        (Writer("x", socket.gethostname(), 2**22 + 1, "2999-01-01T00:00:00+00:00"), True),
        (Writer("x", socket.gethostname(), 1, "2999-01-01T00:00:00+00:00"), False),
        (Writer("x", "elsewhere", 1, "2999-01-01T00:00:00+00:00"), False),
        (Writer("x", "elsewhere", 1, "2020-01-01T00:00:00+00:00"), True),
    ],
)
def test_who_was_ended_without_a_word(oxigraph: Server, emptied: Server, other: Writer, free: bool):
    Store.open(emptied, create=True).close()
    with endpoint(emptied.url) as asked:
        Ledger(Remote(asked)).write("writer", str(other))
    if free:
        Store.open(emptied).close()
    else:
        with pytest.raises(BusyError, match=f"{other.pid} on {other.host}"):
            Store.open(emptied)


def test_who_was_not_heard_of_writes_no_more(oxigraph: Server, emptied: Server, monkeypatch):
    monkeypatch.setattr("kg.store.remote.ledger._HEARD_SECONDS", 0.3)
    with Store.open(emptied, create=True) as store, endpoint(emptied.url) as asked:
        Ledger(Remote(asked)).write("writer", "")
        until(lambda: store._ledger._lost)  # type: ignore[attr-defined]
        with pytest.raises(BusyError, match="has begun to write"):
            store.put_vocabulary()


def until(done: Callable[[], bool]) -> None:
    pause = threading.Event()
    for _ in range(500):
        if done():
            return
        pause.wait(0.02)
    raise AssertionError("it does not happen")


def test_a_newer_format(oxigraph: Server, emptied: Server):
    Store.open(emptied, create=True).close()
    with endpoint(emptied.url) as asked:
        Ledger(Remote(asked)).write("format", "99")
    with pytest.raises(StoreError, match="newer version"):
        Store.open(emptied)


def test_others_graphs_are_left_alone(oxigraph: Server, emptied: Server):
    with endpoint(emptied.url) as asked:
        asked.tell("INSERT DATA { GRAPH <urn:theirs> { <urn:a> <urn:b> <urn:c> } }")
    with Store.open(emptied, create=True) as store:
        store.put_vocabulary()
        graphs = {quad.graph_name for quad in store.engine}
        assert ox.NamedNode("urn:theirs") not in graphs
        assert store.counts()["quads"] == len(list(store.engine))
        store.start_events_anew("1")
        assert store.has_graph("urn:theirs")
        assert not store.has_graph("no iri")
