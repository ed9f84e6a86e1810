"""PLOVER's event types and modes, read from `ontology/plover.ttl`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import MappingProxyType

import pyoxigraph as ox

from kg.errors import TableError
from kg.namespaces import KG, PLOVER, RDF, RDFS, SKOS
from kg.resources import folder

# The vocabulary that goes into every store; the shapes judge data and stay outside it.
VOCABULARY_FILES = ("aide-memoire.ttl", "plover.ttl")

_Properties = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mode:
    """How an event of one type is done: `phone` for CONSULT.

    Parameters
    ----------
    name : str
        PLOVER's name, ``phone``.
    label : str
        In words, ``phone call``.
    intensity : float
        PLOVER's conflict-cooperation score, -10 to 10.
    cameo : str
        The CAMEO code that stands for it best; zeros lead.
    cameo_from : tuple of str
        Every CAMEO code that converts to it.
    """

    name: str
    label: str
    definition: str
    intensity: float
    cameo: str
    cameo_from: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EventType:
    """One of PLOVER's 16 event types.

    Parameters
    ----------
    quad, quad_class : str, int
        ``verbal cooperation`` 1, ``material cooperation`` 2, ``verbal conflict`` 3, ``material conflict`` 4.
    intensity : float
        The score of the type, for an event without a mode.
    needs_recipient : bool
        No event of this type without someone to whom it is done.
    recipient_may_be_unsaid : bool
        A sentence tells such an event also where it leaves to the rest of the text to whom it is done.
    symmetric : bool
        Both sides do it: to be an actor or a recipient is the same.
    modes : mapping of str to Mode
    """

    name: str
    label: str
    definition: str
    quad: str
    quad_class: int
    intensity: float
    needs_recipient: bool
    recipient_may_be_unsaid: bool
    symmetric: bool
    cameo: str
    cameo_from: tuple[str, ...] = ()
    modes: Mapping[str, Mode] = field(default_factory=dict, hash=False)


@cache
def event_types() -> Mapping[str, EventType]:
    """The event types by name, in the order of quad class and name.

    Raises
    ------
    TableError
        If the file is missing or cannot be parsed, or if a type or mode in it is incomplete.
    """
    return read_event_types(folder("ontology") / "plover.ttl")


def event_type(name: str) -> EventType:
    """The event type of that name.

    Raises
    ------
    TableError
        If PLOVER has no such type.
    """
    types = event_types()
    if name not in types:
        raise TableError(f"no event type {name!r}", remedy=f"one of {', '.join(types)}")
    return types[name]


def mode_of(type_name: str, mode: str) -> Mode:
    """The mode of that type and name.

    Raises
    ------
    TableError
        If the type has no such mode.
    """
    kind = event_type(type_name)
    if mode not in kind.modes:
        known = ", ".join(kind.modes) or "none, leave it out"
        raise TableError(f"{type_name} has no mode {mode!r}", remedy=f"its modes: {known}")
    return kind.modes[mode]


def intensity(type_name: str, mode: str | None = None) -> float:
    """The conflict-cooperation score of a type or mode, -10 (worst conflict) to 10.

    Examples
    --------
    >>> intensity("CONSULT", "phone")
    1.5
    """
    return (mode_of(type_name, mode) if mode else event_type(type_name)).intensity


def cameo(type_name: str, mode: str | None = None) -> str:
    """The CAMEO code that stands for a type or mode.

    Examples
    --------
    >>> cameo("CONSULT", "phone")
    '041'
    """
    return (mode_of(type_name, mode) if mode else event_type(type_name)).cameo


def read_event_types(path: Path) -> Mapping[str, EventType]:
    """The event types of one Turtle file.

    Raises
    ------
    TableError
        See `event_types`.
    """
    nodes = _nodes(path)
    modes: dict[str, list[Mode]] = defaultdict(list)
    for iri, node in nodes.items():
        if KG + "Mode" in node.get(RDF + "type", ()):
            modes[_one(path, iri, node, SKOS + "broader")].append(_mode(path, iri, node))
    types = [
        _type(path, iri, node, modes.pop(iri, []))
        for iri, node in nodes.items()
        if KG + "EventType" in node.get(RDF + "type", ())
    ]
    if modes:
        raise TableError(
            f"modes of a type that is not there: {', '.join(sorted(modes))}",
            where=str(path),
            remedy="let skos:broader of the mode name a kg:EventType",
        )
    if not types:
        raise TableError("no kg:EventType in it", where=str(path), remedy="restore the file")
    types.sort(key=lambda t: (t.quad_class, t.name))
    return MappingProxyType({t.name: t for t in types})


def _type(path: Path, iri: str, node: _Properties, modes: list[Mode]) -> EventType:
    kind = EventType(
        name=_one(path, iri, node, SKOS + "notation"),
        label=_one(path, iri, node, RDFS + "label"),
        definition=_one(path, iri, node, SKOS + "definition"),
        quad=_one(path, iri, node, KG + "quad"),
        quad_class=int(_number(path, iri, node, KG + "quadClass")),
        intensity=_score(path, iri, node),
        needs_recipient=_one(path, iri, node, KG + "requiresRecipient") == "true",
        recipient_may_be_unsaid="true" in node.get(KG + "recipientMayBeUnsaid", ()),
        symmetric=_one(path, iri, node, KG + "symmetric") == "true",
        cameo=_one(path, iri, node, KG + "cameo"),
        cameo_from=tuple(sorted(node.get(KG + "cameoFrom", ()))),
        modes=MappingProxyType({mode.name: mode for mode in sorted(modes, key=lambda m: m.name)}),
    )
    if iri != PLOVER + kind.name:
        raise _wrong(path, iri, f"skos:notation {kind.name!r} is not the name in the IRI")
    strangers = {kind.cameo, *(m.cameo for m in modes)} - set(kind.cameo_from)
    if strangers:
        raise _wrong(path, iri, f"kg:cameo {', '.join(sorted(strangers))} is not among the kg:cameoFrom of the type")
    return kind


def _mode(path: Path, iri: str, node: _Properties) -> Mode:
    return Mode(
        name=_one(path, iri, node, SKOS + "notation"),
        label=_one(path, iri, node, RDFS + "label"),
        definition=_one(path, iri, node, SKOS + "definition"),
        intensity=_score(path, iri, node),
        cameo=_one(path, iri, node, KG + "cameo"),
        cameo_from=tuple(sorted(node.get(KG + "cameoFrom", ()))),
    )


def _nodes(path: Path) -> dict[str, dict[str, tuple[str, ...]]]:
    """Every IRI that is a subject in the file, with its properties."""
    nodes: dict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
    try:
        for triple in ox.parse(path=path, format=ox.RdfFormat.TURTLE):
            if isinstance(triple.subject, ox.NamedNode) and isinstance(triple.object, ox.NamedNode | ox.Literal):
                properties = nodes[triple.subject.value]
                predicate = triple.predicate.value
                properties[predicate] = (*properties.get(predicate, ()), triple.object.value)
    except FileNotFoundError as error:
        raise TableError("the file is missing", where=str(path), remedy="install the package again") from error
    except SyntaxError as error:
        place = f"{path}:{error.lineno}" if error.lineno else str(path)
        raise TableError(f"not Turtle: {error.msg}", where=place, remedy="mend the line") from error
    return nodes


def _one(path: Path, iri: str, node: _Properties, predicate: str) -> str:
    values = node.get(predicate, ())
    if len(values) != 1:
        name = predicate.rsplit("#", 1)[-1]
        raise _wrong(path, iri, f"has {len(values)} values of {name!r}, and needs exactly one")
    return values[0]


def _number(path: Path, iri: str, node: _Properties, predicate: str) -> float:
    text = _one(path, iri, node, predicate)
    try:
        return float(text)
    except ValueError as error:
        raise _wrong(path, iri, f"{text!r} is not a number") from error


def _score(path: Path, iri: str, node: _Properties) -> float:
    value = _number(path, iri, node, KG + "intensity")
    if not -10 <= value <= 10:
        raise _wrong(path, iri, f"kg:intensity {value:g} is outside -10 to 10")
    return value


def _wrong(path: Path, iri: str, what: str) -> TableError:
    return TableError(f"{iri}: {what}", where=str(path), remedy="mend the block of this type or mode")
