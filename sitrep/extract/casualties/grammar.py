"""One sentence -> the figures it states: which people, what happened to them, by which words.

Voice decides who suffers: "killing three", "three were killed", "three dead", "the death of three". The people are read
by `people`; here every predicate looks for its own, to its right (`objects`) or to its left (`subjects`), and one that
finds people without a number ends the search: nobody else's figure is lent to it.
"""

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from sitrep.extract.casualties.objects import Objects
from sitrep.extract.casualties.people import Chunker
from sitrep.extract.casualties.row import BODIES, SHOOTINGS, Group, Item, Mention, Row
from sitrep.extract.casualties.subjects import Subjects
from sitrep.extract.casualties.together import together
from sitrep.extract.casualties.totals import among, brought, none, subsets, told_apart, tolls
from sitrep.extract.casualties.words import Fate, words
from sitrep.text.document import Sentence

_ARTICLES = frozenset({"a", "an", "the", "his", "her", "their", "its"})
_OF_AN_EVENT = re.compile(r"(?:suspect|victim|survivor|witness)\b", re.I)
"""Behind a noun of an event these, without an article, are its people: "the airport shooting suspect X"."""

LOSSES_OF_WAR = 300
"""Fighters "lost" from here on are not all dead."""


def mentions(sentence: Sentence) -> list[Mention]:
    """The figures of `sentence`, in text order, each group of people once for one kind."""
    chunks = Chunker(sentence, words())
    verbless = [*tolls(sentence), *brought(sentence), *none(sentence)]
    if not (verbless or chunks.line.tells_a_fate() or among(sentence)):
        return []
    row = chunks.run()
    found = [*_Reader(sentence, Row(row, title=sentence.title)).read(), *verbless]
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

    def __init__(self, sentence: Sentence, row: Row) -> None:
        self.sentence = sentence
        self.row = row
        self.left = Subjects(row)
        self.right = Objects(row)
        self.lexicon = words()
        self.small = row.small

    def read(self) -> Iterator[Mention]:
        for at, item in enumerate(self.row.items):
            if item.group is not None:
                yield from self._by_head(at, item.group)
                yield from self._lives(at, item.group)
                continue
            told = self._by_event(at, item) or self._by_deed(at, item)
            if told is not None:
                yield told
            elif item.fate is not None:
                yield from self._by_fate(at, item, item.fate)

    def _by_event(self, at: int, item: Item) -> Mention | None:
        """ "The murder of six priests", "the loss of six soldiers"."""
        if self.row.low(at + 1) not in ("of", "to"):
            return None
        if item.low in ("loss", "losses") and (lost := self._lost(at + 1)):
            return self._mention(self._loss(lost), lost, item, "lost")
        event = self.lexicon.events.get(item.low)
        if item.low in BODIES and self.row.bodies_found(at):
            event = Fate("killed", "ing")
        if item.low in SHOOTINGS and self.row.low(at - 1) in ("fatal", "deadly"):
            event = Fate("killed", "ing")
        groups = self.right.objects(at + 2) if event is not None and not self.row.attempted(at) else []
        return self._mention(event, groups, item, "event of people") if event is not None and groups else None

    def _by_deed(self, at: int, item: Item) -> Mention | None:
        """Words that tell a fate only together with others: "hacked ... to death", "sent ... to hospital", "lost"."""
        if item.low in self.small["deadly"] and (groups := self._done_to_death(at)):
            return self._mention(Fate("killed", "ing"), groups, item, "verb and object, to death")
        if item.low in self.small["senders"] and (groups := self._sent_to_hospital(at)):
            return self._mention(Fate("injured", "ing", True), groups, item, "sent to hospital")
        if item.low in ("lost", "lose", "loses", "losing") and (groups := self._lost(at)):
            return self._mention(self._loss(groups), groups, item, "lost")
        if item.low in ("fatally", "mortally") and (some := self.row.adjacent(at)) and some.how != "unknown":
            return self._mention(Fate("killed", "ed"), [some], item, "some fatally")  # "four were shot, two fatally"
        return None

    def _by_head(self, at: int, group: Group) -> Iterator[Mention]:
        event = self.lexicon.events.get(group.head) if group.how == "unknown" else None
        if event is not None and self.row.low(at + 1) == "of" and (dead := self.right.objects(at + 2)):
            yield self._mention(event, dead, self.row[at + 1], "event of people")  # "documented the deaths of 14"
            return
        kind = self.lexicon.heads.get(group.head)
        if kind is None or group.how not in ("counted", "single"):
            if group.fate is not None and group.how in ("counted", "single"):
                yield Mention(group.fate, group.count, group.start, group.end, group, "people with adjective")
            return
        if group.head in ("bodies", "body", "corpses", "corpse") and not self.row.bodies_found(at):
            return
        if group.how == "single" and kind != "captured":
            return
        people = group
        if (
            self.row.low(at + 1) == "of"
            and at + 2 < len(self.row)
            and (inner := self.row[at + 2].group)
            and inner.how in ("counted", "bare")
        ):
            people = inner if inner.count.low and group.how == "single" else group
        end = self.row[at + 1].end if self.row.low(at + 1) in ("found", "recovered") else group.end
        yield Mention(kind, people.count, group.start, end, people, f"counted {group.head}")

    def _lives(self, at: int, group: Group) -> Iterator[Mention]:
        """ "claimed 14 lives", "nineteen lives were lost", "cost 11 soldiers their lives"."""
        if group.how != "counted":
            return
        if group.head in ("lives", "victims"):
            before = self.row.telling(range(at - 1, at - 4, -1))
            after = self.row.telling(range(at + 1, at + 5))
            claimed = before.startswith("claim") or (before in self.small["life_takers"] and group.head == "lives")
            if claimed or after in ("lost", "claimed", "taken"):
                yield Mention("killed", group.count, group.start, group.end, group, "lives lost")
        elif self.row.low(at - 1) in ("cost", "costs", "costing") and self.row.head(at + 1) == "lives":
            yield Mention("killed", group.count, group.start, self.row[at + 1].end, group, "cost their lives")

    def _done_to_death(self, at: int) -> list[Group]:
        """The people after a verb of harm with "to death", "dead" or "alive" behind them: "hacked two men to death"."""
        groups = self.right.objects(at + 1)
        if not groups:
            return []
        after = self.row.index(groups[-1]) + 1
        said = (self.row.low(after), self.row.low(after + 1))
        return groups if said == ("to", "death") or said[0] in ("dead", "alive") else []

    def _sent_to_hospital(self, at: int) -> list[Group]:
        groups = self.right.objects(at + 1)
        if not groups:
            return []
        after = self.row.index(groups[-1]) + 1
        behind = " ".join(item.low for item in self.row.items[after : after + 4])
        return groups if re.match(r"(?:in|to) (?:the |a |local |nearby )?hospitals?\b", behind) else []

    def _lost(self, at: int) -> list[Group]:
        """Those whom an army or a family lost, where they are fighters or kin: "lost 17 men", not "lost 3 games"."""
        groups = self.right.objects(at + 1)
        return groups if groups and all(g.head in self.small["losable"] for g in groups) else []

    @staticmethod
    def _loss(groups: Sequence[Group]) -> Fate:
        """Killed; an army's losses by the hundred count the wounded too, and nobody says how many of each (R8)."""
        many = sum(g.count.low or 0 for g in groups) >= LOSSES_OF_WAR
        return Fate("unspecified" if many else "killed", "ing")

    def _by_fate(self, at: int, item: Item, fate: Fate) -> Iterator[Mention]:
        if fate.form == "ing":
            fate = self._either(at, fate)
            groups = self.right.objects(at + 1)
            if groups and _OF_AN_EVENT.match(self.sentence.text, groups[0].start - self.sentence.start):
                return
            if groups and not (fate.weak and groups[0].how == "pronoun"):
                yield from self._with_list(fate, groups, item, at, "verb and object")
            return
        if fate.form == "adj":
            yield from self._adjective(at, item, self._either(at, fate))
            return
        if fate.form == "self":
            if item.low == "dying" and self.row.low(at - 1) in ("a", "an", "the", "this"):
                return  # "a dying trade"
            groups = self.left.subject(at)
            if groups and not (item.low in ("die", "perish") and groups[-1].count.high == 1):
                groups = [*groups, *self.right.company(at + 1)]
                yield from self._with_list(fate, groups, item, at, "people and verb")
            return
        yield from self._participle(at, item, fate)

    def _either(self, at: int, fate: Fate) -> Fate:
        """ "killed or wounded", "killed and injured" of the same people: nobody says how many of each (R8)."""
        other, word = None, ""
        for near, between in ((at + 2, at + 1), (at - 2, at - 1)):
            if other is None and self.row.low(between) in ("and", "or", "/") and 0 <= near < len(self.row):
                other, word = self.row[near].fate, self.row.low(between)
        if other is None or other.weak or fate.weak:
            return fate
        states = {"ed", "adj"} if word == "or" else {fate.form}
        fates = {other.kind, fate.kind}
        unsure = fates == {"killed", "injured"} or (word == "or" and fates == {"killed", "missing"})
        alike = other.form == fate.form or {other.form, fate.form} <= states
        return fate._replace(kind="unspecified") if unsure and alike else fate

    def _participle(self, at: int, item: Item, fate: Fate) -> Iterator[Mention]:
        fate = self._either(at, fate)
        if (at == 0 or self.row.low(at - 1) in ("also", ".", ":")) and self.row.low(at + 1) in ("was", "were"):
            groups = self.right.objects(at + 2)  # "Killed were a man and his son"
            if groups:
                yield self._mention(fate, groups, item, "participle and people")
            return
        passive = self.row.passive(at)
        after = self.row[at + 1].group if at + 1 < len(self.row) else None
        doer = self.row.adjacent(at)
        if not passive and after is not None and after.how == "unknown" and doer is not None and doer.how == "pronoun":
            return  # "when she killed children"
        if fate.weak and not passive and self.row.low(at + 1) in _ARTICLES and not self.row.head(at + 1):
            return  # "gunmen shot a guard dog": they shot, nobody shot them
        groups = [] if passive else self.right.objects(at + 1)
        before = self.row.adjacent(at)
        if before and before.whole and not passive and before.whole.low != before.count.low:
            yield self._whole_of(before, fate, item)
            return
        if groups and before and (self.row.own_predicate(groups[-1]) or before.how == "bare"):
            groups = []
        if groups:
            if not (fate.weak and groups[0].how == "pronoun"):
                yield from self._with_list(fate, groups, item, at, "verb and object")
            return
        subject = self.left.subject(at) if passive or before else self.left.joined_subject(at)
        if subject:
            subject = [*subject, *self.right.company(at + 1)]
            yield from self._with_list(fate, subject, item, at, "people and participle")

    def _whole_of(self, some: Group, fate: Fate, item: Item) -> Mention:
        """ "Nine of the 14 people killed were women": 14 killed; the nine say nothing of the fate."""
        assert some.whole is not None
        whole = replace(some, count=some.whole, subset=False, whole=None)
        rule = f"people and participle: {item.word}"
        return Mention(fate.kind, whole.count, some.start, item.end, whole, rule, fate.weak)

    def _adjective(self, at: int, item: Item, fate: Fate) -> Iterator[Mention]:
        before = self.row.adjacent(at)
        if before is not None and self.left.names_a_place(before):
            before = None  # "a woman from Goma is in hospital"
        if before is not None:
            groups = self.left.coordinated(self.row.index(before), self.row.aux_between(self.row.index(before), at))
            if groups:
                yield from self._with_list(fate, groups, item, at, "people and adjective")
            return
        if self.row.passive(at) or self.row.low(at - 1) in ("and", "or"):
            groups = self.left.subject(at)
            if groups:
                yield self._mention(fate, groups, item, "people and adjective")

    def _with_list(self, fate: Fate, groups: list[Group], item: Item, at: int, rule: str) -> Iterator[Mention]:
        yield self._mention(fate, groups, item, rule)
        after = max(at, self.row.index(groups[-1])) + 1
        for _ in range(6):
            following = self.right.located(after)
            if following is None:
                return
            group, after = following
            yield self._mention(fate, [group], item, "list of places", listed=True)

    def _mention(self, fate: Fate, groups: Sequence[Group], item: Item, rule: str, *, listed: bool = False) -> Mention:
        groups = [
            g for g in groups if not g.head.startswith("~") or (fate.kind in ("killed", "injured") and not fate.weak)
        ] or groups
        start = min(groups[0].start, item.start)
        end = max(groups[-1].end, item.end)
        people = groups[0] if len(groups) == 1 else together(self.sentence, groups)
        return Mention(fate.kind, people.count, start, end, people, f"{rule}: {item.word}", fate.weak, False, listed)
