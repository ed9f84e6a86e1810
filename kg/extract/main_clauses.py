"""Verbs and their subjects and objects, hung again where a day, a place or an aside between them led the parser astray.

`main_verbs` has found the verb of each sentence before.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kg.extract.clauses import first_conjunct, has_to
from kg.extract.main_verbs import CLOSING, FINITE, SUBJECTS, is_day, past_lemma
from kg.extract.neighbours import after, before
from kg.extract.verbs import SAYING

_FRONTING = frozenset("in at on from near outside".split())
# What opens a clause.
_OPENING = frozenset("after before since that and but while as because although though when".split())
_DEEMING = frozenset("call consider deem find declare label brand".split())
# Relations of what may be led back.
ASTRAY = frozenset("compound nmod amod parataxis dep aux ROOT ccomp conj advcl acl relcl".split())


def lead_back(token: Token, relation: str, tag: str) -> None:
    """Hang a verb, or what belongs to one, where it belongs; `relation` and `tag` are those of the token."""
    if relation in ("compound", "nmod"):
        if token.tag_ == "NNP" and is_day(token):
            _out_of_the_name(token)
    elif relation == "amod":
        if tag == "JJ" and token.i > token.head.i:
            _said_of_it(token)
        elif token.i and before(token).text == ",":
            _behind_its_aside(token)
        elif tag in ("VBD", "VBN"):
            _goes_on(token)
    elif relation == "acl":
        if token.i and before(token).text == ",":
            _behind_its_aside(token)
    elif relation == "parataxis":
        _apart_from_who_says_so(token)
    elif relation == "dep":
        _to_somebody(token)
    elif token.lemma_ == "be":
        if relation == "aux":
            if token.head.tag_ in ("VBD", "VBN"):
                _done_by(token)
        elif tag in FINITE:
            _done_on_a_day(token)
    elif relation == "ccomp" and token.head.lemma_ == "be":
        _in_a_cleft(token)
    elif tag in FINITE and token.pos_ == "VERB" and relation != "relcl":
        _behind_the_front(token)
        _behind_its_aside(token)
        if relation in ("advcl", "conj"):
            _behind_the_link(token)
    elif tag == "VBN":
        if relation == "ROOT":
            _behind_the_front(token)
        elif relation in ("conj", "advcl"):
            _behind_its_aside(token)


def _behind_its_aside(verb: Token) -> None:
    """Make a clause of a name and the verb behind what is said of it: "after *X*, angered by this, *closed* Y"."""
    start = min((c.i for c in verb.children if c.dep_ in ("aux", "auxpass") and c.i < verb.i), default=verb.i)
    close, first = start - 1, verb.sent.start
    if close <= first + 2 or verb.doc[close].text != ",":
        return
    if any(c.dep_ in (*SUBJECTS, "mark", "cc", "expl") and c.i < verb.i for c in verb.children):
        return
    lemma = past_lemma(verb)
    begin = next((i for i in range(close - 1, first, -1) if verb.doc[i].text == ","), None)
    if begin is None or lemma is None or verb.doc[begin + 1].tag_ not in ("WDT", "WP", "WP$", "VBN", "VBG", "IN"):
        return
    name = verb.doc[begin - 1]
    while name.dep_ == "conj" and name.head.pos_ in ("NOUN", "PROPN"):
        name = name.head
    edge = name.left_edge
    link = edge if edge.i == first or edge.lower_ in _OPENING else before(edge)
    if name.pos_ not in ("NOUN", "PROPN") or link.lower_ not in _OPENING:
        return
    main = next((t for t in reversed(verb.doc[first : link.i]) if t.pos_ == "VERB" and t != verb), None)
    if main is None or not verb.doc[begin].i < close:
        return
    _open(verb, name, link, main)
    verb.lemma_ = lemma
    for thing in verb.children:  # "*championed X* at the council": taken for a subject
        if thing.dep_ == "nsubj" and thing.i > verb.i:
            thing.dep_ = "dobj"
    _gather(verb, name)
    for word in verb.doc[begin + 1 : close]:  # the aside is of the name
        if not begin <= word.head.i < close and word.head != name:
            word.head, word.dep_ = name, "acl" if word.pos_ == "VERB" else word.dep_


def _behind_the_link(verb: Token) -> None:
    """Make a clause of the names behind a preposition and the verb behind them: "since *X and Z signed* a truce"."""
    name = before(verb)
    if name.pos_ != "PROPN" or name.dep_ not in ("conj", "pobj") or any(c.i < verb.i for c in verb.children):
        return
    while name.dep_ == "conj":
        name = name.head
    link = name.head
    if name.dep_ != "pobj" or link.lower_ not in ("after", "since", "before") or link.i + 1 != name.left_edge.i:
        return
    if any(t.text in CLOSING for t in verb.doc[link.i : verb.i]):
        return
    main = next((t for t in link.ancestors if t.pos_ in ("VERB", "AUX") and t != verb), None)
    if main is not None and verb not in main.ancestors:
        _open(verb, name, link, main)


def _gather(verb: Token, name: Token) -> None:
    """Hang on a verb the phrases behind it that the parser hung on what is said of its subject."""
    start = name.left_edge.i
    for word in verb.doc[verb.i + 1 : verb.sent.end]:
        if word.dep_ in ("prep", "npadvmod") and start <= word.head.i < verb.i:
            word.head = verb


def _open(verb: Token, name: Token, link: Token, main: Token) -> None:
    """Make a verb that of a clause with a name for its subject, which a word links to the verb before it."""
    if verb in main.ancestors:
        top = verb.head
        main.head, main.dep_ = (main, "ROOT") if top == verb else (top, verb.dep_)
    if verb.dep_ == "amod" and verb.head.i > verb.i:
        verb.head.dep_, thing = "dobj", verb.head
        verb.head = main
        thing.head = verb
    verb.head, verb.pos_, verb.tag_ = main, "VERB", "VBD" if verb.tag_ == "JJ" else verb.tag_
    passive = any(c.dep_ == "auxpass" for c in verb.children)
    name.head, name.dep_ = verb, "nsubjpass" if passive else "nsubj"
    if link.lower_ in ("and", "but"):
        verb.dep_, link.head, link.dep_ = "conj", main, "cc"
        return
    verb.dep_ = "ccomp" if link.lower_ == "that" else "advcl"
    if not any(c.dep_ == "aux" for c in verb.children):
        verb.tag_ = "VBD"
    link.head, link.dep_ = verb, "mark"


def _done_on_a_day(was: Token) -> None:
    """Make a passive of what the parser took for two verbs: "*was* on Monday *summoned* by Y"."""
    if any(c.dep_ in ("attr", "acomp", "expl") for c in was.children):
        return
    days = [d for c in was.children if c.dep_ == "prep" for d in c.children if is_day(d)]
    verb = None
    for word in (*was.children, *(c for d in days for c in d.children)):
        done = word.tag_ == "VBN" or any(c.dep_ == "agent" for c in word.children)
        relation = word.dep_ in ("xcomp", "acl") or (word.dep_ == "advcl" and word.tag_ == "VBN" and bool(days))
        if done and relation and word.pos_ == "VERB" and word.i > was.i and not has_to(word):
            verb = word
            break
    if verb is None:
        return
    if was.dep_ == "ROOT":
        verb.head, verb.dep_ = verb, "ROOT"
    else:
        verb.head, verb.dep_ = was.head, was.dep_
    for word in list(was.children):
        if word != verb:
            word.head = verb
            if word.dep_ == "nsubj":
                word.dep_ = "nsubjpass"
    was.head, was.dep_, verb.tag_ = verb, "auxpass", "VBN"


def _done_by(was: Token) -> None:
    """Make a passive of what the parser took for the past: "*were* on Monday *dropped* by Y"."""
    verb = was.head
    verb.tag_, was.dep_ = "VBN", "auxpass"
    for word in (*was.children, *verb.children):
        word.head = verb
        if word.dep_ == "nsubj":
            word.dep_ = "nsubjpass"


def _to_somebody(token: Token) -> None:
    """Let somebody be given what is given: "handed *X* nineteen jets"; or a second verb be the main one."""
    verb = token.head
    if token.pos_ == "PROPN" and verb.pos_ == "VERB" and token.left_edge.i == verb.i + 1:
        if any(c.dep_ == "dobj" and c.i > token.i for c in verb.children):
            token.dep_ = "dative"
    elif token.tag_ == "VBN" and verb.dep_ == "ROOT" and verb.i < token.i and verb.tag_ == "VBD":
        helped = next((c for c in token.children if c.dep_ == "aux" and c.tag_ in FINITE), None)
        name = next((c for c in verb.children if c.dep_ == "nsubj" and c.i < verb.i), None)
        parted = any(t.text in CLOSING or t.dep_ == "cc" for t in verb.doc[verb.i : token.i])
        if helped is not None and name is not None and not parted:  # "leaders gathered in X had *given* Y a week"
            token.head, token.dep_ = token, "ROOT"
            name.head = token
            verb.head, verb.dep_, verb.tag_ = name, "acl", "VBN"


def _out_of_the_name(day: Token) -> None:
    """Part a day from the name behind it: "on *Monday X*'s president called Y"."""
    link = before(day)
    if link.dep_ == "prep" and not any(c.dep_ == "pobj" for c in link.children) and not is_day(day.head):
        day.head, day.dep_ = link, "pobj"


def _said_of_it(word: Token) -> None:
    """Say of the object what the parser took for a word about the last name: "called the conduct of X *wise*"."""
    thing = next((t for t in word.ancestors if t.dep_ == "dobj"), None)
    if word.head.pos_ == "PROPN" and thing is not None and thing.head.lemma_.lower() in _DEEMING:
        word.head, word.dep_ = thing.head, "oprd"


def _goes_on(verb: Token) -> None:
    """Make a verb of what the parser took for a word about its object: "X waited and *closed* borders"."""
    thing = verb.head
    link = before(verb)
    if thing.i < verb.i or link.lower_ not in ("and", "but", "then"):
        return
    main = next((t for t in thing.ancestors if t.pos_ == "VERB"), None)
    if main is None or main.i > verb.i or main.tag_ != "VBD":
        return
    listed = thing.dep_ == "conj" and thing.head == main  # a noun is no second verb
    parted = thing.dep_ == "dobj" and any(c.dep_ == "conj" and main.i < c.i < verb.i for c in main.children)
    if verb.tag_ == "VBN" and not listed and not parted:
        return
    verb.tag_ = "VBD"
    verb.head, verb.dep_, verb.pos_ = main, "conj", "VERB"
    thing.head, thing.dep_ = verb, "dobj"
    for word in [c for c in main.children if c.i > thing.i and c.dep_ == "prep"]:
        word.head = verb


def _apart_from_who_says_so(saying: Token) -> None:
    """Give the verb its subject, which the parser hung on who says so: "*X*, a paper said, *closed* the border"."""
    verb = saying.head
    subjects = [c for c in saying.children if c.dep_ == "nsubj"]
    if len(subjects) == 1 and saying.i < verb.i:  # "X, *a paper in Y* reported, has closed the border"
        subjects += [c for c in subjects[0].children if c.dep_ == "appos" and c.right_edge.i + 1 == saying.i]
        for teller in subjects[1:]:
            teller.head, teller.dep_ = saying, "nsubj"
    if len(subjects) != 2 or verb.i < saying.i or any(c.dep_ in SUBJECTS for c in verb.children):
        return
    if before(subjects[1].left_edge).text in CLOSING:
        passive = any(c.dep_ == "auxpass" for c in verb.children)
        subjects[0].head, subjects[0].dep_ = verb, "nsubjpass" if passive else "nsubj"


def _in_a_cleft(clause: Token) -> None:
    """Say of somebody what the parser took for a content: "it was *X* that *closed* the border"."""
    be = clause.head
    it = any(c.dep_ == "nsubj" and c.lower_ in ("it", "this") for c in be.children)
    who = next((c for c in be.children if c.dep_ == "attr" and c.i > be.i), None)
    if not it or who is None or not who.i < clause.i:
        return
    if any(c.dep_ in (*SUBJECTS, "dobj") and c.tag_ in ("WDT", "WP") for c in clause.children):
        clause.head, clause.dep_ = who, "relcl"


def _behind_the_front(verb: Token) -> None:
    """Give a verb the name before it, which the parser took into a day or place: "On Monday *X* called Y"."""
    children = list(verb.children)
    for name in children:
        if name.dep_ in SUBJECTS and name.lower_ in _FRONTING:
            name.dep_, name.pos_, name.tag_ = "prep", "ADP", "IN"  # "On" as the first word, taken for a name
        elif name.dep_ in ("expl", *SUBJECTS) and not is_day(name):
            if name.i < verb.i:
                _whom_before(verb, name)
                _with_the_first(verb, name)
            return
    if verb.dep_ == "ccomp" and _behind_the_saying(verb):
        return
    first = children[0] if children else verb
    if (
        first.dep_ in ("npadvmod", "advmod", "dep")
        and first.pos_ == "PROPN"
        and first.i == verb.sent.start
        and not is_day(first)
    ):
        first.dep_ = "nsubj"  # "*Chad* on Monday put its navy on alert"
        return
    if _behind_the_comma(verb):
        return
    link = next((c for c in children if c.dep_ == "prep" and c.i < verb.i and c.lower_ in _FRONTING), None)
    if link is None or (verb.dep_ != "ROOT" and link.i < verb.head.i < verb.i):
        return
    for name in (t for thing in link.children if thing.dep_ == "pobj" for t in _last_names(thing)):
        if name.right_edge.i < verb.i and _comes_to(name, verb):
            _part(link, name, verb)
            _gather(verb, name)
            if verb.tag_ == "VBN" and not any(c.dep_ in ("aux", "auxpass") for c in children):
                verb.tag_ = "VBD"
            return
    for name in children:  # "On Monday *X and Z* met Y": taken for an object before the verb
        if name.dep_ == "dobj" and name.i < verb.i and name.left_edge.i == link.right_edge.i + 1:
            name.dep_ = "nsubj"
            return


def _behind_the_comma(verb: Token) -> bool:
    """Give a verb the names before it that the parser listed with what came before: "After talks, *X and Z* left"."""
    name = before(verb) if verb.i > verb.sent.start else verb
    if name.dep_ not in ("conj", "appos") or name.pos_ not in ("NOUN", "PROPN") or verb.dep_ != "ROOT":
        return False
    while name.dep_ == "conj" and name.head.dep_ in ("conj", "appos"):
        name = name.head
    comma = before(name.left_edge) if name.left_edge.i > verb.sent.start else name
    if comma.text != "," or name.head.i > comma.i or not any(t in name.ancestors for t in verb.lefts):
        return False
    name.head, name.dep_ = verb, "nsubjpass" if any(c.dep_ == "auxpass" for c in verb.children) else "nsubj"
    return True


def _behind_the_saying(verb: Token) -> bool:
    """Give what is said its subject, which the parser took for an object: "officials said *X* on Monday closed Y"."""
    saying = verb.head
    if saying.lemma_.lower() not in SAYING or any(c.dep_ == "mark" for c in verb.children):
        return False
    for name in saying.children:
        gap = verb.doc[name.right_edge.i + 1 : verb.i]
        days = all(t.dep_ in ("prep", "pobj", "npadvmod", "advmod") and t.head.i >= name.i for t in gap)
        behind = name.left_edge.i == saying.i + 1 and name.i < verb.i and days and len(gap) < 4
        if behind and name.dep_ in ("dobj", "npadvmod", "oprd") and name.pos_ in ("NOUN", "PROPN"):
            name.head, name.dep_ = verb, "nsubj"
            return True
    return False


def _with_the_first(verb: Token, second: Token) -> None:
    """Give a verb both its subjects, of which the parser took the first into a place: "In Geneva *X and Z* met"."""
    link = before(second.left_edge) if second.left_edge.i > verb.sent.start else second
    name = link.head
    if link.dep_ != "cc" or name.dep_ != "pobj" or name.pos_ != "PROPN":
        return
    if name.head.head != verb:
        return
    place = _first_of(name)
    if place is not None and place.head == name:
        _part(name.head, name, verb)
        second.head, second.dep_ = name, "conj"


def _whom_before(verb: Token, name: Token) -> None:
    """Part a subject from what a clause before it is done to: "After meeting Y, *X* left"."""
    doing = before(name.left_edge) if name.left_edge.i > verb.sent.start else name
    if doing.tag_ != "VBG" or doing.dep_ not in ("pcomp", "advcl") or any(c.dep_ == "dobj" for c in doing.children):
        return
    for subject in name.children:
        if subject.dep_ == "appos" and subject.right_edge.i + 1 == verb.i and before(subject.left_edge).text == ",":
            subject.head, subject.dep_ = verb, name.dep_
            name.head, name.dep_ = doing, "dobj"
            return


def _last_names(thing: Token) -> Iterator[Token]:
    """A thing behind a preposition that is more than one name, or what stands beside it without a comma."""
    for beside in thing.subtree:  # "on the sidelines of the summit *X* met Y"
        if beside.dep_ == "appos" and beside.pos_ == "PROPN" and before(beside.left_edge).text not in CLOSING:
            yield beside
    if any(c.dep_ == "pobj" and c.i < thing.i for c in thing.head.children):
        yield thing  # "On Monday *X and Z* met": one thing too many
    elif thing.left_edge.i < thing.i and thing.left_edge.pos_ == "PROPN" and first_conjunct(thing) == thing:
        yield thing


def _comes_to(name: Token, verb: Token) -> bool:
    """Does the verb follow a name and what is said of it?"""
    gap = verb.doc[name.right_edge.i + 1 : verb.i]
    aside = name.right_edge != name and before(verb).text == ","
    return aside or all(t.is_punct or t.head == verb for t in gap)


def _part(link: Token, name: Token, verb: Token) -> None:
    """Part a name before a verb from the day or place that a preposition tells."""
    passive = any(c.dep_ == "auxpass" for c in verb.children)
    whole = name.dep_ == "appos" or name.left_edge == name
    place = name.head if whole else _first_of(name)
    if place is None:
        return
    kept = [c for c in name.children if c.i < name.i and c.i <= place.i] if not whole else []
    name.head, name.dep_ = verb, "nsubjpass" if passive else "nsubj"
    if kept:
        place.head, place.dep_ = link, "pobj"
        for word in kept:
            if word != place:
                word.head = place


def _first_of(name: Token) -> Token | None:
    """The last word of the day or place with which a name of several begins."""
    words = [c for c in name.children if c.i < name.i and c.dep_ in ("compound", "nmod") and c.pos_ == "PROPN"]
    if not words or words[0].i != name.left_edge.i:
        return None
    if is_day(words[0]):
        return words[0]
    if name.pos_ == "NOUN":  # "In Banja Luka *veterans* rallied"
        return words[-1] if words[-1].i + 1 == name.i else None
    for word in words:  # a place ends where another name begins
        behind = after(word)
        if word.ent_type_ and (behind.ent_iob_ == "B" or behind.ent_type_ != word.ent_type_):
            return word
    return words[0]
