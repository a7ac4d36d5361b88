"""Ids of incidents: they come from the report that was seen first, and lead back to it.

An id names an article and which of its events is meant: "3fa9c01b2d" is the first event of its article, "3fa9c01b2d-2"
the second. So an id that was ever shown finds the incident its report is in today, whatever was joined or parted since,
in this process or after a restart: nothing needs to be remembered but the articles.
"""

from collections import defaultdict
from datetime import datetime
from hashlib import blake2s

from sitrep.resolve.report import Report

Key = tuple[str, int]
"""An article's id and the ordinal of one event in it."""


def report_id(key: Key) -> str:
    """The id an incident founded by this report has."""
    return _named(_hashed(key[0]), key[1])


def seen_first(report: Report) -> tuple[datetime, datetime, Key]:
    """What orders reports for an id: the one seen first founds an incident, so its id holds as others join."""
    return (report.article.first_seen, report.article.at, report.key)


def _hashed(article: str) -> str:
    return blake2s(article.encode(), digest_size=5).hexdigest()


def _named(hashed: str, ordinal: int) -> str:
    return f"{hashed}-{ordinal + 1}" if ordinal else hashed


class Register:
    """Which report an id means, among those held. `put` and `drop` keep it; `find` answers."""

    def __init__(self) -> None:
        self._keys: dict[str, set[Key]] = defaultdict(set)

    def put(self, key: Key) -> None:
        """Note a report."""
        self._keys[_hashed(key[0])].add(key)

    def drop(self, key: Key) -> None:
        """Forget a report; unknown keys are ignored."""
        name = _hashed(key[0])
        self._keys[name].discard(key)
        if not self._keys[name]:
            del self._keys[name]

    def find(self, name: str) -> Key | None:
        """The report this id means; where an edit left its article with one event only, that one. None if unknown."""
        keys = self._keys.get(name.partition("-")[0], set())
        exact = next((key for key in keys if report_id(key) == name), None)
        return exact or (next(iter(keys)) if len(keys) == 1 else None)
