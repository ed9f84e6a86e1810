"""What a web page says of itself: title, time of publication, outlet, language, address.

Read are JSON-LD, Open Graph and other ``meta`` elements, microdata and ``time`` elements, in the order in which they
are to be trusted; what is only in the visible page is left to the libraries.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from kg.readers.dates import when

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_ARTICLES = re.compile(r"(?:Article|NewsArticle|\w*Report\w*|BlogPosting|LiveBlogPosting|SocialMediaPosting)\Z")
_WORKS = re.compile(r"(?:WebPage|CreativeWork|ItemPage)\Z")
_DATES = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "parsely-pub-date",
    "sailthru.date", "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date", "dcterms.date", "pubdate",
    "publishdate", "publish-date", "publication_date", "article.published", "cxenseparse:recs:publishtime", "date",
)  # fmt: skip
_TITLES = ("og:title", "twitter:title", "dc.title", "dcterms.title", "headline")
_SITES = ("og:site_name", "application-name", "dc.publisher", "dcterms.publisher", "publisher")
# Close to the only heading of its rank, in nothing that stands beside an article, and not of a later change.
_NEAR_HEADING = (
    "(//h1[count(//h1) = 1]/ancestor::*[position() <= 3 and not(self::body or self::html)]//time"
    " | //h1[count(//h1) = 1]/following-sibling::*[position() <= 3]/descendant-or-self::time)"
    "[not(ancestor::aside or ancestor::nav or ancestor::li or ancestor::footer or ancestor::a)]"
    "[not(contains(@class, 'updated') or contains(@class, 'modified'))]"
)
_SEPARATED = re.compile(r"\s+[|–—:·»-]+\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class PageMetadata:
    """What a page says of itself, as far as it does.

    Parameters
    ----------
    published : str, optional
        ISO day or time, with the zone that the page gives.
    body : str, optional
        The article as its JSON-LD repeats it.
    """

    title: str | None = None
    published: str | None = None
    source: str | None = None
    url: str | None = None
    language: str | None = None
    body: str | None = None


def page_metadata(tree: HtmlElement, url: str | None = None) -> PageMetadata:
    """Read what a parsed page says of itself; `url` is where it came from."""
    story = _story(_linked_data(tree))
    meta = _metas(tree)
    address = _address(tree, meta, story, url)
    source = _name(story.get("publisher")) or _first(meta, _SITES) or (urlsplit(address).hostname if address else None)
    title = _text(story.get("headline")) or _first(meta, _TITLES)
    return PageMetadata(
        title=_without_outlet(title, source),
        published=_published([story.get("datePublished"), *(meta.get(name) for name in _DATES), *_times(tree)]),
        source=source.removeprefix("www.") if source else None,
        url=address,
        language=_text(story.get("inLanguage")) or tree.get("lang") or meta.get("og:locale"),
        body=_text(story.get("articleBody")),
    )


def _published(values: Iterable[object]) -> str | None:
    """The first that is a date; a later one of the same day that has the time as well goes before it."""
    found = [day for value in values if (day := when(value))]
    return next((f for f in found if f[:10] == found[0][:10] and len(f) > 10), found[0]) if found else None


def _times(tree: HtmlElement) -> Iterator[str]:
    """Times of publication in the page itself: microdata, then the first ``time`` of the article's head."""
    for element in tree.iterfind(".//*[@itemprop='datePublished']"):
        yield element.get("content") or element.get("datetime") or element.text_content()
    for element in tree.iterfind(".//time"):
        marks = f"{element.get('class', '')} {element.get('itemprop', '')}".lower()
        if element.get("pubdate") is not None or re.search("publish|posted|entry-date|dateline", marks):
            yield element.get("datetime") or element.text_content()
    for element in tree.xpath(_NEAR_HEADING)[:1]:
        yield element.get("datetime") or element.text_content()


def _linked_data(tree: HtmlElement) -> Iterator[Mapping[str, Any]]:
    """Every object of the page's JSON-LD, with those within."""
    for script in tree.iterfind(".//script[@type='application/ld+json']"):
        raw = re.sub(r"\A\s*(?:<!--|//<!\[CDATA\[)|(?:-->|//\]\]>)\s*\Z", "", script.text or "").strip().rstrip(";")
        try:
            stack = [json.loads(raw, strict=False)]
        except (ValueError, RecursionError):
            continue
        while stack:
            value = stack.pop(0)
            if isinstance(value, list):
                stack = value + stack
            elif isinstance(value, dict):
                yield value
                stack.extend(v for k, v in value.items() if k in ("@graph", "mainEntity", "mainEntityOfPage"))


def _story(objects: Iterable[Mapping[str, Any]]) -> Mapping[str, Any]:
    """The object that stands for the article: a kind of article, or else a page or work with a date."""
    known = list(objects)
    for kinds in (_ARTICLES, _WORKS):
        for each in known:
            types = each.get("@type") or ""
            if any(kinds.match(str(t).rpartition("/")[2]) for t in (types if isinstance(types, list) else [types])):
                return each
    return {}


def _metas(tree: HtmlElement) -> dict[str, str]:
    """The first content of each ``meta`` element, by its name in lower case."""
    found: dict[str, str] = {}
    for element in tree.iterfind(".//meta"):
        content = (element.get("content") or "").strip()
        for attribute in ("property", "name", "itemprop"):
            name = element.get(attribute)
            if name and content:
                found.setdefault(name.strip().lower(), content)
    return found


def _address(tree: HtmlElement, meta: Mapping[str, str], story: Mapping[str, Any], url: str | None) -> str | None:
    links = [link.get("href") for link in tree.iterfind(".//link[@rel='canonical']")]
    for given in (*links, meta.get("og:url"), _text(story.get("url")), _text(story.get("mainEntityOfPage"))):
        address = urljoin(url or "", given.strip()) if given else ""
        if urlsplit(address).scheme in ("http", "https") and urlsplit(address).hostname:
            return address
    return url


def _without_outlet(title: str | None, source: str | None) -> str | None:
    """The title alone, of "Talks in Vienna | The Herald"."""
    parts = _SEPARATED.split(title) if title and source else []
    if title and len(parts) > 1 and source and parts[-1].casefold() in (source.casefold(), f"the {source}".casefold()):
        return title[: title.rindex(parts[-1])].rstrip(" |–—:·»-")
    return title


def _first(meta: Mapping[str, str], names: Iterable[str]) -> str | None:
    return next((html.unescape(meta[name]) for name in names if name in meta), None)


def _name(value: object) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    return _text(value.get("name")) if isinstance(value, dict) else _text(value)


def _text(value: object) -> str | None:
    return html.unescape(value).strip() or None if isinstance(value, str) else None
