"""The line at the foot in which a filter or a command is typed."""

from collections.abc import Callable, Sequence

from textual.suggester import SuggestFromList
from textual.widgets import Input

HINTS = {
    "filter": "words, place: weapon: actor: killed:>5 since:6h is:unread",
    "command": "an action, a pane, sort BY, view NAME",
}
"""Purposes, and what each may hold."""


class InputLine(Input):
    """Starts with `text`; tells `typed` what stands in it after every key, and `kept` when Enter is pressed."""

    DEFAULT_CSS = """
    InputLine, InputLine:focus {
        layer: top; dock: bottom; width: 100%; height: 1;
        border: none; padding: 0 1; background: $panel; color: $foreground;
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
        self._typed = typed
        self._kept = kept

    def on_input_changed(self, event: Input.Changed) -> None:
        """The lists follow."""
        self._typed(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """What was typed holds, the line goes."""
        self._kept(event.value)
