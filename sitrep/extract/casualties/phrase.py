"""The noun of a phrase of people: "at least 21 [visiting Kenyan] soldiers" ends in its head, an age or a name."""

from typing import Literal

from sitrep.extract.casualties.line import Line, aged, bare
from sitrep.extract.casualties.row import Item
from sitrep.model.claim import Kind

RUN_LIMIT = 8
"""Words between a number and the noun it counts."""


class Phrases:
    """The noun phrases of one line."""

    def __init__(self, line: Line) -> None:
        self.line = line
        self.tokens = line.tokens
        self.lexicon = line.lexicon

    def head_from(self, at: int) -> tuple[str, int, Kind | None]:
        """The head noun of the people that the words from `at` on name, the token after it, and an adjective's fate.

        ("", at, None) where no noun follows; ("?", at, None) where what follows is no people; a head that begins with
        "~" is a plural nobody knows: people if a verb of killing takes it.
        """
        found, end = "", at
        fate: Kind | None = None
        pending: Kind | None = None
        here = at
        while here < len(self.tokens) and here - at < RUN_LIMIT and not self._breaks(here):
            token = self.tokens[here]
            if token.low == "(":
                here += 3
                continue
            step = self._word_in_run(token, found)
            if step == "fate" and here > at and self._is_verb(here):
                break  # "the strike killed journalist ...": no adjective
            if step == "end":
                break
            if step == "thing":
                return "?", at, None
            if step == "fate" and token.fate is not None:
                pending = pending or token.fate.kind
            elif step == "head":
                found, end, fate = bare(token.low), here + 1, pending
            elif step == "tail":
                end = here + 1
            elif step == "lost":
                found, end = "", here + 1
            here += 1
        return (found, end, fate) if found else self._without_head(at, here, pending)

    def _breaks(self, at: int) -> bool:
        token = self.tokens[at]
        if token.low == "(" and self.line.low(at + 2) == ")" and self.tokens[at + 1].word.isupper():
            return False  # "a New Army (NA) soldier"
        return token.number or not token.word[0].isalnum() or (token.low in self.line.breaks and token.word != "US")

    def _word_in_run(self, token: Item, found: str) -> Literal["end", "thing", "fate", "head", "tail", "lost", "on"]:
        """What one word does to a noun phrase of which `found` is the noun so far."""
        known, low = self.lexicon, bare(token.low)
        if token.fate is not None and low not in known.heads:
            return "end" if found or token.fate.form in ("ing", "self") else "fate"
        if low in known.plural or low in known.singular or low in known.heads or aged(low) or self._heads(token):
            if found and known.heads.get(low) == "captured":
                return "end"
            return "lost" if token.low != low else "head"
        if low in known.small["others"]:
            return "on" if found else "head"
        plural = found in known.plural or found in known.heads or found in known.small["others"]
        if found and (plural or low.endswith(("ed", "ing", "ly")) or self._names(token, found)):
            return "end"
        if low in known.things and low.endswith("s"):
            return "thing"
        if aged(found) and not {low, f"{low}s"} & (known.things | known.groups):
            return "tail"  # "a 41-year-old glassblower": whoever has an age is a person
        return "lost" if found or low in known.groups or low in known.things else "on"

    def _is_verb(self, at: int) -> bool:
        """True for a word of fate behind a plain noun; behind an adverb or a demonym it qualifies the people."""
        before, small = self.tokens[at - 1], self.lexicon.small
        qualifies = before.low in small["adverbs"] or before.low in small["severity"] or before.low.endswith("ly")
        return not qualifies and not before.number and not before.word[0].isupper() and before.fate is None

    def _heads(self, token: Item) -> bool:
        """True for "village head": who heads something, in a text where "the head" is a part of the body."""
        if token.low != "head":
            return False
        at = self.tokens.index(token)
        return at > 0 and self.tokens[at - 1].low in self.lexicon.small["headed"]

    def _names(self, token: Item, found: str) -> bool:
        """True for a capital after a noun of people: their name begins, unless the "noun" was an age."""
        return token.word[0].isupper() and not self.line.titled and not aged(found)

    def _without_head(self, at: int, here: int, pending: Kind | None) -> tuple[str, int, Kind | None]:
        if here == at or self._only_adverbs(at, here) or (pending and here == at + 1):
            return "", at, None
        if pending:
            first = next(i for i in range(at, here) if self.tokens[i].fate is not None)
            if first == at or self._only_adverbs(at, first):
                return "", at, None
            here = first
        last = self.tokens[here - 1].low
        if last in self.lexicon.things or last in self.lexicon.groups or last.endswith(("'s", "ss")):
            return "?", at, None
        return (f"~{last}", here, None) if last.endswith(("s", "ese", "men", "women", "folk")) else ("?", at, None)

    def _only_adverbs(self, at: int, end: int) -> bool:
        small = self.lexicon.small
        return all(
            t.low in small["adverbs"] or t.low in small["severity"] or t.low.endswith("ly") for t in self.tokens[at:end]
        )
