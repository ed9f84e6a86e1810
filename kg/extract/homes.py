"""Whose people and police are where a text does not say it: of the place, or the country that it is about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from spacy.tokens import Token

from kg.extract.arguments import doers, modifiers, owners, prepositional, undergoers
from kg.extract.clauses import is_definite, verb_of
from kg.extract.institutions import MISSIONS
from kg.extract.phrases import by_preposition
from kg.model import Entity, Party
from kg.namespaces import entity_iri

if TYPE_CHECKING:
    from kg.extract.parties import Scene

# Where crowds are, whatever town is meant: "took to the streets of X".
STREETS = frozenset("street square avenue road boulevard".split())
# Who acts at home only, unlike armies and ministers.
_DOMESTIC = frozenset(("COP", "JUD", "LEG"))
# Whose forces and police are those of no state that is named.
_OF_NO_STATE = frozenset("foreign african european western arab asian regional multinational".split())
# What soldiers, police and courts do to people of their own state.
_AT_HOME = frozenset(
    "arrest detain depose oust topple overthrow put place confine lock seize drag hold "
    "sentence convict jail try acquit remove impeach dismiss".split()
)
# What parliaments do to leaders of their own state besides.
_IN_PARLIAMENT = frozenset("back elect confirm reelect re-elect censure appoint swear endorse".split())
# What soldiers take, or lay on people, where they are at home.
_OWN = frozenset("power television radio broadcaster curfew emergency law constitution parliament".split())
_BLAMING = frozenset("accuse blame condemn denounce criticise criticize".split())
# Between people and the country where they are, in their label.
IN = " in "
# Who rules where it is told of, without being called after the country.
_RULING = frozenset(("junta", "regime"))
_BELONGING = frozenset("affiliate belong ally organise organize".split())
_WITHIN = ("in", "at", "near", "across", "throughout", "outside", "inside", "out", "through", "around", "along")
_ONTO = ("to", "onto")
# Behind what else a deed's place may be told: "fired *on* police in X", "set fire to the gate *of* the bank in X".
_UPON = ("on", "into")
_FURTHER = ("in", "of", "at", "near", "outside", "inside", "on", "around")
_DEEP = 4
_MACHINES = frozenset(("@craft", "@vessel", "@weapon"))
# Types of deeds that are done on the spot.
_DEEDS = frozenset(("ASSAULT", "COERCE", "PROTEST"))
_BORDERS = frozenset(("border", "frontier", "boundary"))


def is_crowd(entity: Entity) -> bool:
    """Is it people of whom only the country where they are is told ("prisoners in Peru")?

    Other groups may have such a label: Al-Qaeda in Iraq has a name.
    """
    noun, _, country = entity.label.partition(IN)
    return entity.kind == "group" and bool(country) and entity.id.startswith(entity_iri("group", f"{noun}_in_"))


def is_acting(token: Token) -> bool:
    """Does a noun stand where whoever does something stands?"""
    return token.dep_ in ("nsubj", "agent") or (token.dep_ == "pobj" and token.head.dep_ == "agent")


def _deed(token: Token) -> Token:
    """The verb of which a noun is a part: "*seized* X", "X was *seized* by"."""
    return token.head.head if token.dep_ == "pobj" and token.head.dep_ == "agent" else token.head


class Homes:
    """The states of nouns that name none."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene

    def at_large(self, token: Token) -> Entity | None:
        """The country that the text is about, or where it is from, for people whom it puts nowhere else."""
        state = self.scene.land or self.scene.institutions.local(self.scene.offset + token.idx)
        return state if state is not None and not self.is_struck(token, state) else None

    def of_subject(self, token: Token) -> Entity | None:
        """The state of "the government" where its own people deal with it: "Nigerian editors blamed the army"."""
        if not any(c.lower_ == "the" for c in token.children):
            return None
        for node in token.ancestors:
            for subject in node.children if node.pos_ in ("VERB", "AUX") else ():
                if subject.dep_ in ("nsubj", "nsubjpass") and subject.i < token.i and token not in subject.subtree:
                    for party in self.scene.sides(subject):
                        if party.entity.kind in ("group", "person") and party.entity.country:
                            state = self.scene.world.state(party.entity.country)
                            if self._blames(party, token) and self.scene.home is not None:
                                return self.scene.home  # no leader blames his own army for what was done abroad
                            role = party.role if party.entity.kind == "person" else None
                            abroad = state is not None and role is not None and state.label not in role
                            if role is not None and (other := self.of_others(token, party)) is not None:
                                return other
                            return None if abroad else state  # the UN's secretary-general is at home nowhere
                    return None
        return None

    def _blames(self, leader: Party, token: Token) -> bool:
        """Does somebody from abroad blame the army of the country that the article is about?"""
        blaming = token.dep_ == "dobj" and token.head.lemma_.lower() in _BLAMING
        home = self.scene.home
        return blaming and leader.entity.kind == "person" and home is not None and home.country != leader.entity.country

    def of_others(self, token: Token, leader: Party) -> Entity | None:
        """Whose "the government" is that a leader deals with: of the one other country lately told of, not the own."""
        others = self.scene.anaphora.lately(token) - {leader.entity.country}
        plain = not any(c.dep_ in ("amod", "compound", "nmod", "prep", "poss") for c in token.children)
        deals = token.dep_ in ("dobj", "pobj") and leader.entity.kind == "person"
        abroad = self.scene.home is None or self.scene.home.country != leader.entity.country
        if not (plain and deals and abroad and len(others) == 1):
            return None
        state = self.scene.anaphora.concerned([leader])
        return state if state is not None and state.country in others else None

    def of_forces(self, token: Token, sector: str) -> Entity | None:
        """Whose "the police" or "the army" is: of the state of the place, or of the country the article is about."""
        if any(c.lower_ in _OF_NO_STATE for c in token.children):
            return None
        alone = any(c.lower_ in ("a", "an", "another") for c in token.children)
        if sector != "JUD" and alone and token.dep_ not in ("dobj", "nsubjpass"):
            return None  # but "a court" is one of the state where it is, and the victim "a policeman" of where it was
        if sector in _DOMESTIC:
            state = self.around(token) or self.of_dealt(token) or (self.of_trusted(token) if sector == "LEG" else None)
            state = state or self.scene.institutions.base(self.scene.offset + token.idx)
            state = state or self.scene.land or (self.scene.sole if is_acting(token) else None)
            if sector == "JUD" and self.scene.town is not None:  # a court that judges others sits abroad
                local = self.scene.world.state(self.scene.town.country)
                return local if local == state or any(c.lower_ == "a" for c in token.children) else None
            near = self.scene.ground or self.scene.institutions.local(self.scene.offset + token.idx)
            return state or (near if sector == "COP" else None)
        if sector == "MIL":
            own = self.of_dealt(token) or self.of_crowd(token) or self.of_rule(token) or self.across_the_front(token)
            own = own or self.scene.home
            return own or self.of_the_only_country(token)
        if sector == "GOV" and token.lemma_.lower() in _RULING:
            return self.scene.home or self.of_rulers()
        return self.scene.home or self.of_passage(token) if sector == "GOV" else None

    def of_passage(self, token: Token) -> Entity | None:
        """The one country of which the sentences before tell as acting: "the government"."""
        described = any(c.dep_ in ("amod", "compound", "nmod", "prep", "relcl", "acl", "poss") for c in token.children)
        acting = token.dep_ == "nsubjpass" or is_acting(token)
        plain = not described and acting and token.tag_ == "NN" and is_definite(token)
        state = self.scene.anaphora.land(token) if plain else None
        if state is None or (self.scene.town is not None and self.scene.town.country != state.country):
            return None  # told from a third capital, it may be that one's
        return state

    def of_rulers(self) -> Entity | None:
        """The only country lately told of, if it was by its own name or a place of it, and not by its people alone."""
        land = self.scene.land
        named = {r.party.entity.id for r in self.scene.discourse.referents if not r.bound}
        there = {place.country for _, place in self.scene.spots}
        return land if land is not None and (land.id in named or land.country in there) else None

    def of_dealt(self, token: Token) -> Entity | None:
        """The state of a person whom soldiers or police seize or topple: "the army put X under house arrest"."""
        verb = _deed(token)
        return self._of_people(verb) if is_acting(token) and verb.lemma_.lower() in _AT_HOME else None

    def _of_people(self, verb: Token) -> Entity | None:
        people = [p.entity for t in undergoers(verb) for p in self.scene.parties(t) if p.entity.kind == "person"]
        states = {p.country for p in people if p.country}
        return self.scene.world.state(next(iter(states))) if len(states) == 1 else None

    def of_trusted(self, token: Token) -> Entity | None:
        """The state of a leader whom its own parliament backs or topples: "parliament elected X"."""
        verb = _deed(token)
        return self._of_people(verb) if is_acting(token) and verb.lemma_.lower() in _IN_PARLIAMENT else None

    def of_crowd(self, token: Token) -> Entity | None:
        """The state of demonstrators and others whom its own soldiers fire on: "soldiers fired into a crowd in X"."""
        verb = token.head
        if token.dep_ != "nsubj" or verb.pos_ != "VERB":
            return None
        behind = [t for w in ("on", "at", "into") for t in prepositional(verb, w)]
        for thing in [*undergoers(verb), *behind]:
            for party in self.scene.parties(thing) if thing != token else ():
                if party.sector in ("CVL", "OPP") and is_crowd(party.entity):
                    return self.scene.world.state(party.entity.country)
        return None

    def of_rule(self, token: Token) -> Entity | None:
        """Where soldiers take power or lay a curfew on people: "in X the army took over the radio station"."""
        if not is_acting(token):
            return None
        taken = [t for o in undergoers(verb_of(token)) for t in (o, *prepositional(o, "of"), *modifiers(o))]
        return self.around(token) if any(t.lemma_.lower() in _OWN for t in taken) else None

    def across_the_front(self, token: Token) -> Entity | None:
        """The other of two states at war that an article is about: "the navy has sealed off every Lebanese port"."""
        verb, rivals = _deed(token), self.scene.rivals
        if not is_acting(token) or len(rivals) != 2 or not self.is_done_there(verb):
            return None
        at_war = {p.country for p in rivals}
        if not any({p.entity.country for p in both} == at_war for _, both in self.scene.discourse.fights):
            return None
        others = [s for s in rivals if not self.is_struck(token, s)]
        return others[0] if len(others) == 1 else None

    def of_the_only_country(self, token: Token) -> Entity | None:
        """The only country that is told of, of soldiers and armies: planes, ships and arms come from abroad as well."""
        sorts = self.scene.lexicon.things.get(token.lemma_.lower(), frozenset())
        top = token.head.head if token.dep_ == "pobj" and token.head.lower_ == "of" else token  # "men of the guard"
        acting = is_acting(top)
        if sorts & _MACHINES or not (acting or "@folk" in sorts):
            return None
        state = self.scene.alone(self.scene.offset + token.idx) or (self.scene.sole if acting else None)
        return state if state is not None and not self.is_struck(top, state) else None

    def is_struck(self, token: Token, state: Entity) -> bool:
        """Is what is done by somebody done to people or things that are called after a state: to none of its own?"""
        deed = _deed(token)
        verbs = [t for t in deed.subtree if t.pos_ == "VERB"] if deed.pos_ == "VERB" else []
        struck = [t for verb in verbs for t in undergoers(verb) if t != token]
        if all(kind != "rebels" for kind, _ in self.scene.lexicon.classes(token)):  # they leave towns of their own
            struck += [t for verb in verbs for t in prepositional(verb, "from")]
        for thing in struck:
            for part in thing.subtree:
                mention = self.scene.mention(part)
                if mention is None or mention.entity.kind != "state" or mention.entity.country != state.country:
                    continue
                if mention.form in ("adjective", "demonym") or part.dep_ == "poss" or part.head.lower_ == "from":
                    return True
        return False

    def of_dealers(self, token: Token) -> Entity | None:
        """The state whose police or authorities deal with people of whom nothing else is told: its own."""
        verb = token.head
        if token.dep_ not in ("dobj", "nsubjpass") or verb.pos_ != "VERB":
            return None
        dealing = [p for t in doers(verb) if t != token for p in self.scene.sides(t)]
        states = [p.entity for p in dealing if p.entity.kind == "state" and p.sector in _DOMESTIC]
        return states[0] if len(states) == 1 else None

    def of_members(self, token: Token) -> Entity | None:
        """The state of the body to which people belong: "workers affiliated with the Chilean miners' union"."""
        behind = [t for c in token.children if c.dep_ == "acl" and c.lemma_.lower() in _BELONGING for t in c.subtree]
        countries = self.scene.countries_in(behind)
        return self.scene.world.state(next(iter(countries))) if len(countries) == 1 else None

    def around(self, token: Token) -> Entity | None:
        """The state of the place that the clause of a noun names."""
        verb = verb_of(token)
        tops = (token, verb, *(c for c in verb.children if c.dep_ in ("prep", "dobj")))
        countries = (self._lands(top, _WITHIN, _DEEP) for top in tops)
        found = next((country for each in countries for country in each), None)
        if found is None and self.is_done_there(verb):
            found = next(self._struck(verb), None)
        return self.scene.world.state(found) if found is not None else None

    def inside(self, token: Token) -> Entity | None:
        """The state of the place that a noun itself is said to be in."""
        return self.scene.world.state(next(self._lands(token, ("in",), 1), None))

    def is_done_there(self, verb: Token) -> bool:
        """Does a verb tell a deed against people or things, which is done where they are?"""
        rows = self.scene.lexicon.entries.get((verb.lemma_.lower(), "v"), ())
        return any(row.type in _DEEDS for row in rows)

    def _lands(self, top: Token, words: Sequence[str], deep: int) -> Iterator[str]:
        """The countries of the places behind prepositions of a word, however deep: "in the capital of X"."""
        behind = by_preposition(top)
        for word in words:
            for thing in behind.get(word, ()):
                yield from self._lands_of(thing, deep, owned=word not in _UPON)
        for thing in (t for word in _ONTO for t in behind.get(word, ())):
            if thing.lemma_.lower() in STREETS:
                yield from self._lands_of(thing, deep)

    def _lands_of(self, thing: Token, deep: int, *, owned: bool = True) -> Iterator[str]:
        """The countries in which something is said to be, or whose it is."""
        lemma = thing.lemma_.lower()
        if lemma in _BORDERS:
            return  # on which side, it does not say
        if country := self._land(thing):
            yield country
        elif deep and thing.pos_ in ("NOUN", "PROPN"):
            yield from self._lands(thing, _FURTHER, deep - 1)
        beside = [o for c in thing.children if c.dep_ == "appos" for o in owners(c)]  # "in X, Y's port"
        for inside in (*(owners(thing) if owned and lemma not in MISSIONS else ()), *beside):
            if country := self._land(inside):
                yield country

    def _land(self, token: Token) -> str | None:
        mention = self.scene.mention(token)
        return mention.entity.country if mention is not None and mention.entity.kind in ("state", "place") else None

    def _struck(self, verb: Token) -> Iterator[str]:
        """The countries of what is struck or seized: "fired on police in X", "set fire to the gate of a bank in X"."""
        for thing in undergoers(verb):
            if thing.pos_ == "NOUN" and self.scene.mention(thing) is None:
                yield from self._lands(thing, _FURTHER, _DEEP)
        yield from self._lands(verb, _UPON, _DEEP)
        for thing in prepositional(verb, "to"):
            parts = (thing, *prepositional(thing, "of"))
            if any("@building" in self.scene.lexicon.things.get(t.lemma_.lower(), ()) for t in parts):
                yield from self._lands_of(thing, _DEEP)
