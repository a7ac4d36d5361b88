"""A text made ready for its places: its words, its actors, and which words cannot be places."""

from functools import cache

from sitrep.text.actors import actor_hits, lexicon
from sitrep.text.choosing import Find
from sitrep.text.lexicons import place_words, stops
from sitrep.text.persons import headline_words, masks
from sitrep.text.tokens import Token, run_key, tokens

MOST_WORDS_A_TEXT = 20_000
"""What follows so many words is not read."""


@cache
def _telling() -> frozenset[str]:
    """Words without a capital at which an actor, a title, a treaty or a place may begin or end."""
    return frozenset(lexicon().small) | stops().titles | stops().treaties | place_words().small["articles"]


class Prepared:
    """One text: its words, its actors, and which words cannot be places."""

    def __init__(self, text: str, find: Find) -> None:
        self.text = text
        self.find = find
        self.words = tokens(text)[:MOST_WORDS_A_TEXT]
        self.starts = [w.start for w in self.words]
        self.capitals = [i for i, w in enumerate(self.words) if w.capital]
        self.small = frozenset(w.key for w in self.words if not w.capital)
        begins = self.small & _telling()  # of most texts' words only those with a capital tell anything
        self.telling = self.capitals
        if begins:
            self.telling = [i for i, w in enumerate(self.words) if w.capital or w.key in begins]
        self.hits = actor_hits(self.words, self.telling, stops().given)
        self.hit_at = {h.first: h for h in self.hits}
        self.hit_ends = frozenset(h.last for h in self.hits)
        self.masks = masks(self.words, self.telling, self.small, self.hit_at, find)
        self.headline = headline_words(self.words)
        self.countries = frozenset(h.actor.country for h in self.hits if h.actor.country)
        self.sets = place_words().small
        self.tails = self.sets["tails"]
        self.joining = self.sets["joiners"] | self.tails

    def joined(self, i: int) -> Token | None:
        """The word at `i` if nothing but a space or hyphen stands in front of it and no possessive."""
        if 0 < i < len(self.words) and self.words[i].joined and not self.words[i - 1].owns:
            return self.words[i]
        return None

    def hint_demonym(self, i: int) -> tuple[str, ...]:
        """The country whose people a kind of place belongs to: "the Russian border city of X"."""
        for k in range(i - 1, max(-1, i - 6), -1):
            if self.words[k + 1].opens:
                return ()
            if not self.words[k].capital:
                continue
            demonyms = lexicon().demonyms
            code = (k and demonyms.get(run_key(self.words[k - 1 : k + 1]))) or demonyms.get(self.words[k].key)
            if code:
                between = {w.key for w in self.words[k + 1 : i]}
                owns = between & self.sets["between"] and not between & self.sets["apart"]
                return (code,) if owns else ()
        return ()
