"""Sentences of sport, business, culture, weather and opinion tell of no event, read with the real model and tables."""

from pathlib import Path

import pytest

from kg.errors import TableError
from kg.extract import realms
from kg.extract.article import extract
from kg.model import Article
from kg.parse import load, parse

SENTENCES = [
    line for line in Path(__file__).with_name("silent.txt").read_text("utf-8").splitlines() if line[:1] not in ("", "#")
]


def test_at_most_four_events_are_found_where_none_is_told():
    articles = [Article(id=str(i), text=sentence) for i, sentence in enumerate(SENTENCES)]
    found = [
        f"{parsed.article.text} {told.event.rule}" for parsed in parse(articles, load()) for told in extract(parsed)
    ]
    assert len(SENTENCES) >= 260
    assert len(found) <= 4, found


@pytest.mark.parametrize(
    ("sentence", "realm"),
    [
        ("Ghana attacked from the first whistle.", "sport"),
        ("Latvia meet Estonia in the semi-final on Monday.", "sport"),
        ("The Belgian goalkeeper defended the goal against Peru.", "sport"),
        ("In the second half Spain came under attack.", "sport"),
        ("In the final act the king of Egypt kills his Libyan guest.", "fiction"),
        ("The film tells how a spy from Oman kidnaps a minister.", "fiction"),
        ("Exports of gas to Italy fell in the second half of the year.", None),
        ("A whistleblower told of attacks on Norwegian ships.", None),
        ("Six hunger strikers were released in Turkey.", None),
        ("Israel's right-wingers rejected the plan of the United States.", None),
        ("Iran arrested the director of a film.", None),
        ("Thai troops attacked the Cambodian half-way post.", None),
        ("The army captain condemned the attack by Chad.", None),
        ("Norway played a part in the talks.", None),
    ],
)
def test_the_realm_of_a_sentence(sentence, realm):
    assert realms.told_of(sentence) == realm


@pytest.mark.parametrize(
    ("row", "names"),
    [
        ("war,\\bgoal\\b,The goal stood.", "'war'"),
        ("sport,(goal,The (goal stood.", "regular expression"),
        ("sport,\\bwicket\\b,The goal stood.", "does not fit"),
    ],
)
def test_a_wrong_row_is_named_with_its_line(tmp_path, monkeypatch, row, names):
    (tmp_path / "lexicon").mkdir()
    (tmp_path / "lexicon" / "realms.csv").write_text(f"realm,pattern,example\n{row}\n", "utf-8")
    monkeypatch.setattr(realms, "folder", lambda name: tmp_path)
    realms._patterns.cache_clear()
    with pytest.raises(TableError) as raised:
        realms.told_of("Norway won.")
    realms._patterns.cache_clear()
    assert "realms.csv:2" in str(raised.value)
    assert names in str(raised.value)
