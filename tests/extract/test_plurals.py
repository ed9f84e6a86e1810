"""Plural nouns that the parser took for names."""

import pytest

from kg.extract.plurals import as_several
from tests.extract.parses import doc

TABLES = {
    "mob": ("Mobs Mobs NNP PROPN nsubj 2\nburned burn VBD VERB ROOT 2\nshops shop NNS NOUN dobj 2", 0),
    "militiaman": (
        "Tasch Tasch NNP PROPN nsubj 2\nsays say VBZ VERB ROOT 2\nmilitiamen militiamen NNP PROPN nsubj 4\n"
        "fled flee VBD VERB ccomp 2",
        2,
    ),
}
NAMES = {
    "inside a sentence": ("The the DT DET det 2\nGuards Guards NNPS PROPN nsubj 3\nmet meet VBD VERB ROOT 3", 1),
    "a person's": ("Prisoners Prisoners NNP PROPN nsubj 2 B-PERSON\nmet meet VBD VERB ROOT 2", 0),
    "before another name": (
        "Workers Workers NNPS PROPN compound 2\nParty Party NNP PROPN nsubj 3\nmet meet VBD VERB ROOT 3", 0,
    ),
    "of nobody": ("Firefly Firefly NNP PROPN nsubj 2\nmet meet VBD VERB ROOT 2", 0),
}  # fmt: skip


@pytest.mark.parametrize("lemma", TABLES)
def test_several_are_made_a_noun(lemma):
    table, i = TABLES[lemma]
    token = doc(table)[i]
    as_several(token)
    assert (token.lemma_, token.tag_, token.pos_) == (lemma, "NNS", "NOUN")


@pytest.mark.parametrize("what", NAMES)
def test_names_stay_names(what):
    table, i = NAMES[what]
    token = doc(table)[i]
    as_several(token)
    assert token.pos_ == "PROPN"
