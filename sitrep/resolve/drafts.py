"""An article's claims sorted into the events it tells apart (METHOD.md R1, R14, R15, R18, R19).

Strikes from the most exact to the vaguest, then wholes before their parts: each claim goes to the event it fits, or
opens one. Totals over several places become events of their own; campaign totals and other causes (R16, R17) are none.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta

import msgspec

from sitrep.model.claim import Casualty, Kind, Reading, Strike
from sitrep.model.place import Place
from sitrep.model.when import When
from sitrep.resolve import phrasing
from sitrep.resolve.geo import LEVELS, NEAR_KM, NOWHERE, apart_km, leaves, level_of, may_hold
from sitrep.resolve.report import MASS_LAUNCH


class Draft:
    """A report in the making; lives only until `reports` is done with it."""

    def __init__(self, intercepted: bool = False) -> None:
        self.strikes: list[Strike] = []
        self.casualties: list[Casualty] = []
        self.places: list[Place] = []
        self.spots: tuple[Place, ...] = ()
        self.when = When()
        self.country: str | None = None
        self.total = False
        self.intercepted = intercepted

    def take_setting(self, places: Iterable[Place], country: str | None, when: When) -> None:
        new = [place for place in places if place not in self.places]
        if new:
            self.places += new
            self.spots = leaves(self.places)
        self.country = self.country or country or next((p.country for p in self.places if p.country), None)
        if self.when.day is None or (self.when.precision in ("week", "month") and when.precision in ("day", "hour")):
            self.when = when

    def take_strike(self, strike: Strike) -> None:
        self.strikes.append(strike)
        when = When() if phrasing.counted_at(strike.quote) else strike.when
        self.take_setting(strike.places, strike.country, when)

    def take_casualty(self, casualty: Casualty) -> None:
        self.casualties.append(casualty)
        if casualty.scope != "part":
            self.take_setting(casualty.places, casualty.country, casualty.when)


def drafts(reading: Reading) -> list[Draft]:
    """The events a reading tells of, most exact first."""
    found = _place_strikes(reading.strikes, _figures_told(reading.casualties))
    _place_casualties(found, _without_count_days(reading))
    told = [d for d in _one_defence(found) if d.strikes or any(_counts_somebody(c) for c in d.casualties)]
    return [each for draft in told for each in _each_town(draft, told)]


def _counts_somebody(casualty: Casualty) -> bool:
    """False for "no casualties were reported in X", which tells no attack on X by itself (R12)."""
    return casualty.count.low != 0 or casualty.count.high != 0


def days_agree(left: When, right: When) -> bool:
    """False only where both name a day and the days differ."""
    if left.day is None or right.day is None or left.day == right.day:
        return True
    longer = {"week": 7, "month": 31}
    first, second = sorted((left, right), key=lambda w: longer.get(w.precision or "", 0))
    if first.day is None or second.day is None:
        return True
    span = longer.get(second.precision or "")
    return span is not None and second.day <= first.day < second.day + timedelta(days=span)


def _touch(left: Sequence[Place], right: Sequence[Place]) -> bool:
    """True if some place of one holds, is, or lies in some place of the other; or one side names none."""
    if not left or not right:
        return True
    return any(may_hold(a, b) or may_hold(b, a) or apart_km(a, b) <= NEAR_KM for a in left for b in right)


def _fit(draft: Draft, places: Sequence[Place], when: When) -> bool:
    return days_agree(draft.when, when) and _touch(draft.spots, leaves(places))


def _exactness(strike: Strike) -> tuple[int, int]:
    ends = leaves(strike.places)
    if not ends:
        return (NOWHERE, strike.span.start)
    level = level_of(ends[0]) if len(ends) == 1 else LEVELS["country"]
    return (level, strike.span.start)


Told = dict[str, dict[Kind, set[int]]]
"""Whole figures by the sentence that gives them, and by the key of the one place they are of."""


def _figures_told(casualties: Iterable[Casualty]) -> Told:
    told: Told = {}
    for c in casualties:
        number = c.count.low if c.count.low is not None else c.count.high
        if c.scope not in ("incident", "aggregate") or number is None:
            continue
        ends = leaves(c.places)
        for name in (c.quote, *(p.key for p in ends if len(ends) == 1)):
            told.setdefault(name, {}).setdefault(c.kind, set()).add(number)
    return told


def _place_strikes(strikes: Iterable[Strike], told: Told) -> list[Draft]:
    """Strikes from the most exact to the vaguest, so that a vague one finds the event it repeats."""
    drafts: list[Draft] = []
    for strike in sorted((s for s in strikes if not _hits_nothing(s)), key=_exactness):
        intercepted = strike.fate == "intercepted"
        fitting = [d for d in drafts if d.intercepted == intercepted and _repeats(strike, d, told)]
        same_words = [d for d in fitting if any(s.quote == strike.quote for s in d.strikes)]
        hand = strike.named_attacker
        rivals = [d for d in fitting if hand is None or hand in _attackers(d) or not _attackers(d)]
        choice = fitting if len(fitting) == 1 else rivals if len(rivals) == 1 else same_words[:1]
        if len(choice) == 1 and not _is_umbrella(strike, choice[0]):
            choice[0].take_strike(strike)
        elif not strike.places and fitting:
            fitting[0].strikes.append(strike)  # evidence for the article, it tells of none of them alone
        else:
            draft = Draft(intercepted)
            draft.take_strike(strike)
            drafts.append(draft)
    return drafts


_WATERS = re.compile(r"\b(?:sea|ocean|gulf|strait|bay|waters)\b", re.IGNORECASE)


def _hits_nothing(strike: Strike) -> bool:
    """A missile fired into the sea, or nowhere that is told: a test, of which diplomacy tells, and no attack (R18)."""
    if strike.fate != "launched" or strike.target is not None:
        return False
    return all(_WATERS.search(p.name) for p in leaves(strike.places))


def _repeats(strike: Strike, draft: Draft, told: Told) -> bool:
    """True if the strike may tell of the draft's event again: same spot, or vaguer, by no other hand or weapon and
    with no other count of its victims.
    """
    if not _fit(draft, strike.places, strike.when) or _told_apart(draft, strike):
        return False
    spots = {p.key for p in draft.spots}
    if not spots or spots & {p.key for p in leaves(strike.places)}:
        return True
    told_of = (*(s.quote for s in draft.strikes), *spots)
    if any(_counts_differ(told.get(strike.quote, {}), told.get(name, {})) for name in told_of):
        return False
    hands = _attackers(draft)
    if strike.named_attacker and hands and strike.named_attacker not in hands:
        return False
    means = frozenset().union(*(means_of(s) for s in draft.strikes))
    mine = means_of(strike)
    return not (mine and means and not mine & means)


def _counts_differ(mine: Mapping[Kind, set[int]], theirs: Mapping[Kind, set[int]]) -> bool:
    return any(not mine[kind] & theirs[kind] for kind in mine.keys() & theirs.keys())


def _attackers(draft: Draft) -> set[str]:
    return {s.named_attacker for s in draft.strikes if s.named_attacker}


def _is_umbrella(strike: Strike, draft: Draft) -> bool:
    """True for a strike over a country or several places told beside a strike on one of them (R15)."""
    ends = leaves(strike.places)
    if not ends or not draft.spots:
        return False
    if len(ends) > 1:
        return len(draft.spots) == 1
    wider = ends[0].precision in ("country", "region") and draft.spots[0].precision in ("exact", "area")
    mass = strike.munitions is not None and (strike.munitions.low or strike.munitions.high or 0) >= MASS_LAUNCH
    return wider and (mass or phrasing.spreads(strike.quote))


def _seat(drafts: list[Draft], casualty: Casualty) -> Draft | None:
    """The event of this article that a figure belongs to, or None where it opens one of its own."""
    total = casualty.scope == "aggregate"
    fitting = [d for d in drafts if not d.intercepted and _fit(d, casualty.places, casualty.when)]
    fitting = [d for d in fitting if not _told_apart(d, casualty)]
    ends = leaves(casualty.places)
    same = [d for d in fitting if len(ends) > 1 and {p.key for p in d.spots} == {p.key for p in ends}]
    if same:
        fitting = same
    elif total:
        fitting = [d for d in fitting if _can_hold_total(d, ends)]
    elif ends and ends[0].precision in ("exact", "area"):
        narrow = [d for d in fitting if len(d.spots) == 1 and d.spots[0].precision in ("exact", "area")]
        fitting = narrow or [d for d in fitting if len(d.spots) <= 1 and not d.total and not covers_many(d)]
    elif ends and ends[0].precision == "region":  # of a barrage over the country it counts one part
        fitting = [d for d in fitting if not (covers_many(d) and level_of(d.spots[0]) > LEVELS["region"])]
    if not fitting:
        return None
    return min(fitting, key=lambda d: _distance(d, casualty))


def _told_apart(draft: Draft, claim: Strike | Casualty) -> bool:
    """True where the text turns from one to the other ("in a separate incident") and they name other places."""
    ends = {p.key for p in leaves(claim.places)}
    quotes = {s.quote for s in draft.strikes} | {c.quote for c in draft.casualties}
    if not ends or not draft.spots or not quotes or claim.quote in quotes or ends & {p.key for p in draft.spots}:
        return False
    return phrasing.turns_to_another(claim.quote) or all(phrasing.turns_to_another(quote) for quote in quotes)


def _can_hold_total(draft: Draft, ends: Sequence[Place]) -> bool:
    if draft.total or len(draft.spots) != 1 or covers_many(draft):
        return True
    if not ends:
        return draft.spots[0].precision in ("country", "region") or not draft.places
    return draft.spots[0].precision == ends[0].precision and len(ends) == 1


def is_mass(draft: Draft) -> bool:
    launched = (s.munitions for s in draft.strikes if s.munitions is not None)
    return any((m.low or m.high or 0) >= MASS_LAUNCH for m in launched)


def covers_many(draft: Draft) -> bool:
    if draft.spots and draft.spots[0].precision in ("exact", "area") and len(draft.spots) == 1:
        return False
    return any(
        (s.munitions is not None and (s.munitions.low or s.munitions.high or 0) >= MASS_LAUNCH)
        or phrasing.spreads(s.quote)
        for s in draft.strikes
        if s.places
    )


def _distance(draft: Draft, casualty: Casualty) -> tuple[int, int, int]:
    """Same place first, then same sentence, then the nearest words before it, then after."""
    mine = {p.key for p in leaves(casualty.places)}
    place = 0 if not mine or mine & {p.key for p in draft.spots} else 1
    claims: list[Strike | Casualty] = [*draft.strikes, *draft.casualties]
    sentence = 0 if any(c.quote == casualty.quote for c in claims) else 1
    gaps = [casualty.span.start - c.span.start for c in claims]
    gap = min((g if g >= 0 else 2 * -g for g in gaps), default=10**6)
    return (place, sentence, gap)


def _place_casualties(drafts: list[Draft], casualties: Iterable[Casualty]) -> None:
    """Wholes before their parts; a part goes where the whole before it went (R14)."""
    order = {"incident": 0, "aggregate": 1, "part": 2}
    listed = [_of_one_event(c) for c in casualties if (c.scope in order and c.cause is None) or is_bare_update(c)]
    counted = sorted((_as_whole(drafts, c, listed) for c in listed), key=lambda c: (order[c.scope], c.span.start))
    for casualty in counted:
        draft = _whole_of(drafts, casualty) if casualty.scope == "part" else None
        draft = draft or _seat(drafts, casualty)
        if draft is None:
            draft = Draft()
            drafts.append(draft)
        draft.take_casualty(casualty)
        draft.total = draft.total or casualty.scope == "aggregate"


def is_bare_update(casualty: Casualty) -> bool:
    """True for a newer count of something named before ("taking the toll to 56"), not of a campaign (R4, R16)."""
    placeless = not casualty.places and casualty.country is None
    bare = casualty.scope == "running_total" and placeless and phrasing.updates_toll(casualty.quote)
    return bare and not phrasing.tells_campaign(casualty.quote)


def _of_one_event(casualty: Casualty) -> Casualty:
    return msgspec.structs.replace(casualty, scope="incident") if is_bare_update(casualty) else casualty


def _as_whole(drafts: list[Draft], casualty: Casualty, every: Iterable[Casualty]) -> Casualty:
    """A "total" for one town, or for the one strike its own sentence tells of, is that incident's figure."""
    ends = leaves(casualty.places)
    town = len(ends) == 1 and level_of(ends[0]) < LEVELS["region"]
    if casualty.scope != "aggregate" or (phrasing.spreads(casualty.quote) and not town):
        return casualty
    if any(c.scope == "part" and c.quote == casualty.quote and not _touch(ends, leaves(c.places)) for c in every):
        return casualty  # its parts lie in several places
    here = [d for d in drafts if any(s.quote == casualty.quote for s in d.strikes)] or ([] if ends else drafts)
    one = len(here) == 1 and len(here[0].spots) == 1 and level_of(here[0].spots[0]) < LEVELS["region"]
    if town or (one and len(ends) <= 1 and _touch(here[0].spots, ends) and not covers_many(here[0])):
        return msgspec.structs.replace(casualty, scope="incident")
    return casualty


