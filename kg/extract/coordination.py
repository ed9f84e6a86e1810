"""Who is named together: names joined by "and", in lists, or sharing a word."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from spacy.tokens import Token

from kg.extract.arguments import conjuncts, prepositional
from kg.model import Party

if TYPE_CHECKING:
    from kg.extract.parties import Scene


def together(token: Token, scene: Scene) -> Iterator[Party]:
    """Whom a token and everything coordinated with it stand for, in the order of the text; some maybe twice."""
    for each in conjuncts(token):
        for before in joined_before(each, scene):
            yield from scene.parties(before)
        yield from shared_name(each, scene)
        yield from _listed_before(each, scene)
        yield from _listed_behind(each, scene)
        yield from scene.parties(each)
        for after in (*_joined_after(each, scene), *_joined_within(each, scene)):
            yield from scene.sides(after)
        for beside in _company(each):
            yield from scene.sides(beside)


def joined_before(token: Token, scene: Scene) -> list[Token]:
    """A name before a name, joined by "and", that the parser took for a modifier of the second."""
    own = scene.mention(token)
    if own is None or own.entity.kind not in ("person", "state"):
        return []
    return [
        token.doc[m.root] for m in scene.mentions
        if m.end <= own.start and m.entity.kind == own.entity.kind and m.form not in ("adjective", "demonym")
        and token.doc[m.root].head == token and token.doc[m.root].dep_ in ("nmod", "compound", "amod")
        and any(t.lower_ in ("and", ",", "&") for t in token.doc[m.end : own.start])
    ]  # fmt: skip


def shared_name(token: Token, scene: Scene) -> tuple[Party, ...]:
    """The first of two names that share their last word: "North and South Korea"."""
    own = scene.mention(token)
    if own is None or own.end - own.start < 2 or own.start < 2:
        return ()
    doc = token.doc
    if doc[own.start - 1].lower_ not in ("and", "or", "&") or not doc[own.start - 2].text[0].isupper():
        return ()
    name = f"{doc[own.start - 2].text} {doc[own.end - 1].text}"
    found = [n.entity for n in scene.world.find(name) if n.entity.kind in ("state", "organisation", "group")]
    return (Party(entity=found[0]),) if found and found[0].id != own.entity.id else ()


def _listed_before(token: Token, scene: Scene) -> tuple[Party, ...]:
    """The first of two in a headline: "Iran, Iraq swap prisoners"."""
    own = scene.mention(token)
    if own is None or token.dep_ != "nsubj" or own.start < 2 or token.doc[own.start - 1].text != ",":
        return ()
    first = scene.named_at.get(own.start - 2)
    if first is None or first.start != token.sent.start or first.entity.kind != own.entity.kind:
        return ()
    tense = token.head.tag_ in ("VBZ", "VBP", "VB", "NN", "NNS")
    return scene.parties(token.doc[first.root]) if tense and token.doc[own.end].text != "," else ()


def _listed_behind(token: Token, scene: Scene) -> tuple[Party, ...]:
    """The second of three people whom the parser took for the first by another name or office: "X, Y and Z"."""
    own = scene.mention(token)
    if own is None or own.entity.kind != "person":
        return ()
    beside = [c for c in token.children if c.dep_ == "appos" and c.i > token.i]
    named = [m for c in beside if (m := scene.mention(c)) is not None]
    others = [token.doc[m.root] for m in named if m.entity.kind == "person" and m.entity.id != own.entity.id]
    roles = [(c, scene.role(c)) for c in beside]
    others += [c for c, role in roles if role and scene.officers.is_listed(own.entity, role, token.doc)]
    return tuple(p for t in others for p in scene.parties(t))


def _joined_after(token: Token, scene: Scene) -> list[Token]:
    """What "and" joins to the name beside a role: "the president of A, X, and the premier of B, Y"."""
    role = scene.role(token)
    beside = scene.officers.person_beside(role, token.doc) if role is not None and role.root == token.i else None
    if beside is None or beside.start < token.i:
        return []
    return [c for c in token.doc[beside.root].children if c.dep_ == "conj" and c.pos_ in ("NOUN", "PROPN")]


def _joined_within(token: Token, scene: Scene) -> list[Token]:
    """Who stands beside somebody, but was hung on what he serves: "the president *of X and Jane Doe*"."""
    role, own = scene.role(token), scene.mention(token)
    person = own is not None and own.entity.kind == "person" and own.root == token.i
    if not person and (role is None or role.root != token.i):
        return []
    served = [o for word in ("of", "for") for top in _of_hyphens(token) for o in prepositional(top, word)]
    bodies = [o for o in served if (m := scene.mention(o)) is not None and m.entity.kind in ("state", "organisation")]
    joined = [c for o in bodies for c in o.children if c.dep_ == "conj"]
    return [c for c in joined if (m := scene.mention(c)) is not None and m.entity.kind == "person"]


def _of_hyphens(token: Token) -> list[Token]:
    """A word with what was taken out of it: "secretary" and "general" of "secretary-general"."""
    return [token, *(c for c in token.children if c.dep_ == "appos" and c.i == token.i + 2)]


def _company(token: Token) -> list[Token]:
    """Who goes along: "X *alongside Y*", "X, *together with Y*"."""
    out = []
    if any(c.dep_ == "prep" and c.lower_ == "alongside" for c in token.children):
        out += prepositional(token, "alongside")
    if any(c.lower_ in ("together", "along") for c in token.children):
        out += prepositional(token, "with")
    elif token.dep_ == "dobj" and (link := _next_to(token)) is not None and link.head == token.head:
        out += [c for c in link.children if c.dep_ == "pobj"]  # "arrested X together with Y"
    return out


def _next_to(token: Token) -> Token | None:
    """The "with" of "together with" right behind a word."""
    at = token.i + 2
    if at >= len(token.doc) or token.doc[at - 1].lower_ not in ("together", "along"):
        return None
    return token.doc[at] if token.doc[at].lower_ == "with" else None
