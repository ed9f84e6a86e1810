"""What an article has told so far: who was named, who did what with whom; and whom words that take them up mean."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.extract.dealings import Dealings
from kg.extract.named import Named, Referent
from kg.model import Party

NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "both": 2}


@dataclass(frozen=True, slots=True)
class _Sought:
    """Who several must be: of these kinds, that many if a number is told, with a word in their roles, and not these."""

    kinds: tuple[str, ...]
    count: int | None
    role: str | None
    without: set[str]

    def among(self, parties: Sequence[Party]) -> list[Party]:
        """Those of some who may be meant."""
        return [p for p in parties if self.may_be(p)]

    def may_be(self, party: Party) -> bool:
        """May somebody be one of them?"""
        entity = party.entity
        if entity.kind not in self.kinds or entity.id in self.without:
            return False
        return self.role is None or self.role in (party.role or "").lower()


@dataclass
class Discourse(Dealings, Named):
    """The memory of one article."""

    def person(
        self, at: int, sentence: int, gender: str, *, without: Iterable[str] = (), acting: bool = False
    ) -> Party | None:
        """Whom "he" or "she" means: the nearest subject, else the nearest person, of that gender.

        Who acts in a sentence whose subject is a state or body is the person named in it, not who acted before.
        """
        ruled_out = set(without)
        fits = [
            r for r in self._told
            if r.at < at and r.party.entity.kind == "person" and r.party.entity.id not in ruled_out
            and self.gender_of(r.party.entity, gender) == gender
        ]  # fmt: skip
        for back in range(4):
            here = [r for r in fits if r.sentence == sentence - back]
            if here:
                subjects = [r for r in here if r.subject]
                if back and self._are_joined(sentence - back, subjects):
                    continue  # of several who did something together, none is "he"
                if back == 0 and not subjects and not (acting and self._of_bodies(sentence, at)):
                    earlier = [r for r in fits if r.sentence == sentence - 1 and r.subject]
                    return (earlier or here)[-1].party
                return (subjects[:1] or here[-1:])[0].party
        return None

    def _are_joined(self, sentence: int, subjects: Sequence[Referent]) -> bool:
        """Were several people the subject of a sentence together?"""
        ids = {r.party.entity.id for r in subjects}
        return len(ids) > 1 and any(at == sentence and ids <= {p.entity.id for p in who} for _, at, who in self.joined)

    def _of_bodies(self, sentence: int, at: int) -> bool:
        """Has a sentence states or bodies as its subject, so that who was the subject before it is none now?"""
        here = (r for r in self.referents[-12:] if r.sentence == sentence and r.at < at)
        return any(r.subject and r.party.entity.kind != "person" for r in here)

    def counterpart(self, sentence: int, acting: Sequence[Party]) -> Party | None:
        """With whom ties are cut where nobody is named: the one state told of beside those that act.

        Of several, it is the one that the article has named at least twice as often as any other.
        """
        own = {p.entity.country for p in acting}
        told = Counter(r.party.entity.country for r in self.referents if r.party.entity.country)
        for back in range(3):
            here = [
                (country, r) for r in self.referents
                if r.sentence == sentence - back and not r.bound and (r.party.sector or "") != "CVL"
                and (country := r.party.entity.country) is not None and country not in own
            ]  # fmt: skip
            if here and not back and all(r.subject for _, r in here):  # "X has cut its aid; Y has frozen its trade"
                most = max(told[country] for country, _ in here)
                states = [(r.party.entity.country or "", r) for r in self.referents if r.party.entity.kind == "state"]
                here = [(c, r) for c, r in states if told[c] >= 2 * most and c not in own] or here
            others = {country: r.party for country, r in here}
            if others:
                first, *rest = sorted(others, key=lambda key: -told[key])
                return others[first] if not rest or told[first] >= 2 * max(1, told[rest[0]]) else None
        return None

    def group(
        self,
        at: int,
        sentence: int,
        kinds: tuple[str, ...],
        count: int | None,
        role: str | None = None,
        *,
        dealt: bool = False,
        main: bool = False,
        near: bool = False,
        within: int = 6,
        without: Iterable[str] = (),
    ) -> tuple[Party, ...]:
        """Whom "the two leaders" or "both sides" means.

        The parties of the last dealing of that many, else the last that many named apart; without a number only
        the former, for a guess would be worth nothing.

        Parameters
        ----------
        role : str, optional
            A word that everyone's role must hold ("the two ministers").
        dealt : bool
            Only those who dealt with one another.
        main : bool
            Rather those two of whose dealings most is told than two who were only named.
        within : int
            How many sentences back they dealt with one another.
        near : bool
            Those who were only named must be named in one sentence.
        without : iterable of str
            Ids of those who are not meant.
        """
        sought = _Sought(kinds, count, role, set(without))
        if who := self._dealt(at, sentence, sought, within):
            return who
        if dealt:
            return ()
        together = self._together(at, sentence, sought)
        if together or count is None:
            return together
        if before := self._subjects_before(sentence, sought):
            return before
        if main and (pair := self.main_pair(kinds, sought.without)):
            return pair
        return self._named_last(at, sentence, sought, near=near)

    def _dealt(self, at: int, sentence: int, sought: _Sought, within: int) -> tuple[Party, ...]:
        """The parties of the last dealing of that many, unless the text has gone over to others since."""
        count = sought.count
        for told, parties in reversed(self.dialogues):
            if count and self._others_since(told, at, parties) >= count:
                break
            fit = sought.among(parties)
            people = [p for p in fit if p.entity.kind == "person"]
            if len(people) > 1:  # who came to a country are they, and not their host
                fit = people
            if count is None and len(people) == 1 and len(fit) > 1:
                continue  # a guest and a country are not "they"
            if sentence - told <= within and len(fit) == (count or len(fit)) and len(fit) > 1:
                return tuple(fit)
        return ()

    def _others_since(self, told: int, at: int, parties: Sequence[Party]) -> int:
        """How many states, other than those of a dealing, have been named since it."""
        own = {p.entity.country for p in parties}
        return len({
            r.party.entity.id for r in self.referents
            if r.sentence > told and r.at < at and not r.bound
            and r.party.entity.kind == "state" and r.party.entity.country not in own
        })  # fmt: skip

    def _together(self, at: int, sentence: int, sought: _Sought) -> tuple[Party, ...]:
        """Those that many who were last named in one breath, in this sentence or shortly before it."""
        back = 1 if sought.count is None else 8 if sought.kinds == ("state",) else 4
        for where, told, parties in reversed(self.joined):
            fit = sought.among(parties)
            if where < at and sentence - told <= back and len(fit) == (sought.count or len(fit)) > 1:
                return tuple(fit)
        return ()

    def _subjects_before(self, sentence: int, sought: _Sought) -> tuple[Party, ...]:
        """Those that many who are the subjects of the sentence before, each for itself."""
        found = {
            r.party.entity.id: r.party for r in self.referents
            if r.sentence == sentence - 1 and r.subject and not r.bound and not r.titular
            and r.party.entity.kind in sought.kinds and r.party.entity.id not in sought.without
        }  # fmt: skip
        return tuple(found.values()) if len(found) == sought.count else ()

    def _named_last(self, at: int, sentence: int, sought: _Sought, *, near: bool) -> tuple[Party, ...]:
        """The last that many who were named apart."""
        seen: dict[str, Party] = {}
        place = -1
        for r in reversed(self.referents):
            if r.at >= at or sentence - r.sentence > 4 or r.bound or r.titular or not sought.may_be(r.party):
                continue
            if near and seen and r.sentence != place:
                break
            place = r.sentence
            seen.setdefault(r.party.entity.id, r.party)
            if len(seen) == sought.count:
                return tuple(reversed(seen.values()))
        return ()
