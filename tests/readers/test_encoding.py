import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InputError
from kg.readers.encoding import decode

CURLY = "The minister said: “We’ll talk” – and left the café in Orléans."


@pytest.mark.parametrize(
    "data",
    [
        CURLY.encode(),
        codecs.BOM_UTF8 + CURLY.encode(),
        codecs.BOM_UTF16_LE + CURLY.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + CURLY.encode("utf-16-be"),
        CURLY.encode("cp1252"),
    ],
    ids=["utf-8", "utf-8 with mark", "utf-16 little", "utf-16 big", "windows-1252"],
)
def test_the_encodings_that_are_read(data):
    assert decode(data) == CURLY


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ("Президент позвонил".encode("cp1251"), "too foreign"),
        ("会談が行われた".encode("shift-jis"), "damaged UTF-8, or"),
        (CURLY.encode()[:-8] + "é".encode()[:1] + b" end", "damaged UTF-8, or .* at byte 6"),
        (b"caf\x81 " + b"a" * 100, "nor Windows-1252"),
        (codecs.BOM_UTF16_LE + b"a\0b", "damaged UTF-16"),
        ("plain".encode("utf-16-le"), "NUL"),
        (b"%PDF-1.7\0\1\2", "NUL"),
    ],
    ids=["cp1251", "shift-jis", "cut utf-8", "undefined byte", "cut utf-16", "utf-16 without mark", "binary"],
)
def test_what_is_refused(data, reason):
    with pytest.raises(InputError, match=reason) as caught:
        decode(data)
    assert caught.value.remedy


@given(st.text().filter(lambda text: "\0" not in text and not text.startswith("\ufeff")))
def test_utf8_is_always_given_back_as_it_was(text):
    assert decode(text.encode()) == text


@given(st.binary())
def test_any_bytes_are_text_or_an_input_error(data):
    try:
        text = decode(data)
    except InputError:
        return
    assert "\ufffd".encode() in data or "\ufffd" not in text
    assert len(text) <= len(data)
