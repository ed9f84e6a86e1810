"""Questions that the graph cannot answer are declined, with the part that was not understood."""

from __future__ import annotations

import pytest
from spacy.language import Language

from kg.questions import answer
from kg.store import Store

DECLINED = [
    ("What is the weather in Paris?", "weather"),
    ("What is the capital of Freedonia?", "capital"),
    ("Who is the president of Freedonia?", "president"),
    ("Why did Sylvania attack Freedonia?", "why"),
    ("How did Firefly travel to Sylvania?", "how"),
    ("Who won the football match?", "won"),
    ("Which European leaders discussed Duck Valley?", "European"),
    ("Which tall leaders met in Fredville?", "tall"),
    ("Who met Xyzabc?", "Xyzabc"),
    ("Who talked to Jane Doe?", "Jane Doe"),
    ("What is the meaning of life?", "meaning"),
    ("hello", "Hello"),
    ("When did they meet?", "They"),
    ("Who did he call?", "He"),
    ("Who called Firefly about the elephants?", "elephants"),
    ("Who secretly met Trentino?", "secretly"),
    ("Who ate a sandwich with Trentino?", "ate"),
    ("Is Firefly a good president?", "good"),
    ("Which wines does Trentino drink?", "wines"),
    ("How old is Firefly?", "how"),
    ("Whose duck is it?", "whose"),
    ("Firefly", "Firefly"),
    ("", ""),
    ("???", "???"),
    ("Who and when and why?", "why"),
    ("Who called Firefly? " * 40, "Who called Firefly?"),
]


@pytest.mark.parametrize(("question", "part"), DECLINED, ids=[q[:60] for q, _ in DECLINED])
def test_a_question_beyond_the_graph_is_declined(question, part, store: Store, nlp: Language):
    found = answer(question, store, nlp=nlp)
    assert not found.understood
    assert found.answers == ()
    assert found.sparql is None
    assert found.not_understood is not None
    assert part.lower() in found.not_understood.lower()


def test_a_slip_in_a_name_is_mended(store: Store, nlp: Language):
    assert "Who called Ambrose Trentino?" in answer("Who called Trentimo?", store, nlp=nlp).suggestions


@pytest.mark.parametrize("question", ["hello", "Who met Xyzabc?", "What is the weather in Paris?"])
def test_every_suggestion_is_understood(question, store: Store, nlp: Language):
    suggestions = answer(question, store, nlp=nlp).suggestions
    assert len(suggestions) == 5
    assert [s for s in suggestions if not answer(s, store, nlp=nlp).understood] == []
