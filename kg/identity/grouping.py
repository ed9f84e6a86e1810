"""Claims into groups, each of one event.

Claims are taken in a fixed order, those that say most first. Each joins the nearest group whose claims it could be of
one event with, or founds one. So what a claim joins depends only on claims before it, and when claims come or go, only
those after them are decided anew that could join the groups which have changed. The outcome is the same as if all had
been there from the beginning, whatever the order in which they came.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TypeAlias

from kg.identity.agreement import VAGUE, bounds, published_apart, repeats, same_event
from kg.identity.blocks import COPIED, Blocks, Key, same_words
from kg.identity.consensus import event
from kg.identity.shelf import Place, Shelf
from kg.model import Claim, Event, TimeSpan

Order: TypeAlias = tuple[int, int, int, str, str]


def consolidate(claims: Iterable[Claim]) -> list[Event]:
    """Group claims into events, each with all that report it.

    Deterministic, and the same for every order of the claims. No event has two claims of one article.
    """
    grouping = Grouping()
    grouping.come(claims)
    events = [event(group) for group in grouping.groups()]
    return sorted(events, key=lambda e: (e.time.start if e.time else "9999", e.id))


_NOBODY: set[str] = set()


def _nobody(_: str, __: str) -> bool:
    return False


class Grouping:
    """Groups of claims, each named by the id of the claim that founded it, its first.

    Parameters
    ----------
    shelf : Shelf, optional
        Claims that were placed before; they are fetched as they are needed.
    apart : callable, optional
        Whether two claims, by their ids, are known not to be of one event.
    copied : callable, optional
        Whether of two articles, by their ids, one is a copy of the other.
    settled : container of str
        See `Blocks`.
    """

    def __init__(
        self,
        shelf: Shelf | None = None,
        *,
        apart: Callable[[str, str], bool] = _nobody,
        copied: Callable[[str, str], bool] = _nobody,
        settled: Collection[str] = frozenset(),
    ) -> None:
        self._shelf = shelf
        self._apart = apart
        self._copied = copied
        self._blocks = Blocks(settled, complete=shelf is None)
        self._claims: dict[str, Claim] = {}
        self._orders: dict[str, Order] = {}
        self._places: dict[str, Place | None] = {}
        self._members: dict[str, set[str]] = {}
        self._under: dict[Key, set[str]] = {}
        self._keys: dict[str, set[Key]] = {}
        self._later: dict[str, set[Key]] = {}
        self._last: Order | None = None
        self.touched: set[str] = set()

    def __len__(self) -> int:
        """How many claims it holds, placed or only looked at."""
        return len(self._claims)

    # What is there ----------------------------------------------------------------------------

    def claim(self, claim_id: str) -> Claim:
        """A claim that is placed or about to be."""
        if claim_id not in self._claims:
            assert self._shelf
            self._claims[claim_id] = self._shelf.claim(claim_id)
        return self._claims[claim_id]

    def place(self, claim_id: str) -> Place | None:
        """Where a claim is placed."""
        if claim_id not in self._places:
            self._places[claim_id] = self._shelf.place(claim_id) if self._shelf else None
        return self._places[claim_id]

    def members(self, founder: str) -> set[str]:
        """The ids of the claims in the group of a founder."""
        if founder not in self._members:
            self._members[founder] = set(self._shelf.members(founder)) if self._shelf else set()
        return self._members[founder]

    def groups(self) -> Iterator[list[Claim]]:
        """The groups that were touched and still are, each in the order of its claims."""
        for founder in sorted(self.touched, key=self._order):
            if self.members(founder):
                yield [self.claim(c) for c in sorted(self.members(founder), key=self._order)]

    def keys(self, claim: Claim) -> set[Key]:
        """Under which a claim stands."""
        if claim.id not in self._keys:
            self._keys[claim.id] = self._blocks.stored(claim)
        return self._keys[claim.id]

    def _order(self, claim_id: str) -> Order:
        if claim_id not in self._orders:
            self._orders[claim_id] = order(self.claim(claim_id))
        return self._orders[claim_id]

    def _block(self, key: Key) -> set[str]:
        """The ids of the claims that stand under a key; under most stands none, and these share one set."""
        if self._shelf and key not in self._under:
            self._under[key] = set(self._shelf.under(key)) or _NOBODY
        return self._under.get(key, _NOBODY)

    def _stand(self, claim_id: str) -> None:
        for key in self.keys(self.claim(claim_id)):
            there = self._block(key)
            if there:
                there.add(claim_id)
            else:
                self._under[key] = {claim_id}

    # What comes and goes ----------------------------------------------------------------------

    def come(self, claims: Iterable[Claim]) -> None:
        """Place claims that were not there."""
        new = {claim.id: claim for claim in claims}
        self._claims.update(new)
        self._places.update(dict.fromkeys(new))
        self._decide(new)

    def go(self, claim_ids: Iterable[str]) -> None:
        """Take placed claims out."""
        gone = [c for c in claim_ids if self.place(c)]
        self._foresee(gone)
        todo: set[str] = set()
        for claim_id in gone:
            todo |= self._unsettled(claim_id, self._leave(claim_id), None)
            for key in self.keys(self.claim(claim_id)):
                self._block(key).discard(claim_id)
        self._decide(todo.difference(gone))

    def again(self, claim_ids: Iterable[str]) -> None:
        """Decide anew on placed claims, where not claims but what is known of them has changed."""
        self._decide([c for c in claim_ids if self.place(c)])

    def _decide(self, claim_ids: Iterable[str]) -> None:
        waiting = set(claim_ids)
        self._foresee(waiting)
        todo = [(self._order(c), c) for c in waiting]
        heapq.heapify(todo)
        while todo:
            _, claim_id = heapq.heappop(todo)
            waiting.discard(claim_id)
            unsettled = self._settle(claim_id) - waiting
            self._foresee(unsettled)
            for other in unsettled:
                waiting.add(other)
                heapq.heappush(todo, (self._order(other), other))

    def _settle(self, claim_id: str) -> set[str]:
        """Place a claim, and say which later ones that unsettles."""
        before, after = self.place(claim_id), self._choose(self.claim(claim_id))
        if before == after:
            return set()
        if before:
            self._leave(claim_id)
        else:
            self._stand(claim_id)
        self._places[claim_id] = after
        self.members(after.founder).add(claim_id)
        self.touched.add(after.founder)
        here = self._order(claim_id)
        first_time = self._shelf is None and before is None and (self._last is None or self._last < here)
        self._last = here if self._last is None else max(here, self._last)
        return set() if first_time else self._unsettled(claim_id, before, after)

    def _leave(self, claim_id: str) -> Place:
        place = self.place(claim_id)
        assert place
        self.members(place.founder).discard(claim_id)
        self.touched.add(place.founder)
        self._places[claim_id] = None
        return place

    def _unsettled(self, claim_id: str, before: Place | None, after: Place | None) -> set[str]:
        """The later claims that may have to go elsewhere now that a claim has left a group or joined one.

        Whoever fits a group agrees with its founder.
        """
        claim, here = self.claim(claim_id), self._order(claim_id)
        found: set[str] = set()
        for founder in {place.founder for place in (before, after) if place}:
            head = self.claim(founder)
            if founder not in self._later:
                self._later[founder] = self._blocks.later(head)
                self._expect(self._later[founder])
            near = set().union(*map(self._block, self._later[founder]))
            later = (self.claim(c) for c in near - found if self._order(c) > here)
            agreeing = (c for c in later if self._agree(head, c))
            found |= {c.id for c in agreeing if not self._stays(c, claim, before, after)}
        same = {c for key in same_words(claim) for c in self._block(key)}
        return found | {c for c in same if self._order(c) > here and self._copied(claim.article, self.claim(c).article)}

    def _stays(self, other: Claim, claim: Claim, before: Place | None, after: Place | None) -> bool:
        """Is it plain that a claim stays where it is though an earlier one has joined a group?"""
        place = self.place(other.id)
        if place is None or after is None:
            return False
        if place.founder == after.founder:
            return self._agree(claim, other)
        if before or other.time or place.founder == other.id or place.original:
            return False
        head = self.place(place.founder)
        if head is None or head.founder != place.founder:  # it has gone elsewhere, and those after it are to follow
            return False
        own = self._earlier(place.founder, other)
        return self._distance(own, other) < (0, published_apart(claim, other), self._order(after.founder))

    # What will be looked up -------------------------------------------------------------------

    def _foresee(self, claim_ids: Iterable[str]) -> None:
        """Tell the shelf under which keys some claims will be looked for, and those that are near them."""
        self._expect(key for c in claim_ids for key in self._near(self.claim(c)))

    def _expect(self, keys: Iterable[Key]) -> None:
        if self._shelf:
            self._shelf.foresee(key for key in keys if key not in self._under)

    def _near(self, claim: Claim) -> Iterator[Key]:
        yield from self.keys(claim)
        for wave in self._blocks.sought(claim):
            yield from wave.keys
        yield from self._blocks.later(claim)
        yield from same_words(claim)

    # Which group ------------------------------------------------------------------------------

    def _choose(self, claim: Claim) -> Place:
        """Where a claim belongs, by the claims before it.

        A copy goes where its original is. Another joins the group that it does not contradict and that is nearest in
        time, then in publication, or founds one. A vague time that several events would fit recalls none of them;
        only who tells it alike means the same.
        """
        original = self._original(claim)
        if original:
            return original
        here = self._order(claim.id)
        vague = bool(claim.time and bounds(claim.time)[1] - bounds(claim.time)[0] > VAGUE)
        fitting: dict[str, list[Claim]] = {}
        for number, wave in enumerate(self._blocks.sought(claim)):
            near = min((self._distance(g, claim)[1] for g in fitting.values()), default=None)
            if not claim.time and near is not None and near < wave.away:
                break
            for founder in self._founders(wave.keys).difference(fitting):
                if vague and number > 0 and len(fitting) > 1:
                    break
                # The founder first: most groups need not be fetched.
                if self._order(founder) < here and self._agree(self.claim(founder), claim):
                    group = self._earlier(founder, claim)
                    if group and self._fits(claim, group):
                        fitting[founder] = group
        if vague and len(fitting) > 1:
            fitting = {f: g for f, g in fitting.items() if any(c.time == claim.time or repeats(c, claim) for c in g)}
        return Place(min(fitting, key=lambda f: self._distance(fitting[f], claim), default=claim.id))

    def _original(self, claim: Claim) -> Place | None:
        here = self._order(claim.id)
        same = {c for key in same_words(claim) for c in self._block(key)}
        for other in sorted((c for c in same if self._order(c) < here), key=self._order):
            first = self.claim(other)
            if self._copied(first.article, claim.article) and self._copies(claim, first):
                place = self.place(other)
                assert place
                if self._alone(claim, self._earlier(place.founder, claim)):
                    return Place(place.founder, other)
        return None

    def _copies(self, claim: Claim, first: Claim) -> bool:
        if not claim.published or not first.published:
            soon = claim.published == first.published
        else:
            soon = published_apart(first, claim) <= COPIED.days
        return soon and self._agree(first, replace(claim, time=first.time, published=first.published))

    def _founders(self, keys: Iterable[Key]) -> set[str]:
        places = (self.place(c) for key in keys for c in self._block(key))
        return {place.founder for place in places if place}

    def _earlier(self, founder: str, claim: Claim) -> list[Claim]:
        """The claims of a group that come before a claim, in their order."""
        here = self._order(claim.id)
        if self._order(founder) >= here:
            return []
        return [self.claim(c) for c in sorted(self.members(founder), key=self._order) if self._order(c) < here]

    def _fits(self, claim: Claim, group: Sequence[Claim]) -> bool:
        return self._alone(claim, group) and all(self._agree(c, claim) for c in self._independent(group))

    def _alone(self, claim: Claim, group: Sequence[Claim]) -> bool:
        return all(c.article != claim.article for c in group)

    def _independent(self, group: Sequence[Claim]) -> Iterator[Claim]:
        """What a copy says of the day may be wrong: "on Saturday" is another one a week later."""
        for claim in group:
            place = self.place(claim.id)
            if place and place.original is None:
                yield claim

    def _agree(self, a: Claim, b: Claim) -> bool:
        return same_event(a, b) and not self._apart(a.id, b.id)

    def _distance(self, group: Sequence[Claim], claim: Claim) -> tuple[int, int, Order]:
        known = list(self._independent(group))
        days = min((_days(c.time, claim.time) for c in known if c.time and claim.time), default=0)
        return days, min(published_apart(c, claim) for c in known), self._order(group[0].id)


def order(claim: Claim) -> Order:
    """The place of a claim in the order in which claims are decided on.

    Those that say most come first, so that vaguer ones find the event they recall.
    """
    days = (bounds(claim.time)[1] - bounds(claim.time)[0]).days if claim.time else 40_000
    people = sum(p.entity.kind == "person" for p in (*claim.actors, *claim.recipients))
    return days, -len(claim.actors) - len(claim.recipients), -people, claim.published or "", claim.id


def _days(a: TimeSpan, b: TimeSpan) -> int:
    return abs((bounds(a)[0] - bounds(b)[0]).days)
