"""What an article has told so far: who was named, who spoke with whom; pronouns and groups are read against it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kg.model import Entity, Party, TimeSpan
from kg.ontology import event_types
from kg.world.names import fold

# Kinds of entities that act.
ACTORS = ("person", "state", "organisation", "group")
NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "both": 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Referent:
    """Someone named at a place of the text (characters into the article), in which sentence, as what.

    What is `bound` only describes another ("Saudi-led"), what is `titular` only tells whose an officer is.
    """

    at: int
    sentence: int
    party: Party
    subject: bool
    role: str | None = None
    bound: bool = False
    titular: bool = False


@dataclass(slots=True)
class Discourse:
    """The memory of one article.

    `first_names` tells the gender that a first name mostly has.
    `plurals` holds the subjects in the plural ("the soldiers"), with place and sentence.
    `dialogues` holds the parties of each two-sided event so far, with the sentence that told it, and `dealings` those
    of each that two have had; `joined` those who were named in one breath as a subject ("X and Y told ..."), with place
    and sentence; `acts` the sentence, type and doers of each event that has occurred; `fights` the two sides of each
    deed that has one on either; `addressed` those of each request, refusal or other word from some to others; `towards`
    all that somebody did to somebody; `guests` where each was last told to have come, with the sentence; `visits` who
    came to whom; `gatherings` who was together, where and when; `going_on` the pronouns that as subjects go on about
    somebody.
    """

    gender: dict[str, str]
    first_names: Mapping[str, str] = field(default_factory=dict)
    referents: list[Referent] = field(default_factory=list)
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
    going_on: list[Referent] = field(default_factory=list)

    def add(self, referent: Referent) -> None:
        """Remember a referent; the order of the text is kept. Those who only report are none of "both sides"."""
        if (referent.party.sector or referent.party.entity.sector) == "MED":
            return
        self.referents.append(referent)
        if len(self.referents) > 1 and self.referents[-2].at > referent.at:
            self.referents.sort(key=lambda r: r.at)

    def continued(self, at: int, sentence: int, parties: Sequence[Party]) -> None:
        """Remember that a pronoun, as a subject, goes on about somebody."""
        self.going_on += [Referent(at=at, sentence=sentence, party=p, subject=True) for p in parties]

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

    def fought(self, sentence: int, doers: Sequence[Party], others: Sequence[Party]) -> None:
        """Remember the two sides of a fight."""
        if len(doers) == len(others) == 1:
            self.fights.append((sentence, (*doers, *others)))

    def seized(self, sentence: int, captors: Sequence[Party]) -> tuple[Party, ...]:
        """Those to whom somebody was last told to have done violence, or whom they seized."""
        own = _ids(captors)
        lately = [both for told, both in self.fights if sentence - told <= 3]
        return lately[-1][1:] if lately and own & _ids(lately[-1][:1]) and not own & _ids(lately[-1][1:]) else ()

    def spoke(self, sentence: int, speakers: Sequence[Party], others: Sequence[Party]) -> None:
        """Remember who asked, refused or blamed whom."""
        if speakers and others:
            self.addressed.append((sentence, tuple(speakers), tuple(others)))

    def accuser(self, sentence: int, accused: Sequence[Party], *, within: int = 4) -> tuple[Party, ...]:
        """Who last asked something of somebody or blamed them, or their states."""
        own = _ids(accused)
        for told, speakers, others in reversed(self.addressed):
            if sentence - told > within:
                break
            if own & _ids(others) and not own & _ids(speakers):
                return speakers
        return ()

    def acted(self, sentence: int, kind: str, actors: Sequence[Party]) -> None:
        """Remember who did what, also where nobody is named."""
        self.acts.append((sentence, kind, tuple(actors)))

    def turned(self, sentence: int, kind: str, actors: Sequence[Party], recipients: Sequence[Party]) -> None:
        """Remember who did what to whom."""
        if recipients:
            self.towards.append((sentence, kind, tuple(actors), tuple(recipients)))

    def last_turned(self, sentence: int) -> tuple[str, tuple[Party, ...], tuple[Party, ...]] | None:
        """What was last told in this sentence that somebody did to somebody."""
        told = self.towards[-1:]
        return told[0][1:] if told and told[0][0] == sentence else None

    def last_acting(self, sentence: int, others: Sequence[Party], kinds: Sequence[str] = ()) -> tuple[Party, ...]:
        """Who alone acted in the sentence before, or in this one, where it was not one of these others."""
        acts = [(told, kind, who) for told, kind, who in self.acts if who and kind != "REJECT"][-4:]
        lately = [act for act in acts if 0 <= sentence - act[0] <= 1 and (not kinds or act[1] in kinds)]
        found = unique([p for act in lately for p in act[2] if act[0] == lately[-1][0]])
        return found if not _ids(others) & _ids(found) else ()

    def struck(self, sentence: int, victims: Sequence[Party]) -> tuple[Party, ...]:
        """Who last did violence to somebody."""
        own = _ids(victims)
        lately = [both for told, both in self.fights if sentence - told <= 2]
        return lately[-1][:1] if lately and own & _ids(lately[-1][1:]) and not own & _ids(lately[-1][:1]) else ()

    def arrived(self, sentence: int, guests: Sequence[Party], hosts: Sequence[Party], place: Entity | None) -> None:
        """Remember who has come to whom, and where."""
        if place is not None:
            self.guests.update({p.entity.id: (sentence, place) for p in guests})
        self.visits.append((sentence, tuple(guests), tuple(hosts)))

    def last_visit(self, sentence: int, *, within: int = 3) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
        """Who came to whom last; nobody if that was told of long before."""
        told, guests, hosts = self.visits[-1] if self.visits else (-9, (), ())
        return (guests, hosts) if sentence - told <= within else ((), ())

    def last_talks(self, sentence: int, *, within: int = 3) -> tuple[Party, ...]:
        """Who dealt with one another last."""
        told, parties = self.dialogues[-1] if self.dialogues else (-9, ())
        return parties if sentence - told <= within else ()

    def whereabouts(self, sentence: int, party: Party) -> Entity | None:
        """Where somebody was last told to have come."""
        told, place = self.guests.get(party.entity.id, (sentence - 9, None))
        return place if sentence - told <= 3 else None

    def gathered(self, sentence: int, parties: Sequence[Party], place: Entity, time: TimeSpan | None) -> None:
        """Remember who was together, where and when."""
        if len(parties) > 1:
            self.gatherings.append((sentence, tuple(parties), place, time))

    def gathering(
        self, sentence: int, sides: Sequence[Party], *, within: int = 2
    ) -> tuple[int, Entity | None, TimeSpan | None]:
        """The sentence, place and time of what last brought people together, if these were among them."""
        told, parties, place, time = self.gatherings[-1] if self.gatherings else (-9, (), None, None)
        there = {p.entity.id for p in parties} | {p.entity.country for p in parties}
        among = bool(sides) and all(p.entity.id in there or p.entity.country in there for p in sides)
        return (told, place, time) if sentence - told <= within and among else (told, None, None)

    def opponents(self, sentence: int, kinds: tuple[str, ...]) -> tuple[Party, ...]:
        """Whom "both sides" means where none dealt with another: the last two who fought."""
        recent = [both for told, both in self.fights if sentence - told <= 4]
        crowd = bool(recent) and any(
            p.entity.kind == "group" and (p.sector or p.entity.sector) == "CVL" for p in recent[-1]
        )  # who drives villagers out is no side of talks with them
        return recent[-1] if recent and not crowd and all(p.entity.kind in kinds for p in recent[-1]) else ()

    def partner(self, sentence: int, acting: Sequence[Party], *, within: int = 4) -> tuple[Party, ...]:
        """The other side of the last dealing or fight of two, if those who act were one of them."""
        own = _ids(acting)
        words = ((told, (*speakers, *others)) for told, speakers, others in self.addressed)
        for told, parties in sorted((*self.dealings, *self.fights, *words), key=lambda each: -each[0]):
            if sentence - told > within:
                break
            if len(parties) == 2:
                other = tuple(p for p in parties if not own & _ids([p]))
                return other if len(other) == 1 else ()
        return ()

    def last_deed(self, sentence: int, kinds: Iterable[str] | None, *, within: int = 1) -> tuple[Party, ...]:
        """Who did the last harm of these types, or of any, that was told so many sentences back at most."""
        wanted = None if kinds is None else set(kinds)
        lately = ((kind, who) for at, kind, who in reversed(self.acts) if sentence - at <= within and _harms(kind))
        return next((who for kind, who in lately if wanted is None or kind in wanted), ())

    def is_unclear(self, sentence: int, kinds: Iterable[str]) -> bool:
        """Did several do such deeds of late, so that "the attack" may be that of any of them?"""
        wanted = set(kinds)
        lately = (who for at, kind, who in self.acts if sentence - at <= 3 and kind in wanted and who and _harms(kind))
        return len({frozenset(_ids(who)) for who in lately}) > 1

    def person(
        self, at: int, sentence: int, gender: str, *, without: Iterable[str] = (), acting: bool = False
    ) -> Party | None:
        """Whom "he" or "she" means: the nearest subject, else the nearest person, of that gender.

        Who acts in a sentence whose subject is a state or body is the person named in it, not who acted before.
        """
        ruled_out = set(without)
        told = sorted((*self.referents, *self.going_on), key=lambda r: r.at) if self.going_on else self.referents
        fits = [
            r for r in told
            if r.at < at and r.party.entity.kind == "person" and r.party.entity.id not in ruled_out
            and self._gender(r.party.entity, gender) == gender
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

    def is_of(self, person: Entity, gender: str) -> bool:
        """May a person be of that gender?"""
        return self._gender(person, gender) == gender

    def _gender(self, person: Entity, otherwise: str) -> str:
        """A person's gender by the tables, else by the first name."""
        known = self.gender.get(person.id) or self.first_names.get(fold(person.label.split()[0]))
        return known or otherwise

    def with_role(self, at: int, word: str, *, without: Iterable[str] = ()) -> Party | None:
        """The last person introduced by this role ("the minister" after "Foreign Minister X")."""
        wanted, ruled_out = set(word.split()), set(without)
        fits = [
            r
            for r in self.referents
            if r.at < at
            and r.party.entity.kind == "person"
            and r.role
            and wanted <= set(r.role.split())
            and r.party.entity.id not in ruled_out
        ]
        if not fits:
            return None
        told = Counter(r.party.entity.id for r in self.referents if r.at < at)
        return max(fits, key=lambda r: (told[r.party.entity.id] + r.subject, r.at)).party

    def of_state(self, at: int, country: str | None) -> Party | None:
        """The last person named who belongs to a state ("the Russian minister")."""
        for r in reversed(self.referents):
            if r.at < at and r.party.entity.kind == "person" and r.party.entity.country == country:
                return r.party
        return None

    def body(self, at: int, sentence: int, *, without: Iterable[str] = ()) -> Party | None:
        """What "it" or "the country" means: the nearest state or organisation, a subject first."""
        ruled_out = set(without)
        told = sorted((*self.referents, *self.going_on), key=lambda r: r.at) if self.going_on else self.referents
        fits = [
            r
            for r in told
            if r.at < at
            and r.party.entity.kind in ("state", "organisation", "group")
            and not r.bound
            and r.party.entity.id not in ruled_out
        ]
        for back in range(3):
            here = [r for r in fits if r.sentence == sentence - back]
            if here:
                subjects = [r for r in here if r.subject]
                return (subjects or here)[-1].party
        return None

    def named_here(self, at: int, sentence: int, count: int) -> tuple[Party, ...]:
        """The people, if there are that many, whom a sentence names before a place."""
        told = {r.party.entity.id: r.party for r in self.referents if r.sentence == sentence and r.at < at}
        people = tuple(p for p in told.values() if p.entity.kind == "person")
        return people if len(people) == count else ()

    def people(self, sentence: int) -> list[Party]:
        """The people whom a sentence names, each once."""
        told = {r.party.entity.id: r.party for r in self.referents if r.sentence == sentence}
        return [p for p in told.values() if p.entity.kind == "person"]

    def is_in(self, party: Party, sentence: int) -> bool:
        """Does a sentence name somebody?"""
        return any(r.sentence == sentence and r.party.entity.id == party.entity.id for r in self.referents)

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
        ruled_out = set(without)
        for told, parties in reversed(self.dialogues):
            if count and self._others_since(told, at, parties) >= count:
                break  # the text has gone over to others
            fit = [p for p in parties if p.entity.kind in kinds and _in_role(p, role) and p.entity.id not in ruled_out]
            people = [p for p in fit if p.entity.kind == "person"]
            if len(people) > 1:  # who came to a country are they, and not their host
                fit = people
            if count is None and len(people) == 1 and len(fit) > 1:
                continue  # a guest and a country are not "they"
            if sentence - told <= within and len(fit) == (count or len(fit)) and len(fit) > 1:
                return tuple(fit)
        together = self._together(at, sentence, kinds, count, role, ruled_out) if not dealt else ()
        if together or count is None or dealt:
            return together
        if before := self._subjects_before(sentence, kinds, count, ruled_out):
            return tuple(before)
        if main and (pair := self.main_pair(kinds, ruled_out)):
            return pair
        seen: dict[str, Party] = {}
        place = -1
        for r in reversed(self.referents):
            if (
                r.at < at
                and sentence - r.sentence <= 4
                and r.party.entity.kind in kinds
                and not r.bound
                and not r.titular
                and r.party.entity.id not in ruled_out
                and _in_role(r.party, role)
            ):
                if near and seen and r.sentence != place:
                    break
                place = r.sentence
                seen.setdefault(r.party.entity.id, r.party)
                if len(seen) == count:
                    return tuple(reversed(seen.values()))
        return ()

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

    def _subjects_before(self, sentence: int, kinds: tuple[str, ...], count: int, ruled_out: set[str]) -> list[Party]:
        """Those that many who are the subjects of the sentence before, each for itself."""
        found = {
            r.party.entity.id: r.party for r in self.referents
            if r.sentence == sentence - 1 and r.subject and not r.bound and not r.titular
            and r.party.entity.kind in kinds and r.party.entity.id not in ruled_out
        }  # fmt: skip
        return list(found.values()) if len(found) == count else []

    def _together(
        self, at: int, sentence: int, kinds: tuple[str, ...], count: int | None, role: str | None, ruled_out: set[str]
    ) -> tuple[Party, ...]:
        """Those that many who were last named in one breath, in this sentence or shortly before it."""
        for where, told, parties in reversed(self.joined):
            fit = [p for p in parties if p.entity.kind in kinds and _in_role(p, role) and p.entity.id not in ruled_out]
            if (
                where < at
                and sentence - told <= (1 if count is None else 8 if kinds == ("state",) else 4)
                and len(fit) == (count or len(fit)) > 1
            ):
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


def _harms(kind: str) -> bool:
    """Is an event of a type done against others?"""
    return event_types()[kind].quad == "material conflict"


def _ids(parties: Sequence[Party]) -> set[str]:
    """By what parties, and the states for which they act, are known."""
    return {p.entity.id for p in parties} | {state for p in parties if (state := state_of(p)) is not None}


def state_of(party: Party) -> str | None:
    """The country for which a party acts: groups act for none."""
    return party.entity.country if party.entity.kind in ("state", "person") else None


def _in_role(party: Party, word: str | None) -> bool:
    return word is None or word in (party.role or "").lower()


def unique(parties: Sequence[Party]) -> tuple[Party, ...]:
    """Each entity once, in order; the entry that knows a role wins."""
    out: dict[str, Party] = {}
    for party in parties:
        known = out.get(party.entity.id)
        if known is None or (known.role is None and party.role):
            out[party.entity.id] = party
    return tuple(out.values())
