"""A statement with a hole to a reading: the same rules that read articles say who stands where."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from kg.extract.arguments import conjuncts
from kg.extract.mentions import Mention
from kg.extract.status import status as status_of
from kg.extract.where import place_of
from kg.model import Party, Status
from kg.questions.details import Details
from kg.questions.errors import NotUnderstood
from kg.questions.kinds import Office, longest, offices_of
from kg.questions.phrases import ABOUT, IN, inside, preposition
from kg.questions.reading import Named, Side, Slot
from kg.questions.triggers import Trigger, beginning, hosts, trigger, wanted, wanted_by_mode
from kg.questions.understood import TERRITORIAL, Understood
from kg.world.offices import GENERIC

_AT_OR_TO = frozenset("to for from against at into towards toward".split())


class Reader(Understood):
    """A statement being read."""

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
        taken = mention.city is not None and after and not word and bool(TERRITORIAL & set(self.wanted.types))
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
            elif self.wanted.types and not (TERRITORIAL & set(self.wanted.types)):
                self._about([mention])
            else:
                self._place(mention)
        else:
            parties = self.scene.parties(token) or (Party(entity=mention.entity),)
            self._take(self._side_by(token, word), self._named(token, parties))
            self._cover(token)

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
