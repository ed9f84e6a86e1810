"""What the models take for told, where no row of the lexicon holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from spacy.tokens import Span, Token

from kg.extract.events import EventMention, as_told
from kg.extract.learnt.candidates import Deed, Named, deeds, named
from kg.extract.learnt.signs import of_party, of_row, of_word
from kg.extract.learnt.weights import places_of, weights
from kg.extract.lexicon import Lexicon
from kg.extract.participants import Participants
from kg.extract.parties import Scene
from kg.extract.times import Dated
from kg.extract.when import Clock
from kg.model import Party
from kg.ontology import event_types

# How likely a word and the surest of the parties must be together to be told; how likely somebody must be to be taken
# for a party, and the likeliest of them if nobody is.
TOLD, PARTY, AT_LEAST = 0.7, 0.5, 0.25
# What nobody does alone.
_MUTUAL = frozenset(("CONSULT", "COOPERATE"))
# Relations within one name or description: "*UN* spokeswoman X" is X.
_WITHIN = frozenset(("compound", "amod", "poss", "nmod", "appos"))


class _Likely(NamedTuple):
    """How likely somebody takes part, and the word that names them."""

    chance: float
    party: Party
    token: Token


def proposals(
    sentence: Span, scene: Scene, lexicon: Lexicon, clock: Clock, dated: Sequence[Dated]
) -> Iterator[EventMention]:
    """The events of a sentence of which no row told anything, one a word at most."""
    who = named(sentence, scene)
    if not who:
        return
    model = weights()
    surest: dict[int, tuple[float, Deed, Participants]] = {}
    signs: dict[int, list[str]] = {}
    for deed in deeds(sentence, scene, lexicon, dated):
        word = deed.slots.trigger
        if word.i not in signs:
            signs[word.i] = of_word(word, deed.status, who, ())
        chance = model.chance("deed", places_of([*signs[word.i], *of_row(deed)], deed.type))
        if chance < TOLD:
            continue
        sure, taking_part = _parties(deed, who)
        at, both = word.i, chance * sure
        if both >= TOLD and (at not in surest or both > surest[at][0]):
            surest[at] = both, deed, taking_part
    for _, deed, taking_part in surest.values():
        yield from as_told(deed.row, deed.slots, scene, lexicon, clock, dated, taking_part, learnt=True)


def _parties(deed: Deed, who: Sequence[Named]) -> tuple[float, Participants]:
    """Who takes part, and how likely the surest of them does."""
    model = weights()
    signs = [(one, places_of(of_party(deed, one, who), deed.type)) for one in who]
    actors = _taken([_Likely(model.chance("actor", at), p, one.token) for one, at in signs for p in one.parties])
    own = {each.party.entity.id for each in actors}
    others = [
        _Likely(model.chance("recipient", at), p, one.token)
        for one, at in signs for p in one.parties if p.entity.id not in own
    ]  # fmt: skip
    recipients = _taken(others)
    if event_types()[deed.type].symmetric and not deed.row.frame.recipients and len(actors) > 1:
        recipients = []
    recipients = [each for each in recipients if not _is_own(deed.type, each.party, actors)]
    if deed.type in _MUTUAL and len(actors) + len(recipients) < 2:
        return 0.0, Participants((), (), ())
    sure = max((each.chance for each in (*actors, *recipients)), default=0.0)
    return sure, Participants(tuple(e.party for e in actors), tuple(e.party for e in recipients), ())


def _is_own(kind: str, party: Party, actors: Sequence[_Likely]) -> bool:
    """Is it the state of somebody who acts, to which nothing is said, given or done by him as to another?"""
    if event_types()[kind].quad == "material conflict" or party.entity.kind != "state":
        return False
    return party.entity.country in {each.party.entity.country for each in actors}


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
