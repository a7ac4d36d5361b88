"""From what many voices said to one toll with its uncertainty (METHOD.md R8-R14, R23, R25, R31).

Figures are never added. Each is a voice's word on the same whole; a later word of the same voice replaces the earlier,
a later higher one that names its source replaces those of others, and what is left spans low to high. No mention is
unknown, never zero.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from typing import TypeVar

import msgspec

from sitrep.model.claim import Kind, Scope
from sitrep.model.count import Count
from sitrep.model.incident import UNKNOWN, Figure, SideFigure, Step, Toll, TollStatus
from sitrep.resolve import wording
from sitrep.resolve.ordered import Ordered, Steps
from sitrep.resolve.voices import speaker_key

INCIDENT: tuple[Scope, ...] = ("incident",)

BEARS_OUT = 1.25
"""A floor of one origin and a count of another up to so many times as high give the same number."""

JUMP_FACTOR = 3
JUMP_BY = 20
"""R31: a rise by this factor and by at least so many, from one origin, is held as disputed."""

KEPT_FLAGS = ("expected to rise", "unverified", "feared", "disputed", "revised", "claimed", "estimate")
RETRACTED = "retracted"
"""Flag of a figure its own origin took back (R27): in the ledger and the history, never in the toll."""

_SAYS_SO = frozenset({"revised", "corrected"})
_NARROW = re.compile(
    r"\b(?:child(?:ren)?|girls?|boys?|babies|infants?|wom[ae]n|teenagers?|soldiers?|troops?|service ?members?|"
    r"servicemen|marines?|police(?:men)?|officers?|journalists?|reporters?|medics?|doctors?|rescuers?|firefighters?|students?|pupils?|"
    r"civilians?|foreigners?|americans?|militants?|gunmen|bombers?|attackers?|fighters?|staff|workers?)\b",
    re.IGNORECASE,
)


class _Said:
    """A figure with what the rules ask of it worked out once.

    `number` is the figure as one number: its floor, else its ceiling. `floor` is True for "at least N" and for vague
    words, of which nothing is known above; `worded` for words of no exact value: "dozens", "several".
    """

    __slots__ = (
        *("article", "at", "feared", "figure", "floor", "narrow", "number", "order"),
        *("origin", "revises", "sourced", "voice", "worded"),
    )

    def __init__(self, figure: Figure) -> None:
        self.figure = figure
        self.order = _time(figure)
        self.at = figure.at
        self.article = figure.article
        self.origin = figure.origin
        self.voice = speaker_key(figure.speaker)
        self.sourced = self.voice is not None or wording.dates_the_count(figure.quote)
        self.narrow = is_narrow(figure.who)
        self.number = figure.low if figure.low is not None else figure.high or 0
        self.floor = figure.high is None
        self.worded = self.floor and not any(c.isdigit() for c in figure.text)
        self.revises = bool(_SAYS_SO & set(figure.flags))
        self.feared = bool({"feared", "unverified"} & set(figure.flags))

    @property
    def sameness(self) -> tuple[object, ...]:
        """Figures alike in this say the same by the same voice: the latest speaks for all."""
        f = self.figure
        return (f.origin, self.voice, f.low, f.high, self.narrow, self.sourced, frozenset(f.flags))


def hull(left: Count, right: Count) -> Count:
    """The smallest range holding both; unknown on a side where either is. Commutative, associative, idempotent."""
    low = None if left.low is None or right.low is None else min(left.low, right.low)
    high = None if left.high is None or right.high is None else max(left.high, right.high)
    return Count(low, high, shown(low, high))


def shown(low: int | None, high: int | None) -> str:
    """A range in words: "21", "at least 21", "up to 30", "21-24", "none", "unknown"."""
    if low is None and high is None:
        return "unknown"
    if low is None:
        return f"up to {high}"
    if high is None:
        return f"at least {low}"
    if low == high:
        return str(low) if low else "none"
    return f"{low}-{high}"


def is_narrow(who: str | None) -> bool:
    """True if the people counted are a class of victims ("three children"), hence possibly a part of a whole (R14)."""
    return bool(who and _NARROW.search(who))


class Strand:
    """The figures of one kind that count for an incident's whole, kept ready as single ones come and go."""

    __slots__ = ("_last", "_said", "_sides", "_steps")

    def __init__(self) -> None:
        self._said: dict[Figure, _Said] = {}
        self._steps: Steps[Figure] = Steps(_time, _bounds)
        self._last: dict[tuple[object, ...], Ordered[_Said]] = {}
        self._sides: dict[str, Ordered[Figure]] = {}

    def add(self, figure: Figure) -> None:
        """Hear a figure; each only once."""
        if figure.low is None and figure.high is None:
            return
        said = self._said[figure] = _Said(figure)
        self._steps.add(figure)
        if RETRACTED in figure.flags:
            return
        self._last.setdefault(said.sameness, Ordered(_when)).add(said)
        for side in _side(figure):
            self._sides.setdefault(side, Ordered(_time)).add(figure)

    def discard(self, figure: Figure) -> None:
        """Forget a figure. Raises KeyError for one that was never heard."""
        if figure.low is None and figure.high is None:
            return
        said = self._said.pop(figure)
        self._steps.discard(figure)
        if RETRACTED in figure.flags:
            return
        _let_go(self._last, said.sameness, said)
        for side in _side(figure):
            _let_go(self._sides, side, figure)

    def toll(self) -> Toll:
        """The toll (R9). It depends on the set of figures alone (R7); best and high never exceed the largest given."""
        if not self._said:
            return UNKNOWN
        if not self._last:
            taken_back = Strand()
            for figure in {msgspec.structs.replace(f, flags=()) for f in self._said}:
                taken_back.add(figure)
            return uncounted(taken_back.toll(), RETRACTED)
        said = sorted((each.items[-1] for each in self._last.values()), key=_when)
        said = _without_parts(said)
        held = {id(s) for s in said if _held(s, said)}
        claims = {id(s) for s in said if "claimed" in s.figure.flags and not _corroborated(s, said)}
        standing = _standing(said, held)
        sure = _plain([s for s in standing if id(s) not in held and id(s) not in claims])
        shaping = _plain([s for s in standing if id(s) not in claims] or standing)
        low, high = _span(shaping)
        best = _best(sure)
        flags = _flags(standing, said, held, claims)
        status: TollStatus = "none" if (low, high) == (0, 0) else "known"
        return Toll(low, best, high, _text(shaping, low, high), flags, status, self._history(), self._each_side())

    def _history(self) -> tuple[Step, ...]:
        """What was said, in order of time, falls included (R13); a figure that repeats the last one is no step."""
        return tuple(Step(f.at, f.low, f.high, f.speaker, f.outlet) for f in self._steps.steps)

    def _each_side(self) -> tuple[SideFigure, ...]:
        """The newest figure of each side that speaks for itself (R23, R25)."""
        last = ((side, each.items[-1]) for side, each in sorted(self._sides.items()))
        return tuple(
            SideFigure(side, f.low, f.high, f.text, f.speaker or "", f.outlet, f.at, enemy="claimed" in f.flags)
            for side, f in last
        )


