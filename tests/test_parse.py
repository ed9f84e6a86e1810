"""The packaged model is loaded without what its parses do not need."""

from __future__ import annotations

from kg.parse import load, stock

TEXT = (
    "Freedonia's foreign minister, Gloria Teasdale, phoned her Sylvanian counterpart on Monday. “We've agreed,” she "
    "said; neither side had quickly withdrawn its 1,200 troops from the Duck Valley, where Żółć and naïve Ångström met."
)


def test_the_parses_are_those_of_the_whole_model():
    made = [
        [(t.text, t.dep_, t.head.i, t.tag_, t.pos_, t.lemma_, str(t.morph), t.ent_type_, t.norm_) for t in nlp(TEXT)]
        for nlp in (stock(), load())
    ]
    assert made[0] == made[1]
