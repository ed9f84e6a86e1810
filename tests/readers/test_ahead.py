"""How much of the input lies ahead."""

import io
import json

import pytest

from kg.model import Article
from kg.readers import read
from kg.readers.ahead import Ahead, bar, time_left


def shares(inputs, **more):
    ahead = Ahead(inputs)
    found = [ahead.share if isinstance(each, Article) else None for each in read(inputs, ahead=ahead, **more)]
    return found, ahead.share


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "a.txt").write_text("They met in Paris. " * 50)
    lines = [json.dumps({"id": str(n), "text": f"They met {n} times. " * 50}) for n in range(10)]
    (tmp_path / "b.jsonl").write_text("\n".join(lines))
    (tmp_path / "c.html").write_text("<html>")
    (tmp_path / "d.txt").write_text("They parted. " * 70)
    return tmp_path


def test_it_grows_from_article_to_article_and_file_to_file(folder):
    found, end = shares([folder])
    known = [share for share in found if share is not None]
    assert len(known) == 12
    assert known == sorted(set(known))
    assert 0 < known[0] < 0.2
    assert end == 1


def test_a_file_that_vanishes_is_passed(folder):
    ahead = Ahead([folder])
    for _ in read([folder], ahead=ahead):
        (folder / "d.txt").unlink(missing_ok=True)
    assert 0.8 < ahead.share < 1


@pytest.mark.parametrize("given", ["-", "https://herald.example/a", "s3://herald/*.jsonl"])
def test_of_what_comes_from_elsewhere_nothing_is_known(folder, given):
    assert Ahead([folder, given]).share is None
    found, _ = shares(["-"], stdin=io.BytesIO(b'{"text": "They met."}'))
    assert found == [None]


def test_nothing_at_all(tmp_path):
    assert shares([tmp_path]) == ([], None)


@pytest.mark.parametrize(("share", "shown"), [(0, "[--------------------] 0 %"), (1, "[####################] 100 %")])
def test_the_bar(share, shown):
    assert bar(share) == shown


@pytest.mark.parametrize(
    ("seconds", "shown"), [(0, "0 s left"), (59, "59 s left"), (61, "1 min left"), (3599, "1 h 0 min left")]
)
def test_the_time_left(seconds, shown):
    assert time_left(seconds) == shown
