"""What of an article is told, and what only surrounds it."""

import re
import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.readers.layout import blocks, dateline

FIRST = "The two ministers met on a bridge over the Duck River."
SECOND = "They agreed to open a second crossing before the harvest."


def parts(text, title=None):
    return [(b.kind, text[b.start : b.end]) for b in blocks(text, title)]


def body(text, title=None):
    return [words for kind, words in parts(text, title) if kind == "body"]


# Clutter --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        ("link", "READ MORE: Ferries return to the river"),
        ("link", "SEE ALSO | A map of the crossings"),
        ("link", "Read more about the bridge"),
        ("link", "More on this story"),
        ("link", "> Timeline: the quarrel over the ferry"),
        ("link", "Video: the bridge at dawn"),
        ("notice", "Subscribe to our evening letter."),
        ("notice", "Follow us for more."),
        ("notice", "Got a tip? Ring the night desk."),
        ("notice", "Tags: bridges, ferries"),
        ("notice", "Source: wire"),
        ("notice", "Reporting by the river desk"),
        ("notice", "Reporting by Ada Quill at the bridge and Tom Ink on the ferry."),
        ("notice", "Subscribe to the evening letter of the river desk, and follow every ferry."),
        ("notice", "(Reporting by the river desk; Editing by the night desk)"),
        ("notice", "(Recasts, adds second minister)"),
        ("notice", "- Agencies"),
        ("notice", "Copyright The Gazette. All rights reserved."),
        ("origin", "This article first appeared in the Gazette on 3 May 2014."),
        ("post", "— Foreign Office (@office) May 3, 2014"),
        ("post", "A good day at the bridge. pic.twitter.com/abc123"),
        ("credit", '[image link="bridge.jpg" caption="The bridge."]'),
        ("credit", "Picture from the Gazette"),
        ("credit", "The ministers shake hands. (GZT)"),
        ("credit", "The bridge in winter. File photo"),
        ("byline", "By Ada Quill"),
        ("byline", "By Ada Quill and Tom Ink, The Gazette"),
        ("byline", "Ada Quill  | 03.05.2014"),
        ("byline", "3 May 2014 | 4 min read"),
        ("byline", "2014-05-03 22:10"),
        ("byline", "2014-05-03T22:10+0000"),
        ("byline", "Saturday, 3 May 2014"),
        ("byline", "Posted Sat May 3, 2014 7:50am"),
        ("byline", "freedonia / rivers / diplomacy"),
        ("byline", "Home     Rivers     Share     Add to list"),
        ("headline", "Ministers meet on a bridge"),
        ("headline", "MINISTERS MEET ON A BRIDGE"),
        ("notice", "RIVERS"),
        ("notice", "Freedonia"),
    ],
)
def test_what_surrounds_the_text_is_set_apart(kind, line):
    text = f"{line}\n\n{FIRST}\n\n{SECOND}\n"
    assert parts(text) == [(kind, line), ("body", FIRST), ("body", SECOND)]


@pytest.mark.parametrize(
    "line",
    [
        "Freedonia will share its water | if Sylvania shares its wine, the minister said.",
        "More on the matter was said by the minister, who spoke for an hour about the ferry and the fish in the river.",
        "Photographs of the bridge were shown to both ministers.",
        "Discussions between Freedonia and Sylvania began on Monday in the customs house.",
        "Comments by the minister drew a rebuke from Sylvania on Monday.",
        "Shares in the ferry fell after Sylvania closed its bank of the river.",
        "Writing in the Gazette, the minister accused Sylvania of theft.",
        "Reporting on the quarrel was forbidden in Sylvania on Monday.",
        "Issued on Monday, the decree bans 12 ferries from the Duck River.",
        "Video from the bridge showed soldiers firing on two ferries.",
        "EDITOR: They met on the bridge on Monday and agreed to stop shooting.",
        "From Sylvania Ada Quill, a former minister, blamed Freedonia for the quarrel.",
        "By Monday Sylvania, which had denied it, withdrew its ferries from the river.",
        "Sources: The treaty between both ministers was signed on the bridge.",
        "The ministers met on Monday. They signed a treaty. A third looked on. (GZT)",
        "The ministers met on Monday  and their treaty was signed at the bridge, the Gazette said",
        "By noon the ministers had left the bridge.",
        "“Tags and topics: we have none,” the minister said.",
        "What did the ministers want?",
        "The minister said:",
        "He called it “a good day.”",
        "A sentence that the printer cut short after the ministers had met on the bridge over the Duck River and",
    ],
)
def test_a_sentence_that_resembles_clutter_stays(line):
    text = f"{FIRST}\n\n{line}\n\n{SECOND}\n"
    assert body(text) == [FIRST, line, SECOND]


