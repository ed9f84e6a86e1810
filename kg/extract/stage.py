"""Where those who were together just before go on: "A met B in Geneva. The two signed a treaty"."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from kg.extract.parties import Scene
from kg.extract.setting import SIGNING
from kg.extract.slots import Slots
from kg.extract.tenses import goes_on
from kg.extract.when import times_agree
from kg.model import Entity, Party, TimeSpan

_AGREEING = SIGNING | frozenset("agree reach strike announce exchange".split())
_TALKING = frozenset("discuss agree talk hold".split())
_CEREMONIES = frozenset("ceremony banquet dinner lunch sideline margin".split())


def still_there(
    kind: str, mode: str | None, slots: Slots, sides: Sequence[Party], time: TimeSpan | None, scene: Scene
) -> Entity | None:
    """The place of those who were together just before, where the words say that they go on."""
    told, place, then = scene.discourse.gathering(scene.number, sides)
    if place is None or told == scene.number or not times_agree(then, time):
        return None
    does = slots.verb.lemma_.lower()
    if not ((kind == "AGREE" and does in _AGREEING) or (kind == "CONSULT" and mode != "phone" and does in _TALKING)):
        return None
    return place if goes_on(slots.verb) or _at_a_ceremony(slots.verb) else None


def _at_a_ceremony(verb: Token) -> bool:
    """Is it at something that belongs to the occasion: "at the ceremony", "on the sidelines"?"""
    things = (o for c in verb.children if c.dep_ == "prep" and c.lower_ in ("at", "on", "over") for o in c.children)
    return any(o.lemma_.lower() in _CEREMONIES and not any(c.dep_ == "prep" for c in o.children) for o in things)
