"""Pronouns: whom "he", "it", "they", "who" and "both" mean here."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import TYPE_CHECKING

from spacy.tokens import Token

from kg.extract.arguments import doers, prepositional, undergoers
from kg.extract.clauses import first_conjunct, parted
from kg.extract.sides import ACTORS, unique
from kg.extract.verbs import SAYING
from kg.model import Party

if TYPE_CHECKING:
    from kg.extract.parties import Scene

_HE = frozenset("he him his himself".split())
_SHE = frozenset("she her hers herself".split())
_IT = frozenset("it its itself".split())
_THEY = frozenset("they them their themselves".split())
_SOME_OF = frozenset("of some several many both two other".split())
# What tells how many of them.
SOME = frozenset("all both some most many several each few none half dozens hundreds thousands".split())
_DEMANDING = frozenset("demand order request urge require want insist".split())
_CARRIED = frozenset(("@folk", "@envoy", "@vessel", "@craft"))
# How what is said goes to somebody: "impressed on X", "spoke with X".
_ADDRESSING = ("to", "with", "on", "at")
_SENDING = frozenset("send deploy dispatch rush station".split())
_RULING = frozenset("leader government authority ruler politician parliament leadership regime junta".split())
# What is done to somebody, and to no thing.
_TO_SOMEBODY = frozenset("accuse blame urge ask warn threaten press invade thank congratulate sanction join".split())


# Who does this to somebody answers for a deed of his own.
_ATONING = frozenset("apologise apologize atone repent".split())
_CORE = frozenset(("dobj", "nsubj", "nsubjpass", "pobj"))


def _is_crowd(party: Party) -> bool:
    return party.entity.kind == "group" and (party.sector or party.entity.sector) in ("CVL", "OPP")


class Pronouns:
    """Reads pronouns against what the scene has told so far."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene

    def read(self, token: Token) -> Sequence[Party]:
        """Whom a pronoun means; nobody if that is not clear."""
        at, word = self.scene.offset + token.idx, token.lower_
        if word in ("who", "whom", "which", "that", "whose"):
            listed = self.listed_before(token)
            if listed is not None:
                return listed
            node = token
            while node.dep_ not in ("relcl", "ROOT"):
                node = node.head
            return self.scene.sides(node.head) if node.dep_ == "relcl" else ()
        if word == "them" and (listed := self.listed_before(token)) is not None:
            return listed
        teller = self.teller(token)
        if teller:
            kinds = (
                ("person",) if word in _HE | _SHE else ACTORS if word in _THEY else ("state", "organisation", "group")
            )
            if all(p.entity.kind in kinds for p in teller) and (word in _THEY or len(teller) == 1):
                return teller
        subject = [p.entity.id for p in self.subjects(token)] if token.dep_ in ("dobj", "pobj", "dative") else []
        if token.dep_ == "nsubj" and token.head.dep_ == "relcl":  # "X, whom he received": he is not X
            subject = [p.entity.id for p in self.scene.sides(token.head.head)]
        subject += self._demanding(token) + self._spoken_of(token)
        if token.dep_ == "poss" and (beside := self._beside(token)):
            return beside
        if word in _HE or word in _SHE:
            found = self.scene.discourse.person(
                at, self.scene.number, "m" if word in _HE else "f", without=subject, acting=token.dep_ == "nsubj"
            )
            return (found,) if found else ()
        if word == "it" and token.dep_ == "dobj" and token.head.lemma_.lower() not in _TO_SOMEBODY:
            return ()  # more often a thing than a state
        if word in _IT:
            unclear = len(teller) > 1 and all(p.entity.kind != "person" for p in teller)
            if unclear or self._some_body_before(token) or self._some_teller(token):
                return ()
            own = self._answering_for(token) or self._own(token)
            if own:
                return own
            if token.head.lemma_.lower() in _RULING and token.head.head.lemma_.lower() in _TO_SOMEBODY:
                subject = [p.entity.id for p in self.subjects(token)]
            without = (subject if token.dep_ != "nsubj" else []) + self._several_here(token)
            body = self.scene.discourse.body(at, self.scene.number, without=without)
            return (body,) if body else ()
        if word == "them" and (object_ := self.object_before(token)) is not None:
            return self.scene.sides(object_)
        if word == "them" and (object_ := self.object_told(token)) is not None:
            sent = object_.head.lemma_.lower() in _SENDING  # whoever sends soldiers sends its own
            return self.scene.sides(object_) or (self.subjects(object_) if sent else ())
        if word in _THEY:
            several = self.several_before(token) or self.several_after(token)
            if several:
                return several
            if token.dep_ == "poss" and self._some_people_before(token):
                return ()
        if word == "they" and (people_told := self.subject_told(token)) is not None:
            return self.scene.sides(people_told)
        word = "both" if word == "each" else word  # "*Each* accused the other"
        doing = (word in _THEY or word == "both") and token.dep_ == "nsubj"
        if doing and (pair := self.two_before(token) or self.two_around(token)):
            return pair
        if word == "them" and (several := self.scene.discourse.last_plural(at, self.scene.number)):
            acting = self._acting(token)
            if not acting & {p.entity.id for p in several}:
                return several
        if word == "them" and (people := self.people_before(token)) is not None:
            return (people,)
        if word == "they" and (several_told := self.people_told(token)) is not None:
            return self.scene.sides(several_told)
        if word in ("they", "them") and (group := self._group_before(token)):
            return group
        if word in _THEY or word == "both":
            dealt = self._several_told(token)
            if dealt or word != "they" or token.dep_ not in ("nsubj", "nsubjpass"):
                return dealt
            return self.scene.discourse.last_several(at, self.scene.number)
        return ()

    def _beside(self, token: Token) -> tuple[Party, ...]:
        """Who stands in one row with his people: "X and *his* brother", "X and six of *his* ministers"."""
        if token.lower_ not in ("his", "her"):
            return ()
        at = token.i - 1
        while at > token.sent.start and (token.doc[at].pos_ == "NUM" or token.doc[at].lower_ in _SOME_OF):
            at -= 1
        mention = self.scene.named_at.get(at - 1) if token.doc[at].lower_ == "and" else None
        sex = "m" if token.lower_ == "his" else "f"
        if mention is None or mention.entity.kind != "person" or not self.scene.discourse.is_of(mention.entity, sex):
            return ()
        return tuple(self.scene.parties(token.doc[mention.root]))

    def _several_told(self, token: Token) -> tuple[Party, ...]:
        """Who dealt with one another, or is told of, as whom "they" or "both" takes up."""
        at, acting = self.scene.offset + token.idx, self._acting(token)
        told = functools.partial(self.scene.discourse.group, at, self.scene.number, ACTORS, without=acting)
        if token.lower_ not in ("both", "each"):
            return told(None, within=2)
        own = {p.entity.country for p in self.subjects(token)} if acting else set()
        people = self.scene.discourse.group(at, self.scene.number, ("person",), 2, within=6, without=acting, main=True)
        pairs = (
            self._pair_named(token),
            told(2, within=6, dealt=True),
            self._main_states(acting) if acting else (),
            told(2, within=6),
            told(2, within=6, main=True),
            people,
        )
        return next((pair for pair in pairs if _are_alike(pair, own)), ())

    def _main_states(self, acting: set[str]) -> tuple[Party, ...]:
        """The two countries of whose dealings most is told, or that are named most, if neither acts."""
        main = [s for c in self.scene.discourse.main_states() if (s := self.scene.world.state(c)) is not None]
        main = main or list(self.scene.rivals)
        return tuple(Party(entity=s) for s in main) if not acting & {s.id for s in main} else ()

    def _pair_named(self, token: Token) -> tuple[Party, ...]:
        """The last two that "and" joins in the sentence before: "*the government and the rebels*"."""
        start = token.sent.start
        for last in reversed(token.doc[token.doc[start - 1].sent.start : start] if start else ()):
            first = last.head
            if last.dep_ != "conj" or last.pos_ not in ("NOUN", "PROPN") or first.dep_ == "conj":
                continue
            if any(c.dep_ == "conj" for c in last.children) or sum(c.dep_ == "conj" for c in first.children) > 1:
                continue
            pair = unique([*self.scene.parties(first), *self.scene.parties(last)])
            if len(pair) == 2:
                acting = self._acting(token)
                return pair if not acting & {p.entity.id for p in pair} else ()
        return ()

    def _demanding(self, token: Token) -> list[str]:
        """Who demands that somebody do something: nobody demands it of himself."""
        clause = token.head
        if token.dep_ not in ("nsubj", "nsubjpass") or clause.dep_ not in ("ccomp", "xcomp"):
            return []
        if clause.head.lemma_.lower() not in _DEMANDING:
            return []
        return [p.entity.id for c in clause.head.children if c.dep_ == "nsubj" for p in self.scene.sides(c)]

    def _spoken_of(self, token: Token) -> list[str]:
        """Of whom somebody speaks who is told of behind his words: "X would not see Mr Y, *he* said"."""
        if token.dep_ != "nsubj" or token.head.lemma_.lower() not in SAYING:
            return []
        said = [c for c in token.head.children if c.dep_ == "ccomp" and c.i < token.i]
        spoken = [t for c in said for t in c.subtree if t.i in self.scene.named_at and t.dep_ in ("dobj", "pobj")]
        return [p.entity.id for t in spoken for p in self.scene.parties(t)]

    def _acting(self, token: Token) -> set[str]:
        """Who acts on a pronoun, and their states: "X's minister urged both to stop" means neither X nor him."""
        if token.dep_ not in ("dobj", "pobj", "dative"):
            return set()
        acting = self.subjects(token)
        return {p.entity.id for p in (*acting, *self.scene.nouns.their_states(acting))}

    def _answering_for(self, token: Token) -> Sequence[Party]:
        """Whose deed it is over which something is done to somebody: "suspended sales to *Y* over *its* raid"."""
        deed = token.head
        link = deed.head
        if token.dep_ != "poss" or deed.dep_ != "pobj" or link.lower_ not in ("over", "for"):
            return ()
        verb = link.head
        while verb.pos_ in ("NOUN", "PROPN") and verb.dep_ in ("dobj", "pobj", "prep") and verb.head != verb:
            verb = verb.head if verb.dep_ != "pobj" else verb.head.head
        lemma = verb.lemma_.lower()
        rows = self.scene.lexicon.entries.get((lemma, "v"), ())
        if lemma in _ATONING or (deed.lemma_.lower(), "n") not in self.scene.lexicon.entries:
            return ()
        if verb.pos_ != "VERB" or not any(r.type in ("SANCTION", "ACCUSE", "SUPPORT") for r in rows):
            return ()
        things = undergoers(verb)
        behind = [t for top in (verb, *things) for w in ("to", "against", "on", "with") for t in prepositional(top, w)]
        own = {p.entity.id for p in self.subjects(token)}
        others = unique([p for t in (*things, *behind) for p in self.scene.sides(t) if p.entity.id not in own])
        return others if len(others) == 1 and others[0].entity.kind in ("state", "organisation", "group") else ()

    def _own(self, token: Token) -> tuple[Party, ...]:
        """Whose thing it is that a body deals with: "X, an ally of Y, urged *its* citizens" means X."""
        verb = token.head.head
        if token.dep_ != "poss" or token.head.dep_ != "dobj" or verb.pos_ != "VERB":
            return ()
        if verb.lemma_.lower() in _TO_SOMEBODY and token.head.lemma_.lower() in _RULING:
            return ()  # nobody urges his own government
        while verb.dep_ == "conj" and not any(c.dep_ == "nsubj" for c in verb.children) and verb.head.pos_ == "VERB":
            verb = verb.head
        subjects = [c for c in verb.children if c.dep_ == "nsubj" and c.i < token.i and c.tag_ != "NNS"]
        found = [p for c in subjects for p in self.scene.sides(c)]
        return tuple(found) if len(found) == 1 and found[0].entity.kind in ("state", "organisation", "group") else ()

    def _several_here(self, token: Token) -> list[str]:
        """Those who are several in a clause and so not "its": "after *protesters* stormed its embassy"."""
        verb = next((t for t in token.ancestors if t.pos_ == "VERB"), None)
        several = [c for c in verb.children if c.dep_ == "nsubj" and c.tag_ == "NNS"] if verb is not None else []
        return [p.entity.id for c in several for p in self.scene.sides(c)]

    def _some_body_before(self, token: Token) -> bool:
        """Is the sentence before about a body of which it is not clear whose it is: "The army won. It freed X"?"""
        start = token.sent.start
        if (
            token.dep_ != "nsubj"
            or not start
            or any(self.scene.mention(t) is not None for t in token.doc[start : token.i])
        ):
            return False
        subjects = [c for c in token.doc[start - 1].sent.root.children if c.dep_ in ("nsubj", "nsubjpass")]
        return any(
            kind == "institution" and s.tag_ == "NN" and not self.scene.sides(s)
            for s in subjects
            for kind, _ in self.scene.lexicon.nouns.get(s.lemma_.lower(), ())
        )

    def listed_before(self, token: Token) -> tuple[Party, ...] | None:
        """Those that stand before "all of which": "from A, B and C, all of which recognised Y"; else None."""
        many = token.head.head
        if token.dep_ != "pobj" or token.head.lower_ != "of" or (many.lower_ not in SOME and many.pos_ != "NUM"):
            return None
        comma = many.left_edge.i - 1
        if comma < max(1, token.sent.start) or token.doc[comma].text != ",":
            return None
        return self.scene.sides(first_conjunct(token.doc[comma - 1]))

    def _some_people_before(self, token: Token) -> bool:
        """Is the subject of its clause people that nobody may know: "some clerics renewed their call"?"""
        verbs = [t for t in token.ancestors if t.pos_ in ("VERB", "AUX")]
        above = (c for v in verbs for c in v.children if c.dep_ == "nsubj" and c.i < token.i and token not in c.subtree)
        subject = next(above, None)
        if subject is not None and subject.pos_ == "NUM":  # "three of X's generals"
            subject = next(iter(prepositional(subject, "of")), subject)
        people = subject is not None and subject.tag_ == "NNS"
        return people and subject is not None and subject.lemma_.lower() in self.scene.lexicon.nouns

    def object_before(self, token: Token) -> Token | None:
        """The people to whom a clause before does something: "expelled *nine diplomats*, accusing them of spying"."""
        if token.dep_ not in ("dobj", "pobj"):
            return None
        before = [t for t in token.doc[token.sent.start : token.i] if t.tag_ in ("NNS", "NNPS") and t.pos_ == "NOUN"]
        things = self.scene.lexicon.things
        people = [t for t in before if {"@folk", "@envoy"} & things.get(t.lemma_.lower(), frozenset())]
        if not people or people[-1].dep_ not in ("dobj", "pobj") or token.head in people[-1].subtree:
            return None
        return people[-1] if not any(t.i in self.scene.named_at for t in token.doc[people[-1].i : token.i]) else None

    def object_told(self, token: Token) -> Token | None:
        """The people to whom the sentence before did something: "X seized *two soldiers*. On Monday X freed them"."""
        start = token.sent.start
        upon = token.dep_ == "pobj" and token.head.lower_ in ("on", "at") and token.head.head == token.sent.root
        some = token.dep_ == "pobj" and token.head.lower_ == "of" and token.head.head.dep_ == "dobj"  # "six of them"
        if not start or not (token.dep_ == "dobj" or some or upon):
            return None
        several = [t for t in token.doc[start : token.i] if t.tag_ in ("NNS", "NNPS")]
        if any(t.dep_ != "nsubj" or t.head not in token.ancestors for t in several):
            return None  # who acts is not "them", but any others may be
        before = [c for c in token.doc[start - 1].sent.root.children if c.dep_ in ("dobj", "nsubjpass")]
        things = self.scene.lexicon.things
        people = [t for t in before if t.tag_ == "NNS" and _CARRIED & things.get(t.lemma_.lower(), frozenset())]
        return people[0] if len(people) == 1 else None

    def several_before(self, token: Token) -> tuple[Party, ...]:
        """The plural subject of a clause around the pronoun: "the rebels said their forces had left"."""
        for node in token.ancestors:
            if node.pos_ not in ("VERB", "AUX"):
                continue
            for subject in node.children:
                if subject.dep_ not in ("nsubj", "nsubjpass") or token in subject.subtree or subject.i > token.i:
                    continue
                found = self.scene.sides(subject)
                plural = subject.tag_ in ("NNS", "NNPS") or any(p.entity.kind == "group" for p in found)
                return found if len(found) > 1 or (found and plural) else ()
        return ()

    def people_told(self, token: Token) -> Token | None:
        """The people of whom the sentence before tells, and not who dealt before: "X called in *the envoys*. They"."""
        start, dialogues = token.sent.start, self.scene.discourse.dialogues
        if not start or token.dep_ != "nsubj" or (dialogues and dialogues[-1][0] >= self.scene.number - 1):
            return None
        if any(t.tag_ in ("NNS", "NNPS") for t in token.doc[start : token.i]):
            return None
        before = [t for t in token.doc[token.doc[start - 1].sent.start : start] if t.tag_ == "NNS"]
        people = [t for t in before if t.dep_ == "dobj" and "persons" in dict(self.scene.lexicon.classes(t))]
        return people[-1] if people else None

    def subject_told(self, token: Token) -> Token | None:
        """The people of whom the sentence before tells, known or not: "*Three generals* came. They asked"."""
        start = token.sent.start
        if (
            not start
            or token.dep_ not in ("nsubj", "nsubjpass")
            or any(t.tag_ == "NNS" for t in token.doc[start : token.i])
        ):
            return None
        subjects = [c for c in token.doc[start - 1].sent.root.children if c.dep_ in ("nsubj", "nsubjpass")]
        if len(subjects) != 1 or subjects[0].i in self.scene.named_at:
            return None
        counted = next(iter(prepositional(subjects[0], "of")), None) if subjects[0].pos_ == "NUM" else subjects[0]
        things = self.scene.lexicon.things.get(counted.lemma_.lower(), frozenset()) if counted is not None else ()
        several = counted is not None and counted.tag_ == "NNS" and not any(c.dep_ == "conj" for c in counted.children)
        known = counted is not None and counted.lemma_.lower() in self.scene.lexicon.nouns
        return subjects[0] if several and (known or "@folk" in things or "@envoy" in things) else None

    def people_before(self, token: Token) -> Party | None:
        """The last people without a name told of in the two sentences before: "Workers struck. Police shot *them*"."""
        told, start = self.scene.called, self.scene.begins[max(1, self.scene.number - 2)]
        at = self.scene.offset + token.idx
        if token.dep_ not in ("dobj", "pobj", "dative") or not told:
            return None
        last = next(((where, p) for where, _, p in reversed(told) if start <= where < at and _is_crowd(p)), None)
        if last is None or last[1].entity.id in self._acting(token):
            return None
        since = (t for t in token.doc if last[0] < self.scene.offset + t.idx < at)
        return None if any(t.tag_ in ("NNS", "NNPS") and t.dep_ in _CORE for t in since) else last[1]

    def _group_before(self, token: Token) -> tuple[Party, ...]:
        """The armed group that did something in the sentence before: "Hamas seized Y. Z told *them* to free him"."""
        number, acting = self.scene.number, self._acting(token)
        told = {
            r.party.entity.id: r.party for r in self.scene.discourse.referents
            if r.sentence == number - 1 and r.subject and not r.bound
        }  # fmt: skip
        alone = [p for p in told.values() if p.entity.kind == "group" and p.entity.sector == "REB"]
        return tuple(alone) if len(told) == 1 and alone and alone[0].entity.id not in acting else ()

    def two_before(self, token: Token) -> tuple[Party, ...]:
        """The two people of the clauses before a further one: "X went to see him; *they* talked for an hour"."""
        if not any(t.text == ";" for t in token.doc[token.sent.start : token.i]):
            return ()
        places = [
            t for t in token.doc[token.sent.start : token.i]
            if t.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj", "dative")
            and (t.i in self.scene.named_at or t.lower_ in _HE | _SHE)
        ]  # fmt: skip
        people = unique([p for t in places for p in self.scene.sides(t) if p.entity.kind == "person"])
        return people if len(people) == 2 else ()

    def two_around(self, token: Token) -> tuple[Party, ...]:
        """The two people of the clause in which a further one tells when: "X warned Y as *they* met"."""
        clause = token.head
        if clause.dep_ != "advcl" or not self._is_of_two(clause):
            return ()
        main = clause.head
        while not (pair := self._two_of(main, token)) and main.dep_ in ("conj", "xcomp", "ccomp"):
            main = main.head  # "rang to thank him after they met", "told him that all was well when they met"
        return pair

    def _two_of(self, verb: Token, token: Token) -> tuple[Party, ...]:
        """The person who does something and the one to whom it is done, where there are no others."""
        sides = [doers(verb), [*undergoers(verb), *(o for w in _ADDRESSING for o in prepositional(verb, w))]]
        people = [unique([p for t in each if t != token for p in self.scene.sides(t)]) for each in sides]
        pair = unique([p for each in people for p in each])
        alone = all(len(each) == 1 and each[0].entity.kind == "person" for each in people)
        return pair if alone and len(pair) == 2 else ()

    def _is_of_two(self, clause: Token) -> bool:
        """Is it what two do with one another, and names no other with whom: "they met", "they spoke by phone"?"""
        talks = any(e.type == "CONSULT" for e in self.scene.lexicon.entries.get((clause.lemma_.lower(), "v"), ()))
        others = [*undergoers(clause), *(o for w in ("with", "to") for o in prepositional(clause, w))]
        return talks and not any(self.scene.sides(t) for t in others)

    def several_after(self, token: Token) -> tuple[Party, ...]:
        """The subjects of the clause that a phrase before them belongs to: "During their talks, X and Y agreed"."""
        phrase = token.head.head
        if token.dep_ != "poss" or phrase.dep_ != "prep" or phrase.head.pos_ not in ("VERB", "AUX"):
            return ()
        subjects = [c for c in phrase.head.children if c.dep_ in ("nsubj", "nsubjpass") and c.i > token.i]
        found = unique([p for s in subjects for p in self.scene.sides(s)])
        return found if len(found) > 1 else ()

    def teller(self, token: Token) -> tuple[Party, ...]:
        """Who says a clause whose subject is a pronoun: "X said it would ...", "the leaders said they had ..."."""
        clause = token.head
        if (
            token.dep_ not in ("nsubj", "nsubjpass")
            or clause.dep_ != "ccomp"
            or clause.head.lemma_.lower() not in SAYING
            or parted(clause)
        ):
            return ()
        tellers = [p for c in clause.head.children if c.dep_ == "nsubj" and c != token for p in self.scene.sides(c)]
        with_whom = {p.entity.id for o in undergoers(clause) if self.scene.mention(o) for p in self.scene.parties(o)}
        return unique([p for p in tellers if p.entity.id not in with_whom])

    def _some_teller(self, token: Token) -> bool:
        """Does a body that nobody may know tell it of itself: "a rebel group said that *it* had captured troops"?"""
        verb = token.head.head
        if token.dep_ != "nsubj" or token.head.dep_ != "ccomp" or verb.lemma_.lower() not in SAYING:
            return False
        tellers = [c for c in verb.children if c.dep_ == "nsubj" and c.pos_ == "NOUN" and c.i < token.i]
        bodies = [t for t in tellers if t.lemma_.lower() in self.scene.lexicon.nouns and t.tag_ == "NN"]
        return bool(bodies) and not any(self.scene.sides(t) for t in bodies)

    def subjects(self, token: Token) -> tuple[Party, ...]:
        """The subject of the clause around a token."""
        for node in token.ancestors:
            if node.pos_ not in ("VERB", "AUX"):
                continue
            found = [c for c in node.children if c.dep_ in ("nsubj", "nsubjpass")]
            if not found and node.dep_ in ("conj", "xcomp", "advcl"):
                continue  # "X rang Y and begged him", "X rang to thank him": the first verb's subject is the second's
            return tuple(p for c in found if c.i < token.i for p in self.scene.sides(c))
        return ()


def _are_alike(pair: Sequence[Party], own: set[str | None]) -> bool:
    """May two be "both": no leader and a country, nor a compatriot of who acts on them and somebody else?"""
    people, compatriots = ({p.entity.kind == "person" for p in pair}, {p.entity.country in own for p in pair})
    return len(people) == len(compatriots) == 1
