"""Which words of a sentence may tell an event, and who is named in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Span, Token

from kg.extract.events import may_tell, rows_of
from kg.extract.lexicon import Entry, Lexicon
from kg.extract.parties import Scene
from kg.extract.slots import Slots
from kg.extract.status import status
from kg.extract.times import Dated
from kg.model import Party, Status


@dataclass(frozen=True, slots=True)
class Deed:
    """A word that may tell an event of a type.

    Parameters
    ----------
    row : Entry
        The row of the type of which the fewest conditions fail.
    failing : tuple of str
        The kinds of those conditions.
    others : int
        Of how many types the word has rows.
    """

    slots: Slots
    row: Entry
    failing: tuple[str, ...]
    others: int
    status: Status

    @property
    def type(self) -> str:
        """The type of the event."""
        return self.row.type


@dataclass(frozen=True, slots=True)
class Named:
    """A word that stands for parties, and how it names them."""

    token: Token
    parties: tuple[Party, ...]
    form: str


def deeds(sentence: Span, scene: Scene, lexicon: Lexicon, dated: Sequence[Dated]) -> Iterator[Deed]:
    """The words that have rows, with each type of these."""
    for token in sentence:
        rows = rows_of(token, lexicon)
        if not rows or not may_tell(token, scene, dated):
            continue
        slots = Slots(token, scene, lexicon)
        nearest: dict[str, tuple[tuple[str, ...], Entry]] = {}
        for row in rows:
            before = nearest.get(row.type)
            failing = slots.failing(row, fewer_than=len(before[0]) if before else None)
            if failing is not None:
                nearest[row.type] = failing, row
        state = status(slots, lexicon)
        for failing, row in nearest.values():
            yield Deed(slots, row, failing, len(nearest), state)


_NAMING = frozenset(("NOUN", "PROPN", "PRON", "ADJ", "DET", "NUM"))


def named(sentence: Span, scene: Scene) -> list[Named]:
    """Who is named, described or meant by a pronoun in a sentence, and the states of the places in it."""
    found = []
    for token in sentence:
        if token.pos_ not in _NAMING:
            continue
        mention = scene.mention(token)
        parties = tuple(scene.parties(token))
        if parties:
            found.append(Named(token, parties, mention.form if mention is not None else "described"))
        elif mention is not None and mention.entity.kind == "place":
            state = scene.world.state(mention.entity.country)
            if state is not None:
                found.append(Named(token, (Party(entity=state),), "place"))
    return found
