import io

import pytest

from kg.errors import UsageError
from kg.readers.columns import mapped, parse_columns
from kg.readers.records import read_records
from kg.readers.table import read_table


def test_a_column_for_each_field():
    assert parse_columns(["text=body", " published = first seen "]) == {"text": "body", "published": "first seen"}


@pytest.mark.parametrize(
    ("given", "reason"), [("body", "'body'"), ("text=", "'text='"), ("words=body", "'words=body'"), ("=x", "'=x'")]
)
def test_what_is_no_column(given, reason):
    with pytest.raises(UsageError, match=reason) as caught:
        parse_columns([given])
    assert "text=body" in caught.value.remedy


def test_one_column_a_field():
    with pytest.raises(UsageError, match="two columns for `text`"):
        parse_columns(["text=a", "text=b"])


def test_a_path_leads_into_objects():
    record = {"body": "They met.", "outlet": {"name": "Herald"}, "a.b": "plain"}
    columns = {"text": "body", "source": "outlet.name", "title": "a.b", "url": "body.x", "id": "none"}
    found = mapped(record, columns)
    assert {field: found[field] for field in columns} == {
        "text": "They met.", "source": "Herald", "title": "plain", "url": None, "id": None,
    }  # fmt: skip


def test_records_and_tables():
    line = b'{"body": "They met.", "meta": {"day": "2021-01-16"}, "text": "teaser"}\n'
    columns = {"text": "body", "published": "meta.day"}
    [(_, found)] = read_records(io.BytesIO(line), name="x", max_bytes=100, columns=columns)
    assert (found.text, found.published) == ("They met.", "2021-01-16")
    table = b"Day;Body\n2021-01-16;They met.\n"
    [(_, found)] = read_table(io.BytesIO(table), name="x", max_bytes=100, columns={"text": "BODY", "published": "day"})
    assert (found.text, found.published) == ("They met.", "2021-01-16")
    [(_, found)] = read_table(io.BytesIO(table), name="x", max_bytes=100, columns={"text": "words"})
    assert "no column `words`" in found.what
    assert "--map" in found.remedy
