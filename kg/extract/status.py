"""Whether it happened: occurred, future, hypothetical or negated."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract import arguments as arg
from kg.extract.clauses import has_to, introduces, parted
from kg.extract.lexicon import Lexicon
from kg.extract.slots import Slots
from kg.extract.times import to_begin
from kg.extract.verbs import CALLING, SAYING
from kg.model import Status

_FUTURE_AUX = frozenset(("will", "'ll", "’ll", "shall", "wo"))
_HYPOTHETICAL_AUX = frozenset(("would", "could", "may", "might", "can", "should", "must", "ca", "ought", "'d", "’d"))
_NEGATORS = frozenset("not n't n’t never no neither nor none nobody without".split())
# "X's support will continue" tells of support there is.
_LASTING = frozenset(("continue", "remain", "last", "persist", "endure"))
# Verbs whose infinitive is told as done: "managed to retake", "began to withdraw".
_IMPLYING = frozenset(
    "manage begin start continue proceed come go happen help serve combine join see use resume rush move have "
    "vote".split()
)
_CONDITIONAL = frozenset(("if", "unless", "whether", "until", "till", "lest", "provided"))
_GOVERNED = (
    "xcomp",
    "ccomp",
    "dobj",
    "pobj",
    "nsubjpass",
    "acl",
    "advcl",
    "pcomp",
    "attr",
    "conj",
    "prep",
    "oprd",
    "relcl",
    "nsubj",
)
# Verbs that carry an event's arguments, and yet say that it did not take place or not yet.
_UNDONE = frozenset("plan arrange cancel postpone delay boycott skip threaten".split())
# "Plans for talks", "hopes of talks", "agreed to talks"; what happens "at" or "after" the talks says nothing of them.
_LEADING_TO = frozenset(("for", "of", "to", "from"))
# "Was to fly to X to meet Y": the meeting is as far off as the flight.
_MOVING = frozenset("fly travel go come return head leave visit arrive stop drive sail".split())
# "Was unable to agree during a visit": the visit took place.
_MEANWHILE = frozenset(("during", "throughout", "amid"))
_BRINGING_ABOUT = frozenset(
    "host hold attend join mediate facilitate broker chair lead sponsor convene organise organize "
    "arrange moderate".split()
)
_BEGINNINGS = frozenset("resumption start opening beginning launch round commencement".split())
# What is talked over is not told as done.
_OVER = frozenset("about on over regarding concerning towards toward".split())
_WEIGHING = frozenset(
    "discuss debate address weigh contemplate mull explore study negotiate ponder oppose favour favor recommend risk "
    "avoid resist entail involve".split()
)
# "To negotiate a ceasefire": there is none yet; "negotiated a ceasefire": there is.
_WORKING_TOWARDS = frozenset("negotiate broker finalise finalize pursue".split())
# "Put the visit on hold".
_PUTTING, _ICE = frozenset("put place keep leave".split()), frozenset(("hold", "ice"))
# Order of strength where several cues stand over one event.
_STRENGTH: tuple[Status, ...] = ("negated", "hypothetical", "future", "occurred")


def status(slots: Slots, lexicon: Lexicon, *, said_in: Token | None = None) -> Status:
    """The status of an event from the words around its trigger, or around the call or letter in which it is said."""
    trigger = slots.trigger
    if said_in is not None:
        return min([*_of_verb(said_in), *_from_above(said_in, slots, lexicon)], key=_STRENGTH.index, default="occurred")
    found: list[Status] = []
    if slots.noun:
        found += _of_noun(trigger, lexicon)
    verb = slots.verb
    carries = not slots.noun or slots.support is not None or trigger.dep_ in ("nsubj", "nsubjpass")
    if carries and not (slots.noun and slots.support is None and verb.lemma_ in _LASTING):
        found += _of_verb(verb, nothing=not slots.noun or trigger.dep_ != "pobj")
    if slots.noun and trigger.dep_ == "dobj" and _is_in_the_making(trigger, lexicon):
        found.append("hypothetical")
    node = trigger if slots.noun else verb
    found += _from_above(node, slots, lexicon)
    if slots.support is not None and slots.support != node:
        found += _from_above(slots.support, slots, lexicon)
    return min(found, key=_STRENGTH.index, default="occurred")


def is_awaited(trigger: Token, lexicon: Lexicon) -> bool:
    """Is it told of as yet to come by the trigger itself: "is *due* in X", "is *expected* in X"?"""
    pos = "a" if trigger.pos_ == "ADJ" else "v"
    return lexicon.cues.get((trigger.lemma_.lower(), pos)) == "future" and (pos == "a" or arg.is_passive(trigger))


def _of_noun(noun: Token, lexicon: Lexicon) -> list[Status]:
    out: list[Status] = []
    if to_begin(noun) is not None:
        out.append("future")
    carrier = noun.head if noun.dep_ in ("dobj", "nsubjpass") else None
    if carrier is not None and carrier.lemma_ in _PUTTING and arg.prepositional(carrier, "on"):
        out += ["negated" for o in arg.prepositional(carrier, "on") if o.lower_ in _ICE]
    for child in noun.children:
        if child.dep_ == "det" and child.lower_ == "no":
            out.append("negated")
        if child.dep_ == "det" and child.lower_ == "any" and noun.dep_ in ("nsubj", "nsubjpass", "pobj"):
            out.append("hypothetical")  # "any attack would be answered"
        if child.dep_ == "acl" and child.tag_ == "VBN":  # "talks scheduled for Tuesday"
            out += [cue for cue in _cue(child, lexicon) if cue == "future"]
        if child.dep_ in ("amod", "compound", "nmod"):
            cue = lexicon.cues.get((child.lemma_.lower(), "a")) or lexicon.cues.get((child.lower_, "a"))
            if cue:
                out.append(cue)
    return out


def _of_verb(verb: Token, *, nothing: bool = True) -> list[Status]:
    """What a verb's own helpers say; `nothing`: doing nothing denies it, too, but not "made no progress in talks"."""
    out: list[Status] = ["negated"] if _is_neither(verb) else []
    for child in verb.children:
        no_longer = child.lower_ in ("longer", "more") and any(g.lower_ == "no" for g in child.children)
        if child.dep_ == "neg" or child.lower_ in ("never", "hardly", "barely") or no_longer or _not_yet(child):
            out.append("negated")
        if child.dep_ in ("nsubj", "nsubjpass", *(("dobj",) if nothing else ())) and any(
            g.lower_ in ("no", "neither", "none") and g.dep_ in ("det", "neg", "preconj") for g in child.children
        ):
            out.append("negated")
        if child.dep_ in ("nsubj", "nsubjpass") and child.lower_ in ("nobody", "none", "neither"):
            out.append("negated")
        if child.dep_ in ("aux", "auxpass"):
            if child.lower_ in _FUTURE_AUX or (child.lower_ == "would" and _announced(verb)):
                out.append("future")
            elif child.lower_ in _HYPOTHETICAL_AUX:
                out.append("hypothetical")
        if child.dep_ == "mark" and child.lower_ in _CONDITIONAL:
            out.append("hypothetical")
        if child.dep_ == "advmod" and child.lower_ in ("reportedly", "allegedly", "possibly", "perhaps"):
            out.append("hypothetical" if child.lower_ != "reportedly" else "occurred")
    if (
        verb.dep_ == "conj"
        and verb.head.pos_ in ("VERB", "AUX")
        and not any(c.dep_ in ("nsubj", "nsubjpass", "aux") for c in verb.children)
    ):
        finite = verb.tag_ in ("VBD", "VBZ", "VBP")  # "would have none of it and *accused* Y" of treason
        if not finite or any(c.dep_ == "mark" and c.lower_ in _CONDITIONAL for c in verb.head.children):
            out += [s for s in _of_verb(verb.head, nothing=False) if s != "negated" or verb.tag_ == "VB"]
    if verb.lemma_ == "be" and any(
        c.dep_ == "xcomp" and any(g.lower_ == "to" and g.dep_ == "aux" for g in c.children) for c in verb.children
    ):
        out.append("future")  # "talks are to start"
    if verb.tag_ == "VB" and verb.dep_ == "ROOT" and any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children):
        out.append("future")  # a headline's "X to visit Y"
    return out


