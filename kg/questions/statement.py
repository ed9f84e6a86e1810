"""A question put back into the order of a statement, with a hole where the answer belongs.

Parsers learn from news, where few sentences are questions: "Who did Emmanuel Macron call?" is misread, "Emmanuel
Macron did call him" is not. The hole is a pronoun, as which the parser knows it best. And a statement can be read by
the rules that read articles.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from kg.extract.lexicon import Lexicon
from kg.extract.mentions import Mention
from kg.questions.opening import SOMEBODY, SOMETHING, Opening

_DO = frozenset("did do does".split())
_BE = frozenset("is are was were".split())
_HAVE = frozenset("has have had".split())
_MODAL = frozenset("will would can could should may might must".split())
_PREPOSITIONS = frozenset("with to by in at on from against about between for over of into alongside regarding".split())
_NOT_BEFORE_VERB = frozenset(
    "the a an his her its their this that any some of in on at to for with by from between phone".split()
)
_AFTER_STRANDED = frozenset("and most more last first yesterday today before after since during ,".split())
# A question word that stays where it is ("who called whom") is a hole too.
_HOLES = {"who": "him", "whom": "him", SOMEBODY: "him", "what": "it", SOMETHING: "it"}
_LIKE_VERBS = frozenset("take go come do happen occur be get make".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A statement, and where its holes begin (characters)."""

    text: str
    holes: tuple[int, ...]


def statement(doc: Doc, opening: Opening, names: Sequence[Mention], lexicon: Lexicon) -> Statement:
    """Put a question into the order of a statement.

    Parameters
    ----------
    doc : Doc
        The question's parse.
    names : sequence of Mention
        The names in it.
    """
    rest = [t for t in doc[opening.rest :] if not t.is_space]
    named = {i: m for m in names for i in range(m.start, m.end)}
    if not rest:
        return _write([opening.hole] if opening.hole else [])
    if opening.ask == "event" and not opening.hole:
        return _write(["There", "was", *_words(rest)])
    head = rest[0].lower_
    if head in _DO | _BE | _HAVE | _MODAL and not _is_subject_question(opening, rest, named):
        return _inverted(rest, opening, named, lexicon)
    return _write([*([opening.hole] if opening.hole else []), *_words(rest)])


def without(told: Statement, spans: Iterable[tuple[int, int]]) -> Statement:
    """A statement without some stretches of its text, such as its times."""
    text, holes = told.text, list(told.holes)
    for start, end in sorted(spans, reverse=True):
        while end < len(text) and text[end] == " " and (start == 0 or text[start - 1] == " "):
            end += 1
        text = text[:start] + text[end:]
        holes = [h - (end - start) if h >= end else h for h in holes if not start <= h < end]
    text = text.rstrip(" .,") + "."
    return Statement(text=text[:1].upper() + text[1:], holes=tuple(holes))


def _is_subject_question(opening: Opening, rest: Sequence[Token], named: dict[int, Mention]) -> bool:
    """Does the verb follow its auxiliary at once ("who has visited", "who was attacked by")?"""
    if not opening.hole or opening.preposition:
        return False
    following = [
        t
        for t in rest[1:]
        if t.lower_ not in ("not", "n't", "ever", "also", "already", "recently", "been", "last", "first")
    ]
    if not following:
        return True
    after = following[0]
    if after.i in named or after.lower_ in ("the", "a", "an", "there") or after.pos_ == "PRON":
        return False
    return rest[0].lower_ not in _DO or after.lower_ == "the"


def _inverted(rest: Sequence[Token], opening: Opening, named: dict[int, Mention], lexicon: Lexicon) -> Statement:
    auxiliary, following = rest[0], rest[1:]
    at = _verb(auxiliary.lower_, following, named, lexicon)
    if at is None:
        return _nominal(auxiliary, following, opening)
    subject = _words(following[:at])
    verb, after = following[at], following[at + 1 :]
    words = [*subject, auxiliary.lower_, *([verb.text] if verb.i >= 0 else [])]
    if not opening.hole:
        return _write([*words, *_without_stranded(after)])
    if opening.preposition:
        cut = next((i for i, t in enumerate(after) if t.lower_ in _PREPOSITIONS and t.i not in named), len(after))
        return _write([*words, *_words(after[:cut]), opening.preposition, opening.hole, *_words(after[cut:])])
    stranded = _stranded(after, named)
    cut = 0 if stranded is None else stranded + 1
    return _write([*words, *_words(after[:cut]), opening.hole, *_words(after[cut:])])


