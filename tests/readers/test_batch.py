import io
import json
import os
import tracemalloc
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.model import Article
from kg.readers import Rejected, batch, read
from kg.store import Store


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(folder, files):
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")


def test_a_folder_is_read_in_order_without_hidden_files_and_readmes(here):
    write(
        here / "news",
        {
            "b.txt": "B.",
            "a.md": "A.",
            "deep/er/c.TXT": "C.",
            ".hidden.txt": "no",
            ".git/d.txt": "no",
            "README.md": "no",
            "readme": "no",
            "e.jsonl": '{"id": "e1", "text": "E."}\n{"id": "e2", "text": "F."}\n',
        },
    )
    assert [article.id for article in read(["news"])] == ["a", "b", "e1", "e2", "c"]


def test_a_readme_that_is_named_is_read(here):
    write(here, {"README.txt": "They met."})
    assert [article.id for article in read(["README.txt"])] == ["README"]


@pytest.mark.parametrize(
    ("name", "reason", "remedy"),
    [
        ("page.html", "not HTML", "save the page again"),
        ("page.HTM", "not HTML", "save the page again"),
        ("page.docx", "not a kind of file", ".parquet"),
        ("page", "not a kind of file", ".txt"),
    ],
)
def test_other_kinds_are_rejected(here, name, reason, remedy):
    write(here, {name: "They met."})
    [found] = read([name])
    assert found.where == name
    assert reason in found.what
    assert remedy in found.remedy


def test_what_is_not_there_is_rejected_and_the_rest_goes_on(here):
    write(here, {"a.txt": "They met."})
    missing, article, too_long = read(["gone.txt", "a.txt", "x" * 5000])
    assert (missing.where, missing.what) == ("gone.txt", "there is no such file or folder")
    assert article.id == "a"
    assert "cannot be reached" in too_long.what


def test_special_files_are_not_opened(here):
    os.mkfifo(here / "pipe.txt")
    (here / "broken.txt").symlink_to("gone.txt")
    assert [(found.where, found.what) for found in read(["."])] == [
        ("broken.txt", "there is no such file or folder"),
        ("pipe.txt", "not a regular file"),
    ]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may read everything")
def test_what_may_not_be_read_is_rejected(here):
    write(here, {"a.txt": "A.", "shut/b.txt": "B."})
    (here / "a.txt").chmod(0)
    (here / "shut").chmod(0)
    found = list(read(["."]))
    (here / "shut").chmod(0o700)
    assert [item.where for item in found] == ["a.txt", "./shut"]


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="needs a file that opens and then fails")
def test_a_file_that_fails_while_it_is_read_is_rejected(here):
    (here / "a.txt").symlink_to("/proc/self/mem")
    write(here, {"b.txt": "They met."})
    rejected, article = read(["."])
    assert (rejected.where, article.id) == ("a.txt", "b")
    assert "the file cannot be read" in rejected.what


def test_a_circle_of_links_ends(here):
    write(here, {"news/a.txt": "A."})
    (here / "news" / "loop").symlink_to(here / "news")
    assert [article.id for article in read(["news"])] == ["a"]


def test_standard_input_is_json_lines():
    stdin = io.BytesIO(b'{"id": "a", "text": "They met."}\nnot json\n')
    article, rejected = read(["-"], stdin=stdin)
    assert article.id == "a"
    assert rejected.where == "standard input:2"


def test_an_id_stands_for_one_text(here):
    write(here, {"a/story.txt": "One.", "b/story.txt": "Another.", "c/story.txt": "One."})
    first, second, third = read(["."])
    assert (first.id, first.text) == ("story", "One.")
    assert second.where == str(Path("b", "story.txt"))
    assert "'story' already stands for another text, of " + str(Path("a", "story.txt")) in second.what
    assert "`id`" in second.remedy
    assert "repeats the article 'story'" in third.what


def test_the_same_file_twice_is_read_once(here):
    write(here, {"a.txt": "One."})
    article, again = read(["a.txt", "a.txt"])
    assert isinstance(article, Article)
    assert "repeats" in again.what


@pytest.mark.parametrize(
    ("first", "second", "taken"),
    [
        ({"url": "https://a.example/1"}, {"url": "https://a.example/1"}, False),
        ({"url": "https://a.example/1"}, {"url": "https://b.example/1"}, True),
        ({"url": "https://a.example/1"}, {"url": "https://a.example/1", "text": "They parted."}, True),
        # A record's own id is its owner's word.
        ({}, {}, True),
    ],
)
def test_the_same_text_from_the_same_address_is_one_article_under_any_id(here, first, second, taken):
    records = [{"id": "a", "text": "They met.", **first}, {"id": "b", "text": "They met.", **second}]
    write(here, {"a.jsonl": "".join(json.dumps(record) + "\n" for record in records)})
    _, found = read(["a.jsonl"])
    assert isinstance(found, Article) is taken
    if not taken:
        assert found.what == "repeats the page https://a.example/1 of a.jsonl:1"


