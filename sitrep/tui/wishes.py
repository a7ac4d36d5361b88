"""What a configuration asks of the screen, as the screen takes it; and what can't be taken, and where it stands."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta, tzinfo

import msgspec

from sitrep.config import Alert, Config, View
from sitrep.tui.keys import faults
from sitrep.views.filtering.alerts import Rule
from sitrep.views.filtering.filter import parse_filter
from sitrep.views.filtering.listing import SORTS
from sitrep.views.panes import PANES

Where = tuple[str | int, ...]


THEMES = (
    "ansi-dark", "ansi-light", "atom-one-dark", "atom-one-light", "catppuccin-frappe", "catppuccin-latte",
    "catppuccin-macchiato", "catppuccin-mocha", "dracula", "flexoki", "gruvbox", "monokai", "nord", "rose-pine",
    "rose-pine-dawn", "rose-pine-moon", "solarized-dark", "solarized-light", "textual-dark", "textual-light",
    "tokyo-night",
)  # fmt: skip
"""Textual's own themes, by name: a command that shows nothing has to know them without loading Textual."""


class Wishes(msgspec.Struct, frozen=True):
    """How the reader wants the screen: keys by action id, views, alerts, a theme ("" the default), the zone of its
    clock times, and whether it may write nothing but ASCII.
    """

    keys: Mapping[str, str] = {}
    views: Mapping[str, View] = {}
    alerts: tuple[Alert, ...] = ()
    theme: str = ""
    zone: tzinfo = UTC
    ascii: bool = False

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The alerts as rules."""
        return tuple(
            Rule(a.name, parse_filter(a.query), (a.pane,), a.at_least, timedelta(seconds=a.rest)) for a in self.alerts
        )


def wishes(config: Config, now: datetime) -> Wishes:
    """What the configuration asks for; `now` (aware) tells the zone that is local."""
    here = now.astimezone().tzinfo if config.screen.time == "local" else None
    return Wishes(config.keys, config.views, config.alerts, config.screen.theme, here or UTC)


def asked_wrongly(config: Config) -> Iterator[tuple[Where, str]]:
    """Each wish that can't be met: where it stands in the configuration, and why."""
    panes = [pane.id for pane in PANES]
    if config.screen.theme and config.screen.theme not in THEMES:
        yield ("screen", "theme"), f'"{config.screen.theme}" is no theme; there are {", ".join(THEMES)}'
    for name, words in faults(config.keys):
        yield ("keys", name), words
    for name, view in config.views.items():
        if view.pane and view.pane not in panes:
            yield ("views", name, "pane"), f"there are {', '.join(panes)}"
        if view.sort and view.sort.lstrip("-") not in SORTS:
            yield ("views", name, "sort"), f"there are {', '.join(SORTS)}, each with - before it to turn it round"
        for fault in parse_filter(view.query).faults:
            yield ("views", name, "query"), fault
    for index, alert in enumerate(config.alerts):
        if alert.pane not in panes:
            yield ("alerts", index, "pane"), f"there are {', '.join(panes)}"
        wanted = parse_filter(alert.query)
        for fault in wanted.faults:
            yield ("alerts", index, "query"), fault
        if not wanted.terms and not wanted.faults:
            yield ("alerts", index, "query"), "wants something to look for; an alert on everything is none"
