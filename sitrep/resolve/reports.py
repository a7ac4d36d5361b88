"""The events one article tells of: its strikes and casualties grouped by place, day and kind (METHOD.md R1, R14, R19).

An article speaks of one event in many sentences, and often of several events. Here its claims are sorted into reports,
one for each event it tells apart. Totals over several places or days become reports of their own (R15); campaign totals
and other causes (R16, R17) are no reports at all. Everything after this works on reports and never looks at sentences
again to decide who did what where.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta

import msgspec

from sitrep.model.article import Article
from sitrep.model.claim import Casualty, Kind, Reading, Strike
from sitrep.model.incident import IncidentKind, Tombstone
from sitrep.model.place import Place
from sitrep.model.when import When
from sitrep.resolve import wording
from sitrep.resolve.geo import apart_km, is_vague, may_hold
from sitrep.resolve.voices import imprint, origin, person_key

NEAR_KM = 30.0
"""Two named places no further apart are one neighbourhood: outlets name the village or the town next to it."""

MASS_LAUNCH = 20
"""So many missiles or drones named without a town are a barrage over many places, not one strike."""

NOTICE_LENGTH = 240
"""Characters of a body within which a retraction says that it is one."""

_LEVELS = {"exact": 0, "area": 2, "region": 3, "country": 4}
NOWHERE = 5


class Report(msgspec.Struct, frozen=True):
    """What one article tells of one event.

    `key` is (article id, ordinal in the article). `spots` are its most exact places, none inside another; more than one
    makes it `wide`: a total over places. `when` is undated where the article gives no day (R29). `objects` are classes
    of things hit, `means` families of weapons, `sides` whom its victims belong to, where said. `tolls` are (kind, low)
    pairs of its own whole figures, used as evidence of identity and never as an obstacle; `speakers` are the persons
    who give its figures. An `echo` only names an event in a diplomat's words and tells nothing of it (R4); a `find`
    counts bodies found, whenever they died. `origin` is the voice its article speaks with, `imprint` what copies of one
    text share (R21). A `notice` takes back what its origin told before (R27); `withdrawn` says that a later version of
    this very article took it back.
    """

    key: tuple[str, int]
    article: Article
    kind: IncidentKind
    strikes: tuple[Strike, ...]
    casualties: tuple[Casualty, ...]
    spots: tuple[Place, ...]
    places: tuple[Place, ...]
    country: str | None
    when: When
    wide: bool
    night: bool
    aftermath: bool
    objects: frozenset[str]
    means: frozenset[str]
    attackers: frozenset[str]
    sides: frozenset[str]
    tolls: frozenset[tuple[str, int]]
    words: frozenset[str]
    speakers: frozenset[str] = frozenset()
    echo: bool = False
    find: bool = False
    origin: str = ""
    imprint: str | None = None
    notice: bool = False
    withdrawn: Tombstone | None = None

    @property
    def told(self) -> date:
        """The day (UTC) on which it was published."""
        return self.article.at.date()

    @property
    def day(self) -> date | None:
        """The stated day of the event, or None where it is undated or only a week or month is known."""
        return self.when.day if self.when.precision in ("day", "hour") else None

    @property
    def anchor(self) -> date:
        """The day near which the event is looked for: its own, else that of publication. Never shown as its date."""
        return self.day or self.told

    @property
    def level(self) -> int:
        """How exactly it is placed: 0 a town, 2 a district, 3 a region, 4 a country or several places, 5 nowhere."""
        if len(self.spots) > 1:
            return _LEVELS["country"]
        return level_of(self.spots[0]) if self.spots else NOWHERE


def level_of(place: Place) -> int:
    """0 a town, 2 a district, 3 a region or a vague area, 4 a country."""
    return _LEVELS["region"] if is_vague(place) and place.precision == "area" else _LEVELS[place.precision]


class _Draft:
    """A report in the making; lives only inside `reports`."""

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
        when = When() if wording.counted_at(strike.quote) else strike.when
        self.take_setting(strike.places, strike.country, when)

    def take_casualty(self, casualty: Casualty) -> None:
        self.casualties.append(casualty)
        if casualty.scope != "part":
            self.take_setting(casualty.places, casualty.country, casualty.when)


def leaves(places: Sequence[Place]) -> tuple[Place, ...]:
    """The places that contain no other of the list, of the finest kind; neighbours fold into the first named."""
    ends = [p for p in places if not any(p.key != other.key and may_hold(p, other) for other in places)]
    ends = list({p.key: p for p in ends}.values())
    if not ends:
        return ()
    local = [p for p in ends if p.precision in ("exact", "area") and not is_vague(p)]
    if local:
        exact = [p for p in local if p.precision == "exact"]
        ends = exact or local
    else:
        regions = [p for p in ends if p.precision != "country"]
        ends = regions or ends
    kept: list[Place] = []
    for place in ends:
        known_near = any(
            place.key.startswith("?") or k.key.startswith("?") or apart_km(place, k) <= NEAR_KM for k in kept
        )
        if not (place.precision == "exact" and known_near):
            kept.append(place)
    return tuple(kept)


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


def _fit(draft: _Draft, places: Sequence[Place], when: When) -> bool:
    return days_agree(draft.when, when) and _touch(draft.spots, leaves(places))


def _exactness(strike: Strike) -> tuple[int, int]:
    ends = leaves(strike.places)
    if not ends:
        return (NOWHERE, strike.span.start)
    level = level_of(ends[0]) if len(ends) == 1 else _LEVELS["country"]
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


def _place_strikes(strikes: Iterable[Strike], told: Told) -> list[_Draft]:
    """Strikes from the most exact to the vaguest, so that a vague one finds the event it repeats."""
    drafts: list[_Draft] = []
    for strike in sorted(strikes, key=_exactness):
        intercepted = strike.fate == "intercepted"
        fitting = [d for d in drafts if d.intercepted == intercepted and _repeats(strike, d, told)]
        same_words = [d for d in fitting if any(s.quote == strike.quote for s in d.strikes)]
        rivals = [
            d for d in fitting if strike.attacker is None or strike.attacker in _attackers(d) or not _attackers(d)
        ]
        choice = fitting if len(fitting) == 1 else rivals if len(rivals) == 1 else same_words[:1]
        if len(choice) == 1 and not _is_umbrella(strike, choice[0]):
            choice[0].take_strike(strike)
        elif not strike.places and fitting:
            fitting[0].strikes.append(strike)  # evidence for the article, it tells of none of them alone
        else:
            draft = _Draft(intercepted)
            draft.take_strike(strike)
            drafts.append(draft)
    return drafts


def _repeats(strike: Strike, draft: _Draft, told: Told) -> bool:
    """True if the strike may tell of the draft's event again: same spot, or vaguer, by no other hand or weapon and
    with no other count of its victims.
    """
    if not _fit(draft, strike.places, strike.when):
        return False
    spots = {p.key for p in draft.spots}
    if not spots or spots & {p.key for p in leaves(strike.places)}:
        return True
    told_of = (*(s.quote for s in draft.strikes), *spots)
    if any(_counts_differ(told.get(strike.quote, {}), told.get(name, {})) for name in told_of):
        return False
    hands = _attackers(draft)
    if strike.attacker and hands and strike.attacker not in hands:
        return False
    means = frozenset().union(*(means_of(s) for s in draft.strikes))
    mine = means_of(strike)
    return not (mine and means and not mine & means)


def _counts_differ(mine: Mapping[Kind, set[int]], theirs: Mapping[Kind, set[int]]) -> bool:
    return any(not mine[kind] & theirs[kind] for kind in mine.keys() & theirs.keys())


def _attackers(draft: _Draft) -> set[str]:
    return {s.attacker for s in draft.strikes if s.attacker}


def _is_umbrella(strike: Strike, draft: _Draft) -> bool:
    """True for a strike over a country or several places told beside a strike on one of them (R15)."""
    ends = leaves(strike.places)
    if not ends or not draft.spots:
        return False
    if len(ends) > 1:
        return len(draft.spots) == 1
    wider = ends[0].precision in ("country", "region") and draft.spots[0].precision in ("exact", "area")
    mass = strike.munitions is not None and (strike.munitions.low or strike.munitions.high or 0) >= MASS_LAUNCH
    return wider and (mass or wording.spreads(strike.quote))


def _seat(drafts: list[_Draft], casualty: Casualty) -> _Draft | None:
    """The event of this article that a figure belongs to, or None where it opens one of its own."""
    total = casualty.scope == "aggregate"
    fitting = [d for d in drafts if not d.intercepted and _fit(d, casualty.places, casualty.when)]
    ends = leaves(casualty.places)
    same = [d for d in fitting if len(ends) > 1 and {p.key for p in d.spots} == {p.key for p in ends}]
    if same:
        fitting = same
    elif total:
        fitting = [d for d in fitting if _can_hold_total(d, ends)]
    elif ends and ends[0].precision in ("exact", "area"):
        narrow = [d for d in fitting if len(d.spots) == 1 and d.spots[0].precision in ("exact", "area")]
        fitting = narrow or [d for d in fitting if len(d.spots) <= 1 and not d.total and not _covers_many(d)]
    if not fitting:
        return None
    return min(fitting, key=lambda d: _distance(d, casualty))


def _can_hold_total(draft: _Draft, ends: Sequence[Place]) -> bool:
    if draft.total or len(draft.spots) != 1 or _covers_many(draft):
        return True
    if not ends:
        return draft.spots[0].precision in ("country", "region") or not draft.places
    return draft.spots[0].precision == ends[0].precision and len(ends) == 1


def _is_mass(draft: _Draft) -> bool:
    launched = (s.munitions for s in draft.strikes if s.munitions is not None)
    return any((m.low or m.high or 0) >= MASS_LAUNCH for m in launched)


def _covers_many(draft: _Draft) -> bool:
    if draft.spots and draft.spots[0].precision in ("exact", "area") and len(draft.spots) == 1:
        return False
    return any(
        (s.munitions is not None and (s.munitions.low or s.munitions.high or 0) >= MASS_LAUNCH)
        or wording.spreads(s.quote)
        for s in draft.strikes
        if s.places
    )


def _distance(draft: _Draft, casualty: Casualty) -> tuple[int, int, int]:
    """Same place first, then same sentence, then the nearest words before it, then after."""
    mine = {p.key for p in leaves(casualty.places)}
    place = 0 if not mine or mine & {p.key for p in draft.spots} else 1
    claims: list[Strike | Casualty] = [*draft.strikes, *draft.casualties]
    sentence = 0 if any(c.quote == casualty.quote for c in claims) else 1
    gaps = [casualty.span.start - c.span.start for c in claims]
    gap = min((g if g >= 0 else 2 * -g for g in gaps), default=10**6)
    return (place, sentence, gap)


def _place_casualties(drafts: list[_Draft], casualties: Iterable[Casualty]) -> None:
    """Wholes before their parts; a part goes where the whole before it went (R14)."""
    order = {"incident": 0, "aggregate": 1, "part": 2}
    listed = [c for c in casualties if c.scope in order]
    counted = sorted((_as_whole(drafts, c, listed) for c in listed), key=lambda c: (order[c.scope], c.span.start))
    for casualty in counted:
        draft = _whole_of(drafts, casualty) if casualty.scope == "part" else None
        draft = draft or _seat(drafts, casualty)
        if draft is None:
            draft = _Draft()
            drafts.append(draft)
        draft.take_casualty(casualty)
        draft.total = draft.total or casualty.scope == "aggregate"


def _as_whole(drafts: list[_Draft], casualty: Casualty, every: Iterable[Casualty]) -> Casualty:
    """A "total" for one town, or for the one strike its own sentence tells of, is that incident's figure."""
    if casualty.scope != "aggregate" or wording.spreads(casualty.quote):
        return casualty
    ends = leaves(casualty.places)
    if any(c.scope == "part" and c.quote == casualty.quote and not _touch(ends, leaves(c.places)) for c in every):
        return casualty  # its parts lie in several places
    here = [d for d in drafts if any(s.quote == casualty.quote for s in d.strikes)] or ([] if ends else drafts)
    one = len(here) == 1 and len(here[0].spots) == 1 and level_of(here[0].spots[0]) < _LEVELS["region"]
    town = len(ends) == 1 and level_of(ends[0]) < _LEVELS["region"]
    if town or (one and len(ends) <= 1 and _touch(here[0].spots, ends) and not _covers_many(here[0])):
        return msgspec.structs.replace(casualty, scope="incident")
    return casualty


