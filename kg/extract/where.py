"""Where it took place: a place that the event's own words name, never one that was only talked about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from kg.extract import arguments as arg
from kg.extract.homes import STREETS
from kg.extract.mentions import Mention
from kg.extract.parties import Scene
from kg.extract.slots import Slots
from kg.extract.unlisted import unlisted_place
from kg.model import Entity, Party
from kg.timex import WEEKDAYS
from kg.world.names import fold

_IN = tuple("in at near outside inside around on across within through throughout off along".split())
_TO = ("to", "into", "in", "at")
# Which way forces go: to where they are sent, out of what they leave, upon what they attack.
_WAYS = {
    "MOBILIZE": ("to", "into", "onto", "toward", "towards"),
    "RETREAT": ("from", "out"),
    "ASSAULT": ("on", "into", "at"),
    "COERCE": (),
}
# Forces that do so are on their way to whatever stands behind "for".
_SETTING_OUT = frozenset("leave depart sail embark fly head set".split())
# "on the sidelines of a summit in X", "in the city of X": places further down the phrase
_DEEPER = frozenset(
    "sideline sidelines margin margins city town capital village province region district port base area "
    "outskirts suburb resort palace residence airport summit forum conference ground soil part state enclave "
    "territory island side mansion kremlin quarter neighbourhood neighborhood outpost enclosure crossing coast shore "
    "road highway vicinity waters embassy consulate runway centre center square barracks headquarters building".split()
)


def place_of(mention: Mention, capital: Entity | None = None) -> Entity | None:
    """What a name says as a place; a metonym ("at the White House") is in the capital."""
    if mention.city is not None:
        return mention.city
    if mention.form == "metonym":
        return capital
    if mention.entity.kind == "place" or (mention.entity.kind == "state" and mention.form == "name"):
        return mention.entity
    return None


def where(slots: Slots, scene: Scene, sides: Sequence[Party]) -> Entity | None:
    """The most specific place that is said to be the event's."""
    tokens = [slots.trigger]
    if slots.support is not None:
        tokens.append(slots.support)
    elif slots.noun and slots.trigger.dep_ in ("nsubj", "nsubjpass", "dobj", "attr"):
        tokens.append(slots.verb)
        tokens += [c for c in slots.verb.children if c.dep_ == "xcomp"]
    if not slots.noun and slots.trigger.dep_ == "conj":
        tokens.append(slots.trigger.head)
    if not slots.noun and arg.is_passive(slots.trigger):  # "was killed when gunmen opened fire in X"
        tokens += [c for c in slots.verb.children if c.dep_ == "advcl" and any(w.lower_ == "when" for w in c.children)]
    tokens += _beside(tokens[-1])
    tokens += _told_first(slots)
    if slots.noun and slots.trigger.dep_ == "pobj" and slots.trigger.head.lower_ in ("during", "at"):
        tokens.append(slots.trigger.head.head)  # "signed it during a meeting with Y at a hotel in X"
    wide = _antecedent_place(slots.verb, scene)
    for found in _candidates(slots, tokens, scene):
        if not _is_only_party(found, sides) and (wide is None or found.kind != "state"):
            return found
    if wide is None and any(c.lower_ == "there" and c.dep_ == "advmod" for c in slots.verb.children):
        return scene.last_spot(slots.verb) or scene.discourse.gathering(scene.number, sides)[1]
    return wide or _gone_to(slots, scene, sides) or _on_a_visit(slots, scene)


def _gone_to(slots: Slots, scene: Scene, sides: Sequence[Party]) -> Entity | None:
    """Where somebody went to do it: "flew to X and signed a treaty"."""
    before = slots.verb
    while before.dep_ == "conj" and before.head.i < before.i:  # "flew to X, was given a salute and signed"
        before = before.head
        if before.lemma_.lower() in _GOING:
            break
    if before == slots.verb or before.lemma_.lower() not in _GOING:
        return None
    found = reached(before, scene)
    return found if found is not None and not _is_only_party(found, sides) else None


_VISITS = frozenset("visit trip tour".split())


def _on_a_visit(slots: Slots, scene: Scene) -> Entity | None:
    """Where somebody is while doing it: "X, on a visit to Y, met Z", "during a trip to Y"."""
    tops = [slots.verb, *arg.doers(slots.verb)] if not slots.noun or slots.support is not None else []
    for top in tops:
        for word in ("on", "during"):
            for visit in arg.prepositional(top, word):
                found = next((p for t in arg.prepositional(visit, "to") if (p := _place_in(t, scene))), None)
                if visit.lemma_.lower() in _VISITS and found is not None:
                    return found
    return None


