"""What the models take for told, where no row of the lexicon holds."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from spacy.tokens import Span, Token

from kg.extract.events import EventMention, as_told
from kg.extract.learnt.candidates import Deed, Named, deeds, named
from kg.extract.learnt.signs import of_deed, of_party
from kg.extract.learnt.weights import places, weights
from kg.extract.lexicon import Lexicon
from kg.extract.participants import Participants
from kg.extract.parties import Scene
from kg.extract.times import Dated
from kg.extract.when import Clock
from kg.model import Party
from kg.ontology import event_types

# How likely a word must tell the event to be looked at; how likely it and the surest of the parties must be together to
# be told, where a sentence tells nothing else and where it does; who is taken for a party, and who if nobody is surer.
LIKELY, ALONE, BESIDES, PARTY, AT_LEAST = 0.2, 0.5, 0.8, 0.5, 0.25
# Relations within one name or description: "*UN* spokeswoman X" is X.
_WITHIN = frozenset(("compound", "amod", "poss", "nmod", "appos"))


class _Likely(NamedTuple):
    """How likely somebody takes part, and the word that names them."""

    chance: float
    party: Party
    token: Token


def proposals(
    sentence: Span,
    scene: Scene,
    lexicon: Lexicon,
    clock: Clock,
    dated: Sequence[Dated],
    told: Collection[EventMention],
) -> Iterator[EventMention]:
    """The events of words of which no row told anything, one a word at most."""
    who = named(sentence, scene)
    if not who:
        return
    model, need = weights(), BESIDES if told else ALONE
    surest: dict[int, tuple[float, Deed, Participants]] = {}
    for deed in deeds(sentence, scene, lexicon, dated, told):
        chance = model.chance("deed", places(of_deed(deed, who, told)))
        if chance < LIKELY:
            continue
        sure, taking_part = _parties(deed, who)
        at, both = deed.slots.trigger.i, chance * sure
        if both >= need and (at not in surest or both > surest[at][0]) and not _is_told(deed.type, taking_part, told):
            surest[at] = both, deed, taking_part
    for _, deed, taking_part in surest.values():
        yield from as_told(deed.row, deed.slots, scene, lexicon, clock, dated, taking_part, learnt=True)


def _is_told(kind: str, taking_part: Participants, told: Collection[EventMention]) -> bool:
    """Has the sentence told already that one of those who act did such a thing?"""
    acting = {p.entity.id for p in taking_part.actors}
    return any(m.type == kind and acting & {p.entity.id for p in m.parties} for m in told)


def _parties(deed: Deed, who: Sequence[Named]) -> tuple[float, Participants]:
    """Who takes part, and how likely the surest of them does."""
    model = weights()
    signs = [(one, places(of_party(deed, one, who))) for one in who]
    actors = _taken([_Likely(model.chance("actor", at), p, one.token) for one, at in signs for p in one.parties])
    own = {each.party.entity.id for each in actors}
    others = [
        _Likely(model.chance("recipient", at), p, one.token)
        for one, at in signs for p in one.parties if p.entity.id not in own
    ]  # fmt: skip
    recipients = _taken(others)
    if event_types()[deed.type].symmetric and not deed.row.frame.recipients and len(actors) > 1:
        recipients = []
    sure = max((each.chance for each in (*actors, *recipients)), default=0.0)
    return sure, Participants(tuple(e.party for e in actors), tuple(e.party for e in recipients), ())


def _taken(likely: Sequence[_Likely]) -> list[_Likely]:
    """Those likely enough, else the likeliest if it may be; each once, and not who only tells more of another."""
    best: dict[str, _Likely] = {}
    for each in likely:
        key = each.party.entity.id
        if key not in best or each.chance > best[key].chance:
            best[key] = each
    ordered = sorted(best.values(), key=lambda each: -each.chance)
    sure = [each for each in ordered if each.chance >= PARTY] or [e for e in ordered[:1] if e.chance >= AT_LEAST]
    names = {each.token for each in sure}
    return [
        each for each in sure
        if each.token.dep_ not in _WITHIN or not any(t in names for t in each.token.ancestors)
    ]  # fmt: skip
