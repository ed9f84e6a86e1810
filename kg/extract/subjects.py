"""The subject of a verb, its own or lent: by the noun it is said of, the verb it follows, or the clause around it."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.clauses import PASSIVE_SUBJECTS, SUBJECTS, antecedent, has_to, verb_of
from kg.extract.phrases import objects_of, prepositional
from kg.extract.verbs import CALLING
from kg.extract.voice import is_passive

# What speaks for whoever gives it out: "X issued a declaration demanding".
_UTTERANCES = frozenset(
    "declaration statement letter communique communiqué note resolution petition appeal directive order decree law "
    "bill".split()
)
# What is handed over and speaks for who sent it.
_WRITINGS = frozenset("note letter message statement decree order summons document".split())
# What those who did it get for it.
_THANKS = frozenset("gratitude thank thanks appreciation praise".split())
_DEALINGS = frozenset("pressure sanction blame criticism embargo fine penalty duty tariff ban".split())
_RANKED = frozenset("first last only second third".split())


def subjects(verb: Token, depth: int = 0) -> list[Token]:
    """The subject in the tree, whether doing or done to: its own, or one that the words around lend to it."""
    if depth > 4:
        return []
    own = [c for c in verb.children if c.dep_ in (*SUBJECTS, *PASSIVE_SUBJECTS) and c.dep_ != "expl"]
    if own:
        return [antecedent(t) for t in own]
    relation, head = verb.dep_, verb.head
    if relation == "acl" or (relation == "relcl" and has_to(verb)):
        return _of_the_noun(verb, depth)
    if relation == "amod":
        return [head]
    if relation == "acomp" or (relation in ("conj", "dep") and head.pos_ in ("VERB", "AUX")):
        # "X is due to meet Y"; "X met Y and signed": the first verb's subject, or what a passive first verb was done to
        return subjects(head, depth + 1)
    if relation == "xcomp" and head.pos_ in ("VERB", "AUX", "ADJ"):
        return _under_control(verb, depth)
    if relation == "ccomp" and head.pos_ == "VERB":
        return _beside_what_is_said(verb, depth)
    if relation == "pcomp" and head.lower_ == "for" and (them := _for_which(head)) is not None:
        return them
    if relation in ("advcl", "pcomp"):
        return _of_the_clause_around(verb, depth)
    return []


def _of_the_noun(verb: Token, depth: int) -> list[Token]:
    """Of whom a clause is said, or who issued what demands something."""
    noun = verb.head
    issued = verb.tag_ == "VBG" and noun.dep_ == "dobj" and noun.lemma_.lower() in _UTTERANCES
    return subjects(noun.head, depth + 1) if issued else [_named_by(noun)]


def _under_control(verb: Token, depth: int) -> list[Token]:
    """Who is to do what another verb is followed by: its object, else its subject."""
    governor = verb.head
    calling = governor.lemma_.lower() in CALLING and has_to(verb)  # "telephoned Y to thank Z"
    control = [c for c in governor.children if c.dep_ == "dobj" and not calling]
    return [antecedent(c) for c in control] or subjects(governor, depth + 1)


def _beside_what_is_said(verb: Token, depth: int) -> list[Token]:
    """Who does what the parser took for a content."""
    above = verb.head
    if verb.tag_ == "VBD" and verb.i > above.i:
        return subjects(above, depth + 1)  # "X met Y, signed a treaty and left": one of a list of verbs
    if verb.tag_ == "VB":
        return [c for c in above.children if c.dep_ == "dobj"] or subjects(above, depth + 1)
    return []


def _for_which(link: Token) -> list[Token] | None:
    """Who did that for which they are thanked, blamed or dealt with; None where nobody is."""
    top = link.head
    if top.pos_ == "VERB" and (blamed := _blamed(top)):
        return blamed  # "thanked *X* for freeing Y", "put pressure on *X* for shelling Y"
    thanks = [t for t in (top, *(c for c in top.children if c.dep_ == "dobj")) if t.lemma_.lower() in _THANKS]
    if not thanks:
        return None
    # "voiced gratitude to *X* for freeing Y"
    return prepositional(thanks[0], "to") or (prepositional(top, "to") if top.pos_ == "VERB" else [])


def _blamed(verb: Token) -> list[Token]:
    """Who did that for which something is done or said to them."""
    if is_passive(verb):
        return []
    out = []
    for thing in (c for c in verb.children if c.dep_ == "dobj"):
        if thing.lemma_.lower() in _DEALINGS:
            links = (c for c in (*thing.children, *verb.children) if c.lower_ in ("on", "against"))
            out += [o for c in links for o in objects_of(c)]
        elif thing.pos_ in ("PROPN", "PRON") or thing.ent_type_:
            out.append(thing)
    return out


def _of_the_clause_around(verb: Token, depth: int) -> list[Token]:
    """Who does what is told of the time or manner of another clause."""
    head = verb.head if verb.dep_ == "advcl" else verb_of(verb.head)
    handed = verb.tag_ == "VBG" and head.tag_ == "VBN"
    if handed and any(c.dep_ == "dobj" and c.lemma_.lower() in _WRITINGS for c in head.children):
        return prepositional(head, "from") or agents(head)  # "was handed a note from *X* declaring"
    if head.pos_ not in ("VERB", "AUX") or head == verb:
        return []
    # "X smiled while greeting Y, a witness said": the clause before the participle lends its subject
    nearer = head.head if head.dep_ == "ccomp" and head.head.i < verb.i < head.i else None
    return subjects(nearer or head, depth + 1)


def _named_by(noun: Token) -> Token:
    """Of whom a noun is said: "*X* became the first leader to visit Y", "*X* was among the first to call"."""
    top = noun
    if top.dep_ == "pobj" and top.head.lower_ in ("among", "amongst") and top.head.head.lemma_ == "be":
        top = top.head
    elif top.dep_ != "attr":
        return noun
    ranked = any(t.lower_ in _RANKED for t in (noun, *noun.children))
    named = [
        c
        for c in top.head.children
        if c.dep_ == "nsubj" and (c.pos_ in ("PROPN", "PRON") or (ranked and c.pos_ == "NOUN"))
    ]
    return antecedent(named[0]) if named and top.head.lemma_ in ("be", "become", "remain") else noun


def agents(verb: Token) -> list[Token]:
    """Who stands behind a passive's "by", wherever in its phrases the parser hung it: "accused in turn by X"."""
    near = [c for c in verb.children if c.dep_ == "agent" or (c.dep_ == "prep" and c.lower_ == "by")]
    if not near:
        near = [
            t
            for t in verb.subtree
            if t.i > verb.i and t.lower_ == "by" and t.dep_ in ("agent", "prep") and _within_phrases(t, verb)
        ]
    return [p for c in near for p in objects_of(c) if p.pos_ != "VERB"]


def _within_phrases(token: Token, verb: Token) -> bool:
    """Are there only phrases, and no clause with a subject, between a token and the verb?"""
    node = token.head
    while node != verb:
        if node.dep_ in ("relcl", "advcl", "ccomp", "acl", "conj", "pcomp", "nsubj", "nsubjpass"):
            return False
        if node.dep_ == "xcomp" and has_to(node):
            return False  # "expected to be joined by X": X expects nothing
        node = node.head
    return True
