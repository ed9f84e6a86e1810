"""The shapes of `ontology/shapes.ttl` as queries, so that a whole store is held to them where it lies.

A general validator would need every statement in memory, and minutes for a small archive. This one knows what the
shapes use of SHACL and no more; a shape that uses something else is refused, not passed over.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kg.errors import TableError
from kg.namespaces import RDF
from kg.resources import folder

SH = "http://www.w3.org/ns/shacl#"
_TYPE = ox.NamedNode(RDF + "type")
# What says nothing of what is valid.
_ASIDE = {"message", "prefixes", "declare", "severity"}

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Node = dict[str, list[Term]]


@dataclass(frozen=True, slots=True)
class Rule:
    """What must hold.

    Parameters
    ----------
    shape : str
        Of what: ``Event``, ``Claim``, ...
    what : str
        What is wrong where it does not hold.
    grave : bool
        Whether a store in which it does not hold is wrong; else something in it is doubtful (``sh:Warning``).
    query : str
        Finds `this` where it does not.
    """

    shape: str
    what: str
    grave: bool
    query: str


@functools.cache
def rules() -> tuple[Rule, ...]:
    """A rule for each constraint of the shapes that ship.

    Raises
    ------
    TableError
        If a shape uses what is not known here.
    """
    return tuple(read(folder("ontology") / "shapes.ttl"))


def read(path: Path) -> Iterator[Rule]:
    """The rules of a file of shapes; errors as with `rules`."""
    graph = _Graph(path)
    for shape in graph.of_class("NodeShape"):
        yield from _Shape(graph, shape).rules()


class _Graph:
    """A file of shapes by subject."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._nodes: dict[Term, dict[ox.NamedNode, list[Term]]] = {}
        for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
            self._nodes.setdefault(quad.subject, {}).setdefault(quad.predicate, []).append(quad.object)

    def of_class(self, name: str) -> list[Term]:
        return [node for node, said in self._nodes.items() if ox.NamedNode(SH + name) in said.get(_TYPE, ())]

    def constraints(self, node: Term) -> Node:
        """What SHACL says of a node, by the last part of the term."""
        said = self._nodes.get(node, {})
        return {p.value.removeprefix(SH): values for p, values in said.items() if p.value.startswith(SH)}

    def items(self, node: Term) -> list[Term]:
        """The members of a list."""
        found = []
        while node != ox.NamedNode(RDF + "nil"):
            said = self._nodes[node]
            found.append(said[ox.NamedNode(RDF + "first")][0])
            node = said[ox.NamedNode(RDF + "rest")][0]
        return found


