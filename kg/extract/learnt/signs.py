"""What the models look at: signs of a word that may tell an event, and of those who may take part, as strings."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from spacy.tokens import Token

from kg.extract.events import EventMention
from kg.extract.learnt.candidates import Deed, Named
from kg.extract.voice import is_passive

_SAYING_WORDS = ("NOUN", "VERB", "ADJ")
_LINKED = frozenset(("NOUN", "ADP", "ADV", "PART", "AUX", "VERB", "PRON"))
_PLACES = ("nsubj", "dobj", "nsubjpass", "poss")


def of_deed(deed: Deed, who: Sequence[Named], told: Collection[EventMention]) -> list[str]:
    """Signs that a word tells an event of the type."""
    word, kind = deed.slots.trigger, deed.type
    parties = {each.token.i for each in who}
    fails = ",".join(sorted(deed.failing))
    plain = [
        f"word {word.lemma_.lower()}", f"tag {word.tag_}", f"hangs {word.dep_}", f"above {word.head.lemma_.lower()}",
        f"fails {fails}", f"failing {min(len(deed.failing), 6)}", f"named {min(4, len(parties))}",
        f"frame {deed.row.frame.name}", f"asks {min(4, len(deed.row.where))}", f"types {deed.others}",
        f"depth {min(5, _depth(word))}", "silent" if not told else "told", f"status {deed.status}",
    ]  # fmt: skip
    plain += [f"told {m.type}" for m in told]
    plain += _below(word, parties)
    plain += [f"near {t.lemma_.lower()}" for t in word.sent if t.pos_ in _SAYING_WORDS]
    return ["", kind, *plain, *(f"{sign} {kind}" for sign in plain)]


def _below(word: Token, parties: Collection[int]) -> Iterator[str]:
    """What hangs on a word, and behind its prepositions."""
    for child in word.children:
        yield f"below {child.dep_}"
        if child.pos_ in _LINKED:
            yield f"below {child.dep_} {child.lemma_.lower()}"
        if child.dep_ in ("prep", "agent"):
            for each in child.children:
                yield f"behind {child.lemma_.lower()} {'party' if each.i in parties else each.lemma_.lower()}"
        if child.dep_ in _PLACES:
            yield f"place {child.dep_} {'party' if child.i in parties else child.pos_}"


def of_party(deed: Deed, one: Named, who: Sequence[Named]) -> list[str]:
    """Signs that a word stands for whoever does it, or to whom it is done."""
    word, token, kind = deed.slots.trigger, one.token, deed.type
    voice = "passive" if not deed.slots.noun and is_passive(word) else "active"
    up, down = _way(word, token)
    way = f"{'<'.join(up)}|{'>'.join(down)}"
    side = "before" if token.i < word.i else "behind"
    nearer = sum(
        1 for each in who
        if (each.token.i < word.i) == (token.i < word.i) and abs(each.token.i - word.i) < abs(token.i - word.i)
    )  # fmt: skip
    entity = one.parties[0].entity
    above = token.head
    plain = [
        f"way {way}", f"way {way} {voice}", f"up {'<'.join(up)}", f"long {min(8, len(up) + len(down))}",
        f"ups {min(6, len(up))}", f"downs {min(6, len(down))}", f"hangs {token.dep_}", f"form {one.form}",
        f"rank {side} {min(4, nearer)}", f"first {down[0] if down else ''} {voice}", f"last {down[-1] if down else ''}",
        f"far {min(6, abs(token.i - word.i) // 4)}", f"{side} {voice}", f"kind {entity.kind}",
        f"sector {one.parties[0].sector or entity.sector}", f"above {above.lemma_.lower()}",
        f"main {token.dep_ in ('nsubj', 'nsubjpass') and above.head == above}", f"several {min(3, len(one.parties))}",
    ]  # fmt: skip
    alone = [f"way {way} {word.lemma_.lower()}", f"tells {word.pos_}", *(f"has {c.dep_}" for c in token.children)]
    return ["", kind, *plain, *alone, *(f"{sign} {kind}" for sign in plain), f"down {'>'.join(down)} {kind} {voice}"]


def _depth(token: Token) -> int:
    return sum(1 for _ in token.ancestors)


def _way(word: Token, token: Token) -> tuple[list[str], list[str]]:
    """The relations from a word up to what is above both, and from there down to another, prepositions by name."""
    over = [word, *word.ancestors]
    below = [token]
    while below[-1] not in over and below[-1].head != below[-1]:
        below.append(below[-1].head)
    if below[-1] not in over:
        return ["apart"], ["apart"]
    up = [t.dep_ for t in over[: over.index(below[-1])]]
    down = [f"{t.dep_}_{t.lemma_.lower()}" if t.pos_ == "ADP" else t.dep_ for t in reversed(below[:-1])]
    return up, down
