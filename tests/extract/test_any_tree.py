"""Whatever the parser makes of a sentence, the mends leave a tree: each word hangs, over others, on a root."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc
from spacy.vocab import Vocab

from kg.extract.article import extract
from kg.extract.trees import mend
from kg.model import Article
from kg.parse import Parsed, Passage
from kg.readers.layout import Block
from tests.extract import invented

VOCAB = Vocab()
WORDS = (
    "Firefly NNP PROPN|Trentino NNP PROPN|Sylvania NNP PROPN|Freedonia NNP PROPN|Monday NNP PROPN|in IN ADP|"
    "on IN ADP|by IN ADP|of IN ADP|with IN ADP|to TO PART|that IN SCONJ|who WP PRON|and CC CCONJ|, , PUNCT|"
    "- HYPH PUNCT|: : PUNCT|was VBD AUX|has VBZ AUX|said VBD VERB|accused VBD VERB|called VBD VERB|met VBD VERB|"
    "killed VBN VERB|killing VBG VERB|gathered VBN VERB|ordered VBD VERB|leave VB VERB|attacks NNS NOUN|"
    "talks NNS NOUN|minister NN NOUN|troops NNS NOUN|counterpart NN NOUN|capital NN NOUN|letter NN NOUN|"
    "demand NN NOUN|days NNS NOUN|two CD NUM|the DT DET|'s POS PART|its PRP$ PRON|Sylvanian JJ ADJ|due JJ ADJ|"
    "not RB PART"
).split("|")
RELATIONS = (
    "nsubj nsubjpass dobj pobj prep conj cc appos acl relcl advcl ccomp xcomp compound amod poss case det mark aux "
    "auxpass npadvmod advmod attr oprd dative dep punct pcomp agent neg nummod parataxis csubj intj nmod prt"
).split()


@st.composite
def trees(draw: st.DrawFn) -> Doc:
    """Sentences of any words that hang on one another in any way."""
    size = draw(st.integers(2, 24))
    chance = random.Random(draw(st.integers(0, 2**32)))  # much quicker than a draw a word
    words, tags, kinds = zip(*(chance.choice(WORDS).split() for _ in range(size)), strict=True)
    order = chance.sample(range(size), size)  # the first is the root, each other hangs on one before it
    heads, relations = [0] * size, [""] * size
    heads[order[0]], relations[order[0]] = order[0], "ROOT"
    for place, word in enumerate(order[1:], start=1):
        heads[word], relations[word] = order[chance.randrange(place)], chance.choice(RELATIONS)
    lemmas = [word.lower() for word in words]
    return Doc(VOCAB, words=words, tags=tags, pos=kinds, lemmas=lemmas, heads=heads, deps=relations)


@settings(max_examples=300, deadline=None)
@given(trees())
def test_every_word_hangs_on_a_root(doc):
    mend(doc)
    for token in doc:
        above = token
        for _ in doc:
            above = above.head
        assert above.head == above


@settings(max_examples=150, deadline=None)
@given(st.lists(trees(), min_size=1, max_size=3))
def test_every_parse_is_read_to_its_end(docs):
    text, passages = "", []
    for doc in docs:
        start = len(text)
        text += doc.text + "\n"
        passages.append(Passage(block=Block(start=start, end=start + len(doc.text), kind="body"), doc=doc))
    parsed = Parsed(article=Article(id="x", text=text, published="2021-01-20"), passages=tuple(passages))
    for told in extract(parsed, with_world=invented.world(), with_lexicon=invented.lexicon()):
        assert told.event.actors or told.event.recipients
