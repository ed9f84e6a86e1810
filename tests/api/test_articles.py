"""Articles over HTTP."""

from __future__ import annotations

from urllib.parse import quote

import pytest

from kg.namespaces import article_iri
from tests import freedonia as f


@pytest.mark.parametrize("article", f.ARTICLES, ids=lambda a: a.id)
@pytest.mark.parametrize("named", [lambda i: i, article_iri], ids=["id", "IRI"])
def test_a_claim_stands_where_it_says(client, article, named):
    found = client.get(f"/articles/{quote(named(article.id), safe='')}").json()
    assert (found["id"], found["iri"], found["text"]) == (article.id, article_iri(article.id), article.text)
    assert (found["title"], found["published"], found["source"]) == (article.title, article.published, article.source)
    assert [claim["id"] for claim in found["claims"]] == [claim.id for claim in f.claims_of(article)]
    for claim in found["claims"]:
        assert found["text"][claim["start"] : claim["end"]] == claim["quote"]
        assert claim["event"] in {event.id for event in f.EVENTS}


def test_quotes_and_names_are_marked(client):
    found = client.get("/articles/herald-1").json()
    marked = [(span["kind"], found["text"][span["start"] : span["end"]], span["label"]) for span in found["spans"]]
    assert marked == [
        ("claim", "Firefly called Trentino on Monday.", None),
        ("name", "Firefly", "Rufus T. Firefly"),
        ("name", "Trentino", "Trentino"),
    ]
    assert {span["event"] for span in found["spans"]} == {f.CALL.id}


def test_the_list(client):
    page = client.get("/articles?limit=2").json()
    assert page["total"] == 3
    assert [(a["id"], a["claims"]) for a in page["articles"]] == [("gazette/2 é", 1), ("herald-1", 1)]
    assert [a["id"] for a in client.get(page["next"]).json()["articles"]] == ["post-3"]
    assert client.get("/articles?format=csv").text.splitlines()[0] == "id,title,published,source,claims"


@pytest.mark.parametrize("given", ["no-such", "a<b>", "https%3A%2F%2Fw3id.org%2Faide-memoire%2Farticle%2F%20x"])
def test_no_such_article(client, problem, given):
    problem(client.get(f"/articles/{given}"), 404)
