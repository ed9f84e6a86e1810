"""Pages in the ways in which news sites make them; the text, title and day beside each are what a reader sees."""

from __future__ import annotations

import re
import statistics
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import InputError
from kg.model import Article
from kg.readers import Rejected, read
from kg.readers.page import Origin, fragment_text, read_page, read_page_file, url_id
from kg.readers.text import read_text

LIMIT = 1_000_000
PAGES = sorted((Path(__file__).parent / "pages").glob("*.html"))
STORY = (
    "The president of Freedonia, Rufus Firefly, called Ambassador Trentino of Sylvania late on Monday after shots were "
    "fired across the Duck River, both governments said. They agreed to talk again before the end of the week."
)


def expected(page: Path) -> Article:
    return read_text(page.with_suffix(".txt"), max_bytes=LIMIT)


def f1(found: str, wanted: str) -> float:
    a, b = (Counter(re.findall(r"\w+", text)) for text in (found, wanted))
    return 2 * (a & b).total() / (a.total() + b.total())


def page(body: str, head: str = "") -> bytes:
    return f"<!doctype html><html><head><meta charset=utf-8>{head}</head><body>{body}</body></html>".encode()


def meta(name: str, content: str) -> str:
    return f'<meta property="{name}" content="{content}">'


def linked(data: str) -> str:
    return f'<script type="application/ld+json">{data}</script>'


def read_one(data: bytes, **origin: str) -> Article:
    return read_page(data, Origin(**origin), max_bytes=LIMIT)


# The pages ------------------------------------------------------------------------------------------


def test_there_are_thirty_pages_and_more():
    assert len(PAGES) >= 30


@pytest.mark.parametrize("path", PAGES, ids=lambda p: p.stem)
def test_a_page_gives_its_article(path):
    found, wanted = read_page_file(path, max_bytes=LIMIT), expected(path)
    for field in ("id", "title", "published", "source", "url", "language"):
        assert getattr(found, field) == getattr(wanted, field), field
    assert f1(found.text, wanted.text) >= 0.93


def test_the_texts_together():
    scores = [f1(read_page_file(path, max_bytes=LIMIT).text, expected(path).text) for path in PAGES]
    assert statistics.mean(scores) >= 0.99


# What a page says of itself ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("head", "published"),
    [
        (meta("article:published_time", "2021-01-16T09:30:00.000+0300"), "2021-01-16T09:30:00+03:00"),
        (meta("pubdate", "Sat, 16 Jan 2021 09:30:00 GMT"), "2021-01-16T09:30:00Z"),
        (meta("date", "January 16, 2021 9:30 am"), "2021-01-16"),
        (meta("date", "16.1.2021, 9:30"), "2021-01-16"),
        # The day from the surest place, the time from one that agrees with it.
        (meta("article:published_time", "2021-01-16") + meta("date", "2021-01-16T09:30Z"), "2021-01-16T09:30:00Z"),
        (linked('{"@type": "NewsArticle", "datePublished": "2021-01-16"}'), "2021-01-16"),
        (linked('[[{"@type": "https://schema.org/NewsArticle", "datePublished": "2021-01-16"}]]'), "2021-01-16"),
        ('<link rel="canonical" href="https://herald.example/2021/01/16/call">', "2021-01-16"),
        # Neither April nor March; a day that does not exist; two days.
        (meta("date", "03/04/2021"), None),
        (meta("date", "2021-02-30"), None),
        (meta("date", "16 January 2021 (updated 17 January 2021)"), None),
        (linked('{"@type": "NewsArticle", "datePublished": '), None),
        (linked("[" * 100_000), None),
        (linked('{"@type": "Event", "startDate": "2021-01-16"}'), None),
    ],
)
def test_the_time_of_publication(head, published):
    assert read_one(page(f"<p>{STORY}</p>", head)).published == published


def test_the_time_of_a_teaser_is_not_that_of_the_article():
    teaser = '<time datetime="2024-01-01T10:00Z">1 January</time>'
    beside = f"<aside>{teaser}</aside><ul><li>{teaser}<a href=/x>Another story of the day</a></li></ul>"
    assert read_one(page(f"<div><h1>Call</h1><p>{STORY}</p>{beside}</div>{teaser}")).published is None
    own = '<time datetime="2021-01-16T09:30Z">16 January</time>'
    assert read_one(page(f"<div><h1>Call</h1>{own}<p>{STORY}</p>{beside}</div>")).published == "2021-01-16T09:30:00Z"


@pytest.mark.parametrize(
    ("heading", "said", "title"),
    [
        ("Firefly calls Trentino after shots at the border", "Firefly calls Trentino after...",
         "Firefly calls Trentino after shots at the border"),
        ("The Freedonia Herald", "Firefly calls Trentino after shots", "Firefly calls Trentino after shots"),
        ("World", "World leaders meet in Klopstokia", "World leaders meet in Klopstokia"),
        ("Leaders meet | Herald", "Leaders meet | Herald", "Leaders meet | Herald"),
    ],
)  # fmt: skip
def test_the_title_is_the_heading_where_it_agrees(heading, said, title):
    assert read_one(page(f"<h1>{heading}</h1><p>{STORY}</p>", meta("og:title", said))).title == title


