"""robots.txt as RFC 9309 has it: which pages of a site a program may ask for.

Asked before any article page. Feeds are offered to programs and are not subject to it.
"""

from urllib.parse import unquote, urlsplit

import msgspec

NAME = "sitrep"
"""What a site calls us in its User-agent lines."""
READ = 512 * 1024
"""Bytes of a robots.txt that count (RFC 9309 2.5 asks for 500 KiB at least)."""
LONGEST_DELAY = 600.0
"""Seconds of Crawl-delay that are obeyed; a site that wants more gets no visits."""

_LONGEST = 2000
_MOST = 5000


class Rules(msgspec.Struct, frozen=True):
    """What a site allows us: patterns, each allowed (True) or not, and the seconds it wants between two visits."""

    lines: tuple[tuple[bool, str], ...] = ()
    delay: float = 0.0

    def allows(self, url: str) -> bool:
        """The longest pattern that fits decides, a tie allows, and so does silence (RFC 9309 2.2.2)."""
        if self.delay > LONGEST_DELAY:
            return False
        parts = urlsplit(url)
        path = unquote(parts.path or "/") + (f"?{unquote(parts.query)}" if parts.query else "")
        fitting = [(len(pattern), allowed) for allowed, pattern in self.lines if _fits(pattern, path)]
        return max(fitting)[1] if fitting else True


EVERYTHING = Rules()
"""For a site that has no robots.txt (RFC 9309 2.3.1.3)."""
NOTHING = Rules(((False, "/"),))
"""For a site whose robots.txt can't be had for now (RFC 9309 2.3.1.4)."""


def read(body: bytes) -> Rules:
    """The rules for us: those of the groups that name us, else those for everybody."""
    own: list[tuple[bool, str]] = []
    all_others: list[tuple[bool, str]] = []
    delays = {True: 0.0, False: 0.0}
    named = own_named = False
    group: set[str] = set()
    for line in body[:READ].decode("utf-8-sig", "replace").splitlines()[: 10 * _MOST]:
        key, colon, raw = line.partition("#")[0].partition(":")
        key, value = key.strip().casefold(), raw.strip()
        if not colon:
            continue
        if key == "user-agent":
            group = set() if not named else group
            named = True
            group.add(value.casefold())
            own_named = own_named or value.casefold() == NAME
            continue
        named = False
        for mine, rules in ((NAME in group, own), ("*" in group, all_others)):
            if mine and key in ("allow", "disallow") and value and len(value) <= _LONGEST and len(rules) < _MOST:
                rules.append((key == "allow", unquote(value)))
            if mine and key == "crawl-delay":
                delays[rules is own] = _seconds(value)
    return Rules(tuple(own if own_named else all_others), delays[own_named])


def _seconds(value: str) -> float:
    try:
        return max(0.0, float(value))
    except ValueError:
        return 0.0


def _fits(pattern: str, path: str) -> bool:
    """`*` stands for anything, a final `$` for the end. Linear: no stranger's pattern becomes a regular expression."""
    ends = pattern.endswith("$")
    first, *rest = pattern.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    if not rest:
        return not ends or path == first
    position = len(first)
    last = rest.pop() if ends else ""
    for part in rest:
        found = path.find(part, position)
        if found < 0:
            return False
        position = found + len(part)
    return path.endswith(last) and len(path) - len(last) >= position
