"""Lists and networks as files."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any

from fastapi import Response

from kg.export import FORMATS
from kg.export.streams import comma_separated
from kg.model import Event
from kg.queries import Told

CSV: dict[int | str, dict[str, Any]] = {200: {"content": {"text/csv": {"schema": {"type": "string"}}}}}
"""What a route says of itself that also writes CSV."""


def event_file(name: str, events: Iterable[Event], stem: str) -> Response:
    """Events in a format of `kg.export.FORMATS`, to be saved."""
    return attachment(written(name, events), FORMATS[name].media_type, stem + FORMATS[name].extension)


def written(name: str, events: Iterable[Told], **choices: Any) -> bytes:
    """Events in a format of `kg.export.FORMATS`, with what choices it has."""
    out = BytesIO()
    FORMATS[name].write(events, out, **choices)
    return out.getvalue()


def csv_file(columns: Sequence[str], rows: Iterable[Sequence[Any]], stem: str) -> Response:
    """Rows as CSV: lists joined by ``|``, None empty."""
    out = BytesIO()
    comma_separated(out, [columns, *([_cell(value) for value in row] for row in rows)])
    return attachment(out.getvalue(), "text/csv", f"{stem}.csv")


def attachment(body: bytes, media_type: str, name: str) -> Response:
    """A body that browsers save under a name."""
    return Response(body, media_type=media_type, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _cell(value: Any) -> Any:
    if value is None:
        return ""
    return "|".join(map(str, value)) if isinstance(value, list | tuple) else value
