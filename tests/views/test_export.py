"""The board for other programs: columns, formulas, points that say what they are."""

import csv
import io
import json
from datetime import UTC, date, datetime

import msgspec
import pytest
from boards import NOW, belgorod, incident, known, rich_board, town
from builders import DISTRICT, EAST, IZIUM, KHARKIV, NORTH
from hypothesis import given
from hypothesis import strategies as st

from sitrep.model.incident import Board, Incident
from sitrep.model.place import Place
from sitrep.options import BOARD_FORMS
from sitrep.options import TABLES as NAMED_TABLES
from sitrep.views.printed.export import TABLES, Value, cell, csv_text, geojson, item_lines
from sitrep.views.printed.forms import Form, board_form
from sitrep.views.printed.output import board_text

KYIV = Place("Kyiv", "703448", "exact", "UA", ("UA",), 50.45, 30.52)


def table(board: Board, name: str = "incidents") -> list[dict[str, str]]:
    """The CSV read back as a program reads it."""
    return list(csv.DictReader(io.StringIO(csv_text(board, name), newline="")))


def one(**fields: object) -> Board:
    """A board of one incident."""
    return Board(NOW, "", 1, incidents=(incident("i-1", "Strike", **fields),))  # type: ignore[arg-type]  # fields by name


def feature(**fields: object) -> Form:
    """The one feature of such a board."""
    (found,) = geojson(one(**fields))["features"]
    return dict(found)


def test_the_command_line_offers_the_tables_there_are() -> None:
    assert tuple(one.name for one in TABLES) == NAMED_TABLES


@pytest.mark.parametrize("name", NAMED_TABLES)
def test_every_row_has_every_column(name: str) -> None:
    rows = table(rich_board(), name)
    assert rows
    columns = [field.name for one in TABLES if one.name == name for field in one.fields]
    assert all(list(row) == columns for row in rows)
    assert len(set(columns)) == len(columns)


def test_a_table_stands_in_the_boards_order() -> None:
    assert [row["id"] for row in table(rich_board())] == [i.id for i in rich_board().incidents]


def test_an_unknown_toll_is_an_empty_cell_and_a_spoken_none_is_0() -> None:
    by_id = {row["id"]: row for row in table(rich_board())}
    kyiv, port = by_id["i-kyiv"], by_id["i-port"]
    assert [kyiv[f"killed_{part}"] for part in ("low", "best", "high", "status")] == ["", "", "", "unknown"]
    assert [port[f"injured_{part}"] for part in ("low", "best", "high", "status")] == ["0", "0", "0", "none"]
    assert (port["killed_low"], port["killed_high"], port["disputed"]) == ("", "30", "true")


def test_days_and_moments_are_iso_8601_and_undated_is_empty() -> None:
    by_id = {row["id"]: row for row in table(rich_board())}
    assert (by_id["i-belgorod"]["date"], by_id["i-belgorod"]["updated"]) == ("2023-12-30", "2023-12-30T11:40:00Z")
    assert by_id["i-port"]["date"] == ""


def test_a_figure_has_its_speaker_its_sentence_and_its_link() -> None:
    rows = table(Board(NOW, "", 1, incidents=(belgorod(),)), "figures")
    assert len(rows) == len(belgorod().ledger)
    assert rows[0]["speaker"] == "officials in Moscow"
    assert rows[0]["quote"].startswith("Shells that fell on Belgorod")
    assert rows[0]["url"] == "https://north.example/belgorod"
    assert (rows[0]["low"], rows[0]["high"]) == ("21", "")


def test_csv_is_rfc_4180() -> None:
    text = csv_text(one(targets=('a "blue" house, a mill',)))
    assert text.count("\r\n") == 2
    assert '"a ""blue"" house, a mill"' in text


HOSTILE = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =HYPERLINK(0)", "＝1+1", "\n=1")


@pytest.mark.parametrize("text", HOSTILE)
def test_text_a_spreadsheet_would_run_is_made_text(text: str) -> None:
    assert cell(text) == f"'{text}"
    assert table(one(targets=(text,)))[0]["targets"] == f"'{text}"


@given(st.text())
def test_no_text_cell_starts_a_formula(text: str) -> None:
    assert str(cell(text)).lstrip(" \n\u00a0")[:1] not in {"=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"}


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, ""),
        (0, 0),
        (-0.5, -0.5),
        (True, "true"),
        (date(2024, 5, 1), "2024-05-01"),
        (datetime(2024, 5, 1, 7, tzinfo=UTC), "2024-05-01T07:00:00Z"),
        ("Kharkiv", "Kharkiv"),
    ],
)
def test_numbers_stay_numbers(value: Value, shown: object) -> None:
    assert cell(value) == shown


# -- GeoJSON ----------------------------------------------------------------------------------------------------------


