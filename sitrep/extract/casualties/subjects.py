"""The left side of a predicate: its subject, with those joined to it and past everybody who only stands between."""

from sitrep.extract.casualties.asides import asides
from sitrep.extract.casualties.row import Group, Row
from sitrep.extract.casualties.together import without_names
from sitrep.extract.casualties.words import words

_PLACING = frozenset({"in", "at", "near", "from", "outside", "around", "to", "on"})
_AGREEMENT = {"was": "one", "is": "one", "has": "one", "were": "many", "are": "many"}
_HOUSEHOLDS = frozenset({"family", "household", "clan", "village", "tribe"})
_SETTING_OFF = frozenset({",", ")", "–", "—", "-"})
REACH = 34
"""Words between a subject and its predicate, at most."""


class Subjects:
    """Looks to the left in one row."""

    def __init__(self, row: Row) -> None:
        self.row = row
        self.lexicon = words()
        self.small = row.small
        self.asides = asides(row.items)

    def names_a_place(self, group: Group) -> bool:
        """True for a name behind a word of place, which is nobody's: "from Goma"."""
        return group.how == "named" and not group.head and self.row.low(self.row.index(group) - 1) in _PLACING

    def joined_subject(self, at: int) -> list[Group]:
        """The subject of "... was wounded and [later] died"-like second participles; only after "and"."""
        here = at - 1
        while here >= 0 and (self.row[here].low in self.small["adverbs"] or self.row[here].low.endswith("ly")):
            here -= 1
        first = self.row[here - 1].fate if here > 0 and self.row.low(here) in ("and", "or", "then") else None
        if first is None or first.form == "ing":
            return []
        if first.form == "ed" and not self.row.passive(here - 1) and self.row.adjacent(here - 1) is None:
            return []
        return self.subject(here - 1)

    def subject(self, at: int) -> list[Group]:
        """The people before a predicate, a coordination as several; empty where they have no number."""
        number = ""
        set_off = perfect = False
        adjacent = self.row.adjacent(at)
        for here in range(at - 1, max(-1, at - 1 - REACH), -1):
            item = self.row[here]
            if here in self.asides and at not in self.asides:
                set_off = True
                continue
            if item.group is not None:
                if perfect and self.row.low(here - 1) == "including":
                    continue  # "ten people including three children have been killed"
                if self._passed_over(here, item.group, number, set_off=set_off, adjacent=item.group is adjacent):
                    continue
                return [] if item.group.how == "unknown" else self.coordinated(here, number)
            if (
                item.low in self.small["walls"]
                or item.low in (";", ":", "”")
                or (item.low == "that" and not self.row.relative(here))
            ):
                return []
            perfect = perfect or item.low in ("have", "had")
            number = number or _AGREEMENT.get(item.low, "")
            set_off = set_off or item.low in _SETTING_OFF
        return []

    def _passed_over(self, here: int, group: Group, number: str, *, set_off: bool, adjacent: bool) -> bool:
        """True for people between a subject and its predicate who are not that subject."""
        if group.how == "named" and not group.head and self.row.low(here - 1) in _PLACING:
            return True
        if (set_off or number) and self._appended(here):
            return True
        if group.head.startswith("~") and not adjacent:
            return True
        if group.how == "unknown" and set_off and self.row.low(here - 1) in ("all", "mostly", "mainly", "most", "both"):
            return True
        if group.how == "unknown":
            return (not adjacent or self.row.low(here - 1) == "by") and self._inside(here, adjacent=False)
        if group.how == "bare" and not adjacent and not group.subset:
            return True
        return not self._agrees(group, number, here) or self._inside(here, adjacent=adjacent)

    def _appended(self, at: int) -> bool:
        """People named inside ", including three children and a guard," are no subject."""
        here = at - 1
        while here >= 0 and at - here < 24:
            low = self.row.low(here)
            if low in ("where", "when"):
                return False  # ", including a suburb where 15 people were killed"
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
        if number == "many" and not group.plural and not self.row.joined(at):
            return False
        return not (number == "one" and group.plural and group.how != "unknown" and group.count.low not in (0, 1))

    def _inside(self, at: int, *, adjacent: bool) -> bool:
        """True for people inside another's phrase: "two guards of the president"."""
        before = self.row.low(at - 1)
        if before == "of":
            return at > 1 and (self.row[at - 2].group is not None or self.row[at - 2].low in self.lexicon.events)
        if before == "by":
            return True
        return not adjacent and before in ("by", "with", "for", "near", "against", "from", "to", "on", "at", "in")

    def _past_household(self, at: int) -> int:
        """The members in "six members of one family [and two neighbours]", where `at` is the family."""
        if self.row[at].group is not None or self.row.low(at) not in _HOUSEHOLDS:
            return at
        of = next((here for here in range(at - 1, max(0, at - 5), -1) if self.row.low(here) == "of"), 0)
        return of - 1 if of and self.row[of - 1].group is not None else at

    def coordinated(self, at: int, number: str) -> list[Group]:
        """People at `at` with those joined before them: "a woman and her infant"."""
        group = self.row[at].group
        if group is None or group.how == "unknown":
            return []
        groups = [group]
        here = at
        while number != "one":
            step = (
                2
                if self.row.low(here - 1) == "and" and self.row.low(here - 2) == ","
                else 1
                if self.row.low(here - 1) in ("and", ",")
                else 0
            )
            if not step or here - step - 1 < 0:
                break
            ahead = self._past_household(self._past_ages(here - step - 1))
            before = self.row[ahead].group
            if before is not None and before.how == "unknown" and self.row.low(here - 1) == ",":
                return []
            if (
                before is None
                or before.how == "unknown"
                or (before.how == "pronoun" and not group.others)
                or self._is_object(ahead)
                or self._appended(ahead)
                or (
                    self.row.low(here - 1) == ","
                    and step == 1
                    and len(groups) == 1
                    and not self.row.headline_list(before, group)
                )
            ):
                break
            if group.how == "bare" or before.how == "bare":
                break
            groups.insert(0, before)
            here = ahead
        if len(groups) > 1 and group.how == "named" and self.row.low(here - 1) == "of":
            return []  # "a daughter of A and B": neither of them
        if number != "one" and (len(groups) > 1 or group.how == "named") and self.row.low(here - 1) in (",", "and"):
            earlier = self._list_head(here - 2)
            if earlier is not None:
                return [earlier] if earlier.how == "counted" or len(groups) == 1 else []
        return without_names(groups)

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
                and self.row.low(here - 1) not in _PLACING
            ):
                found = item.group
            here, steps = here - 1, steps + 1
        return found

    def _past_ages(self, at: int) -> int:
        """The item before "..., ages 7 and 10," or "..., 34," where such stands before `at`; else `at`."""
        here, seen = at, False
        if self.row.low(here) == ",":
            here -= 1
        while (
            here > 0
            and self.row[here].group is None
            and (self.row.low(here) in (",", "and", "ages", "aged", "age", "both") or self.row.low(here).isdigit())
        ):
            seen = seen or self.row.low(here).isdigit()
            here -= 1
        return here if seen and self.row[here].group is not None else at

    def _is_object(self, at: int) -> bool:
        """True where the people at `at` already stand after a verb that took them."""
        here = at - 1
        while here >= 0 and (
            self.row.low(here) in self.small["adverbs"]
            or self.row.low(here) in (",", "and")
            or self.row[here].group is not None
        ):
            here -= 1
        fate = self.row[here].fate if here >= 0 else None
        return fate is not None
