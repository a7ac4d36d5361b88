"""Sentences of the field and the attacks they tell: who hit where, with what, and what is no attack at all."""

from datetime import UTC, date, datetime
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitrep.extract.strikes.claims import strikes
from sitrep.gazetteer import SqliteGazetteer
from sitrep.model.article import Article
from sitrep.model.claim import Strike
from sitrep.text.annotate import annotate
from sitrep.text.names import Names

TUESDAY = datetime(2024, 5, 14, 12, tzinfo=UTC)


@cache
def names() -> Names:
    return Names(SqliteGazetteer())


def told(title: str, body: str = "") -> tuple[Strike, ...]:
    article = Article("a", "1", title, body, "Paper", "paper", "feed", TUESDAY, TUESDAY)
    return strikes(annotate(article, names()))


def only(title: str, body: str = "") -> Strike:
    found = told(title, body)
    assert len(found) == 1, [s.why for s in found]
    return found[0]


def first_place(strike: Strike) -> str | None:
    return strike.places[0].name if strike.places else None


@pytest.mark.parametrize(
    ("text", "attacker", "weapon", "place"),
    [
        # active
        ("Russia bombs Kharkiv again", "Russia", "bomb", "Kharkiv"),
        ("Israel strikes Rafah as tanks move in", "Israel", "unknown", "Rafah"),
        ("RSF fighters shelled a camp in El Fasher on Monday.", "RSF", "artillery", "El Fasher"),
        ("Moscow's forces launched 40 drones at Odesa overnight.", "Russia", "drone", "Odesa"),
        ("Turkish warplanes hit a village near Erbil.", "Turkey", "airstrike", "Erbil"),
        ("Hamas fired a barrage of rockets at Tel Aviv.", "Hamas", "missile", "Tel Aviv"),
        ("Al-Shabaab militants stormed a hotel in Mogadishu.", "al-Shabaab", "ground", "Mogadishu"),
        # passive
        ("Kharkiv hit by Russian missiles", "Russia", "missile", "Kharkiv"),
        ("A market in Omdurman was shelled by the RSF.", "RSF", "artillery", "Omdurman"),
        ("Several houses in Sderot were struck by rockets fired by Hamas.", "Hamas", "missile", "Sderot"),
        ("Monastery in Mandalay bombed by Myanmar's army", "Myanmar", "bomb", "Mandalay"),
        # nominal
        ("Russian strike on Kharkiv kills three", "Russia", "unknown", "Kharkiv"),
        ("Two dead in Israeli air strike on Beirut suburb", "Israel", "airstrike", "Beirut"),
        ("Ukraine's drone attack on Belgorod sets depot ablaze", "Ukraine", "drone", "Belgorod"),
        (
            "Missile attack on Marib by the Houthis kills ten",
            "Houthis",
            "missile",
            "Marib",
        ),
    ],
)
def test_voice_does_not_flip_who_hit_whom(text: str, attacker: str, weapon: str, place: str) -> None:
    strike = only(text)
    assert (strike.attacker, strike.weapon, first_place(strike)) == (attacker, weapon, place)
    assert strike.attacker_stance == "stated"


@pytest.mark.parametrize(
    ("text", "weapon"),
    [
        ("Shelling of Kherson kills a bus driver", "artillery"),
        ("A car bomb exploded outside a police station in Kandahar, killing six.", "bomb"),
        ("Truck bomb in central Baghdad kills 20", "bomb"),
        ("Pakistani mosque bombing kills 30 in Peshawar", "bomb"),
        ("Kabul airport attack leaves ten dead", "unknown"),
        ("Suicide attack on a mosque in Peshawar leaves dozens dead", "bomb"),
        ("Five soldiers died in an ambush near Gao in Mali.", "gunfire"),
        ("Drones hit an oil depot near Feodosia.", "drone"),
    ],
)
def test_without_a_name_there_is_no_attacker(text: str, weapon: str) -> None:
    strike = only(text)
    assert strike.attacker is None
    assert strike.attacker_stance is None
    assert strike.weapon == weapon


