"""Patterns that mind no capitals, the fast way: the text is put in lower case once, the pattern is written so.

Ignoring case inside a pattern (re.IGNORECASE) costs three to six times as much: every letter is then compared by its
case, and no search can skip to a literal.
"""

import re
import sys
from collections.abc import Iterator
from functools import lru_cache

SENTENCES = 128
"""Texts of late whose lower case is remembered: most are asked of a dozen patterns in a row."""


@lru_cache(SENTENCES)
def lower(text: str) -> str:
    """`text` in lower case, letter for letter: offsets in it are offsets in `text`, even where a capital has no single
    small letter.
    """
    low = text.lower()
    return low if len(low) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def holds(text: str, parts: tuple[str, ...]) -> bool:
    """Whether any of `parts` stands in `text`, inside words too."""
    for part in parts:  # noqa: SIM110 - asked hundreds of times an article; any() takes twice as long
        if part in text:
            return True
    return False


class Folded:
    """A pattern in lower case, looked for in the lower case of a text. What it finds reads in lower case.

    `needs` are letters one of which is in whatever the pattern finds: a text that has none of them is passed over,
    which costs a tenth of looking. Raises ValueError for a pattern with a capital in it, which could never be found,
    and re.error as re.compile does.
    """

    def __init__(self, pattern: str, needs: tuple[str, ...] = ()) -> None:
        if re.search(r"(?<!\\)[A-Z]", pattern):
            raise ValueError(f"a folded pattern has no capitals: {pattern[:60]}")
        self.needs = needs
        self._pattern = re.compile(pattern)

    @property
    def pattern(self) -> str:
        """The pattern as it was given."""
        return self._pattern.pattern

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """As re.Pattern.search."""
        low = lower(text)
        return self._pattern.search(low, start, end) if not self.needs or holds(low, self.needs) else None

    def match(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """As re.Pattern.match."""
        return self._pattern.match(lower(text), start, end)

    def finditer(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """As re.Pattern.finditer."""
        low = lower(text)
        return self._pattern.finditer(low, start, end) if not self.needs or holds(low, self.needs) else iter(())
