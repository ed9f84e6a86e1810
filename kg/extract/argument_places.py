"""Where the arguments of a trigger stand: the tokens in each of the places that a frame may name."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from kg.extract import arguments as arg
from kg.extract import contents
from kg.extract.blame import assailants, culprits, tellers
from kg.extract.cargo import senders
from kg.extract.clauses import antecedent, is_circumstance, parted, verb_of
from kg.extract.lexicon import Lexicon
from kg.extract.light_verbs import TRIPS, measured, support_verb
from kg.extract.parties import Scene
from kg.extract.prepositions import behind, behind_any

_BACKING = frozenset("support backing blessing".split())
_MET = ("meet", "greet")
# What sanctions, raids and tariffs do to those on whom they fall.
_HITTING = frozenset("hit target affect strike cover kill wound injure destroy damage level".split())
_TAKING_SIDES = frozenset("support favour favor defence defense".split())
# Who sets out for a joint exercise takes part in it.
_SAILING = frozenset("sail leave depart embark".split())
# What a noun of time stands behind: "*after* a meeting with Y, X said".
_TIMELY = frozenset("after during following before at in on for".split())


class Places:
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
        match path:
            case "subj":
                return self._subjects(of)
            case "obj":
                return self._objects(of)
            case "iobj":
                return self._given()
            case "comp":
                return self._complements()
            case "owner":
                return self._owners(of)
            case "place":
                return self._objects("obj")
            case "culprit":  # "said that Y's raid was unlawful"
                of_copula = arg.doers(self.copula) if self.copula is not None else []
                return culprits([*self._objects(of), *of_copula], self.scene)
            case "teller":
                return tellers(self.trigger)
            case "cause":  # "came out in support of Y"
                sides = [o for o in arg.prepositional(self.trigger, "in") if o.lemma_.lower() in _TAKING_SIDES]
                return [t for o in sides for t in arg.prepositional(o, "of")]
            case "sender":
                return senders(self._under_way)
            case "within":
                return behind_any(self._objects("obj"), ("in", "inside", "near", "across"))
            case "inner":
                return contents.inner(self.trigger, self.support)
            case "deep":
                return behind_any(self._things(of), ("to", "in", "from"))
            case "if":
                return contents.conditions(self.trigger, self.support)
            case "border":
                return contents.borders(self.trigger, self.support)
            case "aim":
                return contents.aims(self.trigger, self.support)
            case "of" if of and self.noun:
                return []
            case _:
                return behind(self, path)

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
        link, word = noun.head, noun.head.lower_
        if noun.dep_ not in ("pobj", "pcomp") or word not in _TIMELY:
            return []
        verb = link.head
        if word == "for" and verb.lemma_ not in _SAILING:
            return []
        on_a_trip = word == "during" and noun.lemma_.lower() in TRIPS
        if word == "on" or on_a_trip:  # "on a visit to Y, X said ..."
            going = noun.lemma_.lower() in TRIPS and verb.pos_ == "VERB" and link.i < verb.i
            return arg.doers(verb) if going else []
        doers = arg.doers(verb) if verb.pos_ in ("VERB", "AUX") else []
        said_of_it = (c for c in (*noun.children, *self.trigger.children) if c.dep_ == "acl")
        if any(arg.is_passive(c) and arg.doers(c) for c in said_of_it):
            return []  # "after talks led by X"
        sides = [c for top in {noun, self.trigger} for c in top.children if c.dep_ == "prep"]
        if any(c.lower_ in ("with", "between") for c in sides):
            return doers
        lemma = self.trigger.lemma_.lower()
        talks = lemma == "call" or "@talks" in self.lexicon.things.get(lemma, frozenset())
        several = talks and len([p for t in doers for p in self.scene.sides(t)]) > 1  # "X and Y agreed after talks"
        return doers if several and word in ("after", "following") else []

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

    def _given(self) -> list[Token]:
        """To whom something is given without a preposition."""
        trigger, support = self.trigger, self.support
        carried = _datives(support) if support is not None else []
        rows = self.lexicon.entries.get((trigger.lemma_.lower(), "n"), ()) if support is not None else ()
        if any(row.type == "SUPPORT" for row in rows):  # "gave *Y* his backing"
            return carried
        direct = [c for c in trigger.children if c.dep_ == "dobj"]
        if direct and arg.is_passive(trigger):  # "women were granted a right"
            return arg.undergoers(trigger)
        if support is not None and trigger.lemma_.lower() in _BACKING:  # "offered *Y* its support"
            return carried or [c for c in support.children if c.dep_ == "dobj" and c.i < trigger.i][:1]
        return _datives(trigger) or (direct[:1] if len(direct) > 1 else self._read_into(direct))  # "granted him asylum"

    def _read_into(self, direct: Sequence[Token]) -> list[Token]:
        """Who is given it, where the name is read as a part of the gift: "granted Charles Taylor asylum"."""
        gifts = [t for t in direct if t.pos_ == "NOUN" and not any(c.dep_ in ("det", "poss") for c in t.children)]
        before = [c for t in gifts for c in t.children if c.dep_ == "compound" and c.pos_ == "PROPN"]
        named = [(c, self.scene.mention(c)) for c in before]
        return [c for c, mention in named if mention is not None and mention.entity.kind == "person"]

    def _owners(self, of: str) -> list[Token]:
        """Whose the things are to which something is done."""
        owners = [o for thing in self._things(of) for o in arg.owners(thing)]
        # "Y cut its ties, and Z broke them off": Z's are other ties than Y's
        return [o for o in owners if self.thing is None or o.pos_ != "PRON"]

    def _things(self, of: str) -> list[Token]:
        """What is done something to and is itself no party: "the release of Y's people", "Y's offer"."""
        if not self.noun:
            objects = self.undergone() or arg.said_to_be(self.trigger)
            things = [arg.counted(t, self.lexicon) for o in objects for t in arg.conjuncts(o)]
        else:
            things = arg.prepositional(self.trigger, "of") + arg.prepositional(self.trigger, "for")
        deeper = [t for thing in things for w in ("of", "by", "for") for t in arg.prepositional(thing, w)]
        return things + deeper

    def undergone(self) -> list[Token]:
        """What is done something to, and in the place of a pronoun the thing that it stands for."""
        return arg.undergoers(self.trigger) if self.thing is None else [self.thing]

    @property
    def _under_way(self) -> list[Token]:
        """What goes or is brought somewhere."""
        verb = self.trigger
        return arg.undergoers(verb) if arg.is_passive(verb) else arg.doers(verb)

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

    def _is_bound(self, token: Token) -> bool:
        mention = self.scene.mention(token)
        return mention is not None and self.scene.bound(mention, token.doc)

    def is_one_of(self, token: Token, words: Sequence[str]) -> bool:
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


def _to_be_done(clause: Token) -> bool:
    """Is it done to its subject, of whom nothing is asked: "demanded that Y *be set free*"?"""
    helper = next((c for c in clause.children if c.dep_ == "auxpass"), None)
    somebody = any(c.dep_ == "nsubjpass" and c.pos_ in ("PROPN", "PRON") for c in clause.children)
    return somebody and helper is not None and helper.tag_ == "VB" and not arg.doers(clause)


def _datives(verb: Token) -> list[Token]:
    """Who is given something by a verb, without a preposition."""
    return [c for c in verb.children if c.dep_ == "dative" and c.pos_ != "ADP"]
