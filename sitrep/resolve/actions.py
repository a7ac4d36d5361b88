"""Diplomatic acts as all outlets tell them together (METHOD.md R32-R34), and the incident each one answers (R33)."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from hashlib import blake2s

import msgspec

from sitrep.model.article import Article
from sitrep.model.claim import Act
from sitrep.model.incident import Action, Evidence
from sitrep.model.when import UNDATED
from sitrep.resolve import wording
from sitrep.resolve.casefile import Casefile
from sitrep.resolve.facts import Facts
from sitrep.resolve.voices import origins
from sitrep.text.folding import Folded

_DAY = timedelta(days=1)
ANSWER_DAYS = 5
"""A reaction follows its incident within so many days."""

SHARED_WORDS = 2
"""So many words in common say that two sentences are about one matter where no target says so."""

_DEEDS = frozenset(
    [
        "summon",
        "expel",
        "recall",
        "veto",
        "visit",
        "call",
        "sign",
        "recognise",
        "recognize",
        "protest",
        "mediate",
        "host",
        "meet",
        "phone",
        "deploy",
        "detain",
        "arrest",
        "boycott",
        "suspend",
        "cut",
        "close",
    ]
)
"""Modes that are deeds of their own kind: a summons is not the condemnation of the same day."""

_REACTIONS = frozenset(
    {"ACCUSE", "REJECT", "REQUEST", "THREATEN", "SANCTION", "SUPPORT", "AID", "VOTE", "MOBILIZE", "CONSULT"}
)
_VIOLENCE = Folded(
    r"\b(?:attack|strike|shelling|bombing|blast|explosion|killing|massacre|raid|barrage|atrocit\w+|shooting|assault|missile)s?\b"
)


class Told(msgspec.Struct, frozen=True, gc=False):
    """One article's word on one act. `key` is (article id, ordinal in the article)."""

    key: tuple[str, int]
    article: Article
    act: Act

    @property
    def anchor(self) -> date:
        """The act's own day, else the day of publication (UTC): where to look, never what to show."""
        return self.act.when.day or self.article.at.date()


Block = tuple[str, str]
"""Actor and class: acts of different blocks are never one."""


def block_of(told: Told) -> Block:
    """The block an act is merged in."""
    return (told.act.actor, told.act.act)


def same_act(a: Told, b: Told) -> bool:
    """R34: one actor, one class, a day apart at most, no deed of another kind, and targets that agree: one and the
    same, or one unknown while the matter is the same.
    """
    if abs((a.anchor - b.anchor).days) > 1:
        return False
    if a.act.when.day and b.act.when.day and a.act.when.day != b.act.when.day and a.act.mode != b.act.mode:
        return False
    if a.act.target and b.act.target and a.act.target != b.act.target:
        return False
    told_whom = bool(a.act.target and b.act.target)
    if a.act.mode == b.act.mode:
        return told_whom or _one_matter(a.act, b.act)
    if a.act.mode in _DEEDS or b.act.mode in _DEEDS:
        return False
    if not told_whom and _asks_the_same(a.act, b.act):
        return True
    about, other = a.act.about, b.act.about
    if about and other:
        return bool(wording.content_words(about) & wording.content_words(other))
    return told_whom or _one_matter(a.act, b.act)


def _one_matter(a: Act, b: Act) -> bool:
    """True if two acts of one mode are about one thing: what they are about, else how their sentences put it.

    A deed of its own kind is its matter: a summons of the day is that summons.
    """
    if a.about and b.about:
        return bool(wording.content_words(a.about) & wording.content_words(b.about))
    if a.mode == b.mode and a.mode in _DEEDS:
        return True
    return len(_said(a) & _said(b)) >= SHARED_WORDS


def _asks_the_same(a: Act, b: Act) -> bool:
    """True if two verbs put one thing: "requests a meeting" of the UN, "calls for a meeting of the UN"."""
    shared = len(_matter(a) & _matter(b))
    named = any(
        x.target and re.search(rf"\b{re.escape(x.target)}\b", f"{y.about or ''} {y.venue or ''}")
        for x, y in ((a, b), (b, a))
    )
    return shared + named >= SHARED_WORDS


def _matter(act: Act) -> frozenset[str]:
    """The words for what an act asks or does, of whom and about what, without its verb and actor."""
    asked = act.mode.partition(" ")[2]
    return wording.content_words(f"{asked} {act.target or ''} {act.about or ''}") - wording.content_words(act.actor)


def _said(act: Act) -> frozenset[str]:
    """The words of an act's sentence and matter, but for its actor and its verb."""
    own = wording.content_words(f"{act.actor} {act.mode}")
    words = wording.content_words(f"{act.quote} {act.about or ''} {act.target or ''}")
    return frozenset(w for w in words if not any(w.startswith(o[:5]) for o in own))


