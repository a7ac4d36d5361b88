"""Everything the program knows, in memory: articles and readings go in, boards come out.

One thread owns a Store; `commit` is synchronous and costs what changed, not what is held. Watchers are told that there
is something new and ask for the newest board: nothing queues (the latest wins). No clock is read here: moments come in.
"""

from bisect import bisect_left, insort
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

import msgspec

from sitrep.model.article import Article
from sitrep.model.claim import Reading
from sitrep.model.health import Health
from sitrep.model.incident import Action, Board, Incident, RunningTotal
from sitrep.model.ruling import Ruling
from sitrep.model.scope import EVERYTHING, Scope
from sitrep.resolve.actions import Target, Told
from sitrep.resolve.assemble import assemble
from sitrep.resolve.byhand import ByHand
from sitrep.resolve.casebook import Casebook
from sitrep.resolve.desk import Desk
from sitrep.resolve.edits import Telling, Version, told_again
from sitrep.resolve.ids import Key, Register
from sitrep.resolve.ordered import Roster
from sitrep.resolve.roll import Roll
from sitrep.resolve.running import Campaign, Series, Word, label_of, series_of, words_of
from sitrep.resolve.scope import Situation, holds_all

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


class _Held(msgspec.Struct, frozen=True, gc=False):
    """What the store holds of one article: the version that counts, and what was made of it."""

    telling: Telling
    reports: tuple[Key, ...]
    acts: tuple[Told, ...]
    words: tuple[tuple[Series, Word], ...]

    @property
    def article(self) -> Article:
        """The version that counts."""
        return self.telling.counts.article


def _in_its_language(article: Article, reading: Reading | None) -> tuple[Article, Reading | None]:
    """The article in the language its reading found, whatever its feed is said to be in."""
    if reading is None or reading.language in ("und", article.language):
        return article, reading
    return msgspec.structs.replace(article, language=reading.language), reading


