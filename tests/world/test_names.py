"""How names are compared and found."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.world.names import Trie, fold, words


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Mevlüt Çavuşoğlu", "mevlut cavusoglu"),
        ("Recep Tayyip ERDOĞAN", "recep tayyip erdogan"),
        ("Bakı", "baki"),
        ("Xankəndi", "xankandi"),
        ("Jens Stoltenberg", "jens stoltenberg"),
        ("Lars Løkke", "lars lokke"),
        ("Wałęsa", "walesa"),
        ("Weiß", "weiss"),
        ("Đukanović", "dukanovic"),
        ("İstanbul", "istanbul"),
        ("São Tomé", "sao tome"),
        ("", ""),
    ],
)
def test_fold_drops_case_and_accents(written: str, folded: str) -> None:
    assert fold(written) == folded


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        ("Nagorno-Karabakh", ("nagorno", "karabakh")),
        ("Côte d'Ivoire", ("cote", "d", "ivoire")),
        ("U.S.", ("u", "s")),
        ("P5+1", ("p5", "1")),
        ("Kim Jong-un", ("kim", "jong", "un")),
        (" - ", ()),
    ],
)
def test_words_stop_at_every_mark(written: str, parts: tuple[str, ...]) -> None:
    assert words(written) == parts


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet="aäbcçdeéığ -'", max_size=30))
def test_words_do_not_mind_accents(text: str) -> None:
    assert words(text) == words(fold(text))


def trie() -> Trie[int]:
    out: Trie[int] = Trie()
    for number, name in enumerate(("Karabakh", "Nagorno-Karabakh", "New York", "New York Times", "Kim")):
        out.add(name, number)
    return out


def test_a_name_may_stand_for_several_things_once_each() -> None:
    names = trie()
    names.add("KIM", 9)
    names.add("Kim", 9)
    assert names.get("kim") == (4, 9)
    assert names.get("Kimchi") == ()
    assert names.get("New") == ()


def test_a_name_without_letters_is_no_name() -> None:
    names: Trie[int] = Trie()
    names.add("...", 1)
    assert names.get("...") == ()
    assert list(names.find("...")) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("talks on Nagorno-Karabakh.", [("Nagorno-Karabakh", (1,))]),
        ("talks on Nagorno–Karabakh", [("Nagorno–Karabakh", (1,))]),
        ("talks on Nagorno Karabakh", [("Nagorno Karabakh", (1,))]),
        ("Karabakh and Karabakh", [("Karabakh", (0,)), ("Karabakh", (0,))]),
        ("The New York Times", [("New York Times", (3,))]),
        ("in New York, Times Square", [("New York, Times", (3,))]),
        ("in New York; Times change", [("New York", (2,))]),
        ("in New\nYork", []),
        ("New Yorkers and Kims", []),
    ],
)
def test_the_longest_name_is_found(text: str, found: list[tuple[str, tuple[int, ...]]]) -> None:
    assert [(text[m.start : m.end], m.values) for m in trie().find(text)] == found


NAMES = st.lists(st.text(alphabet="abçé", min_size=1, max_size=3), min_size=1, max_size=3).map(" ".join)


@given(st.lists(NAMES, max_size=6), st.lists(NAMES, max_size=8).map(" ".join))
def test_matches_are_names_in_order_without_overlap(names: list[str], text: str) -> None:
    known: Trie[str] = Trie()
    for name in names:
        known.add(name, fold(name))
    matches = list(known.find(text))
    assert all(first.end <= second.start for first, second in pairwise(matches))
    for match in matches:
        assert match.values == (fold(text[match.start : match.end]),)
        assert match.values[0] in {fold(name) for name in names}


@given(NAMES, NAMES, NAMES)
def test_a_name_that_was_added_is_found_in_any_text(before: str, name: str, after: str) -> None:
    known: Trie[str] = Trie()
    known.add(name, name)
    text = f"{before}; {name}; {after}"
    assert any(m.start <= len(before) + 2 < m.end for m in known.find(text))
