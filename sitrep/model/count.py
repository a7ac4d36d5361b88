"""How many, as a text says it (METHOD.md R8-R12)."""

import msgspec


class Count(msgspec.Struct, frozen=True, gc=False):
    """A number of people or things as stated: 39; at least 21; up to 30; dozens.

    `low` or `high` None is unknown on that side: "at least 21" is (21, None), "up to 30" (None, 30) (R10).
    Vague words carry their documented value as low and are shown by `text` (R11).
    """

    low: int | None
    high: int | None
    text: str

    @property
    def exact(self) -> bool:
        """True for a plain figure, neither a floor nor a range."""
        return self.low is not None and self.low == self.high
