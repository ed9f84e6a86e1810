"""Names that several people, places or words share, read with the real model and the real tables."""

import pytest

from kg.extract.article import extract
from kg.model import Article
from kg.parse import load, parse
from kg.world import world
from tests.extract.phrases import labels, named

# A text; its day; the name; whom or what it names.
MEANT = [
    # One surname, several holders of office -------------------------------------------------------
    ("Bush ordered troops to the Gulf.", "1990-08-10", "Bush", "George H. W. Bush"),
    ("Bush gave Baghdad an ultimatum.", "2003-03-17", "Bush", "George W. Bush"),
    ("President Bush gave Baghdad an ultimatum.", "2003-03-17", "Bush", "George W. Bush"),
    ("Aliyev received the envoys in Baku.", "2000-05-05", "Aliyev", "Heydar Aliyev"),
    ("Aliyev received the envoys in Baku.", "2015-05-05", "Aliyev", "Ilham Aliyev"),
    ("Assad refused the offer.", "1995-05-05", "Assad", "Hafez al-Assad"),
    ("Assad refused the offer.", "2010-05-05", "Assad", "Bashar al-Assad"),
    ("North Korean leader Kim inspected the troops.", "2010-05-05", "Kim", "Kim Jong Il"),
    ("North Korean leader Kim inspected the troops.", "2019-05-05", "Kim", "Kim Jong Un"),
    ("Kim Jong Un and Trump met at the border. Kim smiled.", "2019-06-30", "Kim", "Kim Jong Un"),
    ("King Abdullah of Jordan flew to Washington.", "2019-06-30", "King Abdullah", "Abdullah II"),
    ("King Abdullah II flew to Washington.", "2008-06-30", "King Abdullah II", "Abdullah II"),
    ("Jordan's King Abdullah flew to Washington.", "2019-06-30", "Abdullah", "Abdullah II"),
    ("Saudi King Abdullah flew to Rome.", "2007-11-06", "Abdullah", "Abdullah of Saudi Arabia"),
    ("King Abdullah of Saudi Arabia flew to Rome.", "2007-11-06", "King Abdullah", "Abdullah of Saudi Arabia"),
    ("Abdullah Abdullah rejected the count. Abdullah spoke in Kabul.", "2014-07-08", "Abdullah", "Abdullah Abdullah"),
    ("Trudeau opened the session in Ottawa.", "1982-05-05", "Trudeau", "Pierre Trudeau"),
    ("Trudeau opened the session in Ottawa.", "2018-05-05", "Trudeau", "Justin Trudeau"),
    ("Bhutto returned to Islamabad.", "1995-05-05", "Bhutto", "Benazir Bhutto"),
    ("Benazir Bhutto returned to Karachi. Bhutto waved.", "2007-10-18", "Bhutto", "Benazir Bhutto"),
    ("Castro spoke for four hours in Havana.", "1999-05-05", "Castro", "Fidel Castro"),
    ("Castro shook hands with Obama.", "2015-04-11", "Castro", "Raúl Castro"),
    ("Xiomara Castro was sworn in. Castro thanked her voters.", "2022-01-27", "Castro", "Xiomara Castro"),
    ("Honduran President Castro cut ties with Taiwan.", "2023-03-25", "Castro", "Xiomara Castro"),
    ("Macron spoke in Paris.", "2019-05-05", "Macron", "Emmanuel Macron"),
    (
        "Brigitte Macron toured a school while Emmanuel Macron met ministers. Emmanuel Macron left.",
        "2019-05-05",
        "Emmanuel Macron",
        "Emmanuel Macron",
    ),
    ("President Park went to Beijing.", "2015-09-02", "Park", "Park Geun-hye"),
    ("South Korea's President Moon went to Pyongyang.", "2018-09-18", "Moon", "Moon Jae-in"),
    ("President Lee Myung-bak condemned the attack. Lee called a meeting.", "2010-11-23", "Lee", "Lee Myung-bak"),
    ("Lee Hsien Loong spoke in Singapore. Lee was confident.", "2012-11-23", "Lee", "Lee Hsien Loong"),
    ("Yoon declared martial law in Seoul.", "2024-12-03", "Yoon", "Yoon Suk-yeol"),
    ("Nawaz Sharif was in Riyadh. Sharif met the king.", "2014-12-03", "Sharif", "Nawaz Sharif"),
    ("Pakistani Prime Minister Sharif was in Riyadh.", "2022-12-03", "Sharif", "Shehbaz Sharif"),
    ("Pakistani Prime Minister Sharif was in Riyadh.", "2014-12-03", "Sharif", "Nawaz Sharif"),
    ("Rajiv Gandhi sent troops. Gandhi defended the decision.", "1987-08-03", "Gandhi", "Rajiv Gandhi"),
    ("Prime Minister Gandhi sent troops.", "1971-12-03", "Gandhi", "Indira Gandhi"),
    ("Philippine President Marcos was in Washington.", "2023-05-01", "Marcos", "Bongbong Marcos"),
    ("Philippine President Marcos was in Washington.", "1982-09-16", "Marcos", "Ferdinand Marcos"),
    ("Nicaraguan President Ortega broke off relations.", "2019-05-01", "Ortega", "Daniel Ortega"),
    ("Argentine President Fernandez was in Moscow.", "2022-02-03", "Fernandez", "Alberto Fernández"),
    ("Argentine President Fernandez was in New York.", "2012-09-25", "Fernandez", "Cristina Fernández de Kirchner"),
    ("Obama landed in Cairo.", "2009-06-04", "Obama", "Barack Obama"),
    ("Clinton was in Dayton.", "1995-11-21", "Clinton", "Bill Clinton"),
    ("Secretary of State Clinton was in Tripoli.", "2011-10-18", "Clinton", "Hillary Clinton"),
    ("Rahmon and Mirziyoyev met.", "2018-03-09", "Rahmon", "Emomali Rahmon"),
    ("Singh and Musharraf met in Havana.", "2006-09-16", "Singh", "Manmohan Singh"),
    ("Khamenei praised the fighters.", "2015-09-16", "Khamenei", "Ali Khamenei"),
    ("Prime Minister May was in Brussels.", "2018-11-24", "May", "Theresa May"),
    # States and what shares their names -----------------------------------------------------------
    ("Georgia recalled its ambassador from Moscow.", "2008-07-10", "Georgia", "Georgia"),
    ("Russia and Georgia exchanged prisoners.", "2008-08-21", "Georgia", "Georgia"),
    ("Congo accused Rwanda of aggression.", "2012-11-20", "Congo", "Democratic Republic of the Congo"),
    (
        "The Democratic Republic of Congo accused Rwanda.",
        "2012-11-20",
        "Democratic Republic of Congo",
        "Democratic Republic of the Congo",
    ),
    ("The Republic of the Congo hosted the summit.", "2012-11-20", "Republic of the Congo", "Republic of the Congo"),
    ("Congo-Brazzaville hosted the summit.", "2012-11-20", "Congo-Brazzaville", "Republic of the Congo"),
    ("Guinea closed its border.", "2014-08-09", "Guinea", "Guinea"),
    ("Guinea-Bissau closed its border.", "2014-08-12", "Guinea-Bissau", "Guinea-Bissau"),
    ("Equatorial Guinea closed its border.", "2014-08-12", "Equatorial Guinea", "Equatorial Guinea"),
    ("Papua New Guinea signed a pact with Australia.", "2023-12-07", "Papua New Guinea", "Papua New Guinea"),
    ("South Korea and Japan held talks.", "2023-12-07", "South Korea", "South Korea"),
    ("North Korea fired a missile.", "2023-12-17", "North Korea", "North Korea"),
    ("Niger expelled the French ambassador.", "2023-08-25", "Niger", "Niger"),
    ("Nigeria closed its border with Niger.", "2023-08-25", "Nigeria", "Nigeria"),
    ("Jordan recalled its ambassador.", "2023-11-01", "Jordan", "Jordan"),
    ("Chad expelled the German ambassador.", "2023-04-07", "Chad", "Chad"),
    ("Turkey expelled the ambassador.", "2011-09-02", "Turkey", "Turkey"),
    ("The US imposed sanctions on Iran.", "2019-09-02", "US", "United States"),
    ("The Dominican Republic closed the border with Haiti.", "2023-09-15", "Dominican Republic", "Dominican Republic"),
    ("Sudan and South Sudan held talks.", "2012-09-15", "South Sudan", "South Sudan"),
    ("WHO declared an emergency.", "2020-01-30", "WHO", "World Health Organization"),
    ("IS claimed the attack in Kabul.", "2018-03-21", "IS", "Islamic State"),
    ("Nigerien soldiers detained Mohamed Bazoum.", "2023-07-26", "Nigerien", "Niger"),
    ("Nigerian soldiers freed the girls.", "2023-07-26", "Nigerian", "Nigeria"),
    # More of both ---------------------------------------------------------------------------------
    ("Kim Yo Jong issued a statement. Kim warned Seoul.", "2022-08-19", "Kim", "Kim Yo Jong"),
    ("Hassan Rouhani and Hassan Nasrallah spoke.", "2016-08-19", "Hassan Nasrallah", "Hassan Nasrallah"),
    ("Clinton and Yeltsin met in Vancouver.", "1993-04-03", "Clinton", "Bill Clinton"),
    ("Rajapaksa defeated the rebels.", "2009-05-19", "Rajapaksa", "Mahinda Rajapaksa"),
    ("Kirchner met Lula.", "2005-05-19", "Kirchner", "Néstor Kirchner"),
    ("Kirchner met Rousseff.", "2013-05-19", "Kirchner", "Cristina Fernández de Kirchner"),
    ("Kabila sent troops to the east.", "1999-05-19", "Kabila", "Laurent-Désiré Kabila"),
    ("Kabila sent troops to the east.", "2012-05-19", "Kabila", "Joseph Kabila"),
    ("Conte met Merkel.", "2018-06-19", "Conte", "Giuseppe Conte"),
    ("Johnson called Macron.", "2020-06-19", "Johnson", "Boris Johnson"),
    ("Brown met Obama.", "2009-03-19", "Brown", "Gordon Brown"),
    ("Rice met Livni.", "2007-03-19", "Rice", "Condoleezza Rice"),
    ("Sanchez met Macron.", "2022-06-19", "Sanchez", "Pedro Sánchez"),
    ("Santos met Chavez.", "2010-08-10", "Santos", "Juan Manuel Santos"),
    ("Sargsyan met Aliyev.", "2009-08-10", "Sargsyan", "Serzh Sargsyan"),
    ("Karimov met Nazarbayev.", "2009-08-10", "Karimov", "Islam Karimov"),
    ("Mohammed VI met the Spanish king.", "2009-08-10", "Mohammed VI", "Mohammed VI of Morocco"),
    ("King Salman met Trump.", "2017-05-20", "King Salman", "Salman of Saudi Arabia"),
    ("King Hussein met Rabin.", "1994-07-25", "King Hussein", "Hussein of Jordan"),
    ("Saddam Hussein refused. Hussein was defiant.", "2003-03-18", "Hussein", "Saddam Hussein"),
    ("King Charles hosted Macron.", "2023-09-20", "King Charles", "Charles III"),
    ("Pope Benedict visited Turkey.", "2006-11-28", "Pope Benedict", "Pope Benedict XVI"),
    ("Pope John Paul II visited Cuba.", "1998-01-21", "Pope John Paul II", "Pope John Paul II"),
    ("Pope Francis visited Iraq. Francis prayed.", "2021-03-05", "Francis", "Pope Francis"),
    ("The Erdogan government jailed reporters.", "2018-10-01", "Erdogan", "Recep Tayyip Erdoğan"),
    ("The Jordan River is low.", "2021-01-05", "Jordan River", "Jordan River"),
    ("The Niger Delta is poor.", "2021-01-05", "Niger Delta", "Niger Delta"),
    ("The Niger River flooded.", "2021-01-05", "Niger River", "Niger River"),
    ("Lake Chad is shrinking.", "2021-01-05", "Lake Chad", "Lake Chad"),
    ("Lake Victoria is shrinking.", "2021-01-05", "Lake Victoria", "Lake Victoria"),
    ("Washington Post reporters were detained.", "2021-01-05", "Washington Post", "Washington Post"),
    ("Boxer Vitali Klitschko, mayor of Kyiv, spoke.", "2021-01-05", "Vitali Klitschko", "Vitali Klitschko"),
    # Other times --------------------------------------------------------------------------------------
    ("Moscow warned Washington.", "1983-09-10", "Moscow", "Soviet Union"),
    ("Moscow warned Washington.", "2003-09-10", "Moscow", "Russia"),
    ("Belgrade rejected the demands.", "1999-03-20", "Belgrade", "Yugoslavia"),
    ("Belgrade rejected the demands.", "2019-03-20", "Belgrade", "Serbia"),
    ("Gromyko met Shultz in Geneva.", "1985-01-08", "Gromyko", "Andrei Gromyko"),
    ("Botha met Machel.", "1984-03-16", "Botha", "P. W. Botha"),
    ("Begin met Sadat at Camp David.", "1978-09-10", "Sadat", "Anwar Sadat"),
    ("Ford met Brezhnev in Helsinki.", "1975-08-01", "Ford", "Gerald Ford"),
    ("Zia met Carter in Washington.", "1980-10-03", "Zia", "Muhammad Zia-ul-Haq"),
    ("Park was killed in Seoul.", "1979-10-27", "Park", "Park Chung-hee"),
    ("Clinton met Karadzic's envoys.", "1995-08-03", "Clinton", "Bill Clinton"),
    # Groups -------------------------------------------------------------------------------------------
    ("RUF rebels attacked Freetown.", "1999-01-10", "RUF", "Revolutionary United Front"),
    ("The Contras attacked a village.", "1986-01-10", "Contras", "Contras"),
    ("Hutus killed Tutsis in Kigali.", "1994-04-10", "Tutsis", "Tutsis"),
    ("Bosnian Serbs shelled Sarajevo.", "1994-02-05", "Bosnian Serbs", "Bosnian Serbs"),
    ("The Warsaw Pact met in Prague.", "1985-01-01", "Warsaw Pact", "Warsaw Pact"),
    # Small towns, where their country is named ---------------------------------------------------------
    ("Talks took place in Obigarm, Tajikistan.", "2022-01-01", "Obigarm", "Obigarm"),
    ("Talks were held in Chantilly, France.", "2022-01-01", "Chantilly", "Chantilly"),
    # Spellings, initials, orders -------------------------------------------------------------------------
    ("Muhammed Mursi met the envoys.", "2012-12-01", "Muhammed Mursi", "Mohamed Morsi"),
    ("The envoys met S. Lavrov in Geneva.", "2015-01-01", "S. Lavrov", "Sergey Lavrov"),
    ("Abe Shinzo met the envoys.", "2018-01-01", "Abe Shinzo", "Shinzo Abe"),
]
# Names that stand for nothing that the tables know in this place.
NOT_MEANT = [
    ("Major powers met in London.", "1993-12-15", "Major"),
    ("A Ford car was bombed.", "2005-08-01", "Ford"),
    ("On 17 November police arrested two men.", "2002-11-20", "17 November"),
    ("The US president spoke in Congress.", "2022-01-01", "Congress"),
    ("In Iraq, officials in Media said so.", "2022-01-01", "Media"),
    ("The doctor Mohammed Abbas was killed.", "2010-01-01", "Mohammed Abbas"),
    ("The driver S. Obama was hurt.", "2010-01-01", "S. Obama"),
    ("The Bulldogs won in Athens, Georgia.", "2019-09-07", "Georgia"),
    ("He was born in Atlanta, Georgia, in 1950.", "2019-09-07", "Georgia"),
    ("They ate roast turkey at the table.", "2019-11-28", "turkey"),
    ("The letter reached us on Monday.", "2019-11-28", "us"),
    ("The man who called was a clerk.", "2019-11-28", "who"),
    ("What is known is little.", "2019-11-28", "is"),
    ("The talks may fail.", "2017-11-28", "may"),
    ("The talks began in May.", "2017-06-28", "May"),
    ("On 3 May the ministers met.", "2017-06-28", "May"),
    ("Striker Harry Kane beat goalkeeper Sam Bush.", "2003-11-28", "Sam Bush"),
    ("The footballer Danny Blair scored twice.", "2003-11-28", "Danny Blair"),
    ("The novelist Zadie Obama read from her book.", "2012-11-28", "Zadie Obama"),
    ("The novelist Peter Putin read from his book. Putin lives in Leeds.", "2012-11-28", "Putin"),
    ("The singer Anna Modi gave a concert. Modi was applauded.", "2018-11-28", "Modi"),
    ("Author Laura Merkel signed copies of her novel.", "2014-11-28", "Laura Merkel"),
    ("The striker Omar Assad scored for Stoke.", "2010-11-28", "Omar Assad"),
    ("They landed at Heydar Aliyev International Airport.", "2019-11-28", "Aliyev"),
    ("The concert was held at the Heydar Aliyev Center.", "2019-11-28", "Aliyev"),
    ("The orchestra played at the Kennedy Center.", "1962-11-28", "Kennedy"),
    ("The orchestra played at the Kennedy Center.", "2014-11-28", "Kennedy"),
    ("The Ronald Reagan aircraft carrier entered the strait.", "1986-11-28", "Reagan"),
    ("The aircraft carrier USS Ronald Reagan left port.", "1986-11-28", "Reagan"),
    ("The aircraft carrier USS George H.W. Bush left port.", "1990-11-28", "Bush"),
    ("The flight left John F. Kennedy International Airport.", "1962-11-28", "Kennedy"),
    ("They met at the Charles de Gaulle airport.", "1965-11-28", "Gaulle"),
    ("A walk in the park calmed the delegates.", "2015-11-28", "park"),
    ("The moon rose over the camp.", "2018-11-28", "moon"),
    ("Actor Michelle Yoon won a prize.", "2023-11-28", "Michelle Yoon"),
    ("Basketball star Michael Jordan bought the team.", "2010-11-28", "Jordan"),
    ("The swimmer Chad le Clos won gold.", "2012-11-28", "Chad"),
    ("Actor Denzel Washington won a prize.", "2002-11-28", "Washington"),
    ("The designer Victoria Beckham opened a shop.", "2012-11-28", "Victoria"),
    ("The Obama Foundation opened a library.", "2016-11-28", "Obama"),
    ("The Trump Tower was evacuated.", "2018-11-28", "Trump"),
    ("The Bush Hotel was evacuated.", "2003-11-28", "Bush"),
    ("Brown rice prices rose.", "2009-03-19", "rice"),
    ("The Lincoln Memorial was closed.", "2013-10-01", "Lincoln"),
    ("The Nimitz-class carrier sailed.", "2018-10-01", "Nimitz"),
    ("The USS Carl Vinson and the USS Abraham Lincoln sailed.", "2018-10-01", "Abraham Lincoln"),
    ("He studied at Georgia Tech.", "2018-10-01", "Georgia"),
    ("Voters in the US state of Georgia chose a senator.", "2021-01-05", "Georgia"),
    ("George Washington was the first.", "2021-01-05", "Washington"),
    ("The New Mexico senator spoke.", "2021-01-05", "Mexico"),
    ("The China Daily said so.", "2021-01-05", "China"),
    ("The Moscow Times said so.", "2021-01-05", "Moscow"),
    ("The Korea Herald said so.", "2021-01-05", "Korea"),
    ("They stayed at the Georgia Hotel.", "2021-01-05", "Georgia"),
    ("Paris Hilton was in Cannes.", "2021-01-05", "Paris"),
    ("India Willoughby spoke.", "2021-01-05", "India"),
    ("Israel Adesanya won the fight.", "2021-01-05", "Israel"),
    ("Guard Chad Smith opened the gate.", "2021-01-05", "Chad"),
    ("The singer Cher met fans in Paris.", "2021-01-05", "Cher"),
    ("Chelsea Clinton gave a talk in New York.", "2021-01-05", "Chelsea Clinton"),
]
# A text; its day; who acts; on or with whom; where.
CAPITALS = [
    ("Moscow expelled two British diplomats.", "2018-03-17", "Russia", "United Kingdom", None),
    ("Lavrov met Blinken in Moscow.", "2021-11-17", "Antony Blinken, Sergey Lavrov", "", "Moscow"),
    ("Washington imposed sanctions on Damascus.", "2019-03-17", "United States", "Syria", None),
    ("Kerry met Zarif in Washington.", "2014-03-17", "John Kerry, Mohammad Javad Zarif", "", "Washington, D.C."),
    ("Tripoli accused Rome of interference.", "2012-03-17", "Libya", "Italy", None),
    ("Aoun met Hariri in Tripoli, northern Lebanon.", "2018-03-17", "Michel Aoun, Saad Hariri", "", "Tripoli"),
    ("Boric met Petro in Santiago.", "2023-01-09", "Gabriel Boric, Gustavo Petro", "", "Santiago"),
    ("Beijing accused Tokyo of provocation.", "2013-01-09", "China", "Japan", None),
]


@pytest.mark.parametrize(("text", "day", "name", "expected"), MEANT)
def test_name_stands_for(text: str, day: str, name: str, expected: str) -> None:
    entity = named(text, day, name)
    assert entity is not None
    assert entity.label == expected


@pytest.mark.parametrize(("text", "day", "name"), NOT_MEANT)
def test_name_stands_for_nothing_known(text: str, day: str, name: str) -> None:
    entity = named(text, day, name)
    assert entity is None or entity.id not in world().entities


@pytest.mark.parametrize(("text", "day", "actors", "recipients", "place"), CAPITALS)
def test_capital_is_a_place_or_a_government(
    text: str, day: str, actors: str, recipients: str, place: str | None
) -> None:
    (parsed,) = parse([Article(id="a", text=text, published=day)], load())
    (told,) = extract(parsed)
    event = told.event
    assert labels(event.actors) == actors
    assert labels(event.recipients) == recipients
    assert (event.place.label if event.place else None) == place
