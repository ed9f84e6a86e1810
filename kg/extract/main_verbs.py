"""The main verb of a sentence, found again where the parser lost it on the way.

A sentence of the news has a finite verb and somebody before it. Behind an aside, a day, or who says so, the parser may
take the verb for a participle or a noun, and the sentence for a name with something said of it.
"""

from __future__ import annotations

from spacy.tokens import Span, Token

from kg.extract.lexicon import lexicon
from kg.extract.neighbours import after, before
from kg.extract.verbs import SAYING
from kg.timex import WEEKDAYS

FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
SUBJECTS = ("nsubj", "nsubjpass")
# What ends an aside.
CLOSING = frozenset((",", "–", "—", "-", "--", ")"))
# Of whom these are said in a headline, they have got what follows: "X given prize".
_GOT = frozenset("give award hand grant offer deny send pay name elect appoint".split())


def is_day(token: Token) -> bool:
    """Is it the name of a day of the week?"""
    return token.lower_ in WEEKDAYS


def find_main_verb(sentence: Span) -> None:
    """Make the main verb of what the parser took for something else, and give it its subject."""
    root = sentence.root
    if root.pos_ not in ("VERB", "AUX"):
        if not _behind_a_relative(root):
            _behind_an_aside(sentence, root)
        _in_the_present(sentence)
    elif root.tag_ in FINITE:
        _before_an_aside(root)


def _behind_an_aside(sentence: Span, root: Token) -> None:
    """Make the main verb of what the parser took for a participle: "X, who had waited, *closed* the border"."""
    name = _opening(sentence, root)
    if name is None or any(_is_clause(c) for c in root.children):
        return
    behind = name.i + 2 if name == root else name.right_edge.i  # all hangs on the root
    for verb in sentence.doc[behind + 1 : sentence.end]:
        lemma = past_lemma(verb)
        if lemma is None or not _closes(before(verb)):
            continue
        if verb.dep_ in ("acl", "advcl") and verb.head.i < verb.i:
            if any(c.dep_ == "agent" for c in verb.children) and not any(c.dep_ == "dobj" for c in verb.children):
                continue  # "X, freed in May, jailed again by Y"
            thing = None
        elif verb.dep_ == "amod" and verb.head.i > verb.i and verb.head.pos_ in ("NOUN", "PROPN", "PRON"):
            thing = verb.head
        else:
            continue
        verb.lemma_ = lemma
        _lead(verb, name, thing, root)
        return


def _behind_a_relative(root: Token) -> bool:
    """Part the main verb from a relative clause: "the ship that X *seized* in May *has left* the port"."""
    tops = (root, *(c for c in root.children if c.dep_ == "appos"))
    for verb in (c for top in tops for c in top.children if c.dep_ == "relcl"):
        relative = next((c for c in verb.subtree if c.tag_ in ("WDT", "WP") and c.i < verb.i), None)
        name = next((c for c in verb.children if c.dep_ in SUBJECTS and c != relative and c.i < verb.i), None)
        if relative is None or name is None or not relative.i < name.i or root.i > relative.i:
            continue
        inner = next((c for c in name.children if c.dep_ == "acl" and c.tag_ in ("VBN", "VBD")), None)
        if inner is None or not name.i < inner.i < verb.i or not any(t.tag_ in FINITE for t in (verb, *verb.children)):
            continue
        passive = any(c.dep_ == "auxpass" for c in verb.children)
        thing, verb.head, verb.dep_ = verb.head, verb, "ROOT"
        root.head, root.dep_ = verb, "nsubjpass" if passive else "nsubj"
        inner.head, inner.dep_, inner.tag_ = thing, "relcl", "VBD"
        name.head, name.dep_ = inner, "nsubj"
        relative.head, relative.dep_ = inner, "dobj"
        for word in [c for c in verb.children if name.i < c.i < inner.i and c.dep_ == "advmod"]:
            word.head = inner
        return True
    return False


