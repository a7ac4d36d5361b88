"""Words with their offsets, and the folded form under which names are looked up."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

_SILENT = re.compile("['’‘ʻʼʿʾ`´]")
_GAP = re.compile(r"[\W_]+")
_WORD = re.compile(r"(?:[A-Za-z]\.){2,}|[^\W_]++(?:['’ʼ‘][^\W_]++)*\+?")
_APART = re.compile(f"({_WORD.pattern})")
_POSSESSIVE = re.compile(r"['’ʼ‘][sS]$")


def key(name: str) -> str:
    """The form under which a name is looked up: case and marks folded, apostrophes dropped, all else one space."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", _SILENT.sub("", name)) if not unicodedata.combining(c))
    return _GAP.sub(" ", bare.casefold()).strip()


@lru_cache(maxsize=16384)
def _folded(word: str) -> str:
    return key(word.replace(".", ""))


_OPENS = re.compile('[\n.!?:“”"|•…]')


class Token(NamedTuple):
    """One word. `key` is its folded form, without a possessive ending; `end` stands before that ending.

    `capital`: starts with a capital letter. `upper`: all capitals. `owns`: has a possessive ending.
    `joined`: only a space or a hyphen stands between it and the word before; `hyphen`: it is a hyphen. `opens`: a
    sentence or a line starts with it, as far as punctuation tells.
    """

    start: int
    end: int
    word: str
    key: str
    capital: bool
    upper: bool
    owns: bool
    joined: bool
    hyphen: bool
    opens: bool


@lru_cache(maxsize=32768)
def _shape(word: str) -> tuple[str, str, bool, bool, bool]:
    """A word without its possessive ending, its key, whether it has a capital, is all capitals, and owns."""
    if word.isascii() and word.isalnum():
        return word, word.lower(), word[0].isupper(), len(word) > 1 and word.isupper(), False
    owned = _POSSESSIVE.search(word) if len(word) > 2 else None
    bare = word[: owned.start()] if owned else word
    upper = len(bare) > 1 and bare.upper() == bare and bare.lower() != bare
    return bare, _folded(bare), bare[0].isupper(), upper, owned is not None


def tokens(text: str) -> list[Token]:
    """The words of `text` in order. Linear in the length of the text."""
    found: list[Token] = []
    # Once for every word of every article: half the time of match objects and a NamedTuple's own constructor.
    make, shape, add, joined = tuple.__new__, _shape, found.append, (True, False, False)
    at = 0
    parts = _APART.split(text)
    for gap, whole in zip(parts[::2], parts[1::2], strict=False):
        bare = shape(whole)
        at += len(gap)
        add(make(Token, (at, at + len(bare[0])) + bare + (joined if gap == " " else _gap(gap, found))))
        at += len(whole)
    return found


def _gap(gap: str, found: list[Token]) -> tuple[bool, bool, bool]:
    """What stands between two words, as Token tells it: `joined`, `hyphen`, `opens`."""
    if not found:
        return False, False, True
    hyphen = gap in ("-", "‑")
    joined = hyphen or gap == "\xa0" or (gap == ". " and len(found[-1].word) <= 2)
    return joined, hyphen, not joined and (_OPENS.search(gap) is not None or gap.strip() in ("–", "—", "-"))


def keys(phrase: str) -> tuple[str, ...]:
    """The folded words of a phrase of a lexicon, as `tokens` would fold them in a text."""
    return tuple(t.key for t in tokens(phrase))


def run_key(words: Sequence[Token]) -> str:
    """Neighbouring words as one key."""
    return " ".join([t.key for t in words])
