"""The arguments of a trigger: who stands where around a verb or noun, whatever the construction.

Only the dependency tree is read here; what the words stand for is decided in `parties`.
"""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterator

from spacy.tokens import Token

from kg.extract.lexicon import Lexicon
from kg.timex import WEEKDAYS

_SUBJECT = ("nsubj", "csubj", "expl")
_PASSIVE = ("nsubjpass", "csubjpass")
# How prepositions hang on a word.
_LINKS = frozenset(("prep", "agent", "dative", "prt", "mark", "advmod"))
# Verbs of going or being somewhere for something: "flew to X for talks with Y".
GOING = frozenset("be fly go travel come arrive return head land visit stop".split())
# Of so many words is kept what has been found; the rules ask for the same of a trigger again and again. Those of a
# sentence or two are enough, and each keeps its whole parse. A parse must be mended (`trees`) before anything is asked
# of it.
_KEPT = 1 << 7
# Where crowds are, whatever town is meant: "took to the streets of X".
STREETS = frozenset("street square avenue road boulevard".split())
# Who does this to say something says it: "telephoned Y to congratulate her".
CALLING = frozenset("call telephone phone ring write cable".split())
# Of time that one may be given.
STRETCHES = frozenset("minute hour day week month".split())
_SETTING_OUT = frozenset("go leave embark depart set start".split())
ANSWERING = frozenset("respond answer retaliate reply react counter".split())
TRIPS = frozenset("visit tour trip journey mission pilgrimage".split())
_HOURS = frozenset("dawn dusk noon midnight night sunset sunrise a.m. p.m. am pm hours o'clock".split())


def is_of_a_day(preposition: Token) -> bool:
    """Does the preposition tell when: "fired *on Sunday*"?"""
    if preposition.lower_ == "at":  # "fired at 7:52 a.m."
        return any(c.lower_ in _HOURS or (c.pos_ == "NUM" and ":" in c.text) for c in preposition.children)
    return preposition.lower_ in ("on", "by") and any(c.lower_ in WEEKDAYS for c in preposition.children)


def conjuncts(token: Token) -> list[Token]:
    """A token and whatever is coordinated with it, from left to right.

    "X and Y"; also "X, together with Y" and "X alongside Y", which say the same.
    """
    out = [token]
    for child in token.children:
        if child.dep_ == "conj" and child.pos_ not in ("VERB", "AUX"):
            out.extend(conjuncts(child))
        elif child.dep_ == "appos":  # "the president of A, X, and the premier of B, Y": "and" hangs on X
            out.extend(
                t for g in child.children if g.dep_ == "conj" and g.pos_ not in ("VERB", "AUX") for t in conjuncts(g)
            )
    return out


def first_conjunct(token: Token) -> Token:
    """The first of the tokens that a token is coordinated with."""
    while token.dep_ == "conj":
        token = token.head
    return token


def clause(token: Token) -> Token:
    """The verb of the clause that a token stands in."""
    while token.pos_ not in ("VERB", "AUX") and token.dep_ != "ROOT":
        token = token.head
    if token.pos_ == "AUX" and token.dep_ in ("aux", "auxpass"):
        token = token.head
    return token


def describes(token: Token) -> bool:
    """A participle before a noun ("occupied territories") tells of no event of its own."""
    if token.tag_ == "VBD" and token.dep_ == "amod" and any(c.dep_ == "nsubj" for c in token.children):
        return False  # "X proclaimed martial law"
    return (token.pos_ in ("VERB", "ADJ") and token.dep_ in ("amod", "compound", "nmod")) or token.dep_ == "compound"


def in_a_title(token: Token) -> bool:
    """Is the noun part of a body's name: "the Forum on China-Africa *Cooperation*"?"""
    link = token.head
    return (
        token.pos_ == "PROPN"
        and token.dep_ == "pobj"
        and token.text.istitle()
        and link.lower_ in ("of", "for", "on")
        and link.head.pos_ == "PROPN"
        and link.head.text.istitle()
    )


def is_turned(helper: Token) -> bool:
    """Does a helper stand before the subject, and make a condition: "*should* it come to war"?"""
    return any(c.dep_ in (*_SUBJECT, *_PASSIVE) and c.i > helper.i for c in helper.head.children)