def _whole_of(drafts: list[_Draft], part: Casualty) -> _Draft | None:
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


def means_of(strike: Strike) -> frozenset[str]:
    """Families of weapons that outlets confuse with each other: "air", "blast", "arms", "blade", "vehicle"."""
    if strike.weapon in ("missile", "drone", "airstrike", "artillery"):
        return frozenset({"air"})
    if strike.weapon == "bomb":
        return (
            frozenset({"blast"})
            if wording.planted(f"{strike.weapon_text or ''} {strike.quote}")
            else frozenset({"air", "blast"})
        )
    return {
        "gunfire": frozenset({"arms"}),
        "ground": frozenset({"arms"}),
        "knife": frozenset({"blade"}),
        "vehicle": frozenset({"vehicle"}),
    }.get(strike.weapon, frozenset())


def _victims(casualties: Iterable[Casualty], strikes: Iterable[Strike]) -> frozenset[str]:
    found = (
        wording.sides_in(text)
        for text in (*(c.who or "" for c in casualties), *(s.target or "" for s in strikes))
        if text
    )
    return frozenset().union(*found)


def _finish(draft: _Draft, article: Article, ordinal: int, reactions: Collection[str]) -> Report:
    claims: list[Strike | Casualty] = [*draft.strikes, *draft.casualties]
    quotes = " ".join(dict.fromkeys(c.quote for c in claims))
    targets = " ".join(s.target for s in draft.strikes if s.target)
    spots = draft.spots
    wide = len(spots) > 1 or draft.total or _covers_many(draft) or (draft.intercepted and _is_mass(draft))
    kind: IncidentKind = "interception" if draft.intercepted else "strike" if draft.strikes else "attack"
    return Report(
        key=(article.id, ordinal),
        article=article,
        kind=kind,
        strikes=tuple(draft.strikes),
        casualties=tuple(draft.casualties),
        spots=spots,
        places=tuple(draft.places),
        country=draft.country or next((p.country for p in draft.places if p.country), None),
        when=draft.when,
        wide=wide,
        night=wording.at_night(quotes),
        aftermath=wording.tells_aftermath(f"{article.title} {quotes}"),
        objects=wording.targets_in(f"{quotes} {targets}"),
        means=frozenset().union(*(means_of(s) for s in draft.strikes)),
        attackers=frozenset(s.attacker for s in draft.strikes if s.attacker and s.attacker_stance != "denied"),
        sides=_victims(draft.casualties, draft.strikes),
        tolls=frozenset(
            (c.kind, c.count.low or c.count.high or 0) for c in draft.casualties if c.scope in ("incident", "aggregate")
        ),
        words=wording.content_words(quotes) | wording.content_words(article.title),
        speakers=frozenset(k for c in draft.casualties if (k := _person(c.speaker))),
        echo=_echoes(draft, reactions),
        find=bool(draft.casualties) and all(wording.finds_bodies(c.quote) for c in draft.casualties),
        origin=origin(article),
        imprint=imprint(article),
        notice=is_notice(article) or any(wording.takes_back(c.quote) for c in claims),
    )


