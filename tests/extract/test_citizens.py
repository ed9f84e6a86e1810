"""Of which country groups are taken to be by what governments at home do to them, and they to governments."""

import pytest

from tests.extract.told import events

_UNPLACED = ("REB", "OPP")
MARKED = [
    ("The Peruvian government freed ten leftist guerrillas.", "PER"),
    ("Leftist guerrillas demanded that the Peruvian president resign.", "PER"),
    ("The government of Senegal banned a separatist party.", "SEN"),
    ("Maoist rebels accepted the offer of the Nepalese government.", "NPL"),
    ("Egyptian police opened fire to disperse fundamentalist demonstrators.", "EGY"),
    ("Islamist militants shot dead six passengers on a bus in the Nigerian state of Borno.", "NGA"),
    ("A Senegalese court jailed eight separatist rebels.", "SEN"),
    ("The Burmese government accepted the demands of Karen rebels.", "MMR"),
    ("The separatist Dawn party said it would boycott Moldova's elections.", "MDA"),
    # whom foreigners strike, arm, pay and demand, tells of no country
    ("Leftist guerrillas freed a Swiss engineer.", None),
    ("Islamist militants demanded ransom from Japan.", None),
    ("Islamist militants attacked a French convoy.", None),
    ("France armed leftist guerrillas.", None),
    ("Islamist militants killed two American soldiers.", None),
    ("American officials met separatist rebels.", None),
    ("Spain condemned leftist guerrillas.", None),
    ("The Chadian government freed ten separatist rebels whom Libya had armed.", None),
]


@pytest.mark.parametrize(("sentence", "country"), MARKED)
def test_the_country_of_a_group_that_no_word_places(sentence, country):
    armed = [
        p.entity for e in events(sentence) for p in e.parties if p.entity.kind == "group" and p.sector in _UNPLACED
    ]
    assert {g.country for g in armed} == {country}, armed


def test_groups_of_the_same_words_are_those_of_their_countries():
    told = events(
        "The Malian government freed ten separatist rebels. The Senegalese government jailed separatist rebels."
    )
    groups = {p.entity for e in told for p in e.parties if p.sector == "REB"}
    assert {(g.label, g.country) for g in groups} == {("separatist rebels", "MLI"), ("separatist rebels", "SEN")}
    assert len({g.id for g in groups}) == 2


@pytest.mark.parametrize(
    ("second", "dealing"),
    [
        ("LIMA, Peru - Police arrested twelve miners on Sunday.", {"Peru"}),
        ("GULU, Uganda - Police arrested twelve miners on Sunday.", {"Uganda"}),
        ("Police arrested twelve miners on Sunday.", {"Uganda"}),
    ],
)
def test_the_police_of_the_next_report_are_those_of_its_dateline(second, dealing):
    first = "KAMPALA, Uganda - Uganda blamed Chad on Monday. Uganda said that Uganda would act."
    (arrest,) = (e for e in events(f"{first}\n\n{second}") if e.type == "COERCE")
    assert {p.entity.label for p in arrest.actors} == dealing
