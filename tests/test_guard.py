"""The guard and the judge of queries beside whole parsers: they refuse the keywords, not the words as such."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pyoxigraph as ox
import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.plugins.sparql.parserutils import CompValue

from kg.errors import QueryError
from kg.namespaces import PREFIXES
from kg.sparql import check, check_update
from kg.sparql.judge import judge_query, judge_update

AWAY = ("LOAD <http://127.0.0.1:9/x>", "load<http://127.0.0.1:9/x>", "LOAD SILENT ex:x", "LOADex:x INTO GRAPH ex:g")
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
def test_the_guard_the_judge_and_a_parser_agree(sparql: str) -> None:
    try:
        tree = parseQuery(sparql)
    except RecursionError:  # it gives up at a few groups within each other
        reject()
    if has_service(tree):
        with pytest.raises(QueryError, match="SERVICE reaches out"):
            check(sparql)
        with pytest.raises(SyntaxError):
            judge_query(sparql, PREFIXES)
    else:
        check(sparql)
        assert accepts(judge_query, sparql, PREFIXES) == accepts(ox.Store().query, sparql)


def accepts(takes: Callable[..., Any], *arguments: Any) -> bool:
    """Is it well-formed?"""
    try:
        takes(*arguments)
    except SyntaxError:
        return False
    return True


WORDS = st.sampled_from(
    ("load", "LOAD", "service", "SERVICE", "<http://a.example/load>", "ex:load", "load:x", "ex:SERVICE",
     "'LOAD <urn:x>'", '"""service <urn:x> { }"""', "# LOAD <urn:x>\n", "#\n", " ", ";", ".", "{", "}", "INSERT DATA",
     "DELETE WHERE", "INTO", "GRAPH", "SILENT", "<http://127.0.0.1:9/x>", "?s ?p ?load", "ex:s ex:p 'load'",
     "ex:s ex:p 'x'@load", "WHERE", "DELETE {}", "INSERT {}", "true", "1", "ex:a.", "\\u004c",
     "PREFIX load: <http://a.example/>")
)  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(st.lists(WORDS, max_size=7), st.sampled_from(AWAY), st.lists(WORDS, max_size=5))
def test_whatever_the_engine_takes_for_load_is_refused(before: list[str], away: str, after: list[str]) -> None:
    update = "PREFIX ex: <http://a.example/> " + " ".join([*before, away, *after])
    try:
        ox.Store().update(update)
        tried = False
    except SyntaxError:
        tried = False
    except OSError:  # it wanted to reach the port, which it declines
        tried = True
    if tried:
        with pytest.raises(QueryError, match="not allowed"):
            check_update(update)
        with pytest.raises(SyntaxError):
            judge_update(update, {}, None)


HARMLESS = (
    "INSERT DATA { <urn:load> <urn:service> 'LOAD <urn:x>' }",
    "PREFIX ex: <urn:x:> INSERT DATA { ex:load ex:service 'x'@load } # LOAD <urn:x>",
    "DELETE { ?load ?service ?o } INSERT { ?load ?service 1 } WHERE { ?load ?service ?o }",
)


@pytest.mark.parametrize("update", HARMLESS)
def test_the_word_alone_is_no_offence(update: str) -> None:
    check_update(update)
    judge_update(update, {}, None)


@pytest.mark.parametrize("keyword", ["SERVICE", "service", "SerVice"])
def test_the_judge_says_where(keyword: str) -> None:
    with pytest.raises(SyntaxError, match="at 2:"):
        judge_query(f"ASK {{\n{keyword} ?x {{}} }}", {})


def test_the_tree_shows_what_it_should() -> None:
    assert has_service(parseQuery("ASK { OPTIONAL { { SELECT * { SERVICE <urn:x> { ?s ?p ?o } } } } }"))
    assert not has_service(parseQuery("ASK { ?service <urn:service> 'SERVICE <urn:x> {}' }"))