def _whole_of(drafts: list[Draft], part: Casualty) -> Draft | None:
    """The event whose whole stands in the same sentence as `part`, else the last whole of its kind before it."""
    wholes = [(c, d) for d in drafts for c in d.casualties if c.kind == part.kind and c.scope != "part"]
    same = [d for c, d in wholes if c.quote == part.quote]
    if same:
        return same[0]
    before = [
        (c.span.start, n)
        for n, (c, d) in enumerate(wholes)
        if c.span.start <= part.span.start and _fit(d, part.places, part.when)
    ]
    return wholes[max(before)[1]][1] if before else None


def _without_count_days(reading: Reading) -> list[Casualty]:
    """The casualties, undated where their day is that of the counting ("by 09:46 on Tuesday 41 were dead") (R5)."""
    events = {s.when.day for s in reading.strikes if not phrasing.counted_at(s.quote)}
    counts = {c.when.day for c in reading.casualties if phrasing.dates_the_count(c.quote)} - events
    return [msgspec.structs.replace(c, when=When()) if c.when.day in counts else c for c in reading.casualties]


def _one_defence(drafts: Sequence[Draft]) -> list[Draft]:
    """Without interceptions of no place of their own beside a barrage they are told of: its defence, no event (R18)."""
    barrages = [d for d in drafts if not d.intercepted and covers_many(d)]
    kept: list[Draft] = []
    for draft in drafts:
        wide = draft.intercepted and all(level_of(p) >= LEVELS["country"] for p in draft.spots)
        home = next((b for b in barrages if wide and _fit(b, draft.places, draft.when)), None)
        if home is None:
            kept.append(draft)
        else:
            home.strikes += draft.strikes
    return kept


