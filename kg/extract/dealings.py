"""What an article has told that some did with others: who dealt, fought, asked, came and was together, and who last."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kg.extract.sides import ids, unique
from kg.model import Entity, Party, TimeSpan
from kg.ontology import event_types


@dataclass
class Dealings:
    """The memory of one article for what was done.

    `plurals` holds the subjects in the plural ("the soldiers"), with place and sentence.
    `dialogues` holds the parties of each two-sided event so far, with the sentence that told it, and `dealings` those
    of each that two have had; `joined` those who were named in one breath as a subject ("X and Y told ..."), with place
    and sentence; `acts` the sentence, type and doers of each event that has occurred; `fights` the two sides of each
    deed that has one on either; `addressed` those of each request, refusal or other word from some to others; `towards`
    all that somebody did to somebody; `guests` where each was last told to have come, with the sentence; `visits` who
    came to whom; `gatherings` who was together, where and when.
    """

    dialogues: list[tuple[int, tuple[Party, ...]]] = field(default_factory=list)
    dealings: list[tuple[int, tuple[Party, ...]]] = field(default_factory=list)
    joined: list[tuple[int, int, tuple[Party, ...]]] = field(default_factory=list)
    guests: dict[str, tuple[int, Entity]] = field(default_factory=dict)
    fights: list[tuple[int, tuple[Party, ...]]] = field(default_factory=list)
    addressed: list[tuple[int, tuple[Party, ...], tuple[Party, ...]]] = field(default_factory=list)
    towards: list[tuple[int, str, tuple[Party, ...], tuple[Party, ...]]] = field(default_factory=list)
    plurals: list[tuple[int, int, tuple[Party, ...]]] = field(default_factory=list)
    acts: list[tuple[int, str, tuple[Party, ...]]] = field(default_factory=list)
    visits: list[tuple[int, tuple[Party, ...], tuple[Party, ...]]] = field(default_factory=list)
    gatherings: list[tuple[int, tuple[Party, ...], Entity, TimeSpan | None]] = field(default_factory=list)

    # What is remembered ------------------------------------------------------------------------

    def talked(self, sentence: int, parties: Sequence[Party], *, held: bool = True) -> None:
        """Remember who dealt with whom, or will."""
        if len(parties) > 1:
            self.dialogues.append((sentence, tuple(parties)))
        if len(parties) == 2 and held:
            self.dealings.append((sentence, tuple(parties)))

    def join(self, at: int, sentence: int, parties: Sequence[Party]) -> None:
        """Remember who did something together."""
        if len(parties) > 1:
            self.joined.append((at, sentence, tuple(parties)))

    def several(self, at: int, sentence: int, parties: Sequence[Party]) -> None:
        """Remember a subject in the plural."""
        if parties:
            self.plurals.append((at, sentence, tuple(parties)))

    def fought(self, sentence: int, doers: Sequence[Party], others: Sequence[Party]) -> None:
        """Remember the two sides of a fight; who is struck with his wife is one of them."""
        together = {p.entity.country if p.entity.kind == "person" else p.entity.id for p in others}
        if len(doers) == len(together) == 1:
            self.fights.append((sentence, (*doers, *others[:1])))

    def spoke(self, sentence: int, speakers: Sequence[Party], others: Sequence[Party]) -> None:
        """Remember who asked, refused or blamed whom."""
        if speakers and others:
            self.addressed.append((sentence, tuple(speakers), tuple(others)))

    def acted(self, sentence: int, kind: str, actors: Sequence[Party]) -> None:
        """Remember who did what, also where nobody is named."""
        self.acts.append((sentence, kind, tuple(actors)))

    def turned(self, sentence: int, kind: str, actors: Sequence[Party], recipients: Sequence[Party]) -> None:
        """Remember who did what to whom."""
        if recipients:
            self.towards.append((sentence, kind, tuple(actors), tuple(recipients)))

    def arrived(self, sentence: int, guests: Sequence[Party], hosts: Sequence[Party], place: Entity | None) -> None:
        """Remember who has come to whom, and where."""
        if place is not None:
            self.guests.update({p.entity.id: (sentence, place) for p in guests})
        self.visits.append((sentence, tuple(guests), tuple(hosts)))

    def gathered(self, sentence: int, parties: Sequence[Party], place: Entity, time: TimeSpan | None) -> None:
        """Remember who was together, where and when."""
        if len(parties) > 1:
            self.gatherings.append((sentence, tuple(parties), place, time))

    # Who it was last ---------------------------------------------------------------------------

    def last_several(self, at: int, sentence: int) -> tuple[Party, ...]:
        """The last subject in the plural of this sentence or the one before."""
        return next((who for where, told, who in reversed(self.plurals) if where < at and sentence - told <= 1), ())

    def last_plural(self, at: int, sentence: int) -> tuple[Party, ...]:
        """Several who were told of in the sentence before, if nobody has dealt with another since."""
        dealt = self.dialogues[-1][0] if self.dialogues else -9
        fits = (
            who for where, told, who in reversed(self.plurals) if where < at and sentence - told == 1 and len(who) > 1
        )
        return next(fits, ()) if dealt < sentence - 1 else ()

    def giving(self, sentence: int) -> set[str | None]:
        """The countries of those who gave or promised something in a sentence."""
        acting = [who for told, kind, who in self.acts if told == sentence and kind in ("AID", "AGREE")]
        return {p.entity.country for who in acting for p in who}

    def seized(self, sentence: int, captors: Sequence[Party]) -> tuple[Party, ...]:
        """Those to whom somebody was last told to have done violence, or whom they seized."""
        own = ids(captors)
        lately = [both for told, both in self.fights if sentence - told <= 3]
        return lately[-1][1:] if lately and own & ids(lately[-1][:1]) and not own & ids(lately[-1][1:]) else ()

    def struck(self, sentence: int, victims: Sequence[Party]) -> tuple[Party, ...]:
        """Who last did violence to somebody."""
        own = ids(victims)
        lately = [both for told, both in self.fights if sentence - told <= 2]
        return lately[-1][:1] if lately and own & ids(lately[-1][1:]) and not own & ids(lately[-1][:1]) else ()

    def accuser(self, sentence: int, accused: Sequence[Party], *, within: int = 4) -> tuple[Party, ...]:
        """Who last asked something of somebody or blamed them, or their states."""
        own = ids(accused)
        for told, speakers, others in reversed(self.addressed):
            if sentence - told > within:
                break
            if own & ids(others) and not own & ids(speakers):
                return speakers
        return ()

    def last_turned(self, sentence: int) -> tuple[str, tuple[Party, ...], tuple[Party, ...]] | None:
        """What was last told in this sentence that somebody did to somebody."""
        told = self.towards[-1:]
        return told[0][1:] if told and told[0][0] == sentence else None

    def last_acting(self, sentence: int, others: Sequence[Party], kinds: Sequence[str] = ()) -> tuple[Party, ...]:
        """Who alone acted in the sentence before, or in this one, where it was not one of these others."""
        acts = [(told, kind, who) for told, kind, who in self.acts if who and kind != "REJECT"][-4:]
        lately = [act for act in acts if 0 <= sentence - act[0] <= 1 and (not kinds or act[1] in kinds)]
        found = unique([p for act in lately for p in act[2] if act[0] == lately[-1][0]])
        return found if not ids(others) & ids(found) else ()

    def last_deed(self, sentence: int, kinds: Iterable[str] | None, *, within: int = 1) -> tuple[Party, ...]:
        """Who did the last harm of these types, or of any, that was told so many sentences back at most."""
        wanted = None if kinds is None else set(kinds)
        lately = ((kind, who) for at, kind, who in reversed(self.acts) if sentence - at <= within and _harms(kind))
        return next((who for kind, who in lately if wanted is None or kind in wanted), ())

    def is_unclear(self, sentence: int, kinds: Iterable[str]) -> bool:
        """Did several do such deeds of late, so that "the attack" may be that of any of them?"""
        wanted = set(kinds)
        lately = (who for at, kind, who in self.acts if sentence - at <= 3 and kind in wanted and who and _harms(kind))
        return len({frozenset(ids(who)) for who in lately}) > 1

    def last_visit(self, sentence: int, *, within: int = 3) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
        """Who came to whom last; nobody if that was told of long before."""
        told, guests, hosts = self.visits[-1] if self.visits else (-9, (), ())
        return (guests, hosts) if sentence - told <= within else ((), ())

    def whereabouts(self, sentence: int, party: Party) -> Entity | None:
        """Where somebody was last told to have come."""
        told, place = self.guests.get(party.entity.id, (sentence - 9, None))
        return place if sentence - told <= 3 else None

    def gathering(
        self, sentence: int, sides: Sequence[Party], *, within: int = 2
    ) -> tuple[int, Entity | None, TimeSpan | None]:
        """The sentence, place and time of what last brought people together, if these were among them."""
        told, parties, place, time = self.gatherings[-1] if self.gatherings else (-9, (), None, None)
        there = {p.entity.id for p in parties} | {p.entity.country for p in parties}
        among = bool(sides) and all(p.entity.id in there or p.entity.country in there for p in sides)
        return (told, place, time) if sentence - told <= within and among else (told, None, None)

    def last_talks(self, sentence: int, *, within: int = 3) -> tuple[Party, ...]:
        """Who dealt with one another last."""
        told, parties = self.dialogues[-1] if self.dialogues else (-9, ())
        return parties if sentence - told <= within else ()

    def partner(self, sentence: int, acting: Sequence[Party], *, within: int = 4) -> tuple[Party, ...]:
        """The other side of the last dealing or fight of two, if those who act were one of them."""
        own = ids(acting)
        words = ((told, (*speakers, *others)) for told, speakers, others in self.addressed)
        for told, parties in sorted((*self.dealings, *self.fights, *words), key=lambda each: -each[0]):
            if sentence - told > within:
                break
            if len(parties) == 2:
                other = tuple(p for p in parties if not own & ids([p]))
                return other if len(other) == 1 else ()
        return ()

    def opponents(self, sentence: int, kinds: tuple[str, ...]) -> tuple[Party, ...]:
        """Whom "both sides" means where none dealt with another: the last two who fought."""
        recent = [both for told, both in self.fights if sentence - told <= 4]
        crowd = bool(recent) and any(
            p.entity.kind == "group" and (p.sector or p.entity.sector) == "CVL" for p in recent[-1]
        )  # who drives villagers out is no side of talks with them
        return recent[-1] if recent and not crowd and all(p.entity.kind in kinds for p in recent[-1]) else ()

    def main_pair(self, kinds: tuple[str, ...], ruled_out: set[str]) -> tuple[Party, ...]:
        """The two of whose dealings, fights and words to each other the text tells most."""
        words = [(*one, *other) for _, one, other in self.addressed if len(one) == len(other) == 1]
        pairs = [both for _, both in (*self.dealings, *self.fights)] + words
        pairs = [both for both in pairs if all(p.entity.kind in kinds for p in both)]
        pairs = [both for both in pairs if not ruled_out & {p.entity.id for p in both}]
        told = Counter(frozenset(p.entity.id for p in both) for both in pairs)
        most = told.most_common(2)
        if not most or (len(most) > 1 and most[0][1] == most[1][1]):
            return ()
        return next(both for both in pairs if frozenset(p.entity.id for p in both) == most[0][0])

    def main_states(self) -> list[str]:
        """The two countries of whose dealings, fights and words to each other the text tells most."""
        words = [(*one, *other) for _, one, other in self.addressed]
        sides = [{p.entity.country for p in both} for both in (*(b for _, b in (*self.dealings, *self.fights)), *words)]
        told = Counter(frozenset(c for c in pair if c) for pair in sides if len(pair) == 2 and None not in pair)
        most = told.most_common(2)
        alone = most and (len(most) == 1 or most[0][1] > most[1][1])
        return sorted(most[0][0]) if alone else []


def _harms(kind: str) -> bool:
    """Is an event of a type done against others?"""
    return event_types()[kind].quad == "material conflict"
