"""What the cursor is on, as a value: what keys act upon."""

from collections.abc import Sequence
from typing import NamedTuple

from sitrep.views.pane import Row, Snapshot


class Under(NamedTuple):
    """What the cursor is on: the row of which pane, the words to copy, the link to open, the article it stands in; and
    the rows picked, and all that the list shows.
    """

    snapshot: Snapshot
    pane: str
    row: Row | None
    words: str
    url: str
    article: str = ""
    picked: tuple[str, ...] = ()
    listed: Sequence[Row] = ()