def parted(token: Token) -> bool:
    """Does a semicolon stand between a clause and the one that the parser hung it on?

    "X condemned the raid; Y threatened revenge": the first is no content of the second.
    """
    first, last = sorted((token.i, token.head.i))
    return any(t.text == ";" for t in token.doc[first:last])


@functools.lru_cache(maxsize=_KEPT)
def is_passive(verb: Token) -> bool:
    """Is what stands before the verb done to, not doing?"""
    participle, relation = verb.tag_ == "VBN", verb.dep_
    active = False
    for child in verb.children:
        how = child.dep_
        if how in _PASSIVE or how == "auxpass":
            return True
        active = active or how in _SUBJECT or how == "aux"
    if verb.tag_ == "VBD" and (_reduced(verb) or (relation == "acl" and _undergone(verb))):
        return True
    if _is_brought_about(verb):
        return True
    if not participle:
        return False
    if relation == "acl" and _heads_no_clause(verb):
        return False
    if relation in ("acl", "amod"):
        return True
    if active:
        return False
    # "Accused by X, Y left"; "was accused and jailed"
    if relation == "conj":  # but "was sworn in and named a cabinet"
        return is_passive(verb.head) and not any(c.dep_ == "dobj" for c in verb.children)
    return relation == "advcl" and not _goes_on(verb)


def _is_brought_about(verb: Token) -> bool:
    """Does somebody have it done: "X had Y *arrested*"?"""
    having = verb.head if verb.dep_ == "ccomp" else verb.head.head if verb.head.dep_ == "dobj" else verb
    told = verb.dep_ in ("ccomp", "acl") and verb.tag_ in ("VBN", "VBD") and having.lemma_ in ("have", "get")
    past = having.pos_ == "VERB" and (verb.dep_ == "ccomp" or having.tag_ not in ("VBZ", "VBP"))
    return told and past and all(c.dep_ not in ("aux", "mark") for c in verb.children)


def _reduced(verb: Token) -> bool:
    """Did the parser take a participle for the past: "anger over officers *detained by Y*"?"""
    kinds = {c.dep_ for c in verb.children}
    return (
        verb.dep_ in ("conj", "advcl", "ccomp", "relcl") and "agent" in kinds and not kinds & {"dobj", "xcomp", "ccomp"}
    )


def _undergone(verb: Token) -> bool:
    """Did the parser take a participle for the past: "a fighter *captured* in the war"?"""
    active = any(c.dep_ in ("dobj", "xcomp", "ccomp", "nsubj", "prt") for c in verb.children)
    return not active and verb.head.dep_ not in ("ROOT", "nsubj")


def _goes_on(verb: Token) -> bool:
    """Did the parser take the second of three verbs for a participle: "X landed in A, conferred with Y and went on"?"""
    behind = verb.i > verb.head.i and verb.head.tag_ in ("VBD", "VBN") and verb.nbor(-1).text == ","
    return behind and any(c.dep_ == "conj" and c.tag_ == "VBD" for c in verb.children)


def _heads_no_clause(verb: Token) -> bool:
    """Did the parser take the only verb for a participle: "The opposition called a strike"?"""
    if verb.head.dep_ != "ROOT" or verb.head.pos_ not in ("NOUN", "PROPN") or verb.i < verb.head.i:
        return False
    done_to = any(c.dep_ == "dobj" for c in verb.children)
    asking = verb.lemma_ in ("call", "appeal", "ask") and any(c.lower_ in ("for", "on") for c in verb.children)
    return done_to or asking


def doers(verb: Token, depth: int = 0) -> list[Token]:
    """Who does it: subject, agent, or what the subject of a clause around it lends to it."""
    if is_passive(verb):
        agents = _agents(verb)
        if not agents and _is_brought_about(verb):  # but who "had its embassy attacked" has not done it
            inside = verb.dep_ == "acl"
            things = [verb.head] if inside else _before(verb, 0)
            own = any(g.dep_ == "poss" for c in things for g in c.children)
            return [] if own else _before(verb.head.head if inside else verb.head, depth)
        return agents
    return _before(verb, depth)


def _agents(verb: Token) -> list[Token]:
    """Who stands behind a passive's "by", wherever in its phrases the parser hung it: "accused in turn by X"."""
    near = [c for c in verb.children if c.dep_ == "agent" or (c.dep_ == "prep" and c.lower_ == "by")]
    if not near:
        near = [
            t
            for t in verb.subtree
            if t.i > verb.i and t.lower_ == "by" and t.dep_ in ("agent", "prep") and _within_phrases(t, verb)
        ]
    return [p for c in near for p in _objects(c) if p.pos_ != "VERB"]


