"""Where and when a claim happened, told by its sentence, by its neighbours, or not at all."""

from datetime import UTC, date, datetime

import pytest

from sitrep.extract.setting.setting import Setting, setting
from sitrep.gazetteer import SqliteGazetteer
from sitrep.model.article import Article
from sitrep.model.when import UNDATED
from sitrep.text.annotate import annotate
from sitrep.text.document import Document
from sitrep.text.names import Names

NAMES = Names(SqliteGazetteer())
PUBLISHED = datetime(2024, 3, 8, 12, tzinfo=UTC)  # a Friday


def marked(title: str, *paragraphs: str) -> Document:
    article = Article(
        id="a",
        version="1",
        title=title,
        body="\n".join(paragraphs),
        outlet="Harbour Post",
        family="harbour",
        source="s",
        first_seen=PUBLISHED,
        published=PUBLISHED,
    )
    return annotate(article, NAMES)


def at(doc: Document, words: str) -> Setting:
    """The setting of `words`, which stand once in the text."""
    start = doc.text.index(words)
    index = next(i for i, s in enumerate(doc.sentences) if s.start <= start < s.end)
    return setting(doc, index, start, start + len(words))


def names(found: Setting) -> list[str]:
    return [p.name for p in found.places]


@pytest.mark.parametrize(
    ("sentence", "words", "expected"),
    [
        ("Shelling killed four people in Kherson.", "killed four", ["Kherson", "Ukraine"]),
        ("A missile hit Kramatorsk and wounded six.", "wounded six", ["Kramatorsk", "Ukraine"]),
        ("The shelling of Izyum wounded two.", "wounded two", ["Izium", "Ukraine"]),
        ("The Odesa strike killed nine.", "killed nine", ["Odesa", "Ukraine"]),
        ("Four died in Kupiansk in the Kharkiv region.", "Four died", ["Kupiansk", "Kharkiv region", "Ukraine"]),
        ("Drones hit Kyiv, Lviv and Odesa.", "Drones hit", ["Kyiv", "Lviv", "Odesa", "Ukraine"]),
        ("Bombs fell on Sudan's Nyala, wounding ten.", "wounding ten", ["Nyala", "Sudan"]),
    ],
)
def test_a_sentence_names_its_own_place_most_exact_first_and_the_country_last(
    sentence: str, words: str, expected: list[str]
) -> None:
    assert names(at(marked("News of the day", sentence), words)) == expected


@pytest.mark.parametrize(
    ("sentence", "words", "expected"),
    [
        ("Moscow accused Kyiv of shelling Belgorod and killing two.", "killing two", ["Belgorod", "Russia"]),
        ("Three died in Sumy, a minister said in Warsaw.", "Three died", ["Sumy", "Ukraine"]),
        ("Rockets fired from Lebanon wounded two in Haifa.", "wounded two", ["Haifa", "Israel"]),
        ("Israel bombed Khan Younis and killed seven.", "killed seven", ["Khan Younis", "Palestine"]),
        ("A nurse said 14 porters were wounded in Nyala.", "were wounded", ["Nyala", "Sudan"]),
        ("The toll from the Nyala strike rose to nine.", "rose to nine", ["Nyala", "Sudan"]),
        ("Rockets fired from a ship in the Black Sea wounded two in Odesa.", "wounded two", ["Odesa", "Ukraine"]),
        ("Shells hit a clinic in Izium, south-east of Kharkiv, killing nine.", "killing nine", ["Izium", "Ukraine"]),
        ("Washington sharply condemned the shelling of Nyala, which killed five.", "killed five", ["Nyala", "Sudan"]),
        ("Strikes on Ras Isa in Hodeidah killed six.", "killed six", ["Ras Isa", "Yemen"]),
        ("Bombs killed six in eastern Congo.", "killed six", ["eastern DR Congo", "DR Congo"]),
        ("Bombs killed six in Sumy as an envoy arrived in Kyiv.", "killed six", ["Sumy", "Ukraine"]),
        ("The bombers struck Lahore and fled to Kabul.", "struck", ["Lahore", "Pakistan"]),
        ("Talks with Delhi failed after gunmen killed five in Srinagar.", "killed five", ["Srinagar", "India"]),
    ],
)
def test_who_acts_and_who_speaks_is_not_where_it_happened(sentence: str, words: str, expected: list[str]) -> None:
    assert names(at(marked("News of the day", sentence), words)) == expected


