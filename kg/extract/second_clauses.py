"""Parses mended where a sentence has a second verb: from which verb it goes on, and who does it."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.main_verbs import FINITE
from kg.extract.neighbours import after, before
from kg.extract.verbs import SAYING

# Clauses of time and cause, after which a comma leads back to what they belong to.
_CIRCUMSTANCES = frozenset("after since because as when once before".split())
_ASKING = frozenset("demand ask request urge insist require".split())


def go_on(verb: Token) -> None:
    """Hang a joined verb on the verb that it goes on from, or else give it the subject that stands before it."""
    first = _beside_the_main_clause(verb) if verb.dep_ == "conj" else None
    if first is not None:
        verb.head = first
    else:
        with_its_subject(verb)


def _beside_the_main_clause(verb: Token) -> Token | None:
    """The main verb that another goes on from, which the parser took for more of the clause between them.

    "X *said* it was a mistake and *withdrew* the ambassador", "X *have fought* since Y left and *have taken* a town":
    nobody but X can have done it, or its tense is that of the main verb and not that of the clause.
    """
    clause = verb.head
    main = clause.head
    if any(c.dep_ in ("nsubj", "nsubjpass", "mark") for c in verb.children) or not main.i < clause.i < verb.i:
        return None
    tense = _tense(verb)
    if clause.dep_ == "relcl":  # "X accused Y of blocking the road, which has been closed, and threatened Z"
        above = next((t for t in clause.ancestors if t.dep_ == "ROOT"), main)
        comma = any(c.dep_ == "cc" and c.i and before(c).text == "," for c in clause.children)
        return above if comma and tense == _tense(above) == "VBD" and tense != _tense(clause) else None
    if tense not in FINITE or tense != _tense(main):
        return None
    if clause.dep_ == "ccomp" and main.lemma_.lower() in SAYING:
        return main if tense != _tense(clause) or _says_nobody(clause) or _is_asked_of(verb, clause) else None
    if clause.dep_ == "advcl" and _is_left(clause, verb):
        return main
    helped = any(c.dep_ in ("aux", "auxpass") for c in verb.children)
    return main if clause.dep_ == "advcl" and helped and tense != _tense(clause) else None


def _tense(verb: Token) -> str:
    return next((c.tag_ for c in verb.children if c.dep_ in ("aux", "auxpass")), verb.tag_)


def _is_left(clause: Token, verb: Token) -> bool:
    """Does a comma end a clause of time before a further verb: "X rang after Y *had called him a liar, and left*"?"""
    link = next((c for c in clause.children if c.dep_ == "cc" and c.i < verb.i), None)
    comma = link is not None and before(link).text == ","
    marked = any(c.lower_ in _CIRCUMSTANCES and c.dep_ in ("mark", "advmod") for c in clause.children)
    return comma and marked and any(c.dep_ in ("nsubj", "nsubjpass") for c in clause.children)


def _is_asked_of(verb: Token, clause: Token) -> bool:
    """Is a deed asked of those of whom a clause tells: "X said troops had advanced and *demanded that they* leave"?"""
    wished = [c for c in verb.children if c.dep_ == "ccomp"] if verb.lemma_.lower() in _ASKING else []
    pronouns = [g for c in wished for g in c.children if g.dep_ == "nsubj" and g.lower_ in ("they", "it")]
    several = any(c.dep_ == "nsubj" and c.tag_ in ("NNS", "NNPS") for c in clause.children)
    return any((g.lower_ == "they") == several for g in pronouns)


def _says_nobody(clause: Token) -> bool:
    return clause.pos_ == "AUX" and any(
        c.dep_ in ("nsubj", "expl") and c.lower_ in ("it", "there") for c in clause.children
    )


def with_its_subject(verb: Token) -> None:
    """Give a verb the name before it, which the parser took into a list: "hit by X, and *Y and Z* struck back".

    Of three names that "and" joins twice, the last two go together.
    """
    if verb.tag_ not in ("VBD", "VBZ", "VBP") or not verb.i:
        return
    if any(
        c.dep_ in ("nsubj", "nsubjpass", "mark", "aux", "auxpass", "advmod") and c.i < verb.i for c in verb.children
    ):
        return
    name = before(verb)
    if name.pos_ in ("NOUN", "PROPN") and verb.tag_ == "VBD" and verb.dep_ == "advcl" and after(verb).pos_ != "NOUN":
        noun = next((t for t in (name, *name.ancestors) if t.pos_ == "NOUN"), None)
        done_to = not any(c.dep_ == "dobj" for c in verb.children)
        if done_to and noun is not None and verb.head in noun.ancestors:
            verb.head, verb.dep_, verb.tag_ = noun, "acl", "VBN"  # "a list of names *agreed* in May"
            return
    if name.pos_ not in ("NOUN", "PROPN") or name.dep_ != "conj" or name.head.pos_ not in ("NOUN", "PROPN"):
        return
    if verb.head not in name.ancestors:
        return
    if name.head.dep_ == "conj" and any(c.dep_ == "cc" for c in name.head.head.children):
        name = name.head
    name.head, name.dep_ = verb, "nsubj"
    verb.dep_ = "conj"


def in_an_aside(done: Token) -> None:
    """Give a verb its subject, which the parser gave to an aside: "*X*, received in Bonn by Y, was assured of help"."""
    verb = done.head
    subject = next((c for c in done.children if c.dep_ in ("nsubj", "nsubjpass") and c.i < done.i), None)
    if subject is None or not done.i < verb.i or before(done).text != "," or subject.right_edge.i + 2 < done.i:
        return
    own = any(c.dep_ in ("aux", "auxpass", "mark") for c in done.children)
    if own or any(c.dep_ in ("nsubj", "nsubjpass", "expl", "csubj") for c in verb.children):
        return
    passive = any(c.dep_ == "auxpass" for c in verb.children)
    subject.head, subject.dep_ = verb, "nsubjpass" if passive else "nsubj"
    done.head, done.dep_ = subject, "acl"


def to_do(clause: Token) -> None:
    """Give an infinitive the subject that the parser hung on the preposition: "called *for X to withdraw*"."""
    to = next((c for c in clause.children if c.dep_ == "aux" and c.lower_ == "to"), None)
    if to is None or any(c.dep_ in ("nsubj", "nsubjpass") for c in clause.children):
        return
    for link in clause.head.children:
        for name in link.children if link.lower_ == "for" and link.dep_ == "prep" else ():
            if name.dep_ == "pobj" and name.right_edge.i + 1 == to.i:
                name.head, name.dep_ = clause, "nsubj"
                link.head, link.dep_ = clause, "mark"
                return
