"""Do two tellings mean one event? The rules of identity (METHOD.md R1, R2, R5, R6).

Identity is place, day and kind of violence. The attacker is a claim and never decides (R2), but a raid and its reprisal
are two events: the victims of one are the attackers of the other. Differing figures never forbid a merge; equal ones
speak for it. A region or a country alone never makes two tellings one (R6): there the figures, what was hit or the
wording must agree as well.
"""

import msgspec

from sitrep.resolve import wording
from sitrep.resolve.facts import Facts
from sitrep.resolve.geo import NEAR_KM, apart_km, level_of, may_hold

FAR_DAYS = 14
"""An undated telling of something with its own name ("the theatre") may follow its event by so many days."""

COMMON_DAYS = 4
"""The same for targets hit on many days of a war ("flats")."""

ENOUGH = 1.5
"""Evidence (figures, targets, wording) that two tellings need where the place alone does not decide."""

ONE_TOWN = 2.0
"""What one town speaks for one event; a quarter and its city as much."""

FAR_APART = 0.1
"""What two towns of one region speak for one event: nothing, and they need more evidence than neighbours do."""

MORE = 2.5
"""The same where neither names a town, and they are days apart or one alone names what was hit: no figure suffices."""

SURE = 3.0
"""Evidence that two outlets name different towns for one event: the very toll and the very target."""

LIKE = 0.5
"""Share of common words from which wording speaks for one event."""

TELLING_FIGURE = 3
"""Ones and twos agree by chance; from here on an equal figure is evidence."""


MANY = 10
"""So many killed are rare enough that about as many told of one town in the same days are evidence."""

ABOUT = 1.5
"""Counts of one town's dead up to so many times apart are about as many: outlets differ by as much on the first day."""

GROWS = 10
"""A town's dead may grow to so many times the first count, as bodies are found."""

VERY_MANY = 50
RIVALS = 5
"""So many dead one town has on one day of a war: there the sides' own counts may be so many times apart."""

VERY_NEARLY = 1.1
"""The same between towns, where a first report may have named the wrong one."""


class Verdict(msgspec.Struct, frozen=True, gc=False):
    """Whether two tellings are one event, how strongly, and why, in words a reader can check."""

    same: bool
    weight: float
    reasons: tuple[str, ...]


def reprisal(a: Facts, b: Facts) -> bool:
    """True where the victims of one are the attackers of the other and the attackers differ: two events (R2)."""
    if not a.attackers or not b.attackers or a.attackers & b.attackers:
        return False
    mine = wording.sides_in(" ".join(sorted(a.attackers)))
    theirs = wording.sides_in(" ".join(sorted(b.attackers)))
    if mine & theirs:
        return False
    return bool(mine & b.sides and not mine & a.sides) and bool(theirs & a.sides and not theirs & b.sides)


def apart_on_a_day(a: Facts, b: Facts) -> bool:
    """True where one town was struck twice on a day (R2): in a reprisal, or one target from the air and another on the
    ground, with no count in common.
    """
    if reprisal(a, b):
        return True
    hands = {frozenset({"air"}) == means for means in (a.means, b.means)}
    on_ground_and_from_air = bool(a.means and b.means) and not a.means & b.means and len(hands) > 1
    targets = a.objects - wording.COMMON, b.objects - wording.COMMON
    return on_ground_and_from_air and all(targets) and not targets[0] & targets[1] and not shared_tolls(a, b)


def _place(a: Facts, b: Facts) -> tuple[float, str] | None:
    """How well the places agree, 3 for one town down to 0 for nothing known; None where they exclude each other."""
    if a.country and b.country and a.country != b.country and not {p.key for p in a.spots} & {p.key for p in b.spots}:
        return None
    if not a.spots or not b.spots:
        return (0.0, "")
    if len(a.spots) > 1 or len(b.spots) > 1:
        return _places(a, b)
    one, other = a.spots[0], b.spots[0]
    if one.key == other.key:
        return ({0: 3.0, 2: 2.0, 3: 0.75}.get(a.level, 0.25), f"both at {one.name}")
    if may_hold(one, other) or may_hold(other, one):
        inner, outer = (other, one) if may_hold(one, other) else (one, other)
        worth = {0: 3.0, 2: 1.5, 3: 0.5}.get(level_of(outer), 0.25)
        return (worth, f"{inner.name} {'lies' if outer.contains(inner) else 'may lie'} in {outer.name}")
    if apart_km(one, other) <= NEAR_KM:
        return (1.0, f"{one.name} and {other.name} are neighbours")
    if a.level == b.level == 0 and len(set(one.within) & set(other.within)) > 1:
        return (FAR_APART, f"{one.name} and {other.name} lie in one region")
    return None


