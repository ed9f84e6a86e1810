"""Who takes part in an event: the parties in the argument places that a row's frame names."""

from __future__ import annotations

from typing import NamedTuple

from kg.extract import arguments as arg
from kg.extract.across import taken_up
from kg.extract.bystanders import to_whom_really, who_really_acts
from kg.extract.citizens import against_whom, crowds, housed, under_it
from kg.extract.fillers import fillers
from kg.extract.lexicon import Entry
from kg.extract.no_event import is_of_nobody, is_only_told_about, lacks_others, too_few_act
from kg.extract.parties import Scene
from kg.extract.second_thoughts import both_sides, whom_it_concerns
from kg.extract.sides import unique
from kg.extract.slots import Slots
from kg.extract.to_whom import to_whom, to_whom_else
from kg.extract.who_acts import who_acts
from kg.model import Party


class Participants(NamedTuple):
    """The parties of an event, in PLOVER's terms."""

    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    mediators: tuple[Party, ...]
    again: bool = False
    """Only a sentence before tells who takes part, of what it told already."""


def participants(entry: Entry, slots: Slots, scene: Scene, *, alone: bool = False) -> Participants | None:
    """Who takes part by a row of the lexicon; None where too few are named for such an event.

    Parameters
    ----------
    alone : bool
        It may be left to the rest of the text to whom it is done.
    """
    mediators = _mediators(entry, slots, scene)
    holding, visited = taken_up(entry, slots, scene)
    if holding:
        return Participants(holding, visited, (), again=True)
    actors = who_acts(entry, slots, scene)
    recipients = to_whom(entry, slots, scene, actors)
    actors, recipients = both_sides(entry, slots, scene, actors, recipients)
    if is_only_told_about(entry, slots):
        return None
    actors = who_really_acts(entry, actors, mediators, scene)
    recipients = whom_it_concerns(entry, slots, scene, actors, recipients)
    recipients = to_whom_really(recipients, actors, mediators)
    if too_few_act(entry, slots, scene, actors, recipients):
        return None
    recipients = recipients or to_whom_else(entry, slots, scene, actors)
    if lacks_others(entry, slots, actors, recipients, alone=alone):
        return None
    recipients = recipients or under_it(entry, slots, scene, actors)
    if entry.type == "PROTEST" and not recipients:
        recipients = against_whom(slots, scene, actors)
        actors = crowds(actors, recipients, scene)
    actors = housed(entry, actors, recipients, slots, scene, acting=True)
    recipients = housed(entry, recipients, actors, slots, scene, acting=False)
    if is_of_nobody(entry, actors, recipients, scene):
        return None
    return Participants(actors, recipients, mediators)


def _mediators(entry: Entry, slots: Slots, scene: Scene) -> tuple[Party, ...]:
    """Who goes between the sides: "X *mediated* between Y and Z", "a *Norwegian-brokered* truce"."""
    things = arg.undergoers(slots.trigger) if not slots.noun else []
    brokers = [p for t in (slots.trigger, *things) for p in scene.brokers(t)]
    return unique([*brokers, *fillers(entry.frame.mediators, slots, scene, "")])
