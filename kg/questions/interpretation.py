"""A question to a reading."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date

from spacy.lang.en.stop_words import STOP_WORDS
from spacy.language import Language
from spacy.tokens import Doc

from kg.extract.lexicon import Lexicon, lexicon
from kg.extract.mentions import mentions
from kg.parse.beside import Beside
from kg.parse.wording import irregular
from kg.questions.amounts import Amount, amount
from kg.questions.casing import inflected, recase
from kg.questions.clauses import clauses, of_verbs
from kg.questions.compound import absent, apart_from, both, but_not, distributed, in_person
from kg.questions.errors import NotUnderstood
from kg.questions.measures import Measure, measure
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
_FACE_TO_FACE = re.compile(r"\b(?:in person|face[- ]to[- ]face|in the flesh)\b", re.IGNORECASE)
# What is left of these when times are taken out stands before another event ("after meeting X").
_ORDER_OF_EVENTS = re.compile(r"\b(?:after|before|since|until|till|while|prior to|following) [^.]+", re.IGNORECASE)
_BE = frozenset(("is", "are", "was", "were"))
_COLUMNS = ("when", "where", "country", "year", "month", "article", "event", "topic")
# Of these the graph tells who and whom; what was said or agreed stands in the sentences behind the answer.
_SAID = frozenset("AGREE ACCUSE REQUEST THREATEN REJECT SUPPORT CONCEDE COOPERATE AID".split())
_AUXILIARIES = frozenset("did do does has have had".split())
_HAPPENED = frozenset("happened happen occurred done events event involve involved concern".split())
_SUFFERED = frozenset("ASSAULT COERCE RETREAT SANCTION PROTEST".split())
_EMPTY = _BE | frozenset("there have has do did we about on of that which".split())


def interpret(
    question: str,
    known: Directory,
    nlp: Language | Beside,
    today: date,
    parse: Callable[[str], Doc] | None = None,
) -> Reading:
    """What a question means.

    Raises
    ------
    NotUnderstood
        A part of it has no reading.
    """
    if len(question) > _LONGEST:
        raise NotUnderstood(question[:60] + " …", "this is too long for a question")
    rows, words = lexicon(), vocabulary()
    asker = _Asker(known, parse or nlp, today, rows, words)
    text, listed = plain(question)
    text, extra = tail(text)
    text = recase(text, known.names, _plain_words(nlp))
    if listed:
        return asker.read(text, extra, listed=True)
    parts = clauses(text, known.names)
    doc = asker.parsed(parts.first)
    begun = opening(doc, known, words, rows)
    verbs = of_verbs(doc, begun.rest, rows)
    reading = asker.read(verbs.first, extra)
    if verbs.also or verbs.either:
        reading = both(reading, asker.read(verbs.also or verbs.either, extra), either=bool(verbs.either))
    if parts.but_not:
        reading = but_not(reading, asker.read(parts.but_not, extra))
    if parts.apart_from:
        reading = apart_from(reading, asker.read(f"Who met {parts.apart_from}", ()))
    if parts.without:
        gone = asker.read(f"Who met {parts.without}", ())
        reading = replace(reading, participants=reading.participants + absent(gone))
    return reading


@dataclass(frozen=True, slots=True)
class _Asker:
    """Reads questions of a single clause."""

    known: Directory
    parse: Callable[[str], Doc]
    today: date
    rows: Lexicon
    words: Vocabulary
    docs: dict[str, Doc] = field(default_factory=dict)

    def parsed(self, text: str) -> Doc:
        """The parse of a text, made once for each question."""
        if text not in self.docs:
            self.docs[text] = self.parse(text)
        return self.docs[text]

    def read(self, text: str, extra: tuple[str, ...], *, listed: bool = False) -> Reading:
        """A question, or, where a list is ordered, what it is a list of."""
        known, rows, words = self.known, self.rows, self.words
        text, measured = measure(text, words, known.world)
        doc = self.parsed(text)
        begun = Opening(ask="event", rest=0, listed=True) if listed else opening(doc, known, words, rows)
        names = mentions(doc, known.world, known.cast(text))
        begun, told = _of_articles(begun, doc, words)
        if told is None:
            told = statement(doc, begun, names, rows)
        when, spans = times(told.text, self.today)
        counted = amount(told.text, spans)
        face = [m.span() for m in _FACE_TO_FACE.finditer(told.text)]
        told = without(told, [*spans, *counted.spans, *face])
        order = _ORDER_OF_EVENTS.search(told.text)
        if order:
            raise NotUnderstood(order.group(), "what else happened before or after is not looked for")
        reader = Reader(self.parsed(told.text), told, known, rows, words)
        reader.read()
        if face:
            reader.wanted = in_person(reader.wanted, told.text)
        return distributed(_reading(begun, extra, reader, counted, measured, when), told.text)


@functools.lru_cache(maxsize=2)
def _plain_words(nlp: Language | Beside) -> frozenset[str]:
    """Words that are no names where they are written small."""
    rows, words = lexicon(), vocabulary()
    common = {trigger for trigger, _ in rows.entries} | set(rows.light) | set(rows.nouns)
    common |= {*words.kinds, *words.columns, *words.offices, *words.reports, *words.skip, *words.order}
    forms = nlp.irregular() if isinstance(nlp, Beside) else irregular(nlp)
    return frozenset(inflected(common, forms) | STOP_WORDS)


def _of_articles(begun: Opening, doc: Doc, words: Vocabulary) -> tuple[Opening, Statement | None]:
    """Read on: "which articles report the call ..." asks for articles of what follows the verb."""
    if begun.ask not in ("article", "number of article"):
        return begun, None
    rest = list(doc[begun.rest :])
    if begun.preposition and rest and rest[0].lower_ in _AUXILIARIES:
        return replace(begun, hole="", preposition=""), None  # "in which articles did X call Y"
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


def _reading(
    begun: Opening,
    extra: tuple[str, ...],
    reader: Reader,
    counted: Amount,
    measured: Measure | None,
    when: list[When],
) -> Reading:
    left = reader.covered.left()
    if not reader.wanted.types:
        left = _whatever(begun, reader, left, bool(when))
    if left:
        # A word written small is a slip only where it is a letter or two from a name.
        names = tuple(reader.directory.close_to(left[0], cutoff=0.7 if left[0][:1].isupper() else 0.85))
        raise NotUnderstood(left[0], f"“{left[0]}” is not understood here", names)
    bare = not (reader.participants or reader.places or reader.topics or when or reader.details)
    if begun.ask == "event" and not begun.hole and not begun.listed and bare:
        raise NotUnderstood("", "this is no question")
    opens, ask = _opens(begun, reader)
    for column in extra:
        if column not in (o.column for o in opens):
            opens = (*opens, Open(column=column))
    participants = list(dict.fromkeys(reader.participants))
    if not reader.wanted.types:
        anywhere = begun.ask in ("article", "number of article")
        participants = [Participant("anything" if anywhere else p.side, p.who) for p in participants]
    reading = Reading(
        ask=ask,
        wanted=reader.wanted,
        opens=opens,
        participants=tuple(participants),
        places=tuple(dict.fromkeys(reader.places)),
        topics=tuple(dict.fromkeys(reader.topics)),
        details=tuple(dict.fromkeys(reader.details)),
        times=tuple(when),
        status=reader.status(),
        order="first"
        if reader.began and not counted.order and begun.ask in ("when", "year", "month")
        else counted.order,
        top=counted.top,
        more_than=counted.more_than,
        fewer_than=counted.fewer_than,
    )
    return _measured(_paired(reading, begun), measured, reader)


def _paired(reading: Reading, begun: Opening) -> Reading:
    """Which two did it together most often; or the first so many."""
    if begun.several < 2 or reading.order not in ("most", "least"):
        return reading
    one = reading.opens[0] if len(reading.opens) == 1 else None
    alone = not reading.participants and (reading.wanted.symmetric or reading.wanted.mutual)
    if begun.several == 2 and one is not None and one.column == "who" and alone:
        return replace(reading, opens=(one, replace(one, column="whom")))
    return replace(reading, top=begun.several)


def _measured(reading: Reading, measured: Measure | None, reader: Reader) -> Reading:
    """Of how many different others, instead of how often."""
    said = reader.doc.text.rstrip(".")
    bounds = reading.more_than is not None or reading.fewer_than is not None
    if measured is None:
        columns = {o.column for o in reading.opens}
        ranked = bounds or reading.order in ("most", "least")
        if ranked and (reading.ask == "times" or columns & {"event"} or (bounds and "whom" in columns)):
            raise NotUnderstood(said, "of what this is the number is not clear")
        if reading.order and reading.ask in ("times", "did"):
            raise NotUnderstood(said, f"“{reading.order}” is not understood here")
        return reading
    who, whom = (next((o for o in reading.opens if o.column == c), None) for c in ("who", "whom"))
    if who is None or whom is None or reading.order or bounds or reading.ask != "rows":
        raise NotUnderstood(said, "whose number this is is not clear")
    amount = measured.amount
    return replace(
        reading,
        opens=(who, replace(whom, kind=measured.kind)),
        counted=True,
        order=amount.order,
        more_than=amount.more_than,
        fewer_than=amount.fewer_than,
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
    if begun.ask in _COLUMNS:
        return (Open(column=begun.ask), *_of_holes(holes[1:] if begun.ask == "topic" else holes, begun)), "rows"
    if not reader.wanted.types:
        return (Open(column="event"),), "rows"
    # "What was the last call between ..." asks for the call.
    named = reader.doc[:1].text == "It" and reader.doc[1:2].text in _BE and reader.found and reader.found.slots.noun
    if begun.ask == "what" and (set(reader.wanted.types) <= _SAID or (named and holes == ["topic"])):
        return (Open(column="event"),), "rows"
    found = _of_holes(holes, begun)
    things = [reader.doc[i].lower_ == "it" for i in sorted(reader.holes)]
    if things[-1:] == [True] and (
        (begun.ask == "who" and len(things) > 1 and set(reader.wanted.types) <= _SAID)
        or (begun.ask == "what" and reader.wanted.types == ("CONSULT",) and found[:1] and found[0].column == "who")
    ):
        return (Open(column="event"),), "rows"  # "who demanded what", "what did X tell Y"
    if not found:
        raise NotUnderstood(reader.doc.text.rstrip("."), "what is asked for is not clear")
    if begun.ask == "number" and found[0].kind.entities == ("person",) and not found[0].kind.offices:
        victims = found[0].side in ("recipient", "side") and set(reader.wanted.types) & _SUFFERED
        if victims or "PROTEST" in reader.wanted.types:
            raise NotUnderstood(found[0].kind.words, "the graph counts those it names, not heads")
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
    happened = begun.ask in ("what", "event") and verbs & {"happen", "occur", "do", "event", "involve", "concern"}
    if not anything or not (happened or begun.ask in ("article", "number of article")):
        raise NotUnderstood(
            left[0] if left else reader.doc.text.rstrip("."), "no kind of event is named that the graph knows"
        )
    return [w for w in left if w.lower() not in _HAPPENED]
