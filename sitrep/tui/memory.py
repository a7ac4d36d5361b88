"""What the screen remembers from one session to the next, beside what was read: where one was, how one looked at it."""

import msgspec

from sitrep.config import View
from sitrep.tui.look import ORDER, Look
from sitrep.views.filtering.alerts import Told
from sitrep.views.filtering.filter import parse_filter
from sitrep.views.filtering.listing import SORTS, Sort


class Memory(msgspec.Struct, frozen=True):
    """The pane in use, whether it filled the screen, the filter, the orders, the row under each pane's cursor; views
    the reader saved; the theme they chose; what alerts went off for.
    """

    pane: str = ""
    zoomed: bool = False
    query: str = ""
    sorts: dict[str, Sort] = {}
    cursors: dict[str, str] = {}
    views: dict[str, View] = {}
    theme: str = ""
    told: Told | None = None


def recalled(data: bytes) -> Memory:
    """The memory in `data`; an empty one where it can't be read: a lost cursor is no reason not to start."""
    try:
        return msgspec.json.decode(data, type=Memory)
    except msgspec.DecodeError:
        return Memory()


def kept(memory: Memory) -> bytes:
    """The memory as it is written."""
    return msgspec.json.encode(memory)


def look_of(memory: Memory, pane: str, *, solo: bool) -> Look:
    """Where the screen opens: at `pane` if one was asked for, else where it was left."""
    start = pane or (memory.pane if memory.pane in ORDER else ORDER[0])
    sorts = {name: sort for name, sort in memory.sorts.items() if name in ORDER and sort.by in SORTS}
    look = Look(zoomed=memory.zoomed and not solo, solo=solo, narrowed=parse_filter(memory.query), sorts=sorts)
    return look.to(start)
