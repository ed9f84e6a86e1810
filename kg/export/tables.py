"""Events as tables of this project's own: JSON lines, CSV, Parquet."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, BinaryIO

from kg.errors import UsageError
from kg.export.streams import comma_separated, text
from kg.model import Event, Party
from kg.relations import surest_quote

# The flat columns, each with its type: what a cell holds when it is not None.
COLUMNS: Mapping[str, type] = {
    "id": str, "type": str, "mode": str, "status": str, "cameo": str, "intensity": float, "quad": str,
    "actors": list, "actor_ids": list, "actor_countries": list,
    "recipients": list, "recipient_ids": list, "recipient_countries": list,
    "mediators": list, "mediator_ids": list,
    "start": str, "end": str,
    "place": str, "place_id": str, "place_country": str, "lat": float, "lon": float,
    "topics": list, "topic_ids": list,
    "confidence": float, "reports": int, "articles": list, "quote": str,
}  # fmt: skip

_BATCH = 10_000


def flat(event: Event) -> dict[str, Any]:
    """An event as one row: the values of `COLUMNS`, several parties as lists that run alongside each other.

    A party without a country has ``""`` in the list of countries. `quote` is the surest claim's sentence.
    """
    place = event.place
    row = {
        "id": event.id,
        "type": event.type,
        "mode": event.mode,
        "status": event.status,
        "cameo": event.cameo,
        "intensity": event.intensity,
        "quad": event.quad,
        **_columns("actor", event.actors),
        **_columns("recipient", event.recipients),
        **_columns("mediator", event.mediators),
        "start": event.time.start if event.time else None,
        "end": event.time.end if event.time else None,
        "place": place.label if place else None,
        "place_id": place.id if place else None,
        "place_country": place.country if place else None,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "topics": [t.label for t in event.topics],
        "topic_ids": [t.id for t in event.topics],
        "confidence": event.confidence,
        "reports": event.reports,
        "articles": sorted({c.article for c in event.claims}),
        "quote": surest_quote(event) or None,
    }
    return {column: row[column] for column in COLUMNS}


def write_jsonl(events: Iterable[Event], out: BinaryIO) -> None:
    """Write one JSON object a line: `Event.as_record`, with every claim."""
    with text(out) as stream:
        stream.writelines(json.dumps(e.as_record(), ensure_ascii=False) + "\n" for e in events)


def write_csv(events: Iterable[Event], out: BinaryIO) -> None:
    """Write the flat columns as CSV with a header; values of a list are joined by ``|``, None is empty."""
    comma_separated(out, _csv_rows(events))


def write_parquet(events: Iterable[Event], out: BinaryIO) -> None:
    """Write the flat columns as Parquet, lists as lists of strings.

    Raises
    ------
    UsageError
        If pyarrow is not installed.
    """
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        raise UsageError(
            "writing Parquet needs pyarrow", remedy="install the extra: pip install 'aide-memoire[tables]'"
        ) from error
    types = {str: pa.string(), float: pa.float64(), int: pa.int64(), list: pa.list_(pa.string())}
    schema = pa.schema([(name, types[kind]) for name, kind in COLUMNS.items()])
    with pq.ParquetWriter(out, schema) as writer:
        rows = map(flat, events)
        while batch := list(islice(rows, _BATCH)):
            writer.write_table(pa.Table.from_pylist(batch, schema=schema))


def _columns(role: str, parties: Iterable[Party]) -> dict[str, list[str]]:
    entities = [party.entity for party in parties]
    return {
        f"{role}s": [e.label for e in entities],
        f"{role}_ids": [e.id for e in entities],
        f"{role}_countries": [e.country or "" for e in entities],
    }


def _csv_rows(events: Iterable[Event]) -> Iterator[list[object]]:
    yield list(COLUMNS)
    for event in events:
        yield [_cell(value) for value in flat(event).values()]


def _cell(value: object) -> object:
    if value is None:
        return ""
    return "|".join(value) if isinstance(value, list) else value
