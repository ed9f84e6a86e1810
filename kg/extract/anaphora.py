"""Anaphora: whom a passage has told of and takes up again by another word ("the guest", "the former", "the Union")."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from spacy.tokens import Token

from kg.extract.arguments import doers, prepositional, undergoers
from kg.extract.clauses import is_definite
from kg.model import Entity, Party

if TYPE_CHECKING:
    from kg.extract.parties import Scene

_TWO = ("former", "latter")
# How far back whoever is taken up again was told of, in sentences.
_REACH = 2
_ALLIES = frozenset(("ally", "friend", "partner"))
_NEIGHBOURS = frozenset(("neighbour", "neighbor"))
_ARGUMENTS = frozenset(("nsubj", "nsubjpass", "dobj", "dative", "pobj", "appos", "conj", "poss"))


class Anaphora:
    """Reads what takes up somebody again against what the scene has told so far; nobody where two would fit."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene

    def beside(self, token: Token) -> set[str]:
        """Who stands in the other places of a token's clause: nobody does anything to himself by another word."""
        subjects = {p.entity.id for p in self.scene.pronouns.subjects(token)}
        verb = next((t for t in token.ancestors if t.pos_ in ("VERB", "AUX")), None)
        if verb is None:
            return subjects
        places = [*undergoers(verb), *doers(verb)]
        places += [
            o for c in verb.children if c.dep_ in ("prep", "agent", "dative") for o in prepositional(verb, c.lower_)
        ]
        named = [t for t in places if token not in t.subtree and (self.scene.mention(t) or t.pos_ == "PRON")]
        return subjects | {p.entity.id for t in named for p in self.scene.parties(t)}

    def of_two(self, token: Token) -> Sequence[Party]:
        """Which of the two that the sentence before names "the former" or "the latter" is."""
        if token.lower_ not in _TWO or token.dep_ not in _ARGUMENTS or not is_definite(token):
            return ()
        for back in (0, 1):
            told = {
                r.party.entity.id: r.party for r in self.scene.discourse.referents
                if r.sentence == self.scene.number - back and r.at < self._at(token) and not r.bound
            }  # fmt: skip
            for kinds in (("person",), ("state", "organisation", "group")):
                fits = [p for p in told.values() if p.entity.kind in kinds]
                if len(fits) == 2:
                    return fits[:1] if token.lower_ == "former" else fits[1:]
        return ()

    def guest(self, token: Token) -> Sequence[Party]:
        """Who "the guest" or "the visitor" is: who came last, else the only person told of who is not met here."""
        if not is_definite(token) or token.tag_ != "NN":
            return ()
        others, discourse = self.beside(token), self.scene.discourse
        lately = {
            r.party.entity.id: r.party for r in discourse.referents
            if r.at < self._at(token) and self.scene.number - r.sentence <= _REACH
            and r.party.entity.kind == "person" and r.party.entity.id not in others
        }  # fmt: skip
        came = [p for p in lately.values() if discourse.whereabouts(self.scene.number, p) is not None]
        return came[-1:] if came else (tuple(lately.values()) if len(lately) == 1 else ())

    def other_state(self, token: Token) -> Sequence[Party]:
        """Which state "the ally" or "the neighbour" is: the only one told of that does nothing here itself."""
        if not is_definite(token) or token.tag_ != "NN":
            return ()
        others = self.beside(token)
        named = {
            r.party.entity.id: r.party for r in self.scene.discourse.referents
            if r.at < self._at(token) and self.scene.number - r.sentence <= _REACH and not r.bound
            and r.party.entity.kind == "state" and r.party.entity.id not in others
        }  # fmt: skip
        return tuple(named.values()) if len(named) == 1 else ()

    def body(self, token: Token) -> Sequence[Party]:
        """The body that is called again by the last word of its name: "the Union" after "the European Union"."""
        if not token.text[0].isupper() or not is_definite(token) or token.i == token.sent.start:
            return ()
        if any(c.dep_ in ("compound", "amod", "nmod", "prep") for c in token.children):
            return ()
        word = token.lemma_.lower()
        called = {
            p.entity.id: p for where, noun, p in self.scene.called
            if where < self._at(token) and noun == word and p.entity.kind in ("organisation", "group")
        }  # fmt: skip
        return tuple(called.values()) if len(called) == 1 else ()

    def other_body(self, token: Token, without: Sequence[Party]) -> Party | None:
        """What "its" means where it cannot be those that act: "X, an ally of Y, backed its campaign"."""
        if token.lower_ != "its":
            return None
        own, head = [p.entity.id for p in without], token.head.lemma_.lower()
        if head in _ALLIES or head in _NEIGHBOURS:
            states = self.lately(token) - {p.entity.country for p in without}
            if len(states) > 1:
                return None  # whose ally of several it is, only the world would tell
        discourse = self.scene.discourse
        if head in _NEIGHBOURS:  # no organisation is one
            own += [r.party.entity.id for r in discourse.referents if r.party.entity.kind != "state"]
        return discourse.body(self._at(token), self.scene.number, without=own)

    def own_officer(self, token: Token, word: str) -> Party | None:
        """Whom somebody means by "the president" without more: that of the own country, if he was told of."""
        if token.dep_ not in ("dobj", "pobj") or not is_definite(token):
            return None
        speakers = [p for p in self.scene.pronouns.subjects(token) if p.entity.kind == "person"]
        state = self.scene.world.state(speakers[0].entity.country) if len(speakers) == 1 else None
        if state is None or self._serves_a_body(speakers[0]):
            return None
        told = {r.party.entity.id for r in self.scene.discourse.referents if r.at < self._at(token)}
        held = self.scene.officers.holders(word, state)
        own = [p for p in held if p.entity.id in told and p.entity.id != speakers[0].entity.id]
        own = [p for p in own if p.entity.kind == "person"]
        return own[0] if own else None

    def colleague(self, token: Token, word: str) -> Party | None:
        """Who serves with an officer whom the same sentence names: "X's president wants it; *the premier* refused"."""
        before = [r for r in self.scene.roles if token.sent.start <= r.start and r.end <= token.i and r.bodies]
        state = before[-1].bodies[0].entity if before and not before[-1].plural and not before[-1].former else None
        if state is None or state.kind != "state" or not is_definite(token):
            return None
        held = self.scene.officers.holders(word, state)
        named = {self.scene.named_at[i].entity.id for i in range(token.sent.start, token.i) if i in self.scene.named_at}
        return held[0] if held and held[0].entity.kind == "person" and held[0].entity.id not in named else None

    def officer(self, token: Token, word: str) -> Party | None:
        """The only person told of who holds such an office: "the president" after a president, by name alone."""
        others, home = self.beside(token), self.scene.home
        holders = {
            r.party.entity.id: r.party for r in self.scene.discourse.referents
            if r.at < self._at(token) and r.party.entity.kind == "person" and r.party.entity.id not in others
        }  # fmt: skip
        fits = [p for p in holders.values() if self._holds(p, word)]
        if len(fits) > 1:
            lately = {r.party.entity.id for r in self.scene.discourse.referents if r.sentence >= self.scene.number - 1}
            fits = [p for p in fits if p.entity.id in lately] or fits
        if len(fits) == 1:
            here = any(self.scene.discourse.is_in(fits[0], n) for n in (self.scene.number, self.scene.number - 1))
            return fits[0] if home is None or here or fits[0].entity.country == home.country else None
        return None if fits else self.host(token, word)

    def host(self, token: Token, word: str) -> Party | None:
        """Who holds an office where somebody in the clause has come: "was received by the president"."""
        people = [r.party for r in self.scene.discourse.referents[-12:] if r.party.entity.id in self.beside(token)]
        places = {place.country for p in people if (place := self.scene.discourse.whereabouts(self.scene.number, p))}
        state = self.scene.world.state(next(iter(places))) if len(places) == 1 else None
        held = self.scene.officers.holders(word, state) if state is not None else []
        return held[0] if held and held[0].entity.kind == "person" else None

    def _holds(self, party: Party, word: str) -> bool:
        """Does a person hold an office that is called so?"""
        if (party.role or "").partition(" of ")[0].lower().replace("-", " ") == word.replace("-", " "):
            return True
        state = self.scene.world.state(party.entity.country)
        return state is not None and any(
            p.entity.id == party.entity.id for p in self.scene.officers.holders(word, state)
        )

    def land(self, token: Token) -> Entity | None:
        """Whose "the government" is where one country alone was lately told of, and as acting."""
        since, at = self.scene.number - _REACH, self._at(token)
        discourse, others = self.scene.discourse, self.beside(token)
        people = {
            r.party.entity.country for r in discourse.referents
            if r.party.entity.kind == "person" and r.party.entity.id in others
        }  # fmt: skip
        countries = self._countries(since, until=at).keys() - people
        acting = {r.party.entity.country for r in discourse.referents if since <= r.sentence and r.subject}
        acting |= {p.entity.country for p in discourse.last_visit(self.scene.number)[1]}
        alone = len(countries) == 1 and countries <= acting
        return self.scene.world.state(next(iter(countries))) if alone else None

    def concerned(self, acting: Sequence[Party]) -> Entity | None:
        """The country, other than those that act, of which the sentences before tell: the one that all is about."""
        own = {p.entity.country for p in acting}
        home, number = self.scene.home, self.scene.number
        here = self._countries(1, until=self.scene.begins[-1], since=self.scene.offset)
        first, second = [*((c, n) for c, n in here.most_common() if c not in own), ("", 0), ("", 0)][:2]
        for back in range(number - 1, max(0, number - 1 - _REACH), -1):
            told = self._countries(back, until=self.scene.begins[back + 1])
            giving = self.scene.discourse.giving(back)  # "X sent food. Y has sent doctors": not to X
            others = [country for country in told if country not in own | giving]
            if home is not None and home.country in others:
                return home
            if others:
                alone = len(others) == 1 and (not second[1] or (first[0] == others[0] and first[1] > second[1]))
                return self.scene.world.state(others[0]) if alone else None
        return home if home is not None and home.country not in own else None

    def lately(self, token: Token) -> set[str]:
        """The countries of which this sentence, before a word, and the two before it tell."""
        return set(self._countries(self.scene.number - _REACH, until=self._at(token)))

    def _countries(self, first: int, *, until: int, since: int = 0) -> Counter[str]:
        """The countries told of, by name, people or places, from a sentence on and before a place of the text."""
        since = max(since, self.scene.begins[max(0, first)])
        told = [
            r.party.entity.country for r in self.scene.discourse.referents
            if since <= r.at < until and r.party.entity.kind in ("state", "person") and not self._serves_a_body(r.party)
        ]  # fmt: skip
        spots = (*self.scene.places, *self.scene.spots)
        told += [place.country for where, place in spots if since <= where < until]
        return Counter(country for country in told if country is not None)

    def _serves_a_body(self, party: Party) -> bool:
        """Does somebody speak for others than the own country: a union's secretary-general?"""
        state = self.scene.world.state(party.entity.country)
        served = (party.role or "").partition(" of ")[2]
        return bool(served) and state is not None and state.label not in served

    def _at(self, token: Token) -> int:
        return self.scene.offset + token.idx
