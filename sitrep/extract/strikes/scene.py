"""A sentence as a row of words with what is known of each: actors, places, numbers, weapons."""

import re
from functools import lru_cache
from itertools import islice
from typing import NamedTuple, TypeVar

from sitrep.extract.strikes.lexicon import Arm, lexicon, small
from sitrep.text.document import ActorMention, Document, Number, PlaceMention, Sentence

_WORD = re.compile(r"\d+(?:,\d{3})+(?:-[^\W_]+)*|[^\W_]++(?:[-'’.&][^\W_]++)*['’]?|[^\w\s]")
_OWNING = ("'s", "’s", "'", "’")
_Mark = TypeVar("_Mark", ActorMention, PlaceMention, Number)
LONGEST = 400
"""Words of a sentence that are looked at; what follows is not read."""

DETERMINERS = small("determiners")
DEFINITE = small("definite")
PREPOSITIONS = small("prepositions")
AUXILIARIES = small("auxiliaries")
BE = small("be")
MODALS = small("modals")
PRONOUNS = small("pronouns")
CONJUNCTIONS = small("conjunctions")
ADVERBS = small("adverbs")


class Word(NamedTuple):
    """A word or a mark of punctuation; `low` is lower case without a possessive ending, which `owns` tells."""

    start: int
    end: int
    text: str
    low: str
    owns: bool


class Weaponry(NamedTuple):
    """A weapon named by the words `first` to `last` (not included)."""

    first: int
    last: int
    arm: Arm


class Scene(NamedTuple):
    """The words of a sentence, and per word index the mention that covers it."""

    doc: Document
    nth: int
    words: tuple[Word, ...]
    actors: dict[int, ActorMention]
    places: dict[int, PlaceMention]
    numbers: dict[int, Number]
    arms: dict[int, Weaponry]

    @property
    def sentence(self) -> Sentence:
        """The sentence this is."""
        return self.doc.sentences[self.nth]

    def low(self, i: int) -> str:
        """The lower-case word at `i`, "" outside."""
        return self.words[i].low if 0 <= i < len(self.words) else ""

    def text(self, first: int, last: int) -> str:
        """The text's own words from `first` to `last` (not included)."""
        return self.doc.text[self.words[first].start : self.words[last - 1].end]


def scene(doc: Document, index: int) -> Scene:
    """Sentence `index` of `doc`, its words told apart and covered by the document's marks."""
    sentence = doc.sentences[index]
    words = tuple(_words(doc.text, sentence.start, sentence.end))
    return Scene(
        doc,
        index,
        words,
        _cover(words, sentence.actors),
        _cover(words, sentence.places),
        _cover(words, tuple(n for n in sentence.numbers if n.role == "count")),
        _weaponry(words),
    )


def _words(text: str, start: int, end: int) -> list[Word]:
    found: list[Word] = []
    make = tuple.__new__  # a third of the time a NamedTuple's own constructor takes
    for match in islice(_WORD.finditer(text, start, end), LONGEST):
        word = match.group()
        found.append(make(Word, (*match.span(), word, *_shape(word))))
    return found


@lru_cache(maxsize=16384)
def _shape(word: str) -> tuple[str, bool]:
    """A word in lower case without its possessive ending, and whether it had one."""
    low = word.lower()
    ending = next((e for e in _OWNING if low.endswith(e)), "") if len(low) > 1 else ""
    return low.removesuffix(ending), ending != ""


def _cover(words: tuple[Word, ...], mentions: tuple[_Mark, ...]) -> dict[int, _Mark]:
    found: dict[int, _Mark] = {}
    at = 0
    for mention in mentions:
        while at < len(words) and words[at].end <= mention.start:
            at += 1
        i = at
        while i < len(words) and words[i].start < mention.end:
            found.setdefault(i, mention)
            i += 1
    return found


def _weaponry(words: tuple[Word, ...]) -> dict[int, Weaponry]:
    arms = lexicon().arms
    found: dict[int, Weaponry] = {}
    i = 0
    while i < len(words):
        for arm in arms.get(words[i].low, ()):
            size = len(arm.words)
            if size == 1 or tuple(w.low for w in words[i : i + size]) == arm.words:
                here = Weaponry(i, i + size, arm)
                found.update(dict.fromkeys(range(i, i + size), here))
                i += size - 1
                break
        i += 1
    return found


def starts_clause(low: str) -> bool:
    """Whether a word or mark opens another clause; "and" and "or" may join two words of one."""
    return low in (";", ":", "—", "–", "-", "|", "«", '"', "“", "”") or (
        low in CONJUNCTIONS and low not in ("and", "or")
    )
