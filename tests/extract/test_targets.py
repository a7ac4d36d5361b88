"""What was hit: the text's own few words, a thing before people, people before land."""

from datetime import UTC, datetime
from functools import cache

import pytest

from sitrep.extract.strikes.claims import strikes
from sitrep.gazetteer import SqliteGazetteer
from sitrep.model.article import Article
from sitrep.text.annotate import annotate
from sitrep.text.names import Names

TUESDAY = datetime(2024, 5, 14, 12, tzinfo=UTC)


@cache
def names() -> Names:
    return Names(SqliteGazetteer())


def targets(title: str, body: str = "") -> list[str | None]:
    article = Article("a", "1", title, body, "Paper", "paper", "feed", TUESDAY, TUESDAY)
    return [strike.target for strike in strikes(annotate(article, names()))]


@pytest.mark.parametrize(
    ("text", "target"),
    [
        # the object of an active verb
        ("Army shells enemy command post near Goma", "enemy command post"),
        ("Missiles hit Lviv Aircraft Repair Plant", "Lviv Aircraft Repair Plant"),
        ("A drone hit a police training centre in Mopti", "police training centre"),
        ("RSF shells Saudi Maternity Hospital in El Fasher", "Saudi Maternity Hospital"),
        ("Houthi missile hits Greek-owned tanker in Red Sea", "Greek-owned tanker"),
        ("Junta jets bomb village school in Sagaing, killing eleven", "village school"),
        ("M23 rebels shell displacement camp near Goma", "displacement camp"),
        ("US strikes hit Iranian-backed militia headquarters in Deir ez-Zor", "Iranian-backed militia headquarters"),
        ("Insurgents ambushed a patrol of Malian soldiers near Gao.", "patrol of Malian soldiers"),
        ("Mortar shells landed in a hospital yard in Donetsk.", "hospital"),
        ("Russian rockets hit a tram stop in Kharkiv.", "tram stop"),
        ("Gunmen opened fire on a bus near Nablus.", "bus"),
        # of a noun
        ("Air strike on a tea market in Torit kills 12", "tea market"),
        ("Dozens killed in a raid by Boko Haram on the army barracks in Baga", "army barracks"),
        ("Israeli strike on tent camp in Khan Younis kills nine", "tent camp"),
        ("Attack on Crocus City Hall kills dozens", "Crocus City Hall"),
        # what stood where it went off
        ("A car bomb exploded outside a police station in Cali.", "police station"),
        ("Suicide bomber blows himself up at a checkpoint in Kabul", "checkpoint"),
        ("A bomb went off under a freight train near Quetta on Monday.", "freight train"),
        ("Saboteurs blew up a rail bridge in the Bryansk region with a bomb.", "rail bridge"),
        # a thing before the people in it
        ("An Israeli air strike killed 17 people at a school in Khan Younis.", "school"),
        ("Gunmen killed a mayor in his house in Goma.", "mayor"),
        ("Missiles hit a training area near Rivne on the morning of March 21.", "training area"),
        # passive
        ("Gaza's main public library was destroyed by Israeli bombing.", "Gaza's main public library"),
        ("A convoy of fuel trucks was hit by drones near Bamako.", "convoy of fuel trucks"),
        # land where nothing more is told
        ("Rebels attacked the town of Kenscoff on Friday, killing 21.", "town of Kenscoff"),
    ],
)
def test_what_was_hit(text: str, target: str) -> None:
    assert targets(text) == [target]


@pytest.mark.parametrize(
    "text",
    [
        "Shelling kills couple in Nikopol",
        "Shelling still hampering Mariupol evacuation",
        "Russian shelling of Kharkiv continues, killing two",
    ],
)
def test_a_verb_is_no_target(text: str) -> None:
    assert not {word for target in targets(text) for word in (target or "").split()} & {
        "kills",
        "hampering",
        "continues",
    }


def test_a_verb_ends_a_target() -> None:
    assert targets("Hamas attack out of Gaza stuns Israel; hundreds dead") == ["Gaza"]


def test_the_best_words_of_all_tellings_stand() -> None:
    body = "A drone strike killed six people on Monday, officials said. The strike hit a market in Nyala."
    assert targets("Six people killed in Nyala drone strike", body) == ["market"]
