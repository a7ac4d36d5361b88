"""One sentence -> the figures it states: which people, what happened to them, by which words.

Voice decides who suffers: "killing three", "three were killed", "three dead", "the death of three". The people are read
by `casualty_people`; here every predicate looks for its own, to its right (object) or to its left (subject), and a
predicate that finds people without a number ends the search: nobody else's figure is lent to it.
"""

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from sitrep.extract.casualties.asides import asides
from sitrep.extract.casualties.people import BODIES, SHOOTINGS, Chunker, Group, Item, Mention
from sitrep.extract.casualties.totals import among, brought, none, subsets, told_apart, tolls
from sitrep.extract.casualties.words import Fate, words
from sitrep.model.count import Count
from sitrep.text.document import Sentence

_PLACING = frozenset({"in", "at", "near", "from", "outside", "around", "to", "on"})
_FINDING = (
    *("found", "recover", "pull", "discover", "retriev", "dumped", "arriv", "count", "unearthed", "exhumed", "uncover"),
    *("lay", "lying", "brought", "strewn", "remov", "saw", "seen", "taken", "received"),
)
_AGREEMENT = {"was": "one", "is": "one", "has": "one", "were": "many", "are": "many"}
_QUOTES = ("“", "”", '"', "‘", "’", "'")
_SETTING_OFF = frozenset({",", ")", "–", "—", "-"})
LOSSES_OF_WAR = 300
"""Fighters "lost" from here on are not all dead."""
REACH = 34
"""Words between a subject and its predicate, at most."""


def mentions(sentence: Sentence) -> list[Mention]:
    """The figures of `sentence`, in text order, each group of people once for one kind."""
    chunks = Chunker(sentence, words())
    verbless = [*tolls(sentence), *brought(sentence), *none(sentence)]
    if not (verbless or chunks.tells_a_fate() or among(sentence)):
        return []
    row = chunks.run()
    found = [*_Reader(sentence, row).read(), *verbless]
    found.extend(subsets(sentence, row, found))
    return _once(told_apart(sentence, row, found))


def _once(found: list[Mention]) -> list[Mention]:
    """One mention for one figure: the strongest rule first, one kind a figure (a wounded man who died is dead)."""
    out: list[Mention] = []
    order = sorted(found, key=lambda m: (m.part, m.weak, m.kind != "killed", m.toll, m.start, m.end))
    for mention in order:
        rival = next(
            (m for m in out if m.people.start < mention.people.end and mention.people.start < m.people.end), None
        )
        if rival is None:
            out.append(mention)
    return sorted(out, key=lambda m: m.people.start)


