"""Events, entities, answers and tables as pieces of HTML that a notebook shows: pure functions of their records.

Nothing in them is loaded from anywhere; every text is escaped.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any

Record = Mapping[str, Any]

_CARD = "border:1px solid #bbb;border-radius:6px;padding:.6em .9em;max-width:46em;margin:.3em 0;line-height:1.45"
_QUOTE = "margin:.4em 0 0 0;padding-left:.8em;border-left:3px solid #56b4e9"
_SMALL = "color:#777;font-size:85%"
# What a cell may hold before it is cut.
_LONGEST = 160


def table(columns: Sequence[str], rows: Iterable[Sequence[object]], *, hints: Sequence[str] = (), more: int = 0) -> str:
    """A table; `hints` are shown when the mouse rests on a row, `more` tells of rows that are left out.

    Examples
    --------
    >>> table(("who",), [("Ann & Bob",)])
    '<table><thead><tr><th>who</th></tr></thead><tbody><tr><td>Ann &amp; Bob</td></tr></tbody></table>'
    """
    head = "".join(f"<th>{escape(name)}</th>" for name in columns)
    body = []
    for number, row in enumerate(rows):
        hint = hints[number] if number < len(hints) else ""
        title = f' title="{escape(hint)}"' if hint else ""
        body.append(f"<tr{title}>" + "".join(f"<td>{escape(cell(value))}</td>" for value in row) + "</tr>")
    note = f"<p>and {more} more</p>" if more > 0 else ""
    return f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(body)}</tbody></table>{note}"


def cell(value: object) -> str:
    """A value as the text of a cell: lists joined by commas, entities by their label, None empty."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.4g}"
    if isinstance(value, Mapping):
        return str(value.get("label", ""))
    if isinstance(value, list | tuple):
        return ", ".join(map(cell, value))
    text = str(value)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def event(record: Record) -> str:
    """An event line as a card: who, what, when, where, and every sentence that says so."""
    what = f"{record['type']} ({record['mode']})" if record["mode"] else record["type"]
    status = "" if record["status"] == "occurred" else f" <em>{escape(record['status'])}</em>"
    when = record["start"] or "undated"
    if record["end"] and record["end"] != record["start"]:
        when += f" to {record['end']}"
    facts = [
        ("by" if record["recipients"] else "between" if len(record["actors"]) > 1 else "by", record["actors"]),
        ("to", record["recipients"]),
        ("mediated by", record["mediators"]),
        ("in", [record["place"]] if record["place"] else []),
        ("about", record["topics"]),
    ]
    lines = [f"<b>{escape(what)}</b>{status} · {escape(when)}"]
    lines += [f'<span style="{_SMALL}">{word}</span> {escape(cell(who))}' for word, who in facts if who]
    quotes = "".join(_quote(source) for source in record["sources"])
    return f'<div style="{_CARD}">{"<br>".join(lines)}{quotes}</div>'


def entity(record: Record) -> str:
    """An entity as a card: its name, other names, and what is known of it."""
    facts = [record["kind"], record["country"], record["sector"], record["wikidata"]]
    lines = [f"<b>{escape(record['label'])}</b> · {escape(' · '.join(str(fact) for fact in facts if fact))}"]
    if record["aliases"]:
        lines.append(f'<span style="{_SMALL}">also</span> {escape(", ".join(record["aliases"]))}')
    lines.append(f'<code style="{_SMALL}">{escape(record["id"])}</code>')
    return f'<div style="{_CARD}">{"<br>".join(lines)}</div>'


def answer(record: Record) -> str:
    """An answer as a card: the sentence, how the question was understood, the rows, and the query."""
    if not record["understood"]:
        part = record["not_understood"] or record["question"]
        suggestions = "".join(f"<li>{escape(text)}</li>" for text in record["suggestions"])
        return f'<div style="{_CARD}">Not understood: <b>{escape(part)}</b><ul>{suggestions}</ul></div>'
    rows = [[row.get(column) for column in record["columns"]] for row in record["answers"]]
    shown = table(record["columns"], rows) if rows else ""
    query = f"<pre>{escape(record['sparql'])}</pre>" if record["sparql"] else ""
    return (
        f'<div style="{_CARD}"><b>{escape(record["summary"])}</b><br>'
        f'<span style="{_SMALL}">{escape(record["interpretation"])}</span>{shown}'
        f'<details><summary style="{_SMALL}">SPARQL</summary>{query}</details></div>'
    )


def _quote(source: Record) -> str:
    facts = [source["article"], source["published"], source["attributed_to"]]
    told = "" if source["status"] == "occurred" else f" ({source['status']})"
    origin = escape(" · ".join(str(fact) for fact in facts if fact) + told)
    return f'<p style="{_QUOTE}">{escape(source["quote"])}<br><span style="{_SMALL}">{origin}</span></p>'