def test_what_the_page_leaves_out_comes_from_where_it_was_got():
    data = page(f"<p>{STORY}</p>")
    found = read_one(
        data, url="https://www.herald.example/a", title="Call", published="2021-01-16", retrieved="2021-01-17T00:00:00Z"
    )
    assert (found.title, found.published, found.source) == ("Call", "2021-01-16", "herald.example")
    assert (found.id, found.retrieved) == (url_id("https://www.herald.example/a"), "2021-01-17T00:00:00Z")


def test_a_canonical_address_may_be_relative_but_must_be_of_the_web():
    data = page(f"<p>{STORY}</p>", '<link rel="canonical" href="/b">')
    assert read_one(data, url="https://herald.example/a?utm_source=x").url == "https://herald.example/b"
    data = page(f"<p>{STORY}</p>", '<link rel="canonical" href="javascript:alert(1)">')
    assert read_one(data, url="https://herald.example/a").url == "https://herald.example/a"


def test_trackers_and_fragments_make_no_other_article():
    assert url_id("https://Herald.example/a/?utm_source=x#top") == url_id("https://herald.example/a")
    assert url_id("https://herald.example/?p=1") != url_id("https://herald.example/?p=2")


def test_a_saved_index_is_named_by_its_address(tmp_path):
    path = tmp_path / "index.html"
    path.write_bytes(page(f"<p>{STORY}</p>", '<link rel="canonical" href="https://herald.example/a">'))
    assert read_page_file(path, max_bytes=LIMIT).id == url_id("https://herald.example/a")


def test_the_encoding_that_the_server_names():
    data = page(f"<p>{STORY} Škrijelj agreed.</p>").replace(b"<meta charset=utf-8>", b"").decode().encode("iso8859-2")
    assert "Škrijelj" in read_one(data, charset="ISO-8859-2").text


def test_a_few_damaged_bytes_cost_only_themselves():
    data = page(f"<p>{STORY} Škrijelj agreed.</p>" + f"<p>{STORY}</p>" * 5).replace(b"both", b"bo\xffth", 1)
    found = read_one(data).text
    assert "Škrijelj" in found
    assert "bo\N{REPLACEMENT CHARACTER}th" in found


def test_a_fragment_of_markup_becomes_lines():
    assert fragment_text("<p>One &amp; <b>two</b>.</p><p>Three<br>four.</p><script>no()</script>") == (
        "One & two.\n\nThree\n\nfour."
    )
    assert fragment_text(" plain ") == "plain"


# What is no article ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "not HTML"),
        (page(""), "no article"),
        (page("<form><p>Please sign in to read on.</p><input type=password></form>"), "sign in or to consent"),
        (page("<div><p>This site uses cookies. Accept all cookies to continue.</p></div>"), "sign in or to consent"),
        (page("".join(f'<a href="/{n}">Ministers of {n} states meet again</a><br>' for n in range(40))), "40 links"),
        (page("".join(f'<a href="/{n}">Story {n}</a> ' for n in range(60))), "a list of 60 links"),
        (page("".join(f'<p><a href="/{n}">Minister {n}</a>' for n in range(60))), "a list of 60 links"),
        (page("<ul>" + "<li><a href=/>Ministers of the states meet again</a>" * 40 + "</ul>"), "no article"),
        (page("<table>" + "<tr><td>1<td>2" * 20_000 + "</table>"), "60,00. elements"),
        (b"%PDF-1.7\0\0", "NUL"),
        (page("<script>no()</script>" * 50), "no article"),
    ],
    ids=[
        "empty", "no text", "login", "consent", "links", "short links", "short links in lines", "repeated link",
        "cells", "binary", "scripts",
    ],
)  # fmt: skip
def test_pages_without_an_article_are_refused_with_the_reason(data, reason):
    with pytest.raises(InputError, match=reason) as caught:
        read_one(data)
    assert caught.value.remedy


def test_a_page_that_is_nested_without_end(tmp_path):
    path = tmp_path / "deep.html"
    path.write_bytes(page("<div>" * 50_000 + STORY))
    [found] = read([path])
    assert isinstance(found, Article | Rejected)


def test_a_page_above_the_limit_is_not_read_whole(tmp_path):
    path = tmp_path / "huge.html"
    with path.open("wb") as out:
        out.truncate(2_000_000_000)  # sparse: two gigabytes that take no room
    [found] = read([path])
    assert isinstance(found, Rejected)
    assert "2,000,000,000 bytes are more than" in found.what


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=400) | st.text(alphabet="<>/=\"' adiv&;#x0p!-[]", max_size=400).map(str.encode))
def test_any_bytes_are_an_article_or_rejected(tmp_path, data):
    path = tmp_path / "page.html"
    path.write_bytes(data + STORY.encode())
    [found] = read([path])
    assert isinstance(found, Article) or (found.what and found.remedy)