@pytest.mark.parametrize(
    ("text", "attacker", "stance"),
    [
        ("Moscow accused Kyiv of shelling Belgorod, killing four people.", "Ukraine", "accused"),
        ("Army blames M23 for shelling of camp near Goma", "M23", "accused"),
        ("Tehran denies firing drones at a tanker off Oman.", "Iran", "denied"),
        ("Suspected Boko Haram gunmen attacked a village near Maiduguri.", "Boko Haram", "accused"),
        (
            "An attack on a checkpoint near Quetta killed three. The BLA claimed responsibility for the attack.",
            "BLA",
            "claimed",
        ),
    ],
)
def test_the_stance_toward_the_attacker_is_kept(text: str, attacker: str, stance: str) -> None:
    strike = only("News in brief", text)
    assert (strike.attacker, strike.attacker_stance) == (attacker, stance)


@pytest.mark.parametrize(
    ("title", "attacker", "stance"),
    [
        ("JNIM claims ambush that killed 14 soldiers near Gao", "JNIM", "claimed"),
        ("Pakistani Taliban claim suicide attack on Quetta police post", "Pakistani Taliban", "claimed"),
        ("Al-Shabaab claims responsibility for Kismayo hotel attack", "al-Shabaab", "claimed"),
        ("Hamas claims responsibility for Haifa shooting that wounded two", "Hamas", "claimed"),
        ("Hamas claims Israeli strike on Rafah killed two captives", "Israel", "stated"),
    ],
)
def test_r24_who_claims_an_attack_is_its_attacker_by_its_own_word(title: str, attacker: str, stance: str) -> None:
    strike = only(title)
    assert (strike.attacker, strike.attacker_stance) == (attacker, stance)


def test_a_group_called_after_a_state_is_not_the_state() -> None:
    body = "A group called Harakat-e-Zafar Pakistan claimed responsibility."
    strike = only("Bomb kills nine at market in Quetta", body)
    assert strike.attacker is None


@pytest.mark.parametrize(
    "title", ["Toll in Afghan school bombing rises to 68", "Ukrainian theatre bombing kills 12 in Sumy"]
)
def test_whose_school_was_bombed_is_not_whose_bomb_it_was(title: str) -> None:
    assert only(title).attacker is None


@pytest.mark.parametrize(
    "title",
    [
        "Bombing in the Somali capital kills three soldiers",
        "Car bomb in Somalia's capital kills three soldiers",
        "Car bomb in the Somali capital Mogadishu kills three soldiers",
    ],
)
def test_a_countrys_capital_is_the_town_and_not_the_government(title: str) -> None:
    strike = only(title)
    assert (first_place(strike), strike.attacker) == ("Mogadishu", None)


@pytest.mark.parametrize(
    ("title", "place"),
    [
        ("Gunmen kill at least nine traders in Nangarhar", "Nangarhar"),
        ("Gunmen kill over 30 in Nangarhar", "Nangarhar"),
        ("Nine feared killed in militant attack on traders in Nangarhar", "Nangarhar"),
        ("Niger: rebels attack army convoy", "Niger"),
        ("Ukraine strikes oil terminal in Novorossiysk", "Novorossiysk"),
    ],
)
def test_a_count_or_a_fear_of_its_toll_makes_an_attack_no_less_one(title: str, place: str) -> None:
    assert first_place(only(title)) == place


def test_a_side_does_not_hit_its_own_town_by_answering_an_attack_there() -> None:
    strike = only("Turkey strikes Kurdish militants after attack near Ankara")
    assert (strike.attacker, strike.places) == ("Turkey", ())


def test_nobody_claiming_an_attack_names_nobody() -> None:
    strike = only("Bomb kills nine at market in Kabul", "No group has claimed responsibility for the attack.")
    assert strike.attacker is None


