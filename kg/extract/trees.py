"""Parses mended where the parser is known to err, before anything is read from them."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from kg.extract import around_days, gaps
from kg.extract.arguments import STRETCHES, first_conjunct
from kg.extract.main_clauses import ASTRAY, lead_back
from kg.extract.main_verbs import FINITE, find_main_verb
from kg.extract.plurals import as_several
from kg.extract.verbs import SAYING
from kg.timex import WEEKDAYS

_PROMISING = frozenset("promise pledge offer give grant lend assure guarantee".split())
_CARRYING = frozenset("fly bring ship ferry airlift bus call send".split())
_CARRIED = frozenset(
    "troop soldier man reinforcement paratrooper commando marine policeman police expert doctor observer peacekeeper "
    "mercenary battalion tank weapon aid food supply medicine ton tonne".split()
)
_DAYS = frozenset("day night morning evening afternoon week month year".split())
_GRANTING = frozenset("give grant allow set".split())
# Particles that are prepositions where something stands behind them.
_LINKING = frozenset("on upon for with against".split())


def mend(doc: Doc) -> None:
    """Hang again what the parser hung on the wrong word, and call a verb what it took for a noun."""
    for sentence in list(doc.sents):
        find_main_verb(sentence)
    for token in doc:
        pos, tag, dep, word = token.pos_, token.tag_, token.dep_, token.lower_
        if pos == "PROPN" and (word == token.text or token.is_sent_start):
            as_several(token)
            pos, tag = token.pos_, token.tag_
        if dep in ASTRAY:
            lead_back(token, dep, tag)
            pos, tag, dep = token.pos_, token.tag_, token.dep_
        if word == "bases" and pos == "NOUN":
            token.lemma_ = "base"  # the lemmatizer says "basis"; forces have bases
        if dep == "nsubj" and token.head.dep_ in ("aux", "auxpass"):  # "*X was* on Thursday summoned by Y"
            token.head, token.dep_ = token.head.head, "nsubjpass" if token.head.dep_ == "auxpass" else dep
        if pos == "NOUN" and _is_verb(token):
            token.pos_, token.tag_ = "VERB", "VBZ" if tag == "NNS" else "VBP"
        elif tag == "VB" and dep in ("advcl", "xcomp"):
            _to_do(token)
        elif tag == "VBG" and word in _VIOLENCE and _is_somebodys(token):
            _as_a_deed(token)
        elif tag == "VBG" and dep in ("advcl", "csubj"):
            _as_a_noun(token)
        elif tag == "VBG" and dep == "pcomp":
            _of_the_charge(token)
        elif pos == "VERB" and dep == "relcl":
            _behind_whose_it_is(token)
        elif pos == "NOUN" and dep == "conj" and token.lemma_ in _DAYS and token.head.pos_ == "VERB":
            around_days.of_the_second_clause(token)
        elif pos == "VERB" and dep in ("conj", "advcl"):
            if dep == "conj":
                around_days.object_taken_for_subject(token)
                if tag == "VBN":
                    gaps.of_those_counted(token)
            first = _beside_the_main_clause(token) if token.dep_ == "conj" else None
            if first is not None:
                token.head = first
            else:
                _with_its_subject(token)
        elif dep == "prt" and word in _LINKING and any(token.children):
            token.dep_, token.tag_ = "prep", "IN"  # "called *on* members to leave"
        elif word in ("on", "upon") and dep == "prep" and not any(token.children):
            _before_the_object(token)
        elif tag == "VB" and dep == "ccomp":
            _of_the_demand(token)
        elif tag == "VBN" and dep == "ccomp":
            _in_an_aside(token)
        elif word == "in" and dep in ("prep", "prt") and token.head.lemma_ in _CARRYING:
            _carried(token)
        elif dep == "appos" and pos == "NOUN" and token.head.dep_ == "dobj" and token.head.head.lemma_ in _PROMISING:
            _given_to(token)
        elif dep == "agent" and token.head.tag_ in (*FINITE, "VB", "VBN"):
            _of_the_deed(token)
        elif dep == "ccomp" and pos in ("NOUN", "PROPN"):
            gaps.in_its_clause(token)
        elif tag == "VBZ" and dep in ("pobj", "dobj"):
            gaps.as_a_thing(token)
        elif word == "worth" and pos == "ADJ":
            gaps.worth(token)
        elif pos == "NUM" and dep == "conj":
            gaps.with_the_first_number(token)
        elif dep == "conj" and pos == "PROPN" and token.head.lower_ in WEEKDAYS:
            around_days.name_before(token)
        elif word == "between" and dep == "prep" and token.head.pos_ == "VERB":
            _counted(token)
        elif dep == "prep" and token.is_sent_start and token.head.dep_ in ("ccomp", "advcl"):
            around_days.before_the_aside(token)
        elif dep in ("nmod", "compound") and pos == "PROPN" and token.i + 1 < len(doc) and token.nbor(1).tag_ == "CD":
            _to_whom(token)
        elif dep == "prep" and word != "of" and around_days.tells_day(token.head):
            around_days.circumstance_behind(token)
        elif dep == "prep" and word in ("by", "in") and token.head.pos_ in ("PROPN", "NOUN"):
            _done_by_whom(token, word)
        elif dep == "prep" and token.i and token.nbor(-1).text == ",":
            around_days.out_of_the_aside(token)
        elif dep == "prep" and word == "from":
            _of_his_state(token)
        elif dep == "prep" and word in ("in", "at", "near", "outside") and not any(token.children):
            _to_the_place(token)
        elif dep == "ROOT" and tag in ("VBD", "VBZ", "VB"):
            _after_a_place(token)
            _behind_whose_place(token)
        elif dep == "ROOT" and pos in ("NOUN", "PROPN"):
            _without_a_verb(token)
            gaps.goes_on_its_way(token)
            _before_the_second(token)
        elif word in WEEKDAYS and dep == "pobj":
            around_days.object_behind(token)
        elif word in WEEKDAYS and dep in ("compound", "nmod"):
            around_days.out_of_the_name(token)
        elif word in WEEKDAYS and dep in ("npadvmod", "nsubj", "nsubjpass"):
            around_days.subject_before(token)
        elif dep == "npadvmod" and token.lemma_ in STRETCHES and token.head.lemma_ in _GRANTING:
            _given(token)
        elif dep == "npadvmod" and (token.ent_type_ == "PERSON" or _has_two_names(token)):
            _to_somebody(token)
        elif dep == "oprd" and token.text[0].isupper():
            _called(token)
        elif dep == "nsubj" and pos == "PROPN" and token.head.i > token.i:
            _beside_the_place(token)
            _before_the_colon(token)


def _is_verb(token: Token) -> bool:
    """Did the parser take a verb for a noun, although it has subject and object: "Trump *thanks* Tehran"?"""
    return token.dep_ in ("ROOT", "conj") and {"nsubj", "dobj"} <= {c.dep_ for c in token.children}


def _as_a_noun(doing: Token) -> None:
    """Make what is done by somebody the subject of the verb behind it: "*Shelling by X* killed five"."""
    verb = doing.head
    by = next((c for c in doing.children if c.dep_ == "agent"), None)
    if by is None or doing.left_edge != doing or doing.right_edge.i + 1 != verb.i or verb.tag_ not in FINITE:
        return
    if not any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children):
        doing.pos_, doing.tag_, doing.dep_, doing.lemma_ = "NOUN", "NN", "nsubj", doing.lower_
        by.dep_ = "prep"


_VIOLENCE = frozenset("shelling bombing fighting rioting firing looting".split())


def _is_somebodys(doing: Token) -> bool:
    """Is it a deed that is called after a state, and that something happens in: "died in *Turkish shelling*"?"""
    whose = doing.nbor(-1) if doing.i > doing.sent.start else doing
    link = _link(whose, doing)
    plain = whose.pos_ in ("ADJ", "PROPN") and link.dep_ == "prep" and all(c.dep_ != "dobj" for c in doing.children)
    return plain and (whose.head == doing or (whose.dep_ == "pobj" and not any(whose.children)))


def _link(whose: Token, doing: Token) -> Token:
    return whose.head if whose.dep_ == "pobj" else doing.head


def _as_a_deed(doing: Token) -> None:
    """Make it a noun."""
    whose = doing.nbor(-1)
    doing.pos_, doing.tag_, doing.dep_, doing.lemma_, doing.head = (
        "NOUN",
        "NN",
        "pobj",
        doing.lower_,
        _link(whose, doing),
    )
    whose.head, whose.dep_ = doing, "amod"


def _of_the_charge(doing: Token) -> None:
    """Give a charge its content, which the parser hung on what stands between: "accused X before Y *of lying*"."""
    link = doing.head
    between = link.head
    verb = between.head.head if between.dep_ == "pobj" else between
    if link.lower_ == "of" and verb.lemma_ in _CHARGING and any(c.dep_ in ("dobj", "nsubjpass") for c in verb.children):
        link.head = verb


def _of_the_deed(link: Token) -> None:
    """Hang "by", which no active verb has, on the deed that is told of: "condemned the shelling of Z *by Y*"."""
    verb = link.head
    if any(c.dep_ == "auxpass" for c in verb.children) or (verb.tag_ == "VBN" and not _has_done(verb)):
        return
    deed = next((c for c in verb.children if c.dep_ == "dobj" and c.pos_ == "NOUN" and c.i < link.i), None)
    if deed is not None:
        link.head, link.dep_ = deed, "prep"


def _has_done(verb: Token) -> bool:
    """Is a participle that of the perfect: "*has condemned*"?"""
    return any(c.dep_ == "aux" and c.lemma_ == "have" for c in verb.children)


_CHARGING = frozenset("accuse suspect convict acquit".split())


def _behind_whose_it_is(verb: Token) -> None:
    """Hang a relative clause on who is told of, not on whose he is: "*Y*, a friend of X's *who was arrested*"."""
    owner = verb.head
    if owner.dep_ != "pobj" or owner.head.lower_ != "of" or all(c.dep_ != "case" for c in owner.children):
        return
    told = owner.head.head
    while told.dep_ == "appos":
        told = told.head
    if told.pos_ in ("NOUN", "PROPN"):
        verb.head = told


def _to_do(clause: Token) -> None:
    """Give an infinitive the subject that the parser hung on the preposition: "called *for X to withdraw*"."""
    to = next((c for c in clause.children if c.dep_ == "aux" and c.lower_ == "to"), None)
    if to is None or any(c.dep_ in ("nsubj", "nsubjpass") for c in clause.children):
        return
    for link in clause.head.children:
        for name in link.children if link.lower_ == "for" and link.dep_ == "prep" else ():
            if name.dep_ == "pobj" and name.right_edge.i + 1 == to.i:
                name.head, name.dep_ = clause, "nsubj"
                link.head, link.dep_ = clause, "mark"
                return


# What nouns are followed by "that X do something".
_DEMANDS = frozenset("demand request call appeal proposal suggestion recommendation insistence order".split())


def _in_an_aside(done: Token) -> None:
    """Give a verb its subject, which the parser gave to an aside: "*X*, received in Bonn by Y, was assured of help"."""
    verb = done.head
    subject = next((c for c in done.children if c.dep_ in ("nsubj", "nsubjpass") and c.i < done.i), None)
    if subject is None or not done.i < verb.i or done.nbor(-1).text != "," or subject.right_edge.i + 2 < done.i:
        return
    own = any(c.dep_ in ("aux", "auxpass", "mark") for c in done.children)
    if own or any(c.dep_ in ("nsubj", "nsubjpass", "expl", "csubj") for c in verb.children):
        return
    passive = any(c.dep_ == "auxpass" for c in verb.children)
    subject.head, subject.dep_ = verb, "nsubjpass" if passive else "nsubj"
    done.head, done.dep_ = subject, "acl"


def _of_the_demand(clause: Token) -> None:
    """Give a demand the clause that the parser hung on the verb: "repeated its *demand* today *that X withdraw*"."""
    if not any(c.dep_ == "mark" and c.lower_ == "that" for c in clause.children):
        return
    for noun in clause.head.children:
        if noun.dep_ == "dobj" and noun.lemma_.lower() in _DEMANDS:
            clause.head, clause.dep_ = noun, "acl"
            return


def _to_somebody(name: Token) -> None:
    """Make a person behind a verb its object, whom the parser took for a measure: "X met *Y*"."""
    verb = name.head
    if verb.pos_ == "VERB" and name.left_edge.i == verb.i + 1 and not any(c.dep_ == "dobj" for c in verb.children):
        name.dep_ = "dobj"


def _has_two_names(token: Token) -> bool:
    """Is it a name of two parts: "Moon Jae-in"?"""
    first = [c for c in token.children if c.dep_ == "compound" and c.tag_ == "NNP" and c.i == token.i - 1]
    return token.tag_ == "NNP" and bool(first) and not any(t.ent_type_ in ("DATE", "TIME") for t in (token, *first))


def _given_to(thing: Token) -> None:
    """Make what is promised somebody the object, and not a name for him: "pledged Y *his country's support*"."""
    verb, to = thing.head.head, thing.head
    if thing.left_edge.i == to.i + 1 and any(c.dep_ == "poss" for c in thing.children):
        thing.head, thing.dep_ = verb, "dobj"
        to.dep_ = "dative"


def _carried(particle: Token) -> None:
    """Make people and goods that are flown in what is flown, for nobody flies inside them: "flew in 350 men"."""
    what = [c for c in particle.children if c.dep_ == "pobj" and c.lemma_ in _CARRIED]
    if len(what) == 1 and particle.i == particle.head.i + 1:
        particle.dep_, particle.tag_ = "prt", "RP"
        what[0].head, what[0].dep_ = particle.head, "dobj"


def _given(time: Token) -> None:
    """Make time that somebody is given the object of what gives it: "gave Y *two days* to leave"."""
    if any(c.dep_ == "dative" for c in time.head.children) and all(c.dep_ != "dobj" for c in time.head.children):
        time.dep_ = "dobj"


def _called(name: Token) -> None:
    """Make a person behind "called" its object, whom the parser took for what somebody is named: "X called *Y*"."""
    verb = name.head
    if verb.lemma_ == "call" and verb.tag_ != "VBN" and any(c.dep_ == "nsubj" for c in verb.children):
        _to_somebody(name)


def _before_the_object(link: Token) -> None:
    """Give a preposition the name behind it, which the parser took for the verb's object: "called *on X* to act"."""
    for name in link.head.children:
        if name.dep_ == "dobj" and name.left_edge.i == link.i + 1:
            name.head, name.dep_ = link, "pobj"
            return


