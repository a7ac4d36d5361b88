"""Holds what is printed to the published JSON schemas: no key more, no key less, no other type."""

import re
from collections.abc import Iterator
from typing import Any

import msgspec

from sitrep.views.printed.schema import schema

Schema = dict[str, Any]


def wrong(value: Any, of: Schema, whole: Schema, where: str = "$") -> Iterator[str]:
    """What a JSON value has that its schema does not allow or name, and the keys it lacks."""
    if "$ref" in of:
        of = whole["$defs"][of["$ref"].removeprefix("#/$defs/")]
    if "anyOf" in of:
        answers = [list(wrong(value, one, whole, where)) for one in of["anyOf"]]
        if all(answers):
            yield from min(answers, key=len)
        return
    if "enum" in of and value not in of["enum"]:
        yield f"{where}: {value!r} is none of {of['enum']}"
    said = KINDS[type(value)]
    if "type" in of and said != of["type"] and (said, of["type"]) != ("integer", "number"):
        yield f"{where}: {said} for {of['type']}"
    elif isinstance(value, str) and not re.fullmatch(FORMATS.get(of.get("format", ""), "(?s:.*)"), value):
        yield f"{where}: {value!r} is no {of['format']}"
    elif isinstance(value, dict):
        yield from _wrong_object(value, of, whole, where)
    elif isinstance(value, list) and isinstance(of.get("items"), dict):
        for number, inner in enumerate(value):
            yield from wrong(inner, of["items"], whole, f"{where}[{number}]")


KINDS = {
    dict: "object",
    list: "array",
    str: "string",
    bool: "boolean",
    int: "integer",
    float: "number",
    type(None): "null",
}
FORMATS = {"date-time": r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", "date": r"\d{4}-\d\d-\d\d"}


def _wrong_object(value: Schema, of: Schema, whole: Schema, where: str) -> Iterator[str]:
    named = of.get("properties", {})
    for key in sorted(set(of.get("required", ())) - set(value)):
        yield f"{where}: {key} is missing"
    for key, inner in value.items():
        if key in named:
            yield from wrong(inner, named[key], whole, f"{where}.{key}")
        elif named:
            yield f"{where}: {key} is not in the schema"
        elif isinstance(of.get("additionalProperties"), dict):
            yield from wrong(inner, of["additionalProperties"], whole, f"{where}.{key}")


def faults(value: object, name: str) -> list[str]:
    """The same, for what is printed."""
    plain = msgspec.json.decode(msgspec.json.encode(value))
    return list(wrong(plain, schema(name), schema(name)))
