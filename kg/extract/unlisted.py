"""Bodies and places that no table knows, by the names that the text gives them."""

from __future__ import annotations

from collections.abc import Container

from spacy.tokens import Span, Token

from kg.extract.surroundings import names_paper
from kg.model import Entity, Party
from kg.namespaces import entity_iri
from kg.world.names import words

# What bears the name of a place before it: "the Kotli sector".
TERRITORIES = frozenset(
    "province district sector region valley governorate county canton prefecture suburb quarter neighbourhood "
    "neighborhood area village town city state island peninsula crossing prison camp airport harbour harbor port "
    "square checkpoint refinery base strait river lake".split()
)


_QUARTERS = frozenset("north south east west northeast northwest southeast southwest centre center".split())


def unlisted_body(token: Token, known: Container[int]) -> tuple[Party, ...]:
    """A body by the name that the text gives it ("the Amhara Farmers' Front"); `known` are tokens of known names."""
    if token.ent_type_ != "ORG":
        return ()
    span = named(token)
    if span.root.i != token.i or any(i in known for i in range(span.start, span.end)):
        return ()
    own = [t for t in span if t.text[0].isalnum()]
    if len(own) < 2 or any(not t.text[0].isupper() for t in own if len(t) > 3) or names_paper(span):
        return ()
    text = span.text.removeprefix("the ").removeprefix("The ").strip(" '’\"")
    entity = Entity(id=entity_iri("org", "_".join(words(text))), kind="organisation", label=text)
    return (Party(entity=entity),)


def unlisted_place(token: Token, known: Container[int]) -> Entity | None:
    """A place by its name: "near Shchastia", "in the Kotli sector"; `known` are tokens of known names."""
    if token.lemma_.lower() in TERRITORIES and token.pos_ == "NOUN":
        token = next((c for c in token.children if c.dep_ in ("compound", "nmod") and c.pos_ == "PROPN"), token)
        sure = token.text[0].isupper()
    else:
        nearby = token.dep_ == "pobj" and token.head.lower_ in ("near", "outside", "around")
        in_town = token.dep_ == "pobj" and token.head.lower_ == "of" and token.head.head.lemma_.lower() in TERRITORIES
        sure = token.ent_type_ in ("GPE", "LOC", "FAC") or nearby or in_town
    if not sure or token.pos_ != "PROPN" or token.ent_type_ in ("NORP", "DATE", "TIME"):
        return None
    span = named(token) if token.ent_type_ else token.doc[token.left_edge.i : token.i + 1]
    own = [t for t in span if t.pos_ == "PROPN"]
    if own and len(own) == 1 and own[0].lower_ in _QUARTERS:
        return None  # "in Turkey's Southeast"
    if not own or any(t.i in known for t in span) or not all(t.text[0].isupper() for t in own):
        return None
    text = span.doc[own[0].i : own[-1].i + 1].text
    return Entity(id=entity_iri("place", "_".join(words(text))), kind="place", label=text)


def named(token: Token) -> Span:
    """The name around a token that the parser's recogniser sees."""
    start, end = token.i, token.i + 1
    while token.doc[start].ent_iob_ == "I":
        start -= 1
    while end < len(token.doc) and token.doc[end].ent_iob_ == "I":
        end += 1
    return token.doc[start:end]
