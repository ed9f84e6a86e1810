"""Who says so: the speaker of a clause, and the reporting source that the article names."""

from __future__ import annotations

from spacy.tokens import Span, Token

from kg.extract.parties import Scene
from kg.extract.verbs import SAYING

_ACCORDING = frozenset(("according",))


def speaker(trigger: Token, scene: Scene) -> tuple[str | None, str | None]:
    """Who is quoted as telling of an event, and to whom the report is attributed.

    Returns
    -------
    speaker : str or None
        Canonical name of the person or body that says so.
    attributed_to : str or None
        The words of the reporting source, as the article has them.
    """
    for verb in trigger.ancestors:
        if verb.lemma_.lower() in SAYING and verb.pos_ == "VERB" and _says(verb, trigger):
            for subject in verb.children:
                if subject.dep_ == "nsubj" and trigger not in subject.subtree:
                    named = scene.parties(subject)
                    words = phrase(subject)
                    return (named[0].entity.label if named else None), words
    return None, according_to(trigger.sent)


def _says(verb: Token, trigger: Token) -> bool:
    node = trigger
    while node.head != verb:
        node = node.head
    return node.dep_ in ("ccomp", "parataxis", "advcl", "dep", "xcomp") and (node.dep_ != "advcl" or node.i < verb.i)


def according_to(sentence: Span) -> str | None:
    """The source behind "according to"."""
    for token in sentence:
        if token.lower_ == "according":
            for to in token.children:
                if to.lower_ == "to":
                    for source in to.children:
                        if source.dep_ == "pobj":
                            return phrase(source)
    return None


def phrase(token: Token) -> str:
    """The words of a noun phrase without relative clauses and without an article."""
    start, end = token.left_edge.i, token.right_edge.i + 1
    cut = [c.left_edge.i for c in token.children if c.dep_ in ("relcl", "punct", "appos", "acl") and c.i > token.i]
    span = token.doc[start : min([end, *cut])]
    text = span.text.strip(" ,;")
    return text[4:] if text[:4].lower() == "the " else text
