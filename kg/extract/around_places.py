"""Parses mended around places: a town is often taken into the name behind it, and a name into the town."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.clauses import first_conjunct
from kg.extract.neighbours import after, before


def after_a_place(verb: Token) -> None:
    """Give a verb the names before it, which the parser took for the place: "In Manila *X and Y* met"."""
    last = before(verb) if verb.i > verb.sent.start else verb
    first = first_conjunct(last)
    if last.pos_ != "PROPN" or first.dep_ != "pobj" or first.head.head != verb:
        return
    listed = [c for c in first.children if c.dep_ == "conj"]
    place = [c for c in first.children if c.dep_ == "compound" and c.ent_type_ == "GPE"]
    if first.ent_iob_ == "B" and place:
        link = first.head
        first.head, first.dep_ = verb, "nsubj"
        place[-1].head, place[-1].dep_ = link, "pobj"
    elif listed and verb.doc[listed[0].left_edge.i - 1].text == ",":  # "At the council, X, Y and Z met"
        listed[0].head, listed[0].dep_ = verb, "nsubj"


def behind_whose_place(verb: Token) -> None:
    """Give a verb the officer before it, whose state the parser took into the place: "In Geneva *X's envoy* met"."""
    if any(c.dep_ in ("nsubj", "nsubjpass", "expl") for c in verb.children):
        return
    link = next((c for c in verb.children if c.dep_ == "prep" and c.i == verb.sent.start), None)
    if link is None:
        return
    for officer in [c for c in link.children if c.dep_ == "pobj"]:
        state = next((c for c in officer.children if c.dep_ == "poss" and c.pos_ == "PROPN"), officer)
        place = before(state)
        if place.dep_ == "compound" and place.head == state and place.left_edge.i == link.i + 1:
            officer.head, officer.dep_ = verb, "nsubj"
            place.head, place.dep_ = link, "pobj"


def to_the_place(link: Token) -> None:
    """Give a preposition the town, which the parser took into the subject behind it: "*in Nyala* police fired"."""
    name = after(link)
    subject = name.head
    if name.pos_ != "PROPN" or name.dep_ not in ("compound", "nmod") or subject.pos_ != "NOUN" or subject.i < name.i:
        return
    if subject.dep_ in ("nsubj", "nsubjpass") and subject.head == link.head and subject.left_edge == name:
        name.head, name.dep_ = link, "pobj"


def before_the_colon(name: Token) -> None:
    """Part the town of a dateline from the subject behind it: "*Delhi*: The minister met X"."""
    behind = name.i + 1 < len(name.doc) and after(name).text in (":", "–", "—")
    if (
        behind
        and name.left_edge.i == name.sent.start
        and any(c.dep_ == "nsubj" and c.i > name.i for c in name.head.children)
    ):
        name.dep_ = "dep"


def beside_the_place(name: Token) -> None:
    """Part a capital from the subject behind it: "in X's capital, *Y*, crowds marched"."""
    if name.i < 2 or before(name).text != "," or name.i + 1 >= len(name.doc) or after(name).text != ",":
        return
    place = name.nbor(-2)
    others = [c for c in name.head.children if c.dep_ == "nsubj" and c.i > name.i]
    if others and place.dep_ == "pobj" and place.pos_ in ("NOUN", "PROPN") and not any(name.children):
        name.head, name.dep_ = place, "appos"
