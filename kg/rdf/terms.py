"""The terms that the graph is written with, and literals; a mistyped name fails at import."""

from __future__ import annotations

from datetime import date
from typing import TypeAlias

import pyoxigraph as ox

from kg import namespaces as ns

Object: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple

A = ox.NamedNode(ns.RDF + "type")
LABEL = ox.NamedNode(ns.RDFS + "label")
PREF_LABEL = ox.NamedNode(ns.SKOS + "prefLabel")
ALT_LABEL = ox.NamedNode(ns.SKOS + "altLabel")
CONCEPT = ox.NamedNode(ns.SKOS + "Concept")
SAME_AS = ox.NamedNode(ns.OWL + "sameAs")
LATITUDE = ox.NamedNode(ns.GEO + "lat")
LONGITUDE = ox.NamedNode(ns.GEO + "long")

SEM_EVENT = ox.NamedNode(ns.SEM + "Event")
SEM_ACTOR = ox.NamedNode(ns.SEM + "Actor")
SEM_PLACE = ox.NamedNode(ns.SEM + "Place")
HAS_ACTOR = ox.NamedNode(ns.SEM + "hasActor")
HAS_PLACE = ox.NamedNode(ns.SEM + "hasPlace")
HAS_TIME_STAMP = ox.NamedNode(ns.SEM + "hasTimeStamp")
HAS_BEGIN_TIME_STAMP = ox.NamedNode(ns.SEM + "hasBeginTimeStamp")
HAS_END_TIME_STAMP = ox.NamedNode(ns.SEM + "hasEndTimeStamp")

PROV_ENTITY = ox.NamedNode(ns.PROV + "Entity")
GENERATED_AT = ox.NamedNode(ns.PROV + "generatedAtTime")
PROV_AGENT = ox.NamedNode(ns.PROV + "Agent")
WAS_QUOTED_FROM = ox.NamedNode(ns.PROV + "wasQuotedFrom")
WAS_ATTRIBUTED_TO = ox.NamedNode(ns.PROV + "wasAttributedTo")

MEMBERSHIP = ox.NamedNode(ns.ORG + "Membership")
MEMBER = ox.NamedNode(ns.ORG + "member")
ORGANIZATION = ox.NamedNode(ns.ORG + "organization")

NEWS_ARTICLE = ox.NamedNode(ns.SCHEMA + "NewsArticle")
IDENTIFIER = ox.NamedNode(ns.SCHEMA + "identifier")
HEADLINE = ox.NamedNode(ns.SCHEMA + "headline")
DATE_PUBLISHED = ox.NamedNode(ns.SCHEMA + "datePublished")
URL = ox.NamedNode(ns.SCHEMA + "url")
IN_LANGUAGE = ox.NamedNode(ns.SCHEMA + "inLanguage")
QUANTITATIVE_VALUE = ox.NamedNode(ns.SCHEMA + "QuantitativeValue")
VALUE = ox.NamedNode(ns.SCHEMA + "value")
MIN_VALUE = ox.NamedNode(ns.SCHEMA + "minValue")
MAX_VALUE = ox.NamedNode(ns.SCHEMA + "maxValue")
UNIT_TEXT = ox.NamedNode(ns.SCHEMA + "unitText")

CLAIM = ox.NamedNode(ns.KG + "Claim")
CORRECTION = ox.NamedNode(ns.KG + "Correction")
DESCRIPTION = ox.NamedNode(ns.KG + "Description")
PARTY_CLASS = ox.NamedNode(ns.KG + "Party")
TERM = ox.NamedNode(ns.KG + "Term")
TOPIC_CLASS = ox.NamedNode(ns.KG + "Topic")
UNREALISED_EVENT = ox.NamedNode(ns.KG + "UnrealisedEvent")

