"""Whose deed it is, and to whom it is done, where only sentences before tell it: "called off the talks", "refused"."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from kg.extract import arguments as arg
from kg.extract.clauses import is_definite, is_of_a_day
from kg.extract.lexicon import Entry
from kg.extract.parties import Scene
from kg.extract.setting import SIGNING
from kg.extract.sides import state_of, unique
from kg.extract.slots import Slots
from kg.extract.tenses import standing
from kg.extract.verbs import ANSWERING
from kg.model import Party

_FREEDOM = frozenset(("release", "freedom", "return", "liberation"))
# What two sides have between them besides talks, and what one of them makes to the other.
_TRUCES = frozenset(("ceasefire", "truce", "armistice"))
_OFFERS = frozenset(("offer", "proposal", "invitation", "overture"))
# What is said of somebody, and what somebody did, whatever it was.
_CHARGES = frozenset(
    "accusation allegation claim charge criticism demand call request ultimatum plea appeal petition protest complaint "
    "objection idea suggestion".split()
)
_DEEDS = frozenset("move step decision action measure act incident".split())
_POINTING = frozenset(("it", "this", "that", "them"))
# What is said of deeds, and of nobody.
_JUDGING = frozenset("condemn denounce criticise criticize deplore call label brand decry".split())
# What is given, sent and offered to whom it helps, and what is said to whom mourns.
_GIVEN = frozenset(("@supplies", "@money", "@helper", "@vessel", "@craft"))
_SYMPATHY = frozenset("condolence sympathy solidarity".split())
_ANSWERING = ANSWERING | {"hit", "strike"}  # "hit back"
# What says to whom or for how long.
_ADDRESSING = frozenset("to toward towards into from against".split())
_STARTING = frozenset("begin start open resume continue".split())
_TAKING_EFFECT = frozenset("take come go enter begin start".split())
_SIGNING = SIGNING | {"reach"}
_CAPTIVES = frozenset("crew captive prisoner hostage sailor soldier man fisherman airman pilot detainee".split())
_PROTESTS = frozenset("protest complaint demarche démarche objection".split())
_COMINGS = frozenset("visit arrival trip".split())
# Whose talks they are.
_WITH = frozenset("with between by among of for from to".split())
# What is talked about, when and where: none of whose talks they are.
_NOWHERE = frozenset(("place", "topic"))


def across_the_table(entry: Entry, slots: Slots, scene: Scene, actors: Sequence[Party]) -> tuple[Party, ...]:
    """With whom the talks are that somebody calls off or proposes: with whom it dealt just before."""
    behind = [t for t in slots.get("comp") if t.i > slots.trigger.i]
    own = [c for c in slots.trigger.children if c.dep_ == "dobj"]  # not that of a second verb
    if slots.trigger.lemma_ in ("refuse", "decline") and not slots.noun and not own and not behind:
        offering = scene.discourse.last_acting(scene.number, actors, ("AGREE", "REQUEST"))
        return scene.discourse.accuser(scene.number, actors, within=2) or offering
    for thing in _at_stake(slots):
        lemma = thing.lemma_.lower()
        if entry.type == "REJECT" and thing.pos_ == "PRON":
            return _whose_plan(scene, actors) or _who_asked(scene, actors)
        if entry.type == "REJECT" and lemma in _CHARGES and not any(_tells_whose(c, scene) for c in thing.children):
            return scene.discourse.accuser(scene.number, actors)
        talks = "@talks" in slots.lexicon.things.get(lemma, ()) or lemma in _TRUCES
        offer = entry.type == "REJECT" and lemma in _OFFERS
        if (talks or offer) and not any(_tells_whose(c, scene) for c in thing.children):
            found = scene.discourse.partner(scene.number, actors)
            calling = scene.discourse.last_acting(scene.number, actors, ("REQUEST",)) if entry.type == "REJECT" else ()
            return found or calling or (scene.discourse.last_acting(scene.number, actors) if offer else ())
    return ()


def _at_stake(slots: Slots) -> list[Token]:
    """What is called off or proposed: the object, the subject of what is proposed, what one walks out of."""
    out = [*slots.get("obj"), *slots.get("comp")]
    if not slots.noun:
        out += [t for w in ("of", "from", "out") for t in arg.prepositional(slots.trigger, w)]
        out += [
            t for c in slots.trigger.children if c.lower_ == "out" for g in c.children if g.lower_ == "of"
            for t in g.children if t.dep_ == "pobj"
        ]  # fmt: skip
    things = [each for t in out for each in arg.conjuncts(t)]
    return [t for t in things if t.pos_ == "NOUN" or (t.dep_ == "dobj" and t.lower_ in ("it", "them", "this", "that"))]


def _whose_plan(scene: Scene, actors: Sequence[Party]) -> tuple[Party, ...]:
    """Whose plan is refused that others were just told to back: "X backed *Y's* plan, but Z rejected it"."""
    before = scene.discourse.last_turned(scene.number)
    own = {p.entity.id for p in actors}
    return tuple(p for p in before[2] if p.entity.id not in own) if before and before[0] == "SUPPORT" else ()


def _who_asked(scene: Scene, actors: Sequence[Party]) -> tuple[Party, ...]:
    """Whose wish or offer is refused: of whoever was just told to have asked it of those who refuse."""
    told, number = scene.discourse, scene.number
    words = ("AGREE", "REQUEST", "THREATEN", "ACCUSE", "CONSULT")  # deeds are not refused
    asking = told.accuser(number, actors, within=2) or told.last_acting(number, actors, words)
    return asking or told.partner(number, actors, within=1)  # "sent Y a note, which Y rejected"


def _tells_whose(child: Token, scene: Scene) -> bool:
    """Does a word that hangs on talks say, or try to say, whose they are: "with the rebels", "its offer"?"""
    if child.dep_ == "prep" and child.lower_ in _WITH:
        going = child.lower_ in ("to", "from")  # "a trip to Y"
        return any(going or not _is_matter(o, scene) for o in child.children if o.dep_ == "pobj")
    if child.dep_ == "poss":
        return True
    return child.dep_ in ("amod", "compound", "nmod") and bool(scene.parties(child))


def _tells_which(child: Token, scene: Scene) -> bool:
    """Is a deed told apart from the one just told: "the attack on a church", "the Paris attack"?"""
    if child.dep_ == "relcl":
        return child.doc[child.left_edge.i - 1].text != ","  # ", which comes amid a row" adds only more of it
    if child.dep_ in ("prep", "poss", "acl"):
        return not is_of_a_day(child)
    return child.dep_ in ("amod", "compound", "nmod") and (scene.mention(child) is not None or child.pos_ == "PROPN")


def _is_matter(token: Token, scene: Scene) -> bool:
    """Is it a place, a topic or a thing, and nobody?"""
    mention = scene.mention(token)
    if mention is not None:
        return mention.entity.kind in _NOWHERE
    return token.pos_ == "NOUN" and token.lemma_.lower() not in scene.lexicon.nouns and not scene.parties(token)


def behind_the_deed(slots: Slots, scene: Scene, actors: Sequence[Party]) -> tuple[Party, ...]:
    """Whose deed is blamed: "condemned the latest attack" after "X attacked Y"."""
    if slots.noun:  # "was met with criticism"
        things = arg.undergoers(slots.support) if slots.support is not None and arg.is_passive(slots.support) else []
    else:
        things = arg.doers(slots.copula) if slots.copula is not None else arg.undergoers(slots.trigger)
    for thing in things:
        if thing.pos_ == "PRON" and thing.lower_ in _POINTING and slots.trigger.lemma_.lower() in _JUDGING:
            return _others(scene.discourse.last_deed(scene.number, None), actors)
        definite = is_definite(thing)
        alone = not any(_tells_which(c, scene) for c in thing.children)
        lemma = thing.lemma_.lower()
        if definite and alone and (lemma in _DEEDS or (lemma, "n") in scene.lexicon.entries):
            kinds = None if lemma in _DEEDS else {e.type for e in scene.lexicon.entries[lemma, "n"]}
            doers = scene.discourse.last_deed(scene.number, kinds, within=3 if kinds else 2)
            if kinds and scene.discourse.is_unclear(scene.number, kinds):
                return ()
            return _others(doers, actors)
    return ()


def _others(parties: Sequence[Party], actors: Sequence[Party]) -> tuple[Party, ...]:
    """Those who do not act themselves, nor for the same states."""
    own = {a.entity.id for a in actors} | {state_of(a) or a.entity.country for a in actors}
    return tuple(p for p in parties if p.entity.id not in own and state_of(p) not in own)


def holders(slots: Slots, scene: Scene, actors: Sequence[Party], recipients: tuple[Party, ...]) -> tuple[Party, ...]:
    """Of whom somebody's release is demanded: of who seized them, as was just told, not of themselves.

    Where nobody was told to have seized them: of the other side.
    """
    things = {t.lemma_.lower() for t in arg.undergoers(slots.trigger)} if not slots.noun else set()
    if not slots.noun:
        things |= {t.lemma_.lower() for t in arg.prepositional(slots.trigger, "for")}
    if not (things & _FREEDOM or _to_be_freed(slots)) or not all(
        p.entity.kind in ("person", "group") for p in recipients
    ):
        return recipients
    captors = scene.discourse.last_deed(scene.number, ("COERCE", "ASSAULT"))
    held = {p.entity.id for p in (*recipients, *actors)}
    found = tuple(p for p in captors if p.entity.id not in held) or recipients
    bodies = any(a.entity.kind == "organisation" for a in actors)  # who asks on behalf of others
    return found or (scene.discourse.partner(scene.number, actors) if not bodies else ())


def _to_be_freed(slots: Slots) -> bool:
    """Is it a demand "that he *be freed*"?"""
    clauses = [c for c in slots.trigger.children if c.dep_ == "ccomp" and not slots.noun]
    return any(c.lemma_ in ("free", "release") and arg.is_passive(c) for c in clauses)


def unsaid(entry: Entry, slots: Slots, scene: Scene, actors: Sequence[Party]) -> tuple[Party, ...]:
    """The other side of a deed where a sentence names none and the passage has it; nobody where two would fit."""
    if found := answered(slots, scene, actors):
        return found
    if slots.thing is not None and entry.frame.recipients:  # "closed its border with Y. Later it reopened it"
        same = {p.entity.id for t in arg.doers(slots.thing.head) for p in scene.sides(t)}
        return scene.discourse.seized(scene.number, actors) if same == {p.entity.id for p in actors} else ()
    if entry.type == "AID" and (found := also_helped(slots, scene, actors)):
        return found
    if entry.type in ("AID", "AGREE"):
        return in_need(entry, slots, scene, actors)
    if entry.type == "SUPPORT":
        found = in_need(entry, slots, scene, actors) or visitors(slots, scene, actors)
        return found or congratulated(slots, scene, actors)
    if entry.type == "THREATEN":
        return scene.discourse.struck(scene.number, actors) or _rival(slots, scene, actors)
    if entry.type in ("SANCTION", "ACCUSE"):
        protested = entry.type == "ACCUSE" and _spoken_of(slots) & _PROTESTS
        return envoys(slots, scene, actors) or (scene.discourse.struck(scene.number, actors) if protested else ())
    return captives(slots, scene, actors) if entry.mode == "release" else ()


def answered(slots: Slots, scene: Scene, actors: Sequence[Party]) -> tuple[Party, ...]:
    """Who did what a deed answers: "X closed a port. *Y responded by* recalling its ambassador"."""
    verb = slots.verb
    while verb.dep_ == "conj" and verb.head.pos_ == "VERB":
        verb = verb.head
    if verb.dep_ != "pcomp" or verb.head.lower_ != "by" or verb.head.head.lemma_.lower() not in _ANSWERING:
        return ()
    doers = scene.discourse.last_acting(scene.number, actors)
    own = {p.entity.country for p in actors}
    return tuple(p for p in doers if p.entity.country not in own) if len(doers) == 1 else ()


# What is done to one side after it was blamed, threatened or struck.
_AGAINST = frozenset("REQUEST THREATEN ACCUSE REJECT SANCTION ASSAULT".split())
_HOSTILE = frozenset("THREATEN ACCUSE REJECT SANCTION COERCE ASSAULT".split())


def still_against(entry: Entry, slots: Slots, scene: Scene, actors: Sequence[Party]) -> tuple[Party, ...]:
    """To whom the second deed of a sentence is done that names nobody: "blamed *Y* and demanded an apology"."""
    before = scene.discourse.last_turned(scene.number)
    if slots.noun or before is None or entry.type not in _AGAINST:
        return ()
    kind, doing, others = before
    verb = slots.verb
    asked = verb.dep_ == "advcl" and verb.tag_ == "VBG"
    follows = kind in _HOSTILE or (kind == "REQUEST" and (asked or entry.type == "THREATEN"))
    if not follows or {p.entity.id for p in doing} != {p.entity.id for p in actors}:
        return ()
    clause = [t for t in verb.subtree if not (t.dep_ == "conj" and t.pos_ == "VERB" and t.head == verb)]
    own = {p.entity.country for p in (*actors, *others)}
    elsewhere = scene.countries_in(clause) - {c for c in own if c is not None}
    people = any(t.lemma_.lower() in slots.lexicon.nouns for t in arg.undergoers(verb))
    people = people or (entry.type == "REQUEST" and bool(arg.prepositional(verb, "on")))  # "called on the world to act"
    return others if not elsewhere and not people and None not in own else ()


def also_helped(slots: Slots, scene: Scene, actors: Sequence[Party]) -> tuple[Party, ...]:
    """Whom a second one helps in the same sentence, or who thanks for it: "X flew food to *Y*; Z sent doctors"."""
    before = scene.discourse.last_turned(scene.number)
    verb = slots.verb
    if slots.noun or before is None or any(c.dep_ == "dative" for c in verb.children):
        return ()
    kind, doing, others = before
    own = {p.entity.country for p in actors}
    named = scene.countries_in(t for t in verb.subtree if t.i > verb.i) - {c for c in own if c is not None}
    if kind == "SUPPORT" and own == {p.entity.country for p in others} and not named:
        return doing  # "Y thanked X, which had sent food"
    theirs = {p.entity.country for p in others}
    return others if kind == "AID" and not named and not own & theirs and verb.dep_ != "relcl" else ()


def in_the_clause(slots: Slots, scene: Scene, actors: Sequence[Party]) -> tuple[Party, ...]:
    """Whose deed is praised or blamed that the clause before tells: "X lifted its ban, *a move that* Y welcomed"."""
    verb = slots.trigger
    before = scene.discourse.last_turned(scene.number) or ("", (), ())
    if slots.noun or verb.dep_ != "relcl":
        return ()
    noun = verb.head
    a_move = noun.lemma_.lower() in _DEEDS and noun.dep_ not in ("nsubj", "ROOT") and not is_definite(noun)
    which = any(c.dep_ == "dobj" and c.lower_ == "which" and c.nbor(-1).text == "," for c in verb.children)
    doing = before[1]
    if not (a_move or which) and slots.lexicon.things.get(noun.lemma_.lower(), frozenset()) & {"@pact", "@talks"}:
        doing = scene.discourse.last_talks(scene.number, within=0)  # "a deal that Y welcomed"
        a_move = arg.undergoers(verb)[:1] == [noun]
    own = {p.entity.country or p.entity.id for p in actors}
    return tuple(p for p in doing if (p.entity.country or p.entity.id) not in own) if a_move or which else ()


def _spoken_of(slots: Slots) -> set[str]:
    """The words for what is said: the trigger, and what a verb has for object."""
    return {t.lemma_.lower() for t in (slots.trigger, *arg.undergoers(slots.verb))}


def congratulated(slots: Slots, scene: Scene, actors: Sequence[Party]) -> tuple[Party, ...]:
    """Who is congratulated where it is not said: the only other person of whom the sentence before tells."""
    if not any("@congratulation" in slots.lexicon.things.get(word, ()) for word in _spoken_of(slots)):
        return ()
    links = {c.lower_ for t in (slots.verb, *arg.undergoers(slots.verb)) for c in t.children if c.dep_ == "prep"}
    people = scene.discourse.people(scene.number - 1)
    others = [p for p in people if p.entity.country not in {a.entity.country for a in actors}]
    return tuple(others) if len(others) == 1 and not links & _ADDRESSING else ()


def _rival(slots: Slots, scene: Scene, actors: Sequence[Party]) -> tuple[Party, ...]:
    """With whom those who threaten were last told to deal, speak or fight: another country's, or a known body."""
    if any(t.lemma_.lower() in scene.lexicon.nouns or t.pos_ in ("PRON", "PROPN") for t in arg.undergoers(slots.verb)):
        return ()  # somebody is threatened, though it is not clear who
    if any(c.dep_ in ("xcomp", "ccomp") for c in slots.verb.children):
        return ()  # "threatened to veto a law": what is threatened need be done to nobody told of
    own = {p.entity.country for p in actors}
    other = scene.discourse.partner(scene.number, actors)
    known = [p for p in other if state_of(p) is not None or p.entity.id in scene.world.entities]
    return tuple(p for p in known if p.entity.country not in own)


