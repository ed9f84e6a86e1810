"""The tables in these pages that the code and the ontology know best: `python -m docs.tables` writes them anew.

Each stands between two comments, ``<!-- table NAME -->`` and ``<!-- end -->``; a test holds them to the code.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import click
import pyoxigraph as ox

from kg.cli import main
from kg.export import FORMATS, gdelt, icews, polecat
from kg.export.columns import Column
from kg.namespaces import KG, OWL, PREFIXES, RDF, RDFS
from kg.ontology import event_types
from kg.queries import CONDITIONS
from kg.relations import ANSWERS
from kg.resources import folder
from kg.settings import table as variables
from kg.sparql import GRAPHS
from kg.sparql import TABLES as RESULTS

PAGES = tuple(sorted(Path(__file__).parent.glob("*.md")))
_MARKED = re.compile(r"(?P<open><!-- table (?P<name>[a-z-]+) -->\n).*?(?P<close><!-- end -->)", re.DOTALL)


def rows_to_markdown(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table in Markdown; bars within cells are escaped."""
    lines = [columns, ["---"] * len(columns), *rows]
    return "".join("| " + " | ".join(str(cell).replace("|", "\\|") for cell in line) + " |\n" for line in lines)


def compact(iri: str) -> str:
    """An IRI by the shortest of the project's prefixes that fits, or in angle brackets."""
    fits = [f"{prefix}:{iri[len(base) :]}" for prefix, base in PREFIXES.items() if iri.startswith(base)]
    return min(fits, key=len, default=f"<{iri}>")


def own_terms(kinds: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    """Name, parents and meaning of the project's own terms of these kinds, in the order of the file."""
    said: dict[str, dict[str, list[str]]] = {}
    for triple in ox.parse(path=folder("ontology") / "aide-memoire.ttl", format=ox.RdfFormat.TURTLE):
        if isinstance(triple.subject, ox.NamedNode) and isinstance(triple.object, ox.NamedNode | ox.Literal):
            facts = said.setdefault(triple.subject.value, {})
            facts.setdefault(triple.predicate.value, []).append(triple.object.value)
    for iri, facts in said.items():
        if iri.startswith(KG) and set(facts[RDF + "type"]) & {OWL + kind for kind in kinds}:
            parents = [*facts.get(RDFS + "subClassOf", ()), *facts.get(RDFS + "subPropertyOf", ())]
            above = ", ".join(f"`{name}`" for name in map(compact, parents) if not name.startswith("<"))
            yield f"`{compact(iri)}`", above, facts[RDFS + "comment"][0]


def _classes() -> str:
    return rows_to_markdown(("class", "under", "is"), own_terms(("Class",)))


def _properties() -> str:
    return rows_to_markdown(("property", "under", "says"), own_terms(("ObjectProperty", "DatatypeProperty")))


def _types() -> str:
    rows = [
        (f"`{t.name}`", t.quad, t.intensity, t.definition, ", ".join(f"`{mode}`" for mode in t.modes))
        for t in event_types().values()
    ]
    return rows_to_markdown(("type", "quad class", "score", "meaning", "modes"), rows)


def _prefixes() -> str:
    return rows_to_markdown(("prefix", "stands for"), [(f"`{name}:`", f"`{iri}`") for name, iri in PREFIXES.items()])


def commands(group: click.Group = main, path: str = "kg") -> Iterator[tuple[str, str]]:
    """Every command by its whole name, with its help in one sentence."""
    for name, command in group.commands.items():
        whole = f"{path} {name}"
        if isinstance(command, click.Group):
            yield from commands(command, whole)
        else:
            yield whole, command.get_short_help_str(limit=200)


def _commands() -> str:
    return rows_to_markdown(("command", "does"), [(f"`{name}`", what) for name, what in commands()])


def _formats() -> str:
    rows = []
    for name, form in FORMATS.items():
        command = f"kg export events --format {name}" if form.group == "events" else f"kg export {name}"
        if form.views:
            command += " --as " + "|".join(form.views)
        if form.colours:
            command += " --colour " + "|".join(form.colours)
        rows.append((f"`{command}`", form.what, f"`{form.media_type}`"))
    return rows_to_markdown(("command", "writes", "media type"), rows)


def _rdf() -> str:
    rows = [(f"`kg export {name}`", f"`{form.media_type}`") for name, form in GRAPHS.items()]
    return rows_to_markdown(("command", "media type"), rows)


def _results() -> str:
    return rows_to_markdown(("name", "media type"), [(f"`{n}`", f"`{f.media_type}`") for n, f in RESULTS.items()])


def _settings() -> str:
    rows = [(f"`{row['variable']}`", f"`{row['default']}`", row["meaning"]) for row in variables()]
    return rows_to_markdown(("variable", "default", "meaning"), rows)


def _measures() -> str:
    rows = []
    for name, measure in ANSWERS.items():
        first = " ".join((measure.__doc__ or "").partition("\n\n")[0].split())
        rows.append((f"`{name}`", first))
    return rows_to_markdown(("function", "says"), rows)


def _columns(columns: Iterable[Column]) -> str:
    rows = [(f"`{c.name}`", c.type, c.holds or "*lost: always missing*") for c in columns]
    return rows_to_markdown(("column", "type", "holds"), rows)


def _filters() -> str:
    return rows_to_markdown(("filter", "keeps events"), [(f"`{c.field}`", c.words.format("…")) for c in CONDITIONS])


TABLES: dict[str, Callable[[], str]] = {
    "classes": _classes,
    "properties": _properties,
    "types": _types,
    "prefixes": _prefixes,
    "commands": _commands,
    "formats": _formats,
    "rdf": _rdf,
    "results": _results,
    "settings": _settings,
    "filters": _filters,
    "measures": _measures,
    "polecat": lambda: _columns(polecat.COLUMNS),
    "icews": lambda: _columns(icews.COLUMNS),
    "gdelt": lambda: _columns(gdelt.COLUMNS),
}


def renewed(page: str) -> str:
    """A page with every marked table as the code has it now."""
    return _MARKED.sub(lambda m: f"{m['open']}{TABLES[m['name']]()}{m['close']}", page)


if __name__ == "__main__":
    for path in PAGES:
        path.write_text(renewed(path.read_text("utf-8")), "utf-8")