def test_a_town_is_a_point_longitude_first() -> None:
    found = feature(places=(KHARKIV, EAST))
    assert found["geometry"] == {"type": "Point", "coordinates": [36.25, 49.98]}
    assert found["properties"]["precision"] == "exact"
    assert found["properties"]["point_is"] == "the place named, not the point of impact"


@pytest.mark.parametrize(
    ("place", "precision"), [(EAST, "region"), (Place("Ukraine", "UA", "country", "UA", (), 49.0, 32.0), "country")]
)
def test_a_region_or_country_is_never_a_point(place: Place, precision: str) -> None:
    found = feature(places=(place,))
    assert found["geometry"] is None
    assert found["properties"]["precision"] == precision
    assert found["properties"]["middle"] == [place.lon, place.lat]


def test_an_area_says_that_its_point_is_a_middle() -> None:
    found = feature(places=(DISTRICT,))
    assert found["geometry"]["type"] == "Point"
    assert (found["properties"]["precision"], found["properties"]["point_is"]) == ("area", "the middle of an area")


def test_several_towns_are_a_multipoint_and_what_lies_around_them_is_no_point() -> None:
    found = feature(places=(KHARKIV, KYIV, EAST))
    assert found["geometry"] == {"type": "MultiPoint", "coordinates": [[36.25, 49.98], [30.52, 50.45]]}
    told = feature(places=(KHARKIV, NORTH))["properties"]["point_is"]
    assert told == "the place named, not the point of impact; 1 region named beside it and not drawn"


@pytest.mark.parametrize("place", [town("Nowhere"), Place("Lost", "?lost", "exact", None, (), 99.0, 10.0)])
def test_a_place_without_usable_degrees_has_no_point(place: Place) -> None:
    assert feature(places=(place,))["geometry"] is None


def test_an_incident_without_a_place_is_a_feature_without_geometry() -> None:
    found = feature(places=())
    assert (found["geometry"], found["properties"]["precision"]) == (None, "unknown")


def test_the_collection_is_json_with_ids_and_its_moment() -> None:
    made = json.loads(msgspec.json.encode(geojson(rich_board())))
    assert (made["type"], made["as_of"]) == ("FeatureCollection", "2023-12-31T09:13:00Z")
    assert [f["id"] for f in made["features"]] == [i.id for i in rich_board().incidents]
    assert {f["properties"]["updated"][-1] for f in made["features"]} == {"Z"}


TOWNS = st.sampled_from([KHARKIV, IZIUM, KYIV, DISTRICT, EAST, town("Nowhere")])


@given(st.lists(TOWNS, unique_by=lambda p: p.key).map(tuple))
def test_no_geometry_holds_the_middle_of_a_region(places: tuple[Place, ...]) -> None:
    geometry = feature(places=places)["geometry"]
    drawn = [] if geometry is None else geometry["coordinates"]
    assert [EAST.lon, EAST.lat] not in (drawn if drawn and isinstance(drawn[0], list) else [drawn])


# -- JSON lines and the other forms -----------------------------------------------------------------------------------


def test_json_lines_are_the_boards_items_with_their_type() -> None:
    board = rich_board()
    lines = list(item_lines(board))
    kinds = ["incident"] * len(board.incidents) + ["running_total"] * len(board.running_totals)
    assert [line["type"] for line in lines] == kinds + ["diplomacy"] * len(board.actions)
    bare = [{k: v for k, v in line.items() if k not in ("type", "board_as_of")} for line in lines]
    whole = board_form(board)
    assert bare == [*whole["incidents"], *whole["running_totals"], *whole["diplomacy"]]


@pytest.mark.parametrize("form", ["json", "jsonl", "geojson"])
def test_json_forms_are_json_line_by_line(form: str) -> None:
    assert all(json.loads(line) for line in board_text(rich_board(), form))


def test_a_form_that_does_not_exist_is_refused() -> None:
    with pytest.raises(KeyError):
        list(board_text(rich_board(), "xls"))


def test_every_form_of_the_command_line_can_be_printed() -> None:
    assert all("".join(board_text(rich_board(), form)) for form in BOARD_FORMS)


def test_a_printed_table_is_the_table() -> None:
    assert "\n".join(board_text(rich_board(), "csv")) + "\n" == csv_text(rich_board())


def test_a_hostile_label_stays_in_its_cell() -> None:
    label = 'Strike",=cmd|"/c calc"!A1\r\n=1+1'
    row = table(one(killed=known(1, 1)))[0]
    hostile: Incident = incident("i-1", label, killed=known(1, 1))
    changed = table(Board(NOW, "", 1, incidents=(hostile,)))[0]
    assert changed["label"] == label
    assert {k: v for k, v in changed.items() if k != "label"} == {k: v for k, v in row.items() if k != "label"}
