"""The core types: what flows from an article to an answer.

Everything here is frozen, compares by value and knows nothing of spaCy, RDF or HTTP.
Names follow PLOVER (type, mode, actor, recipient), SEM (event, actor, place, time) and
PROV-O (claim, source, attribution).
"""

from __future__ import annotations

import calendar
import functools
import re
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Literal, TypeAlias

from kg import cards

Kind: TypeAlias = Literal["person", "state", "organisation", "group", "place", "topic"]
Status: TypeAlias = Literal["occurred", "future", "hypothetical", "negated"]
Granularity: TypeAlias = Literal["day", "month", "year"]

_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One text with what is known of its origin (schema:NewsArticle, prov:Entity).

    Parameters
    ----------
    id : str
        Unique in the store; given, else the file's stem, else a hash of the text.
    text : str
        As given; every offset in the project counts characters of this string.
    published : str, optional
        ISO date or date-time.
    published_from : str, optional
        Where `published` was found: ``metadata``, or what in the text said it
        (``dateline``, ``byline``, ``post``, ``origin``).
    """

    id: str
    text: str
    title: str | None = None
    published: str | None = None
    published_from: str | None = None
    source: str | None = None
    url: str | None = None
    language: str | None = None
    retrieved: str | None = None

    @property
    def day(self) -> date | None:
        """The day of publication, where it is known to the day."""
        return date.fromisoformat(self.published[:10]) if self.published else None


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeSpan:
    """A time of known precision (OWL-Time): ``2024``, ``2024-07``, ``2024-07-11``, or from one to another.

    Parameters
    ----------
    start, end : str
        ISO date cut to what is known. `end` equals `start` for a single day, month or year.

    Examples
    --------
    >>> TimeSpan(start="2024-02", end="2024-02").latest
    datetime.date(2024, 2, 29)
    """

    start: str
    end: str

    def __post_init__(self) -> None:
        if self.earliest > self.latest:
            raise ValueError(f"a time that ends before it starts: {self.start}/{self.end}")

    def __str__(self) -> str:
        return self.start if self.start == self.end else f"{self.start}/{self.end}"

    @classmethod
    def on(cls, when: str | date) -> TimeSpan:
        """The span of one day, month or year."""
        text = when if isinstance(when, str) else when.isoformat()
        return cls(start=text, end=text)

    @property
    def granularity(self) -> Granularity:
        """How precisely the start is known."""
        return {4: "year", 7: "month"}.get(len(self.start), "day")  # type: ignore[return-value]

    @property
    def earliest(self) -> date:
        """First day that `start` may mean."""
        return _first(self.start)

    @property
    def latest(self) -> date:
        """Last day that `end` may mean."""
        return _last(self.end)


def _split(text: str) -> tuple[int, int | None, int | None]:
    found = _PARTIAL.match(text)
    if not found:
        raise ValueError(f"not an ISO year, month or day: {text!r}")
    year, month, day = found.groups()
    return int(year), int(month) if month else None, int(day) if day else None


# News tells of the same few days again and again.
@functools.lru_cache(maxsize=1 << 12)
def _first(text: str) -> date:
    year, month, day = _split(text)
    return date(year, month or 1, day or 1)


@functools.lru_cache(maxsize=1 << 12)
def _last(text: str) -> date:
    year, month, day = _split(text)
    month = month or 12
    return date(year, month, day or calendar.monthrange(year, month)[1])


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """Someone, something or somewhere with a name (sem:Actor, sem:Place, or a topic).

    Parameters
    ----------
    id : str
        IRI.
    label : str
        Canonical English name, with diacritics.
    aliases : tuple of str
        Other names.
    country : str, optional
        ISO 3166-1 alpha-3 of the state it is, belongs to or acts for.
    sector : str, optional
        PLOVER / CAMEO sector (GOV, MIL, REB, OPP, IGO, ...).
    lat, lon : float, optional
        WGS84 degrees.
    """

    id: str
    kind: Kind
    label: str
    aliases: tuple[str, ...] = ()
    country: str | None = None
    sector: str | None = None
    wikidata: str | None = None
    lat: float | None = None
    lon: float | None = None

    def _repr_html_(self) -> str:
        return cards.entity(asdict(self))


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A person in an office of a state or body from a day to a day (org:Membership).

    `end` None means still in office; `status` is ``""``, ``acting`` or ``rival``.
    """

    person: str
    office: str
    body: str
    start: date
    end: date | None = None
    status: str = ""
    source: str = ""

    def holds(self, on: date) -> bool:
        """Was the person in office on that day?"""
        return self.start <= on and (self.end is None or on <= self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """An entity as it takes part in one event: as whom, and for which sector."""

    entity: Entity
    role: str | None = None
    sector: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """How many, or how much, an article tells of one event (schema:QuantitativeValue).

    Parameters
    ----------
    counted : str
        What is counted: ``killed``, ``arrested``, ``protesters``, ``money``; a row of `quantities.csv`.
    low, high : int, optional
        The least and the most, both included: equal for an exact number, None where it is open ("at least 20").
    hedged : bool
        Whether it is told as not exact: "some 300".
    unit : str, optional
        Of money the currency, by its ISO 4217 code.
    start, end : int
        Half-open character offsets of the number into the article's text.

    Examples
    --------
    >>> str(Quantity(counted="killed", low=20, high=None, start=0, end=11))
    'killed: at least 20'
    """

    counted: str
    low: int | None
    high: int | None
    hedged: bool = False
    unit: str | None = None
    start: int
    end: int

    def __str__(self) -> str:
        return f"{self.counted}: {self.number}"

    @property
    def number(self) -> str:
        """The number in words and digits: ``about 300``, ``20 to 30``, ``at least 40,000,000 USD``."""
        if self.low is None or self.high is None:
            said = f"at most {self.high:,}" if self.high is not None else f"at least {self.low:,}"
        else:
            said = f"{self.low:,}" if self.low == self.high else f"{self.low:,} to {self.high:,}"
            said = f"about {said}" if self.hedged else said
        return f"{said} {self.unit}" if self.unit else said

    def as_record(self) -> dict[str, Any]:
        """The number as it stands in an event line."""
        return {
            "counted": self.counted,
            "low": self.low,
            "high": self.high,
            "hedged": self.hedged,
            "unit": self.unit,
            "start": self.start,
            "end": self.end,
        }


def frame_of(rule: str) -> str:
    """The frame in the name of a row of the lexicon; empty where another rule found the claim.

    Examples
    --------
    >>> frame_of("call/v:ring@135")
    'ring'
    """
    return rule.rpartition("@")[0].rpartition(":")[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What one article says of one event, with the words that say it.

    Parameters
    ----------
    type, mode : str
        PLOVER event type (``CONSULT``) and mode (``phone``) or None.
    quote, start, end : str, int, int
        The sentence and its half-open character offsets: ``text[start:end] == quote``.
    speaker : str, optional
        Who, within the article, is quoted as saying so.
    attributed_to : str, optional
        The reporting source that the article names ("Turkish Directorate of Communications").
    confidence : float
        0 to 1.
    rule : str
        The lexicon row and the path that fired.
    quantities : tuple of Quantity
        The numbers that it tells.
    """

    id: str
    article: str
    type: str
    mode: str | None
    status: Status
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...] = ()
    mediators: tuple[Party, ...] = ()
    time: TimeSpan | None = None
    place: Entity | None = None
    topics: tuple[Entity, ...] = ()
    quote: str
    start: int
    end: int
    speaker: str | None = None
    attributed_to: str | None = None
    confidence: float
    rule: str
    quantities: tuple[Quantity, ...] = ()
    published: str | None = None
    source: str | None = None
    url: str | None = None

    def as_record(self) -> dict[str, Any]:
        """The claim as a source of an event line."""
        return {
            "article": self.article,
            "quote": self.quote,
            "start": self.start,
            "end": self.end,
            "published": self.published,
            "source": self.source,
            "url": self.url,
            "status": self.status,
            "speaker": self.speaker,
            "attributed_to": self.attributed_to,
            "rule": self.rule,
            "confidence": self.confidence,
            "says": {
                "mode": self.mode,
                "actors": [p.entity.label for p in self.actors],
                "recipients": [p.entity.label for p in self.recipients],
                "day": str(self.time) if self.time else None,
                "place": self.place.label if self.place else None,
                "quantities": [each.as_record() for each in self.quantities],
            },
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """What some reports say of an event: in words, with the ids of the claims that say it and of their articles."""

    value: str
    claims: tuple[str, ...]
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """A number of an event as most reports have it, with the ids of the claims that bear it out and their articles."""

    quantity: Quantity
    claims: tuple[str, ...]
    articles: tuple[str, ...]

    def as_record(self) -> dict[str, Any]:
        """The number as it stands in an event line."""
        told = self.quantity.as_record()
        del told["start"], told["end"]
        return {**told, "claims": [*self.claims], "articles": [*self.articles]}


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """Where reports of one event contradict each other.

    Parameters
    ----------
    field : str
        On what; of numbers there may be several, and each version names what is counted.
    versions : tuple of Version
        What is taken to be so comes first, with whatever supports it; then what others say.
    """

    field: Literal["time", "place", "actors", "status", "number"]
    versions: tuple[Version, ...]

    def as_record(self) -> dict[str, Any]:
        """The disagreement as it stands in an event line."""
        versions = [{"value": v.value, "claims": [*v.claims], "articles": [*v.articles]} for v in self.versions]
        return {"field": self.field, "versions": versions}


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One real-world event with every claim of it (sem:Event).

    Parameters
    ----------
    copies : tuple of (str, str)
        Articles that are copies or updates of another that reports the event as well, each with that other's id.
    quantities : tuple of Tally
        How many were killed, arrested, sent, as most reports that tell it have it.
    """

    id: str
    type: str
    mode: str | None
    status: Status
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...] = ()
    mediators: tuple[Party, ...] = ()
    time: TimeSpan | None = None
    place: Entity | None = None
    topics: tuple[Entity, ...] = ()
    confidence: float
    intensity: float
    quad: str
    cameo: str
    claims: tuple[Claim, ...]
    copies: tuple[tuple[str, str], ...] = ()
    quantities: tuple[Tally, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()

    @property
    def reports(self) -> int:
        """In how many articles the event is reported, copies of one another counted once."""
        return len({claim.article for claim in self.claims}) - len(self.copies)

    def as_record(self) -> dict[str, Any]:
        """The event line that `kg export events` writes."""
        return {
            "id": self.id,
            "type": self.type,
            "mode": self.mode,
            "status": self.status,
            "cameo": self.cameo,
            "intensity": self.intensity,
            "quad": self.quad,
            "actors": [party_record(p) for p in self.actors],
            "recipients": [party_record(p) for p in self.recipients],
            "mediators": [party_record(p) for p in self.mediators],
            "start": self.time.start if self.time else None,
            "end": self.time.end if self.time else None,
            "place": place_record(self.place) if self.place else None,
            "topics": [{"id": t.id, "label": t.label, "aliases": list(t.aliases)} for t in self.topics],
            "confidence": self.confidence,
            "reports": self.reports,
            "copies": [{"article": article, "of": original} for article, original in self.copies],
            "quantities": [each.as_record() for each in self.quantities],
            "disagreements": [each.as_record() for each in self.disagreements],
            "sources": [c.as_record() for c in self.claims],
        }

    def _repr_html_(self) -> str:
        return cards.event(self.as_record())


def party_record(party: Party) -> dict[str, Any]:
    """A party as it stands in an event line."""
    e = party.entity
    return {
        "id": e.id,
        "label": e.label,
        "aliases": list(e.aliases),
        "kind": e.kind,
        "country": e.country,
        "sector": party.sector or e.sector,
        "role": party.role,
        "wikidata": e.wikidata,
    }


def place_record(place: Entity) -> dict[str, Any]:
    """A place as it stands in an event line."""
    return {
        "id": place.id,
        "label": place.label,
        "aliases": list(place.aliases),
        "lat": place.lat,
        "lon": place.lon,
        "country": place.country,
    }
