"""Whose time an expression tells: which event of a sentence each of its days and years belongs to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from spacy.tokens import Span, Token

from kg import timex
from kg.extract.clauses import has_to
from kg.extract.slots import Slots
from kg.extract.tenses import in_the_past
from kg.extract.verbs import GOING, SAYING
from kg.parse.text import written

_AT_THE_TIME = frozenset(("when", "after", "as", "while", "once", "until"))
_TEMPORAL = frozenset(("when", "after", "since", "as", "before", "while", "until", "once"))


@dataclass(frozen=True, slots=True)
class Dated:
    """An expression of time with the token that heads it."""

    timex: timex.Timex
    token: Token


def expressions(sentence: Span) -> list[Dated]:
    """The expressions of time in a sentence, with their head tokens."""
    doc, offset = sentence.doc, sentence.start_char
    out = []
    for found in timex.find(sentence.text):
        span = doc.char_span(offset + found.start, offset + found.end, alignment_mode="expand")
        if span is not None:
            out.append(Dated(found, span.root))
    return out


def in_passing(token: Token) -> bool:
    """Is it told only to say who or what is meant ("a man sentenced in 2011", "ties that X cut in 1961")?"""
    return any(t.dep_ in ("relcl", "acl") and t.pos_ in ("VERB", "AUX") for t in (token, *token.ancestors))


def lies_ahead(token: Token) -> bool:
    """Is it told as yet to come, then or now: "talks set for Friday", "which start on Friday"?"""
    link = token.head if token.dep_ == "pobj" else token
    if link.lower_ in ("for", "until", "till", "by"):
        return True
    verb = next((t for t in token.ancestors if t.pos_ in ("VERB", "AUX")), None)
    if verb is None:
        return False
    helpers = {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")}
    bare = verb.tag_ == "VB" and verb.dep_ in ("xcomp", "acl", "ccomp", "advcl") and not is_undone(verb)
    return (
        bare
        or bool(helpers & {"will", "would", "'ll", "’ll", "to", "can", "could", "may", "must", "should"})
        or (verb.tag_ in ("VBZ", "VBP") and verb.dep_ == "relcl" and not helpers)
    )


# "The night of May 3" is a time itself, "the truce of May" something that is known by its time.
_STRETCHES = frozenset(
    "morning noon afternoon evening night hour day week month year decade spring summer autumn fall winter start "
    "beginning middle end eve early late weekend half quarter".split()
)


def tells_which(token: Token) -> bool:
    """Is it the time by which a thing is known ("the ceasefire of November 2020"), not one that is told of?"""
    of = token.head
    known = of.lower_ == "of" and token.dep_ == "pobj" and of.dep_ == "prep" and of.head.pos_ in ("NOUN", "PROPN")
    return known and of.head.lemma_.lower() not in _STRETCHES


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


def of_the_saying(verb: Token, dated: Sequence[Dated], thing: Token | None = None) -> list[Dated]:
    """When it was said what a clause, or a thing that a verb has for its object, tells.

    "X said on Monday that Y had left", "Y has left, X said on Monday", "X reported on Monday the killing of Y".
    """
    while verb.head.pos_ in ("VERB", "AUX") and (
        verb.dep_ == "conj" or (verb.dep_ == "advcl" and verb.tag_ == "VBG" and not _reports(verb.head))
    ):
        verb = verb.head
    above = [verb.head] if verb.dep_ == "ccomp" and _reports(verb.head) else []
    above += [verb] if thing is not None and thing.dep_ == "dobj" and thing.head == verb and _reports(verb) else []
    said = above + [c for c in verb.children if c.dep_ in ("ccomp", "parataxis") and c.i > verb.i and _reports(c)]
    return [d for v in said for d in dated if v in _above(d.token) and _clauses_between(d.token, v) == 0]


def of_clause(verb: Token, dated: Sequence[Dated]) -> list[Dated]:
    """The times in a verb's own clause."""
    return [d for d in dated if verb in _above(d.token) and _clauses_between(d.token, verb) == 0]


def opens(dated: Dated) -> bool:
    """Does it stand before a sentence as the day of an entry: "Monday: X meets Y"?"""
    token = dated.token
    rest = token.doc[token.i + 1 : token.sent.end]
    return dated.timex.start == 0 and len(rest) > 0 and rest[0].text in (":", ".", "-", "–", "—", ";")


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
        and c in _above(d.token) and _clauses_between(d.token, c) == 0
    ]  # fmt: skip


