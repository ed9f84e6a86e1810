import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.readers.fields import article
from kg.readers.repair import repaired


@pytest.mark.parametrize(
    ("broken", "sound"),
    [
        ("ErdoÄŸan met Ã‡avuÅŸoÄŸlu.", "Erdoğan met Çavuşoğlu."),
        ("The ministerâ€™s â€œvisitâ€\x9d", "The minister’s “visit”"),
        ("SÃ£o TomÃ© and PrÃ­ncipe", "São Tomé and Príncipe"),
        # A sound paragraph beside a broken one.
        ("Vučić’s visit\nVuÄ\x8diÄ‡ left.\n", "Vučić’s visit\nVučić left.\n"),
    ],
)
def test_mojibake_is_undone(broken, sound):
    assert repaired(broken) == sound


@pytest.mark.parametrize(
    "text",
    ["Erdoğan’s café", "Großbritannien “ok” É’", "Vučić met Škrijelj in Đakovica’s “hall”", "São Tomé – “à la carte”",
     "Президент – “Москва”", "Ångström…", "line\r\nline\r\n“x”\n\n"],
)  # fmt: skip
def test_sound_text_stays_as_it_was(text):
    assert repaired(text) == text


def test_offsets_count_the_repaired_text():
    found = article({"text": "The ministerâ€™s ally called.", "title": "TomÃ©â€™s turn"}, max_bytes=1000)
    assert (found.text, found.title) == ("The minister’s ally called.", "Tomé’s turn")
    assert found.text.index("called") == 20


@given(st.text())
def test_lines_are_kept(text):
    assert repaired(text).count("\n") == text.count("\n")
