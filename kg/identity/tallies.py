"""The numbers of an event: what most of its reports bear out, and which contradict it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.model import Claim, Event, Quantity, Tally

# A number that is told as not exact may be off by this part of it.
_ABOUT = 0.2


def tallies(event: Event) -> tuple[Tally, ...]:
    """Each number of an event as most of its reports have it.

    Only claims of the event's own status count: what was planned is no tally of what was done. Where reports differ,
    the number that most bear out is taken, an exact one rather than a bound, and the latest told, for tolls rise.
    """
    return tuple(_tally(told, event) for _, told in _by_what(event))


def dissent(event: Event) -> Iterator[tuple[Quantity, list[Claim], list[tuple[Claim, Quantity]]]]:
    """Of each number the one that is taken, the claims that bear it out, and those that contradict it."""
    for _, told in _by_what(event):
        taken = _taken(told, event)
        bearing = [claim for claim, said in told if agree(said, taken)]
        against = [(claim, said) for claim, said in told if not agree(said, taken)]
        if against:
            yield taken, bearing, against


def agree(a: Quantity, b: Quantity) -> bool:
    """Could two numbers of one thing both be right?

    Examples
    --------
    >>> at_least, exact = (Quantity(counted="killed", low=20, high=h, start=0, end=2) for h in (None, 20))
    >>> agree(at_least, exact)
    True
    """
    (low, high), (least, most) = _range(a), _range(b)
    return low <= most and least <= high


def _range(told: Quantity) -> tuple[float, float]:
    low = 0.0 if told.low is None else float(told.low)
    high = float("inf") if told.high is None else float(told.high)
    return (low * (1 - _ABOUT), high * (1 + _ABOUT)) if told.hedged else (low, high)


_Told = Sequence[tuple[Claim, Quantity]]


def _by_what(event: Event) -> Iterator[tuple[tuple[str, str], _Told]]:
    """Of everything that is counted the claims that tell one number of it; "12 soldiers and three civilians" is two."""
    found: dict[tuple[str, str], list[tuple[Claim, Quantity]]] = {}
    for claim in event.claims if event.status != "negated" else ():
        kinds = [(each.counted, each.unit or "") for each in claim.quantities]
        for kind, each in zip(kinds, claim.quantities, strict=True):
            if claim.status == event.status and kinds.count(kind) == 1:
                found.setdefault(kind, []).append((claim, each))
    yield from sorted(found.items(), key=lambda each: each[0])


def _tally(told: _Told, event: Event) -> Tally:
    taken = _taken(told, event)
    claims = [claim for claim, said in told if agree(said, taken)]
    return Tally(
        quantity=taken,
        claims=tuple(c.id for c in claims),
        articles=tuple(sorted({c.article for c in claims})),
    )


def _taken(told: _Told, event: Event) -> Quantity:
    copies = dict(event.copies)
    own = [(claim, said) for claim, said in told if claim.article not in copies] or told

    def weight(each: tuple[Claim, Quantity]) -> tuple[int, bool, bool, str, str]:
        claim, said = each
        support = sum(agree(said, other) for _, other in own)
        exact = said.low is not None and said.low == said.high
        return support, exact, not said.hedged, claim.published or "", claim.id

    return max(own, key=weight)[1]
