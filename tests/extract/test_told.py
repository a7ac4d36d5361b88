"""How field writers word tolls, family by family: each line a sentence and every figure the reader must take from it.

`k3 i12` is three killed and twelve injured; `m` missing, `c` captured, `u` casualties of unknown fate. `3+` is a floor,
`..9` a cap, `3-9` a range. `p` before a figure makes it a part, `r` a running total, `o` another cause than violence.
`-` is nothing at all. A line that begins with `T:` is a headline. A part left out of a line may be read or not.
"""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from sitrep.extract.read import read
from sitrep.gazetteer import SqliteGazetteer
from sitrep.model.article import Article
from sitrep.model.claim import Casualty
from sitrep.text.names import Names

NAMES = Names(SqliteGazetteer())
NOW = datetime(2024, 3, 8, 12, tzinfo=UTC)
TABLE = Path(__file__).parent / "told.txt"
_SCOPES = {"part": "p", "running_total": "r", "other": "o"}


def _figure(claim: Casualty) -> str:
    low, high = claim.count.low, claim.count.high
    size = f"{low}+" if high is None else f"..{high}" if low is None else str(low) if low == high else f"{low}-{high}"
    return f"{_SCOPES.get(claim.scope, '')}{claim.kind[0]}{size}"


def told(line: str) -> list[str]:
    headline = line.startswith("T:")
    title, body = (line[2:].strip(), "") if headline else ("", line)
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
    return [_figure(c) for c in read(article, NAMES).casualties]


LINES = [line for line in TABLE.read_text().splitlines() if line.strip() and not line.startswith("#")]


@pytest.mark.parametrize("line", LINES)
def test_every_way_to_word_a_toll_is_read_as_it_is_meant(line: str) -> None:
    sentence, _, wanted = line.rpartition(" => ")
    must = [] if wanted == "-" else wanted.split()
    found = told(sentence)
    parts = [figure for figure in found if figure.startswith("p") and figure not in must]
    assert sorted(figure for figure in found if figure not in parts) == sorted(must)