def _within_phrases(token: Token, verb: Token) -> bool:
    """Are there only phrases, and no clause with a subject, between a token and the verb?"""
    node = token.head
    while node != verb:
        if node.dep_ in ("relcl", "advcl", "ccomp", "acl", "conj", "pcomp", "nsubj", "nsubjpass"):
            return False
        if node.dep_ == "xcomp" and has_to(node):
            return False  # "expected to be joined by X": X expects nothing
        node = node.head
    return True


def undergoers(verb: Token) -> list[Token]:
    """To whom it is done: object, or the subject of a passive."""
    return list(_undergoers(verb))


@functools.lru_cache(maxsize=_KEPT)
def _undergoers(verb: Token) -> list[Token]:
    if is_passive(verb):
        found = _before(verb, 0)
        return found + [c for c in verb.children if c.dep_ in ("dobj", "oprd") and not found]
    out = [c for c in verb.children if c.dep_ in ("dobj", "obj")]
    if (
        verb.dep_ == "amod" and verb.tag_ == "VBD"
    ):  # "X proclaimed martial law": the parser may take it for "proclaimed law"
        out = [verb.head]
    if not out and verb.i + 1 < len(verb.doc) and verb.nbor(1).dep_ == "cc":  # "stormed and looted the embassy"
        out = [o for c in verb.children if c.dep_ == "conj" and c.i > verb.i for o in c.children if o.dep_ == "dobj"]
    if not out:  # "stopped work": the parser may take a noun for a verb
        out = [c for c in verb.children if c.dep_ == "xcomp" and c.pos_ == "NOUN" and c.i > verb.i]
    if not out:  # "called in the envoy": the parser may hang the object on the particle
        out = [
            o for c in verb.children if c.dep_ == "prt" or (c.dep_ == "prep" and c.tag_ == "RP") for o in _objects(c)
        ]
    if not out:  # "X called Y": the parser may take a name for what somebody is called
        out = [c for c in verb.children if c.dep_ == "oprd" and c.pos_ == "PROPN"]
    if not out and verb.lemma_ == "find":  # "found X guilty"
        small = (c for c in verb.children if c.dep_ == "ccomp" and c.pos_ == "ADJ")
        out = [o for c in small for o in c.children if o.dep_ == "nsubj" and o.i > verb.i]
    if not out and verb.dep_ == "relcl" and any(c.dep_ in _SUBJECT for c in verb.children):
        gap = not any(c.dep_ in _SUBJECT and c.tag_ in ("WDT", "WP") for c in verb.children)
        if gap and not any(c.dep_ == "prep" and not list(c.children) for c in verb.children):
            out = [verb.head]  # "the town which they took"
    return [_antecedent(_made_captive(t)) for t in out]


def _made_captive(thing: Token) -> Token:
    """Who is taken, where the parser takes what he becomes for a noun that his name describes: "took X prisoner"."""
    if thing.tag_ != "NN" or thing.lower_ not in _CAPTIVES or any(c.dep_ == "det" for c in thing.children):
        return thing
    names = [c for c in thing.children if c.dep_ in ("compound", "nmod", "nummod") and c.pos_ in ("PROPN", "NUM")]
    return names[-1] if names and names[-1].i == thing.i - 1 else thing


_CAPTIVES = frozenset(("prisoner", "captive", "hostage"))


def said_to_be(verb: Token) -> list[Token]:
    """What somebody is said to be: "X was *Y's guest*"."""
    return [c for c in verb.children if c.dep_ == "attr" and c.pos_ == "NOUN"] if verb.lemma_ == "be" else []


# What speaks for whoever gives it out: "X issued a declaration demanding".
_UTTERANCES = frozenset(
    "declaration statement letter communique communiqué note resolution petition appeal directive order decree law "
    "bill".split()
)


