"""How many or how much an event's own clause tells: killed, arrested, protesters, troops, money.

`figures` reads the numbers; here each is held against the words that it counts and the verb that these depend on. What
is counted in which kinds of event stands in `seeds/lexicon/quantities.csv`. A number that belongs to no row is none of
the event's.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from spacy.tokens import Span, Token

from kg.extract import arguments as arg
from kg.extract.figures import Figure, find
from kg.extract.phrases import by_preposition
from kg.extract.slots import Slots
from kg.model import Quantity
from kg.ontology import event_types
from kg.resources import folder
from kg.world import tables

# What comes of a deed is told in a clause of one of these kinds: "shelled the town, killing 20".
_OUTCOMES = ("advcl", "acl", "relcl")
_PARTS = ("object", "subject", "of", "on", "with")
_STATES = ("ccomp", "oprd", "acomp", "xcomp")
# How a noun that tells of the deed hangs on the verb that tells what came of it: "20 died in the attack".
_MEANS = frozenset("in by during from through".split())
# "30 others", "one more".
_OTHERS = frozenset("other more person".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """One row of the table: what is counted, in which types, and where in the clause it stands.

    Parameters
    ----------
    verbs : frozenset of str
        The verbs that it depends on; without any, the trigger of the event or its verb.
    part : str
        ``object``, ``subject``, or a preposition; ``of`` stands for "by", "for" and "worth" too, and for the trigger.
    nouns : frozenset of str
        Lemmas, and sorts of `things.csv` with an ``@``.
    """

    counted: str
    types: frozenset[str]
    verbs: frozenset[str]
    part: str
    nouns: frozenset[str]


def read(path: Path) -> tuple[Counted, ...]:
    """The table of what is counted.

    Raises
    ------
    TableError
        A row names an unknown type or part, with its file and line.
    """
    known, found = event_types(), []
    for row in tables.read(path, ("counted", "types", "verbs", "part", "nouns", "note")):
        unknown = [kind for kind in row.many("types") if kind not in known]
        if unknown:
            raise row.wrong(f"no event type {unknown[0]!r}", "use some of " + ", ".join(known))
        found.append(
            Counted(
                counted=row.needed("counted"),
                types=frozenset(row.many("types")),
                verbs=frozenset(row.many("verbs")),
                part=row.one_of("part", _PARTS),
                nouns=frozenset(row.many("nouns")),
            )
        )
    return tuple(found)


@functools.cache
def rows() -> tuple[Counted, ...]:
    """The table that ships with the package, read once a process."""
    return read(folder("seeds") / "lexicon" / "quantities.csv")


@functools.cache
def _by_type() -> dict[str, tuple[Counted, ...]]:
    return {kind: tuple(row for row in rows() if kind in row.types) for kind in event_types()}


def quantities(kind: str, slots: Slots) -> tuple[Quantity, ...]:
    """The numbers that the clause of an event of this type tells, in the order of the text."""
    wanted = _by_type()[kind]
    sentence = slots.trigger.sent
    figures = [_placed(figure, sentence) for figure in _figures(sentence.text)] if wanted else []
    found: dict[int, Quantity] = {}
    verbs = _verbs(slots) if figures else []
    for row in wanted if figures else ():
        for things in _things(row, slots, verbs):
            counted = [(thing, _number(thing, figures)) for thing in things]
            # Of "a soldier and two civilians" two is only a part.
            whole = all(figure is not None for _, figure in counted)
            for thing, figure in counted:
                if not figure or figure.start in found or (figure.low is None and not whole):
                    continue
                if _suits(thing, figure, row, slots):
                    found[figure.start] = _quantity(row.counted, figure, slots, whole=whole)
    return tuple(found[at] for at in sorted(found))


@functools.lru_cache(maxsize=64)
def _figures(text: str) -> tuple[Figure, ...]:
    return tuple(find(text))


def _quantity(counted: str, figure: Figure, slots: Slots, *, whole: bool) -> Quantity:
    offset = slots.scene.offset + slots.trigger.sent.start_char
    return Quantity(
        counted=counted, low=figure.low, high=figure.high if whole else None,
        hedged=figure.hedged, unit=figure.unit, start=offset + figure.start, end=offset + figure.end,
    )  # fmt: skip


# Where it stands ------------------------------------------------------------------------------


def _things(row: Counted, slots: Slots, verbs: Sequence[Token]) -> Iterator[list[Token]]:
    """What stands where the row says, each with whatever is joined to it."""
    if row.verbs:
        heads: Sequence[Token] = [v for v in verbs if v.lemma_.lower() in row.verbs or v.lower_ in row.verbs]
    else:
        heads = list(dict.fromkeys((slots.trigger, slots.support or slots.trigger, *_contents(slots))))
    for head in heads:
        for thing in _arguments(head, row.part, slots):
            yield arg.conjuncts(thing)
            for each in arg.conjuncts(thing):
                if each.pos_ != "NUM":  # not the 300 of "20 of the 300"
                    yield [t for link in ("of", "worth") for t in arg.prepositional(each, link)]


def _arguments(head: Token, part: str, slots: Slots) -> list[Token]:
    if part == "object":
        # "detained between 20 and 30 people"
        return arg.undergoers(head) + arg.prepositional(head, "between")
    if part == "subject":
        left = arg.undergoers(head.head) if head.pos_ == "ADJ" and head.dep_ in _STATES else []
        return left or arg.doers(head) or arg.undergoers(head)
    if part != "of":  # "imposed sanctions on 20 officials"
        return [t for top in (head, *arg.undergoers(head)) for t in arg.prepositional(top, part)]
    found = [t for link in ("of", "worth", "for", "by") for t in arg.prepositional(head, link)]
    return [*found, head] if head == slots.trigger and slots.noun else found


def _verbs(slots: Slots) -> list[Token]:
    """The verb of the event, and those that tell what came of it: "an attack that killed 20 and wounded 30"."""
    trigger, verb = slots.trigger, slots.verb
    tops = [trigger]
    if trigger.dep_ in ("nsubj", "nsubjpass", "csubj") or (slots.noun and trigger.dep_ == "dobj"):
        tops.append(trigger.head)
    elif verb != trigger and (verb == slots.support or trigger.head.lower_ in _MEANS):
        tops.append(verb)
    if trigger.dep_ == "advcl" and any(c.lower_ in ("when", "as") for c in trigger.children):
        tops.append(trigger.head)  # "20 people died when X shelled Y"
    tops += _contents(slots)
    tops += [each for top in tops for each in _outcomes(top, slots)]
    return list(dict.fromkeys(each for top in tops for each in (top, *_joined(top))))


def _contents(slots: Slots) -> list[Token]:
    """What is promised, asked or begun: "pledged to send 500 troops"."""
    return [c for c in slots.trigger.children if c.dep_ == "xcomp" and c.pos_ == "VERB"]


def _outcomes(top: Token, slots: Slots) -> Iterator[Token]:
    """The verbs behind another that tell what came of it, and the states in which they leave somebody."""
    yield from _left(top)
    # "a strike on X, which killed 20": the clause hangs on the place
    behind = [t for found in by_preposition(top).values() for t in found] if top.pos_ == "NOUN" else []
    places = [t for t in behind if (m := slots.scene.mention(t)) and (m.city or m.entity.kind == "place")]
    for child in (c for each in (top, *places) for c in each.children):
        if child.dep_ in _OUTCOMES and child.i > top.i and not any(map(_begins_anew, child.children)):
            yield child
            yield from _left(child)


def _begins_anew(child: Token) -> bool:
    """Does it make its clause one of another time or of somebody else: "after 26 people were killed"?"""
    relative = child.tag_ in ("WDT", "WP") or child.lower_ == "that"
    return (child.dep_ in ("nsubj", "nsubjpass") and not relative) or child.dep_ == "mark"


def _left(verb: Token) -> Iterator[Token]:
    """The state in which somebody is left: "left 20 people dead and 30 wounded"."""
    if verb.lemma_ == "leave":
        yield from (
            c for c in verb.children if c.dep_ in _STATES or (c.dep_ == "conj" and c.tag_ in ("VBD", "VBN", "JJ"))
        )


def _joined(verb: Token) -> Iterator[Token]:
    """What is told in one breath with a verb: "killing 20 and wounding 30"."""
    for child in verb.children:
        if child.dep_ == "conj" and child.pos_ in ("VERB", "ADJ") and child.tag_ == verb.tag_:
            yield child
            yield from _joined(child)


# What is counted ------------------------------------------------------------------------------


def _placed(figure: Figure, sentence: Span) -> tuple[Figure, frozenset[Token]]:
    """A number with its own words and those of what it counts: "20 soldiers", "dozens of soldiers", "20 of the 300"."""
    inside = _inside(figure, sentence)
    counting = {t.head for t in inside if t.i < t.head.i and t.dep_ not in ("conj", "appos")}
    further = {t.head for t in counting if t.i < t.head.i and t.pos_ in ("NUM", "SYM")}
    return figure, frozenset((*inside, *counting, *further))


def _number(thing: Token, figures: Sequence[tuple[Figure, frozenset[Token]]]) -> Figure | None:
    """The number that counts a thing, or that it is itself."""
    return next((figure for figure, words in figures if thing in words), None)


def _inside(figure: Figure, sentence: Span) -> list[Token]:
    start = sentence.start_char
    span = sentence.doc.char_span(start + figure.start, start + figure.end, alignment_mode="expand")
    return list(span) if span is not None else []


def _suits(thing: Token, figure: Figure, row: Counted, slots: Slots) -> bool:
    """Is it what the row counts?"""
    if "@money" in row.nouns or figure.unit is not None:
        return "@money" in row.nouns and figure.unit is not None
    noun: Token | None = thing
    if thing in _inside(figure, thing.sent):
        noun = next(iter(arg.prepositional(thing, "of")), None)
    people = "@folk" in row.nouns
    if noun is None:
        return people
    lemma = noun.lemma_.lower()
    if not slots.lexicon.things.get(lemma, frozenset()).isdisjoint(row.nouns):
        return True
    if lemma in row.nouns or (people and lemma in _OTHERS):
        return True
    return people and any(p.entity.kind in ("group", "person") or p.sector for p in slots.scene.parties(noun))
