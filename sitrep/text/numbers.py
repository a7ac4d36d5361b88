"""Numbers as texts word them: digits, words, vague words, floors, caps and ranges (METHOD.md R10, R11).

A number is first found as a core ("21", "twenty-one", "dozens"), then widened by what stands around it ("at least",
"or more", "between ... and"), then given its role: whether it counts anything, or is an age, a date, a sum of money.
"""

import re
from typing import NamedTuple

from sitrep.model.count import Count
from sitrep.text.document import Number, NumberRole

# Values of words

_UNITS = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split()
    )
}
_TENS = {
    word: 10 * value
    for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)
}
_SCALES = {"thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000, "trillion": 1_000_000_000_000}
_SCALE_SIGNS = {"k": 1_000, "m": 1_000_000, "mn": 1_000_000, "bn": 1_000_000_000, "tn": 1_000_000_000_000}
_VAGUE = {"tens": 10, "dozens": 12, "scores": 20, "hundreds": 100, "thousands": 1_000, "millions": 1_000_000}
_GROUPS = {"dozen": 12, "score": 20, "hundred": 100, "thousand": 1_000, "million": 1_000_000}
_FEW = {"several": 3, "many": 3, "few": 3, "handful": 3, "couple": 2, "pair": 2}

_WORD = "|".join(sorted([*_UNITS, *_TENS, *_SCALES, "hundred"], key=len, reverse=True))
_GAP = r"[^\S\n]+"
_CORE = re.compile(
    r"""(?<![\w.,])(?:
      (?P<digits>\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d{1,3}(?:[ \u00a0\u202f\u2009]\d{3})+(?![\d,.]\d)(?!\d)|\d+(?:\.\d+)*)
        (?:(?:[^\S\n]|-)?(?P<scale>hundred|thousand|million|billion|trillion|dozen)\b|(?P<sign>bn|mn|tn|k|m)\b)?
    | (?P<half>half[\s-](?:an?\s+)?dozen)\b
    | (?P<few>several|many|a\s+(?:good\s+|great\s+)?few|few|a\s+(?:couple|pair|handful)(?:\s+of)?(?=\s+\w))
        (?:\s+(?P<fewscale>dozen|hundred|thousand|million)s?(?:\s+of\s+(?P<fewof>thousand|million)s)?)?\b
    | (?:an?|one|(?P<groups>"""
    + "|".join([*list(_UNITS)[2:], *_TENS])
    + r"""))[\s-](?:score|(?P<dozen>dozen))\b
    | (?P<vague>tens(?=\s+of)|dozens|scores|hundreds|thousands|millions)(?:\s+(?:and\s+\w+\s+)?of\s+(?P<vagueof>hundred|thousand|million)s)?\b
    | (?:an?\s+(?=hundred|thousand|million|billion))?(?P<words>(?:"""
    + _WORD
    + r""")\b(?:(?:-|,?\s+(?:and\s+)?)(?:"""
    + _WORD
    + r""")\b)*)
    )""".replace(r"\s", r"[^\S\n]"),
    re.IGNORECASE | re.VERBOSE,
)
