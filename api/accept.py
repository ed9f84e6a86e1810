"""Which of the forms that a result may have a client prefers (RFC 9110, section 12.5.1)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

# By media type, the names of `kg.sparql.TABLES` and `GRAPHS`; where a client takes anything, the first is its due.
TABLES: Mapping[str, str] = {
    "application/sparql-results+json": "json",
    "application/json": "json",
    "application/sparql-results+xml": "xml",
    "application/xml": "xml",
    "text/xml": "xml",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
}
GRAPHS: Mapping[str, str] = {
    "text/turtle": "turtle",
    "application/n-triples": "ntriples",
    "text/plain": "ntriples",
    "application/n-quads": "nquads",
    "application/trig": "trig",
    "application/rdf+xml": "rdfxml",
    "application/ld+json": "jsonld",
    "application/json": "jsonld",
}


def preferred(accept: str | None, offered: Mapping[str, str]) -> list[str]:
    """The forms that a header accepts, the preferred first; without a header, all.

    Parameters
    ----------
    offered : mapping
        From media type to form, the service's own preference first.

    Examples
    --------
    >>> preferred("text/csv;q=0.5, application/sparql-results+xml", TABLES)
    ['xml', 'csv']
    >>> preferred("*/*;q=0.1, text/csv, application/*;q=0", TABLES)[0]
    'csv'
    >>> preferred("image/png", TABLES)
    []
    """
    ranges = _ranges(accept or "*/*")
    weights = [(_weight(media_type, ranges), form) for media_type, form in offered.items()]
    # Sorting is stable: forms of the same weight stay in the service's order.
    ordered = sorted((w for w in weights if w[0] > 0), key=lambda w: -w[0])
    return list(dict.fromkeys(form for _, form in ordered))


def takes_html(accept: str | None) -> bool:
    """Whether it is a browser that asks, which names HTML outright."""
    return any(media_type == "text/html" and weight > 0 for media_type, weight in _ranges(accept or ""))


def _ranges(accept: str) -> list[tuple[str, float]]:
    found = []
    for part in accept.split(","):
        media_type, *parameters = (piece.strip().lower() for piece in part.split(";"))
        if media_type:
            found.append((media_type, _quality(parameters)))
    return found


def _quality(parameters: Sequence[str]) -> float:
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                return float(value)
            except ValueError:
                return 0.0
    return 1.0


def _weight(media_type: str, ranges: Sequence[tuple[str, float]]) -> float:
    """The weight of the most exact range that holds the type."""
    kind = media_type.split("/")[0]
    for wanted in (media_type, f"{kind}/*", "*/*"):
        weights = [weight for found, weight in ranges if found == wanted]
        if weights:
            return max(weights)
    return 0.0
