"""Names in a parse: what each may stand for, settled by form, neighbours and what the article says elsewhere."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from spacy.tokens import Doc, Span, Token

from kg.extract.surroundings import (
    in_another_country,
    introduced,
    names_paper,
    names_thing,
    of_another,
    part_of_longer_name,
    titled,
)
from kg.model import Entity
from kg.namespaces import entity_iri
from kg.parse.text import written
from kg.timex import WEEKDAYS
from kg.world import Form, Name, World
from kg.world.names import fold, words

_PLACE_PREPOSITIONS = frozenset(
    "in at near from to of around outside inside into towards toward through across over via".split()
)
# Whoever bears it is called by the first name behind it.
_BEFORE_FIRST_NAMES = frozenset("sir dame don doña dona pope queen".split())
# What bodies of a state are called besides: "the High Security Council" is not that of the United Nations.
_OF_A_STATE = frozenset("High Higher Supreme National Federal State Interim".split())
_SHELLING = frozenset("bomb bombard shell overrun besiege".split())
# What is called after people, or said beside them.
_NO_SURNAMES = frozenset(
    "airport university hospital foundation street square avenue bridge stadium school college institute center centre "
    "prize museum palace tower theatre theater party group army brigade battalion organisation organization company "
    "bank ministry council court mosque church park road house hall hotel camp prison port station dam library award "
    "government administration".split()
) | frozenset(WEEKDAYS)
# What is called after a state and is its own: "the United States Embassy".
_OF_STATES = frozenset("Embassy Consulate Army Navy Marines Ambassador".split())
# What is done to towns: "bombed Jau", "entered Goma".
_TAKING = frozenset(
    "bomb bombard shell strike hit pound capture recapture seize storm raid retake enter leave besiege overrun take "
    "reach liberate occupy evacuate encircle blockade abandon visit".split()
)


# What leads to a town.
_GOING = frozenset(
    "fly travel go come return head trip visit drive move journey tour arrive invite send leave bring flight".split()
)


_LEAVING = frozenset("withdraw withdrawal retreat flee pull pullout evacuate drive rout oust march move".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A name in a parse, with the entity it stands for.

    Parameters
    ----------
    start, end : int
        Tokens, half-open.
    root : int
        The token of the name that the rest of the sentence hangs on.
    entity : Entity
        For a capital, the state or a body that sits there; the city is then `city`.
    form : Form
        How the name names it.
    """

    start: int
    end: int
    root: int
    entity: Entity
    form: Form
    city: Entity | None = None


@dataclass(slots=True)
class Cast:
    """Who is named in full anywhere in an article; surnames are read against it.

    Parameters
    ----------
    on : date, optional
        The day of the article, by which holders of office are preferred.
    lands : Counter
        How often the whole article names each country, in whatever form.
    outright : Counter
        How often by its own name.
    told : set
        Which states and bodies are named otherwise than by their seat.
    spelt : dict
        Who is called by which last word of a full name, as the article spells it.
    """

    on: date | None
    people: list[Entity] = field(default_factory=list)
    strangers: dict[str, Entity] = field(default_factory=dict)
    lands: Counter[str] = field(default_factory=Counter)
    outright: Counter[str] = field(default_factory=Counter)
    told: set[str] = field(default_factory=set)
    spelt: dict[str, Entity | None] = field(default_factory=dict)

    def called(self, first: str) -> Entity | None:
        """The only one whose first name it is; Laotians, Thais and Ethiopians, among others, go by it."""
        found = {p.id: p for p in (*self.people, *self.strangers.values()) if fold(p.label).split(" ")[0] == first}
        return next(iter(found.values())) if len(found) == 1 else None

    def introduce(self, person: Entity, last: str = "") -> None:
        """Someone is named in full, with that last word."""
        if len(last) > 3 and last[0].isupper():
            known = self.spelt.setdefault(fold(last), person)
            self.spelt[fold(last)] = known if known == person else None  # two of one name
        if person not in self.people:
            self.people.append(person)

    @property
    def land(self) -> str | None:
        """The country that the whole article names most by either count, and far more than any other."""
        first = foremost(self.lands, alone=2)
        return first if first is not None and first == foremost(self.outright, alone=2) else None


def foremost(named: Counter[str], *, alone: int = 3) -> str | None:
    """What is named three times at least and twice as often as all else, or so often where nothing else is."""
    first, second = [*named.most_common(2), ("", 0), ("", 0)][:2]
    return first[0] if first[1] >= (max(3, 2 * second[1]) if second[1] else alone) else None


