"""sitrep config: where the configuration is, what holds and from which file, what is wrong on which line."""

import argparse
import sys
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from sitrep.config import PACKAGED, Config, ConfigError, load, packaged_text
from sitrep.fitted import line_of
from sitrep.folders import config_path
from sitrep.model.address import bare
from sitrep.wiring import asked_for, judged


def run(args: argparse.Namespace) -> int:
    """Exit code 0; 1 where no file could be written; 2 for a configuration that is wrong or can't be read."""
    path = args.config or config_path()
    try:
        return VERBS[args.action](args, path)
    except ConfigError as error:
        print(error, file=sys.stderr)
        return 2
    except (OSError, UnicodeDecodeError) as error:
        if isinstance(error, OSError) and not error.filename:
            raise  # stdout fails, or the disk is full: said once for all commands
        print(f"sitrep config: {path}: {error.strerror if isinstance(error, OSError) else error}", file=sys.stderr)
        return 1 if args.action == "init" else 2


def _path(_: argparse.Namespace, path: Path) -> int:
    print(path)
    if not path.exists():
        print("sitrep: there is no such file yet; `sitrep config init` writes one", file=sys.stderr)
    return 0


def _show(args: argparse.Namespace, path: Path) -> int:
    named = asked_for(args.config)
    config = judged(named) if named else load(None)
    own = named.read_text("utf-8") if named else ""
    for line in shown(config, own, str(path)):
        print(line)
    return 0


def _check(args: argparse.Namespace, path: Path) -> int:
    """Every fault on stdout, for an editor to jump to: FILE:LINE: KEY: what is wrong."""
    if asked_for(args.config) is None:
        print(f"{path}: no such file; the packaged configuration holds", file=sys.stderr)
        return 0
    try:
        config = judged(path)
    except ConfigError as error:
        print(error)
        return 2
    print(f"{path}: {len(config.polled)} feeds and {len(config.situations)} situations, no fault", file=sys.stderr)
    return 0


def _init(_: argparse.Namespace, path: Path) -> int:
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(starter())
    except FileExistsError:
        print(f"sitrep config: {path} is there already; it is left as it is", file=sys.stderr)
        return 1
    path.chmod(0o600)  # a secret of a feed may come to stand in it
    print(path)
    return 0


def _schema(args: argparse.Namespace, _: Path) -> int:
    from sitrep.views.printed.schema import schema  # not needed by the other verbs

    print(msgspec.json.format(msgspec.json.encode(schema(args.of)), indent=2).decode())
    return 0


VERBS = {"path": _path, "show": _show, "check": _check, "init": _init, "schema": _schema}


def starter() -> str:
    """A configuration of comments alone: every key of the packaged one with its words, and a feed to copy."""
    head, mark, feeds = packaged_text().partition("# The feeds.")
    words = mark + feeds.partition("\n# ---")[0].partition("\n[[")[0]
    settings = "\n".join(line if not line or line.startswith("#") else f"# {line}" for line in head.splitlines()[2:])
    return (
        "# Your own sitrep configuration: it lies over the packaged one. Take the # from what you change.\n"
        f"{settings}\n\n{words.rstrip()}\n"
        '#\n# [[feeds]]\n# name = "Harbour Post"\n# url = "https://post.example/rss"\n# family = "Harbour Group"\n'
    )


class Setting(NamedTuple):
    """One value that holds: its table, its key, the value, and the file and line it comes from."""

    table: str
    key: str
    value: Any
    file: str
    line: int


def shown(config: Config, own: str, file: str) -> Iterator[str]:
    """The configuration that holds, as TOML, each value with a comment that says which file and line it comes from.

    `own` is the text of the user's `file`, "" for none. Secrets are not shown.
    """
    table = ""
    for setting in settings(config, own, file):
        if setting.table != table:
            table = setting.table
            yield ""
            yield table
        yield f"{setting.key} = {_toml(setting.value)}  # {setting.file}:{setting.line}"


class Origin(NamedTuple):
    """A configuration file as written: its name, its text, and what it says."""

    file: str
    text: str
    data: Mapping[str, Any]


def settings(config: Config, own: str, file: str) -> Iterator[Setting]:
    """Every value of the configuration: plain ones first, then table by table."""
    mine = Origin(file, own, tomllib.loads(own))
    shipped = Origin(PACKAGED, packaged_text(), tomllib.loads(packaged_text()))
    tables = []
    for key in config.__struct_fields__:
        value = getattr(config, key)
        if isinstance(value, str | bool):
            yield _setting("", (key,), value, mine, shipped)
        else:
            tables.append((key, value))
    for key, value in tables:
        if isinstance(value, tuple):
            yield from _listed(key, value, mine, shipped)
        elif not isinstance(value, dict):
            yield from (_setting(f"[{key}]", (key, name), one, mine, shipped) for name, one in _fields(value))
        elif all(isinstance(one, str) for one in value.values()):
            yield from (_setting(f"[{key}]", (key, name), one, mine, shipped) for name, one in value.items())
        else:
            for name, table in value.items():
                origin = mine if name in mine.data.get(key, {}) else shipped
                for field, one in _fields(table):
                    line = line_of(origin.text, (key, name, field))
                    yield Setting(f"[{key}.{name}]", field, one, origin.file, line)


def _fields(of: msgspec.Struct) -> Iterator[tuple[str, Any]]:
    for name in of.__struct_fields__:
        yield name, getattr(of, name)


def _setting(table: str, path: tuple[str, ...], value: Any, mine: Origin, shipped: Origin) -> Setting:
    at: Any = mine.data
    for key in path:
        at = at.get(key) if isinstance(at, Mapping) else None
    origin = shipped if at is None else mine
    return Setting(table, path[-1], value, origin.file, line_of(origin.text, path))


def _listed(key: str, items: tuple[msgspec.Struct, ...], mine: Origin, shipped: Origin) -> Iterator[Setting]:
    """Tables in a list, such as [[feeds]]: one of the user's own stands before those that are shipped."""
    mark = "url" if key == "feeds" else "name"
    places = {
        item.get(mark): (origin, number)
        for origin in (shipped, mine)
        for number, item in enumerate(origin.data.get(key, []))
    }
    for number, item in enumerate(items, 1):
        origin, index = places[getattr(item, mark)]
        for field, value in _fields(item):
            shown = _hidden(field, value)
            if shown is not None:
                yield Setting(
                    f"[[{key}]]  # {number}", field, shown, origin.file, line_of(origin.text, (key, index, field))
                )


def _hidden(key: str, value: Any) -> Any:
    """The value as it may be shown: an address without its password, no secret at all."""
    if key == "url":
        return bare(value)
    if key == "authorization" and value and not value.startswith("$"):
        return "(not shown)"
    return value


def _toml(value: Any) -> str:
    return msgspec.json.encode(value).decode()
