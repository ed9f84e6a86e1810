"""What statements refer to must be there, and what is counted must be as many."""

from __future__ import annotations

from dataclasses import dataclass

from kg.namespaces import CORRECTIONS_GRAPH, EVENTS_GRAPH, IDENTITY_GRAPH, WORLD_GRAPH

EVENTS, IDENTITY, WORLD, CORRECTIONS = (
    f"<{iri}>" for iri in (EVENTS_GRAPH, IDENTITY_GRAPH, WORLD_GRAPH, CORRECTIONS_GRAPH)
)


@dataclass(frozen=True, slots=True)
class Reference:
    """What must be there.

    Parameters
    ----------
    what : str
        What is wrong where it is not.
    anew : bool
        Whether making the events anew mends it; else an article must be read again.
    query : str
        Finds `this` where it is wrong.
    """

    what: str
    anew: bool
    query: str


OF_ARTICLES = (
    Reference(
        "a claim stands in the graph of another article than it is quoted from",
        False,
        "SELECT ?this { GRAPH ?g { ?this a kg:Claim ; prov:wasQuotedFrom ?article } FILTER(?g != ?article) }",
    ),
    Reference(
        "a claim names somebody or something that is described nowhere",
        False,
        f"""SELECT ?this {{
            {{ GRAPH ?g {{ ?this sem:hasActor ?who ; prov:wasQuotedFrom ?article }} }}
            UNION {{ GRAPH ?g {{ ?this sem:hasPlace ?who ; prov:wasQuotedFrom ?article }} }}
            UNION {{ GRAPH ?g {{ ?this kg:topic ?who ; prov:wasQuotedFrom ?article }} }}
            FILTER NOT EXISTS {{ GRAPH {WORLD} {{ ?who kg:kind ?kind }} }}
            FILTER NOT EXISTS {{ GRAPH ?g {{ ?node kg:describes ?who }} }}
        }}""",
    ),
)
"""Of what articles say."""

OF_EVENTS = (
    Reference(
        "an event names somebody or something that is described nowhere",
        True,
        f"""SELECT ?this {{
            {{ GRAPH {EVENTS} {{ ?this sem:hasActor ?who }} }} UNION {{ GRAPH {EVENTS} {{ ?this sem:hasPlace ?who }} }}
            UNION {{ GRAPH {EVENTS} {{ ?this kg:topic ?who }} }}
            FILTER EXISTS {{ GRAPH {EVENTS} {{ ?this kg:hasClaim ?claim }} }}
            FILTER NOT EXISTS {{ GRAPH {WORLD} {{ ?who kg:kind ?kind }} }}
            FILTER NOT EXISTS {{ GRAPH {EVENTS} {{ ?who kg:kind ?kind }} }}
        }}""",
    ),
    Reference(
        "an event counts other reports than it has",
        True,
        f"""SELECT ?this {{
            {{ SELECT ?this (COUNT(DISTINCT ?article) AS ?counted) {{
                GRAPH {EVENTS} {{ ?this kg:hasClaim ?claim }}
                ?claim prov:wasQuotedFrom ?article
                FILTER NOT EXISTS {{ GRAPH {EVENTS} {{ ?claim kg:copyOf ?original }} }}
            }} GROUP BY ?this }}
            GRAPH {EVENTS} {{ ?this kg:reports ?reports }}
            FILTER(?reports != ?counted)
        }}""",
    ),
    Reference(
        "a claim is of several events",
        True,
        f"""SELECT ?this {{
            GRAPH {EVENTS} {{ ?one kg:hasClaim ?this . ?other kg:hasClaim ?this }} FILTER(STR(?one) < STR(?other))
        }}""",
    ),
)
"""Of what the events say."""

OF_PLACES = (
    Reference(
        "a claim that no article makes has a place among the claims",
        True,
        f"""SELECT ?this {{
            GRAPH {IDENTITY} {{ ?this kg:joins ?founder }} FILTER NOT EXISTS {{ GRAPH ?g {{ ?this a kg:Claim }} }}
        }}""",
    ),
    Reference(
        "a claim joins one that founds nothing",
        True,
        f"""SELECT ?this {{
            GRAPH {IDENTITY} {{ ?this kg:joins ?founder }}
            FILTER NOT EXISTS {{ GRAPH {IDENTITY} {{ ?founder kg:joins ?founder }} }}
        }}""",
    ),
    Reference(
        "an article that is not there is taken in",
        True,
        f"""SELECT ?this {{
            GRAPH {IDENTITY} {{ ?this kg:sketch ?sketch }}
            FILTER NOT EXISTS {{ GRAPH ?this {{ ?this kg:fingerprint ?mark }} }}
        }}""",
    ),
    Reference(
        "an article is neither taken in nor waiting for it",
        True,
        f"""SELECT ?this {{
            GRAPH ?this {{ ?this kg:fingerprint ?mark }}
            FILTER NOT EXISTS {{ GRAPH {IDENTITY} {{ ?this kg:consolidated|kg:waiting true }} }}
        }}""",
    ),
    Reference(
        "a claim is placed and of no event",
        True,
        f"""SELECT ?this {{
            GRAPH {IDENTITY} {{ ?this kg:joins ?founder }}
            FILTER NOT EXISTS {{ GRAPH {EVENTS} {{ ?event kg:hasClaim ?this }} }}
        }}""",
    ),
    Reference(
        "a claim is of an event and not placed",
        True,
        f"""SELECT ?this {{
            GRAPH {EVENTS} {{ ?event kg:hasClaim ?this }}
            FILTER NOT EXISTS {{ GRAPH {IDENTITY} {{ ?this kg:joins ?founder }} }}
        }}""",
    ),
    Reference(
        "a claim of an article that is taken in is of no event, and nobody has retracted it",
        True,
        f"""SELECT ?this {{
            GRAPH ?article {{ ?this a kg:Claim }}
            GRAPH {IDENTITY} {{ ?article kg:consolidated true }}
            FILTER NOT EXISTS {{ GRAPH {EVENTS} {{ ?event kg:hasClaim ?this }} }}
            FILTER NOT EXISTS {{ GRAPH {IDENTITY} {{ ?article kg:waiting true }} }}
            FILTER NOT EXISTS {{ GRAPH {CORRECTIONS} {{ ?correction kg:about ?this }} }}
            FILTER NOT EXISTS {{ GRAPH {CORRECTIONS} {{ ?correction kg:about ?article }} }}
        }}""",
    ),
)
"""Of where the claims stand that are taken in."""
