"""To whom it is done where only sentences before tell it: "condemned the attack", "called off the talks"."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from kg.extract import arguments as arg
from kg.extract.discourse import state_of
from kg.extract.lexicon import Entry
from kg.extract.parties import Scene
from kg.extract.slots import Slots
from kg.model import Party

_FREEDOM = frozenset(("release", "freedom", "return", "liberation"))
# What two sides have between them besides talks, and what one of them makes to the other.
_TRUCES = frozenset(("ceasefire", "truce", "armistice"))
_OFFERS = frozenset(("offer", "proposal", "invitation", "overture"))
# What is said of somebody, and what somebody did, whatever it was.
_CHARGES = frozenset("accusation allegation claim charge criticism demand call request ultimatum".split())
_DEEDS = frozenset("move step decision action measure act incident".split())
# Whose talks they are.
_WITH = frozenset("with between by among of for from to".split())
# What is talked about, when and where: none of whose talks they are.
_NOWHERE = frozenset(("place", "topic"))


def across_the_table(entry: Entry, slots: Slots, scene: Scene, actors: Sequence[Party]) -> tuple[Party, ...]:
    """With whom the talks are that somebody calls off or proposes: with whom it dealt just before."""
    for thing in _at_stake(slots):
        lemma = thing.lemma_.lower()
        if entry.type == "REJECT" and lemma in _CHARGES and not any(_tells_whose(c, scene) for c in thing.children):
            return scene.discourse.accuser(scene.number, actors)
        talks = "@talks" in slots.lexicon.things.get(lemma, ()) or lemma in _TRUCES
        offer = entry.type == "REJECT" and lemma in _OFFERS
        if (talks or offer) and not any(_tells_whose(c, scene) for c in thing.children):
            return scene.discourse.partner(scene.number, actors)
    return ()


def _at_stake(slots: Slots) -> list[Token]:
    """What is called off or proposed: the object, the subject of what is proposed, what one walks out of."""
    out = [*slots.get("obj"), *slots.get("comp")]
    if not slots.noun:
        out += [t for w in ("of", "from", "out") for t in arg.prepositional(slots.trigger, w)]
        out += [
            t for c in slots.trigger.children if c.lower_ == "out" for g in c.children if g.lower_ == "of"
            for t in g.children if t.dep_ == "pobj"
        ]  # fmt: skip
    return [each for t in out for each in arg.conjuncts(t) if each.pos_ == "NOUN"]


def _tells_whose(child: Token, scene: Scene) -> bool:
    """Does a word that hangs on talks say, or try to say, whose they are: "with the rebels", "its offer"?"""
    if child.dep_ == "prep" and child.lower_ in _WITH:
        going = child.lower_ in ("to", "from")  # "a trip to Y"
        return any(going or not _is_matter(o, scene) for o in child.children if o.dep_ == "pobj")
    if child.dep_ == "poss":
        return True
    return child.dep_ in ("amod", "compound", "nmod") and bool(scene.parties(child))


def _tells_which(child: Token, scene: Scene) -> bool:
    """Is a deed told apart from the one just told: "the attack on a church", "the Paris attack"?"""
    if child.dep_ == "relcl":
        return child.doc[child.left_edge.i - 1].text != ","  # ", which comes amid a row" adds only more of it
    if child.dep_ in ("prep", "poss", "acl"):
        return not arg.is_of_a_day(child)
    return child.dep_ in ("amod", "compound", "nmod") and (scene.mention(child) is not None or child.pos_ == "PROPN")


def _is_matter(token: Token, scene: Scene) -> bool:
    """Is it a place, a topic or a thing, and nobody?"""
    mention = scene.mention(token)
    if mention is not None:
        return mention.entity.kind in _NOWHERE
    return token.pos_ == "NOUN" and token.lemma_.lower() not in scene.lexicon.nouns and not scene.parties(token)


def behind_the_deed(slots: Slots, scene: Scene, actors: Sequence[Party]) -> tuple[Party, ...]:
    """Whose deed is blamed: "condemned the latest attack" after "X attacked Y"."""
    if slots.noun:  # "was met with criticism"
        things = arg.undergoers(slots.support) if slots.support is not None and arg.is_passive(slots.support) else []
    else:
        things = arg.doers(slots.copula) if slots.copula is not None else arg.undergoers(slots.trigger)
    for thing in things:
        definite = any(c.lower_ in ("the", "this", "that") for c in thing.children)
        alone = not any(_tells_which(c, scene) for c in thing.children)
        lemma = thing.lemma_.lower()
        if definite and alone and (lemma in _DEEDS or (lemma, "n") in scene.lexicon.entries):
            kinds = None if lemma in _DEEDS else {e.type for e in scene.lexicon.entries[lemma, "n"]}
            doers = scene.discourse.last_deed(scene.number, kinds, within=3 if kinds else 2)
            own = {a.entity.id for a in actors} | {state_of(a) or a.entity.country for a in actors}
            return tuple(p for p in doers if p.entity.id not in own and state_of(p) not in own)
    return ()


def holders(slots: Slots, scene: Scene, actors: Sequence[Party], recipients: tuple[Party, ...]) -> tuple[Party, ...]:
    """Of whom somebody's release is demanded: of who seized them, as was just told, not of themselves.

    Where nobody was told to have seized them: of the other side.
    """
    things = {t.lemma_.lower() for t in arg.undergoers(slots.trigger)} if not slots.noun else set()
    if not slots.noun:
        things |= {t.lemma_.lower() for t in arg.prepositional(slots.trigger, "for")}
    if not things & _FREEDOM or not all(p.entity.kind in ("person", "group") for p in recipients):
        return recipients
    captors = scene.discourse.last_deed(scene.number, ("COERCE", "ASSAULT"))
    held = {p.entity.id for p in (*recipients, *actors)}
    found = tuple(p for p in captors if p.entity.id not in held) or recipients
    bodies = any(a.entity.kind == "organisation" for a in actors)  # who asks on behalf of others
    return found or (scene.discourse.partner(scene.number, actors) if not bodies else ())