def _told_first(slots: Slots) -> list[Token]:
    """The clause that begins by telling where: "In X two people died when police fired at a crowd"."""
    above = slots.verb.head
    when = slots.verb.dep_ == "advcl" and any(c.lower_ == "when" for c in slots.verb.children)
    first = any(c.dep_ == "prep" and c.i == c.sent.start for c in above.children)
    return [above] if when and first else []


def _candidates(slots: Slots, tokens: Sequence[Token], scene: Scene) -> Iterator[Entity]:
    """The places that an event's words name, the nearest first."""
    for token in tokens:
        yield from filter(None, (_below(token, scene, _IN),))
    before = slots.trigger.head if slots.trigger.dep_ == "conj" and not slots.noun else None
    for verb in (slots.trigger, before) if not slots.noun else ():
        for thing in arg.undergoers(verb) if verb is not None and verb.pos_ == "VERB" else ():
            mention = scene.mention(thing)
            if verb is not None and verb.lemma_.lower() in _DISCUSSING and thing.lemma_.lower() in _TROUBLES:
                continue  # "discussed the fighting in X"
            if mention is None or mention.form == "demonym":
                yield from filter(None, (_below(thing, scene, _IN),))
    if not slots.noun:  # "police in X arrested", "workers in X struck": they do it there
        for doer in arg.doers(slots.trigger):
            if doer.pos_ == "NOUN" and scene.mention(doer) is None:
                yield from filter(None, (_below(doer, scene, ("in", "at")),))
            elif any(c.dep_ == "prep" and c.i and c.nbor(-1).text == "," for c in doer.children):
                yield from filter(None, (_below(doer, scene, ("in", "at")),))  # "X, in Y for a summit, discussed"
    for side in _lines_up(slots):
        yield from filter(None, (_below(side, scene, _IN),))


def _antecedent_place(verb: Token, scene: Scene) -> Entity | None:
    """The place that "where" stands for: "in X, where they held talks"."""
    antecedent = _where_clause(verb)
    return _place_in(antecedent, scene) if antecedent is not None else None


def _where_clause(verb: Token) -> Token | None:
    """The place that "where" stands for: "in X, where they held talks"."""
    while verb.dep_ == "xcomp":  # "where he is to see Y"
        verb = verb.head
    day = verb.head
    if verb.dep_ == "relcl" and day.dep_ == "pobj" and day.lower_ in WEEKDAYS:  # "for X on Monday, where"
        ways = [c for c in day.head.head.children if c.dep_ == "prep" and c.i < day.head.i and c.lower_ in _ARRIVING]
        places = [o for c in ways for o in c.children if o.dep_ == "pobj"]
        return places[-1] if places and any(c.lower_ == "where" for c in verb.subtree) else None
    if verb.dep_ == "relcl" and any(c.lower_ == "where" for c in verb.children):
        aside = verb.head.head.head if verb.head.dep_ == "pobj" else verb.head  # "in X, 20 km west of Y, where"
        return aside.head if aside.pos_ == "ADV" and aside.lower_ in _COMPASS else verb.head
    return None


_GOING = frozenset("fly travel go come arrive return head journey".split())
_ARRIVING = (*_TO, "for")
_GROUND = frozenset("soil territory side water waters airspace".split())  # "on Serbian soil"
_COMPASS = frozenset("north south east west northeast northwest southeast southwest".split())


_DISCUSSING = frozenset("discuss address debate review raise consider assess condemn".split())
_NATIONS = frozenset("nation country state power government".split())  # "a visit to the Pacific nation"
_TROUBLES = frozenset(
    "fighting war conflict crisis situation violence unrest ceasefire truce coup election offensive clash attack "
    "development tension escalation massacre presence bombing shelling".split()
)
_REGIONS = frozenset("enclave region territory peninsula strip exclave".split())
_OCCASIONS = frozenset(
    "time talk meeting summit visit negotiation consultation discussion conference forum session ceremony "
    "round telephone".split()
)


def _beside(verb: Token) -> list[Token]:
    """Phrases that a place may have been hung on: "met with X in Y", "met for the first time in Y"."""
    out = []
    for child in verb.children:
        if child.dep_ == "prep":
            for pobj in child.children:
                if pobj.dep_ == "pobj" and (child.lower_ in ("with", "to") or pobj.lemma_.lower() in _OCCASIONS):
                    out += arg.conjuncts(pobj)
        elif child.dep_ == "dobj" and (child.pos_ == "PROPN" or child.lemma_.lower() in _OCCASIONS):
            out += arg.conjuncts(child)
    return out