def _is_in_the_making(noun: Token, lexicon: Lexicon) -> bool:
    """Is what somebody works towards not there yet: "flew in to negotiate a truce", "is brokering a deal"?"""
    verb = noun.head
    if verb.lemma_.lower() not in _WORKING_TOWARDS or "@talks" in lexicon.things.get(noun.lemma_.lower(), ()):
        return False
    done = verb.dep_ == "xcomp" and verb.head.lemma_.lower() in _IMPLYING  # "managed to broker a truce"
    return verb.tag_ in ("VB", "VBG", "VBZ", "VBP") and not done


def _is_neither(verb: Token) -> bool:
    """Is it one of several that are denied: "*neither* met *nor* spoke", "did not sit down, *nor* did they sign"?"""
    nor = verb.dep_ == "conj" and any(c.lower_ == "nor" and c.i < verb.i for c in verb.head.children)
    return nor or any(c.dep_ in ("preconj", "cc") and c.lower_ == "neither" for c in verb.children)


def _announced(verb: Token) -> bool:
    """Is "would" the "will" of what somebody said: "he said that X would travel to Y", "X would, he said, travel"?"""
    told = next((c for c in verb.children if c.dep_ in ("ccomp", "parataxis") and c.lemma_.lower() in SAYING), None)
    if verb.dep_ == "ccomp" and verb.head.lemma_.lower() in (*SAYING, "emerge"):
        told = verb.head
    conditional = any(
        c.lower_ in ("have", "like", "prefer")
        or (c.dep_ == "advcl" and any(g.lower_ in _CONDITIONAL for g in c.children))
        for c in verb.children
    )
    return told is not None and told.tag_ in ("VBD", "VBN") and not conditional


