"""What is printed as JSON is what the published schemas say: no key more, no key less, no other type."""

import msgspec
import pytest
from boards import NOW, action, belgorod, incident, known, rich_board
from builders import KHARKIV, article, count, day, killed, reading, strike
from builders import act as made_act
from schemas import faults

from sitrep.model.claim import Fault
from sitrep.model.incident import UNKNOWN, Board
from sitrep.options import SCHEMAS
from sitrep.views.printed.changes import change_form, changes
from sitrep.views.printed.export import geojson, item_lines
from sitrep.views.printed.forms import board_form, reading_form
from sitrep.views.printed.schema import SHAPES, schema
from sitrep.views.printed.why import why_form
from sitrep.views.report.content import report
from sitrep.views.report.form import report_form


def boards() -> Board:
    """A board with something in every place."""
    bare = incident("i-bare", "Strike", places=(), country=None, killed=known(None, 3), injured=UNKNOWN)
    board = rich_board()
    return msgspec.structs.replace(board, incidents=(*board.incidents, bare), dismissed=(belgorod(),))


def test_the_command_line_offers_the_schemas_there_are() -> None:
    assert tuple(SHAPES) == SCHEMAS


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_json_schema_with_a_title(name: str) -> None:
    made = schema(name)
    assert made["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert made["title"] == f"sitrep {name}"
    assert msgspec.json.decode(msgspec.json.encode(made))["title"] == made["title"]


def test_the_board() -> None:
    assert faults(board_form(boards()), "board") == []


def test_the_board_with_texts() -> None:
    assert faults(board_form(boards()) | {"texts": {"a-1": "Shells hit a market."}}, "board") == []


def test_the_items_line_by_line() -> None:
    assert [fault for line in item_lines(boards()) for fault in faults(line, "item")] == []


def test_a_reading_with_and_without_everything() -> None:
    told = article("a-1", url="https://post.example/a-1")
    said = reading(
        told,
        strike(KHARKIV, munitions=count(3, None), when=day(), attacker="Russia"),
        killed(None, 5, KHARKIV, flags=("unverified",)),
        made_act("Poland", "ACCUSE", "Russia", "summon", when=day(-1)),
    )
    said = msgspec.structs.replace(said, faults=(Fault("a-1", "cut off"),))
    assert faults(reading_form(told, said), "reading") == []
    told_why = reading_form(told, said, explain=True, with_text=True)
    assert faults(told_why, "reading") == []
    assert faults(told_why | {"mood": 1}, "reading") == ["$: mood is not in the schema"]
    undated = article("a-2", published=None)
    assert faults(reading_form(undated, reading(undated, strike())), "reading") == []


def test_why_a_thing_stands_as_it_does() -> None:
    told = article("a-1")
    said = reading(told, strike(), killed(None, 5, KHARKIV), made_act("Poland", "ACCUSE", "Russia", "summon"))
    board = boards()
    assert faults(why_form(board.incidents, board.actions, ((told, said),)), "why") == []


def test_every_kind_of_change() -> None:
    other = msgspec.structs.replace(
        boards(),
        incidents=(
            incident("i-kyiv", "Kyiv", killed=known(4, 4), grade="weak"),
            incident("i-new", "New", aliases=("i-kharkiv",)),
        ),
        actions=(action("d-new", "Poland", "expel"),),
        running_totals=(),
    )
    told = [*changes(Board(NOW, "", 0), boards()), *changes(boards(), other), *changes(other, boards())]
    assert {change.change for change in told} >= {
        "new_incident",
        "toll",
        "grade",
        "withdrawn",
        "new_act",
        "running_total",
        "feed",
    }
    assert [fault for change in told for fault in faults(change_form(change), "change")] == []


def test_the_report() -> None:
    made = report(boards(), NOW.replace(day=30), lambda _: None)
    assert faults(report_form(made), "report") == []


def test_the_map() -> None:
    assert faults(geojson(boards()), "geojson") == []


def test_what_the_schema_does_not_name_is_found() -> None:
    form = board_form(boards())
    assert faults(form | {"mood": 1}, "board") == ["$: mood is not in the schema"]
    assert faults(form | {"articles": "40"}, "board") == ["$.articles: string for integer"]
    assert faults({k: v for k, v in form.items() if k != "feeds"}, "board") == ["$: feeds is missing"]
    assert faults(form | {"as_of": "today"}, "board") == ["$.as_of: 'today' is no date-time"]