def destination(slots: Slots, scene: Scene) -> Entity | None:
    """The place that a visit, arrival or deployment leads to."""
    for path in ("obj", *_TO):
        for token in slots.get(path):
            found = _place_in(token, scene)
            if found is not None:
                return found
    found = _below(slots.verb, scene, _TO)
    if found is None and slots.verb.lemma_.lower() in _SETTING_OUT:  # "left for X", not "for the region"
        names = [t for t in arg.prepositional(slots.verb, "for") if scene.mention(t) is not None]
        found = next((p for t in names if (p := _place_in(t, scene)) is not None), None)
    return found


def spoken_in(saying: Token, scene: Scene) -> Entity | None:
    """The town in which somebody says it: "told reporters in X that Y must leave"."""
    tops = (saying, *arg.undergoers(saying))
    found = (p for t in tops if scene.mention(t) is None or t == saying if (p := _below(t, scene, ("in",))))
    return next((p for p in found if p.kind == "place"), None)


def reached(verb: Token, scene: Scene) -> Entity | None:
    """Where a verb of going leads: "flew to X for talks"."""
    return _below(verb, scene, _TO)


def target(tokens: Sequence[Token], scene: Scene) -> Entity | None:
    """The territory that is taken, struck or left, or where what is struck stands: "bombed the runways of X"."""
    found = [p for token in tokens for p in (_place_in(token, scene) or _site(token, scene),) if p is not None]
    return next((p for p in found if p.kind != "state"), found[0] if found else None)


def _site(token: Token, scene: Scene) -> Entity | None:
    """The town that a thing is said to be of or in."""
    for word in ("in", "at", "near", "around", "of"):
        for below in arg.prepositional(token, word):
            found = _place_in(below, scene)
            if found is not None and (found.kind == "place" or word != "of"):
                return found
    return None


# In what of a deed a place may be told: "hit hideouts of rebels near X", "walked out of the factories in X".
_INSIDE = ("of", "from", "into", "at", "on", "against", "through", "outside", "near", "around", "along")


_AROUND = ("in", "at", "near", "around", "outside")


def around_what(slots: Slots, scene: Scene) -> Entity | None:
    """The town in the phrases of what is struck, seized or left, however deep."""
    if slots.noun:
        return None
    verb = slots.trigger
    tops = [*arg.undergoers(verb), *(t for w in _INSIDE for t in arg.prepositional(verb, w))]
    tops += [t for o in arg.prepositional(verb, "out") for t in (o, *arg.prepositional(o, "of"))]
    tops += [t for t in arg.prepositional(verb, "to") if t.lemma_.lower() in STREETS]
    for top in tops:
        if top.i < verb.i or scene.mention(top) is not None:
            continue
        lands = [p for t in arg.prepositional(top, "on") if (p := _ground(t, scene))]
        if lands:  # "fired at migrants on Serbian soil"
            return lands[0]
        for token in top.subtree:
            in_the_streets = token.lower_ == "of" and token.head.lemma_.lower() in STREETS
            if token.dep_ != "prep" or not (in_the_streets or token.lower_ in _AROUND):
                continue
            if any(t.pos_ in ("VERB", "AUX") for t in _up_to(token, top)):
                continue
            found = next((p for o in token.children if o.dep_ == "pobj" and (p := _place_in(o, scene))), None)
            if found is not None and found.kind == "place":
                return found
    return None


def _up_to(token: Token, top: Token) -> Iterator[Token]:
    while token != top and token.head != token:
        token = token.head
        yield token


def of_forces(kind: str, slots: Slots, scene: Scene, sides: Sequence[Party], of: str) -> Entity | None:
    """Where a deed is done to land or people: the place taken, or that of the deed, or the way that forces go."""
    taken = target(slots.get("obj", of or "obj"), scene)
    if taken is not None and taken.kind == "place":
        return taken
    found = where(slots, scene, sides)
    ways = _WAYS[kind] if slots.verb.lemma_.lower() not in _SETTING_OUT else (*_WAYS[kind], "for")
    way = target([t for path in ways for t in slots.get(path)], scene)
    if kind in ("MOBILIZE", "RETREAT"):
        return way or found or taken
    near = around_what(slots, scene) if found is None or found.kind == "state" else None
    return near or found or way or taken


def _lines_up(slots: Slots) -> list[Token]:
    """Participles that share the event's scene: "Speaking in Moscow alongside X, Y hailed the talks"."""
    return [
        c
        for c in slots.verb.children
        if c.dep_ == "advcl" and c.tag_ == "VBG" and c.lemma_ in ("meet", "gather", "visit", "arrive", "convene")
    ]