def test_of_two_places_the_nearer_to_the_words_is_theirs() -> None:
    doc = marked("News of the day", "The strikes killed three people in Poltava, while two died in Sumy.")
    assert names(at(doc, "killed three"))[0] == "Poltava"
    assert names(at(doc, "two died"))[0] == "Sumy"


def test_a_sentence_without_a_place_takes_that_of_the_sentence_before() -> None:
    doc = marked("News of the day", "A shell hit a school in Kostiantynivka. Four pupils were killed.")
    assert names(at(doc, "Four pupils")) == ["Kostiantynivka", "Ukraine"]


def test_a_headline_without_a_place_takes_that_of_the_lead() -> None:
    doc = marked("Nine killed in market bombing", "A bomb tore through a market in Quetta, doctors said.")
    assert names(at(doc, "Nine killed")) == ["Quetta", "Pakistan"]


def test_a_lead_without_a_place_takes_that_of_the_headline() -> None:
    doc = marked("Bombing in Quetta kills nine", "Nine people died, doctors said.")
    assert names(at(doc, "Nine people died")) == ["Quetta", "Pakistan"]


def test_a_headline_that_says_a_russian_city_means_the_one_the_lead_names() -> None:
    doc = marked("Six killed as shells hit a Russian border city", "Ukraine was blamed. Shells hit Belgorod at noon.")
    assert names(at(doc, "Six killed")) == ["Belgorod", "Russia"]


def test_the_city_points_to_the_last_city_named() -> None:
    doc = marked(
        "News of the day",
        "Troops entered Wad Madani on Monday.",
        "They came from Gezira state.",
        "In the city, at least ten people were killed.",
    )
    assert names(at(doc, "ten people were killed"))[0] == "Wad Madani"


def test_a_sentence_about_a_whole_country_takes_no_town_from_its_neighbours() -> None:
    doc = marked("News of the day", "A missile hit Kharkiv. Across Ukraine, 30 people were killed.")
    assert names(at(doc, "30 people were killed")) == ["Ukraine"]


def test_the_reporters_dateline_is_the_last_resort() -> None:
    doc = marked("News of the day", "GAZA CITY, March 8 (Wire) - Four people were killed, medics said.")
    assert names(at(doc, "Four people")) == ["Gaza City", "Palestine"]
    other = marked("News of the day", "JERUSALEM, March 8 (Wire) - Four people were killed in Rafah, medics said.")
    assert names(at(other, "Four people")) == ["Rafah", "Palestine"]


def test_nothing_said_is_nothing_known() -> None:
    assert at(marked("News of the day", "Four people were killed."), "Four people") == Setting((), None, UNDATED)


@pytest.mark.parametrize(
    ("paragraphs", "words", "day"),
    [
        (["Four died in Sumy on Tuesday."], "Four died", date(2024, 3, 5)),
        (["On Tuesday a shell hit Sumy. Four died."], "Four died", date(2024, 3, 5)),
        (["On Monday two died in Sumy; on Wednesday five died in Poltava."], "five died", date(2024, 3, 6)),
        (["Four died in Sumy."], "Four died", None),
        (["(08.03.24 10:59) Four died in Sumy."], "Four died", None),
    ],
)
def test_the_day_is_the_nearest_named_and_never_the_publication(
    paragraphs: list[str], words: str, day: date | None
) -> None:
    assert at(marked("News of the day", *paragraphs), words).when.day == day


@pytest.mark.parametrize(
    "line", ["KABUL, Feb. 7 (Xinhua) — ", "Kabul, Afghanistan, 7 Feb 2024 (AFP) - ", "KABUL, Feb 7 - "]
)
def test_r29_the_day_of_a_dateline_is_no_day_of_an_event(line: str) -> None:
    told = at(marked("News of the day", line + "An ambush killed 17 soldiers in Kunar province."), "killed 17")
    assert told.when == UNDATED