class _Shape:
    """One shape: its targets, and what must hold for each."""

    def __init__(self, graph: _Graph, node: Term) -> None:
        self._graph, self._said = graph, graph.constraints(node)
        self._name = _text(node).rsplit("#", 1)[-1]
        targets = [f"{{ ?this a {cls} }}" for cls in self._said.get("targetClass", ())]
        targets += [f"{{ ?this {predicate} ?any }}" for predicate in self._said.get("targetSubjectsOf", ())]
        # One that has several classes comes several times: to tell them apart the engine would hold all of them.
        self._targets = f"{{ SELECT ?this {{ {' UNION '.join(targets)} }} }}"
        self._is_one = f"FILTER EXISTS {{ {' UNION '.join(targets)} }}"

    def rules(self) -> Iterator[Rule]:
        self._only(self._said, {"targetClass", "targetSubjectsOf", "property", "sparql"})
        for node in self._said.get("property", ()):
            yield from self._property(self._graph.constraints(node))
        for node in self._said.get("sparql", ()):
            said = self._graph.constraints(node)
            self._only(said, {"select"})
            body = said["select"][0].value if isinstance(said["select"][0], ox.Literal) else ""
            yield Rule(self._name, _message(said), _grave(said), f"SELECT ?this {{ {_apart(body)} {self._is_one} }}")

    def _property(self, said: Node) -> Iterator[Rule]:
        path = self._path(said["path"][0])
        told = _message(said)
        for name, values in said.items():
            if name in _ASIDE or name == "path":
                continue
            for value in values:
                wrong = self._wrong(name, value, path)
                what = told or f"{_short(path)}: {name} {_short(self._shown(value))}"
                # What lacks something shows only where all are looked at. Of wrong values there are few: they are
                # found first, and then it is asked whose they are.
                found = f"{self._targets} {wrong}" if name == "minCount" else f"{_apart(wrong)} {self._is_one}"
                yield Rule(self._name, what, _grave(said), f"SELECT ?this {{ {found} }}")

    def _wrong(self, name: str, value: Term, path: str) -> str:
        """A pattern of what violates one constraint."""
        each = f"?this {path} ?v ."
        one = _text(value) == "1"
        if name == "minCount" and one:
            return f"FILTER NOT EXISTS {{ ?this {path} ?v }}"
        if name == "maxCount" and one:
            return f"{each} ?this {path} ?w . FILTER(STR(?v) < STR(?w))"
        if name == "class":
            return f"{each} FILTER NOT EXISTS {{ ?v a {value} }}"
        if name in ("lessThan", "lessThanOrEquals"):
            sign = "<" if name == "lessThan" else "<="
            return f"{each} ?this {value} ?w . FILTER(!COALESCE(?v {sign} ?w, false))"
        if name == "equals":
            return (
                f"{{ {each} FILTER NOT EXISTS {{ ?this {value} ?v }} }}"
                f" UNION {{ ?this {value} ?v FILTER NOT EXISTS {{ ?this {path} ?v }} }}"
            )
        if name == "or":
            kinds = [self._graph.constraints(each_) for each_ in self._graph.items(value)]
            if all(set(kind) == {"datatype"} for kind in kinds):
                return f"{each} FILTER({_is_none_of([kind['datatype'][0] for kind in kinds])})"
        test = self._test(name, value)
        if test is None:
            raise self._unknown(f"{name} {value}")
        return f"{each} FILTER({test})"

    def _test(self, name: str, value: Term) -> str | None:
        """What is true of a wrong value; None where the constraint is not known."""
        text = _text(value)
        match name:
            case "datatype":
                return _is_none_of([value])
            case "nodeKind" if text == SH + "IRI":
                return "!isIRI(?v)"
            case "in":
                return f"?v NOT IN ({', '.join(map(str, self._graph.items(value)))})"
            case "pattern":
                return f"!REGEX(STR(?v), {value})"
            case "minLength":
                return f"STRLEN(STR(?v)) < {text}"
            case "minInclusive":
                return f"!COALESCE(?v >= {text}, false)"
            case "maxInclusive":
                return f"!COALESCE(?v <= {text}, false)"
        return None

    def _path(self, node: Term) -> str:
        if isinstance(node, ox.NamedNode):
            return str(node)
        inverse = self._graph.constraints(node).get("inversePath", ())
        if len(inverse) != 1:
            raise self._unknown("its path")
        return f"^{inverse[0]}"

    def _shown(self, value: Term) -> str:
        return "" if isinstance(value, ox.BlankNode) else _text(value)

    def _only(self, said: Node, known: set[str]) -> None:
        for name in said:
            if name not in known | _ASIDE:
                raise self._unknown(name)

    def _unknown(self, what: str) -> TableError:
        return TableError(
            f"the shape {self._name} has {what}, which kg check does not know",
            where=str(self._graph.path),
            remedy="write it with sh:sparql, or teach it to kg.integrity.shapes",
        )


def _apart(pattern: str) -> str:
    return f"{{ SELECT ?this {{ {pattern} }} }}"


def _is_none_of(kinds: list[Term]) -> str:
    return f"!COALESCE(DATATYPE(?v) IN ({', '.join(map(str, kinds))}), false)"


def _message(said: Node) -> str:
    return next((_text(each) for each in said.get("message", ())), "")


def _grave(said: Node) -> bool:
    return ox.NamedNode(SH + "Warning") not in said.get("severity", ())


def _short(text: str) -> str:
    return text.strip("<>").rsplit("#", 1)[-1].rsplit("/", 1)[-1]


def _text(term: Term) -> str:
    return "" if isinstance(term, ox.Triple) else term.value
