"""Whose time an expression tells: which event of a sentence each of its days and years belongs to."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Token

from kg.extract.clauses import verb_of
from kg.extract.slots import Slots
from kg.extract.tenses import in_the_past
from kg.extract.time_words import ANSWERED, AT_THE_TIME, CAUSES, HAPPENING, MAKING, TEMPORAL
from kg.extract.times import Dated, lies_ahead, opens, to_begin
from kg.extract.way_up import clauses_between, reports, up_from
from kg.parse.text import written

_PROMISING = frozenset("promise pledge vow agree offer order demand ask urge undertake commit threaten".split())
_PERFECT = frozenset(("has", "have", "'ve", "’ve"))
_OF_ANOTHER_TIME = frozenset(("had", "has", "have", "will", "would", "'d"))
_SPEAKING = frozenset("speak address talk write".split())


def nearest(slots: Slots, dated: Sequence[Dated]) -> list[Dated]:
    """The expression that stands in the trigger's own clause, or in a clause that gives its time.

    Two where they are coordinated: "fought in 1994 and in 2020".
    """
    scored = [
        (score, abs(d.token.i - slots.trigger.i), d) for d in dated
        if not d.timex.term and (score := _distance(slots, d.token)) is not None
        and (not d.timex.since or _has_begun(slots, d.token)) and not _is_deadline(d, slots) and not _of_cause(d, slots)
    ]  # fmt: skip
    if len(scored) > 1:  # "Next week: X meets Y on Friday"
        scored = [s for s in scored if not opens(s[2])] or scored
    if not scored:
        return []
    best = min(scored, key=lambda s: (s[2].timex.what == "vague", s[0], s[1]))[2]
    return [best] + [d for _, _, d in scored if d is not best and _coordinated(best, d)]


def _coordinated(a: Dated, b: Dated) -> bool:
    if a.timex.what != "span" or b.timex.what != "span":
        return False
    tops = [t.token.head if t.token.dep_ == "pobj" else t.token for t in (a, b)]
    first, second = sorted(tops, key=lambda t: t.i)
    return second.dep_ == "conj" and second.head == first


def _is_deadline(dated: Dated, slots: Slots) -> bool:
    """Is it the term of what is promised: "agreed to leave by July", "vowed a vote before the end of May"?"""
    if slots.verb.lemma_.lower() not in _PROMISING or not in_the_past(slots.verb):
        return False
    start = dated.token.doc[dated.token.i].sent.start_char + dated.timex.start
    text = written(dated.token.doc)
    return bool(re.search(r"\b(?:by|before)\s(?:the\s)?\Z", text[:start])) or text[start:].startswith("by ")


def _of_cause(dated: Dated, slots: Slots) -> bool:
    """Is it the time of what is answered? The perfect has none: "*has* cut ties because of an attack *last summer*"."""
    verb, time = slots.verb, dated.token
    if slots.noun or time.i < verb.i or not any(c.dep_ == "aux" and c.lower_ in _PERFECT for c in verb.children):
        return False
    causes = [c for c in verb.children if c.dep_ == "prep" and c.lower_ in CAUSES and verb.i < c.i < time.i]
    things = (t for c in causes[-1:] for t in c.subtree if t.i < time.i and t.pos_ == "NOUN")
    return any((t.lemma_.lower(), "n") in slots.lexicon.entries for t in things)


def _has_begun(slots: Slots, token: Token) -> bool:
    """What has gone on from then is dated by "since 2012", not "the first visit since 2012"."""
    verb = _first(slots.verb)
    if lies_ahead(token):
        return True  # "will be in X from Monday"
    if verb.dep_ == "relcl" and token in (verb.head, *verb.head.subtree):
        return True  # "since 1991, when X occupied Y"
    if any(c.lower_ == "when" and 0 < c.i - token.i < 4 for c in verb.children):
        return True
    perfect = any(c.dep_ == "aux" and c.lower_ in ("has", "have", "had", "'ve") for c in verb.children)
    return perfect and slots.trigger.tag_ not in ("NN", "NNS")


def _first(verb: Token) -> Token:
    """The first of several things that somebody did: "when X *boarded* a ship and killed Y"."""
    own = ("nsubj", "nsubjpass")
    while verb.dep_ == "conj" and verb.head.pos_ == "VERB" and not any(c.dep_ in own for c in verb.children):
        verb = verb.head
    return verb


def _distance(slots: Slots, token: Token) -> int | None:
    """How far a time is from a trigger, in clauses; None where it belongs to another event."""
    trigger, verb = slots.trigger, slots.verb
    if slots.noun and slots.support is None and token.i < trigger.i and _went_before(slots, token):
        return None
    climb = up_from(token)
    if slots.noun and token.i > trigger.i and (behind := _of_its_taking_place(slots, token, climb)) is not None:
        return behind
    if trigger in climb and (trigger.pos_ in ("NOUN", "PROPN") or trigger in (verb, *verb.children)):
        between = clauses_between(token, trigger, slots)
        if between is not None or slots.noun:
            return between
        return _clause_before(trigger, climb) or _clause_of_time(trigger, climb)
    carrier = slots.support or slots.copula  # "is *due* in X on Friday"
    if carrier is not None and carrier in climb:
        between = clauses_between(token, carrier, slots)
        return between if between is not None else _clause_of_time(carrier, climb)
    if _explains(_first(verb), token):
        return 0
    if slots.noun and verb in climb and not reports(verb):
        between = clauses_between(token, verb, slots)
        return None if between is None else between + 1
    return _of_the_clause_around(verb, token, climb)


def _of_its_taking_place(slots: Slots, token: Token, climb: Sequence[Token]) -> int | None:
    """How far a time is of which a thing is said to begin, to be or to be made: "talks that *open on Monday*"."""
    if (beginning := to_begin(slots.trigger)) is not None and beginning in climb:
        return 0
    happening = (v for v in _taking_place(slots.trigger) if v in climb)
    return 1 if any(clauses_between(token, v, slots) is not None for v in happening) else None


def _explains(verb: Token, token: Token) -> bool:
    """Does an event explain a time: "since 1991, when X occupied Y and killed Z"?"""
    if verb.dep_ != "relcl" or token.i >= verb.i or token not in (verb.head, *verb.head.subtree):
        return False
    return any(c.lower_ == "when" or _then(c) for c in verb.subtree if c.i < verb.i)


def _of_the_clause_around(verb: Token, token: Token, climb: Sequence[Token]) -> int | None:
    """How far a time of a clause around a verb is: "Speaking on Monday, X urged"; "on Monday, after X met Y"."""
    node, meanwhile = verb, False
    for steps in range(1, 5):
        relation, head = node.dep_, node.head
        if head == node:
            break
        if relation == "relcl" and _where_it_was(node):
            node = verb_of(head)
            if node in climb and clauses_between(token, node) == 0 and not reports(node):
                return steps + 1
            break
        if relation == "amod" and head in climb and any(c.dep_ == "nsubj" for c in node.children):
            return steps  # "X proclaimed martial law on Monday", read as a law that is proclaimed
        lends = relation in _LENDING and (relation != "conj" or token.i < verb.i)
        if lends and head in climb and clauses_between(token, head) == 0:
            if relation == "xcomp" and any(c.lower_ == "have" and c.dep_ == "aux" for c in node.children):
                return steps  # "claimed on Monday to have shot down Y"
            if relation in ("advcl", "relcl"):
                return steps + 1 if relation == "advcl" and _is_then(node, verb, meanwhile=meanwhile) else None
            if relation != "ccomp":
                if relation == "conj" or not reports(head):
                    return steps
            elif reports(head):
                # "In July X said ... as he brought Y and Z together"; but in "X met Y, the ministry said on Monday" the
                # day of the saying is at best the day of the event
                return steps + 2 if meanwhile else None
        meanwhile = meanwhile or (
            relation == "advcl" and any(c.lower_ in ("as", "while") and c.dep_ == "mark" for c in node.children)
        )
        node = head
    return next((found for v in _row(verb) if (found := _clause_before(v, climb) or _clause_of_time(v, climb))), None)


def _row(verb: Token) -> list[Token]:
    """A verb and those before it in a row: "*lined* the harbour and *jeered*"."""
    out = [verb]
    while out[-1].dep_ == "conj" and out[-1].head.pos_ == "VERB":
        out.append(out[-1].head)
    return out


# Relations of clauses to which the clause around them may lend its time.
_LENDING = frozenset("conj xcomp acl pcomp prep attr advcl relcl ccomp".split())


def _is_then(clause: Token, verb: Token, *, meanwhile: bool) -> bool:
    """Is a clause of the time of the one around it, unless that one only reports: "On Monday X said ..., urging Y"?"""
    marks = {c.lower_ for c in clause.children if c.dep_ in ("mark", "advmod")}
    if reports(clause.head) and not (clause == verb and clause.tag_ == "VBG"):
        return False
    return meanwhile or not marks & (TEMPORAL - {"when", "as"})


def _went_before(slots: Slots, time: Token) -> bool:
    """Is it a deed that was answered at a time: "voted *on Sunday* to go *after the raid*"? Talks are of that day."""
    above = list(slots.trigger.ancestors)
    link = next((t for t in above if t.lower_ in ANSWERED and (t.dep_ == "prep" or t.tag_ == "VBG")), None)
    if link is None or time.i >= link.i or above.index(link) > 4:
        return False
    return all(e.type != "CONSULT" for e in slots.lexicon.entries.get((slots.trigger.lemma_.lower(), "n"), ()))


def _taking_place(thing: Token) -> list[Token]:
    """Verbs that tell when something is or was: "talks that open on Monday", "a pact that they signed in May"."""
    clauses = [c for c in thing.subtree if c.dep_ in ("relcl", "acl") and (c.head == thing or c.head.pos_ == "PROPN")]
    verbs = [v for c in clauses for v in (c, *(x for x in c.children if x.dep_ in ("xcomp", "acomp")))]
    return [v for v in verbs if v.lemma_.lower() in HAPPENING or (v in clauses and v.lemma_.lower() in MAKING)]


def _where_it_was(clause: Token) -> bool:
    """Does a clause go on to what was done there, or by it: "met Y in Z, *where he urged* him to leave"?"""
    earlier = any(
        c.lower_ in ("had", "has", "have", "will", "would", "'d") and c.dep_ == "aux" for c in clause.children
    )
    there = any(c.lower_ == "where" or _then(c) for c in clause.subtree if c.i < clause.i)
    acting = [c for c in clause.children if c.dep_ in ("nsubj", "nsubjpass")]
    return there and not earlier and all(c.pos_ == "PRON" for c in acting)


def _then(token: Token) -> bool:
    """Is it the "which" of "a raid on May 3 in which X killed Y"?"""
    return token.lower_ == "which" and token.head.dep_ == "prep" and token.head.lower_ in ("in", "during")


def _clause_before(verb: Token, climb: Sequence[Token]) -> int | None:
    """A clause before the semicolon: "X called Y on Monday; the two discussed Z"."""
    for child in verb.children:
        if _only_a_comma_before(child, verb) and child in climb and clauses_between(climb[0], child) == 0:
            return 4
        if child.dep_ in ("ccomp", "parataxis") and child in climb and child.i < verb.i and not reports(child):
            parted = any(t.text == ";" for t in verb.doc[child.i : verb.i])
            return 4 if parted and in_the_past(verb) and clauses_between(climb[0], child) is not None else None
    return None


def _only_a_comma_before(clause: Token, verb: Token) -> bool:
    """Is it one of several main clauses in a row: "the plane *touched down*, the band played, and X met Y"?"""
    own = any(c.dep_ in ("nsubj", "nsubjpass") for c in clause.children)
    linked = any(c.dep_ in ("mark", "advmod") and c.tag_ in ("IN", "WRB", "WP") for c in clause.children)
    return clause.dep_ == "advcl" and clause.i < verb.i and clause.tag_ == verb.tag_ == "VBD" and own and not linked


def _clause_of_time(verb: Token, climb: Sequence[Token]) -> int | None:
    """A clause of time below a verb: "when clashes erupted on Sept. 27, X attacked", "Speaking on Monday, X vowed"."""
    for child in verb.children:
        if _meanwhile(child, verb) and child in climb and clauses_between(climb[0], child) == 0:
            return 2
        if (
            child.dep_ == "advcl"
            and child in climb
            and any(c.lower_ in AT_THE_TIME and c.dep_ in ("advmod", "mark") for c in child.children)
        ):
            return 3
    return None


def _meanwhile(clause: Token, verb: Token) -> bool:
    """Does a participle tell what somebody did at the time: "Arriving in X on Monday, A threatened Y"?"""
    if clause.dep_ != "advcl" or clause.tag_ != "VBG" or not (clause.i < verb.i or clause.lemma_.lower() in _SPEAKING):
        return False
    words = {c.lower_ for c in clause.children if c.dep_ in ("mark", "prep", "aux", "advmod") and c.i < clause.i}
    return not words & {"having", "after", "before", "since", "despite", "without"}