def _beside_the_main_clause(verb: Token) -> Token | None:
    """The main verb that another goes on from, which the parser took for more of the clause between them.

    "X *said* it was a mistake and *withdrew* the ambassador", "X *have fought* since Y left and *have taken* a town":
    nobody but X can have done it, or its tense is that of the main verb and not that of the clause.
    """
    clause = verb.head
    main = clause.head
    if any(c.dep_ in ("nsubj", "nsubjpass", "mark") for c in verb.children) or not main.i < clause.i < verb.i:
        return None
    tense = _tense(verb)
    if clause.dep_ == "relcl":  # "X accused Y of blocking the road, which has been closed, and threatened Z"
        above = next((t for t in clause.ancestors if t.dep_ == "ROOT"), main)
        comma = any(c.dep_ == "cc" and c.i and c.nbor(-1).text == "," for c in clause.children)
        return above if comma and tense == _tense(above) == "VBD" and tense != _tense(clause) else None
    if tense not in FINITE or tense != _tense(main):
        return None
    if clause.dep_ == "ccomp" and main.lemma_.lower() in SAYING:
        return main if tense != _tense(clause) or _says_nobody(clause) or _is_asked_of(verb, clause) else None
    if clause.dep_ == "advcl" and _is_left(clause, verb):
        return main
    helped = any(c.dep_ in ("aux", "auxpass") for c in verb.children)
    return main if clause.dep_ == "advcl" and helped and tense != _tense(clause) else None