def _before(verb: Token, depth: int) -> list[Token]:
    """The subject in the tree, whether doing or done to."""
    if depth > 4:
        return []
    own = [c for c in verb.children if c.dep_ in (*_SUBJECT, *_PASSIVE) and c.dep_ != "expl"]
    if own:
        return [_antecedent(t) for t in own]
    if verb.dep_ == "acl" or (verb.dep_ == "relcl" and has_to(verb)):
        issued = verb.tag_ == "VBG" and verb.head.dep_ == "dobj" and verb.head.lemma_.lower() in _UTTERANCES
        return _before(verb.head.head, depth + 1) if issued else [_named_by(verb.head)]
    if verb.dep_ == "amod":
        return [verb.head]
    if verb.dep_ in ("conj", "dep") and verb.head.pos_ in ("VERB", "AUX"):
        # "X met Y and signed": the first verb's subject, or what a passive first verb was done to
        return _before(verb.head, depth + 1)
    if verb.dep_ == "xcomp" and verb.head.pos_ in ("VERB", "AUX", "ADJ"):
        governor = verb.head
        calling = governor.lemma_.lower() in CALLING and has_to(verb)  # "telephoned Y to thank Z"
        control = [c for c in governor.children if c.dep_ == "dobj" and not calling]
        return [_antecedent(c) for c in control] or _before(governor, depth + 1)
    if verb.dep_ == "acomp":
        return _before(verb.head, depth + 1)  # "X is due to meet Y"
    if verb.dep_ == "ccomp" and verb.tag_ == "VBD" and verb.head.pos_ == "VERB" and verb.i > verb.head.i:
        return _before(verb.head, depth + 1)  # "X met Y, signed a treaty and left": one of a list of verbs
    if verb.dep_ == "ccomp" and verb.tag_ == "VB" and verb.head.pos_ == "VERB":
        return [c for c in verb.head.children if c.dep_ == "dobj"] or _before(verb.head, depth + 1)
    if verb.dep_ == "pcomp" and verb.head.lower_ == "for" and verb.head.head.pos_ == "VERB":
        blamed = _for_it(verb.head.head)  # "thanked *X* for freeing Y", "put pressure on *X* for shelling Y"
        if blamed:
            return blamed
    if verb.dep_ == "pcomp" and verb.head.lower_ == "for":
        top = verb.head.head
        thanks = [t for t in (top, *(c for c in top.children if c.dep_ == "dobj")) if t.lemma_.lower() in _THANKS]
        if thanks:  # "voiced gratitude to *X* for freeing Y"
            return prepositional(thanks[0], "to") or (prepositional(top, "to") if top.pos_ == "VERB" else [])
    if verb.dep_ in ("advcl", "pcomp"):
        head = verb.head if verb.dep_ == "advcl" else clause(verb.head)
        if (
            verb.tag_ == "VBG"
            and head.tag_ == "VBN"
            and any(c.dep_ == "dobj" and c.lemma_.lower() in _WRITINGS for c in head.children)
        ):
            return prepositional(head, "from") or _agents(head)  # "was handed a note from *X* declaring"
        if head.pos_ in ("VERB", "AUX") and head != verb:
            # "X smiled while greeting Y, a witness said": the clause before the participle lends its subject
            nearer = head.head if head.dep_ == "ccomp" and head.head.i < verb.i < head.i else None
            return _before(nearer or head, depth + 1)
    return []


_CIRCUMSTANCES = frozenset("after before since as when while because although though until once".split())


def is_circumstance(clause: Token) -> bool:
    """Does a clause tell when or why, and not what?"""
    return clause.dep_ == "advcl" and any(
        c.dep_ in ("mark", "advmod") and c.lower_ in _CIRCUMSTANCES for c in clause.children
    )


def introduces(word: Token) -> bool:
    """Is it the "for" of "called *for X to withdraw*"?"""
    return word.dep_ == "mark" and word.lower_ == "for" and has_to(word.head)


_PUT = frozenset(
    "make offer put issue take propose present submit announce adopt send lodge table give level raise voice set "
    "impose launch carry advance float".split()
)
_WRITINGS = frozenset("note letter message statement decree order summons document".split())
_THANKS = frozenset("gratitude thank thanks appreciation praise".split())
_DEALINGS = frozenset("pressure sanction blame criticism embargo fine penalty duty tariff ban".split())


