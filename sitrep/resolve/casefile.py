"""All that the reports of one event say, added up as single reports come and go.

Nothing here decides: it counts who said what, in order, so that `assemble` can make the incident without going through
every report again. What it holds is a function of the set of reports alone (METHOD.md R7).
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import UTC, date, datetime
from typing import Protocol, TypeVar

import msgspec

from sitrep.model.article import Article
from sitrep.model.claim import NONE_REPORTED, Casualty, Kind, Strike, Weapon
from sitrep.model.incident import Evidence, Figure, IncidentKind, Tombstone
from sitrep.model.place import Place
from sitrep.model.when import When
from sitrep.resolve import phrasing, wording
from sitrep.resolve.figures import RETRACTED
from sitrep.resolve.ids import Key, seen_first
from sitrep.resolve.ordered import Ordered, Votes, leave
from sitrep.resolve.report import MASS_LAUNCH, Report
from sitrep.resolve.tally import Strand
from sitrep.resolve.voices import relayed
from sitrep.text.folding import Folded

Moment = tuple[datetime, Key, int]
"""What orders the words of a case: publication, report, place in the text."""

EARLIEST = datetime.min.replace(tzinfo=UTC)

_THINGS = (
    r"(?:\w+ )?(?:shelters?|drones?|missiles?|rockets?|houses?|homes?|buildings?|flats|apartments?|tanks?|vehicles?|"
    r"shells?|aircraft|cattle|cars?|tents?|tons?|tonnes?|hectares?|schools?|"
    r"people (?:were )?(?:inside|sheltering|evacuated|rescued))"
)
_SOLDIERS = Folded(r"\b(?:soldiers?|troops?|servicem[ae]n|policem[ae]n)\b")
_MILITARY = Folded(r"\b(?:army|military|defen[cs]e|troops|forces|security forces|general staff|air force|police)\b")


T = TypeVar("T")
T_contra = TypeVar("T_contra", contravariant=True)


class _Kept(Protocol[T_contra]):
    def add(self, item: T_contra, /) -> object: ...

    def discard(self, item: T_contra, /) -> object: ...


class Casefile:
    """The reports of one event. `put` and `drop` keep everything below in step; the rest is read.

    A report stands unless its voice took it back (R27); only standing reports name attackers, weapons and targets.
    """

    def __init__(self, reports: Iterable[Report] = ()) -> None:
        self._reports: dict[Key, tuple[Report, str, bool]] = {}
        self._copies: dict[str, Ordered[Report]] = {}
        self._notices: dict[str, Ordered[datetime]] = {}
        self.standing = 0
        self.echoes = 0
        self.finds = 0
        self.counting = 0
        self.articles: Votes[tuple[datetime, str]] = Votes()
        self.in_order: Ordered[tuple[datetime, str]] = Ordered(lambda told: told)
        self.founders: Ordered[Report] = Ordered(seen_first)
        self.stones: Ordered[Tombstone] = Ordered(lambda t: (t.at, t.by, t.why))
        self.kinds: Votes[IncidentKind] = Votes()
        self.outlets: Votes[str] = Votes()
        self.days: Votes[date] = Votes()
        self.hours: dict[date, Ordered[datetime]] = defaultdict(lambda: Ordered(lambda hour: hour))
        self.spans: Votes[When] = Votes()
        self.places: Votes[Place] = Votes()
        self.voices: Votes[str] = Votes()
        self.independent: Votes[str] = Votes()
        self.strikes = 0
        self.attackers: dict[tuple[str, str], Votes[str | None]] = defaultdict(Votes)
        self.accusers: dict[tuple[str, str], Votes[str]] = defaultdict(Votes)
        self.namers: dict[str, Votes[str]] = defaultdict(Votes)
        self.admitted = 0
        self.weapons: Votes[Weapon] = Votes()
        self.launched: Ordered[tuple[Moment, Strike]] = Ordered(_moment)
        self.most_launched: Votes[int] = Votes()
        self.targets: dict[str, Ordered[Moment]] = {}
        self.evidence: Ordered[tuple[Moment, Evidence]] = Ordered(_moment)
        self._tellings: dict[tuple[str, str], Ordered[tuple[Moment, Evidence]]] = {}
        self.ledger: Ordered[Figure] = Ordered(_line)
        self._lines: Votes[Figure] = Votes()
        self.wholes: dict[Kind, Strand] = defaultdict(Strand)
        self.totals: dict[Kind, Strand] = defaultdict(Strand)
        for report in reports:
            self.put(report)

    def __len__(self) -> int:
        return len(self._reports)

    def __contains__(self, key: object) -> bool:
        return key in self._reports

    @property
    def reports(self) -> list[Report]:
        """All reports, earliest first."""
        return sorted((held[0] for held in self._reports.values()), key=lambda r: (r.article.at, r.key))

    def put(self, report: Report) -> None:
        """Add a report; its key must not be held."""
        before = self._heard(report)
        if report.imprint is not None:
            self._copies.setdefault(report.imprint, Ordered(_told)).add(report)
        if report.notice:
            self._notices.setdefault(report.origin, Ordered(_itself)).add(report.article.at)
        self._reports[report.key] = (report, self._voice(report), self._is_back(report))
        self._count(report, 1)
        self._turn(report, before)

    def drop(self, key: Key) -> None:
        """Take out a report. Raises KeyError if it is not held."""
        report = self._reports[key][0]
        before = self._heard(report)
        self._count(report, -1)
        del self._reports[key]
        if report.imprint is not None:
            leave(self._copies, report.imprint, report)
        if report.notice:
            leave(self._notices, report.origin, report.article.at)
        self._turn(report, before)

    def as_told(self) -> "Casefile":
        """The same file as if nothing had been taken back: what a discounted incident was about."""
        return Casefile(msgspec.structs.replace(r, notice=False, withdrawn=None) for r in self.reports)

    # -- whose word it is ---------------------------------------------------------------------------------------------

    def _heard(self, report: Report) -> tuple[str | None, datetime]:
        """What its coming or going may change for others: whose text it is a copy of, and the last notice."""
        copies = self._copies.get(report.imprint) if report.imprint is not None else None
        notices = self._notices.get(report.origin)
        return (copies.items[0].origin if copies else None, notices.items[-1] if notices else EARLIEST)

    def _voice(self, report: Report) -> str:
        """Its origin; copies of one text share the origin of the first told (R21)."""
        return self._copies[report.imprint].items[0].origin if report.imprint is not None else report.origin

    def _is_back(self, report: Report) -> bool:
        """True if it stands no more: a notice, withdrawn by an edit, or told before a notice of its origin (R27)."""
        notices = self._notices.get(report.origin)
        last = notices.items[-1] if notices else EARLIEST
        return report.notice or report.withdrawn is not None or report.article.at <= last

    def _turn(self, report: Report, before: tuple[str | None, datetime]) -> None:
        """Count again what this report's coming or going gave another voice, or took off the count."""
        voice, notice = self._heard(report)
        near: list[Report] = []
        if report.imprint is not None and voice is not None and voice != before[0]:
            near += self._copies[report.imprint].items
        if notice != before[1]:
            near += [held[0] for held in self._reports.values() if held[0].origin == report.origin]
        for other in near:
            now = (other, self._voice(other), self._is_back(other))
            if self._reports[other.key] != now:
                self._count(other, -1)
                self._reports[other.key] = now
                self._count(other, 1)

    # -- what is counted ----------------------------------------------------------------------------------------------

    def _count(self, report: Report, sign: int) -> None:
        _, voice, back = self._reports[report.key]
        article = report.article
        if _vote(self.articles, (article.at, article.id), sign):
            _vote(self.in_order, (article.at, article.id), sign)
        _vote(self.founders, report, sign)
        _vote(self.kinds, report.kind, sign)
        self.echoes += sign * report.echo
        self.finds += sign * report.find
        self.counting += sign * bool(report.casualties)
        _vote(self.outlets, (article.family or article.outlet).casefold(), sign)
        self._count_setting(report, sign)
        for casualty in report.casualties:
            self._count_figure(figure_of(report, casualty, voice, back), sign)
        if report.notice or report.withdrawn is not None:
            stone = report.withdrawn or Tombstone(article.at, article.outlet, article.title)
            _vote(self.stones, stone, sign)
        if not back:
            self._count_standing(report, voice, sign)

    def _count_standing(self, report: Report, voice: str, sign: int) -> None:
        article = report.article
        self.standing += sign
        _vote(self.voices, voice, sign)
        if not article.perspective.startswith(("state:", "party:")):
            _vote(self.independent, voice, sign)
        for n, strike in enumerate(report.strikes):
            self._count_strike((article.at, report.key, n), report, strike, voice, sign)

    def _count_setting(self, report: Report, sign: int) -> None:
        for place in report.places:
            _vote(self.places, place, sign)
        if report.day is not None:
            _vote(self.days, report.day, sign)
            if report.when.hour is not None:
                _vote(self.hours[report.day], report.when.hour, sign)
        elif report.when.day is not None:
            _vote(self.spans, report.when, sign)

    def _count_figure(self, figure: Figure, sign: int) -> None:
        if not _vote(self._lines, figure, sign):
            return
        _vote(self.ledger, figure, sign)
        for kind in _tolls_of(figure):
            if figure.scope == "incident":
                _vote(self.wholes[kind], figure, sign)
            if figure.scope in ("incident", "aggregate"):
                _vote(self.totals[kind], figure, sign)

    def _count_strike(self, moment: Moment, report: Report, strike: Strike, voice: str, sign: int) -> None:
        self.strikes += sign
        if strike.weapon != "unknown":
            _vote(self.weapons, strike.weapon, sign)
        if strike.munitions is not None and (strike.fate == "intercepted") == (report.kind == "interception"):
            _vote(self.launched, (moment, strike), sign)
            _vote(self.most_launched, strike.munitions.low or 0, sign)
        if strike.target and not phrasing.names_people(strike.target):
            _vote(self.targets.setdefault(strike.target, Ordered(_itself)), moment, sign)
            if not self.targets[strike.target]:
                del self.targets[strike.target]
        self._count_telling(moment, report.article, strike, sign)
        if strike.attacker:
            self._count_attacker(report, strike, voice, sign)

    def _count_attacker(self, report: Report, strike: Strike, voice: str, sign: int) -> None:
        """Who is said to have done it (R24): a side's own word is its stance, another's word is an accusation."""
        assert strike.attacker is not None
        stance = strike.attacker_stance or "stated"
        if stance == "stated" and strike.speaker and not strike.unnamed and not _own_word(strike):
            stance = "accused"
        name = (strike.attacker, stance)
        said_by = strike.speaker if stance != "claimed" or _own_word(strike) else None  # only one itself can claim
        _vote(self.attackers[name], said_by, sign)
        _vote(self.accusers[name], voice, sign)
        if strike.named_attacker and strike.attacker_stance != "denied":
            _vote(self.namers[strike.named_attacker], strike.speaker or voice, sign)
            self.admitted += sign * (strike.attacker_stance == "claimed" and not _is_boast(report))

    def _count_telling(self, moment: Moment, article: Article, strike: Strike, sign: int) -> None:
        """Each outlet's sentence counts once, at its first telling."""
        span = strike.span
        line = Evidence(
            article.at, article.outlet, article.url, article.id, strike.quote, span.start, span.end, strike.speaker
        )
        name = (article.outlet, strike.quote)
        told = self._tellings.setdefault(name, Ordered(_moment))
        first = told.items[0] if told else None
        _vote(told, (moment, line), sign)
        now = told.items[0] if told else None
        if first != now:
            for each, way in ((first, -1), (now, 1)):
                if each is not None:
                    _vote(self.evidence, each, way)
        if not told:
            del self._tellings[name]


