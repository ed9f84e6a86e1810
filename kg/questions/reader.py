"""A statement with a hole to a reading: the same rules that read articles say who stands where."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Doc, Token

from kg.extract.arguments import conjuncts
from kg.extract.lexicon import Lexicon
from kg.extract.mentions import Mention
from kg.extract.parties import Scene
from kg.extract.where import place_of
from kg.model import Entity, Party
from kg.questions.coverage import Coverage
from kg.questions.kinds import Office, offices_of
from kg.questions.names import Directory
from kg.questions.phrases import ABOUT, IN, inside, joined, location, preposition
from kg.questions.reading import About, Named, Participant, Side, Slot, Wanted
from kg.questions.statement import Statement
from kg.questions.triggers import Trigger, trigger, wanted, wanted_by_mode
from kg.questions.vocabulary import Vocabulary
from kg.world.offices import GENERIC

_TERRITORIAL = frozenset(("ASSAULT", "COERCE", "RETREAT", "MOBILIZE"))
_POS = {"VERB": "v", "NOUN": "n", "ADJ": "a", "ADV": "a"}


class Reader:
    """A statement being read.

    Attributes
    ----------
    holes : dict
        The token of each hole, and the slot that it stands in: a side, ``topic``, or None where none is known.
    """

    def __init__(self, doc: Doc, statement: Statement, known: Directory, lexicon: Lexicon, words: Vocabulary) -> None:
        self.doc, self.directory, self.lexicon = doc, known, lexicon
        self.scene = Scene(world=known.world, lexicon=lexicon, cast=known.cast(doc.text), on=None)
        self.scene.open(doc, 0)
        for token in doc:
            alone = token.dep_ == "oprd" and not any(c.dep_ == "dobj" for c in token.head.children)
            if alone and self.scene.mention(token) is not None:
                token.dep_ = "dobj"  # "X did call Y" is read as if Y were what X is called
        for sentence in doc.sents:
            self.scene.enter(sentence)
        self.covered = Coverage(doc, words)
        self.holes: dict[int, Slot | None] = {t.i: None for t in doc if t.idx in statement.holes}
        self.participants: list[Participant] = []
        self.places: list[About] = []
        self.topics: list[About] = []
        self.wanted = Wanted()
        self.found: Trigger | None = None
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
            self._cover_trigger(self.found)
            self._arguments(self.found)
        self._leftover()

    def _cover_trigger(self, found: Trigger) -> None:
        slots = found.slots
        self.covered.add(t.i for t in (slots.trigger, slots.verb))
        said = {w for e in found.fitting for c in e.where if not c.negated for w in c.words}
        for token in self.doc:
            lemma = token.lemma_.lower()
            if token.i in self.covered:
                continue
            if lemma in said or token.lower_ in said:
                self.covered.add([token.i])
            elif any(
                e.type == found.entry.type for pos in ("n", "v") for e in self.lexicon.entries.get((lemma, pos), ())
            ):
                self.covered.add([token.i])  # "met for talks", "signed an agreement"
            elif lemma in self.lexicon.light or (lemma, _POS.get(token.pos_, "")) in self.lexicon.cues:
                self.covered.add([token.i])
            elif (
                found.entry.type in ("MOBILIZE", "SANCTION") and token.head == slots.trigger and self._of_a_state(lemma)
            ):
                self.covered.add([token.i])  # "deployed troops", "expelled diplomats"

    def _of_a_state(self, lemma: str) -> bool:
        return any(kind in ("institution", "persons") for kind, _ in self.lexicon.nouns.get(lemma, ()))

    # Arguments --------------------------------------------------------------------------------

    def _arguments(self, found: Trigger) -> None:
        frame, slots = found.entry.frame, found.slots
        sides: tuple[tuple[Side, tuple[str, ...]], ...]
        sides = (("actor", frame.actors), ("recipient", frame.recipients), ("mediator", frame.mediators))
        for side, paths in sides:
            for path in paths:
                self._side(side, [c for t in slots.get(path, frame.of) for c in conjuncts(t)], path)
        for path in frame.topics:
            for token in (c for t in slots.get(path) for c in conjuncts(t) if path not in IN):
                if self.holes.get(token.i, "") is None:
                    self.holes[token.i] = "topic"
                if token.i not in self.holes:
                    self._about(inside(token, self.scene))

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
            parties = self.scene.parties(token)
            if parties:
                either = either or any(c.lower_ == "or" for c in token.children)
                named += self._named(token, parties)
                self._cover(token)
        self._take(side, named, either=either)

    def _as_seen(self, side: Side) -> Side:
        """Both sides of what is done together are alike, and mediators of a meeting are there too."""
        if self.wanted.mutual and side == "recipient":
            return "other"
        if not self.wanted.symmetric or side == "mediator":
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
            if role is not None and offices and not {o.name for o in offices} <= GENERIC:
                known = self.directory.has_held([o.name for o in offices], entity.id)
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

    def _place(self, mention: Mention) -> None:
        place = place_of(mention)
        if place is not None:
            self._placed.add((mention.start, mention.end))
            self.places = joined(self.places, location(place, self.scene.world), mention, self.doc)
            self.covered.add(range(mention.start, mention.end))

    def _about(self, mentions: Iterable[Mention]) -> None:
        for mention in mentions:
            if not self.covered.has(mention.root) and (mention.start, mention.end) not in self._placed:
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
        elif word in ABOUT - {"of"} and self.wanted.types in (("CONSULT",), ("AGREE",), ()):
            self._about([mention])
        elif mention.entity.kind in ("place", "topic"):
            if self.wanted.types and not (_TERRITORIAL & set(self.wanted.types)):
                self._about([mention])
            else:
                self._place(mention)
        else:
            parties = self.scene.parties(token) or (Party(entity=mention.entity),)
            self._take(self._side_by(token, word), self._named(token, parties))
            self._cover(token)

    def _side_by(self, token: Token, word: str) -> Side:
        if not self.wanted.types:
            return "party"
        if self.wanted.symmetric:
            return self._as_seen("actor")
        if word == "by":
            return "actor"
        if self.found is not None and word not in ("between", "with", "and"):
            return "actor" if token.i < self.found.slots.trigger.i and not word else self._as_seen("recipient")
        return "party"

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
                if inner is not None:
                    self.covered.add(range(inner.start, inner.end))
