"""Every row of the lexicon that ships fires on its own example."""

from collections.abc import Iterator

import pytest

from kg.extract.article import extract
from kg.extract.lexicon import Entry, lexicon
from kg.model import Article
from kg.parse import load, parse

# A weak row only adds to an event that another sentence reports; a row for a sort of verbs is many, with one example.
ROWS = list({row.line: row for rows in lexicon().entries.values() for row in rows if not row.frame.weak}.values())


def events(rows: list[Entry]) -> Iterator[tuple[Entry, set[tuple[str, str | None, str]]]]:
    """The rows with what is found in their examples, read on no certain day."""
    articles = (Article(id=str(i), text=row.example) for i, row in enumerate(rows))
    for row, parsed in zip(rows, parse(articles, load()), strict=True):
        yield row, {(t.event.type, t.event.mode, t.event.status) for t in extract(parsed)}


@pytest.mark.parametrize("kind", sorted({row.type for row in ROWS}))
def test_the_examples_tell_their_type_and_mode(kind):
    missed = [
        f"{row.rule}: {row.example} {found}"
        for row, found in events([row for row in ROWS if row.type == kind])
        if not any(t == kind and (row.mode is None or m == row.mode) for t, m, _ in found)
    ]
    assert missed == []
