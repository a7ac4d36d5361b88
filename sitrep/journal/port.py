"""The port: what the engine, the screen and the commands may ask of a journal, and what they get."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Generic, Protocol, TypeVar

import msgspec

from sitrep.model.article import Article
from sitrep.model.claim import Reading
from sitrep.model.feedstate import FeedState
from sitrep.model.incident import Action, Incident
from sitrep.model.ruling import Ruling
from sitrep.model.viewer import Bookmark, Mark, Note

T = TypeVar("T")


class JournalError(Exception):
    """The journal can't be used as it is; the message says why and what to do."""


class Kept(msgspec.Struct, frozen=True):
    """What a journal held: articles with their readings, oldest commit first, and with them all that comes whole each
    time: the state of each feed, every ruling in the order of (at, id), every handover note that stands.

    `seq` is the last commit seen: hand it to `since` for what came after. `rereads` is how often the stored articles
    were read again: another number, other readings of what was seen before.
    """

    seq: int = 0
    articles: tuple[Article, ...] = ()
    readings: tuple[Reading, ...] = ()
    feeds: tuple[FeedState, ...] = ()
    rulings: tuple[Ruling, ...] = ()
    notes: tuple[Note, ...] = ()
    rereads: int = 0


Cursor = tuple[float, int]
"""A place in the order of the time articles speak from: seconds since 1970 UTC, and the commit."""

Face = tuple[float, str]
"""A place in the order of what is written down: the moment it was last told anew, in seconds since 1970 UTC, and id."""
NEWEST_FACE: Face = (float("inf"), "")

NEWEST: Cursor = (float("inf"), 0)


class Page(msgspec.Struct, frozen=True):
    """Some articles with their readings, newest first. `last` is where the next page begins; None after the last."""

    articles: tuple[Article, ...] = ()
    readings: tuple[Reading, ...] = ()
    last: Cursor | None = None


class Faces(msgspec.Struct, Generic[T], frozen=True):
    """Some things as they were last shown, newest first. `last` is where the next page begins; None after the last."""

    things: tuple[T, ...] = ()
    last: Face | None = None


class Journal(Protocol):
    """What outlives the process. Every write is all or nothing, may come from any process, and returns None, or in
    plain words why nothing could be written. A write may wait some seconds for another process's.
    """

    def since(self, seq: int) -> Kept:
        """All that was kept after commit `seq`; 0 is everything."""
        ...

    def head(self) -> Kept:
        """What comes whole each time, and the last commit, without articles."""
        ...

    def older(self, than: Cursor, most: int) -> Page:
        """At most `most` articles from before `than`; NEWEST is the first page."""
        ...

    def keep(self, articles: Sequence[Article], readings: Sequence[Reading], feeds: Sequence[FeedState]) -> str | None:
        """Keeps what a poll brought. A version kept or forgotten before is passed over."""
        ...

    def reread(self, readings: Sequence[Reading]) -> str | None:
        """Keeps new readings in place of those of the same articles and versions."""
        ...

    def announce_reread(self) -> str | None:
        """Lets every process know that readings were exchanged: once, when all of them are."""
        ...

    def due(self, rules: str) -> int:
        """How many articles were read by other rules than these."""
        ...

    def unseen(self, articles: Sequence[Article]) -> tuple[Article, ...]:
        """Those of `articles` that were never kept in this version, nor kept and forgotten."""
        ...

    def rule(self, rulings: Sequence[Ruling]) -> str | None:
        """Keeps what a person decided. A ruling whose id is known is passed over."""
        ...

    def note(self, note: Note) -> str | None:
        """Keeps a handover note in place of the one with its id; an empty text takes it back."""
        ...

    def mark(self, marks: Sequence[Mark]) -> str | None:
        """Keeps what a viewer has looked at; the latest mark of a viewer and key counts."""
        ...

    def marks(self, viewer: str) -> tuple[Mark, ...]:
        """What `viewer` has looked at, oldest first."""
        ...

    def bookmark(self, bookmark: Bookmark) -> str | None:
        """Keeps, or with `on` False drops, a viewer's bookmark."""
        ...

    def bookmarks(self, viewer: str) -> tuple[Bookmark, ...]:
        """The bookmarks of `viewer` that are on, oldest first."""
        ...

    def show(
        self,
        incidents: Sequence[Incident],
        actions: Sequence[Action],
        gone: Sequence[str],
        known: Mapping[str, int],
    ) -> str | None:
        """Writes down incidents and acts as they are shown, for the search, and takes out those of the ids `gone`.
        One whose stamp in `known` is still right is passed over.
        """
        ...

    def incidents(self, than: Face, most: int) -> Faces[Incident]:
        """At most `most` incidents as they were last shown, newest first, from before `than`; NEWEST_FACE is the first
        page. Cheap beside making them anew from the articles, and as old as the last look at them.
        """
        ...

    def actions(self, than: Face, most: int) -> Faces[Action]:
        """The same of diplomatic acts."""
        ...

    def stamps(self) -> dict[str, int]:
        """A number for each incident and act written down, by id: another number, another content."""
        ...

    def warning(self) -> str | None:
        """What the user must know of the file in plain words: mended, begun anew, unreadable. None where all is
        well.
        """
        ...

    def stirred(self) -> object:
        """Another value than before where anybody may have written, this process too. Costs next to nothing, and any
        thread may ask at any time. Two writes within some milliseconds, with this between them, may look like one.
        """
        ...

    def revision(self) -> int:
        """A number that changes when another process wrote: cheap enough to ask every second."""
        ...

    def forget(self, before: datetime, most: int = 0) -> datetime | None:
        """Drops what speaks from before this moment (UTC), then the oldest until the file holds at most `most` bytes
        (0: any number). What is dropped stays known by a few bytes, so that no later poll brings it back. Returns the
        moment from before which nothing is left, where something was dropped.
        """
        ...

    def close(self) -> None:
        """Lets go of the file."""
        ...