def in_need(entry: Entry, slots: Slots, scene: Scene, actors: Sequence[Party]) -> tuple[Party, ...]:
    """To whom aid, money or sympathy goes where it is not said: to the one other country that the passage is about."""
    if slots.noun and slots.support is None:
        return ()
    things = arg.undergoers(slots.verb)
    tops = [slots.verb, *things]
    given = {t.lemma_.lower() for o in things for t in (o, *arg.conjuncts(arg.counted(o, slots.lexicon)))}
    offers = [o for t in things if t.lemma_.lower() in _OFFERS for o in arg.prepositional(t, "of")]
    given |= {t.lemma_.lower() for o in offers for t in arg.conjuncts(arg.counted(o, slots.lexicon))}
    given.add(slots.trigger.lemma_.lower())
    kinds = frozenset().union(*(slots.lexicon.things.get(word, frozenset()) for word in given))
    if not (entry.type in ("AID", "AGREE") and kinds & _GIVEN) and not (entry.type == "SUPPORT" and given & _SYMPATHY):
        return ()
    links = {c.lower_ for t in tops for c in t.children if c.dep_ in ("prep", "dative")}
    links |= {g.lower_ for t in tops for c in t.children if c.dep_ in ("acl", "relcl", "advcl") for g in c.children}
    if links & _ADDRESSING or standing(slots.verb) or len(actors) != 1 or slots.verb.tag_ == "VBG":
        return ()
    state = scene.anaphora.concerned(actors)
    return (Party(entity=state),) if state is not None else ()


