"""Parses mended around nouns: what is told of a deed, a charge or a person is often hung on a word beside it."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.main_verbs import FINITE
from kg.extract.neighbours import before

VIOLENCE = frozenset("shelling bombing fighting rioting firing looting".split())
_CHARGING = frozenset("accuse suspect convict acquit".split())
# What nouns are followed by "that X do something".
_DEMANDS = frozenset("demand request call appeal proposal suggestion recommendation insistence order".split())
_HIS_LIKE = frozenset("counterpart counterparts colleague colleagues".split())
# What is felt with somebody who is no party to what is done for it.
SIDING = frozenset("solidarity sympathy fellowship unity line keeping accordance".split())


def is_somebodys(doing: Token) -> bool:
    """Is it a deed that is called after a state, and that something happens in: "died in *Turkish shelling*"?"""
    whose = before(doing) if doing.i > doing.sent.start else doing
    link = _link(whose, doing)
    plain = whose.pos_ in ("ADJ", "PROPN") and link.dep_ == "prep" and all(c.dep_ != "dobj" for c in doing.children)
    return plain and (whose.head == doing or (whose.dep_ == "pobj" and not any(whose.children)))


def as_a_deed(doing: Token) -> None:
    """Make such a deed a noun, and say whose it is."""
    whose = before(doing)
    doing.pos_, doing.tag_, doing.dep_, doing.lemma_ = "NOUN", "NN", "pobj", doing.lower_
    doing.head = _link(whose, doing)
    whose.head, whose.dep_ = doing, "amod"


def _link(whose: Token, doing: Token) -> Token:
    return whose.head if whose.dep_ == "pobj" else doing.head


def as_a_noun(doing: Token) -> None:
    """Make what is done by somebody the subject of the verb behind it: "*Shelling by X* killed five"."""
    verb = doing.head
    by = next((c for c in doing.children if c.dep_ == "agent"), None)
    if by is None or doing.left_edge != doing or doing.right_edge.i + 1 != verb.i or verb.tag_ not in FINITE:
        return
    if not any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children):
        doing.pos_, doing.tag_, doing.dep_, doing.lemma_ = "NOUN", "NN", "nsubj", doing.lower_
        by.dep_ = "prep"


def of_the_deed(link: Token) -> None:
    """Hang "by", which no active verb has, on the deed that is told of: "condemned the shelling of Z *by Y*"."""
    verb = link.head
    if any(c.dep_ == "auxpass" for c in verb.children) or (verb.tag_ == "VBN" and not _has_done(verb)):
        return
    deed = next((c for c in verb.children if c.dep_ == "dobj" and c.pos_ == "NOUN" and c.i < link.i), None)
    if deed is not None:
        link.head, link.dep_ = deed, "prep"


def _has_done(verb: Token) -> bool:
    """Is a participle that of the perfect: "*has condemned*"?"""
    return any(c.dep_ == "aux" and c.lemma_ == "have" for c in verb.children)


def done_by_whom(link: Token, word: str) -> None:
    """Hang who did it on the deed, not on whom it befell: "the killing of *X by Y*", "the death of *X in a raid*"."""
    of = link.head.head
    if link.head.dep_ != "pobj" or of.lower_ != "of" or of.head.pos_ != "NOUN":
        return
    if link.head.pos_ == "NOUN" and not (word == "by" and of.head.lower_.endswith("ing")):
        return  # "the sale of books by X"
    if word == "by" or any(c.dep_ == "pobj" and c.pos_ == "NOUN" for c in link.children):
        link.head = of.head


def of_the_charge(doing: Token) -> None:
    """Give a charge its content, which the parser hung on what stands between: "accused X before Y *of lying*"."""
    link = doing.head
    between = link.head
    verb = between.head.head if between.dep_ == "pobj" else between
    if link.lower_ == "of" and verb.lemma_ in _CHARGING and any(c.dep_ in ("dobj", "nsubjpass") for c in verb.children):
        link.head = verb


def of_the_demand(clause: Token) -> None:
    """Give a demand the clause that the parser hung on the verb: "repeated its *demand* today *that X withdraw*"."""
    if not any(c.dep_ == "mark" and c.lower_ == "that" for c in clause.children):
        return
    for noun in clause.head.children:
        if noun.dep_ == "dobj" and noun.lemma_.lower() in _DEMANDS:
            clause.head, clause.dep_ = noun, "acl"
            return


def behind_whose_it_is(verb: Token) -> None:
    """Hang a relative clause on who is told of, not on whose he is: "*Y*, a friend of X's *who was arrested*"."""
    owner = verb.head
    if owner.dep_ != "pobj" or owner.head.lower_ != "of" or all(c.dep_ != "case" for c in owner.children):
        return
    told = owner.head.head
    while told.dep_ == "appos":
        told = told.head
    if told.pos_ in ("NOUN", "PROPN"):
        verb.head = told


def of_the_siding(link: Token) -> None:
    """Give it with whom one sides, which the parser hung on the deed: "closed it out of *solidarity with X*"."""
    noun = before(link)
    if noun.lemma_.lower() in SIDING and noun.dep_ == "pobj" and link.head != noun:
        link.head = noun


def of_his_state(link: Token) -> None:
    """Give a counterpart his state, which the parser hung on the verb: "met his counterpart *from X*"."""
    whose = before(link)
    if whose.lower_ in _HIS_LIKE and whose.head == link.head and link.head.pos_ == "VERB":
        link.head = whose
