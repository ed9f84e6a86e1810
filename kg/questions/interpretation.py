"""A question to a reading."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from spacy.language import Language
from spacy.tokens import Doc

from kg.extract.lexicon import Lexicon, lexicon
from kg.extract.mentions import mentions
from kg.extract.status import status as status_of
from kg.questions.amounts import Amount, amount
from kg.questions.casing import recase
from kg.questions.errors import NotUnderstood
from kg.questions.names import Directory
from kg.questions.opening import Opening, opening, tail
from kg.questions.plain import plain
from kg.questions.reader import Reader
from kg.questions.reading import Ask, Open, Participant, Reading, Slot, When
from kg.questions.statement import Statement, statement, without
from kg.questions.times import times
from kg.questions.vocabulary import Vocabulary, vocabulary

# Longer than any question; what is longer is a text.
_LONGEST = 400
_BE = frozenset(("is", "are", "was", "were"))
_EMPTY = _BE | frozenset("there have has do did we about on of that which".split())


def interpret(question: str, known: Directory, nlp: Language, today: date) -> Reading:
    """What a question means.

    Raises
    ------
    NotUnderstood
        A part of it has no reading.
    """
    if len(question) > _LONGEST:
        raise NotUnderstood(question[:60] + " …", "this is too long for a question")
    rows, words = lexicon(), vocabulary()
    text, listed = plain(question)
    text, extra = tail(text)
    text = recase(text, known.names, _plain_words(rows, words, nlp))
    doc = nlp(text)
    begun = Opening(ask="event", rest=0) if listed else opening(doc, known, words, rows)
    names = mentions(doc, known.world, known.cast(text))
    begun, told = _of_articles(begun, doc, words)
    if told is None:
        told = statement(doc, begun, names, rows)
    when, spans = times(told.text, today)
    counted = amount(told.text, spans)
    told = without(told, [*spans, *counted.spans])
    reader = Reader(nlp(told.text), told, known, rows, words)
    reader.read()
    return _reading(begun, extra, reader, counted, when)


def _plain_words(rows: Lexicon, words: Vocabulary, nlp: Language) -> frozenset[str]:
    """Words that are no names where they are written small."""
    common = {trigger for trigger, _ in rows.entries} | set(rows.light) | set(rows.nouns)
    common |= {*words.kinds, *words.columns, *words.offices, *words.reports, *words.skip, *words.order}
    return frozenset(common | set(nlp.Defaults.stop_words))


def _of_articles(begun: Opening, doc: Doc, words: Vocabulary) -> tuple[Opening, Statement | None]:
    """Read on: "which articles report the call ..." asks for articles of what follows the verb."""
    if begun.ask not in ("article", "number of article"):
        return begun, None
    rest = list(doc[begun.rest :])
    if begun.preposition and rest and rest[0].lower_ in _BE:
        while rest and rest[-1].lemma_.lower() in words.reports | {"name", "quote"}:
            rest.pop()  # "in which articles is X mentioned"
    i = 0
    while i < len(rest) and (rest[i].lower_ in _EMPTY or rest[i].lemma_.lower() in words.reports):
        i += 1
    if i == 0 or i == len(rest):
        raise NotUnderstood(doc.text, "what the articles report is not said")
    body = doc[rest[i].i : rest[-1].i + 1].text
    if rest[i].lower_ in ("who", "whom", "when", "where", "what", "how"):
        body = body.split(" ", 1)[-1]
    clause = any(t.tag_ in ("VBD", "VBZ", "VBP") and t.dep_ in ("ROOT", "ccomp", "conj", "relcl") for t in rest[i:])
    said = (body[:1].upper() + body[1:] if clause else f"There was {body}") + "."
    return replace(begun, hole=""), Statement(text=said, holes=())


def _reading(begun: Opening, extra: tuple[str, ...], reader: Reader, counted: Amount, when: list[When]) -> Reading:
    left = reader.covered.left()
    if not reader.wanted.types:
        left = _whatever(begun, reader, left, bool(when))
    if left:
        names = tuple(reader.directory.close_to(left[0])) if left[0][:1].isupper() else ()
        raise NotUnderstood(left[0], f"“{left[0]}” is not understood here", names)
    opens, ask = _opens(begun, reader)
    for column in extra:
        if column not in (o.column for o in opens):
            opens = (*opens, Open(column=column))
    status = status_of(reader.found.slots, reader.lexicon) if reader.found is not None else "occurred"
    participants = list(dict.fromkeys(reader.participants))
    if not reader.wanted.types:
        participants = [Participant("anything" if begun.ask == "article" else p.side, p.who) for p in participants]
    return Reading(
        ask=ask,
        wanted=reader.wanted,
        opens=opens,
        participants=tuple(participants),
        places=tuple(dict.fromkeys(reader.places)),
        topics=tuple(dict.fromkeys(reader.topics)),
        times=tuple(when),
        status=status,
        order=counted.order,
        more_than=counted.more_than,
    )


def _opens(begun: Opening, reader: Reader) -> tuple[tuple[Open, ...], Ask]:
    """The columns asked for, and whether their rows, their number or only their being is."""
    holes = [reader.holes[i] for i in sorted(reader.holes)]
    if begun.ask == "did":
        return (), "did"
    if begun.ask == "times":
        return (), "times"
    if begun.ask.startswith("number of"):
        return (Open(column=begun.ask.removeprefix("number of ")),), "number"
    if begun.ask in ("when", "where", "article", "event", "topic"):
        return (Open(column=begun.ask), *_of_holes(holes[1:] if begun.ask == "topic" else holes, begun)), "rows"
    if not reader.wanted.types:
        return (Open(column="event"),), "rows"
    found = _of_holes(holes, begun)
    if not found:
        raise NotUnderstood(reader.doc.text.rstrip("."), "what is asked for is not clear")
    return found, "number" if begun.ask == "number" else "rows"


def _of_holes(holes: list[Slot | None], begun: Opening) -> tuple[Open, ...]:
    out: list[Open] = []
    for slot in holes:
        if slot is None or slot == "topic" or slot == "event":
            if all(o.column != (slot or "event") for o in out):
                out.append(Open(column=slot or "event"))
        elif any(o.column == "who" for o in out):
            out.append(Open(column="whom", side=slot))
        else:
            out.append(Open(column="who", side=slot, kind=begun.kind))
    return tuple(out)


def _whatever(begun: Opening, reader: Reader, left: list[str], dated: bool) -> list[str]:
    """Questions about any kind of event: "what happened in X", "which articles mention Y".

    Returns
    -------
    list of str
        The words that are still not read.
    """
    anything = dated or reader.participants or reader.places or reader.topics
    verbs = {t.lemma_.lower() for t in reader.doc}
    happened = begun.ask in ("what", "event") and verbs & {"happen", "occur", "do", "event"}
    if not anything or not (happened or begun.ask in ("article", "number of article")):
        raise NotUnderstood(
            left[0] if left else reader.doc.text.rstrip("."), "no kind of event is named that the graph knows"
        )
    return [w for w in left if w.lower() not in ("happened", "happen", "occurred", "done", "events", "event")]
