"""Names in a phrase: what stands before them, and which of them belong to it."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from kg.extract.mentions import Mention
from kg.extract.parties import Scene
from kg.model import Entity
from kg.queries.regions import countries_of
from kg.questions.reading import About
from kg.world import World
from kg.world.names import fold

IN = frozenset("in at near outside inside around within".split())
ABOUT = frozenset("about on over regarding concerning including of".split())
_OTHER = frozenset("with to by between from and".split())
# "in the city of X"
_NOUNS = frozenset(("city", "town", "capital"))


def preposition(mention: Mention, doc: Doc, scene: Scene) -> str:
    """The word before a name, without what only describes it ("with the Turkish president X")."""
    i = mention.start - 1
    while i >= 0:
        token = doc[i]
        describes = token.pos_ in ("DET", "ADJ") or scene.role(token) is not None or token.lower_ in _NOUNS
        if not describes and not (token.lower_ == "of" and i and doc[i - 1].lower_ in _NOUNS):
            break
        i -= 1
    if i < 0:
        return ""
    return doc[i].lower_ if doc[i].pos_ in ("ADP", "SCONJ", "CCONJ", "PART") or doc[i].text == "," else ""


def inside(token: Token, scene: Scene) -> list[Mention]:
    """The names in a phrase, without those that another preposition ties to it by chance."""
    found = [m for t in token.subtree if (m := scene.mention(t)) is not None]
    own = scene.mention(token)
    return [m for m in dict.fromkeys(found) if m == own or _belongs(m, token.doc, scene)]


def _belongs(mention: Mention, doc: Doc, scene: Scene) -> bool:
    """Is a name inside a phrase a part of it ("the situation in X"; but not "discussed X in Y")?"""
    word = preposition(mention, doc, scene)
    if word not in IN:
        return word not in _OTHER
    before = next((doc[i - 1] for i in range(mention.start, 0, -1) if doc[i].lower_ == word), None)
    return before is not None and before.pos_ == "NOUN" and scene.mention(before) is None


def location(place: Entity, world: World) -> About:
    """A place as a condition, with what lies in it; of a city of the gazetteer, all that bear its name may be meant."""
    cities = world.cities.get(fold(place.label)) if place.kind == "place" else ()
    alike = (place.id, *(c.id for c in cities if place in cities))
    return About(label=place.label, entities=tuple(dict.fromkeys(alike)), countries=tuple(sorted(countries_of(place))))


def joined(known: list[About], new: About, mention: Mention, doc: Doc) -> list[About]:
    """One more condition, or, behind "or", one more alternative of the last."""
    if not known or mention.start == 0 or doc[mention.start - 1].lower_ != "or":
        return [*known, new]
    last = known[-1]
    both = About(
        label=f"{last.label} or {new.label}",
        entities=last.entities + new.entities,
        countries=last.countries + new.countries,
    )
    return [*known[:-1], both]
