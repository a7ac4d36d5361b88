"""The people of a sentence: "at least 21 civilians", "two others", "a nine-year-old girl", "his wife", a name."""

from msgspec.structs import replace

from sitrep.extract.casualties.line import PARENTS, UNKNOWN, Line
from sitrep.extract.casualties.persons import Persons
from sitrep.extract.casualties.phrase import Phrases
from sitrep.extract.casualties.row import Group, Item
from sitrep.extract.casualties.words import Words
from sitrep.model.count import Count
from sitrep.text.document import Number, Sentence

_BEFORE_NUMBER = frozenset(
    {
        "his",
        "her",
        "their",
        "its",
        "the",
        "these",
        "those",
        "all",
        "both",
        "another",
        "our",
        "my",
        "other",
        "some",
        "an",
    }
)
_THE_SEVERAL = frozenset({"the", "these", "those", "all", "both"})
_OF_THEM = frozenset({"them", "whom", "those", "these"})


def _without_asides(row: list[Item]) -> list[Item]:
    """Brackets after people go where nothing happens in them: "13 troops (11 marines, two medics) and a guide died"."""
    out: list[Item] = []
    at = 0
    while at < len(row):
        if row[at].low == "(" and out and out[-1].group is not None:
            close = next((i for i in range(at + 1, min(at + 20, len(row))) if row[i].low == ")"), None)
            if close is not None and not any(item.fate is not None for item in row[at:close]):
                at = close + 1
                continue
        out.append(row[at])
        at += 1
    return out