# Clauses of time and cause, after which a comma leads back to what they belong to.
_CIRCUMSTANCES = frozenset("after since because as when once before".split())


def _is_left(clause: Token, verb: Token) -> bool:
    """Does a comma end a clause of time before a further verb: "X rang after Y *had called him a liar, and left*"?"""
    link = next((c for c in clause.children if c.dep_ == "cc" and c.i < verb.i), None)
    comma = link is not None and link.nbor(-1).text == ","
    marked = any(c.lower_ in _CIRCUMSTANCES and c.dep_ in ("mark", "advmod") for c in clause.children)
    return comma and marked and any(c.dep_ in ("nsubj", "nsubjpass") for c in clause.children)


def _is_asked_of(verb: Token, clause: Token) -> bool:
    """Is a deed asked of those of whom a clause tells: "X said troops had advanced and *demanded that they* leave"?"""
    wished = [c for c in verb.children if c.dep_ == "ccomp"] if verb.lemma_.lower() in _ASKING else []
    pronouns = [g for c in wished for g in c.children if g.dep_ == "nsubj" and g.lower_ in ("they", "it")]
    several = any(c.dep_ == "nsubj" and c.tag_ in ("NNS", "NNPS") for c in clause.children)
    return any((g.lower_ == "they") == several for g in pronouns)


