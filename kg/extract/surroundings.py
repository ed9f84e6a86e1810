"""What the words around a name tell of it: a nationality, a title, a thing that is only named after someone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from spacy.tokens import Span, Token

from kg.model import Entity
from kg.world import World
from kg.world.names import fold

_HONORIFICS = frozenset(
    "mr mr. mrs mrs. ms ms. dr dr. sir sheikh king queen prince pope general gen. colonel col. ayatollah "
    "sultan emir president premier chancellor minister secretary ambassador envoy fr fr. father rev rev. reverend msgr "
    "mgr bishop archbishop cardinal patriarch imam ayatullah rabbi major maj maj. captain capt capt. lt "
    "lt. lieutenant brigadier brig brig. admiral adm adm. marshal sgt sgt. sergeant commander cmdr inspector judge "
    "justice senator sen sen. rep rep. governor gov gov. lord lady dame baroness professor prof prof. ratu datuk "
    "tun shaikh".split()
)
# Prefixes of warships.
_VESSELS = frozenset("USS USNS USCGC HMS HMAS HMCS INS RFA JS ROKS PNS BRP TCG".split())
# Common nouns that bear people's names without being of those people.
_BEARERS = frozenset(
    "carrier ship warship frigate destroyer cruiser submarine vessel class tanker airport airfield station stadium "
    "arena square street avenue boulevard bridge dam canal hospital university college school institute museum "
    "library theatre theater center centre prize award medal foundation hotel tower park mosque mausoleum memorial "
    "palace".split()
)
_PAPERS = frozenset("Times Post Herald Daily Tribune Gazette Chronicle Journal Observer Guardian Review".split())
# How far before a name its title and its nationality stand ("Pakistani former prime minister X").
_REACH = 5


def part_of_longer_name(span: Span, root: Token) -> Token | None:
    """A capitalised neighbour that makes this stretch a piece of another name ("Heydar Aliyev Airport")."""
    before = span.doc[span.start - 1] if span.start else None
    if before is not None and before.pos_ == "PROPN" and before.text[0].isupper() and before.sent == root.sent:
        joined = before.dep_ in ("compound", "nmod") and before.head.i >= span.start and before.head.i < span.end
        if joined and before.ent_type_ != "DATE":
            return before
    if _behind_a_title(span):
        return None  # "the Minister of Foreign Affairs of *Mongolia* Battsetseg Batmunkh"
    if root.dep_ == "compound" and root.head.pos_ == "PROPN" and root.head.i >= span.end and root.head.i - span.end < 3:
        return root.head
    return None


def _behind_a_title(span: Span) -> bool:
    if span.start < 2:
        return False
    title, of = span.doc[span.start - 2], span.doc[span.start - 1]
    return of.lower_ == "of" and title.pos_ == "PROPN" and title.text.istitle()


def titled(token: Token, world: World) -> bool:
    """Is the neighbour only a title, a nationality or an honorific?"""
    text = fold(token.text)
    if text in _HONORIFICS or world.offices.title(token.text) is not None or text in world.title_words:
        return True
    return any(
        n.form in ("adjective", "name", "demonym", "capital", "metonym") and n.entity.kind != "person"
        for n in world.find(token.text)
    )


def names_thing(span: Span) -> bool:
    """Is a thing meant that is named after the person ("Heydar Aliyev Airport", "USS Ronald Reagan")?"""
    if span[0].text in _VESSELS or (span.start and span.doc[span.start - 1].text in _VESSELS):
        return True
    root = span.root
    head = root.head
    if root.dep_ not in ("compound", "nmod") or head.i < span.end or head.i - span.end > 3:
        return False
    between = span.doc[span.end : head.i]
    if any(token.pos_ not in ("NOUN", "PROPN", "ADJ", "NUM") for token in between):
        return False
    return head.lemma_.lower() in _BEARERS


def names_paper(span: Span) -> bool:
    """Is a newspaper meant that is named after the place ("The Moscow Times")?"""
    after = span.doc[span.end] if span.end < len(span.doc) else None
    return after is not None and after.text in _PAPERS and span.root.dep_ in ("compound", "nmod")


def of_another(span: Span) -> bool:
    """Is a place's name the name of a private person ("Denzel Washington", "Victoria Beckham")?"""
    if any(token.ent_type_ != "PERSON" for token in span):
        return False
    before = span.doc[span.start - 1] if span.start else None
    after = span.doc[span.end] if span.end < len(span.doc) else None
    joined = before is not None and span[0].ent_iob_ == "I" and before.dep_ == "compound" and before.head in span
    followed = (
        after is not None and after.ent_type_ == "PERSON" and after.ent_iob_ == "I" and span.root.head.i >= span.end
    )
    return any(
        (
            joined and before is not None and before.pos_ == "PROPN",
            followed and after is not None and after.pos_ == "PROPN",
        )
    )