def test_copies_of_a_file_are_one_article_unless_they_say_who_wrote_them(here):
    write(
        here,
        {
            "a.txt": "They met.",
            "b.txt": "They met.",
            "c.txt": "---\nsource: Herald\n---\nThey met.",
            "d.txt": "---\nsource: Gazette\n---\nThey met.",
        },
    )
    found = list(read(["."]))
    assert [getattr(item, "id", None) for item in found] == ["a", None, "c", "d"]
    assert found[1].what == "repeats the text of a.txt"


def test_a_date_in_the_future_is_refused(here):
    record = '{"text": "They met on day %s.", "published": "%s"}\n'
    days = ("2021-01-16", "2021-01-17T23:00:00+14:00", "2021-01-18")
    write(here, {"a.jsonl": "".join(record % (day, day) for day in days)})
    *taken, refused = read(["a.jsonl"], today=date(2021, 1, 16))
    assert [article.published for article in taken] == list(days[:2])
    assert refused.what == "its date of publication, 2021-01-18, is in the future"


@pytest.mark.parametrize("suffix", [".txt", ".md", ".html", ".pdf", ".eml", ".xml"])
def test_a_file_of_two_gigabytes_is_not_held(here, suffix):
    with (here / f"huge{suffix}").open("wb") as out:
        out.truncate(2_000_000_000)  # sparse: it takes no room
    tracemalloc.start()
    try:
        [found] = read(["."], max_bytes=100_000)
        assert tracemalloc.get_traced_memory()[1] < 20_000_000
    finally:
        tracemalloc.stop()
    assert "2,000,000,000 bytes are more than" in found.what


def test_patterns(here):
    write(here, {"a/one.txt": "One.", "a/two.md": "Two.", "b/three.txt": "Three.", "odd[1].txt": "Odd."})
    assert [article.id for article in read(["*/*.txt"])] == ["one", "three"]
    assert [article.id for article in read(["**/*.md"])] == ["two"]
    assert [article.id for article in read(["odd[1].txt"])] == ["odd[1]"]
    [found] = read(["*.html"])
    assert (found.where, found.what) == ("*.html", "no file fits this pattern")


def test_a_graph_within_a_folder_of_articles_is_passed_over(here):
    write(here, {"a.txt": "One."})
    with Store.open(here / "graph", create=True):
        pass
    write(here, {"graph/notes.txt": "no", "graph/oxigraph/x.txt": "no"})
    assert [article.id for article in read(["."])] == ["a"]
    assert [found.what for found in read(["graph", "**/no*.txt"])] == [
        "this is a graph, not a folder of articles",
        "no file fits this pattern",
    ]


def test_the_parts_of_a_saved_page_are_passed_over(here):
    story = "The two leaders met at the river on Monday and talked about tolls for barges. " * 3
    write(
        here,
        {
            "story.html": f"<html><body><p>{story}</p></body></html>",
            "story_files/frame.html": "no",
            "other_files/a.txt": "Two.",
        },
    )
    assert [article.id for article in read(["."])] == ["story", "a"]


def test_a_file_that_vanishes_meanwhile_is_rejected_and_the_rest_goes_on(here):
    write(here, {"a.txt": "One.", "b.txt": "Two.", "c.html": "Three.", "d.txt": "Four."})
    found = []
    for item in read(["."]):
        found.append(item)
        (here / "b.txt").unlink(missing_ok=True)
        (here / "c.html").unlink(missing_ok=True)
    assert [getattr(item, "id", item) for item in found] == [
        "a",
        Rejected("b.txt", "there is no such file or folder", "check the path"),
        Rejected("c.html", "there is no such file or folder", "check the path"),
        "d",
    ]


def test_a_file_that_vanishes_between_finding_and_opening(here, monkeypatch):
    write(here, {"a.txt": "One."})
    monkeypatch.setattr(batch, "files", lambda path: iter([Path("gone.txt"), Path("a.txt")]))
    gone, article = read(["."])
    assert (gone.what, article.id) == ("the file cannot be read: it is gone", "a")


def test_a_file_name_that_is_not_utf8(here):
    name = os.fsdecode(b"caf\xe9.txt")
    try:
        (here / name).write_text("They met.", encoding="utf-8")
    except (OSError, UnicodeError):
        pytest.skip("the file system takes only UTF-8")
    [article] = read(["."])
    assert article.id == "caf\ufffd"


def test_the_limit_is_for_an_article_and_not_for_a_file_of_records(here):
    line = '{"text": "%s"}\n'
    write(here, {"a.jsonl": "".join(line % (str(number) * 50) for number in range(9)), "b.txt": "b" * 101})
    found = list(read(["."], max_bytes=100))
    assert [type(item) for item in found] == [Article] * 9 + [Rejected]
    assert "101 bytes are more than the 100" in found[-1].what


@pytest.mark.parametrize("suffix", [".txt", ".md", ".jsonl", ".csv", ".parquet", ".html", ".bin"])
@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=300))
def test_any_bytes_in_any_file_never_raise(tmp_path, suffix, data):
    path = tmp_path / f"file{suffix}"
    path.write_bytes(data)
    for found in read([path]):
        assert isinstance(found, (Article, Rejected))
        if isinstance(found, Rejected):
            assert found.where.startswith(str(path))
            assert found.what
            assert found.remedy
