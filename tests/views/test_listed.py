"""What a list shows, written to a file: to be read on another day."""

import csv
import json
from datetime import date

from boards import NOW, incident, rich_snapshot

from sitrep.model.incident import Board
from sitrep.model.when import When
from sitrep.views.pane import Snapshot
from sitrep.views.panes import pane_by_id
from sitrep.views.printed.listed import forms_of, written


def test_an_export_dates_in_full_what_the_screen_calls_today() -> None:
    snapshot = Snapshot(
        Board(NOW, "test", 1, incidents=(incident("i", "Kharkiv strike", when=When(date(2023, 12, 31), "day")),))
    )
    rows = pane_by_id("strikes").rows(snapshot)
    assert "today" in [cell.text for cell in rows[0].cells(snapshot.calendar)]
    text = written("Markdown", snapshot, "strikes", rows, "")
    assert "2023-12-31" in text.splitlines()[-1]
    assert "today" not in text


def test_a_list_says_of_what_as_of_when_and_by_which_filter_it_was_chosen() -> None:
    snapshot = rich_snapshot(sample=True)
    head = written("Markdown", snapshot, "strikes", (), "kharkiv since:6h").splitlines()
    assert head[0] == "# SAMPLE - NOT LIVE · sitrep · Strikes · Eastern front"
    assert head[2] == "As of 2023-12-31T09:13:00Z · filter: kharkiv since:6h"


def test_a_list_as_csv_or_json_holds_the_rows_in_it_and_no_other_things() -> None:
    snapshot = rich_snapshot()
    rows = [row for row in pane_by_id("strikes").rows(snapshot) if row.key == "i-belgorod"]
    table = csv.reader(written("CSV", snapshot, "strikes", rows, "").splitlines())
    assert [line[0] for line in table] == ["id", "i-belgorod"]
    board = json.loads(written("JSON", snapshot, "strikes", rows, ""))
    assert [incident["id"] for incident in board["incidents"]] == ["i-belgorod"]
    assert (board["diplomacy"], board["running_totals"]) == ([], [])


def test_what_has_no_table_of_its_own_is_written_as_markdown_alone() -> None:
    assert forms_of("strikes") == ("Markdown", "CSV", "JSON")
    assert forms_of("wire") == ("Markdown",)
