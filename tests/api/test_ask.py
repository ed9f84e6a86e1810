"""Questions in English over HTTP."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests import freedonia as f


def test_a_question(client):
    answer = client.get("/ask", params={"q": "Who called whom?"}).json()
    assert answer["understood"] is True
    assert answer["question"] == "Who called whom?"
    assert answer["events"] == [f.CALL.id]
    (row,) = answer["answers"]
    assert set(row) == set(answer["columns"])
    cells = {cell["id"]: cell for cell in row.values() if isinstance(cell, dict)}
    assert {f.FIREFLY.id, f.TRENTINO.id} <= set(cells)
    assert cells[f.FIREFLY.id]["label"] == "Rufus T. Firefly"
    assert "1933-11-20" in row.values()
    assert answer["summary"]
    assert answer["interpretation"]


def test_the_sparql_of_an_answer_can_be_run(client):
    answer = client.get("/ask", params={"q": "Who called whom?"}).json()
    assert client.get("/sparql", params={"query": answer["sparql"]}).status_code == 200


@pytest.mark.parametrize("question", ["Frumious bandersnatch wabe?", "What is the colour of the sea?", "?!"])
def test_what_is_not_understood_is_answered_too(client, question):
    answer = client.get("/ask", params={"q": question}).json()
    assert (answer["understood"], answer["answers"], answer["question"]) == (False, [], question)
    assert answer["suggestions"]


@pytest.mark.parametrize("query", ["", "?q=", "?q=" + "x" * 1001, "?question=Who"])
def test_there_is_no_question(client, problem, query):
    assert "q" in problem(client.get(f"/ask{query}"), 400)["where"]


def test_several_at_once(client):
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: client.get("/ask?q=Who+called+whom%3F").json(), range(8)))
    assert all(answer == answers[0] for answer in answers)
