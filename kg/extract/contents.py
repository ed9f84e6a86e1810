"""What a promise, threat or protest is about: who stands in its clauses of content, condition and aim."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract import arguments as arg

_TOWARDS = ("to", "with", "from", "for", "against", "on", "at", "into")
_ENABLING = frozenset(("help", "let", "allow", "assist", "enable"))
# What is used, and not whom it is used against: "threatened to send fighters".
_WIELDING = frozenset("send deploy use fire launch dispatch unleash mobilise mobilize employ".split())
_CONDITIONAL = frozenset(("if", "unless", "until", "should"))
# What people march, strike or fast to do.
_PURSUING = frozenset(
    "demand denounce condemn protest oppose urge press call seek force pressure decry chant accuse criticise criticize "
    "reject ask say want resist challenge shout".split()
)
_GRIEVANCES = frozenset(
    "protest refusal decision plan arrest killing failure treatment rule detention death support policy demand "
    "handling visit move bill law resignation removal war offensive invasion operation".split()
)


def inner(trigger: Token, support: Token | None) -> list[Token]:
    """To whom the content of a promise applies: "promised to help Y", "offered to hand Z over to Y"."""
    out = []
    for top in (trigger, support):
        for verb in top.children if top is not None else ():
            aimed = verb.dep_ == "advcl" and any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children)
            if (aimed or verb.dep_ in ("xcomp", "ccomp", "acl")) and verb.pos_ == "VERB":
                out += [c for c in verb.children if c.dep_ == "dative" and c.pos_ != "ADP"]  # "to lend Y money"
                used = trigger.lemma_ in ("threaten", "warn", "vow") and verb.lemma_.lower() in _WIELDING
                out += arg.undergoers(verb) if not used else []
                if verb.lemma_.lower() in _ENABLING:  # "to help Y to sell grain"
                    out += [s for c in verb.children if c.dep_ == "ccomp" for s in arg.doers(c)]
                out += [t for w in _TOWARDS for t in arg.prepositional(verb, w)]
                out += [
                    t
                    for o in arg.undergoers(verb)
                    for w in ("to", "with", "from", "for", "of", "on", "against", "between")
                    for t in arg.prepositional(o, w)
                ]
    return out


def borders(trigger: Token, support: Token | None) -> list[Token]:
    """Who lies beyond the border that troops are sent to: "massed tanks along its frontier with Y"."""
    tops = [trigger, *(arg.undergoers(trigger) if trigger.pos_ not in ("NOUN", "PROPN") else [])]
    lines = [
        line
        for top in tops
        for word in ("to", "at", "along", "on", "near", "towards", "toward", "close")
        for thing in arg.prepositional(top, word)
        for line in (thing, *arg.prepositional(thing, "of"), *arg.prepositional(thing, "to"))
        if line.lemma_.lower() in ("border", "frontier", "boundary")
    ]
    return [t for line in lines for t in (*arg.prepositional(line, "with"), *arg.modifiers(line))]


def conditions(trigger: Token, support: Token | None) -> list[Token]:
    """On whom the content hangs: "threatened to walk out unless Y gave way"."""
    return [
        s
        for clause in (support or trigger).subtree
        if clause.dep_ == "advcl" and any(c.lower_ in _CONDITIONAL for c in clause.children)
        for s in arg.doers(clause)
    ]


def aims(trigger: Token, support: Token | None) -> list[Token]:
    """Who stands in what it is done for: "marched to demand reforms by Y", "in protest at Y's refusal"."""
    tops = [t for t in (trigger, support) if t is not None]
    clauses = [
        c
        for t in tops
        for c in t.children
        if c.i > t.i
        and (
            (c.dep_ in ("advcl", "xcomp", "acl", "conj") and c.lemma_.lower() in _PURSUING)
            or (c.dep_ == "prep" and c.lower_ in ("in", "for", "over", "after", "about", "at", "to"))
        )
    ]
    clauses += [g for c in clauses if c.dep_ == "prep" for g in c.children if g.dep_ == "pcomp"]
    out: list[Token] = []
    for clause in clauses:
        if clause.dep_ == "prep" and not any(
            c.lemma_.lower() in _GRIEVANCES or any(m.dep_ == "poss" for m in c.children) for c in clause.children
        ):
            continue
        out += [t for t in clause.subtree if t.i > clause.i and not _in_side_clause(t, clause)]
    return out


def _in_side_clause(token: Token, top: Token) -> bool:
    """Does a relative clause stand between a token and one above it?"""
    while token != top and token.head != token:
        if token.dep_ == "relcl":
            return True
        token = token.head
    return False
