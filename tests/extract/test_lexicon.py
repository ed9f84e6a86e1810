"""The tables of the lexicon are checked row by row."""

import pytest

from kg.errors import TableError
from kg.extract import lexicon as lexicons
from tests.extract import invented


def read(tmp_path, table=None, old="", new=""):
    """The invented lexicon with one piece of a table exchanged."""
    for name, text in invented.LEXICON.items():
        if name == table:
            assert text.count(old) == 1
            text = text.replace(old, new)
        (tmp_path / f"{name}.csv").write_text(text + "\n", "utf-8")
    return lexicons.read(tmp_path)


def test_rows_with_more_conditions_come_first(tmp_path):
    found = read(tmp_path, "events", "meet,v,,CONSULT,,meet,X met Y.", (
        "meet,v,,CONSULT,,meet,X met Y.\n"
        "meet,v,prep:with obj:*,CONSULT,,meet,X met Y.\n"
        "meet,v,!mod:track,CONSULT,,meet,X met Y."
    ))  # fmt: skip
    assert [len(entry.where) for entry in found.entries["meet", "v"]] == [2, 1, 0]


def test_a_condition_is_read(tmp_path):
    found = read(tmp_path)
    (condition,) = found.entries["attack", "n"][0].where
    assert (condition.kind, condition.words, condition.negated) == ("mod", ("air",), True)
    (condition,) = found.entries["sign", "v"][0].where
    assert (condition.kind, condition.words, condition.negated) == ("obj", ("treaty", "accord"), False)


def test_a_row_names_itself(tmp_path):
    assert read(tmp_path).entries["meet", "v"][0].rule == "meet/v:meet@2"


@pytest.mark.parametrize(
    ("table", "old", "new", "line", "names"),
    [
        ("events", "meet,v,,CONSULT,,", "meet,v,,CHAT,,", 2, "'CHAT'"),
        ("events", "visit,v,,CONSULT,visit,", "visit,v,,CONSULT,swim,", 7, "'swim'"),
        ("events", "meet,v,,CONSULT,,meet,", "meet,v,,CONSULT,,greet,", 2, "'greet'"),
        ("events", "meet,v,,", "meet,w,,", 2, "'w'"),
        ("events", "!mod:air", "!colour:red", 12, "colour"),
        ("events", "!mod:air", "mod", 12, "mod"),
        ("events", "!mod:air", "obj:@vessel|@castle", 12, "'@castle'"),
        ("events", "X met Y.", "", 2, "example"),
        ("cues", "plan,v,future,", "plan,v,soon,", 2, "'soon'"),
        ("light", "hold,subj,", "hold,object,", 2, "'object'"),
        ("modes", "CONSULT,phone,", "CONSULT,pigeon,", 2, "'pigeon'"),
        ("modes", "phone,clause,", "phone,sentence,", 2, "'sentence'"),
    ],
)
def test_a_wrong_row_is_named_with_its_line(tmp_path, table, old, new, line, names):
    with pytest.raises(TableError) as raised:
        read(tmp_path, table, old, new)
    assert f"{table}.csv:{line}" in str(raised.value)
    assert names in str(raised.value)


def test_a_missing_column_is_named(tmp_path):
    with pytest.raises(TableError, match=r"events\.csv:1: no column frame"):
        read(tmp_path, "events", "type,mode,frame,example", "type,mode,frames,example")
