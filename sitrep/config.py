"""config.toml -> Config. What is wrong is named by file, line and key, with the nearest right one; nothing half-starts.

A user's file lies over the packaged default: a key it names wins, a feed with the url of a shipped one replaces that
one, a situation with a shipped name replaces that one. `shipped_feeds = false` leaves only the user's own feeds.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Literal, TypeVar, get_args
from urllib.parse import urlsplit

import msgspec

from sitrep.model.address import bare, basic
from sitrep.model.article import Source

PACKAGED = "the packaged config.toml"

PERSPECTIVE = re.compile(r"independent|ngo|intergovernmental|state:[A-Z]{2}|party:\S.*")
"""Who speaks in a feed (METHOD.md R26)."""


class Problem(msgspec.Struct, frozen=True):
    """One thing wrong in a configuration: where it stands and what would be right."""

    file: str
    line: int
    key: str
    text: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.key}: {self.text}"


class ConfigError(Exception):
    """The configuration can't be used. `problems` holds every fault found, in file order."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda p: p.line))
        super().__init__("\n".join(map(str, self.problems)))


class Poll(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """[poll]: how the feeds are asked. Times in seconds."""

    every: int = 300
    at_once: int = 8
    address: str = ""
    private_hosts: tuple[str, ...] = ()
    proxy: str = ""
    pages: bool = False


TimeZone = Literal["utc", "local"]


class Screen(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """[screen]: how the dashboard looks."""

    theme: str = ""
    time: TimeZone = "utc"
    mouse: bool = True


class Keep(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """[keep]: how long the journal keeps what it read, and how large it may grow (MiB; 0: any size)."""

    days: int = 30
    megabytes: int = 1000


class Feed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One [[feeds]] table. `every` 0, `pages` None and `proxy` "" take what [poll] says.

    `url` may carry a name and password, and `authorization` is a secret too: only `secret` hands them out, and `source`
    has neither.
    """

    name: str
    url: str
    family: str = ""
    perspective: str = "independent"
    language: str = "en"
    on: bool = True
    every: int = 0
    pages: bool | None = None
    proxy: str = ""
    authorization: str = ""

    @property
    def source(self) -> Source:
        """The feed as the rest of the house knows it; without a family it is a voice of its own."""
        return Source(self.name, bare(self.url), self.family or self.name, self.perspective, self.language)

    def secret(self, environment: Mapping[str, str]) -> str:
        """The Authorization header for this feed, "" for none. `$NAME` in the configuration is a variable's name."""
        if self.authorization.startswith("$"):
            return environment.get(self.authorization[1:], "")
        return self.authorization or basic(self.url)


class Situation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One [situations.NAME] table: what the board shows. Empty lists mean everything; `window` like 24h or 7d."""

    title: str = ""
    countries: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    window: str = "7d"

    @property
    def hours(self) -> int:
        """The window in hours."""
        return int(self.window[:-1]) * {"h": 1, "d": 24, "w": 168}[self.window[-1]]


class View(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One [views.NAME] table: a filter to come back to, in which pane ("" the one in use), sorted by what."""

    query: str = ""
    pane: str = ""
    sort: str = ""


class Alert(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One [[alerts]] table: `query` over the rows of `pane`; `at_least` so many new ones at once; then a bell, a
    notification of the terminal, a command. `cooldown` like 10m or 2h.
    """

    name: str
    query: str
    pane: str = "strikes"
    at_least: int = 1
    cooldown: str = "10m"
    bell: bool = True
    notify: bool = True
    command: tuple[str, ...] = ()

    @property
    def rest(self) -> int:
        """The cooldown in seconds."""
        return int(self.cooldown[:-1]) * {"s": 1, "m": 60, "h": 3600, "d": 86_400}[self.cooldown[-1]]


class Config(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All that can be configured. `situation` names the [situations.NAME] shown at the start."""

    situation: str = "world"
    shipped_feeds: bool = True
    poll: Poll = Poll()
    screen: Screen = Screen()
    keep: Keep = Keep()
    keys: dict[str, str] = {}
    views: dict[str, View] = {}
    alerts: tuple[Alert, ...] = ()
    situations: dict[str, Situation] = {}
    feeds: tuple[Feed, ...] = ()

    @property
    def polled(self) -> tuple[Feed, ...]:
        """The feeds that are on."""
        return tuple(feed for feed in self.feeds if feed.on)

    @property
    def paged(self) -> tuple[Feed, ...]:
        """The feeds that are on and whose article pages may be fetched: a feed's own word goes before [poll]'s."""
        return tuple(feed for feed in self.polled if (self.poll.pages if feed.pages is None else feed.pages))


def packaged_text() -> str:
    """The shipped config.toml, comments and all."""
    return (Path(__file__).parent / "data" / "config.toml").read_text("utf-8")


def load(path: Path | None) -> Config:
    """The configuration of `path` over the packaged default; None is the default alone.

    Raises ConfigError with every problem found, OSError where the file can't be read.
    """
    base = _packaged()
    if path is None:
        return base
    return parse(path.read_text("utf-8"), str(path), base)


def parse(text: str, file: str, base: Config | None = None) -> Config:
    """The configuration in `text`, laid over `base`. Raises ConfigError naming `file`, line and key."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError([_syntax(file, error)]) from None
    strangers = list(_unknown_keys(data, _KNOWN, ()))
    wrong = [problem(file, text, path, _unknown(path[-1], known)) for path, known in strangers]
    rest = deepcopy(data) if strangers else data
    for path, _ in strangers:
        _drop(rest, path)
    own, mistyped = _converted(rest)
    wrong += [problem(file, text, path, words) for path, words in mistyped]
    wrong += [problem(file, text, path, words) for path, words in _checks(own, base)] if own else []
    if wrong or own is None:
        raise ConfigError(wrong)
    return own if base is None else _over(base, own, data)


@cache
def _packaged() -> Config:
    """Held to the rules by a test, not at every start: the checks take half as long as the reading."""
    config, _ = _converted(tomllib.loads(packaged_text()))
    assert config is not None
    return config


def _over(base: Config, own: Config, data: Mapping[str, Any]) -> Config:
    """`own` laid over `base`: tables key by key, feeds by url, situations by name."""
    urls = {bare(feed.url) for feed in own.feeds}
    shipped = tuple(f for f in base.feeds if f.url not in urls) if own.shipped_feeds else ()
    return Config(
        situation=own.situation if "situation" in data else base.situation,
        shipped_feeds=own.shipped_feeds,
        poll=_table(base.poll, own.poll, data.get("poll", {})),
        screen=_table(base.screen, own.screen, data.get("screen", {})),
        keep=_table(base.keep, own.keep, data.get("keep", {})),
        keys=base.keys | own.keys,
        views=base.views | own.views,
        alerts=own.alerts + tuple(a for a in base.alerts if a.name not in {mine.name for mine in own.alerts}),
        situations=base.situations | own.situations,
        feeds=own.feeds + shipped,
    )


T = TypeVar("T", bound=msgspec.Struct)


def _table(base: T, own: T, given: Mapping[str, Any]) -> T:
    return msgspec.structs.replace(base, **{key: getattr(own, key) for key in given})


Keys = Mapping[str, Any]
_KNOWN: Keys = dict.fromkeys(Config.__struct_fields__) | {
    "poll": dict.fromkeys(Poll.__struct_fields__),
    "screen": dict.fromkeys(Screen.__struct_fields__),
    "keep": dict.fromkeys(Keep.__struct_fields__),
    "feeds": dict.fromkeys(Feed.__struct_fields__),
    "keys": {"*": None},
    "views": {"*": dict.fromkeys(View.__struct_fields__)},
    "alerts": dict.fromkeys(Alert.__struct_fields__),
    "situations": {"*": dict.fromkeys(Situation.__struct_fields__)},
}

KeyPath = tuple[str | int, ...]
"""Where a value stands: ("feeds", 2, "url") is the url of the third [[feeds]] table."""


def _unknown_keys(data: Any, known: Any, path: KeyPath) -> Iterable[tuple[KeyPath, Keys]]:
    """Every key the schema does not have, with the keys it has at that place."""
    if known is None:
        return
    if isinstance(data, list):
        for index, item in enumerate(data):
            yield from _unknown_keys(item, known, (*path, index))
        return
    if not isinstance(data, dict):
        return
    for key, value in data.items():
        if "*" in known:
            yield from _unknown_keys(value, known["*"], (*path, key))
        elif key not in known:
            yield (*path, key), known
        else:
            yield from _unknown_keys(value, known[key], (*path, key))


def _unknown(key: str | int, known: Keys) -> str:
    from difflib import get_close_matches  # seldom needed

    near = get_close_matches(str(key), known, n=1, cutoff=0.5)
    hint = f"did you mean {near[0]}?" if near else f"known here: {', '.join(known)}"
    return f"there is no such key; {hint}"


def _checks(config: Config, base: Config | None) -> Iterable[tuple[KeyPath, str]]:
    """What types alone can't say."""
    names = {*config.situations, *(base.situations if base else ())}
    if config.situation not in names and not (base and config.situation == "world"):
        yield ("situation",), f"no [situations.{config.situation}]; {_nearest(config.situation, names)}"
    if not 60 <= config.poll.every <= 86_400:
        yield ("poll", "every"), "seconds from 60 to 86400; 300 is usual"
    if not 1 <= config.poll.at_once <= 64:
        yield ("poll", "at_once"), "a number from 1 to 64; 8 is usual"
    if not _usable_proxy(config.poll.proxy):
        yield ("poll", "proxy"), 'an http or https address such as "http://127.0.0.1:3128", or ""'
    if config.keep.days < 1:
        yield ("keep", "days"), "at least 1"
    if config.keep.megabytes and config.keep.megabytes < 10:
        yield ("keep", "megabytes"), "at least 10, or 0 for any size"
    for name, situation in config.situations.items():
        if not re.fullmatch(r"[1-9]\d{0,3}[hdw]", situation.window):
            yield ("situations", name, "window"), 'a number with h, d or w, such as "24h" or "7d"'
        for code in situation.countries:
            if not re.fullmatch(r"[A-Z]{2}", code):
                yield ("situations", name, "countries"), f'"{code}" is no two-letter country code such as "UA"'
    yield from _alert_checks(config.alerts)
    yield from _feed_checks(config.feeds)


def _alert_checks(alerts: tuple[Alert, ...]) -> Iterable[tuple[KeyPath, str]]:
    names: set[str] = set()
    for index, alert in enumerate(alerts):
        if alert.name in names:
            yield ("alerts", index, "name"), f'there is an alert "{alert.name}" already'
        names.add(alert.name)
        if not re.fullmatch(r"\d{1,5}[smhd]", alert.cooldown):
            yield ("alerts", index, "cooldown"), 'a number with s, m, h or d, such as "10m"'
        if alert.at_least < 1:
            yield ("alerts", index, "at_least"), "at least 1"


def _feed_checks(feeds: tuple[Feed, ...]) -> Iterable[tuple[KeyPath, str]]:
    seen: dict[str, str] = {}
    for index, feed in enumerate(feeds):
        parts = urlsplit(feed.url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            yield ("feeds", index, "url"), f'"{bare(feed.url)}" is no http or https address'
        elif bare(feed.url) in seen:
            yield ("feeds", index, "url"), f'the same address as "{seen[bare(feed.url)]}"; remove one of the two'
        seen.setdefault(bare(feed.url), feed.name)
        if not _usable_proxy(feed.proxy):
            yield ("feeds", index, "proxy"), "an http or https address, or leave it out"
        if "\n" in feed.authorization or not feed.authorization.isascii():
            yield ("feeds", index, "authorization"), 'what stands behind "Authorization:", or $NAME for a variable'
        if feed.every and not 60 <= feed.every <= 86_400:
            yield ("feeds", index, "every"), "seconds from 60 to 86400, or leave it out"
        if not PERSPECTIVE.fullmatch(feed.perspective):
            yield ("feeds", index, "perspective"), "independent, ngo, intergovernmental, state:XX or party:NAME"


def _usable_proxy(proxy: str) -> bool:
    return not proxy or proxy.startswith(("http://", "https://"))


def _nearest(word: str, known: Iterable[str]) -> str:
    from difflib import get_close_matches  # seldom needed

    near = get_close_matches(word, list(known), n=1, cutoff=0.4)
    return f"did you mean {near[0]}?" if near else f"there are: {', '.join(sorted(known))}"


def _syntax(file: str, error: tomllib.TOMLDecodeError) -> Problem:
    found = re.search(r"line (\d+), column (\d+)", str(error))
    line = int(found[1]) if found else 1
    return Problem(file, line, "(syntax)", re.sub(r" \(at .*\)", "", str(error)))


MOST_FAULTS = 100
"""Values of a wrong type that are told at once."""


def _converted(data: dict[str, Any]) -> tuple[Config | None, list[tuple[KeyPath, str]]]:
    """The data as a Config, and each value of a wrong type; what stands in its place is right, so that the next one
    is found as well. None where that is not possible. Changes `data`.
    """
    found: list[tuple[KeyPath, str]] = []
    for _ in range(MOST_FAULTS):
        try:
            return msgspec.convert(data, Config), found
        except msgspec.ValidationError as error:
            path, words = _mistyped(str(error), data)
            found.append((path, words))
            if not _mended(data, path):
                break
    return None, found


def _mistyped(message: str, data: Mapping[str, Any]) -> tuple[KeyPath, str]:
    """Where and what, from msgspec's words ("... - at `$.feeds[2].url`")."""
    words, _, where = message.partition(" - at `$")
    path: list[str | int] = []
    for name, index in re.findall(r"\.([\w*-]+)|\[(\d+|\.\.\.)\]", where):
        path.append(name or (int(index) if index.isdigit() else _wrong_table(data, str(path[-1]) if path else "")))
    missing = re.search(r"missing required field `(\w+)`", words)
    if missing:
        return (*path, missing[1]), f"missing; every [[{path[0] if path else ''}]] needs it"
    return tuple(path), _plainly(words, path)


_WORDS = {
    "object": "a table with keys of its own", "array": "a list", "str": 'text in quotes, such as "x"',
    "int": "a whole number", "bool": "true or false",
}  # fmt: skip


def _plainly(words: str, path: Sequence[str | int]) -> str:
    """msgspec's words for one who writes TOML: what is wanted, and what stands there."""
    if words.startswith("Invalid enum value"):
        valid = " or ".join(f'"{one}"' for one in get_args(TimeZone))
        return f"wants {valid}, not {words.removeprefix('Invalid enum value ')}"
    found = re.fullmatch(r"Expected `([\w| ]+)`, got `(\w+)`", words)
    if not found:
        return words
    wanted, got = (" or ".join(_WORDS.get(w, w) for w in said.split(" | ") if w != "null") for said in found.groups())
    header = f": [{'.'.join(map(str, path))}]" if found[1] == "object" and path else ""
    return f"wants {wanted}{header}, not {got.partition(',')[0]}"


def _wrong_table(data: Mapping[str, Any], of: str) -> str:
    """msgspec names no key of a table of tables: the first one in `of` that is none."""
    kinds: dict[str, Any] = {"situations": Situation, "views": View, "keys": str}
    for name, table in data.get(of, {}).items():
        try:
            msgspec.convert(table, kinds.get(of))
        except msgspec.ValidationError:
            return str(name)
    return ""


_NEEDED = {"name": "?", "url": "https://missing.example/", "query": "?"}


def _mended(data: Any, path: KeyPath) -> bool:
    """Puts something right where something wrong stood, or takes it out; False where there is nothing to be found."""
    for number, part in enumerate(path):
        last = number == len(path) - 1
        needed = last and part in _NEEDED and len(path) > 2  # [views] alone may have an entry called query
        if isinstance(part, int) and isinstance(data, list) and part < len(data):
            if not last and isinstance(data[part], dict | list):
                data = data[part]
                continue
            # A feed's place is kept, for the ones behind it are known by their number.
            data[part : part + 1] = [dict.fromkeys(_NEEDED, "")] if path[0] == "feeds" and number == 1 else []
            return True
        if isinstance(data, dict) and (part in data or needed):
            if needed:
                data[part] = f"{_NEEDED[str(part)]}{id(data)}"  # no two feeds may share an address
                return True
            if last or not isinstance(data[part], dict | list):
                del data[part]
                return True
        else:
            return False
        data = data[part]
    return False


def _drop(data: Any, path: KeyPath) -> None:
    for part in path[:-1]:
        data = data[part]
    del data[path[-1]]


def problem(file: str, text: str, path: KeyPath, words: str) -> Problem:
    """What is wrong at `path` of the configuration in `text`, with the line it stands on."""
    key = ".".join(str(part) for part in path if not isinstance(part, int)) or "(file)"
    return Problem(file, line_of(text, path), key, words)


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
