import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Article
from kg.readers.rejected import Rejected
from kg.readers.repair import repaired
from kg.readers.table import read_table

LIMIT = 500
HEADER = ["id", "title", "text", "published", "source", "url", "language"]


def read(data, max_bytes=LIMIT):
    data = data if isinstance(data, bytes) else data.encode()
    return list(read_table(io.BytesIO(data), name="news.csv", max_bytes=max_bytes))


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_rows_become_articles(separator, end):
    rows = [["ID", " Text ", "published"], ["a", "They met.", "2021-01-16"], ["b", 'He said "no"\nand left.', ""]]
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=separator, lineterminator=end).writerows(rows)
    found = read(out.getvalue())
    assert [where for where, _ in found] == ["news.csv:2", "news.csv:3"]
    assert [(a.id, a.text, a.published) for _, a in found] == [
        ("a", "They met.", "2021-01-16"),
        ("b", 'He said "no"\nand left.', None),
    ]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("bad,They met, and left.", "3 fields, the header 2"),
        ("bad,", "empty"),
        ("bad", "1 fields, the header 2"),
        ('bad,"They" met.', "not a row"),
        ("bad,a\rb", "not a row"),
        ("bad," + "a" * 600, "more than the 500 bytes"),
    ],
)
def test_a_wrong_row_is_rejected_in_its_place_and_the_rest_goes_on(row, reason):
    found = read(f"id,text\na,They met.\n{row}\nb,They left.\n")
    assert [where for where, _ in found] == ["news.csv:2", "news.csv:3", "news.csv:4"]
    assert [type(item) for _, item in found] == [Article, Rejected, Article]
    assert reason in found[1][1].what
    assert found[1][1].remedy


def test_shifted_columns_are_noticed_by_their_number_or_by_the_date():
    rows = ("a,2021-01-16,They met.", "b,They met.", "c,2021-01-16,They met,and parted.", "d,They met.,2021-01-16")
    found = [item for _, item in read("id,published,text\n" + "\n".join(rows) + "\n")]
    assert [type(item) for item in found] == [Article, Rejected, Rejected, Rejected]
    assert [item.what.split(":")[0] for item in found[1:]] == [
        "the row has 2 fields, the header 3",
        "the row has 4 fields, the header 3",
        "the column `published` holds no day",
    ]


LONG = "They met again and parted. " * 20


@pytest.mark.parametrize(
    ("swapped", "column", "what"),
    [
        (("id", "url"), "url", "no address: 'a-1'"),
        (("title", "url"), "url", "no address: 'Talks'"),
        (("text", "url"), "url", "no address"),
        (("url", "published"), "url", "no address: '2021-01-16'"),
        (("source", "url"), "url", "no address: 'Herald'"),
        (("published", "language"), "published", "no day: 'en'"),
        (("text", "language"), "language", "no language"),
        (("title", "text"), "title", "539 characters, more than the text"),
        (("source", "text"), "source", "539 characters, more than a name has"),
        (("published", "text"), "published", "no day: 'They met again"),
        (("published", "title"), "published", "no day: 'Talks'"),
        (("published", "source"), "published", "no day: 'Herald'"),
    ],
)
def test_two_swapped_fields_are_noticed_by_what_they_cannot_be(swapped, column, what):
    right = dict(
        zip(HEADER, ("a-1", "Talks", LONG.strip(), "2021-01-16", "Herald", "https://a.org/1", "en"), strict=True)
    )
    one, other = swapped
    wrong = {**right, one: right[other], other: right[one]}
    out = io.StringIO(newline="")
    csv.DictWriter(out, HEADER).writerows([dict(zip(HEADER, HEADER, strict=True)), right, wrong, {**right, "id": "b"}])
    found = read(out.getvalue(), max_bytes=10_000)
    assert [type(item) for _, item in found] == [Article, Rejected, Article]
    assert (found[1][0], found[1][1].where) == ("news.csv:3", "news.csv:3")
    assert f"the column `{column}` holds {what}" in found[1][1].what
    assert "swapped or shifted" in found[1][1].remedy


