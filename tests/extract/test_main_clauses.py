"""Verb and subject of a main clause are found again where an aside, a day or who says so led the parser astray."""

import pytest

from kg.extract.trees import mend
from tests.extract.parses import parse, token


@pytest.mark.parametrize(
    ("sentence", "word", "relation", "head"),
    [
        # The main verb, taken for a participle behind an aside
        ("Sylvania, angered by the delay, disarmed in May.", "disarmed", "ROOT", "disarmed"),
        ("Sylvania, angered by the delay, disarmed in May.", "Sylvania", "nsubj", "disarmed"),
        ("Firefly, who had long kept silent, toasted Trentino.", "Firefly", "nsubj", "toasted"),
        ("Firefly, who had long kept silent, toasted Trentino.", "Trentino", "dobj", "toasted"),
        ("Freedonia and Sylvania, with little time left, traded accusations.", "accusations", "dobj", "traded"),
        ("Freedonia and Sylvania, with little time left, traded accusations.", "Freedonia", "nsubj", "traded"),
        ("Freedonia, which had waited, unplugged the internet.", "unplugged", "ROOT", "unplugged"),
        ("Freedonia on Monday subsidised gas for Sylvania.", "gas", "dobj", "subsidised"),
        ("Freedonia on Monday subsidised gas for Sylvania.", "Monday", "pobj", "on"),
        (
            "West Sylvanian leaders gathered in Strelsau on Sunday had given the junta a week to restore him.",
            "leaders",
            "nsubj",
            "given",
        ),
        # The main verb, taken into a relative clause
        ("Freedonia, which Sylvania once accused of spying, said nothing.", "said", "ROOT", "said"),
        ("Freedonia, which Sylvania once accused of spying, said nothing.", "which", "dobj", "accused"),
        (
            "Flink, the former premier whom a court convicted of graft in 2018, was freed from house arrest.",
            "Flink",
            "nsubjpass",
            "freed",
        ),
        ("The treaty that Sylvania and Freedonia signed in 1999 has lapsed.", "Sylvania", "nsubj", "signed"),
        # Somebody, hung on who says so
        ("Trentino, an official said, assailed Sylvania.", "Trentino", "nsubj", "assailed"),
        ("Firefly, a newspaper in Strelsau reported, has met Trentino.", "Firefly", "nsubj", "met"),
        ("Firefly, a newspaper in Strelsau reported, has met Trentino.", "newspaper", "nsubj", "reported"),
        ("Freedonia, a newspaper said, disarmed in 2003.", "Freedonia", "nsubj", "disarmed"),
        ("According to a newspaper, Freedonia and Sylvania stopped shelling.", "Freedonia", "nsubj", "stopped"),
        # A subject, taken into the day, the place or the clause before it
        ("On Monday Firefly's envoy met Trentino.", "Monday", "pobj", "On"),
        ("On Monday Sylvania and Freedonia stopped shelling.", "Sylvania", "nsubj", "stopped"),
        ("In Strelsau Emil Flink dismissed almost his entire cabinet.", "Flink", "nsubj", "dismissed"),
        ("In Strelsau veterans of the war marched.", "veterans", "nsubj", "marched"),
        ("In Strelsau veterans of the war marched.", "Strelsau", "pobj", "In"),
        ("After meeting Ada Trentino, Firefly flew home.", "Firefly", "nsubj", "flew"),
        ("After meeting Ada Trentino, Firefly flew home.", "Trentino", "dobj", "meeting"),
        ("Angered by the arrest of its consul, Freedonia cut off aid to Sylvania.", "Freedonia", "nsubj", "cut"),
        ("Freedonia and Sylvania Monday cooperated against smugglers.", "Freedonia", "nsubj", "cooperated"),
        ("Freedonia on Monday put its navy on alert.", "Freedonia", "nsubj", "put"),
        ("In Strelsau Firefly adopted sanctions against Sylvania.", "Firefly", "nsubj", "adopted"),
        ("In Strelsau Freedonia and Sylvania laid their dispute to rest.", "Sylvania", "conj", "Freedonia"),
        ("In Strelsau Freedonia and Sylvania laid their dispute to rest.", "Freedonia", "nsubj", "laid"),
        (
            "On Monday Freedonia and Sylvania, which had long kept silent, formed a union.",
            "Freedonia",
            "nsubj",
            "formed",
        ),
        ("Officials said Freedonia and Sylvania on Monday laid their dispute to rest.", "Freedonia", "nsubj", "laid"),
        # A clause within a sentence, behind an aside
        (
            "Prices rose after Freedonia, which had long kept silent, came to Sylvania's defence.",
            "came",
            "advcl",
            "rose",
        ),
        (
            "Prices rose after Freedonia, which had long kept silent, came to Sylvania's defence.",
            "Freedonia",
            "nsubj",
            "came",
        ),
        ("Prices rose, and Freedonia, angered by the delay, championed Sylvania.", "championed", "conj", "rose"),
        ("Prices rose, and Freedonia, angered by the delay, championed Sylvania.", "Sylvania", "dobj", "championed"),
        ("Prices rose, and Freedonia, angered by the delay, championed Sylvania.", "angered", "acl", "Freedonia"),
        (
            "A newspaper reported on Friday that Freedonia, "
            "which had long kept silent, extended recognition to Sylvania.",
            "recognition",
            "dobj",
            "extended",
        ),
        (
            "It was the deadliest such attack since Sylvania and the Sylvanians signed a truce.",
            "Sylvania",
            "nsubj",
            "signed",
        ),
        # What somebody is called
        ("Sergei Lavrov called the approach of Strelsau reasonable.", "reasonable", "oprd", "called"),
        # Of whom a sentence says that it was they
        ("It was Freedonia that handed nine howitzers and guns to Sylvania.", "handed", "relcl", "Freedonia"),
        # A passive, parted by a day
        ("Firefly was on Monday summoned by Sylvania.", "summoned", "ROOT", "summoned"),
        ("Firefly was on Monday summoned by Sylvania.", "Firefly", "nsubjpass", "summoned"),
        ("Strelsau was on Monday hit by Sylvanian missiles.", "was", "auxpass", "hit"),
        ("A Sylvanian boat was on Monday rammed by a Freedonian ship.", "boat", "nsubjpass", "rammed"),
        ("Bombs were on Monday dropped by Freedonia.", "Bombs", "nsubjpass", "dropped"),
        # One of a list of verbs, taken for a clause of its own or for a word about its object
        ("The Sylvanians hesitated, changed course and left.", "Sylvanians", "nsubj", "changed"),
        (
            "Soldiers hesitated, changed course and plucked Sylvanian migrants from the sea.",
            "migrants",
            "dobj",
            "plucked",
        ),
        # To whom it is given; a verb of the present, taken for a noun
        ("Freedonia, which had long kept silent, handed Sylvania nineteen jets.", "Sylvania", "dative", "handed"),
        ("Freedonia shares footage with Sylvania.", "shares", "ROOT", "shares"),
        ("Firefly and Trentino shake hands on a trade deal.", "hands", "dobj", "shake"),
    ],
)
def test_verb_and_subject_come_together(sentence, word, relation, head):
    parsed = parse(sentence)
    mend(parsed)
    found = token(parsed, word)
    assert (found.dep_, found.head.text) == (relation, head)
    assert len(list(parsed.sents)) == 1
    assert sum(t.head == t for t in parsed) == 1


@pytest.mark.parametrize(
    "sentence",
    [
        "The general whom Sylvania arrested in May was freed on Sunday.",
        "Prices rose after talks with Freedonia and Sylvania, which failed.",
        "Officials said Freedonia, which they knew, was poor.",
        "It was clear that Firefly had left.",
        "It is a fact that Firefly left.",
        "Firefly, freed in May, jailed again by Sylvania.",
        "Freedonia sanctions relief for Sylvania.",
        "A minister, Emil Flink, and a general.",
        "Firefly was glad to be met by Trentino.",
        "Firefly, a newspaper said, closed the border.",
    ],
)
def test_what_is_whole_stays_as_it_is(sentence):
    parsed, untouched = parse(sentence), parse(sentence)
    mend(parsed)
    assert [(t.dep_, t.head.i) for t in parsed] == [(t.dep_, t.head.i) for t in untouched]
