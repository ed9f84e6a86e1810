"""Who is asked for: "leaders", "Turkish officials", "foreign ministers", "countries"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.questions.vocabulary import Vocabulary
from kg.world import World
from kg.world.names import fold


@dataclass(frozen=True, slots=True)
class Office:
    """An office, held at certain bodies only or anywhere but at some; both are keys of the tables."""

    name: str
    only: tuple[str, ...] = ()
    but: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A condition on the open slot.

    Parameters
    ----------
    words : str
        As the question has them.
    entities : tuple of str
        Kinds of entity; empty is any.
    offices : tuple of Office
        Held on the day of the event; empty asks for none.
    titles : tuple of str
        Role words, for those whose office only an article tells.
    countries : tuple of str
        Alpha-3 of the states that they belong to.
    bodies : tuple of str
        IRIs of the states and organisations at which the offices are held.
    strangers : tuple of str
        IRIs of people of whom no table, but an article tells that they hold such an office.
    """

    words: str
    entities: tuple[str, ...] = ()
    offices: tuple[Office, ...] = ()
    titles: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    strangers: tuple[str, ...] = ()


ANYONE = Kind(words="parties")


def offices_of(title: str, world: World, bodies: Sequence[str] = ()) -> tuple[Office, ...]:
    """The offices that a role word may stand for, at the given bodies or anywhere."""
    known = world.offices.title(title)
    if known is None:
        return ()
    if bodies:
        names = dict.fromkeys(o for key in bodies for o in world.offices.offices_of(title, key))
        return tuple(Office(name) for name in names)
    return tuple(Office(name, only, but) for name, only, but in known.offices)


_IRREGULAR = {"people": "people", "men": "man", "women": "woman", "statesmen": "statesman", "persons": "person"}


def singular(phrase: str) -> str:
    """A phrase with its head in the singular.

    Examples
    --------
    >>> singular("foreign ministers"), singular("heads of state"), singular("countries")
    ('foreign minister', 'head of state', 'country')
    """
    head, of, rest = phrase.partition(" of ")
    first, _, noun = head.rpartition(" ")
    if noun in _IRREGULAR:
        noun = _IRREGULAR[noun]
    elif noun.endswith("ies"):
        noun = noun[:-3] + "y"
    elif noun.endswith("s") and not noun.endswith("ss"):
        noun = noun[:-1]
    return f"{first} {noun}".strip() + of + rest


def longest(parts: Sequence[str], vocabulary: Vocabulary, world: World) -> tuple[int, str, str]:
    """The longest noun at the beginning of some words that says what is asked for.

    Returns
    -------
    length : int
        Of how many words it is; 0 if there is none.
    word, source : str
        The noun in the singular, and where it is known from: ``offices``, ``kinds``, ``columns`` or ``titles``.
    """
    for length in range(min(5, len(parts)), 0, -1):
        one = singular(" ".join(fold(p) for p in parts[:length]))
        for source in ("offices", "kinds", "columns"):
            if one in getattr(vocabulary, source):
                return length, one, source
        if world.offices.title(one) is not None:
            return length, one, "titles"
    return 0, "", ""
