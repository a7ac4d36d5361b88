"""Between the store and the journal: what the store shows was kept before, what others kept is shown.

Loading goes newest first: the board's own window before the screen's patience ends, what is older in the background.
"""

import gc
from collections import deque
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from datetime import datetime

from sitrep.clock import Clock, give_way, stopwatch
from sitrep.journal import NEWEST, Clerk, Cursor, Journal, Kept, Page
from sitrep.model.article import Article
from sitrep.model.claim import Reading
from sitrep.model.feedstate import FeedState
from sitrep.model.health import Health
from sitrep.model.incident import Action, Incident
from sitrep.model.ruling import Ruling
from sitrep.model.viewer import Note
from sitrep.store import Changes, Store

BATCH = 25
"""Articles folded at once, loaded ones and new ones: some ten milliseconds, then the screen has its turn."""
PAGE = 500
"""Kept articles read at once."""
LEISURE = 3.0
"""In the background, that many times as long as the work took is left to the screen."""
OWED = 20_000
"""Articles held to be kept later while nothing can be written."""
REREAD = 10
"""Batches of what was read again that are taken up in one turn."""
ROWS = 200
"""Incidents and acts written at once for the search."""
GROWN = 1_000
"""Articles after which what is held is put out of the garbage collector's sight. It is no garbage and holds no cycles;
looked through again and again while the store grows, it stopped the screen for half a second at 50,000 articles.
"""

Beside = Callable[[str | None, tuple[Note, ...]], None]
"""Who is told of trouble with what is kept (None: there is none), and of the handover notes that stand."""


