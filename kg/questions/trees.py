"""Trees of statements that the parser gets wrong in a way that is known."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from kg.extract.lexicon import Lexicon
from kg.extract.parties import Scene

_DO = ("did", "do", "does")


def mend(doc: Doc, scene: Scene, lexicon: Lexicon) -> None:
    """Set the tree of "X did VERB Y" right."""
    for token in doc:
        _upright(token, lexicon)
        alone = token.dep_ == "oprd" and not any(c.dep_ == "dobj" for c in token.head.children)
        if alone and scene.mention(token) is not None:
            token.dep_ = "dobj"  # "X did call Y" is read as if Y were what X is called


def _upright(auxiliary: Token, lexicon: Lexicon) -> None:
    """Make a verb of what the parser takes for the first half of a compound ("X did host meetings")."""
    doc = auxiliary.doc
    verb = doc[auxiliary.i + 1] if auxiliary.lower_ in _DO and auxiliary.i + 1 < len(doc) else None
    if verb is None or verb.pos_ == "VERB" or verb.dep_ not in ("compound", "nmod", "amod"):
        return
    if (verb.lower_, "v") not in lexicon.entries:
        return
    noun, above, relation = verb.head, auxiliary.head, auxiliary.dep_
    if above in (auxiliary, verb, noun):
        above, relation = verb, "ROOT"
    verb.head, verb.dep_, verb.pos_ = above, relation, "VERB"
    for child in list(auxiliary.children):
        if child not in (verb, auxiliary):
            child.head = verb
    if noun not in (verb, auxiliary):
        noun.head, noun.dep_ = verb, "dobj"
    auxiliary.head, auxiliary.dep_, auxiliary.pos_ = verb, "aux", "AUX"