def taken_up(entry: Entry, slots: Slots, scene: Scene) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    """Who holds "the talks", "the call" or "the visit" that a sentence goes on about: those of the last one told."""
    noun = slots.trigger
    if entry.type != "CONSULT" or not slots.noun or not _is_taken_up(noun, scene):
        return (), ()
    if entry.mode == "visit":
        return scene.discourse.last_visit(scene.number)
    return scene.discourse.last_talks(scene.number), ()


def begun(entry: Entry, slots: Slots, scene: Scene) -> tuple[Party, ...]:
    """Who holds talks that begin, or signs, where it is not said: those who were just told to deal with one another."""
    noun = slots.trigger
    if entry.type == "CONSULT" and slots.noun and entry.frame.name == "talk":
        told = ("det", "amod", "compound", "nmod", "poss", "relcl")
        bare = noun.tag_ == "NNS" and not any(c.dep_ in told or _tells_whose(c, scene) for c in noun.children)
        return scene.discourse.last_talks(scene.number) if bare and slots.verb.lemma_ in _STARTING else ()
    if entry.mode == "ceasefire" and slots.noun:
        bare = noun.dep_ == "nsubj" and not any(_tells_whose(c, scene) for c in noun.children)
        verb = next((c for c in noun.head.children if c.dep_ == "xcomp"), noun.head)  # "is to take effect"
        if not bare or verb.lemma_ not in _TAKING_EFFECT or not _takes_effect(verb):
            return ()
        kinds = ("state", "group", "organisation")
        return _sides_of(scene.discourse.last_talks(scene.number, within=4), scene) or scene.discourse.opponents(
            scene.number, kinds
        )
    if entry.type != "AGREE" or slots.noun or noun.lemma_ not in _SIGNING or not arg.is_passive(noun):
        return ()
    things = arg.undergoers(noun)
    links = {c.lower_ for t in (noun, *things) for c in t.children if c.dep_ in ("prep", "agent")}
    plain = noun.dep_ in ("ROOT", "conj", "ccomp") and not any(
        c.dep_ in ("poss", "relcl") for t in things for c in t.children
    )
    if not plain or links & _WITH:
        return ()
    truce = any(t.lemma_.lower() in _TRUCES for t in things)
    foes = scene.discourse.opponents(scene.number, ("state", "group", "organisation")) if truce else ()
    parties = scene.discourse.last_talks(scene.number, within=2) or foes
    return _sides_of(parties, scene)


