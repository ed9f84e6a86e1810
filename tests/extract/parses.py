"""Frozen parses: rules are tested on trees that stand in a file, not on what a model makes of them today.

A sentence of `parses.txt` is a line that starts with `#`, and below it a line for each token: word, lemma, tag,
part of speech, relation, number of the head (from 1; the root is its own head), and the kind of name that begins
or goes on there (`B-PERSON`, `I-PERSON`), if any. `table` writes a parse in that form.
"""

import functools
from collections.abc import Iterable
from pathlib import Path

from spacy.tokens import Doc
from spacy.vocab import Vocab

FILE = Path(__file__).with_name("parses.txt")
# Before these there is no blank; nor behind an opening bracket, or on either side of a hyphen.
_CLOSING = tuple(".,;:!?)”%") + ("'s", "’s", "'", "n't", "'ll", "'d")
_OPENING = ("(", "“", "$")


def doc(rows: str) -> Doc:
    """The parse of a table as described above."""
    cells = [line.split() for line in rows.strip().splitlines()]
    words = [c[0] for c in cells]
    spaces = [
        word not in (*_OPENING, "-") and after not in (*_CLOSING, "-", "") for word, after in zip(words, [*words[1:], ""], strict=True)
    ]
    return Doc(
        Vocab(),
        words=words,
        spaces=spaces,
        lemmas=[c[1] for c in cells],
        tags=[c[2] for c in cells],
        pos=[c[3] for c in cells],
        deps=[c[4] for c in cells],
        heads=[int(c[5]) - 1 for c in cells],
        ents=[c[6] if len(c) > 6 else "O" for c in cells],
    )


def table(parsed: Doc) -> str:
    """A parse as a table."""
    lines = []
    for t in parsed:
        name = f" {t.ent_iob_}-{t.ent_type_}" if t.ent_type_ else ""
        lines.append(f"{t.text} {t.lemma_} {t.tag_} {t.pos_} {t.dep_} {t.head.i + 1}{name}")
    return "\n".join(lines)


@functools.cache
def frozen() -> dict[str, str]:
    """The tables of the file by their sentences."""
    found = {}
    for part in FILE.read_text("utf-8").strip().split("\n\n"):
        sentence, rows = part.split("\n", 1)
        found[sentence.removeprefix("# ")] = rows
    return found


def parse(*sentences: str) -> Doc:
    """The parse of sentences that stand in the file, one behind the other."""
    return Doc.from_docs([_with_blank(doc(frozen()[s])) for s in sentences], ensure_whitespace=True)


def _with_blank(parsed: Doc) -> Doc:
    return parsed


def passages(paragraphs: Iterable[Iterable[str]]) -> list[Doc]:
    """The parses of several paragraphs."""
    return [parse(*sentences) for sentences in paragraphs]