_ASKING = frozenset("demand ask request urge insist require".split())


def _says_nobody(clause: Token) -> bool:
    return clause.pos_ == "AUX" and any(
        c.dep_ in ("nsubj", "expl") and c.lower_ in ("it", "there") for c in clause.children
    )


def _after_a_place(verb: Token) -> None:
    """Give a verb the names before it, which the parser took for the place: "In Manila *X and Y* met"."""
    last = verb.nbor(-1) if verb.i > verb.sent.start else verb
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


def _behind_whose_place(verb: Token) -> None:
    """Give a verb the officer before it, whose state the parser took into the place: "In Geneva *X's envoy* met"."""
    if any(c.dep_ in ("nsubj", "nsubjpass", "expl") for c in verb.children):
        return
    link = next((c for c in verb.children if c.dep_ == "prep" and c.i == verb.sent.start), None)
    if link is None:
        return
    for officer in [c for c in link.children if c.dep_ == "pobj"]:
        state = next((c for c in officer.children if c.dep_ == "poss" and c.pos_ == "PROPN"), officer)
        place = state.nbor(-1)
        if place.dep_ == "compound" and place.head == state and place.left_edge.i == link.i + 1:
            officer.head, officer.dep_ = verb, "nsubj"
            place.head, place.dep_ = link, "pobj"


