"""What is news, and what changed between two looks."""

import pytest
from boards import NOW, belgorod, incident, known

from sitrep.model.incident import UNKNOWN, Attribution, Board, Toll
from sitrep.views.calendar import Calendar
from sitrep.views.news import Piece, against, changes, digest, news
from sitrep.views.pane import Snapshot
from sitrep.views.panes import pane_by_id
from sitrep.views.panes.strikes import COLUMNS


@pytest.mark.parametrize(
    ("before", "now", "words"),
    [
        ({"killed": known(17, 17)}, {"killed": known(21, 21)}, "killed 17→21"),
        ({"killed": known(21, 24)}, {"killed": known(20, 20)}, "killed 21–24→20"),
        ({"killed": UNKNOWN}, {"killed": known(3, None)}, "killed –→3+"),
        ({"killed": Toll(status="none", low=0, high=0)}, {"killed": known(2, 2)}, "killed none→2"),
        ({"killed": known(5, 5)}, {"killed": known(5, 9, flags=("disputed",))}, "killed 5→~5–9"),
        ({"grade": "weak"}, {"grade": "fair"}, "grade weak→fair"),
        ({}, {"attackers": (Attribution("RSF", "accused", "the army"),)}, "named –→?RSF"),
        ({"killed": known(1, 1), "injured": UNKNOWN}, {"killed": known(2, 2), "injured": known(7, 7)},
         "killed 1→2, injured –→7"),
        ({"killed": known(4, 4)}, {"killed": known(4, 4), "outlets": 9}, ""),
    ],
)  # fmt: skip
def test_a_change_says_what_was_and_what_is(before: dict[str, object], now: dict[str, object], words: str) -> None:
    """R4, R12, R13: a fall is a change like a rise, a restatement is none, unknown is a dash."""
    old, new = news(incident("i", "A", "Kharkiv", **before)), news(incident("i", "A", "Kharkiv", **now))
    assert ", ".join(change.words for change in changes(old, new)) == words


@pytest.mark.parametrize("stored", ["", "v1", "a|b", "1:2"])
def test_a_stored_version_of_something_else_tells_no_change(stored: str) -> None:
    assert changes(stored, news(belgorod())) == ()


def test_the_old_figure_stands_beside_the_new_one_in_its_own_column() -> None:
    board = Board(NOW, "test", 1, incidents=(incident("i", "A", killed=known(21, 21)),))
    (row,) = pane_by_id("strikes").rows(Snapshot(board))
    before = news(incident("i", "A", killed=known(17, 17)))
    shown = against(before, row.version, row.cells(Calendar.of(NOW)), COLUMNS)
    assert [(c.title, cell.before) for c, cell in zip(COLUMNS, shown, strict=True) if cell.before] == [("killed", "17")]


def test_a_digest_names_what_was_revised_and_counts_the_rest() -> None:
    one, two = news(incident("i", "A", killed=known(17, 17))), news(incident("i", "A", killed=known(21, 21)))
    pieces = [Piece("incident", "Odesa", "", two), Piece("incident", "Kyiv", "", two)]
    pieces += [Piece("incident", f"Town {n}", one, two) for n in range(5)]
    pieces.append(Piece("article", "x", "", "v"))
    assert digest(pieces) == (
        "2 new incidents, 5 revised incidents: Town 0 killed 17→21; Town 1 killed 17→21; Town 2 killed 17→21"
        " and 2 more; 1 new article"
    )
    assert digest([]) == ""
