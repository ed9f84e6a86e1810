"""What people put right holds at once, after every rebuild, and until it is taken back."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg import corrections, queries
from kg.cli import main
from kg.consolidation import consolidate, let_go, start_anew
from kg.errors import NotFoundError, UsageError
from kg.explain.event import explained_event
from kg.model import Article, Claim, Event
from kg.namespaces import BASE
from kg.store import Store, snapshots
from tests import freedonia as f
from tests.identity.test_grouping import PORT, attack, claim

SIGNED = {"why": "The palace says so.", "by": "Mrs Teasdale"}


def put(store: Store, article: str, *claims: Claim, mark: str = "one") -> None:
    let_go(store, article)
    store.put_article(Article(id=article, text=f"What {article} says.", published=claims[0].published), claims, mark)


@pytest.fixture
def path(tmp_path) -> Path:
    """Two reports of one call, a third that tells another day, and an attack that two report."""
    with Store.open(tmp_path / "graph", create=True) as store:
        store.put_world(f.WORLD, f.TERMS)
        put(store, "a", claim("a"), attack("a", start=40))
        put(store, "b", claim("b"), attack("b", start=40))
        put(store, "c", claim("c", on="1933-11-23", published="1933-11-24"))
        consolidate(store)
        snapshots.publish(store)
    return tmp_path / "graph"


def events(path: Path, type_: str = "CONSULT") -> dict[frozenset[str], Event]:
    """The events by their articles; the same from the store and from a store whose events are made anew."""
    with snapshots.open_newest(path) as graph:
        found = queries.events(graph)
    with Store.open(path) as store:
        before = store.digest()
        start_anew(store)
        consolidate(store)
        assert store.digest() == before
    return {frozenset(c.article for c in e.claims): e for e in found if e.type == type_}


def groups(path: Path, type_: str = "CONSULT") -> set[frozenset[str]]:
    return set(events(path, type_))


def later(path: Path, article: str, **fields: object) -> None:
    with Store.open(path) as store:
        put(store, article, claim(article, **fields))
        consolidate(store)
        snapshots.publish(store)


AB, C = frozenset("ab"), frozenset("c")


def test_merge(path):
    first, second = events(path)[AB].id, events(path)[C].id
    done = corrections.merge(path, [first, second.rsplit("/", 1)[-1]], **SIGNED)
    assert groups(path) == {AB | C}
    merged = events(path)[AB | C]
    assert done.events == (merged.id,) == (first,)
    assert merged.reports == 3
    assert [(d.field, d.versions[0].value, d.versions[1].value) for d in merged.disagreements] == [
        ("time", "1933-11-20", "1933-11-23")
    ]
    later(path, "d")
    later(path, "e", on="1933-11-23", published="1933-11-24")
    assert groups(path) == {frozenset("abcde")}
    corrections.undo(path, done.correction.id, **SIGNED)
    assert groups(path) == {frozenset("abd"), frozenset("ce")}


def test_split(path):
    event = events(path)[AB].id
    done = corrections.split(path, event, ["b"], **SIGNED)
    assert groups(path) == {frozenset("a"), frozenset("b"), C}
    assert set(done.events) == {e.id for articles, e in events(path).items() if articles <= AB}
    assert groups(path, "ASSAULT") == {AB}
    later(path, "d")
    assert {len(group) for group in groups(path)} == {1, 2}
    corrections.undo(path, done.correction.id.rsplit("/", 1)[-1][:6], **SIGNED)
    assert groups(path) == {frozenset("abd"), C}


@pytest.mark.parametrize("what", ["b", f"{BASE}article/b"])
def test_retract_an_article(path, what):
    done = corrections.retract(path, what, **SIGNED)
    assert (groups(path), groups(path, "ASSAULT")) == ({frozenset("a"), C}, {frozenset("a")})
    with Store.open(path) as store:
        assert "b" in store.articles()
        put(store, "b", claim("b", place=None), mark="read again")
        consolidate(store)
        snapshots.publish(store)
    assert groups(path) == {frozenset("a"), C}
    assert done.events == ()
    corrections.undo(path, done.correction.id, **SIGNED)
    assert groups(path) == {AB, C}


def test_retract_a_claim(path):
    done = corrections.retract(path, "b-0", **SIGNED)
    assert (groups(path), groups(path, "ASSAULT")) == ({frozenset("a"), C}, {AB})
    undone = corrections.undo(path, done.correction.id, **SIGNED)
    assert groups(path) == {AB, C}
    assert len(undone.events) == 1
    corrections.undo(path, undone.correction.id, **SIGNED)
    assert groups(path) == {frozenset("a"), C}


def test_the_last_word_counts(path):
    first, second = events(path)[AB].id, events(path)[C].id
    corrections.merge(path, [first, second], **SIGNED)
    corrections.split(path, first, ["c"], **SIGNED)
    assert groups(path) == {AB, C}
    corrections.merge(path, [first, second], **SIGNED)
    assert groups(path) == {AB | C}


def test_the_log_has_everything(path):
    done = corrections.retract(path, "b", **SIGNED)
    corrections.undo(path, done.correction.id, why="A slip.", by="Chico")
    (first, holds), (second, still) = corrections.log(path)
    assert (first.change, first.by, first.why, holds) == ("retract", "Mrs Teasdale", "The palace says so.", False)
    assert (second.change, second.about, second.by, still) == ("undo", {first.id}, "Chico", True)
    assert first.at < second.at


def test_a_correction_of_what_is_gone_does_no_harm(path):
    corrections.split(path, events(path)[AB].id, ["b"], **SIGNED)
    with Store.open(path) as store:
        start_anew(store)
        store.remove_article("b")
        consolidate(store)
        snapshots.publish(store)
    assert groups(path) == {frozenset("a"), C}


def test_a_correction_that_was_cut_short_is_followed_by_the_next_build(path, monkeypatch):
    def killed(graph):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(corrections, "finish", killed)
        with pytest.raises(KeyboardInterrupt):
            corrections.retract(path, "b", **SIGNED)
    with Store.open(path) as store:
        consolidate(store)
        snapshots.publish(store)
    assert groups(path) == {frozenset("a"), C}


@pytest.mark.parametrize(
    ("make", "error", "said"),
    [
        (lambda p, e: corrections.merge(p, [e, e], **SIGNED), UsageError, "two events"),
        (lambda p, e: corrections.merge(p, [e, "nobody"], **SIGNED), NotFoundError, "no event"),
        (lambda p, e: corrections.merge(p, [*(x.id for x in both(p))], **SIGNED), UsageError, "ASSAULT and CONSULT"),
        (lambda p, e: corrections.split(p, e, ["a", "b"], **SIGNED), UsageError, "either side"),
        (lambda p, e: corrections.split(p, e, ["c"], **SIGNED), NotFoundError, "no claim 'c'"),
        (lambda p, e: corrections.retract(p, "nothing", **SIGNED), NotFoundError, "no article or claim"),
        (lambda p, e: corrections.retract(p, e, **SIGNED), NotFoundError, "no article or claim"),
        (lambda p, e: corrections.retract(p, "b", why=" ", by="Chico"), UsageError, "says why"),
        (lambda p, e: corrections.undo(p, "ffff", **SIGNED), NotFoundError, "no correction"),
        (lambda p, e: corrections.undo(p, "", **SIGNED), NotFoundError, "no correction"),
    ],
)
def test_what_cannot_be_put_right(path, make, error, said):
    with pytest.raises(error, match=said) as raised:
        make(path, events(path)[AB].id)
    assert raised.value.remedy
    assert corrections.log(path) == []


def both(path: Path) -> list[Event]:
    return [events(path)[AB], events(path, "ASSAULT")[AB]]


def test_what_was_taken_back_cannot_be_again(path):
    done = corrections.retract(path, "b", **SIGNED)
    corrections.undo(path, done.correction.id, **SIGNED)
    with pytest.raises(UsageError, match="already"):
        corrections.undo(path, done.correction.id, **SIGNED)


# The command line and the explanation -------------------------------------------------------------


def run(capsys, *words: str) -> tuple[str, str]:
    with pytest.raises(SystemExit) as ended:
        main(list(words))
    out, err = capsys.readouterr()
    assert ended.value.code == 0, err
    return out, err


def test_the_commands(path, capsys):
    event, store = events(path)[AB].id, ("--store", str(path))
    name, said = run(capsys, "split", event, "b", "--why", "Two calls.", "--by", "Harpo", *store)
    assert "Events now: " in said
    assert groups(path) == {frozenset("a"), frozenset("b"), C}
    listed, _ = run(capsys, "corrections", *store)
    assert all(word in listed for word in (name.strip(), "split", "Harpo", "Two calls.", "yes"))
    run(capsys, "undo", name.strip(), "--why", "One call.", *store)
    assert groups(path) == {AB, C}
    run(capsys, "retract", "b", "--why", "Made up.", "--by", "Harpo", *store)
    ids = [e.id for e in events(path).values()]
    run(capsys, "merge", *ids, "--why", "One call.", "--by", "Harpo", *store)
    assert groups(path) == {frozenset("ac")}
    as_json, _ = run(capsys, "corrections", "--json", *store)
    assert as_json.count('"holds": true') == 3


def test_an_event_is_explained(path, capsys):
    later(path, "d", actors=(f.FREEDONIA and claim("d", f.FREEDONIA).actors[0], claim("d", f.TRENTINO).actors[0]),
          status="future", published="1933-11-18", mode=None, on="1933-11")  # fmt: skip
    call = next(e for articles, e in events(path).items() if articles >= AB)
    assert {c.article for c in call.claims} == set("abd")
    text, _ = run(capsys, "explain", "--event", call.id, "--store", str(path))
    head = "CONSULT (phone); occurred; 1933-11-20; Rufus T. Firefly, Trentino\n3 claims from 3 articles\n"
    assert text.startswith(head)
    for said in (
        "the first, for it says most; the others join it",
        "type     both are CONSULT, by phone",
        "parties  Rufus T. Firefly, Trentino, in whatever order",
        "time     both 1933-11-20",
        "Freedonia for Rufus T. Firefly, Trentino",
        "only one tells that it was by phone",
        "1933-11 and 1933-11-20 have days in common",
        "one is told as future, the other as occurred",
    ):
        assert said in text
    assert "disagree" not in text


def test_corrections_are_part_of_the_explanation(path):
    first, second = events(path)[AB].id, events(path)[C].id
    corrections.merge(path, [first, second], **SIGNED)
    with snapshots.open_newest(path) as graph:
        text = explained_event(graph, first)
    assert "They disagree on time: 1933-11-20 (a, b), but 1933-11-23 (c)" in text
    assert "merge by Mrs Teasdale on " in text
    assert ": The palace says so." in text


@pytest.mark.parametrize("words", [[], ["A sentence.", "--event", "x"], ["--event", "x", "--date", "2020-01-01"]])
def test_explain_takes_one_thing(words, capsys):
    with pytest.raises(SystemExit) as ended:
        main(["explain", *words])
    assert ended.value.code == 2
    assert "a sentence, or an event" in capsys.readouterr().err


def test_places_and_times_in_the_explanation(path):
    later(path, "x", mode=None, place=PORT)
    later(path, "y", on=None, mode=None, place=PORT)
    with snapshots.open_newest(path) as graph:
        call = next(e for e in queries.events(graph) if "x" in {c.article for c in e.claims})
        text = explained_event(graph, call.id)
    assert "one tells 1933-11-20, the other no time; the articles came out 0 days apart" in text or "Port Duck" in text
