"""Diplomatic acts as all outlets tell them together (METHOD.md R32-R34), and the incident each one answers (R33)."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from hashlib import blake2s

import msgspec

from sitrep.model.article import Article
from sitrep.model.claim import Act
from sitrep.model.incident import Action, Evidence, Incident
from sitrep.model.when import UNDATED
from sitrep.resolve import wording
from sitrep.resolve.match import Facts
from sitrep.resolve.voices import origins

ANSWER_DAYS = 5
"""A reaction follows its incident within so many days."""

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
_VIOLENCE = re.compile(
    r"\b(?:attack|strike|shelling|bombing|blast|explosion|killing|massacre|raid|barrage|atrocit\w+|shooting|assault|missile)s?\b",
    re.IGNORECASE,
)


class Told(msgspec.Struct, frozen=True):
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
    """R34: one actor, one class, no different targets, a day apart at most, and no deed of another kind."""
    if abs((a.anchor - b.anchor).days) > 1:
        return False
    if a.act.when.day and b.act.when.day and a.act.when.day != b.act.when.day and a.act.mode != b.act.mode:
        return False
    if a.act.target and b.act.target and a.act.target != b.act.target:
        return False
    if a.act.mode == b.act.mode:
        return True
    if a.act.mode in _DEEDS or b.act.mode in _DEEDS:
        return False
    about, other = a.act.about, b.act.about
    return not about or not other or bool(wording.content_words(about) & wording.content_words(other))


def group_acts(block: Iterable[Told]) -> list[tuple[Told, ...]]:
    """The acts of one block, each with all that tell of it. A function of the set: sorted first, so order is nothing.

    Each act is held against the founder of a group, never against its last member: days do not chain.
    """
    groups: list[list[Told]] = []
    recent: list[tuple[date, list[Told]]] = []
    today = date.min
    for anchor, _, _, _, told in sorted((t.anchor, t.act.target is None, t.article.at, t.key, t) for t in block):
        if anchor != today:
            today = anchor
            recent = [(day, group) for day, group in recent if (today - day).days <= 1]
        home = next((group for _, group in recent if same_act(group[0], told)), None)
        if home is None:
            home = []
            groups.append(home)
            recent.append((today, home))
        home.append(told)
    return [tuple(g) for g in groups]


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


def answered(group: Sequence[Told], incidents: Iterable[tuple[Incident, Facts]]) -> str | None:
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
    articles = {t.article.id for t in group}
    violent = _VIOLENCE.search(said) is not None
    found: list[tuple[float, int, str]] = []
    for incident, facts in incidents:
        days = (anchor - facts.anchor).days
        if not -1 <= days <= ANSWER_DAYS:
            continue
        weight = 0.0
        if any(p.precision != "country" and p.name.casefold() in lower for p in facts.spots):
            weight += 3.0
        together = bool(articles & facts.articles)
        if together and violent:
            weight += 1.5
        if objects & facts.objects and (together or facts.attackers & {group[0].act.actor, group[0].act.target or ""}):
            weight += 1.0
        if weight >= 1.5 and (violent or weight >= 3):
            found.append((weight, len(incident.articles), incident.id))
    found.sort(key=lambda f: (-f[0], -f[1], f[2]))
    if not found or (len(found) > 1 and found[0][:2] == found[1][:2]):
        return None
    return found[0][2]
