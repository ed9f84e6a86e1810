"""The network: a real server on the loopback, which only a setting makes reachable."""

from __future__ import annotations

import ipaddress
import socket
import tracemalloc

import pytest

from kg.errors import InputError
from kg.model import Article
from kg.readers import Rejected, read
from kg.readers.page import url_id
from kg.readers.web import Web
from kg.readers.web.addresses import is_allowed, resolve
from kg.readers.web.fetch import Fetcher
from tests.readers.site import LONG, item, rss, running

LOOPBACK = "127.0.0.1/32"


@pytest.fixture(scope="module")
def served():
    with running() as site:
        yield site


@pytest.fixture
def site(served):
    served.asked.clear()
    served.times.clear()
    return served


@pytest.fixture
def web():
    with Web(private=LOOPBACK, pause=0, seconds=30) as web:
        yield web


def read_at(web, *inputs, max_bytes=100_000):
    return list(read(inputs, web=web, max_bytes=max_bytes))


# What is got ----------------------------------------------------------------------------------------


def test_a_page_with_where_and_when_it_was_got(site, web):
    [found] = read_at(web, f"{site.url}/story?utm_source=x")
    assert found.id == url_id(f"{site.url}/story")
    assert found.url == "https://herald.example/world/2021/01/19/firefly-trentino-call"
    assert (found.published, found.source) == ("2021-01-19T06:15:00+02:00", "Freedonia Herald")
    assert found.retrieved.endswith("Z")
    assert "aide-memoire" in site.headers["user-agent"]
    assert site.asked == ["/robots.txt", "/story?utm_source=x"]


@pytest.mark.parametrize("path", ["packed", "moved", "saved/charset-utf-16.html"])
def test_other_ways_to_send_a_page(site, web, path):
    [found] = read_at(web, f"{site.url}/{path}")
    assert isinstance(found, Article)


def test_the_encoding_that_the_server_names(site, web):
    [found] = read_at(web, f"{site.url}/latin")
    assert "Popović" in found.text


def test_a_list_of_addresses_in_a_file_and_one_article_once(site, web, tmp_path):
    path = tmp_path / "list.txt"
    path.write_text(f"{site.url}/story\n\n{site.url}/status/404\n{site.url}/moved\n{site.url}/latin\n", "utf-8")
    story, missing, again, latin = read_at(web, path)
    assert isinstance(story, Article)
    assert missing.where == f"{site.url}/status/404"
    assert "repeats the page https://herald.example" in again.what
    assert isinstance(latin, Article)


def test_a_feed_with_the_pages_that_it_leads_to(site, web):
    site.feed = rss(
        item(f"{site.url}/story"),
        item(f"{site.url}/whole", LONG),
        item(f"{site.url}/status/404", "Two ministers of the river states spoke by phone about the tolls on Monday "
             "night, their offices said, and will meet in the second week of May at the lake."),
        item(f"{site.url}/status/410"),
        item(f"http://127.0.0.2:{site.server_address[1]}/story"),
        item(),
    )  # fmt: skip
    story, whole, teaser, gone, private, empty = read_at(web, f"{site.url}/feed.xml")
    assert story.source == "Freedonia Herald"
    assert (whole.text, whole.title, whole.published) == (LONG, "Talks", "2021-01-19T06:15:00+02:00")
    assert (whole.source, whole.id) == ("Herald", url_id(f"{site.url}/whole"))
    assert teaser.text.startswith("Two ministers")
    assert "the page is gone" in gone.what
    assert "private network" in private.what
    assert empty.what == "the entry has no text"
    assert f"{site.url}/whole".rpartition("/")[2] not in "".join(site.asked)


def test_what_is_stored_is_not_fetched_again(site, web):
    [first] = read_at(web, f"{site.url}/story")
    site.asked.clear()
    web.stored = lambda id_: first if id_ == first.id else None
    site.feed = rss(item(f"{site.url}/story"), item(f"{site.url}/latin"))
    again, fresh = read_at(web, f"{site.url}/feed.xml")
    assert (again, fresh.id) == (first, url_id(f"{site.url}/latin"))
    assert site.asked == ["/feed.xml", "/latin"]
    assert read_at(web, f"{site.url}/story") == [first]


