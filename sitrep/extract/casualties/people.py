"""The people of a sentence: "at least 21 civilians", "two others", "a nine-year-old girl", "his wife", a name."""

import re
from typing import Literal

from msgspec.structs import replace

from sitrep.extract.casualties.row import BODIES, LOSSES, SHOOTINGS, Group, Item
from sitrep.extract.casualties.words import Fate, Words
from sitrep.model.claim import Kind
from sitrep.model.count import Count
from sitrep.text.document import Number, Sentence

RUN_LIMIT = 8
"""Words between a number and the noun it counts."""

_TOKEN = re.compile(r"[^\W_]++(?:[.'’\-‑][^\W_]++)*+|[^\w\s]")
_AGE_PERSON = re.compile(r"^(?:[\w -]+[- ])?(?:year|month|week|day)s?[- ]olds?$")
_AGE_TAIL = re.compile(r"[-\s]?(?:year|month|week|day)s?[-\s]olds?\b", re.I)
_PARENTS = frozenset({"father", "mother", "dad", "mum", "mom", "parent", "parents", "grandfather", "grandmother"})
_NAME_WORD = re.compile(r"[^\W\d_][^\W\d_A-Z]+(?:['’-]\w+)*$")
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
_OF_THEM = frozenset({"them", "whom", "those", "these"})
_UNKNOWN = Count(None, None, "")


def _aged(low: str) -> bool:
    """True for a person named by an age: "9-year-old", "a two-year-old". Most words fail the first look."""
    return "old" in low and _AGE_PERSON.match(low) is not None


