"""What the screen looks at: the live store, or the bundled sample under its banner; never a mixture.

The sample lives in a store of its own. It is shown when the user asks or the very first run finds no network, and the
first live article replaces it whole.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Protocol

from sitrep.clock import Clock
from sitrep.model.article import Article
from sitrep.model.health import Health
from sitrep.model.incident import Action, Board, Incident
from sitrep.model.scope import EVERYTHING, Scope
from sitrep.model.viewer import Note
from sitrep.resolve.scope import in_scope
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
    but what was `kept`, and the names of the `feeds`.
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
        self._loading = False
        self._kept: list[tuple[tuple[Incident, ...], tuple[Action, ...]]] = []
        self._in_scope: tuple[tuple[Incident, ...], tuple[Action, ...]] = ((), ())
        self._trouble = ""
        self._notes: tuple[Note, ...] = ()
        self._watchers: list[Callable[[], None]] = []

    def kept(self, incidents: Sequence[Incident], actions: Sequence[Action]) -> None:
        """More of what was written down when it was last shown, newest first: the board until there is a whole one."""
        self._loading = True
        self._kept.append((tuple(incidents), tuple(actions)))
        self._scope_kept(self._kept[-1:])
        self._tell()

    def filling(self, store: Boards) -> None:
        """From now on wire and feeds are that store's. Its board is not: a toll may still want its older reports."""
        self._loading = True
        self._take(store)

    def live(self, store: Boards) -> None:
        """From now on the live board is that store's, which holds all that the board looks back to."""
        self._loading = False
        self._kept.clear()
        self._in_scope = ((), ())
        self._take(store)

    def _take(self, store: Boards) -> None:
        if store is not self._store:
            self._store = store
            store.subscribe(self._changed)
        self._tell()

    def _scope_kept(self, more: Iterable[tuple[tuple[Incident, ...], tuple[Action, ...]]]) -> None:
        scope, now = self._scopes[self._picked], self._clock.now()
        incidents, actions = self._in_scope
        for some, acts in more:
            incidents += tuple(i for i in some if in_scope(i, scope, now))
            actions += tuple(a for a in acts if in_scope(a, scope, now))
        self._in_scope = (incidents, actions)

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
        now = self._clock.now()
        if self._store is None or self._loading:
            feeds = self._store.board(now).feeds if self._store else self._feeds
            incidents, actions = self._in_scope
            board = Board(now, scope.name, len(incidents), feeds, incidents, actions=actions)
        else:
            board = self._store.board(now, scope)
        articles = tuple(self._store.articles(WIRE)) if self._store else ()
        return Snapshot(
            board,
            articles,
            False,
            self._trouble,
            self._notes,
            recalling=self._recalling,
            loading=self._loading,
        )

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
        self._in_scope = ((), ())
        self._scope_kept(self._kept)
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
