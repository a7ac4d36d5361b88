"""Events that are only named to tell another thing, beside neighbours that are news in almost the same words."""

from datetime import UTC, datetime
from functools import cache

import pytest

from sitrep.extract.genre import genre
from sitrep.extract.read import read
from sitrep.gazetteer import SqliteGazetteer
from sitrep.model.article import Article
from sitrep.model.claim import Reading
from sitrep.text.names import Names

TUESDAY = datetime(2024, 5, 14, 12, tzinfo=UTC)


@cache
def names() -> Names:
    return Names(SqliteGazetteer())


def reading(title: str, body: str = "") -> Reading:
    return read(Article("a", "1", title, body, "Paper", "paper", "feed", TUESDAY, TUESDAY), names())


def told(title: str, body: str = "") -> tuple[list[str], list[tuple[str, int | None]]]:
    """The attacks told, and the figures that stand for an incident or a part of one."""
    found = reading(title, body)
    figures: list[tuple[str, int | None]] = [
        (c.kind, c.count.low) for c in found.casualties if c.scope in ("incident", "part", "aggregate")
    ]
    return [s.why for s in found.strikes if s.fate == "hit"], figures


ONLY_RECALLED = [
    # whose life it belongs to
    "Poet Aida Selim, whose brother was killed in an air strike on Taiz, teaches in Oslo.",
    "His father was killed by rebels near Goma when he was nine.",
    "She was born in Aleppo and saw her school bombed as a child.",
    "Grandson of assassinated President Moro to run for office in Haiti",
    "Court in Bamako hears case of slain journalist Amadou Ba",
    "My uncle was killed by the RSF in El Geneina.",
    "Haiti senator names late minister's murdered aide Jean Paul as his model",
    # courts, arrests, revenge
    "Suspect in Goma bombing arrested in Kigali",
    "India sends team to join probe into Colombo bombings",
    "Team of experts to join Colombo bombings probe",
    "Man accused of killing two soldiers in Manila appears in court",
    "Prosecutors seek life term for ex-soldier over killing of three villagers in Ayacucho",
    "Army chief questioned over Kivu massacre",
    "Widow sues army over killing of her two sons in Jaffna",
    "Iran hanged three men over bombing in Zahedan",
    "Tehran vows revenge for the assassination of its general in Damascus",
    "Guatemala ends emergency after crackdown sparked by 10 police killings",
    # what only dates another thing
    "Talks resume in Doha days after an air strike killed nine in Gaza",
    "In the year since the Orlan school shooting, in which a dozen children were shot, nothing has been done.",
    "Lebanon marks year since blast that killed 200 in Beirut port",
    "Embassy in Kabul reopens two years after bombing",
    # comment
    "The killing of Omar Deen in Les Cayes shows how weak Haiti's police have become.",
    "Was the al-Qaeda leader in Marib killed by a missile?",
    "UN warns that hunger in Gaza could ‘kill many, many people’",
    "Sanctions will be widened so that every missile fired by Russia at Ukraine has its price.",
    "Army rules out strike on Kharkiv hospital",
    "Gaza awaits aid as Israel readies troops for ground assault",
    "Romania's forces did not fire on the means of attack of Russia, the ministry said.",
    "An injury to one is an injury to all, say dockers in Lagos",
    # wars and years
    "A round of talks collapsed when Israel launched surprise strikes on Iran, beginning a 12-day war.",
    "The city of Mariupol was occupied and almost destroyed by Russian troops since May 2022.",
    "An allegation levelled by Israel in Qatar and echoed by Hamas was false.",
    "Rahman, son of former Prime Minister Zia and slain President Rahman, takes office in Dhaka.",
    "Orlan station renamed for the Kharkiv district that has been hardest hit by Russian attacks.",
    "A record of US strikes in the lead-up to the attack on Venezuela.",
    "Russia is now launching a new type of drone to find air defences, an officer said in Kyiv.",
    "In China, drivers who have hit someone with their car may try to kill them.",
    "In weeks of unrest in Orlan, following the killing of Omar Deen by police, six were arrested, including Ana Sol.",
    "He met her in Mariupol at the beginning of the invasion by Russia.",
    "The border near Sumy was cleared, one of the goals of Kyiv's incursion.",
    "The peninsula of Crimea has been repeatedly targeted by Ukrainian drone strikes.",
    "An officer said in Washington he was referring to the jets that carried out the bombings.",
    "Tehran learned that last summer when the US bombed Iranian nuclear sites.",
    "Officers kept firing at the London attackers, who tried to detonate vests, the inquest has heard.",
    "He says the Orlan shooting, which left 26 people dead, was completely fake.",
    "In Kenya, 3,000 people are killed every year on the roads.",
    "The plan for Gaza met a barrage of criticism in London and Paris.",
    # trends
    "Raids in Kordofan have killed dozens of civilians at a time.",
    "Attacks on aid convoys in Chad double in a year",
    "Rocket attacks from Lebanon fell by half, says army",
    # freed, not taken
    "Hamas frees two hostages",
    "Gunmen release 15 kidnapped students in Kaduna",
    "Captors refuse offer to free 2 hostages",
    "Army rescues four hostages near Maiduguri",
]