def _in_the_present(sentence: Span) -> None:
    """Make a verb of what the parser took for a noun before its object: "Pakistan *fires* missiles at Y"."""
    thing = sentence.root
    if thing.pos_ not in ("NOUN", "PROPN") or any(t.pos_ in ("VERB", "AUX") for t in sentence):
        return
    for verb in thing.lefts:
        if verb.dep_ != "compound" or verb.tag_ not in ("NNS", "NN") or verb.text[0].isupper():
            continue
        lemma = verb.lemma_.lower()
        if (lemma, "v") not in lexicon().entries or (lemma, "n") in lexicon().entries:
            continue
        name = next((c for c in (*verb.lefts, *thing.lefts) if c != verb and c.right_edge.i + 1 == verb.i), None)
        if name is None or not name.left_edge.text[0].isupper() or not _agree(name, verb):
            continue
        _lead(verb, name, thing, thing)
        verb.tag_ = "VBZ"
        return


def _agree(name: Token, verb: Token) -> bool:
    """Do a name and what may be its verb agree: "X fires", "X and Z fire"?"""
    several = name.tag_ == "NNS" or any(c.dep_ == "conj" for c in name.children)
    return several == (verb.tag_ == "NN")


def _is_clause(token: Token) -> bool:
    """Does a finite verb stand beside what the parser took for the main word?"""
    if token.tag_ not in FINITE or token.dep_ in ("relcl", "acl", "parataxis"):
        return False
    return token.dep_ != "advcl" or any(c.dep_ in (*SUBJECTS, "mark") for c in token.children)


def _closes(token: Token) -> bool:
    return token.text in CLOSING or is_day(token)


def past_lemma(word: Token) -> str | None:
    """The verb of a form of the past, whatever the parser took it for; None of other words."""
    if word.tag_ in ("VBN", "VBD"):
        return word.lemma_
    if word.tag_ != "JJ" or not word.lower_.endswith("ed"):
        return None
    stem = word.lower_[:-2]
    forms = (stem, stem + "e", stem[:-1] if stem[-2:-1] == stem[-1:] else stem, stem[:-1] + "y")
    return next((form for form in forms if (form, "v") in lexicon().entries), None)


def _opening(sentence: Span, root: Token) -> Token | None:
    """The name or noun with which a sentence opens, before the first comma or dash."""
    close = next(
        (
            t.i
            for t in sentence
            if t.text in CLOSING or (t.dep_ == "prep" and t.i < sentence.end - 1 and is_day(after(t)))
        ),
        None,
    )
    if close is None or close == sentence.start:
        return None
    tops = [t for t in sentence.doc[sentence.start : close] if t == root or not sentence.start <= t.head.i < close]
    if len(tops) != 1 or not (tops[0].pos_ in ("NOUN", "PROPN") or (tops[0] == root and root.i == sentence.start)):
        return None
    return tops[0]


def _lead(verb: Token, name: Token, thing: Token | None, root: Token) -> None:
    """Make a verb the root, with its subject and object; what hung on the old root behind it hangs on the verb."""
    verb.head, verb.dep_, verb.tag_, verb.pos_ = verb, "ROOT", "VBD", "VERB"
    if name.pos_ not in ("NOUN", "PROPN"):
        name.pos_, name.tag_ = "PROPN", "NNP"
    verb_day = before(verb)
    if thing is not None:
        if thing.dep_ == "pobj" and is_day(verb_day) and thing.head.i == verb_day.i - 1:  # "X on *Monday* closed Y"
            verb_day.head, verb_day.dep_ = thing.head, "pobj"
            thing.head.head = verb
        earlier = [c for c in thing.children if c.i < verb.i]
        thing.head, thing.dep_ = verb, "dobj"
        for word in earlier:
            word.head = name if word != name else verb
    name.head, name.dep_ = verb, "nsubj"
    for word in [c for c in name.children if c.i > verb.i]:
        word.head = verb
    if root not in (name, thing) and root.head == root and root != verb:
        root.head, root.dep_ = verb, "dep"


