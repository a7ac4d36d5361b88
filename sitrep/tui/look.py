"""How one reader looks at the board at this moment: a value. What turns it is pure; the screen only shows it."""

from collections.abc import Mapping

import msgspec

from sitrep.config import View
from sitrep.tui.plan import SLOT
from sitrep.views.filtering.filter import NO_FILTER, Filter, parse_filter
from sitrep.views.filtering.listing import SORTS, Sort
from sitrep.views.panes import PANES

ORDER = tuple(pane.id for pane in PANES)
SINCE = "is:since"


class Look(msgspec.Struct, frozen=True):
    """Which pane is in use (`pane`), which of the panes that share a tile was last (`slot`), whether what is in use
    fills the screen, whether the program shows that one pane alone, what the lists are narrowed to and how sorted.
    """

    pane: str = "strikes"
    slot: str = SLOT[0]
    zoomed: bool = False
    solo: bool = False
    narrowed: Filter = NO_FILTER
    feeds_narrowed: Filter = NO_FILTER
    sorts: Mapping[str, Sort] = {}

    def to(self, pane: str) -> "Look":
        """The same with `pane` in use."""
        return msgspec.structs.replace(self, pane=pane, slot=pane if pane in SLOT else self.slot)

    def turned(self, by: int) -> "Look":
        """The same with the pane `by` places further in use, round the end."""
        return self.to(ORDER[(ORDER.index(self.pane) + by) % len(ORDER)])

    def zoom(self) -> "Look":
        """The same with what is in use on the whole screen, or no more."""
        return msgspec.structs.replace(self, zoomed=not self.zoomed)

    def filter_of(self, pane: str) -> Filter:
        """What the list of that pane is narrowed to. Feeds are filtered apart from what they bring."""
        return self.feeds_narrowed if pane == "feeds" else self.narrowed

    def narrow(self, wanted: Filter) -> "Look":
        """The same with the lists narrowed to `wanted`: the feeds in their pane, all that they bring elsewhere."""
        field = "feeds_narrowed" if self.pane == "feeds" else "narrowed"
        return msgspec.structs.replace(self, **{field: wanted})

    def sort_of(self, pane: str) -> Sort:
        """How the list of that pane is sorted."""
        return self.sorts.get(pane, Sort())

    def sort(self, sort: Sort) -> "Look":
        """The same with the list in use sorted so."""
        return msgspec.structs.replace(self, sorts={**self.sorts, self.pane: sort})

    def under(self, view: View) -> "Look":
        """The same as that view wants it. A pane or an order there is not leaves the present one."""
        look = self.to(view.pane) if view.pane in ORDER and not self.solo else self
        if view.sort.lstrip("-") in SORTS:
            look = look.sort(Sort(view.sort.lstrip("-"), view.sort.startswith("-")))
        return look.narrow(parse_filter(view.query))

    @property
    def view(self) -> View:
        """This look as one to come back to."""
        sort = self.sort_of(self.pane)
        return View(self.filter_of(self.pane).text, self.pane, f"{'-' if sort.up else ''}{sort.by}")
