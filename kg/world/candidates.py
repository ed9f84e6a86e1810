"""Who or what a name or a role may mean on a day, with a score and the reasons for it.

Extraction decides by the parse of a whole article; this answers for a name or a phrase by itself, by the same facts:
the names of the tables, who held which office, whose day it was, and what the context names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from kg.model import Entity, Term
from kg.world import Form, Name, World
from kg.world.names import fold, words
from kg.world.offices import GENERIC

# How likely a name is to mean what it may mean, when nothing else is known.
_FORMS: dict[Form, float] = {
    "name": 0.6, "adjective": 0.6, "demonym": 0.6, "metonym": 0.6, "capital": 0.55, "surname": 0.35,
}  # fmt: skip
_ROLE, _COUNTERPART, _SENT, _BY_RULE, _CITY = 0.9, 0.9, 0.85, 0.7, 0.3
_STATUS = {"": 0.0, "acting": -0.05, "rival": -0.3}
_IN_CONTEXT, _COUNTRY, _OFFICE, _HEAD = 0.35, 0.1, 0.2, 0.1
_BEFORE_OR_AFTER, _ENDED, _EARLIER = -0.25, -0.4, -0.05
# People and their share of a city's score.
_SIZES = ((1_000_000, 0.25), (100_000, 0.15), (15_000, 0.05))

_FORMER = frozenset("former ex late deposed ousted".split())
_FREE = frozenset(
    "the a an s his her their its then new newly elected interim acting current incumbent outgoing visiting".split()
)
_OWNERS = frozenset("state organisation group".split())
_SUBJECT = re.compile(r"\b(?:for|to|on|in)\s+(?:the\s+)?(.+)\Z")


@dataclass(frozen=True, slots=True)
class Candidate:
    """Someone or something that a name or a role may mean.

    Parameters
    ----------
    score : float
        From 0 to 1; comparable among the candidates of one name only.
    reasons : tuple of str
        What speaks for it and against it.
    form : str
        How the name names it: a form of `kg.world.Form`, or ``role``, ``counterpart``, ``rule`` or ``city``.
    """

    entity: Entity
    form: str
    score: float
    reasons: tuple[str, ...]


@dataclass(slots=True)
class _Context:
    """What the text around a name tells: who is named in full, and which states."""

    people: list[Entity] = field(default_factory=list)
    countries: set[str] = field(default_factory=set)


def candidates(world: World, said: str, *, on: date | None = None, context: str = "") -> list[Candidate]:
    """Everyone and everything that a name or a role phrase may mean, the likeliest first.

    Parameters
    ----------
    said : str
        A name ("Aliyev", "Georgia", "the Kremlin"), a role ("the then French president", "NATO chief", "his Russian
        counterpart"), or a body that every state has ("Armenian Foreign Ministry").
    on : date, optional
        The day. Without it nobody is preferred for an office, and roles find nobody.
    context : str
        The text around it. Whoever it names in full, and the countries it names, count.

    Examples
    --------
    ``candidates(world(), "his Russian counterpart", on=date(2024, 3, 1), context="Hakan Fidan called")`` begins with
    Sergey Lavrov, because Hakan Fidan was foreign minister of Turkey on that day and he of Russia.
    """
    around = _read(world, context, on)
    found: dict[str, Candidate] = {}
    parts = (_named(world, said, on, around), _roles(world, said, on, around), _cities(world, said, around))
    for candidate in (c for part in parts for c in part):
        known = found.get(candidate.entity.id)
        if known is None or known.score < candidate.score:
            found[candidate.entity.id] = candidate
    return sorted(found.values(), key=lambda c: (-c.score, c.entity.label))


def _read(world: World, context: str, on: date | None) -> _Context:
    around = _Context(countries=world.states_in(context))
    for match in world.in_text(context):
        names = [n for n in match.values if n.entity.kind == "person"]
        people = {n.entity for n in names if n.form == "name"}
        if not people:  # a surname counts where just one of its bearers was in high office
            people = {n.entity for n in names if world.is_senior(n.entity, on)}
        if len(people) == 1:
            around.people.append(people.pop())
    return around


def _scored(entity: Entity, form: str, base: float, told: Sequence[tuple[float, str]]) -> Candidate:
    score = base + sum(weight for weight, _ in told)
    return Candidate(entity, form, round(min(1.0, max(0.01, score)), 2), tuple(reason for _, reason in told if reason))


# Names --------------------------------------------------------------------------------------------


def _named(world: World, said: str, on: date | None, around: _Context) -> Iterator[Candidate]:
    names = world.find(re.sub(r"(?i)^the\s+|['’]s?\Z", "", said)) or world.find(said)
    other = world.spelt(said, on) if not names else None
    if other is not None:
        told = [(0.0, f"another spelling of {other.label}"), *_of_person(world, other, on, around, timely=True)]
        yield _scored(other, "name", _FORMS["name"], told)
    people = [n.entity for n in names if n.entity.kind == "person"]
    timely = world.of_the_time(people, on)
    for name in names:
        told = [(0.0, f"{name.form} {name.written!r}")]
        if name.entity.kind == "person":
            told += _of_person(world, name.entity, on, around, timely=name.entity in timely)
        else:
            told += _of_thing(world, name, on, around)
        yield _scored(name.entity, name.form, _FORMS[name.form], told)


def _of_person(
    world: World, person: Entity, on: date | None, around: _Context, *, timely: bool
) -> Iterator[tuple[float, str]]:
    if person in around.people:
        yield _IN_CONTEXT, "named in the context"
    if person.country in around.countries:
        yield _COUNTRY, "the context names the country"
    if on is None:
        return
    held = world.offices.in_office(world.key(person), on)
    if held:
        senior = world.is_senior(person, on)
        yield _OFFICE if senior else _OFFICE / 2, f"on that day {'; '.join(_told(world, term) for term in held)}"
        if world.is_head(person, on):
            yield _HEAD, "led the state"
    if not timely:
        yield _BEFORE_OR_AFTER, "not in high office around that day"


def _of_thing(world: World, name: Name, on: date | None, around: _Context) -> Iterator[tuple[float, str]]:
    entity = name.entity
    if entity.kind == "state" and not world.exists(entity, on):
        yield _ENDED, "was no state on that day"
    if name.form == "capital" and entity.kind == "place":
        yield 0.0, "the city; its state's government where it acts"
    if entity.kind == "place":
        lies = world.containing(entity)
        if lies:
            yield 0.0, f"in {', '.join(place.label for place in lies)}"
    if entity.country and entity.country in around.countries and entity.kind != "state":
        yield _COUNTRY, "the context names the country"


def _cities(world: World, said: str, around: _Context) -> Iterator[Candidate]:
    name = fold(said.strip())
    base = _CITY / 2 if world.cities.is_persons(name) else _CITY
    for city in world.cities.every(name):
        people = world.cities.population(city)
        told = [(next((w for least, w in _SIZES if people >= least), 0.0), f"a place of {people:,} people")]
        if city.country in around.countries:
            told.append((_IN_CONTEXT, "the context names the country"))
        yield _scored(city, "city", base, told)


# Roles --------------------------------------------------------------------------------------------


def _roles(world: World, said: str, on: date | None, around: _Context) -> Iterator[Candidate]:
    """Phrases of a body and a word for an office, and bodies that every state has."""
    for body, rest in _owners(world, said):
        word = rest.removesuffix(" of")
        made = (world.body_of(body, rest) or world.body_of(body, word)) if body.kind == "state" else None
        if made:
            yield _scored(made, "rule", _BY_RULE, [(0.0, f"every state has one; this is that of {body.label}")])
        if on is None or _FORMER & set(word.split()):
            continue
        if word.split()[-1] == "counterpart":
            yield from _counterparts(world, body, on, around)
        yield from _holders(world, word, body, on)
        yield from _envoys(world, said, word, body, on)
    word = _plain(said)
    state = world.state(world.offices.sole_body(word))
    if state and on:
        yield from _holders(world, word, state, on)


def _owners(world: World, said: str) -> Iterator[tuple[Entity, str]]:
    """The states and bodies that a phrase names, each with the other words of the phrase."""
    for match in world.names.find(said):
        rest = _plain(f"{said[: match.start]} {said[match.end :]}")
        for body in dict.fromkeys(n.entity for n in match.values if n.entity.kind in _OWNERS):
            if rest:
                yield body, rest


def _plain(said: str) -> str:
    return " ".join(word for word in words(said) if word not in _FREE)


def _holders(world: World, word: str, body: Entity, on: date) -> Iterator[Candidate]:
    for place, term in enumerate(world.offices.holders(word, world.key(body), on)):
        told = [(_STATUS[term.status], f"{_told(world, term)} on that day")]
        if place and not term.status:
            told.append((_EARLIER, "the other took over on that day"))
        yield _scored(world.person(term.person), "role", _ROLE, told)


def _envoys(world: World, said: str, word: str, body: Entity, on: date) -> Iterator[Candidate]:
    """Whom a body has sent for something: "the UN special envoy for Syria"."""
    subject = _SUBJECT.search(said)
    title = world.offices.title(_SUBJECT.sub("", word).strip())
    if subject is None or title is None or not any(office in GENERIC for office, _, _ in title.offices):
        return
    for entity in dict.fromkeys(name.entity for name in world.find(subject[1])):
        for term in world.offices.sent(world.key(body), world.key(entity), on):
            why = f"{_told(world, term)} for {entity.label} on that day"
            yield _scored(world.person(term.person), "role", _SENT, [(_STATUS[term.status], why)])


def _counterparts(world: World, body: Entity, on: date, around: _Context) -> Iterator[Candidate]:
    """Holders of the offices that the people of the context hold."""
    for person in dict.fromkeys(reversed(around.people)):
        for own in world.offices.in_office(world.key(person), on):
            if own.body == world.key(body):
                continue
            for term in world.offices.who(own.office, world.key(body), on)[:1]:
                why = f"{_told(world, term)}, as {person.label} is {_told(world, own)}"
                yield _scored(world.person(term.person), "counterpart", _COUNTERPART, [(_STATUS[term.status], why)])


def _told(world: World, term: Term) -> str:
    body = world.body(term.body)
    status = f"{term.status} " if term.status else ""
    office = term.office.removesuffix("_of_body").replace("_", " ")
    return f"{status}{office} of {body.label if body else term.body}"
