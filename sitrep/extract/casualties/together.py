"""People joined in one phrase: how many they are together, and who among them only names or describes the others."""

from collections.abc import Sequence

from sitrep.extract.casualties.row import Group
from sitrep.extract.casualties.words import words
from sitrep.model.count import Count
from sitrep.text.document import Sentence


def together(sentence: Sentence, groups: Sequence[Group]) -> Group:
    """A coordination as one group: "three soldiers and two civilians" are five."""
    base = sentence.start
    text = sentence.text[groups[0].start - base : groups[-1].end - base]
    lows = [g.count.low for g in groups]
    highs = [g.count.high for g in groups]
    low = sum(n for n in lows if n is not None) if any(n is not None for n in lows) else None
    high = sum(n for n in highs if n is not None) if all(n is not None for n in highs) else None
    return Group(
        groups[0].start,
        groups[-1].end,
        Count(low, high, text),
        "counted",
        groups[0].head,
        any(g.how == "named" for g in groups),  # known by name: some of those told above, where more are
        any(g.others for g in groups),
    )


def without_names(groups: list[Group]) -> list[Group]:
    """ "Two officers, A. Hill and B. Stone": those named or described are the two, not two more."""
    kept: list[Group] = []
    at = 0
    while at < len(groups):
        first = groups[at]
        kept.append(first)
        at += 1
        rest = groups[at:]
        if not rest or first.how != "counted":
            continue
        if all(g.how == "named" for g in rest):
            break
        told = rest[: first.count.low or 0] if len(kept) > 1 else rest
        if _are_told(first, told):
            at += len(told)
    return kept


def _are_told(first: Group, rest: list[Group]) -> bool:
    """True where `rest`, one by one, are whom `first` counts."""
    small = words().small
    if first.count.low == 1 and any(g.how != "named" for g in rest):
        return False  # "one soldier, and a civilian"
    if first.count.low != sum(g.count.low or 0 for g in rest):
        return False
    if first.head in small["general"]:
        return True
    mixed = any(
        first.head in small[one] and any(g.head in small[other] for g in rest)
        for one, other in (("male", "female"), ("female", "male"))
    )
    return not mixed and all(g.count.low == 1 for g in rest)
