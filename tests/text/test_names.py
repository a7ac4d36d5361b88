"""Which words of a text are places and actors, and which of the places of one name are meant."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitrep.gazetteer import SqliteGazetteer
from sitrep.text.actors import lexicon
from sitrep.text.document import Actor
from sitrep.text.names import Names, is_actor_use, key

NAMES = Names(SqliteGazetteer())


def places(text: str) -> list[str]:
    return [f"{m.place.name}/{m.place.country}" for m in NAMES.places(text)]


def actors(text: str) -> list[tuple[str, str, str]]:
    return [(text[m.start : m.end], m.actor.name, m.form) for m in NAMES.actors(text)]


def test_a_key_folds_case_marks_hyphens_and_apostrophes() -> None:
    assert key("Deir al-Balaḥ") == "deir al balah"
    assert key("Sana'a") == key("Sana’a") == "sanaa"
    assert key("  N'Djamena. ") == "ndjamena"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rockets fell on Kharkiv before dawn.", ["Kharkiv/UA"]),
        ("Rockets fell on Kharkov before dawn.", ["Kharkiv/UA"]),
        ("Shops reopened in Khan Younis and Rafah.", ["Khan Younis/PS", "Rafah/PS"]),
        ("The convoy left al-Fashir for Nyala.", ["El Fasher/SD", "Nyala/SD"]),
        ("A drone fell in Deir al-Balah.", ["Deir al-Balah/PS"]),
        ("Guards closed the bridge at Rostov-on-Don.", ["Rostov-on-Don/RU"]),
        ("They met in Ivory Coast, then in South Sudan.", ["Ivory Coast/CI", "South Sudan/SS"]),
        ("Tremors reached Guatemala City.", ["Guatemala City/GT"]),
    ],
)
def test_places_are_found_by_every_spelling_the_press_uses(text: str, expected: list[str]) -> None:
    assert places(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Troops shelled the Kharkiv region.", ["Kharkiv region/UA"]),
        ("Police in Nangarhar province held two men.", ["Nangarhar/AF"]),
        (
            "Fires burned in the Bryansk, Oryol and Kursk regions.",
            ["Bryansk region/RU", "Oryol region/RU", "Kursk region/RU"],
        ),
        ("Snow fell over eastern Ukraine.", ["eastern Ukraine/UA"]),
        ("Crews reached southern Beirut.", ["Beirut/LB"]),
        ("Wells dried up in south-eastern Turkey.", ["south-eastern Turkey/TR"]),
        ("Tents burned in Jabalia refugee camp.", ["Jabalia camp/PS"]),
        ("Tents burned in the Jabaliya camp.", ["Jabalia camp/PS"]),
        ("Syria condemned the bombing of Ardanish on Friday.", ["Syria/SY", "Ardanish/SY"]),
        ("Guests left Oldmere City Hall early.", []),
        ("Tents burned in a Gaza refugee camp.", ["Gaza Strip/PS"]),
        ("Fighting spread through Cabo Delgado.", ["Cabo Delgado/MZ"]),
        ("Ships left the Black Sea.", ["Black Sea/None"]),
    ],
)
def test_regions_directions_and_camps_are_read_with_the_words_around_them(text: str, expected: list[str]) -> None:
    assert places(text) == expected


@pytest.mark.parametrize(
    ("text", "precision", "within"),
    [
        ("Snow fell over eastern Ukraine.", "region", ("UA",)),
        ("Troops shelled the Kharkiv region.", "region", ("UA",)),
        ("Snow fell over northern Gaza.", "area", ("PS.GZ", "PS")),
        ("Snow fell over Kharkiv.", "exact", ("UA.07", "UA")),
        ("Snow fell over Ukraine.", "country", ()),
    ],
)
def test_a_place_says_how_exactly_it_is_known(text: str, precision: str, within: tuple[str, ...]) -> None:
    place = NAMES.places(text)[0].place
    assert (place.precision, place.within) == (precision, within)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Gunmen raided Palma in Mozambique.", ["Palma/MZ", "Mozambique/MZ"]),
        ("Tourists filled the beaches of Palma in Spain.", ["Palma/ES", "Spain/ES"]),
        ("The Russian border city of Belgorod lost power.", ["Belgorod/RU"]),
        ("Ukraine said Donetsk was quiet.", ["Ukraine/UA", "Donetsk/UA"]),
        ("A bus burned near Paris, Texas.", ["Paris/US", "Texas/US"]),
        ("A bus burned near Paris.", ["Paris/FR"]),
        ("A flood hit Homestead, Fla., overnight.", ["Homestead/US"]),
        ("A car was stopped near Zaragoza in El Salvador.", ["Zaragoza/SV", "El Salvador/SV"]),
        ("Georgia recalled its envoy from Moscow to Tbilisi.", ["Georgia/GE", "Moscow/RU", "Tbilisi/GE"]),
    ],
)
def test_of_places_of_one_name_the_text_decides(text: str, expected: list[str]) -> None:
    assert places(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Maria Zakharova spoke to reporters.",
        "The Jerusalem Post and the New York Times carried the story.",
        "Sean Bell, an analyst, disagreed. Bell saw no gain.",
        "Officials said Of course not. To them it was nothing.",
        "On March 3 the parties signed.",
        "Minister Israel Katz left the room.",
        "Striker Paris Saint-Germain wanted moved on.",
        "The Geneva Conventions and the Minsk agreements were cited.",
        "Reading is fun. Nice work, said Jordan Peele.",
        "He walked along Oxford Street.",
        "The Police Department was closed.",
        "Israeli officials and the Russian foreign ministry were silent.",
    ],
)
def test_people_papers_treaties_and_common_words_are_no_places(text: str) -> None:
    assert places(text) == []


def test_a_name_that_is_also_a_word_is_a_place_behind_in() -> None:
    assert places("A lorry ploughed into the crowd in Nice.") == ["Nice/FR"]


@pytest.mark.parametrize(
    ("text", "name", "place_key", "country"),
    [
        ("Shells fell on the village of Vorovychi in Ukraine.", "Vorovychi", "?vorovychi", "UA"),
        ("Men were held in Balabulok district, Afghanistan.", "Balabulok district", "?balabulok district", "AF"),
        ("Fires broke out in Al-Shabora refugee camp in Rafah.", "Al-Shabora camp", "?al shabora camp", "PS"),
        ("The bus stopped in Vellamare, Sicily.", "Vellamare", "?vellamare", "IT"),
        ("In Iraq, a patrol was hit near Qarashiya on Monday.", "Qarashiya", "?qarashiya", "IQ"),
    ],
)
def test_a_place_no_gazetteer_has_is_known_by_the_words_that_introduce_it(
    text: str, name: str, place_key: str, country: str
) -> None:
    place = next(m.place for m in NAMES.places(text) if m.place.key.startswith("?"))
    assert (place.name, place.key, place.country) == (name, place_key, country)


@pytest.mark.parametrize(
    "text",
    [
        "In Iraq, officers work in Operation Lion.",
        "Iraq held a vote in January.",
        "Iraq spoke in Arabic, and in General terms.",
        "Iraq is in Congress hands.",
    ],
)
def test_not_every_capital_behind_in_is_a_place(text: str) -> None:
    assert places(text) == ["Iraq/IQ"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Russia and the US will meet.", [("Russia", "Russia", "name"), ("US", "US", "name")]),
        ("The U.S. objected.", [("U.S.", "US", "name")]),
        ("They told us nothing.", []),
        ("Israeli forces advanced.", [("Israeli forces", "Israel", "organ")]),
        ("Russia's foreign ministry protested.", [("Russia's foreign ministry", "Russia", "organ")]),
        ("The Polish deputy foreign minister left.", [("Polish deputy foreign minister", "Poland", "organ")]),
        ("Moscow’s forces fired.", [("Moscow’s forces", "Russia", "organ")]),
        ("A Russian city burned.", [("Russian", "Russia", "demonym")]),
        (
            "Vladimir Putin spoke; Putin was brief.",
            [("Vladimir Putin", "Russia", "leader"), ("Putin", "Russia", "leader")],
        ),
        (
            "Imran Khan was freed. Khan thanked them.",
            [("Imran Khan", "Pakistan", "leader"), ("Khan", "Pakistan", "leader")],
        ),
        ("Hunter Biden was in court.", []),
        ("The White House welcomed it.", [("White House", "US", "organ")]),
        ("Downing Street declined.", [("Downing Street", "UK", "organ")]),
        (
            "Hamas fighters and Houthi rebels agreed.",
            [("Hamas fighters", "Hamas", "group"), ("Houthi rebels", "Houthis", "group")],
        ),
        (
            "ISIS claimed it; the IS group did too.",
            [("ISIS", "Islamic State", "group"), ("IS", "Islamic State", "group")],
        ),
        ("THIS IS THE END OF IT.", []),
        ("The UN Security Council met.", [("UN Security Council", "UN", "body")]),
        ("Iran-backed militias fired.", [("Iran", "Iran", "demonym")]),
        ("The RSF took the bridge.", [("RSF", "RSF", "group")]),
        ("Sendero Luminoso was blamed.", [("Sendero Luminoso", "Shining Path", "group")]),
        ("Kyiv denied it.", [("Kyiv", "Ukraine", "capital")]),
        ("polish the table, said the turkey", []),
    ],
)
def test_actors_are_found_by_name_demonym_capital_leader_organ_group_and_body(
    text: str, expected: list[tuple[str, str, str]]
) -> None:
    assert actors(text) == expected


def test_a_capital_is_marked_as_place_and_as_actor() -> None:
    text = "Kyiv denied it."
    assert places(text) == ["Kyiv/UA"]
    assert actors(text) == [("Kyiv", "Ukraine", "capital")]


def test_a_namesake_of_a_capital_elsewhere_is_no_government() -> None:
    assert actors("A factory burned in Wellington, Texas.") == []


@pytest.mark.parametrize(
    ("text", "acts"),
    [
        ("Moscow accused the mission of spying.", True),
        ("Moscow has again denied any part in it.", True),
        ("The raid was ordered by Moscow.", True),
        ("Talks with Moscow broke down.", True),
        ("Moscow's forces fired first.", True),
        ("A bomb went off in Moscow.", False),
        ("Rail links to Moscow were cut.", False),
        ("Moscow's suburbs lost power.", False),
        ("Moscow woke to snow.", False),
    ],
)
def test_a_capital_acts_only_where_the_words_say_so(text: str, acts: bool) -> None:
    assert is_actor_use(text, NAMES.places(text)[0]) is acts


def test_a_town_that_is_no_capital_never_acts() -> None:
    text = "Kharkiv denied it."
    assert not is_actor_use(text, NAMES.places(text)[0])


WORDS = st.sampled_from(
    [
        "Kyiv",
        "Moscow's",
        "the",
        "of",
        "al-",
        "Gaza",
        "region",
        "and",
        ",",
        ".",
        "\n",
        "village",
        "in",
        "Russian",
        "forces",
        "US",
        "President",
        "Maria",
        "Bell",
        "Texas",
        "-",
        "“",
        "’s",
        "Democratic",
        "Republic",
        "Congo",
        "24",
        "District",
        "camp",
    ]
)


@given(st.lists(WORDS, max_size=40).map(" ".join) | st.text(max_size=80))
def test_mentions_stand_in_order_inside_the_text_and_never_overlap(text: str) -> None:
    place_spans = [(m.start, m.end) for m in NAMES.places(text)]
    actor_spans = [(m.start, m.end) for m in NAMES.actors(text)]
    for spans in (place_spans, actor_spans):
        assert all(0 <= start < end <= len(text) for start, end in spans)
        assert all(a[1] <= b[0] for a, b in pairwise(spans))


@given(st.text(max_size=60))
def test_a_key_is_its_own_key(text: str) -> None:
    assert key(key(text)) == key(text)


@pytest.mark.parametrize(
    "unit",
    ["Kyiv, ", "the village of Xanadu ", "al-al-", "Maria ", "Moscow's ", "A.B.", "((", "Kharkiv region and "],
)
def test_hostile_repetition_is_read_to_the_end(unit: str) -> None:
    text = unit * 4_000
    assert NAMES.places(text) is not None


def test_the_lexicon_names_every_state_once() -> None:
    states = [n.actor for group in lexicon().names.values() for n in group if n.form == "name"]
    assert len({a.name for a in states}) >= 195
    assert all(isinstance(a, Actor) and (a.country is None or len(a.country) == 2) for a in states)


def test_every_group_has_a_short_board_name() -> None:
    pick: Callable[[str], str] = lambda words: actors(words)[0][1]  # noqa: E731 - a table in one line
    assert [pick(w) for w in ("Rapid Support Forces", "Daesh", "Tamil Tigers", "Hizbullah")] == [
        "RSF",
        "Islamic State",
        "LTTE",
        "Hezbollah",
    ]


def test_whose_a_place_is_outweighs_a_namesake_elsewhere() -> None:
    assert "CO" not in {m.place.country for m in NAMES.places("A ferry burnt at Russia's Kavkaz port.")}


def test_settlers_are_not_the_state() -> None:
    assert ("Israeli settlers", "Israeli settlers", "group") in actors("Israeli settlers burnt cars in Huwara.")