_PROMISING = frozenset("promise pledge vow agree offer order demand ask urge undertake commit threaten".split())


def _is_deadline(dated: Dated, slots: Slots) -> bool:
    """Is it the term of what is promised: "agreed to leave by July", "vowed a vote before the end of May"?"""
    if slots.verb.lemma_.lower() not in _PROMISING or not in_the_past(slots.verb):
        return False
    start = dated.token.doc[dated.token.i].sent.start_char + dated.timex.start
    text = written(dated.token.doc)
    return bool(re.search(r"\b(?:by|before)\s(?:the\s)?\Z", text[:start])) or text[start:].startswith("by ")


_CAUSES = frozenset("after following over because for amid despite".split())


def _of_cause(dated: Dated, slots: Slots) -> bool:
    """Is it the time of what is answered? The perfect has none: "*has* cut ties because of an attack *last summer*"."""
    verb, time = slots.verb, dated.token
    if slots.noun or time.i < verb.i or not any(c.dep_ == "aux" and c.lower_ in _PERFECT for c in verb.children):
        return False
    causes = [c for c in verb.children if c.dep_ == "prep" and c.lower_ in _CAUSES and verb.i < c.i < time.i]
    things = (t for c in causes[-1:] for t in c.subtree if t.i < time.i and t.pos_ == "NOUN")
    return any((t.lemma_.lower(), "n") in slots.lexicon.entries for t in things)


_PERFECT = frozenset(("has", "have", "'ve", "’ve"))


def _first(verb: Token) -> Token:
    """The first of several things that somebody did: "when X *boarded* a ship and killed Y"."""
    own = ("nsubj", "nsubjpass")
    while verb.dep_ == "conj" and verb.head.pos_ == "VERB" and not any(c.dep_ in own for c in verb.children):
        verb = verb.head
    return verb


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


def _coordinated(a: Dated, b: Dated) -> bool:
    if a.timex.what != "span" or b.timex.what != "span":
        return False
    tops = [t.token.head if t.token.dep_ == "pobj" else t.token for t in (a, b)]
    first, second = sorted(tops, key=lambda t: t.i)
    return second.dep_ == "conj" and second.head == first


def _above(token: Token) -> list[Token]:
    """A time and what stands above it, a relative clause before the verb that the parser hung it on included.

    "X, who met Y on Monday, denied it": the day is that of the meeting; "X, who met Y, on Monday denied it": it is not.
    """
    out = [token, *token.ancestors]
    for phrase, head in pairwise(out):
        if head.pos_ not in ("VERB", "AUX"):
            continue
        if _before_what_is_said(phrase, head):
            return [*out[: out.index(head)], head.head, *head.head.ancestors]
        first, after = phrase.left_edge, phrase.right_edge.i + 1
        if phrase.dep_ not in ("prep", "npadvmod") or not first.i or after >= len(token.doc):
            return out
        if first.i > head.i:  # "On Friday X left Y, where Z had arrived the day before"
            inside = _last_clause(token.doc[first.i - 1], head)
            return out if inside is None else [*out[: out.index(head)], inside, *inside.ancestors]
        before = token.doc[first.i - 1]
        if before.text == "," and token.doc[after].text == "," and first.i > 1:
            before = token.doc[first.i - 2]
        inside = next((t for t in (before, *before.ancestors) if t.dep_ == "relcl" and t.pos_ in ("VERB", "AUX")), None)
        if inside is None or head not in inside.ancestors or before.text == ",":
            return out
        return [*out[: out.index(head)], inside, *inside.ancestors]
    return out


def _last_clause(before: Token, head: Token) -> Token | None:
    """The relative clause that a second time of a verb stands behind, where a first one stands before the verb."""
    clause = next((t for t in (before, *before.ancestors) if t.dep_ == "relcl" and t.pos_ in ("VERB", "AUX")), None)
    if before.text == "," or clause is None or head not in clause.ancestors:
        return None
    first = (c for c in head.children if c.dep_ in ("prep", "npadvmod") and c.i < head.i)
    return clause if any(t.lower_ in _DAY_WORDS for c in first for t in c.subtree) else None


_DAY_WORDS = frozenset((*timex.WEEKDAYS, *timex.MONTHS, "yesterday", "today"))