def introduce(docs: Iterable[Doc], world: World, on: date | None) -> Cast:
    """Collect everyone named in full in any part of an article."""
    cast = Cast(on=on)
    for doc in docs:
        for span, names in _matches(doc, world):
            state = next((n for n in names if n.form == "capital" or n.entity.kind == "state"), None)
            if state is not None and state.entity.country and state.form != "metonym":
                cast.lands[state.entity.country] += 1
                cast.outright[state.entity.country] += state.form == "name"
            cast.told.update(n.entity.id for n in names if n.form in ("name", "adjective", "demonym"))
            people = [n.entity for n in names if n.entity.kind == "person" and n.form == "name"]
            if people and not names_thing(span):
                last = span[-1].text if len(span) > 1 else ""
                cast.introduce(_likeliest(introduced(span, people, world, on), world, on), last)
        for ent in _recognised(doc):
            person = _stranger(ent, world, cast)
            if person is not None and person.id in world.entities:
                cast.introduce(person)
    return cast


def mentions(doc: Doc, world: World, cast: Cast, *, lower: bool = False) -> list[Mention]:
    """The names of a parse in order of their place.

    Parameters
    ----------
    lower : bool
        Accept names without capitals, as people type them in questions.
    """
    found: list[Mention] = []
    taken = [False] * len(doc)
    for span, names in _matches(doc, world, lower=lower):
        mention = _decide(span, names, world, cast, lower=lower)
        if mention:
            found.append(mention)
            for i in range(mention.start, mention.end):
                taken[i] = True
    for ent in _recognised(doc):
        if not any(taken[ent.start : ent.end]):
            person = _stranger(ent, world, cast)
            if person:
                found.append(Mention(start=ent.start, end=ent.end, root=ent.root.i, entity=person, form="name"))
                taken[ent.start : ent.end] = [True] * len(ent)
    proper = [t.i for t in doc if t.pos_ == "PROPN"]
    for i in proper:
        if not taken[i] and (known := _by_one_name(doc[i], cast)) is not None:
            found.append(Mention(start=i, end=i + 1, root=i, entity=known, form="surname"))
            taken[i] = True
    found.extend(_cities(doc, proper, world, taken))
    return sorted(found, key=lambda m: m.start)


def _recognised(doc: Doc) -> list[Span]:
    """Whom the recogniser of names takes for people; found once and kept beside the parse."""
    if "people" not in doc.user_data:
        doc.user_data["people"] = list(_whole([ent for ent in doc.ents if ent.label_ == "PERSON"]))
    people: list[Span] = doc.user_data["people"]
    return people


def _whole(people: Sequence[Span]) -> Iterator[Span]:
    """Names that the recogniser broke in two, made whole: "Shah Mahmood" and "Qureshi"."""
    whole: Span | None = None
    for ent in people:
        if whole is not None and whole.root.dep_ == "compound" and whole.root.head in ent:
            between = ent.doc[whole.end : ent.start]
            if all(t.pos_ == "PROPN" and t.dep_ == "compound" for t in between):
                whole = ent.doc[whole.start : ent.end]
                continue
        if whole is not None:
            yield _to_the_surname(whole)
        whole = ent
    if whole is not None:
        yield _to_the_surname(whole)


def _to_the_surname(name: Span) -> Span:
    """A name with the surname that the recogniser left out: "Gadio Sheikh" before "Titianna"."""
    head = name.root.head
    left_out = name.root.dep_ == "compound" and head.i == name.end and head.tag_ == "NNP" and not head.ent_type_
    plain = left_out and head.text.istitle() and head.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj", "appos", "conj")
    return name.doc[name.start : name.end + 1] if plain and head.lower_ not in _NO_SURNAMES else name


def _matches(doc: Doc, world: World, *, lower: bool = False) -> Iterator[tuple[Span, tuple[Name, ...]]]:
    """The known names in a parse; found once and kept beside it."""
    key = f"names {id(world.names)} {lower}"
    if key not in doc.user_data:
        doc.user_data[key] = list(_find(doc, world, lower=lower))
    yield from doc.user_data[key]


def _find(doc: Doc, world: World, *, lower: bool) -> Iterator[tuple[Span, tuple[Name, ...]]]:
    for match in world.names.find(written(doc), lambda text, name: name.is_in(text, lower=lower)):
        span = doc.char_span(match.start, match.end, alignment_mode="expand")
        if span is not None:
            yield span, match.values


