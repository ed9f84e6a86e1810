import sys
from datetime import UTC, datetime

import pytest

from kg.errors import InputError
from kg.model import Article
from kg.readers.parquet import read_parquet
from kg.readers.rejected import Rejected

pyarrow = pytest.importorskip("pyarrow")
parquet = pytest.importorskip("pyarrow.parquet")


def read(tmp_path, columns, max_bytes=1000):
    path = tmp_path / "news.parquet"
    parquet.write_table(pyarrow.table(columns), path)
    return list(read_parquet(path, name="news.parquet", max_bytes=max_bytes))


def test_rows_become_articles_and_wrong_rows_are_rejected(tmp_path):
    found = read(
        tmp_path,
        {
            "id": ["a", None, "c"],
            "text": ["They met.", None, "They left."],
            "published": [datetime(2021, 1, 16, 9, 30, tzinfo=UTC), None, None],
            "score": [0.1, 0.2, 0.3],
        },
    )
    assert [where for where, _ in found] == ["news.parquet:1", "news.parquet:2", "news.parquet:3"]
    assert [type(item) for _, item in found] == [Article, Rejected, Article]
    assert found[0][1].published == "2021-01-16T09:30:00Z"


def test_more_rows_than_a_batch_keep_their_numbers(tmp_path):
    found = read(tmp_path, {"text": [f"Text {number}." for number in range(150)]})
    assert found[-1][0] == "news.parquet:150"
    assert len({article.id for _, article in found}) == 150


def test_a_text_above_the_limit(tmp_path):
    [(_, found)] = read(tmp_path, {"text": ["a" * 1001]})
    assert "1,001 bytes" in found.what


def test_a_table_without_text(tmp_path):
    with pytest.raises(InputError, match="no column `text`"):
        read(tmp_path, {"body": ["x"]})


def test_without_pyarrow_the_extra_is_named(tmp_path, monkeypatch):
    # Python's own way to say that a module cannot be imported.
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(InputError, match="needs pyarrow") as caught:
        list(read_parquet(tmp_path / "news.parquet", name="news.parquet", max_bytes=1000))
    assert "aide-memoire[tables]" in caught.value.remedy


@pytest.mark.parametrize("data", [b"", b"PAR1", b"PAR1" + b"\0" * 40 + b"PAR1", b"plain text"])
def test_what_is_no_parquet(tmp_path, data):
    path = tmp_path / "news.parquet"
    path.write_bytes(data)
    with pytest.raises(InputError, match="not a Parquet file"):
        list(read_parquet(path, name="news.parquet", max_bytes=1000))