def _before_what_is_said(phrase: Token, content: Token) -> bool:
    """Does it stand between a verb of saying and what is said: "X said on Monday it would leave"?"""
    saying = content.head
    if content.dep_ != "ccomp" or not _reports(saying) or not saying.i < phrase.i < content.i:
        return False
    words = phrase.doc[saying.i + 1 : phrase.left_edge.i]
    named = any(c.dep_ in ("nsubj", "nsubjpass") and c.i > phrase.i for c in content.children)
    return named and all(w.lower_ != "that" and w.text != "," for w in words)


def _distance(slots: Slots, token: Token) -> int | None:
    """How far a time is from a trigger, in clauses; None where it belongs to another event."""
    trigger, verb = slots.trigger, slots.verb
    if slots.noun and slots.support is None and token.i < trigger.i and _went_before(slots, token):
        return None
    climb = _above(token)
    if slots.noun and token.i > trigger.i:
        if (beginning := to_begin(trigger)) is not None and beginning in climb:
            return 0
        happening = (v for v in _taking_place(trigger) if v in climb)
        if any(_clauses_between(token, v, slots) is not None for v in happening):
            return 1
    if trigger in climb and (trigger.pos_ in ("NOUN", "PROPN") or trigger in (verb, *verb.children)):
        between = _clauses_between(token, trigger, slots)
        return between if between is not None or slots.noun else _clause_of_time(trigger, climb)
    carrier = slots.support or slots.copula  # "is *due* in X on Friday"
    if carrier is not None and carrier in climb:
        between = _clauses_between(token, carrier, slots)
        return between if between is not None else _clause_of_time(carrier, climb)
    # "since 1991, when X occupied Y and killed Z": the event explains the time
    first = _first(verb)
    explained = first.dep_ == "relcl" and token in (first.head, *first.head.subtree) and token.i < first.i
    if explained and any(c.lower_ == "when" or _then(c) for c in first.subtree if c.i < first.i):
        return 0
    if slots.noun and verb in climb and not _reports(verb):
        between = _clauses_between(token, verb, slots)
        return None if between is None else between + 1
    # A time of the clause around it: "Speaking on Monday, X urged"; "on Monday, after X met Y"
    node, steps, meanwhile = verb, 1, False
    while node.head != node and steps < 5:
        relation, head = node.dep_, node.head
        if relation == "amod" and head in climb and any(c.dep_ == "nsubj" for c in node.children):
            return steps  # "X proclaimed martial law on Monday", read as a law that is proclaimed
        if relation == "conj" and head in climb and token.i < verb.i and _clauses_between(token, head) == 0:
            return steps
        if (
            relation in ("xcomp", "acl", "pcomp", "prep", "attr")
            and head in climb
            and _clauses_between(token, head) == 0
            and not _reports(head)
        ):
            return steps
        if relation in ("advcl", "relcl") and head in climb and _clauses_between(token, head) == 0:
            marks = {c.lower_ for c in node.children if c.dep_ in ("mark", "advmod")}
            saying = _reports(head) and not (node == verb and node.tag_ == "VBG")  # "On Monday X said ..., urging Y"
            if relation == "advcl" and (meanwhile or not marks & (_TEMPORAL - {"when", "as"})) and not saying:
                return steps + 1
            return None
        meanwhile = meanwhile or (
            relation == "advcl" and any(c.lower_ in ("as", "while") and c.dep_ == "mark" for c in node.children)
        )
        if relation == "ccomp" and head in climb and _clauses_between(token, head) == 0 and _reports(head):
            if meanwhile:  # "In July X said ... as he brought Y and Z together"
                return steps + 2
            # "X met Y, the ministry said on Monday": the day of the saying is at best the day of the event
            return None
        node, steps = head, steps + 1
    return _clause_before(verb, climb) or _clause_of_time(verb, climb)


def _went_before(slots: Slots, time: Token) -> bool:
    """Is it a deed that was answered at a time: "voted *on Sunday* to go *after the raid*"? Talks are of that day."""
    above = list(slots.trigger.ancestors)
    link = next((t for t in above if t.lower_ in _ANSWERED and (t.dep_ == "prep" or t.tag_ == "VBG")), None)
    if link is None or time.i >= link.i or above.index(link) > 4:
        return False
    return all(e.type != "CONSULT" for e in slots.lexicon.entries.get((slots.trigger.lemma_.lower(), "n"), ()))


_ANSWERED = frozenset("after following over because despite since".split())


_BEGINNING = frozenset("begin start open commence".split())
_HAPPENING = frozenset(
    "begin start open hold take occur happen erupt schedule plan set convene due slate launch".split()
)


