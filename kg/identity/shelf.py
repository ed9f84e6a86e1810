"""Where claims that were placed before are fetched from."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from kg.model import Claim


@dataclass(frozen=True, slots=True)
class Place:
    """Where a claim is: in the group of a founder, and of which claim of that group it is only a copy."""

    founder: str
    original: str | None = None


class Shelf(Protocol):
    """Placed claims, by the keys of `kg.identity.blocks` and by their groups."""

    def foresee(self, keys: Iterable[str]) -> None:
        """Be told under which keys will be looked, for a shelf that is far away."""
        ...

    def under(self, key: str) -> Iterable[str]:
        """The ids of the claims that stand under a key."""
        ...

    def claim(self, claim_id: str) -> Claim:
        """A claim."""
        ...

    def place(self, claim_id: str) -> Place | None:
        """Where it is placed."""
        ...

    def members(self, founder: str) -> Iterable[str]:
        """The ids of the claims in the group of a founder."""
        ...


def number(key: str) -> int:
    """What stands for a key in a store: the engine keeps numbers without a table of texts."""
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=7).digest())
