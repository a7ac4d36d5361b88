"""What a sentence says of an event: it happened, may happen, was planned, never was, or is of another time."""

from datetime import UTC, datetime

import pytest

from sitrep.extract.modality import modality
from sitrep.model.article import Article
from sitrep.text.document import Document, Sentence

NOON = datetime(2024, 5, 14, 12, tzinfo=UTC)


def document(text: str, *, title: bool = False) -> Document:
    """One sentence, unmarked, as a document of 14 May 2024."""
    article = Article("a", "1", text if title else "", "" if title else text, "Paper", "paper", "feed", NOON, NOON)
    start = article.text.index(text)
    sentence = Sentence(start, start + len(text), text, title, 0)
    return Document(article, article.text, (sentence,))


def of(text: str, words: str, *, title: bool = False) -> str:
    doc = document(text, title=title)
    start = doc.text.index(words)
    return modality(doc, 0, start, start + len(words))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Rockets struck the harbour before dawn.", "struck"),
        ("Fears of a wider war grew as the army shelled the town.", "shelled"),
        ("The president vowed revenge after the bombing of the station.", "bombing"),
        ("If the truce holds it will be because the attack on the depot failed.", "attack"),
        ("The mayor will visit the wounded of the market bombing.", "bombing"),
        ("Troops continued to bombard the suburb.", "bombard"),
        ("Rebels used drones to hit the airfield.", "hit"),
        ("Five people died on 3 May when a bomb exploded.", "exploded"),
        ("The blast may have been caused by a mine, but the strike killed nine.", "killed"),
        ("The city has come under attack again.", "attack"),
        ("In response to attacks on its ships the navy moved north.", "attacks"),
        ("Gunmen carried out an attack on American drivers near the river.", "attack"),
        ("A car bomb exploded near the Moroccan consulate.", "exploded"),
    ],
)
def test_what_is_told_as_done_is_asserted(text: str, words: str) -> None:
    assert of(text, words) == "asserted"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The army did not shell the clinic.", "shell"),
        ("There were no attacks on the convoy.", "attacks"),
        ("Police foiled a bomb attack on the market.", "attack"),
        ("The ministry said its jets have never bombed the camp.", "bombed"),
    ],
)
def test_r28_what_is_said_not_to_have_happened_is_negated(text: str, words: str) -> None:
    assert of(text, words) == "negated"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The general threatened to bomb the capital.", "bomb"),
        ("Generals are preparing to attack the port.", "attack"),
        ("The group vowed more strikes on tankers.", "strikes"),
        ("Ministers will strike the launch sites if asked.", "strike"),
        ("The cabinet approved a plan to shell the ridge.", "shell"),
    ],
)
def test_r28_what_is_announced_or_threatened_is_planned(text: str, words: str) -> None:
    assert of(text, words) == "planned"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Analysts say the army could attack within days.", "attack"),
        ("Officials warned of a possible drone attack on the grid.", "attack"),
        ("Residents fear that militants might strike the camp.", "strike"),
        ("Unless talks resume, planes may bomb the bridges.", "bomb"),
        ("A strike on the reactor would be a disaster.", "strike"),
    ],
)
def test_r28_what_may_happen_is_hypothetical(text: str, words: str) -> None:
    assert of(text, words) == "hypothetical"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The town marked the anniversary of the bombing.", "bombing"),
        ("A decade ago rebels shelled the same street.", "shelled"),
        ("The 1991 attack on the shelter is still remembered.", "attack"),
        ("During the Second World War the port was bombed.", "bombed"),
        ("In 2017 gunmen attacked the hotel.", "attacked"),
        ("On Friday the town marked the anniversary of attacks in which gunmen killed 40.", "killed"),
        ("On Friday she visited the scene of the 2016 bombing, where nine people were killed.", "killed"),
        ("A ceremony was held on Friday for victims of the 2015 attacks in the city.", "attacks"),
        ("The market, hit in a 2022 raid which killed nine, was shelled on Friday.", "killed"),
        ("The gunman, who killed nine people at a mosque in 2019, was moved to another prison.", "killed"),
    ],
)
def test_what_belongs_to_another_time_is_history(text: str, words: str) -> None:
    assert of(text, words) == "history"


@pytest.mark.parametrize(
    ("text", "words", "title"),
    [
        ("In the exercise simulating an invasion, jets bombed a range.", "bombed", False),
        ("The film tells how saboteurs blew up the dam.", "blew", False),
        ("Did the army shell its own village?", "shell", False),
        ("Analysis: why the attack on the port failed", "attack", True),
        ("What would a strike on the canal mean?", "strike", True),
    ],
)
def test_drills_fiction_questions_and_analysis_are_generic(text: str, words: str, title: bool) -> None:
    assert of(text, words, title=title) == "generic"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Firefighters in Gdansk rehearsed on Sunday for an air raid that wounded 90 people.", "wounded"),
        ("In a drill at the port of Tema, a truck bomb kills 60.", "kills"),
        ("Crews met a rocket strike on the terminal with 30 dead, under the planners' scenario.", "strike"),
        ("Nurses were trained on Monday to cope with a missile strike on a stadium.", "strike"),
        ("The simulation imagined that drones struck a chemical works.", "struck"),
        ("Latvia held a drill on Sunday in which a bomb killed 80.", "killed"),
        ("The mock attack killed 300 people on paper.", "killed"),
    ],
)
def test_r28_what_is_rehearsed_did_not_happen(text: str, words: str) -> None:
    assert of(text, words) == "generic"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It is two years since a rocket hit the market of Sarmin, killing 12.", "hit"),
        ("It is two years since a rocket hit the market of Sarmin, killing 12.", "killing"),
        ("It has been six months since gunmen attacked the mine.", "attacked"),
        ("The town marks a year since a bomb killed nine people.", "killed"),
        ("A year on, the town mourns the nine whom a bomb killed.", "killed"),
    ],
)
def test_r28_what_a_day_of_memory_recalls_is_history(text: str, words: str) -> None:
    assert of(text, words) == "history"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A missile hit a barracks during a drill, killing nine soldiers.", "hit"),
        ("Two years after the invasion, rockets struck the harbour.", "struck"),
        ("A train that stopped for the night was hit by a drone.", "hit"),
        ("Troops trained abroad were killed when rockets struck their camp.", "killed"),
        ("The worst-case scenario came true when a bomb killed nine.", "killed"),
        ("The strikes brought the total since 7 October 2023 to more than 900 killed.", "900 killed"),
        ("The strikes brought the total since 2023 to more than 900 killed.", "more than 900 killed"),
    ],
)
def test_an_attack_beside_a_drill_or_a_date_is_told(text: str, words: str) -> None:
    assert of(text, words) == "asserted"
