"""The right side of a predicate: the people it takes, those joined to them, and lists of places behind them."""

from sitrep.extract.casualties.row import Group, Row
from sitrep.extract.casualties.together import without_names

_IN = frozenset({"in", "at", "near", "on", "outside"})
_QUOTES = ("“", "”", '"', "‘", "’", "'")


class Objects:
    """Looks to the right in one row."""

    def __init__(self, row: Row) -> None:
        self.row = row
        self.small = row.small

    def objects(self, at: int) -> list[Group]:
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
            self.row.low(here) == "and"
            and here + 1 < len(self.row)
            and (fate := self.row[here + 1].fate)
            and fate.form in ("ing", "ed")
        ):
            return []
        if here >= len(self.row):
            return []
        first = self.row[here].group
        if first is not None and first.head == "themselves" and self.row.low(here + 1) == "and":
            return self._with_themselves(at, here + 2)
        if first is None or first.how == "unknown":
            return []
        return self._list_from(here, first)

    def _with_themselves(self, at: int, here: int) -> list[Group]:
        """ "Two bombers ..., killing themselves and 19 others": the attackers count among the dead (R18)."""
        others = self.objects(here)
        who = next(
            (i.group for i in reversed(self.row.items[:at]) if i.group is not None and i.group.how != "named"), None
        )
        return [who, *others] if others and who is not None and who.how == "counted" else others

    def _list_from(self, here: int, first: Group) -> list[Group]:
        groups = [first]
        at = here + 1
        while at < len(self.row):
            at = self._past_of(at)
            step = (
                2
                if (self.row.low(at) == "along" and self.row.low(at + 1) == "with")
                or (self.row.low(at) == "together" and self.row.low(at + 1) == "with")
                or (self.row.low(at) == "," and self.row.low(at + 1) in ("and", "plus"))
                else 1
                if self.row.low(at) in (",", "and", "plus", "alongside")
                else 0
            )
            if not step or at + step >= len(self.row):
                break
            group = self.row[at + step].group
            if (
                group is None
                or group.how in ("unknown", "bare")
                or (group.how == "pronoun" and group.head not in ("himself", "herself"))
                or self.row.own_predicate(group)
                or (self.row.low(at + step + 1) in ("in", "at") and group.how == "bare")
            ):
                break
            if self.row.low(at) == "," and step == 1 and not self._list_goes_on(at + step):
                if not self.row.headline_list(groups[-1], group):
                    break
                groups.append(group)
                at += step + 1
                continue
            if not (group.how == "named" and step == 1 and self.row.low(at) == ","):
                groups.append(group)
            at += step + 1
        return without_names(groups)

    def _past_of(self, at: int) -> int:
        """The "and" behind "of the group" where people follow it: "a leader of the group and two of his aides"."""
        if self.row.low(at) != "of":
            return at
        for here in range(at + 1, min(len(self.row) - 1, at + 6)):
            if self.row[here].group is not None or self.row[here].fate is not None:
                return at
            after = self.row[here + 1].group
            if self.row.low(here) == "and" and after is not None and after.how in ("counted", "single"):
                return here
        return at

    def _list_goes_on(self, at: int) -> bool:
        """True where after a comma the list ends in "and" people: an apposition has no "and"."""
        if self.row.low(at + 1) in (",", "and"):
            step = 2 if self.row.low(at + 1) == "," and self.row.low(at + 2) == "and" else 1
            nxt = self.row[at + 1 + step].group if at + 1 + step < len(self.row) else None
            return (
                nxt is not None
                and nxt.how != "unknown"
                and (self.row.low(at + step) == "and" or self._list_goes_on(at + 1 + step))
            )
        return False

    def located(self, at: int) -> tuple[Group, int] | None:
        """ "... in Mosul, two in Tikrit": the next figure of a list of places, and the item after it."""
        if self.row.low(at) not in _IN:
            return None
        here = at + 1
        while here < len(self.row) and here - at < 12:
            item = self.row[here]
            if (
                item.group is not None
                and item.group.how in ("bare", "counted")
                and self.row.low(here - 1) in ("and", ",")
            ):
                return (
                    (item.group, here + 1) if self.row.low(here + 1) in ("in", "at", "near", "on", "outside") else None
                )
            if item.fate is not None or item.low in (";", ":", "."):
                return None
            here += 1
        return None

    def company(self, at: int) -> list[Group]:
        """Those who shared a fate told before: "was killed along with his two bodyguards", ", along with a guard"."""
        if self.row.low(at) == ",":
            at += 1
        if self.row.low(at) in ("along", "together") and self.row.low(at + 1) == "with":
            at += 1
        elif self.row.low(at) != "alongside":
            return []
        fated = at + 2 < len(self.row) and self.row[at + 2].fate is not None  # "along with 12 injured"
        return [] if fated else self.objects(at + 1)
