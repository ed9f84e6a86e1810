"""The frozen parses say what they claim to."""

import pytest

from tests.extract.parses import article, doc, frozen, parse, table


@pytest.mark.parametrize("sentence", frozen())
def test_a_frozen_parse_is_of_its_sentence(sentence):
    parsed = parse(sentence)
    assert parsed.text.strip() == sentence
    assert len(list(parsed.sents)) == 1
    assert table(parsed) == frozen()[sentence] == table(doc(table(parsed)))


def test_sentences_stand_one_after_the_other():
    parsed = parse("He called Tasch.", "She left.")
    assert [s.text for s in parsed.sents] == ["He called Tasch.", "She left."]
    assert parsed.text == "He called Tasch. She left."


def test_an_article_has_its_sentences_at_their_places():
    parsed = article("She left.", ("He called Tasch.", "She left."))
    for passage in parsed.passages:
        assert parsed.article.text[passage.block.start : passage.block.end] == passage.doc.text