@pytest.mark.parametrize(
    "text",
    [
        "Nurses strike over pay in Manchester",
        "Rail strike hits London commuters",
        "The striker hit the bar twice in Madrid",
        "Leaders strike a deal on grain in Istanbul",
        "He died of a heart attack in Lagos",
        "Senator attacks the press over leaks in Washington",
        "A cyber attack on banks in Tallinn was traced to a gang",
        "Police raid a flat in Birmingham in a drugs inquiry",
        "Fire kills four at a flat in Naples",
        "Town in Texas hit by floods",
        "Sanctions hit Russian oil exports",
        "Air raid sirens sound across Kyiv",
        "Russia threatens to bomb Kyiv",
        "Israel vows to strike Beirut again",
        "Iran could attack Israel within days, officials fear",
        "North Korea fires missile in drill near Wonsan, an exercise simulating an attack on Seoul",
        "The film retells the bombing of Dresden",
        "Kharkiv marks the anniversary of the shelling of its centre",
        "In 2015 gunmen attacked a concert hall in Paris.",
        "Germany sends Ukraine air defence systems and missiles",
        "Analysis: why Russia attacked Kharkiv",
        "Could Israel strike Iran?",
        "At least 9,000 people killed in Ukraine since the start of the war",
        # who somebody was
        "The son of assassinated President Omar Sabo takes office in Niamey",
        "Syria's slain envoy Adel Haddad is buried in Damascus",
        # court, looking back, trends
        "Man pleads guilty to market bombing in Lyon",
        "Mosque shooting mastermind dies in a Jakarta prison",
        "Mapping three years of Turkish strikes in northern Iraq",
        "Russian attacks on Sumy have doubled, monitors say",
        "Israel faces rising settler attacks in the West Bank",
        "France has launched hundreds of air strikes in Mali since the spring of 2013.",
        # words for arms
        "Washington hits Iranian bank with sanctions",
        "The senator's attack on press freedom shocked Lisbon",
        "Such loans are time bombs for people in Athens",
        "Norway will finance artillery shells for Kyiv",
        # ended, not begun
        "Envoys want Israel to stop its strikes on Beirut",
        "Police seized cocaine in a raid on a warehouse in Guayaquil",
        "Navy divers towed the mine away and blew it up off Constanta.",
        "Letters of soldiers killed at Verdun are on show in Paris",
        "The battle scenes, with missiles raining on the city, were shot in Warsaw",
        "It was an ambush.",
        "A ceremony to mark the atomic bomb strike on Nagasaki was held in Tokyo",
        "Kharkiv's north is the district hardest hit by the war, planners say",
        "An ongoing record of Turkish strikes in Syria and Iraq",
        "Every time you bombed that hospital you said sorry, he told the army.",
    ],
)
def test_what_is_no_attack_makes_no_claim(text: str) -> None:
    assert told(text) == ()


def test_interceptions_are_told_apart_from_hits_and_carry_their_count() -> None:
    strike = only("Ukraine shoots down 18 Russian drones over Odesa region")
    assert (strike.fate, strike.weapon, strike.attacker) == ("intercepted", "drone", "Russia")
    assert strike.munitions is not None
    assert (strike.munitions.low, strike.munitions.high) == (18, 18)


def test_of_those_that_came_only_those_that_were_downed_are_counted_as_downed() -> None:
    for told_so in ("shot down 40 of 51 drones", "shot down 40 of the 51 drones", "downed 40 of 51 Russian drones"):
        strike = only(f"Air force {told_so} over Odesa region")
        assert strike.munitions is not None
        assert (strike.munitions.low, strike.munitions.high) == (40, 40)


def test_the_country_behind_a_town_is_where_it_fell_and_not_who_did_it() -> None:
    strike = only(
        "News in brief", "A Turkish drone strike on a car in Sinjar, northern Iraq, on Friday killed three people."
    )
    assert (strike.attacker, first_place(strike)) == ("Turkey", "Sinjar")
    assert only("News in brief", "In Kherson, Ukraine shelled a bridge on Friday.").attacker == "Ukraine"
    assert only("News in brief", "In Kherson, Russia killed three people on Friday.").attacker == "Russia"


def test_what_was_launched_and_shot_down_is_told_once() -> None:
    strike = only("Ukraine says it destroyed 54 drones launched by Russia overnight")
    assert (strike.fate, strike.attacker, strike.attacker_stance) == ("intercepted", "Russia", "stated")


def test_two_kinds_shot_down_are_two_rows() -> None:
    found = told("Air force says it shot down six cruise missiles and nine drones over Ukraine")
    assert [(s.weapon, s.munitions and s.munitions.low) for s in found] == [("missile", 6), ("drone", 9)]


