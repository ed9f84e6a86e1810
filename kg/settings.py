"""What may be set from outside: ``KG_*`` environment variables, each with a default that works."""

from __future__ import annotations

import os
import re
import sys
from ipaddress import ip_network
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from kg.errors import UsageError
from kg.location import Location, Server, location

PREFIX = "KG_"
MAX_BYTES = 5_000_000
"""Bytes that one article may have, unless ``KG_MAX_BYTES`` says otherwise: a long book in plain text is smaller."""
OFF = "off"
"""A rate that limits nothing."""
_RATE = re.compile(r"\d+(?:/| per )(?:second|minute|hour|day)\Z")


def _user_world() -> Path:
    """Where each system keeps what a program's users made; ``XDG_DATA_HOME`` goes before it."""
    return _base("XDG_DATA_HOME", mac="Application Support", other=".local/share") / "aide-memoire" / "world"


def _user_cache() -> Path:
    """Where each system keeps what can be made again; ``XDG_CACHE_HOME`` goes before it."""
    return _base("XDG_CACHE_HOME", mac="Caches", other=".cache") / "aide-memoire"


def _base(variable: str, *, mac: str, other: str) -> Path:
    given = os.environ.get(variable, "")
    if Path(given).is_absolute():  # as the XDG base directory specification asks
        return Path(given)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    if sys.platform == "darwin":
        return Path.home() / "Library" / mac
    return Path.home() / other


def _networks(text: str) -> str:
    for each in text.split(","):
        if each.strip() != "none":
            ip_network(each.strip())
    return text


def _location(given: str | Path | Server) -> Location:
    try:
        return location(given)
    except UsageError as error:
        raise ValueError(error.what) from error


class Settings(BaseSettings):
    """The settings of one run; frozen. Use `load`, whose errors name the variable.

    An empty variable counts as not set. Command-line options go before these.
    """

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_ignore_empty=True, frozen=True)

    store: Annotated[Location, BeforeValidator(_location)] = Field(
        default=Path("kg-store"), description="folder of the graph store, or address of a SPARQL server"
    )
    store_update: str | None = Field(
        default=None, pattern="^https?://", description="address for updates, where the server has another for them"
    )
    store_user: str | None = Field(default=None, description="name by which the SPARQL server knows who asks")
    store_password: SecretStr | None = Field(default=None, description="password for the SPARQL server")
    store_token: SecretStr | None = Field(default=None, description="bearer token for the SPARQL server")
    store_seconds: float = Field(
        default=120.0, gt=0, description="seconds that one answer of the SPARQL server may take"
    )
    model: str = Field(
        default="packaged", min_length=1, description="spaCy model: packaged, an installed model's name, or a folder"
    )
    max_bytes: int = Field(default=MAX_BYTES, ge=1, description="number of bytes that one article may have")
    article_seconds: float = Field(
        default=10.0, ge=0, description="seconds of the processor that reading one article may take; 0 for any number"
    )
    world: Path = Field(
        default_factory=_user_world, description="folder of your own tables of the world (kg world add)"
    )
    cache: Path = Field(
        default_factory=_user_cache, description="folder of what can be made again: the index of cities"
    )
    private: Annotated[str, AfterValidator(_networks)] = Field(
        default="none", description="private networks that may be fetched from, such as 10.0.0.0/8,127.0.0.1/32"
    )
    pause: float = Field(default=1.0, ge=0, description="seconds between two requests to one web server")
    seconds: float = Field(default=30.0, gt=0, description="number of seconds that one page of the web may take")
    host: str = Field(default="127.0.0.1", min_length=1, description="address on which the service listens")
    port: int = Field(
        default=8000, ge=0, le=65535, description="port on which the service listens; 0 takes any free one"
    )
    keys: Path | None = Field(default=None, description="file of the keys to the service (kg key)")
    open: bool = Field(default=True, description="whether the service may be read without a key")
    origins: str = Field(
        default="", description="origins whose pages may read the service (CORS), separated by spaces; * for any"
    )
    rate: str = Field(
        default="1200/minute", description="requests that an address without a key may make; off for any number"
    )
    key_rate: str = Field(default="6000/minute", description="requests that one key may make; off for any number")
    max_body: int = Field(default=20_000_000, ge=1000, description="number of bytes that a request may send")
    queue: int = Field(default=20, ge=1, description="jobs that may wait to be written")
    log: Literal["all", "problems"] = Field(
        default="problems", description="what the service logs to standard error: all requests, or problems only"
    )
    query_seconds: float = Field(default=10.0, gt=0, description="seconds that a SPARQL query may take unless it asks")
    query_max_seconds: float = Field(default=60.0, gt=0, description="seconds that a SPARQL query may ask for")
    query_rows: int = Field(default=1_000_000, ge=1, description="rows that the result of a SPARQL query may have")
    query_bytes: int = Field(default=200_000_000, ge=1, description="bytes that the result of a SPARQL query may have")
    query_memory: int = Field(
        default=2_000_000_000, ge=50_000_000, description="bytes of memory that a SPARQL query may take"
    )
    updates: bool = Field(default=False, description="whether SPARQL may change the graph, with a key")

    @field_validator("rate", "key_rate")
    @classmethod
    def _rate(cls, given: str) -> str:
        """As `limits` has it, such as ``100/minute`` or ``5 per second``."""
        if given != OFF and not _RATE.match(given):
            raise ValueError("it is a number per second, minute, hour or day, such as 100/minute, or off")
        return given

    def keys_of(self, store: Path) -> Path:
        """The file of the keys to the service of a store."""
        return self.keys or store / "keys.json"


def load(**given: object) -> Settings:
    """Read the settings from the environment; what is given goes before it.

    Raises
    ------
    UsageError
        A variable has a value of the wrong kind or out of range.
    """
    try:
        return Settings(**given)  # type: ignore[arg-type]
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0]).removeprefix(PREFIX.lower())
        field = Settings.model_fields[name]
        # An address may hold a password.
        shown = "the value" if name.startswith("store") else repr(first["input"])
        raise UsageError(
            f"{shown} cannot be used: {first['msg']}",
            where=PREFIX + name.upper(),
            remedy=f"it is the {field.description}; unset it to take {_default(name)}",
        ) from error


def table() -> list[dict[str, str]]:
    """A row for each setting: its variable, default and meaning, in the order of declaration."""
    return [
        {"variable": PREFIX + name.upper(), "default": _default(name), "meaning": field.description or ""}
        for name, field in Settings.model_fields.items()
    ]


def _default(name: str) -> str:
    """The default in words: some are others on each machine."""
    return _ELSEWHERE.get(name) or str(Settings.model_fields[name].default)


_ELSEWHERE = {
    "store_update": "the store's own address",
    "store_user": "none",
    "store_password": "none",
    "store_token": "none",
    "world": "aide-memoire/world, in the folder for user data",
    "cache": "aide-memoire, in the folder for caches",
    "keys": "keys.json, in the folder of the store",
    "origins": "none",
}
