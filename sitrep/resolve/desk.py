"""The diplomatic desk: acts merged across outlets and tied to the incidents they answer, kept up to date (R33, R34).

Like the casebook a pure function of the set of acts and incidents, worked out again only where something changed: the
blocks of new acts, and the acts whose words name the place of a changed incident or that share an article with it.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import date

import msgspec

from sitrep.model.incident import Action, Incident
from sitrep.resolve.actions import ANSWER_DAYS, Block, Told, action, action_id, answered, block_of, group_acts
from sitrep.resolve.match import Facts

_NAME = re.compile(r"[^\W\d_][\w’'-]+")


class Target(msgspec.Struct, frozen=True):
    """An incident an act may answer, with the facts that tell it."""

    incident: Incident
    facts: Facts


class _Group(msgspec.Struct, frozen=True):
    """One act's tellers with what is worked out once: the action without its answer, its first day, its name words."""

    told: tuple[Told, ...]
    bare: Action
    first: date
    words: frozenset[str]


class Desk:
    """All acts held, merged into actions. `put`, `drop`, `know` and `unknow` note changes, `settle` works them out."""

    def __init__(self) -> None:
        self._acts: dict[Block, dict[tuple[str, int], Told]] = defaultdict(dict)
        self._blocks: dict[Block, dict[str, _Group]] = {}
        self._groups: dict[str, _Group] = {}
        self._by_word: dict[str, set[str]] = defaultdict(set)
        self._by_article: dict[str, set[str]] = defaultdict(set)
        self._targets: dict[str, Target] = {}
        self._named: dict[str, set[str]] = defaultdict(set)
        self._telling: dict[str, set[str]] = defaultdict(set)
        self._dirty: set[Block] = set()
        self._again: set[str] = set()
        self.actions: dict[str, Action] = {}

    def put(self, told: Told) -> None:
        """Add one article's word on an act."""
        self._acts[block_of(told)][told.key] = told
        self._dirty.add(block_of(told))

    def drop(self, article: str, blocks: Iterable[Block]) -> None:
        """Forget what an article said in these blocks."""
        for block in blocks:
            self._acts[block] = {k: t for k, t in self._acts[block].items() if k[0] != article}
            self._dirty.add(block)

    def know(self, target: Target) -> None:
        """Take note of an incident, new or altered."""
        self.unknow(target.incident.id)
        name = target.incident.id
        self._targets[name] = target
        for word in _place_words(target.facts):
            self._named[word].add(name)
        for article in target.facts.articles:
            self._telling[article].add(name)
        self._look_again(target)

    def unknow(self, name: str) -> None:
        """An incident is no more, or about to be told anew."""
        target = self._targets.pop(name, None)
        if target is None:
            return
        for word in _place_words(target.facts):
            self._named[word].discard(name)
        for article in target.facts.articles:
            self._telling[article].discard(name)
        self._look_again(target)

    def _look_again(self, target: Target) -> None:
        """Mark the acts that could answer this incident: those that name its place or share an article, in its days."""
        found: set[str] = set()
        for word in _place_words(target.facts):
            found |= self._by_word.get(word, frozenset())
        for article in target.facts.articles:
            found |= self._by_article.get(article, frozenset())
        self._again |= {n for n in found if _in_days(self._groups[n].first, target.facts)}

    def settle(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Bring the actions up to date; return ids changed and ids gone."""
        gone: set[str] = set()
        for block in self._dirty:
            gone |= self._regroup(block)
        self._dirty.clear()
        for name in gone:
            self.actions.pop(name, None)
        changed = {name for name in self._again if name in self._groups and self._tell(name)}
        self._again.clear()
        return tuple(sorted(changed)), tuple(sorted(gone - set(self._groups)))

    def _regroup(self, block: Block) -> set[str]:
        old = self._blocks.pop(block, {})
        new: dict[str, _Group] = {}
        for told in group_acts(self._acts[block].values()):
            name = action_id(told)
            before = old.get(name)
            new[name] = before if before is not None and before.told == told else _group(told)
        if new:
            self._blocks[block] = new
        else:
            self._acts.pop(block, None)
        for name in set(old) | set(new):
            if old.get(name) is not new.get(name):
                if name in old:
                    self._unlist(name, old[name])
                if name in new:
                    self._list(name, new[name])
        return set(old) - set(new)

    def _list(self, name: str, group: _Group) -> None:
        self._groups[name] = group
        self._again.add(name)
        for word in group.words:
            self._by_word[word].add(name)
        for told in group.told:
            self._by_article[told.key[0]].add(name)

    def _unlist(self, name: str, group: _Group) -> None:
        self._groups.pop(name, None)
        for word in group.words:
            self._by_word[word].discard(name)
        for told in group.told:
            self._by_article[told.key[0]].discard(name)

    def _tell(self, name: str) -> bool:
        group = self._groups[name]
        near: set[str] = set()
        for word in group.words:
            near |= self._named.get(word, frozenset())
        for told in group.told:
            near |= self._telling.get(told.key[0], frozenset())
        targets = [self._targets[n] for n in near]
        fitting = [(t.incident, t.facts) for t in targets if _in_days(group.first, t.facts)]
        now = msgspec.structs.replace(group.bare, answers=answered(group.told, fitting))
        if self.actions.get(name) == now:
            return False
        self.actions[name] = now
        return True


def _group(told: tuple[Told, ...]) -> _Group:
    return _Group(told, action(told), min(t.anchor for t in told), _words(told))


def _in_days(first: date, facts: Facts) -> bool:
    return -1 <= (first - facts.anchor).days <= ANSWER_DAYS


def _place_words(facts: Facts) -> set[str]:
    """The first word of each place: an act that names the place holds it."""
    return {m.group().casefold() for p in facts.spots if p.precision != "country" and (m := _NAME.search(p.name))}


def _words(told: Iterable[Told]) -> frozenset[str]:
    """Words with a capital, of what the acts say: where a place name would stand."""
    said = " ".join(x for t in told for x in (t.act.quote, t.act.about or "", t.article.title))
    return frozenset(w.casefold() for w in _NAME.findall(said) if w[:1].isupper() or not w.isascii())
