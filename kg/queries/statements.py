"""The named queries beside this file."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from urllib.parse import unquote

import pyoxigraph as ox

from kg.namespaces import BASE, article_iri

_PREFIX = f"PREFIX graph: <{BASE}graph/>\n"
_ARTICLE = BASE + "article/"


@cache
def statement(name: str) -> str:
    """The text of ``name.rq``."""
    return _PREFIX + (files("kg.queries") / f"{name}.rq").read_text("utf-8")


def with_conditions(name: str, conditions: Iterable[str]) -> str:
    """The text of ``name.rq`` with more patterns where it has the line ``#CONDITIONS``."""
    return statement(name).replace("#CONDITIONS", "\n  ".join(conditions))


def about(variable: str, iri: ox.NamedNode) -> str:
    """The condition that a variable stands for this IRI.

    The engine can substitute variables itself, but only those that the outermost SELECT returns.
    """
    return f"VALUES ?{variable} {{ {iri} }}"


def article_node(name: str) -> ox.NamedNode:
    """The node of an article by its id or IRI."""
    return ox.NamedNode(article_iri(unquote(name.removeprefix(_ARTICLE)) if name.startswith(_ARTICLE) else name))
