"""Role phrases: "the Turkish president", "foreign ministers of Chad and Niger", "his Russian counterpart"."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from kg.extract.arguments import conjuncts
from kg.extract.mentions import Mention
from kg.parse.text import written
from kg.world import World
from kg.world.names import Trie, words

# Words that may stand between a state and the role ("Turkey's newly elected president").
_BETWEEN = frozenset(
    "'s ’s ' ’ then new interim acting late visiting newly elected re-elected outgoing longtime "
    "veteran long-serving embattled current junior senior".split()
)
_FORMER = frozenset("former ex late deposed ousted ex- onetime previous".split())
# An office that is not held yet names nobody of the day, as one no longer held.
_NOT_YET = frozenset("future next incoming prospective potential would-be aspiring".split())
_BODIES = ("state", "organisation", "group")
_PEOPLES = ("adjective", "demonym")
_OF = frozenset(("of", "from", "for"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """A role phrase in a parse.

    Parameters
    ----------
    word : str
        The role in the singular ("foreign minister").
    bodies : tuple of Mention
        The states or organisations that it is a role of.
    former : bool
        Not held on the day: no longer, or not yet.
    """

    start: int
    end: int
    root: int
    word: str
    plural: bool
    bodies: tuple[Mention, ...] = ()
    former: bool = False


@functools.lru_cache(maxsize=2)
def _titles(world: World) -> Trie[tuple[str, bool]]:
    trie: Trie[tuple[str, bool]] = Trie()
    for title in world.offices.titles():
        tail = re.split(r" (?:of|for) (?:the )?", title, maxsplit=1)[-1]
        if any(
            n.form in ("name", "adjective") and n.entity.kind != "person"
            for part in (title.split()[0], tail)
            for n in world.find(part)
        ):
            continue  # "un chief", "president of the european council": the body is read apart from its role
        trie.add(title, (title, False))
        trie.add(_plural(title), (title, True))
    return trie


def _plural(title: str) -> str:
    """The plural of a role: "heads of state", "foreign secretaries"."""
    head, of, rest = title.partition(" of ")
    head = re.sub(r"y\Z", "ie", head) if re.search(r"[^aeiou]y\Z", head) else head
    head = (
        re.sub(r"man\Z", "men", head) if head.endswith("man") else head + ("es" if head.endswith(("s", "ch")) else "s")
    )
    return head + of + rest


def roles(doc: Doc, mentions: Sequence[Mention], world: World) -> list[Role]:
    """The role phrases of a parse, in order, none of them inside a name."""
    named = {i: m for m in mentions for i in range(m.start, m.end)}
    out = []
    for match in _titles(world).find(written(doc)):
        span = doc.char_span(match.start, match.end, alignment_mode="expand")
        if span is None:
            continue
        word, plural = match.values[0]
        if any(
            named[i].entity.kind != "state" or named[i].form == "name"
            for i in range(span.start, span.end)
            if i in named
        ):
            free = _outside_names(span, named, world)
            if free is None:
                continue
            span, (word, plural) = free
        head = span.root
        if head.pos_ not in ("NOUN", "PROPN", "ADJ"):
            continue
        of = next((t for t in span if t.lower_ == "of"), None)
        if of is not None and of.i > span.start:
            head = doc[of.i - 1]
        bodies, former = _bodies(doc, span.start, span.end, head, named, plural=plural)
        out.append(
            Role(start=span.start, end=span.end, root=head.i, word=word, plural=plural, bodies=bodies, former=former)
        )
    return out


def _outside_names(span: Span, named: dict[int, Mention], world: World) -> tuple[Span, tuple[str, bool]] | None:
    """The role in a title that holds the name of its body: "president" in "president of the European Commission"."""
    free = [t.i for t in span if t.i not in named]
    while free and span.doc[free[-1]].lower_ in ("of", "the"):
        free.pop()
    if not free or len(free) != free[-1] - free[0] + 1:
        return None
    rest = span.doc[free[0] : free[-1] + 1]
    known = _titles(world).get(rest.text)
    return (rest, known[0]) if known else None


def _bodies(
    doc: Doc, start: int, end: int, head: Token, named: dict[int, Mention], *, plural: bool
) -> tuple[tuple[Mention, ...], bool]:
    """The states around a role: before it ("Turkish and Russian presidents") or behind "of"."""
    found: list[Mention] = []
    former = False
    # "After leaving X, Y's minister ...": only several ministers are of several states.
    joints = (",", "and", "-", "&") if plural else ("-",)
    i = start - 1
    while i >= 0:
        token = doc[i]
        mention = named.get(i)
        if mention is not None and mention.entity.kind in _BODIES:
            if found and mention.end == found[0].start and {mention.form, found[0].form} <= set(_PEOPLES):
                return (), True  # "the Bosnian Serb leader" leads neither state
            found.insert(0, mention)
            i = mention.start - 1
        elif (
            token.lower_ in _FORMER
            or token.lower_ in _NOT_YET
            or (token.lower_ == "-" and i and doc[i - 1].lower_ == "ex")
        ):
            former = True
            i -= 1
        elif token.text == ")" and i > 2 and doc[i - 2].text == "(" and doc[i - 1].text.isupper():
            i -= 3  # "African Union (AU) mediators"
        elif token.lower_ in _BETWEEN or (found and token.lower_ in joints and named.get(i - 1) is not None):
            i -= 1
        else:
            break
    if not plural and len(found) > 1 and found[0].entity.kind == "state" and found[1].entity.kind == "organisation":
        found = found[:1]  # "Djibouti's UN ambassador" is Djibouti's
    behind: list[Mention] = []
    for child in (child for token in dict.fromkeys((head, *doc[start:end])) for child in token.children):
        if child.dep_ == "prep" and child.lower_ in _OF:
            objects = [t for o in child.children if o.dep_ == "pobj" for t in conjuncts(o)]
            objects += [c for o in objects for c in _first_words(o) if _before_a_name(c, o, named)]
            behind += [named[t.i] for t in objects if t.i in named and named[t.i].entity.kind in _BODIES]
        elif child.dep_ == "poss" and child.i in named and named[child.i].entity.kind in _BODIES:
            behind += [named[t.i] for t in conjuncts(child) if t.i in named]
    if not found or any(m.entity.kind != "state" for m in behind):  # "the Norwegian head of NATO"
        found = behind
    return tuple(dict.fromkeys(found)), former


def _first_words(name: Token) -> list[Token]:
    """The words before the last of a name, wherever the parser hung them."""
    inside = [c for c in name.children if c.dep_ in ("compound", "nmod")]
    return inside + [t for c in inside for t in _first_words(c)]


def _before_a_name(word: Token, head: Token, named: dict[int, Mention]) -> bool:
    """Is it the state that the parser took for part of a name: "the foreign minister of *Mongolia* Battsetseg B."?"""
    body, person = named.get(word.i), named.get(head.i)
    apart = body is not None and person is not None and body.end == person.start
    return apart and word.dep_ in ("compound", "nmod") and person is not None and person.entity.kind == "person"


def role_words(role: Role) -> tuple[str, ...]:
    """The words of a role, folded."""
    return words(role.word)