class Docket:
    """The acts of one block, grouped. Each is held against the founder of a group, of its own day or the one before,
    never against its last member: days do not chain. A function of the set of acts (R7).
    """

    def __init__(self) -> None:
        self._acts: dict[date, dict[tuple[str, int], Told]] = defaultdict(dict)
        self._founders: dict[date, list[Told]] = {}
        self._joined: dict[date, dict[tuple[str, int], list[Told]]] = {}
        self._dirty: set[date] = set()

    def __bool__(self) -> bool:
        return bool(self._acts)

    def put(self, told: Told) -> None:
        """Add an act."""
        self._acts[told.anchor][told.key] = told
        self._dirty.add(told.anchor)

    def drop(self, told: Told) -> None:
        """Take out an act; one that is not held is ignored."""
        self._acts[told.anchor].pop(told.key, None)
        self._dirty.add(told.anchor)

    def settle(self) -> tuple[list[tuple[Told, ...]], list[tuple[Told, ...]]]:
        """The groups that were where something changed, and those that are there now."""
        days = sorted({d + n * _DAY for d in self._dirty for n in (-1, 0)})
        old = {f.key: self._group(f) for d in days for f in self._founders.get(d, ())}
        new_days = set(days)
        while self._dirty:
            day = min(self._dirty)
            self._dirty.discard(day)
            before = self._founders.get(day, [])
            if day not in new_days:
                old |= {f.key: self._group(f) for f in before}
                new_days.add(day)
            self._group_day(day)
            if [f.key for f in self._founders.get(day, [])] != [f.key for f in before] and day + _DAY in self._acts:
                old |= {f.key: self._group(f) for f in self._founders.get(day + _DAY, ())}
                new_days.add(day + _DAY)
                self._dirty.add(day + _DAY)
        new = [self._group(f) for d in sorted(new_days) for f in self._founders.get(d, ())]
        return list(old.values()), new

    def _group_day(self, day: date) -> None:
        acts = self._acts.get(day)
        founders = list(self._founders.get(day - _DAY, ()))
        fresh: list[Told] = []
        joined: dict[tuple[str, int], list[Told]] = defaultdict(list)
        for told in sorted((acts or {}).values(), key=lambda t: (t.act.target is None, t.article.at, t.key)):
            home = next((f for f in (*founders, *fresh) if same_act(f, told)), None)
            if home is None:
                fresh.append(told)
            joined[(home or told).key].append(told)
        if acts:
            self._founders[day], self._joined[day] = fresh, joined
        else:
            for held in (self._acts, self._founders, self._joined):
                held.pop(day, None)

    def _group(self, founder: Told) -> tuple[Told, ...]:
        days = (founder.anchor, founder.anchor + _DAY)
        return tuple(t for day in days for t in self._joined.get(day, {}).get(founder.key, ()))


def action_id(group: Sequence[Told]) -> str:
    """A short hash of the telling that was seen first."""
    founder = min(group, key=lambda t: (t.article.first_seen, t.article.at, t.key))
    return blake2s(f"act\x1f{founder.key[0]}\x1f{founder.key[1]}".encode(), digest_size=5).hexdigest()


def action(group: Sequence[Told], answers: str | None = None) -> Action:
    """The act as all its tellers together give it: the first word for each field that has one."""
    told = sorted(group, key=lambda t: (t.article.at, t.key))
    acts = [t.act for t in told]
    voices = origins({t.article.id: t.article for t in told}.values())
    evidence: dict[tuple[str, str], Evidence] = {}
    for t in told:
        a = t.article
        line = Evidence(a.at, a.outlet, a.url, a.id, t.act.quote, t.act.span.start, t.act.span.end, t.act.speaker)
        evidence.setdefault((a.outlet, t.act.quote), line)
    return Action(
        id=action_id(told),
        actor=acts[0].actor,
        act=acts[0].act,
        mode=acts[0].mode,
        when=next((a.when for a in acts if a.when.day is not None), UNDATED),
        updated=max(t.article.at for t in told),
        outlets=len({(t.article.family or t.article.outlet).casefold() for t in told}),
        origins=len(set(voices.values())),
        evidence=tuple(evidence.values()),
        target=next((a.target for a in acts if a.target), None),
        about=next((a.about for a in acts if a.about), None),
        venue=next((a.venue for a in acts if a.venue), None),
        answers=answers,
        first_seen=min(t.article.first_seen for t in told),
    )


class Target(msgspec.Struct, frozen=True):
    """An incident an act may answer: its id, the facts that tell it, and the file of its reports."""

    id: str
    facts: Facts
    file: Casefile

    @property
    def shape(self) -> tuple[object, ...]:
        """All that an answer turns on, but for the articles."""
        f = self.facts
        return (self.id, f.anchor, f.spots, f.objects, f.attackers, f.level)


def answered(group: Sequence[Told], targets: Iterable[Target]) -> str | None:
    """R33: the id of the incident this act reacts to, or None where none or several fit.

    An incident is answered if the act's own words name its place, or name what was hit in its country, or if the act's
    article tells of this incident alone while the act speaks of violence. It must lie no more than ANSWER_DAYS before.
    """
    if group[0].act.act not in _REACTIONS:
        return None
    anchor = min(t.anchor for t in group)
    said = " ".join(dict.fromkeys(x for t in group for x in (t.act.quote, t.act.about or "", t.article.title)))
    lower = said.casefold()
    objects = wording.targets_in(said)
    articles = {(t.article.at, t.article.id) for t in group}
    violent = _VIOLENCE.search(said) is not None
    found: list[tuple[float, int, int, str]] = []
    for target in targets:
        facts = target.facts
        days = (anchor - facts.anchor).days
        if not -1 <= days <= ANSWER_DAYS:
            continue
        weight = 0.0
        if any(p.precision != "country" and p.name.casefold() in lower for p in facts.spots):
            weight += 3.0
        together = any(article in target.file.articles for article in articles)
        if together and violent:
            weight += 1.5
        if objects & facts.objects and (together or facts.attackers & {group[0].act.actor, group[0].act.target or ""}):
            weight += 1.0
        if weight >= 1.5 and (violent or weight >= 3):
            found.append((-weight, abs(days), facts.level, target.id))
    found.sort()
    if not found or (len(found) > 1 and found[0][:3] == found[1][:3]):
        return None
    return found[0][3]