def _decide(span: Span, names: Sequence[Name], world: World, cast: Cast, *, lower: bool) -> Mention | None:
    root = span.root
    full = [n for n in names if n.form == "name" and n.entity.kind == "person"]
    surname = [n for n in names if n.form == "surname"]
    other = [n for n in names if n not in full and n not in surname]
    neighbour = part_of_longer_name(span, root)
    if (full or surname) and not other and names_thing(span):
        return None
    if full and len(span) > 1:
        span = _to_the_end(span, full, world)
        return _mention(
            span, _likeliest(introduced(span, [n.entity for n in full], world, cast.on), world, cast.on), "name"
        )
    if other:
        choice = _choose(other, span, world, cast, lower=lower)
        if choice and not lower and (_is_elsewhere(choice, span, world) or _is_another_council(choice, span)):
            return None
        clash = surname and any(n.entity in cast.people for n in surname)
        if (
            choice
            and not clash
            and (
                not neighbour
                or choice.form in ("adjective", "demonym")
                or choice.entity.kind != "state"
                or neighbour.pos_ != "PROPN"
                or neighbour.text in _OF_STATES
                or titled(neighbour, world)
            )
        ):
            return (
                _as_state(span, choice, world)
                if choice.form != "capital"
                else _as_seat(span, choice, other, world, cast)
            )
    candidates = [n.entity for n in (*surname, *full)] if not (_is_no_person(span) or _is_beside_a_town(root)) else []
    named = span[0].pos_ in ("PROPN", "NOUN", "ADJ", "VERB", "X", "INTJ") and span[-1].text[0].isupper()
    if not candidates or not (lower or named):
        return None
    if not lower and (_is_inside(span, world) or (neighbour and not titled(neighbour, world))):
        return None
    person = _by_surname(span, candidates, world, cast, lower=lower)
    return _mention(span, person, "surname") if person else None


def _is_beside_a_town(token: Token) -> bool:
    """Is it one of several that something is in or leaves: "pulled out *of Axum and Shire*"?"""
    first = token
    while first.dep_ == "conj" and first.head.pos_ == "PROPN":
        first = first.head
    link = first.head
    there = link.lower_ in _WHERE or (link.lower_ == "of" and link.head.lower_ == "out")
    return first != token and first.dep_ == "pobj" and there and first.ent_type_ != "PERSON"


_WHERE = frozenset("in near outside around across through".split())


def _to_the_end(span: Span, names: Sequence[Name], world: World) -> Span:
    """A name that is the beginning of a longer one of the same person: "Crown Prince Mohammed" bin Salman."""
    head = span.root.head
    if span.root.dep_ != "compound" or head.i < span.end or head.pos_ != "PROPN" or head.i - span.end > 3:
        return span
    people = {n.entity.id for n in names}
    for start in range(span.start, span.end):
        if any(n.entity.id in people for n in world.find(span.doc[start : head.i + 1].text)):
            return span.doc[span.start : head.i + 1]
    return span


def _is_no_person(span: Span) -> bool:
    """Is it a town that is shelled, a thing, or part of what has a number: "an *Antonov*", "a *Su*-24 bomber"?"""
    counted = span.start > 0 and span.doc[span.start - 1].lower_ in ("a", "an")
    if counted and span.root.dep_ not in ("compound", "nmod", "poss"):
        return True
    end = span.doc[span.end : span.end + 2]
    numbered = len(end) == 2 and end[0].text == "-" and end[1].text[0].isdigit()
    return numbered or (span.root.dep_ == "dobj" and span.root.head.lemma_.lower() in _SHELLING)


def _is_inside(span: Span, world: World) -> bool:
    """Is a surname a piece of a longer name: "*Mohamed Ali* America"?"""
    root = span.root
    if root.dep_ != "compound":
        return False
    if root.head.i >= span.end and root.ent_type_ == root.head.ent_type_ == "PERSON":
        return True
    before = span.doc[span.start - 1] if span.start else None
    joined = before is not None and before.dep_ == "compound" and before.head == root.head
    return before is not None and joined and before.text[0].isupper() and not titled(before, world)


def _is_elsewhere(choice: Name, span: Span, world: World) -> bool:
    """Does a state's or a capital's name here name something else?"""
    if choice.form == "capital" and (of_another(span) or names_paper(span)):
        return True
    return choice.form == "name" and choice.entity.kind == "state" and in_another_country(span, choice.entity, world)


