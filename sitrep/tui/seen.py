"""What one reader has seen of the board: what is new to them, what was revised since, what they want to find again.

Two memories. What was read (a thing's version when the cursor last lay on it) lives on from session to session, and so
does the moment at which the reader was last at the keys. What changed since then is told by when it came; of what was
kept while nobody looked, by its own times.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from sitrep.model.viewer import LOOK
from sitrep.views.memo import Succession
from sitrep.views.news import Piece
from sitrep.views.pane import Row
from sitrep.views.steps import Steps, at_once, parcels

INCIDENT_PANES = frozenset({"strikes", "casualties"})
"""They show the same incidents: read in one is read in the other."""
Keep = Callable[[Mapping[str, str]], None]
"""Takes keys and the versions read, to outlive the session."""
OTHER = "?"
"""Stands for a version before the present one that nobody here has read."""
PIECE = 100
"""Rows looked at between two stops."""
STALE_LOOK = timedelta(minutes=1)
"""The moment of the last key is kept once it is so much later than the one that is kept."""


class Unread(NamedTuple):
    """How many things are new to the reader, and how many revised."""

    new: int = 0
    revised: int = 0


class Arrival(NamedTuple):
    """When a thing came or changed, and its version before ("" for a new one)."""

    at: datetime
    before: str


def kind(pane: str) -> str:
    """The kind of thing a pane shows; with a row's key it names the thing: "incident:i-3"."""
    return "incident" if pane in INCIDENT_PANES else pane


