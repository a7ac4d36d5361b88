"""One act as a sentence words it, before it is known whether it was done."""

from typing import NamedTuple

from sitrep.extract.diplomacy.lexicon import Rule
from sitrep.text.document import Actor


class Finding(NamedTuple):
    """One act as worded: words `first` to `last` (not included) of the sentence carry it.

    `coming`: told as coming; `refused`: negated; `willing`: offered.
    """

    rule: Rule
    actors: tuple[Actor, ...]
    targets: tuple[Actor, ...]
    first: int
    last: int
    coming: bool = False
    refused: bool = False
    willing: bool = False
