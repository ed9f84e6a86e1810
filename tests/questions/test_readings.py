"""What questions about the real world mean, on the real model."""

from __future__ import annotations

from datetime import date

import pytest
from spacy.language import Language

from kg.model import TimeSpan
from kg.questions.interpretation import interpret
from kg.questions.names import directory
from kg.questions.reading import Reading, When
from kg.questions.wording import interpretation
from kg.store import Store

DAY = When(span=TimeSpan.on("2021-02-18"))


@pytest.fixture
def read(store: Store, nlp: Language):
    return lambda question: interpret(question, directory(store), nlp, date(2024, 7, 11))


def parties(reading: Reading) -> list[tuple[str, str]]:
    return [(p.side, " or ".join(n.label for n in p.who)) for p in reading.participants]


@pytest.mark.parametrize(
    ("question", "types", "modes", "contact"),
    [
        ("Who spoke to Putin?", ("CONSULT",), (), "talk"),
        ("Who met Putin?", ("CONSULT",), (), "meet"),
        ("Who phoned Putin?", ("CONSULT",), ("phone",), "any"),
        ("Who spoke to Putin by telephone?", ("CONSULT",), ("phone",), "any"),
        ("Who visited Moscow?", ("CONSULT",), ("visit",), "any"),
        ("Who signed a treaty with Israel?", ("AGREE",), (), "any"),
        ("Who invaded Kuwait?", ("ASSAULT",), (), "any"),
        ("Who occupied Kuwait?", ("COERCE",), ("seize",), "any"),
        ("Which countries back Ukraine?", ("SUPPORT",), (), "any"),
    ],
)
def test_a_verb_of_the_lexicon_names_the_events(question, types, modes, contact, read):
    wanted = read(question).wanted
    assert (wanted.types, wanted.modes, wanted.contact) == (types, modes, contact)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Who attacked Azerbaijan?", [("recipient", "Azerbaijan")]),
        ("Who was attacked by Azerbaijan?", [("actor", "Azerbaijan")]),
        ("Who did Azerbaijan attack?", [("actor", "Azerbaijan")]),
        ("Who did Macron call?", [("actor", "Emmanuel Macron")]),
        ("Who called Macron?", [("other", "Emmanuel Macron")]),
        ("Who spoke to Macron?", [("party", "Emmanuel Macron")]),
        ("When did Macron and Scholz meet?", [("party", "Emmanuel Macron"), ("party", "Olaf Scholz")]),
        ("Who met Macron or Scholz?", [("party", "Emmanuel Macron or Olaf Scholz")]),
        ("Who met the French president?", [("party", "the president of France")]),
        ("When did the presidents of Turkey and Russia talk?",
         [("party", "the president of Turkey"), ("party", "the president of Russia")]),
        ("Who attacked the Armenian army?", [("recipient", "Armenia")]),
        ("Who expelled Russian diplomats?", [("recipient", "Russia")]),
    ],
)  # fmt: skip
def test_who_stands_on_which_side(question, expected, read):
    assert parties(read(question)) == expected


@pytest.mark.parametrize(
    ("question", "means"),
    [
        ("Who discussed the war in Ukraine?", "parties who take part in talks or meetings about Ukraine"),
        ("Who discussed relations between Armenia and Azerbaijan?",
         "parties who take part in talks or meetings about Armenia and Azerbaijan"),
        ("In how many calls was Syria discussed?", "the number of phone calls about Syria"),
        ("Whom did Romania expel?",
         "parties at the other end of sanctions (expel) or acts of coercion (deport) by Romania"),
        ("Whom did Hamas release?", "parties at the other end of withdrawals (release) by Hamas"),
        ("Who backed Azerbaijan against Armenia?",
         "parties behind acts of support for Azerbaijan whose sentence says “Armenia”"),
        ("Who demanded what?", "demands"),
        ("What did Lavrov tell Kerry?", "talks or meetings between Sergey Lavrov and John Kerry"),
        ("Who met the Turkish president in Ankara?",
         "parties who take part in meetings with the president of Turkey in Ankara"),
        ("When did Macron visit Moscow and Baku?",
         "the days of visits by Emmanuel Macron to Moscow or visits by Emmanuel Macron to Baku"),
        ("Where did Charles Michel host Ilham Aliyev?",
         "the places of talks or meetings by Ilham Aliyev to Charles Michel"),
        ("When did the war in Ukraine break out?", "the days of the first of attacks in Ukraine"),
        ("Who struck Odesa?", "parties behind attacks in Odesa"),
    ],
)  # fmt: skip
def test_a_question_is_read_as_it_is_meant(question, means, read):
    assert interpretation(read(question)) == means


def test_a_topic_is_no_place_and_a_place_no_topic(read):
    talked = read("Who discussed the situation in Syria in Geneva on 18 February 2021?")
    assert [t.label for t in talked.topics] == ["Syria"]
    assert [p.label for p in talked.places] == ["Geneva"]
    assert talked.times == (DAY,)


def test_a_capital_is_a_place_to_visit_and_a_government_to_support(read):
    assert [p.label for p in read("Who visited Baku?").places] == ["Baku"]
    assert parties(read("Who supports Baku?")) == [("recipient", "Azerbaijan")]


def test_what_is_to_come_is_asked_for_as_such(read):
    assert read("Who will visit Moscow?").status == "future"
    assert read("Who visited Moscow?").status == "occurred"


def test_of_namesakes_the_one_in_the_store_is_meant(read):
    assert parties(read("Who called Firefly?")) == [("other", "Rufus Firefly")]