def _with_its_subject(verb: Token) -> None:
    """Give a verb the name before it, which the parser took into a list: "hit by X, and *Y and Z* struck back".

    Of three names that "and" joins twice, the last two go together.
    """
    if verb.tag_ not in ("VBD", "VBZ", "VBP") or not verb.i:
        return
    if any(
        c.dep_ in ("nsubj", "nsubjpass", "mark", "aux", "auxpass", "advmod") and c.i < verb.i for c in verb.children
    ):
        return
    name = verb.nbor(-1)
    if name.pos_ in ("NOUN", "PROPN") and verb.tag_ == "VBD" and verb.dep_ == "advcl" and verb.nbor(1).pos_ != "NOUN":
        noun = next((t for t in (name, *name.ancestors) if t.pos_ == "NOUN"), None)
        done_to = not any(c.dep_ == "dobj" for c in verb.children)
        if done_to and noun is not None and verb.head in noun.ancestors:
            verb.head, verb.dep_, verb.tag_ = noun, "acl", "VBN"  # "a list of names *agreed* in May"
            return
    if name.pos_ not in ("NOUN", "PROPN") or name.dep_ != "conj" or name.head.pos_ not in ("NOUN", "PROPN"):
        return
    if verb.head not in name.ancestors:
        return
    if name.head.dep_ == "conj" and any(c.dep_ == "cc" for c in name.head.head.children):
        name = name.head
    name.head, name.dep_ = verb, "nsubj"
    verb.dep_ = "conj"


def _counted(between: Token) -> None:
    """Give a verb its object where a number lies before it: "killed *between 15 and 20 civilians*"."""
    for thing in between.children:
        number = next((c for c in thing.children if c.dep_ == "nummod"), None)
        ranged = number is not None and any(c.dep_ == "conj" and c.pos_ == "NUM" for c in number.children)
        if thing.dep_ == "pobj" and ranged and not any(c.dep_ == "dobj" for c in between.head.children):
            thing.head, thing.dep_ = between.head, "dobj"
            return