def tally(figures: Iterable[Figure], kind: Kind, wholes: Collection[Scope] = INCIDENT) -> Toll:
    """The toll of one kind. `figures` is an incident's ledger, in any order; only the scopes in `wholes` count."""
    strand = Strand()
    for figure in {f for f in figures if f.kind == kind and f.scope in wholes}:
        strand.add(figure)
    return strand.toll()


def _side(figure: Figure) -> frozenset[str]:
    """The one side the speaker stands for, if it is one."""
    sides = wording.sides_in(figure.speaker) if figure.speaker else frozenset()
    return sides if len(sides) == 1 else frozenset()


K = TypeVar("K")
T = TypeVar("T")


def _let_go(held: dict[K, Ordered[T]], name: K, item: T) -> None:
    held[name].discard(item)
    if not held[name]:
        del held[name]


def _bounds(figure: Figure) -> tuple[int | None, int | None]:
    return (figure.low, figure.high)


def uncounted(toll: Toll, why: str) -> Toll:
    """The toll, shown but entering no sum, with the reason among its flags. One nobody gave stays unknown."""
    if toll.status == "unknown":
        return toll
    return msgspec.structs.replace(toll, best=None, flags=tuple(dict.fromkeys((*toll.flags, why))))


def _time(f: Figure) -> tuple[object, ...]:
    number = f.low if f.low is not None else f.high or 0
    told = (f.origin, f.article, f.start, f.speaker or "", f.text, f.quote, f.who or "", f.flags)
    return (f.at, number, f.high is None, f.high or 0, *told)


def _when(said: _Said) -> tuple[object, ...]:
    return said.order


def _without_parts(said: list[_Said]) -> list[_Said]:
    """Drop figures for a class of victims where a whole at least as high is told too (R14)."""
    wholes = [s.number for s in said if not s.narrow and s.figure.low is not None]
    kept = [s for s in said if not (s.narrow and wholes and max(wholes) >= s.number)]
    return kept or said


def _same_voice(g: _Said, f: _Said) -> bool:
    if g.voice and f.voice:
        return g.voice == f.voice
    return g.origin == f.origin


def _standing(said: Sequence[_Said], held: Collection[int]) -> list[_Said]:
    """What is not superseded (R9, R13), heard in order of time: a newcomer is lag, or replaces some, or joins.

    A held figure (R31) replaces nobody. Something always stands: who is turned away is turned away by one who stands.
    """
    standing: list[_Said] = []
    ceilings: dict[str, _Said] = {}
    for new in said:
        if new.figure.low is None:  # "up to 170" bounds what others count and takes nobody's place (R10)
            ceilings[new.origin] = new
            continue
        if any(id(s) not in held and _outdates(s, new) for s in standing):
            continue
        if id(new) not in held:
            standing = [s for s in standing if not _supersedes(new, s)]
        standing.append(new)
    return sorted((*standing, *ceilings.values()), key=_when)


