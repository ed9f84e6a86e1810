"""Parses mended around days: what stands before or behind "on Monday" is often hung on the day."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.clauses import first_conjunct
from kg.extract.main_verbs import FINITE
from kg.extract.neighbours import after, before
from kg.timex import MONTHS, WEEKDAYS


def tells_day(token: Token) -> bool:
    """Is it a weekday, a month or its day, in "on Friday", "in March", "on 5 March 2019"?"""
    if token.dep_ != "pobj" or token.head.lower_ not in ("on", "in"):
        return False
    return token.lower_ in WEEKDAYS or any(t.lower_.rstrip(".") in MONTHS for t in (token, *token.children))


def of_the_second_clause(day: Token) -> None:
    """Make the clause behind a day the second of two: in "X met Y, and *the next day* Z fled" Z fled no day."""
    verb, first = next((c for c in day.children if c.dep_ == "relcl"), None), day.head
    if verb is None or day.i + 1 < verb.left_edge.i or verb.tag_ not in FINITE:
        return
    if any(c.dep_ in ("nsubj", "nsubjpass") and c.tag_ not in ("WDT", "WP") for c in verb.children):
        verb.head, verb.dep_ = first, "conj"
        day.head, day.dep_ = verb, "npadvmod"


def out_of_the_aside(preposition: Token) -> None:
    """Part a day from the aside before it: "met X, *who watches* Y, *on Friday*"."""
    aside = preposition.head
    day = next((c for c in preposition.children if c.dep_ == "pobj"), None)
    if day is None or day.lower_ not in WEEKDAYS or preposition.lower_ != "on":
        return
    if aside.dep_ not in ("relcl", "acl", "advcl") or aside.pos_ != "VERB" or aside.i > preposition.i:
        return
    first = min(t.i for t in aside.subtree)
    main = next((t for t in aside.ancestors if t.pos_ in ("VERB", "AUX")), None)
    if main is not None and first and aside.doc[first - 1].text == "," and main.i < first:
        preposition.head = main


def before_the_aside(link: Token) -> None:
    """Hang a day on the main clause, not on one that it is far from: "*On Monday*, a day before X met Y, Z left"."""
    clause = link.head
    apart = any(c.dep_ == "mark" and c.lower_ in ("before", "after") and c.i > link.i for c in clause.children)
    if apart and clause.head.i > clause.i:
        link.head, clause.dep_ = clause.head, "advcl"


def out_of_the_name(day: Token) -> None:
    """Part a day from the object that follows it: "summoned *on Monday* Peru's envoy", "met *on Friday* Mr X"."""
    preposition = before(day)
    if preposition.lower_ != "on" or preposition.dep_ != "prep" or preposition.head.pos_ != "VERB":
        return
    name = next((c for c in preposition.children if c.dep_ == "pobj"), None)
    if name is None or name.i < day.i or day not in name.subtree:
        return
    if any(c.dep_ == "dobj" for c in preposition.head.children):
        return
    name.head, name.dep_ = preposition.head, "dobj"
    day.head, day.dep_ = preposition, "pobj"


def object_behind(day: Token) -> None:
    """Give a verb its object, which the parser hung on the day's preposition: "summoned *on Monday* Peru's envoy"."""
    link, verb = day.head, day.head.head
    if verb.pos_ != "VERB" or any(c.dep_ == "dobj" for c in verb.children):
        return
    for name in link.children:
        if name.dep_ == "pobj" and name.left_edge.i == day.i + 1:
            name.head, name.dep_ = verb, "dobj"
            return


def circumstance_behind(link: Token) -> None:
    """Hang what is told behind a day on what is told before it: "met X *on Friday in Rabat*"."""
    told = link.head.head.head
    if told.pos_ in ("VERB", "NOUN"):
        link.head = told


def object_taken_for_subject(verb: Token) -> None:
    """Give a verb the object behind a day, which the parser took for a subject: "freed *on Monday a man* held by Y"."""
    first = verb.head
    name = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    if name is None or first.pos_ != "VERB" or verb.tag_ not in ("VBD", "VBN") or not first.i < name.i < verb.i:
        return
    before = verb.doc[name.left_edge.i - 1]
    taken = any(c.dep_ in ("dobj", "cc", "nsubjpass") for c in first.children)
    if before.lower_ in WEEKDAYS and not taken and not any(c.dep_ == "dobj" for c in verb.children):
        name.head, name.dep_ = first, "dobj"
        verb.head, verb.dep_, verb.tag_ = name, "acl", "VBN"


def subject_before(day: Token) -> None:
    """Part a day from the subject before it: "*the minister* Monday met X"."""
    verb = day.head
    if verb.pos_ not in ("VERB", "AUX") or not day.sent.start < day.i < verb.i:
        return
    subjects = [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass") and c != day]
    name = first_conjunct(before(day))  # "*X and Y* Monday met"
    if subjects or name.head != day or name.pos_ not in ("NOUN", "PROPN"):
        return
    passive = any(c.dep_ == "auxpass" for c in verb.children)
    for child in [c for c in day.children if c != name]:
        child.head = name
    name.head, name.dep_ = verb, "nsubjpass" if passive else "nsubj"
    day.dep_ = "npadvmod"


def name_before(name: Token) -> None:
    """Join a name to the name before a day, not to the day: "bombed X on Monday and *Y* on Tuesday"."""
    link = name.head.head
    first = before(link)
    if name.lower_ not in WEEKDAYS and link.dep_ == "prep" and first.pos_ == "PROPN":
        followed = name.i + 1 < len(name.doc) and after(name).lower_ in ("on", "in", "the", "a")
        if followed:
            name.head = first
