"""Names with a hyphen are one word to the parser, which would cut "Moon Jae-in held talks" before "in"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, cast

from spacy.language import Language

from kg.resources import folder
from kg.world import layers

# "Jae-in" where it is people whom a table tells of, "Mar-a-Lago" everywhere; "Saudi-led" is two words.
_GIVEN = re.compile(r"(?<![\w-])[A-Z][^\W\d_]+-[a-z][^\W\d_]*(?![\w-])")
_LINKED = re.compile(r"(?<![\w-])[A-Z][^\W\d_]+(?:-[a-z][^\W\d_]*)+-[A-Z][^\W\d_]+(?![\w-])")


def keep_names_whole(nlp: Language) -> Language:
    """Let a pipeline's tokenizer not cut the names of the tables at their hyphens."""
    tokenizer = cast(Any, nlp.tokenizer)  # spaCy tells of no type for it
    for word in sorted(set(_words())):
        tokenizer.add_special_case(word, [{"ORTH": word}])
    return nlp


def _words() -> Iterator[str]:
    """As they are written in the tables, which need not be understood for this."""
    for tables in (folder("seeds") / "world", *layers.installed()):
        for path in tables.glob("*.csv"):
            text = path.read_text("utf-8", errors="replace")
            yield from _LINKED.findall(text)
            if path.name.startswith("people"):
                yield from _GIVEN.findall(text)
