"""Whether somebody is at the keys, and since when "since I looked" counts for them."""

from datetime import datetime, timedelta

from sitrep.tui.seen import Seen

AWAY = timedelta(minutes=2)
"""After so long without a key the next one tells that the reader has come back."""


class Presence:
    """Hears of every key, and tells `seen` from which moment the reader's next look counts."""

    def __init__(self, seen: Seen) -> None:
        self.attended = False
        self._seen = seen
        self._last_key: datetime | None = None

    def key(self, now: datetime) -> datetime | None:
        """A key was pressed at `now` (UTC). For a reader who was away, in this session or since an earlier one, the
        moment they left; else None.
        """
        self.attended = True
        last, self._last_key = self._last_key or self._seen.looked, now
        self._seen.leave(now)
        if last is None:
            self._seen.look(now)
        elif now - last >= AWAY:
            self._seen.look(last)
            return last
        return None
