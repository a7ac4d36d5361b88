"""Everything the program knows, in memory: articles and readings go in, boards come out.

One thread owns a Store; `commit` is synchronous and costs what changed, not what is held. Watchers are told that there
is something new and ask for the newest board: nothing queues (the latest wins). No clock is read here: moments come in.
"""

from bisect import insort
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime, timedelta

import msgspec

from sitrep.model.article import Article
from sitrep.model.claim import Reading
from sitrep.model.health import Health
from sitrep.model.incident import Action, Board, Incident, RunningTotal
from sitrep.model.ruling import Ruling
from sitrep.model.scope import EVERYTHING, Scope
from sitrep.resolve.actions import Block, Told, block_of
from sitrep.resolve.assemble import assemble
from sitrep.resolve.byhand import ByHand
from sitrep.resolve.casebook import Case, Casebook
from sitrep.resolve.desk import Desk, Target
from sitrep.resolve.edits import Telling, Version, told_again
from sitrep.resolve.family import Kin, parents, with_family
from sitrep.resolve.ids import Key, Register
from sitrep.resolve.match import alone_nowhere
from sitrep.resolve.running import Series, Word, running_total, series_of, words_of
from sitrep.resolve.scope import scoped

WIRE_LENGTH = 2000
"""Articles kept in order for the wire pane; older ones stay in their incidents and in the journal."""

DAWN = datetime(1970, 1, 1, tzinfo=UTC)


class Changes(msgspec.Struct, frozen=True):
    """What a commit changed: ids of articles new or edited, of incidents and actions new or altered, and ids gone."""

    articles: tuple[str, ...] = ()
    incidents: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.articles or self.incidents or self.actions or self.gone)


class _Held(msgspec.Struct, frozen=True):
    """What the store holds of one article: the version that counts, and what was made of it."""

    telling: Telling
    reports: tuple[Key, ...]
    blocks: tuple[Block, ...]
    series: tuple[Series, ...]

    @property
    def article(self) -> Article:
        """The version that counts."""
        return self.telling.counts.article


