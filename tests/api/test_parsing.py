"""Questions are parsed elsewhere, as they would be here."""

from __future__ import annotations

import os
import signal
from datetime import date

import pytest

from api import parsing
from api.parsing import Parser
from kg.parse import load
from kg.questions import InColumns, answer
from kg.store import snapshots

QUESTIONS = ("Who called Rufus Firefly in 1933?", "did firefly meet  trentino?", "Wer rief an? — ', \U0001f600", " ")


@pytest.fixture(scope="module")
def parser():
    made = Parser()
    yield made
    made.close()


@pytest.mark.parametrize("text", QUESTIONS)
def test_a_parse_is_the_same(parser, text):
    assert parser(text).to_bytes(exclude=["tensor"]) == load()(text).to_bytes(exclude=["tensor"])


def test_so_is_an_answer(parser, store):
    with snapshots.open_newest(store) as opened:
        for question in ("Who called whom?", "Who glorped whom?"):
            here, there = (
                answer(question, opened, today=date(2024, 1, 1), finder=InColumns(opened), parse=parse)
                for parse in (None, parser)
            )
            assert here == there


def test_one_that_was_killed_is_replaced(parser):
    parser("Who met whom?")
    first = parser._process.pid
    os.kill(first, signal.SIGKILL)
    assert parser("Who met whom?")[1].lemma_ == "meet"
    assert parser._process.pid != first


def test_where_none_can_be_started_the_model_is_here(monkeypatch):
    class Broken(parsing.Process):
        def __init__(self, _module):
            super().__init__("os", "no main")

    monkeypatch.setattr(parsing, "Process", Broken)
    parser = Parser()
    assert parser("Who met whom?")[1].lemma_ == "meet"
    parser.close()
