"""How alerts reach the reader: the bell, a notification of the terminal, a command, a note on the screen."""

import asyncio
import os
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from sitrep.config import Alert
from sitrep.tui.terminal import Write, notification
from sitrep.views.calendar import Calendar
from sitrep.views.filtering.alerts import Rule, Told, due
from sitrep.views.pane import Column, Row
from sitrep.views.panes import pane_by_id
from sitrep.views.steps import Steps
from sitrep.views.wording import UNKNOWN_FIGURE, plural

COMMAND_SECONDS = 10.0
"""A command that still runs then is ended."""
Claim = Callable[[str, str], bool]
"""Takes an alert and a row's key; true for the first dashboard that asks: three panes are one phone call."""


class Alarm:
    """Holds the rules and what was told; `ring` and `write` reach the terminal. While `muted` nothing rings, and what
    goes off counts as told: whoever mutes has the screen before them. Each screen rings for whoever sits at it; a
    command runs for what `claim` grants alone.
    """

    def __init__(
        self,
        alerts: Sequence[Alert],
        rules: Sequence[Rule],
        told: Told,
        ring: Callable[[], None],
        write: Write,
        claim: Claim = lambda alert, key: True,
    ) -> None:
        self.told = told
        self.muted = False
        self._alerts = {alert.name: alert for alert in alerts}
        self._rules = tuple(rules)
        self._ring = ring
        self._write = write
        self._claim = claim

    def hear(
        self, boards: Mapping[str, Sequence[Row]], now: datetime, calendar: Calendar
    ) -> Steps[tuple[str, list[list[str]]]]:
        """Takes in the board, in pieces. Returns the note for the screen ("" for none) and the commands to run."""
        if not self._rules:
            return "", []
        fired, self.told = yield from due(self._rules, boards, self.told, now)
        if not fired or self.muted:
            return "", []
        notes = []
        commands = []
        for one in fired:
            alert = self._alerts[one.rule]
            columns = pane_by_id(alert.pane).columns
            text = words(one.rows, columns, calendar)
            notes.append(f"{alert.name}: {text}")
            if alert.bell:
                self._ring()
            if alert.notify:
                self._write(notification(f"sitrep: {alert.name}", text, in_tmux=bool(os.environ.get("TMUX"))))
            ours = [row for row in one.rows if self._claim(alert.name, row.key)] if alert.command else []
            if ours:
                link = next((row.url for row in ours if row.url), "")
                commands.append(
                    filled(alert.command, alert.name, words(ours, columns, calendar._replace(kept=True)), link)
                )
        return "ALERT " + "; ".join(notes), commands


def words(rows: Sequence[Row], columns: Sequence[Column], calendar: Calendar) -> str:
    """What an alert is about, in one line: the first row, each figure with its name, and how many more."""
    cells = rows[0].cells(calendar)
    said = (_cell(column, cell.text.strip()) for column, cell in zip(columns, cells, strict=False))
    first = " · ".join(text for text in said if text)
    more = len(rows) - 1
    return first + (f" (and {plural(more, 'more').removesuffix('s')})" if more else "")


def _cell(column: Column, text: str) -> str:
    """A cell as it can be read without its list: `killed 3`, and `killed –` where nobody said."""
    if column.title == "killed":
        return f"killed {text or UNKNOWN_FIGURE}"
    if text in ("", UNKNOWN_FIGURE) or not column.title:
        return ""  # nothing, or the signs before a row
    return f"{column.title} {text}" if column.align == "right" else text


def filled(command: Sequence[str], name: str, text: str, url: str) -> list[str]:
    """The command with the alert's words in place of {name}, {text} and {url}. No shell ever sees them."""
    values = {"{name}": name, "{text}": text, "{url}": url}
    return [_filled(word, values) for word in command]


def _filled(word: str, values: Mapping[str, str]) -> str:
    found = [(word.find(mark), mark) for mark in values if mark in word]
    if not found:
        return word
    at, mark = min(found)  # one pass from the left: what a feed sent is never itself looked into
    return word[:at] + values[mark] + _filled(word[at + len(mark) :], values)


async def run(command: Sequence[str]) -> str:
    """Runs `command` without a shell, its output thrown away, for at most COMMAND_SECONDS; "" or why it failed."""
    quiet = asyncio.subprocess.DEVNULL
    try:
        process = await asyncio.create_subprocess_exec(
            *command, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True
        )
    except (OSError, ValueError) as error:
        return f"{command[0]}: {error}"
    try:
        code = await asyncio.wait_for(process.wait(), COMMAND_SECONDS)
    except TimeoutError:
        process.kill()
        await process.wait()
        return f"{command[0]}: still ran after {COMMAND_SECONDS:.0f} s and was ended"
    return f"{command[0]}: exit code {code}" if code else ""
