"""What a query from outside may not say, found without running or parsing it.

The engine offers no switch against ``SERVICE``, which reaches out to other machines. So the query is cut into tokens
and the keyword looked for outside strings, IRIs, comments, variables and names. Two habits of the engine's parser make
that less simple than it sounds, and each has its test: it takes keywords without a space after or before them
(``trueSERVICE<...>``, ``SERVICE:x{...}``), and it reads ``<`` as less-than where an IRI could also begin, so that
``FILTER(?a<2)SERVICE ?x#>`` is a filter, a keyword and a comment. Where both readings are possible, both are followed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.errors import QueryError

_NAME = r"(?:[\w\-:·]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?\#@%])"
_TOKEN = re.compile(
    rf"""
      (?P<space>[ \t\r\n]+|\#[^\r\n]*)
    | (?P<iri><(?:[^\x00-\x20<>"{{}}|^`\\]|\\u[0-9A-Fa-f]{{4}}|\\U[0-9A-Fa-f]{{8}})*>)
    | (?P<string>
        '''(?:'{{0,2}}(?:[^'\\]|\\.))*''' | \"\"\"(?:"{{0,2}}(?:[^"\\]|\\.))*\"\"\"
        | '(?:[^'\\\r\n]|\\.)*' | "(?:[^"\\\r\n]|\\.)*"
      )
    | (?P<language>@[A-Za-z]+(?:-+[A-Za-z0-9]+)*)
    | (?P<variable>[?$]\w+)
    | (?P<prefix>(?:[^\W\d_](?:[\w.\-·]{{0,99}}[\w\-·])?)?|_):(?:{_NAME}(?:(?:{_NAME}|\.)*{_NAME})?)?
    | (?P<word>[^\W\d]\w*)
    | (?P<number>\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)
    | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)
# An IRI with an authority cannot be an expression: after ``name:/`` the second slash has no operand.
_ABSOLUTE = re.compile(r"<[A-Za-z][A-Za-z0-9+.\-]*://")
_FORBIDDEN = "service"
_UPDATES = frozenset({"insert", "delete", "load", "clear", "create", "drop", "copy", "move", "add", "with"})
_PROLOGUE = frozenset({"prefix", "base", "version"})


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    start: int
    end: int
    prefix: str


def check(sparql: str) -> bool:
    """Refuse a query that would change the store or reach out to another machine.

    Returns
    -------
    bool
        Whether the query chooses its own dataset with ``FROM``.

    Raises
    ------
    QueryError
        If it is an update or has the keyword ``SERVICE``.
    """
    tokens = list(_tokens(sparql))
    first = next((x for x in tokens if x.kind == "word" and x.text.lower() not in _PROLOGUE), None)
    if first is not None and first.text.lower() in _UPDATES:
        raise QueryError(
            f"{first.text.upper()} changes the store; only queries are allowed",
            where=position(sparql, first.start),
            remedy="use SELECT, ASK, CONSTRUCT or DESCRIBE",
        )
    found = _find_service(sparql)
    if found is not None:
        raise QueryError(
            "SERVICE reaches out to another machine and is not allowed",
            where=position(sparql, found),
            remedy="query the other endpoint on its own",
        )
    return any(x.kind == "word" and "from" in x.text.lower() for x in tokens)


def position(text: str, offset: int) -> str:
    """An offset as line and column, both from 1."""
    before = text[:offset]
    return f"line {before.count(chr(10)) + 1}, column {offset - before.rfind(chr(10))}"


def _tokens(text: str) -> list[_Token]:
    """The tokens as the grammar of SPARQL has them, without space and comments."""
    tokens, at = [], 0
    while at < len(text):
        token = _token(text, at)
        at = token.end
        if token.kind != "space":
            tokens.append(token)
    return tokens


def _find_service(text: str) -> int | None:
    """Where the keyword stands under any reading of ``<``; None where it does not."""
    # A reading is where the next token starts and whether the token before it was GRAPH.
    todo = [(0, False)]
    seen = set(todo)
    while todo:
        at, after_graph = todo.pop()
        if at >= len(text):
            continue
        token = _token(text, at)
        nexts = [(token.end, after_graph if token.kind == "space" else token.text.lower() == "graph")]
        if token.kind == "iri" and not _ABSOLUTE.match(token.text):
            nexts.append((at + 1, False))
        if _is_service(text, token, after_graph):
            return token.start
        for state in nexts:
            if state not in seen:
                seen.add(state)
                todo.append(state)
    return None


def _is_service(text: str, token: _Token, after_graph: bool) -> bool:
    if token.kind == "word":
        return _FORBIDDEN in token.text.lower()
    if token.kind == "prefix" and _FORBIDDEN in token.prefix.lower():
        # `service:x` is a name, unless a group follows and it is not the name of a graph.
        return not after_graph and _opens_group(text, token.end)
    return False


def _opens_group(text: str, at: int) -> bool:
    while at < len(text):
        token = _token(text, at)
        if token.kind != "space":
            return token.text == "{"
        at = token.end
    return False


def _token(text: str, at: int) -> _Token:
    match = _TOKEN.match(text, at)
    assert match is not None  # the last alternative takes any character
    assert match.lastgroup is not None
    return _Token(match.lastgroup, match.group(), match.start(), match.end(), match.group("prefix") or "")
