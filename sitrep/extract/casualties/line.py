"""The words and marks of one sentence, with the phrases that are one predicate, before people are read in it."""

import re

from sitrep.extract.casualties.row import BODIES, LOSSES, SHOOTINGS, Item
from sitrep.extract.casualties.words import Fate, Words
from sitrep.model.count import Count
from sitrep.text.document import Sentence

_TOKEN = re.compile(r"(?:U\.(?:S|N|K|A\.E)|E\.U)\.(?:-[^\W_]++)*|[^\W_]++(?:[.'’\-‑][^\W_]++)*|[^\w\s]")
_AGE_PERSON = re.compile(r"^(?:[\w -]+[- ])?(?:year|month|week|day)s?[- ]olds?$")
_AGE_TAIL = re.compile(r"[-\s]?(?:year|month|week|day)s?[-\s]olds?\b", re.I)
PARENTS = frozenset({"father", "mother", "dad", "mum", "mom", "parent", "parents", "grandfather", "grandmother"})
UNKNOWN = Count(None, None, "")
"""People whose number is not told."""


def aged(low: str) -> bool:
    """True for a person named by an age: "9-year-old", "a two-year-old". Most words fail the first look."""
    return "old" in low and _AGE_PERSON.match(low) is not None


def bare(low: str) -> str:
    return low.removesuffix("'s").removesuffix("'")


class Line:
    """One sentence as `tokens`. `counts` are its numbers of people or things by where they start, `taken` the spans of
    its places and actors, `breaks` the words no noun phrase crosses; `titled`: a headline in capitals.
    """

    def __init__(self, sentence: Sentence, lexicon: Words) -> None:
        self.sentence = sentence
        self.lexicon = lexicon
        self.breaks = lexicon.small["breaks"]
        self.taken = {(m.start, m.end) for m in sentence.places} | {
            (m.start, m.end) for m in sentence.actors if m.form != "leader"
        }
        self.counts = {n.start: n for n in sentence.numbers if n.role == "count"}
        self.tokens = self._tokens()
        self.titled = self._title_case()

    def _tokens(self) -> list[Item]:
        base, text = self.sentence.start, self.sentence.text
        spans: list[tuple[int, int, Fate | None, bool]] = []
        for number in self.sentence.numbers:
            end = number.end - base
            tail = _AGE_TAIL.match(text, end) if number.role == "age" else None
            if number.role != "ordinal":
                spans.append((number.start - base, tail.end() if tail else end, None, number.role == "count"))
        low = text.lower()
        folded = low if len(low) == len(text) else text  # a few letters change their length; then the offsets rule
        for fate, rule in self.lexicon.phrases if self.lexicon.any_phrase.search(folded) else ():
            for found in rule.finditer(folded):
                if all(found.end() <= start or end <= found.start() for start, end, _, _ in spans):
                    spans.append((found.start(), found.end(), fate, False))
        spans.sort(key=lambda span: span[:2])
        out: list[Item] = []
        at = 0
        for start, end, fate, counts in spans:
            if start < at:
                continue
            self._plain(text, at, start, out)
            out.append(Item(base + start, base + end, text[start:end].lower(), text[start:end], None, fate, counts))
            at = end
        self._plain(text, at, len(text), out)
        return out

    def _plain(self, text: str, start: int, end: int, out: list[Item]) -> None:
        base, fates, make = self.sentence.start, self.lexicon.fates, tuple.__new__
        for found in _TOKEN.finditer(text, start, end):
            word, (first, last) = found.group(), found.span()
            low = word.lower()
            if "’" in low:
                low = low.replace("’", "'")
            out.append(make(Item, (base + first, base + last, low, word, None, fates.get(low), False)))

    def _title_case(self) -> bool:
        """True for a headline written With Capitals, where a capital tells no name."""
        if not self.sentence.title:
            return False
        long = [t for t in self.tokens if len(t.word) > 3 and t.word.isalpha()]
        return len(long) > 3 and sum(t.word[0].isupper() for t in long) > 0.7 * len(long)

    def tells_a_fate(self) -> bool:
        """False where no word says what happened to anybody: whoever the people are, no predicate takes them."""
        known, own = self.lexicon, BODIES | SHOOTINGS | LOSSES | self.lexicon.small["deadly"]
        return any(
            t.fate is not None or t.low in known.events or t.low in own or bare(t.low) in known.heads
            for t in self.tokens
        )

    def low(self, at: int) -> str:
        """The word or mark at `at` in lower case; "" beyond either end."""
        return self.tokens[at].low if 0 <= at < len(self.tokens) else ""

    def text(self, start: int, end: int) -> str:
        """What stands between two offsets of the article's text, both in this sentence."""
        base = self.sentence.start
        return self.sentence.text[start - base : end - base]

    def name_after(self, end: int) -> int:
        """The token after a name that follows a description directly: "US missionary William Hood"."""
        while end < len(self.tokens) and self.capital(end) and not self.titled and not self.is_taken(end):
            end += 1
        return end

    def capital(self, at: int) -> bool:
        """True for a word that may be part of a name: capital, no predicate, no number."""
        token = self.tokens[at]
        return token.word[0].isupper() and token.word[0].isalpha() and token.fate is None and not token.number

    def capital_at(self, at: int) -> bool:
        """As `capital`; False beyond the end."""
        return at < len(self.tokens) and self.capital(at)

    def is_taken(self, at: int) -> bool:
        """True for a word of a place's or an actor's name."""
        token = self.tokens[at]
        return any(start <= token.start < end for start, end in self.taken)

    def is_org(self, at: int, end: int) -> bool:
        """True where a word of the name makes it no person's: "ministry", "street"."""
        return any(t.low.removesuffix("'s") in self.lexicon.small["not_names"] for t in self.tokens[at:end])