def test_r29_a_day_set_off_by_dashes_is_no_dateline() -> None:
    told = at(marked("News of the day", "On Monday - the deadliest day - shelling killed 40 people."), "killed 40")
    assert told.when.day == date(2024, 3, 4)


@pytest.mark.parametrize(
    ("title", "body", "words", "expected"),
    [
        ("Boats hit", "The U.S. military hit three boats in international waters, killing 11.", "killing 11", []),
        (
            "Land claimed on the West Bank",
            "Shells killed 12, according to Gaza's civil defence.",
            "killed 12",
            ["Gaza Strip", "Palestine"],
        ),
        ("Shots on a train", "Gunfire on a Lviv-bound train wounded ten in Kyiv.", "wounded ten", ["Kyiv", "Ukraine"]),
        ("A crash", "A Miami lawyer was among seven killed by a crash.", "seven killed", ["US"]),
        (
            "Airport shooting in Florida",
            "Shots at Florida's Fort Lauderdale airport killed five.",
            "killed five",
            ["Fort Lauderdale", "Florida", "US"],
        ),
    ],
)
def test_whose_ships_where_a_train_goes_and_where_one_is_from_is_not_where_it_happened(
    title: str, body: str, words: str, expected: list[str]
) -> None:
    assert names(at(marked(title, body), words)) == expected


def test_r5_the_next_day_on_which_it_was_reported_is_not_the_day_of_the_strike() -> None:
    lead = "A strike on Goma killed nine on Monday. The street was closed."
    doc = marked("News of the day", f"{lead} The following day the news agency reported that his father had died.")
    assert str(at(doc, "had died").when.day) == "2024-03-04"


def test_r5_the_day_of_a_death_in_hospital_is_not_the_day_of_the_strike() -> None:
    doc = marked("Toll of the Sumy strike rises to nine", "Another victim died in hospital on Wednesday.")
    assert at(doc, "rises to nine").when.day is None
    doc = marked("Toll of the Sumy strike rises", "Nine died in Monday's strike after a woman died in hospital.")
    assert str(at(doc, "Nine died").when.day) == "2024-03-04"


def test_r5_the_day_of_another_attack_by_which_somebody_is_known_is_no_day_of_this_one() -> None:
    doc = marked("News of the day", "Raids in Goma killed a planner of the 5 January attack on the town's market.")
    assert at(doc, "killed a planner").when.day is None
    doc = marked("News of the day", "The 5 January attack in Goma killed a planner.")
    assert str(at(doc, "killed a planner").when.day) == "2024-01-05"


def test_a_headline_without_a_day_takes_that_of_the_lead() -> None:
    doc = marked("Four killed in Sumy", "A shell hit the town centre on Tuesday.")
    assert at(doc, "Four killed").when.day == date(2024, 3, 5)


def test_long_texts_of_places_are_read_to_the_end() -> None:
    doc = marked("News of the day", "Kyiv, Lviv, " * 800 + "and four died in Sumy.")
    assert at(doc, "four died").country == "UA"


@pytest.mark.parametrize(
    ("title", "words", "country"),
    [
        ("Drones kill ten in a Ukrainian village", "kill ten", "UA"),
        ("Shells wound six in central Sudanese town", "wound six", "SD"),
        ("Toll rises to nine in blast in Syrian town near Turkish border", "nine in blast", "SY"),
        ("Four shot near Polish border", "Four shot", None),
        ("Gunman in cafe killings had lived in Alaska", "killings", None),
        ("Five dead in Florida hotel siege", "Five dead", "US"),
    ],
)
def test_a_place_without_a_name_lies_in_its_country_and_a_border_in_none(
    title: str, words: str, country: str | None
) -> None:
    assert at(marked(title), words).country == country


def test_a_dateline_is_no_place_where_another_country_is_spoken_of() -> None:
    doc = marked("News of the day", "WASHINGTON (Reuters) - Chad's army said that nine soldiers died.")
    assert at(doc, "nine soldiers").country != "US"
