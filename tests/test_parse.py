"""The packaged model is loaded without what its parses do not need, and may be loaded by a process beside this one."""

from __future__ import annotations

import multiprocessing

import pytest

from kg.forking import forked
from kg.parse import load, stock
from kg.parse.beside import Beside, serve
from kg.parse.wording import irregular

pytestmark = pytest.mark.filterwarnings("ignore:.*multi-threaded, use of fork:DeprecationWarning")

TEXTS = {
    "plain": "Freedonia's foreign minister, Gloria Teasdale, phoned her Sylvanian counterpart on Monday. “We've "
    "agreed,” she said; neither side had quickly withdrawn its 1,200 troops from the Duck Valley, where Żółć and naïve "
    "Ångström met.",
    "pairs of words": "There were talks. “Let's go, you gotta ask y'all; it ain't over, c'm on,” they said.",
    "white space": "\tThe  envoys left\nthe Duck Valley \u2003 on   foot. ",
    "nothing": "",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_the_parses_are_those_of_the_whole_model(text):
    assert _told(stock()(text)) == _told(load()(text)) == _told(load()(text))


@pytest.fixture(scope="module")
def other():
    with forked(serve) as there:
        yield Beside(there)


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_the_model_beside_parses_alike(other, text):
    there, here = other(text), load()(text)
    assert _told(there) == _told(here)
    assert [(t.lower_, t.shape_, t.is_stop, t.like_num, t.sent.start) for t in there] == [
        (t.lower_, t.shape_, t.is_stop, t.like_num, t.sent.start) for t in here
    ]
    assert [(c.start, c.end) for c in there.noun_chunks] == [(c.start, c.end) for c in here.noun_chunks]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Moon Jae-in's aide", ["Moon", "Jae-in", "'s", "aide"]),
        ("(Lashkar-e-Taiba),", ["(", "Lashkar-e-Taiba", ")", ","]),
        ("near Mar-a-Lago.", ["near", "Mar-a-Lago", "."]),
        ("a Saudi-led force", ["a", "Saudi", "-", "led", "force"]),
        ("Nagorno-Karabakh", ["Nagorno", "-", "Karabakh"]),
    ],
)
def test_names_of_the_tables_are_not_cut_at_small_letters(text, words):
    assert [t.text for t in load()(text)] == words


def test_the_model_beside_knows_irregular_forms(other):
    assert other.irregular() == irregular(load())
    assert "strike" in other.irregular()["struck"]


def test_should_the_process_beside_end_the_model_is_loaded_here():
    before = set(multiprocessing.active_children())
    with forked(serve) as there:
        model = Beside(there)
        (process,) = set(multiprocessing.active_children()) - before
        process.kill()
        process.join()
        assert _told(model(TEXTS["plain"])) == _told(load()(TEXTS["plain"]))
        assert model.irregular() == irregular(load())


def test_where_a_system_cannot_fork_there_is_no_process(monkeypatch):
    monkeypatch.setattr(multiprocessing, "get_all_start_methods", lambda: ["spawn"])
    with forked(serve) as there:
        assert there is None


def _told(doc):
    return [(t.text, t.dep_, t.head.i, t.tag_, t.pos_, t.lemma_, str(t.morph), t.ent_type_, t.norm_) for t in doc]
