"""Keys to the service."""

from __future__ import annotations

import json
import stat
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import NotFoundError, StoreError, UsageError
from kg.keys import Keys


@pytest.fixture
def keys(tmp_path):
    return Keys(tmp_path / "keys.json")


def test_a_key_is_found_by_itself_alone(keys):
    key, token = keys.add("desk", ["write", "read"])
    assert keys.find(token) == key
    assert key.scopes == ("read", "write")
    for other in (token + "x", token[:-1], token.replace(key.id, "00000000"), key.hash, f"kg_{key.id}_", "", "kg"):
        assert keys.find(other) is None


def test_no_key_is_kept(keys):
    _, token = keys.add("desk", ["read"])
    kept = keys.path.read_text("utf-8")
    assert token not in kept
    assert token.split("_", 2)[2] not in kept


@pytest.mark.skipif(sys.platform == "win32", reason="permissions are of another kind")
def test_the_file_is_for_its_owner_alone(keys):
    keys.add("desk", ["read"])
    assert stat.S_IMODE(keys.path.stat().st_mode) == 0o600


def test_others_see_what_one_does(keys):
    watcher = Keys(keys.path)
    key, token = keys.add("desk", ["read"])
    assert watcher.find(token) == key
    keys.revoke(key.id)
    assert watcher.find(token) is None
    assert watcher.every() == []


def test_what_makes_no_sense(keys):
    with pytest.raises(UsageError, match=r"no scope 'all'.*write"):
        keys.add("desk", ["all"])
    with pytest.raises(UsageError, match="without a scope"):
        keys.add("desk", [])
    with pytest.raises(NotFoundError, match="kg key list"):
        keys.revoke("none")


@pytest.mark.parametrize("written", ["{", "[1]", '[{"id": "x"}]', json.dumps([{"id": "x", "scopes": 1}])])
def test_a_file_that_is_none_of_ours(keys, written):
    keys.path.write_text(written, "utf-8")
    with pytest.raises(StoreError, match="the keys cannot be read"):
        keys.every()


@given(st.text())
def test_no_text_is_a_key_by_chance(text):
    from pathlib import Path
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        assert Keys(Path(folder) / "keys.json").find(text) is None