def _sides_of(parties: tuple[Party, ...], scene: Scene) -> tuple[Party, ...]:
    """Who is bound by what a leader and a body signed: the leader's state."""
    people = [p for p in parties if p.entity.kind == "person"]
    rest = [p for p in parties if p.entity.kind != "person"]
    return unique([*scene.nouns.their_states(people), *rest]) if people and rest else parties


def _takes_effect(verb: Token) -> bool:
    """Does what was agreed begin: "took effect", "came into force", "began"?"""
    if verb.lemma_ not in ("take", "come", "go", "enter"):
        return True
    things = [o for c in verb.children for o in (c, *c.children) if o.dep_ in ("dobj", "pobj")]
    return any(t.lemma_ in ("effect", "force") for t in things)


def _is_taken_up(noun: Token, scene: Scene) -> bool:
    """Is it one that was told of: "the talks", without a word that tells whose, which or when to be held?"""
    apart = ("amod", "compound", "nmod", "poss", "relcl", "nummod")
    return is_definite(noun) and not any(c.dep_ in apart or _tells_whose(c, scene) for c in noun.children)


def come_for(entry: Entry, slots: Slots, scene: Scene, actors: Sequence[Party]) -> tuple[Party, ...]:
    """Who meets a host, where only he is told: the guest of the sentences before, "A meeting *with X* is planned"."""
    noun = slots.trigger
    if entry.type != "CONSULT" or not slots.noun or len(actors) != 1 or noun.dep_ not in ("nsubj", "nsubjpass"):
        return ()
    guests, hosts = scene.discourse.last_visit(scene.number)
    at_home = {actors[0].entity.country} <= {state_of(p) or p.entity.country for p in hosts}
    alone = len(guests) == 1 and guests[0].entity.kind == "person" and guests[0].entity.country
    with_him = any(c.lower_ == "with" for c in noun.children)
    return guests if at_home and alone and with_him and alone != actors[0].entity.country else ()