class Chunker:
    """One pass over one sentence: its words first (`Line`), then, in `run`, its people."""

    def __init__(self, sentence: Sentence, lexicon: Words) -> None:
        self.sentence = sentence
        self.lexicon = lexicon
        self.line = Line(sentence, lexicon)
        self.tokens = self.line.tokens
        self.phrases = Phrases(self.line)
        self.out: list[Item] = []
        self.persons = Persons(self.line, self.phrases, self.out)

    def run(self) -> list[Item]:
        """The sentence as words, marks, predicate phrases and groups of people, in order."""
        out = self.out
        at = 0
        while at < len(self.tokens):
            if self.tokens[at].word == "Save" and self._is_the_charity(at):
                out.extend(self.tokens[at : at + 3])
                at += 3
                continue
            group, after = self._group(at)
            if group is None:
                out.append(self.tokens[at])
                at += 1
                continue
            if self.tokens[at].number and out and out[-1].low in _BEFORE_NUMBER:
                group = replace(group, start=out.pop().start)
            end = self._tail(after) if group.how in ("single", "named") else after
            if end > after:
                group = replace(group, end=self.tokens[end - 1].end, dated=self.tokens[end - 2].low == ",")
            out.append(Item(group.start, group.end, "", "", group))
            at = end
        return _without_asides(out)

    def _is_the_charity(self, at: int) -> bool:
        """ "With Save the Children was shot dead": no children. "A Save the Children worker" is read as a worker."""
        named = tuple(self.line.low(k) for k in range(at, at + 3)) == ("save", "the", "children")
        behind = self.line.low(at + 3)
        return named and self.line.capital_at(at) and (behind in self.line.breaks or not behind.isalnum())

    def _tail(self, at: int) -> int:
        """The token after what only names or dates one person: "named Ana Sol", "(14)", ", 34"."""
        if self.line.low(at) in ("named", "called") and self.line.capital_at(at + 1):
            at += 1
            while self.line.capital_at(at) and self.line.low(at) not in self.line.breaks:
                at += 1
        if self.line.low(at) == "(":
            close = next((i for i in range(at + 1, min(at + 14, len(self.tokens))) if self.line.low(i) == ")"), None)
            if close is not None:
                at = close + 1
        following = self.tokens[at + 1] if at + 1 < len(self.tokens) else None
        if (
            self.line.low(at) == ","
            and following is not None
            and following.word.isdigit()
            and int(following.word) <= 110
            and self.line.low(at + 2) in (",", "and", ".")
        ):
            at += 2
        return at

    def _group(self, at: int) -> tuple[Group | None, int]:
        token = self.tokens[at]
        if token.number:
            return self._counted(at)
        group, after = self._numbered_by_noun(at)
        if group is not None:
            return group, after
        if token.low in ("he", "she", "himself", "herself"):
            return Group(token.start, token.end, Count(1, 1, token.word), "pronoun", token.low, True), at + 1
        if token.low in ("they", "others", "themselves", "them") or (
            token.low == "some" and self.line.low(at + 1) in self.line.breaks
        ):
            return Group(token.start, token.end, UNKNOWN, "unknown", token.low), at + 1
        if token.low in self.lexicon.small["determiners"]:
            group, after = self.persons.described(at)
            if group is not None:
                return group, after
        if token.fate is None or token.word[0].isupper() or self.sentence.title:
            return self.persons.unannounced(at)
        return None, at

    def _numbered_by_noun(self, at: int) -> tuple[Group | None, int]:
        """People whose noun is their number: "an elderly couple", "a family of five", "twin boys", "both pilots"."""
        token = self.tokens[at]
        if token.low == "both":
            return self._both(at)
        here = at + 1 if token.low in self.lexicon.small["determiners"] else at
        if here > at:
            while here - at < 3 and self.line.low(here) in self.lexicon.small["of_a_couple"]:
                here += 1
        low = self.line.low(here)
        size = self.lexicon.collectives.get(low)
        if size is None or (here == at and not low.startswith(("twin", "newlywed"))):
            return None, at
        last = here
        if self.line.low(here + 1) == "of":
            number = self.tokens[here + 2] if here + 2 < len(self.tokens) else None
            if number is None or not number.number or low not in self.lexicon.small["households"]:
                return None, at
            count, last = self.line.counts[number.start].count, here + 2
        elif size == 0:
            return None, at
        else:
            if low == "twin":
                if self.line.low(here + 1) not in self.lexicon.plural:
                    return None, at
                last = here + 1
            count = Count(size, size, self.line.text(token.start, self.tokens[last].end))
        definite = token.low in self.lexicon.small["definite"]
        group = Group(token.start, self.tokens[last].end, count, "counted", low, definite)
        return group, last + 1

    def _both(self, at: int) -> tuple[Group | None, int]:
        """ "both pilots", "both were killed"; not the adverb of "were both killed"."""
        token = self.tokens[at]
        two = Count(2, 2, token.word)
        head, end, fate = self.phrases.head_from(at + 1)
        if head in self.lexicon.plural:
            return Group(token.start, self.tokens[end - 1].end, two, "counted", head, True, fate=fate), end
        follows = self.line.low(at + 1) in ("were", "are", "had", "have", "died", "perished")
        if follows and (at == 0 or self.tokens[at - 1].low in (",", ";", "and", "but", ".", ":")):
            return Group(token.start, token.end, two, "bare", "", True), at + 1
        return None, at

    def _counted(self, at: int) -> tuple[Group | None, int]:
        token = self.tokens[at]
        number = self.line.counts[token.start]
        if self._says_not_how_many(at):
            return Group(token.start, token.end, UNKNOWN, "unknown", token.low), at + 1
        if self.line.low(at - 1) == "of" and self.line.low(at - 2) in PARENTS and at > 1:
            return None, at
        if self._partitive(at):
            return self._some_of(at)
        after = at + 2 if self.line.low(at + 1) == "of" else at + 1
        if self._out_of(at):
            after = at + 4  # "seven out of eight missiles"
        definite = at > 0 and self.tokens[at - 1].low in _THE_SEVERAL  # not "said that three people"
        head, end, fate = self.phrases.head_from(after)
        if head == "?" or self._disagrees(number.count, head):
            return None, at
        if head.startswith("~"):
            return Group(token.start, self.tokens[end - 1].end, number.count, "counted", head, definite), end
        if head:
            others = any(t.low in self.lexicon.small["others"] for t in self.tokens[after:end]) or self._another(at)
            last = self.tokens[end - 1].end
            return Group(token.start, last, number.count, "counted", head, definite, others, fate=fate), end
        if self.line.low(at + 1) == "of" and self._fated(at + 2):
            return Group(token.start, self.tokens[at + 1].end, number.count, "bare", "", definite), at + 2
        if self.line.low(at + 1) == "of" or self._is_age(at, number):
            return None, at
        if token.low.endswith("couple"):
            return Group(token.start, token.end, number.count, "counted", "couple", definite), at + 1
        return Group(token.start, token.end, number.count, "bare", "", definite, self._another(at)), at + 1

    def _fated(self, at: int) -> bool:
        """ "Dozens of wounded": a participle that stands for its people."""
        fate = self.tokens[at].fate if at < len(self.tokens) else None
        return fate is not None and fate.form in ("ed", "adj") and not fate.weak

    def _says_not_how_many(self, at: int) -> bool:
        """ "how many", "not two", "all but one"."""
        before = self.tokens[at - 1].low if at else ""
        return before in ("how", "so", "too", "not") or (before == "but" and at > 1 and self.line.low(at - 2) == "all")

    def _disagrees(self, count: Count, head: str) -> bool:
        """True for a singular noun behind more than one: "two guard posts" ends at no people."""
        return count.low != 1 and head in self.lexicon.singular and head not in self.lexicon.plural

    def _out_of(self, at: int) -> bool:
        out = self.line.low(at + 1) == "out" and self.line.low(at + 2) == "of"
        return out and at + 3 < len(self.tokens) and self.tokens[at + 3].number

    def _partitive(self, at: int) -> bool:
        """True for "two of the", "one of them", "three of the army's"."""
        what = self.line.low(at + 2)
        of = self.line.low(at + 1) == "of"
        return of and (what.endswith("'s") or what in self.lexicon.small["determiners"] or what in _OF_THEM)

    def _some_of(self, at: int) -> tuple[Group | None, int]:
        """A number of people told as some of others: "two of them", "nine of the 14 people", "two of the wounded"."""
        token, count = self.tokens[at], self.line.counts[self.tokens[at].start].count
        of_them, after = self.line.low(at + 2) in _OF_THEM, at + 3
        whole: Count | None = None
        if of_them and not self._is_people(after):
            end = self.tokens[at + 2].end
            return Group(token.start, end, count, "counted", "them", subset=True, of_them=True), after
        if after < len(self.tokens) and self.tokens[after].number:
            whole = self.line.counts[self.tokens[after].start].count
            after += 1
        head, end, fate = self.phrases.head_from(after)
        fated = self.tokens[after].fate if after < len(self.tokens) else None
        if fated is not None and fated.form in ("ed", "adj") and head in ("", "?"):
            head, end, fate = self.line.low(after), after + 1, None
        if head in ("", "?") or self._disagrees(count, head):
            return None, at
        last = self.tokens[end - 1].end
        others = any(t.low in self.lexicon.small["others"] for t in self.tokens[after:end]) or self._another(at)
        some = Group(token.start, last, count, "counted", head, False, others, True, fate)
        return replace(some, whole=whole, of_them=of_them), end

    def _is_age(self, at: int, number: Number) -> bool:
        """ "..., Maria Sol, 34, and": a number set off after one person is their age."""
        out = self.out
        last = len(out) - (2 if out and out[-1].low in ("both", "each", "aged", "ages") else 1)
        if last < 1 or out[last].low not in (",", "(") or number.count.low is None:
            return False
        before = out[last - 1].group
        return before is not None and before.how in ("single", "named") and number.count.low <= 110

    def _another(self, at: int) -> bool:
        return (at > 0 and self.tokens[at - 1].low in ("another", "other", "further")) or "another" in self.tokens[
            at
        ].low

    def _is_people(self, at: int) -> bool:
        return self.line.low(at) in self.lexicon.plural
