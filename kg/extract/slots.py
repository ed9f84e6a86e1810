"""Filling a frame: the tokens that stand in each of its argument places."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from itertools import pairwise

from spacy.tokens import Token

from kg.extract import arguments as arg
from kg.extract import contents
from kg.extract.blame import assailants, culprits, tellers
from kg.extract.cargo import contents as inside
from kg.extract.cargo import senders
from kg.extract.clauses import antecedent, introduces, is_circumstance, is_of_a_day, parted, subtree_span, verb_of
from kg.extract.lexicon import Condition, Entry, Lexicon
from kg.extract.light_verbs import TRIPS, measured, support_verb
from kg.extract.objects import TERMS
from kg.extract.parties import Scene
from kg.extract.phrases import by_preposition, particles
from kg.extract.things import taken_up

# How much a thing comes to.
_AMOUNTING = frozenset("total amount value comprise cover include".split())
_BACKING = frozenset("support backing blessing".split())
_GIFTS = ("aid", "assistance", "relief", "support", "help", "@money", "@supplies")
_MET = ("meet", "greet")
# What sanctions, raids and tariffs do to those on whom they fall.
_HITTING = frozenset("hit target affect strike cover kill wound injure destroy damage level".split())
_TAKING_SIDES = frozenset("support favour favor defence defense".split())
# Who sets out for a joint exercise takes part in it.
_SAILING = frozenset("sail leave depart embark".split())
_SCENES = frozenset("scene site place theatre theater".split())


class Slots:
    """The argument places of one trigger.

    For a noun, "subject" is whoever does what it names: its possessor, its author behind "by", the state in
    its modifier, or the subject of the light verb that carries it.
    """

    def __init__(self, trigger: Token, scene: Scene, lexicon: Lexicon) -> None:
        self.trigger, self.scene, self.lexicon = trigger, scene, lexicon
        self.noun = trigger.pos_ in ("NOUN", "PROPN")
        self.support = support_verb(trigger, lexicon) if self.noun else None
        self.copula = trigger.head if trigger.pos_ == "ADJ" and trigger.head.lemma_ == "be" else None
        self._places: dict[tuple[str, str], list[Token]] = {}
        self.thing: Token | None = None  # which a pronoun stands for
        self._linked: dict[tuple[bool, bool], frozenset[str]] = {}

    @property
    def verb(self) -> Token:
        """The verb of the trigger's clause: itself, its light verb, or what it hangs on."""
        return self.support or self.copula or (verb_of(self.trigger) if self.noun else self.trigger)

    def get(self, path: str, of: str = "") -> list[Token]:
        """The tokens in one argument place."""
        if (path, of) not in self._places:
            self._places[path, of] = self._found(path, of)
        return list(self._places[path, of])

    def _found(self, path: str, of: str) -> list[Token]:
        if path == "subj":
            return self._subjects(of)
        if path == "obj":
            return self._objects(of)
        if path == "iobj":
            direct = [c for c in self.trigger.children if c.dep_ == "dobj"]
            given = [c for c in self.trigger.children if c.dep_ == "dative" and c.pos_ != "ADP"]
            rows = self.lexicon.entries.get((self.trigger.lemma_.lower(), "n"), ()) if self.support is not None else ()
            if self.support is not None and any(row.type == "SUPPORT" for row in rows):  # "gave *Y* his backing"
                return [c for c in self.support.children if c.dep_ == "dative" and c.pos_ != "ADP"]
            if direct and arg.is_passive(self.trigger):  # "women were granted a right"
                return arg.undergoers(self.trigger)
            if self.noun and self.support is not None and self.trigger.lemma_.lower() in _BACKING:
                # "offered *Y* its support"
                beside = [c for c in self.support.children if c.dep_ == "dobj" and c.i < self.trigger.i]
                return [c for c in self.support.children if c.dep_ == "dative" and c.pos_ != "ADP"] or beside[:1]
            return given or (direct[:1] if len(direct) > 1 else self._read_into(direct))  # "granted him asylum"
        if path == "comp":
            return self._complements()
        if path == "owner":
            things = self._things(of)
            owners = [o for thing in things for o in arg.owners(thing)]
            # "Y cut its ties, and Z broke them off": Z's are other ties than Y's
            return [o for o in owners if self.thing is None or o.pos_ != "PRON"]
        if path == "place":
            return self._objects("obj")
        if path == "culprit":
            of_copula = arg.doers(self.copula) if self.copula is not None else []  # "said that Y's raid was unlawful"
            return culprits([*self._objects(of), *of_copula], self.scene)
        if path == "teller":
            return tellers(self.trigger)
        if path == "cause":  # "came out in support of Y"
            sides = [o for o in arg.prepositional(self.trigger, "in") if o.lemma_.lower() in _TAKING_SIDES]
            return [t for o in sides for t in arg.prepositional(o, "of")]
        if path == "sender":
            return senders(self._under_way)
        if path == "within":
            return [
                t
                for o in self._objects("obj")
                for w in ("in", "inside", "near", "across")
                for t in arg.prepositional(o, w)
            ]
        if path == "inner":
            return contents.inner(self.trigger, self.support)
        if path == "deep":
            return [t for thing in self._things(of) for w in ("to", "in", "from") for t in arg.prepositional(thing, w)]
        if path == "if":
            return contents.conditions(self.trigger, self.support)
        if path == "border":
            return contents.borders(self.trigger, self.support)
        if path == "aim":
            return contents.aims(self.trigger, self.support)
        if self.noun and path == "of" and of:
            return []
        return self._prepositional(path)

    def _subjects(self, of: str) -> list[Token]:
        if not self.noun:
            return arg.doers(self.copula or self.trigger)
        noun = self.trigger
        to_somebody = self.support is not None and any(c.dep_ == "dative" for c in self.support.children)
        owners = [c for c in noun.children if c.dep_ == "poss"]
        out = [antecedent(c) for c in owners if not (to_somebody and c.pos_ == "PRON")]  # "gave Y his backing"
        out += arg.prepositional(noun, "by") or assailants(noun)
        if self.support is not None and self.lexicon.light.get(self.support.lemma_.lower(), "subj") == "subj":
            out += self._holders_of(out, arg.doers(self.support))
        if self.support is not None and (
            self.support.lemma_ in _MET or self.lexicon.light.get(self.support.lemma_.lower(), "subj") != "subj"
        ):  # "drew praise from X", "was met with criticism from X"
            given = arg.prepositional(noun, "from") or arg.prepositional(self.support, "from")
            out += given or (arg.prepositional(noun, "of") if not of else [])  # "won the backing of X"
        if of == "subj":
            out += arg.prepositional(noun, "of")
        if not out and self.support is None:
            out += self._of_the_clause()
        return out + [m for m in arg.modifiers(noun) if self.scene.mention(m) is not None and not self._is_bound(m)]

    def _holders_of(self, owners: Sequence[Token], voices: Sequence[Token]) -> list[Token]:
        """Of those who voice it, who holds it: a spokesman who "reiterated Peru's support" speaks for Peru."""
        states = {p.entity.country for o in owners for p in self.scene.parties(o) if p.entity.kind == "state"}
        if not states:
            return list(voices)
        return [v for v in voices if any(p.entity.country in states for p in self.scene.sides(v))]

    def _of_the_clause(self) -> list[Token]:
        """Who held the talks in a clause's phrase of time: "after a meeting with Y, X said ..."."""
        noun = measured(self.trigger, self.lexicon) or self.trigger  # "after four hours of talks"
        preposition = noun.head
        if noun.dep_ not in ("pobj", "pcomp") or preposition.lower_ not in (
            "after",
            "during",
            "following",
            "before",
            "at",
            "in",
            "on",
            "for",
        ):
            return []
        verb = preposition.head
        if preposition.lower_ == "for" and verb.lemma_ not in _SAILING:
            return []
        on_a_trip = preposition.lower_ == "during" and noun.lemma_.lower() in TRIPS
        if preposition.lower_ == "on" or on_a_trip:  # "on a visit to Y, X said ..."
            going = noun.lemma_.lower() in TRIPS and verb.pos_ == "VERB" and preposition.i < verb.i
            return arg.doers(verb) if going else []
        doers = arg.doers(verb) if verb.pos_ in ("VERB", "AUX") else []
        if any(
            c.dep_ == "acl" and arg.is_passive(c) and arg.doers(c) for c in (*noun.children, *self.trigger.children)
        ):
            return []  # "after talks led by X"
        sides = [c for top in {noun, self.trigger} for c in top.children if c.dep_ == "prep"]
        if any(c.lower_ in ("with", "between") for c in sides):
            return doers
        lemma = self.trigger.lemma_.lower()
        talks = lemma == "call" or "@talks" in self.lexicon.things.get(lemma, frozenset())
        several = talks and len([p for t in doers for p in self.scene.sides(t)]) > 1  # "X and Y agreed after talks"
        return doers if several and preposition.lower_ in ("after", "following") else []

    def _objects(self, of: str) -> list[Token]:
        if not self.noun:
            return arg.undergoers(self.trigger)
        out = arg.prepositional(self.trigger, "of") if of == "obj" and not assailants(self.trigger) else []
        if self.support is not None and self.trigger.head.lower_ == "under" and arg.is_passive(self.support):
            out += arg.undergoers(self.support)  # "was put under investigation"
        if self.support is not None and self.lexicon.light.get(self.support.lemma_.lower()) == "obj":
            out += arg.doers(self.support)
        counter = measured(self.trigger, self.lexicon) or self.trigger
        if self.support is None and counter.dep_ == "nsubj" and counter.head.lemma_.lower() in _HITTING:
            hit = arg.undergoers(counter.head)  # "a round of sanctions *hit Y's oil industry*"
            out += [*hit, *(o for t in hit if self.scene.mention(t) is None for o in arg.owners(t))]
        if self.support is not None and self.support.lemma_ in _MET:  # "Y's move was met with criticism"
            things = arg.undergoers(self.support)
            out += [*things, *(c for t in things for c in t.children if c.dep_ == "poss")]
        return out

    def _things(self, of: str) -> list[Token]:
        """What is done something to and is itself no party: "the release of Y's people", "Y's offer"."""
        if not self.noun:
            objects = self._undergone() or arg.said_to_be(self.trigger)
            things = [arg.counted(t, self.lexicon) for o in objects for t in arg.conjuncts(o)]
        else:
            things = arg.prepositional(self.trigger, "of") + arg.prepositional(self.trigger, "for")
        deeper = [t for thing in things for w in ("of", "by", "for") for t in arg.prepositional(thing, w)]
        return things + deeper

    def _read_into(self, direct: Sequence[Token]) -> list[Token]:
        """Who is given it, where the name is read as a part of the gift: "granted Charles Taylor asylum"."""
        gifts = [t for t in direct if t.pos_ == "NOUN" and not any(c.dep_ in ("det", "poss") for c in t.children)]
        before = [c for t in gifts for c in t.children if c.dep_ == "compound" and c.pos_ == "PROPN"]
        named = [(c, self.scene.mention(c)) for c in before]
        return [c for c, mention in named if mention is not None and mention.entity.kind == "person"]

    def _complements(self) -> list[Token]:
        out = []
        for child in (self.trigger, *[c for c in self.trigger.children if c.dep_ in ("dobj", "prep", "acl")]):
            for clause in child.children:
                if clause.dep_ == "ccomp" and (parted(clause) or _to_be_done(clause)):
                    continue  # "Z sent an envoy; X demanded", "X demanded that Z be set free"
                if clause.dep_ in ("ccomp", "xcomp", "acl", "pcomp", "advcl") and not is_circumstance(clause):
                    passive = clause.dep_ == "ccomp" and arg.is_passive(clause)
                    agents = arg.doers(clause) if passive else []  # "that the raid was made by Y"
                    out += agents or [antecedent(c) for c in clause.children if c.dep_ in ("nsubj", "nsubjpass")]
        return out

    def _prepositional(self, word: str) -> list[Token]:
        out = arg.prepositional(self.trigger, word)
        if self.noun and word in ("to", "with", "from", "against", "between"):
            # "the suspension of aid to Y", "a request for help to Y", "a swap of prisoners between X and Y"
            out += [
                t
                for w in ("of", "for")
                for thing in arg.prepositional(self.trigger, w)
                if word != "between" or (thing.lemma_.lower(), "n") not in self.lexicon.entries
                for t in arg.prepositional(thing, word)
            ]
        if self.noun and not out and word in ("on", "against", "into"):  # "the raid of X on Y"
            out += [t for o in assailants(self.trigger) for t in arg.prepositional(o, word)]
        if self.support is not None:
            out += arg.prepositional(self.support, word)
        if word == "to" and self.noun and self.support is not None:  # "received an invitation from Y"
            out += arg.doers(self.support) if self.lexicon.light.get(self.support.lemma_.lower()) == "obj" else []
        if word == "for":  # "a dinner in honour of Y"
            tops = [self.trigger, *([self.support] if self.support is not None else arg.undergoers(self.trigger))]
            honours = [o for t in tops for o in arg.prepositional(t, "in") if o.lemma_.lower() in ("honour", "honor")]
            out += [t for o in honours for t in arg.prepositional(o, "of")]
        if word in ("with", "to", "between"):
            # Or on another phrase before it: "spoke by phone with Y", "met in Geneva with Y".
            for top in (self.trigger, self.support):
                for prep in top.children if top is not None else ():
                    if prep.dep_ == "prep" and prep.lower_ in ("by", "on", "over", "in", "at", "via", "for"):
                        out += _behind(prep, word)
                    elif prep.dep_ == "prep" and prep.lower_ == "out":  # "walked out of talks with Y"
                        out += [o for c in prep.children if c.lower_ == "of" for o in _behind(c, word)]
        if not self.noun:
            # The preposition may hang on the object: "signed an agreement with Y".
            for thing in (t for o in self._undergone() for t in arg.conjuncts(o)):
                if thing.pos_ == "NOUN" and self.scene.mention(thing) is None:
                    out += arg.prepositional(thing, word) or self._deeper(thing, word)
                    if not out:  # "approved loans *totalling* ten million to Y"
                        worth = [c for c in thing.children if c.dep_ == "acl" and c.lemma_.lower() in _AMOUNTING]
                        out += [t for c in worth for t in arg.prepositional(c, word)]
        elif self.support is None and word in ("with", "between", "among"):
            verb = verb_of(self.trigger)
            if self.trigger.dep_ in ("nsubj", "nsubjpass", "dobj") and self.trigger.head == verb:
                out += arg.prepositional(verb, word)
            top = self.trigger.head.head if self.trigger.dep_ == "pobj" and self.trigger.head.lower_ == "of" else None
            if not out and top is not None and top.lemma_.lower() in _SCENES:
                out += arg.prepositional(top, word) or arg.prepositional(
                    top.head, word
                )  # "is the scene of fighting between"
        return out

    def _deeper(self, thing: Token, word: str) -> list[Token]:
        """Behind a preposition further down the object's phrases: "discussed tariffs on shoes with Y"."""
        if word in ("for", "to"):  # "announced a package of ten million euros *in aid* for Y"
            inside = [o for w in ("of", "in") for o in arg.prepositional(thing, w)]
            inside += [o for each in inside for o in arg.prepositional(each, "in")]
            after = [c for c in thing.children if c.dep_ == "amod" and c.i > thing.i]  # "made money *available* to Y"
            inside += [o for c in after for o in arg.prepositional(c, "in")]
            tops = [*after, *(each for each in inside if self._is(each, _GIFTS))]
            return [o for each in tops for o in arg.prepositional(each, word)]
        if word not in ("with", "between"):
            return []
        return [
            o
            for c in thing.children
            if c.dep_ == "prep"
            for g in c.children
            if g.dep_ == "pobj" and g.pos_ == "NOUN"
            for o in arg.prepositional(g, word)
        ]

    def _is_bound(self, token: Token) -> bool:
        mention = self.scene.mention(token)
        return mention is not None and self.scene.bound(mention, token.doc)

    def _is_force(self, token: Token) -> bool:
        """Is it a battalion, a contingent: of those whom the noun behind "of" names?"""
        return ("institution", "MIL") in self.lexicon.nouns.get(token.lemma_.lower(), ())

    def _is(self, token: Token, words: Sequence[str]) -> bool:
        """Is a noun one of these words, or of one of the kinds that they ask for?"""
        lemma = token.lemma_.lower()
        if lemma in words or token.lower_ in words:
            return True
        asked = [w for w in words if w[0] == "@"]
        if not asked:
            return False
        if not self.lexicon.things.get(lemma, frozenset()).isdisjoint(asked):
            return True
        mention = self.scene.mention(token)
        kinds = {p.entity.kind for p in self.scene.parties(token) if (p.sector or p.entity.sector) != "CVL"}
        if mention is not None and (mention.entity.kind == "place" or mention.city is not None):
            kinds.add("place")
        return any(w[1:] in kinds for w in asked) or ("@party" in asked and bool(self.scene.parties(token)))

    def _takes_up(self, words: Sequence[str]) -> bool:
        """Does a pronoun stand for a thing told of before that is one of these: "drew up a treaty and signed *it*"?"""
        if self.noun or self.thing is not None:
            return False
        for pronoun in arg.undergoers(self.trigger):
            thing = taken_up(pronoun, lambda noun: self._is(noun, words)) if pronoun.pos_ == "PRON" else None
            if thing is not None and self._goes_on_about(thing):
                self.thing = thing
                self._places.clear()
                return True
        return False

    def _goes_on_about(self, thing: Token) -> bool:
        """Has the verb a subject of its own, or that of the clause of the thing: "signed a treaty and kept it"?"""
        own = any(c.dep_ in ("nsubj", "nsubjpass") for c in self.trigger.children)
        return own or thing.sent != self.trigger.sent or arg.doers(self.trigger) == arg.doers(thing.head)

    def _undergone(self) -> list[Token]:
        """What is done something to, and in the place of a pronoun the thing that it stands for."""
        return arg.undergoers(self.trigger) if self.thing is None else [self.thing]

    def holds(self, entry: Entry) -> bool:
        """Do all conditions of a row hold here?"""
        if self.thing is not None:
            self.thing = None
            self._places.clear()
        return all(self._holds(c) != c.negated for c in entry.where)

    def _holds(self, condition: Condition) -> bool:
        words = condition.words
        token = self.trigger
        if condition.kind == "obj":
            if "*" in words and any(self.scene.parties(t) for t in self._done_to):
                return True
            things = self._named_beside_done_to if condition.negated else self._inside_done_to
            return any(self._is(t, words) for t in things) or (not condition.negated and self._takes_up(words))
        if condition.kind == "subj":
            return any(self._is(t, words) for t in self._doing)
        if condition.kind == "load":
            return any(self._is(t, words) for t in self._loaded)
        if condition.kind == "to":  # what stands behind any preposition of it
            tops = [token, *(o for o in (arg.undergoers(token) if not self.noun else ()) if o.pos_ == "NOUN")]
            behind = [t for top in tops for each in by_preposition(top).values() for t in each]
            behind += [c for c in token.children if c.dep_ == "dative" and c.pos_ != "ADP"]
            return any(self._is(t, words) for o in behind for t in arg.conjuncts(o))
        if condition.kind == "told":
            return bool(tellers(token))
        if condition.kind == "by":
            found = [p for s in self._subjects("") for t in arg.conjuncts(s) for p in self.scene.parties(t)]
            return any((p.sector or p.entity.sector or "") in words for p in found)
        if condition.kind == "prep":
            return not self._links(condition.negated, "at" in words).isdisjoint(words)
        if condition.kind == "prt":
            return any(
                c.lower_ in words and (c.dep_ in ("prt", "advmod", "advcl") or (c.dep_ == "prep" and c.i > token.i))
                for c in token.children
            )
        if condition.kind == "mod":
            return any(m.lemma_.lower() in words or m.lower_ in words for m in arg.modifiers(token))
        if condition.kind == "comp":
            clauses = [c for c in token.children if c.dep_ in ("ccomp", "xcomp", "acl")]
            timed = any(c.dep_ == "dobj" and c.lemma_.lower() in TERMS for c in token.children)
            clauses += [c for c in token.children if timed and c.dep_ == "advcl"]  # "gave Y two days *to leave*"
            clauses += [
                g for c in token.children if timed and c.dep_ == "dobj" for g in c.children if g.dep_ == "relcl"
            ]
            if "to" in words:  # "told Y *to leave*"
                return any(g.lower_ == "to" and g.dep_ == "aux" for c in clauses for g in c.children)
            if "other" in words:  # "wants *Y to leave*", not "wants to leave"
                own = any(g.dep_ in ("nsubj", "nsubjpass") for c in clauses for g in c.children)
                return own or (bool(clauses) and any(c.dep_ == "dobj" for c in token.children))
            return bool(clauses)
        if condition.kind == "pred":  # "called him a liar"
            direct = [c for c in token.children if c.dep_ == "dobj"]
            return len(direct) > 1 or any(
                c.dep_ in ("oprd", "attr") or (c.dep_ in ("ccomp", "xcomp") and c.pos_ in ("NOUN", "PROPN", "ADJ"))
                for c in token.children
            )
        if condition.kind == "of":
            return any(t.lemma_.lower() in words for t in arg.prepositional(token, "of"))
        return not self._lemmas.isdisjoint(words) or not self._sorts.isdisjoint(words)

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

    @property
    def _under_way(self) -> list[Token]:
        """What goes or is brought somewhere."""
        verb = self.trigger
        return arg.undergoers(verb) if arg.is_passive(verb) else arg.doers(verb)

    @functools.cached_property
    def _loaded(self) -> list[Token]:
        return [t for thing in self._under_way for t in inside(thing)] if not self.noun else []

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


def _to_be_done(clause: Token) -> bool:
    """Is it done to its subject, of whom nothing is asked: "demanded that Y *be set free*"?"""
    helper = next((c for c in clause.children if c.dep_ == "auxpass"), None)
    somebody = any(c.dep_ == "nsubjpass" and c.pos_ in ("PROPN", "PRON") for c in clause.children)
    return somebody and helper is not None and helper.tag_ == "VB" and not arg.doers(clause)


def _behind(preposition: Token, word: str) -> list[Token]:
    """What stands behind a preposition on the noun of another: "by phone *with Y*"."""
    nouns = [c for c in preposition.children if c.dep_ == "pobj" and c.pos_ in ("NOUN", "PROPN")]
    return [o for noun in nouns for o in arg.prepositional(noun, word)]