def _is_another_council(choice: Name, span: Span) -> bool:
    """Is it another body whose name begins with one word more: "the *High* Security Council"?"""
    before = span.doc[span.start - 1] if span.start else None
    return choice.entity.kind == "organisation" and before is not None and before.text in _OF_A_STATE


def _mention(span: Span, entity: Entity, form: Form) -> Mention:
    return Mention(start=span.start, end=span.end, root=span.root.i, entity=entity, form=form)


def _as_seat(span: Span, name: Name, names: Sequence[Name], world: World, cast: Cast) -> Mention:
    """A capital stands for its state, or for a body that sits there: "Brussels", unless Belgium is told of."""
    body = next((n.entity for n in names if n.form == "metonym" and n.entity.kind == "organisation"), None)
    state = world.state(name.entity.country)
    if body is None or (state is not None and state.id in cast.told) or _is_whereabouts(span.root):
        return _as_state(span, name, world)
    return Mention(start=span.start, end=span.end, root=span.root.i, entity=body, form="capital", city=name.entity)


def _is_whereabouts(town: Token) -> bool:
    """Is something said to be there or on the way there: "talks *in Brussels*", "flew *to Brussels*"?"""
    link = town.head
    if town.dep_ != "pobj" or link.lower_ in ("of", "from"):
        return False
    return fold(link.text) in _PLACE_PREPOSITIONS and (link.lower_ != "to" or link.head.lemma_.lower() in _GOING)


def _is_left(town: Token) -> bool:
    """Does somebody go away from there: "withdrew *from Shire*"?"""
    while town.dep_ == "conj":
        town = town.head
    return town.dep_ == "pobj" and town.head.lower_ == "from" and town.head.head.lemma_.lower() in _LEAVING


def _as_state(span: Span, name: Name, world: World) -> Mention:
    state = world.state(name.entity.country) if name.form == "capital" else None
    if state is None:
        return _mention(span, name.entity, name.form)
    return Mention(start=span.start, end=span.end, root=span.root.i, entity=state, form="capital", city=name.entity)


def _choose(names: Sequence[Name], span: Span, world: World, cast: Cast, *, lower: bool) -> Name | None:
    """One of several things of the same name: living states first, then what the table lists first."""
    if span.text.isupper() and len(span) == 1 and len(span.text) <= 3 and written(span.doc).isupper():
        return None  # a headline in capitals says nothing of acronyms
    rank = {"state": 0, "organisation": 1, "group": 2, "place": 3, "topic": 4, "person": 5}

    def key(name: Name) -> tuple[int, int, int]:
        capital = name.form == "capital" and name.entity.kind == "place"
        state = world.state(name.entity.country) if capital else name.entity
        ended = state is not None and state.kind == "state" and not world.exists(state, cast.on)
        return int(ended), 0 if capital else rank[name.entity.kind], names.index(name)

    return min(names, key=key)


def _likeliest(people: Sequence[Entity], world: World, on: date | None) -> Entity:
    if len(people) == 1 or on is None:
        return people[0]
    return min(people, key=lambda p: (not world.offices.in_office(world.key(p), on), people.index(p)))


def _by_surname(span: Span, candidates: Sequence[Entity], world: World, cast: Cast, *, lower: bool) -> Entity | None:
    """Whom a surname means: someone named in full in this article, else its only holder of office on the day."""
    if any(ch.isdigit() for ch in span.text):  # "an Su-24"
        return None
    last = fold(span[-1].text)
    named = [p for p in reversed(cast.people) if p in candidates or fold(p.label).rpartition(" ")[2] == last]
    named.sort(key=lambda p: not (cast.on and world.offices.in_office(world.key(p), cast.on)))
    named += [p for key, p in cast.strangers.items() if key == last]
    if named:  # "President X" where another of the name was told of as well
        return introduced(span, named, world, cast.on)[0]
    unique = world.of_the_time(introduced(span, list(dict.fromkeys(candidates)), world, cast.on), cast.on)
    serving = [p for p in unique if cast.on and world.offices.in_office(world.key(p), cast.on)]
    with_title = span.start > 0 and titled(span.doc[span.start - 1], world)
    if len(serving) == 1:
        senior = world.is_senior(serving[0], cast.on)
        return serving[0] if with_title or senior or lower else None
    if len(serving) > 1:
        return world.highest(serving, cast.on) if cast.on else None
    known = len(unique) == 1 and world.is_famous(unique[0]) and not (_is_left(span.root) or _is_whereabouts(span.root))
    if len(unique) == 1 and (lower or cast.on is None or with_title or known):
        return unique[0]
    if lower or cast.on is None:
        famous = [p for p in unique if world.is_famous(p)]
        return famous[0] if famous else None
    return None


