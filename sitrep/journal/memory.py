"""A journal that lasts as long as the process: for a machine whose state folder can't be written, and for tests."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sitrep.journal.port import Cursor, Face, Faces, Kept, Page
from sitrep.model.article import Article
from sitrep.model.claim import Reading
from sitrep.model.feedstate import FeedState
from sitrep.model.incident import Action, Incident
from sitrep.model.ruling import Ruling
from sitrep.model.viewer import Bookmark, Mark, Note


class MemoryJournal:
    """Keeps manual acts and viewer state for this run; of articles and feeds nothing, the store has them. `warning`
    is why there is no file.
    """

    def __init__(self, warning: str | None = None) -> None:
        self._warning = warning
        self._rulings: dict[str, Ruling] = {}
        self._notes: dict[str, Note] = {}
        self._marks: dict[tuple[str, str], Mark] = {}
        self._bookmarks: dict[tuple[str, str], Bookmark] = {}

    def since(self, seq: int) -> Kept:
        rulings = sorted(self._rulings.values(), key=lambda r: (r.at, r.id))
        notes = sorted(self._notes.values(), key=lambda n: (n.at, n.id))
        return Kept(seq, rulings=tuple(rulings), notes=tuple(notes))

    def head(self) -> Kept:
        return self.since(0)

    def older(self, than: Cursor, most: int) -> Page:
        return Page()

    def keep(self, articles: Sequence[Article], readings: Sequence[Reading], feeds: Sequence[FeedState]) -> str | None:
        return None

    def reread(self, readings: Sequence[Reading]) -> str | None:
        return None

    def announce_reread(self) -> str | None:
        return None

    def due(self, rules: str) -> int:
        return 0

    def unseen(self, articles: Sequence[Article]) -> tuple[Article, ...]:
        return tuple(articles)

    def rule(self, rulings: Sequence[Ruling]) -> str | None:
        for ruling in rulings:
            self._rulings.setdefault(ruling.id, ruling)
        return None

    def note(self, note: Note) -> str | None:
        self._notes.pop(note.id, None)
        if note.text:
            self._notes[note.id] = note
        return None

    def mark(self, marks: Sequence[Mark]) -> str | None:
        for mark in marks:
            held = self._marks.get((mark.viewer, mark.key))
            if held is None or held.at <= mark.at:
                self._marks[mark.viewer, mark.key] = mark
        return None

    def marks(self, viewer: str) -> tuple[Mark, ...]:
        return tuple(sorted((m for m in self._marks.values() if m.viewer == viewer), key=lambda m: (m.at, m.key)))

    def bookmark(self, bookmark: Bookmark) -> str | None:
        self._bookmarks.pop((bookmark.viewer, bookmark.key), None)
        if bookmark.on:
            self._bookmarks[bookmark.viewer, bookmark.key] = bookmark
        return None

    def bookmarks(self, viewer: str) -> tuple[Bookmark, ...]:
        return tuple(sorted((b for b in self._bookmarks.values() if b.viewer == viewer), key=lambda b: (b.at, b.key)))

    def show(
        self,
        incidents: Sequence[Incident],
        actions: Sequence[Action],
        gone: Sequence[str],
        known: Mapping[str, int],
    ) -> str | None:
        return None

    def incidents(self, than: Face, most: int) -> Faces[Incident]:
        return Faces()

    def actions(self, than: Face, most: int) -> Faces[Action]:
        return Faces()

    def stamps(self) -> dict[str, int]:
        return {}

    def warning(self) -> str | None:
        return self._warning

    def stirred(self) -> object:
        return None

    def revision(self) -> int:
        return 0

    def forget(self, before: datetime, most: int = 0) -> datetime | None:
        return None

    def close(self) -> None:
        return
