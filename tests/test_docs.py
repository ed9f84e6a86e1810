"""What the pages say is what the code does."""

from __future__ import annotations

import importlib
import re
import shutil
from collections import Counter
from datetime import date
from pathlib import Path

import pyoxigraph as ox
import pytest

from docs.tables import PAGES, TABLES, commands, compact, renewed
from kg.cli.tables import table as aligned
from kg.extract import lexicon, realms
from kg.model import Article, TimeSpan
from kg.namespaces import KG, PREFIXES, XSD
from kg.pipeline import build, claims_in
from kg.questions.vocabulary import _CLASSES as QUESTION_CLASSES
from kg.rdf import terms
from kg.readers import layout
from kg.readers.fields import KNOWN
from kg.readers.kinds import SUFFIXES
from kg.sparql import table
from kg.store import Store, snapshots
from kg.world import tables
from tests import freedonia, freedonia_store
from tests.test_direction import ORDER

ROOT = Path(__file__).parents[1]
ARCHITECTURE = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
GRAPH = (ROOT / "docs" / "graph.md").read_text("utf-8")
LEXICON = (ROOT / "docs" / "lexicon.md").read_text("utf-8")
WRITTEN = [
    path
    for path in (*(ROOT / f"{name}.md" for name in ("README", "ARCHITECTURE", "CONTRIBUTING")), *PAGES)
    if path.exists()
]
EXAMPLES = re.findall(r"```sparql\n(.*?)```\n\n```text\n(.*?)```", GRAPH, re.DOTALL)


def first_cells(page: str, heading: str, number: int = 0) -> set[str]:
    """The names in backticks in the first column of a table below a heading, the first unless told otherwise."""
    section = re.split(rf"^#+ {heading}.*\n", page, flags=re.MULTILINE)[1]
    lines = section.split("\n| ---")[number + 1].split("\n")[1:]
    rows = lines[: next(i for i, line in enumerate(lines) if not line.startswith("|"))]
    return {name for row in rows for name in re.findall(r"`([^`]+)`", row.split(" | ")[0])}


# Tables ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", PAGES, ids=lambda p: p.name)
def test_the_tables_are_those_of_the_code(path):
    page = path.read_text("utf-8")
    assert renewed(page) == page, "write them anew: python -m docs.tables"


def test_every_table_stands_in_a_page():
    pages = "".join(path.read_text("utf-8") for path in PAGES)
    assert set(re.findall(r"<!-- table ([a-z-]+) -->", pages)) == set(TABLES)


def test_the_terms_of_others():
    graphs = {terms.EVENTS, terms.WORLD, terms.VOCABULARY, terms.IDENTITY, terms.CORRECTIONS}
    used = {node for node in vars(terms).values() if isinstance(node, ox.NamedNode)} - graphs
    foreign = {compact(node.value) for node in used if not node.value.startswith((KG, XSD))}
    assert first_cells(GRAPH, "Properties", 1) == foreign


def test_the_kinds_of_files_and_the_fields():
    page = " ".join((ROOT / "docs" / "commands.md").read_text("utf-8").split())
    section = page.split("## Articles that are read")[1].split("##")[0]
    assert set(re.findall(r"`(\.[a-z.]+)`", section)) == set(SUFFIXES)
    assert set(KNOWN) <= set(re.findall(r"`([a-z]+)`", section))


# The lexicon ----------------------------------------------------------------------------------------


def lexicon_rows(name: str) -> list[dict[str, str]]:
    return [row.values for row in tables.read(ROOT / "seeds" / "lexicon" / name, ())]


def test_every_table_of_the_lexicon_is_told_of():
    files = {path.name for path in (ROOT / "seeds" / "lexicon").glob("*.csv")}
    assert first_cells(LEXICON, "The lexicon") == files


@pytest.mark.parametrize(
    "name", ["events", "frames", "cues", "light", "nouns", "things", "modes", "realms", "clutter", "questions"]
)
def test_the_columns(name):
    header = (ROOT / "seeds" / "lexicon" / f"{name}.csv").read_text("utf-8").partition("\n")[0]
    assert f"\n    {header}\n" in LEXICON


@pytest.mark.parametrize(
    ("heading", "known"),
    [
        ("Events", {"v", "n", "a"}),
        ("Nouns", {row["class"] for row in lexicon_rows("nouns.csv")}),
        ("Frames", set(lexicon.SLOTS)),
        ("Cues", {"occurred", "future", "hypothetical", "negated"}),
        ("Realms", set(realms.REALMS)),
        ("Clutter", set(layout._KINDS)),
        ("Questions", set(QUESTION_CLASSES)),
    ],
)
def test_the_lists_of_the_loader(heading, known):
    assert first_cells(LEXICON, heading) == known


def test_the_conditions():
    told = {name.partition(":")[0] for name in first_cells(LEXICON, "Events", 1)}
    assert told == set(lexicon._CONDITIONS)


def test_the_rows_of_each_type_are_as_many_as_told():
    told = {kind: int(rows) for kind, rows in re.findall(r"\n\| ([A-Z]{3,}) \| (\d+) \|", LEXICON)}
    held = Counter(row["type"] for row in lexicon_rows("events.csv"))
    assert told.keys() == held.keys()
    assert {kind: rows for kind, rows in told.items() if held[kind] < rows} == {}
    [total] = re.findall(r"rows of each type, ([\d,]+) in all", LEXICON)
    assert int(total.replace(",", "")) <= held.total()