def _places(a: Facts, b: Facts) -> tuple[float, str] | None:
    shared = [p.name for p in a.spots if any(may_hold(p, q) or may_hold(q, p) for q in b.spots)]
    if not shared:
        return None
    return (0.5 + len(shared) / max(len(a.spots), len(b.spots)), f"both over {', '.join(shared[:3])}")


def gap(a: Facts, b: Facts) -> int | None:
    """Days between two tellings; 0 where one may simply be the undated news of the other. None where days exclude."""
    if a.day and b.day:
        return abs((a.day - b.day).days)
    if a.day or b.day:
        dated, undated = (a, b) if a.day else (b, a)
        assert dated.day is not None
        behind = (undated.first - dated.day).days
        return None if behind < -1 else max(0, behind - 1)
    if a.first <= b.last and b.first <= a.last:
        return 0
    later, earlier = (a, b) if a.first > b.first else (b, a)
    return max(0, (later.first - earlier.first).days - 1)


def shared_tolls(a: Facts, b: Facts) -> set[tuple[str, int]]:
    """Figures both give that are near the highest either gives: an early count told of one, long since overtaken,
    agrees with another event's by chance.
    """
    top: dict[str, int] = {}
    for kind, number in a.tolls | b.tolls:
        top[kind] = max(number, top.get(kind, 0))
    return {t for t in a.tolls & b.tolls if 2 * t[1] >= top[t[0]]}


def _evidence(a: Facts, b: Facts) -> tuple[float, list[str]]:
    weight, reasons = 0.0, []
    common = {t for t in shared_tolls(a, b) if t[1] >= TELLING_FIGURE}
    if common:
        kind, number = max(common, key=lambda t: (t[1], t[0]))
        weight += 2.0 if number > 9 else 1.0
        reasons.append(f"both say {number} {kind}")
        if max(a.level, b.level) <= REGION_LEVEL and a.attackers & b.attackers:
            weight += 0.5
            reasons.append("by the same attacker")
    shared = a.objects & b.objects
    if shared:
        weight += 1.5 if shared - wording.COMMON else 1.0
        reasons.append(f"both on the {', '.join(sorted(shared))}")
    alike = wording.likeness(a.words, b.words)
    if alike >= LIKE:
        weight += 2 * alike
        reasons.append("told in the same words")
    return weight, reasons


def _dead(facts: Facts) -> int:
    return max((number for kind, number in facts.tolls if kind.startswith("killed")), default=0)


def _about_as_many(a: Facts, b: Facts, times: float) -> bool:
    """True if both count many dead, and the counts differ by no more than `times`."""
    low, high = sorted((_dead(a), _dead(b)))
    return low >= MANY and high <= (RIVALS if low >= VERY_MANY else times) * low


def _counts_meet(a: Facts, b: Facts) -> bool:
    """True if both count their dead and the counts differ no more than two outlets' counts of one night may."""
    low, high = sorted((_dead(a), _dead(b)))
    return low >= TELLING_FIGURE and high <= ABOUT * low


def _soft(a: Facts, b: Facts) -> float:
    """What only decides between candidates: the same attacker named, the same weapons."""
    return (0.3 if a.attackers & b.attackers else 0.0) + (0.2 if a.means & b.means else 0.0)


def _reach(a: Facts, b: Facts) -> int:
    shared = a.objects & b.objects
    if shared - wording.COMMON:
        return FAR_DAYS
    big = any(number > 9 for _, number in shared_tolls(a, b))
    return COMMON_DAYS if shared or big else 0


REGION_LEVEL = 3
"""From here on a telling is placed no better than a region (Facts.level)."""

_NO = Verdict(False, 0.0, ())


def same_event(a: Facts, b: Facts) -> Verdict:
    """Judge two tellings (R1, R2, R5, R6). Symmetric. `weight` orders candidates; it is no probability."""
    days = gap(a, b)
    if days is None or days > (1 if a.day and b.day else FAR_DAYS):
        return _NO
    return _one_telling(a, b, days) if a.wide != b.wide and a.spots and b.spots else _one_place(a, b, days)


def _one_place(a: Facts, b: Facts, days: int) -> Verdict:
    """The verdict of place, days and evidence together."""
    place = _place(a, b)
    if place is None or (apart_on_a_day(a, b) if days == 0 else reprisal(a, b)):
        return _NO
    worth, where = place
    one_town = worth >= ONE_TOWN
    if a.intercepted != b.intercepted and not (one_town and days == 0):
        return _NO
    if a.means and b.means and not a.means & b.means and not (one_town and days == 0):
        return _NO
    weight, reasons = _evidence(a, b)
    if where:
        reasons.insert(0, where)
    both_dated = a.day is not None and b.day is not None
    alike = one_town and _about_as_many(a, b, ABOUT)
    near = worth == FAR_APART and _dead(a) < VERY_MANY and _about_as_many(a, b, VERY_NEARLY)
    if (alike or near) and not shared_tolls(a, b):
        weight += 1.0 if one_town else 1.5
        reasons.append("about as many killed")
    spoke = a.speakers & b.speakers
    follows = (one_town or bool(spoke and not where)) and _follows_toll(a, b)
    if follows:
        weight += 1.0
        reasons.append("a later count of the same place" if one_town else "a later count")
        if spoke and not one_town:
            weight += 1.0
            reasons.append(f"both by {min(spoke).title()}")
    if days:
        if both_dated and not (days == 1 and _one_night(a, b, weight)):
            return _NO
        reach = FAR_DAYS if follows and (alike or not one_town) else COMMON_DAYS if follows or alike else 0
        if not both_dated and (days > max(_reach(a, b), reach) or _rivals(a, b)):
            return _NO
    elif both_dated:
        reasons.append("on the same day")
    early = 0.6 if _before(a, b) else 0.0
    return Verdict(
        weight >= _need(a, b, days, worth, follows), weight + worth + _soft(a, b) - 0.1 * days - early, tuple(reasons)
    )


