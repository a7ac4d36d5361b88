"""The packaged gazetteer and the hand-kept places over it."""

import sqlite3
from pathlib import Path

import pytest

from sitrep.gazetteer import PACKAGED, SqliteGazetteer
from sitrep.text.lexicons import data, overlay
from sitrep.text.names import Names, country_names, key


@pytest.fixture(scope="module")
def gazetteer() -> SqliteGazetteer:
    return SqliteGazetteer()


@pytest.fixture(scope="module")
def names(gazetteer: SqliteGazetteer) -> Names:
    return Names(gazetteer)


@pytest.mark.parametrize(
    ("name", "country", "precision"),
    [
        ("Kharkiv", "UA", "exact"),
        ("Kharkov", "UA", "exact"),
        ("El Fasher", "SD", "exact"),
        ("Khan Yunis", "PS", "exact"),
        ("Nangarhar", "AF", "region"),
        ("Texas", "US", "region"),
        ("Mosul", "IQ", "exact"),
        ("Maiduguri", "NG", "exact"),
        ("Sittwe", "MM", "exact"),
        ("Apopa", "SV", "exact"),
    ],
)
def test_a_town_is_found_by_its_key_in_its_country(
    gazetteer: SqliteGazetteer, name: str, country: str, precision: str
) -> None:
    first = gazetteer.find(key(name))[0]
    assert (first.country, first.precision) == (country, precision)


def test_the_larger_of_two_namesakes_comes_first(gazetteer: SqliteGazetteer) -> None:
    assert [p.country for p in gazetteer.find("donetsk") if p.precision == "exact"] == ["UA", "RU"]


def test_a_town_lies_within_its_region_and_its_country(gazetteer: SqliteGazetteer) -> None:
    town = gazetteer.find("bakhmut")[0]
    region = next(p for p in gazetteer.find("donetsk") if p.precision == "region" and p.country == "UA")
    assert town.within == ("UA.05", "UA")
    assert region.contains(town)


def test_an_unknown_name_finds_nothing(gazetteer: SqliteGazetteer) -> None:
    assert gazetteer.find("no such place anywhere") == ()


def test_a_missing_file_is_a_loud_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="build_gazetteer"):
        SqliteGazetteer(tmp_path / "none.sqlite")


def test_the_file_is_opened_read_only(gazetteer: SqliteGazetteer) -> None:
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        gazetteer._base.execute("DELETE FROM place")


def test_the_file_stays_small_enough_to_be_kept_with_the_code() -> None:
    assert PACKAGED.stat().st_size < 6_000_000


@pytest.mark.parametrize("line", data("places.toml")["press"], ids=lambda line: str(line[0]))
def test_every_press_name_points_to_a_place_the_gazetteer_has(
    gazetteer: SqliteGazetteer, line: tuple[str, str, str, str]
) -> None:
    _, country, listed, _ = line
    assert any(p.country == country for p in gazetteer.find(key(listed)))


@pytest.mark.parametrize("line", data("places.toml")["own"], ids=lambda line: str(line[0]))
def test_every_hand_kept_place_is_well_formed(line: tuple[str, str, str, float, float, str]) -> None:
    _, within, precision, lat, lon, _ = line
    assert precision in ("exact", "area", "region", "country")
    assert -90 <= lat <= 90
    assert -180 <= lon <= 180
    assert not within or within.split(".")[0] in country_names() or within in ("FK",)


@pytest.mark.parametrize(
    ("text_name", "board_name", "country"),
    [
        ("Kiev", "Kyiv", "UA"),
        ("Odessa", "Odesa", "UA"),
        ("Artyomovsk", "Bakhmut", "UA"),
        ("Severodonetsk", "Sievierodonetsk", "UA"),
        ("al-Fashir", "El Fasher", "SD"),
        ("Hodeida", "Hodeidah", "YE"),
        ("Khan Yunis", "Khan Younis", "PS"),
        ("Deir el-Balah", "Deir al-Balah", "PS"),
        ("Falluja", "Fallujah", "IQ"),
        ("Bombay", "Mumbai", "IN"),
    ],
)
def test_spellings_of_the_press_share_one_board_name(
    names: Names, text_name: str, board_name: str, country: str
) -> None:
    first = names.find(text_name)[0]
    assert (first.name, first.country) == (board_name, country)


def test_both_spellings_of_a_town_are_one_identity(names: Names) -> None:
    assert names.find("Kharkov")[0].key == names.find("Kharkiv")[0].key


def test_a_region_of_the_press_is_the_division_it_names(names: Names) -> None:
    strip = names.find("Gaza Strip")[0]
    assert strip.key == "PS.GZ"
    assert strip.contains(names.find("Gaza City")[0])


def test_no_overlay_name_is_written_twice_with_different_meanings() -> None:
    both = set(overlay().places) & set(overlay().press)
    assert both <= {"gaza", "bayda"}, both
