"""Updates from outside: checked, and run whole or not at all."""

from __future__ import annotations

from collections.abc import Sequence

import pyoxigraph as ox

from kg.errors import QueryError
from kg.namespaces import PREFIXES
from kg.sparql.answers import malformed
from kg.sparql.guard import check_update
from kg.sparql.judge import judge_update
from kg.store import Store


def update(
    store: Store,
    sparql: str,
    *,
    base: str | None = None,
    using: Sequence[str] = (),
    using_named: Sequence[str] = (),
) -> None:
    """Change a store by a SPARQL 1.1 update, in one transaction.

    Parameters
    ----------
    base : str, optional
        What relative IRIs are relative to.
    using, using_named : sequence of str
        The dataset that the protocol sets for its patterns.

    Raises
    ------
    QueryError
        If the update is malformed or not allowed.
    StoreError
        If the store is open for reading only, or its files cannot be written.
    """
    for iri in (*using, *using_named):
        try:
            ox.NamedNode(iri)
        except ValueError as error:
            raise QueryError(f"not the IRI of a graph: {error}", remedy="give absolute IRIs") from error
    try:
        checked = check_update(sparql, using, using_named)
        judge_update(checked, PREFIXES, base)
        store.update(checked, prefixes=PREFIXES, base=base)
    except SyntaxError as error:
        raise malformed(error) from error
    except RuntimeError as error:
        raise QueryError(f"the update cannot be run: {error}", remedy="write it another way") from error
