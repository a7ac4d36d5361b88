"""The board as lines: for a pipe, a log, a screen reader, a mail."""

import re
from datetime import date

import pytest
from boards import NOW, at, feeds, incident, known, rich_board

from sitrep.model.health import Health
from sitrep.model.incident import Attribution, Board, Incident, Toll
from sitrep.model.when import When
from sitrep.views.printed.plain import board_lines


def lines(board: Board, *, markdown: bool = False) -> list[str]:
    """The board, printed."""
    return list(board_lines(board, markdown=markdown))


def under(printed: list[str], title: str) -> list[str]:
    """The lines of one list, without its title."""
    start = next(n for n, line in enumerate(printed) if line.lstrip("# ").startswith(title)) + 1
    rest = printed[start:]
    return rest[: rest.index("")] if "" in rest else rest


def one(**given: object) -> Board:
    """A board of one incident."""
    return Board(NOW, "test", 1, incidents=(incident("i", "Kharkiv drone attack", "Kharkiv", **given),))


def row(board: Board, title: str = "Strikes") -> str:
    """The only line of a list."""
    (line,) = under(lines(board), title)
    return line


def test_the_head_says_of_what_and_of_when_it_tells() -> None:
    printed = lines(rich_board())
    assert printed[0] == "sitrep · Eastern front · as of 2023-12-31T09:13:00Z"
    assert printed[1] == "40 articles, 6 feeds, 2 of them failing"


def test_without_a_situation_it_tells_of_all() -> None:
    assert lines(Board(NOW, "", 0))[0].startswith("sitrep · all · ")


def test_feeds_that_fail_are_counted_only_where_there_are_any() -> None:
    well = Board(NOW, "", 3, feeds=tuple(feed for feed in feeds() if feed.status in ("ok", "stale")))
    assert lines(well)[1] == "3 articles, 3 feeds"


def test_one_article_of_one_feed_is_told_in_the_singular() -> None:
    assert lines(Board(NOW, "", 1, feeds=(Health("North Wire", "u", "ok"),)))[1] == "1 article, 1 feed"


def test_each_list_says_how_many_it_holds() -> None:
    printed = lines(rich_board())
    titles = [line for line in printed if re.fullmatch(r"\w+ \(\d+\)", line)]
    assert titles[0] == "Strikes (8)"
    assert titles[-1] == "Diplomacy (3)"
    for title in titles:
        name, number = title.rstrip(")").split(" (")
        assert len(under(printed, name)) == int(number)


def test_an_empty_list_says_that_nothing_was_reported() -> None:
    printed = lines(Board(NOW, "test", 0))
    assert under(printed, "Strikes") == ["no strike reported yet"]
    assert under(printed, "Casualties") == ["no casualties reported yet"]
    assert under(printed, "Diplomacy") == ["no diplomatic act reported yet"]


NAMED: dict[str, object] = {"attackers": (Attribution("Russia", "stated"),), "targets": ("depot",)}
"""With these nothing but a toll can be a dash."""


def test_an_unknown_toll_is_a_dash_and_never_0() -> None:
    assert row(one(**NAMED)) == "2023-12-31  Kharkiv  Russia  drone  depot  –  –  1/1"
    assert row(one(**NAMED, killed=known(4, 4, text="4"))) == "2023-12-31  Kharkiv  Russia  drone  depot  4  –  1/1"
    assert row(one(**NAMED, injured=known(9, 9, text="9"))) == "2023-12-31  Kharkiv  Russia  drone  depot  –  9  1/1"


def test_nobody_killed_is_told_from_unknown_where_somebody_said_so() -> None:
    said = one(**NAMED, killed=Toll(0, 0, 0, "0", (), "none"))
    assert row(said) == "2023-12-31  Kharkiv  Russia  drone  depot  none  –  1/1"


@pytest.mark.parametrize(
    ("toll", "shown"),
    [
        (known(21, 24), "21–24"),
        (known(21, None), "21+"),
        (known(None, 30), "≤30"),
        (known(39, None, flags=("expected to rise",)), "39+↑"),
    ],
)
def test_a_range_stays_a_range(toll: Toll, shown: str) -> None:
    assert shown in row(one(killed=toll)).split("  ")


def test_an_accused_side_is_told_apart_from_a_stated_one() -> None:
    assert any("?Ukraine" in line for line in under(lines(rich_board()), "Strikes"))


def test_running_totals_stand_apart_with_their_speaker_and_say_that_they_are_not_counted() -> None:
    printed = lines(rich_board())
    assert "Running totals: never part of the figures above" in printed
    assert printed[-1].startswith("Eastern front: more than 10,000 killed, the UN rights office, 2023-12-30T12:00:00Z")


def test_without_running_totals_there_is_no_word_of_them() -> None:
    assert not any("Running totals" in line for line in lines(one()))


def test_no_line_has_blanks_at_its_ends_or_control_characters() -> None:
    for line in lines(rich_board()):
        assert line == line.strip()
        assert line.isprintable()


def test_markdown_is_a_table_a_list_with_as_many_cells_in_every_line() -> None:
    printed = lines(rich_board(), markdown=True)
    assert printed[0].startswith("# sitrep · Eastern front")
    for title in ("Strikes", "Casualties", "Diplomacy"):
        head, rule, *rows = under(printed, title)
        assert rows
        assert set(rule) == {"|", " ", "-"}
        assert {line.count("|") for line in (head, rule, *rows)} == {head.count("|")}
    assert "## Running totals: never part of the figures above" in printed
    assert printed[-1].startswith("- Eastern front: ")


def test_a_bar_in_a_label_does_not_break_the_markdown_table() -> None:
    piped: Incident = incident("i", "Depot | yard", "Depot | yard", when=When(date(2023, 12, 31), "day"), updated=at(8))
    head, _, line = under(lines(Board(NOW, "test", 1, incidents=(piped,)), markdown=True), "Strikes")
    assert "Depot \\| yard" in line
    assert line.replace("\\|", "").count("|") == head.count("|")


def test_an_empty_list_in_markdown_is_a_sentence_and_no_table() -> None:
    assert under(lines(Board(NOW, "test", 0), markdown=True), "Strikes") == ["no strike reported yet"]
