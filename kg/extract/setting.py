"""The town that an article or a section of it is from: "GENEVA, Nov 21 -", "DAKAR. The presidents ..."."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import islice

from spacy.tokens import Doc, Span

from kg import timex
from kg.extract.parties import Scene
from kg.model import Entity, Party
from kg.world import World

# How long after it was written an article may come out.
_IN_PRINT = timedelta(days=3)
# What is done to conclude a treaty, and done at one place.
SIGNING = frozenset("sign ink conclude initial seal".split())


def town(dateline: str | None, doc: Doc, world: World) -> Entity | None:
    """The town of a dateline."""
    if not dateline:
        return None
    name = dateline.split(",")[0].strip()
    for known in world.find(name):
        if known.entity.kind == "place" and known.form in ("capital", "name"):
            return known.entity
    governed = {k.entity.country for k in world.find(name) if k.form == "metonym" and k.entity.country}
    return world.cities.likeliest(name.title() if name.isupper() else name, lambda: governed or world.states_in(doc))


def written_on(opening: str, published: date | None) -> date | None:
    """The day of a dateline, of which "today" in it is: that of publication, or some days before.

    Examples
    --------
    >>> written_on("WASHINGTON, Aug. 21 -- ", date(1998, 8, 22))
    datetime.date(1998, 8, 21)
    """
    days = [timex.resolve_time(found, anchor=published) for found in timex.find(opening)]
    told = [span.earliest for span in days if span is not None and span.granularity == "day"]
    if published is None or len(told) != 1:
        return published
    return told[0] if timedelta(0) < published - told[0] <= _IN_PRINT else published


def heading(sentence: Span, scene: Scene) -> Entity | None:
    """The town that is all a sentence says."""
    spoken = list(islice((t for t in sentence if t.text[0].isalnum()), 4))
    if not spoken or len(spoken) > 3 or sentence.text.strip()[-1:] != ".":
        return None
    mention = scene.mention(spoken[0])
    if mention is None or mention.start != spoken[0].i or mention.end != spoken[-1].i + 1:
        return None
    return mention.city or (mention.entity if mention.entity.kind == "place" else None)


_HOSTING = frozenset("receive host greet welcome".split())


def _at_home(place: Entity, sides: Sequence[Party]) -> bool:
    """Is one side, and not the other, of the country of a place?"""
    return {p.entity.country == place.country for p in sides} == {True, False}


def suits(kind: str, mode: str | None, verb: str, place: Entity, sides: Sequence[Party]) -> bool:
    """Does an event of which no place is told take place in the town that the text is from?

    Talks and signatures do, and protests of people of that country; what was done to somebody may have been done
    anywhere.
    """
    if kind == "CONSULT":
        return mode != "phone" and (mode != "visit" or (verb in _HOSTING and _at_home(place, sides)))
    if kind == "AGREE":
        return verb in SIGNING
    return kind == "PROTEST" and any(p.entity.country == place.country for p in sides)
