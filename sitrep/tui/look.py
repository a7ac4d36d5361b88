"""How one reader looks at the board at this moment: a value. What turns it is pure; the screen only shows it."""

import msgspec

from sitrep.tui.plan import SLOT
from sitrep.views.filter import NO_FILTER, Filter
from sitrep.views.panes import PANES

ORDER = tuple(pane.id for pane in PANES)


class Look(msgspec.Struct, frozen=True):
    """Which pane is in use (`pane`), which of the panes that share a tile was last (`slot`), whether what is in use
    fills the screen, whether the program shows that one pane alone, and what the lists are narrowed to.
    """

    pane: str = "strikes"
    slot: str = SLOT[0]
    zoomed: bool = False
    solo: bool = False
    narrowed: Filter = NO_FILTER
    feeds_narrowed: Filter = NO_FILTER

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
