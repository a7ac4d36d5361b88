"""config.toml -> Config. What is wrong is named by file, line and key, with the nearest right one; nothing half-starts.

A user's file lies over the packaged default: a key it names wins, a feed with the url of a shipped one replaces that
one, a situation with a shipped name replaces that one. `shipped_feeds = false` leaves only the user's own feeds.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Literal, TypeVar
from urllib.parse import urlsplit

import msgspec

from sitrep.fitted import KeyPath, fitted, line_of, nearest
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
    own, wrong = fitted(Config, data)
    if problems := [problem(file, text, path, words) for path, words in (*wrong, *_checks(own, base))]:
        raise ConfigError(problems)
    return own if base is None else _over(base, own, data)


@cache
def _packaged() -> Config:
    """Held to the rules by a test, not at every start: the checks take half as long as the reading."""
    return msgspec.convert(tomllib.loads(packaged_text()), Config)


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


def _checks(config: Config, base: Config | None) -> Iterable[tuple[KeyPath, str]]:
    """What types alone can't say."""
    names = {*config.situations, *(base.situations if base else ())}
    if config.situation not in names and not (base and config.situation == "world"):
        yield ("situation",), f"no [situations.{config.situation}]; {nearest(config.situation, names)}"
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


def _syntax(file: str, error: tomllib.TOMLDecodeError) -> Problem:
    found = re.search(r"line (\d+), column (\d+)", str(error))
    line = int(found[1]) if found else 1
    return Problem(file, line, "(syntax)", re.sub(r" \(at .*\)", "", str(error)))


def problem(file: str, text: str, path: KeyPath, words: str) -> Problem:
    """What is wrong at `path` of the configuration in `text`, with the line it stands on."""
    key = ".".join(str(part) for part in path if not isinstance(part, int)) or "(file)"
    return Problem(file, line_of(text, path), key, words)
