"""JSON Schema (2020-12) of the configuration and of everything printed as JSON."""

from typing import Any

import msgspec

from sitrep.config import Config
from sitrep.views.printed import shapes

SHAPES: dict[str, Any] = {
    "config": Config,
    "board": shapes.BoardShape,
    "item": shapes.IncidentLine | shapes.TotalLine | shapes.DeedLine,
    "reading": shapes.ReadingShape,
    "change": shapes.ChangeShape,
    "report": shapes.ReportShape,
    "geojson": shapes.GeoShape,
    "query": shapes.QueryShape,
    "why": shapes.WhyShape,
    "reread": shapes.RereadShape,
    "feeds": list[shapes.FeedShape],
}
"""A form that is printed, and its type. A new one is a type in `shapes` and its name here."""


def schema(name: str) -> dict[str, Any]:
    """The JSON Schema of one of SHAPES. Raises KeyError for another name."""
    if name == "item":  # three kinds of line: msgspec has no union of them
        kinds = (shapes.IncidentLine, shapes.TotalLine, shapes.DeedLine)
        made, parts = msgspec.json.schema_components(kinds, ref_template="#/$defs/{name}")
        found: dict[str, Any] = {"anyOf": list(made), "$defs": parts}
    else:
        found = msgspec.json.schema(SHAPES[name])
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": f"sitrep {name}"} | found