def _without_count_days(reading: Reading) -> list[Casualty]:
    """The casualties, undated where their day is that of the counting ("by 09:46 on Tuesday 41 were dead") (R5)."""
    events = {s.when.day for s in reading.strikes if not wording.counted_at(s.quote)}
    counts = {c.when.day for c in reading.casualties if wording.dates_the_count(c.quote)} - events
    return [msgspec.structs.replace(c, when=When()) if c.when.day in counts else c for c in reading.casualties]


def reports(article: Article, reading: Reading) -> tuple[Report, ...]:
    """The events `article` tells of, most exact first. Pure: the same reading gives the same reports."""
    drafts = _place_strikes(reading.strikes, _figures_told(reading.casualties))
    _place_casualties(drafts, _without_count_days(reading))
    reactions = {act.quote for act in reading.diplomacy}
    told = [d for d in _one_defence(drafts) if d.strikes or d.casualties]
    told = [each for draft in told for each in _each_town(draft, told)]
    return tuple(_finish(draft, article, n, reactions) for n, draft in enumerate(told))


def _one_defence(drafts: Sequence[_Draft]) -> list[_Draft]:
    """Without interceptions of no place of their own beside a barrage they are told of: its defence, no event (R18)."""
    barrages = [d for d in drafts if not d.intercepted and _covers_many(d)]
    kept: list[_Draft] = []
    for draft in drafts:
        wide = draft.intercepted and all(level_of(p) >= _LEVELS["country"] for p in draft.spots)
        home = next((b for b in barrages if wide and _fit(b, draft.places, draft.when)), None)
        if home is None:
            kept.append(draft)
        else:
            home.strikes += draft.strikes
    return kept


