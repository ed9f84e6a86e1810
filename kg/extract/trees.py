"""Parses mended where the parser is known to err, before anything is read from them.

What may be wrong with a word shows in its relation to the word above it, so there is a function for each relation. How
it is mended stands in the modules that these call.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc, Token

from kg.extract import around_days, around_nouns, around_places, gaps, main_verbs, objects, second_clauses
from kg.extract.main_clauses import ASTRAY, lead_back
from kg.extract.main_verbs import FINITE
from kg.extract.neighbours import after, before
from kg.extract.plurals import as_several
from kg.timex import WEEKDAYS

_DAYS = frozenset("day night morning evening afternoon week month year".split())
# Particles that are prepositions where something stands behind them.
_LINKING = frozenset("on upon for with against".split())


def mend(doc: Doc) -> None:
    """Hang again what the parser hung on the wrong word, and call a verb what it took for a noun."""
    parsed = _tree(doc)
    _mend(doc)
    if (rings := _in_rings(_tree(doc)[:, 0])).any():
        _undo(doc, parsed, rings)


# How words hang, as spaCy keeps it: the first is how far away the word above is.
_TREE: list[int | str] = ["HEAD", "DEP"]


def _tree(doc: Doc) -> NDArray[np.uint64]:
    return cast(NDArray[np.uint64], doc.to_array(_TREE))


def _in_rings(away: NDArray[np.uint64]) -> NDArray[np.bool_]:
    """Which words hang, over others, on themselves, as two mends of one sentence may have it: no root is above them."""
    above = np.arange(len(away)) + away.astype(np.int64)
    top = above
    for _ in range(len(away).bit_length()):
        top = top[top]
    return np.not_equal(above[top], top)


def _undo(doc: Doc, parsed: NDArray[np.uint64], wrong: NDArray[np.bool_]) -> None:
    """Hang the words of a sentence as the parser did, if the mends were too many for it."""
    starts = np.cumsum([token.is_sent_start is True for token in doc])
    kept = ~np.isin(starts, starts[wrong])
    doc.from_array(_TREE, cast(Any, np.where(kept[:, None], _tree(doc), parsed)))


def _mend(doc: Doc) -> None:
    for sentence in list(doc.sents):
        main_verbs.find_main_verb(sentence)
    for token in doc:
        pos, tag, dep, word = token.pos_, token.tag_, token.dep_, token.lower_
        if pos == "PROPN" and (word == token.text or token.is_sent_start):
            as_several(token)
            pos, tag = token.pos_, token.tag_
        if dep in ASTRAY:
            lead_back(token, dep, tag)
            pos, tag, dep = token.pos_, token.tag_, token.dep_
        if word == "bases" and pos == "NOUN":
            token.lemma_ = "base"  # the lemmatizer says "basis"; forces have bases
        if dep == "nsubj" and token.head.dep_ in ("aux", "auxpass"):  # "*X was* on Thursday summoned by Y"
            token.head, token.dep_ = token.head.head, "nsubjpass" if token.head.dep_ == "auxpass" else dep
        if tag == "VBG" and word in around_nouns.VIOLENCE and around_nouns.is_somebodys(token):
            around_nouns.as_a_deed(token)
        elif word == "worth" and pos == "ADJ":
            gaps.worth(token)
        elif (mended := _MENDED.get(dep)) is not None:
            mended(token)


def _root(token: Token) -> None:
    if token.pos_ == "NOUN" and main_verbs.as_a_verb(token):
        return
    if token.tag_ in ("VBD", "VBZ", "VB"):
        around_places.after_a_place(token)
        around_places.behind_whose_place(token)
    elif token.pos_ in ("NOUN", "PROPN"):
        main_verbs.without_a_verb(token)
        gaps.goes_on_its_way(token)
        main_verbs.before_the_second(token)


def _subject(token: Token) -> None:
    if token.lower_ in WEEKDAYS:
        around_days.subject_before(token)
    elif token.pos_ == "PROPN" and token.head.i > token.i:
        around_places.beside_the_place(token)
        around_places.before_the_colon(token)


def _passive_subject(token: Token) -> None:
    if token.lower_ in WEEKDAYS:
        around_days.subject_before(token)


def _object(token: Token) -> None:
    if token.tag_ == "VBZ":
        gaps.as_a_thing(token)
    elif token.pos_ == "PROPN":
        gaps.another_did_it(token)


def _behind_a_preposition(token: Token) -> None:
    if token.tag_ == "VBZ":
        gaps.as_a_thing(token)
    elif token.lower_ in WEEKDAYS:
        around_days.object_behind(token)


def _measure(token: Token) -> None:
    if token.lower_ in WEEKDAYS:
        around_days.subject_before(token)
    elif token.lemma_ in objects.TERMS and token.head.lemma_ in objects.GRANTING:
        objects.given(token)
    elif token.ent_type_ == "PERSON" or objects.has_two_names(token):
        objects.to_somebody(token)


def _what_it_is_called(token: Token) -> None:
    if token.text[0].isupper():
        objects.called(token)


def _name_beside(token: Token) -> None:
    if token.pos_ == "NOUN" and token.head.dep_ == "dobj" and token.head.head.lemma_ in objects.PROMISING:
        objects.given_to(token)


def _part_of_a_name(token: Token) -> None:
    if token.pos_ == "PROPN" and token.i + 1 < len(token.doc) and after(token).tag_ == "CD":
        objects.to_whom(token)
    elif token.lower_ in WEEKDAYS:
        around_days.out_of_the_name(token)


def _joined(token: Token) -> None:
    pos = token.pos_
    if pos == "VERB":
        around_days.object_taken_for_subject(token)
        if token.tag_ == "VBN":
            gaps.of_those_counted(token)
        second_clauses.go_on(token)
    elif pos == "NOUN":
        if not main_verbs.as_a_verb(token) and token.lemma_ in _DAYS and token.head.pos_ == "VERB":
            around_days.of_the_second_clause(token)
    elif pos == "NUM":
        gaps.with_the_first_number(token)
    elif pos == "PROPN" and token.head.lower_ in WEEKDAYS:
        around_days.name_before(token)


def _circumstance(token: Token) -> None:
    if token.tag_ == "VB":
        second_clauses.to_do(token)
    elif token.tag_ == "VBG":
        around_nouns.as_a_noun(token)
    elif token.pos_ == "VERB":
        second_clauses.with_its_subject(token)


def _open_clause(token: Token) -> None:
    if token.tag_ == "VB":
        second_clauses.to_do(token)


def _clause_as_subject(token: Token) -> None:
    if token.tag_ == "VBG":
        around_nouns.as_a_noun(token)


def _clause_behind_a_preposition(token: Token) -> None:
    if token.tag_ == "VBG":
        around_nouns.of_the_charge(token)


def _relative_clause(token: Token) -> None:
    if token.pos_ == "VERB":
        around_nouns.behind_whose_it_is(token)


def _content(token: Token) -> None:
    if token.tag_ == "VB":
        around_nouns.of_the_demand(token)
    elif token.tag_ == "VBN":
        second_clauses.in_an_aside(token)
    elif token.pos_ in ("NOUN", "PROPN"):
        gaps.in_its_clause(token)


def _particle(token: Token) -> None:
    if token.lower_ in _LINKING and any(token.children):
        token.dep_, token.tag_ = "prep", "IN"  # "called *on* members to leave"
    elif token.lower_ == "in" and token.head.lemma_ in objects.CARRYING:
        objects.carried(token)


def _agent(token: Token) -> None:
    if token.head.tag_ in (*FINITE, "VB", "VBN"):
        around_nouns.of_the_deed(token)


def _preposition(token: Token) -> None:
    word, above = token.lower_, token.head
    if word in ("on", "upon") and not any(token.children):
        objects.before_the_object(token)
    elif word == "in" and above.lemma_ in objects.CARRYING:
        objects.carried(token)
    elif word == "between" and above.pos_ == "VERB":
        objects.counted(token)
    elif token.is_sent_start and above.dep_ in ("ccomp", "advcl"):
        around_days.before_the_aside(token)
    elif word != "of" and around_days.tells_day(above):
        around_days.circumstance_behind(token)
    elif word in ("by", "in") and above.pos_ in ("PROPN", "NOUN"):
        around_nouns.done_by_whom(token, word)
    elif token.i and before(token).text == ",":
        around_days.out_of_the_aside(token)
    elif word == "from":
        around_nouns.of_his_state(token)
    elif word == "with":
        around_nouns.of_the_siding(token)
    elif word in ("in", "at", "near", "outside") and not any(token.children):
        around_places.to_the_place(token)


_MENDED: Mapping[str, Callable[[Token], None]] = {
    "ROOT": _root,
    "nsubj": _subject,
    "nsubjpass": _passive_subject,
    "dobj": _object,
    "pobj": _behind_a_preposition,
    "npadvmod": _measure,
    "oprd": _what_it_is_called,
    "appos": _name_beside,
    "compound": _part_of_a_name,
    "nmod": _part_of_a_name,
    "conj": _joined,
    "advcl": _circumstance,
    "xcomp": _open_clause,
    "csubj": _clause_as_subject,
    "pcomp": _clause_behind_a_preposition,
    "relcl": _relative_clause,
    "ccomp": _content,
    "prt": _particle,
    "agent": _agent,
    "prep": _preposition,
}
