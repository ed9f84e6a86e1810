"""What the models look at: signs of a word that may tell an event, and of those who may take part."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from spacy.tokens import Token

from kg.extract.events import EventMention
from kg.extract.learnt.candidates import Deed, Named
from kg.extract.voice import is_passive

_NEAR = frozenset(("NOUN", "VERB", "ADJ"))
_LINKED = frozenset(("NOUN", "ADP", "ADV", "PART", "AUX", "VERB", "PRON"))
_PLACES = frozenset(("nsubj", "dobj", "nsubjpass", "poss"))


def of_word(word: Token, status: str, who: Sequence[Named], told: Collection[EventMention]) -> list[str]:
    """Signs of a word in its sentence, whatever it may tell."""
    parties = {each.token.i for each in who}
    signs = [
        "", f"word {word.lemma_.lower()}", f"tag {word.tag_}", f"hangs {word.dep_}",
        f"above {word.head.lemma_.lower()}", f"named {min(4, len(parties))}", f"status {status}",
        f"depth {min(5, sum(1 for _ in word.ancestors))}",
        "told" if told else "silent", *(f"told {m.type}" for m in told), *_below(word, parties),
    ]  # fmt: skip
    signs += [f"near {t.lemma_.lower()}" for t in word.sent if t.pos_ in _NEAR]
    return list(dict.fromkeys(signs))


def of_row(deed: Deed) -> list[str]:
    """Signs of how near a row of the lexicon comes to the word."""
    row = deed.row
    return [
        f"fails {','.join(sorted(deed.failing))}", f"failing {min(len(deed.failing), 6)}", f"frame {row.frame.name}",
        f"asks {min(4, len(row.where))}", f"types {deed.others}",
    ]  # fmt: skip


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
    word, token = deed.slots.trigger, one.token
    voice = "passive" if not deed.slots.noun and is_passive(word) else "active"
    up, down = way(word, token)
    there = f"{'<'.join(up)}|{'>'.join(down)}"
    side = "before" if token.i < word.i else "behind"
    far = abs(token.i - word.i)
    nearer = sum((o.token.i < word.i) == (token.i < word.i) and abs(o.token.i - word.i) < far for o in who)
    entity, above = one.parties[0].entity, token.head
    signs = [
        "", f"way {there}", f"way {there} {voice}", f"way {there} {word.lemma_.lower()}", f"up {'<'.join(up)}",
        f"down {'>'.join(down)} {voice}", f"long {min(8, len(up) + len(down))}", f"ups {min(6, len(up))}",
        f"downs {min(6, len(down))}", f"first {down[0] if down else ''} {voice}", f"last {down[-1] if down else ''}",
        f"hangs {token.dep_}", f"form {one.form}", f"rank {side} {min(4, nearer)}", f"far {min(6, far // 4)}",
        f"{side} {voice}", f"kind {entity.kind}", f"sector {one.parties[0].sector or entity.sector}",
        f"main {token.dep_ in ('nsubj', 'nsubjpass') and above.head == above}", f"above {above.lemma_.lower()}",
        f"several {min(3, len(one.parties))}", f"tells {word.pos_}", *(f"has {c.dep_}" for c in token.children),
    ]  # fmt: skip
    return list(dict.fromkeys(signs))


def way(word: Token, token: Token) -> tuple[list[str], list[str]]:
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