def test_a_page_is_fetched_once_in_a_run(site, web):
    site.feed = rss(item(f"{site.url}/story"), item(f"{site.url}/latin"))
    story, again, latin = read_at(web, f"{site.url}/story?utm_medium=x", f"{site.url}/feed.xml")
    assert (isinstance(story, Article), isinstance(latin, Article)) == (True, True)
    assert again.what == "repeats a page that this run has read"
    assert site.asked == ["/robots.txt", "/story?utm_medium=x", "/feed.xml", "/latin"]


def test_a_feed_that_has_not_changed_is_not_sent_again(site, web):
    site.feed = rss(item(f"{site.url}/whole", LONG))
    assert len(read_at(web, f"{site.url}/feed.xml")) == 1
    assert read_at(web, f"{site.url}/feed.xml") == []
    assert site.headers["if-none-match"] == '"1"'


# What is refused ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("status/401", "only for those who sign in"),
        ("status/403", "the server refuses it"),
        ("status/404", "no such page"),
        ("status/429", "less often"),
        ("status/500", "does not give it (status 500)"),
        ("login", "sign in or to consent"),
        ("json", "not a page but application/json"),
        ("forbidden/story", "robots.txt"),
        ("a.secret", "robots.txt"),
        ("moved-to-forbidden", "robots.txt"),
        ("round", "more than 5 redirections"),
        ("moved-to-file", "not an address of the web"),
        ("moved-nowhere", "not an address of the web"),
        ("moved-to-private", "127.0.0.2, within a private network"),
        ("moved-to-metadata", "169.254.169.254, within a private network"),
        ("huge", "larger than 400,000 bytes"),
        ("bomb", "larger than 400,000 bytes"),
        ("bomb-in-bomb", "packed in a way that is not read"),
        ("not-packed", "cannot be unpacked"),
        ("breaks-off", "it cannot be had"),
    ],
)
def test_a_bad_answer_is_reported_and_the_rest_goes_on(site, web, path, reason):
    bad, good = read_at(web, f"{site.url}/{path}", f"{site.url}/story")
    assert isinstance(bad, Rejected)
    assert bad.where
    assert reason in bad.what
    assert bad.remedy
    assert isinstance(good, Article)


@pytest.mark.parametrize("path", ["trickle", "trickling-headers", "silent"])
def test_an_answer_that_takes_too_long_is_given_up_and_the_rest_goes_on(site, web, path):
    with Web(private=LOOPBACK, pause=0, seconds=0.5) as impatient:
        [slow] = read_at(impatient, f"{site.url}/{path}")
    assert (slow.where, slow.what) == (f"{site.url}/{path}", "no whole answer within 0.5 seconds")
    [found] = read_at(web, f"{site.url}/story")
    assert isinstance(found, Article)


@pytest.mark.parametrize("path", ["huge", "bomb"])
def test_a_large_answer_is_not_held(site, web, path):
    read_at(web, f"{site.url}/story")
    tracemalloc.start()
    try:
        read_at(web, f"{site.url}/{path}")
        assert tracemalloc.get_traced_memory()[1] < 80_000_000
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("http://no-such-host.invalid/", "not known"),
        ("http://127.0.0.1:1/", "cannot be had"),
        ("http://user:secret@127.0.0.1/", "user's name"),
        ("http://:80/", "not an address"),
        ("http://127.0.0.1:99999/", "not an address"),
    ],
)
def test_addresses_that_lead_nowhere(web, url, reason):
    [found] = read_at(web, url)
    assert reason in found.what
    assert "secret" not in found.what


def test_without_the_setting_nothing_private_is_reached(site):
    [found] = read([f"{site.url}/story"])
    assert "within a private network" in found.what
    assert "KG_PRIVATE" in found.remedy
    assert site.asked == []