def _for_it(verb: Token) -> list[Token]:
    """Who did that for which something is done or said to them."""
    if is_passive(verb):
        return []
    out = []
    for thing in (c for c in verb.children if c.dep_ == "dobj"):
        if thing.lemma_.lower() in _DEALINGS:
            out += [o for c in (*thing.children, *verb.children) if c.lower_ in ("on", "against") for o in _objects(c)]
        elif thing.pos_ in ("PROPN", "PRON") or thing.ent_type_:
            out.append(thing)
    return out


def is_definite(noun: Token) -> bool:
    """Is it one, or are they some, in particular: "the guest", "those talks"?"""
    return any(c.lower_ in ("the", "this", "that", "these", "those") for c in noun.children)


def has_to(verb: Token) -> bool:
    """Is it an infinitive with "to"?"""
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)


_RANKED = frozenset("first last only second third".split())


def _named_by(noun: Token) -> Token:
    """Of whom a noun is said: "*X* became the first leader to visit Y", "*X* was among the first to call"."""
    top = noun
    if top.dep_ == "pobj" and top.head.lower_ in ("among", "amongst") and top.head.head.lemma_ == "be":
        top = top.head
    elif top.dep_ != "attr":
        return noun
    ranked = any(t.lower_ in _RANKED for t in (noun, *noun.children))
    subjects = [
        c
        for c in top.head.children
        if c.dep_ == "nsubj" and (c.pos_ in ("PROPN", "PRON") or (ranked and c.pos_ == "NOUN"))
    ]
    return _antecedent(subjects[0]) if subjects and top.head.lemma_ in ("be", "become", "remain") else noun


def _antecedent(token: Token) -> Token:
    """A relative pronoun's noun; any other token is itself."""
    if token.tag_ in ("WDT", "WP", "WP$") or (token.lower_ == "that" and token.pos_ in ("PRON", "SCONJ", "DET")):
        node = token
        while node.dep_ not in ("relcl", "ROOT"):
            node = node.head
        if node.dep_ == "relcl":
            return node.head
    return token


def _objects(preposition: Token) -> list[Token]:
    out = []
    for child in preposition.children:
        if child.dep_ in ("pobj", "pcomp", "obj"):
            out.append(_antecedent(child))
        elif child.dep_ == "prep":  # "from within", "according to"
            out.extend(_objects(child))
    return out


def prepositional(token: Token, word: str) -> list[Token]:
    """What stands behind a preposition that hangs on a token; "to" covers the indirect object too."""
    return list(phrases(token).get(word, ()))


@functools.lru_cache(maxsize=_KEPT)
def phrases(token: Token) -> dict[str, list[Token]]:
    """All that stands behind prepositions of a token, by preposition; a trigger is asked for many of them."""
    out: dict[str, list[Token]] = defaultdict(list)
    for child in token.children:
        if child.dep_ in _LINKS:
            out[child.lower_] += _objects(child)
            for second in child.children:  # "with X and with Y"
                if second.dep_ == "conj" and second.pos_ == "ADP":
                    out[second.lower_] += _objects(second)
    for particle in particles(token):  # "handed over to Y", "called back from Y"
        for child in particle.children:
            out[child.lower_] += _objects(child)
    for child in token.children:  # "together with Y", "along with Y": one step further down
        if child.lower_ in ("together", "along", "jointly"):
            together = [o for c in child.children if c.lower_ == "with" for o in _objects(c)]
            out["with"] += together
            out["alongside"] += together
    return out


def particles(token: Token) -> list[Token]:
    """The particles and adverbs of a verb on which a preposition may hang."""
    return [c for c in token.children if c.dep_ in ("prt", "advmod") and c.pos_ in ("ADP", "ADV") and c.i > token.i]


def counted(token: Token, lexicon: Lexicon) -> Token:
    """What words of measure count: "part of an aid *programme*", "scores of tonnes of *grain*"; or the token itself."""
    for _ in range(3):
        if not {"collective", "measure"} & {kind for kind, _ in lexicon.nouns.get(token.lemma_.lower(), ())}:
            break
        token = next(iter(prepositional(token, "of")), token)
    if "@money" in lexicon.things.get(token.lemma_.lower(), ()):  # "two billion euros *in aid*"
        return next((t for t in prepositional(token, "in") if t.pos_ == "NOUN"), token)
    return token