def test_an_attack_met_by_air_defence_is_launched_not_hit() -> None:
    strike = only("Odesa", "Air defences were at work over Odesa before dawn during a Russian drone attack.")
    assert strike.fate == "launched"


def test_headline_and_body_are_one_attack_at_the_exact_place() -> None:
    strike = only(
        "Three dead as missile hits school in eastern Ukraine",
        "A Russian missile hit a school in Kramatorsk on Monday, killing three people. The attack also damaged houses.",
    )
    assert strike.attacker == "Russia"
    assert first_place(strike) == "Kramatorsk"
    assert strike.when.day == date(2024, 5, 13)
    assert strike.target is not None
    assert "school" in strike.target


def test_attacks_on_different_towns_stay_apart() -> None:
    found = told(
        "Strikes on two fronts",
        "Russian artillery shelled Nikopol on Monday. In Sudan the RSF shelled a market in Omdurman on Sunday.",
    )
    assert [(s.attacker, s.country) for s in found] == [("Russia", "UA"), ("RSF", "SD")]


def test_an_epithet_stands_for_the_side_its_press_means() -> None:
    assert only("Enemy shells Nikopol, two wounded").attacker == "Russia"


def test_every_claim_quotes_its_sentence_and_its_words() -> None:
    title, body = "Raid", "Israeli jets bombed Tyre on Monday. Nobody was hurt."
    strike = only(title, body)
    text = f"{title}\n{body}"
    assert strike.quote == "Israeli jets bombed Tyre on Monday."
    assert text[strike.span.start : strike.span.end] == "bombed"
    assert strike.why


WORDS = """Russia Russian Israel Kyiv Gaza Hamas the a of on in by hit struck shelled attack strikes strike missiles
drones 12 killed school was were accused shot down launched bomb and , . ; \u2019s \u201c ) fire under came repelled
claimed responsibility 3,000"""


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(WORDS.split()), max_size=60))
def test_any_row_of_words_is_read_without_failing_and_quotes_are_verbatim(row: list[str]) -> None:
    text = " ".join(row)
    for strike in told("Report", text):
        whole = f"Report\n{text}"
        assert strike.quote in whole
        assert strike.span.start < strike.span.end <= len(whole)
        assert (strike.attacker is None) == (strike.attacker_stance is None)


def fields(strike: Strike) -> dict[str, Any]:
    return {"attacker": strike.attacker, "weapon": strike.weapon, "places": [p.name for p in strike.places]}


def test_what_one_side_says_of_the_other_is_an_accusation() -> None:
    strike = only("Moscow says Ukraine shelled a market in Donetsk")
    assert (strike.attacker, strike.attacker_stance) == ("Ukraine", "accused")


def test_an_aircraft_shot_down_is_a_hit_by_who_shot() -> None:
    strike = only("Pakistan says it shot down two Indian jets")
    assert (strike.attacker, strike.fate) == ("Pakistan", "hit")


def test_the_place_is_that_of_the_attack_not_of_the_one_it_answers() -> None:
    strike = only("India strikes camps in Pakistan after Pahalgam attack")
    assert (strike.attacker, strike.country) == ("India", "PK")


def test_missiles_and_drones_of_one_wave_are_a_floor() -> None:
    strike = only("Russia fired 60 missiles and dozens of drones at Lviv overnight")
    assert strike.munitions is not None
    assert (strike.munitions.low, strike.munitions.high) == (60, None)


def test_a_time_stamp_of_the_report_is_no_day_of_the_attack() -> None:
    strike = only("Shelling of Nikopol", "13.05.24 08:30 - Shelling of Nikopol. Russian troops shelled Nikopol.")
    assert strike.when.day is None


@pytest.mark.parametrize("end", [" - mayor", " (photo)", ": official"])
def test_a_headline_tail_changes_nothing(end: str) -> None:
    plain = only("Russian missiles hit Kharkiv")
    assert fields(only("Russian missiles hit Kharkiv" + end)) == fields(plain)


@pytest.mark.parametrize(
    "text",
    [
        "North Korea fires two missiles toward the sea after scolding Trump",
        "South Korea says North Korea fires ballistic missiles off its east coast",
    ],
)
def test_who_speaks_or_is_named_by_the_way_is_not_where_it_fell(text: str) -> None:
    assert all(s.country is None for s in told(text))