def _tolls_of(figure: Figure) -> tuple[Kind, ...]:
    """R12: "no casualties" says that nobody was killed and nobody hurt; that none are reported says nothing."""
    if (figure.low, figure.high) != (0, 0):
        return (figure.kind,)
    if NONE_REPORTED in figure.flags:
        return ()
    return ("killed", "injured") if figure.kind == "unspecified" else (figure.kind,)


def _vote(kept: _Kept[T_contra], item: T_contra, sign: int) -> bool:
    """Add the item, or with a negative sign take it out; True if the first came or the last went."""
    return bool(kept.add(item) if sign > 0 else kept.discard(item))


def _itself(thing: T) -> T:
    return thing


def _moment(told: tuple[Moment, object]) -> Moment:
    return told[0]


def _told(report: Report) -> tuple[datetime, str, Key]:
    return (report.article.at, report.article.id, report.key)


def _line(f: Figure) -> tuple[object, ...]:
    return (f.at, f.article, f.start, f.kind, f.text, f.scope, f.end, f.quote, f.who or "", f.speaker or "", f.flags)


def figure_of(report: Report, casualty: Casualty, voice: str, back: bool) -> Figure:
    """The line of the ledger for one figure; `voice` is its report's origin, `back` says that it was taken back."""
    article = report.article
    flags = casualty.flags
    if back:
        flags = (*flags, RETRACTED)
    if "revised" not in flags and phrasing.corrects_count(article.text):
        flags = (*flags, "revised")
    if _is_claim(report, casualty) and "claimed" not in flags:
        flags = (*flags, "claimed")
    if _counts_things(report, casualty):
        flags = (*flags, "equals another quantity")
    return Figure(
        at=article.at,
        kind=casualty.kind,
        low=casualty.count.low,
        high=casualty.count.high,
        text=casualty.count.text,
        scope=casualty.scope,
        outlet=article.outlet,
        origin=relayed(casualty.quote) or voice,
        article=article.id,
        quote=casualty.quote,
        start=casualty.span.start,
        end=casualty.span.end,
        who=casualty.who,
        speaker=casualty.speaker,
        url=article.url,
        flags=flags,
        place=casualty.places[0] if casualty.places else None,
    )


