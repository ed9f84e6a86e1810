"""Web pages: the article in them, without what surrounds it."""

from __future__ import annotations

import logging
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urldefrag

from kg.errors import FAULTS, InputError
from kg.model import Article
from kg.patience import at_most
from kg.readers.dates import when
from kg.readers.fields import article, hashed_id
from kg.readers.files import contents
from kg.readers.page_encoding import decode_page
from kg.readers.page_metadata import PageMetadata, page_metadata
from kg.settings import load as settings

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# Markup is more than text: a page may be so much larger than the article in it.
MARKUP = 4
# A long live blog has 20,000; the time to find the article grows faster than their number.
_ELEMENTS = 50_000
# Fewer words are no article: a notice, a form, a caption.
_FEWEST_WORDS = 25
# Share of the words that are links, from which on a page is a list of links.
_LINKS = 0.5
# On a page without text, so many links of so many words each are a list of headlines.
_HEADLINES, _HEADLINE = 5, 4
# On a page without a sentence, so many links that make up this share of its words are an index, such as one of names.
_INDEX, _OF_INDEX = 10, 0.8
# So many words may stand before a link that is a line of its own.
_LEAD = 3
_SENTENCE = re.compile(r"[.!?…][\"'”’)]*\Z")
# Words in a cell from which on a table is no table of figures but the frame of a page.
_CELL = 60
_LONGEST_TITLE = 300
# Share of the words of the shorter of two titles, from which on they are of one article.
_LIKENESS = 0.6
# What blog software and microdata call the heading of an article; one alone, on a page of one article.
_HEADING = (
    "//*[self::h1 or self::h2 or self::h3][@itemprop='headline' or "
    "contains(concat(' ', @class, ' '), ' entry-title ') or contains(concat(' ', @class, ' '), ' post-title ')]"
)
# The next few pieces of text below the first heading; a date stands in one of few words.
_BELOW_HEADING = "((//h1 | //h2 | //h3)[1]/following::text()[normalize-space()])[position() <= 6]"
_BYLINE = 9
# What no XML may hold, and a page in HTML sometimes does.
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_DATED = re.compile(r"/([12][0-9]{3})[/-]([01][0-9])[/-]([0-3][0-9])(?:[/-]|\Z)")
_UPDATED = re.compile(r"(?i)\b(?:updated|modified|edited|corrected)\b")
_RIGHTS = re.compile(r"(?i)(?:©|\(c\)|copyright\b)")
_NOTICE = re.compile(
    r"(?i)\b(?:subscribe|subscription|subscribers|sign in|log ?in|register|create an account|already a member|"
    r"cookies?|javascript|ad ?blocker)\b"
)
# The library writes to the log what it cannot read; what becomes of a page is said here.
logging.getLogger("trafilatura").addHandler(logging.NullHandler())


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a page came from, and what was said of it there.

    Parameters
    ----------
    url : str, optional
        The address it was got from.
    charset : str, optional
        The encoding that the server named.
    id : str, optional
        Of the article.
    title, published, source : str, optional
        Taken where the page itself says nothing.
    retrieved : str, optional
        ISO time at which it was got.
    """

    url: str | None = None
    charset: str | None = None
    id: str | None = None
    title: str | None = None
    published: str | None = None
    source: str | None = None
    retrieved: str | None = None


def read_page_file(path: Path, *, max_bytes: int) -> Article:
    """Read a saved page; its id is the file's stem, or follows from its address where the file is an index.

    Raises
    ------
    InputError
        It is too large, in no known encoding, or has no article in it.
    OSError
        The system cannot read it.
    """
    data = contents(path, MARKUP * max_bytes)
    named = path.stem if path.stem.casefold() not in ("index", "default") else None
    return read_page(data, Origin(id=named), max_bytes=max_bytes)


def read_page(data: bytes, origin: Origin, *, max_bytes: int) -> Article:
    """Read the bytes of a page as an article.

    The text is that of the article alone, a paragraph a line with an empty line between. Comments, captions of
    related articles, navigation and notices are left out.

    Raises
    ------
    InputError
        It is in no known encoding, or there is no article in it.
    """
    tree = _tree(decode_page(data, origin.charset))
    try:
        with at_most(settings().article_seconds):
            said = page_metadata(tree, origin.url)
            links = {_one_line(link.text_content()) for link in tree.iter("a")}
            form = tree.find(".//input[@type='password']") is not None
            title, published = _title(tree, said.title) or origin.title, said.published or _day(tree, said.url)
            lines = _lines(tree, said)
    except FAULTS as error:
        what = f"the page cannot be taken apart: {type(error).__name__}: {error}"
        raise InputError(what, remedy="save it again, or give its text") from error
    _must_be_an_article(lines, links, form)
    return article(
        {
            "title": title,
            "text": "\n\n".join(_without_clutter(lines, links, title)),
            "published": published or origin.published,
            "source": said.source or origin.source,
            "url": said.url,
            "language": said.language,
        },
        max_bytes=max_bytes,
        default_id=origin.id or (url_id(said.url) if said.url else None),
        retrieved=origin.retrieved,
    )


def fragment_text(markup: str) -> str:
    """The words of a piece of HTML, such as the summary in a feed, a paragraph a line."""
    if "<" not in markup and "&" not in markup:
        return markup.strip()
    from lxml import html

    tree = html.fromstring(f"<div>{markup}</div>")
    for element in tree.xpath("//script | //style"):
        element.drop_tree()
    for element in tree.iter("p", "br", "li", "div", "h1", "h2", "h3", "h4", "blockquote", "tr"):
        element.tail = "\n\n" + _printable(element.tail or "")
    lines = (" ".join(line.split()) for line in tree.text_content().split("\n\n"))
    return "\n\n".join(line for line in lines if line)


def url_id(url: str) -> str:
    """The id of an article that has an address and no name: pages that differ only in trackers get the same."""
    from courlan import normalize_url

    return hashed_id(normalize_url(urldefrag(url).url, trailing_slash=False), "url")


def _tree(markup: str) -> HtmlElement:
    from trafilatura import load_html

    try:
        tree = load_html(markup)
    except (ValueError, RecursionError) as error:
        raise InputError(f"not HTML: {error}", remedy="save the page again") from error
    if tree is None:
        raise InputError("not HTML", remedy="save the page again, or give its text")
    number = sum(1 for _ in tree.iter())
    if number > _ELEMENTS:
        raise InputError(f"{number:,} elements, more than the page of an article has", remedy="give its text")
    return tree


def _lines(tree: HtmlElement, said: PageMetadata) -> list[str]:
    """The article's paragraphs, headings and points, a line each."""
    from trafilatura import bare_extraction

    _unfold(tree)
    try:
        found = bare_extraction(tree, include_comments=False, favor_precision=True)
    except RecursionError as error:
        raise InputError("the page is nested too deep", remedy="give its text") from error
    text = str(getattr(found, "text", None) or "")
    if said.body and len(text.split()) < len(said.body.split()) / 2:
        text = fragment_text(said.body)
    return [line.strip() for line in text.splitlines() if line.strip()]


