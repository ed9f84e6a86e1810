"""What is understood of a question's statement so far: who takes part on which side, where, and about what."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Doc, Token

from kg.extract.lexicon import Lexicon
from kg.extract.mentions import Mention
from kg.extract.parties import Scene
from kg.extract.slots import Slots
from kg.extract.where import place_of
from kg.model import Entity, Party
from kg.questions.coverage import Coverage
from kg.questions.details import Details
from kg.questions.kinds import Office, offices_of
from kg.questions.names import Directory
from kg.questions.phrases import IN, joined, location, preposition
from kg.questions.reading import About, Detail, Named, Participant, Side, Slot, Wanted
from kg.questions.statement import Statement
from kg.questions.trees import mend
from kg.questions.triggers import Trigger
from kg.questions.vocabulary import Vocabulary
from kg.world.offices import GENERIC, LEADER

TERRITORIAL = frozenset(("ASSAULT", "COERCE", "RETREAT", "MOBILIZE"))


class Understood:
    """What has been understood of a statement so far.

    Attributes
    ----------
    holes : dict
        The token of each hole, and the slot that it stands in: a side, ``topic``, or None where none is known.
    """

    _details: Details

    def __init__(self, doc: Doc, statement: Statement, known: Directory, lexicon: Lexicon, words: Vocabulary) -> None:
        self.doc, self.directory, self.lexicon, self.words = doc, known, lexicon, words
        self.scene = Scene(world=known.world, lexicon=lexicon, cast=known.cast(doc.text), on=None)
        self.scene.open(doc, 0)
        mend(doc, self.scene, lexicon)
        for sentence in doc.sents:
            self.scene.enter(sentence)
        self.covered = Coverage(doc, words)
        self.holes: dict[int, Slot | None] = {t.i: None for t in doc if t.idx in statement.holes}
        self.participants: list[Participant] = []
        self.places: list[About] = []
        self.topics: list[About] = []
        self.details: list[Detail] = []
        self.wanted = Wanted()
        self.found: Trigger | None = None
        self.began = False
        self._placed: set[tuple[int, int]] = set()
        self.covered.add(self.holes)

    def _as_seen(self, side: Side) -> Side:
        """Both sides of what is done together are alike, and mediators of a meeting are there too."""
        if self.wanted.mutual and side == "recipient":
            return "other"
        if not self.wanted.symmetric or side in ("mediator", "host"):
            return side
        return "party" if self.wanted.types == ("CONSULT",) else "side"

    def _take(self, side: Side, named: list[Named], *, either: bool = False) -> None:
        taken = {n.label for p in self.participants for n in p.who}
        fresh = [n for n in dict.fromkeys(named) if n.label not in taken]
        if either and fresh:
            self.participants.append(Participant(side, tuple(fresh)))
        else:
            self.participants += [Participant(side, (n,)) for n in fresh]

    def _named(self, token: Token, parties: Iterable[Party]) -> list[Named]:
        role = self.scene.role(token)
        out = []
        for party in parties:
            entity = party.entity
            offices: tuple[Office, ...] = ()
            if role is not None and entity.kind != "person":
                offices = offices_of(role.word, self.scene.world, [self.scene.world.key(entity)])
                if LEADER in (o.name for o in offices):
                    offices = tuple(map(Office, self.words.offices.get(role.word, (LEADER,))))
            generic = {o.name for o in offices} <= GENERIC
            if role is not None and offices and generic and not role.plural and entity.kind == "state":
                # Diplomats act for their state, and seldom are they named.
                self.details.append(self._details.of(self.doc[role.root]))
            if role is not None and offices and not (generic and (role.plural or entity.kind == "state")):
                known = not generic and self.directory.has_held([o.name for o in offices], entity.id)
                title = f"{role.word.capitalize()} of {entity.label}"
                label = f"the {role.word} of {entity.label}"
                out.append(Named(label=label, offices=offices if known else (), body=entity.id, role=title))
            else:
                out.append(self._entity(entity))
        return out

    def _entity(self, entity: Entity) -> Named:
        if not self.directory.knows(entity):
            self.covered.unknown(entity.label, self.directory)
        country = entity.country if entity.kind == "state" else None
        return Named(label=entity.label, entities=self.directory.named(entity), country=country or "")

    def _by_name(self, mention: Mention) -> None:
        """A name that the sentence must say, unless the event is at the place that bears it."""
        place = place_of(mention)
        said = self.doc[mention.start : mention.end].text
        names = (said, mention.entity.label, *mention.entity.aliases) if mention.entity.kind == "topic" else (said,)
        entities = location(place, self.scene.world).entities if place is not None else (mention.entity.id,)
        self.details.append(Detail(word=said, stems=tuple(dict.fromkeys(names)), entities=entities))
        self._placed.add((mention.start, mention.end))
        self.covered.add(range(mention.start, mention.end))

    def _place(self, mention: Mention) -> None:
        place = place_of(mention)
        if place is not None:
            self._placed.add((mention.start, mention.end))
            self.places = joined(self.places, location(place, self.scene.world), mention, self.doc)
            self.covered.add(range(mention.start, mention.end))

    def _about(self, mentions: Iterable[Mention]) -> None:
        for mention in mentions:
            if self.wanted.types == ("AGREE",) and not self.covered.has(mention.root):
                self._by_name(mention)
            elif not self.covered.has(mention.root) and (mention.start, mention.end) not in self._placed:
                entity = mention.city or mention.entity
                both = (entity.id, mention.entity.id)
                about = About(label=entity.label, entities=tuple(dict.fromkeys(both)))
                self.topics = joined(self.topics, about, mention, self.doc)
                self.covered.add(range(mention.start, mention.end))

    def _side_by(self, token: Token, word: str) -> Side:
        if not self.wanted.types:
            return "party" if word in ("between", "and", "with", "by", "") else "anything"
        if self.wanted.symmetric:
            return self._as_seen("actor")
        if word == "by":
            return "actor"
        if self.found is not None and word not in ("between", "with", "and"):
            does = token.i < self.found.slots.trigger.i and not word and not self._undergoes()
            return "actor" if does else self._as_seen("recipient")
        return "party"

    def _undergoes(self) -> bool:
        """Is the subject the one to whom it is done ("X was recalled", "X won support")?"""
        slots = self.found.slots if self.found is not None else None
        if slots is None:
            return False
        if slots.support is not None:
            return self.lexicon.light.get(slots.support.lemma_.lower()) == "obj"
        return any(c.dep_ == "auxpass" for c in slots.trigger.children)

    def _cover(self, token: Token) -> None:
        """Everything that a resolved phrase is made of."""
        self.covered.add([token.i])
        mention, role = self.scene.mention(token), self.scene.role(token)
        if mention is not None:
            self.covered.add(range(mention.start, mention.end))
            beside = self.scene.officers.role_beside(mention, self.doc)
            role = role or beside
        if role is not None:
            self.covered.add(range(role.start, role.end))
            for body in role.bodies:
                self.covered.add(range(body.start, body.end))
        if mention is None:
            for child in token.subtree:
                inner = self.scene.mention(child)
                if inner is not None and preposition(inner, self.doc, self.scene) not in IN:
                    self.covered.add(range(inner.start, inner.end))

    def _is_place(self, mention: Mention, path: str) -> bool:
        """Does a name in an argument place say where, not who?"""
        kinds, visit = self.wanted.types, "visit" in self.wanted.modes
        if visit and mention.form not in ("adjective", "demonym") and place_of(mention) is not None:
            return path in ("obj", "to", "at", "in", "of")
        if mention.entity.kind == "place":
            return bool(TERRITORIAL & set(kinds)) or visit
        return mention.city is not None and path in ("obj", "on", "in", "at") and kinds == ("ASSAULT",)

    def _is_between_others(self, token: Token) -> bool:
        """Is it talked about what is between two, as in "discussed relations between X and Y"?"""
        top = token
        while top.dep_ == "conj":
            top = top.head
        noun = top.head.head if top.dep_ == "pobj" else top
        found = self.found.slots.trigger if self.found is not None else None
        told_of = self.wanted.types == ("CONSULT",) and noun.pos_ == "NOUN" and noun != found
        return told_of and not self._details.goes_with(noun)

    def _is_whereto(self, mention: Mention, path: str) -> bool:
        """Is a name where somebody is invited to? The graph tells who invited whom, the sentence where to."""
        asked = self.wanted.types == ("REQUEST",) and self.wanted.modes == ("meet",)
        return asked and path == "to" and mention.entity.kind != "person"

    def _is_common(self, token: Token) -> bool:
        """A noun for people that names nobody ("prisoners") is looked for in the sentences."""
        classes = {kind for kind, _ in self.lexicon.nouns.get(token.lemma_.lower(), ())}
        if "people" not in classes or token.pos_ != "NOUN":
            return False
        named = [m for t in token.subtree if (m := self.scene.mention(t)) is not None]
        return all(m.entity.kind == "group" and self.doc[m.start : m.end].text.islower() for m in named)

    def _tells_which(self, mention: Mention) -> bool:
        """Does a town tell which meeting or agreement is meant ("the Prague summit")?"""
        token = self.doc[mention.root]
        town = mention.city is not None or mention.entity.kind == "place"
        return town and token.dep_ in ("compound", "amod", "nmod", "poss", "npadvmod") and token.head.pos_ == "NOUN"

    def _names_a_place(self, token: Token) -> bool:
        """Is a name that means something else in a text a place before a noun ("the Doha agreement")?"""
        named = self.directory.names.get(token.text)
        before_noun = token.dep_ in ("compound", "amod", "nmod") and token.head.pos_ == "NOUN"
        return token.pos_ == "PROPN" and before_noun and any(n.entity.kind in ("place", "state") for n in named)

    def _is_of_topic(self, token: Token) -> bool:
        labels = {t.label for t in self.topics}
        inside_it = (self.scene.mention(t) for t in token.subtree)
        return any(m is not None and {m.entity.label, m.city.label if m.city else ""} & labels for m in inside_it)

    def _takes(self, word: str) -> bool:
        """Has the frame of the events a place behind a preposition?"""
        frame = self.found.entry.frame if self.found is not None else None
        return frame is None or word in (*frame.actors, *frame.recipients, *frame.topics)

    def _is_visit(self, slots: Slots) -> bool:
        """Does "of" tell whose it is ("the visit of X to Y")?"""
        return slots.noun and "visit" in self.wanted.modes