def _each_town(draft: Draft, told: Sequence[Draft]) -> list[Draft]:
    """A strike on several towns is one event in each of them (R1), where nothing is counted over them together."""
    towns = {p.key for p in draft.spots if p.precision == "exact"}
    if len(towns) < 2 or len(towns) < len(draft.spots):
        return [draft]
    if any(d is not draft and len(d.spots) > 1 and towns & {p.key for p in d.spots} for d in told):
        return [draft]
    if draft.casualties or draft.total or any(s.munitions is not None for s in draft.strikes):
        return [draft]
    parts = []
    for spot in draft.spots:
        part = Draft(draft.intercepted)
        part.strikes = list(draft.strikes)
        part.take_setting([p for p in draft.places if may_hold(p, spot)], spot.country, draft.when)
        parts.append(part)
    return parts


def means_of(strike: Strike) -> frozenset[str]:
    """Families of weapons that outlets confuse with each other: "air", "blast", "arms", "blade", "vehicle"."""
    if strike.weapon in ("missile", "drone", "airstrike", "artillery"):
        return frozenset({"air"})
    if strike.weapon == "bomb":
        return (
            frozenset({"blast"})
            if phrasing.planted(f"{strike.weapon_text or ''} {strike.quote}")
            else frozenset({"air", "blast"})
        )
    return {
        "gunfire": frozenset({"arms"}),
        "ground": frozenset({"arms"}),
        "knife": frozenset({"blade"}),
        "vehicle": frozenset({"vehicle"}),
    }.get(strike.weapon, frozenset())
