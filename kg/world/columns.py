"""Which tables the world has, in which files, and what their columns are."""

from __future__ import annotations

# The files of each table, and its columns in the order in which they are written.
FILES: dict[str, tuple[str, tuple[str, ...]]] = {
    name: (pattern, tuple(columns.split()))
    for name, pattern, columns in (
        ("sources", "sources.csv", "id title note"),
        ("common_words", "common_words.csv", "word note"),
        ("offices", "offices.csv", "id titles countries except note"),
        ("bodies", "bodies.csv", "id label names sector note"),
        (
            "states",
            "states.csv",
            "id label names adjectives demonyms capital metonyms executive spelling start end wikidata lat lon source",
        ),
        (
            "organisations",
            "organisations.csv",
            "id label names kind country sector adjectives metonyms wikidata source",
        ),
        ("places", "places.csv", "id label names kind country within lat lon wikidata source"),
        ("topics", "topics.csv", "id label names kind start end place wikidata source"),
        ("people", "people*.csv", "id label names surname country sector gender wikidata source"),
        ("terms", "terms*.csv", "person office body about start end status source"),
    )
}
# Columns that a table may lack: most rows leave them empty.
OPTIONAL = frozenset({"within", "about", "spelling", "metonyms"})
ENTITIES = ("states", "organisations", "places", "topics", "people")
# What no row may leave empty.
NEEDED: dict[str, tuple[str, ...]] = {
    "sources": ("id", "title"),
    "common_words": ("word",),
    "offices": ("id", "titles"),
    "bodies": ("id", "label", "names"),
    **dict.fromkeys(ENTITIES, ("id", "label", "source")),
    "terms": ("person", "office", "body", "start", "source"),
}
# What users may lay over the tables that ship: whatever else there is decides how the tables are read.
LAYERED = ("people", "terms", "organisations", "places", "topics")
