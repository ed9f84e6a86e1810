"""What columns are made of: arrays, texts, and which events have which values."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from kg.queries.links import Links, Numbers
from kg.queries.texts import Texts

Times: TypeAlias = npt.NDArray[np.bytes_]
Days: TypeAlias = npt.NDArray[np.datetime64]
Values: TypeAlias = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What columns are made of.

    Attributes
    ----------
    ids : Texts
        Of the events, in order.
    starts, ends : array of bytes
        As given, a year, month or day; empty for the undated.
    earliest, latest : array of datetime64[D]
        First and last possible day; NaT for the undated.
    types, modes, statuses, quads, actors, recipients, mediators, parties, places, topics : Links
        IRIs for whoever and whatever has one, else plain values.
    countries, sectors : Links
        Of those who take part.
    own_sectors : Links
        For which those who take part act in just that event.
    claim_ids : Texts
        In order.
    claim_events : array of int
        The event that each claim tells of.
    rules : Links
        The claims, not the events, by the rule that found them.
    quotes : Texts
        Of each claim, in lower case and one line.
    """

    ids: Texts
    starts: Times
    ends: Times
    earliest: Days
    latest: Days
    reports: Values
    confidence: Values
    intensity: Values
    types: Links
    modes: Links
    statuses: Links
    quads: Links
    actors: Links
    recipients: Links
    mediators: Links
    parties: Links
    places: Links
    topics: Links
    countries: Links
    sectors: Links
    own_sectors: Links
    claim_ids: Texts
    claim_events: Numbers
    rules: Links
    quotes: Texts


LINKS = tuple(f.name for f in fields(Parts) if f.type == "Links")
TEXTS = tuple(f.name for f in fields(Parts) if f.type == "Texts")
ARRAYS = tuple(f.name for f in fields(Parts) if f.name not in LINKS + TEXTS)
"""The names of the parts, by what they are."""
