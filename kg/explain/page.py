"""A trace as a page that needs nothing from outside."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from kg.explain.facts import day, facts, row
from kg.explain.trace import Trace

_STYLE = """
:root { color-scheme: light dark; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.3rem; } h2 { font-size: 1.05rem; margin: 1.5rem 0 .3rem; }
.given { font-size: 1.25rem; line-height: 2; white-space: pre-wrap; }
mark { color: inherit; border-radius: .2em; padding: .1em .15em; }
.name { background: #8cb4ff66; } .trigger { background: #ffb86c88; font-weight: 600; }
table { border-collapse: collapse; font-size: .9rem; } .wide { overflow-x: auto; }
th, td { text-align: left; vertical-align: top; padding: .15rem .9rem .15rem 0; }
th { font-weight: 600; opacity: .7; }
section { border-left: .25rem solid #ffb86c; padding-left: .9rem; margin: 1rem 0; }
"""


def page(trace: Trace) -> str:
    """The trace as an HTML document."""
    return "".join(f"{line}\n" for line in _lines(trace))


def _lines(trace: Trace) -> Iterator[str]:
    yield '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>What is found in a sentence</title>\n<style>{_STYLE}</style>\n</head>\n<body>"
    yield f"<h1>What is found in a sentence</h1>\n<p>{escape(day(trace))}</p>"
    yield f'<p class="given">{_marked(trace)}</p>'
    yield f"<h2>Events: {len(trace.events) or 'none'}</h2>"
    for found in trace.events:
        known = [*facts(found), ("rule", row(found))]
        yield f"<section><strong>{escape(found.claim.type)}</strong> by “{escape(found.word)}”"
        yield from _table((), known)
        yield "</section>"
    for sentence in trace.sentences:
        if len(trace.sentences) > 1:
            yield f"<hr>\n<p>{escape(sentence.text)}</p>"
        names = [(n.text, n.label, n.kind, n.form, n.role or "") for n in sentence.names]
        yield from _titled("Names", ("text", "stands for", "kind", "as", "office"), names)
        times = [(t.text, t.what, t.means or "open without a date") for t in sentence.times]
        yield from _titled("Times", ("text", "kind", "means"), times)
        missed = [(m.word, m.rows, m.why) for m in sentence.missed]
        yield from _titled("Triggers that gave nothing", ("word", "lines", "why"), missed)
        words = [(w.text, w.tag, w.dependency, w.head) for w in sentence.words]
        yield from _titled("Parse", ("word", "tag", "dependency", "head"), words)
    yield "</body>\n</html>"


def _titled(title: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    if rows:
        yield f"<h2>{title}</h2>"
        yield from _table(columns, rows)


def _table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield '<div class="wide"><table>'
    if columns:
        yield f"<tr>{''.join(f'<th>{escape(name)}</th>' for name in columns)}</tr>"
    for cells in rows:
        yield f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in cells)}</tr>"
    yield "</table></div>"


def _marked(trace: Trace) -> str:
    """What was given, with its names and triggers marked; of two that overlap, the first."""
    spans = {(n.start, n.end): ("name", n.label) for s in trace.sentences for n in s.names}
    spans |= {found.trigger: ("trigger", found.claim.type) for found in trace.events}
    out, at = [], 0
    for (start, end), (kind, title) in sorted(spans.items()):
        if start >= at:
            out.append(escape(trace.given[at:start]))
            out.append(f'<mark class="{kind}" title="{escape(title)}">{escape(trace.given[start:end])}</mark>')
            at = end
    return "".join([*out, escape(trace.given[at:])])
