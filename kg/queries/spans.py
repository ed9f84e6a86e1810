"""Where in an article's text its claims stand, and the names within them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from kg.model import Claim, Entity
from kg.queries.articles import ClaimOfEvent

# Shorter names are found within other words too easily.
_SHORTEST = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Characters ``text[start:end]`` of an article.

    Parameters
    ----------
    kind : {"claim", "name"}
        The quote of a claim, or a name within it.
    claim : str
        Whose quote it is, or within whose quote.
    event : str, optional
        The event that the claim tells of.
    entity, label : str, optional
        Who or what, of those that the claim says take part, bears the name.
    """

    start: int
    end: int
    kind: Literal["claim", "name"]
    claim: str
    event: str | None
    entity: str | None = None
    label: str | None = None


def spans(claims: Iterable[ClaimOfEvent]) -> list[Span]:
    """The quotes and names in the order of the text, a quote before the names in it, each name once.

    Names are those of the tables as they are written there; "the president" or "he" is not marked. Where names
    overlap, the longest counts.
    """
    found: dict[tuple[int, int, str], Span] = {}
    for each in claims:
        claim = each.claim
        found[claim.start, claim.end, claim.id] = Span(
            start=claim.start, end=claim.end, kind="claim", claim=claim.id, event=each.event
        )
        for start, end, entity in _names(claim):
            named = Span(
                start=start,
                end=end,
                kind="name",
                claim=claim.id,
                event=each.event,
                entity=entity.id,
                label=entity.label,
            )
            found.setdefault((start, end, "name"), named)
    return sorted(found.values(), key=lambda s: (s.start, -s.end, s.kind, s.claim))


def _names(claim: Claim) -> Iterator[tuple[int, int, Entity]]:
    places = [claim.place] if claim.place else []
    entities = [p.entity for p in (*claim.actors, *claim.recipients, *claim.mediators)] + places + list(claim.topics)
    names = {name: e for e in reversed(entities) for name in (e.label, *e.aliases) if len(name) >= _SHORTEST}
    if not names:
        return
    # The regular expression takes the first alternative that fits: the longest.
    longest = sorted(names, key=lambda name: (-len(name), name))
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)")
    for match in pattern.finditer(claim.quote):
        yield claim.start + match.start(), claim.start + match.end(), names[match.group()]
