"""Words and clauses by their place in the tree: what is joined, what describes, what is asked, conditional or apart."""

from __future__ import annotations

from spacy.tokens import Token

from kg.timex import WEEKDAYS

# Of so many words is kept what has been found; the rules ask for the same of a trigger again and again. Those of a
# sentence or two are enough, and each keeps its whole parse. A parse must be mended (`trees`) before anything is asked
# of it.
KEPT = 1 << 7
# Relations of who does it, and of who undergoes it.
SUBJECTS = ("nsubj", "csubj", "expl")
PASSIVE_SUBJECTS = ("nsubjpass", "csubjpass")
_HOURS = frozenset("dawn dusk noon midnight night sunset sunrise a.m. p.m. am pm hours o'clock".split())
# What tells when or why.
_CIRCUMSTANCES = frozenset("after before since as when while because although though until once".split())


def conjuncts(token: Token) -> list[Token]:
    """A token and whatever is coordinated with it, from left to right.

    "X and Y"; also "X, together with Y" and "X alongside Y", which say the same.
    """
    out = [token]
    for child in token.children:
        if child.dep_ == "conj" and child.pos_ not in ("VERB", "AUX"):
            out.extend(conjuncts(child))
        elif child.dep_ == "appos":  # "the president of A, X, and the premier of B, Y": "and" hangs on X
            out.extend(
                t for g in child.children if g.dep_ == "conj" and g.pos_ not in ("VERB", "AUX") for t in conjuncts(g)
            )
    return out


def first_conjunct(token: Token) -> Token:
    """The first of the tokens that a token is coordinated with."""
    while token.dep_ == "conj":
        token = token.head
    return token


def verb_of(token: Token) -> Token:
    """The verb of the clause that a token stands in."""
    while token.pos_ not in ("VERB", "AUX") and token.dep_ != "ROOT":
        token = token.head
    if token.pos_ == "AUX" and token.dep_ in ("aux", "auxpass"):
        token = token.head
    return token


def subtree_span(token: Token) -> tuple[int, int]:
    """First and one past the last token of what hangs on a token."""
    return token.left_edge.i, token.right_edge.i + 1


def antecedent(token: Token) -> Token:
    """A relative pronoun's noun; any other token is itself."""
    if token.tag_ in ("WDT", "WP", "WP$") or (token.lower_ == "that" and token.pos_ in ("PRON", "SCONJ", "DET")):
        node = token
        while node.dep_ not in ("relcl", "ROOT"):
            node = node.head
        if node.dep_ == "relcl":
            return node.head
    return token


def has_to(verb: Token) -> bool:
    """Is it an infinitive with "to"?"""
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)


def introduces(word: Token) -> bool:
    """Is it the "for" of "called *for X to withdraw*"?"""
    return word.dep_ == "mark" and word.lower_ == "for" and has_to(word.head)


def is_turned(helper: Token) -> bool:
    """Does a helper stand before the subject, and make a condition: "*should* it come to war"?"""
    return any(c.dep_ in (*SUBJECTS, *PASSIVE_SUBJECTS) and c.i > helper.i for c in helper.head.children)


def is_circumstance(clause: Token) -> bool:
    """Does a clause tell when or why, and not what?"""
    return clause.dep_ == "advcl" and any(
        c.dep_ in ("mark", "advmod") and c.lower_ in _CIRCUMSTANCES for c in clause.children
    )


def parted(token: Token) -> bool:
    """Does a semicolon stand between a clause and the one that the parser hung it on?

    "X condemned the raid; Y threatened revenge": the first is no content of the second.
    """
    first, last = sorted((token.i, token.head.i))
    return any(t.text == ";" for t in token.doc[first:last])


def is_definite(noun: Token) -> bool:
    """Is it one, or are they some, in particular: "the guest", "those talks"?"""
    return any(c.lower_ in ("the", "this", "that", "these", "those") for c in noun.children)


def describes(token: Token) -> bool:
    """A participle before a noun ("occupied territories") tells of no event of its own."""
    if token.tag_ == "VBD" and token.dep_ == "amod" and any(c.dep_ == "nsubj" for c in token.children):
        return False  # "X proclaimed martial law"
    return (token.pos_ in ("VERB", "ADJ") and token.dep_ in ("amod", "compound", "nmod")) or token.dep_ == "compound"


def in_a_title(token: Token) -> bool:
    """Is the noun part of a body's name: "the Forum on China-Africa *Cooperation*"?"""
    link = token.head
    return (
        token.pos_ == "PROPN"
        and token.dep_ == "pobj"
        and token.text.istitle()
        and link.lower_ in ("of", "for", "on")
        and link.head.pos_ == "PROPN"
        and link.head.text.istitle()
    )


def is_of_a_day(preposition: Token) -> bool:
    """Does the preposition tell when: "fired *on Sunday*"?"""
    if preposition.lower_ == "at":  # "fired at 7:52 a.m."
        return any(c.lower_ in _HOURS or (c.pos_ == "NUM" and ":" in c.text) for c in preposition.children)
    return preposition.lower_ in ("on", "by") and any(c.lower_ in WEEKDAYS for c in preposition.children)