class _Reader:
    """The predicates of one sentence."""

    def __init__(self, sentence: Sentence, row: Sequence[Item]) -> None:
        self.sentence = sentence
        self.row = row
        self.lexicon = words()
        self.small = self.lexicon.small
        self.asides = asides(row)

    def read(self) -> Iterator[Mention]:
        for at, item in enumerate(self.row):
            if item.group is not None:
                yield from self._by_head(at, item.group)
                yield from self._lives(at, item.group)
                continue
            event = self.lexicon.events.get(item.low)
            if item.low in BODIES and self._bodies_found(at):
                event = Fate("killed", "ing")
            if item.low in SHOOTINGS and self._low(at - 1) in ("fatal", "deadly"):
                event = Fate("killed", "ing")
            if item.low in ("loss", "losses") and self._low(at + 1) == "of" and (groups := self._lost(at + 1)):
                yield self._mention(self._loss(groups), groups, item, "lost")
                continue
            if event is not None and self._low(at + 1) in ("of", "to") and not self._attempted(at):
                groups = self._objects(at + 2)
                if groups:
                    yield self._mention(event, groups, item, "event of people")
                    continue
            if item.low in self.small["deadly"] and (groups := self._done_to_death(at)):
                yield self._mention(Fate("killed", "ing"), groups, item, "verb and object, to death")
                continue
            if item.low in self.small["senders"] and (groups := self._sent_to_hospital(at)):
                yield self._mention(Fate("injured", "ing", True), groups, item, "sent to hospital")
                continue
            if item.low in ("lost", "lose", "loses", "losing") and (groups := self._lost(at)):
                yield self._mention(self._loss(groups), groups, item, "lost")
                continue
            if item.fate is not None:
                yield from self._by_fate(at, item, item.fate)

    def _attempted(self, at: int) -> bool:
        return self._low(at - 1) in ("attempted", "alleged", "planned", "possible", "attempt", "future", "any")

    # -- the people's own noun: "12 deaths", "five hostages" -----------------------------------------------

    def _by_head(self, at: int, group: Group) -> Iterator[Mention]:
        kind = self.lexicon.heads.get(group.head)
        if kind is None or group.how not in ("counted", "single"):
            if group.fate is not None and group.how in ("counted", "single"):
                yield Mention(group.fate, group.count, group.start, group.end, group, "people with adjective")
            return
        if group.head in ("bodies", "body", "corpses", "corpse") and not self._bodies_found(at):
            return
        if group.how == "single" and kind != "captured":
            return
        people = group
        if (
            self._low(at + 1) == "of"
            and at + 2 < len(self.row)
            and (inner := self.row[at + 2].group)
            and inner.how in ("counted", "bare")
        ):
            people = inner if inner.count.low and group.how == "single" else group
        end = self.row[at + 1].end if self._low(at + 1) in ("found", "recovered") else group.end
        yield Mention(kind, people.count, group.start, end, people, f"counted {group.head}")

    def _bodies_found(self, at: int) -> bool:
        """True where bodies are found, recovered, brought: as a word alone they count nobody."""
        return any(item.low.startswith(_FINDING) for item in self.row[max(0, at - 12) : at + 16])

    def _lives(self, at: int, group: Group) -> Iterator[Mention]:
        """ "claimed 14 lives", "nineteen lives were lost", "cost 11 soldiers their lives"."""
        if group.how != "counted":
            return
        if group.head == "lives":
            before = next((i for i in range(at - 1, max(-1, at - 4), -1) if not self._skippable(self.row[i])), -1)
            taker = before >= 0 and self._low(before) in self.small["life_takers"]
            after = next((i for i in range(at + 1, min(len(self.row), at + 5)) if not self._skippable(self.row[i])), -1)
            if taker or self._low(after) in ("lost", "claimed", "taken"):
                yield Mention("killed", group.count, group.start, group.end, group, "lives lost")
        elif self._low(at - 1) in ("cost", "costs", "costing") and self._head(at + 1) == "lives":
            yield Mention("killed", group.count, group.start, self.row[at + 1].end, group, "cost their lives")

    def _head(self, at: int) -> str:
        group = self.row[at].group if 0 <= at < len(self.row) else None
        return group.head if group is not None else ""

    def _done_to_death(self, at: int) -> list[Group]:
        """The people after a verb of harm with "to death", "dead" or "alive" behind them: "hacked two men to death"."""
        groups = self._objects(at + 1)
        if not groups:
            return []
        after = self._index(groups[-1]) + 1
        said = (self._low(after), self._low(after + 1))
        return groups if said == ("to", "death") or said[0] in ("dead", "alive") else []

    def _sent_to_hospital(self, at: int) -> list[Group]:
        groups = self._objects(at + 1)
        if not groups:
            return []
        after = self._index(groups[-1]) + 1
        behind = " ".join(item.low for item in self.row[after : after + 4])
        return groups if re.match(r"(?:in|to) (?:the |a |local |nearby )?hospitals?\b", behind) else []

    def _lost(self, at: int) -> list[Group]:
        """Those whom an army or a family lost, where they are fighters or kin: "lost 17 men", not "lost 3 games"."""
        groups = self._objects(at + 1)
        return groups if groups and all(g.head in self.small["losable"] for g in groups) else []

    @staticmethod
    def _loss(groups: Sequence[Group]) -> Fate:
        """Killed; an army's losses by the hundred count the wounded too, and nobody says how many of each (R8)."""
        many = sum(g.count.low or 0 for g in groups) >= LOSSES_OF_WAR
        return Fate("unspecified" if many else "killed", "ing")

    # -- predicates --------------------------------------------------------------------------------------------

    def _by_fate(self, at: int, item: Item, fate: Fate) -> Iterator[Mention]:
        if fate.form == "ing":
            fate = self._either(at, fate)
            groups = self._objects(at + 1)
            if groups and not (fate.weak and groups[0].how == "pronoun"):
                yield from self._with_list(fate, groups, item, at, "verb and object")
            return
        if fate.form == "adj":
            yield from self._adjective(at, item, self._either(at, fate))
            return
        if fate.form == "self":
            if item.low == "dying" and self._low(at - 1) in ("a", "an", "the", "this"):
                return  # "a dying trade"
            groups = self._subject(at)
            if groups and not (item.low in ("die", "perish") and groups[-1].count.high == 1):
                groups = [*groups, *self._company(at + 1)]
                yield from self._with_list(fate, groups, item, at, "people and verb")
            return
        yield from self._participle(at, item, fate)

    def _company(self, at: int) -> list[Group]:
        """Those who shared a fate told before: "was killed along with his two bodyguards"."""
        if self._low(at) in ("along", "together") and self._low(at + 1) == "with":
            return self._objects(at + 2)
        return self._objects(at + 1) if self._low(at) == "alongside" else []

    def _either(self, at: int, fate: Fate) -> Fate:
        """ "killed or wounded", "killed and injured" of the same people: nobody says how many of each (R8)."""
        other, word = None, ""
        for near, between in ((at + 2, at + 1), (at - 2, at - 1)):
            if other is None and self._low(between) in ("and", "or", "/") and 0 <= near < len(self.row):
                other, word = self.row[near].fate, self._low(between)
        if other is None or other.weak or fate.weak:
            return fate
        states = {"ed", "adj"} if word == "or" else {fate.form}
        fates = {other.kind, fate.kind}
        unsure = fates == {"killed", "injured"} or (word == "or" and fates == {"killed", "missing"})
        alike = other.form == fate.form or {other.form, fate.form} <= states
        return fate._replace(kind="unspecified") if unsure and alike else fate

    def _participle(self, at: int, item: Item, fate: Fate) -> Iterator[Mention]:
        fate = self._either(at, fate)
        if (at == 0 or self._low(at - 1) in ("also", ".", ":")) and self._low(at + 1) in ("was", "were"):
            groups = self._objects(at + 2)  # "Killed were a man and his son"
            if groups:
                yield self._mention(fate, groups, item, "participle and people")
            return
        passive = self._passive(at)
        groups = [] if passive else self._objects(at + 1)
        before = self._adjacent(at)
        if before and before.whole and not passive and before.whole.low != before.count.low:
            yield self._whole_of(before, fate, item)
            return
        if groups and before and (self._own_predicate(groups[-1]) or before.how == "bare"):
            groups = []
        if groups:
            if not (fate.weak and groups[0].how == "pronoun"):
                yield from self._with_list(fate, groups, item, at, "verb and object")
            return
        subject = self._subject(at) if passive or before else self._joined_subject(at)
        if subject:
            subject = [*subject, *self._company(at + 1)]
            yield from self._with_list(fate, subject, item, at, "people and participle")

    def _whole_of(self, some: Group, fate: Fate, item: Item) -> Mention:
        """ "Nine of the 14 people killed were women": 14 killed; the nine say nothing of the fate."""
        assert some.whole is not None
        whole = replace(some, count=some.whole, subset=False, whole=None)
        rule = f"people and participle: {item.word}"
        return Mention(fate.kind, whole.count, some.start, item.end, whole, rule, fate.weak)

    def _adjective(self, at: int, item: Item, fate: Fate) -> Iterator[Mention]:
        before = self._adjacent(at)
        if before is not None:
            groups = self._coordinated(self._index(before), self._aux_between(self._index(before), at))
            if groups:
                yield from self._with_list(fate, groups, item, at, "people and adjective")
            return
        if self._passive(at) or self._low(at - 1) in ("and", "or"):
            groups = self._subject(at)
            if groups:
                yield self._mention(fate, groups, item, "people and adjective")

    def _with_list(self, fate: Fate, groups: list[Group], item: Item, at: int, rule: str) -> Iterator[Mention]:
        yield self._mention(fate, groups, item, rule)
        after = max(at, self._index(groups[-1])) + 1
        for _ in range(6):
            following = self._located(after)
            if following is None:
                return
            group, after = following
            yield self._mention(fate, [group], item, "list of places", listed=True)

    def _located(self, at: int) -> tuple[Group, int] | None:
        """ "... in Mosul, two in Tikrit": the next figure of a list of places, and the item after it."""
        if self._low(at) not in ("in", "at", "near", "on", "outside"):
            return None
        here = at + 1
        while here < len(self.row) and here - at < 12:
            item = self.row[here]
            if item.group is not None and item.group.how in ("bare", "counted") and self._low(here - 1) in ("and", ","):
                return (item.group, here + 1) if self._low(here + 1) in ("in", "at", "near", "on", "outside") else None
            if item.fate is not None or item.low in (";", ":", "."):
                return None
            here += 1
        return None

    # -- helpers -------------------------------------------------------------------------------------------------

    def _low(self, at: int) -> str:
        return self.row[at].low if 0 <= at < len(self.row) else ""

    def _index(self, group: Group) -> int:
        return next(i for i, item in enumerate(self.row) if item.group is group)

    def _skippable(self, item: Item) -> bool:
        return (
            item.low in self.small["adverbs"]
            or item.low in self.small["auxiliaries"]
            or item.low in self.small["perfect"]
            or item.low.endswith("ly")
        )

    def _passive(self, at: int) -> bool:
        """True where a form of "be" governs the word at `at`."""
        here = at - 1
        while here >= 0 and self.row[here].group is None:
            low = self.row[here].low
            if low in self.small["perfect"]:
                return False
            if low in self.small["auxiliaries"]:
                return True
            if low in ("and", "then"):
                return self._joins_passive(here)
            if not (low in self.small["adverbs"] or low.endswith("ly")):
                return False
            here -= 1
        return False

    def _joins_passive(self, at: int) -> bool:
        """True where "and" at `at` joins on to a passive that harms nobody yet: "were lined up and shot dead"."""
        for here in range(at - 1, max(-1, at - 9), -1):
            item = self.row[here]
            if item.group is not None or item.fate is not None or item.low in self.small["walls"]:
                return False
            if item.low in ("was", "were", "been"):
                did = next((w for w in self.row[here + 1 : at] if not self._skippable(w)), None)
                return did is not None and did.low.endswith(("ed", "wn", "en", "ught", "hit", "cut"))
        return False

    def _adjacent(self, at: int) -> Group | None:
        """People directly before the word at `at`, adverbs and auxiliaries aside."""
        here = at - 1
        while here >= 0 and self._skippable(self.row[here]) and self.row[here].group is None:
            here -= 1
        if here >= 0 and self._low(here) in ("who", "that"):
            if not self._passive(at) and (fate := self.row[at].fate) and fate.form == "ed":
                return None
            here -= 1
        if here > 0 and self._low(here) == "," and (aged := self.row[here - 1].group) and aged.dated:
            here -= 1  # "a man, 64, wounded"
        return self.row[here].group if here >= 0 else None

    def _aux_between(self, low: int, high: int) -> str:
        for item in self.row[low + 1 : high]:
            if item.low in ("was", "is"):
                return "one"
            if item.low in ("were", "are"):
                return "many"
        return ""

    def _own_predicate(self, group: Group) -> bool:
        """True where the people at hand are the subject of what follows: "... and 10 others were wounded"."""
        here = self._index(group) + 1
        steps = 0
        while here < len(self.row) and steps < 6:
            item = self.row[here]
            if item.fate is not None:
                return item.fate.form in ("ed", "self", "adj")
            if item.low in self.small["auxiliaries"] or item.low in self.small["perfect"]:
                return True
            if item.group is not None or not self._skippable(item):
                return False
            here += 1
            steps += 1
        return False

    def _objects(self, at: int) -> list[Group]:
        """The people after a verb, a coordination as several; empty where there is no number for them."""
        here = at
        while (
            here < len(self.row)
            and self.row[here].group is None
            and (self.row[here].low in self.small["before_object"] or self.row[here].low.endswith(("ly", *_QUOTES)))
        ):
            if here - at > 3:
                return []
            here += 1
        if (
            self._low(here) == "and"
            and here + 1 < len(self.row)
            and (fate := self.row[here + 1].fate)
            and fate.form in ("ing", "ed")
        ):
            return []
        if here >= len(self.row):
            return []
        first = self.row[here].group
        if first is not None and first.head == "themselves" and self._low(here + 1) == "and":
            return self._with_themselves(at, here + 2)
        if first is None or first.how == "unknown":
            return []
        return self._list_from(here, first)

    def _with_themselves(self, at: int, here: int) -> list[Group]:
        """ "Two bombers ..., killing themselves and 19 others": the attackers count among the dead (R18)."""
        others = self._objects(here)
        who = next((i.group for i in reversed(self.row[:at]) if i.group is not None and i.group.how != "named"), None)
        return [who, *others] if others and who is not None and who.how == "counted" else others

    def _list_from(self, here: int, first: Group) -> list[Group]:
        groups = [first]
        at = here + 1
        while at < len(self.row):
            at = self._past_of(at)
            step = (
                2
                if (self._low(at) == "along" and self._low(at + 1) == "with")
                or (self._low(at) == "together" and self._low(at + 1) == "with")
                or (self._low(at) == "," and self._low(at + 1) in ("and", "plus"))
                else 1
                if self._low(at) in (",", "and", "plus", "alongside")
                else 0
            )
            if not step or at + step >= len(self.row):
                break
            group = self.row[at + step].group
            if (
                group is None
                or group.how in ("unknown", "bare")
                or (group.how == "pronoun" and group.head not in ("himself", "herself"))
                or self._own_predicate(group)
                or (self._low(at + step + 1) in ("in", "at") and group.how == "bare")
            ):
                break
            if self._low(at) == "," and step == 1 and not self._list_goes_on(at + step):
                if not self._headline_list(groups[-1], group):
                    break
                groups.append(group)
                at += step + 1
                continue
            if not (group.how == "named" and step == 1 and self._low(at) == ","):
                groups.append(group)
            at += step + 1
        return _without_names(groups)

    def _past_of(self, at: int) -> int:
        """The "and" behind "of the group" where people follow it: "a leader of the group and two of his aides"."""
        if self._low(at) != "of":
            return at
        for here in range(at + 1, min(len(self.row) - 1, at + 6)):
            if self.row[here].group is not None or self.row[here].fate is not None:
                return at
            after = self.row[here + 1].group
            if self._low(here) == "and" and after is not None and after.how in ("counted", "single"):
                return here
        return at

    def _headline_list(self, first: Group, second: Group) -> bool:
        """True where a headline's comma stands for "and": "2 cops, 3 civilians killed"."""
        told = ("counted", "single")
        return self.sentence.title and first.how in told and second.how in told and not second.subset

    def _list_goes_on(self, at: int) -> bool:
        """True where after a comma the list ends in "and" people: an apposition has no "and"."""
        if self._low(at + 1) in (",", "and"):
            step = 2 if self._low(at + 1) == "," and self._low(at + 2) == "and" else 1
            nxt = self.row[at + 1 + step].group if at + 1 + step < len(self.row) else None
            return (
                nxt is not None
                and nxt.how != "unknown"
                and (self._low(at + step) == "and" or self._list_goes_on(at + 1 + step))
            )
        return False

    def _joined_subject(self, at: int) -> list[Group]:
        """The subject of "... was wounded and [later] died"-like second participles; only after "and"."""
        here = at - 1
        while here >= 0 and (self.row[here].low in self.small["adverbs"] or self.row[here].low.endswith("ly")):
            here -= 1
        first = self.row[here - 1].fate if here > 0 and self._low(here) in ("and", "or", "then") else None
        if first is None or first.form == "ing":
            return []
        if first.form == "ed" and not self._passive(here - 1) and self._adjacent(here - 1) is None:
            return []
        return self._subject(here - 1)

    def _subject(self, at: int) -> list[Group]:
        """The people before a predicate, a coordination as several; empty where they have no number."""
        number = ""
        set_off = False
        adjacent = self._adjacent(at)
        for here in range(at - 1, max(-1, at - 1 - REACH), -1):
            item = self.row[here]
            if here in self.asides and at not in self.asides:
                set_off = True
                continue
            if item.group is not None:
                if self._passed_over(here, item.group, number, set_off=set_off, adjacent=item.group is adjacent):
                    continue
                return [] if item.group.how == "unknown" else self._coordinated(here, number)
            if (
                item.low in self.small["walls"]
                or item.low in (";", ":", "”")
                or (item.low == "that" and not self._relative(here))
            ):
                return []
            number = number or _AGREEMENT.get(item.low, "")
            set_off = set_off or item.low in _SETTING_OFF
        return []

    def _passed_over(self, here: int, group: Group, number: str, *, set_off: bool, adjacent: bool) -> bool:
        """True for people between a subject and its predicate who are not that subject."""
        if group.how == "named" and not group.head and self._low(here - 1) in _PLACING:
            return True
        if (set_off or number) and self._appended(here):
            return True
        if group.head.startswith("~") and not adjacent:
            return True
        if group.how == "unknown" and set_off and self._low(here - 1) in ("all", "mostly", "mainly", "most", "both"):
            return True
        if group.how == "unknown":
            return (not adjacent or self._low(here - 1) == "by") and self._inside(here, adjacent=False)
        if group.how == "bare" and not adjacent and not group.subset:
            return True
        return not self._agrees(group, number, here) or self._inside(here, adjacent=adjacent)

    def _relative(self, at: int) -> bool:
        return at > 0 and self.row[at - 1].group is not None

    def _appended(self, at: int) -> bool:
        """People named inside ", including three children and a guard," are no subject."""
        here = at - 1
        while here >= 0 and at - here < 24:
            low = self._low(here)
            if low in ("including", "include", "among", "mostly", "notably"):
                return True
            if (
                low in self.small["auxiliaries"]
                or low in self.small["walls"]
                or self.row[here].fate is not None
                or low in (";", ":")
            ):
                return False
            here -= 1
        return False

    def _agrees(self, group: Group, number: str, at: int) -> bool:
        if group.head in self.lexicon.collectives:
            return True  # "a couple was", "a family of five were"
        if number == "many" and not group.plural and not self._joined(at):
            return False
        return not (number == "one" and group.plural and group.how != "unknown" and group.count.low not in (0, 1))

    def _joined(self, at: int) -> bool:
        return self._low(at - 1) in ("and", "or")

    def _inside(self, at: int, *, adjacent: bool) -> bool:
        """True for people inside another's phrase: "two guards of the president"."""
        before = self._low(at - 1)
        if before == "of":
            return at > 1 and (self.row[at - 2].group is not None or self.row[at - 2].low in self.lexicon.events)
        if before == "by":
            return True
        return not adjacent and before in ("by", "with", "for", "near", "against", "from", "to", "on", "at", "in")

    def _coordinated(self, at: int, number: str) -> list[Group]:
        """People at `at` with those joined before them: "a woman and her infant"."""
        group = self.row[at].group
        if group is None or group.how == "unknown":
            return []
        groups = [group]
        here = at
        while number != "one":
            step = (
                2
                if self._low(here - 1) == "and" and self._low(here - 2) == ","
                else 1
                if self._low(here - 1) in ("and", ",")
                else 0
            )
            if not step or here - step - 1 < 0:
                break
            ahead = self._past_ages(here - step - 1)
            before = self.row[ahead].group
            if before is not None and before.how == "unknown" and self._low(here - 1) == ",":
                return []
            if (
                before is None
                or before.how == "unknown"
                or (before.how == "pronoun" and not group.others)
                or self._is_object(ahead)
                or (
                    self._low(here - 1) == ","
                    and step == 1
                    and len(groups) == 1
                    and not self._headline_list(before, group)
                )
            ):
                break
            if group.how == "bare" or before.how == "bare":
                break
            groups.insert(0, before)
            here = ahead
        if len(groups) > 1 and group.how == "named" and self._low(here - 1) == "of":
            return []  # "a daughter of A and B": neither of them
        if number != "one" and (len(groups) > 1 or group.how == "named") and self._low(here - 1) in (",", "and"):
            earlier = self._list_head(here - 2)
            if earlier is not None:
                return [earlier] if earlier.how == "counted" or len(groups) == 1 else []
        return _without_names(groups)

    def _list_head(self, at: int) -> Group | None:
        """The people whom a list of names or persons before a predicate began with; None where it began with them."""
        found: Group | None = None
        here, steps = at, 0
        while here >= 0 and steps < REACH:
            item = self.row[here]
            if (
                item.fate is not None
                or item.low in (";", ":")
                or item.low in self.small["walls"]
                or item.low in self.small["auxiliaries"]
            ):
                break
            if (
                item.group is not None
                and item.group.how in ("counted", "single", "named")
                and self._low(here - 1) not in _PLACING
            ):
                found = item.group
            here, steps = here - 1, steps + 1
        return found

    def _past_ages(self, at: int) -> int:
        """The item before "..., ages 7 and 10," or "..., 34," where such stands before `at`; else `at`."""
        here, seen = at, False
        if self._low(here) == ",":
            here -= 1
        while (
            here > 0
            and self.row[here].group is None
            and (self._low(here) in (",", "and", "ages", "aged", "age", "both") or self._low(here).isdigit())
        ):
            seen = seen or self._low(here).isdigit()
            here -= 1
        return here if seen and self.row[here].group is not None else at

    def _is_object(self, at: int) -> bool:
        """True where the people at `at` already stand after a verb that took them."""
        here = at - 1
        while here >= 0 and (
            self._low(here) in self.small["adverbs"]
            or self._low(here) in (",", "and")
            or self.row[here].group is not None
        ):
            here -= 1
        fate = self.row[here].fate if here >= 0 else None
        return fate is not None

    def _mention(self, fate: Fate, groups: Sequence[Group], item: Item, rule: str, *, listed: bool = False) -> Mention:
        groups = [
            g for g in groups if not g.head.startswith("~") or (fate.kind in ("killed", "injured") and not fate.weak)
        ] or groups
        start = min(groups[0].start, item.start)
        end = max(groups[-1].end, item.end)
        people = groups[0] if len(groups) == 1 else self._together(groups)
        return Mention(fate.kind, people.count, start, end, people, f"{rule}: {item.word}", fate.weak, False, listed)

    def _together(self, groups: Sequence[Group]) -> Group:
        """A coordination as one group: "three soldiers and two civilians" are five."""
        base = self.sentence.start
        text = self.sentence.text[groups[0].start - base : groups[-1].end - base]
        lows = [g.count.low for g in groups]
        highs = [g.count.high for g in groups]
        low = sum(n for n in lows if n is not None) if any(n is not None for n in lows) else None
        high = sum(n for n in highs if n is not None) if all(n is not None for n in highs) else None
        return Group(
            groups[0].start,
            groups[-1].end,
            Count(low, high, text),
            "counted",
            groups[0].head,
            any(g.how == "named" for g in groups),  # known by name: some of those told above, where more are
            any(g.others for g in groups),
        )


def _without_names(groups: list[Group]) -> list[Group]:
    """ "Two officers, A. Hill and B. Stone": those named or described are the two, not two more."""
    kept: list[Group] = []
    at = 0
    while at < len(groups):
        first = groups[at]
        kept.append(first)
        at += 1
        rest = groups[at:]
        if not rest or first.how != "counted":
            continue
        if all(g.how == "named" for g in rest):
            break
        told = rest[: first.count.low or 0] if len(kept) > 1 else rest
        if _are_told(first, told):
            at += len(told)
    return kept


def _are_told(first: Group, rest: list[Group]) -> bool:
    """True where `rest`, one by one, are whom `first` counts."""
    small = words().small
    if first.count.low != sum(g.count.low or 0 for g in rest):
        return False
    if first.head in small["general"]:
        return True
    mixed = any(
        first.head in small[one] and any(g.head in small[other] for g in rest)
        for one, other in (("male", "female"), ("female", "male"))
    )
    return not mixed and all(g.count.low == 1 for g in rest)
