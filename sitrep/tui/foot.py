"""The foot of the screen while something is typed in it: opened when asked for, and gone afterwards."""

from collections.abc import Callable, Sequence

from textual.screen import Screen

FILTER, COMMAND = "filter", "command"
"""What one types there."""


class Foot:
    """The typing at the foot of `screen`; `purpose` is what is typed there now, "" for nothing."""

    def __init__(self, screen: Screen[None]) -> None:
        self.purpose = ""
        self._screen = screen

    async def open(
        self,
        purpose: str,
        text: str,
        typed: Callable[[str], None],
        kept: Callable[[str], None],
        known: Sequence[str] = (),
    ) -> None:
        """Opens a line with `text` in it, unless one is open; `known` completes what is typed. `typed` hears of every
        change, `kept` of the end.
        """
        if self.purpose:
            return
        from sitrep.tui.inputline import InputLine, Prompted  # the start need not wait for what is seldom wished first

        self.purpose = purpose
        line = InputLine(purpose, text, typed, kept, known)
        await self._screen.mount(Prompted(line))
        self._screen.set_focus(line)  # at once: what is typed next is the line's

    def close(self) -> None:
        """The keys in the footer have their place again."""
        self.purpose = ""
        self._screen.query("#prompted").remove()