class Store:
    """The state of the program. `commit` puts in, `board` takes out, `subscribe` tells when to look."""

    def __init__(self) -> None:
        self.updated: datetime | None = None
        self._held: dict[str, _Held] = {}
        self._wire: list[tuple[datetime, str]] = []
        self._book = Casebook()
        self._register = Register()
        self._by_hand = ByHand(self._book, self._register)
        self._kin: dict[Key, Kin] = {}
        self._incidents: dict[str, Incident] = {}
        self._sheets: dict[tuple[str, date], set[Key]] = defaultdict(set)
        self._dismissed: dict[str, Incident] = {}
        self._desk = Desk()
        self._words: dict[Series, dict[Key, Word]] = defaultdict(dict)
        self._totals: dict[Series, RunningTotal] = {}
        self._health: dict[str, Health] = {}
        self._watchers: list[Callable[[], None]] = []
        self._built: Board | None = None
        self._scoped: dict[Scope, Board] = {}

    def commit(
        self,
        articles: Iterable[Article] = (),
        readings: Iterable[Reading] = (),
        healths: Iterable[Health] = (),
        at: datetime | None = None,
        rulings: Iterable[Ruling] = (),
    ) -> Changes:
        """Put in articles with their readings, how the feeds fare, and what was ruled by hand; return what changed and
        tell the watchers.

        An article goes with the reading of its id and version; without one it stands on the wire and claims nothing.
        `at` is the moment of the commit (UTC), kept as `updated`. A newer version of an article replaces what the
        older said; an older one arriving late changes nothing (R7). A ruling holds for what is held and for all that
        comes (R27); it may come before the articles it speaks of, and a ruling whose id is held is ignored.
        """
        read = {(r.article, r.version): r for r in readings}
        series: set[Series] = set()
        taken = [a.id for a in articles if self._take(Version(a, read.get((a.id, a.version)), a.first_seen), series)]
        ruled = self._by_hand.rule(rulings)
        incidents, gone = self._settle_incidents()
        actions, gone_actions = self._desk.settle()
        for one in series:
            self._settle_total(one)
        newer = self._settle_health(healths)
        changes = Changes(tuple(dict.fromkeys(taken)), incidents, actions, (*gone, *gone_actions))
        if changes or newer or ruled:
            self.updated = at or self.updated
            self._built = None
            self._scoped.clear()
            for tell in tuple(self._watchers):
                tell()
        return changes

    def board(self, as_of: datetime, situation: Scope = EVERYTHING) -> Board:
        """The board at `as_of` (UTC) for one situation. Built once a change; asking again costs next to nothing."""
        if self._built is None:
            self._built = self._build()
        board = self._scoped.get(situation)
        if board is None or (situation.window_hours is not None and board.as_of != as_of):
            board = scoped(msgspec.structs.replace(self._built, as_of=as_of, situation=situation.name), situation)
            self._scoped[situation] = board
        return board if board.as_of == as_of else msgspec.structs.replace(board, as_of=as_of)

    def subscribe(self, callback: Callable[[], None]) -> Callable[[], None]:
        """Call `callback` after each commit that changed something, until the returned function is called."""
        self._watchers.append(callback)

        def stop() -> None:
            if callback in self._watchers:
                self._watchers.remove(callback)

        return stop

    def articles(self, limit: int = WIRE_LENGTH) -> Sequence[Article]:
        """The newest articles, newest first, at most WIRE_LENGTH."""
        newest = self._wire[-min(limit, WIRE_LENGTH) :] if limit > 0 else []
        return tuple(self._held[name].article for _, name in reversed(newest))

    def article(self, name: str) -> Article | None:
        """The article with this id, in the version that counts."""
        held = self._held.get(name)
        return held.article if held else None

    def incident(self, name: str) -> Incident | None:
        """The incident with this id, or the one its report is in now (an alias); a dismissed one too."""
        found = self._incidents.get(name) or self._dismissed.get(name)
        if found is not None:
            return found
        key = self._register.find(name)
        case = self._by_hand.of(key) if key is not None else None
        kin = self._kin.get(case) if case is not None else None
        return self._incidents.get(kin.incident.id) or self._dismissed.get(kin.incident.id) if kin else None

    def action(self, name: str) -> Action | None:
        """The diplomatic act with this id."""
        return self._desk.actions.get(name)

    def forget(self, before: datetime) -> Changes:
        """Let go of articles that speak from before this moment (UTC). They stay in the journal."""
        series: set[Series] = set()
        old = [name for name, held in self._held.items() if held.article.at < before]
        for name in old:
            self._drop(name, series)
        incidents, gone = self._settle_incidents()
        actions, gone_actions = self._desk.settle()
        for one in series:
            self._settle_total(one)
        if old:
            self._built = None
            self._scoped.clear()
            for tell in tuple(self._watchers):
                tell()
        return Changes((), incidents, actions, (*gone, *gone_actions))

    # -- articles ---------------------------------------------------------------------------------------------------

    def _take(self, version: Version, series: set[Series]) -> bool:
        """Hear one version of an article; False where it changes nothing."""
        held = self._held.get(version.article.id)
        telling = told_again(held.telling if held else None, version)
        if telling is None:
            return False
        if held is not None:
            self._drop(version.article.id, series)
        self._hold(telling, series)
        return True

    def _hold(self, telling: Telling, series: set[Series]) -> None:
        article, reading = telling.counts.article, telling.counts.reading
        made = telling.reports()
        for report in made:
            self._book.put(report)
            self._register.put(report.key)
        told = [Told((article.id, n), article, act) for n, act in enumerate(reading.diplomacy)] if reading else []
        for one in told:
            self._desk.put(one)
        words = words_of(article, reading.casualties) if reading else ()
        mine = [series_of(w) for w in words]
        for n, (name, word) in enumerate(zip(mine, words, strict=True)):
            self._words[name][(article.id, n)] = word
        series.update(mine)
        touched = tuple(dict.fromkeys(block_of(t) for t in told))
        self._held[article.id] = _Held(telling, tuple(r.key for r in made), touched, tuple(dict.fromkeys(mine)))
        insort(self._wire, (article.at, article.id))

    def _drop(self, name: str, series: set[Series]) -> None:
        held = self._held.pop(name)
        self._wire.remove((held.article.at, name))
        for key in held.reports:
            self._book.drop(key)
            self._register.drop(key)
        self._desk.drop(name, held.blocks)
        for one in held.series:
            self._words[one] = {k: w for k, w in self._words[one].items() if k[0] != name}
        series.update(held.series)

    # -- incidents --------------------------------------------------------------------------------------------------

    def _settle_incidents(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Bring incidents up to date; return ids changed and ids gone."""
        settled = self._by_hand.settle(self._book.settle())
        if not settled.changed and not settled.gone:
            return (), ()
        sheets: set[tuple[str, date]] = set()
        left: set[str] = set()
        for key in (*settled.gone, *(c.key for c in settled.changed)):
            old = self._kin.pop(key, None)
            if old is not None:
                left.add(old.incident.id)
                sheets.add(self._unfile(key, old))
        for case in settled.changed:
            if not _founds(case):
                continue
            kin = Kin(assemble(case), case.facts)
            self._kin[case.key] = kin
            if not _dismissed(kin.incident):
                sheets.add(self._file(case.key, kin))
        fresh = [self._kin[c.key] for c in settled.changed if c.key in self._kin]
        standing = {k.incident.id for k in fresh if not _dismissed(k.incident)}
        for name in left:
            self._dismissed.pop(name, None)
        for name in left - standing:
            self._desk.unknow(name)
            self._incidents.pop(name, None)
        for kin in fresh:
            if not _dismissed(kin.incident):
                self._desk.know(Target(kin.incident, kin.facts))
            else:
                self._dismissed[kin.incident.id] = kin.incident
        return self._settle_families(sheets, standing), tuple(sorted(left - standing))

    def _file(self, key: Key, kin: Kin) -> tuple[str, date]:
        sheet = (kin.facts.country or "", kin.facts.anchor)
        self._sheets[sheet].add(key)
        return sheet

    def _unfile(self, key: Key, kin: Kin) -> tuple[str, date]:
        sheet = (kin.facts.country or "", kin.facts.anchor)
        self._sheets[sheet].discard(key)
        return sheet

    def _settle_families(self, sheets: set[tuple[str, date]], fresh: set[str]) -> tuple[str, ...]:
        """R15 for the country-days touched: who is whose part is decided among the incidents of a day and its eves."""
        touched = {(c, d + timedelta(days=n)) for c, d in sheets for n in (-1, 0, 1)}
        around = {(c, d + timedelta(days=n)) for c, d in touched for n in (-1, 0, 1)}
        again = [self._kin[k] for s in touched for k in self._sheets.get(s, ())]
        near = [self._kin[k] for s in around for k in self._sheets.get(s, ())]
        up = parents(near)
        down: dict[str, list[Incident]] = defaultdict(list)
        for kin in near:
            if kin.incident.id in up:
                down[up[kin.incident.id]].append(kin.incident)
        children = {name: tuple(kids) for name, kids in down.items()}
        altered: list[str] = []
        for kin in again:
            name = kin.incident.id
            now = with_family(kin.incident, up, children)
            if name in fresh or self._incidents.get(name) != now:
                self._incidents[name] = now
                altered.append(name)
        return tuple(sorted(set(altered)))

    # -- the rest ---------------------------------------------------------------------------------------------------

    def _settle_total(self, series: Series) -> None:
        words = self._words.get(series)
        if words:
            self._totals[series] = running_total(series, words.values())
        else:
            self._words.pop(series, None)
            self._totals.pop(series, None)

    def _settle_health(self, healths: Iterable[Health]) -> bool:
        newer = False
        for health in healths:
            newer = newer or self._health.get(health.url) != health
            self._health[health.url] = health
        return newer

    def _build(self) -> Board:
        incidents = sorted(self._incidents.values(), key=lambda i: (i.updated, i.id), reverse=True)
        actions = sorted(self._desk.actions.values(), key=lambda a: (a.updated, a.id), reverse=True)
        totals = sorted(self._totals.values(), key=lambda t: (t.as_of, t.label), reverse=True)
        return Board(
            as_of=DAWN,
            situation="",
            articles=len(self._held),
            feeds=tuple(self._health.values()),
            incidents=tuple(incidents),
            running_totals=tuple(totals),
            actions=tuple(actions),
            dismissed=tuple(sorted(self._dismissed.values(), key=lambda i: (i.updated, i.id), reverse=True)),
        )


def _dismissed(incident: Incident) -> bool:
    """True if a person ruled it to be none. One that was only retracted stays on the board, discounted (R22)."""
    return incident.tombstone is not None and bool(incident.tombstone.ruling)


def _founds(case: Case) -> bool:
    """False for a bare toll that names no place at all: it may join an incident but is none of its own, unless a person
    rules that it is.
    """
    return case.ruled or not alone_nowhere(case.facts) or any(r.strikes for r in case.reports)
