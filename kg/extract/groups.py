"""Groups that no table knows: rebels, crowds and prisoners, named by the words or the country that tell them apart."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from spacy.tokens import Token

from kg.extract.homes import IN, Homes
from kg.model import Entity, Party
from kg.namespaces import entity_iri
from kg.world.names import words

if TYPE_CHECKING:
    from kg.extract.parties import Scene

# Words that tell no group from another.
VAGUE = frozenset(
    "armed other some many several new more local suspected own former wounded unidentified unknown two three "
    "four five".split()
)
_FIGHTING = frozenset("armed masked hooded".split())
# Many in the singular: "a mob stormed the palace".
_WHOLE = frozenset("crowd mob throng".split())
# People of whom only the number is told: "thousands marched".
_COUNTED = frozenset("thousand hundred dozen".split())
_CALLED = frozenset("call know name style dub".split())
# Words that say nothing of people.
_ANYBODY = frozenset("people person man woman child".split())


class Groups:
    """Makes entities of groups in a scene, by rule."""

    def __init__(self, scene: Scene, homes: Homes) -> None:
        self.scene, self.homes = scene, homes
        self.settled: dict[str, Entity] = {}

    def settle(self, group: Entity, state: Entity) -> Entity:
        """A group as one of a state, as which it is known from here on."""
        self.settled[group.id] = state
        return _of(group, state)

    def everybody(self, state: Entity) -> Party:
        """All who live in a state: "people in Peru"."""
        adjective = self.scene.world.adjective(state)
        called = [
            word
            for word in (adjective, f"{adjective}s")
            if any(n.form == "demonym" and n.entity.id == state.id for n in self.scene.world.find(word))
        ]
        entity = Entity(
            id=entity_iri("group", f"people_in_{self.scene.world.key(state)}"),
            kind="group",
            label=f"people{IN}{state.label}",
            aliases=("people", f"people of {state.label}", *called),
            country=state.country,
            sector="CVL",
        )
        return Party(entity=entity, sector="CVL")

    def there(self, token: Token, sector: str) -> Party | None:
        """People of whom only the country is told: "prisoners rioted at a jail in Dili"."""
        whole = token.lemma_.lower() == "opposition" and any(c.lower_ == "the" for c in token.children)
        whole = whole or (token.lemma_.lower() in _WHOLE and token.dep_ == "nsubj")
        if token.dep_ in ("poss", "compound") or not (whole or token.tag_ in ("NNS", "NNPS")):
            return None  # "a children's hospital"
        if token.lemma_.lower() == "party":
            return None  # "the parties to the conflict"
        told = any(c.lower_ == "the" for c in token.children) and any(c.tag_ == "CD" for c in token.children)
        if told and token.lemma_.lower() in _ANYBODY:
            return None  # "the two men" are those told of
        state = self.homes.around(token) or self.homes.of_dealers(token) or self.homes.of_members(token)
        if token.lemma_.lower() in _COUNTED:
            several = any(c.dep_ == "prep" and c.lower_ == "of" for c in token.children)  # "thousands of dollars"
            state = state or (self.homes.at_large(token) if token.dep_ == "nsubj" else None)
            return self.everybody(state) if state is not None and not several else None
        if state is None and (token.lemma_.lower() not in _ANYBODY or self.are_told_apart(token)):
            state = self.homes.at_large(token) or (self.scene.ground if token.dep_ == "nsubj" else None)
        return self.at_home(token, state, sector) if state is not None else None

    def are_told_apart(self, token: Token) -> bool:
        """Are people told apart by arms, or by what they do to others: "armed men", "young men burned a bank"?"""
        if any(c.lower_ in _FIGHTING for c in token.children):
            return True
        return token.dep_ == "nsubj" and self.homes.is_done_there(token.head)

    def minority(self, token: Token) -> Party:
        """A people outside the state that is called after it: "ethnic Albanians"."""
        state = self.homes.around(token)
        found = _called(f"ethnic {token.text}", token.text, "CVL")
        return replace(found, entity=_of(found.entity, state)) if state is not None else found

    def at_home(self, token: Token, state: Entity, sector: str) -> Party:
        """People by what they are and the country they are in: "prisoners in Peru"."""
        return self._there_called(token.lower_, state, sector, _without_owner(token))

    def opposition(self, token: Token) -> Party | None:
        """Those whom several of an opposition speak for: "opposition leaders in Peru"."""
        state = self.homes.around(token) or self.scene.land
        return self._there_called("opposition", state, "OPP", _without_owner(token)) if state is not None else None

    def led(self, token: Token) -> Party | None:
        """Those who lead people at home: "union leaders in Peru", "protest organisers"."""
        for word in token.children:
            classes = self.scene.lexicon.nouns.get(word.lemma_.lower(), ()) if word.dep_ == "compound" else ()
            sector = next((sector for _, sector in classes if sector in ("CVL", "OPP")), None)
            state = self.homes.inside(token) if sector is not None else None
            if sector is not None and state is not None:
                noun, key = f"{word.lower_} {token.lower_}", self.scene.world.key(state)
                label = f"{self.scene.world.adjective(state)} {noun}"
                iri = entity_iri("group", f"{key}_{word.lower_}_{token.lower_}")
                group = Entity(id=iri, kind="group", label=label, aliases=(noun,), country=state.country, sector=sector)
                return Party(entity=group, sector=sector)
        return None

    def _there_called(self, noun: str, state: Entity, sector: str, alias: str) -> Party:
        entity = Entity(
            id=entity_iri("group", f"{noun}_in_{self.scene.world.key(state)}"),
            kind="group",
            label=f"{noun}{IN}{state.label}",
            aliases=tuple(dict.fromkeys((noun, alias))),
            country=state.country,
            sector=sector,
        )
        return Party(entity=entity, sector=sector)

    def followers(self, person: Entity, token: Token, sector: str) -> Party:
        """People by whom they follow: "his supporters"."""
        found = _called(f"{token.lower_} of {person.label}", token.lower_, sector)
        return replace(found, entity=replace(found.entity, country=person.country))

    def described(self, token: Token, sector: str) -> Party | None:
        """An armed or political group that no table knows, by the words that tell it from others."""
        marks = [c for c in token.children if c.dep_ in ("amod", "compound", "nmod", "punct") and c.i < token.i]
        if not any(c.dep_ != "punct" and c.lower_ not in VAGUE for c in marks):
            return None
        span = token.doc[min(c.left_edge.i for c in marks) : token.i + 1]
        text = span.text.strip(" '\"“”‘’")
        ordinary = span[0].is_sent_start and span[0].ent_type_ != "NORP" and self.scene.mention(span[0]) is None
        label = text[:1].lower() + text[1:] if ordinary and not any(ch.isupper() for ch in text[1:]) else text
        found = _called(label, token.lower_, sector)
        if all(c.pos_ == "PROPN" for c in marks if c.dep_ != "punct"):  # "the Aitarak gang" is Aitarak
            name = token.doc[span.start : token.i].text
            found = replace(found, entity=replace(found.entity, aliases=(*found.entity.aliases, name)))
        state = self.homes.around(token)
        if state is None and (known := self.settled.get(found.entity.id)) is not None:
            state = known if self.scene.countries_in(token.sent) <= {known.country} else None
        return replace(found, entity=_of(found.entity, state)) if state is not None else found

    def by_its_name(self, token: Token) -> Party | None:
        """A group of which only the name is told: "a group *calling itself the Sword of X*", "a cell known as Y"."""
        calling = [c for c in token.children if c.dep_ in ("acl", "relcl") and c.lemma_.lower() in _CALLED]
        behind = [o for c in calling for p in c.children if p.dep_ == "prep" and p.lower_ == "as" for o in p.children]
        names = [o for c in calling for o in c.children if o.dep_ in ("oprd", "attr", "dobj")] + behind
        for name in (n for n in names if n.pos_ == "PROPN"):
            mention = self.scene.mention(name)
            if mention is not None and mention.entity.kind in ("group", "organisation"):
                return Party(entity=mention.entity)
            first = min((t.i for t in name.subtree if t.text[0].isupper()), default=name.i)
            last = max([p.right_edge.i for p in name.children if p.lower_ == "of"] + [name.i])  # "the Sword of X"
            found = _called(token.doc[first : last + 1].text, token.lower_, "REB")
            state = self.homes.around(token) or self.scene.home
            return replace(found, entity=_of(found.entity, state)) if state is not None else found
        return None

    def people(self, state: Entity, token: Token, sector: str) -> Entity:
        """People of a state who do not act for it ("Israeli hostages"), as a group named by rule."""
        plural = token.lower_ if token.tag_ in ("NNS", "NNPS") else token.lemma_.lower()
        if token.pos_ == "PROPN" and token.tag_ == "NNPS":
            plural = token.text  # "Kosovar Serbs"
        adjective, lemma = self.scene.world.adjective(state), token.lemma_.lower()
        marks = [c.lower_ for c in token.lefts if f"{c.lower_} {lemma}" in self.scene.lexicon.nouns]
        if marks:  # a "rebel government" is no government
            plural, lemma = f"{marks[-1]} {plural}", f"{marks[-1]}_{lemma}"
        return Entity(
            id=entity_iri("group", f"{self.scene.world.key(state)}_{lemma}"),
            kind="group",
            label=f"{adjective} {plural}",
            aliases=tuple(dict.fromkeys((plural, f"{plural} of {state.label}", _without_owner(token)))),
            country=state.country,
            sector=sector,
        )


def _called(label: str, alias: str, sector: str) -> Party:
    """A group that is known by what it is called."""
    iri = entity_iri("group", "_".join(words(label)))
    return Party(entity=Entity(id=iri, kind="group", label=label, aliases=(alias,), sector=sector), sector=sector)


def _of(group: Entity, state: Entity) -> Entity:
    """A group as one of a state, and none of those that are called the same elsewhere."""
    return replace(group, id=f"{group.id}_{state.country}", country=state.country)


def _without_owner(token: Token) -> str:
    """The words of a noun phrase as the text has them, less articles and possessors."""
    kept = [t for t in token.lefts if t.dep_ in ("amod", "compound", "nmod")]
    return token.doc[min([t.left_edge.i for t in kept] + [token.i]) : token.i + 1].text