ABOUT = ox.NamedNode(ns.KG + "about")
ACTOR = ox.NamedNode(ns.KG + "actor")
APART_FROM = ox.NamedNode(ns.KG + "apartFrom")
APPLIED = ox.NamedNode(ns.KG + "applied")
ATTRIBUTED_TO = ox.NamedNode(ns.KG + "attributedTo")
BLOCK = ox.NamedNode(ns.KG + "block")
BY = ox.NamedNode(ns.KG + "by")
CAMEO = ox.NamedNode(ns.KG + "cameo")
CHANGE = ox.NamedNode(ns.KG + "change")
CONFIDENCE = ox.NamedNode(ns.KG + "confidence")
CONSOLIDATED = ox.NamedNode(ns.KG + "consolidated")
COPIED_FROM = ox.NamedNode(ns.KG + "copiedFrom")
COPY_OF = ox.NamedNode(ns.KG + "copyOf")
COUNTED = ox.NamedNode(ns.KG + "counted")
COUNTRY = ox.NamedNode(ns.KG + "country")
DESCRIBES = ox.NamedNode(ns.KG + "describes")
EARLIEST = ox.NamedNode(ns.KG + "earliest")
END = ox.NamedNode(ns.KG + "end")
ENTITY = ox.NamedNode(ns.KG + "entity")
EVENT_TYPE = ox.NamedNode(ns.KG + "eventType")
FINGERPRINT = ox.NamedNode(ns.KG + "fingerprint")
HAS_CLAIM = ox.NamedNode(ns.KG + "hasClaim")
HEDGED = ox.NamedNode(ns.KG + "hedged")
INTENSITY = ox.NamedNode(ns.KG + "intensity")
JOINS = ox.NamedNode(ns.KG + "joins")
KIND = ox.NamedNode(ns.KG + "kind")
LATEST = ox.NamedNode(ns.KG + "latest")
MEDIATOR = ox.NamedNode(ns.KG + "mediator")
MODE = ox.NamedNode(ns.KG + "mode")
OFFICE = ox.NamedNode(ns.KG + "office")
PARTY = ox.NamedNode(ns.KG + "party")
POSITION = ox.NamedNode(ns.KG + "position")
PUBLISHED = ox.NamedNode(ns.KG + "published")
PUBLISHED_FROM = ox.NamedNode(ns.KG + "publishedFrom")
QUAD = ox.NamedNode(ns.KG + "quad")
QUANTITY = ox.NamedNode(ns.KG + "quantity")
QUOTE = ox.NamedNode(ns.KG + "quote")
QUOTE_END = ox.NamedNode(ns.KG + "quoteEnd")
QUOTE_START = ox.NamedNode(ns.KG + "quoteStart")
RECIPIENT = ox.NamedNode(ns.KG + "recipient")
REPORTS = ox.NamedNode(ns.KG + "reports")
RETRIEVED = ox.NamedNode(ns.KG + "retrieved")
ROLE = ox.NamedNode(ns.KG + "role")
RULE = ox.NamedNode(ns.KG + "rule")
SECTOR = ox.NamedNode(ns.KG + "sector")
SKETCH = ox.NamedNode(ns.KG + "sketch")
SLOT = ox.NamedNode(ns.KG + "slot")
SOURCE = ox.NamedNode(ns.KG + "source")
SPEAKER = ox.NamedNode(ns.KG + "speaker")
START = ox.NamedNode(ns.KG + "start")
STATUS = ox.NamedNode(ns.KG + "status")
TERM_STATUS = ox.NamedNode(ns.KG + "termStatus")
TEXT = ox.NamedNode(ns.KG + "text")
TOPIC = ox.NamedNode(ns.KG + "topic")
WAITING = ox.NamedNode(ns.KG + "waiting")
WHY = ox.NamedNode(ns.KG + "why")
WIKIDATA_ID = ox.NamedNode(ns.KG + "wikidata")

EVENTS = ox.NamedNode(ns.EVENTS_GRAPH)
WORLD = ox.NamedNode(ns.WORLD_GRAPH)
VOCABULARY = ox.NamedNode(ns.VOCABULARY_GRAPH)
IDENTITY = ox.NamedNode(ns.IDENTITY_GRAPH)
CORRECTIONS = ox.NamedNode(ns.CORRECTIONS_GRAPH)

_DATE_TIME = ox.NamedNode(ns.XSD + "dateTime")
_DATE = ox.NamedNode(ns.XSD + "date")
_MONTH = ox.NamedNode(ns.XSD + "gYearMonth")
_YEAR = ox.NamedNode(ns.XSD + "gYear")
_URI = ox.NamedNode(ns.XSD + "anyURI")


def number(value: float) -> ox.Literal:
    """A double as the engine itself writes it, so that what is stored compares equal to what is written."""
    return ox.Literal(float(value) + 0.0)  # adding 0.0 makes -0.0 plain zero


def day(value: date) -> ox.Literal:
    """An xsd:date."""
    return ox.Literal(value.isoformat(), datatype=_DATE)


def moment(value: str) -> ox.Literal:
    """An xsd:dateTime."""
    return ox.Literal(value, datatype=_DATE_TIME)


def partial(value: str) -> ox.Literal:
    """A year, month or day by how much of it is there: xsd:gYear, xsd:gYearMonth, xsd:date."""
    return ox.Literal(value, datatype={4: _YEAR, 7: _MONTH}.get(len(value), _DATE))


def uri(value: str) -> ox.Literal:
    """A web address as text, whether or not it is a valid IRI."""
    return ox.Literal(value, datatype=_URI)