def in_another_country(span: Span, state: Entity, world: World) -> bool:
    """Is a name that of a region elsewhere, which tells where a city is ("Atlanta, Georgia")?

    So it is where a comma and then a list's end follow a city that does not lie in the state.
    """
    doc = span.doc
    if span.start > 2 and doc[span.start - 2 : span.start].text.lower() == "state of":
        owner = {n.entity.country for n in world.find(doc[span.start - 3].text) if n.entity.kind == "state"}
        return bool(owner) and state.country not in owner  # "the US state of Georgia"
    if span.start < 2 or doc[span.start - 1].text != "," or span.root.dep_ not in ("appos", "npadvmod", "nmod"):
        return False
    if span.end < len(doc) and doc[span.end].lower_ in ("and", "or", "'s", "’s"):
        return False
    city = doc[span.start - 2]
    if city.pos_ != "PROPN" or city.ent_type_ != "GPE":
        return False
    known = [n.entity.country for n in world.find(city.text) if n.form == "capital"]
    known += [c.country for c in world.cities.get(fold(city.text))]
    return bool(known) and state.country not in known


def introduced(span: Span, people: Sequence[Entity], world: World, on: date | None) -> list[Entity]:
    """Of people of one name, those who fit the country and the title beside it ("Pakistani Prime Minister X").

    All of them where the words beside the name fit nobody.
    """
    if len(people) < 2:
        return list(people)
    countries = _countries(span, world)
    fit = [p for p in people if p.country in countries] or list(people)
    if on is None or len(fit) < 2:
        return fit
    title = _title(span, world)
    if title is None:
        return fit
    offices = world.offices
    held = {p.id: [t.body for t in offices.in_office(world.key(p), on)] for p in fit}
    return [
        p for p in fit if any(t.person == world.key(p) for b in held[p.id] for t in offices.holders(title, b, on))
    ] or fit


def _before(span: Span) -> list[Token]:
    """The words before a name that may introduce it, the nearest first."""
    out: list[Token] = []
    for i in range(span.start - 1, max(-1, span.start - 1 - _REACH), -1):
        token = span.doc[i]
        if (
            token.sent != span.root.sent
            or token.pos_ in ("VERB", "AUX", "ADP", "CCONJ", "SCONJ")
            or token.text in (",", ";", ":")
        ):
            break
        out.append(token)
    return out


def _title(span: Span, world: World) -> str | None:
    near = _before(span)
    for length in range(len(near), 0, -1):
        words = span.doc[span.start - length : span.start].text
        if world.offices.title(words) is not None:
            return words
    return None


def _countries(span: Span, world: World) -> set[str]:
    """Countries named right before a name, or right behind it by "of"."""
    near = _before(span)
    text = span.doc[span.start - len(near) : span.start].text if near else ""
    doc = span.doc
    if span.end + 1 < len(doc) and doc[span.end].lower_ == "of":
        text += " " + doc[span.end + 1 : min(span.end + 4, len(doc))].text
    return {
        n.entity.country for m in world.names.find(text) for n in m.values
        if n.entity.kind == "state" and n.entity.country and n.form in ("name", "adjective", "demonym")
    }  # fmt: skip