def _supersedes(new: _Said, old: _Said) -> bool:
    """True if `new`, heard after `old`, takes its place."""
    if new.article == old.article:
        return _higher_in_article(new, old)
    if old.number == 0 and new.number > 0:
        return True  # "no word of casualties" gives way to a count
    if new.at > old.at and (_same_voice(new, old) or new.revises):
        return True
    return new.number > old.number and new.sourced


def _outdates(old: _Said, new: _Said) -> bool:
    """True if `new`, heard after `old`, only lags behind it or says it again in vaguer words."""
    if new.revises or new.article == old.article:
        return False
    if _same_voice(new, old) and new.at > old.at:
        vaguer = new.floor and new.number < old.number and not new.feared
        return vaguer or (not new.floor and _jumps(new.number, old.number))  # a plunge without a word of why: a part
    if new.number == 0 and old.number > 0:
        return True
    return new.number < old.number and old.sourced


def _higher_in_article(new: _Said, old: _Said) -> bool:
    """In one article a lower figure beside a higher is a part or an earlier count, unless rivals speak (R14, R25)."""
    if new.number <= old.number:
        return False
    return not (new.voice and old.voice and new.voice != old.voice) or new.figure.start > old.figure.start


def _plain(said: list[_Said]) -> list[_Said]:
    """Without vague words that a count bears out: "dozens" beside 39 neither lowers nor opens the range (R11)."""
    top = max((s.number for s in said if not s.worded), default=0)
    return [s for s in said if not s.worded or s.number > top] or said


def _held(s: _Said, said: Sequence[_Said]) -> bool:
    """R31: a jump from one origin, or a toll that equals a number of things in its article."""
    if _corroborated(s, said):
        return False
    if "equals another quantity" in s.figure.flags:
        return True
    before = [b.number for b in said if b.at < s.at and b.figure.low and not b.worded]
    return bool(before) and _jumps(max(before), s.number)


def _jumps(low: int, high: int) -> bool:
    return low > 0 and high >= JUMP_FACTOR * low and high - low >= JUMP_BY


def _corroborated(s: _Said, said: Sequence[_Said]) -> bool:
    """True if another origin gives about the same figure without a claim's interest."""
    return any(
        o.origin != s.origin
        and "claimed" not in o.figure.flags
        and "equals another quantity" not in o.figure.flags
        and 2 * o.number <= 3 * s.number
        and 3 * o.number >= 2 * s.number
        for o in said
        if o.number
    )


def _span(said: Sequence[_Said]) -> tuple[int | None, int | None]:
    lows = [s.figure.low for s in said if s.figure.low is not None]
    highs = [s.figure.high for s in said if s.figure.high is not None]
    floors = [s.figure.low for s in said if s.floor and s.figure.low is not None]
    low = min(lows, default=None)
    high = max(highs, default=None)
    if high is not None and floors and max(floors) > high:
        high = None
    if low is not None and high is not None and low > high:
        low, high = high, None if floors else low
    return low, high


def _best(sure: Sequence[_Said]) -> int | None:
    """R9: the newest figure that two origins give, else the lowest; an upper bound alone is no best."""
    counted = [s for s in sure if s.figure.low is not None]
    for s in sorted(counted, key=_when, reverse=True):
        if len({o.origin for o in counted if _gives(o, s)}) > 1:
            return s.number
    return min((s.number for s in counted), default=None)


def _gives(other: _Said, s: _Said) -> bool:
    """True if `other` gives the number of `s`, or one of the two is a floor that the other bears out: 22 and "more than
    20" are two words for one count.
    """
    if other.number == s.number:
        return True
    low, high = sorted((other, s), key=_number)
    return low.floor and not low.worded and high.number <= BEARS_OUT * low.number


def _number(said: _Said) -> int:
    return said.number


def _text(said: Sequence[_Said], low: int | None, high: int | None) -> str:
    """Vague words stay words (R11); everything else is written as the range it is."""
    words = {s.figure.text for s in said}
    if not any(any(c.isdigit() for c in word) for word in words) and all(s.floor for s in said):
        vague = min(said, key=lambda s: (s.number, s.figure.text))
        if (
            low is not None
            and vague.figure.text
            and not re.match(r"(?i)at least|more than|over|nearly", vague.figure.text)
        ):
            return vague.figure.text
    return shown(low, high)


def _conflict(standing: Sequence[_Said]) -> bool:
    """R25: two named speakers whose figures exclude each other."""
    named = [s for s in standing if s.voice and s.figure.low is not None]
    for a in named:
        for b in named:
            if a.voice != b.voice and a.figure.high is not None and (b.figure.low or 0) > a.figure.high:
                return True
    return False


def _flags(standing: Sequence[_Said], said: Sequence[_Said], held: set[int], claims: set[int]) -> tuple[str, ...]:
    found = {flag for s in standing for flag in s.figure.flags if flag in KEPT_FLAGS and flag != "claimed"}
    if any(id(s) in held for s in standing) or _conflict(standing):
        found.add("disputed")
    if any(id(s) in claims for s in standing):
        found.add("claimed")
    if any(s.revises for s in said):
        found.add("revised")
    return tuple(flag for flag in KEPT_FLAGS if flag in found)
