"""Which of many figures for one whole stand, and what they come to (METHOD.md R9-R14, R23, R25, R31).

Each figure is a voice's word. A later word of the same voice replaces the earlier, a later higher one that names its
source replaces those of others; a class of victims is part of the whole; a jump from one origin is held back.
"""

from collections.abc import Collection, Sequence

from sitrep.model.incident import Figure
from sitrep.resolve import phrasing
from sitrep.text.folding import Folded
from sitrep.text.speakers import same_speaker, speaker_key

BEARS_OUT = 1.25
"""A floor of one origin and a count of another up to so many times as high give the same number."""

JUMP_FACTOR = 3
JUMP_BY = 20
"""R31: a rise by this factor and by at least so many, from one origin, is held as disputed."""

PLUNGE_BY = 5
"""A fall by fewer may be a correction of a small count."""

RETRACTED = "retracted"
"""Flag of a figure its own origin took back (R27): in the ledger and the history, never in the toll."""

_SAYS_SO = frozenset({"revised", "corrected"})
_NARROW = Folded(
    r"\b(?:child(?:ren)?|girls?|boys?|babies|infants?|wom[ae]n|teenagers?|soldiers?|troops?|service ?members?|"
    r"servicemen|marines?|police(?:men)?|officers?|journalists?|reporters?|medics?|doctors?|rescuers?|firefighters?|students?|pupils?|"
    r"civilians?|foreigners?|americans?|militants?|gunmen|bombers?|attackers?|fighters?|staff|workers?)\b"
)


class Said:
    """A figure with what the rules ask of it worked out once.

    `number` is the figure as one number: its floor, else its ceiling. `floor` is True for "at least N" and for vague
    words, of which nothing is known above; `worded` for words of no exact value: "dozens", "several". Figures alike in
    `sameness` say the same by the same voice: the latest speaks for all.
    """

    __slots__ = (
        *("article", "at", "feared", "figure", "floor", "narrow", "number", "order"),
        *("origin", "retracted", "revises", "sameness", "sourced", "voice", "worded"),
    )

    def __init__(self, figure: Figure) -> None:
        self.figure = figure
        self.order = moment_of(figure)
        self.at = figure.at
        self.article = figure.article
        self.origin = figure.origin
        self.voice = speaker_key(figure.speaker)
        self.sourced = self.voice is not None or phrasing.dates_the_count(figure.quote)
        self.narrow = is_narrow(figure.who)
        self.number = figure.low if figure.low is not None else figure.high or 0
        self.floor = figure.high is None
        self.worded = self.floor and not any(c.isdigit() for c in figure.text)
        self.revises = bool(_SAYS_SO & set(figure.flags))
        f = figure
        self.sameness = (f.origin, self.voice, f.low, f.high, self.narrow, self.sourced, frozenset(f.flags))
        self.retracted = RETRACTED in figure.flags
        self.feared = bool({"feared", "unverified"} & set(figure.flags))


def is_narrow(who: str | None) -> bool:
    """True if the people counted are a class of victims ("three children"), hence possibly a part of a whole (R14)."""
    return bool(who and _NARROW.search(who))


def moment_of(f: Figure) -> tuple[object, ...]:
    """What orders figures: time, then what makes the order the same whatever came first (R7)."""
    number = f.low if f.low is not None else f.high or 0
    told = (f.origin, f.article, f.start, f.speaker or "", f.text, f.quote, f.who or "", f.flags)
    return (f.at, number, f.high is None, f.high or 0, *told)


def order_of(said: Said) -> tuple[object, ...]:
    """The same, of a figure worked out."""
    return said.order


def without_parts(said: list[Said]) -> list[Said]:
    """Drop figures for a class of victims where a whole at least as high is told too (R14), by no enemy."""
    wholes = [s.number for s in said if not (s.narrow or "claimed" in s.figure.flags) and s.figure.low is not None]
    kept = [s for s in said if not (s.narrow and wholes and max(wholes) >= s.number)]
    return kept or said


def _same_voice(g: Said, f: Said) -> bool:
    if g.voice and f.voice:
        return same_speaker(g.voice, f.voice)
    return g.origin == f.origin


def standing_of(said: Sequence[Said], held: Collection[int]) -> list[Said]:
    """What is not superseded (R9, R13), heard in order of time: a newcomer is lag, or replaces some, or joins.

    A held figure (R31) replaces nobody. Something always stands: who is turned away is turned away by one who stands.
    """
    standing: list[Said] = []
    ceilings: dict[str, Said] = {}
    for new in said:
        if new.figure.low is None:  # "up to 170" bounds what others count and takes nobody's place (R10)
            ceilings[new.origin] = new
            continue
        if any(id(s) not in held and outdates(s, new) for s in standing):
            continue
        if id(new) not in held:
            standing = [s for s in standing if not _supersedes(new, s)]
        standing.append(new)
    return sorted((*standing, *ceilings.values()), key=order_of)


