import pytest

from kg.model import Article
from kg.readers.language import is_read, language, with_language

SENTENCES = {
    "fr": "Le ministre des Affaires étrangères a reçu lundi son homologue turc à Paris pour parler de la Libye.",
    "de": "Die Außenministerin telefonierte am Montag mit ihrem Amtskollegen über die Lage an der Grenze.",
    "es": "El presidente se reunió el martes con su homóloga para hablar de la frontera entre los dos países.",
    "tr": "Dışişleri bakanı pazartesi günü mevkidaşıyla telefonda görüştü ve sınırdaki durumu ele aldı.",
    "ru": "Президент в понедельник провёл телефонный разговор с премьер-министром соседней страны.",
    "ar": "أجرى الرئيس اتصالا هاتفيا مع نظيره يوم الاثنين لبحث الأوضاع على الحدود بين البلدين.",
    "zh": "外交部长星期一在首都会见了来访的邻国外长，双方就边境局势交换了意见。",
    "ko": "대통령은 월요일에 이웃 나라 총리와 전화 통화를 하고 국경 상황을 논의했다.",
}
ENGLISH = (
    "The foreign minister received her counterpart on Monday and spoke with him about the border.",
    "Lavrov said: “Мы готовы к переговорам с Турцией по Сирии”. The minister then flew to Ankara for talks with his "
    "counterpart, who had asked for a pause in the fighting along the border.",
)
UNDECIDED = (
    "Macron met Erdogan.",
    "Mevlüt Çavuşoğlu, Faisal Mekdad, Recep Tayyip Erdoğan, Hulusi Akar, Abdel Fattah al-Sisi",
    "",
    "12 345 — 67",
)


@pytest.mark.parametrize(("code", "text"), SENTENCES.items())
def test_other_languages_are_recognised(code, text):
    assert language(text) == code
    found = with_language(Article(id="a", text=text, language="en"))
    assert (found.language, is_read(found)) == (code, False)


@pytest.mark.parametrize("text", ENGLISH)
def test_english_is_read_whatever_the_page_calls_itself(text):
    assert language(text) == "en"
    assert is_read(with_language(Article(id="a", text=text, language="fr")))


@pytest.mark.parametrize("text", UNDECIDED)
def test_where_the_text_does_not_decide_the_metadata_do(text):
    assert language(text) is None
    assert is_read(with_language(Article(id="a", text=text)))
    assert with_language(Article(id="a", text=text, language="de")).language == "de"


def test_a_regional_code_stays_as_it_was_given():
    assert with_language(Article(id="a", text=ENGLISH[0], language="en-GB")).language == "en-GB"
    assert is_read(Article(id="a", text="x", language="EN_us"))
