"""data/en/setting_words.toml as patterns: the words that tell where and when something happened."""

import re
from functools import cache
from typing import NamedTuple

from sitrep.text.folding import Folded
from sitrep.text.lexicons import data

_OF_PEOPLE = ("an", "ian", "ish", "ese", "i", "ch", "ek")
_PEOPLE = rf"[A-Z][a-z]+(?:{'|'.join(_OF_PEOPLE)})"  # a demonym, by its look
_PEOPLE_BACKWARDS = rf"(?:{'|'.join(ending[::-1] for ending in _OF_PEOPLE)})[a-z]+[A-Z]"


class Patterns(NamedTuple):
    """data/en/setting_words.toml as patterns; what `at_backwards` matches begins, read forwards, with a word of place,
    and ends in one of `at_ends`, and a space.
    """

    at_backwards: re.Pattern[str]
    at_ends: tuple[str, ...]
    origin: Folded
    counted: Folded
    spoke: Folded
    life: Folded
    event: Folded
    seat: re.Pattern[str]
    spread: Folded
    breaks: re.Pattern[str]
    links: re.Pattern[str]
    said_then: Folded
    known_for: Folded
    told_that: Folded
    voice: Folded
    ward: Folded
    launched: Folded
    measured: Folded
    late_death: Folded
    reference: re.Pattern[str]
    unnamed: re.Pattern[str]
    at_sea: Folded
    of_there: Folded
    of_nation: Folded
    kinds: dict[str, tuple[str, ...]]


@cache
def patterns() -> Patterns:
    raw = data("setting_words.toml")
    one = {name: "|".join(words.replace("\n", "").split("|")) for name, words in raw.items() if isinstance(words, str)}
    before = raw["references"]["before"].replace("\n", "")
    unnamed = "|".join((*raw["kinds"], *raw["unnamed"].split()))
    return Patterns(
        # "In the besieged" in front of a name, letter by letter from its end: forwards it would be tried at every word.
        at_backwards=re.compile(
            rf"\s+(?:(?:(?i:{_backwards(one['between'])})|{_PEOPLE_BACKWARDS})\s+){{0,4}}(?i:{_backwards(one['at'])})\b"
        ),
        at_ends=(*{words.split()[-1] for name in ("at", "between") for words in one[name].split("|")}, *_OF_PEOPLE),
        origin=Folded(rf"\b(?:{one['origins']})\s+(?:the\s+)?$"),
        counted=Folded(rf"\b(?:{one['counts']})\s+from\s+(?:the\s+)?$"),
        life=Folded(rf"\b(?:{one['life']})\s+(?:the\s+)?$"),
        spoke=Folded(
            rf"\b(?:{one['speech']})\b(?:\s+(?!(?:in|at|from|of|about|that|they|it|he|she|we|{one['tells']}|\d+)\b)\w+){{0,4}}"
            r"\s+(?:in|at|from)\s+(?:the\s+)?$"
        ),
        event=Folded(rf"^(?:['’]s?)?\s+(?:[a-z-]+\s+){{0,2}}?(?:{one['events']})\b"),
        seat=re.compile(rf"^(?:['’]s?)?\s+(?:(?:{one['seats_before']})\s+){{0,2}}(?:{one['seats']})\b"),
        spread=Folded(rf"\b(?:{one['spread']})\s+(?:the\s+)?$"),
        breaks=re.compile(rf";|\s[–—-]\s|,\s(?:with|and)\s|\b(?:{one['breaks']})\b|:\s"),
        links=re.compile(rf"^(?:['’]s)?[\s,(]*(?:(?:{one['links']})\b[\s,]*)*$"),
        said_then=Folded(rf"\b(?:{one['said_then']}|according to [\w ]{{2,40}})\s+(?:\w+\s+){{0,3}}?(?:on\s+)?$"),
        known_for=Folded(
            rf"\b(?:{one['known_for']})\s+(?:of|in|for|behind|by|during|on|to)?\s*(?:\w+\s+){{0,2}}?(?:the\s+|last\s+)?$"
        ),
        told_that=Folded(rf",?[^.,;]{{0,60}}\b(?:{one['said_then']})\s+that\b"),
        voice=Folded(rf"\b(?:{one['voices']})\s+(?:at|in|from)\s+(?:the\s+)?$"),
        ward=Folded(r"(?:['’]s?)?(?:\s+[\w-]+){0,2}?\s+(?:hospital|clinic)\b"),
        launched=Folded(rf"\bfrom (?:[\w-]+ ){{0,3}}?(?:{one['launchers']}) (?:in|on|at|over|off|near) (?:the )?$"),
        measured=Folded(
            rf",\s+(?:(?:about|some|around|just|roughly|nearly)\s+)?(?:\d[\d.,]*\s*(?:{one['lengths']})\s+)?(?:to\s+the\s+)?"
            rf"(?:{one['compass']})\s+of\s+(?:the\s+(?:capital|city),?\s+)?$"
        ),
        late_death=Folded(rf"\b(?:{one['dying']})\b[^.;]{{0,40}}\b(?:{one['later']})\b"),
        reference=re.compile(
            rf"\b(?:the|this|that|its|a|(?P<demonym>{_PEOPLE}))\s+(?:(?:{before})\s+)?"
            rf"(?P<kind>{'|'.join(raw['kinds'])})\b(?!\s+(?:of\s+)?[A-Z])"
        ),
        unnamed=re.compile(rf"\s+(?:(?:{before})\s+)?(?:{unnamed})\b(?!\s+(?:of|called|named)\b)"),
        at_sea=Folded(rf"\b(?:{one['at_sea']})\b"),
        of_there=Folded(rf"^\s+(?:[a-z-]+\s+)?(?:{one['of_there']})\b"),
        of_nation=Folded(rf"^\.?\s+(?:[a-z-]+\s+)?(?:{one['of_nation']})\b"),
        kinds={kind: tuple(precisions) for kind, precisions in raw["kinds"].items()},
    )


def _backwards(phrases: str) -> str:
    """Phrases divided by "|", each letter by letter from its end."""
    return "|".join(phrase[::-1] for phrase in phrases.split("|"))
