"""What a list shows, written to a file: to be read on another day."""

from datetime import date

from boards import NOW, incident

from sitrep.model.incident import Board
from sitrep.model.when import When
from sitrep.views.pane import Snapshot
from sitrep.views.panes import pane_by_id
from sitrep.views.printed.listed import written


def test_an_export_dates_in_full_what_the_screen_calls_today() -> None:
    snapshot = Snapshot(
        Board(NOW, "test", 1, incidents=(incident("i", "Kharkiv strike", when=When(date(2023, 12, 31), "day")),))
    )
    rows = pane_by_id("strikes").rows(snapshot)
    assert "today" in [cell.text for cell in rows[0].cells(snapshot.calendar)]
    text = written("Markdown", snapshot, "strikes", rows, "")
    assert "2023-12-31" in text.splitlines()[-1]
    assert "today" not in text