def visitors(slots: Slots, scene: Scene, actors: Sequence[Party]) -> tuple[Party, ...]:
    """Whose visit is welcomed: of whoever was just told to have come to those who welcome it."""
    if slots.noun:
        return ()
    for thing in arg.undergoers(slots.trigger):
        if thing.lemma_.lower() in _COMINGS and _is_taken_up(thing, scene):
            guests, hosts = scene.discourse.last_visit(scene.number)
            own = {state_of(p) or p.entity.id for p in actors}
            if own & {state_of(p) or p.entity.id for p in hosts}:
                return guests
    return ()


def envoys(slots: Slots, scene: Scene, actors: Sequence[Party]) -> tuple[Party, ...]:
    """Whose "the ambassador" is who is sent home or called in: of the one other country that the passage is about."""
    if slots.noun:
        return ()
    for thing in arg.undergoers(slots.trigger):
        envoy = "@envoy" in slots.lexicon.things.get(thing.lemma_.lower(), ())
        told = ("poss", "amod", "compound", "nmod", "prep", "appos", "nummod")
        plain = any(c.lower_ == "the" for c in thing.children) and not any(c.dep_ in told for c in thing.children)
        if envoy and plain and (state := scene.anaphora.concerned(actors)) is not None:
            return (Party(entity=state),)
    return ()


def captives(slots: Slots, scene: Scene, actors: Sequence[Party]) -> tuple[Party, ...]:
    """Whom somebody lets go of whom nothing more is said: those whom he was just told to have seized."""
    if slots.noun:
        return ()
    people = [t for t in arg.undergoers(slots.trigger) if t.pos_ == "PRON" or t.lemma_.lower() in _CAPTIVES]
    return scene.discourse.seized(scene.number, actors) if people else ()
