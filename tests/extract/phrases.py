"""Reading a short text with the real model and the real tables, up to a phrase in it."""

from datetime import date

from spacy.tokens import Span

from kg.extract.arguments import conjuncts
from kg.extract.events import in_sentence
from kg.extract.lexicon import lexicon
from kg.extract.mentions import introduce, mentions
from kg.extract.parties import Scene
from kg.extract.times import expressions
from kg.extract.when import Clock
from kg.model import Article, Entity, Party
from kg.parse import load, parse
from kg.world import world


def parties_of(text: str, day: str, phrase: str) -> tuple[Party, ...]:
    """Whom a phrase of the text stands for, with all before it read; its last place in the text counts."""
    (parsed,) = parse([Article(id="a", text=text, published=day)], load())
    at = text.rindex(phrase)
    on = date.fromisoformat(day)
    known, words = world(), lexicon()
    scene = Scene(world=known, lexicon=words, cast=introduce((p.doc for p in parsed.passages), known, on), on=on)
    clock = Clock(on)
    for passage in parsed.passages:
        scene.open(passage.doc, passage.block.start)
        for sentence in passage.doc.sents:
            dated = expressions(sentence)
            scene.enter(sentence, clock.past(dated))
            start = at - passage.block.start
            if sentence.start_char <= start < sentence.end_char:
                span = passage.doc.char_span(start, start + len(phrase), alignment_mode="expand")
                return _stands_for(span, scene)
            list(in_sentence(sentence, scene, words, clock, dated))
    raise AssertionError(f"{phrase!r} is in no parsed sentence")


def labels(parties: tuple[Party, ...]) -> str:
    """The names of parties, in alphabetical order."""
    return ", ".join(sorted(p.entity.label for p in parties))


def _stands_for(span: Span, scene: Scene) -> tuple[Party, ...]:
    """The parties of a phrase, without those that are coordinated with it outside of it."""
    if all(token in span for token in conjuncts(span.root)):
        return scene.sides(span.root)
    inside = [token for token in conjuncts(span.root) if token in span]
    return tuple(party for token in inside for party in scene.parties(token))


def named(text: str, day: str, name: str) -> Entity | None:
    """What a name in the text is read as; its last place in the text counts."""
    (parsed,) = parse([Article(id="a", text=text, published=day)], load())
    at = text.rindex(name)
    known = world()
    cast = introduce((p.doc for p in parsed.passages), known, date.fromisoformat(day))
    for passage in parsed.passages:
        start = at - passage.block.start
        span = passage.doc.char_span(start, start + len(name), alignment_mode="expand")
        if start >= 0 and span is not None:
            found = [m for m in mentions(passage.doc, known, cast) if m.start < span.end and span.start < m.end]
            return found[0].entity if found else None
    raise AssertionError(f"{name!r} is in no parsed sentence")
