"""Remarks on some of the people just named, set off between them and their predicate: ", most of them women,".

Whoever such a remark names is no subject of the predicate behind it: in "20 people, seven of whom were policemen, were
killed" it is the 20 who were killed.
"""

from collections.abc import Sequence

from sitrep.extract.casualties.row import Item
from sitrep.extract.casualties.words import words

_OPENS = frozenset({",", "–", "—", "-", "("})
_CLOSES = {",": {","}, "–": {"–"}, "—": {"—"}, "-": {"-"}, "(": {")"}}
_DASHES = frozenset({"–", "—", "-"})
LONGEST = 22
"""Words and groups of people in one remark, at most."""


def asides(row: Sequence[Item]) -> frozenset[int]:
    """The indexes in `row` of what stands inside remarks, marks included; a remark that nothing follows is none."""
    found: set[int] = set()
    at = 0
    while at < len(row):
        end = _end(row, at) if row[at].low in _OPENS and _remarks(row, at + 1) else _named(row, at)
        if end is None:
            at += 1
            continue
        found.update(range(at, end + 1))
        at = end  # its closing comma may open the next
    return frozenset(found)


def _named(row: Sequence[Item], at: int) -> int | None:
    """The dash that closes " - a Briton, a Pole and a Canadian - ", who are the three told of before it."""
    before = row[at - 1].group if at and row[at].low in _DASHES else None
    if before is None or before.how != "counted":
        return None
    for here in range(at + 1, min(len(row), at + LONGEST)):
        if row[here].low == row[at].low:
            return here if here > at + 1 and _predicate(row, here + 1) else None
        if _predicate(row, here):
            return None
    return None


def _remarks(row: Sequence[Item], at: int) -> bool:
    """True for "most of them", "nearly all of whom", "seven of those" from item `at` on."""
    small = words().small
    here = at
    while here < len(row) and here - at < 4:
        item = row[here]
        if item.group is not None and item.group.subset and item.group.head == "them":
            return True
        if item.low == "of" and here > at:
            after = row[here + 1] if here + 1 < len(row) else None
            return after is not None and (
                after.low in ("whom", "which", "those") or (after.group is not None and after.group.head == "them")
            )
        if item.group is not None:
            return item.group.subset and item.group.of_them
        if item.low not in small["shares"]:
            return False
        here += 1
    return False


def _end(row: Sequence[Item], at: int) -> int | None:
    """The mark that closes the remark opened at `at`; one that goes on in a list ends with the list."""
    closes = _CLOSES[row[at].low]
    last: int | None = None
    for here in range(at + 2, min(len(row), at + LONGEST)):
        item = row[here]
        if item.low in (";", ":", "."):
            break
        if item.low not in closes:
            continue
        last = here
        if _predicate(row, here + 1):
            return here
        if not _list_goes_on(row, here + 1):
            return here
    return last


def _predicate(row: Sequence[Item], at: int) -> bool:
    if at >= len(row):
        return False
    small, item = words().small, row[at]
    return item.fate is not None or item.low in small["auxiliaries"] or item.low in small["perfect"]


def _list_goes_on(row: Sequence[Item], at: int) -> bool:
    """True for ", children and the elderly, were": another comma before any predicate, and a predicate behind it."""
    for here in range(at, min(len(row), at + 8)):
        if row[here].low == ",":
            return _predicate(row, here + 1)
        if _predicate(row, here):
            return False
    return False