def test_a_quoted_line_is_told_where_it_is_a_sentence():
    text = f"{FIRST}\n\n> The ministers of both countries met on the bridge.\n> The bridge\n\n{SECOND}"
    assert body(text) == [FIRST, "The ministers of both countries met on the bridge.", SECOND]


def test_a_single_line_is_the_text_itself():
    assert parts("Ministers meet on a bridge") == [("body", "Ministers meet on a bridge")]


@pytest.mark.parametrize("text", ["", " \n\t\n", "\r\n\r\n\ufeff".replace("\ufeff", "")])
def test_nothing_has_no_parts(text):
    assert parts(text) == []


# Headlines ------------------------------------------------------------------------------------------


def test_the_title_is_a_headline_wherever_it_is_repeated():
    title = "“We are done,” says minister."
    text = f"{title}\n{FIRST}\n{title}\n{SECOND}"
    assert parts(text, title) == [("headline", title), ("body", FIRST), ("headline", title), ("body", SECOND)]


def test_a_repeated_line_without_a_full_stop_is_a_headline():
    title = "Ministers of the two river states meet for the third time this year on a bridge in spite of the rain"
    assert parts(f"{title}\n\n{FIRST}\n\n{title}\n\n{SECOND}")[2] == ("headline", title)


def test_a_heading_between_paragraphs_is_a_headline():
    assert parts(f"{FIRST}\n\nA second crossing\n\n{SECOND}")[1] == ("headline", "A second crossing")


# Datelines and bullets ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("opening", "place"),
    [
        ("FREDVILLE, May 3 (Wire) - ", "FREDVILLE"),
        ("FREDVILLE -- ", "FREDVILLE"),
        ("FREDVILLE — ", "FREDVILLE"),
        ("FREDVILLE, Freedonia (Wire) — ", "FREDVILLE, Freedonia"),
        ("FREDVILLE, United Duchies of Freedonia — ", "FREDVILLE, United Duchies of Freedonia"),
        ("FREDVILLE/SYLVA (Wire) - ", "FREDVILLE/SYLVA"),
        ("PORT-AU-FRED (Wire) – ", "PORT-AU-FRED"),
        ("SÃO FREDO, May 3 - ", "SÃO FREDO"),
        ("Fredville, 3 May 2014 -- ", "Fredville"),
        ("Fredville, May 3, 2014 (Wire): ", "Fredville"),
        ("Fredville (Wire) - ", "Fredville"),
        ("FREDVILLE, MAY 3 - ", "FREDVILLE"),
        ("FREDVILLE, 2014-05-03 - ", "FREDVILLE"),
        ("FREDVILLE, May 3. /WIRE/. ", "FREDVILLE"),
        ("FREDVILLE. May 3 (Wire) - ", "FREDVILLE"),
    ],
)
def test_a_dateline_gives_its_place_and_is_no_part_of_the_sentence(opening, place):
    text = f"{opening}{FIRST}\n\n{SECOND}"
    first, second = blocks(text)
    assert (first.dateline, text[first.start : first.end], second.dateline) == (place, FIRST, None)


@pytest.mark.parametrize(
    "line",
    [
        "Rufus Firefly - The minister of all - met nobody.",
        "Firefly: We have no ferry.",
        "FIREFLY: We have no ferry.",
        "On May 3 - The Day of the Bridge - all was calm.",
        "FREDVILLE - the capital - was calm.",
        "fredville (Wire) - The town was calm.",
    ],
)
def test_other_dashes_and_colons_make_no_dateline(line):
    assert dateline(line) is None
    assert body(f"{line}\n\n{SECOND}") == [line, SECOND]