NEWS_ALL_THE_SAME = [
    ("Gunmen killed two brothers in an attack on Taiz.", [("killed", 2)]),
    ("Shells hit a school in Aleppo; three children were killed when they were at play.", [("killed", 3)]),
    ("Rebels assassinated the mayor of Goma on Monday.", [("killed", 1)]),
    ("A witness said: “My uncle was killed when the RSF shelled El Geneina.”", [("killed", 1)]),
    ("Four men were arrested after a bombing in Goma killed nine people.", [("killed", 9)]),
    ("A man was charged over the bombing in Goma on Sunday that killed nine people.", [("killed", 9)]),
    ("Police in Manila blame rebels for killing two soldiers on Monday.", [("killed", 2)]),
    ("Mali and Niger talk after the killing of 30 soldiers in Tillaberi.", [("killed", 30)]),
    ("Army shells El Fasher days after a truce, killing nine people.", [("killed", 9)]),
    ("Hours after an air strike killed nine people in Gaza, talks were broken off.", [("killed", 9)]),
    ("Gunmen kidnapped 15 students in Kaduna, weeks after others were freed.", [("captured", 15)]),
    ("Troops arrested 12 men in a raid near Nablus that killed two people.", [("killed", 2)]),
    ("A drone strike near Marib killed three terror suspects in a car.", [("killed", 3)]),
    ("Soldiers charged into a village near Bunia and killed four people.", [("killed", 4)]),
    ("The RSF executed 30 men in an attack on a camp near El Fasher.", [("killed", 30)]),
    ("Rebels tried to storm Goma in an attack that killed nine people.", [("killed", 9)]),
    ("Mine explosion kills three soldiers near Sumy", [("killed", 3)]),
    ("RSF fighters executed 30 men in El Fasher.", [("killed", 30)]),
    ("Explosion at Kharkiv arms depot after drone strike kills two", [("killed", 2)]),
    ("An attacker stabbed two Israelis in Jerusalem, police said.", [("injured", 2)]),
    ("Russian jets repeatedly struck Kharkiv overnight, killing six people.", [("killed", 6)]),
    ("Fire from Israeli tanks killed six people in Gaza City.", [("killed", 6)]),
    ("Hamas holds two hostages in Khan Younis.", [("captured", 2)]),
]


@pytest.mark.parametrize("text", ONLY_RECALLED)
def test_what_is_only_recalled_makes_no_event(text: str) -> None:
    assert told(text) == ([], [])


@pytest.mark.parametrize(("text", "figures"), NEWS_ALL_THE_SAME)
def test_news_in_almost_the_same_words_is_told(text: str, figures: list[tuple[str, int]]) -> None:
    assert told(text)[1] == figures


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("Cholera strikes camp in Goma, killing 20", "disease"),
        ("Keeper Andy Moro dies in Orlan after a short battle with cancer.", "disease"),
        ("Magnitude 5.1 quake strikes rural Iran, killing four", "disaster"),
        ("A donkey jumped into a van near Kiel, injuring three people.", "accident"),
        ("Elephants attack village in Assam, killing two", "accident"),
        ("Iran hanged three men convicted of murder in Shiraz.", "execution"),
        ("Myanmar's junta said it had executed four activists accused of terror acts.", "execution"),
        ("Iran executes protester after trial that rights groups condemn", "execution"),
        ("China mine explosion kills 12", "accident"),
        ("Explosions and fire tear through industrial building in Ohio, killing two workers", "accident"),
        ("Explosion at chemical plant in Gujarat leaves six dead", "accident"),
        ("The jet hit a mountain in Colombia, killing 71 people on board.", "accident"),
        ("Two women were stabbed at a music hall in Yokohama.", "crime"),
        ("Detectives said a man was shot dead in Leeds.", "crime"),
        ("A man was jailed for the killing of six people in Nairobi.", "crime"),
        ("Two shot dead at a house in Kingston after altercation", "crime"),
        ("Trader gunned down in Karachi over land dispute", "crime"),
        ("Woman shot dead by husband in Nairobi", "crime"),
    ],
)
def test_figures_of_other_causes_name_them(text: str, cause: str) -> None:
    found = reading(text)
    assert [(c.scope, c.cause) for c in found.casualties] == [("other", cause)]
    assert not found.strikes


def test_a_headline_of_court_news_speaks_for_the_text_below() -> None:
    body = "He and his father shot at a feast in Sydney in April. His father, Sajid Khan, was shot dead by police."
    found = reading("Accused Orlan killer appears in court", body)
    assert not found.strikes
    assert {(c.scope, c.cause) for c in found.casualties} == {("other", "crime")}
    assert reading("Bomb outside court in Islamabad kills twelve").strikes


def test_a_crime_may_be_known_by_its_headline() -> None:
    body = "One person was badly injured after a shooting at a property in Manukau, police said."
    (alone,) = reading("Police cordon in Manukau", body).casualties
    (gang,) = reading("Gang members' house in Manukau cordoned off", body).casualties
    assert (alone.scope, gang.scope) == ("incident", "other")


MEMOIR = (
    "I grew up in Khartoum. My uncle was killed by the RSF last month. I cannot write about it without anger, and I do "
    "not think you should read it without anger."
)


def test_an_essay_reports_nothing() -> None:
    assert genre(MEMOIR) == "essay"
    assert told("Why the world looks away", MEMOIR) == ([], [])


@pytest.mark.parametrize(
    "text",
    [
        f"“{MEMOIR}”",
        f'A nurse said: "{MEMOIR}"',
        "[Reporter] Who fired? [Sosa] I saw it myself. I was in my house. [Begin recording] I heard it.",
        "World War I and Elizabeth I are on the shelf; Vol. I, II. Gunmen killed nine people in Orlan, police said.",
        "Police said “I and my men” fired. A shell hit my house, said a man in Gaza; the dead are two brothers.",
    ],
)
def test_quoted_witnesses_and_transcripts_are_no_essay(text: str) -> None:
    assert genre(text) is None
