"""One sentence as a row of words, predicates and groups of people, and what may be asked of any place in it."""

from collections.abc import Sequence
from typing import Literal, NamedTuple

import msgspec

from sitrep.extract.casualties.words import Fate, words
from sitrep.model.claim import Kind
from sitrep.model.count import Count

How = Literal["counted", "bare", "single", "named", "pronoun", "unknown"]
"""counted: a number and its noun. bare: a number alone. single: one person described. named: one person by name.
pronoun: he, she. unknown: people without a number ("soldiers"), kept because they take a predicate away from others."""


class Group(msgspec.Struct, frozen=True):
    """People as worded. `head` is the noun, lower case; `fate` comes from an adjective ("two wounded soldiers")."""

    start: int
    end: int
    count: Count
    how: How
    head: str = ""
    definite: bool = False
    others: bool = False
    subset: bool = False
    fate: Kind | None = None
    whole: Count | None = None
    """Of how many a subset is: 14 in "nine of the 14 people"."""

    dated: bool = False
    """Ends in an age that is set off: "a man, 64"."""
    of_them: bool = False
    """Told of people named before: "seven of them policemen"."""

    @property
    def plural(self) -> bool:
        """Takes "were": more than one, or not known to be one."""
        return self.how in ("unknown", "counted", "bare") and (self.count.low != 1 or self.count.high != 1)


class Mention(msgspec.Struct, frozen=True):
    """One figure as one sentence states it. `start`..`end` cover figure and predicate, in the article's text."""

    kind: Kind
    count: Count
    start: int
    end: int
    people: Group
    rule: str
    weak: bool = False
    part: bool = False
    listed: bool = False
    toll: bool = False
    spread: bool = False


class Item(NamedTuple):
    """A word, a mark, a phrase read as one predicate, or a group of people. Offsets count in the article's text."""

    start: int
    end: int
    low: str
    word: str
    group: Group | None = None
    fate: Fate | None = None
    number: bool = False


BODIES = frozenset({"bodies", "body", "corpses", "corpse", "remains"})
"""People only where they are found."""
LOSSES = frozenset({"lives", "lost", "lose", "loses", "losing", "loss", "losses"})
"""Deaths where lives, fighters or kin are lost."""
SHOOTINGS = frozenset({"shooting", "shootings", "stabbing"})
"""Deaths only where they are called fatal."""
_FINDING = (
    *("found", "recover", "pull", "discover", "retriev", "dumped", "arriv", "count", "unearthed", "exhumed", "uncover"),
    *("lay", "lying", "brought", "strewn", "remov", "saw", "seen", "taken", "received"),
)


class Row:
    """The items of one sentence in order. `title` is true for a headline."""

    def __init__(self, items: Sequence[Item], *, title: bool) -> None:
        self.items = items
        self.title = title
        self.small = words().small

    def __len__(self) -> int:
        return len(self.items)

    def __getitem__(self, at: int) -> Item:
        return self.items[at]

    def low(self, at: int) -> str:
        """The word or mark at `at` in lower case; "" for people and beyond either end."""
        return self.items[at].low if 0 <= at < len(self.items) else ""

    def index(self, group: Group) -> int:
        """Where the people stand. Raises StopIteration where they are not of this row."""
        return next(i for i, item in enumerate(self.items) if item.group is group)

    def head(self, at: int) -> str:
        """The noun of the people at `at`; "" where none stand there."""
        group = self.items[at].group if 0 <= at < len(self.items) else None
        return group.head if group is not None else ""

    def telling(self, places: range) -> str:
        """The first word of `places` that is no adverb or auxiliary; "" where there is none."""
        inside = (self.items[i] for i in places if 0 <= i < len(self.items))
        return next((item.low for item in inside if not self.skippable(item)), "")

    def skippable(self, item: Item) -> bool:
        """True for adverbs and auxiliaries, which part nothing."""
        return (
            item.low in self.small["adverbs"]
            or item.low in self.small["auxiliaries"]
            or item.low in self.small["perfect"]
            or item.low.endswith("ly")
        )

    def passive(self, at: int) -> bool:
        """True where a form of "be" governs the word at `at`."""
        here = at - 1
        while here >= 0 and self.items[here].group is None:
            low = self.items[here].low
            if low in self.small["perfect"]:
                return False
            if low in self.small["auxiliaries"]:
                return True
            if low in ("and", "then"):
                return self.joins_passive(here)
            if not (low in self.small["adverbs"] or low.endswith("ly")):
                return False
            here -= 1
        return False

    def joins_passive(self, at: int) -> bool:
        """True where "and" at `at` joins on to a passive that harms nobody yet: "were lined up and shot dead"."""
        for here in range(at - 1, max(-1, at - 9), -1):
            item = self.items[here]
            if item.group is not None or item.fate is not None or item.low in self.small["walls"]:
                return False
            if item.low in ("was", "were", "been"):
                did = next((w for w in self.items[here + 1 : at] if not self.skippable(w)), None)
                return did is not None and did.low.endswith(("ed", "wn", "en", "ught", "hit", "cut"))
        return False

    def adjacent(self, at: int) -> Group | None:
        """People directly before the word at `at`, adverbs and auxiliaries aside."""
        here = at - 1
        while here >= 0 and self.skippable(self.items[here]) and self.items[here].group is None:
            here -= 1
        if here >= 0 and self.low(here) in ("who", "that"):
            if not self.passive(at) and (fate := self.items[at].fate) and fate.form == "ed":
                return None
            here -= 1
        if here > 0 and self.low(here) == "," and (aged := self.items[here - 1].group) and aged.dated:
            here -= 1  # "a man, 64, wounded"
        return self.items[here].group if here >= 0 else None

    def aux_between(self, low: int, high: int) -> str:
        """ "one" or "many" by the first "was" or "were" between two places; "" where neither stands there."""
        for item in self.items[low + 1 : high]:
            if item.low in ("was", "is"):
                return "one"
            if item.low in ("were", "are"):
                return "many"
        return ""

    def own_predicate(self, group: Group) -> bool:
        """True where the people at hand are the subject of what follows: "... and 10 others were wounded"."""
        here = self.index(group) + 1
        steps = 0
        while here < len(self.items) and steps < 6:
            item = self.items[here]
            if item.fate is not None:
                return item.fate.form in ("ed", "self", "adj")
            if item.low in self.small["auxiliaries"] or item.low in self.small["perfect"]:
                return True
            if item.group is not None or not self.skippable(item):
                return False
            here += 1
            steps += 1
        return False

    def relative(self, at: int) -> bool:
        """True for "that" right behind people."""
        return at > 0 and self.items[at - 1].group is not None

    def bodies_found(self, at: int) -> bool:
        """True where bodies are found, recovered, brought: as a word alone they count nobody."""
        return any(item.low.startswith(_FINDING) for item in self.items[max(0, at - 12) : at + 16])

    def attempted(self, at: int) -> bool:
        """True for the murder that was only tried or planned."""
        return self.low(at - 1) in ("attempted", "alleged", "planned", "possible", "attempt", "future", "any")

    def joined(self, at: int) -> bool:
        """True behind "and" or "or"."""
        return self.low(at - 1) in ("and", "or")

    def headline_list(self, first: Group, second: Group) -> bool:
        """True where a headline's comma stands for "and": "2 cops, 3 civilians killed"."""
        told = ("counted", "single")
        return self.title and first.how in told and second.how in told and not second.subset
