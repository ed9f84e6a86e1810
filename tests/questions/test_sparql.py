"""The query shown is the one that was run, and gives the same rows to anyone who runs it."""

from __future__ import annotations

import json

import pytest
from spacy.language import Language

from kg.questions import answer
from kg.sparql import answer as endpoint
from kg.store import Store
from tests.questions.test_answers import QUESTIONS


@pytest.mark.parametrize("question", [q for q, _ in QUESTIONS])
def test_the_query_gives_the_rows_of_the_answer(question, store: Store, nlp: Language):
    found = answer(question, store, nlp=nlp)
    assert found.sparql is not None
    result = json.loads(endpoint(store, found.sparql, ("json",)).body)
    if "boolean" in result:
        assert found.answers[0]["answer"] == ("yes" if result["boolean"] else "no")
        return
    rows = [[_value(row, column) for column in found.columns] for row in result["results"]["bindings"]]
    assert rows == [
        [row[c]["id"] if isinstance(row[c], dict) else str(row[c]) for c in found.columns] for row in found.answers
    ]


def _value(row: dict[str, dict[str, str]], column: str) -> str:
    return row[column]["value"] if column in row else "None"


def test_the_query_reads_as_a_journalist_would_write_it(store: Store, nlp: Language):
    assert answer("Who did Teasdale call about Duck Valley in 1933?", store, nlp=nlp).sparql == (
        "SELECT ?who ?whoLabel {\n"
        "  {\n"
        "    SELECT DISTINCT ?event {\n"
        '      ?event a plover:CONSULT ; kg:mode "phone" ; kg:earliest ?earliest ; kg:latest ?latest .\n'
        '      FILTER(?earliest <= "1933-12-31"^^xsd:date && ?latest >= "1933-01-01"^^xsd:date)\n'
        "      FILTER NOT EXISTS { ?event kg:start ?start . ?event kg:end ?start FILTER(DATATYPE(?start) != xsd:date"
        ' && (?earliest < "1933-01-01"^^xsd:date || ?latest > "1933-12-31"^^xsd:date)) }\n'
        "      ?event kg:actor person:Gloria_Teasdale .\n"
        "      ?event kg:topic place:Duck_Valley .\n"
        "    }\n"
        "  }\n"
        "  ?event sem:hasActor ?who .\n"
        "  FILTER NOT EXISTS { ?event kg:recipient ?told FILTER NOT EXISTS { ?event kg:recipient ?who } }\n"
        "  FILTER(?who NOT IN (person:Gloria_Teasdale))\n"
        "  OPTIONAL { ?who rdfs:label ?whoLabel }\n"
        "} GROUP BY ?who ?whoLabel ORDER BY DESC(COUNT(DISTINCT ?event)) ?who ?whoLabel"
    )
