"""A board in the form a command was asked for."""

from collections.abc import Iterator

from sitrep.model.incident import Board
from sitrep.views.printed.export import csv_text, geojson, item_lines
from sitrep.views.printed.forms import Form, board_form, encoded
from sitrep.views.printed.plain import board_lines


def board_text(
    board: Board, form: str, *, table: str = "incidents", more: Form | None = None, empty: str = ""
) -> Iterator[str]:
    """The board as lines, for `form` json, jsonl, plain, md, csv or geojson. Raises KeyError for another one.

    `table` is the one a CSV holds; `more` are keys added to the JSON. `empty` is
    what lines say of a list that has nothing, "" for its own words.
    """
    match form:
        case "json":
            yield encoded(board_form(board) | (more or {}))
        case "jsonl":
            yield from map(encoded, item_lines(board))
        case "geojson":
            yield encoded(geojson(board))
        case "csv":
            # The table brings its own line ends (RFC 4180); the last one is the printer's.
            yield csv_text(board, table).removesuffix("\n")
        case "plain" | "md":
            yield from board_lines(board, markdown=form == "md", empty=empty)
        case _:
            raise KeyError(form)
