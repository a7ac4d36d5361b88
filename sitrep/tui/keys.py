"""Every key of the dashboard as plain data: what it does, under which action id, and in which room the act lives.

No terminal is needed to read this table: help, docs/KEYS.md, the palette, the footer and a reader's own [keys] are all
made from it. `screen.` acts on
what is on screen (sitrep.tui.board), `app.` around it (sitrep.tui.app); without a prefix it moves in a list.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from sitrep.tui.keynames import key_names
from sitrep.views.panes import PANES


class Key(NamedTuple):
    """One line of the table. `key` lists keys with commas between; `foot` is its place in the footer, from 1 for what
    is wanted most (0: none).
    """

    key: str
    action: str
    description: str
    id: str
    foot: int = 0


KEYS = (
    *(Key(pane.key, f"screen.pane('{pane.id}')", pane.title, f"pane.{pane.id}") for pane in PANES),
    Key("enter", "screen.drill", "evidence", "drill", 3),
    Key("escape", "screen.back", "back, clear the filter", "back"),
    Key("slash", "screen.filter", "filter", "filter", 4),
    Key("colon", "screen.command", "type a command", "command"),
    Key("n", "screen.unread(1)", "next unread", "unread.next", 2),
    Key("N", "screen.unread(-1)", "previous unread", "unread.previous"),
    Key("w", "screen.since", "since I looked", "since", 1),
    Key("W", "screen.mark", "since now: w shows what comes from here on", "since.mark"),
    Key("m", "screen.read", "mark as read, as unread", "read.turn"),
    Key("M", "screen.read_all", "mark all as read (pressed twice)", "read.all"),
    Key("b", "app.bookmark", "bookmark", "bookmark"),
    Key("o", "app.open", "open link", "link.open", 7),
    Key("y", "app.copy", "copy with source", "copy", 8),
    Key("E", "app.export", "export what is shown", "export"),
    Key("s", "screen.sort(False)", "sort by the next thing", "sort"),
    Key("S", "screen.sort(True)", "turn the order round", "sort.turn"),
    Key("f", "app.view", "a saved view", "view"),
    Key("F", "app.save_view", "save this view", "view.save"),
    Key("z", "screen.zoom", "zoom", "zoom", 9),
    Key("p", "screen.pause", "pause, go on", "pause"),
    Key("v", "screen.pick", "pick for joining", "pick"),
    Key("J", "app.rule('join')", "join the picked incidents with this one", "rule.join"),
    Key("X", "app.rule('split')", "take this article out of its incident", "rule.split"),
    Key("D", "app.rule('dismiss')", "dismiss this incident", "rule.dismiss"),
    Key("C", "app.rule('correct')", "correct its day or place", "rule.correct"),
    Key("U", "app.rule('undo')", "undo a ruling", "rule.undo"),
    Key("L", "app.dismissed", "list the dismissed incidents", "dismissed"),
    Key("a", "app.rule('note')", "write a handover note", "note"),
    Key("H", "app.notes", "handover notes", "note.list"),
    Key("A", "app.mute", "mute the alerts, or no more", "alerts.mute"),
    Key("r", "app.poll", "poll now", "poll"),
    Key("c", "app.situation", "choose a situation", "situation"),
    Key("d", "app.sample", "sample on, off", "sample"),
    Key("t", "app.change_theme", "theme", "theme"),
    Key("question_mark,f1", "app.help", "help", "help", 10),
    Key("ctrl+p", "app.command_palette", "all commands", "palette"),
    Key("ctrl+l", "screen.redraw", "redraw", "redraw"),
    Key("ctrl+z", "app.suspend_process", "to the shell (fg comes back)", "suspend"),
    Key("q,ctrl+q,ctrl+c", "app.quit", "quit", "quit", 10),
)
"""What the keys do anywhere. An id is what a reader's own key map names."""

MOVES = (
    Key("j,down", "step(1)", "down", "cursor.down"),
    Key("k,up", "step(-1)", "up", "cursor.up"),
    Key("g,home", "top", "newest, first", "cursor.top"),
    Key("G,end", "bottom", "oldest, last", "cursor.bottom"),
    Key("ctrl+d", "half(1)", "half a page down", "cursor.half-down"),
    Key("ctrl+u", "half(-1)", "half a page up", "cursor.half-up"),
    Key("pagedown,space", "page(1)", "a page down", "cursor.page-down"),
    Key("pageup", "page(-1)", "a page up", "cursor.page-up"),
    Key("tab,l,right", "screen.turn(1)", "next pane", "pane.next"),
    Key("shift+tab,h,left", "screen.turn(-1)", "previous pane; from the evidence, its list", "pane.previous"),
)
"""What the keys do in a list."""


def with_own(keys: Iterable[Key], own: Mapping[str, str]) -> tuple[Key, ...]:
    """The table under a reader's own keys, by action id."""
    return tuple(key._replace(key=own.get(key.id, key.key)) for key in keys)


def faults(own: Mapping[str, str]) -> list[tuple[str, str]]:
    """What is wrong with a reader's own keys: (action id, in plain words). An id there is not, a key with two acts."""
    from difflib import get_close_matches  # seldom needed

    known = {key.id: key for key in (*KEYS, *MOVES)}
    found = []
    for name in own:
        if name not in known:
            near = get_close_matches(name, known, n=1, cutoff=0.5)
            found.append((name, f"there is no such action; {f'did you mean {near[0]}?' if near else 'docs/KEYS.md'}"))
        elif not all(part.strip() for part in own[name].split(",")):
            found.append((name, 'wants a key, or several with commas between, such as "f5" or "x,ctrl+x"'))
    taken: dict[str, str] = {}
    for key in sorted(with_own((*KEYS, *MOVES), own), key=lambda key: key.id in own):
        for one in (part.strip() for part in key.key.split(",")):
            other = taken.setdefault(one, key.id)
            if other != key.id and key.id in own:
                found.append((key.id, f'"{one}" is the key of {other} already; give that one another key, too'))
    return found


FIRST = 5
"""The places of the footer that go before the others being written out in full; the last of them is the panes'."""


def hints(keys: Sequence[Key], room: int, *, reading: bool, solo: bool) -> str:
    """The keys that matter most, help and quit always among them, as many as `room` cells hold. A hint gives its first
    word alone where the others of the first places would find no room else.
    """
    wanted = {key.id: (key.foot, key_names(key.key.split(",")[0]), key.description) for key in keys if key.foot}
    tail = [f"{name} {words}" for _, name, words in (wanted.pop("help"), wanted.pop("quit"))]
    if reading:
        wanted["drill"] = (0, "Esc", "back")
    if not solo:
        wanted["pane"] = (FIRST, "Tab", "pane")
    wanted["move"] = (FIRST + 1, "j/k", "move")
    forms = [(place, f"{name} {words}", f"{name} {words.split()[0]}") for place, name, words in sorted(wanted.values())]
    shown: list[str] = []
    for n, (_, whole, short) in enumerate(forms):
        others = [other for place, _, other in forms[n + 1 :] if place <= FIRST]
        if _fits([*shown, whole, *others, *tail], room):
            shown.append(whole)
        elif _fits([*shown, short, *tail], room):
            shown.append(short)
    return "  ".join([*shown, *tail])


def _fits(words: Sequence[str], room: int) -> bool:
    return len("  ".join(words)) <= room
