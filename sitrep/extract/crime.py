"""Ordinary crime: shots and knives in a bar, a robbery, a feud of gangs, told by police (METHOD.md R17).

A mass shooting or an attack of terror is an attack. Two dead in a pub are not, however they were shot: their figures
have another cause, and no attack is told. One word of war, terror or a public shot at for being one outweighs it all.
"""

from functools import cache, lru_cache

from sitrep.text.folding import Folded
from sitrep.text.lexicons import data

MANY = 4
"""Killed from here on are a mass shooting, whatever the police call it."""


def is_crime(text: str, killed: int = 0, headline: str = "") -> bool:
    """True where `text` tells of shooting or stabbing among people of a bar, a party or a gang, with few `killed`.

    What the text leaves out, its `headline` may say.
    """
    return killed < MANY and (_told(text) or (headline != "" and _told(f"{headline} | {text}")))


def outweighs(text: str) -> bool:
    """True where a word of `text` makes shots an attack wherever they fell: of war, terror, a place of the public."""
    return _rules()["attack"].search(text) is not None


@lru_cache(256)
def _told(text: str) -> bool:
    rules = _rules()
    if rules["attack"].search(text):
        return False
    return rules["alone"].search(text) is not None or all(rules[name].search(text) for name in ("deed", "setting"))


@cache
def _rules() -> dict[str, Folded]:
    return {name: Folded(rf"\b(?:{'|'.join(rule)})\b") for name, rule in data("crime.toml").items()}