def _tense(verb: Token) -> str:
    return next((c.tag_ for c in verb.children if c.dep_ in ("aux", "auxpass")), verb.tag_)


_GIVING = frozenset("send give lend sell hand grant offer promise lease owe deny deliver".split())


def _to_whom(name: Token) -> None:
    """Hang on the verb who is given so many, read as a part of their name: "will send *Y* 31 tanks"."""
    number, thing = name.nbor(1), name.head
    if thing.dep_ == "dobj" and thing.head.lemma_ in _GIVING and thing.left_edge == name.left_edge:
        name.head, name.dep_ = thing.head, "dative"
        number.head, number.dep_ = thing, "nummod"


def _done_by_whom(link: Token, word: str) -> None:
    """Hang who did it on the deed, not on whom it befell: "the killing of *X by Y*", "the death of *X in a raid*"."""
    of = link.head.head
    if link.head.dep_ != "pobj" or of.lower_ != "of" or of.head.pos_ != "NOUN":
        return
    if link.head.pos_ == "NOUN" and not (word == "by" and of.head.lower_.endswith("ing")):
        return  # "the sale of books by X"
    if word == "by" or any(c.dep_ == "pobj" and c.pos_ == "NOUN" for c in link.children):
        link.head = of.head


def _without_a_verb(name: Token) -> None:
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


# Of whom these are said in a headline, they have got what follows: "X given prize".
_GOT = frozenset("give award hand grant offer deny send pay name elect appoint".split())


def _after_the_name(name: Token) -> None:
    """Give a sentence its verb, which the parser took for what is said of a name: "*X called* Y on Monday"."""
    verb = name.nbor(1) if name.i + 1 < name.sent.end else name
    if verb.head != name or verb.dep_ != "acl" or verb.tag_ not in ("VBN", "VBD") or name.pos_ != "PROPN":
        return
    whom = any(c.dep_ in ("dobj", "oprd") and c.text[0].isupper() for c in verb.children)
    if whom and verb.lemma_ not in _GOT and name.left_edge.i == name.sent.start:
        verb.head, verb.dep_, verb.tag_ = verb, "ROOT", "VBD"
        name.head, name.dep_ = verb, "nsubj"


def _before_the_second(name: Token) -> None:
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


def _to_the_place(link: Token) -> None:
    """Give a preposition the town, which the parser took into the subject behind it: "*in Nyala* police fired"."""
    name = link.nbor(1) if link.i + 1 < len(link.doc) else link
    subject = name.head
    if name.pos_ != "PROPN" or name.dep_ not in ("compound", "nmod") or subject.pos_ != "NOUN" or subject.i < name.i:
        return
    if subject.dep_ in ("nsubj", "nsubjpass") and subject.head == link.head and subject.left_edge == name:
        name.head, name.dep_ = link, "pobj"


_HIS_LIKE = frozenset("counterpart counterparts colleague colleagues".split())


def _of_his_state(link: Token) -> None:
    """Give a counterpart his state, which the parser hung on the verb: "met his counterpart *from X*"."""
    before = link.nbor(-1) if link.i else link
    if before.lower_ in _HIS_LIKE and before.head == link.head and link.head.pos_ == "VERB":
        link.head = before


def _before_the_colon(name: Token) -> None:
    """Part the town of a dateline from the subject behind it: "*Delhi*: The minister met X"."""
    behind = name.i + 1 < len(name.doc) and name.nbor(1).text in (":", "–", "—")
    if (
        behind
        and name.left_edge.i == name.sent.start
        and any(c.dep_ == "nsubj" and c.i > name.i for c in name.head.children)
    ):
        name.dep_ = "dep"


def _beside_the_place(name: Token) -> None:
    """Part a capital from the subject behind it: "in X's capital, *Y*, crowds marched"."""
    if name.i < 2 or name.nbor(-1).text != "," or name.i + 1 >= len(name.doc) or name.nbor(1).text != ",":
        return
    place = name.nbor(-2)
    others = [c for c in name.head.children if c.dep_ == "nsubj" and c.i > name.i]
    if others and place.dep_ == "pobj" and place.pos_ in ("NOUN", "PROPN") and not any(name.children):
        name.head, name.dep_ = place, "appos"
