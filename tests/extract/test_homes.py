"""Whose forces, courts and crowds are that a text names no state with: of each text the type, who acts, and to whom.

A country stands for a party of it, ``-`` for an event of which no such party is known, and no type for none at all.
"""

import pytest

from tests.extract.told import events

TOLD = [
    # forces are of the only country that is told of
    ("Nepal was calm on Monday. The army has imposed a curfew in the capital.", "COERCE", "NPL", "-"),
    ("Troops sealed off the capital of Gabon on Sunday.", "COERCE", "GAB", "-"),
    ("Soldiers stormed the headquarters of state television in Suva at dawn.", "ASSAULT", "FJI", "-"),
    ("The army freed a fisherman whom rebels had held for a month in southern Senegal.", "RETREAT", "SEN", "-"),
    ("Peru has been tense since the vote. Security forces raided the offices of a newspaper.", "COERCE", "PER", "-"),
    # where two states are told of, they are of the one that is not struck
    (
        "Israel and Lebanon are at war. Israel bombed Lebanon again on Monday, and Lebanon shelled Israel. "
        "Israel wants a ceasefire, and so does Lebanon. The navy has sealed off every Lebanese port.",
        "COERCE", "ISR", "LBN",
    ),
    # courts and parliaments are of where they sit
    ("Prosecutors in Lilongwe charged three former ministers with treason.", "ACCUSE", "MWI", "-"),
    ("Lawmakers in Belgrade condemned Botswana over the killing of two pilots.", "ACCUSE", "SRB", "BWA"),
    ("The army has gone. Prosecutors in Bamako charged Assimi Goïta with treason.", "ACCUSE", "MLI", "MLI"),
    # crowds and gunmen are of where they do it, however deep in the sentence that stands
    ("Young men set fire to the gate of the Angolan embassy in Dodoma on Thursday.", "PROTEST", "TZA", "AGO"),
    ("Gunmen opened fire on police in Arequipa on Sunday.", "ASSAULT", "PER", "PER"),
    ("A mob lynched two men in the north of Haiti on Saturday.", "ASSAULT", "HTI", "-"),
    ("Angry crowds burned Serbian flags outside the Serbian consulate in Skopje.", "PROTEST", "MKD", "SRB"),
    ("Protesters attacked the offices of a bank in the centre of Lima.", "ASSAULT", "PER", "-"),
]  # fmt: skip
OF_NOBODY = [
    "France backs Mali. Soldiers shot dead four men near the border on Friday.",  # whose, it does not say
    "Poland warned Russia. Troops shelled a village on Friday.",
    "African troops shot dead four men in Mogadishu.",
    "The army of ants moved across the kitchen floor in Lima.",
    "The court in Lima was built in 1890.",
    "Lawmakers in Lima earn 15,000 soles a month.",
    "Soldiers in Chad are paid little, a report said.",
    "Protesters are afraid of the police in Lima, says a study.",
]


def _is(country: str, parties) -> bool:
    return country == "-" or any(p.entity.country == country for p in parties)


@pytest.mark.parametrize(("text", "kind", "actor", "recipient"), TOLD)
def test_whose_they_are(text, kind, actor, recipient):
    told = [e for e in events(text) if e.type == kind]
    assert any(_is(actor, e.actors) and _is(recipient, e.recipients) for e in told), told
    named = {actor, recipient}
    assert all(p.entity.country in named for e in told for p in e.parties), told


@pytest.mark.parametrize("text", OF_NOBODY)
def test_whose_they_are_is_not_made_up(text):
    material = [e for e in events(text) if e.type in ("ASSAULT", "COERCE", "PROTEST", "AGREE")]
    assert not [p.entity for e in material for p in e.parties if p.entity.kind == "state"], material