def measured(noun: Token, lexicon: Lexicon) -> Token | None:
    """The word that only counts the noun: "three *days* of talks", "a *wave* of strikes"."""
    preposition = noun.head
    if noun.dep_ != "pobj" or preposition.lower_ != "of":
        return None
    counter = preposition.head
    classes = {kind for kind, _ in lexicon.nouns.get(counter.lemma_.lower(), ())}
    return counter if classes & {"collective", "measure"} else None


_GIVING = frozenset("give lend offer promise grant".split())


def support_verb(noun: Token, lexicon: Lexicon) -> Token | None:
    """The light verb whose object the noun is ("held talks", "talks were held", "a meeting held with Y")."""
    counted = measured(noun, lexicon)
    if counted is not None:
        return support_verb(counted, lexicon)
    head = noun.head
    if noun.dep_ in ("dobj", "obj", "nsubjpass", "oprd", "attr") and head.lemma_.lower() in lexicon.light:
        given = head.lemma_.lower() in _GIVING and noun.dep_ == "dobj"
        second = given and any(c.dep_ == "dobj" and c.i > noun.i for c in head.children)
        return None if second else head  # "gave the raid his support": it is no raid that he gave
    if noun.dep_ == "npadvmod" and head.lemma_.lower() in lexicon.light and not undergoers(head):
        return head  # "began a week of exercises"
    if noun.dep_ == "conj" and noun.head.pos_ in ("NOUN", "PROPN"):
        return support_verb(noun.head, lexicon)
    if (
        noun.dep_ == "pobj"
        and head.dep_ == "prep"
        and head.head.lemma_.lower() in lexicon.light
        and head.lower_ in ("in", "into", "out", "under", "to")
    ):
        return head.head  # "took part in talks", "entered into negotiations", "came under attack"
    if noun.dep_ == "pobj" and head.lower_ == "on":
        setting_out = head.head.lemma_.lower() in _SETTING_OUT and noun.lemma_.lower() in TRIPS
        if head.head.lemma_ == "be" or setting_out:
            return head.head  # "is on a visit to Y", "will go on a state visit to Y"
    if (
        noun.dep_ == "pobj"
        and head.lower_ == "with"
        and head.head.lemma_ in ("meet", "greet")
        and is_passive(head.head)
    ):
        return head.head  # "was met with criticism from Y"
    if noun.dep_ == "pobj" and head.lower_ == "with" and head.head.lemma_.lower() in ANSWERING:
        return head.head  # "responded with air strikes on Y"
    if noun.dep_ == "pobj" and head.lower_ == "for" and head.dep_ == "prep":
        # "was in X for talks with Y", "flew to X for a meeting": who goes there for it, holds it
        top = head.head if head.head.pos_ in ("VERB", "AUX") else clause(head.head)
        if head.head.dep_ in ("attr", "nsubj", "dobj"):
            return None  # "there was no justification for a coup"
        if top.lemma_.lower() in GOING and any(c.dep_ in _SUBJECT for c in top.children):
            return top
    for child in noun.children:
        if (
            child.dep_ in ("acl", "relcl")
            and child.lemma_.lower() in lexicon.light
            and (is_passive(child) or child.dep_ == "relcl")
        ):
            return child
    return None


def owners(noun: Token) -> list[Token]:
    """Whose it is: possessor, "of" phrase, nationality or other modifiers, in that order."""
    out = [_antecedent(child) for child in noun.children if child.dep_ == "poss"]
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ in ("of", "from"):
            out.extend(_objects(child))
        elif child.dep_ == "acl" and child.lemma_.lower() in _PUT and is_passive(child):
            out.extend(_agents(child))  # "the excuses offered by X"
    return out + modifiers(noun)


def modifiers(noun: Token) -> list[Token]:
    """Adjectives and nouns before a noun, with what is joined to them ("Turkish-Russian talks")."""
    out = []
    for child in noun.children:
        if child.dep_ in ("amod", "compound", "nmod", "npadvmod") and child.i < noun.i:
            out.append(child)
            out.extend(c for c in child.children if c.dep_ in ("conj", "npadvmod", "compound", "amod") and c.i < noun.i)
    return sorted(out, key=lambda t: t.i)


def ancestors(token: Token) -> Iterator[Token]:
    """What a token hangs on, step by step, up to the sentence's root."""
    while token.head != token:
        token = token.head
        yield token


def subtree_span(token: Token) -> tuple[int, int]:
    """First and one past the last token of what hangs on a token."""
    return token.left_edge.i, token.right_edge.i + 1
