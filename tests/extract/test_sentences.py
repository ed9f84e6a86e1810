"""Sentences of the news, each with the events it tells, read with the real model and the real tables."""

import pytest

from kg.extract.article import extract
from kg.model import Article
from kg.parse import load, parse

DAY = "2023-05-17"  # a Wednesday

# A sentence; type and mode; status; actors; recipients.
TOLD = [
    # Talks, calls, visits -------------------------------------------------------------------------
    ("Macron called Scholz on Tuesday.", "CONSULT/phone", "occurred", "Emmanuel Macron, Olaf Scholz", ""),
    (
        "Xi Jinping spoke by phone with Volodymyr Zelensky.",
        "CONSULT/phone",
        "occurred",
        "Xi Jinping, Volodymyr Zelenskyy",
        "",
    ),
    (
        "Zelensky and Ramaphosa held a telephone conversation on Saturday.",
        "CONSULT/phone",
        "occurred",
        "Volodymyr Zelenskyy, Cyril Ramaphosa",
        "",
    ),
    (
        "In a phone call on Monday, Lula and Modi discussed the G20.",
        "CONSULT/phone",
        "occurred",
        "Luiz Inácio Lula da Silva, Narendra Modi",
        "",
    ),
    (
        "Blinken met Lavrov on the sidelines of a G20 meeting in New Delhi.",
        "CONSULT",
        "occurred",
        "Antony Blinken, Sergey Lavrov",
        "",
    ),
    ("Kagame and Tshisekedi met in Luanda.", "CONSULT", "occurred", "Paul Kagame, Félix Tshisekedi", ""),
    (
        "The Turkish foreign minister met his Syrian counterpart in Moscow.",
        "CONSULT",
        "occurred",
        "Mevlüt Çavuşoğlu, Faisal Mekdad",
        "",
    ),
    (
        "The foreign ministers of Iran and Saudi Arabia held talks in Beijing.",
        "CONSULT",
        "occurred",
        "Hossein Amir-Abdollahian, Faisal bin Farhan Al Saud",
        "",
    ),
    ("Talks between Armenia and Azerbaijan were held in Washington.", "CONSULT", "occurred", "Armenia, Azerbaijan", ""),
    (
        "Armenian and Azerbaijani officials held talks near the border.",
        "CONSULT",
        "occurred",
        "Armenia, Azerbaijan",
        "",
    ),
    ("Ruto visited Berlin in March.", "CONSULT/visit", "occurred", "William Ruto", "Germany"),
    ("Marcos paid a visit to Washington.", "CONSULT/visit", "occurred", "Bongbong Marcos", "United States"),
    ("Biden hosted Marcos at the White House.", "CONSULT/visit", "occurred", "Bongbong Marcos", "Joe Biden"),
    ("Petro was received by Biden at the White House.", "CONSULT/visit", "occurred", "Gustavo Petro", "Joe Biden"),
    ("Meloni will visit Kyiv next week.", "CONSULT/visit", "future", "Giorgia Meloni", "Ukraine"),
    ("Putin is due to meet Erdogan in August.", "CONSULT", "future", "Vladimir Putin, Recep Tayyip Erdoğan", ""),
    ("Modi plans to meet Albanese in Sydney.", "CONSULT", "future", "Narendra Modi, Anthony Albanese", ""),
    (
        "Burhan did not meet Hemedti in Jeddah.",
        "CONSULT",
        "negated",
        "Abdel Fattah al-Burhan, Mohamed Hamdan Dagalo",
        "",
    ),
    ("Lula cancelled his visit to China.", "REJECT/meet", "occurred", "Luiz Inácio Lula da Silva", "China"),
    ("Vucic may meet Kurti in Brussels.", "CONSULT", "hypothetical", "Aleksandar Vučić, Albin Kurti", ""),
    (
        "If Putin meets Zelensky, the war could end.",
        "CONSULT",
        "hypothetical",
        "Vladimir Putin, Volodymyr Zelenskyy",
        "",
    ),
    ("No talks took place between Serbia and Kosovo.", "CONSULT", "negated", "Serbia, Kosovo", ""),
    (
        "Pashinyan discussed Nagorno-Karabakh with Macron.",
        "CONSULT",
        "occurred",
        "Nikol Pashinyan, Emmanuel Macron",
        "",
    ),
    (
        "Guterres told Putin by telephone that the grain deal must be extended.",
        "CONSULT/phone",
        "occurred",
        "António Guterres, Vladimir Putin",
        "",
    ),
    (
        "Abiy Ahmed and Burhan exchanged views on the dam during a meeting in Addis Ababa.",
        "CONSULT",
        "occurred",
        "Abiy Ahmed, Abdel Fattah al-Burhan",
        "",
    ),
    (
        "Qatar mediated between Iran and the United States.",
        "CONSULT/third-party",
        "occurred",
        "Iran, United States",
        "",
    ),
    (
        "Sunak, together with Scholz, met Zelensky in London.",
        "CONSULT",
        "occurred",
        "Rishi Sunak, Olaf Scholz, Volodymyr Zelenskyy",
        "",
    ),
    # Agreements -----------------------------------------------------------------------------------
    (
        "Kenya and the European Union signed a trade agreement in Nairobi.",
        "AGREE",
        "occurred",
        "Kenya, European Union",
        "",
    ),
    ("Iran and Saudi Arabia agreed to reopen their embassies.", "AGREE", "occurred", "Iran, Saudi Arabia", ""),
    ("Thailand signed a free trade pact with Sri Lanka.", "AGREE", "occurred", "Thailand, Sri Lanka", ""),
    ("Sudan and Ethiopia reached a deal on the dam.", "AGREE", "occurred", "Sudan, Ethiopia", ""),
    ("Serbia and Kosovo failed to reach a deal.", "AGREE", "negated", "Serbia, Kosovo", ""),
    ("Japan and the Philippines will sign a defence pact.", "AGREE", "future", "Japan, Philippines", ""),
    # Support, aid, cooperation --------------------------------------------------------------------
    ("Lukashenko voiced support for Putin.", "SUPPORT", "occurred", "Alexander Lukashenko", "Vladimir Putin"),
    ("Pakistan backed China on Taiwan.", "SUPPORT", "occurred", "Pakistan", "China"),
    ("Biden congratulated Tinubu on his victory.", "SUPPORT", "occurred", "Joe Biden", "Bola Tinubu"),
    ("Norway sent medical aid to Malawi.", "AID", "occurred", "Norway", "Malawi"),
    ("The United States provided Ukraine with air defence systems.", "AID", "occurred", "United States", "Ukraine"),
    ("India gave Sri Lanka a loan.", "AID", "occurred", "India", "Sri Lanka"),
    ("India and Vietnam held joint naval exercises.", "COOPERATE", "occurred", "India, Vietnam", ""),
    ("Egypt and Jordan exchanged intelligence.", "COOPERATE", "occurred", "Egypt, Jordan", ""),
    ("Colombia and Venezuela restored diplomatic relations.", "AGREE", "occurred", "Colombia, Venezuela", ""),
    ("Cuba extradited a fugitive to Spain.", "COOPERATE", "occurred", "Cuba", "Spain"),
    # Requests, accusations, rejections, threats ---------------------------------------------------
    ("Guterres urged Russia to extend the grain deal.", "REQUEST", "occurred", "António Guterres", "Russia"),
    ("Zelensky asked Sunak for fighter jets.", "REQUEST", "occurred", "Volodymyr Zelenskyy", "Rishi Sunak"),
    ("The African Union called on Sudan to protect civilians.", "REQUEST", "occurred", "African Union", "Sudan"),
    ("Beijing demanded that Washington stop the flights.", "REQUEST", "occurred", "China", "United States"),
    ("Scholz called on Xi to press Putin.", "REQUEST", "occurred", "Olaf Scholz", "Xi Jinping"),
    (
        "Rwanda accused Congo of shelling a village.",
        "ACCUSE/allege",
        "occurred",
        "Rwanda",
        "Democratic Republic of the Congo",
    ),
    ("Petro criticised Boluarte over the protests.", "ACCUSE/disapprove", "occurred", "Gustavo Petro", "Dina Boluarte"),
    ("Poland was accused by Russia of sabotage.", "ACCUSE/allege", "occurred", "Russia", "Poland"),
    ("Hungary rejected the Ukrainian proposal.", "REJECT", "occurred", "Hungary", "Ukraine"),
    ("Maduro dismissed the offer of Washington.", "REJECT", "occurred", "Nicolás Maduro", "United States"),
    ("Khartoum turned down Juba's offer to mediate.", "REJECT", "occurred", "Sudan", "South Sudan"),
    (
        "North Korea threatened the United States with a nuclear strike.",
        "THREATEN/violence",
        "occurred",
        "North Korea",
        "United States",
    ),
    ("Medvedev threatened to strike London.", "THREATEN/violence", "occurred", "Dmitry Medvedev", "United Kingdom"),
    ("Erdogan warned Greece of consequences.", "THREATEN/violence", "occurred", "Recep Tayyip Erdoğan", "Greece"),
    # Sanctions, expulsions ------------------------------------------------------------------------
    ("The United States imposed sanctions on Iran.", "SANCTION", "occurred", "United States", "Iran"),
    ("Canada sanctioned Haiti's former president.", "SANCTION", "occurred", "Canada", "Haiti"),
    (
        "Nicaragua expelled the European Union's ambassador.",
        "SANCTION/expel",
        "occurred",
        "Nicaragua",
        "European Union",
    ),
    ("Sweden expelled five Russian diplomats.", "SANCTION/expel", "occurred", "Sweden", "Russia"),
    ("Sanctions were imposed on Russia by Switzerland.", "SANCTION", "occurred", "Switzerland", "Russia"),
    ("Japan could impose sanctions on Myanmar.", "SANCTION", "hypothetical", "Japan", "Myanmar"),
    ("The European Union will impose sanctions on Belarus.", "SANCTION", "future", "European Union", "Belarus"),
    ("Turkey did not impose sanctions on Russia.", "SANCTION", "negated", "Turkey", "Russia"),
    # Force ----------------------------------------------------------------------------------------
    ("Russian forces shelled Kherson.", "ASSAULT/heavy-weapons", "occurred", "Russia", "Ukraine"),
    ("Israel bombed Gaza overnight.", "ASSAULT/explosives", "occurred", "Israel", "Palestine"),
    (
        "Sudan's army attacked the Rapid Support Forces in Omdurman.",
        "ASSAULT",
        "occurred",
        "Sudan",
        "Rapid Support Forces",
    ),
    ("Ukraine was invaded by Russia in February 2022.", "ASSAULT", "occurred", "Russia", "Ukraine"),
    ("Al-Shabaab attacked a base of Ugandan troops in Somalia.", "ASSAULT", "occurred", "Al-Shabaab", "Uganda"),
    ("China could attack Taiwan.", "ASSAULT", "hypothetical", "China", "Taiwan"),
    ("Cuban police arrested two American tourists.", "COERCE/arrest", "occurred", "Cuba", "American tourists"),
    ("Iran seized a Greek tanker in the Gulf.", "COERCE/seize", "occurred", "Iran", "Greece"),
    ("Russia deployed troops to Belarus.", "MOBILIZE/troops", "occurred", "Russia", ""),
    ("Poland sent 2,000 soldiers to its border with Belarus.", "MOBILIZE/troops", "occurred", "Poland", ""),
    ("France will deploy troops to Niger.", "MOBILIZE/troops", "future", "France", ""),
    ("France pulled its troops out of Burkina Faso.", "RETREAT/withdraw", "occurred", "France", ""),
    (
        "Ethiopia and the TPLF agreed to a ceasefire.",
        "AGREE",
        "occurred",
        "Ethiopia, Tigray People's Liberation Front",
        "",
    ),
    ("Thailand freed two Cambodian soldiers.", "RETREAT/release", "occurred", "Thailand", "Cambodia"),
    ("The Taliban released an American prisoner.", "RETREAT/release", "occurred", "Taliban", "American prisoner"),
    (
        "Thousands of Israelis protested against Netanyahu in Tel Aviv.",
        "PROTEST/demo",
        "occurred",
        "Israel",
        "Benjamin Netanyahu",
    ),
    ("Draghi resigned in July 2022.", "RETREAT/resign", "occurred", "Mario Draghi", ""),
]

