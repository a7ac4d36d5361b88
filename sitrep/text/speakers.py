"""Who speaks, in one spelling: the key of a speaker, and when two keys of one incident are one (METHOD.md R21, R25)."""

import re
from functools import lru_cache

_GENERIC = frozenset(
    [
        "officials",
        "official",
        "ministry",
        "police",
        "army",
        "military",
        "authorities",
        "spokesman",
        "spokesperson",
        "spokeswoman",
        "government",
        "services",
        "agency",
        "council",
        "department",
        "office",
        "service",
        "media",
        "sources",
        "forces",
        "administration",
        "president",
        "governor",
        "mayor",
    ]
)


_OF_THE_TOWN = frozenset({"the", "a", "an", "city's", "city’s", "town's", "town’s"})


@lru_cache(maxsize=16384)
def speaker_key(speaker: str | None) -> str | None:
    """One spelling of a speaker: "Governor Oleh Syniehubov" and "Syniehubov" are one; None stays None."""
    if not speaker:
        return None
    words: list[str] = re.findall(r"[\w’'-]+", speaker)
    if not words:
        return None
    last = words[-1]
    if last[:1].isupper() and last.casefold() not in _GENERIC:
        return last.casefold()
    plain = [re.sub(r"[’']s$", "", w.casefold()) for w in words if w.casefold() not in _OF_THE_TOWN]
    return " ".join(plain)


_OFFICES = frozenset({"mayor", "governor"})
"""Offices of which a town or region has one: within one incident the bare word is the same person."""

_NOT_THE_HOLDER = frozenset({"deputy", "vice", "former", "ex", "acting"})


def same_speaker(left: str, right: str) -> bool:
    """True if two keys of speakers of one incident are one: "kyiv mayor" and "mayor" are, two towns' mayors are not."""
    if left == right:
        return True
    if not left.endswith(right) and not right.endswith(left):
        return False
    short, long = sorted((left.split(), right.split()), key=len)
    return len(short) == 1 and short[0] in _OFFICES and long[-1] == short[0] and not _NOT_THE_HOLDER & {*long}