def _not_yet(adverb: Token) -> bool:
    """Is it the "yet" of "X is yet to meet Y", "has yet to meet Y"?"""
    after = adverb.i + 1
    return adverb.lower_ == "yet" and after < len(adverb.doc) and adverb.doc[after].lower_ == "to"


def _from_above(node: Token, slots: Slots, lexicon: Lexicon) -> list[Status]:
    """What the words that a node hangs on make of it: "refused to meet", "plans for talks", "ready to talk"."""
    out: list[Status] = []
    steps = 0
    meanwhile = node.dep_ == "pobj" and node == slots.trigger and node.head.lower_ in _MEANWHILE
    while node.dep_ in _GOVERNED and node.head != node and steps < 6:
        head, relation = node.head, node.dep_
        steps += 1
        if relation in ("ccomp", "advcl", "conj") and parted(node):
            break
        if relation == "conj" and node.tag_ == head.tag_ == "VB":  # "is due to meet X and hold talks with Y"
            node = head
            continue
        if relation in ("relcl", "acl") and any(introduces(c) for c in node.children):
            out.append("hypothetical")  # "the call for X to meet Y"
        if relation in ("xcomp", "advcl") and head.lemma_.lower() in CALLING and has_to(node):
            out.append("hypothetical")  # "telephoned Y to end the war"
        if relation in ("relcl", "nsubj") or (relation == "conj" and head.pos_ in ("VERB", "AUX")):
            if relation == "nsubj" and node == slots.trigger:
                out += _predicate(head, lexicon)
            break
        infinitive = node.pos_ in ("VERB", "AUX") and any(c.lower_ == "to" and c.dep_ == "aux" for c in node.children)
        if relation in ("advcl", "ccomp", "xcomp") and infinitive and any(introduces(c) for c in node.children):
            out.append("hypothetical")  # "it is important for X to meet Y"
        if relation == "advcl":
            if any(c.dep_ == "mark" and c.lower_ in _CONDITIONAL for c in node.children):
                out.append("hypothetical")
            elif infinitive:
                aims = _MOVING.isdisjoint((head.lemma_.lower(),))
                above = [] if aims else [*_from_above(head, slots, lexicon), *_of_verb(head)]
                out += [s for s in above if s != "occurred"]  # "may go on to freeze", "is to fly to X to meet Y"
                out += (
                    ["future"]
                    if "future" in _of_verb(head) or head.lemma_ in ("ready", "prepare")
                    else _cue(head, lexicon) or (["hypothetical"] if (head.lemma_.lower(), "v") in lexicon.cues else [])
                )
            elif node.tag_ == "VBG" and not any(c.dep_ in ("nsubj", "aux") for c in node.children):
                out += [s for s in _of_verb(head) if s != "negated"]  # "will visit X, meeting Y"
            break
        if (
            relation == "pcomp"
            and head.lower_ == "for"
            and node.tag_ == "VBG"
            and head.head.pos_ == "VERB"
            and not _cue(head.head, lexicon)
        ):
            break  # "to punish Y for shooting down a drone": the reason is a fact
        if node.tag_ == "VBG" and (
            (relation == "pcomp" and head.lower_ in _OVER)
            or (relation in ("xcomp", "ccomp") and head.lemma_.lower() in _WEIGHING)
        ):
            out.append("hypothetical")  # "talks on lifting the ban", "discussed lifting the ban"
        if relation == "xcomp" and head.pos_ == "ADJ" and any(c.lower_ == "too" for c in head.children):
            out.append("hypothetical")  # "too early to hold talks"
        if head.lemma_.lower() == "without" or head.lower_ == "instead":
            out.append("negated")
        if relation == "pcomp" and head.dep_ == "prep" and head.head.pos_ == "VERB":  # "will meet X before flying to Y"
            of_verb = _of_verb(head.head)
            out += [s for s in of_verb if s != "negated"]
            if "negated" in of_verb and head.lower_ == "before":  # "will not meet X before talking to Y"
                out.append("hypothetical")
        if relation == "prep" and node.lower_ in ("after", "following") and head.dep_ == "xcomp":
            out += [s for s in _of_verb(head) if s == "future"]
            break  # "agreed to free them after a meeting": that was held
        if relation == "prep" or head.pos_ == "ADP":
            if relation == "prep" and node.lower_ in _LEADING_TO:
                out += _cue(head, lexicon)
            ahead = node.lower_ == "of" and node.i and node.nbor(-1).lower_ == "ahead"
            node = head
            if (ahead or (node.lower_ in ("ahead", "before") and _directly(slots.trigger, node))) and slots.noun:
                out.append("future")
            continue
        light = slots.support == head
        if relation == "xcomp" and infinitive and (head.lemma_ == "be" or _is_going(head)):
            perfect = any(c.dep_ == "aux" and c.lower_ == "have" for c in node.children)
            # "is to visit", "are to be opened", "was going to visit"; "was to have visited" and did not
            out.append("negated" if perfect and head.lower_ in ("was", "were") else "future")
        if not light or head.lemma_.lower() in _UNDONE:
            if (
                infinitive
                and relation in ("xcomp", "ccomp")
                and head.pos_ == "VERB"
                and head.lemma_.lower() not in _IMPLYING
                and not (head.lemma_ == "claim" and any(c.lower_ == "have" for c in node.children))
            ) and (head.lemma_.lower(), "v") not in lexicon.cues:
                out.append("hypothetical")  # "got X to halt", "allowed X to enter": not told as done
            out += _cue(head, lexicon, clause=relation in ("ccomp", "pcomp"))
            refused = head.pos_ == "VERB" and lexicon.cues.get((head.lemma_.lower(), "v")) == "negated"
            if (
                (head.pos_ in ("VERB", "AUX", "ADJ") and relation in ("xcomp", "acl"))
                or (relation == "ccomp" and head.lemma_ == "deny")
            ) or (head.pos_ == "AUX" and relation in ("attr", "xcomp")):
                # "has not ruled out sending arms" denies nothing
                out += [s for s in _of_verb(head) if s != "negated" or not refused]
        if relation == "dobj" and head.lemma_.lower() in _BRINGING_ABOUT and slots.noun and not light:
            out += [s for s in _of_verb(head) if s != "negated"]  # "would host talks between X and Y"
        node = head
        failed = relation == "dobj" and infinitive_of(node)  # "was unable to land an agreement"
        if node.pos_ == "VERB" and relation in ("ccomp", "dobj", "nsubjpass") and not light and not failed:
            break
    return [s for s in out if s != "negated"] if meanwhile else out


