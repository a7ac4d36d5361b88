"""Writes docs/FORMATS.md from the program's own tables, so that the page cannot differ from what is printed.

usage: python tools/formats.py > docs/FORMATS.md
"""

import sys
from collections.abc import Iterator

from sitrep.options import SCHEMAS
from sitrep.views.printed.export import TABLES

HEAD = """\
# Formats

What the commands print for other programs. Written by `make docs` from the program's own tables.
Names stay; new ones are added.

Days are ISO 8601 (`2024-05-10`), moments ISO 8601 in UTC to the second (`2024-05-10T12:00:00Z`), text is UTF-8.
What is unknown is null or an empty cell, never 0. R-numbers are the rules of counting in [COUNTING.md](COUNTING.md).

## JSON

`--json` prints one object, `--jsonl` one a line and item: the same objects, each with its `type` (incident,
running_total, diplomacy) and the moment of the board, `board_as_of`.

JSON Schemas of all forms are printed by `sitrep config schema FORM`:

| form | printed by |
| --- | --- |
FORMS

## GeoJSON

`--geojson` prints the incidents as a FeatureCollection (RFC 7946), which QGIS, geojson.io and Leaflet open as it is.

- A town is a Point, several towns of one incident are a MultiPoint: the place that the reports name, not the point of
  impact; `point_is` says so.
- A region or a country is never drawn as a point (R6): its geometry is null, `middle` holds its middle.
- `precision` is on every feature: exact, area, region, country or unknown. Style or filter by it.
- The other properties are the columns of the table `incidents` below.

## CSV

`--csv` prints one table (RFC 4180, comma, CR LF); `--table` picks which. Text that a spreadsheet would run as a
formula (it starts with `=`, `+`, `-` or `@`) has an apostrophe before it; numbers are never touched.
Excel needs to be told that the file is UTF-8: Data, From Text/CSV. LibreOffice and QGIS take it as it is.
"""


def page() -> str:
    """The whole document."""
    forms = "\n".join(f"| `{name}` | {PRINTED[name]} |" for name in SCHEMAS)
    return "\n".join([HEAD.replace("FORMS", forms), *_tables()])


PRINTED = {
    "config": "nothing: it is what `config.toml` may hold",
    "board": "`--json` of `once` and `replay`",
    "item": "a line of `--jsonl` of `once` and `replay`",
    "reading": "a line of `sitrep read`",
    "change": "a line of `sitrep watch --jsonl`",
    "report": "`sitrep report --json`",
    "geojson": "`--geojson`",
    "query": "`sitrep query --json`",
    "why": "`sitrep query ID --why --json`",
    "reread": "`sitrep reread --json`",
    "feeds": "`sitrep feeds list --json`",
}
"""Which command prints a form."""


def _tables() -> Iterator[str]:
    for table in TABLES:
        yield f"### `--table {table.name}`\n"
        yield f"A row is {table.means}.\n"
        yield "| column | what stands in it |\n| --- | --- |"
        yield "\n".join(f"| `{field.name}` | {field.means} |" for field in table.fields) + "\n"


def main() -> int:
    """Prints the document."""
    sys.stdout.write(page())
    return 0


if __name__ == "__main__":
    sys.exit(main())
