"""A parsed article to the events it tells."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from spacy.tokens import Span

from kg.extract.aftermath import with_topics
from kg.extract.demands import demands
from kg.extract.echoes import echoes
from kg.extract.events import EventMention, in_sentence
from kg.extract.learnt.proposals import proposals
from kg.extract.lexicon import Lexicon, lexicon
from kg.extract.mentions import introduce
from kg.extract.merge import Told, merge
from kg.extract.parties import Scene
from kg.extract.realms import told_of
from kg.extract.setting import heading, town, written_on
from kg.extract.times import expressions
from kg.extract.topics import statements
from kg.extract.trees import mend
from kg.extract.when import Clock
from kg.parse import Parsed
from kg.parse.plain import plain
from kg.readers.layout import Block
from kg.world import World, world


def extract(
    parsed: Parsed,
    *,
    with_world: World | None = None,
    with_lexicon: Lexicon | None = None,
    watch: Callable[[Span, Scene, list[EventMention]], None] | None = None,
    learnt: bool = True,
) -> list[Told]:
    """The events of an article, each with the sentences that tell it.

    Parameters
    ----------
    watch : callable, optional
        Called after each sentence with the scene as it then is and what the rows told of it, for explanations.
    learnt : bool
        Ask the models, too, about sentences of which no row of the lexicon tells anything.
    """
    known, words = with_world or world(), with_lexicon or lexicon()
    for passage in parsed.passages:
        mend(passage.doc)
    passages = [replace(passage, doc=plain(passage.doc)) for passage in parsed.passages]
    day = parsed.article.day
    scene = Scene(world=known, lexicon=words, cast=introduce((p.doc for p in passages), known, day), on=day)
    found: list[EventMention] = []
    first = next((p for p in passages if p.block.dateline), None)
    clock = Clock(written_on(_opening(parsed, first.block), day) if first is not None else day)
    scene.town = town(first.block.dateline, first.doc, known) if first is not None else None
    for passage in passages:
        if passage.block.dateline and scene.town is not None:
            scene.move(town(passage.block.dateline, passage.doc, known))
        scene.open(passage.doc, passage.block.start)
        section = None
        for i, sentence in enumerate(passage.doc.sents):
            dated = expressions(sentence)
            if (town_alone := heading(sentence, scene)) is not None:
                section = town_alone
                clock.turn()
            scene.setting = section or (town(passage.block.dateline, passage.doc, known) if i == 0 else None)
            scene.enter(sentence, clock.past(dated))
            clock.open(dated, passage=i == 0)
            told, of_events = [], told_of(sentence.text) is None
            if of_events:
                told = [*in_sentence(sentence, scene, words, clock, dated), *demands(sentence, scene, clock, dated)]
                lately = [m for m in found[-1:] if m.number == scene.number - 1]
                told += echoes(sentence, scene, words, clock, dated, [*lately, *told])
            if watch:
                watch(sentence, scene, told)
            if learnt and of_events and not told:
                told = list(proposals(sentence, scene, words, clock, dated))
            if passage.block.kind == "headline":
                told = [replace(m, headline=True, weak=True) for m in told]
            found.extend(told)
            scene.statements += statements(sentence, scene)
    return merge(with_topics(_of_politics(found), scene))


def _of_politics(found: Sequence[EventMention]) -> list[EventMention]:
    """Without what only the models tell, where no other sentence tells an event: it may be of sport or of weather."""
    sure = {m.number for m in found if not m.learnt}
    return [m for m in found if not m.learnt or sure - {m.number}]


def _opening(parsed: Parsed, block: Block) -> str:
    """What stands before a block in its line: a dateline."""
    before = parsed.article.text[: block.start]
    return before[before.rfind("\n") + 1 :]