def course_of(said: Sequence[Said], held: Collection[tuple[object, ...]]) -> list[Said]:
    """The steps of a history: a voice's later word, or a higher one that takes the place of others (R9, R13).

    `said` in order of time, `held` the sameness of jumps held back (R31). What lags behind and what stands beside a
    rival (R25) is no step. A figure taken back (R27) is one, and holds nobody off.
    """
    steps: list[Said] = []
    standing: list[Said] = []
    for new in said:
        if new.retracted:
            steps.append(new)
            continue
        if new.sameness in held or any(outdates(s, new) for s in standing):
            continue
        gone = [s for s in standing if _supersedes(new, s)]
        if gone or not standing:
            steps.append(new)
        if gone:
            taken = {id(s) for s in gone}
            standing = [s for s in standing if id(s) not in taken]
        standing.append(new)
    steps = steps or list(said[:1])
    return [s for n, s in enumerate(steps) if not n or bounds_of(s) != bounds_of(steps[n - 1])]


def bounds_of(said: Said) -> tuple[int | None, int | None]:
    """The figure's low and high."""
    return (said.figure.low, said.figure.high)


def _supersedes(new: Said, old: Said) -> bool:
    """True if `new`, heard after `old`, takes its place."""
    if new.article == old.article:
        return _higher_in_article(new, old)
    if old.number == 0 and new.number > 0:
        return True  # "no word of casualties" gives way to a count
    if new.at > old.at and (_same_voice(new, old) or new.revises):
        return True
    return new.number > old.number and new.sourced


def outdates(old: Said, new: Said) -> bool:
    """True if `new`, heard after `old`, only lags behind it or says it again in vaguer words."""
    if new.revises or new.article == old.article:
        return False
    if _same_voice(new, old) and new.at > old.at:
        vaguer = new.floor and new.number < old.number and not new.feared
        return vaguer or (not new.floor and _plunges(old.number, new.number))
    if new.number == 0 and old.number > 0:
        return True
    return new.number < old.number and old.sourced


def _higher_in_article(new: Said, old: Said) -> bool:
    """In one article a lower figure beside a higher is a part or an earlier count, unless rivals speak (R14, R25)."""
    if new.number <= old.number:
        return False
    return not (new.voice and old.voice and new.voice != old.voice)


def plain(said: list[Said]) -> list[Said]:
    """Without vague words that a count bears out: "dozens" beside 39 neither lowers nor opens the range (R11)."""
    top = max((s.number for s in said if not s.worded), default=0)
    return [s for s in said if not s.worded or s.number > top] or said


def is_held(s: Said, said: Sequence[Said]) -> bool:
    """R31: a jump from one origin, or a toll that equals a number of things in its article."""
    if is_corroborated(s, said):
        return False
    if "equals another quantity" in s.figure.flags:
        return True
    before = [b.number for b in said if b.at < s.at and b.figure.low and not b.worded]
    return bool(before) and _jumps(max(before), s.number)


def _plunges(before: int, now: int) -> bool:
    """A fall to a third without a word of why is no revision: it counts a part, or another event."""
    return JUMP_FACTOR * now <= before and before - now >= PLUNGE_BY


def _jumps(low: int, high: int) -> bool:
    return low > 0 and high >= JUMP_FACTOR * low and high - low >= JUMP_BY


def is_corroborated(s: Said, said: Sequence[Said]) -> bool:
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


def span_of(said: Sequence[Said]) -> tuple[int | None, int | None]:
    """The range of what stands: unknown above where a floor lies over every ceiling."""
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


def best_of(sure: Sequence[Said]) -> int | None:
    """R9: the newest figure that two origins give, else the lowest; an upper bound alone is no best."""
    counted = [s for s in sure if s.figure.low is not None]
    for s in sorted(counted, key=order_of, reverse=True):
        if len({o.origin for o in counted if _gives(o, s)}) > 1:
            return s.number
    return min((s.number for s in counted), default=None)


def _gives(other: Said, s: Said) -> bool:
    """True if `other` gives the number of `s`, or one of the two is a floor that the other bears out: 22 and "more than
    20" are two words for one count.
    """
    if other.number == s.number:
        return True
    low, high = sorted((other, s), key=_number)
    return low.floor and not low.worded and high.number <= BEARS_OUT * low.number


def _number(said: Said) -> int:
    return said.number


def in_conflict(standing: Sequence[Said]) -> bool:
    """R25: two named speakers whose figures exclude each other."""
    named = [s for s in standing if s.voice and s.figure.low is not None]
    for a in named:
        for b in named:
            if a.voice != b.voice and a.figure.high is not None and (b.figure.low or 0) > a.figure.high:
                return True
    return False