def test_a_town_in_capitals_before_a_colon_is_a_dateline_where_it_opens_the_text():
    text = f"FRED VILLE: {FIRST}\n\n{SECOND}"
    first, second = blocks(text)
    assert (first.dateline, text[first.start : first.end], second.dateline) == ("FRED VILLE", FIRST, None)
    later = f"{FIRST}\n\nFREDVILLE: {SECOND}"
    assert body(later) == [FIRST, f"FREDVILLE: {SECOND}"]
    talk = f"FIREFLY: {FIRST}\n\nTEASDALE: {SECOND}"
    assert body(talk) == talk.split("\n\n")


@pytest.mark.parametrize("mark", ["- ", "– ", "• ", "* ", "1. ", "2) ", "▪\t"])
def test_the_mark_of_a_list_is_no_part_of_its_sentence(mark):
    text = f"Two points were agreed:\n{mark}{FIRST}\n{mark}{SECOND}\n"
    assert body(text) == ["Two points were agreed:", FIRST, SECOND]


# Hard-wrapped text ----------------------------------------------------------------------------------

PARAGRAPHS = (
    "The ministers of the two river states met on Friday with President Rufus Firefly and agreed that the ferry "
    "would run again, in spite of a quarrel about fares. Both left the bridge before noon. Nobody said when they "
    "would meet again, and neither the ferry nor the bridge was mentioned in the statement that followed.",
    "Fishermen were content with the outcome, which they had asked for since the flood.",
)
WRAPPED = "\n\n".join(textwrap.fill(paragraph, 66) for paragraph in PARAGRAPHS)


def test_the_day_of_an_entry_in_a_chronicle_is_a_part_of_its_own():
    text = "22 Apr  Gunmen storm a hotel\nMay 3: Talks resume on the bridge\n2024-05-04 - Ferries sail again\n"
    assert body(text) == [
        "22 Apr", "Gunmen storm a hotel", "May 3", "Talks resume on the bridge", "2024-05-04", "Ferries sail again"
    ]  # fmt: skip


def test_one_line_that_begins_with_a_day_is_no_chronicle():
    assert body(f"{FIRST}\nMay 3: Talks resume on the bridge.") == [FIRST, "May 3: Talks resume on the bridge."]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028"])
def test_a_hard_wrapped_paragraph_is_one_part(end):
    blank = end * 2
    text = blank.join(p.replace("\n", end) for p in WRAPPED.split("\n\n"))
    assert body(text) == text.split(blank)


def test_a_line_each_is_a_paragraph_each():
    text = f"{FIRST}\n{SECOND}\nThey then left, each by a boat of his own and without a word to the fishermen."
    assert body(text) == text.split("\n")


def test_long_lines_are_not_wrapped():
    long = (
        "The ministers of the two river states met on Friday with the president and said little of their quarrel " * 2
    )
    text = f"{long.strip()}.\nRufus Firefly was content.\n{SECOND}"
    assert len(body(text)) == 3


def test_a_heading_over_a_wrapped_paragraph_stays_apart():
    text = f"A bridge at last\n{WRAPPED}"
    assert parts(text)[0] == ("headline", "A bridge at last")
    assert len(body(text)) == 2


# Offsets --------------------------------------------------------------------------------------------

LINES = st.sampled_from(
    [
        FIRST, SECOND, "By Ada Quill", "3 May 2014 | Rivers", "FREDVILLE, May 3 (Wire) - The day was calm.", "", "  ",
        "- A point was made.", "READ MORE: Ferries", "\tTags: river", "A bridge at last", *WRAPPED.split("\n"), "…",
    ]
)  # fmt: skip
TEXTS = st.one_of(
    st.text(),
    st.lists(st.tuples(LINES, st.sampled_from(["\n", "\r\n", "\n\n", "\u2028", "\x0c"]))).map(
        lambda pairs: "".join(line + end for line, end in pairs)
    ),
)


@given(TEXTS, st.none() | st.text(max_size=20))
def test_parts_stand_in_order_and_nothing_between_them_but_blanks_datelines_and_marks(text, title):
    at = 0
    for block in blocks(text, title):
        assert at <= block.start < block.end <= len(text)
        words = text[block.start : block.end]
        assert words == words.strip()
        between = text[at : block.start].strip()
        assert bool(between) <= bool(block.dateline or re.fullmatch(r"[-–—•*·▪●►▶‣◦]|\d+[.)]", between))
        at = block.end
    assert not text[at:].strip()
