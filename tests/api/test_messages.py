"""What processes say to each other arrives as it was said, and is never more than data."""

from __future__ import annotations

import io
import json
import pickle
import struct
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.builder import Add, Done, Progress, Remove
from api.messages import Failure, read, write
from api.updating import Correct, Update
from api.worker import Asked, Begun
from kg.errors import KgError, NotFoundError, QueryError

SAID = [
    None,
    b"",
    b"\x00\xff" * 1000,
    Progress(3),
    Add(Path("/a b/é.jsonl")),
    Remove("x"),
    Done(read=1, skipped=(("a", "b", None),)),
    Asked("SELECT * {}", ("json",), default_graphs=["http://a/"], rows=3),
    Begun("json", "application/json"),
    Update("CLEAR ALL", "http://a/", ("http://b/",)),
    Correct("merge", (("a", "b"), ["c"]), "why", "by"),
    Failure("QueryError", "what", None, "remedy"),
    {"correction": {"about": ["a"], "n": 1.5}, "events": []},
]


def said(message: object) -> object:
    stream = io.BytesIO()
    write(stream, message)
    stream.seek(0)
    return read(stream)


@pytest.mark.parametrize("message", SAID, ids=lambda m: type(m).__name__)
def test_it_arrives_as_it_was_said(message):
    assert said(message) == message
    assert type(said(message)) is type(message)


plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.floats(allow_nan=False),
    lambda inner: st.lists(inner) | st.tuples(inner, inner) | st.dictionaries(st.text(), inner),
)


@given(plain)
def test_whatever_is_plain_arrives(value):
    assert said(value) == value


@given(st.binary())
def test_noise_is_no_message(data):
    with pytest.raises((EOFError, ValueError)):
        read(io.BytesIO(b"?" + data))


def record(value: object) -> io.BytesIO:
    text = json.dumps(value).encode()
    return io.BytesIO(struct.pack(">cQ", b"R", len(text)) + text)


@pytest.mark.parametrize(
    "value",
    [
        ["Popen", {"args": "true"}],
        ["Failure", {"name": "x"}],
        ["Failure", ["x"]],
        [1],
        [1, 2, 3],
        ["path", {}],
        [[], 1],
    ],
)
def test_what_is_no_record_is_refused(value):
    with pytest.raises(ValueError, match="not a message"):
        read(record(value))


def test_what_is_pickled_is_refused():
    with pytest.raises((EOFError, ValueError)):
        read(io.BytesIO(pickle.dumps(Progress(1)) * 10))


def test_what_is_not_registered_cannot_be_said():
    @dataclass
    class Stranger:
        name: str

    for message in (Stranger("a"), object(), {1, 2}):
        with pytest.raises(AssertionError):
            write(io.BytesIO(), message)


def test_errors_are_those_of_the_project():
    assert isinstance(Failure.of(NotFoundError("gone")).error(), NotFoundError)
    assert type(Failure("annotations", "x", None, None).error()) is KgError
    assert type(Failure("nothing", "x", None, None).error()) is KgError
    assert isinstance(Failure("QueryError", "x", None, None).error(), QueryError)
