"""A statement with a hole to a reading: the same rules that read articles say who stands where."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from spacy.tokens import Doc, Token

from kg.extract.arguments import conjuncts
from kg.extract.lexicon import Lexicon
from kg.extract.mentions import Mention
from kg.extract.parties import Scene
from kg.extract.slots import Slots
from kg.extract.status import status as status_of
from kg.extract.where import place_of
from kg.model import Entity, Party, Status
from kg.questions.coverage import Coverage
from kg.questions.details import Details
from kg.questions.errors import NotUnderstood
from kg.questions.kinds import Office, longest, offices_of
from kg.questions.names import Directory
from kg.questions.phrases import ABOUT, IN, inside, joined, location, preposition
from kg.questions.reading import About, Detail, Named, Participant, Side, Slot, Wanted
from kg.questions.statement import Statement
from kg.questions.trees import mend
from kg.questions.triggers import Trigger, beginning, hosts, trigger, wanted, wanted_by_mode
from kg.questions.vocabulary import Vocabulary
from kg.world.offices import GENERIC, LEADER

_TERRITORIAL = frozenset(("ASSAULT", "COERCE", "RETREAT", "MOBILIZE"))
_AT_OR_TO = frozenset("to for from against at into towards toward".split())


class Reader:
    """A statement being read.

    Attributes
    ----------
    holes : dict
        The token of each hole, and the slot that it stands in: a side, ``topic``, or None where none is known.
    """

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

    def read(self) -> None:
        """Find the trigger and what stands around it."""
        self.found = trigger(self.doc, self.scene, self.lexicon, self.holes)
        if self.found is None:
            self.wanted, cued = wanted_by_mode(self.doc, self.lexicon)
            self.covered.add(cued)
        else:
            self.wanted, cued = wanted(self.found, self.doc, self.lexicon)
            self.covered.add(cued)
            self._details = Details(self.doc, self.found, self.wanted, self.lexicon, self.words)
            self._cover_trigger(self.found)
            self._arguments(self.found)
        self._leftover()
        if self.found is not None:
            self._narrow(self._details)

    def status(self) -> Status:
        """Whether what is asked about occurred, is to come, or is denied."""
        negated = next((t for t in self.doc if t.lower_ in ("not", "n't")), None)
        if self.found is not None:
            status = status_of(self.found.slots, self.lexicon)
        else:
            status = "future" if any(t.lemma_ == "will" for t in self.doc) else "occurred"
        if negated is not None and status != "negated":
            raise NotUnderstood(negated.text, "what is not so is not clear")
        return status

    def _cover_trigger(self, found: Trigger) -> None:
        self.covered.add([found.slots.trigger.i])
        begun = beginning(found.slots.trigger)
        self.began = bool(begun)
        self.covered.add(begun)
        with_it = [t for t in self.doc if t.i not in self.covered and self._details.goes_with(t)]
        self.covered.add(t.i for t in with_it)
        told = [mode for t in with_it if (mode := self._details.mode_of(t))]
        if told and not self.wanted.modes:
            self.wanted = replace(self.wanted, modes=(told[0],), contact="any")  # "discussed in calls"

    # Arguments --------------------------------------------------------------------------------

    def _arguments(self, found: Trigger) -> None:
        frame, slots = found.entry.frame, found.slots
        sides: tuple[tuple[Side, tuple[str, ...]], ...]
        between: Side = "host" if hosts(found, self.lexicon) else "mediator"
        sides = (("actor", frame.actors), ("recipient", frame.recipients), (between, frame.mediators))
        for given, paths in sides:
            for path in paths:
                side: Side = "actor" if path == "of" and self._is_visit(slots) else given
                self._side(side, [c for t in slots.get(path, frame.of) for c in conjuncts(t)], path)
        for path in frame.topics:
            for token in (c for t in slots.get(path) for c in conjuncts(t) if path not in IN):
                if self.holes.get(token.i, "") is None:
                    self.holes[token.i] = "topic"
                if token.i not in self.holes:
                    self._about(inside(token, self.scene))

    def _is_visit(self, slots: Slots) -> bool:
        """Does "of" tell whose it is ("the visit of X to Y")?"""
        return slots.noun and "visit" in self.wanted.modes

    def _side(self, side: Side, tokens: list[Token], path: str) -> None:
        side = self._as_seen(side)
        named: list[Named] = []
        either = False
        for token in tokens:
            if token.i in self.holes:
                if self.holes[token.i] is None:
                    self.holes[token.i] = side
                continue
            mention = self.scene.mention(token)
            if mention is not None and (mention.start, mention.end) in self._placed:
                continue
            if mention is not None and self._is_place(mention, path):
                self._place(mention)
                continue
            if mention is not None and (self._is_whereto(mention, path) or self._tells_which(mention)):
                self._by_name(mention)
                continue
            if self._is_common(token):
                continue
            if mention is not None and path == "between" and self._is_between_others(token):
                self._about([mention])
                continue
            parties = self.scene.parties(token)
            if parties:
                if (
                    side == "recipient"
                    and _AT_OR_TO & {path}
                    and {"RETREAT", "MOBILIZE", "COERCE"} & set(self.wanted.types)
                ):
                    side = "anything"
                either = either or any(c.lower_ == "or" for c in token.children)
                named += self._named(token, parties)
                self._cover(token)
        self._take(side, named, either=either)

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

    # Places and topics ------------------------------------------------------------------------

    def _is_place(self, mention: Mention, path: str) -> bool:
        """Does a name in an argument place say where, not who?"""
        kinds, visit = self.wanted.types, "visit" in self.wanted.modes
        if visit and mention.form not in ("adjective", "demonym") and place_of(mention) is not None:
            return path in ("obj", "to", "at", "in", "of")
        if mention.entity.kind == "place":
            return bool(_TERRITORIAL & set(kinds)) or visit
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

    def _by_name(self, mention: Mention) -> None:
        """A name that the sentence must say, unless the event is at the place that bears it."""
        place = place_of(mention)
        said = self.doc[mention.start : mention.end].text
        names = (said, mention.entity.label, *mention.entity.aliases) if mention.entity.kind == "topic" else (said,)
        entities = location(place, self.scene.world).entities if place is not None else (mention.entity.id,)
        self.details.append(Detail(word=said, stems=tuple(dict.fromkeys(names)), entities=entities))
        self._placed.add((mention.start, mention.end))
        self.covered.add(range(mention.start, mention.end))

    def _narrow(self, details: Details) -> None:
        """Words that are left, where they can be looked for in the sentences."""
        for token in [t for t in self.doc if self.covered.is_left(t) and t.pos_ == "NOUN"]:
            self._officers(token)
            if self.wanted.types == ("CONSULT",) and self._is_of_topic(token):
                self.covered.add([token.i])  # "the war in X" is X, as "the situation in X" is
        left = [t for t in self.doc if self.covered.is_left(t)]
        if all(details.stands_for_itself(t) or self._names_a_place(t) for t in left):
            self.details += [
                replace(
                    details.of(t), word=t.text, entities=tuple(n.entity.id for n in self.directory.names.get(t.text))
                )
                for t in left
            ]
            self.covered.add(t.i for t in left)

    def _names_a_place(self, token: Token) -> bool:
        """Is a name that means something else in a text a place before a noun ("the Doha agreement")?"""
        named = self.directory.names.get(token.text)
        before_noun = token.dep_ in ("compound", "amod", "nmod") and token.head.pos_ == "NOUN"
        return token.pos_ == "PROPN" and before_noun and any(n.entity.kind in ("place", "state") for n in named)

    def _is_of_topic(self, token: Token) -> bool:
        labels = {t.label for t in self.topics}
        inside_it = (self.scene.mention(t) for t in token.subtree)
        return any(m is not None and {m.entity.label, m.city.label if m.city else ""} & labels for m in inside_it)

    def _officers(self, token: Token) -> None:
        """Whoever holds an office takes part: "when did foreign ministers meet in X"."""
        start = token.i
        while start and self.covered.is_left(self.doc[start - 1]):
            start -= 1
        for begin in range(start, token.i + 1):
            length, noun, source = longest(
                [t.lower_ for t in self.doc[begin : token.i + 1]], self.words, self.scene.world
            )
            if begin + length != token.i + 1:
                continue
            offices = tuple(map(Office, self.words.offices.get(noun, ()))) if source == "offices" else ()
            offices = offices or offices_of(noun, self.scene.world)
            if not offices or {o.name for o in offices} <= GENERIC:
                return
            label = self.doc[begin : token.i + 1].text.lower()
            self._take(self._side_by(token, ""), [Named(label=label, offices=offices)])
            self.covered.add(range(begin, token.i + 1))
            return

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

    # What the tree does not attach ------------------------------------------------------------

    def _leftover(self) -> None:
        """Names and holes that no argument place holds, by the word before them."""
        before: str | None = None
        for mention in self.scene.mentions:
            if self.covered.has(mention.root) or any(i in self.covered for i in range(mention.start, mention.end)):
                continue
            if self._is_common(self.doc[mention.root]):
                continue
            word = preposition(mention, self.doc, self.scene)
            if word in ("and", "or", ","):
                word = before or word
            before = word
            self._attach(mention, word)
        for i in sorted(self.holes):
            if self.holes[i] is None:
                self.holes[i] = self._slot_of_hole(self.doc[i])

    def _attach(self, mention: Mention, word: str) -> None:
        token = self.doc[mention.root]
        place = place_of(mention)
        after = self.found is not None and token.i > self.found.slots.trigger.i
        taken = mention.city is not None and after and not word and bool(_TERRITORIAL & set(self.wanted.types))
        if place is not None and (word in IN or taken):
            self._place(mention)
        elif word in ABOUT - {"of"} and self.wanted.types in (("CONSULT",), ("AGREE",)):
            self._about([mention])
        elif not self.wanted.types and word in ABOUT:
            self._take("anything", [self._entity(mention.entity)])
            self._cover(token)
        elif self._tells_which(mention) or (word == "against" and not self._takes(word)):
            self._by_name(mention)
        elif mention.entity.kind in ("place", "topic"):
            if word in _AT_OR_TO and self.wanted.types not in (("CONSULT",), ("AGREE",)):
                self._take("anything", [self._entity(mention.entity)])
                self._cover(token)
            elif self.wanted.types and not (_TERRITORIAL & set(self.wanted.types)):
                self._about([mention])
            else:
                self._place(mention)
        else:
            parties = self.scene.parties(token) or (Party(entity=mention.entity),)
            self._take(self._side_by(token, word), self._named(token, parties))
            self._cover(token)

    def _tells_which(self, mention: Mention) -> bool:
        """Does a town tell which meeting or agreement is meant ("the Prague summit")?"""
        token = self.doc[mention.root]
        town = mention.city is not None or mention.entity.kind == "place"
        return town and token.dep_ in ("compound", "amod", "nmod", "poss", "npadvmod") and token.head.pos_ == "NOUN"

    def _takes(self, word: str) -> bool:
        """Has the frame of the events a place behind a preposition?"""
        frame = self.found.entry.frame if self.found is not None else None
        return frame is None or word in (*frame.actors, *frame.recipients, *frame.topics)

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

    def _slot_of_hole(self, token: Token) -> Slot | None:
        """The slot of a hole by its place, where the tree does not tell."""
        if self.found is None:
            return "party" if self.wanted.types else None
        frame = self.found.entry.frame
        word = self.doc[token.i - 1].lower_ if token.i else ""
        if word in ABOUT and word in frame.topics:
            return "topic"
        if token.lower_ == "it":
            if self.wanted.symmetric and not any(
                c.kind == "obj" for e in self.found.fitting for c in e.where if not c.negated
            ):
                return "topic"
            if self.wanted.symmetric:
                return "event"
        return self._side_by(token, word)

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
