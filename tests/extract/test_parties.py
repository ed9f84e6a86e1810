"""Whom words stand for: roles, groups, pronouns and common nouns, read against what was told before."""

import pytest

from tests.extract.parses import parse, token
from tests.extract.reading import labels, scene, told

MET = "President Rufus Firefly met Prime Minister Ada Trentino."


def stands_for(word, *sentences):
    """Whom the last token that is this word stands for, with everything joined to it."""
    read = scene(*sentences)
    found = [t for t in parse(*sentences) if t.text == word][-1]
    return labels(read.sides(found))


@pytest.mark.parametrize(
    ("word", "sentences", "who"),
    [
        # Names
        ("Firefly", ["Firefly and Trentino met."], "Rufus Firefly, Ada Trentino"),
        ("Firefly", ["Firefly, Trentino and Tasch met."], "Rufus Firefly, Ada Trentino, Kurvi Tasch"),
        ("Fredville", ["Fredville met Szohod."], "Freedonia"),
        ("Front", ["The Duck Front attacked Fredville."], "Duck Front"),
        # Roles: who held the office on the day
        ("president", ["The Freedonian president called Trentino."], "Rufus Firefly"),
        ("presidents", ["The presidents of Freedonia and Borduria met."], "Rufus Firefly, Kurvi Tasch"),
        ("presidents", ["The Freedonian and Bordurian presidents met."], "Rufus Firefly, Kurvi Tasch"),
        ("ministers", ["The foreign ministers of Freedonia and Sylvania met in Strelsau."], "Otto Pinkie, Vera Roland"),
        ("minister", ["Sylvania's prime minister met the former president of Freedonia."], "Ada Trentino"),
        ("president", ["Sylvania's prime minister met the former president of Freedonia."], ""),
        ("minister", ["Pinkie, the foreign minister, met Roland.", "The minister left."], "Otto Pinkie"),
        ("minister", ["The minister left."], ""),
        # Counterparts hold the same office on the other side
        ("counterpart", ["Firefly met his Bordurian counterpart."], "Kurvi Tasch"),
        ("counterpart", ["Pinkie met his Sylvanian counterpart."], "Vera Roland"),
        ("counterpart", ["Firefly met his counterpart, Kurvi Tasch."], "Kurvi Tasch"),
        # Pronouns
        ("He", [MET, "He called Tasch."], "Rufus Firefly"),
        ("She", [MET, "She called Tasch."], "Ada Trentino"),
        ("She", ["Firefly praised Roland.", "She left."], "Vera Roland"),
        ("She", ["Firefly sang.", "She left."], ""),
        ("It", ["Freedonia held talks with Sylvania.", "It attacked Sylvania."], "Freedonia"),
        ("country", ["Freedonia held talks with Sylvania.", "The country attacked Sylvania."], "Freedonia"),
        ("He", ["He called Tasch."], ""),
        # Common nouns
        ("soldiers", ["Freedonian soldiers attacked Sylvanian rebels."], "Freedonia"),
        ("rebels", ["Freedonian soldiers attacked Sylvanian rebels."], "Sylvanian rebels"),
        ("army", ["Sylvania's army shelled Fredville."], "Sylvania"),
        ("government", ["The Freedonian government held talks with Sylvanian rebels."], "Freedonia"),
        ("diplomats", ["Freedonia expelled two Sylvanian diplomats."], "Sylvania"),
        ("hostages", ["Sylvanian hostages left."], "Sylvanian hostages"),
        ("rebels", ["The pro-Bordurian rebels attacked Fredville."], "pro-Bordurian rebels"),
        ("rebels", ["The Bordurian-backed rebels attacked Sylvania."], "Bordurian-backed rebels"),
        # Relative pronouns
        ("who", ["Firefly, who met Trentino, praised Tasch."], "Rufus Firefly"),
    ],
)
def test_a_word_stands_for(word, sentences, who):
    assert stands_for(word, *sentences) == who


@pytest.mark.parametrize(
    ("sentences", "who"),
    [
        ([MET, "They met in Strelsau."], "Ada Trentino, Rufus Firefly"),
        ([MET, "The two leaders spoke by phone."], "Ada Trentino, Rufus Firefly"),
        (["Freedonia held talks with Sylvania.", "They met in Strelsau."], "Freedonia, Sylvania"),
    ],
)
def test_a_group_is_those_who_dealt_with_each_other(sentences, who):
    groups = {labels(sorted(t.event.parties, key=lambda p: p.entity.label)) for t in told(tuple(sentences))}
    assert groups == {who}


def test_the_sides_are_those_who_dealt_with_each_other():
    events = [t.event for t in told(("Freedonia held talks with Sylvania.", "Both sides withdrew."))]
    assert [(e.type, labels(e.actors)) for e in events] == [
        ("CONSULT", "Freedonia, Sylvania"),
        ("RETREAT", "Freedonia, Sylvania"),
    ]


@pytest.mark.parametrize(
    ("sentence", "word", "label", "role", "sector"),
    [
        (
            "Rufus Firefly, president of Freedonia, called Tasch.",
            "Firefly",
            "Rufus Firefly",
            "President of Freedonia",
            None,
        ),
        ("The Freedonian president called Trentino.", "president", "Rufus Firefly", "President of Freedonia", None),
        ("Emil Flink called Trentino.", "Flink", "Emil Flink", "Secretary general of League of Minor Powers", "IGO"),
        ("Sylvania's army shelled Fredville.", "army", "Sylvania", "army", "MIL"),
        ("The Freedonian government held talks with Sylvanian rebels.", "government", "Freedonia", "government", "GOV"),
        ("The Freedonian government held talks with Sylvanian rebels.", "rebels", "Sylvanian rebels", None, "REB"),
        ("Sylvanian hostages left.", "hostages", "Sylvanian hostages", None, "CVL"),
    ],
)
def test_a_party_knows_its_role_and_sector(sentence, word, label, role, sector):
    (party,) = scene(sentence).parties(token(parse(sentence), word))
    assert (party.entity.label, party.role, party.sector) == (label, role, sector)