def _before_an_aside(verb: Token) -> None:
    """Give a verb the subject that the parser hung on the first of a list: "*X* waited, *closed* the border"."""
    children = list(verb.children)
    if any(c.dep_ in (*SUBJECTS, "expl") for c in children):
        _goes_before(verb)
        return
    first = next((c for c in children if c.dep_ == "advcl" and c.tag_ == "VBD" and c.i < verb.i), None)
    if first is not None and not any(c.dep_ in ("mark", "advmod") and c.i < first.i for c in first.children):
        for name in first.children:
            if name.dep_ == "nsubj" and name.i < first.i and name.tag_ not in ("WDT", "WP"):
                name.head = verb
                return


def _goes_before(saying: Token) -> None:
    """Make the main verb of what the parser hung on who says so: "X, a paper said, *closed* the border"."""
    subjects = [c for c in saying.children if c.dep_ == "nsubj" and c.i < saying.i]
    if len(subjects) != 2 or saying.lemma_.lower() not in SAYING or before(subjects[1].left_edge).text != ",":
        return
    for verb in saying.children:
        if verb.dep_ in ("advcl", "ccomp", "conj") and verb.tag_ in ("VBN", "VBD") and before(verb).text == ",":
            verb.head, verb.dep_, verb.tag_ = verb, "ROOT", "VBD"
            subjects[0].head, saying.head, saying.dep_ = verb, verb, "parataxis"
            return


def as_a_verb(word: Token) -> bool:
    """Call a verb what the parser took for a noun, although it has subject and object: "Trump *thanks* Tehran"."""
    if not {"nsubj", "dobj"} <= {c.dep_ for c in word.children}:
        return False
    word.pos_, word.tag_ = "VERB", "VBZ" if word.tag_ == "NNS" else "VBP"
    return True


def without_a_verb(name: Token) -> None:
    """Give a sentence its verb, which the parser hung on a phrase or the subject: "X *in a statement* accused Y"."""
    _after_the_name(name)
    if any(c.pos_ in ("VERB", "AUX") for c in name.children):
        return
    for link in name.children:
        thing = next((c for c in link.children if c.dep_ == "pobj"), None) if link.dep_ == "prep" else None
        verb = next((c for c in thing.children if c.dep_ == "acl" and c.i > thing.i), None) if thing else None
        if verb is None or verb.tag_ not in ("VBN", "VBD") or link.i < name.i:
            continue
        if any(c.dep_ in ("dobj", "oprd", "ccomp") for c in verb.children):
            verb.head, verb.dep_, verb.tag_ = verb, "ROOT", "VBD"
            name.head, name.dep_ = verb, "nsubj"
            link.head = verb
            return


def _after_the_name(name: Token) -> None:
    """Give a sentence its verb, which the parser took for what is said of a name: "*X called* Y on Monday"."""
    verb = after(name) if name.i + 1 < name.sent.end else name
    if verb.head != name or verb.dep_ != "acl" or verb.tag_ not in ("VBN", "VBD") or name.pos_ != "PROPN":
        return
    whom = any(c.dep_ in ("dobj", "oprd") and c.text[0].isupper() for c in verb.children)
    if whom and verb.lemma_ not in _GOT and name.left_edge.i == name.sent.start:
        verb.head, verb.dep_, verb.tag_ = verb, "ROOT", "VBD"
        name.head, name.dep_ = verb, "nsubj"


def before_the_second(name: Token) -> None:
    """Give a verb both its subjects, of which the parser took the first for a sentence: "*X and Y* met"."""
    link = next((c for c in name.children if c.dep_ == "cc" and c.lower_ == "and"), None)
    verb = next((c for c in name.children if c.dep_ == "conj" and c.pos_ == "VERB"), None)
    second = next((c for c in verb.children if c.dep_ == "nsubj"), None) if verb is not None else None
    if name.pos_ != "PROPN" or link is None or verb is None or second is None or second.pos_ != "PROPN":
        return
    if name.left_edge.i == name.sent.start and link.i == name.i + 1 and second.left_edge.i == link.i + 1:
        verb.head, verb.dep_ = verb, "ROOT"
        name.head, name.dep_ = verb, "nsubj"
        second.head, second.dep_ = name, "conj"