# What is done to an agreement, a raid, sanctions or a visit for there to be one.
_MAKING = frozenset(
    "sign conclude reach strike agree make seal ink initial clinch carry stage impose issue wage pay mount".split()
)


def _taking_place(thing: Token) -> list[Token]:
    """Verbs that tell when something is or was: "talks that open on Monday", "a pact that they signed in May"."""
    clauses = [c for c in thing.subtree if c.dep_ in ("relcl", "acl") and (c.head == thing or c.head.pos_ == "PROPN")]
    verbs = [v for c in clauses for v in (c, *(x for x in c.children if x.dep_ in ("xcomp", "acomp")))]
    return [v for v in verbs if v.lemma_.lower() in _HAPPENING or (v in clauses and v.lemma_.lower() in _MAKING)]


def _tell_one_thing(thing: Token, slots: Slots) -> bool:
    """Do a verb and its object tell one event: "promised Y *support* on Monday"?"""
    if thing.dep_ != "dobj" or thing.head != slots.trigger:
        return False
    rows = slots.lexicon.entries
    types = {e.type for e in rows.get((slots.trigger.lemma_.lower(), "v"), ())}
    return {e.type for e in rows.get((thing.lemma_.lower(), "n"), ())} == {"SUPPORT"} and "SUPPORT" in types


def to_begin(noun: Token) -> Token | None:
    """The infinitive that tells when something is to begin: "sailed for drills with Y, *to begin on Sunday*"."""
    above = noun.head.head if noun.dep_ == "pobj" else noun.head if noun.dep_ == "dobj" else None
    clauses = [*noun.children, *(above.children if above is not None else ())]
    return next(
        (
            c for c in clauses
            if c.i > noun.i and c.dep_ in ("advcl", "relcl", "acl", "xcomp") and c.lemma_ in _BEGINNING
            and has_to(c) and all(g.dep_ != "dobj" for g in c.children)
        ),
        None,
    )  # fmt: skip


def _then(token: Token) -> bool:
    """Is it the "which" of "a raid on May 3 in which X killed Y"?"""
    return token.lower_ == "which" and token.head.dep_ == "prep" and token.head.lower_ in ("in", "during")


def _clause_before(verb: Token, climb: Sequence[Token]) -> int | None:
    """A clause before the semicolon: "X called Y on Monday; the two discussed Z"."""
    for child in verb.children:
        if child.dep_ in ("ccomp", "parataxis") and child in climb and child.i < verb.i and not _reports(child):
            parted = any(t.text == ";" for t in verb.doc[child.i : verb.i])
            return 4 if parted and in_the_past(verb) and _clauses_between(climb[0], child) is not None else None
    return None


def _clause_of_time(verb: Token, climb: Sequence[Token]) -> int | None:
    """A clause of time below a verb: "when clashes erupted on Sept. 27, X attacked", "Speaking on Monday, X vowed"."""
    for child in verb.children:
        if _meanwhile(child, verb) and child in climb and _clauses_between(climb[0], child) == 0:
            return 2
        if (
            child.dep_ == "advcl"
            and child in climb
            and any(c.lower_ in _AT_THE_TIME and c.dep_ in ("advmod", "mark") for c in child.children)
        ):
            return 3
    return None


def _meanwhile(clause: Token, verb: Token) -> bool:
    """Does a participle tell what somebody did at the time: "Arriving in X on Monday, A threatened Y"?"""
    if clause.dep_ != "advcl" or clause.tag_ != "VBG" or not (clause.i < verb.i or clause.lemma_.lower() in _SPEAKING):
        return False
    words = {c.lower_ for c in clause.children if c.dep_ in ("mark", "prep", "aux", "advmod") and c.i < clause.i}
    return not words & {"having", "after", "before", "since", "despite", "without"}


_SPEAKING = frozenset("speak address talk write".split())


