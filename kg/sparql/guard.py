"""What a query from outside may not say, found without running or parsing it.

The engine offers no switch against ``SERVICE``, which reaches out to other machines, and shows nobody its parse tree.
The tree of another parser would not be that of the query that runs: rdflib's knows no SPARQL 1.2, takes things for
malformed that the engine runs, and gives up at a hundred triples or groups. So the query is cut into tokens, and the
keyword looked for outside strings, IRIs, comments, variables and names, which also tells where it stands. What passes
is then judged by the engine's parser (`kg.sparql.judge`). Tests hold both to the engine and to rdflib: what the engine
tries to reach is refused, and where rdflib's parser has a tree, just the queries with a ``SERVICE`` in it are.

Two habits of the engine's parser make that less simple than it sounds, and each has its test: it takes keywords without
a space after or before them (``trueSERVICE<...>``, ``SERVICE:x{...}``), and it reads ``<`` as less-than where an IRI
could also begin, so that ``FILTER(?a<2)SERVICE ?x#>`` is a filter, a keyword and a comment. Where both readings are
possible, both are followed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
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
    first = next((x for x in _tokens(sparql) if x.kind == "word" and x.text.lower() not in _PROLOGUE), None)
    if first is not None and first.text.lower() in _UPDATES:
        raise QueryError(
            f"{first.text.upper()} changes the store; only queries are allowed",
            where=position(sparql, first.start),
            remedy="use SELECT, ASK, CONSTRUCT or DESCRIBE",
        )
    _refuse_service(sparql)
    return "from" in sparql.lower() and any(x.kind == "word" and "from" in x.text.lower() for x in _tokens(sparql))


def check_update(sparql: str, using: Sequence[str] = (), using_named: Sequence[str] = ()) -> str:
    """Refuse an update that would reach out to another machine.

    Parameters
    ----------
    using, using_named : sequence of str
        The dataset that the protocol sets for its patterns.

    Returns
    -------
    str
        The update with that dataset.

    Raises
    ------
    QueryError
        If it has the keyword ``LOAD`` or ``SERVICE``, or chooses a dataset of its own beside the protocol's.
    """
    _refuse_service(sparql)
    tokens = list(_tokens(sparql))
    for token in tokens:
        # The engine's parser takes `LOADex:data`, too.
        if (token.kind == "word" and "load" in token.text.lower()) or "load" in token.prefix.lower():
            raise QueryError(
                "LOAD reaches out to another machine and is not allowed",
                where=position(sparql, token.start),
                remedy="send the data with INSERT DATA",
            )
    if not using and not using_named:
        return sparql
    return _with_dataset(sparql, tokens, using, using_named)


def _with_dataset(sparql: str, tokens: list[_Token], using: Sequence[str], using_named: Sequence[str]) -> str:
    clauses = "".join([f" USING <{iri}>" for iri in using] + [f" USING NAMED <{iri}>" for iri in using_named]) + " "
    parts, done, depth, before = [], 0, 0, ""
    for token in tokens:
        word = token.text.lower() if token.kind == "word" else ""
        if token.kind == "other":
            depth += {"{": 1, "}": -1}.get(token.text, 0)
        if depth == 0 and word in ("using", "with"):
            raise QueryError(
                "the update and the request both choose a dataset",
                where=position(sparql, token.start),
                remedy="leave out USING and WITH, or using-graph-uri and using-named-graph-uri",
            )
        if depth == 0 and word == "where" and before == "}":
            parts += [sparql[done : token.start], clauses]
            done = token.start
        before = token.text
    return "".join([*parts, sparql[done:]])


def _refuse_service(sparql: str) -> None:
    found = _find_service(sparql)
    if found is not None:
        raise QueryError(
            "SERVICE reaches out to another machine and is not allowed",
            where=position(sparql, found),
            remedy="query the other endpoint on its own",
        )


def position(text: str, offset: int) -> str:
    """An offset as line and column, both from 1."""
    before = text[:offset]
    return f"line {before.count(chr(10)) + 1}, column {offset - before.rfind(chr(10))}"


def _tokens(text: str) -> Iterator[_Token]:
    """The tokens as the grammar of SPARQL has them, without space and comments."""
    at = 0
    while at < len(text):
        token = _token(text, at)
        at = token.end
        if token.kind != "space":
            yield token


def _find_service(text: str) -> int | None:
    """Where the keyword stands under any reading of ``<``; None where it does not."""
    if "service" not in text.lower():
        return None  # most queries, and long ones are then not cut up
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
        return "service" in token.text.lower()
    if token.kind == "prefix" and "service" in token.prefix.lower():
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