def test_a_civilian_of_a_state_is_not_the_state() -> None:
    assert only("US veteran guns down five at a cafe in Reno").attacker is None
    assert only("One held over London Tower knife attack").attacker is None


def test_two_sides_attacks_in_one_phrase_name_no_attacker() -> None:
    assert not [s for s in told("Russian and Ukrainian attacks kill four people") if s.attacker]


def test_a_target_ends_in_what_it_is() -> None:
    assert only("Russian strike hits a shopping centre in Sumy").target == "shopping centre"
    assert only("The mayor of Sumy called the shelling of Sumy a terrorist attack").target == "Sumy"
    assert only("A spokeswoman in Sumy called the shelling a terrorist attack").target is None
    assert only("Troops were shelling a hospital in Sumy").target == "hospital"


@pytest.mark.parametrize(
    ("text", "hands"),
    [
        ("Gunmen in army uniforms stormed a hotel in Gao and killed nine guests.", "Gunmen"),
        ("Two hooded men shot dead a mayor in Cali, police said.", "hooded men"),
        ("A village near Kaya was attacked by unidentified armed men on Monday.", "unidentified armed men"),
        ("Syrian rebels shelled a checkpoint near Hama.", "Syrian rebels"),
        ("Ecuador gunmen kill mayor in Manta", "Ecuador gunmen"),
        ("Guerrillas dynamited a bridge near Tingo Maria.", "Guerrillas"),
        ("Five died in an attack in which gunmen opened fire on a market in Gao.", "gunmen"),
    ],
)
def test_who_is_not_named_is_told_in_the_texts_words(text: str, hands: str) -> None:
    (strike, *_) = told("News in brief", text)
    assert (strike.attacker, strike.unnamed, strike.named_attacker) == (hands, True, None)


def test_a_name_given_later_takes_the_place_of_the_words() -> None:
    strike = only("Gunmen kill nine at a hotel in Gao", "JNIM claimed responsibility for the attack.")
    assert (strike.attacker, strike.attacker_stance, strike.unnamed) == ("JNIM", "claimed", False)


def test_who_is_blamed_in_the_next_sentence_is_accused() -> None:
    strike = only("Car bomb at a market in Cali injures nine", "The army blamed FARC dissidents.")
    assert (strike.attacker, strike.attacker_stance) == ("FARC", "accused")


def test_who_used_what_was_hit_is_not_who_hit_it() -> None:
    strike = only("A Ukrainian attack on occupied Crimea damaged a ferry used by Russian forces.")
    assert strike.attacker == "Ukraine"


@pytest.mark.parametrize(
    "text",
    [
        "A shooting in a bar in Leeds killed two people, police said.",
        "A gunman killed one man in a robbery in Turin, police said.",
        "Two men were shot dead in Rotterdam in a feud between drug gangs.",
        "One man died in a stabbing at a house party in Cardiff.",
    ],
)
def test_r17_ordinary_crime_is_no_attack(text: str) -> None:
    assert told("News of the night", text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "A mass shooting in a bar in Leeds killed two people, police said.",
        "A gunman opened fire on worshippers in a mosque in Lyon, killing two.",
        "Militants shot dead two men in a bar in Bamako.",
    ],
)
def test_a_mass_shooting_or_terror_is_an_attack(text: str) -> None:
    assert len(told("News of the night", text)) == 1


def test_who_says_it_did_it_is_read_with_sea_and_missiles() -> None:
    strike = only("News of the night", "The Houthis said they hit a freighter in the Red Sea with three missiles.")
    assert (strike.attacker, strike.attacker_stance, first_place(strike)) == ("Houthis", "claimed", "Red Sea")
    assert strike.munitions is not None
    assert (strike.munitions.low, strike.munitions.high) == (3, 3)


def test_who_speaks_of_one_town_does_not_speak_of_both() -> None:
    title = "Russia attacks Kharkiv and Odesa with drones"
    found = told(title, "In Kharkiv, drones hit a bakery, the mayor, Petro Hrab, said.")
    assert [s.speaker for s in found if {"Kharkiv", "Odesa"} <= {p.name for p in s.places}] in ([None], [])
