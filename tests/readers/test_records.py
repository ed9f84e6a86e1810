import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Article
from kg.readers.records import read_records
from kg.readers.rejected import Rejected

LIMIT = 500


def read(data):
    return list(read_records(io.BytesIO(data), name="news.jsonl", max_bytes=LIMIT))


GOOD = b'{"id": "good", "text": "They met."}\n'


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"not json", "not JSON"),
        (b'{"text": "cut', "not JSON"),
        (b"[1, 2]", "not a JSON object"),
        (b"null", "not a JSON object"),
        (b"NaN", "not a JSON object"),
        (b'{"text": NaN}', "is a number"),
        (b'{"title": "no text"}', "no text"),
        (b'{"text": {"deep": [1]}}', "is an object"),
        (b'{"text": "x", "id": 1' + b"0" * 440 + b"}", "441 characters"),
        (b'{"text": "x", "published": "2021-02-30"}', "'2021-02-30' does not exist"),
        (b'{"text": "x", "published": "yesterday"}', "'yesterday' is not an ISO date"),
        (b'{"text": "\\u0000"}', "empty"),
        (b'{"text": "' + b"a" * 501 + b'"}', "501 bytes are more than the 500 bytes"),
        (b'{"text": "' + b"a" * 90_000 + b'"}', "this is more than the 500 bytes"),
        (b'{"text": "\xff\xfe\xfd"}', "Windows-1252"),
    ],
)
def test_a_wrong_line_is_rejected_in_its_place_and_the_rest_goes_on(line, reason):
    places, found = zip(*read(GOOD + line + b"\n" + GOOD), strict=True)
    assert places == ("news.jsonl:1", "news.jsonl:2", "news.jsonl:3")
    assert isinstance(found[0], Article)
    assert found[0] == found[2]
    assert isinstance(found[1], Rejected)
    assert found[1].where == "news.jsonl:2"
    assert reason in found[1].what
    assert found[1].remedy


@pytest.mark.parametrize("line", [b"[" * 100_000, b'{"id": ' + b"9" * 5000 + b', "text": "x"}'])
def test_json_beyond_what_python_holds(line):
    [(_, found)] = read_records(io.BytesIO(line), name="x", max_bytes=10**6)
    assert isinstance(found, Rejected)
    assert "beyond" in found.what


def test_marks_blank_lines_and_a_last_line_without_end():
    found = read(b"\xef\xbb\xbf" + GOOD + b"\r\n  \n" + b'{"text": "Last."}')
    assert [(where, article.text) for where, article in found] == [
        ("news.jsonl:1", "They met."),
        ("news.jsonl:4", "Last."),
    ]


def test_an_escaped_surrogate_does_not_reach_the_store():
    [(_, found)] = read(b'{"text": "half \\ud83d pair \\ud83d\\ude00"}')
    assert found.text == "half \ufffd pair \U0001f600"


def test_utf16_is_refused_once():
    [(where, found)] = read(GOOD.decode().encode("utf-16") * 3)
    assert where == "news.jsonl:1"
    assert "UTF-16" in found.what


def test_escapes_do_not_count_for_the_limit():
    text = "é" * (LIMIT // 2)
    [(_, found)] = read(json.dumps({"text": text}).encode())
    assert found.text == text


def test_windows_1252_in_a_line():
    [(_, found)] = read('{"text": "The café’s owner met the minister."}'.encode("cp1252"))
    assert found.text == "The café’s owner met the minister."


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)
_NAMES = st.sampled_from(["id", "title", "text", "published", "source", "url", "language", "other"])


@given(st.dictionaries(_NAMES, _JSON))
def test_any_object_gives_one_article_or_one_rejection(record):
    [(_, found)] = read(json.dumps(record).encode())
    if isinstance(found, Article):
        assert found.text == record["text"]
        assert found.id
        found.id.encode()
    else:
        assert found.what
        assert found.remedy


@given(st.binary())
def test_any_bytes_never_raise(data):
    assert len(read(data)) <= data.count(b"\n") + 1