def _bare(low: str) -> str:
    return low.removesuffix("'s").removesuffix("'")


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
    """One pass over one sentence: first its words and predicate phrases (`tokens`), then, in `run`, its people."""

    def __init__(self, sentence: Sentence, lexicon: Words) -> None:
        self.sentence = sentence
        self.lexicon = lexicon
        self.breaks = lexicon.small["breaks"]
        self.taken = {(m.start, m.end) for m in sentence.places} | {
            (m.start, m.end) for m in sentence.actors if m.form != "leader"
        }
        self.counts = {n.start: n for n in sentence.numbers if n.role == "count"}
        self.tokens = self._tokens()
        self.out: list[Item] = []
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
            t.fate is not None or t.low in known.events or t.low in own or _bare(t.low) in known.heads
            for t in self.tokens
        )

    def run(self) -> list[Item]:
        """The sentence as words, marks, predicate phrases and groups of people, in order."""
        out = self.out
        at = 0
        while at < len(self.tokens):
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

    def _tail(self, at: int) -> int:
        """The token after what only names or dates one person: "named Ana Sol", "(14)", ", 34"."""
        if self._low(at) in ("named", "called") and self._capital_at(at + 1):
            at += 1
            while self._capital_at(at) and self._low(at) not in self.breaks:
                at += 1
        if self._low(at) == "(":
            close = next((i for i in range(at + 1, min(at + 14, len(self.tokens))) if self._low(i) == ")"), None)
            if close is not None:
                at = close + 1
        following = self.tokens[at + 1] if at + 1 < len(self.tokens) else None
        if (
            self._low(at) == ","
            and following is not None
            and following.word.isdigit()
            and int(following.word) <= 110
            and self._low(at + 2) in (",", "and", ".")
        ):
            at += 2
        return at

    def _capital_at(self, at: int) -> bool:
        return at < len(self.tokens) and self._capital(at)

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
            token.low == "some" and self._low(at + 1) in self.breaks
        ):
            return Group(token.start, token.end, _UNKNOWN, "unknown", token.low), at + 1
        if token.low in self.lexicon.small["determiners"]:
            group, after = self._described(at)
            if group is not None:
                return group, after
        if token.fate is None or token.word[0].isupper() or self.sentence.title:
            return self._plain_people(at)
        return None, at

    def _low(self, at: int) -> str:
        return self.tokens[at].low if at < len(self.tokens) else ""

    def _numbered_by_noun(self, at: int) -> tuple[Group | None, int]:
        """People whose noun is their number: "an elderly couple", "a family of five", "twin boys", "both pilots"."""
        token = self.tokens[at]
        if token.low == "both":
            return self._both(at)
        here = at + 1 if token.low in self.lexicon.small["determiners"] else at
        if here > at:
            while here - at < 3 and self._low(here) in self.lexicon.small["of_a_couple"]:
                here += 1
        low = self._low(here)
        size = self.lexicon.collectives.get(low)
        if size is None or (here == at and not low.startswith(("twin", "newlywed"))):
            return None, at
        last = here
        if self._low(here + 1) == "of":
            number = self.tokens[here + 2] if here + 2 < len(self.tokens) else None
            if number is None or not number.number or low not in self.lexicon.small["households"]:
                return None, at
            count, last = self.counts[number.start].count, here + 2
        elif size == 0:
            return None, at
        else:
            if low == "twin":
                if self._low(here + 1) not in self.lexicon.plural:
                    return None, at
                last = here + 1
            count = Count(size, size, self._text(token.start, self.tokens[last].end))
        definite = token.low in self.lexicon.small["definite"]
        group = Group(token.start, self.tokens[last].end, count, "counted", low, definite)
        return group, last + 1

    def _both(self, at: int) -> tuple[Group | None, int]:
        """ "both pilots", "both were killed"; not the adverb of "were both killed"."""
        token = self.tokens[at]
        two = Count(2, 2, token.word)
        head, end, fate = self._run(at + 1)
        if head in self.lexicon.plural:
            return Group(token.start, self.tokens[end - 1].end, two, "counted", head, True, fate=fate), end
        follows = self._low(at + 1) in ("were", "are", "had", "have", "died", "perished")
        if follows and (at == 0 or self.tokens[at - 1].low in (",", ";", "and", "but", ".", ":")):
            return Group(token.start, token.end, two, "bare", "", True), at + 1
        return None, at

    def _counted(self, at: int) -> tuple[Group | None, int]:
        token = self.tokens[at]
        number = self.counts[token.start]
        if self._says_not_how_many(at):
            return Group(token.start, token.end, _UNKNOWN, "unknown", token.low), at + 1
        if self._low(at - 1) == "of" and self._low(at - 2) in _PARENTS and at > 1:
            return None, at
        if self._partitive(at):
            return self._some_of(at)
        after = at + 2 if self._low(at + 1) == "of" else at + 1
        definite = at > 0 and self.tokens[at - 1].low in (*self.lexicon.small["definite"], "all", "both")
        head, end, fate = self._run(after)
        if head == "?" or self._disagrees(number.count, head):
            return None, at
        if head.startswith("~"):
            return Group(token.start, self.tokens[end - 1].end, number.count, "counted", head, definite), end
        if head:
            others = any(t.low in self.lexicon.small["others"] for t in self.tokens[after:end]) or self._another(at)
            last = self.tokens[end - 1].end
            return Group(token.start, last, number.count, "counted", head, definite, others, fate=fate), end
        if self._low(at + 1) == "of" or self._is_age(at, number):
            return None, at
        if token.low.endswith("couple"):
            return Group(token.start, token.end, number.count, "counted", "couple", definite), at + 1
        return Group(token.start, token.end, number.count, "bare", "", definite, self._another(at)), at + 1

    def _says_not_how_many(self, at: int) -> bool:
        """ "how many", "not two", "all but one"."""
        before = self.tokens[at - 1].low if at else ""
        return before in ("how", "so", "too", "not") or (before == "but" and at > 1 and self._low(at - 2) == "all")

    def _disagrees(self, count: Count, head: str) -> bool:
        """True for a singular noun behind more than one: "two guard posts" ends at no people."""
        return count.low != 1 and head in self.lexicon.singular and head not in self.lexicon.plural

    def _partitive(self, at: int) -> bool:
        """True for "two of the", "one of them", "three of the army's"."""
        what = self._low(at + 2)
        of = self._low(at + 1) == "of"
        return of and (what.endswith("'s") or what in self.lexicon.small["determiners"] or what in _OF_THEM)

    def _some_of(self, at: int) -> tuple[Group | None, int]:
        """A number of people told as some of others: "two of them", "nine of the 14 people", "two of the wounded"."""
        token, count = self.tokens[at], self.counts[self.tokens[at].start].count
        of_them, after = self._low(at + 2) in _OF_THEM, at + 3
        whole: Count | None = None
        if of_them and not self._is_people(after):
            end = self.tokens[at + 2].end
            return Group(token.start, end, count, "counted", "them", subset=True, of_them=True), after
        if after < len(self.tokens) and self.tokens[after].number:
            whole = self.counts[self.tokens[after].start].count
            after += 1
        head, end, fate = self._run(after)
        fated = self.tokens[after].fate if after < len(self.tokens) else None
        if fated is not None and fated.form in ("ed", "adj") and head in ("", "?"):
            head, end, fate = self._low(after), after + 1, None
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
        return self._low(at) in self.lexicon.plural

    def _run(self, at: int) -> tuple[str, int, Kind | None]:
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
            if step == "end":
                break
            if step == "thing":
                return "?", at, None
            if step == "fate" and token.fate is not None:
                pending = pending or token.fate.kind
            elif step == "head":
                found, end, fate = _bare(token.low), here + 1, pending
            elif step == "tail":
                end = here + 1
            elif step == "lost":
                found, end = "", here + 1
            here += 1
        return (found, end, fate) if found else self._without_head(at, here, pending)

    def _breaks(self, at: int) -> bool:
        token = self.tokens[at]
        if token.low == "(" and self._low(at + 2) == ")" and self.tokens[at + 1].word.isupper():
            return False  # "a New Army (NA) soldier"
        return token.number or not token.word[0].isalnum() or (token.low in self.breaks and token.word != "US")

    def _word_in_run(self, token: Item, found: str) -> Literal["end", "thing", "fate", "head", "tail", "lost", "on"]:
        """What one word does to a noun phrase of which `found` is the noun so far."""
        known, low = self.lexicon, _bare(token.low)
        if token.fate is not None and low not in known.heads:
            return "end" if found or token.fate.form in ("ing", "self") else "fate"
        if low in known.plural or low in known.singular or low in known.heads or _aged(low) or self._heads(token):
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
        if _aged(found) and not {low, f"{low}s"} & (known.things | known.groups):
            return "tail"  # "a 41-year-old glassblower": whoever has an age is a person
        return "lost" if found or low in known.groups or low in known.things else "on"

    def _heads(self, token: Item) -> bool:
        """True for "village head": who heads something, in a text where "the head" is a part of the body."""
        if token.low != "head":
            return False
        at = self.tokens.index(token)
        return at > 0 and self.tokens[at - 1].low in self.lexicon.small["headed"]

    def _names(self, token: Item, found: str) -> bool:
        """True for a capital after a noun of people: their name begins, unless the "noun" was an age."""
        return token.word[0].isupper() and not self.titled and not _aged(found)

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

    def _described(self, at: int) -> tuple[Group | None, int]:
        """ "a young woman", "his driver", "the mayor of the town": one person, or people without a number."""
        token = self.tokens[at]
        head, end, fate = self._run(at + 1)
        if (
            head == ""
            and token.low in ("another", "third", "second", "fourth")
            and (end := at + 1)
            and self._low(at + 1)
            in {*self.breaks, ",", ".", ";", "", *self.lexicon.fates, *self.lexicon.small["severity"]}
        ):
            return Group(token.start, token.end, Count(1, 1, token.word), "single", "other", False, True), end
        if head in ("", "?") or head.startswith("~"):
            return None, at
        if head in ("bodies", "body", "corpses", "corpse") and self._low(end) == "of":
            return None, at
        if head in self.lexicon.plural or (head in self.lexicon.heads and head.endswith("s")):
            last = self.tokens[end - 1].end
            return Group(token.start, last, _UNKNOWN, "unknown", head, fate=fate), end
        if (
            head in self.lexicon.heads
            or head in ("more", "further", "additional")
            or (head == "other" and token.low in ("each", "every"))
        ):
            return None, at
        end = self._name_after(end)
        text = self._text(token.start, self.tokens[end - 1].end)
        definite = token.low in self.lexicon.small["definite"]
        others = token.low in ("another", "second", "third") or head == "other"
        return Group(
            token.start, self.tokens[end - 1].end, Count(1, 1, text), "single", head, definite, others, fate=fate
        ), end

    def _text(self, start: int, end: int) -> str:
        base = self.sentence.start
        return self.sentence.text[start - base : end - base]

    def _name_after(self, end: int) -> int:
        """The token after a name that follows a description directly: "US missionary William Hood"."""
        while end < len(self.tokens) and self._capital(end) and not self.titled and not self._is_taken(end):
            end += 1
        return end

    def _capital(self, at: int) -> bool:
        token = self.tokens[at]
        return token.word[0].isupper() and token.word[0].isalpha() and token.fate is None and not token.number

    def _is_taken(self, at: int) -> bool:
        token = self.tokens[at]
        return any(start <= token.start < end for start, end in self.taken)

    def _titled_name(self, at: int) -> tuple[Group | None, int]:
        """A description and a name without an article: "Italian businessman Enrico Sola"."""
        head, end, fate = self._run(at)
        if head not in self.lexicon.singular or end >= len(self.tokens):
            return None, at
        after = self._name_after(end)
        if after == end or self._capital_is_org(end, after):
            return None, at
        token = self.tokens[at]
        text = self._text(token.start, self.tokens[after - 1].end)
        return Group(token.start, self.tokens[after - 1].end, Count(1, 1, text), "named", head, fate=fate), after

    def _plain_people(self, at: int) -> tuple[Group | None, int]:
        """People without article or number: a name, "soldiers", and in headline style "Woman killed"."""
        token = self.tokens[at]
        if not self.titled and (token.word[0].isupper() or token.low in self.lexicon.singular):
            titled = self._titled_name(at)
            if titled[0] is not None:
                return titled
        name = self._named(at)
        if name[0] is not None:
            return name
        low = token.low
        if low in self.lexicon.plural and low not in self.lexicon.heads:
            return Group(token.start, token.end, _UNKNOWN, "unknown", low), at + 1
        taken = self._headline_object(at)
        if taken[0] is not None:
            return taken
        if (
            self.sentence.title
            and token.fate is not None
            and token.fate.kind == "captured"
            and self._low(at + 1) in self.lexicon.singular
        ):
            after = self.tokens[at + 1]
            return Group(
                token.start,
                after.end,
                Count(1, 1, self._text(token.start, after.end)),
                "single",
                after.low,
                fate="captured",
            ), at + 2
        if low in self.lexicon.singular or _aged(low):
            return self._one_without_article(at, low)
        return None, at

    def _headline_object(self, at: int) -> tuple[Group | None, int]:
        """One person without an article behind a headline's verb: "kills Hamas commander", "kill village head"."""
        token = self.tokens[at]
        verb = self.tokens[at - 1].fate if at and self.sentence.title else None
        if verb is None or verb.form != "ing" or token.fate is not None:
            return None, at
        head, end, fate = self._run(at)
        if head not in self.lexicon.singular and head != "head":
            return None, at
        last = self.tokens[end - 1].end
        return Group(token.start, last, Count(1, 1, self._text(token.start, last)), "single", head, fate=fate), end

    def _one_without_article(self, at: int, low: str) -> tuple[Group | None, int]:
        """One person by a noun alone, where a name, a list or a headline's predicate follows it."""
        token = self.tokens[at]
        end = self._name_after(at + 1)
        if end > at + 1 and not self._capital_is_org(at + 1, end):
            last = self.tokens[end - 1].end
            return Group(token.start, last, Count(1, 1, self._text(token.start, last)), "named", low), end
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
        parent = self.tokens[at].low in _PARENTS and self._low(at + 1) == "of"
        return at + 3 if parent and at + 2 < len(self.tokens) and self.tokens[at + 2].number else 0

    def _opens_list(self, at: int) -> bool:
        """ "Man, woman shot dead", "Father, two sons gunned down": a headline's first noun, a comma, people."""
        if not self.sentence.title or at > 2 or self._low(at + 1) != "," or at + 2 >= len(self.tokens):
            return False
        second = self.tokens[at + 2]
        return second.number or second.low in self.lexicon.singular

    def _goes_on_list(self, at: int) -> bool:
        """ "a husband, wife and two children": a noun without an article that continues a list of people."""
        out = self.out
        if len(out) < 2 or out[-1].low not in (",", "and") or out[-2].group is None or out[-2].group.how == "unknown":
            return False
        return self._low(at + 1) in (",", ".", "and", "") or self._low(at + 1) in self.breaks

    def _headline(self, at: int) -> bool:
        return (
            self.sentence.title
            or at == 0
            or (self.tokens[at - 1].low in (",", ";", ":", "after", "and") and self.sentence.title)
        )

    def _capital_is_org(self, at: int, end: int) -> bool:
        return any(t.low.removesuffix("'s") in self.lexicon.small["not_names"] for t in self.tokens[at:end])

    def _named(self, at: int) -> tuple[Group | None, int]:
        if self.titled or not self._capital(at) or self._is_taken(at):
            return None, at
        token = self.tokens[at]
        if (
            token.low in self.breaks
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
                and self._capital(end + 1)
            )
            if not joins and (not self._capital(end) or self._is_taken(end) or (end > at and low in self.breaks)):
                break
            end += 1
        if end == at or self.tokens[end - 1].low.endswith("'s") or self._capital_is_org(at, end):
            return None, at
        size = sum(self.tokens[i].word[0].isupper() for i in range(at, end))
        opens = at == 0 or self.tokens[at - 1].low in ("“", '"', ".", ":", "-", "–", "—")
        if size < 2 and (
            not _NAME_WORD.match(token.word)
            or (at > 0 and self.tokens[at - 1].number)
            or self._low(end) in self.lexicon.singular
            or self._low(end) in self.lexicon.plural
        ):
            return None, at
        if (
            size < 2
            and opens
            and (
                self._low(end) not in ("was", "died", "had", "has")
                or token.low in self.lexicon.singular
                or token.low in self.lexicon.events
            )
        ):
            return None, at
        text = self._text(token.start, self.tokens[end - 1].end)
        return Group(token.start, self.tokens[end - 1].end, Count(1, 1, text), "named", "", size < 2), end
