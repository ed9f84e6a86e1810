import gzip
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.model import Article
from kg.readers import Rejected, read, warc
from kg.readers.page import url_id

PAGES = Path(__file__).parent / "pages"
STORY = (PAGES / "json-ld.html").read_bytes()
LATIN = (PAGES / "charset-latin-2.html").read_bytes()
SITE = "https://herald.example"


def record(kind, url, block):
    """One record, its length first, as the standard has it (ISO 28500)."""
    head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2021-01-20T10:00:00Z\r\n"
    media = "application/http; msgtype=response" if kind == "response" else "application/warc-fields"
    return f"{head}Content-Type: {media}\r\nContent-Length: {len(block)}\r\n\r\n".encode() + block + b"\r\n\r\n"


def archive(path, *records, packed=True):
    """An archive of (address, status, type, body)."""
    data = [record("warcinfo", "urn:x", b"software: tests\r\n")]
    for url, status, kind, body in records:
        head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n\r\n".encode()
        data += [record("response", url, head + body), record("metadata", url, b"fetchTimeMs: 1\r\n")]
    path.write_bytes(b"".join(gzip.compress(each) if packed else each for each in data))
    return path


RECORDS = (
    (f"{SITE}/story", "200 OK", "text/html; charset=utf-8", STORY),
    (f"{SITE}/style.css", "200 OK", "text/css", b"p{}"),
    (f"{SITE}/gone", "404 Not Found", "text/html", b"<p>gone</p>"),
    (f"{SITE}/login", "200 OK", "text/html", b"<html><body><form>Sign in<input type=password></form></body></html>"),
    (f"{SITE}/latin", "200 OK", "text/html; charset=iso-8859-2", LATIN),
)


@pytest.mark.parametrize("name", ["site.warc", "site.warc.gz"])
def test_the_pages_of_an_archive(tmp_path, name):
    path = archive(tmp_path / name, *RECORDS, packed=name.endswith(".gz"))
    story, login, latin = read([path])
    assert story.id == url_id(f"{SITE}/story")
    assert (story.published, story.source) == ("2021-01-19T06:15:00+02:00", "Freedonia Herald")
    assert story.retrieved == "2021-01-20T10:00:00Z"
    assert login.where == f"{path}:{SITE}/login"
    assert "sign in" in login.what
    assert "Popović" in latin.text


def test_a_page_that_was_captured_twice(tmp_path):
    changed = (f"{SITE}/story", "200 OK", "text/html", STORY.replace(b"Firefly", b"Pinky"))
    first, same, other = read([archive(tmp_path / "a.warc", RECORDS[0], RECORDS[0], changed, packed=False)])
    assert isinstance(first, Article)
    assert "repeats the article" in same.what
    assert "another text" in other.what


@pytest.mark.parametrize("packed", [True, False])
@pytest.mark.parametrize("share", [0.3, 0.55, 0.8, 0.95])
def test_an_archive_cut_off_gives_what_is_whole_and_says_so(tmp_path, packed, share):
    path = archive(tmp_path / "a.warc", *((f"{SITE}/{n}", *RECORDS[0][1:]) for n in range(4)), packed=packed)
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * share)])
    *whole, last = read([path])
    assert isinstance(last, Rejected)
    assert "cut off" in last.what
    assert len(whole) == int(share * 4)


def test_an_archive_without_pages(tmp_path):
    [found] = read([archive(tmp_path / "a.warc.gz", RECORDS[1])])
    assert "none of its 3 records is a page" in found.what


def test_a_page_above_the_limit_is_not_held(tmp_path):
    huge = (f"{SITE}/huge", "200 OK", "text/html", b"<p>" + b"x" * 3_000_000)
    found, after = read([archive(tmp_path / "a.warc.gz", huge, RECORDS[0])], max_bytes=100_000)
    assert "larger than 400,000 bytes" in found.what
    assert isinstance(after, Article)


def test_two_gigabytes_that_are_no_archive_are_not_held(tmp_path):
    path = tmp_path / "a.warc"
    with path.open("wb") as out:
        out.truncate(2_000_000_000)
    tracemalloc.start()
    try:
        [found] = read([path])
        assert tracemalloc.get_traced_memory()[1] < 20_000_000
    finally:
        tracemalloc.stop()
    assert found.what == "not an archive of the web"


def test_lines_without_end_are_not_gathered(tmp_path, monkeypatch):
    monkeypatch.setattr(warc, "_LONGEST_LINE", 100_000)
    path = archive(tmp_path / "a.warc", RECORDS[0], packed=False)
    with path.open("ab") as out:
        out.write(b"WARC/1.0\r\nWARC-Type: response\r\n" + b"x" * 1_000_000)
    story, broken = read([path])
    assert isinstance(story, Article)
    assert "it has no lines" in broken.what


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=200), begin=st.sampled_from([b"", b"WARC/1.0\r\n", b"\x1f\x8b\x08\0"]))
def test_any_bytes_are_rejected(tmp_path, data, begin):
    path = tmp_path / "a.warc.gz"
    path.write_bytes(begin + data)
    found = list(read([path]))
    assert found
    assert all(isinstance(each, Rejected) and each.remedy for each in found)
