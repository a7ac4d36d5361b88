"""Places told by how they lie from a known one: "X, 20 km north of Y" is in the country of Y."""

import re
from bisect import bisect_left

from sitrep.text.actors import lexicon
from sitrep.text.prepared import Prepared
from sitrep.text.tokens import run_key

_BEARING = re.compile(
    r",?\s+\(?(?:(?:just|about|some|around|roughly|nearly|approximately|over)\s+)?"
    r"(?P<far>\d[\d.,]*[\s-]?(?:km|kms|kilomet(?:er|re)s?|miles?|mi)\s+(?:\([^()\n]{1,20}\)\s+)?)?(?:to\s+the\s+)?"
    r"(?:(?P<side>(?:north|south|east|west)(?:-?(?:east|west))?)\s+of|(?:away\s+)?from|outside)\s+"
    r"(?:the\s+(?:[a-z]+\s+){0,2}(?:city|town|capital)(?:\s+of|,)?\s+)?(?=[^\W\d_a-zß-ÿ])"
)
_LONGEST = 3
"""Words of the name of a town one measures from."""
_NAMED = 20
"""A town in a country that the text names counts for as many times its people."""


def country_measured_from(told: Prepared, end: int) -> str | None:
    """The country of the town that the place ending at character `end` is measured from; None where it is from none."""
    match = _BEARING.match(told.text, end)
    if match is None or not (match["far"] or match["side"]):
        return None
    first = bisect_left(told.starts, match.end())
    for size in range(_LONGEST, 0, -1):
        run = told.words[first : first + size]
        if len(run) < size or not all(word.joined and (word.capital or word.hyphen) for word in run[1:]):
            continue
        if tuple(word.key for word in run) in lexicon().places:
            return None  # "30 km from Russia" is most often not in it
        towns = [p for p in told.find(run_key(run)) if p.precision == "exact" and p.country]
        if towns:
            return max(towns, key=lambda p: p.people * (_NAMED if p.country in told.countries else 1)).country
    return None
