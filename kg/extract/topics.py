"""What it was about: named places, conflicts, treaties and bodies in the phrases that say so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from spacy.tokens import Span, Token

from kg.extract.arguments import conjuncts, doers
from kg.extract.mentions import Mention
from kg.extract.parties import Scene, Statement
from kg.extract.verbs import SAYING
from kg.extract.where import place_of
from kg.model import Entity, Party

# "the Syrian crisis" is about Syria; "Turkish-Russian ties" are about nothing but the parties.
_MATTERS = frozenset(
    "crisis conflict war issue question situation problem file dossier dispute settlement peace process "
    "programme program deal election reconstruction ceasefire truce border".split()
)


# "the situation", "the truce": of whatever was told before.
_OPEN_MATTERS = frozenset(
    "situation truce ceasefire conflict crisis war region enclave fighting clash issue dispute settlement "
    "development tension escalation corridor".split()
)


# What is held somewhere, whatever it is about.
_SITTINGS = frozenset("interview speech address briefing statement forum congress ceremony event news".split())


def topics(
    tokens: Iterable[Token], scene: Scene, sides: Sequence[Party], *, acting: bool = False
) -> tuple[Entity, ...]:
    """The named things in these phrases that are not the parties themselves.

    Parameters
    ----------
    acting : bool
        Somebody may act in these phrases: a capital in them is then a government.
    """
    own = {p.entity.id for p in sides} | {scene.world.state_iri(p.entity.country) for p in sides if p.entity.country}
    found: dict[str, Entity] = {}
    for top in tokens:
        for each in conjuncts(top):
            for entity in named_in(each, scene, acting=acting or each.pos_ == "VERB"):
                if entity.id not in own:
                    found.setdefault(entity.id, entity)
    return tuple(found.values())


def named_in(top: Token, scene: Scene, *, acting: bool = False) -> list[Entity]:
    """Every named thing below a token that talks can be about."""
    out = []
    seen = set()
    if top.lemma_.lower() in _OPEN_MATTERS and any(c.lower_ in ("the", "this") for c in top.children):
        matter = _last_matter(top, scene) or scene.home
        if matter is not None and not any(scene.mention(t) is not None for t in top.subtree):
            out.append(matter)
    for token in top.subtree:
        mention = scene.mention(token)
        if (
            mention is None
            or mention.root != token.i
            or (mention.start, mention.end) in seen
            or scene.bound(mention, token.doc)
        ):
            continue
        seen.add((mention.start, mention.end))
        if _is_setting(mention, token, scene):
            continue
        if _in_other_clause(token, top):
            continue
        if mention.form in ("adjective", "demonym"):
            if token.head.lemma_.lower() in _MATTERS and mention.entity.kind == "state":
                out.append(mention.entity)
        elif mention.form in ("capital", "metonym"):
            if not acting and token.dep_ != "poss" and mention.city is not None:
                out.append(mention.city)
        elif mention.entity.kind in ("place", "topic", "organisation", "group", "state"):
            place = place_of(mention) or mention.entity
            if token.dep_ != "poss" or mention.entity.kind in ("place", "topic"):
                out.append(place)
    return out


def _last_matter(token: Token, scene: Scene) -> Entity | None:
    """What "the truce" or "the situation" is of: the last region or conflict named before it."""
    at = scene.offset + token.idx
    fits = (
        e for where, e in reversed(scene.places) if where < at and (e.kind == "topic" or e.id in scene.world.regions)
    )
    return next(fits, None)


def _is_setting(mention: Mention, token: Token, scene: Scene) -> bool:
    """A town behind such a preposition is where, and not what about: "said in New York"."""
    town = mention.form == "capital" or (
        mention.entity.kind == "place" and mention.entity.id not in scene.world.regions
    )
    if not town or token.dep_ != "pobj" or token.head.lower_ not in ("in", "at", "to", "from", "near"):
        return False
    what = token.head.head  # "the fighting in Aleppo" is what about, "the talks in Geneva" where
    return what.pos_ != "NOUN" or what.lemma_.lower() in _SITTINGS or _talks(what, scene)


def _talks(noun: Token, scene: Scene) -> bool:
    return "@talks" in scene.lexicon.things.get(noun.lemma_.lower(), frozenset())


def statements(sentence: Span, scene: Scene) -> list[Statement]:
    """Who speaks in a sentence, and of which named things."""
    out = []
    for token in sentence:
        if token.pos_ == "VERB" and token.lemma_.lower() in SAYING:
            about = tuple(named_in(sentence.root, scene))
            for subject in doers(token):
                out += [
                    Statement(scene.number, p.entity.id, about)
                    for p in scene.sides(subject)
                    if p.entity.kind == "person"
                ]
    return out


def _in_other_clause(token: Token, top: Token) -> bool:
    while token != top:
        if token.dep_ in ("relcl", "advcl") and token.pos_ == "VERB" and token.tag_ != "VBG":
            return True
        token = token.head
    return False