def _need(a: Facts, b: Facts, days: int, worth: float, follows: bool) -> float:
    """The evidence that two tellings need to be one event, by how well their places agree."""
    if a.wide and b.wide and not days and not _rivals(a, b) and worth > 0:
        hands, means, dated = a.attackers & b.attackers, a.means & b.means, a.day is not None and b.day is not None
        return 0.0 if (dated and (hands or means)) or (hands and means) else 1.0
    if worth >= ONE_TOWN:
        return 1.0 if days else 0.0
    if worth == FAR_APART:
        return SURE
    vague = min(a.level, b.level) >= REGION_LEVEL and None in (a.day, b.day) and not follows
    return MORE if vague and (days or _one_names_target(a, b)) else ENOUGH


def _one_names_target(a: Facts, b: Facts) -> bool:
    """True if one tells of a target known by itself, and the other of none or another: "a mall" is more than "Kyiv"."""
    return bool(a.objects - wording.COMMON) != bool(b.objects - wording.COMMON)


def _one_telling(a: Facts, b: Facts, days: int) -> Verdict:
    """A total over places against one event: one, only where the second is the first told shorter. That is the very
    figures, day and place, by the same hand or weapons or in the same words.
    """
    if _defence(a, b) or _bare(a, b) or _bare(b, a):
        return Verdict(True, 0.5 + _soft(a, b), ("the same day over the same places, no figure of its own",))
    alike = wording.likeness(a.words, b.words) >= LIKE or bool(a.means & b.means or a.attackers & b.attackers)
    same = not days and (a.day or b.day) is not None and bool(a.tolls) and a.tolls == b.tolls
    same = same or (a.day is not None and a.day == b.day and bool(a.attackers & b.attackers) and _counts_meet(a, b))
    if not (same and alike and {p.key for p in a.spots} == {p.key for p in b.spots}) or _rivals(a, b):
        return _NO
    return Verdict(True, _evidence(a, b)[0] + 1.0 + _soft(a, b), ("the same figures of one day and place",))


def _defence(a: Facts, b: Facts) -> bool:
    """True for interceptions over one of the places and over all of them, in one report of air defence."""
    both = a.intercepted and b.intercepted and a.day is not None and a.day == b.day
    return both and any(may_hold(p, q) or may_hold(q, p) for p in a.spots for q in b.spots)


def _bare(a: Facts, b: Facts) -> bool:
    """True if `a` names the day's attack on a country or region without a figure, where `b` counts it over there."""
    if not b.wide or a.tolls or a.level < REGION_LEVEL or a.intercepted or b.intercepted or _rivals(a, b):
        return False
    if a.day is None or a.day != b.day or (a.means and b.means and not a.means & b.means):
        return False
    return {p.key for p in a.spots} == {p.key for p in b.spots}


def _follows_toll(a: Facts, b: Facts) -> bool:
    """True if one is an undated later count ("the toll has reached 41") that the other's count may have grown to."""
    if a.day and b.day:
        return False
    event, later = (a, b) if a.day or (b.day is None and a.first < b.first) else (b, a)
    if later.day is None and event.day is None and event.first == later.first:
        return False
    now = _dead(later)
    counts = (number for kind, number in event.tolls if kind == "killed" and number >= TELLING_FIGURE)
    return later.aftermath and any(before <= now <= GROWS * before for before in counts)


def _before(a: Facts, b: Facts) -> bool:
    """True if the undated one was published the day before the other's stated day: possible by time zone alone."""
    return bool((a.day and not b.day and b.first < a.day) or (b.day and not a.day and a.first < b.day))


def _one_night(a: Facts, b: Facts, weight: float) -> bool:
    """Two outlets may date one night's event to either day; figures or target must then agree."""
    return weight >= (1.0 if a.night or b.night else 2.5)


def _rivals(a: Facts, b: Facts) -> bool:
    return bool(a.attackers and b.attackers and not a.attackers & b.attackers)
