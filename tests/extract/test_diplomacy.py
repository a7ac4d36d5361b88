"""Sentences of diplomacy and the acts they tell: actor, class, target. Every sentence was made up for this table."""

from datetime import UTC, datetime

import pytest

from sitrep.extract.diplomacy import acts
from sitrep.gazetteer import SqliteGazetteer
from sitrep.model.article import Article
from sitrep.model.claim import Act
from sitrep.text.annotate import annotate
from sitrep.text.names import Names

NAMES = Names(SqliteGazetteer())
MORNING = datetime(2011, 3, 4, 8, tzinfo=UTC)
Triple = tuple[str, str, str | None]


def told(title: str, body: str = "") -> tuple[Act, ...]:
    article = Article("a", "1", title, body, "Harbour Post", "Harbour", "s", MORNING, MORNING)
    return acts(annotate(article, NAMES))


def triples(title: str, body: str = "") -> set[Triple]:
    return {(act.actor, act.act, act.target) for act in told(title, body)}


ACCUSE: list[tuple[str, str, str | None]] = [
    ("Algeria condemns Morocco over border fence", "Algeria", "Morocco"),
    ("Kenya accuses Somalia of sheltering gunmen", "Kenya", "Somalia"),
    ("Thailand summons Cambodian ambassador over temple clash", "Thailand", "Cambodia"),
    ("The Peruvian foreign ministry summoned Ecuador's envoy on Tuesday to protest at the patrol.", "Peru", "Ecuador"),
    ("Chile's ambassador was summoned by Bolivia after the incident.", "Bolivia", "Chile"),
    ("Pyongyang blames Seoul for leaflets", "North Korea", "South Korea"),
    ("Vietnam protests against Chinese survey ship", "Vietnam", "China"),
    ("Sudan has been accused by South Sudan of bombing an oil town.", "South Sudan", "Sudan"),
    ("Spain lodged a formal complaint with the UK about the patrol boat.", "Spain", "UK"),
    ("Macron lashes out at Turkey over arms shipments to Libya", "France", "Turkey"),
    ("The Pakistani prime minister criticised India for cutting the water.", "Pakistan", "India"),
    ("Rwanda's condemnation of Burundi drew no answer.", "Rwanda", "Burundi"),
    ("Armenia and Cyprus slam Azerbaijan for blockade", "Armenia", "Azerbaijan"),
    ("Iraq holds Iran responsible for the rocket fire.", "Iraq", "Iran"),
    ("Moscow, which denounced Warsaw on Friday, kept silent.", "Russia", "Poland"),
    (
        "In a statement issued late on Sunday, the Colombian government deplored Venezuela's troop movements.",
        "Colombia",
        "Venezuela",
    ),
    ("Ethiopia voiced outrage at Egypt over the remarks.", "Ethiopia", "Egypt"),
    ("Georgia points finger at Russia over cyber attack", "Georgia", "Russia"),
]
REQUEST: list[tuple[str, str, str | None]] = [
    ("Norway urges Israel to open crossings", "Norway", "Israel"),
    ("Mali asks France to pull out troops", "Mali", "France"),
    ("UN calls on Eritrea to free prisoners", "UN", "Eritrea"),
    ("Lebanon requests an urgent meeting of the UN Security Council", "Lebanon", "UN"),
    ("Cuba demanded that the United States return the airmen.", "Cuba", "US"),
    ("The African Union appealed to Niger's junta for talks.", "African Union", "Niger"),
    ("Malaysia calls for ceasefire in Yemen", "Malaysia", None),
    ("Sri Lanka seeks help from India to clear the wreck", "Sri Lanka", "India"),
    ("Philippines tells China to leave the reef", "Philippines", "China"),
    ("Stop shipping arms to rebels, Zambia tells Rwanda", "Zambia", "Rwanda"),
    ("The Dutch foreign minister said Serbia must hand over the general.", "Netherlands", "Serbia"),
    ("Berlin pressed Ankara to release the reporter.", "Germany", "Turkey"),
    ("Japan invites South Korea to summit", "Japan", "South Korea"),
]
REJECT: list[tuple[str, str, str | None]] = [
    ("Serbia rejects EU plan for Kosovo", "Serbia", "EU"),
    ("Iran denies US claim of arms transfer", "Iran", "US"),
    ("Russia vetoes UN resolution on Mali", "Russia", "UN"),
    ("The Houthis turned down a Saudi offer of talks.", "Houthis", "Saudi Arabia"),
    ("Hungary refuses to join EU pact", "Hungary", "EU"),
    ("India dismissed Pakistan's allegations as baseless.", "India", "Pakistan"),
    ("Syria boycotts talks with Turkey", "Syria", "Turkey"),
    ("Mexico cancels meeting with Trump", "Mexico", "US"),
    ("Denmark will not send troops to Iraq.", "Denmark", "Iraq"),
    ("Belarus spurns Lithuanian request", "Belarus", "Lithuania"),
]
CONSULT: list[tuple[str, str, str | None]] = [
    ("Lula meets Macron in Brasilia", "Brazil", "France"),
    ("The presidents of Iran and Turkey met in Ankara.", "Iran", "Turkey"),
    ("Egypt and Ethiopia hold talks on dam", "Egypt", "Ethiopia"),
    ("Erdogan spoke with Putin by phone on Monday.", "Turkey", "Russia"),
    ("Talks between Greece and Turkey opened in Geneva.", "Greece", "Turkey"),
    ("India-China talks end without result", "India", "China"),
    ("The Japanese premier arrived in Indonesia for a two-day visit.", "Japan", "Indonesia"),
    ("Blinken visits Saudi Arabia", "US", "Saudi Arabia"),
    ("Qatar hosts talks with Taliban", "Qatar", "Taliban"),
    ("Kuwait mediates between Oman and Bahrain", "Kuwait", "Oman"),
    ("The Norwegian envoy held a meeting with Tamil Tigers leaders.", "Norway", "LTTE"),
    ("German chancellor Olaf Scholz received the Kazakh president in Berlin.", "Germany", "Kazakhstan"),
]
SUPPORT: list[tuple[str, str, str | None]] = [
    ("Canada backs Ukraine's bid to join Nato", "Canada", "Ukraine"),
    ("Xi praises Pakistan for stability", "China", "Pakistan"),
    ("The Vatican welcomed Cuba's decision to free the writers.", "Vatican", "Cuba"),
    ("Jordan hails Egypt's role in truce", "Jordan", "Egypt"),
    ("Ireland recognises Palestine", "Ireland", "Palestine"),
    ("Tunisia expressed solidarity with Libya after the flood.", "Tunisia", "Libya"),
    ("Iran and Saudi Arabia restore diplomatic ties", "Iran", "Saudi Arabia"),
    ("Moldova thanks Romania for power supplies", "Moldova", "Romania"),
    ("Australia apologised to East Timor for the spying.", "Australia", "East Timor"),
]
AGREE: list[tuple[str, str, str | None]] = [
    ("Finland to meet Russia next week", "Finland", "Russia"),
    ("Putin will visit Mongolia in September", "Russia", "Mongolia"),
    ("Sudan agreed to let the UN inspect the camps.", "Sudan", "UN"),
    ("Israel accepts US proposal", "Israel", "US"),
    ("Ethiopia and Somalia reach agreement on port", "Ethiopia", "Somalia"),
    ("Nepal promised India to reopen the road.", "Nepal", "India"),
]
COOPERATE: list[tuple[str, str, str | None]] = [
    ("Vietnam and Japan sign defence pact", "Vietnam", "Japan"),
    ("Belarus signed an agreement with Cuba on Tuesday.", "Belarus", "Cuba"),
    ("India holds joint drills with Singapore", "India", "Singapore"),
    ("The UK and Australia deepen cooperation on submarines", "UK", "Australia"),
    ("Kenya extradites suspect to Rwanda", "Kenya", "Rwanda"),
]
AID: list[tuple[str, str, str | None]] = [
    ("Sweden sends Ukraine howitzers", "Sweden", "Ukraine"),
    ("China pledges $300m in loans to Zambia", "China", "Zambia"),
    ("Brazil delivered food aid to Haiti.", "Brazil", "Haiti"),
    ("The US approved the sale of missiles to Taiwan.", "US", "Taiwan"),
    ("World Food Programme ships grain to Yemen", "UN", "Yemen"),
    ("Turkey to provide Somalia with drones", "Turkey", "Somalia"),
]
YIELD: list[tuple[str, str, str | None]] = [
    ("Ethiopia declares truce with rebels in the north", "Ethiopia", None),
    ("Iran frees two French nationals", "Iran", "France"),
    ("Uganda withdraws troops from Congo", "Uganda", "Congo"),
    ("The EU lifted sanctions on Zimbabwe.", "EU", "Zimbabwe"),
    ("Hezbollah releases prisoners to Israel", "Hezbollah", "Israel"),
    ("Morocco reopens border with Mauritania", "Morocco", "Mauritania"),
]
THREATEN: list[tuple[str, str, str | None]] = [
    ("North Korea threatens South Korea with fire", "North Korea", "South Korea"),
    ("China warns Philippines over shoal", "China", "Philippines"),
    ("Hezbollah vows to retaliate against Israel", "Hezbollah", "Israel"),
    ("Ecowas issues ultimatum to Niger", "ECOWAS", "Niger"),
]
SANCTION: list[tuple[str, str, str | None]] = [
    ("Czechs expel Russian diplomats", "Czechia", "Russia"),
    ("Colombia cuts ties with Israel", "Colombia", "Israel"),
    ("EU imposes sanctions on Iran", "EU", "Iran"),
    ("Sanctions were imposed on Libya by the UN.", "UN", "Libya"),
    ("US suspends aid to Pakistan", "US", "Pakistan"),
    ("Saudi Arabia recalls its ambassador from Sweden", "Saudi Arabia", "Sweden"),
    ("Algeria closed its airspace to Moroccan planes.", "Algeria", "Morocco"),
    ("Two Iranian diplomats were expelled by Albania.", "Albania", "Iran"),
    ("Russia bans imports from Moldova", "Russia", "Moldova"),
    ("Oligarch's yacht firm hit by UK sanctions", "", None),
]
MOBILIZE: list[tuple[str, str, str | None]] = [
    ("Poland sends troops to Belarus border", "Poland", "Belarus"),
    ("Russia tests ballistic missile", "Russia", None),
    ("China launches military drills around Taiwan", "China", "Taiwan"),
    ("Greece puts its navy on alert", "Greece", None),
]
COERCE: list[tuple[str, str, str | None]] = [
    ("Iran seizes Greek tanker", "Iran", "Greece"),
    ("Turkey detains Syrian pilot", "Turkey", "Syria"),
    ("Eritrea jailed three Djiboutian soldiers.", "Eritrea", "Djibouti"),
]
VOTE: list[tuple[str, str, str | None]] = [
    ("UN Security Council adopts resolution on landmines", "UN", None),
    ("The General Assembly passed a resolution against Russia.", "UN", "Russia"),
]

TABLE = [
    (act, sentence, actor, target)
    for act, rows in {
        "ACCUSE": ACCUSE,
        "REQUEST": REQUEST,
        "REJECT": REJECT,
        "CONSULT": CONSULT,
        "SUPPORT": SUPPORT,
        "AGREE": AGREE,
        "COOPERATE": COOPERATE,
        "AID": AID,
        "YIELD": YIELD,
        "THREATEN": THREATEN,
        "SANCTION": SANCTION,
        "MOBILIZE": MOBILIZE,
        "COERCE": COERCE,
        "VOTE": VOTE,
    }.items()
    for sentence, actor, target in rows
    if actor
]


@pytest.mark.parametrize(("act", "sentence", "actor", "target"), TABLE, ids=[row[1][:48] for row in TABLE])
def test_an_act_is_read_with_its_actor_and_target(act: str, sentence: str, actor: str, target: str | None) -> None:
    found = triples(sentence) if not sentence.endswith(".") else triples("News in brief", sentence)
    assert (actor, act, target) in found or (act in ("CONSULT", "COOPERATE", "AGREE") and (target, act, actor) in found)
