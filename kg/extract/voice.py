"""Active or passive: is what stands before a verb doing, or done to?

The parser takes many a participle for the past, and many a past for a participle.
"""

from __future__ import annotations

import functools

from spacy.tokens import Token

from kg.extract.clauses import KEPT, PASSIVE_SUBJECTS, SUBJECTS


@functools.lru_cache(maxsize=KEPT)
def is_passive(verb: Token) -> bool:
    """Is what stands before the verb done to, not doing?"""
    participle, relation = verb.tag_ == "VBN", verb.dep_
    active = False
    for child in verb.children:
        how = child.dep_
        if how in PASSIVE_SUBJECTS or how == "auxpass":
            return True
        active = active or how in SUBJECTS or how == "aux"
    if verb.tag_ == "VBD" and (_reduced(verb) or (relation == "acl" and _undergone(verb))):
        return True
    if is_brought_about(verb):
        return True
    if not participle:
        return False
    if relation == "acl" and _heads_no_clause(verb):
        return False
    if relation in ("acl", "amod"):
        return True
    if active:
        return False
    # "Accused by X, Y left"; "was accused and jailed"
    if relation == "conj":  # but "was sworn in and named a cabinet"
        return is_passive(verb.head) and not any(c.dep_ == "dobj" for c in verb.children)
    return relation == "advcl" and not _goes_on(verb)


def is_brought_about(verb: Token) -> bool:
    """Does somebody have it done: "X had Y *arrested*"?"""
    having = verb.head if verb.dep_ == "ccomp" else verb.head.head if verb.head.dep_ == "dobj" else verb
    told = verb.dep_ in ("ccomp", "acl") and verb.tag_ in ("VBN", "VBD") and having.lemma_ in ("have", "get")
    past = having.pos_ == "VERB" and (verb.dep_ == "ccomp" or having.tag_ not in ("VBZ", "VBP"))
    return told and past and all(c.dep_ not in ("aux", "mark") for c in verb.children)


def _reduced(verb: Token) -> bool:
    """Did the parser take a participle for the past: "anger over officers *detained by Y*"?"""
    kinds = {c.dep_ for c in verb.children}
    return (
        verb.dep_ in ("conj", "advcl", "ccomp", "relcl") and "agent" in kinds and not kinds & {"dobj", "xcomp", "ccomp"}
    )


def _undergone(verb: Token) -> bool:
    """Did the parser take a participle for the past: "a fighter *captured* in the war"?"""
    active = any(c.dep_ in ("dobj", "xcomp", "ccomp", "nsubj", "prt") for c in verb.children)
    return not active and verb.head.dep_ not in ("ROOT", "nsubj")


def _goes_on(verb: Token) -> bool:
    """Did the parser take the second of three verbs for a participle: "X landed in A, conferred with Y and went on"?"""
    behind = verb.i > verb.head.i and verb.head.tag_ in ("VBD", "VBN") and verb.nbor(-1).text == ","
    return behind and any(c.dep_ == "conj" and c.tag_ == "VBD" for c in verb.children)


def _heads_no_clause(verb: Token) -> bool:
    """Did the parser take the only verb for a participle: "The opposition called a strike"?"""
    if verb.head.dep_ != "ROOT" or verb.head.pos_ not in ("NOUN", "PROPN") or verb.i < verb.head.i:
        return False
    done_to = any(c.dep_ == "dobj" for c in verb.children)
    asking = verb.lemma_ in ("call", "appeal", "ask") and any(c.lower_ in ("for", "on") for c in verb.children)
    return done_to or asking
