"""Who acts, and where: telling "Moscow accused" from "in Moscow"."""

import re
from functools import cache
from typing import NamedTuple

from sitrep.text.actors import lexicon
from sitrep.text.document import ActorMention, PlaceMention
from sitrep.text.lexicons import data
from sitrep.text.tokens import key

_BEFORE, _AFTER = 48, 90
_OWNS = re.compile(r"^['’]s?\s")
_TWO = re.compile(r"\b(?:between|by|with)\s+[\w\s]{2,30}\s+and\s+(?:the\s+)?$")


class _Patterns(NamedTuple):
    acts: re.Pattern[str]
    acted_on: re.Pattern[str]
    sits: re.Pattern[str]
    parts: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    raw = data("place_words.toml")["usage"]
    acts, adverbs, acted_on, sits, parts = (
        "|".join(raw[name].split()) for name in ("acts", "adverbs", "acted_on", "sits", "parts_of_towns")
    )
    return _Patterns(
        acts=re.compile(rf"^(?:,[^,.\n]{{0,60}},)?\s+(?:(?:{adverbs}|on \w+)\s+){{0,3}}(?:{acts})\b"),
        acted_on=re.compile(rf"\b(?:{acted_on}|{raw['acted_on_phrases']})\s+(?:the\s+)?$", re.I),
        sits=re.compile(rf"\b(?:{sits})\s+(?:the\s+)?$", re.I),
        parts=re.compile(rf"^['’]s?\s+(?:\w+\s+)?(?:{parts})\b"),
    )


def is_actor_use(text: str, mention: PlaceMention | ActorMention) -> bool:
    """Whether a country or capital is named as who acts, not as where: "Moscow accused", "by Kyiv", "talks with Delhi".

    False where the words do not say, and for every other place: a town that "said" something is told of, not heard
    from. `text` is what the mention's offsets count in.
    """
    if isinstance(mention, PlaceMention) and not _has_government(text, mention):
        return False
    before, after = text[max(0, mention.start - _BEFORE) : mention.start], text[mention.end : mention.end + _AFTER]
    patterns = _patterns()
    if after[:1] == "-" or patterns.parts.match(after):
        return False
    if patterns.acted_on.search(before) or _TWO.search(before):
        return True
    if patterns.sits.search(before):
        return False
    return bool(_OWNS.match(after) or patterns.acts.match(after))


def _has_government(text: str, mention: PlaceMention) -> bool:
    return mention.place.precision == "country" or key(text[mention.start : mention.end]) in lexicon().capitals
