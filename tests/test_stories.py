"""Whole stories from their sentences to the board: stories.txt says how it is written (METHOD.md R1-R7, R14-R16)."""

from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

import pytest
from builders import NOON

from sitrep.extract.read import read
from sitrep.gazetteer import SqliteGazetteer
from sitrep.model.article import Article
from sitrep.model.incident import Incident, Toll
from sitrep.store import Store
from sitrep.text.names import Names

NAMES = Names(SqliteGazetteer())
FRIDAY = NOON.replace(month=3, day=8)


class Story(NamedTuple):
    """Articles of several outlets, and the rows the board makes of them."""

    name: str
    articles: tuple[Article, ...]
    rows: tuple[str, ...]


def _stories() -> list[Story]:
    blocks = (Path(__file__).parent / "stories.txt").read_text().split("\n== ")[1:]
    return [_story(block) for block in blocks]


def _story(block: str) -> Story:
    name, _, rest = block.partition("\n")
    told, rows = [], []
    for line in rest.strip().splitlines():
        if line.startswith("@ "):
            told.append([line[2:]])
        elif line.startswith("= "):
            rows.append(line[2:])
        else:
            told[-1].append(line)
    return Story(name, tuple(_article(n, *lines) for n, lines in enumerate(told)), tuple(rows))


def _article(number: int, head: str, *lines: str) -> Article:
    hours, outlet, title = (part.strip() for part in head.split("|"))
    at = FRIDAY + timedelta(hours=float(hours))
    return Article(
        id=str(number),
        version="1",
        title=title,
        body="\n".join(lines).strip(),
        outlet=outlet,
        family=outlet,
        source=outlet,
        first_seen=at,
        published=at,
    )


def _row(incident: Incident) -> str:
    place = incident.places[0].name if incident.places else "-"
    who = incident.attackers[0].name if incident.attackers else "-"
    day = incident.when.day.isoformat() if incident.when.day else "-"
    return " | ".join((place, day, _best(incident.killed), _best(incident.injured), who))


def _best(toll: Toll) -> str:
    if toll.best is None and toll.status == "known":
        return f"({toll.low or toll.high})"
    return "-" if toll.best is None else str(toll.best)


@pytest.mark.parametrize("story", _stories(), ids=lambda story: story.name)
def test_a_story_makes_the_rows_a_careful_reader_would(story: Story) -> None:
    store = Store()
    store.commit(story.articles, tuple(read(article, NAMES) for article in story.articles))
    board = store.board(FRIDAY + timedelta(days=1))
    assert sorted(_row(incident) for incident in board.incidents) == sorted(story.rows)