def _unfold(tree: HtmlElement) -> None:
    """Make plain paragraphs of tables that hold the page's columns, and of preformatted text."""
    for table in list(tree.iter("table")):
        if table.find(".//p") is not None or any(len(c.text_content().split()) > _CELL for c in table.iter("td")):
            for element in (table, *table.iter("tbody", "tr", "td", "th")):
                element.tag = "div"
    for element in list(tree.iter("pre")):
        paragraphs = re.split(r"\n\s*\n", element.text_content())
        element.clear()
        element.tag = "div"
        for paragraph in paragraphs:
            child = element.makeelement("p")
            child.text = _one_line(_printable(paragraph))
            element.append(child)


def _title(tree: HtmlElement, said: str | None) -> str | None:
    """The heading that a reader sees, where it agrees with what the page says of itself; else that, else a heading.

    What is said for search engines and networks is often shorter or cut off. A heading that is never closed runs on
    into the text; then the `title` element is better.
    """
    from trafilatura.metadata import extract_title

    first = [_one_line(heading.text_content()) for heading in tree.iter("h1")]
    if said:
        return first[0] if len(first) == 1 and len(first[0]) < _LONGEST_TITLE and _alike(first[0], said) else said
    headings = [_one_line(heading.text_content()) for heading in tree.xpath(_HEADING)]
    title = headings[0] if len(headings) == 1 else extract_title(tree)
    return title if title is None or len(title) < _LONGEST_TITLE else tree.findtext(".//title")