class Store:
    """The state of the program. `commit` puts in, `board` takes out, `subscribe` tells when to look."""

    def __init__(self) -> None:
        self.updated: datetime | None = None
        self._held: dict[str, _Held] = {}
        self._wire: list[tuple[datetime, str]] = []
        self._register = Register()
        self._book = Casebook()
        self._by_hand = ByHand(self._book, self._register)
        self._roll = Roll()
        self._desk = Desk(self._incidents_of)
        self._campaigns: dict[Series, Campaign] = {}
        self._totals: Roster[RunningTotal] = Roster(lambda t: (t.as_of, t.label))
        self._counted: set[Series] = set()
        self._health: dict[str, Health] = {}
        self._watchers: list[Callable[[], None]] = []
        self._built: Board | None = None
        self._situations: dict[Scope, Situation] = {}
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
        # Oldest first: copies of a text speak with the voice of the first told, and one that comes after its copies
        # makes all of them be counted anew. A feed may hold thousands.
        in_order = sorted(articles, key=lambda article: article.at)
        told = (_in_its_language(a, read.get((a.id, a.version))) for a in in_order)
        taken = [a.id for a, reading in told if self._take(Version(a, reading, a.first_seen))]
        ruled = self._by_hand.rule(rulings)
        newer = self._settle_health(healths)
        changes = self._settle(tuple(dict.fromkeys(taken)))
        if changes or newer or ruled:
            self.updated = at or self.updated
            self._tell()
        return changes

    def board(self, as_of: datetime, situation: Scope = EVERYTHING) -> Board:
        """The board at `as_of` (UTC) for one situation. Built once a change; asking again costs next to nothing."""
        if self._built is None:
            self._built = self._build()
        board = self._scoped.get(situation)
        if board is None or (situation.window_hours is not None and board.as_of != as_of):
            board = msgspec.structs.replace(self._built, as_of=as_of, situation=situation.name)
            if not holds_all(situation):
                if situation not in self._situations:
                    self._situations[situation] = Situation(situation, self._built)
                board = self._situations[situation].part(board)
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

    @property
    def size(self) -> int:
        """How many articles are held."""
        return len(self._held)

    def article(self, name: str) -> Article | None:
        """The article with this id, in the version that counts."""
        held = self._held.get(name)
        return held.article if held else None

    def incident(self, name: str) -> Incident | None:
        """The incident with this id, or the one its report is in now (an alias); a dismissed one too."""
        found = self._roll.incidents.get(name) or self._roll.dismissed.get(name)
        if found is not None:
            return found
        key = self._register.find(name)
        case = self._by_hand.of(key) if key is not None else None
        return self._roll.of(case) if case is not None else None

    def foreseen(self, ruling: Ruling) -> tuple[Incident, ...]:
        """What a ruling would make of the incidents it speaks of (R27), for whoever is about to make it: without their
        families (R15), most articles first. Nothing is changed.
        """
        made = [assemble(case) for case in self._by_hand.foreseen(ruling)]
        return tuple(sorted(made, key=lambda i: (-len(i.articles), i.id)))

    def action(self, name: str) -> Action | None:
        """The diplomatic act with this id."""
        return self._desk.actions.get(name)

    def forget(self, before: datetime) -> Changes:
        """Let go of articles that speak from before this moment (UTC). They stay in the journal."""
        old = [name for name, held in self._held.items() if held.article.at < before]
        for name in old:
            self._drop(name)
        changes = self._settle(())
        if old:
            self._tell()
        return changes

    def _settle(self, articles: tuple[str, ...]) -> Changes:
        """Bring everything that was made of the articles up to date."""
        settled = self._by_hand.settle(self._book.settle())
        turned = self._roll.settle(settled)
        for name in turned.gone:
            self._desk.unknow(name)
        self._learn("incidents", self._roll.incidents, (*turned.changed, *turned.gone))
        self._learn("dismissed", self._roll.dismissed, turned.dismissed)
        for kin in turned.fresh:
            self._desk.know(Target(kin.incident.id, kin.facts, kin.file))
        self._desk.stir(article for article, _ in settled.moved)
        actions, gone = self._desk.settle()
        self._learn("actions", self._desk.actions, (*actions, *gone))
        for series in self._counted:
            self._settle_total(series)
        self._learn("running_totals", self._totals, map(label_of, self._counted))
        self._counted.clear()
        return Changes(articles, turned.changed, actions, (*turned.gone, *gone))

    def _learn(self, where: str, roster: Roster[Any], names: Iterable[str]) -> None:
        """Let every situation know what changed in one list of the board."""
        for name in names if self._situations else ():
            for situation in self._situations.values():
                situation.learn(where, name, roster.get(name))

    def _tell(self) -> None:
        self._built = None
        self._scoped.clear()
        for tell in tuple(self._watchers):
            tell()

    def _incidents_of(self, article: str) -> Iterable[str]:
        """The ids of the incidents an article tells of."""
        held = self._held.get(article)
        cases = (self._by_hand.of(key) for key in held.reports) if held else ()
        return [i.id for i in (self._roll.of(case) for case in cases if case is not None) if i is not None]

    # -- articles ---------------------------------------------------------------------------------------------------

    def _take(self, version: Version) -> bool:
        """Takes in one version of an article; False where it changes nothing."""
        held = self._held.get(version.article.id)
        telling = told_again(held.telling if held else None, version)
        if telling is None:
            return False
        if held is not None:
            self._drop(version.article.id)
        self._hold(telling)
        return True

    def _hold(self, telling: Telling) -> None:
        article, reading = telling.counts.article, telling.counts.reading
        made = telling.reports()
        for report in made:
            self._book.put(report)
            self._register.put(report.key)
        acts = [Told((article.id, n), article, act) for n, act in enumerate(reading.diplomacy)] if reading else []
        for told in acts:
            self._desk.put(told)
        words = [(series_of(w), w) for w in words_of(article, reading.casualties)] if reading else []
        for series, word in words:
            self._campaigns.setdefault(series, Campaign(series)).put(word)
            self._counted.add(series)
        self._held[article.id] = _Held(telling, tuple(r.key for r in made), tuple(acts), tuple(words))
        insort(self._wire, (article.at, article.id))

    def _drop(self, name: str) -> None:
        held = self._held.pop(name)
        del self._wire[bisect_left(self._wire, (held.article.at, name))]
        for key in held.reports:
            self._book.drop(key)
            self._register.drop(key)
        for told in held.acts:
            self._desk.drop(told)
        for series, word in held.words:
            self._campaigns[series].drop(word)
            self._counted.add(series)

    # -- the rest ---------------------------------------------------------------------------------------------------

    def _settle_total(self, series: Series) -> None:
        campaign = self._campaigns[series]
        name = label_of(series)
        if campaign:
            self._totals.put(name, campaign.total())
        else:
            del self._campaigns[series]
            self._totals.drop(name)

    def _settle_health(self, healths: Iterable[Health]) -> bool:
        newer = False
        for health in healths:
            newer = newer or self._health.get(health.url) != health
            self._health[health.url] = health
        return newer

    def _build(self) -> Board:
        return Board(
            as_of=DAWN,
            situation="",
            articles=len(self._held),
            feeds=tuple(self._health.values()),
            incidents=self._roll.incidents.last_first(),
            running_totals=self._totals.last_first(),
            actions=self._desk.actions.last_first(),
            dismissed=self._roll.dismissed.last_first(),
        )
