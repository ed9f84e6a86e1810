from pathlib import Path

import pytest
from click.testing import CliRunner

from kg import settings
from kg.cli import main
from kg.errors import UsageError
from kg.location import Server


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch):
    for row in settings.table():
        monkeypatch.delenv(row["variable"], raising=False)


def test_defaults_need_no_environment():
    now = settings.load()
    assert (now.store, now.model, now.max_bytes) == (Path("kg-store"), "packaged", 5_000_000)
    assert (now.host, now.port) == ("127.0.0.1", 8000)


@pytest.mark.parametrize(
    ("variable", "value", "name", "expected"),
    [
        ("KG_STORE", "elsewhere/graph", "store", Path("elsewhere/graph")),
        ("KG_STORE", "http://me:secret@host:7878", "store", Server("http://host:7878/", "me", "secret")),
        ("KG_MODEL", "en_core_web_lg", "model", "en_core_web_lg"),
        ("KG_MAX_BYTES", "20000000", "max_bytes", 20_000_000),
        ("KG_HOST", "0.0.0.0", "host", "0.0.0.0"),
        ("KG_PRIVATE", "10.0.0.0/8, fd00::/8", "private", "10.0.0.0/8, fd00::/8"),
        ("KG_PAUSE", "0", "pause", 0.0),
        ("KG_PORT", "0", "port", 0),
        ("KG_PORT", "", "port", 8000),
        ("KG_RATE", "5 per second", "rate", "5 per second"),
        ("KG_KEY_RATE", "off", "key_rate", "off"),
        ("KG_OPEN", "false", "open", False),
    ],
)
def test_a_variable_sets_its_setting(monkeypatch, variable, value, name, expected):
    monkeypatch.setenv(variable, value)
    assert getattr(settings.load(), name) == expected


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("KG_PORT", "http"),
        ("KG_PORT", "65536"),
        ("KG_MAX_BYTES", "5 MB"),
        ("KG_MAX_BYTES", "0"),
        ("KG_PRIVATE", "10.0.0.1/8"),
        ("KG_PRIVATE", "all"),
        ("KG_SECONDS", "0"),
        ("KG_RATE", "often"),
    ],
)
def test_a_wrong_value_is_named_with_its_variable(monkeypatch, variable, value):
    monkeypatch.setenv(variable, value)
    with pytest.raises(UsageError) as caught:
        settings.load()
    assert caught.value.where == variable
    assert repr(value) in caught.value.what
    assert "unset it" in caught.value.remedy


def test_the_table_documents_every_setting():
    rows = settings.table()
    assert [row["variable"] for row in rows] == [
        "KG_STORE", "KG_STORE_UPDATE", "KG_STORE_USER", "KG_STORE_PASSWORD", "KG_STORE_TOKEN", "KG_STORE_SECONDS",
        "KG_MODEL", "KG_MAX_BYTES", "KG_ARTICLE_SECONDS", "KG_WORLD", "KG_CACHE", "KG_PRIVATE",
        "KG_PAUSE", "KG_SECONDS",
        "KG_HOST", "KG_PORT",
        "KG_KEYS", "KG_OPEN", "KG_ORIGINS", "KG_RATE", "KG_KEY_RATE", "KG_MAX_BODY", "KG_QUEUE", "KG_LOG",
        "KG_QUERY_SECONDS", "KG_QUERY_MAX_SECONDS", "KG_QUERY_ROWS", "KG_QUERY_BYTES", "KG_QUERY_MEMORY", "KG_UPDATES",
    ]  # fmt: skip
    assert all(row["default"] and row["meaning"] for row in rows)


def test_users_tables_are_where_the_system_keeps_users_data(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert settings.load().world == tmp_path / "aide-memoire" / "world"
    monkeypatch.setenv("XDG_DATA_HOME", "not/absolute")
    assert settings.load().world.is_absolute()
    monkeypatch.setenv("KG_WORLD", str(tmp_path / "mine"))
    assert settings.load().world == tmp_path / "mine"


def test_what_can_be_made_again_is_where_the_system_keeps_caches(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert settings.load().cache == tmp_path / "aide-memoire"
    monkeypatch.setenv("KG_CACHE", str(tmp_path / "mine"))
    assert settings.load().cache == tmp_path / "mine"


def test_what_tells_who_asks_is_not_shown(monkeypatch):
    monkeypatch.setenv("KG_STORE", "http://me:secret@host/")
    monkeypatch.setenv("KG_STORE_PASSWORD", "secret")
    monkeypatch.setenv("KG_STORE_TOKEN", "secret")
    shown = CliRunner().invoke(main, ["settings"], prog_name="kg").output
    assert "http://host/" in shown
    assert "secret" not in shown
    assert "secret" not in repr(settings.load())
