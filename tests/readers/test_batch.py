import io
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.model import Article
from kg.readers import Rejected, read


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
        ("page.html", "HTML is not yet read", ".txt or .jsonl"),
        ("page.HTM", "HTML is not yet read", ".txt or .jsonl"),
        ("page.pdf", "not a kind of file", ".parquet"),
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
