"""A question to a reading."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from spacy.language import Language

from kg.extract.lexicon import Lexicon, lexicon
from kg.extract.mentions import mentions
from kg.extract.slots import Slots
from kg.extract.status import status as status_of
from kg.questions.amounts import Amount, amount
from kg.questions.casing import recase
from kg.questions.errors import NotUnderstood
from kg.questions.names import Directory
from kg.questions.opening import Opening, opening, tail
from kg.questions.plain import plain
from kg.questions.reader import Reader
from kg.questions.reading import Open, Participant, Reading, Side
from kg.questions.statement import Statement, statement
from kg.questions.vocabulary import Vocabulary, vocabulary

# Longer than any question; what is longer is a text.
_LONGEST = 400
_SLOTS: dict[str, Side] = {"who": "party"}


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
    begun, told = _of_articles(begun, doc.text, words, nlp)
    if told is None:
        told = statement(doc, begun, names, rows)
    parsed = nlp(told.text)
    reader = Reader(parsed, told, known, rows, words, today)
    counted = amount(told.text, [(parsed[i].idx, parsed[i].idx + len(parsed[i])) for i in range(len(parsed)) if i in reader.covered])
    for start, end in counted.spans:
        reader.covered.add(t.i for t in parsed if start <= t.idx < end)
    reader.read()
    return _reading(begun, extra, reader, counted)


def _plain_words(rows: Lexicon, words: Vocabulary, nlp: Language) -> frozenset[str]:
    """Words that are no names where they are written small."""
    common = {trigger for trigger, _ in rows.entries} | set(rows.light) | set(rows.nouns)
    common |= {*words.kinds, *words.columns, *words.offices, *words.reports, *words.skip, *words.order}
    return frozenset(common | set(nlp.Defaults.stop_words))


def _of_articles(begun: Opening, text: str, words: Vocabulary, nlp: Language) -> tuple[Opening, Statement | None]:
    """ "Which articles report the call ..." asks for articles of what follows the verb."""
    if begun.ask not in ("article", "number of article"):
        return begun, None
    doc = nlp(text)
    rest = [t for t in doc[begun.rest :]]
    i = 0
    while i < len(rest) and (rest[i].lower_ in ("are", "there", "is", "have", "has", "do", "did", "we", "about", "on", "of", "that", "which") or rest[i].lemma_.lower() in words.reports):
        i += 1
    if i == 0 or i == len(rest):
        raise NotUnderstood(text, "what the articles report is not said")
    body = text[rest[i].idx :]
    if rest[i].lower_ in ("who", "whom", "when", "where", "what", "how"):
        body = body.split(" ", 1)[-1]
    clause = any(t.tag_ in ("VBD", "VBZ", "VBP") and t.dep_ in ("ROOT", "ccomp", "conj", "relcl") for t in rest[i:])
    said = (body[:1].upper() + body[1:] if clause else f"There was {body}") + "."
    return replace(begun, hole=""), Statement(text=said, holes=())


def _reading(begun: Opening, extra: tuple[str, ...], reader: Reader, counted: Amount) -> Reading:
    left = reader.covered.left()
    what_happened = reader.found is not None and reader.found.entry.trigger in ("happen", "occur")
    if reader.found is None:
        left = [w for w in left if w.split()[0].lower() not in ("happened", "happen", "occurred", "know", "known", "news", "information")]
    if left:
        names = tuple(reader.directory.close_to(left[0])) if left[0][:1].isupper() else ()
        raise NotUnderstood(left[0], f"“{left[0]}” is not understood here", names)
    if reader.found is None and (begun.ask not in ("event", "article", "number of article", "what", "did") or not (reader.participants or reader.places or reader.topics)):  # fmt: skip
        raise NotUnderstood(reader.doc.text.rstrip("."), "it names no kind of event")
    if begun.ask == "did" and reader.found is None:
        raise NotUnderstood(reader.doc.text.rstrip("."), "it names no kind of event")
    _ = what_happened
    opens, ask = _opens(begun, reader)
    for column in extra:
        if column not in (o.column for o in opens):
            opens = (*opens, Open(column=column))
    status = status_of(reader.found.slots, reader.lexicon) if reader.found is not None else "occurred"
    participants = list(dict.fromkeys(reader.participants))
    if reader.found is None:
        participants = [Participant("anything" if begun.ask == "article" else p.side, p.who) for p in participants]
    return Reading(
        ask=ask,  # type: ignore[arg-type]
        wanted=reader.wanted,
        opens=opens,
        participants=tuple(participants),
        places=tuple(dict.fromkeys(reader.places)),
        topics=tuple(dict.fromkeys(reader.topics)),
        times=tuple(reader.times),
        status=status,
        order=counted.order,
        more_than=counted.more_than,
    )


def _opens(begun: Opening, reader: Reader) -> tuple[tuple[Open, ...], str]:
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
    if begun.ask == "what" and reader.found is None:
        return (Open(column="event"),), "rows"
    found = _of_holes(holes, begun)
    if not found:
        raise NotUnderstood(reader.doc.text.rstrip("."), "what is asked for is not clear")
    return found, "number" if begun.ask == "number" else "rows"


def _of_holes(holes: list[Side | str | None], begun: Opening) -> tuple[Open, ...]:
    out: list[Open] = []
    for slot in holes:
        if slot in ("topic", "event", None):
            column = slot or "event"
            if all(o.column != column for o in out):
                out.append(Open(column=column))
        else:
            column = "whom" if any(o.column == "who" for o in out) else "who"
            kind = begun.kind if column == "who" else Open(column="who").kind
            out.append(Open(column=column, side=slot, kind=kind))  # type: ignore[arg-type]
    return tuple(out)


def trigger_of(slots: Slots) -> str:
    """The word that names the events, as the question has it."""
    return slots.trigger.text