def _clauses_between(token: Token, top: Token, slots: Slots | None = None) -> int | None:
    """How many clauses lie between a token and one above it; None where a finite one or another event does."""
    count = 0
    occasion = False
    path = _above(token)
    if token.pos_ == "NUM" and token.dep_ in ("nummod", "compound", "nmod"):
        known = token.head  # "the 2008 declaration": the year of that thing
        if known.pos_ == "NOUN" and known != top and (slots is None or known != slots.trigger):
            return None
    for node, head in pairwise(path):
        if node == top:
            return count
        occasion = occasion or _is_occasion(node, token, slots, top)
        own = next((t for t in path[:2] if t.dep_ == "prep"), None)
        stretch = head.lower_ == "of" and head.head.lemma_.lower() in _STRETCHES  # "in the early hours of Monday"
        elsewhere = head.lower_ == "of" and head.head not in (top, node) and not stretch
        if elsewhere and (own is None or own.lower_ != "on"):
            return None  # "the declaration of 1991": the time of that thing
        if (
            slots is not None
            and node not in (token, slots.trigger)
            and (node.lemma_.lower(), "n") in slots.lexicon.entries
            and node.pos_ == "NOUN"
            and not occasion
            and not _is_the_doing(node, top, own)
            and not _tell_one_thing(node, slots)
        ):
            return None  # "told him of the meeting during a call on Wednesday": the day is the call's
        if node.dep_ in ("xcomp", "pcomp") and is_undone(node):
            continue
        if head.lower_ in _AWAY and head.dep_ == "prep" and node != token and not occasion and not _is_hour(node):
            return None  # "a second visit after one in May": the day is that of the first
        if node.dep_ in ("relcl", "advcl", "ccomp", "csubj", "xcomp", "pcomp") or (
            node.dep_ == "conj" and node.pos_ == "VERB"
        ):
            return None
        if node.dep_ == "acl":
            if top.pos_ == "VERB" and node.tag_ == "VBN" and not _is_message(node.head, top):
                return None  # "freed a man sentenced in 2011"
            count += 1
    return count if path[-1] == top else None


# What words are sent or said in: "in a statement issued on Tuesday, X condemned".
_MESSAGES = frozenset(
    "statement letter speech address message communique communiqué note interview broadcast declaration memo "
    "memorandum telegram cable briefing bulletin post tweet decree".split()
)


def _is_message(noun: Token, top: Token) -> bool:
    return noun.lemma_.lower() in _MESSAGES and noun.dep_ == "pobj" and noun.head.head == top


_AWAY = frozenset(("after", "before", "following", "since"))
_HOURS = frozenset("dawn daybreak sunrise noon midday midnight dusk sunset nightfall".split())


def _is_hour(noun: Token) -> bool:
    """Is it a part of the day: "before dawn on Friday"?"""
    return noun.lower_ in _HOURS


_DOING = frozenset(
    "sign agree reach conclude seal strike announce declare proclaim impose launch open close hold make stop break end "
    "suspend sever halt cut resume start begin cancel postpone lift extend stage carry conduct mount order host chair "
    "attend join lead convene".split()
)


def _is_the_doing(noun: Token, top: Token, link: Token | None) -> bool:
    """Is the time of a thing that of its making: "agreed a truce on May 2", and not "condemned the attack on May 2"?"""
    made = noun.dep_ == "dobj" and noun.head == top and top.lemma_.lower() in _DOING
    return made and link is not None and link.lower_ in ("on", "in") and link.head == noun


def _is_occasion(noun: Token, token: Token, slots: Slots | None, top: Token) -> bool:
    """Is it what something happens at or in: "killed in an attack on Friday", "held since Monday's coup"?"""
    if noun.dep_ != "pobj" or slots is None or slots.noun or noun == token:
        return False
    if noun.head.lower_ == "since":
        return token.dep_ == "poss" and token.head == noun
    above = noun.head.head
    within = noun.head.lower_ in ("in", "during", "by") or (noun.head.lower_ == "for" and above.lemma_.lower() in GOING)
    return noun.head.lower_ == "at" or (within and above == top)


def is_of_the_deciding(token: Token, verb: Token) -> bool:
    """Is it the time of deciding, not of what is decided: "decided on Saturday to leave"?"""
    above = verb.head
    if verb.dep_ != "xcomp" or not in_the_past(above) or token in verb.subtree:
        return False
    return above in token.ancestors


# Who refuses or keeps another from a thing on a day does so that day; nothing else happens on it.
_BALKING = frozenset("refuse decline fail prevent".split())


def is_undone(clause: Token) -> bool:
    """Is its time that of the verb above: "refused to meet on Friday", "threatened to do so on Friday"?"""
    verb = clause.head if clause.dep_ == "xcomp" else clause.head.head
    return (
        verb.lemma_.lower() in _BALKING
        or (clause.lemma_ == "do" and any(c.lower_ in ("so", "it", "that", "this") for c in clause.children))
        or (verb.lemma_ == "be" and clause.dep_ == "xcomp")
    )


def _reports(verb: Token) -> bool:
    return verb.lemma_.lower() in SAYING