def _is_claim(report: Report, casualty: Casualty) -> bool:
    """R23: a belligerent's word on its enemy's fighters. "Two soldiers", said by an army, are its own where it is not
    said to have attacked; its enemy's it names by their side or as militants, fighters, rebels.
    """
    who, speaker = casualty.who or "", casualty.speaker or ""
    if not speaker or (who and not phrasing.names_fighters(who)):
        return False
    speaks, counted = wording.sides_in(speaker), wording.sides_in(who)
    attacks = wording.sides_in(" ".join(sorted(report.attackers)))
    if not who:
        return _counts_fighters_of_others(report, casualty, speaks, attacks)
    if speaks and counted:
        return not speaks & counted
    if _own_losses(report, who, speaks):
        return False
    if speaks & attacks:
        return True
    return not counted and _MILITARY.search(speaker) is not None and not phrasing.names_soldiers(who)


def _counts_fighters_of_others(
    report: Report, casualty: Casualty, speaks: frozenset[str], attacks: frozenset[str]
) -> bool:
    """ "About 400 were killed", said by one side where the story tells of the other's troops: its word on its enemy."""
    told = report.article.title
    fighters = [c for c in report.casualties if c.who and phrasing.names_fighters(c.who)]
    again = any(c.count.low == casualty.count.low for c in fighters)
    if not speaks or again or not (fighters or phrasing.names_fighters(told)):
        return False
    spoken = [c for c in fighters if not wording.sides_in(c.speaker or "") - speaks]
    if any(_own_losses(report, c.who or "", speaks) for c in spoken):
        return False  # "killing nine soldiers and wounding 17": all its own
    sides = wording.sides_in(told)
    owners = frozenset().union(*(wording.sides_in(c.speaker or "") for c in fighters))
    return bool(speaks & attacks) or any(side and not speaks & side for side in (sides, owners))


