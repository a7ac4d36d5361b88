"""The line a filter is typed in."""

from collections.abc import Callable

from textual.widgets import Input

HINT = "words, place: weapon: actor: killed:>5 since:6h"


class FilterLine(Input):
    """Starts with `text`; tells `typed` what stands in it after every key, and `kept` when Enter is pressed."""

    def __init__(self, text: str, typed: Callable[[str], None], kept: Callable[[], None]) -> None:
        super().__init__(text, placeholder=HINT, id="filter", select_on_focus=False)
        self._typed = typed
        self._kept = kept

    def on_input_changed(self, event: Input.Changed) -> None:
        """The lists follow."""
        self._typed(event.value)

    def on_input_submitted(self) -> None:
        """The filter stays, the line goes."""
        self._kept()
