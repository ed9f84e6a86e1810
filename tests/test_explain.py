"""`kg explain`, with the real model: what is shown of a sentence, and that a page needs nothing from outside."""

from __future__ import annotations

import re
from datetime import date
from html.parser import HTMLParser

import pytest
from click.testing import CliRunner

from kg import pipeline
from kg.cli import main
from kg.errors import UsageError
from kg.explain import as_html, explained
from kg.explain.trace import trace
from kg.extract.lexicon import lexicon

SENTENCE = "Turkish President Recep Tayyip Erdogan called his Russian counterpart on Monday."
DAY = date(2021, 1, 16)


@pytest.fixture(scope="module")
def call():
    return trace(SENTENCE, DAY)


def test_the_parse(call):
    [sentence] = call.sentences
    [called] = [w for w in sentence.words if w.text == "called"]
    assert (called.tag, called.dependency, called.head) == ("VBD", "ROOT", "called")
    assert " ".join(w.text for w in sentence.words) == SENTENCE.replace(".", " .")


def test_what_names_roles_and_pronouns_stand_for_on_the_day(call):
    found = {(n.text, n.form): (n.label, n.role) for n in call.sentences[0].names}
    assert found["Recep Tayyip Erdogan", "name"][0] == "Recep Tayyip Erdoğan"
    assert found["his", "pronoun"][0] == "Recep Tayyip Erdoğan"
    [(label, role)] = [value for (text, _), value in found.items() if text.endswith("counterpart")]
    assert label == "Vladimir Putin"
    assert role is not None
    assert role.endswith("of Russia")
    assert all(SENTENCE[n.start : n.end] == n.text for n in call.sentences[0].names)


def test_times_are_told_as_they_are_meant(call):
    [monday] = call.sentences[0].times
    assert (monday.text, monday.what, monday.means) == ("Monday", "weekday", "2021-01-11")
    [open_] = trace(SENTENCE).sentences[0].times
    assert open_.means is None


def test_the_row_that_gave_the_event(call):
    [found] = call.events
    assert (found.claim.type, found.claim.mode, found.word) == ("CONSULT", "phone", "called")
    assert found.row in lexicon().entries["call", "v"]
    said = explained(SENTENCE, DAY)
    assert f"events.csv line {found.row.line}: {found.row.example}" in said


@pytest.mark.parametrize(
    "wanted",
    [
        "Saturday, 2021-01-16",
        r"called +VBD +ROOT +called",
        r"his +Recep Tayyip Erdoğan +person +pronoun",
        r"Monday +weekday +2021-01-11",
        "Events: 1",
        r"type +CONSULT, mode phone",
        r"status +occurred",
        r"when +2021-01-11",
        r"confidence +0\.\d\d",
    ],
)
def test_the_text_for_a_terminal(wanted):
    assert re.search(wanted, explained(SENTENCE, DAY))


@pytest.mark.parametrize(
    ("sentence", "word", "why"),
    [
        ("Egypt met.", "met", "wants two parties in subj, .*; there is Egypt"),
        ("The meeting ended.", "meeting", "wants two parties in .*; there is nobody"),
        ("The attack plan was shelved.", "attack", "only describes 'plan'"),
        ("Sylvie signed the visitors' book.", "signed", "no row's conditions hold; line [0-9]+ wants "),
    ],
)
def test_triggers_that_gave_nothing_say_why(sentence, word, why):
    found = trace(sentence, DAY)
    missed = {m.word: m for m in found.sentences[0].missed}
    assert re.search(why, missed[word].why)
    assert re.fullmatch(r"\d+(, \d+)*( …)?", missed[word].rows)
    assert word in explained(sentence, DAY).partition("Triggers that gave nothing")[2]
    assert not [e for e in found.events if e.word == word]


def test_nothing_is_missed_where_everything_gave_an_event(call):
    assert call.sentences[0].missed == ()
    assert "gave nothing" not in explained(SENTENCE, DAY)


def test_a_second_sentence_is_read_with_the_first():
    found = trace("Putin met Erdogan in Sochi. He praised Turkey.", DAY)
    assert len(found.sentences) == 2
    assert {n.label for n in found.sentences[1].names if n.form == "pronoun"} == {"Vladimir Putin"}


def test_without_a_date_what_hangs_on_it_stays_open():
    said = explained(SENTENCE)
    assert "Read without a date" in said
    assert "open without a date" in said


def test_text_without_events():
    said = explained("The weather was mild.")
    assert said.endswith("Events: none")
    assert "Names" not in said


def test_no_sentence():
    with pytest.raises(UsageError, match="there is no sentence"):
        explained("  \n")


def test_a_terminal_gets_nothing_to_obey():
    assert "\x1b" not in explained("Erdogan called \x1b[31mPutin on Monday.", DAY)


# The page -----------------------------------------------------------------------------------------


class Page(HTMLParser):
    """Keeps what stands where, and whether every element is closed in its order."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.marked: list[str] = []
        self.feed(source)

    def handle_starttag(self, tag, attrs):
        self.attributes += attrs
        if tag not in ("meta", "hr"):
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if self.open[-1:] == ["mark"]:
            self.marked.append(data)


def test_the_page_is_whole_and_needs_nothing_from_outside():
    source = as_html(SENTENCE, DAY)
    page = Page(source)
    assert page.open == []
    assert not [name for name, _ in page.attributes if name in ("src", "href", "srcset", "action")]
    assert "://" not in source
    assert "url(" not in source
    assert "@import" not in source


def test_the_page_marks_names_and_triggers():
    page = Page(as_html(SENTENCE, DAY))
    assert "called" in page.marked
    assert "Recep Tayyip Erdogan" in page.marked


def test_the_page_shows_what_was_given_as_text():
    source = as_html('Putin met <script>alert("x")</script> & Erdogan.', DAY)
    assert "<script>" not in source
    assert "&lt;script&gt;" in source


# The command --------------------------------------------------------------------------------------


def test_the_command_shows_the_text(call):
    done = CliRunner().invoke(main, ["explain", SENTENCE, "--date", "2021-01-16"])
    assert done.exit_code == 0
    assert done.stdout == explained(SENTENCE, DAY) + "\n" == pipeline.explain(SENTENCE, DAY) + "\n"


def test_the_command_writes_a_page(tmp_path):
    target = tmp_path / "page.html"
    done = CliRunner().invoke(main, ["explain", SENTENCE, "--date", "2021-01-16", "--html", str(target)])
    assert done.exit_code == 0
    assert done.stdout == ""
    assert target.read_text("utf-8") == as_html(SENTENCE, DAY)


def test_a_page_that_cannot_be_written(tmp_path):
    done = CliRunner().invoke(main, ["explain", SENTENCE, "--html", str(tmp_path / "no" / "page.html")])
    assert done.exit_code == 2
    assert "cannot be written" in done.output
