"""Where the claims of one event say different things."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kg.model import Claim, Event


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One of the things that are said, in words, and the ids of the claims that say it."""

    value: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """A field of an event on which claims differ; the version of most claims first."""

    field: str
    versions: tuple[Version, ...]


def _time(claim: Claim) -> str | None:
    if claim.time is None:
        return None
    return claim.time.start if claim.time.start == claim.time.end else f"{claim.time.start} to {claim.time.end}"


_SAID: Mapping[str, Callable[[Claim], str | None]] = {
    "type": lambda c: c.type,
    "mode": lambda c: c.mode,
    "status": lambda c: c.status,
    "time": _time,
    "place": lambda c: c.place.label if c.place else None,
    "actors": lambda c: ", ".join(sorted(p.entity.label for p in c.actors)) or None,
    "recipients": lambda c: ", ".join(sorted(p.entity.label for p in c.recipients)) or None,
    "mediators": lambda c: ", ".join(sorted(p.entity.label for p in c.mediators)) or None,
}


def disagreements(event: Event) -> list[Disagreement]:
    """The fields on which its claims differ; a claim that is silent on a field disagrees with none."""
    found = []
    for field, said in _SAID.items():
        versions: dict[str, list[str]] = {}
        for claim in event.claims:
            value = said(claim)
            if value is not None:
                versions.setdefault(value, []).append(claim.id)
        if len(versions) > 1:
            ordered = sorted(versions.items(), key=lambda pair: (-len(pair[1]), pair[0]))
            listed = tuple(Version(value=value, claims=tuple(claims)) for value, claims in ordered)
            found.append(Disagreement(field=field, versions=listed))
    return found
