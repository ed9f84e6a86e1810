"""A parse as plain objects says the same as spaCy's own."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc
from spacy.vocab import Vocab

from kg.parse import load
from kg.parse.plain import plain

TEXT = (
    "  Freedonia's foreign minister, Gloria Teasdale, phoned her Sylvanian counterpart on Monday. “We've agreed,” she "
    "said; neither side had quickly withdrawn its 1,200 troops from the Duck Valley.\n\nThe call, which a spokesman "
    "in Paris confirmed, came after two days of talks that both sides had called “useful”. "
)
VOCAB = Vocab()
WORDS = (
    "text", "lower_", "lemma_", "pos_", "tag_", "dep_", "ent_type_", "ent_iob_", "i", "idx", "is_alpha", "morph",
    "is_sent_start", "whitespace_",
)  # fmt: skip


@pytest.fixture(scope="module")
def both():
    parse = load()(TEXT)
    return parse, plain(parse)


def places(tokens):
    return [token.i for token in tokens]


def test_words_are_the_same(both):
    theirs, ours = both
    assert len(ours) == len(theirs)
    assert str(ours) == str(theirs) == ours.text
    for t, o in zip(theirs, ours, strict=True):
        assert [getattr(o, name) for name in WORDS] == [getattr(t, name) for name in WORDS]
        assert (str(o), len(o), o.head.i, o.left_edge.i, o.right_edge.i) == (
            str(t), len(t), t.head.i, t.left_edge.i, t.right_edge.i,
        )  # fmt: skip
        for name in ("children", "lefts", "rights", "subtree", "ancestors"):
            assert places(getattr(o, name)) == places(getattr(t, name)), name
        assert (o.sent.start, o.sent.end) == (t.sent.start, t.sent.end)


def test_spans_are_the_same(both):
    theirs, ours = both
    for start, end in itertools.combinations(range(len(theirs) + 1), 2):
        t, o = theirs[start:end], ours[start:end]
        assert (o.text, str(o), len(o), o.root.i, o.start_char, o.end_char, o.sent.start) == (
            t.text, str(t), len(t), t.root.i, t.start_char, t.end_char, t.sent.start,
        )  # fmt: skip
        assert (places(o), places(o[1:-1]), o[-1].i, o.lemma_) == (places(t), places(t[1:-1]), t[-1].i, t.lemma_)
    assert [(s.start, s.end) for s in ours.sents] == [(s.start, s.end) for s in theirs.sents]
    assert [(e.start, e.end, e.label_) for e in ours.ents] == [(e.start, e.end, e.label_) for e in theirs.ents] != []


def test_places_in_the_text_are_the_same(both):
    for start, end in itertools.combinations(range(0, len(TEXT), 3), 2):
        for mode in ("strict", "expand"):
            t, o = (doc.char_span(start, end, alignment_mode=mode) for doc in both)
            assert (o and (o.start, o.end)) == (t and (t.start, t.end))


def test_one_word_is_one_object(both):
    _, ours = both
    assert ours[3].head in list(ours[3].head.sent)
    assert ours[3] == ours[2:5][1] != ours[4]
    assert ours[2:5] == ours[2:5] != ours[2:4]
    assert (ours[5:2].text, len(ours[5:2])) == ("", 0)
    assert ours[3].nbor(-1) is ours[2]
    for place in (ours[0], ours[len(ours) - 1]):
        with pytest.raises(IndexError):
            place.nbor(-1 if place.i == 0 else 1)


@st.composite
def trees(draw):
    """For each of some words the word that it hangs on, the first word drawn on itself; branches may cross."""
    order = draw(st.permutations(range(draw(st.integers(1, 9)))))
    above = {order[0]: order[0]}
    for i, word in enumerate(order[1:], 1):
        above[word] = order[draw(st.integers(0, i - 1))]
    return [above[i] for i in range(len(order))]


@given(heads=trees())
def test_where_branches_cross(heads):
    theirs = Doc(VOCAB, words=["word"] * len(heads), heads=heads, deps=["dep"] * len(heads))
    ours = plain(theirs)
    for token in ours:
        below = places(token.subtree)
        assert (token.left_edge.i, token.right_edge.i) == (min(below), max(below))
    for start, end in itertools.combinations(range(len(heads) + 1), 2):
        assert ours[start:end].root.i == theirs[start:end].root.i
