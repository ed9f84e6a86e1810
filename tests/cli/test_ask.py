"""`kg ask`."""

from __future__ import annotations

import json

import pytest

from kg.cli.ask import cell
from tests import freedonia as f
from tests.service import running


def test_for_people(kg):
    done = kg("ask", "Who called whom?")
    assert (done.exit_code, done.stderr) == (0, "")
    assert "Rufus T. Firefly" in done.stdout
    assert "1933-11-20" in done.stdout
    # No statement without its sentence.
    assert f.CALL_CLAIM.quote in done.stdout or f.TALK_CLAIM.quote in done.stdout


def test_the_same_answer_as_over_http(kg, store):
    question = "Who called whom?"
    with running(store) as client:
        over_http = client.get("/ask", params={"q": question}).json()
    assert json.loads(kg("ask", question, "--json").stdout) == over_http


def test_what_is_not_understood(kg):
    done = kg("ask", "Frumious bandersnatch wabe?")
    assert done.exit_code == 0
    assert "Not understood" in done.stdout
    assert "You could ask:" in done.stdout
    assert json.loads(kg("ask", "Frumious bandersnatch wabe?", "--json").stdout)["understood"] is False


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ({"id": f.FIREFLY.id, "label": "Rufus T. Firefly", "aliases": []}, "Rufus T. Firefly"),
        ([{"label": "A"}, "b"], "A, b"),
        (3, "3"),
        (None, ""),
        ("1933", "1933"),
    ],
)
def test_cells(value, shown):
    assert cell(value) == shown
