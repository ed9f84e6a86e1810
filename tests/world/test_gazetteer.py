"""The database of cities: made once, kept, and made for one process where nothing can be kept."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kg.world import gazetteer

ASK = "from kg.world.gazetteer import called, _made; print(_made()); print(*(c.country for c in called('obigarm')))"


def asked(cache: Path) -> tuple[Path, str]:
    environment = os.environ | {"KG_CACHE": str(cache)}
    done = subprocess.run([sys.executable, "-c", ASK], capture_output=True, text=True, check=True, env=environment)
    where, countries = done.stdout.splitlines()
    return Path(where), countries


def test_it_is_made_once_and_kept(tmp_path: Path) -> None:
    where, countries = asked(tmp_path / "cache")
    assert (where.parent, countries) == (tmp_path / "cache", "TJ")
    made = where.stat().st_mtime_ns
    assert asked(tmp_path / "cache") == (where, "TJ")
    assert where.stat().st_mtime_ns == made
    assert [path.name for path in (tmp_path / "cache").iterdir()] == [where.name]


def test_where_nothing_can_be_kept_it_is_there_for_the_process(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("no folder")
    where, countries = asked(blocked)
    assert countries == "TJ"
    assert not where.exists()


def test_a_city_is_found_by_its_name_and_a_large_one_by_others_too() -> None:
    own, other = gazetteer.called("kharkiv"), gazetteer.called("kharkov")
    assert own[0].id == other[0].id
    assert (own[0].former, other[0].former) == (0, 1)
    assert gazetteer.called("zzyzx qwertz") == ()


def test_the_largest_city_of_a_name_comes_first() -> None:
    found = [city.population for city in gazetteer.called("victoria") if not city.former]
    assert found == sorted(found, reverse=True)
    assert len(found) > 3


@pytest.mark.parametrize(("name", "least"), [("heorhiivka", 500), ("obigarm", 500)])
def test_small_places_are_there(name: str, least: int) -> None:
    assert all(city.population < 15_000 for city in gazetteer.called(name))
    assert gazetteer.called(name)[0].population >= least
