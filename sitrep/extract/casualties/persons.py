"""One person: "a young woman", "his driver", "Italian businessman Enrico Sola", a name, a headline's bare noun."""

import re

from sitrep.extract.casualties.line import PARENTS, UNKNOWN, Line, aged
from sitrep.extract.casualties.phrase import Phrases
from sitrep.extract.casualties.row import Group, Item
from sitrep.model.count import Count

_NAME_WORD = re.compile(r"[^\W\d_][^\W\d_A-Z]+(?:['’-]\w+)*$")


_AND = 2
"""", and": the most marks between two names of a list."""


class Persons:
    """The persons of one line; `out` is what was read of it so far, which a list goes on from."""

    def __init__(self, line: Line, phrases: Phrases, out: list[Item]) -> None:
        self.line = line
        self.tokens = line.tokens
        self.lexicon = line.lexicon
        self.sentence = line.sentence
        self.phrases = phrases
        self.out = out

    def described(self, at: int) -> tuple[Group | None, int]:
        """ "a young woman", "his driver", "the mayor of the town": one person, or people without a number."""
        token = self.tokens[at]
        head, end, fate = self.phrases.head_from(at + 1)
        if (
            head == ""
            and token.low in ("another", "third", "second", "fourth")
            and (end := at + 1)
            and self.line.low(at + 1)
            in {*self.line.breaks, ",", ".", ";", "", *self.lexicon.fates, *self.lexicon.small["severity"]}
        ):
            return Group(token.start, token.end, Count(1, 1, token.word), "single", "other", False, True), end
        if head in ("", "?") or head.startswith("~"):
            return None, at
        if head in ("bodies", "body", "corpses", "corpse") and self.line.low(end) == "of":
            return None, at
        if head in self.lexicon.small["kin"] and (named := self._names_of(end)) is not None:
            last = self.tokens[named[1] - 1].end
            return Group(
                token.start, last, Count(named[0], named[0], self.line.text(token.start, last)), "counted", head
            ), named[1]
        if head in self.lexicon.plural or (head in self.lexicon.heads and head.endswith("s")):
            last = self.tokens[end - 1].end
            return Group(token.start, last, UNKNOWN, "unknown", head, fate=fate), end
        if (
            head in self.lexicon.heads
            or head in ("more", "further", "additional")
            or (head == "other" and token.low in ("each", "every"))
        ):
            return None, at
        end = self.line.name_after(end)
        text = self.line.text(token.start, self.tokens[end - 1].end)
        definite = token.low in self.lexicon.small["definite"]
        others = token.low in ("another", "second", "third") or head == "other"
        return Group(
            token.start, self.tokens[end - 1].end, Count(1, 1, text), "single", head, definite, others, fate=fate
        ), end

    def _names_of(self, at: int) -> tuple[int, int] | None:
        """How many names follow "her daughters", and the token after them; None below two: one may be a family's."""
        count, end = 0, at
        here = at
        while self.line.capital_at(here) and not self.line.is_taken(here) and not self.line.titled:
            here = self.line.name_after(here)
            count, end = count + 1, here
            if self.line.low(here) == "," and self.line.low(here + 1).isdigit():
                end = here = here + 2
            step = 0
            while self.line.low(here + step) in (",", "and") and step < _AND:
                step += 1
            here += step
            if not step:
                break
        return (count, end) if count > 1 else None

    def _titled_name(self, at: int) -> tuple[Group | None, int]:
        """A description and a name without an article: "Italian businessman Enrico Sola"."""
        head, end, fate = self.phrases.head_from(at)
        if head not in self.lexicon.singular or end >= len(self.tokens):
            return None, at
        after = self.line.name_after(end)
        if after == end or self.line.is_org(end, after):
            return None, at
        token = self.tokens[at]
        text = self.line.text(token.start, self.tokens[after - 1].end)
        return Group(token.start, self.tokens[after - 1].end, Count(1, 1, text), "named", head, fate=fate), after

    def unannounced(self, at: int) -> tuple[Group | None, int]:
        """People without article or number: a name, "soldiers", and in headline style "Woman killed"."""
        token = self.tokens[at]
        if not self.line.titled and (token.word[0].isupper() or token.low in self.lexicon.singular):
            titled = self._titled_name(at)
            if titled[0] is not None:
                return titled
        name = self._named(at)
        if name[0] is not None:
            return name
        low = token.low
        if low in self.lexicon.plural and low not in self.lexicon.heads:
            return Group(token.start, token.end, UNKNOWN, "unknown", low), at + 1
        taken = self._headline_object(at)
        if taken[0] is not None:
            return taken
        if (
            self.sentence.title
            and token.fate is not None
            and token.fate.kind == "captured"
            and self.line.low(at + 1) in self.lexicon.singular
        ):
            after = self.tokens[at + 1]
            return Group(
                token.start,
                after.end,
                Count(1, 1, self.line.text(token.start, after.end)),
                "single",
                after.low,
                fate="captured",
            ), at + 2
        if low in self.lexicon.singular or aged(low):
            return self._one_without_article(at, low)
        return None, at

    def _headline_object(self, at: int) -> tuple[Group | None, int]:
        """One person without an article behind a headline's verb: "kills Hamas commander", "kill village head"."""
        token = self.tokens[at]
        verb = self.tokens[at - 1].fate if at and self.sentence.title else None
        if verb is None or verb.form != "ing" or token.fate is not None or self.line.low(at - 1).endswith("ing"):
            return None, at
        head, end, fate = self.phrases.head_from(at)
        if head not in self.lexicon.singular and head != "head":
            return None, at
        last = self.tokens[end - 1].end
        return Group(token.start, last, Count(1, 1, self.line.text(token.start, last)), "single", head, fate=fate), end

    def _one_without_article(self, at: int, low: str) -> tuple[Group | None, int]:
        """One person by a noun alone, where a name, a list or a headline's predicate follows it."""
        token = self.tokens[at]
        end = self.line.name_after(at + 1)
        if end > at + 1 and not self.line.is_org(at + 1, end):
            last = self.tokens[end - 1].end
            return Group(token.start, last, Count(1, 1, self.line.text(token.start, last)), "named", low), end
        one = Count(1, 1, token.word)
        if self.sentence.title and (end := self._of_children(at)):
            return Group(token.start, self.tokens[end - 1].end, one, "single", low), end
        following = self.tokens[at + 1] if at + 1 < len(self.tokens) else None
        told = following is not None and (
            following.fate is not None or following.low in ("fatally", "reportedly", "feared")
        )
        if self._goes_on_list(at) or self._opens_list(at) or (told and self._headline(at)):
            return Group(token.start, token.end, one, "single", low), at + 1
        return None, at

    def _of_children(self, at: int) -> int:
        """The token after "mother of five" in a headline; 0 where no number follows."""
        parent = self.tokens[at].low in PARENTS and self.line.low(at + 1) == "of"
        return at + 3 if parent and at + 2 < len(self.tokens) and self.tokens[at + 2].number else 0

    def _opens_list(self, at: int) -> bool:
        """ "Man, woman shot dead", "Father, two sons gunned down": a headline's first noun, a comma, people."""
        if not self.sentence.title or at > 2 or self.line.low(at + 1) != "," or at + 2 >= len(self.tokens):
            return False
        second = self.tokens[at + 2]
        return second.number or second.low in self.lexicon.singular

    def _goes_on_list(self, at: int) -> bool:
        """ "a husband, wife and two children": a noun without an article that continues a list of people."""
        out = self.out
        if len(out) < 2 or out[-1].low not in (",", "and") or out[-2].group is None or out[-2].group.how == "unknown":
            return False
        return self.line.low(at + 1) in (",", ".", "and", "") or self.line.low(at + 1) in self.line.breaks

    def _headline(self, at: int) -> bool:
        return (
            self.sentence.title
            or at == 0
            or (self.tokens[at - 1].low in (",", ";", ":", "after", "and") and self.sentence.title)
        )

    def _named(self, at: int) -> tuple[Group | None, int]:
        if self.line.titled or not self.line.capital(at) or self.line.is_taken(at):
            return None, at
        token = self.tokens[at]
        if (
            token.low in self.line.breaks
            or token.low in self.lexicon.small["indefinite"]
            or token.low in self.lexicon.small["adverbs"]
            or token.low in self.lexicon.plural
        ):
            return None, at
        end = at
        while end < len(self.tokens) and end - at < 7:
            low = self.tokens[end].low
            if low == "." and end > at and self.tokens[end - 1].low in self.lexicon.small["titles"]:
                end += 1
                continue
            joins = (
                end > at
                and low in self.lexicon.small["joiners"]
                and end + 1 < len(self.tokens)
                and self.line.capital(end + 1)
            )
            if not joins and (
                not self.line.capital(end) or self.line.is_taken(end) or (end > at and low in self.line.breaks)
            ):
                break
            end += 1
        if end == at or self.tokens[end - 1].low.endswith("'s") or self.line.is_org(at, end):
            return None, at
        size = sum(self.tokens[i].word[0].isupper() for i in range(at, end))
        opens = at == 0 or self.tokens[at - 1].low in ("“", '"', ".", ":", "-", "–", "—")
        if size < 2 and (
            not _NAME_WORD.match(token.word)
            or (at > 0 and self.tokens[at - 1].number)
            or self.line.low(end) in self.lexicon.singular
            or self.line.low(end) in self.lexicon.plural
        ):
            return None, at
        if (
            size < 2
            and opens
            and (
                self.line.low(end) not in ("was", "died", "had", "has")
                or token.low in self.lexicon.singular
                or token.low in self.lexicon.events
            )
        ):
            return None, at
        text = self.line.text(token.start, self.tokens[end - 1].end)
        return Group(token.start, self.tokens[end - 1].end, Count(1, 1, text), "named", "", size < 2), end
