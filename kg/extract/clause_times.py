"""The times of a verb's own clause, of who tells of it, of what was put off, and of a decision."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from kg.extract.slots import Slots
from kg.extract.tenses import in_the_past
from kg.extract.times import Dated
from kg.extract.way_up import clauses_between, reports, up_from


def of_clause(verb: Token, dated: Sequence[Dated]) -> list[Dated]:
    """The times in a verb's own clause."""
    return [d for d in dated if verb in up_from(d.token) and clauses_between(d.token, verb) == 0]


def of_the_saying(verb: Token, dated: Sequence[Dated], thing: Token | None = None) -> list[Dated]:
    """When it was said what a clause, or a thing that a verb has for its object, tells.

    "X said on Monday that Y had left", "Y has left, X said on Monday", "X reported on Monday the killing of Y".
    """
    while verb.head.pos_ in ("VERB", "AUX") and (
        verb.dep_ == "conj" or (verb.dep_ == "advcl" and verb.tag_ == "VBG" and not reports(verb.head))
    ):
        verb = verb.head
    above = [verb.head] if verb.dep_ == "ccomp" and reports(verb.head) else []
    above += [verb] if thing is not None and thing.dep_ == "dobj" and thing.head == verb and reports(verb) else []
    said = above + [c for c in verb.children if c.dep_ in ("ccomp", "parataxis") and c.i > verb.i and reports(c)]
    return [d for v in said for d in dated if v in up_from(d.token) and clauses_between(d.token, v) == 0]


def put_last(slots: Slots, dated: Sequence[Dated]) -> list[Dated]:
    """Days that end a clause of what was offered or refused: "offered to mediate on Monday"."""
    if not in_the_past(slots.verb):
        return []
    inner = [
        c for top in (slots.verb, *slots.verb.children) for c in top.children
        if c.tag_ == "VB"
        and (c.dep_ == "xcomp" if top == slots.verb else c.dep_ in ("acl", "relcl") and top.dep_ == "dobj")
    ]  # fmt: skip
    return [
        d for d in dated for c in inner
        if d.timex.what == "weekday" and not d.timex.cue and d.token.head.lower_ in ("on", c.lower_)
        and c in up_from(d.token) and clauses_between(d.token, c) == 0
    ]  # fmt: skip


def is_of_the_deciding(token: Token, verb: Token) -> bool:
    """Is it the time of deciding, not of what is decided: "decided on Saturday to leave"?"""
    above = verb.head
    if verb.dep_ != "xcomp" or not in_the_past(above) or token in verb.subtree:
        return False
    return above in token.ancestors
