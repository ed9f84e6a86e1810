"""Words that a pipeline has seen are forgotten again once it knows many, or it would grow with all that is ever read.

spaCy keeps each word that it meets. The first many, among which are those that come again and again, stay known. Of
those that come later, names and numbers mostly, few come twice.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from spacy.language import Language

# Words, lemmas and parts of them that are kept for good, with those that the model itself brings. Each takes 1 kB.
_KEPT = 50_000


@contextmanager
def forgetting(nlp: Language) -> Iterator[None]:
    """Within this a pipeline may learn words that it forgets at the end; no parse that it makes here may outlive it."""
    if len(nlp.vocab.strings) < _KEPT:
        yield
        return
    zone = nlp.memory_zone()
    zone.__enter__()
    try:
        yield
    finally:
        # Without what went wrong: spaCy would then leave the zone open.
        zone.__exit__(None, None, None)