def _alike(one: str, other: str) -> bool:
    a, b = (set(re.findall(r"\w+", title.casefold())) for title in (one, other))
    return len(a & b) >= _LIKENESS * min(len(a), len(b)) and len(a) >= _HEADLINE


def _day(tree: HtmlElement, url: str | None) -> str | None:
    """The day of publication where no metadata tell it: in a short line below the heading, or in the address."""
    for line in tree.xpath(_BELOW_HEADING):
        if len(line.split()) <= _BYLINE and not _UPDATED.search(line) and (day := when(line)):
            return day
    found = _DATED.search(url or "")
    return when("-".join(found.groups())) if found else None


def _must_be_an_article(lines: list[str], links: set[str], form: bool) -> None:
    text = " ".join(map(_one_line, lines))
    words = len(text.split())
    listed, number = _linked(text.split(), links)
    if listed > _LINKS * words:
        raise InputError(f"a list of {number} links", remedy="give the pages it leads to")
    if _is_an_index(lines, links):
        raise InputError(f"a list of {len(links)} links", remedy="give the pages it leads to")
    if words < _FEWEST_WORDS:
        headlines = sum(len(link.split()) >= _HEADLINE for link in links)
        if form or _NOTICE.search(text):
            raise InputError(
                f"a page to sign in or to consent, with {words} words", remedy="save the article's page when signed in"
            )
        if headlines >= _HEADLINES:
            raise InputError(f"a list of {headlines} links", remedy="give the pages it leads to")
        raise InputError(f"no article in the page: {words} words", remedy="save the article's own page, or its text")


def _is_an_index(lines: list[str], links: set[str]) -> bool:
    """Is nearly all of it names of links, however short, and none of it a sentence?"""
    if len(links) < _INDEX or any(_SENTENCE.search(_bare(line)) for line in lines):
        return False
    words = Counter(word for line in lines for word in line.split())
    linked = words & Counter(word for link in links for word in link.split())
    return linked.total() > _OF_INDEX * words.total()


def _linked(words: list[str], links: set[str]) -> tuple[int, int]:
    """How many of the words are links, and of how many links; those of one or two words are told by nobody."""
    begins = {tuple(each[:3]): len(each) for link in links if len(each := link.split()) >= 3}
    place = listed = number = 0
    while place < len(words):
        length = begins.get(tuple(words[place : place + 3]), 0)
        listed, number = listed + length, number + (length > 0)
        place += length or 1
    return listed, number


def _without_clutter(lines: list[str], links: set[str], title: str | None) -> list[str]:
    """Without the repeated title, lines that only lead elsewhere, and the notice of rights below."""
    kept = [line for line in lines if line != title and not _leads_away(line, links)]
    while kept and _RIGHTS.match(kept[-1]):
        kept.pop()
    return kept or lines


def _leads_away(line: str, links: set[str]) -> bool:
    """Is it a link and no sentence, perhaps behind a few words such as "Read also:"?"""
    bare = _bare(line)
    if _SENTENCE.search(bare):
        return False
    words = bare.split()
    ends = (" ".join(words[lead:]) for lead in range(1, _LEAD + 1) if len(words) - lead >= _HEADLINE)
    return bare in links or any(end in links for end in ends)


def _bare(line: str) -> str:
    return _one_line(line.removeprefix("- "))


def _printable(text: str) -> str:
    """A text of a tree as it may be put into one: HTML takes characters that XML does not."""
    return _NO_XML.sub(" ", text)


def _one_line(text: str) -> str:
    return " ".join(text.split())
