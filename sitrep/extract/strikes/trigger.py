"""The words of a sentence that may tell of an attack, before it is known whether they do."""

from typing import NamedTuple

from sitrep.model.claim import Weapon


class Trigger(NamedTuple):
    """Words that may tell of an attack. `at` is the head word, `first` to `last` (not included) the whole.

    `role`: noun, or the verb's role in the lexicon. `passive`: what is hit stands before it.
    """

    at: int
    first: int
    last: int
    role: str
    weapon: Weapon
    sure: bool
    passive: bool = False
    gerund: bool = False
