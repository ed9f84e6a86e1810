"""How many and how much: the numbers that belong to an event's clause, and those that only look so."""

import functools
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kg.errors import TableError
from kg.extract import figures, quantities
from kg.extract.article import extract
from kg.extract.figures import find
from kg.model import Article, Quantity
from kg.parse import load, parse
from kg.resolve import claims
from tests.extract import told as reading
from tests.extract.told import DAY, cases

COLUMNS = "counted,types,verbs,part,nouns,note"
CASES = cases("quantities.txt")
events = functools.cache(reading.events)


def told(text):
    found = (f"{e.type} {q} ({text[q.start : q.end]})" for e in events(text) for q in e.quantities)
    return list(dict.fromkeys(found))


@pytest.mark.parametrize("text", CASES)
def test_the_numbers_of_events(text):
    assert events(text)
    assert told(text) == CASES[text]


def test_there_are_cases_enough_of_both():
    assert sum(map(bool, CASES.values())) >= 50
    assert sum(not lines for lines in CASES.values()) >= 30


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("at least 20", (20, None, False, None)),
        ("no fewer than twenty-five", (25, None, False, None)),
        ("40 or more", (40, None, False, None)),
        ("up to 5,000", (None, 5000, False, None)),
        ("as many as 40", (None, 40, False, None)),
        ("some 300", (300, 300, True, None)),
        ("an estimated 5,000", (5000, 5000, True, None)),
        ("dozens", (24, None, True, None)),
        ("tens of thousands", (20_000, None, True, None)),
        ("several dozen", (24, None, True, None)),
        ("a dozen", (12, 12, False, None)),
        ("at least two dozen", (24, None, False, None)),
        ("half a million", (500_000, 500_000, False, None)),
        ("a hundred", (100, 100, False, None)),
        ("two hundred and fifty", (250, 250, False, None)),
        ("three thousand five hundred", (3500, 3500, False, None)),
        ("between 20 and 30", (20, 30, False, None)),
        ("20 to 30", (20, 30, False, None)),
        ("20–30", (20, 30, False, None)),
        ("2 to 3 million euros", (2_000_000, 3_000_000, False, "EUR")),
        ("$40 million", (40_000_000, 40_000_000, False, "USD")),
        ("more than 1.5 million dollars", (1_500_000, None, False, "USD")),
        ("€3bn", (3_000_000_000, 3_000_000_000, False, "EUR")),
        ("US$5bn", (5_000_000_000, 5_000_000_000, False, "USD")),
        ("$200k", (200_000, 200_000, False, "USD")),
        ("$1bn-$2bn", (1_000_000_000, 2_000_000_000, False, "USD")),
        ("5 million Canadian dollars", (5_000_000, 5_000_000, False, "CAD")),
        ("1,200", (1200, 1200, False, None)),
    ],
)
def test_a_number_is_read_as_it_is_meant(text, found):
    [figure] = find(f"It was {text}.")
    assert (figure.low, figure.high, figure.hedged, figure.unit) == found
    assert f"It was {text}."[figure.start : figure.end] == text


@pytest.mark.parametrize(
    "text",
    [
        "a 20-year-old", "the 3rd brigade", "an F-16", "an Il-76", "20 percent", "20%", "20 per cent", "20 km away",
        "20 years", "no one", "one in five", "20,000-strong", "1 000 men", "30 to 20 men", "version 2.0.1", "twice",
        "up to dozens", "9" * 400,
    ],
)  # fmt: skip
def test_what_is_no_count_is_not_read_as_one(text):
    assert find(text) == []


SCRAPS = st.sampled_from(
    ["9" * 400, "20", "1,000", "2.5", "a", "half", "one", "five", "hundred", "thousand", "trillion", "dozens", "$", "€",
     "bn", "to", "-", "and", "between", "at least", "up to", "some", "or more", "percent", "in", "no", "men", ",", "."]
)  # fmt: skip


@example("up to dozens")
@given(st.text() | st.lists(SCRAPS, max_size=12).map(" ".join) | st.lists(SCRAPS, max_size=12).map("".join))
def test_whatever_is_read_a_number_is_one_that_can_be_kept(text):
    last = 0
    for figure in find(text):
        assert last <= figure.start < figure.end <= len(text)
        assert (figure.low is None) + (figure.high is None) < 2
        assert 0 <= (figure.low or 0) <= (figure.high or 10**15) <= 10**15
        last = figure.end


def test_a_claim_tells_its_numbers_in_characters_of_the_article():
    text = "Rain fell in Kyiv.\n\nRussian forces shelled Kherson on Monday, killing at least 20 civilians."
    article = Article(id="a", text=text, published=DAY)
    (parsed,) = parse([article], load())
    found = [q for claim in claims(article, extract(parsed)) for q in claim.quantities]
    assert found
    assert {text[q.start : q.end] for q in found} == {"at least 20"}


def test_of_several_sentences_the_first_that_tells_a_number_counts():
    text = (
        "Israeli forces killed 12 Palestinians in Jenin on Monday. The governor mourned.\n\n"
        "Israel killed the 12 Palestinians in Jenin at dawn on Monday."
    )
    assert set(told(text)) == {"ASSAULT killed: 12 (12)"}
    assert all(len(e.quantities) <= 1 for e in events(text))


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ({"low": 20, "high": 20}, "killed: 20"),
        ({"low": 20, "high": 30}, "killed: 20 to 30"),
        ({"low": 20, "high": 20, "hedged": True}, "killed: about 20"),
        ({"low": 2000, "high": None, "hedged": True}, "killed: at least 2,000"),
        ({"low": None, "high": 5, "unit": "USD"}, "killed: at most 5 USD"),
    ],
)
def test_a_number_in_words(number, words):
    assert str(Quantity(counted="killed", start=0, end=1, **number)) == words


@pytest.mark.parametrize(
    ("table", "rows", "wrong"),
    [
        (figures.read, "words,means,value,note\nfive,digit,5,", "means is 'digit'"),
        (figures.read, "words,means,value,note\nfive,number,,", "value is empty"),
        (
            quantities.read,
            "counted,types,verbs,part,nouns,note\nkilled,MURDER,kill,object,man,",
            "no event type 'MURDER'",
        ),
        (quantities.read, "counted,types,verbs,part,nouns,note\nkilled,ASSAULT,kill,nearby,man,", "part is 'nearby'"),
    ],
)
def test_a_wrong_row_is_told(tmp_path, table, rows, wrong):
    path = tmp_path / "table.csv"
    path.write_text(rows + "\n", encoding="utf-8")
    with pytest.raises(TableError, match=re.escape(wrong)) as told_of:
        table(path)
    assert "table.csv:2" in str(told_of.value)
