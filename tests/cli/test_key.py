"""`kg key`."""

from __future__ import annotations

import json

from kg.keys import Keys


def test_a_key_from_its_making_to_its_end(kg, tmp_path, monkeypatch):
    monkeypatch.setenv("KG_KEYS", str(tmp_path / "keys.json"))
    made = kg("key", "add", "the desk", "--scope", "write", "--scope", "read")
    token = made.stdout.strip()
    key = Keys(tmp_path / "keys.json").find(token)
    assert (key.name, key.scopes) == ("the desk", ("read", "write"))
    assert key.id in made.stderr
    listed = kg("key", "list").stdout
    assert key.id in listed
    assert token not in listed
    assert json.loads(kg("key", "list", "--json").stdout)[0]["scopes"] == ["read", "write"]
    assert kg("key", "revoke", key.id).exit_code == 0
    assert json.loads(kg("key", "list", "--json").stdout) == []
    assert kg("key", "revoke", key.id).exit_code == 1


def test_a_key_comes_before_the_first_article(kg, tmp_path):
    path = tmp_path / "new"
    assert json.loads(kg("key", "add", "desk", "--scope", "write", "--store", path, "--json").stdout)["key"]
    assert kg("build", "seeds/articles/2019-07-01-dmz-handshake.md", "--store", path).exit_code == 0
    assert kg("key", "list", "--store", path).stdout.count("desk") == 1


def test_a_scope_that_is_none(kg):
    done = kg("key", "add", "desk", "--scope", "everything")
    assert done.exit_code == 2
    assert "read, write, update" in done.stderr