def test_robots_that_cannot_be_had_forbid_everything():
    with running(robots=(503, b"")) as site, Web(private=LOOPBACK, pause=0) as web:
        [found] = read_at(web, f"{site.url}/story")
        assert "robots.txt cannot be had" in found.what
        assert site.asked == ["/robots.txt"]


def test_without_robots_everything_is_allowed():
    with running(robots=(404, b"")) as site, Web(private=LOOPBACK, pause=0) as web:
        [found] = read_at(web, f"{site.url}/forbidden/story")
        assert isinstance(found, Article)


@pytest.mark.parametrize(("robots", "pause"), [(b"", 0.2), (b"User-agent: *\nCrawl-delay: 0.2", 0)])
def test_a_host_is_left_to_rest_between_two_requests(robots, pause):
    with running(robots=(200, robots)) as site, Web(private=LOOPBACK, pause=pause) as web:
        read_at(web, f"{site.url}/story", f"{site.url}/latin")
        _, first, second = site.times
        assert second - first >= 0.19


# Addresses ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True), ("2606:4700::1111", True), ("::ffff:8.8.8.8", True), ("64:ff9b::808:808", True),
        ("127.0.0.1", False), ("10.1.2.3", False), ("172.16.0.1", False), ("192.168.1.1", False),
        ("169.254.169.254", False), ("100.64.0.1", False), ("0.0.0.0", False), ("224.0.0.1", False),
        ("255.255.255.255", False), ("240.0.0.1", False), ("::1", False), ("::", False), ("fe80::1", False),
        ("fc00::1", False), ("::ffff:127.0.0.1", False), ("64:ff9b::7f00:1", False), ("2002:7f00:1::", False),
        ("ff02::1", False),
    ],
)  # fmt: skip
def test_what_is_public(address, public):
    assert is_allowed(ipaddress.ip_address(address)) is public


def test_a_network_that_is_named_may_be_reached():
    private = [ipaddress.ip_network("10.1.0.0/16")]
    assert is_allowed(ipaddress.ip_address("10.1.9.9"), private)
    assert is_allowed(ipaddress.ip_address("::ffff:10.1.9.9"), private)
    assert not is_allowed(ipaddress.ip_address("10.2.0.1"), private)


def named(*answers):
    """A resolver that gives these addresses, one list after the other, and counts."""
    calls = []
    real = socket.getaddrinfo

    def getaddrinfo(host, port, *rest, **options):
        if host[0].isdigit():  # an address is no name
            return real(host, port, *rest, **options)
        calls.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (a, port)) for a in answers[len(calls) - 1]]

    return getaddrinfo, calls


def test_a_name_with_one_private_address_is_refused(monkeypatch):
    monkeypatch.setattr(socket, "getaddrinfo", named(["8.8.8.8", "10.0.0.1"])[0])
    with pytest.raises(InputError, match=r"both\.example is at 10\.0\.0\.1"):
        resolve("both.example", 80)


def test_a_name_that_changes_its_address_after_the_check_gains_nothing(site, monkeypatch):
    """One look-up a connection, and the connection goes to what was looked at."""
    getaddrinfo, calls = named(["127.0.0.1"], ["127.0.0.2"])
    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    port = site.server_address[1]
    with Fetcher(private=[ipaddress.ip_network(LOOPBACK)], pause=0) as fetcher:
        answer = fetcher.get(f"http://rebind.example:{port}/story", max_bytes=100_000)
    assert answer.data
    assert site.headers["host"] == f"rebind.example:{port}"
    assert calls == ["rebind.example"]


def test_a_name_that_has_turned_private_is_refused_at_the_next_connection(site, monkeypatch):
    port = site.server_address[1]
    monkeypatch.setattr(socket, "getaddrinfo", named(["127.0.0.1"], ["127.0.0.2"])[0])
    for expected in (Article, Rejected):
        with Web(private=LOOPBACK, pause=0) as web:
            [found] = read_at(web, f"http://rebind.example:{port}/story")
        assert isinstance(found, expected)
    assert "127.0.0.2, within a private network" in found.what
