"""Who fills the argument places of a frame: the parties for which the words stand that stand there."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from spacy.tokens import Token

from kg.extract import arguments as arg
from kg.extract.blame import done_by
from kg.extract.clauses import first_conjunct
from kg.extract.parties import Scene
from kg.extract.sides import unique
from kg.extract.slots import Slots
from kg.extract.where import where
from kg.model import Party

# Places in which a thing stands for whose it is.
_BEHIND = frozenset("on against toward towards at into to of inner for outside over behind comp".split())
# Places in which a thing stands for where it is.
_INSIDE = ("at", "on", "into", "inner")
# "Its neighbour" is never itself.
_OTHERS = frozenset("neighbour neighbor rival foe enemy ally partner adversary".split())


def fillers(paths: Sequence[str], slots: Slots, scene: Scene, of: str) -> tuple[Party, ...]:
    """The parties in all of these argument places."""
    whole = not slots.noun and "obj" in paths and "of" in paths and any(scene.sides(t) for t in slots.get("obj"))
    paths = [path for path in paths if not (whole and path == "of")]  # "hosted the leaders of X and Y": not X and Y
    found = [t for path in paths if path != "inner" for t in slots.get(path, of)]
    if not found and "inner" in paths:  # "were told to leave X": what a clause inside names has done it if nobody else
        found = slots.get("inner", of)
    if len(found) == 1 and found[0].dep_ == "conj" and slots.verb.dep_ == "relcl":
        found = list(arg.conjuncts(first_conjunct(found[0])))  # "X and Y, who met": the clause hangs on Y alone
    return unique([p for t in found for p in scene.sides(t) or behind(t, slots, scene) if not is_bound(t, scene)])


def first_fillers(
    paths: Sequence[str], slots: Slots, scene: Scene, of: str, without: Sequence[Party] = (), *, another: bool = False
) -> tuple[Party, ...]:
    """The parties in the first argument place that has any besides those that act.

    Parameters
    ----------
    another : bool
        There must be somebody else: "its" then means whoever does not act.
    """
    for path in paths:
        if path == "other":
            return _counterpart(scene, without)
        if path == "here":
            land = {p.entity.country for p in without}
            return tuple(p for p in state_of_place(slots, scene) if without and p.entity.country not in land)
        if path in ("owner", "of") and "obj" in paths[paths.index(path) :] and _is_somebody(slots, scene):
            continue  # "seized X and his wife"
        tokens = [t for t in slots.get(path, of) if not is_bound(t, scene)]
        if tokens and (found := _others_in(path, tokens, slots, scene, without, another=another)):
            return found
    return ()


def _is_somebody(slots: Slots, scene: Scene) -> bool:
    """Does the object of a verb stand for a person?"""
    return not slots.noun and any(p.entity.kind == "person" for t in slots.get("obj") for p in scene.sides(t))


def _others_in(
    path: str, tokens: Sequence[Token], slots: Slots, scene: Scene, without: Sequence[Party], *, another: bool
) -> tuple[Party, ...]:
    """The parties besides those that act which the words in one place name, else those to whom they lead."""
    own = {p.entity.id for p in without}
    if found := _besides(own, (p for t in tokens for p in scene.sides(t))):
        return _on_all(found, tokens, scene, own) if path in ("on", "against") and len(tokens) > 1 else found
    if path in ("from", "out") and (found := _left(tokens, scene, without, own)):
        return found
    if path in _BEHIND and (found := _besides(own, _owning(tokens, scene))):  # "an attack on a Turkish base"
        return found
    if path in _INSIDE and slots.trigger.pos_ == "VERB":  # "fired at targets in Y"
        inside = [o for t in tokens if t.pos_ == "NOUN" for o in arg.prepositional(t, "in")]
        if found := _besides(own, (p for o in inside for p in state_named(o, scene))):
            return found
    if path == "owner":
        others = [t for t in tokens if another or t.head.lemma_.lower() in _OTHERS]
        if found := unique([p for t in others if (p := scene.anaphora.other_body(t, without)) is not None]):
            return found
    if without:  # "charging its neighbour with sabotage"
        rivals = [c for t in tokens if t.lemma_.lower() in _OTHERS for c in t.children if c.dep_ == "poss"]
        return unique([p for c in rivals if (p := scene.anaphora.other_body(c, without)) is not None])
    return ()


def _besides(own: Collection[str], parties: Iterable[Party]) -> tuple[Party, ...]:
    return unique([p for p in parties if p.entity.id not in own])


def _owning(tokens: Iterable[Token], scene: Scene) -> Iterator[Party]:
    """Whose things are."""
    for token in tokens:
        for owner in arg.owners(token):
            if not is_bound(owner, scene):
                yield from scene.sides(owner)


def _on_all(found: tuple[Party, ...], tokens: Sequence[Token], scene: Scene, own: Collection[str]) -> tuple[Party, ...]:
    """Those named, and whose the things beside them are: "sanctions on a bank of Y and on Z"."""
    things = [t for t in tokens if t.pos_ == "NOUN" and not scene.sides(t)]
    return tuple(p for p in unique([*found, *_owning(things, scene)]) if p.entity.id not in own)


def _left(tokens: Sequence[Token], scene: Scene, without: Sequence[Party], own: Collection[str]) -> tuple[Party, ...]:
    """The state of another of which a part is left: "withdrew from northern Y"."""
    found = _besides(own, (p for t in tokens for p in state_named(t, scene)))
    return tuple(p for p in found if p.entity.country not in {a.entity.country for a in without})


def _counterpart(scene: Scene, without: Sequence[Party]) -> tuple[Party, ...]:
    """The state with which the only one who acts was told to deal."""
    other = scene.discourse.counterpart(scene.number, without) if len(without) == 1 else None
    state = scene.world.state(other.entity.country) if other is not None else None
    return (Party(entity=state),) if state is not None else ()


def behind(token: Token, slots: Slots, scene: Scene) -> tuple[Party, ...]:
    """Whose deed it is that does it: "US air raids killed five", "an attack by X wounded Y"."""
    if token.pos_ == "PROPN" and scene.mention(token) is None:  # "an Antonov of X's air force"
        named = [
            o for o in arg.prepositional(token, "of") if any(scene.mention(t) is not None for t in (o, *arg.owners(o)))
        ]
        forces = unique([p for o in named for p in scene.sides(o)])
        return tuple(p for p in forces if (p.sector or p.entity.sector) in ("MIL", "REB"))
    if token.pos_ != "NOUN" or not is_violence(token, scene) or slots.trigger == token:
        return ()
    by = (
        arg.prepositional(token, "by")
        or arg.prepositional(token, "from")
        or [o for o in arg.owners(token) if o.dep_ != "pobj"]
        or done_by(token)
    )
    return unique([p for o in by for p in scene.sides(o) if not is_bound(o, scene)])


def state_named(token: Token, scene: Scene) -> tuple[Party, ...]:
    """The state of a place by name."""
    mention = scene.mention(token)
    if mention is None or mention.entity.kind != "place":
        return ()
    state = scene.world.state(mention.entity.country)
    return (Party(entity=state),) if state is not None else ()


def state_of_place(slots: Slots, scene: Scene) -> tuple[Party, ...]:
    """Whose the place is: arrests there are made by its authorities, aid that is cut off there is cut off from it."""
    place = where(slots, scene, ())
    state = scene.world.state(place.country) if place is not None else None
    return (Party(entity=state, sector="GOV"),) if state is not None else ()


def is_violence(token: Token, scene: Scene) -> bool:
    """Does the noun name what kills and wounds on somebody's behalf?"""
    return any(kind == "violence" for kind, _ in scene.lexicon.classes(token))


def is_bound(token: Token, scene: Scene) -> bool:
    """Is it only part of a word that describes another: "*Saudi*-led"?"""
    mention = scene.mention(token)
    return mention is not None and scene.bound(mention, token.doc)
