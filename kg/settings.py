"""What may be set from outside: ``KG_*`` environment variables, each with a default that works."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from kg.errors import UsageError

PREFIX = "KG_"
MAX_BYTES = 5_000_000
"""Bytes that one article may have, unless ``KG_MAX_BYTES`` says otherwise: a long book in plain text is smaller."""


class Settings(BaseSettings):
    """The settings of one run; frozen. Use `load`, whose errors name the variable.

    An empty variable counts as not set. Command-line options go before these.
    """

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_ignore_empty=True, frozen=True)

    store: Path = Field(default=Path("kg-store"), description="folder of the graph store")
    model: str = Field(
        default="packaged", min_length=1, description="spaCy model: packaged, an installed model's name, or a folder"
    )
    max_bytes: int = Field(default=MAX_BYTES, ge=1, description="number of bytes that one article may have")
    host: str = Field(default="127.0.0.1", min_length=1, description="address on which the service listens")
    port: int = Field(
        default=8000, ge=0, le=65535, description="port on which the service listens; 0 takes any free one"
    )


def load() -> Settings:
    """Read the settings from the environment.

    Raises
    ------
    UsageError
        A variable has a value of the wrong kind or out of range.
    """
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0]).removeprefix(PREFIX.lower())
        field = Settings.model_fields[name]
        raise UsageError(
            f"{first['input']!r} cannot be used: {first['msg']}",
            where=PREFIX + name.upper(),
            remedy=f"it is the {field.description}; unset it to take {field.default}",
        ) from error


def table() -> list[dict[str, str]]:
    """A row for each setting: its variable, default and meaning, in the order of declaration."""
    return [
        {"variable": PREFIX + name.upper(), "default": str(field.default), "meaning": field.description or ""}
        for name, field in Settings.model_fields.items()
    ]
