"""In which language an article is written, as its text shows."""

from __future__ import annotations

import functools
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.model import Article

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

READ = "en"
"""The language that is read."""

# So much of a text is looked at: a few paragraphs settle it.
_SAMPLE = 4000
# Below this many bytes of letters (a Chinese one has three) names alone can outweigh the words.
_FEWEST = 40
# Hardly anything speaks for English, and a few related languages share nearly all the rest: a list of names is a bit
# of everything. Of 2,182 English sentences, examples and articles none comes near, not even lines of Turkish names.
_SURE = 0.99
_PEAK = 0.9
# English as well, or too close to it to be told apart by letters.
_KIN = ("en", "pcm", "sco")
# A quarter of the words of English news; of those of any other language hardly one in a hundred.
_ENGLISH = frozenset("the of and that with were said their which from this would been they".split())
_ENOUGH, _SHARE = 20, 0.1
# Scripts without capitals have names in lower case, as Python sees it.
_WORD = re.compile(r"[^\W\d_]{3,}")
_NOT_LATIN = re.compile(r"[^\W\d_a-zA-Z\u00c0-\u024f\u1e00-\u1eff]+")


def with_language(article: Article) -> Article:
    """The article with the language that its text shows; what was given stays where the text does not decide."""
    shown = language(article.text)
    return article if shown is None or shown == _base(article.language) else replace(article, language=shown)


def is_read(article: Article) -> bool:
    """Is it in the language that extraction knows, or not known to be in another?"""
    return _base(article.language) in (READ, None)


def language(text: str) -> str | None:
    """ISO 639 code of the language, or None where the text is too short or too mixed to say.

    A text of names in many languages is no evidence: another language than English is reported only where hardly
    anything speaks for English. Of two scripts the one with more letters counts, so that an English report may quote
    Russian at length.

    Examples
    --------
    >>> language("Le ministre des Affaires étrangères a reçu lundi son homologue turc à Paris.")
    'fr'
    """
    if _is_plainly_english(text[:_SAMPLE]):
        return READ
    sample = _main_script(text[:_SAMPLE])
    if len("".join(filter(str.isalpha, sample)).encode()) < _FEWEST:
        return None
    ranked: dict[str, float] = dict(_identifier().rank(sample))
    english = sum(ranked.get(code, 0.0) for code in _KIN)
    if english > 0.5:
        return READ
    peak = sum(sorted(ranked.values(), reverse=True)[:4])
    if 1 - english < _SURE or peak < _PEAK or all(word.istitle() for word in _WORD.findall(sample)):
        return None
    return max(ranked, key=lambda code: ranked[code])


def _is_plainly_english(sample: str) -> bool:
    """Whether words that only English has are so many that nothing else need be asked.

    Nearly every English article passes, so that most builds never load the model of the languages.
    """
    words = re.findall(r"[^\W\d_]+", sample.lower())
    return len(words) >= _ENOUGH and sum(word in _ENGLISH for word in words) >= _SHARE * len(words)


def _main_script(text: str) -> str:
    """The text without letters of other scripts, where the Latin ones are at least as many."""
    other = sum(map(len, _NOT_LATIN.findall(text)))
    latin = sum(map(str.isalpha, text)) - other
    return _NOT_LATIN.sub(" ", text) if latin >= other else text


def _base(code: str | None) -> str | None:
    """Without country and script: ``en`` of ``en-GB``."""
    return re.split("[-_]", code.strip().lower())[0] if code else None


@functools.cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
