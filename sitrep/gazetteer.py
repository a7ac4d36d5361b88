"""The places of the world in a read-only SQLite file: the edge behind sitrep.text.document.Gazetteer.

data/gazetteer.sqlite is made by tools/build_gazetteer.py from GeoNames (CC BY 4.0). Nothing of it is held in memory
but the look-ups of late; opening takes milliseconds.
"""

import sqlite3
from functools import lru_cache
from pathlib import Path
from weakref import finalize

from sitrep.model.place import Place, PlacePrecision

PACKAGED = Path(__file__).parent / "data" / "gazetteer.sqlite"

_PRECISION: dict[str, PlacePrecision] = {"e": "exact", "a": "area", "r": "region"}
_FIND = (
    "SELECT p.id, p.name, p.country, p.code, p.precision, p.lat, p.lon, p.people"
    " FROM name n JOIN place p ON p.id = n.place"
    # A town before the province named after it; among towns the larger, where it is called so itself.
    " WHERE n.key = ? ORDER BY instr('era', p.precision), p.people * CASE WHEN n.own THEN 5 ELSE 1 END DESC,"
    " p.id LIMIT 24"
)


class SqliteGazetteer:
    """Looks names up in data/gazetteer.sqlite. Raises FileNotFoundError where the file is missing.

    One connection, read only and immutable: any number of processes may read the file, and one object may be used
    from any one thread at a time.
    """

    def __init__(self, path: Path | None = None) -> None:
        file = path or PACKAGED
        if not file.is_file():
            raise FileNotFoundError(f"no gazetteer at {file}: it is built by tools/build_gazetteer.py")
        uri = f"{file.resolve().as_uri()}?mode=ro&immutable=1"
        self._base = sqlite3.connect(uri, uri=True, check_same_thread=False)
        self._closed = finalize(self, self._base.close)  # with its last user, if nobody closes it before
        self._cached = lru_cache(maxsize=8192)(self._look_up)

    def find(self, key: str) -> tuple[Place, ...]:
        """The places with this normalised name (sitrep.text.names.key), most likely first; empty where none is."""
        return self._cached(key)

    def close(self) -> None:
        """Lets go of the file."""
        self._closed()

    def _look_up(self, key: str) -> tuple[Place, ...]:
        return tuple(_place(*row) for row in self._base.execute(_FIND, (key,)))


def _place(number: int, name: str, country: str, code: str, precision: str, lat: int, lon: int, people: int) -> Place:
    """One row as a Place. Divisions are known by their code ("UA.07"), towns by their GeoNames number."""
    exactness = _PRECISION[precision]
    division = f"{country}.{code}"
    if exactness == "exact":
        return Place(name, str(number), exactness, country, (division, country), lat / 1000, lon / 1000, people)
    above = (f"{country}.{code.split('.')[0]}", country) if exactness == "area" else (country,)
    middle = (lat / 1000, lon / 1000) if lat or lon else (None, None)
    return Place(name, division, exactness, country, above, *middle)
