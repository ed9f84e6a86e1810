"""What goes to whom: what lorries and planes carry, what a batch is of, and whose it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from kg.extract import arguments as arg

_CARRYING = frozenset("carry load pack bear bring transport haul ferry fill lade".split())
_GIVING = frozenset(
    "send donate give provide supply deliver contribute dispatch ship finance fund gift present".split()
)


def contents(thing: Token) -> list[Token]:
    """A thing and what is in it: "a batch of 40 tonnes of *grain*", "lorries carrying *flour*", "an *aid* convoy"."""
    return [t for each in arg.conjuncts(thing) for t in _within(each, 0)]


def _within(thing: Token, depth: int) -> Iterator[Token]:
    yield thing
    if depth > 2:
        return
    yield from (c for c in arg.modifiers(thing) if c.pos_ in ("NOUN", "PROPN", "ADJ", "VERB"))
    inside = [*arg.prepositional(thing, "of"), *arg.prepositional(thing, "with")]
    for clause in thing.children:
        if clause.dep_ in ("acl", "relcl") and clause.lemma_.lower() in _CARRYING:
            passive = arg.is_passive(clause)  # "planes loaded with medicines"
            inside += arg.prepositional(clause, "with") if passive else arg.undergoers(clause)
    for each in inside:
        if each.pos_ in ("NOUN", "PROPN", "NUM"):
            for t in arg.conjuncts(each):
                yield from _within(t, depth + 1)


def senders(things: Iterable[Token]) -> list[Token]:
    """Whose it is, or who gave it: "planes *of X*", "tents *from X*", "pumps donated *by X*"."""
    out = []
    for thing in dict.fromkeys(t for each in things for t in contents(each)):
        links = [c for c in thing.children if c.dep_ in ("acl", "relcl") and c.lemma_.lower() in _CARRYING]
        out += [o for c in links for o in arg.prepositional(c, "from")]
        out += [thing, *(o for o in arg.owners(thing) if o.dep_ != "pobj" or o.head.lower_ == "from" or _is_name(o))]
        given = (c for c in thing.children if c.dep_ == "acl" and c.lemma_.lower() in _GIVING)
        out += [t for c in given if arg.is_passive(c) for t in arg.doers(c)]
    return list(dict.fromkeys(out))


def _is_name(token: Token) -> bool:
    return token.pos_ == "PROPN"
