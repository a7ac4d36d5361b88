"""What the reader promises about figures for people: voice, scope, parts, zeros, and nothing told twice."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitrep.extract.casualties.claims import casualties
from sitrep.model.article import Article
from sitrep.model.claim import Casualty
from sitrep.model.place import Place
from sitrep.text.annotate import annotate
from sitrep.text.names import Names

_PLACES = {
    "orlan": Place("Orlan", "?orlan", "exact", "UA"),
    "kyiv": Place("Kyiv", "kyiv", "exact", "UA"),
    "lviv": Place("Lviv", "lviv", "exact", "UA"),
    "mosul": Place("Mosul", "mosul", "exact", "IQ"),
    "tikrit": Place("Tikrit", "tikrit", "exact", "IQ"),
}


class FewPlaces:
    """A gazetteer of five towns."""

    def find(self, key: str) -> tuple[Place, ...]:
        place = _PLACES.get(key)
        return (place,) if place else ()


Figure = tuple[str, int | None, int | None]
_NAMES = Names(FewPlaces())
_DAY = datetime(2024, 3, 5, 12, tzinfo=UTC)


def read(body: str, title: str = "") -> tuple[Casualty, ...]:
    return casualties(
        annotate(
            Article(
                id="a",
                version="1",
                title=title,
                body=body,
                outlet="o",
                family="f",
                source="s",
                first_seen=_DAY,
                published=_DAY,
            ),
            _NAMES,
        )
    )


def figures(body: str, title: str = "") -> list[Figure]:
    return [(c.kind, c.count.low, c.count.high) for c in read(body, title)]


def whole(body: str, title: str = "") -> list[Figure]:
    return [(c.kind, c.count.low, c.count.high) for c in read(body, title) if c.scope != "part"]


SENTENCES = [
    (
        "Shells that fell on the market killed three traders and wounded 12 shoppers.",
        [("killed", 3, 3), ("injured", 12, 12)],
    ),
    (
        "Three traders were killed and 12 shoppers wounded by shells that fell on the market.",
        [("killed", 3, 3), ("injured", 12, 12)],
    ),
    (
        "A rocket hit the depot, killing at least four soldiers and injuring nine.",
        [("killed", 4, None), ("injured", 9, 9)],
    ),
    ("The blast left seven dead and two dozen hurt.", [("killed", 7, 7), ("injured", 24, 24)]),
    ("The ambush claimed the lives of five policemen.", [("killed", 5, 5)]),
    ("Eleven villagers lost their lives in the raid.", [("killed", 11, 11)]),
    ("Two of the wounded soldiers died in hospital.", [("killed", 2, 2)]),
    ("Rescuers pulled the bodies of six people from the rubble.", [("killed", 6, 6)]),
    ("The army said 14 bodies were found in a well.", [("killed", 14, 14)]),
    ("The bombing resulted in the deaths of 30 worshippers.", [("killed", 30, 30)]),
    ("Gunmen shot dead two guards and kidnapped four engineers.", [("killed", 2, 2), ("captured", 4, 4)]),
    ("The rebels took nine sailors hostage after the raid.", [("captured", 9, 9)]),
    ("After the shelling 17 people are still missing.", [("missing", 17, 17)]),
    ("A nine-year-old girl was killed by a shell.", [("killed", 1, 1)]),
    ("A teacher and her two sons were killed in the shelling.", [("killed", 3, 3)]),
    ("The attack killed three soldiers, two policemen and a driver.", [("killed", 6, 6)]),
    ("One soldier was killed and another was wounded in the ambush.", [("killed", 1, 1), ("injured", 1, 1)]),
    ("A drone strike caused 40 casualties among the troops.", [("unspecified", 40, 40)]),
    ("Nobody was hurt in the drone attack.", [("injured", 0, 0)]),
    ("Nobody was hurt in the city, the mayor said after the raid.", [("injured", 0, 0)]),
    ("Shells fell all over town. Nobody was hurt in the clinic, its director said.", []),
    ("The drone attack caused no casualties.", [("unspecified", 0, 0)]),
    ("There were no immediate reports of casualties after the drone attack.", []),
    ("Up to 30 fighters were killed in the air strike.", [("killed", None, 30)]),
    ("Dozens of villagers were wounded in the shelling.", [("injured", 12, None)]),
    ("Air defence shot down 32 drones over the region.", []),
    ("The strike destroyed 14 houses and killed 60 cattle.", []),
    ("Officials warned that the flood of weapons could kill thousands of people.", []),
    ("The militants threatened to kill the crew if no ransom came.", []),
    ("Two pilots survived the attack and were not injured.", []),
    ("Militants who killed were never named.", []),
    ("How many people died in the attack is unknown.", []),
]


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES)
def test_a_sentence_gives_the_figures_it_states(sentence: str, expected: list[Figure]) -> None:
    assert sorted(map(str, whole(sentence))) == sorted(map(str, expected))


HEADLINES = [
    ("Six dead, 20 hurt in market strike", [("killed", 6, 6), ("injured", 20, 20)]),
    ("Death toll from hospital strike rises to 40", [("killed", 40, 40)]),
    ("Death toll in strike rises from 12 to 15", [("killed", 15, 15)]),
    ("Missile strike kills nine in the east", [("killed", 9, 9)]),
    ("Woman killed as shells hit school", [("killed", 1, 1)]),
    ("At least 30 feared dead after strike on shelter", [("killed", 30, None)]),
]


@pytest.mark.parametrize(("title", "expected"), HEADLINES)
def test_a_headline_needs_no_verb(title: str, expected: list[Figure]) -> None:
    assert whole("", title) == expected


def test_a_feared_toll_says_so() -> None:
    (row,) = read("", "At least 30 feared dead after strike on shelter")
    assert "feared" in row.flags


def test_an_expected_rise_stays_on_the_number() -> None:
    (row,) = read("The strike killed 12 people, officials said. The toll is expected to rise.")
    assert "expected to rise" in row.flags


def test_a_subset_is_a_part() -> None:
    rows = read("Nine people, including three children, were killed in the strike.")
    assert [(c.count.low, c.scope) for c in rows] == [(9, "incident"), (3, "part")]


def test_the_severely_wounded_are_part_of_the_wounded() -> None:
    rows = read("The shelling wounded eight people, two of them seriously.")
    assert [(c.count.low, c.scope) for c in rows] == [(8, "incident"), (2, "part")]


def test_headline_and_body_are_one_row() -> None:
    rows = read("A missile hit the station in Orlan, killing at least 21 people.", "21 killed in strike on station")
    assert [(c.kind, c.count.low, c.count.high) for c in rows] == [("killed", 21, None)]


def test_one_person_told_three_times_is_one() -> None:
    rows = whole(
        "A reporter was killed when a shell hit her car. The woman died at the scene. "
        "Her death was confirmed by the editor."
    )
    assert rows == [("killed", 1, 1)]


def test_a_wounded_man_who_dies_is_dead_once() -> None:
    assert whole("A farmer was shot by gunmen near the border. He died in hospital.") == [("killed", 1, 1)]


def test_two_towns_are_two_rows() -> None:
    rows = read("The strikes killed three people in Kyiv and two in Lviv.")
    assert [c.count.low for c in rows] == [3, 2]


RUNNING = [
    "More than 4,000 civilians have been killed since the war began.",
    "At least 310 children have died in two years of war.",
    "The strike killed six people, bringing the total number of dead to 212.",
]


@pytest.mark.parametrize("sentence", RUNNING)
def test_a_campaign_total_is_no_incident(sentence: str) -> None:
    assert "running_total" in {c.scope for c in read(sentence)}


OTHER = [
    ("Twelve people were killed when a bus plunged into a ravine.", "accident"),
    ("The earthquake killed 300 people.", "disaster"),
    ("Nine patients have died of cholera.", "disease"),
    ("The court jailed a man convicted of killing seven people in a stabbing.", "crime"),
]


@pytest.mark.parametrize(("sentence", "cause"), OTHER)
def test_other_causes_stay_out_of_the_tally(sentence: str, cause: str) -> None:
    (row,) = read(sentence)
    assert (row.scope, row.cause) == ("other", cause)


@pytest.mark.parametrize(
    ("title", "body", "part", "cause"),
    [
        ("Ferry sinks off the coast", "The ferry sank, killing nine people, including three children.", 3, "accident"),
        ("Quake shakes the hills", "The quake killed 90 people. Four of the dead were never named.", 4, "disaster"),
        ("Shells hit the market", "Shells killed nine people, including three children.", 3, None),
    ],
)
def test_r17_a_part_has_the_cause_of_its_whole(title: str, body: str, part: int, cause: str | None) -> None:
    (row,) = [c for c in read(body, title) if c.scope == "part"]
    assert (row.count.low, row.cause) == (part, cause)


AGGREGATE = [
    ("Bomb kills nine at Kyiv market; seven die in other attacks", [9], [7]),
    ("Ruritanian and Sylvanian attacks kill five people", [], [5]),
    ("Clashes during the campaign period killed five people.", [], [5]),
    ("There was no lull, with 31 people killed in a series of strikes. A mine injured ten farmers.", [10], [31]),
    ("Two suicide attacks hit checkpoints, killing one guard. Twelve people were injured in the attacks.", [1], [12]),
    ("A drone's two missiles caused two large explosions in the bazaar, killing six.", [6], []),
    ("Strikes on three more boats killed eleven people.", [], [11]),
    ("Two car blasts in Kyiv and Lviv killed five people.", [], [5]),
    ("Death toll rises to 43 in car bombing in a Ukrainian town", [43], []),
    ("A missile barrage across Ukraine's capital killed at least twelve people.", [12], []),
    ("From 3 March to 9 March shelling killed 14 people.", [], [14]),
]


@pytest.mark.parametrize(("text", "single", "several"), AGGREGATE)
def test_r15_what_several_attacks_did_is_an_aggregate(text: str, single: list[int], several: list[int]) -> None:
    rows = read(text)
    assert [c.count.low for c in rows if c.scope == "incident"] == single
    assert [c.count.low for c in rows if c.scope == "aggregate"] == several


def test_one_number_for_two_kinds_of_people_counts_both() -> None:
    (part,) = [c for c in read("The strike killed 33 people, including 12 women and children.") if c.scope == "part"]
    assert part.who == "women and children"


def test_r14_the_executed_are_no_part_of_those_they_killed() -> None:
    rows = read("", "Ruritania executes a man convicted of a fire that killed five")
    assert {(c.scope, c.cause) for c in rows} == {("other", "execution")}


NOBODY = [
    "Now kill the Varnish process and start it again.",
    "The Model 2600 is also missing from the list.",
    "Coroutines died out before they spread.",
    "After three years of this he totally burned out.",
    "The Otters have been eliminated by the Herons.",
    "Four of its tuning knobs were missing.",
    "There are a few dead giveaways in the code.",
    "She was rushed to hospital for a check-up.",
    "Every athlete killed by the shelling is a loss, he said.",
    "Twelve depots destroyed in the shelling of Orlan.",
    "The mayor is keeping a dying trade alive.",
]


@pytest.mark.parametrize("sentence", NOBODY)
def test_what_is_no_person_is_not_counted(sentence: str) -> None:
    assert read(sentence) == ()


WHOLE_AND_LESS = [
    ("At least two villagers, a 41-year-old glassblower and a boy, were killed in the raid.", [(2, None)]),
    ("Adel Zaid and his two sons, 27-year-old Omar Zaid and Samir Zaid, 23, were killed in the raid.", [(3, 3)]),
    ("At least one but possibly up to nine villagers were killed in the raid.", [(1, 9)]),
    (
        "At least 20 people were killed in the raid. It was lively news. The list of twelve dead was shared.",
        [(20, None)],
    ),
    ("The raid killed 20 people in Mosul. A wire service initially reported ten deaths.", [(20, 20)]),
    ("The raid killed 20 people in Mosul. Ten people were killed, the army said.", [(20, 20), (10, 10)]),
    ("The raid killed 20 people in Mosul. In a separate raid ten people were killed.", [(20, 20), (10, 10)]),
    ("A suicide bomber blew himself up near the bus, wounding four.", [(1, 1)]),
    ("A suicide bomber blew himself up near the bus, killing six people.", [(6, 6)]),
    ("A Village Defence Committee (VDC) member was killed in the blast.", [(1, 1)]),
    ("Omar Zaid and Adel Khal, both 16, were killed in the raid.", [(2, 2)]),
    ("Police are looking into the shooting deaths of a husband, wife and their two children.", [(4, 4)]),
    ("A daughter of Ahmed Zaid and Rana Khal, Mona Zaid, was killed in the raid.", [(1, 1)]),
]


@pytest.mark.parametrize(("text", "expected"), WHOLE_AND_LESS)
def test_a_story_counts_nobody_twice(text: str, expected: list[tuple[int, int | None]]) -> None:
    assert [(c.count.low, c.count.high) for c in read(text) if c.kind == "killed" and c.scope != "part"] == expected


@pytest.mark.parametrize(
    ("sentence", "flags"),
    [
        ("No casualties were reported.", ("none reported",)),
        ("There were no reported injuries.", ("none reported",)),
        ("Nobody was hurt.", ()),
        ("There were no casualties.", ()),
        ("No casualties were reported by the army, the governor said.", ()),
    ],
)
def test_that_none_are_reported_is_no_count(sentence: str, flags: tuple[str, ...]) -> None:
    (row,) = read(f"A drone fell on a depot in Lviv. {sentence}")
    assert (row.count.low, row.count.high, row.flags) == (0, 0, flags)


def test_a_name_beside_violence_is_a_person() -> None:
    assert figures("Bassem Qaridi was killed in the air strike.") == [("killed", 1, 1)]


def test_the_army_in_an_accident_is_an_accident() -> None:
    (row,) = read("An army helicopter crashed in the hills, killing four soldiers.")
    assert (row.scope, row.cause) == ("other", "accident")


def test_old_history_makes_no_figure() -> None:
    assert read("Mourners marked the anniversary of the massacre in which 800 men were killed 20 years ago.") == ()


def test_a_row_carries_its_sentence_and_its_words() -> None:
    body = "Smoke rose over the port. A drone killed two dockers, the harbour master said. Work went on."
    (row,) = read(body)
    assert row.quote == "A drone killed two dockers, the harbour master said."
    assert f"\n{body}"[row.span.start : row.span.end] == "killed two dockers"
    assert row.who == "dockers"
    assert row.why


@given(st.text(max_size=300))
def test_any_text_is_read_and_every_row_stands_on_its_words(body: str) -> None:
    for row in read(body):
        assert f"\n{body}"[row.span.start : row.span.end]
        assert row.quote in f"\n{body}"


_BITS = st.sampled_from(
    [
        "three soldiers",
        "killed",
        "were killed",
        "and",
        ",",
        "wounded",
        "12",
        "a child",
        "including",
        "at least 4",
        "dead",
        "the toll",
        "rose to 9",
        "who",
        "of",
        "missing",
        "died",
        "was",
        ".",
    ]
)


@given(st.lists(_BITS, max_size=40))
def test_no_order_of_words_breaks_the_reading(bits: list[str]) -> None:
    for row in read(" ".join(bits)):
        assert row.count.low is None or row.count.high is None or row.count.low <= row.count.high


@pytest.mark.parametrize(
    ("sentence", "scope"),
    [
        ("A shooting in a bar in Kyiv killed two people, police said.", "other"),
        ("Two people were shot dead in Lviv in a feud of rival gangs.", "other"),
        ("A shooting in a bar in Kyiv killed eleven people, police said.", "incident"),
        ("A mass shooting in a bar in Kyiv killed two people, police said.", "incident"),
        ("Two people were shot dead near a petrol station in Mosul.", "incident"),
        ("Two people were shot dead by security forces outside a bar in Mosul.", "incident"),
        ("Soldiers shot dead two people outside a bar in Mosul.", "incident"),
    ],
)
def test_r17_the_dead_of_ordinary_crime_are_apart(sentence: str, scope: str) -> None:
    (row,) = read(sentence)
    assert (row.scope, row.cause) == (scope, "crime" if scope == "other" else None)


@pytest.mark.parametrize(
    ("title", "body", "speaker"),
    [
        (
            "One person killed in Lviv after rocket strike",
            "One person was killed in Lviv on Friday, the mayor said.",
            "mayor",
        ),
        ("Nine killed in Kyiv", "Nine people were killed in Kyiv, the governor said.", "governor"),
        ("A bad day", "Shells killed two people in Mosul, officials said: a man and a girl of nine.", "officials"),
        ("A bad day", "Six people were killed in Mosul and two in Tikrit, provincial governors said.", "governors"),
    ],
)
def test_a_figure_has_the_speaker_of_whichever_sentence_names_one(title: str, body: str, speaker: str) -> None:
    row = next(c for c in read(body, title) if c.kind == "killed")
    assert speaker in (row.speaker or "")
    assert speaker in row.quote
