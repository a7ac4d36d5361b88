"""The diplomatic desk: acts merged across outlets and tied to the incidents they answer, kept up to date (R33, R34).

Like the casebook a pure function of the set of acts and incidents, worked out again only where something changed: the
days of new acts, and the acts whose words name the place of a changed incident or that share an article with it.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import TypeVar

import msgspec

from sitrep.model.incident import Action
from sitrep.resolve.actions import ANSWER_DAYS, Block, Docket, Target, Told, action, action_id, answered, block_of
from sitrep.resolve.facts import Facts
from sitrep.resolve.ordered import Roster

_NAME = re.compile(r"[^\W\d_][\w’'-]+")
_DAY = timedelta(days=1)


class _Group(msgspec.Struct, frozen=True):
    """One act's tellers with what is worked out once: the action without its answer, its first day, its name words."""

    told: tuple[Told, ...]
    bare: Action
    first: date
    words: frozenset[str]


class Desk:
    """All acts held, merged into actions. `put`, `drop`, `know` and `unknow` note changes, `settle` works them out.

    `telling` gives the ids of the incidents an article tells of.
    """

    def __init__(self, telling: Callable[[str], Iterable[str]]) -> None:
        self._telling = telling
        self._dockets: dict[Block, Docket] = defaultdict(Docket)
        self._groups: dict[str, _Group] = {}
        self._by_word: dict[tuple[str, date], set[str]] = defaultdict(set)
        self._by_article: dict[str, set[str]] = defaultdict(set)
        self._targets: dict[str, Target] = {}
        self._named: dict[tuple[str, date], set[str]] = defaultdict(set)
        self._dirty: set[Block] = set()
        self._again: set[str] = set()
        self.actions: Roster[Action] = Roster(lambda a: (a.updated, a.id))

    def put(self, told: Told) -> None:
        """Add one article's word on an act."""
        self._dockets[block_of(told)].put(told)
        self._dirty.add(block_of(told))

    def drop(self, told: Told) -> None:
        """Take it back."""
        self._dockets[block_of(told)].drop(told)
        self._dirty.add(block_of(told))

    def know(self, target: Target) -> None:
        """Take note of an incident, new or altered."""
        old = self._targets.get(target.id)
        if old is not None and old.shape == target.shape and old.file is target.file:
            return
        if old is not None:
            self.unknow(target.id)
        self._targets[target.id] = target
        for word in _place_words(target.facts):
            self._named[(word, target.facts.anchor)].add(target.id)
        self._look_again(target)

    def unknow(self, name: str) -> None:
        """An incident is no more, or about to be told anew."""
        target = self._targets.pop(name, None)
        if target is None:
            return
        for word in _place_words(target.facts):
            _discard(self._named, (word, target.facts.anchor), name)
        self._look_again(target)

    def stir(self, articles: Iterable[str]) -> None:
        """These articles now tell of other incidents than before."""
        for article in articles:
            self._again |= self._by_article.get(article, frozenset())

    def settle(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Bring the actions up to date; return ids changed and ids gone."""
        gone: set[str] = set()
        for block in self._dirty:
            old, new = self._dockets[block].settle()
            if not self._dockets[block]:
                del self._dockets[block]
            for told in old:
                gone.add(self._unlist(told))
            for told in new:
                self._list(told)
        self._dirty.clear()
        gone -= set(self._groups)
        for name in gone:
            self.actions.drop(name)
        changed = {name for name in self._again if name in self._groups and self._tell(name)}
        self._again.clear()
        return tuple(sorted(changed)), tuple(sorted(gone))

    def _look_again(self, target: Target) -> None:
        """Mark the acts that could answer this incident: those that name its place or share an article, in its days."""
        for word in _place_words(target.facts):
            for n in range(-1, ANSWER_DAYS + 1):
                self._again |= self._by_word.get((word, target.facts.anchor + n * _DAY), frozenset())
        self.stir(article for _, article in target.file.articles)

    def _list(self, told: tuple[Told, ...]) -> None:
        name, group = action_id(told), _group(told)
        self._groups[name] = group
        self._again.add(name)
        for word in group.words:
            self._by_word[(word, group.first)].add(name)
        for one in told:
            self._by_article[one.key[0]].add(name)

    def _unlist(self, told: tuple[Told, ...]) -> str:
        name = action_id(told)
        group = self._groups.pop(name)
        for word in group.words:
            _discard(self._by_word, (word, group.first), name)
        for one in told:
            _discard(self._by_article, one.key[0], name)
        return name

    def _tell(self, name: str) -> bool:
        group = self._groups[name]
        near: set[str] = set()
        for word in group.words:
            for n in range(-1, ANSWER_DAYS + 1):
                near |= self._named.get((word, group.first - n * _DAY), frozenset())
        for told in group.told:
            near.update(self._telling(told.key[0]))
        targets = [self._targets[n] for n in near if n in self._targets]
        now = msgspec.structs.replace(group.bare, answers=answered(group.told, targets))
        if self.actions.get(name) == now:
            return False
        self.actions.put(name, now)
        return True


def _group(told: tuple[Told, ...]) -> _Group:
    return _Group(told, action(told), min(t.anchor for t in told), _words(told))


H = TypeVar("H")


def _discard(held: dict[H, set[str]], key: H, name: str) -> None:
    held[key].discard(name)
    if not held[key]:
        del held[key]


def _place_words(facts: Facts) -> set[str]:
    """The first word of each place: an act that names the place holds it."""
    return {m.group().casefold() for p in facts.spots if p.precision != "country" and (m := _NAME.search(p.name))}


def _words(told: Iterable[Told]) -> frozenset[str]:
    """Words with a capital, of what the acts say: where a place name would stand."""
    said = " ".join(x for t in told for x in (t.act.quote, t.act.about or "", t.article.title))
    return frozenset(w.casefold() for w in _NAME.findall(said) if w[:1].isupper() or not w.isascii())