def _own_losses(report: Report, who: str, speaks: Collection[str]) -> bool:
    """An army that counts soldiers who fell in its own country, hit by nobody of its own, counts its own."""
    at_home = report.country is not None and report.country in speaks
    return (
        at_home and _SOLDIERS.search(who) is not None and all(wording.sides_in(a) != speaks for a in report.attackers)
    )


def _is_boast(report: Report) -> bool:
    """True where an army tells of enemies it killed: it admits nothing that it would rather deny (R22)."""
    return any(_is_claim(report, casualty) for casualty in report.casualties)


def _counts_things(report: Report, casualty: Casualty) -> bool:
    """R31: the same number counts things in the same article ("4,460 shelters")."""
    number = casualty.count.low if casualty.count.low is not None else casualty.count.high
    if number is None or number < MASS_LAUNCH or casualty.scope == "part":
        return False
    launched = {s.munitions.low for s in report.strikes if s.munitions is not None}
    if number in launched and casualty.kind == "killed":
        return True
    spelled = f"(?:{number}|{number:,})"
    return re.search(rf"\b{spelled} {_THINGS}\b", report.article.text) is not None


def _own_word(strike: Strike) -> bool:
    sides = wording.sides_in(strike.attacker or "")
    return bool(sides & wording.sides_in(strike.speaker or ""))
