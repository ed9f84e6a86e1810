"""Questions put back into the order of statements, on the real model."""

from __future__ import annotations

import pytest
from spacy.language import Language

from kg.extract.lexicon import lexicon
from kg.extract.mentions import mentions
from kg.questions.names import directory
from kg.questions.opening import opening
from kg.questions.plain import plain
from kg.questions.statement import Statement, statement, without
from kg.questions.vocabulary import vocabulary
from kg.store import Store


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Who called Putin?", "They called Putin."),
        ("Who supports Azerbaijan?", "He supports Azerbaijan."),
        ("Who called whom?", "They called him."),
        ("Who did Emmanuel Macron call?", "Emmanuel Macron did call him."),
        ("Who did Erdogan speak with by phone?", "Erdogan did speak with him by phone."),
        ("With whom did Putin discuss Syria in Sochi?", "Putin did discuss Syria with him in Sochi."),
        ("To which leaders did Putin talk?", "Putin did talk to him."),
        ("By whom was Azerbaijan attacked?", "Azerbaijan was attacked by him."),
        ("Who was attacked by Armenia?", "He was attacked by Armenia."),
        ("Who has visited Baku?", "He has visited Baku."),
        ("Whom has Putin visited?", "Putin has visited him."),
        ("What did Erdogan and Putin discuss?", "Erdogan and Putin did discuss it."),
        ("What was discussed by Erdogan and Putin?", "It was discussed by Erdogan and Putin."),
        ("When did the Turkish president call Putin?", "The Turkish president did call Putin."),
        ("Which city did Erdogan and Putin meet in?", "Erdogan and Putin did meet."),
        ("How many times have Putin and Erdogan spoken?", "Putin and Erdogan have spoken."),
        ("How many phone calls did Putin and Erdogan have?", "Putin and Erdogan did have phone calls."),
        ("When was the call between Putin and Erdogan?", "There was the call between Putin and Erdogan."),
        ("Did Putin visit Baku?", "Putin did visit Baku."),
        ("Were there any talks between Turkey and Armenia?", "There was any talks between Turkey and Armenia."),
        ("Which agreements did Armenia sign?", "Armenia did sign agreements."),
        ("Talks between Turkey and Armenia", "There was Talks between Turkey and Armenia."),
    ],
)
def test_a_question_becomes_a_statement_with_a_hole(question, told, store: Store, nlp: Language):
    known = directory(store)
    doc = nlp(plain(question)[0])
    begun = opening(doc, known, vocabulary(), lexicon())
    found = statement(doc, begun, mentions(doc, known.world, known.cast(doc.text)), lexicon())
    assert found.text == told
    holes = [found.text[h:].split()[0].strip(".,") for h in found.holes]
    assert set(holes) <= {"He", "They", "It", "him", "it"}


def test_holes_move_with_what_is_cut():
    found = without(Statement(text="On Monday X did call him in May.", holes=(21,)), [(0, 9), (25, 31)])
    assert found == Statement(text="X did call him.", holes=(11,))


@pytest.mark.parametrize(
    ("question", "alone"),
    [
        ("Who called Putin?", ("Who called Putin", False)),
        ("Could you please tell me who called Putin, please?", ("who called Putin", False)),
        ("Do you know when Putin met Assad?", ("when Putin met Assad", False)),
        ("Name the leaders who met in Sochi.", ("which leaders met in Sochi", False)),
        ("What are the countries that support Syria?", ("which countries support Syria", False)),
        ("List all the calls between Putin and Assad", ("calls between Putin and Assad", True)),
        ("Show me the articles about Hamas", ("which articles mention Hamas", False)),
        ("Who didn't sign?", ("Who did not sign", False)),
        ("", ("", False)),
    ],
)
def test_politeness_is_left_out(question, alone):
    assert plain(question) == alone
