"""The beginning of a question: what it asks for, and where the rest begins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc

from kg.extract.lexicon import Lexicon
from kg.model import Entity
from kg.questions.amounts import is_number, number
from kg.questions.errors import NotUnderstood
from kg.questions.kinds import ANYONE, Kind, Office, longest, offices_of, singular
from kg.questions.names import Directory
from kg.questions.vocabulary import Vocabulary

_AT = ("in", "at")
SOMEBODY, SOMETHING = "somebody", "something"
_PREPOSITIONS = frozenset("with to by in at on from against about between for over of regarding under during".split())
_AUXILIARIES = frozenset("did do does is are was were has have had will would can could should may might must".split())
_NEVER = frozenset("never nobody nothing none neither nor no-one".split())
_OPINION = frozenset("should ought shall".split())
_TAIL = re.compile(
    r",? and (?:(when|where)|on (?:what|which) (?:day|date)s?|(about what|what about|on what|why))\Z", re.IGNORECASE
)
_TWO = re.compile(r"(when|where) and (when|where) ", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """What a question begins with.

    Parameters
    ----------
    ask : str
        The column asked for: ``who``, ``what``, ``when``, ``where``, ``topic``, ``article``, ``event``; ``times`` and
        ``number`` count events and parties; ``did`` asks whether.
    kind : Kind
        Who is asked for.
    hole : str
        The words that stand for what is asked for in the statement; empty where it is left out.
    preposition : str
        What stood before the question word ("with whom").
    rest : int
        The token after it all.
    several : int
        Of how many ("which two leaders"); 0 where no number is named.
    listed : bool
        A list is ordered.
    """

    ask: str
    rest: int
    kind: Kind = ANYONE
    hole: str = ""
    preposition: str = ""
    several: int = 0
    listed: bool = False


def tail(text: str) -> tuple[str, tuple[str, ...]]:
    """A question without "and when" at its end or beginning, and the columns that this asks for."""
    extra: list[str] = []
    both = _TWO.match(text)
    if both:
        text = text[both.end(1) :].removeprefix(f" and {both.group(2)}")
        text, extra = both.group(1) + text, [both.group(2).lower()]
    match = _TAIL.search(text)
    if match:
        if (match.group(2) or "").lower() == "why":
            raise NotUnderstood("why", "the graph holds what happened, not why")
        extra.append((match.group(1) or ("topic" if match.group(2) else "when")).lower())
        text = text[: match.start()]
    return text, tuple(extra)


def opening(doc: Doc, directory: Directory, vocabulary: Vocabulary, lexicon: Lexicon) -> Opening:
    """Read the beginning of a question.

    Raises
    ------
    NotUnderstood
        It asks why or how.
    """
    low = [t.lower_ for t in doc]
    if not low:
        raise NotUnderstood("", "nothing is asked")
    first = 0
    preposition = ""
    refuse(low)
    if (
        len(low) > 1
        and low[0] in (*_PREPOSITIONS, "since")
        and low[1] in ("whom", "who", "which", "what", "whose", "when", "how")
    ):
        preposition, first = low[0], 1
    word = low[first]
    if word in ("who", "whom"):
        return Opening(ask="who", hole=SOMEBODY, preposition=preposition, rest=first + 1)
    if word in ("when", "where"):
        return Opening(ask=word, rest=first + 1)
    if word in ("why", "whose", "how") and low[first + 1 : first + 2] not in (["many"], ["often"], ["frequently"]):
        raise NotUnderstood(word, f"the graph does not tell “{word}”")
    if word == "how" and low[first + 1] in ("often", "frequently"):
        return Opening(ask="times", rest=first + 2)
    if word == "how" or word in ("which", "what"):
        start = first + (2 if word == "how" else 1)
        found = _noun(doc, start, directory, vocabulary, lexicon, preposition, count=word == "how")
        if found is not None:
            return replace(found, preposition="" if found.ask.endswith("country") else preposition)
        if word == "what":
            return Opening(ask="what", hole=SOMETHING, preposition=preposition, rest=first + 1)
        raise NotUnderstood(doc[start : start + 1].text, "this is not something that the graph lists")
    if word in _AUXILIARIES:
        return Opening(ask="did", rest=0)
    return Opening(ask="event", rest=0)


def refuse(words: Sequence[str]) -> None:
    """Decline what can only be answered from all that ever happened."""
    for word in words:
        if word in _NEVER:
            raise NotUnderstood(word, f"the graph tells what happened, and cannot answer “{word}”")
        if word in _OPINION:
            raise NotUnderstood(word, "the graph holds what happened, and no opinion")
    if "if" in words[:3]:
        raise NotUnderstood("if", "the graph holds what happened, not what would")


def _noun(
    doc: Doc,
    start: int,
    directory: Directory,
    vocabulary: Vocabulary,
    lexicon: Lexicon,
    preposition: str,
    *,
    count: bool,
) -> Opening | None:
    """The noun after "which", "what" or "how many"."""
    low = [t.lower_ for t in doc]
    names = _spans(doc, directory)
    bodies: list[Entity] = []
    several = 0
    i = begin = start
    while i < len(doc):
        if i in names:
            bodies.append(names[i][1])
            i = names[i][0]
        elif bodies and low[i] in ("and", "or", ",", "-"):
            i += 1
        elif low[i] in ("other", "different", "of", "the", "all", "top") or (is_number(low[i]) and not bodies):
            several = number(low[i]) if is_number(low[i]) else several
            i = begin = i + 1
        else:
            break
    length, noun, source = longest(low[i:], vocabulary, directory.world)
    if not length:
        for end in (i + 1, i + 2):  # "calls", "phone calls"
            if not bodies and end <= len(doc) and (singular(low[end - 1]), "n") in lexicon.entries:
                return Opening(ask="times" if count else "event", hole=doc[i:end].text, rest=end)
        return None
    end = i + length
    if source == "columns":
        column = vocabulary.columns[noun]
        if bodies and column != "event":
            raise NotUnderstood(doc[start:end].text, "this is not something that the graph lists")
        if count and noun == "time":
            return Opening(ask="times", rest=end)
        if count and column in ("when", "year", "month") and preposition not in ("on", "in"):
            raise NotUnderstood(doc[start:end].text, "the graph does not tell how long something took")
        if column == "event" and count:
            return Opening(ask="times", hole="" if noun == "time" else SOMETHING, rest=end)
        hole = {"topic": SOMETHING, "article": SOMEBODY}.get(column, "")
        return Opening(ask=f"number of {column}" if count else column, hole=hole, rest=end)
    if end + 1 < len(doc) and low[end] in ("of", "from", "in") and end + 1 in names and low[end] != "in":
        end += 1
        while end < len(doc) and (end in names or low[end] in ("and", "or", ",")):
            bodies += [names[end][1]] if end in names else []
            end = names[end][0] if end in names else end + 1
    if vocabulary.kinds.get(noun) == ("state",) and source == "kinds" and (preposition in _AT or low[-1] in _AT):
        return Opening(ask="number of country" if count else "country", rest=end)
    kind = _kind(doc[begin:end].text, noun, source, bodies, directory, vocabulary)
    return Opening(ask="number" if count else "who", kind=kind, hole=SOMEBODY, rest=end, several=several)


def _kind(
    words: str, noun: str, source: str, bodies: list[Entity], directory: Directory, vocabulary: Vocabulary
) -> Kind:
    world = directory.world
    states = tuple(b.country for b in bodies if b.kind == "state" and b.country)
    others = tuple(b.id for b in bodies if b.kind != "state")
    if source == "kinds":
        if others:
            raise NotUnderstood(words, "who belongs to an organisation is not in the graph")
        return Kind(words=words, entities=vocabulary.kinds[noun], countries=states)
    if source == "offices":
        offices = tuple(Office(name) for name in vocabulary.offices[noun])
        titles = vocabulary.roles.get(noun, (noun,))
    else:
        titles = (noun,)
        offices = offices_of(noun, world, [world.key(b) for b in bodies])
    held_at = tuple(b.id for b in bodies)
    strangers = directory.called(titles, held_at)
    return Kind(words=words, entities=("person",), offices=offices, titles=titles, bodies=held_at, strangers=strangers)


def _spans(doc: Doc, directory: Directory) -> dict[int, tuple[int, Entity]]:
    """Names of states and bodies by their first token: the token after them, and whom they name."""
    out = {}
    for match in directory.names.find(doc.text):
        entity = match.values[0].entity
        span = doc.char_span(match.start, match.end)
        upper = doc.text[match.start].isupper()
        if span is not None and upper and entity.kind in ("state", "organisation", "group"):
            out[span.start] = (span.end, entity)
    return out
