import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InputError
from kg.readers.text import read_text, split_front_matter

LIMIT = 10_000
FRONT = "---\nid: a-1\ntitle: 'Talks: the end'\npublished: 2021-01-16\nsource: ~\ntags: [x, y]\n---\n"


def written(tmp_path, content, name="story.txt"):
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_plain_text_is_as_given_and_named_by_its_stem(tmp_path):
    read = read_text(written(tmp_path, "\ufeff Line one\r\n\r\nLine two"), max_bytes=LIMIT)
    assert (read.id, read.text, read.published) == ("story", " Line one\r\n\r\nLine two", None)


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_front_matter_is_no_part_of_the_text(tmp_path, mark, end):
    body = f"{end}First.{end}"
    read = read_text(written(tmp_path, mark + FRONT.replace("\n", end) + body, "story.md"), max_bytes=LIMIT)
    assert (read.id, read.title, read.published, read.source) == ("a-1", "Talks: the end", "2021-01-16", None)
    assert read.text == body


def test_scalars_of_front_matter_stay_strings(tmp_path):
    read = read_text(written(tmp_path, "---\nid: 007\ntitle: no\n---\nText."), max_bytes=LIMIT)
    assert (read.id, read.title) == ("007", "no")


@pytest.mark.parametrize(
    "text",
    [
        "---\nProse between rules.\n---\nMore.",
        "---\nfoo: bar\n---\nUnknown fields only.",
        "---\n---\nNothing between.",
        "----\nid: x\n----\nFour dashes.",
        "--- id: x ---",
        "Text first.\n---\nid: x\n---\n",
    ],
)
def test_a_rule_is_not_front_matter(text):
    assert split_front_matter(text) == ({}, text)


@pytest.mark.parametrize(
    ("head", "reason"),
    [
        ("title: Talks: the end\n", "line 2: mapping values"),
        ("id: a\ntitle: [open\n", "line 4"),
        ("id: " + "[" * 1900 + "\n", "cannot be read"),
        ("- x\n- y\n# \nid: z\n", "line 5"),
        ("|\nid: z\n", "cannot be read"),
        ("id: a\x07\n", "not YAML"),
        ('"\nid: z\n"\n', "not a list of `name: value`"),
    ],
)
def test_wrong_front_matter_is_refused_with_its_line(head, reason):
    with pytest.raises(InputError, match=reason) as caught:
        split_front_matter(f"---\n{head}---\nText.")
    assert "quote" in caught.value.remedy


def test_front_matter_that_is_never_closed():
    with pytest.raises(InputError, match="never closed"):
        split_front_matter("---\nid: a\n\nText.")


def test_a_nested_value_is_named(tmp_path):
    with pytest.raises(InputError, match="`source` is a list"):
        read_text(written(tmp_path, "---\nsource: [a, b]\n---\nText."), max_bytes=LIMIT)


def test_a_file_above_the_limit_is_refused_with_both_sizes(tmp_path):
    path = written(tmp_path, b"a" * 10_000_000)
    with pytest.raises(InputError, match=r"10,000,000 bytes are more than the 5,000,000") as caught:
        read_text(path, max_bytes=5_000_000)
    assert "KG_MAX_BYTES" in caught.value.remedy


def test_a_file_at_the_limit_is_read(tmp_path):
    assert len(read_text(written(tmp_path, "a" * LIMIT), max_bytes=LIMIT).text) == LIMIT


@given(st.text(alphabet=st.sampled_from("-.:|>[]{}&*!'\"# \n\r\tidtexl~"), max_size=80))
def test_any_front_matter_is_read_or_refused(head):
    try:
        _, body = split_front_matter(f"---\nid: x\n{head}\n---\nText.")
    except InputError:
        return
    assert body.endswith("Text.")
