"""Events as points on a map (GeoJSON, RFC 7946)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, BinaryIO

from kg.export.streams import text
from kg.export.tables import flat
from kg.model import Event


def write_geojson(events: Iterable[Event], out: BinaryIO) -> None:
    """Write a feature for each event whose place has coordinates: longitude first, the flat columns as properties.

    Events without coordinates are left out. Every status is written: the property `status` tells.
    """
    with text(out) as stream:
        stream.write('{"type": "FeatureCollection", "features": [')
        separator = "\n"
        for event in events:
            point = _point(event)
            if point:
                row = flat(event)
                properties = {k: v for k, v in row.items() if k not in {"id", "lat", "lon"}}
                feature = {"type": "Feature", "id": event.id, "geometry": point, "properties": properties}
                stream.write(separator + json.dumps(feature, ensure_ascii=False))
                separator = ",\n"
        stream.write("\n]}\n")


def _point(event: Event) -> dict[str, Any] | None:
    if event.place is None or event.place.lat is None or event.place.lon is None:
        return None
    return {"type": "Point", "coordinates": [event.place.lon, event.place.lat]}
