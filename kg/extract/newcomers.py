"""Who becomes known as a sentence is read: whom later words may mean, and what they are called."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from spacy.tokens import Doc, Span, Token

from kg.extract.coordination import joined_before
from kg.extract.mentions import Mention
from kg.extract.named import Referent
from kg.extract.roles import Role
from kg.extract.sides import ACTORS

if TYPE_CHECKING:
    from kg.extract.parties import Scene

_SUBJECTS = ("nsubj", "nsubjpass")
_ARGUMENTS = (*_SUBJECTS, "dobj", "pobj")
# Titles as papers shorten them.
_IN_FULL = {
    "gen": "general", "col": "colonel", "maj": "major", "capt": "captain", "lt": "lieutenant", "adm": "admiral",
    "brig": "brigadier", "sgt": "sergeant", "sen": "senator", "gov": "governor", "fr": "priest", "dr": "doctor",
}  # fmt: skip


def note(sentence: Span, named: Iterable[Mention | Role], scene: Scene) -> None:
    """Have a scene know those that a sentence tells of: first whom its names and roles mean, then its other words."""
    for what in sorted(named, key=lambda w: w.start):
        _note_name(what, sentence.doc, scene)
    for token in sentence:
        if token.dep_ in _ARGUMENTS:
            _note_argument(token, scene)
        _note_counterpart(token, scene)
        if token.pos_ in ("NOUN", "PROPN") or token.dep_ == "compound":
            _note_noun(token, scene)


def _note_name(what: Mention | Role, doc: Doc, scene: Scene) -> None:
    """Somebody by name or office, or where something is."""
    at, token = scene.offset + doc[what.start].idx, doc[what.root]
    if isinstance(what, Role):
        if what.plural or scene.officers.person_beside(what, doc):
            return
        role: Role | None = what
    else:
        there = _is_scene(what, doc)
        if what.entity.kind in ("place", "topic"):
            scene.places.append((at, what.entity))
        if there:
            scene.spots.append((at, what.city or what.entity))
        if there or what.entity.kind not in ACTORS:
            return
        role = scene.officers.role_beside(what, doc)
    for party in scene.parties(token):
        scene.discourse.add(
            Referent(
                at=at,
                sentence=scene.number,
                party=party,
                subject=_is_subject(token),
                role=role.word if role else None,
                bound=isinstance(what, Mention) and (scene.bound(what, doc) or _describes_someone(what, doc, scene)),
                titular=isinstance(what, Mention) and _owns_a_role(what, doc, scene),
            )
        )


def _note_argument(token: Token, scene: Scene) -> None:
    """Of whom a sentence goes on to tell, and who stands together in it."""
    at, told = scene.offset + token.idx, scene.discourse
    subject = token.dep_ in _SUBJECTS
    if token.dep_ == "nsubj" and token.lower_ in ("he", "she", "it"):
        told.continued(at, scene.number, scene.parties(token))
    if subject and token.i in scene.named_at:
        listed = any(c.dep_ == "conj" and c.i in scene.named_at for c in token.children)
        if listed or joined_before(token, scene):
            told.join(at, scene.number, scene.sides(token))
    if token.tag_ in ("NNS", "NNPS") or token.lower_ in ("pair", "duo", "two"):
        if subject:
            told.several(at, scene.number, scene.sides(token))
        elif len(both := scene.parties(token)) > 1:
            told.several(at, scene.number, both)


def _note_counterpart(token: Token, scene: Scene) -> None:
    """Whom "his counterpart" means."""
    kinds = scene.lexicon.nouns.get(token.lemma_.lower(), ())
    if ("counterpart", "") in kinds and token.i not in scene.roles_at:
        at, subject = scene.offset + token.idx, _is_subject(token)
        for party in scene.parties(token):
            scene.discourse.add(Referent(at=at, sentence=scene.number, party=party, subject=subject))


def _note_noun(token: Token, scene: Scene) -> None:
    """What those are called whom a noun means: "the general", who is "he" in what follows."""
    at = scene.offset + token.idx
    titled = _titled(token, scene)
    if titled is not None:  # "Captain X" is "the captain"
        title = _IN_FULL.get(token.lower_.rstrip("."), token.lower_)
        scene.called += [(at, title, p) for p in scene.parties(token.doc[titled.root])]
        return
    lemma = token.lemma_.lower()
    if token.pos_ not in ("NOUN", "PROPN") or (lemma not in scene.lexicon.nouns and token.i not in scene.named_at):
        return
    found = scene.parties(token)
    if found:
        nouns = dict.fromkeys((lemma, scene.institutions.called(token)))
        scene.called += [(at, noun, p) for p in found for noun in nouns if noun]
    alone = len(found) == 1 and found[0].entity.kind == "person" and token.pos_ == "NOUN"
    if alone and token.i not in scene.roles_at and token.dep_ != "compound" and _is_subject(token):
        scene.discourse.add(Referent(at=at, sentence=scene.number, party=found[0], subject=True))


def _titled(token: Token, scene: Scene) -> Mention | None:
    """The person before whose name a title stands that is no office."""
    if token.dep_ != "compound" or token.i in scene.named_at or token.i in scene.roles_at:
        return None
    named = scene.named_at.get(token.i + 1)
    return named if named is not None and named.entity.kind == "person" else None


def _describes_someone(mention: Mention, doc: Doc, scene: Scene) -> bool:
    """Is the state only in a person's title ("Turkish President X")?"""
    if mention.entity.kind != "state":
        return False
    head = doc[mention.root].head
    named = scene.named_at.get(head.i)
    return mention.end in scene.roles_at or (named is not None and named.entity.kind == "person")


def _owns_a_role(mention: Mention, doc: Doc, scene: Scene) -> bool:
    """Does a state or body only tell whose an officer is: "Germany's minister, X"?"""
    return mention.end < len(doc) and doc[mention.end].tag_ == "POS" and mention.end + 1 in scene.roles_at


def _is_scene(mention: Mention, doc: Doc) -> bool:
    """A capital behind a preposition of place is where something is, and no government."""
    before = doc[mention.start - 1].lower_ if mention.start else ""
    somewhere = mention.form == "capital" or mention.entity.kind == "place"
    return somewhere and before in ("in", "at", "to", "near", "outside", "into", "capital")


def _is_subject(token: Token) -> bool:
    while token.dep_ in ("compound", "appos", "conj", "nmod"):
        token = token.head
    return token.dep_ in _SUBJECTS and not _within_a_clause(token)


def _within_a_clause(token: Token) -> bool:
    """Is it told only to say which is meant: "the deal that *Y* signed"? Who goes on is the one in the main clause."""
    verb = token.head
    while verb.dep_ in ("ccomp", "xcomp", "conj", "advcl") and verb.head.pos_ in ("VERB", "AUX"):
        verb = verb.head
    return verb.dep_ in ("relcl", "acl") and token.tag_ not in ("WDT", "WP")