def _below(token: Token, scene: Scene, prepositions: Sequence[str]) -> Entity | None:
    candidates = []
    for child in token.children:
        all_over = child.lower_ == "over" and any(c.lower_ == "all" for c in child.children)
        if child.dep_ in ("prep", "agent") and (child.lower_ in prepositions or all_over):
            for pobj in child.children:
                if child.lower_ == "on" and scene.mention(pobj) is not None and "Island" not in pobj.text:
                    continue  # "talks on X" are about X; "on the sidelines of X", "on the island of X" tell a place
                if pobj.dep_ == "pobj":
                    for each in arg.conjuncts(pobj):
                        found = _place_in(each, scene) or (_further_in(each, scene) if child.lower_ != "on" else None)
                        if found is not None:
                            candidates.append((child.lower_ == "on", found.kind == "state", found))
                            break
    return min(candidates, key=lambda c: c[:2])[2] if candidates else None


def _further_in(token: Token, scene: Scene) -> Entity | None:
    """The place behind a common noun: "in an ambush near X", "outside the embassy in X"."""
    if token.pos_ != "NOUN" or scene.mention(token) is not None:
        return None
    return next(
        (p for word in ("in", "near", "at") for t in arg.prepositional(token, word) if (p := _place_in(t, scene))),
        next((p for t in arg.prepositional(token, "on") if (p := _ground(t, scene))), None),
    )


def _place_in(token: Token, scene: Scene) -> Entity | None:
    mention = scene.mention(token)
    if mention is not None:
        if mention.form in ("adjective", "demonym"):
            return None
        named = _town_of_name(mention, token, scene) if mention.form == "metonym" else None
        return named or place_of(mention, scene.world.capital(mention.entity))
    if token.pos_ not in ("NOUN", "PROPN"):
        return None
    if token.lemma_.lower() == "capital" and not any(c.dep_ == "appos" for c in token.children):
        return _seat(token, scene)
    for child in sorted(token.children, key=lambda c: c.dep_ != "appos"):  # "Chile's capital *Santiago*"
        if child.dep_ in ("appos", "compound", "nmod", "poss") and token.lemma_.lower() not in _NATIONS:
            below = scene.mention(child)
            if (
                below is not None
                and place_of(below) is not None
                and not scene.bound(below, token.doc)
                and (child.dep_ != "poss" or token.lemma_.lower() in _DEEPER)
            ) and below.form not in ("adjective", "demonym"):
                if (
                    below.entity.kind == "state"
                    and below.form != "capital"
                    and scene.lexicon.nouns.get(token.lemma_.lower())
                ):
                    return None  # "a U.S. soldier" is killed elsewhere
                return place_of(below)
    if token.lemma_.lower() in _DEEPER:
        for word in ("of", "in", "at"):
            for below_token in arg.prepositional(token, word):
                found = _place_in(below_token, scene)
                if found is not None:
                    return found
    ground = _ground(token, scene)
    if ground is not None:
        return ground
    definite = any(c.lower_ in ("the", "that", "this") for c in token.children)
    if token.lemma_.lower() in _REGIONS and definite and not any(c.dep_ == "prep" for c in token.children):
        return scene.last_place(token)
    return unlisted_place(token, scene.named_at)


def _ground(token: Token, scene: Scene) -> Entity | None:
    """Whose land it is: "on Serbian soil", "in Japanese waters"."""
    if token.lemma_.lower() not in _GROUND:
        return None
    lands = [m.entity for c in arg.modifiers(token) if (m := scene.mention(c)) is not None]
    return lands[0] if lands and lands[0].kind == "state" else None


def _seat(token: Token, scene: Scene) -> Entity | None:
    """The capital of whom "Chile's capital" names, or of the country that the text is about: "in the capital"."""
    owners = arg.owners(token)
    states = [m.entity for o in owners if (m := scene.mention(o)) is not None and m.entity.kind == "state"]
    alone = not owners and not any(c.dep_ in ("prep", "compound", "poss") for c in token.children)
    definite = alone and any(c.lower_ == "the" for c in token.children)
    state = states[0] if states else scene.land if definite else None
    if state is None and definite:  # "arrived in Lima. He met B in the capital"
        spot = scene.last_spot(token)
        home = scene.world.state(spot.country) if spot is not None else None
        return spot if home is not None and spot is not None and scene.world.capital(home) == spot else None
    return scene.world.capital(state) if state is not None else None


def _town_of_name(mention: Mention, token: Token, scene: Scene) -> Entity | None:
    """The town that also stands for its government and is not the capital ("Tel Aviv", "Putrajaya")."""
    name = token.doc[mention.start : mention.end].text
    towns = [n.entity for n in scene.world.find(name) if n.entity.kind == "place" and n.form == "name"]
    towns += scene.world.cities.get(fold(name))
    return next((t for t in towns if t.country == mention.entity.country), None)


def _is_only_party(place: Entity, sides: Sequence[Party]) -> bool:
    """A state that takes part is no place of its own calls and talks."""
    return place.kind == "state" and any(p.entity.id == place.id for p in sides)
