"""The packaged model is loaded without what its parses do not need."""

from __future__ import annotations

import pytest

from kg.parse import load, stock

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
    made = [
        [(t.text, t.dep_, t.head.i, t.tag_, t.pos_, t.lemma_, str(t.morph), t.ent_type_, t.norm_) for t in nlp(text)]
        for nlp in (stock(), load(), load())
    ]
    assert made[0] == made[1] == made[2]
