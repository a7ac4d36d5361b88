"""Who says so: the speaker of a claim."""

from datetime import UTC, datetime

import pytest

from sitrep.model.article import Article
from sitrep.model.place import Place
from sitrep.text.annotate import annotate
from sitrep.text.attribution import speaker
from sitrep.text.names import Names


class NoPlaces:
    """A gazetteer that knows nothing."""

    def find(self, key: str) -> tuple[Place, ...]:
        return ()


_NAMES = Names(NoPlaces())
_DAY = datetime(2024, 3, 5, 12, tzinfo=UTC)


def voice(body: str, words: str, title: str = "") -> str | None:
    doc = annotate(
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
    start = doc.text.index(words)
    index = next(i for i, s in enumerate(doc.sentences) if s.start <= start < s.end)
    return speaker(doc, index, start, start + len(words))


FRAMES = [
    ("Regional officials said two people were killed.", "two people were killed", "Regional officials"),
    ("Two people were killed, regional officials said.", "Two people were killed", "regional officials"),
    ("Two people were killed, said the army spokesman.", "Two people were killed", "army spokesman"),
    ("According to the health ministry, two people were killed.", "two people were killed", "health ministry"),
    ("Two people were killed, according to rescue workers.", "Two people were killed", "rescue workers"),
    ("Petro Vasylenko, the town's mayor, said two people were killed.", "two people were killed", "Petro Vasylenko"),
    ("The town's mayor, Petro Vasylenko, said two people were killed.", "two people were killed", "Petro Vasylenko"),
    ("The ministry has reported that two people were killed.", "two people were killed", "ministry"),
    ("Two people were killed, the governor said on Telegram.", "Two people were killed", "governor"),
    ("Moscow accused Kyiv of shelling the town, killing two people.", "killing two people", "Moscow"),
    ("Two people were killed by a shell.", "Two people were killed", None),
    ("KHARTOUM: A drone killed two people.", "killed two people", None),
    ("A man accused of killing two people was held.", "killing two people", None),
    ("Rebels were blamed for killing two people.", "killing two people", None),
    ("Anadolu/Getty Images The army said two people were killed.", "two people were killed", "army"),
    ("A shell killed two people, but officials said the road was open.", "killed two people", None),
    ("In Lviv the mayor said nine people were killed.", "nine people", "mayor"),
    ("The head of the army said nine people were killed.", "nine people", "head of the army"),
    ("Gunmen killed nine people in Tibo local government area of Kano state.", "nine people", None),
    ("Nine people died in Kano state late on Sunday, a farmer said.", "Nine people", None),
    ("The storm was confirmed to have killed nine people.", "nine people", None),
    ("Nine troops were reported killed by the shelling.", "Nine troops", None),
    ("A man police say shot two people was held.", "two people", "police"),
    ("The Post quoted Omar Rasik, a spokesman, as saying nine people were killed.", "nine people", "Omar Rasik"),
    ("Nine people died, according to data provided by the Kano police.", "Nine people", "Kano police"),
    ("“We've counted nine dead in the street.”", "nine dead", None),
    ("The Senate was told by the ministry that nine people were killed.", "nine people", None),
    ("A man named Ilyas was said to be the target, and nine people died.", "nine people", None),
    ("Nine people were killed, the Kano Doctors' Union said.", "Nine people", "Kano Doctors' Union"),
    ("A doctor at the clinic said nine people were killed.", "nine people", "doctor at the clinic"),
    ("The Taliban claimed responsibility for the blast that killed nine.", "killed nine", None),
    ("The rebels claim the raid that killed nine.", "killed nine", None),
    ("The rebels claim the raid killed nine.", "killed nine", "rebels"),
    ("No group claimed the blast, which killed nine.", "killed nine", None),
    ("Raiders killed nine in Sudan's White Nile state on Monday, residents said.", "killed nine", "residents"),
    ("Raiders killed nine in Nigeria's Kebbi state on Monday.", "killed nine", None),
    ("Officials state that nine people were killed.", "nine people", "Officials"),
    ("A drone killed nine in the town on Monday, two medics told Radio Sahel.", "killed nine", "two medics"),
    ("A drone killed nine, a nurse told the Daily Ledger by phone.", "killed nine", "nurse"),
    ("The army said on Friday it had driven off a raid, killing nine rebels.", "killing nine rebels", "army"),
    ("Two people were killed, the army said on Friday.", "Two people", "army"),
    ("A nurse told Radio Sahel that nine people were killed.", "nine people", "nurse"),
    ("Initial reports said nine people were killed.", "nine people", None),
]


@pytest.mark.parametrize(("sentence", "words", "expected"), FRAMES)
def test_a_sentence_names_its_speaker(sentence: str, words: str, expected: str | None) -> None:
    assert voice(sentence, words) == expected


def test_a_pronoun_means_the_last_speaker() -> None:
    body = "Petro Vasylenko, the mayor, said a shell hit the school. He said two people were killed."
    assert voice(body, "two people were killed") == "Petro Vasylenko"


def test_a_bare_office_means_the_office_named_before() -> None:
    body = "The Sudanese health ministry said the ward burned. Nine people died, the ministry added."
    assert voice(body, "Nine people died") == "Sudanese health ministry"


def test_a_quotation_that_runs_on_keeps_its_speaker() -> None:
    body = "“A shell hit the bridge,” the mayor said. “Two people were killed. Nobody else was there.”"
    assert voice(body, "Two people were killed") == "mayor"


HEADLINES = [
    ("Two killed in strike on depot - governor", "Two killed", "governor"),
    ("Two killed in strike on depot: officials", "Two killed", "officials"),
    ("Police: two killed in strike on depot", "two killed", "Police"),
    ("Two killed in strike on depot, army says", "Two killed", "army"),
    ("Shelling of the north: two killed at the depot", "two killed", None),
    ("UN: two killed in strike on depot", "two killed", "UN"),
    ("WARNING: two killed in strike on depot", "two killed", None),
    ("Losses of the occupiers: two killed at the depot", "two killed", None),
    ("Two killed in strike on depot - Rebels attacked Sennar", "Two killed", None),
    ("Two killed in strike on depot: how one woman survived", "Two killed", None),
    ("Two killed in strike on depot - mayor of Sennar", "Two killed", "mayor of Sennar"),
    ("Premier mourns two killed, says allies are ready", "two killed", None),
]


@pytest.mark.parametrize(("title", "words", "expected"), HEADLINES)
def test_a_headline_names_its_speaker_at_either_end(title: str, words: str, expected: str | None) -> None:
    assert voice("", words, title) == expected
