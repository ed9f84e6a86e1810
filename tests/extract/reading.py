"""Reading frozen sentences with the invented world: what tests of the rules look at."""

from collections.abc import Iterable

from kg.extract.article import extract
from kg.extract.mentions import introduce
from kg.extract.merge import Told
from kg.extract.parties import Scene
from kg.extract.slots import Slots
from kg.model import Entity, Party
from tests.extract import invented
from tests.extract.parses import article, parse, token


def scene(*sentences: str) -> Scene:
    """The scene after these sentences, read as one passage; the last of them has just begun."""
    parsed = parse(*sentences)
    world, day = invented.world(), invented.DAY
    out = Scene(world=world, lexicon=invented.lexicon(), cast=introduce([parsed], world, day), on=day)
    out.open(parsed, 0)
    for sentence in parsed.sents:
        out.enter(sentence)
    return out


def slots(sentence: str, trigger: str) -> Slots:
    """The argument places of a word in one sentence."""
    read = scene(sentence)
    return Slots(token(parse(sentence), trigger), read, invented.lexicon())


def told(*paragraphs: str | tuple[str, ...], published: str | None = "2021-01-20") -> list[Told]:
    """The events of an article."""
    return extract(
        article(*paragraphs, published=published), with_world=invented.world(), with_lexicon=invented.lexicon()
    )


def labels(found: Iterable[Party | Entity]) -> str:
    """Names joined by commas."""
    return ", ".join((f.entity if isinstance(f, Party) else f).label for f in found)
