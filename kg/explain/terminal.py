"""A trace as plain text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.explain.facts import day, facts, row
from kg.explain.trace import Trace

_INDENT = "  "


def text(trace: Trace) -> str:
    """The trace as lines of plain text, without anything that a terminal would obey."""
    return "\n".join(
        "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in line) for line in _lines(trace)
    )


def _lines(trace: Trace) -> Iterator[str]:
    yield day(trace)
    for sentence in trace.sentences:
        yield ""
        yield " ".join(sentence.text.split())
        yield from _table("Parse", ("word", "tag", "dependency", "head"), [
            (w.text, w.tag, w.dependency, w.head) for w in sentence.words
        ])  # fmt: skip
        yield from _table("Names", ("text", "stands for", "kind", "as", "office"), [
            (n.text, n.label, n.kind, n.form, n.role or "") for n in sentence.names
        ])  # fmt: skip
        yield from _table("Times", ("text", "kind", "means"), [
            (t.text, t.what, t.means or "open without a date") for t in sentence.times
        ])  # fmt: skip
        yield from _table("Triggers that gave nothing", ("word", "lines", "why"), [
            (m.word, m.rows, m.why) for m in sentence.missed
        ])  # fmt: skip
    yield ""
    yield f"Events: {len(trace.events) or 'none'}"
    for found in trace.events:
        yield ""
        yield f"{_INDENT}{found.claim.type} by {found.word!r}"
        known = [*facts(found), ("rule", row(found))]
        width = max(len(name) for name, _ in known)
        yield from (f"{_INDENT * 2}{name.ljust(width)}  {value}" for name, value in known)


def _table(title: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    if not rows:
        return
    yield ""
    yield title
    widths = [max(len(line[i]) for line in (columns, *rows)) for i in range(len(columns))]
    for line in (columns, *rows):
        yield _INDENT + _INDENT.join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
