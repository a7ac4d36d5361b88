"""What the reader has not seen yet: a key whose version is not the one last looked at."""

from collections.abc import Iterable, Mapping

from sitrep.views.pane import Row

INCIDENT_PANES = frozenset({"strikes", "casualties"})
"""They show the same incidents: read in one is read in the other."""


class Unread:
    """Which versions were seen. Handed a mapping of an earlier session, it goes on from there."""

    def __init__(self, seen: Mapping[str, str] | None = None) -> None:
        self.seen: dict[str, str] = dict(seen or {})
        self._opened = seen is not None

    def holds(self, pane: str, row: Row) -> bool:
        """Whether this row is unread. One without a version never is."""
        if not row.version:
            return False
        kind = _kind(pane)
        return all(self.seen.get(f"{kind}:{name}") != row.version for name in (row.key, *row.aliases))

    def read(self, pane: str, rows: Iterable[Row]) -> None:
        """These rows have been looked at."""
        kind = _kind(pane)
        self.seen.update({f"{kind}:{row.key}": row.version for row in rows if row.version})

    def open_with(self, boards: Mapping[str, Iterable[Row]]) -> None:
        """The first board that holds anything: without an earlier session, all of it counts as read."""
        if self._opened:
            return
        self._opened = True
        for pane, rows in boards.items():
            self.read(pane, rows)


def _kind(pane: str) -> str:
    return "incident" if pane in INCIDENT_PANES else pane