class Keeper:
    """Keeps what is new in the journal and then shows it in the store; brings back what was kept.

    `trouble` is what the user must know about the journal, in plain words, None where all is well; `notes` are the
    handover notes that stand; `beside` is told of both. `seq` is the last commit seen. `reread` is true once the stored
    articles were read again while this process ran.
    """

    def __init__(
        self, store: Store, journal: Clerk, clock: Clock, beside: Beside = lambda trouble, notes: None
    ) -> None:
        self.trouble: str | None = None
        self.notes: tuple[Note, ...] = ()
        self.seq = 0
        self.reread = False
        self._store = store
        self._journal = journal
        self._clock = clock
        self._beside = beside
        self._rest: Cursor | None = NEWEST
        self._rereads = 0
        self._anew: Cursor | None = None
        self._unfolded: deque[Page] = deque()
        self._waiting: dict[str, Article] = {}
        self._forgotten: datetime | None = None
        self._owed: list[tuple[Article, Reading]] = []
        self._leads = False
        self._settled = 0

    # -- what was kept ----------------------------------------------------------------------------------------------

    async def read(self, back_to: datetime | None = None) -> Kept:
        """Reads what speaks from after `back_to` (UTC), or everything, for `fold` to put it into the store: reading is
        ten times as quick, and feeds may be asked as soon as it is known what they told before.
        """
        kept = await self._journal.do(lambda journal: journal.head())
        self.seq = kept.seq
        self._rereads = kept.rereads
        self._heed(kept)
        limit = back_to.timestamp() if back_to else 0.0
        loaded: list[Article] = []
        while self._rest is not None and self._rest[0] >= limit:
            page = await self._page(PAGE)
            self._unfolded.append(page)
            self._waiting |= {article.id: article for article in page.articles if article.id not in self._waiting}
            loaded += page.articles
        await self._say(None)
        return Kept(kept.seq, tuple(loaded[::-1]), (), kept.feeds, kept.rulings, kept.notes)

    async def fold(self) -> None:
        """Puts what was read into the store, the newest first."""
        while self._unfolded:
            page = self._unfolded[0]
            async for _ in self._commits(list(zip(page.articles, page.readings, strict=True))):
                pass
            self._unfolded.popleft()
            await give_way()
        self._waiting.clear()
        if self._forgotten is not None:
            self._store.forget(self._forgotten)

    def article(self, name: str) -> Article | None:
        """The article of this id, in the version that counts as far as it is known yet."""
        return self._store.article(name) or self._waiting.get(name)

    @property
    def whole(self) -> bool:
        """Whether all that was kept is in the store."""
        return self._rest is None and not self._unfolded

    async def load_rest(self) -> Sequence[Article]:
        """Brings back what `load` left, at leisure; oldest first."""
        loaded: list[Article] = []
        while self._rest is not None:
            begun = stopwatch()
            page = await self._page(BATCH)
            self._commit(page.articles, page.readings)
            loaded += page.articles
            await self._clock.sleep((stopwatch() - begun) * LEISURE)
        await self._say(None)
        if self._leads:
            await self.write_down()
        return loaded[::-1]

    def stirred(self) -> object:
        """Another value than before where any process may have written to the journal; costs next to nothing."""
        return self._journal.stirred()

    async def revision(self) -> int:
        """A number that changes when another process wrote."""
        return await self._journal.do(lambda journal: journal.revision())

    async def catch_up(self) -> Kept:
        """Shows what other processes kept since the last look."""
        kept = await self._journal.do(lambda journal: journal.since(self.seq))
        self.seq = max(self.seq, kept.seq)
        self._heed(kept)
        async for _ in self._commits(list(zip(kept.articles, kept.readings, strict=True))):
            pass
        if kept.rereads != self._rereads:
            self._rereads, self._anew, self.reread = kept.rereads, NEWEST, True
        await self._say(None)
        return kept

    async def take_reread(self) -> None:
        """Shows a part of what was read again since it was loaded, the newest first: nothing else waits for it long."""
        for _ in range(REREAD):
            if (than := self._anew) is None or self._unfolded:  # what was read before must not come after it
                return
            page = await self._older(than, BATCH)
            await self._shown(self._commit(page.articles, page.readings))
            self._anew = page.last
            await self._clock.sleep(0)

    async def _page(self, most: int) -> Page:
        page = await self._older(self._rest or NEWEST, most)
        self._rest = page.last
        return page

    async def _older(self, than: Cursor, most: int) -> Page:
        return await self._journal.do(lambda journal: journal.older(than, most))

    def _heed(self, kept: Kept) -> None:
        self.notes = kept.notes
        if kept.rulings:
            self._store.commit(rulings=kept.rulings, at=self._clock.now())

    def show_health(self, healths: Iterable[Health]) -> None:
        """Shows how the feeds fare. What is kept of them is their states."""
        self._store.commit(healths=healths)

    # -- what is new ------------------------------------------------------------------------------------------------

    async def unseen(self, articles: Sequence[Article]) -> Sequence[Article]:
        """Those of `articles` that were never kept, nor kept and forgotten."""
        return await self._journal.do(lambda journal: journal.unseen(articles)) if articles else ()

    async def keep(
        self,
        articles: Sequence[Article],
        readings: Sequence[Reading],
        states: Sequence[FeedState],
        healths: Iterable[Health],
    ) -> None:
        """Keeps, then shows. What can't be kept is shown all the same, the user is told, and it is tried again with
        the next.
        """
        read = {(r.article, r.version): r for r in readings}
        new = [(a, read.get((a.id, a.version)) or Reading(a.id, a.version, a.language)) for a in articles]
        owed = [*self._owed, *new]
        trouble = await self._journal.do(lambda j: j.keep([a for a, _ in owed], [r for _, r in owed], states))
        self._owed = owed[-OWED:] if trouble else []
        await self._say(trouble)
        async for changes in self._commits(new, healths):
            await self._shown(changes)

    async def rule(self, ruling: Ruling) -> str | None:
        """Keeps what a person decided, then shows it. Returns None, or why it will not outlive this process."""
        trouble = await self._journal.do(lambda journal: journal.rule((ruling,)))
        await self._say(trouble)
        await self._shown(self._store.commit(rulings=(ruling,), at=self._clock.now()))
        return trouble

    async def note(self, note: Note) -> str | None:
        """Keeps a handover note, then shows it. Returns None, or why it will not outlive this process."""
        trouble = await self._journal.do(lambda journal: journal.note(note))
        others = tuple(n for n in self.notes if n.id != note.id)
        self.notes = (*others, note) if note.text else others
        await self._say(trouble)
        return trouble

    async def forget(self, before: datetime, most: int) -> None:
        """Drops what is too old, or too much for `most` bytes (0: any number), from the journal and the store."""
        horizon = await self._journal.do(lambda journal: journal.forget(before, most))
        if horizon is not None:
            self._forgotten = horizon
            self._store.forget(horizon)
            self._settled = min(self._settled, self._store.size)

    async def _commits(
        self, pairs: Sequence[tuple[Article, Reading]], healths: Iterable[Health] = ()
    ) -> AsyncIterator[Changes]:
        """A batch at a time, oldest first, with what each changed: one document may hold thousands of entries."""
        pairs = sorted(pairs, key=lambda pair: pair[0].at)
        yield self._commit([a for a, _ in pairs[:BATCH]], [r for _, r in pairs[:BATCH]], healths)
        for start in range(BATCH, len(pairs), BATCH):
            await give_way()
            batch = pairs[start : start + BATCH]
            yield self._commit([a for a, _ in batch], [r for _, r in batch])

    def _commit(
        self, articles: Sequence[Article], readings: Sequence[Reading], healths: Iterable[Health] = ()
    ) -> Changes:
        changes = self._store.commit(articles, readings, healths, self._clock.now())
        if self._store.size - self._settled >= GROWN:
            self._settled = self._store.size
            gc.collect(1)  # what is garbage by now goes; it would stay for good
            gc.freeze()
        return changes

    async def _say(self, trouble: str | None) -> None:
        # What is owed was not kept yet, whatever else went well meanwhile.
        owing = self.trouble if self._owed else None
        self.trouble = trouble or owing or await self._journal.do(lambda journal: journal.warning())
        self._beside(self.trouble, self.notes)

    # -- what the search finds --------------------------------------------------------------------------------------

    async def lead(self) -> None:
        """From now on this process writes down what it shows, for the search: the poller's part."""
        self._leads = True
        if self.whole:
            await self.write_down()

    async def _shown(self, changes: Changes) -> None:
        # A store that is not loaded whole may know less of an incident than was written down: it waits.
        if self._leads and self.whole and (changes.incidents or changes.actions or changes.gone):
            found = [i for name in changes.incidents if (i := self._store.incident(name))]
            acts = [a for name in changes.actions if (a := self._store.action(name))]
            off = [i.id for i in found if i.tombstone and i.tombstone.ruling]  # dismissed by hand: on no list (R27)
            await self._write([i for i in found if i.id not in off], acts, (*changes.gone, *off))

    async def write_down(self) -> None:
        """Sets right all that is written down for the search; the store must hold everything that is kept."""
        stamps = await self._journal.do(lambda journal: journal.stamps())
        board = self._store.board(self._clock.now())
        for start in range(0, max(len(board.incidents), len(board.actions)), ROWS):
            some = slice(start, start + ROWS)
            await self._write(board.incidents[some], board.actions[some], (), stamps)
            await self._clock.sleep(0)
        held = {i.id for i in board.incidents} | {a.id for a in board.actions}
        await self._write((), (), [name for name in stamps if name not in held])

    async def _write(
        self,
        incidents: Sequence[Incident],
        actions: Sequence[Action],
        gone: Sequence[str],
        stamps: dict[str, int] | None = None,
    ) -> None:
        def write(journal: Journal) -> str | None:
            return journal.show(incidents, actions, gone, stamps or {})

        await self._journal.do(write)