def _each_town(draft: _Draft, told: Sequence[_Draft]) -> list[_Draft]:
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
        part = _Draft(draft.intercepted)
        part.strikes = list(draft.strikes)
        part.take_setting([p for p in draft.places if may_hold(p, spot)], spot.country, draft.when)
        parts.append(part)
    return parts


def _echoes(draft: _Draft, reactions: Collection[str]) -> bool:
    """True if all it says of the event stands in a diplomat's words, without a figure or a place below a region."""
    vague = all(level_of(p) >= _LEVELS["country"] for p in draft.spots)
    counts = draft.casualties or any(s.munitions is not None for s in draft.strikes)
    return bool(vague and not counts and all(s.quote in reactions or wording.reacts(s.quote) for s in draft.strikes))


def _person(speaker: str | None) -> str | None:
    return None if speaker is None or wording.sides_in(speaker) else person_key(speaker)


def is_notice(article: Article) -> bool:
    """True if the article takes a report back rather than telling of an event (R27)."""
    return wording.takes_back(article.title) or wording.takes_back(article.body[:NOTICE_LENGTH])


def withdrawn(article: Article, reading: Reading, notice: Article) -> tuple[Report, ...]:
    """The events an article told of, taken back by `notice`, its own later version: kept for the tombstone (R27)."""
    stone = Tombstone(notice.at, notice.outlet, notice.title)
    return tuple(msgspec.structs.replace(r, notice=False, withdrawn=stone) for r in reports(article, reading))