@pytest.mark.parametrize("by", range(1, 7))
def test_a_table_that_is_shifted_as_a_whole_gives_no_article(by):
    right = ["a-1", "Talks", LONG.strip(), "2021-01-16", "Herald", "https://a.org/1", "en"]
    out = io.StringIO(newline="")
    csv.writer(out).writerows([HEADER, *[right[by:] + right[:by]] * 3])
    assert [type(item) for _, item in read(out.getvalue(), max_bytes=10_000)] == [Rejected] * 3


def test_the_column_that_is_named_is_that_of_the_table():
    [(_, found)] = list(
        read_table(
            io.BytesIO(b"body,link\nThey met.,Herald\n"), name="n.csv", max_bytes=99,
            columns={"text": "body", "url": "Link"},
        )
    )  # fmt: skip
    assert "the column `link` holds no address: 'Herald'" in found.what


@pytest.mark.parametrize(
    ("column", "value"),
    [
        *(
            ("url", url)
            for url in ("www.a.org", "a.org/x y".replace(" ", "+"), "http://localhost:80/1", "/news/1", "urn:x:1")
        ),
        *(("language", language) for language in ("en", "EN-gb", "pt_BR", "English", "zh-Hant-TW", "français")),
        *(("source", source) for source in ("Herald", "herald.org", "https://herald.org/", "24 ur")),
        *(("title", title) for title in ("", "2021", "Talks on 2021-01-16", LONG[:290])),
    ],
)
def test_what_may_stand_in_a_column(column, value):
    [(_, found)] = read(f'text,{column}\nThey met.,"{value}"\n')
    assert isinstance(found, Article)


def test_a_text_of_many_lines_counts_for_the_place_of_the_next_row():
    found = read('id,text\na,"1\n2\n3"\n\nb\n')
    assert [where for where, _ in found] == ["news.csv:2", "news.csv:6"]


@pytest.mark.parametrize("data", ["", "\n", "title,body\nx,y\n", b"\xff\xfei\0d\0", b"\0\1\2"])
def test_a_table_without_text_is_rejected_as_a_whole(data):
    [(where, found)] = read(data)
    assert where == "news.csv:1"
    assert isinstance(found, Rejected)


def test_a_quote_that_is_never_closed_passes_nothing_off_as_text():
    [(where, found)] = read('id,text\na,"They met.\nb,They left.\n')
    assert where == "news.csv:2"
    assert "unexpected end" in found.what


def test_a_row_without_end_stops_at_the_limit():
    found = read('id,text\na,"They met.\n' + "b,They left.\n" * 5000)
    assert [where for where, _ in found] == ["news.csv:2", "news.csv:2"]
    assert "never closed" in found[0][1].remedy
    assert "rest of the table" in found[1][1].what


def test_a_damaged_line_within_a_row_ends_the_table():
    found = read(b'id,text\na,"one\n\x81\nevil,""They met."""\n')
    assert [type(item) for _, item in found] == [Rejected, Rejected]
    assert "rest of the table" in found[1][1].what


def test_a_damaged_row_of_one_line_costs_only_itself():
    found = read(b"id,text\na,\x81\nb,They left.\n")
    assert [type(item) for _, item in found] == [Rejected, Article]


def test_a_field_above_the_csv_modules_own_limit_is_read():
    text = "a" * 200_000
    [(_, found)] = read(f"id,text\na,{text}\n", max_bytes=300_000)
    assert found.text == text


@given(st.binary())
def test_any_bytes_never_raise(data):
    for _, found in read(b"id,text\n" + data) + read(data):
        assert isinstance(found, (Article, Rejected))


@given(st.lists(st.text(min_size=1).filter(lambda t: "\0" not in t and t.strip()), min_size=1, max_size=4))
def test_what_the_csv_module_writes_reads_back(texts):
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerow(["id", "text"])
    writer.writerows((str(number), text) for number, text in enumerate(texts))
    for (_, found), text in zip(read(out.getvalue(), max_bytes=10**6), texts, strict=True):
        if isinstance(found, Article):
            assert found.text == repaired(text)