def _stranger(ent: Span, world: World, cast: Cast) -> Entity | None:
    """Someone whom no table knows: two names at least, then the last of them alone."""
    span = ent
    while len(span) > 1 and (span[-1].text in ("'s", "’s") or not span[-1].text[0].isalnum()):
        span = span[:-1]
    while len(span) > 1 and titled(span[0], world):
        span = span[1:]
    parts = [t for t in span if t.text[0].isalpha()]
    if span.root.dep_ == "dobj" and span.root.head.lemma_.lower() in _SHELLING:
        return None  # "bombed Adi Daero"
    if not parts or names_thing(span) or any(not t.text[0].isupper() and len(t.text) > 3 for t in parts):
        return None
    known = [n for n in world.find(span.text) if n.entity.kind != "person"]
    if known or any(ch.isdigit() for ch in span.text):
        return None
    key = fold(parts[-1].text)
    if len(parts) == 1:
        return cast.strangers.get(key)
    begun = [p for p in cast.people if fold(p.label).startswith(" ".join(fold(t.text) for t in parts) + " ")]
    if len(begun) == 1:
        return begun[0]  # the first two names of three: "Shah Mehmood"
    if key in cast.strangers:
        return cast.strangers[key]
    label = " ".join(t.text for t in parts) if "-" not in span.text else span.text
    known_person = next((n.entity for n in world.find(label) if n.form == "name"), None) or world.spelt(label, cast.on)
    if known_person is None and len(parts) > 3:  # a title before the name: "Makhdoom Shah Mahmood Qureshi"
        known_person = world.spelt(" ".join(t.text for t in parts[1:]), cast.on)
    if known_person is not None:
        return known_person
    person = Entity(id=entity_iri("person", "_".join(words(label))), kind="person", label=label)
    cast.strangers[key] = person
    return person


def _by_one_name(token: Token, cast: Cast) -> Entity | None:
    """Someone whom the article named in full, by one name alone: where the parser sees no person, or by the first."""
    if token.ent_type_ not in ("", "PERSON", "ORG", "GPE", "NORP") or not token.text[0].isupper():
        return None
    before = token.doc[token.i - 1] if token.i else None
    joined = before is not None and before.pos_ == "PROPN" and before.dep_ == "compound"
    joined = joined and before is not None and before.lower_ not in _BEFORE_FIRST_NAMES
    if joined or (token.dep_ == "compound" and token.head.pos_ == "PROPN"):
        return None
    name = fold(token.text)
    return cast.strangers.get(name) or cast.spelt.get(name) or (cast.called(name) if token.ent_type_ != "GPE" else None)


def _cities(doc: Doc, proper: Sequence[int], world: World, taken: Sequence[bool]) -> Iterator[Mention]:
    """Cities of the gazetteer, only where a preposition or a dateline says that a place is meant."""
    states = functools.cache(lambda: world.states_in(doc))
    free = {i for i in proper if not taken[i] and doc[i].text[0].isupper()}
    done = 0
    for i in proper:
        if i < done or i not in free:
            continue
        end = i + 1
        while end in free:
            end += 1
        while end > i:
            span = doc[i:end]
            city = world.cities.likeliest(span.text, states) if _is_placed(span) else None
            if city:
                yield Mention(start=i, end=end, root=span.root.i, entity=city, form="name")
                break
            end -= 1
        done = max(end, i + 1)


def _is_placed(span: Span) -> bool:
    root = span.root
    if root.ent_type_ in ("PERSON", "ORG", "DATE"):
        return False
    before = span.doc[span.start - 1] if span.start else None
    if before is not None and before.lower_ == "of" and span.start > 1 and span.doc[span.start - 2].pos_ == "PROPN":
        return False  # "the Palace of Independence"
    if before is not None and fold(before.text) in _PLACE_PREPOSITIONS:
        return True
    if root.dep_ in ("pobj", "conj", "appos") and root.ent_type_ in ("GPE", "LOC", "FAC"):
        return True
    if root.dep_ == "dobj" and root.ent_type_ != "PERSON" and root.head.lemma_.lower() in _TAKING:
        return True
    return root.dep_ in ("compound", "poss", "npadvmod") and root.ent_type_ in ("GPE", "LOC")
