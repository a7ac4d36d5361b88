"""Origins, not outlets: R21."""

from typing import Any

import pytest
from builders import article

from sitrep.resolve.voices import fold_voice, origin, origins, relayed
from sitrep.text.speakers import same_speaker, speaker_key


@pytest.mark.parametrize(
    ("fields", "voice"),
    [
        ({}, "harbour post"),
        ({"byline": "Reuters"}, "reuters"),
        ({"byline": "Jane Doe, Associated Press"}, "ap"),
        ({"title": "Blast at the docks of Arl - Reuters"}, "reuters"),
        ({"body": "ARL (AFP) - A blast shook the docks at dawn."}, "afp"),
        ({"body": "A blast shook the docks at dawn. - AFP"}, "afp"),
        ({"body": "A blast shook the docks at dawn (with AP)"}, "ap"),
        ({"body": "The mayor spoke of APples and of RIAlto bridge."}, "harbour post"),
    ],
)
def test_r21_a_wire_credit_is_the_origin(fields: dict[str, Any], voice: str) -> None:
    assert origin(article("a", **fields)) == voice


@pytest.mark.parametrize("outlet", ["AP via Valley Register", "1Coast / AP"])
def test_r21_an_outlet_that_names_its_wire_speaks_with_it(outlet: str) -> None:
    assert origin(article("a", outlet)) == "ap"


@pytest.mark.parametrize(
    ("quote", "agency"),
    [
        ("Six were hurt, the mayor told AFP.", "afp"),
        ("Six were hurt, according to the state-run news agency RIA.", "ria"),
        ("Reuters reported that six were hurt.", "reuters"),
        ("Six were hurt, the mayor said.", None),
    ],
)
def test_r21_as_an_agency_reported_is_that_agencys_voice(quote: str, agency: str | None) -> None:
    assert relayed(quote) == agency


def test_r21_outlets_with_one_text_are_one_voice() -> None:
    body = "Fire crews worked through the morning after two rockets fell on the grain docks of the old port of Arl."
    copies = [article("a", "Harbour Post", body=body), article("b", "Valley Sun", 2, body=body)]
    assert set(origins(copies).values()) == {"harbour post"}
    assert origins(reversed(copies)) == origins(copies)


def test_one_agency_has_one_name() -> None:
    assert fold_voice("The Associated Press") == fold_voice("AP") == "ap"


def test_a_speaker_is_known_by_the_surname_and_an_office_by_its_words() -> None:
    assert speaker_key("Governor Oleh Petrenko") == speaker_key("Petrenko") == "petrenko"
    assert speaker_key("Ukrainian officials") == "ukrainian officials"
    assert speaker_key(None) is None


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("Orvil the mayor", "city's mayor", True),
        ("the mayor", "Orvil's mayor", True),
        ("regional governor", "the governor", True),
        ("Orvil mayor", "Tessen mayor", False),
        ("the deputy mayor", "the mayor", False),
        ("the mayor", "the governor", False),
        ("port police", "police", False),
    ],
)
def test_r25_one_office_of_one_incident_is_one_speaker(left: str, right: str, same: bool) -> None:
    assert same_speaker(str(speaker_key(left)), str(speaker_key(right))) is same