SILENT = [
    # Sport
    "Argentina beat France in the World Cup final in Qatar.",
    "Morocco knocked Spain out of the tournament on penalties.",
    "Germany and Brazil met in the semi-final in Belo Horizonte.",
    "India defeated Pakistan by six wickets in Melbourne.",
    "Djokovic met Alcaraz in the final in Paris.",
    "Kenya's runners attacked the record in Berlin.",
    "Real Madrid signed a striker from Brazil.",
    "Italy attacked from the first minute but could not score against Norway.",
    # Weather, disasters, science
    "A cyclone hit Mozambique on Friday.",
    "An earthquake struck southern Turkey and northern Syria in February.",
    "Floods displaced thousands of people in Pakistan.",
    "Heavy snow fell on Tokyo on Monday.",
    "A heatwave gripped Spain and Portugal.",
    "The volcano in Indonesia erupted again on Sunday.",
    "Locusts invaded Kenya in 2020.",
    # Culture
    "The film about Napoleon opens in Paris on Wednesday.",
    "A museum in Cairo lent two mummies to a gallery in London.",
    "The novel tells of a family in Vietnam.",
    "Ukraine won the Eurovision Song Contest in Turin.",
    "The Bolshoi toured Japan for three weeks.",
    "Her paintings were shown in Vienna.",
    # Business and money
    "The yen fell against the dollar in Tokyo.",
    "Exports from Chile rose by 4 percent in April.",
    "The bank opened a branch in Lagos.",
    "Inflation in Argentina passed 100 percent.",
    "The price of Brent crude fell in London.",
    "Renault closed its plant in Casablanca for a week.",
    # States of affairs and geography
    "Kazakhstan lies between Russia and China.",
    "Bolivia has no coast.",
    "The river rises in Rwanda and flows through Uganda.",
    "Canberra is the capital of Australia.",
    "About 11 million people live in Tunisia.",
    "Swedish is an official language of Finland.",
    # Opinion and analysis
    "Analysts say that Putin has few friends left.",
    "Macron is widely seen as a weak president.",
    "The talks have a long history.",
    "Erdogan faces an election on Sunday.",
    "Democracy in Hungary is in danger.",
    "Lula was born in Pernambuco in 1945.",
    "Nobody knows what Xi thinks.",
    "A Russian-backed newspaper printed the photograph.",
    "The Ukraine-born singer lives in Lisbon.",
    "Scholz smiled.",
    "The Iran-made drone was on show in a hall.",
]


@pytest.fixture(scope="session")
def nlp():
    return load()


def events(nlp, sentence, day=DAY):
    """The events of a sentence: type and mode, status, actors, recipients."""
    article = Article(id="sentence", text=sentence, published=day)
    (parsed,) = parse([article], nlp)
    return [
        (
            f"{e.type}/{e.mode}" if e.mode else e.type,
            e.status,
            {p.entity.label for p in e.actors},
            {p.entity.label for p in e.recipients},
        )
        for e in (told.event for told in extract(parsed))
    ]


def names(cell):
    return set(cell.split(", ")) - {""}


@pytest.mark.parametrize(("sentence", "kind", "status", "actors", "recipients"), TOLD)
def test_a_sentence_tells_its_event(nlp, sentence, kind, status, actors, recipients):
    assert events(nlp, sentence) == [(kind, status, names(actors), names(recipients))]


@pytest.mark.parametrize("sentence", SILENT)
def test_a_sentence_without_an_event_tells_none(nlp, sentence):
    assert events(nlp, sentence) == []
