"""What the screen looks at: the live store, or the bundled sample under its banner; never a mixture.

The sample lives in a store of its own. It is shown when the user asks or the very first run finds no network, and the
first live article replaces it whole.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Protocol

from sitrep.clock import Clock
from sitrep.model.article import Article
from sitrep.model.health import Health
from sitrep.model.incident import Board
from sitrep.model.scope import EVERYTHING, Scope
from sitrep.model.viewer import Note
from sitrep.views.pane import Snapshot

WIRE = 500
"""Articles the wire pane can scroll through."""


class Boards(Protocol):
    """What is shown of a store (sitrep.store). The screen stands before the store is loaded."""

    def board(self, as_of: datetime, situation: Scope = EVERYTHING) -> Board:
        """The board at that moment (UTC) for one situation."""
        ...

    def articles(self, limit: int = WIRE) -> Sequence[Article]:
        """The newest articles, newest first."""
        ...

    @property
    def size(self) -> int:
        """How many articles are held."""
        ...

    def subscribe(self, callback: Callable[[], None]) -> Callable[[], None]:
        """Calls `callback` after each change, until the returned function is called."""
        ...


class Showing:
    """Snapshots of one of the two stores, and notice of changes in either. Until `live` there is nothing on the board
    but the names of the `feeds`.
    """

    def __init__(self, clock: Clock, scopes: Mapping[str, Scope], picked: str, feeds: Sequence[Health] = ()) -> None:
        self._store: Boards | None = None
        self._feeds = tuple(feeds)
        self._clock = clock
        self._scopes = dict(scopes)
        self._picked = picked
        self._sample: Boards | None = None
        self._sample_at: datetime | None = None
        self._held = 0
        self._recalling = True
        self._trouble = ""
        self._notes: tuple[Note, ...] = ()
        self._watchers: list[Callable[[], None]] = []

    def live(self, store: Boards) -> None:
        """From now on the live board is that store's."""
        self._store = store
        store.subscribe(self._changed)
        self._tell()

    def recalled(self) -> None:
        """All that was kept is on the live board: from now on what comes is news."""
        self._recalling = False
        self._tell()

    @property
    def empty(self) -> bool:
        """Whether the live board holds no article yet."""
        return self._store is None or not self._store.articles(1)

    def snapshot(self) -> Snapshot:
        """The newest state of what is shown. The sample's board stands at the sample's own moment."""
        if self._sample is not None and self._sample_at is not None:
            board = self._sample.board(self._sample_at, EVERYTHING)
            return Snapshot(board, tuple(self._sample.articles(WIRE)), True, self._trouble, self._notes)
        scope = self._scopes[self._picked]
        if self._store is None:
            waiting = Board(self._clock.now(), scope.name, 0, self._feeds)
            return Snapshot(waiting, (), False, self._trouble, self._notes, recalling=self._recalling)
        board = self._store.board(self._clock.now(), scope)
        articles = tuple(self._store.articles(WIRE))
        return Snapshot(board, articles, False, self._trouble, self._notes, recalling=self._recalling)

    def subscribe(self, callback: Callable[[], None]) -> Callable[[], None]:
        """Calls `callback` after every change, until the returned function is called."""
        self._watchers.append(callback)

        def stop() -> None:
            with suppress(ValueError):  # stopping twice is no fault
                self._watchers.remove(callback)

        return stop

    def situations(self) -> Sequence[str]:
        """The names there are to pick from."""
        return tuple(self._scopes)

    def pick(self, name: str) -> None:
        """Shows another situation. Raises KeyError for one that is not configured."""
        self._scopes[name]
        self._picked = name
        self._tell()

    @property
    def sampling(self) -> bool:
        """True while the sample is on screen."""
        return self._sample is not None

    def show_sample(self, sample: Boards, at: datetime) -> None:
        """Puts the sample on screen, or a later moment of it."""
        self._sample, self._sample_at = sample, at
        self._tell()

    def show_live(self) -> None:
        """Takes the sample off the screen."""
        self._sample = None
        self._tell()

    def beside(self, trouble: str | None, notes: tuple[Note, ...]) -> None:
        """Shows trouble with what is kept (None: there is none), and the handover notes, beside the board."""
        if (trouble or "", notes) != (self._trouble, self._notes):
            self._trouble, self._notes = trouble or "", notes
            self._tell()

    def _changed(self) -> None:
        held = self._store.size if self._store else 0
        if held > self._held:
            self._sample = None
        self._held = held
        self._tell()

    def _tell(self) -> None:
        for tell in tuple(self._watchers):
            tell()
