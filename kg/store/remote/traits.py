"""What servers can do, as far as it matters and they do not say so themselves."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Traits:
    """What a server can do.

    Parameters
    ----------
    at_once : int
        Quads that one update may have, which is then done as a whole or not at all.
    asked_at_once : int
        Patterns that one query may name.
    exact : bool
        Whether it gives literals as they were put in, and answers queries as the standard has it.
    """

    at_once: int = 200_000
    asked_at_once: int = 1_000
    exact: bool = True


# By the beginning of the `Server` header. Virtuoso's parser of updates runs out of memory between 5,000 and 10,000
# quads; it writes booleans as 1 and 0, and of a number six digits; and it finds nothing by some of our queries.
_KNOWN = {"Virtuoso": Traits(at_once=1000, asked_at_once=200, exact=False)}


def traits_of(header: str) -> Traits:
    """The traits of the server that sends this `Server` header."""
    return next((known for name, known in _KNOWN.items() if header.startswith(name)), _OTHERS)


_OTHERS = Traits()
