"""Frozen parses: rules are tested on trees that stand in a file, not on what a model makes of them today.

A sentence of `parses.txt` is a line that starts with `#`, and below it a line for each token: word, lemma, tag,
part of speech, relation, number of the head (from 1; the root is its own head), and the kind of name that begins
or goes on there (`B-PERSON`, `I-PERSON`), if any. `table` writes a parse in that form.
"""

import functools
from pathlib import Path

import spacy
from spacy.tokens import Doc, Token

from kg.model import Article
from kg.parse import Parsed, Passage
from kg.readers.layout import Block

FILE = Path(__file__).with_name("parses.txt")
VOCAB = spacy.blank("en").vocab
# Before these there is no blank; nor on either side of a hyphen.
_CLOSING = (*".,;:!?", "-", "'s", "n't")


def doc(*tables: str) -> Doc:
    """The parse of one or more sentences, each a table as described above."""
    cells, heads = [], []
    for table in tables:
        rows = [line.split() for line in table.strip().splitlines()]
        heads += [int(row[5]) - 1 + len(cells) for row in rows]
        cells += rows
    words = [row[0] for row in cells]
    return Doc(
        VOCAB,
        words=words,
        spaces=[w != "-" and after not in _CLOSING for w, after in zip(words, [*words[1:], "."], strict=True)],
        lemmas=[row[1] for row in cells],
        tags=[row[2] for row in cells],
        pos=[row[3] for row in cells],
        deps=[row[4] for row in cells],
        heads=heads,
        ents=[row[6] if len(row) > 6 else "O" for row in cells],
    )


def table(parsed: Doc) -> str:
    """A parse of one sentence as a table."""
    lines = []
    for t in parsed:
        name = f" {t.ent_iob_}-{t.ent_type_}" if t.ent_type_ else ""
        lines.append(f"{t.text} {t.lemma_} {t.tag_} {t.pos_} {t.dep_} {t.head.i + 1}{name}")
    return "\n".join(lines)


@functools.cache
def frozen() -> dict[str, str]:
    """The tables of the file by their sentences."""
    parts = (part.split("\n", 1) for part in FILE.read_text("utf-8").strip().split("\n\n"))
    return {sentence.removeprefix("# "): rows for sentence, rows in parts}


def parse(*sentences: str) -> Doc:
    """The parse of sentences that stand in the file, one after the other."""
    return doc(*(frozen()[sentence] for sentence in sentences))


def token(parsed: Doc, word: str) -> Token:
    """The only token that is this word."""
    (found,) = (t for t in parsed if t.text == word)
    return found


def article(*paragraphs: str | tuple[str, ...], published: str | None = "2021-01-20") -> Parsed:
    """An article of such sentences; a paragraph is a sentence or several."""
    docs = [parse(*([p] if isinstance(p, str) else p)) for p in paragraphs]
    text, passages = "", []
    for each in docs:
        start = len(text)
        text += each.text + "\n"
        passages.append(Passage(block=Block(start=start, end=start + len(each.text), kind="body"), doc=each))
    return Parsed(article=Article(id="x", text=text, published=published), passages=tuple(passages))