def test_the_example_of_a_row_can_be_loaded(tmp_path):
    copy = shutil.copytree(ROOT / "seeds" / "lexicon", tmp_path / "lexicon")
    row = re.search(r"\n    (trigger,.*\n)    (.*\n)", LEXICON)
    (copy / "events.csv").write_text(row[1] + row[2], "utf-8")
    [entry] = lexicon.read(copy).entries["call", "v"]
    [claim] = claims_in(Article(id="a", text=entry.example, published="2021-01-16"))
    assert (claim.type, claim.mode) == (entry.type, entry.mode)


# Names ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", WRITTEN, ids=lambda p: p.name)
def test_what_is_named_is_there(path):
    page = re.sub(r"```turtle.*?```", "", path.read_text("utf-8"), flags=re.DOTALL)
    code = re.findall(r"`([^`\n]+)`", page)
    folders = "kg|api|seeds|ontology|tests|docs|bench|notebooks"
    named = [name.rstrip("/") for name in code if re.fullmatch(rf"(?:{folders})/[\w./*-]*", name)]
    assert [name for name in named if not any(ROOT.glob(name))] == []
    links = set(re.findall(r"\]\(([^)#:\s]+)(?:#[^)\s]*)?\)", page))
    assert {to for to in links if not (path.parent / to).exists()} == set()
    for name in code:
        if re.fullmatch(r"kg(\.\w+)+", name):
            attribute(name)


def attribute(name: str) -> object:
    """The module, or what is in one, of a dotted name."""
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError:
        within, _, last = name.rpartition(".")
        return getattr(attribute(within), last)


@pytest.mark.parametrize("path", WRITTEN, ids=lambda p: p.name)
def test_the_commands_are_there(path):
    page = path.read_text("utf-8")
    known = {name for name, _ in commands()} | {"kg world", "kg relations", "kg key", "kg COMMAND"}
    given = {
        " ".join(words.split())
        for words in re.findall(r"(?:^    |`)(kg (?:world |relations |key )?[\w-]+)", page, re.MULTILINE)
    }
    assert given <= known
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert set(re.findall(r"(?:^    |`)make ([a-z]+)", page, re.MULTILINE)) <= targets


def test_the_order_of_rooms():
    listed = re.search(r"imports only what stands to its left:\n\n((?:    .*\n)+)", ARCHITECTURE)
    rooms = [room.strip() for room in listed[1].replace("\n", " ").split("·")]
    assert rooms == [name.removeprefix("kg.") for name in ORDER]


def test_every_room_has_its_paragraph():
    for name in ORDER[ORDER.index("kg.readers") :]:
        path = name.replace(".", "/")
        assert re.search(rf"\*\*`{path}(?:\.py|/)?`\*\*", ARCHITECTURE), name


def test_every_module_of_extraction_is_told_of():
    [paragraph] = re.findall(r"\*\*`kg/extract`\*\*.*?\n\n", ARCHITECTURE, re.DOTALL)
    modules = {path.stem for path in (ROOT / "kg" / "extract").glob("*.py")} - {"__init__"}
    assert modules <= set(re.findall(r"`(\w+)`", paragraph))


# Examples -------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def invented(tmp_path_factory):
    with Store.open(freedonia_store.build(tmp_path_factory.mktemp("docs") / "invented")) as store:
        yield store


def test_the_turtle_is_in_the_graph(invented):
    [turtle] = re.findall(r"```turtle\n(.*?)```", ARCHITECTURE, re.DOTALL)
    header = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
    shown = {(t.subject, t.predicate, t.object) for t in ox.parse(header + turtle, format=ox.RdfFormat.TURTLE)}
    assert shown - {(q.subject, q.predicate, q.object) for q in invented.engine} == set()


def test_the_queries_of_the_architecture(invented):
    queries = re.findall(r"```sparql\n(.*?)```", ARCHITECTURE, re.DOTALL)
    talk, outlets, unrealised = (table(invented, query).rows for query in queries)
    day = freedonia.CALL_TIME.start
    assert talk == [(day, "Gloria Teasdale"), (day, "Rufus T. Firefly"), (day, "Trentino")]
    assert [outlet for outlet, _ in outlets] == ["Freedonia Herald", "Sylvania Gazette"]
    assert unrealised == [("hypothetical", "ASSAULT", "Sylvania"), ("negated", "ASSAULT", "Sylvania")]


def test_the_worked_example():
    sentence, day = re.search(r'`kg explain "(.*)" --date (.*)`', ARCHITECTURE).groups()
    assert date.fromisoformat(day).strftime("%A") == "Saturday"
    [claim] = claims_in(Article(id="a", text=sentence, published=day))
    assert (claim.type, claim.mode, claim.status) == ("CONSULT", "phone", "occurred")
    assert [p.entity.label for p in claim.actors] == ["Recep Tayyip Erdoğan"]
    assert [p.entity.label for p in claim.recipients] == ["Vladimir Putin"]
    assert claim.time == TimeSpan.on("2021-01-11")
    assert claim.confidence == float(re.search(r"with a confidence of ([\d.]+):", ARCHITECTURE).group(1))
    assert claim.rule.startswith("call/v:ring@")


@pytest.fixture(scope="module")
def year(tmp_path_factory):
    path = tmp_path_factory.mktemp("docs") / "year"
    report = build([ROOT / "docs" / "year.md"], store=path)
    assert report.kept == 1
    with snapshots.open_newest(path) as store:
        yield store


@pytest.mark.parametrize(("query", "shown"), EXAMPLES)
def test_the_answers_in_the_page_of_the_graph(year, query, shown):
    found = table(year, query)
    assert found.rows
    assert aligned(found.columns, found.rows) + "\n" == shown


def test_every_query_has_its_answer():
    assert len(EXAMPLES) == GRAPH.count("```sparql") > 3
