"""A reading and its answer in English."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from kg.kinds import kind_of
from kg.questions.reading import Participant, Reading, Side, Wanted, When

# What events of a type are called, and with a mode of their own.
_EVENTS: Mapping[tuple[str, str], str] = {
    ("CONSULT", ""): "talks or meetings", ("CONSULT", "phone"): "phone calls", ("CONSULT", "visit"): "visits",
    ("CONSULT", "third-party"): "mediated talks", ("CONSULT", "multilateral"): "meetings of several",
    ("CONSULT", "meet"): "meetings", ("AGREE", ""): "agreements", ("SUPPORT", ""): "acts of support",
    ("CONCEDE", ""): "concessions", ("COOPERATE", ""): "acts of cooperation", ("AID", ""): "deliveries of aid",
    ("RETREAT", ""): "withdrawals", ("REQUEST", ""): "demands", ("ACCUSE", ""): "accusations",
    ("REJECT", ""): "rejections", ("THREATEN", ""): "threats", ("PROTEST", ""): "protests",
    ("SANCTION", ""): "sanctions", ("MOBILIZE", ""): "mobilisations", ("COERCE", ""): "acts of coercion",
    ("ASSAULT", ""): "attacks",
}  # fmt: skip
# How a recipient is told of in some types.
_TO = {
    "visit": "to", "SUPPORT": "for", "AID": "to", "CONCEDE": "to", "SANCTION": "against", "THREATEN": "against",
    "ASSAULT": "on", "ACCUSE": "against",
}  # fmt: skip
_SIDES: Mapping[Side, str] = {
    "actor": "by", "recipient": "directed at", "host": "hosted by", "other": "with", "mediator": "mediated by",
    "side": "with", "party": "with", "anything": "that involve",
}  # fmt: skip
_OPEN: Mapping[Side, str] = {
    "host": "who host", "actor": "behind", "recipient": "at the other end of", "mediator": "who stand between in",
}  # fmt: skip
_RELATIONS = {"before": "before", "after": "after", "since": "since", "until": "until"}
_STATUSES = {"future": "announced ", "hypothetical": "possible ", "negated": "called-off or denied "}
_ORDERS = {"first": ("the first of ", "the first {} of "), "last": ("the last of ", "the last {} of ")}
_LEADS = {
    "when": "When", "where": "Where", "country": "Where", "year": "When", "month": "When", "topic": "Topics",
    "article": "Reported in",
}  # fmt: skip
_MONTHS = "January February March April May June July August September October November December".split()
_ASKED = {
    "whom": "with or to whom", "when": "the days of", "where": "the places of",
    "country": "the countries of the places of", "year": "the years of", "month": "the months of",
    "topic": "the topics of", "article": "the articles that report", "event": "",
}  # fmt: skip


def events(reading: Reading) -> str:
    """What the question is about, as a noun phrase."""
    parts = [_STATUSES.get(reading.status, "") + _kind(reading.wanted)]
    parts += [_participants(reading)]
    if reading.topics:
        parts.append(f"about {joined([t.label for t in reading.topics])}")
    parts += [f"in {p.label}" if reading.wanted.modes != ("visit",) else f"to {p.label}" for p in reading.places]
    parts += [_time(t) for t in reading.times]
    parts += [f"without {_names(p)}" for p in reading.participants if p.absent]
    if reading.details:
        parts.append(f"whose sentence says {joined([f'“{d.word}”' for d in reading.details])}")
    one, several = _ORDERS.get(reading.order, ("", ""))
    text = (one if reading.top == 1 else several.format(reading.top)) + " ".join(p for p in parts if p)
    return " or ".join([text, *map(events, reading.either)])


def interpretation(reading: Reading) -> str:
    """The whole question as understood."""
    about = events(reading)
    if reading.ask == "did":
        return f"whether there were {_bounded(reading, _told_of(reading))}"
    if reading.ask == "times":
        return f"the number of {about}"
    return f"the number of {_asked(reading, about)}" if reading.ask == "number" else _asked(reading, about)


def _asked(reading: Reading, about: str) -> str:
    who, whom = (next((o for o in reading.opens if o.column == c), None) for c in ("who", "whom"))
    parts = []
    for slot in reading.opens:
        if slot.column == "who" and whom is not None and not reading.counted:
            parts.append("pairs of parties in" if slot.kind.words == "parties" else f"pairs of {slot.kind.words} in")
        elif slot.column == "who":
            but = f" apart from {joined([n.label for n in reading.apart_from])}" if reading.apart_from else ""
            parts.append(f"{slot.kind.words}{but} {_OPEN.get(slot.side, 'who take part in')}")
        elif slot.column != "whom" or who is None:
            parts.append(_ASKED[slot.column])
    text = f"{joined([p for p in parts if p])} {about}".strip().replace(" of and the ", " and the ")
    counted = f"different {whom.kind.words}" if reading.counted and whom is not None else "of them"
    text = _bounded(reading, text, counted)
    if reading.order in ("most", "least"):
        text += f", {'with' if reading.counted else 'in'} {reading.order.replace('least', 'fewest')} {counted}"
        text += f" (the first {reading.top})" if reading.top > 1 else ""
    for other in reading.also:
        text += f", and {events(other)}"
    for other in reading.but_not:
        text += f", but not {events(other)}"
    return text


def _bounded(reading: Reading, text: str, counted: str = "of them") -> str:
    more, fewer = reading.more_than, reading.fewer_than
    if more is not None and fewer == more + 2:
        return f"{text}, exactly {more + 1} {counted}"
    for number, words in ((more, "more than"), (fewer, "fewer than")):
        if number is not None:
            text += f", {words} {number} {counted}"
    return text


def summary(reading: Reading, rows: Sequence[Mapping[str, Any]], count: int, limits: str = "") -> str:
    """The answer in a sentence.

    Parameters
    ----------
    count : int
        How many events stand behind the rows.
    limits : str
        What the graph holds at all, for an answer that finds nothing.
    """
    about = _told_of(reading)
    if reading.ask == "did":
        no = f"No: the graph has no {_bounded(reading, about)}. {limits}".strip()
        return f"Yes: {_counted(count, reading)}." if rows[0]["answer"] == "yes" else no
    if reading.ask == "times":
        none = "" if rows[0]["times"] else limits
        return f"The graph has {rows[0]['times']} {about}. {none}".strip()
    if not rows:
        return f"The graph has no answer: it holds no {about} that tell it. {limits}".strip()
    if reading.ask == "number":
        return f"{rows[0]['number']} in {_counted(count, reading)}. {'' if count else limits}".strip()
    column = reading.opens[0].column
    values = list(dict.fromkeys(shown(row.get(column)) for row in rows))
    if column == "event":
        return f"The graph has {len(rows)} {about}."
    if "whom" in rows[0]:
        if reading.order in ("most", "least"):
            pairs = [f"{shown(r['who'])} and {shown(r['whom'])}" for r in rows]
            return f"{'; '.join(pairs)}: {rows[0]['times']} times ({_counted(count, reading)})."
        return f"{len(rows)} {'pair' if len(rows) == 1 else 'pairs'} in {_counted(count, reading)}."
    measured = next((c for c in ("times", "number") if c in rows[0]), "")
    if measured:
        values = [f"{shown(row[column])} ({row[measured]})" for row in rows]
    lead = _LEADS.get(column, "")
    return f"{lead + ': ' if lead else ''}{joined(values)} ({_counted(count, reading)})."


def _told_of(reading: Reading) -> str:
    about = events(reading)
    for other in reading.also:
        about += f", and {events(other)}"
    return "".join([about, *(f", but not {events(other)}" for other in reading.but_not)])


def limits(articles: int, events: int, first: str, last: str) -> str:
    """What a graph holds at all, in a sentence."""
    told = f"It holds {events} {'event' if events == 1 else 'events'}"
    days = f" of {first} to {last}" if first and first != last else f" of {first}" if first else ""
    return f"{told}{days}, from {articles} {'article' if articles == 1 else 'articles'}."


def shown(value: Any) -> str:
    """A cell as text."""
    return str(value["label"]) if isinstance(value, dict) else str(value)


def told(kind: str, mode: str | None, actors: Sequence[str], recipients: Sequence[str]) -> str:
    """An event in a few words.

    Examples
    --------
    >>> told("ASSAULT", None, ["Armenia"], ["Azerbaijan"])
    'Armenia attacked Azerbaijan'
    >>> told("CONSULT", "phone", ["Lavrov", "Kerry"], [])
    'phone call: Lavrov, Kerry'
    >>> told("COERCE", "seize", ["Armenia"], [])
    'coerce (seize): Armenia'
    """
    by, to = ", ".join(actors), ", ".join(recipients)
    if recipients:
        return f"{by} {kind_of(kind, mode, directed=True)} {to}"
    if len(actors) > 1:
        return f"{kind_of(kind, mode, directed=False)}: {by}"
    return f"{kind.lower()}{f' ({mode})' if mode else ''}: {by}"


def joined(words: Sequence[str]) -> str:
    """Words as a list in a sentence.

    Examples
    --------
    >>> joined(["a", "b", "c"])
    'a, b and c'
    """
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}" if words else ""


def _counted(count: int, reading: Reading) -> str:
    return f"{count} {'event' if count == 1 else 'events'}: {_told_of(reading)}"


def _kind(wanted: Wanted) -> str:
    if not wanted.types:
        return "events"
    if wanted.mediated:
        return "mediated talks or deals"
    if wanted.others:
        first = _kind(replace(wanted, others=()))
        return " or ".join([first, *(_kind(Wanted(types=(t,), modes=(m,) if m else ())) for t, m in wanted.others)])
    key = (wanted.types[0], wanted.modes[0] if len(wanted.modes) == 1 else "meet" if wanted.contact == "meet" else "")
    if key in _EVENTS:
        return _EVENTS[key]
    return f"{_EVENTS[wanted.types[0], '']} ({' or '.join(m.replace('-', ' ') for m in wanted.modes)})"


def _participants(reading: Reading) -> str:
    participants: Iterable[Participant] = reading.participants
    to = next((_TO[k] for k in (*reading.wanted.modes, *reading.wanted.types) if k in _TO), _SIDES["recipient"])
    grouped: dict[Side, list[str]] = {}
    for participant in (p for p in participants if not p.absent):
        grouped.setdefault(participant.side, []).append(_names(participant))
    out = []
    for side, names in grouped.items():
        word = (
            "between"
            if (side in ("side", "party") or (side == "actor" and reading.wanted.mediated)) and len(names) > 1
            else to
            if side == "recipient"
            else _SIDES[side]
        )
        out.append(f"{word} {joined(names)}")
    return " ".join(out)


def _names(participant: Participant) -> str:
    return " or ".join(n.label for n in participant.who)


def _time(when: When) -> str:
    return " or ".join(map(_one_time, (when, *when.others)))


def _one_time(when: When) -> str:
    if when.span is None:
        return f"on {when.day} {_MONTHS[when.month - 1]}" if when.day else f"in {_MONTHS[when.month - 1]}"
    relation = _RELATIONS.get(when.relation)
    span = when.span
    one = span.start == span.end
    text = span.start if one else f"{span.start} to {span.end}"
    return f"{relation or ('on' if one and len(text) == 10 else 'in')} {text}"
