import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.model import Article
from kg.readers import Rejected, read
from kg.readers.page import url_id
from tests.readers.site import LONG, item, rss

ATOM = f"""<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>River Post</title><id>urn:x</id>
<entry><title type="html">Tolls &amp;amp; talks</title><link href="https://post.example/1"/><id>urn:1</id>
<published>2021-01-16T09:30:00+03:00</published><updated>2021-01-18T00:00:00Z</updated>
<summary>Short.</summary><content type="html">&lt;p&gt;{LONG}&lt;/p&gt;&lt;p&gt;They parted.&lt;/p&gt;</content></entry>
<entry><title>Only updated</title><id>urn:2</id>
<updated>2021-01-18T00:00:00Z</updated><summary>They met.</summary></entry>
</feed>"""

BOMB = b"""<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "They met again. ">
""" + b"".join(
    b'<!ENTITY %c "%s">\n' % (ord("b") + n, b"&%c;" % (ord("a") + n) * 10) for n in range(9)
) + b"]><rss version='2.0'><channel><item><description>&j;</description></item></channel></rss>"  # fmt: skip


def read_feed(tmp_path, data, name="feed.xml"):
    path = tmp_path / name
    path.write_bytes(data)
    return list(read([path]))


def test_rss(tmp_path):
    feed = rss(item("https://herald.example/1", "<p>They met.</p><p>They &amp; parted.</p>"))
    [found] = read_feed(tmp_path, feed)
    assert found == Article(
        id=url_id("https://herald.example/1"),
        title="Talks",
        text="They met.\n\nThey & parted.",
        published="2021-01-19T06:15:00+02:00",
        published_from="metadata",
        source="Herald",
        url="https://herald.example/1",
    )


def test_atom(tmp_path):
    whole, updated = read_feed(tmp_path, ATOM.encode(), "feed.atom")
    assert (whole.title, whole.text) == ("Tolls & talks", f"{LONG}\n\nThey parted.")
    assert (whole.published, whole.source, whole.language) == ("2021-01-16T09:30:00+03:00", "River Post", "en")
    assert (updated.text, updated.published, updated.url) == ("They met.", "2021-01-18T00:00:00Z", None)


def test_an_entry_without_text_is_rejected_in_its_place_and_the_rest_goes_on(tmp_path):
    feed = rss(item("https://herald.example/1"), item("https://herald.example/2", "They met."))
    empty, found = read_feed(tmp_path, feed)
    assert (empty.where, empty.what) == (f"{tmp_path}/feed.xml:1", "the entry has no text")
    assert found.text == "They met."


def test_a_script_in_an_entry_is_no_text(tmp_path):
    [found] = read_feed(tmp_path, rss(item(text="They met.<script>steal()</script><style>p{}</style>")))
    assert found.text == "They met."


@pytest.mark.parametrize("bomb", [BOMB, BOMB.decode().replace("?>", ' encoding="utf-16"?>', 1).encode("utf-16")])
def test_an_xml_bomb_is_not_unfolded(tmp_path, bomb):
    [found] = read_feed(tmp_path, bomb)
    assert "XML bomb" in found.what


def test_entities_from_elsewhere_are_not_fetched(tmp_path):
    data = b'<!DOCTYPE rss [<!entity x SYSTEM "file:///etc/passwd">]>' + rss(item(text="&x;"))
    [found] = read_feed(tmp_path, data)
    assert "declares entities" in found.what


def test_a_feed_that_breaks_off_gives_what_is_whole(tmp_path):
    whole = rss(*(item(f"https://herald.example/{n}", f"They met {n} times.") for n in range(3)))
    *found, broken = read_feed(tmp_path, whole[: whole.index(b"They met 2") + 8])
    assert [getattr(each, "text", None) for each in found][:2] == ["They met 0 times.", "They met 1 times."]
    assert "damaged after entry" in broken.what


@pytest.mark.parametrize("data", [b"", b"<html><body>no</body></html>", b"<rss", b"\0\1", b'{"a": 1}', rss()])
def test_what_is_no_feed(tmp_path, data):
    if data == rss():
        assert read_feed(tmp_path, data) == []
        return
    [found] = read_feed(tmp_path, data)
    assert isinstance(found, Rejected)
    assert "not a feed" in found.what


def test_a_feed_above_the_limit(tmp_path):
    path = tmp_path / "feed.xml"
    with path.open("wb") as out:
        out.truncate(2_000_000_000)
    [found] = read([path])
    assert "2,000,000,000 bytes" in found.what


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=200))
def test_any_bytes_are_articles_or_rejected(tmp_path, data):
    for found in read_feed(tmp_path, rss(item(text="x"))[:120] + data):
        assert isinstance(found, Article) or (found.what and found.remedy)
