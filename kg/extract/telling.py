"""What a trigger's words tell as done, and what only as said, wanted, aimed at or over."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from kg.extract import arguments as arg
from kg.extract.clauses import has_to, is_turned, verb_of
from kg.extract.lexicon import Entry, Lexicon
from kg.extract.parties import Scene
from kg.extract.slots import Slots
from kg.extract.time_words import DAY_WORDS
from kg.extract.times import Dated, is_undone
from kg.extract.verbs import CALLING, SAYING
from kg.model import Party, Status
from kg.ontology import event_types

# What is agreed to, refused, demanded, threatened or alleged is told as that, and not as done besides.
_ATTITUDES = frozenset("AGREE REJECT THREATEN REQUEST ACCUSE".split())
# "Flew to X to meet Y": who goes somewhere to do it, does it.
_MOTION = frozenset(
    "fly travel go arrive visit come return head land gather meet convene cross turn stop sit join be set drive sail "
    "dash hurry rush stay use".split()
)
# Who comes to do so finds what is held.
_TAKING_PART = frozenset("attend join witness chair host mediate observe oversee lead address open hold cover".split())
_RANKED = frozenset("first last only latest second third next".split())
_DECIDED = ("announce", "confirm", "decide")
_ENDING = ("stop", "cease", "halt", "quit", "refrain")
_ABOUT = ("of", "for", "to", "with", "against", "on", "over", "from")


def content_of(kind: str, slots: Slots, frame: str = "") -> set[int]:
    """The tokens of what a speech act, a protest or an arrest is about."""
    if kind == "PROTEST":
        return _aims(slots)
    if frame == "custody":  # "jailed for helping Y" tells of no help besides
        found = [c for c in slots.trigger.children if c.dep_ == "ccomp" and c.pos_ == "ADJ"]  # "found Y *guilty of it*"
        told = [c for c in slots.trigger.children if c.dep_ == "prep" and c.lower_ == "for"] + found
        return {t.i for c in told for t in c.subtree}
    if kind in ("SANCTION", "CONCEDE"):  # "suspended its partnership with Y" tells of no partnership besides
        things = {t.i for o in (arg.undergoers(slots.trigger) if not slots.noun else ()) for t in arg.conjuncts(o)}
        links = [c for c in slots.trigger.children if c.dep_ == "prep" and c.lower_ == "from"]  # "from trading with Y"
        return things | {t.i for c in links for g in c.children if g.dep_ == "pcomp" for t in g.subtree}
    if kind == "SUPPORT" and not slots.noun:  # "pledged support" tells of it once
        objects = arg.undergoers(slots.trigger)
        rows = slots.lexicon.entries
        return {o.i for o in objects if any(e.type == kind for e in rows.get((o.lemma_.lower(), "n"), ()))}
    if kind not in _ATTITUDES:
        return set()
    said = {t.i: t for top in _said(kind, slots) for t in top.subtree}
    after = [
        t for t in said.values() if t.dep_ == "prep" and t.lower_ in ("after", "following") and _of_talks(t, slots)
    ]
    after += [t for t in said.values() if _is_added(t, slots)]
    return said.keys() - {t.i for top in after for t in top.subtree}


def _is_added(clause: Token, slots: Slots) -> bool:
    """Does the writer add a clause about somebody by name: "criticised Y, *which had expelled an envoy*"?"""
    deed = clause.dep_ == "relcl" and clause.tag_ in ("VBD", "VBN")
    named = deed and slots.scene.mention(clause.head) is not None
    return named and clause.left_edge.i > 0 and clause.doc[clause.left_edge.i - 1].text == ","


def _of_talks(link: Token, slots: Slots) -> bool:
    """Does something follow on talks of named sides: "agreed to free them *after a meeting between X and Y*"?"""
    return any(
        "@talks" in slots.lexicon.things.get(noun.lemma_.lower(), ())
        and any(c.lower_ in ("between", "with") for c in noun.children)
        for first in link.children
        if first.dep_ == "pobj"
        for noun in (first, *arg.prepositional(first, "of"))  # "after three hours of talks with Y"
    )


def _said(kind: str, slots: Slots) -> list[Token]:
    """The phrases and clauses that say what a speech act is about."""
    relations = ["xcomp", "ccomp", "prep", "acl", "pcomp", "advcl"]
    openings = ("to",) if kind == "AGREE" else ("unless", "if", "to")
    if kind != "AGREE" or slots.trigger.lemma_.lower() == "accept":
        relations.append("dobj")
    out: list[Token] = []
    for top in (slots.trigger, slots.support):
        for child in top.children if top is not None else ():
            if child.dep_ not in relations or child.i < slots.trigger.i:
                continue
            if child.dep_ == "prep" and child.lower_ not in _ABOUT:
                continue
            if child.dep_ == "advcl" and not any(c.lower_ in openings for c in child.children):
                continue
            out.append(child)
    return out


def matters(kind: str, slots: Slots) -> list[Token]:
    """What a speech act or a sanction is about, beside the phrases that its frame names."""
    done_to = arg.undergoers(slots.trigger) if not slots.noun else []
    if kind in ("SANCTION", "SUPPORT"):
        return list(done_to)
    if kind not in _ATTITUDES:
        return []
    return [*_said(kind, slots), *(t for o in done_to for t in arg.conjuncts(o))]


def _aims(slots: Slots) -> set[int]:
    """What a protest is for or against, and what those do who protest: told as that, and not as done besides."""
    out = set()
    for child in (c for top in (slots.trigger, slots.support) if top is not None for c in top.children):
        doing = child.dep_ in ("advcl", "xcomp") and child.tag_ in ("VB", "VBG")
        over = child.dep_ == "prep" and child.lower_ in ("in", "over", "against", "at", "for")
        if (doing or over) and child.i > slots.trigger.i:
            out |= {t.i for t in child.subtree}
    return out - asides(slots)


def after_content(dated: Dated, entry: Entry, slots: Slots) -> bool:
    """A time told within what is alleged or demanded is the time of that."""
    if entry.type not in _ATTITUDES or slots.noun or entry.type == "AGREE":
        return False
    starts = [
        c.i
        for c in slots.trigger.children
        if (c.dep_ in ("ccomp", "xcomp") and not is_undone(c))
        or (c.dep_ == "prep" and any(g.dep_ == "pcomp" and not is_undone(g) for g in c.children))
    ]
    return bool(starts) and dated.token.i > min(starts) > slots.trigger.i


# What one side grants another, so that to withhold it is to refuse it.
_GRANTED = ("AGREE", "SUPPORT", "AID", "COOPERATE", "CONCEDE")


def declared(
    entry: Entry, slots: Slots, scene: Scene, actors: Sequence[Party], state: Status
) -> tuple[str, str | None, Status]:
    """What someone says they will do is a promise or a threat; what they say they will not, a refusal.

    PLOVER keeps deeds and declared intentions apart: AGREE, THREATEN and REJECT are the latter.
    """
    verb = slots.verb
    if entry.type == "AGREE" and state == "negated" and _fails(verb):
        return "REJECT", None, "occurred"
    if state == "negated" and not slots.noun and actors and _will_not(entry, verb):
        return "REJECT", None, "occurred"
    said = verb.dep_ == "ccomp" and verb.head.lemma_.lower() in SAYING
    will = any(c.dep_ == "aux" and c.lower_ in ("will", "would", "shall", "'ll") for c in verb.children)
    if entry.mode == "resign":
        return entry.type, entry.mode, state
    spoken = entry.type in ("CONSULT", "AGREE", "THREATEN", "REJECT", "REQUEST")
    if (slots.noun and slots.support is None) or not said or not will or spoken:
        return entry.type, entry.mode, state
    speakers = [p for t in arg.doers(verb.head) for p in scene.sides(t)]
    own = {p.entity.label for p in speakers} | {p.entity.country for p in speakers if p.entity.kind == "person"}
    if verb.head.lemma_.lower() in _DECIDED and arg.is_passive(verb):  # "announced that its envoy would be called home"
        return entry.type, entry.mode, state
    states = {p.entity.country for p in actors if p.entity.kind == "state"}
    if not any(p.entity.label in own for p in actors) and not states & own:
        return entry.type, entry.mode, state
    if any(c.dep_ == "neg" for c in verb.children):
        return "REJECT", None, "occurred"
    if any(c.dep_ == "advcl" and any(g.lower_ == "unless" for g in c.children) for c in verb.children):
        return "THREATEN", None, "occurred"  # "will withdraw unless Y gives way"
    if state not in ("future", "hypothetical") or entry.type == "MOBILIZE":  # who sends troops may well help
        return entry.type, entry.mode, state
    return ("AGREE" if event_types()[entry.type].quad.endswith("cooperation") else "THREATEN"), None, "occurred"


def _will_not(entry: Entry, verb: Token) -> bool:
    """Do they refuse what would help others: "will not resume ties", "would not lend its bases", "does not recognise",
    "would not talk to Y"?
    """
    helping = {c.lower_ for c in verb.children if c.dep_ == "aux"}
    talking = entry.type == "CONSULT" and any(c.lower_ in ("to", "with") for c in verb.children if c.dep_ == "prep")
    if not (talking or entry.type in _GRANTED) or "have" in helping or _on_condition(verb):  # "would not have signed"
        return False
    return bool(helping & {"will", "would", "wo", "shall"}) or (
        entry.type == "SUPPORT" and bool(helping & {"do", "does"})
    )


def _on_condition(verb: Token) -> bool:
    """Is it told only for a case: "*without a vote*, X would not support it", "would not, *if asked*"?"""
    if any(c.dep_ == "prep" and c.lower_ == "without" for c in verb.children):
        return True
    cases = (c for c in verb.children if c.dep_ == "advcl")
    return any(g.dep_ == "mark" and g.lower_ in ("if", "unless", "should") for c in cases for g in c.children)


def _fails(verb: Token) -> bool:
    """Do they not come to terms: "failed to agree", "failed to reach an agreement"?"""
    return verb.dep_ == "xcomp" and verb.head.lemma_.lower() == "fail"


def said_in(kind: str, slots: Slots) -> Token | None:
    """The call or letter in which something is said: "*telephoned* Y to congratulate her"."""
    verb = slots.verb
    if slots.noun and slots.support is None:
        return None
    spoken = kind != "CONSULT" and event_types()[kind].quad.startswith("verbal")
    while verb.dep_ == "conj" and verb.tag_ == "VB" and verb.head.tag_ == "VB":
        verb = verb.head
    calling = verb.dep_ in ("xcomp", "advcl") and verb.head.lemma_.lower() in CALLING and has_to(verb)
    return verb.head if spoken and calling and not _called_for(verb.head) else None


def _called_for(verb: Token) -> bool:
    """Is a call no conversation: "called *for* an end", "called *on* Y to leave", and not "called Y *on Monday*"?"""
    links = [c for c in verb.children if c.lower_ in ("for", "on") and c.dep_ in ("prep", "prt", "advmod")]
    return verb.lemma_ == "call" and any(not any(g.lower_ in DAY_WORDS for g in c.subtree) for c in links)


def _only_aimed_at(slots: Slots, lexicon: Lexicon) -> bool:
    """What is only aimed at ("a deal to end the fighting"), unless a word of the lexicon says how sure it is."""
    verb = slots.verb
    while verb.dep_ == "conj" and verb.tag_ == "VBG" and verb.head.tag_ == "VBG":
        verb = verb.head
    if verb.dep_ == "pcomp" and verb.head.lower_ == "at" and verb.head.head.lemma_.lower() in ("aim", "target"):
        return True
    if not any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children):
        return False
    if verb.dep_ == "advcl":
        if slots.noun and slots.support is None and verb.lemma_.lower() not in _TAKING_PART:
            return True  # "flew to X to promote talks between Y and Z"
        return verb.head.lemma_.lower() not in _MOTION and (verb.head.lemma_.lower(), "v") not in lexicon.cues
    if verb.dep_ in ("acl", "relcl"):
        if any(c.lower_ in _RANKED for c in (verb.head, *verb.head.children)):
            return False  # "the first leader to visit Y", "the first to visit Y" visited it
        return not any((verb.head.lemma_.lower(), pos) in lexicon.cues for pos in ("n", "a"))
    return False


def only_words(entry: Entry, slots: Slots, scene: Scene, actors: Sequence[Party]) -> bool:
    """Is it no deed that the words tell of, but an aim, a demand, an opinion, a warning, or the end of it?"""
    return (
        (said_in(entry.type, slots) is None and _only_aimed_at(slots, scene.lexicon))
        or _demanded(slots)
        or _has_ended(slots.verb)
        or _freed_from(slots)
        or _only_thought(entry.type, slots.trigger)
        or _own_deed(entry, slots, scene, actors)
        or _only_foretold(entry, slots, scene, actors)
        or _talked_over(entry, slots, scene)
        or _called_in_for(entry, slots)
        or _left_open(entry, slots)
        or _only_alleged(entry, slots, scene, actors)
        or _only_acts(entry, slots)
    )


_DEALINGS = ("COOPERATE", "AGREE", "SUPPORT", "AID")
# What is said of dealings, as of anything: "the importance of cooperation between X and Y".
_SAID_OF_DEALINGS = frozenset(
    "importance development expansion prospect state level issue way area field need potential format opportunity "
    "existence promotion strengthening impetus boost framework matter spirit basis".split()
)


def _talked_over(entry: Entry, slots: Slots, scene: Scene) -> bool:
    """What is talked about is no dealing besides: "discussions on cooperation with Y"."""
    link = slots.trigger.head
    if entry.type not in _DEALINGS or not slots.noun or slots.support is not None or slots.trigger.dep_ != "pobj":
        return False
    if entry.type == "COOPERATE" and link.lower_ in ("of", "for") and link.head.lemma_.lower() in _SAID_OF_DEALINGS:
        return True
    talks = "@talks" in scene.lexicon.things.get(link.head.lemma_.lower(), frozenset())
    return talks and link.lower_ in ("on", "about", "over", "regarding", "concerning")


def _left_open(entry: Entry, slots: Slots) -> bool:
    """Who does not rule a thing out refuses nothing: "refused to rule out sanctions", "has not ruled out a visit"."""
    verb = slots.trigger
    if entry.type != "REJECT" or slots.noun:
        return False
    inner = [c for c in verb.children if c.dep_ == "xcomp" and c.lemma_.lower() in ("rule", "exclude")]
    declined = verb.dep_ == "xcomp" and verb.head.lemma_.lower() in ("refuse", "decline")
    denied = declined or any(c.dep_ == "neg" for c in verb.children)
    return bool(inner) or (denied and verb.lemma_.lower() in ("rule", "exclude"))


def _called_in_for(entry: Entry, slots: Slots) -> bool:
    """What an envoy is called in for is told with that: "summoned Y's envoy to protest the arrest"."""
    if entry.type not in ("ACCUSE", "PROTEST") or slots.noun or not has_to(slots.trigger):
        return False
    verb = next((t for t in slots.trigger.ancestors if t.pos_ == "VERB"), slots.trigger)
    return verb.lemma_.lower() == "summon" and bool(arg.undergoers(verb))


def asides(slots: Slots) -> set[int]:
    """What relative clauses add to that which is asked: "to dissolve the group, which *had mediated*"."""
    return {t.i for each in slots.trigger.subtree if each.dep_ == "relcl" for t in each.subtree}


_QUESTIONS = frozenset("whether if what why how when where who which".split())


def is_question(verb: Token) -> bool:
    """Is something only to be told: "asked by reporters *whether* troops would be sent"?"""
    clauses = [c for c in verb.children if c.dep_ in ("ccomp", "advcl", "xcomp")]
    to_do = any(c.dep_ == "xcomp" and any(g.lower_ == "to" for g in c.children) for c in clauses)
    words = [c.doc[c.left_edge.i].lower_ for c in clauses if c.i > verb.i]
    return verb.lemma_ == "ask" and not to_do and any(word in _QUESTIONS for word in words)


def only_asked(slots: Slots, lexicon: Lexicon) -> bool:
    """What is asked of nobody in particular is no more done than what is asked of a party: "urged all to meet"."""
    verb = slots.trigger
    if slots.noun:
        return bool(slots.get("comp"))  # "repeated its demand that X withdraw"
    asking = verb.pos_ == "VERB" and lexicon.cues.get((verb.lemma_.lower(), "v")) != "future"
    of_somebody = arg.undergoers(verb) or slots.get("comp") or any(slots.get(w) for w in ("on", "upon", "to", "for"))
    return asking and not arg.is_passive(verb) and bool(of_somebody)


def _has_ended(verb: Token) -> bool:
    """The end, which rows of the lexicon know, and not the thing itself: "stopped fighting"."""
    return verb.dep_ in ("xcomp", "pcomp") and verb_of(verb.head).lemma_.lower() in _ENDING


_FREEING = frozenset("liberate free rescue save deliver protect spare shield".split())


def _freed_from(slots: Slots) -> bool:
    """The view that whoever frees takes of what was before: "liberated the town *from occupation*"."""
    link = slots.trigger.head
    if not slots.noun or slots.trigger.dep_ != "pobj" or link.lower_ != "from":
        return False
    return verb_of(link).lemma_.lower() in _FREEING


_HELD_TRUE = {"AGREE": ("agree", "concur"), "REQUEST": ("insist",)}


def _only_thought(kind: str, trigger: Token) -> bool:
    """What is held to be so, and not to be done: "agreed that the talks were useful", "insisted that it was right"."""
    if trigger.lemma_.lower() not in _HELD_TRUE.get(kind, ()):
        return False
    for clause in (c for c in trigger.children if c.dep_ == "ccomp"):
        if has_to(clause):
            continue  # "agreed to work on a treaty", read as a plural
        helper = next((g for g in clause.children if g.dep_ in ("aux", "auxpass")), clause)
        plural = kind == "REQUEST" and helper == clause and clause.tag_ == "VBP"  # "insisted that X leave"
        if helper.tag_ in ("VBD", "VBZ", "VBP") and not plural:
            return True
        if kind == "REQUEST" and helper.lower_ in ("will", "would", "could", "can", "may", "might"):
            return True
    return False


# What somebody is threatened with: "warned that Y would face sanctions".
_SUFFERING = tuple("face suffer pay lose regret bear risk see be get have meet feel answer end fall".split())


def _only_foretold(entry: Entry, slots: Slots, scene: Scene, actors: Sequence[Party]) -> bool:
    """A warning of what others do is no threat: "warned that Y could attack", not "warned that Y would pay"."""
    if entry.type == "THREATEN" and slots.trigger.lemma_.lower() in ("warn", "warning") and _to_defend(slots.trigger):
        return True
    if entry.type != "THREATEN" or slots.noun or slots.trigger.lemma_.lower() != "warn":
        return False
    own = {p.entity.country or p.entity.id for p in actors}
    for clause in slots.trigger.children:
        if clause.dep_ != "ccomp" or arg.is_passive(clause):
            continue
        perhaps = any(c.dep_ == "aux" and c.lower_ in ("could", "may", "might") for c in clause.children)
        if clause.lemma_.lower() in (_SUFFERING[:6] if perhaps else _SUFFERING):
            continue
        doing = [p for t in clause.children if t.dep_ == "nsubj" for p in scene.sides(t)]
        if doing and all((p.entity.country or p.entity.id) not in own for p in doing):
            return True
    return False


def _own_deed(entry: Entry, slots: Slots, scene: Scene, actors: Sequence[Party]) -> bool:
    """Who claims to have done something accuses nobody: "claimed that its forces had killed thirty soldiers"."""
    if entry.type != "ACCUSE" or slots.noun or slots.trigger.lemma_.lower() not in ("claim", "allege", "assert"):
        return False
    doing = [p for c in slots.trigger.children if c.dep_ == "ccomp" for t in arg.doers(c) for p in scene.sides(t)]
    own = {p.entity.id for p in actors}
    return bool(doing) and all(p.entity.id in own for p in doing)


def _only_acts(entry: Entry, slots: Slots) -> bool:
    """Soldiers who strike are not told to be moved besides: "*a patrol* of X captured five men"."""
    if entry.type != "MOBILIZE" or not slots.noun or slots.support is not None:
        return False
    verb = verb_of(slots.trigger)
    acting = slots.trigger.dep_ == "nsubj" or (slots.trigger.dep_ == "pobj" and slots.trigger.head.lower_ == "by")
    rows = slots.lexicon.entries.get((verb.lemma_.lower(), "v"), ())
    return acting and any(row.type in ("ASSAULT", "COERCE") for row in rows)


_ALLEGING = frozenset(("claim", "allege", "suspect"))


def _only_alleged(entry: Entry, slots: Slots, scene: Scene, actors: Sequence[Party]) -> bool:
    """What one side claims that another did is an accusation: "claimed that the raid was carried out by Y"."""
    verb = slots.verb
    if verb.dep_ != "ccomp" or verb.head.lemma_.lower() not in _ALLEGING or not actors:
        return False
    if event_types()[entry.type].quad != "material conflict":
        return False
    own = {p.entity.country or p.entity.id for p in actors}
    speakers = [p for t in arg.doers(verb.head) for p in scene.sides(t)]
    return bool(speakers) and not own & {p.entity.country or p.entity.id for p in speakers}


def _to_defend(trigger: Token) -> bool:
    """Is it others whom one would stand by: "warned that it was bound to defend Y"?"""
    clauses = [c for c in trigger.children if c.dep_ in ("ccomp", "acl")]
    verbs = [*clauses, *(g for c in clauses for g in c.children if g.dep_ == "xcomp")]
    kept = [v for v in verbs if not any(c.dep_ == "neg" for c in v.children)]
    return any(v.lemma_.lower() in ("defend", "protect") for v in kept)


def _demanded(slots: Slots) -> bool:
    """A demand, which `demands` reads, and no withdrawal: "X must withdraw", "X must give way before Y disarms"."""
    verb = slots.verb
    bound = verb.dep_ == "advcl" and any(c.lower_ in ("before", "until") and c.dep_ == "mark" for c in verb.children)
    return any(
        c.dep_ == "aux" and c.lower_ in ("must", "should", "ought") and not is_turned(c)
        for v in ((verb, verb.head) if bound else (verb,))
        for c in v.children
    )
