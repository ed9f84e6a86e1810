"""Who is blamed: for the deed that a noun names, and by the one who tells of it."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from kg.extract import arguments as arg
from kg.extract.clauses import is_of_a_day
from kg.extract.parties import Scene
from kg.extract.verbs import SAYING

# What others do about a deed, who have not done it: "the bombing, *blamed* on X by Y".
ABOUT_IT = frozenset(
    "blame condemn denounce criticise criticize describe call report film record investigate foil thwart repel stop "
    "prevent intercept avert deny praise welcome".split()
)


def done_by(deed: Token) -> list[Token]:
    """Who a participle says did it: "an attack *carried out by X*"."""
    done = [c for c in deed.children if c.dep_ == "acl" and arg.is_passive(c) and c.lemma_ not in ABOUT_IT]
    return [d for c in done for d in arg.doers(c)]


def culprits(deeds: Iterable[Token], scene: Scene) -> list[Token]:
    """Whose deed it is: "condemned *Israel's* raid", "the *Turkish* incursion", "the deportations by *Y*".

    What stands behind "of" did it only where the noun is not done to anybody: "the conduct of Y", not "the killing
    of Y"; and nobody does his own murder.
    """
    out: list[Token] = []
    for deed in (t for each in deeds for t in arg.conjuncts(each)):
        if deed.pos_ not in ("NOUN", "PROPN") or scene.mention(deed) is not None:
            continue
        done_to = is_done_to_somebody(deed, scene)
        behind = [deed.head] if done_to and deed.dep_ == "dobj" else []  # where the parser may hang "by"
        out += arg.prepositional(deed, "by") or [t for top in behind for t in arg.prepositional(top, "by")]
        out += [d for c in deed.children if c.dep_ == "relcl" and _is_what_they_did(c) for d in arg.doers(c)]
        out += done_by(deed)
        out += [o for o in arg.owners(deed) if _is_doer(o, scene, done_to=done_to)]
        inside = [deed, *arg.prepositional(deed, "of")] if done_to else []  # "the killing of six *in a strike by Y*"
        out += culprits([o for top in inside for o in arg.prepositional(top, "in")], scene)
    return out


# What is made "on" somebody, so that whoever stands behind its "of" made it.
_ONSETS = frozenset(
    "attack raid assault strike offensive onslaught incursion aggression ambush foray airstrike".split()
)


def assailants(deed: Token) -> list[Token]:
    """Who stands behind "of" where another phrase tells whom it hits: "the raid *of X's army* on Y"."""
    behind = arg.prepositional(deed, "of")
    if not behind or deed.lemma_.lower() not in _ONSETS:
        return []
    tops = (deed, *behind, deed.head) if deed.dep_ == "dobj" else (deed, *behind)
    aims = [c for t in tops for c in t.children if c.i > deed.i and c.lower_ in ("on", "against", "upon", "into")]
    return behind if any(c.dep_ == "prep" and not is_of_a_day(c) for c in aims) else []


def _is_what_they_did(clause: Token) -> bool:
    """Is the noun of a relative clause what somebody did: "the truce *that X and Y signed*", not "in which X fell"?"""
    linking = [c for c in clause.subtree if c.tag_ in ("WDT", "WP", "WRB", "WP$") or c.lower_ == "that"]
    return any(c.dep_ == "nsubj" and c not in linking for c in clause.children) and all(
        c.dep_ == "dobj" and c.head == clause for c in linking
    )


def _is_doer(owner: Token, scene: Scene, *, done_to: bool) -> bool:
    """Is whoever stands as a deed's owner the one who did it?"""
    mention = scene.mention(owner)
    if owner.dep_ == "poss":
        return not (done_to and mention is not None and mention.entity.kind == "person")
    if owner.dep_ == "pobj":
        return owner.head.lower_ == "of" and not done_to
    return mention is None or _acts_in_front(owner, scene)


def is_done_to_somebody(deed: Token, scene: Scene) -> bool:
    """Does "of" behind the noun tell whom it is done to?"""
    return _of_whom(deed, scene, "obj") and not assailants(deed)


def is_deed_of_somebody(deed: Token, scene: Scene) -> bool:
    """Does "of" behind the noun tell who does it?"""
    return _of_whom(deed, scene, "subj")


def _of_whom(deed: Token, scene: Scene, place: str) -> bool:
    rows = scene.lexicon.entries.get((deed.lemma_.lower(), "n"), ())
    return any(row.frame.of == place for row in rows)


def _acts_in_front(word: Token, scene: Scene) -> bool:
    """Is the name before a noun that of who does it? "The Ukraine war" is not Ukraine's; "a US raid" is."""
    mention = scene.mention(word)
    if mention is None or scene.bound(mention, word.doc):
        return False
    return (
        mention.form in ("adjective", "demonym")
        or mention.entity.kind in ("group", "organisation")
        or word.text.isupper()
    )


def tellers(verb: Token) -> list[Token]:
    """Who tells a clause: "*X* said that Y had lied", "according to *X*, Y lied", "Y lied, *X* said, and Z stole"."""
    node = verb
    while node.dep_ in ("conj", "xcomp", "acomp", "attr") and node.head.pos_ in ("VERB", "AUX"):
        own = any(c.dep_ in ("nsubj", "nsubjpass") for c in node.children)
        node = node.head
        behind = node.dep_ == "parataxis" or any(c.dep_ == "ccomp" and c.i < node.i for c in node.children)
        if own and behind and node.lemma_.lower() in SAYING:
            return arg.doers(node)
    if node.dep_ in ("ccomp", "parataxis") and node.head.lemma_.lower() in SAYING:
        return arg.doers(node.head)
    if any(c.dep_ == "parataxis" and c.lemma_.lower() in SAYING for c in node.children):
        return [d for c in node.children if c.dep_ == "parataxis" for d in arg.doers(c)]
    return [
        o
        for c in node.children
        if c.dep_ == "prep" and c.lower_ == "according"
        for o in arg.prepositional(node, "according")
    ]