class Seen:
    """`seen` are the keys and versions read in an earlier session; without it, the first board counts as read. `keep`
    is told of everything read or marked unread.
    """

    def __init__(
        self, seen: Mapping[str, str] | None = None, keep: Keep = lambda read: None, *, saved: Collection[str] = ()
    ) -> None:
        self.seen: dict[str, str] = dict(seen or {})
        self.saved: set[str] = set(saved)
        self.looked = _moment(self.seen.pop(LOOK, ""))
        self._kept_look = self.looked
        self._keep = keep
        self._returns = seen is not None
        self._begun = False
        self._now: dict[str, str] = {}
        self._came: dict[str, Arrival] = {}
        self._lately: dict[str, str] = {}
        self._rows: dict[str, Sequence[Row]] = {}
        self._turns: defaultdict[str, Succession] = defaultdict(Succession)
        self._open: defaultdict[str, dict[str, Row]] = defaultdict(dict)
        self._revised: defaultdict[str, set[str]] = defaultdict(set)

    def name(self, pane: str, row: Row) -> str:
        """The thing's name in what is kept."""
        return f"{kind(pane)}:{row.key}"

    def arrive(self, boards: Mapping[str, Sequence[Row]], at: datetime, *, recalled: bool = False) -> None:
        """Takes in what is on the board at this moment. What is there at first, or was `recalled` from what was kept,
        is no news by being there: to a reader who was never here it counts as read, to one who comes back its own times
        tell whether it came since they left.
        """
        at_once(self.arriving(boards, at, recalled=recalled))

    def arriving(self, boards: Mapping[str, Sequence[Row]], at: datetime, *, recalled: bool = False) -> Steps[None]:
        """As `arrive`, in pieces."""
        old, self._begun = recalled or not self._begun, True
        fresh: dict[str, str] = {}
        for pane, rows in boards.items():
            changed = yield from self._changed(pane, rows)
            for some in parcels(changed, PIECE):
                for row in some:
                    self._arrived(pane, row, at, fresh, old=old)
                yield
        if old and not self._returns:
            yield from self._reading(fresh)

    def _arrived(self, pane: str, row: Row, at: datetime, fresh: dict[str, str], *, old: bool) -> None:
        self._judge(pane, row)
        name = f"{kind(pane)}:{row.key}"
        if not row.version or self._now.get(name) == row.version:
            return
        before = self._known(pane, row, self._now)
        if before != row.version:
            if not old:
                self._came[name] = self._arrival(name, before, at)
            elif came := self._meanwhile(pane, row):
                self._came[name] = came
            fresh[name] = row.version
        self._now[name] = row.version

    def _changed(self, pane: str, rows: Sequence[Row]) -> Steps[list[Row]]:
        """The rows that were not there before. Those that went are unread no more."""
        turn = self._turns[pane].compare(rows)
        yield
        self._turns[pane].take(turn)
        self._rows[pane] = turn.now[0]
        for part in turn.gone:
            for row in turn.before[0][part]:
                self._close(pane, row.key)
        return [row for part in turn.fresh for row in turn.now[0][part]]

    def _judge(self, pane: str, row: Row) -> None:
        """Notes whether the row is unread, so that nobody has to look through all of them."""
        self._close(pane, row.key)
        if self.unread(pane, row):
            self._open[pane][row.key] = row
            if self.before(pane, row):
                self._revised[pane].add(row.key)

    def _close(self, pane: str, key: str) -> None:
        self._open[pane].pop(key, None)
        self._revised[pane].discard(key)

    def unread_in(self, pane: str) -> Unread:
        """How much of what that pane shows is unread."""
        revised = len(self._revised[pane])
        return Unread(len(self._open[pane]) - revised, revised)

    def unread_keys(self, pane: str) -> Collection[str]:
        """The keys of its unread rows; they stay up to date."""
        return self._open[pane].keys()

    def _arrival(self, name: str, before: str, at: datetime) -> Arrival:
        """Of several changes since the last look the first one's `before` counts."""
        held = self._came.get(name)
        if held and self.looked is not None and held.at > self.looked:
            return Arrival(at, held.before)
        return Arrival(at, before)

    def _meanwhile(self, pane: str, row: Row) -> Arrival | None:
        """How a thing brought back came or changed after the reader last looked; None where it did not."""
        facts, looked = row.facts, self.looked
        read = self._known(pane, row, self.seen)
        if looked is None or read == row.version:
            return None
        if facts.first is not None and facts.first > looked:
            return Arrival(facts.first, "")
        changed = facts.at if read else facts.stepped
        return Arrival(changed, read or OTHER) if changed is not None and changed > looked else None

    def _known(self, pane: str, row: Row, versions: Mapping[str, str]) -> str:
        """The version under any of the row's names; the present one where any is it."""
        found = [versions[name] for key in (row.key, *row.aliases) if (name := f"{kind(pane)}:{key}") in versions]
        return row.version if row.version in found else next((version for version in found if version), "")

    def unread(self, pane: str, row: Row) -> bool:
        """Whether this row is new or revised since it was read. One without a version never is."""
        return bool(row.version) and self._known(pane, row, self.seen) != row.version

    def before(self, pane: str, row: Row) -> str:
        """The version that was read, where another one stands now; "" for one never read, or read as it is."""
        known = self._known(pane, row, self.seen)
        return known if known != row.version else ""

    def was(self, pane: str, row: Row) -> str:
        """The version to hold the present one against: the one read before, also while the reader looks at it now."""
        return self.before(pane, row) or self._lately.get(self.name(pane, row), "")

    def look(self, since: datetime) -> None:
        """The reader has looked up: "since I looked" counts from that moment, and what they read then is plain."""
        self.looked = since
        self._lately.clear()

    def leave(self, now: datetime) -> None:
        """The reader is at the keys at `now`: if they press no other, their next look counts from then, in the next
        session too.
        """
        if self._kept_look is None or now - self._kept_look >= STALE_LOOK:
            self._kept_look = now
            self._keep({LOOK: now.isoformat()})

    def since(self, pane: str, row: Row) -> Arrival | None:
        """How this row came or changed since the reader last looked up; None where it did not."""
        came = self._came.get(f"{kind(pane)}:{row.key}")
        return came if came and self.looked is not None and came.at > self.looked else None

    def signs(self, pane: str, row: Row) -> set[str]:
        """What the filter's is: may ask of the row."""
        signs = set()
        if self.unread(pane, row):
            signs |= {"unread", "revised" if self.before(pane, row) else "new"}
        if self.since(pane, row):
            signs.add("since")
        if self.name(pane, row) in self.saved:
            signs.add("saved")
        return signs

    def read(self, pane: str, rows: Iterable[Row]) -> None:
        """These rows have been looked at."""
        unread = [row for row in rows if self.unread(pane, row)]
        self._lately |= {self.name(pane, row): before for row in unread if (before := self.before(pane, row))}
        self._read({self.name(pane, row): row.version for row in unread})

    def read_all(self, pane: str) -> None:
        """All rows of that pane have been looked at."""
        self.read(pane, tuple(self._open[pane].values()))

    def forget(self, pane: str, row: Row) -> None:
        """This row counts as new again."""
        self._read({f"{kind(pane)}:{key}": "" for key in (row.key, *row.aliases)})
        for other, rows in self._rows.items():
            if kind(other) == kind(pane):
                for one in (one for one in rows if one.key == row.key):
                    self._judge(other, one)

    def _read(self, versions: Mapping[str, str]) -> None:
        at_once(self._reading(versions))

    def _reading(self, versions: Mapping[str, str]) -> Steps[None]:
        if not versions:
            return
        self.seen.update(versions)
        self._keep(versions)
        for some in parcels(tuple(versions), PIECE):
            for what, _, key in (name.partition(":") for name in some):
                for pane, unread in self._open.items():
                    if what == kind(pane) and key in unread:
                        self._judge(pane, unread[key])
            yield

    def save(self, pane: str, row: Row) -> bool:
        """Turns the row's bookmark; whether it has one now."""
        name = self.name(pane, row)
        self.saved ^= {name}
        return name in self.saved

    def pieces(self, pane: str, noun: str, rows: Iterable[tuple[Row, str]]) -> list[Piece]:
        """What came since the last look among rows with their names, for a digest."""
        found = []
        for row, label in rows:
            came = self.since(pane, row)
            if came:
                found.append(Piece(noun, label, came.before, row.version))
        return found


def _moment(kept: str) -> datetime | None:
    """The moment that was kept; None where none was, or it can't be read."""
    try:
        moment = datetime.fromisoformat(kept)
    except ValueError:
        return None
    return moment if moment.tzinfo else None
