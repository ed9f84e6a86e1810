"""How things show themselves in a notebook."""

from __future__ import annotations

import doctest

from kg import cards
from kg.questions import Answer
from tests import freedonia as f


def test_examples():
    result = doctest.testmod(cards)
    assert result.attempted > 0
    assert result.failed == 0


def test_an_event_shows_who_what_when_and_every_sentence():
    page = f.CALL._repr_html_()
    for words in ("CONSULT (phone)", "1933-11-20", "Rufus T. Firefly", "Trentino", "Gloria Teasdale", "Soup Accord"):
        assert words in page
    assert all(claim.quote in page for claim in f.CALL.claims)
    assert "Palace of Freedonia" in page
    assert "<em>hypothetical</em>" in f.THREAT._repr_html_()
    assert "to 1934" not in f.THREAT._repr_html_()


def test_an_entity_shows_its_names():
    page = f.FIREFLY._repr_html_()
    assert "<b>Rufus T. Firefly</b> · person · FRE · GOV · Q1" in page
    assert "Firefly, Rufus Firefly" in page


def test_an_answer_shows_its_rows_and_its_query():
    answer = Answer(
        question="Who?", understood=True, interpretation="calls <all>", sparql="SELECT ?x", columns=("who", "times"),
        answers=({"who": {"id": "x", "label": "A & B"}, "times": 2},), summary="A & B.",
    )  # fmt: skip
    page = answer._repr_html_()
    assert "<td>A &amp; B</td><td>2</td>" in page
    assert "calls &lt;all&gt;" in page
    assert "<pre>SELECT ?x</pre>" in page


def test_a_question_that_was_not_understood_shows_what_could_be_asked():
    page = Answer(
        question="Eh?", understood=False, not_understood="Eh", suggestions=("Who called whom?",)
    )._repr_html_()
    assert "Not understood: <b>Eh</b>" in page
    assert "<li>Who called whom?</li>" in page


def test_nothing_in_a_card_is_loaded_or_unescaped():
    odd = type(f.FIREFLY)(id="x:<1>", kind="person", label="<img src=x>", aliases=("<b>",))
    page = odd._repr_html_()
    assert "<img" not in page
    assert "src=" not in page.replace("&lt;img src=x&gt;", "")


def test_cells():
    assert cards.cell(None) == ""
    assert cards.cell(True) == "yes"
    assert cards.cell(["a", {"label": "b"}]) == "a, b"
    assert cards.cell(0.123456) == "0.1235"
    assert cards.cell("x" * 200).endswith("…")
