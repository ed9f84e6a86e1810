"""Tables of what texts tell: the lines that are set in below a text are its events; without any it tells none."""

from pathlib import Path

from kg.extract.article import extract
from kg.extract.events import EventMention
from kg.model import Article
from kg.parse import load, parse

DAY = "2023-05-17"  # a Wednesday, on which all are read


def cases(name: str) -> dict[str, list[str]]:
    """The texts of a file of this folder, with the lines of their events."""
    found: dict[str, list[str]] = {}
    text = ""
    for line in Path(__file__).with_name(name).read_text("utf-8").splitlines():
        if line.startswith("  "):
            found[text].append(line.strip())
        elif line and not line.startswith("#"):
            text = line
            found[text] = []
    return found


def events(text: str) -> list[EventMention]:
    """What the rules find in a text, with the real parser and the real tables."""
    (parsed,) = parse([Article(id="x", text=text, published=DAY)], load())
    return [told.event for told in extract(parsed, learnt=False)]


def kind(event: EventMention) -> str:
    """Type and mode."""
    return f"{event.type}/{event.mode}" if event.mode else event.type
