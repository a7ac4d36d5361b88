"""How field writers word tolls and acts, family by family: a line is a sentence and all the reader must take from it.

told.txt, the tolls:

`k3 i12` is three killed and twelve injured; `m` missing, `c` captured, `u` casualties of unknown fate. `3+` is a floor,
`..9` a cap, `3-9` a range. `p` before a figure makes it a part, `r` a running total, `o` another cause than violence.
A part left out of a line may be read or not. told_acts.txt, the acts: `Kenya>ACCUSE>Chad`, `;` between several, `-` for
nobody. told_places.txt, the places of the first claim, most exact first. told_strikes.txt, the attacks:
`Russia>drone>Odesa`, attacker, weapon and first place, `-` for what is not told.

In all `-` alone is nothing at all, and a line that begins with `T:` is a headline.
"""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from sitrep.extract.read import read
from sitrep.gazetteer import SqliteGazetteer
from sitrep.model.article import Article
from sitrep.model.claim import Casualty, Reading
from sitrep.text.names import Names
from sitrep.views.evidence.reasons import RULES, rule_of

NAMES = Names(SqliteGazetteer())
NOW = datetime(2024, 3, 8, 12, tzinfo=UTC)
HERE = Path(__file__).parent
_SCOPES = {"part": "p", "running_total": "r", "other": "o"}


def _figure(claim: Casualty) -> str:
    low, high = claim.count.low, claim.count.high
    size = f"{low}+" if high is None else f"..{high}" if low is None else str(low) if low == high else f"{low}-{high}"
    return f"{_SCOPES.get(claim.scope, '')}{claim.kind[0]}{size}"


def _read(line: str) -> Reading:
    title, body = (line[2:].strip(), "") if line.startswith("T:") else ("", line)
    article = Article(
        id="a",
        version="1",
        title=title,
        body=body,
        outlet="o",
        family="f",
        source="s",
        first_seen=NOW,
        published=NOW,
    )
    return read(article, NAMES)


def _lines(name: str) -> list[str]:
    return [line for line in (HERE / name).read_text().splitlines() if line.strip() and not line.startswith("#")]


@pytest.mark.parametrize("line", _lines("told.txt"))
def test_every_way_to_word_a_toll_is_read_as_it_is_meant(line: str) -> None:
    sentence, _, wanted = line.rpartition(" => ")
    must = [] if wanted == "-" else wanted.split()
    claims = _read(sentence).casualties
    assert {rule_of(claim) for claim in claims} <= RULES.keys(), "a reader of --explain is told why"
    found = [_figure(claim) for claim in claims]
    parts = [figure for figure in found if figure.startswith("p") and figure not in must]
    assert sorted(figure for figure in found if figure not in parts) == sorted(must)


@pytest.mark.parametrize("line", _lines("told_acts.txt"))
def test_every_way_to_word_an_act_is_read_as_it_is_meant(line: str) -> None:
    sentence, _, wanted = line.rpartition(" => ")
    must = [] if wanted == "-" else wanted.split("; ")
    acts = _read(sentence).diplomacy
    assert sorted(f"{a.actor}>{a.act}>{a.target or '-'}" for a in acts) == sorted(must)


@pytest.mark.parametrize("line", _lines("told_places.txt"))
def test_every_way_to_word_a_place_is_read_as_it_is_meant(line: str) -> None:
    sentence, _, wanted = line.rpartition(" => ")
    found = _read(sentence)
    places = found.casualties[0].places if found.casualties else found.strikes[0].places
    assert [place.name for place in places] == wanted.split("; ")


@pytest.mark.parametrize("line", _lines("told_strikes.txt"))
def test_every_way_to_word_an_attack_is_read_as_it_is_meant(line: str) -> None:
    sentence, _, wanted = line.rpartition(" => ")
    must = [] if wanted == "-" else wanted.split("; ")
    strikes = _read(sentence).strikes
    assert {rule_of(strike) for strike in strikes} <= RULES.keys(), "a reader of --explain is told why"
    found = [f"{s.attacker or '-'}>{s.weapon}>{s.places[0].name if s.places else '-'}" for s in strikes]
    assert sorted(found) == sorted(must)
