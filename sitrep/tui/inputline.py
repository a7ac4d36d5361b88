"""The line at the foot in which a filter or a command is typed."""

from collections.abc import Callable, Sequence

from textual.containers import Horizontal
from textual.suggester import SuggestFromList
from textual.widgets import Input, Static

HINTS = {
    "filter": "words, place: weapon: actor: killed:>5 since:6h is:unread",
    "command": "an action, a pane, sort BY, view NAME",
}
"""Purposes, and what each may hold."""
SIGNS = {"filter": " /", "command": " :"}
"""What stands before the line, so that one sees what is typed."""


class Prompted(Horizontal):
    """The line with its sign, at the foot of the screen."""

    DEFAULT_CSS = """
    Prompted { layer: top; dock: bottom; width: 100%; height: 1; background: $panel; color: $foreground; }
    Prompted Static { width: 2; height: 1; }
    """

    def __init__(self, line: "InputLine") -> None:
        super().__init__(Static(SIGNS[line.purpose], markup=False), line, id="prompted")


class InputLine(Input):
    """Starts with `text`; tells `typed` what stands in it after every key, and `kept` when Enter is pressed."""

    DEFAULT_CSS = """
    InputLine, InputLine:focus {
        width: 1fr; height: 1; border: none; padding: 0; background: $panel; color: $foreground;
    }
    """

    def __init__(
        self,
        purpose: str,
        text: str,
        typed: Callable[[str], None],
        kept: Callable[[str], None],
        known: Sequence[str] = (),
    ) -> None:
        suggester = SuggestFromList(known) if known else None
        super().__init__(
            text, placeholder=HINTS[purpose], id="line", select_on_focus=False, suggester=suggester, classes=purpose
        )
        self.purpose = purpose
        self._typed = typed
        self._kept = kept

    def on_input_changed(self, event: Input.Changed) -> None:
        """The lists follow."""
        self._typed(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """What was typed holds, the line goes."""
        self._kept(event.value)
