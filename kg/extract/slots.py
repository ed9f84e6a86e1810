"""The argument places of a trigger, and whether what the rows of the lexicon ask for holds there."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from itertools import pairwise

from spacy.tokens import Token

from kg.extract import arguments as arg
from kg.extract.argument_places import Places
from kg.extract.blame import tellers
from kg.extract.cargo import contents
from kg.extract.clauses import introduces, is_of_a_day, subtree_span
from kg.extract.lexicon import Condition, Entry, Lexicon
from kg.extract.objects import TERMS
from kg.extract.parties import Scene
from kg.extract.phrases import by_preposition, particles
from kg.extract.things import taken_up


class Slots(Places):
    """The places of one trigger, and the words around it that conditions ask for."""

    def __init__(self, trigger: Token, scene: Scene, lexicon: Lexicon) -> None:
        super().__init__(trigger, scene, lexicon)
        self._linked: dict[tuple[bool, bool], frozenset[str]] = {}

    def holds(self, entry: Entry) -> bool:
        """Do all conditions of a row hold here?"""
        self._start_anew()
        return all(self._holds(c) != c.negated for c in entry.where)

    def failing(self, entry: Entry, *, fewer_than: int | None = None) -> tuple[str, ...] | None:
        """The kinds of the conditions of a row that do not hold here; those that should not, with a mark.

        Parameters
        ----------
        fewer_than : int, optional
            None is the answer where so many fail.
        """
        self._start_anew()
        found: list[str] = []
        for condition in entry.where if fewer_than != 0 else ():
            if self._holds(condition) == condition.negated:
                found.append(f"{'!' * condition.negated}{condition.kind}")
                if len(found) == fewer_than:
                    return None
        return tuple(found) if fewer_than != 0 else None

    def _start_anew(self) -> None:
        if self.thing is not None:
            self.thing = None
            self._places.clear()

    def _holds(self, condition: Condition) -> bool:
        token, words = self.trigger, condition.words
        match condition.kind:
            case "obj":
                return self._is_done_to(words, negated=condition.negated)
            case "subj":
                return any(self.is_one_of(t, words) for t in self._doing)
            case "load":
                return any(self.is_one_of(t, words) for t in self._loaded)
            case "to":
                return any(self.is_one_of(t, words) for o in self._behind_it() for t in arg.conjuncts(o))
            case "told":
                return bool(tellers(token))
            case "by":
                found = [p for s in self._subjects("") for t in arg.conjuncts(s) for p in self.scene.parties(t)]
                return any((p.sector or p.entity.sector or "") in words for p in found)
            case "prep":
                return not self._links(condition.negated, "at" in words).isdisjoint(words)
            case "prt":
                return any(c.lower_ in words and _is_particle(c) for c in token.children)
            case "mod":
                return any(m.lemma_.lower() in words or m.lower_ in words for m in arg.modifiers(token))
            case "comp":
                return self._has_content(words)
            case "pred":
                return _says_what_it_is(token)
            case "of":
                return any(t.lemma_.lower() in words for t in arg.prepositional(token, "of"))
            case _:
                return not self._lemmas.isdisjoint(words) or not self._sorts.isdisjoint(words)

    def _is_done_to(self, words: tuple[str, ...], *, negated: bool) -> bool:
        """Is it done to one of these words, or to a thing that a pronoun takes up?"""
        if "*" in words and any(self.scene.parties(t) for t in self._done_to):
            return True
        things = self._named_beside_done_to if negated else self._inside_done_to
        return any(self.is_one_of(t, words) for t in things) or (not negated and self._takes_up(words))

    def _behind_it(self) -> list[Token]:
        """What stands behind any preposition of it, or of the noun that it is done to, and whom it is given to."""
        token = self.trigger
        tops = [token, *(o for o in (arg.undergoers(token) if not self.noun else ()) if o.pos_ == "NOUN")]
        behind = [t for top in tops for each in by_preposition(top).values() for t in each]
        return behind + [c for c in token.children if c.dep_ == "dative" and c.pos_ != "ADP"]

    def _has_content(self, words: tuple[str, ...]) -> bool:
        """Does a clause tell its content: any, one with "to" ("told Y *to leave*"), or that of another's doing?"""
        token = self.trigger
        clauses = [c for c in token.children if c.dep_ in ("ccomp", "xcomp", "acl")]
        terms = [c for c in token.children if c.dep_ == "dobj" and c.lemma_.lower() in TERMS]
        if terms:  # "gave Y two days *to leave*"
            clauses += [c for c in token.children if c.dep_ == "advcl"]
            clauses += [g for c in token.children if c.dep_ == "dobj" for g in c.children if g.dep_ == "relcl"]
        if "to" in words:
            return any(g.lower_ == "to" and g.dep_ == "aux" for c in clauses for g in c.children)
        if "other" in words:  # "wants *Y to leave*", not "wants to leave"
            own = any(g.dep_ in ("nsubj", "nsubjpass") for c in clauses for g in c.children)
            return own or (bool(clauses) and any(c.dep_ == "dobj" for c in token.children))
        return bool(clauses)

    def _takes_up(self, words: Sequence[str]) -> bool:
        """Does a pronoun stand for a thing told of before that is one of these: "drew up a treaty and signed *it*"?"""
        if self.noun or self.thing is not None:
            return False
        for pronoun in arg.undergoers(self.trigger):
            thing = taken_up(pronoun, lambda noun: self.is_one_of(noun, words)) if pronoun.pos_ == "PRON" else None
            if thing is not None and self._goes_on_about(thing):
                self.thing = thing
                self._places.clear()
                return True
        return False

    def _goes_on_about(self, thing: Token) -> bool:
        """Has the verb a subject of its own, or that of the clause of the thing: "signed a treaty and kept it"?"""
        own = any(c.dep_ in ("nsubj", "nsubjpass") for c in self.trigger.children)
        return own or thing.sent != self.trigger.sent or arg.doers(self.trigger) == arg.doers(thing.head)

    # What several conditions ask for; a word may have dozens of rows.

    @functools.cached_property
    def _done_to(self) -> list[Token]:
        second = [c for c in self.trigger.children if c.dep_ == "dobj"]  # of a passive: "were granted a right"
        objects = dict.fromkeys([*self._objects("obj"), *second])
        return [t for o in objects for t in arg.conjuncts(arg.counted(o, self.lexicon))]

    @functools.cached_property
    def _inside_done_to(self) -> list[Token]:
        return [
            t
            for thing in self._done_to
            for t in (
                thing,
                *arg.prepositional(thing, "of"),
                *(m for m in arg.modifiers(thing) if m.pos_ in ("NOUN", "PROPN")),
            )
        ]

    @functools.cached_property
    def _named_beside_done_to(self) -> list[Token]:
        titles = [m for t in self._done_to if t.pos_ == "PROPN" for m in arg.modifiers(t)]  # "summoned Ambassador X"
        return [*self._done_to, *titles]

    @functools.cached_property
    def _doing(self) -> list[Token]:
        doing = [t for s in self._subjects("") for t in arg.conjuncts(s)]
        return doing + [o for t in doing if self._is_force(t) for o in arg.prepositional(t, "of")]

    def _is_force(self, token: Token) -> bool:
        """Is it a battalion, a contingent: of those whom the noun behind "of" names?"""
        return ("institution", "MIL") in self.lexicon.nouns.get(token.lemma_.lower(), ())

    @functools.cached_property
    def _loaded(self) -> list[Token]:
        return [t for thing in self._under_way for t in contents(thing)] if not self.noun else []

    @functools.cached_property
    def _lemmas(self) -> frozenset[str]:
        """The words of the clause and what hangs on it; not the second of "war-struck"."""
        start, end = subtree_span(self.verb)
        words = list(self.trigger.doc[max(0, start - 1) : end])
        first = [words[0]] if not start else []
        return frozenset(t.lemma_.lower() for t in (*first, *(t for b, t in pairwise(words) if b.text != "-")))

    @functools.cached_property
    def _sorts(self) -> frozenset[str]:
        """The sorts of these words."""
        return frozenset().union(*(self.lexicon.things.get(word, ()) for word in self._lemmas))

    def _links(self, negated: bool, at: bool) -> frozenset[str]:
        """The prepositions that a condition means, which must or must not be there."""
        if (negated, at) not in self._linked:
            self._linked[negated, at] = self._found_links(negated=negated, at=at)
        return self._linked[negated, at]

    def _found_links(self, *, negated: bool, at: bool) -> frozenset[str]:
        tops = [self.trigger, *particles(self.trigger)]
        if self.support is not None and not negated:  # "held manoeuvres *with* Y"
            tops.append(self.support)
        if not self.noun and (not negated or at):  # "voiced concern *over* Y"
            objects = arg.undergoers(self.trigger)
            tops += [o for o in objects if o.pos_ == "NOUN" and self.scene.mention(o) is None]
        links = [c for t in tops for c in t.children if c != self.trigger.head]
        links += [g for c in links if c.dep_ in ("advcl", "ccomp", "xcomp") for g in c.children if introduces(g)]
        kinds = ("prep", "agent", "dative", "mark")
        # "Sent Y tanks" is "sent tanks to Y".
        return frozenset(
            "to" if c.dep_ == "dative" and c.pos_ != "ADP" else c.lower_
            for c in links if c.dep_ in kinds and not is_of_a_day(c)
        )  # fmt: skip


def _is_particle(child: Token) -> bool:
    return child.dep_ in ("prt", "advmod", "advcl", "intj") or (child.dep_ == "prep" and child.i > child.head.i)


def _says_what_it_is(verb: Token) -> bool:
    """Does a verb say what somebody or something is: "called him *a liar*"?"""
    return len([c for c in verb.children if c.dep_ == "dobj"]) > 1 or any(
        c.dep_ in ("oprd", "attr") or (c.dep_ in ("ccomp", "xcomp") and c.pos_ in ("NOUN", "PROPN", "ADJ"))
        for c in verb.children
    )