def _nominal(auxiliary: Token, following: Sequence[Token], opening: Opening) -> Statement:
    """Without another verb: "when was the call between X and Y", "what was the call about"."""
    words = _words(following)
    if words and words[0].lower() == "there":
        words = words[1:]
    if opening.hole in (SOMEBODY, SOMETHING) and words and words[-1].lower() in _PREPOSITIONS:
        return _write(["There", "was", *words, opening.hole])
    if opening.hole and opening.hole not in (SOMEBODY, SOMETHING):
        return _write(["There", "were", opening.hole, *words])
    if opening.hole:
        return _write([opening.hole, auxiliary.lower_, *words])
    return _write(["There", "was", *(words[:-1] if words and words[-1].lower() in ("in", "at", "on") else words)])


def _verb(auxiliary: str, following: Sequence[Token], named: dict[int, Mention], lexicon: Lexicon) -> int | None:
    """Where the main verb is; the parse does not say so reliably, the word and its neighbours do."""
    for i, token in enumerate(following):
        if token.i in named or i == 0 or following[i - 1].lower_ in _NOT_BEFORE_VERB:
            continue
        lemma = token.lower_ if auxiliary in _DO | _MODAL else token.lemma_.lower()
        if auxiliary in _DO | _MODAL:
            fits = (token.lower_ == token.text and _is_verb(lemma, lexicon)) or token.tag_ == "VB"
        else:
            fits = token.tag_ in ("VBN", "VBG", "VBD") and following[i - 1].pos_ not in ("ADJ", "DET")
        if fits and token.lower_ not in _DO | _BE | _HAVE | {"last", "first", "ever"}:
            return i
        if auxiliary in _DO and token.lower_ in ("have", "do", "be"):
            return i
    return None


def _is_verb(lemma: str, lexicon: Lexicon) -> bool:
    return (lemma, "v") in lexicon.entries or lemma in lexicon.light or lemma in _LIKE_VERBS


def _stranded(after: Sequence[Token], named: dict[int, Mention]) -> int | None:
    """A preposition whose noun went to the front ("Who did X speak with by phone?")."""
    for i, token in enumerate(after):
        if token.lower_ in _PREPOSITIONS and token.i not in named:
            following = after[i + 1] if i + 1 < len(after) else None
            if following is None or following.lower_ in _PREPOSITIONS | _AFTER_STRANDED:
                return i
    return None


def _without_stranded(after: Sequence[Token]) -> list[str]:
    """The words without a preposition at their end ("which city did they meet in")."""
    words = _words(after)
    return words[:-1] if words and words[-1].lower() in ("in", "at", "on") else words


def _words(tokens: Sequence[Token]) -> list[str]:
    """The words of some tokens, those written together kept so."""
    out: list[str] = []
    joined = False
    for token in tokens:
        if joined and out:
            out[-1] += token.text
        else:
            out.append(token.text)
        joined = not token.whitespace_
    return out


def _write(words: Sequence[str]) -> Statement:
    at, holes, out = 0, [], []
    given = [w for w in words if w]
    for i, word in enumerate(given):
        hole = _HOLES.get(word.lower())
        if hole is not None:
            holes.append(at)
            word = hole if i or hole == "it" else _subject(given[1:2])
        out.append(word)
        at += len(word) + 1
    text = " ".join(out)
    return Statement(text=text[:1].upper() + text[1:] + ".", holes=tuple(holes))


def _subject(verb: Sequence[str]) -> str:
    """The pronoun that agrees with a verb."""
    return "He" if verb and verb[0].lower().endswith("s") else "They"
