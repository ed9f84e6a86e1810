"""The guard of queries beside a whole parser: it refuses what has SERVICE in its tree, not the word as such."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.plugins.sparql.parserutils import CompValue

from kg.errors import QueryError
from kg.sparql import check

PROLOGUE = (
    "PREFIX : <urn:x:service> # SERVICE <urn:x> {\nPREFIX service: <http://a.example/SERVICE#>\n"
    "PREFIX ex: <http://a.example/>\n"
)
VARIABLES = st.sampled_from(("?s", "?service", "$SERVICE", "?o"))
IRIS = st.sampled_from(
    ("<http://a.example/service>", "<urn:SERVICE>", "ex:service", "service:p", "ex:SERVICE.x", "ex:my-service",
     ":service")
)  # fmt: skip
LITERALS = st.sampled_from(
    ("'SERVICE <urn:x> {'", '"it\'s a service"', "'''SERVICE\n<urn:x> {}'''", '"""a "SERVICE" {"""', "'x'@service", "1",
     "true", '"service"^^ex:service', r"'\'SERVICE <urn:x> {'", r'"\\"')
)  # fmt: skip
SPACE = st.sampled_from((" ", "\n", "\t", " # SERVICE <urn:x> { }\n", "\r\n", " #'\n", ' #"""\n'))
OPERATORS = st.sampled_from(("<", ">", "<=", ">=", "=", "!="))
KEYWORDS = st.sampled_from(("SERVICE", "service", "SerVice", "SERVICE SILENT", "service#\nSILENT"))


@st.composite
def triples(draw: st.DrawFn) -> str:
    subject, verb = draw(st.one_of(VARIABLES, IRIS)), draw(st.one_of(VARIABLES, IRIS, st.just("a")))
    last = draw(st.one_of(VARIABLES, IRIS, LITERALS))
    return draw(SPACE).join((subject, verb, last)) + " ."


@st.composite
def filters(draw: st.DrawFn) -> str:
    terms = st.one_of(VARIABLES, IRIS, LITERALS)
    first, second = (f"{draw(VARIABLES)} {draw(OPERATORS)} {draw(terms)}" for _ in range(2))
    return f"FILTER({first} {draw(st.sampled_from(('&&', '||')))} {second})"


def groups(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    several = st.lists(inner, min_size=1, max_size=3).map("\n".join)
    away = st.tuples(KEYWORDS, SPACE, st.one_of(IRIS, VARIABLES), SPACE, several).map(
        lambda p: f"{p[0]}{p[1]}{p[2]}{p[3]}{{ {p[4]} }}"
    )
    return st.one_of(
        away,
        several.map(lambda g: f"OPTIONAL {{ {g} }}"),
        several.map(lambda g: f"MINUS {{{g}}}"),
        several.map(lambda g: f"FILTER NOT EXISTS {{ {g} }}"),
        st.tuples(st.one_of(IRIS, VARIABLES), SPACE, several).map(lambda p: f"GRAPH {p[0]}{p[1]}{{ {p[2]} }}"),
        several.map(lambda g: f"{{ SELECT * {{ {g} }} }}"),
        st.tuples(several, several).map(lambda p: f"{{ {p[0]} }} UNION {{ {p[1]} }}"),
        st.tuples(several, LITERALS).map(lambda p: f"{p[0]} BIND({p[1]} AS ?b{len(p[0])})"),
    )


QUERIES = st.tuples(
    st.sampled_from(
        ("SELECT * ", "ASK ", "SELECT ?service WHERE", "DESCRIBE ?s ", "CONSTRUCT { ?s ex:service ?o } WHERE ")
    ),
    st.recursive(st.one_of(triples(), triples(), filters()), groups, max_leaves=6),
).map(lambda p: f"{PROLOGUE}{p[0]}{{ {p[1]} }}")  # fmt: skip


def has_service(tree: Any) -> bool:
    """Is the keyword anywhere in rdflib's tree?"""
    if isinstance(tree, CompValue):
        return tree.name == "ServiceGraphPattern" or any(map(has_service, tree.values()))
    return not isinstance(tree, str) and hasattr(tree, "__iter__") and any(map(has_service, tree))


@settings(max_examples=200, deadline=None)
@given(QUERIES)
def test_the_guard_and_a_parser_agree(sparql: str) -> None:
    try:
        tree = parseQuery(sparql)
    except RecursionError:  # it gives up at a few groups within each other
        reject()
    if has_service(tree):
        with pytest.raises(QueryError, match="SERVICE reaches out"):
            check(sparql)
    else:
        check(sparql)


def test_the_tree_shows_what_it_should() -> None:
    assert has_service(parseQuery("ASK { OPTIONAL { { SELECT * { SERVICE <urn:x> { ?s ?p ?o } } } } }"))
    assert not has_service(parseQuery("ASK { ?service <urn:service> 'SERVICE <urn:x> {}' }"))
