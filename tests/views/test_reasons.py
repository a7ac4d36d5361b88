"""Every claim can say why it was read, in words that stand in docs/READING.md."""

import msgspec
import pytest
from builders import KHARKIV, NOON, article, count, killed
from corpus import Row, readings

from sitrep.model.article import Span
from sitrep.model.claim import Act, Casualty, Strike
from sitrep.views.evidence.reasons import RULES, because, rule_of
from sitrep.views.printed.forms import reading_form

TEXT = "Shells killed three in Kharkiv on Friday."
KILLED = Casualty(TEXT, Span(7, 19), "killed", count(3), why="verb and object: killed")


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        (KILLED, "“killed three”: a verb with its people as object; told in the outlet's own voice."),
        (
            msgspec.structs.replace(
                KILLED, speaker="the mayor", scope="other", cause="crime", why=KILLED.why + "; robbers"
            ),
            "“killed three”: a verb with its people as object; another cause than violence, out of the conflict's tally"
            " (crime), by “robbers”; said by the mayor.",
        ),
        (
            Strike(TEXT, Span(0, 6), "Russia", "accused", why="armed noun: Shells", fate="launched"),
            "“Shells”: a noun of attack beside a weapon, with somebody or something hit, hurt or fighting; by Russia"
            " (accused); launched, not known to have hit; told in the outlet's own voice.",
        ),
        (
            Act(TEXT, Span(0, 6), "Poland", "ACCUSE", "summon", "Russia", why="ACCUSE summon: Shells"),
            "“Shells”: words of ACCUSE (summon), done by Poland to Russia; told in the outlet's own voice.",
        ),
    ],
)
def test_a_reason_names_the_words_the_rule_and_the_voice(claim: Strike | Casualty | Act, expected: str) -> None:
    assert because(claim, TEXT) == expected


def test_a_form_explains_only_when_asked() -> None:
    one = msgspec.structs.replace(article("a"), title="Report", body=TEXT, published=NOON)
    said = killed(3, 3, KHARKIV, start=0, why="toll: Report")
    from sitrep.model.claim import Reading

    reading = Reading("a", "1", "en", casualties=(said,))
    (plain,), (told,) = (reading_form(one, reading, explain=asked)["casualties"] for asked in (False, True))
    assert {"rule", "words", "why"} & set(plain) == set()
    assert told["rule"] == "toll"
    assert told["words"] in one.text


@pytest.mark.parametrize("name", readings())
def test_every_rule_that_reads_the_corpus_has_its_words(name: str) -> None:
    reading: Row = readings()[name]
    for claim in (*reading["strikes"], *reading["casualties"]):
        assert claim["rule"] in RULES
        assert claim["words"] in claim["quote"]
    for act in reading["diplomacy"]:
        assert act["rule"] == f"{act['act']} {act['mode']}" or act["rule"].split(" ")[0].isupper()


def test_the_name_of_a_rule_is_what_stands_before_its_words() -> None:
    assert rule_of(msgspec.structs.replace(KILLED, why="counted bodies")) == "counted"
    assert rule_of(msgspec.structs.replace(KILLED, why="part: including; part")) == "part"