def _is_going(verb: Token) -> bool:
    """Is it no journey, but what lies ahead: "was *going* to visit Y"?"""
    helped = any(c.dep_ == "aux" and c.lemma_ == "be" for c in verb.children)
    return helped and verb.lower_ == "going" and verb.i + 1 < len(verb.doc) and verb.nbor(1).lower_ == "to"


def _directly(trigger: Token, preposition: Token) -> bool:
    """Is it the event that a preposition means, or its beginning: "before the resumption of talks"?"""
    of = trigger.head
    begins = of.lower_ == "of" and of.head.lemma_.lower() in _BEGINNINGS and of.head.head == preposition
    return of == preposition or begins


def infinitive_of(verb: Token) -> bool:
    """Does it hang on an adjective: "unable to land an agreement"?"""
    return verb.dep_ == "xcomp" and verb.head.pos_ == "ADJ" and has_to(verb)


def _predicate(verb: Token, lexicon: Lexicon) -> list[Status]:
    """What is said of an event that is itself the subject: "the visit was cancelled", "talks are due"."""
    out = [] if verb.lemma_ == "fail" else _cue(verb, lexicon)  # talks that failed were held
    for child in verb.children:
        if child.dep_ in ("acomp", "attr", "xcomp"):
            out += _cue(child, lexicon)
    return out


_SAYING = frozenset(
    "deny expect hope fear suggest propose demand urge want warn request threaten vow promise pledge".split()
)


def _cue(word: Token, lexicon: Lexicon, *, clause: bool = False) -> list[Status]:
    pos = {"VERB": "v", "NOUN": "n", "PROPN": "n", "ADJ": "a", "ADV": "a", "AUX": "v"}.get(word.pos_, "a")
    lemma = word.lemma_.lower()
    found = lexicon.cues.get((lemma, pos)) or (
        lexicon.cues.get((lemma, "a")) if pos == "v" and word.tag_ == "VBN" else None
    )
    if found is None or (clause and lemma not in _SAYING):
        return []
    if lemma == "call" and not any(c.lower_ in ("for", "off", "on") for c in word.children):
        return []
    if found == "negated" and any(c.dep_ == "neg" for c in word.children):
        return ["hypothetical"]  # "has not ruled out sending arms"
    return [found]
