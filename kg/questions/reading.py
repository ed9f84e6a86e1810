"""What a question means: which events it is about, and which of their slots it leaves open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from kg.model import Status, TimeSpan
from kg.questions.kinds import ANYONE, Kind, Office

Side: TypeAlias = Literal["actor", "recipient", "other", "mediator", "host", "side", "party", "anything"]
Slot: TypeAlias = Side | Literal["topic", "event"]
Order: TypeAlias = Literal["", "first", "last", "most", "least"]
Ask: TypeAlias = Literal["rows", "times", "number", "did"]
Contact: TypeAlias = Literal["any", "talk", "meet"]
Relation: TypeAlias = Literal["within", "before", "after", "since", "until"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which events.

    Parameters
    ----------
    types : tuple of str
        PLOVER types; empty is any.
    modes : tuple of str
        One of them; empty is any.
    contact : str
        For CONSULT: ``talk`` leaves out visits to a state, of whose hosts nothing is told; ``meet`` phone calls too.
    trigger : str
        The word of the question, for the wording.
    symmetric : bool
        Both sides do it alike.
    mutual : bool
        One side begins, as in a call, but of many events it is only told that both had part in them.
    others : tuple of (str, str)
        Further types, each with a mode or none, that the word may mean where its object is what is asked for.
    mediated : bool
        Somebody stands between the sides, whatever the type.
    """

    types: tuple[str, ...] = ()
    modes: tuple[str, ...] = ()
    contact: Contact = "any"
    trigger: str = ""
    symmetric: bool = False
    mutual: bool = False
    others: tuple[tuple[str, str], ...] = ()
    mediated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Someone named: an entity, whoever acts for a state, or whoever held an office on the day.

    Parameters
    ----------
    entities : tuple of str
        IRIs, any of which is meant.
    country : str
        Alpha-3: whoever belongs to that state is meant too.
    offices, body : tuple of Office, str
        Who held one of these at this body on the day of the event; empty where no table tells.
    role : str
        What articles call the holder ("President of Turkey").
    """

    label: str
    entities: tuple[str, ...] = ()
    country: str = ""
    offices: tuple[Office, ...] = ()
    body: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class Participant:
    """Someone who takes part on one side of the events; of several alternatives one is enough.

    `side` is a slot, or ``side`` (actor or recipient), ``party`` (mediators too), ``anything`` (place and topic too),
    ``other`` (the recipient, or the other actor where it is not told who began), ``host`` (recipient or mediator).
    """

    side: Side
    who: tuple[Named, ...]
    absent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """A place or topic of the events; of several entities one is enough. Places in one of the `countries` count too."""

    label: str
    entities: tuple[str, ...]
    countries: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Detail:
    """A word that no type, party or topic stands for: a sentence that tells of the event says it.

    Parameters
    ----------
    word : str
        As the question has it.
    stems : tuple of str
        How words that mean it begin.
    entities : tuple of str
        Of a name: the event may also be there, or about it.
    """

    word: str
    stems: tuple[str, ...]
    entities: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """A time of the events: a span and how they lie to it, or a month or day of whatever year; or one of `others`."""

    relation: Relation = "within"
    span: TimeSpan | None = None
    month: int = 0
    day: int = 0
    others: tuple[When, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Open:
    """A slot that is asked for."""

    column: str
    side: Side = "party"
    kind: Kind = ANYONE


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A question as understood.

    Parameters
    ----------
    ask : str
        ``rows`` of the open slots, the number of events (``times``) or of fillers (``number``), or whether (``did``).
    order : str
        ``first`` or ``last`` event only, or the filler with the ``most`` or ``least`` events.
    top : int
        Of how many fillers in that order, if more than one is asked for.
    more_than, fewer_than : int, optional
        Only fillers with more, or fewer, events than this.
    counted : bool
        Not events count for these, but the different ``whom`` of each ``who``.
    also : tuple of Reading
        What holds too, of other events of the same fillers.
    either : tuple of Reading
        What may hold instead.
    but_not : tuple of Reading
        What must not hold of a filler.
    apart_from : tuple of Named
        Who is not to be among those who did it.
    """

    ask: Ask
    wanted: Wanted
    opens: tuple[Open, ...] = ()
    participants: tuple[Participant, ...] = ()
    places: tuple[About, ...] = ()
    topics: tuple[About, ...] = ()
    details: tuple[Detail, ...] = ()
    times: tuple[When, ...] = ()
    status: Status = "occurred"
    order: Order = ""
    top: int = 1
    more_than: int | None = None
    fewer_than: int | None = None
    counted: bool = False
    also: tuple[Reading, ...] = ()
    either: tuple[Reading, ...] = ()
    but_not: tuple[Reading, ...] = ()
    apart_from: tuple[Named, ...] = ()
