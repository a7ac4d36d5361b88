"""TOML held to structs: each value that does not fit is named by its key, its line and what would fit.

A file that fits is read in one go. One that does not is looked at value by value, so that all its faults are told.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, TypeVar, get_args, get_origin

import msgspec

S = TypeVar("S", bound=msgspec.Struct)

KeyPath = tuple[str | int, ...]
"""Where a value stands: ("feeds", 2, "url") is the url of the third [[feeds]] table."""

Misfit = tuple[KeyPath, str]
"""What does not fit, and in plain words what would."""

_UNFIT = object()


def fitted(kind: type[S], data: Mapping[str, Any]) -> tuple[S, list[Misfit]]:
    """`data` as that kind of struct, and all in it that does not fit: defaults stand in the place of that, and for what
    has none an invented name, so that the rest can be looked at further.
    """
    try:
        return msgspec.convert(data, kind), []
    except msgspec.ValidationError:
        wrong: list[Misfit] = []
        return _struct(kind, data, (), wrong), wrong


def _struct(kind: type[S], data: Mapping[str, Any], path: KeyPath, wrong: list[Misfit]) -> S:
    fields = {field.name: field for field in msgspec.structs.fields(kind)}
    given: dict[str, Any] = {}
    for name, value in data.items():
        if name not in fields:
            wrong.append(((*path, name), f"there is no such key; {nearest(name, fields)}"))
        elif (fit := _fit(fields[name].type, value, (*path, name), wrong)) is not _UNFIT:
            given[name] = fit
    for name, field in fields.items():
        if field.required and name not in given:
            if name not in data:
                wrong.append(((*path, name), f"missing; every [[{path[0]}]] needs it"))
            given[name] = f"https://missing.example/{'/'.join(map(str, path))}/{name}"  # no two are alike
    return kind(**given)


def _fit(kind: Any, value: Any, path: KeyPath, wrong: list[Misfit]) -> Any:
    """The value as that kind; _UNFIT where it is none."""
    inner = get_args(kind)
    if _is_struct(kind) and isinstance(value, dict):
        return _struct(kind, value, path, wrong)
    if get_origin(kind) is dict and isinstance(value, dict):
        named = ((name, _fit(inner[1], one, (*path, name), wrong)) for name, one in value.items())
        return {name: fit for name, fit in named if fit is not _UNFIT}
    if get_origin(kind) is tuple and _is_struct(inner[0]) and isinstance(value, list):
        fits = [_fit(inner[0], one, (*path, number), wrong) for number, one in enumerate(value)]
        # The place of what is no table is kept: those behind it are known by their number.
        return tuple(_struct(inner[0], {}, (*path, n), []) if fit is _UNFIT else fit for n, fit in enumerate(fits))
    try:
        return msgspec.convert(value, kind)
    except msgspec.ValidationError as error:
        wrong.append((path, _plainly(str(error).partition(" - at `$")[0], kind, path)))
        return _UNFIT


def _is_struct(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, msgspec.Struct)


_WORDS = {
    "object": "a table with keys of its own", "array": "a list", "str": 'text in quotes, such as "x"',
    "int": "a whole number", "bool": "true or false",
}  # fmt: skip


def _plainly(words: str, kind: Any, path: KeyPath) -> str:
    """msgspec's words for one who writes TOML: what is wanted, and what stands there."""
    if words.startswith("Invalid enum value"):
        valid = " or ".join(f'"{one}"' for one in get_args(kind))
        return f"wants {valid}, not {words.removeprefix('Invalid enum value ')}"
    found = re.fullmatch(r"Expected `([\w| ]+)`, got `(\w+)`", words)
    if not found:
        return words
    wanted, got = (" or ".join(_WORDS.get(w, w) for w in said.split(" | ") if w != "null") for said in found.groups())
    named = found[1] == "object" and not any(isinstance(part, int) for part in path)
    header = f": [{'.'.join(map(str, path))}]" if named else ""
    return f"wants {wanted}{header}, not {got.partition(',')[0]}"


def nearest(word: str, known: Iterable[str]) -> str:
    """Which of the `known` words may be meant, else all of them."""
    from difflib import get_close_matches  # seldom needed

    near = get_close_matches(word, list(known), n=1, cutoff=0.4)
    return f"did you mean {near[0]}?" if near else f"there are: {', '.join(sorted(known))}"


_HEADER = re.compile(r"\s*\[(\[?)\s*([^\]]+?)\s*\]?\]")
_KEY = re.compile(r"\s*([\w.\"'-]+)\s*=")


def line_of(text: str, path: KeyPath) -> int:
    """The line (from 1) where the key at `path` stands; its table's line if the key is not there, else 1."""
    lines = _lines(text)
    return next((lines[path[:n]] for n in range(len(path), 0, -1) if path[:n] in lines), 1)


@lru_cache(maxsize=4)
def _lines(text: str) -> dict[KeyPath, int]:
    """The line of every table and key of a TOML text, by its path; tables of a list stand there by their number too."""
    found: dict[KeyPath, int] = {}
    table: KeyPath = ()
    counts: Counter[KeyPath] = Counter()
    for number, line in enumerate(text.splitlines(), 1):
        if header := _HEADER.match(line):
            table = _names(header[2])
            found.setdefault(table, number)
            if header[1]:
                table = (*table, counts[table])
                counts[table[:-1]] += 1
                found[table] = number
        elif key := _KEY.match(line):
            found.setdefault((*table, *_names(key[1])), number)
    return found


def _names(dotted: str) -> KeyPath:
    return tuple(part.strip().strip("\"'") for part in dotted.split("."))
