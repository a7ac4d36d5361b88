"""The sample situation, read and counted, against the gold beside it: what a careful reader makes of it."""

import json
import random  # noqa: TID251  # fixed seeds
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from sitrep.archive import SEEDS, Loaded, listed, load
from sitrep.model.incident import Action, Board, Incident, Toll
from sitrep.store import Store
from sitrep.worker import Worker

FOLDER = Path(str(SEEDS))
GOLD: dict[str, Any] = json.loads((FOLDER / "gold.json").read_text("utf-8"))


async def _read() -> Loaded:
    worker = Worker(deadline=60)
    try:
        return await load(listed([FOLDER]), worker, datetime(2026, 1, 1, tzinfo=UTC))
    finally:
        await worker.close()


@pytest.fixture(name="loaded", scope="module")
def _loaded() -> Loaded:
    import asyncio

    return asyncio.run(_read())


@pytest.fixture(name="board", scope="module")
def _board(loaded: Loaded) -> Board:
    store = Store()
    store.commit(loaded.articles, loaded.readings, loaded.feeds, loaded.as_of)
    return store.board(loaded.as_of)


def of(board: Board, gold: dict[str, Any]) -> Incident:
    """The incident on the board that is the gold one: its first place, its day, its kind."""
    day = gold["date"]
    found = [
        i
        for i in board.incidents
        if i.places and i.places[0].name in gold["places"] and str(i.when.day) == day and i.kind == gold["kind"]
    ]
    same = [i for i in found if _bounds(i.killed) == _gold_bounds(gold["killed"])] or found
    assert same, f"no incident for {gold['label']}"
    return max(same, key=lambda i: len(i.articles))


def _bounds(toll: Toll) -> tuple[int | None, ...] | None:
    return None if toll.status == "unknown" else (toll.low, toll.best, toll.high)


def _gold_bounds(gold: dict[str, int | None] | None) -> tuple[int | None, ...] | None:
    return None if gold is None else (gold["low"], gold["best"], gold["high"])


def test_the_feeds_are_six_with_at_least_thirty_entries_and_six_long_articles(loaded: Loaded) -> None:
    assert len(loaded.feeds) == 6
    assert all(feed.status == "ok" for feed in loaded.feeds)
    assert len(loaded.articles) >= 30
    assert sum(len(a.body) > 700 for a in loaded.articles) >= 6
    assert sum(len(a.body) > 2000 for a in loaded.articles) >= 3


@pytest.mark.parametrize("gold", GOLD["incidents"], ids=lambda g: g["label"])
def test_an_incident_of_the_gold_is_on_the_board_with_its_toll(board: Board, gold: dict[str, Any]) -> None:
    incident = of(board, gold)
    assert _bounds(incident.killed) == _gold_bounds(gold["killed"])
    assert _bounds(incident.injured) == _gold_bounds(gold["injured"])
    assert incident.country == gold["country"]
    assert set(gold["attackers"]) == {a.name for a in incident.attackers}


def test_the_board_has_the_rows_of_the_gold_and_no_more(board: Board) -> None:
    mine = {of(board, gold).id for gold in GOLD["incidents"]}
    assert [i.label for i in board.incidents if i.id not in mine] == []
    assert len(mine) == len(GOLD["incidents"])


@pytest.mark.parametrize("gold", [g for g in GOLD["incidents"] if g.get("parent")], ids=lambda g: g["label"])
def test_a_part_hangs_under_its_whole(board: Board, gold: dict[str, Any]) -> None:
    whole = next(g for g in GOLD["incidents"] if g["label"] == gold["parent"])
    assert of(board, gold).parent == of(board, whole).id


ACTS = [pytest.param(g, id=f"{g['actor']} {g['act']} {g['target']}") for g in GOLD["diplomacy"]]


@pytest.mark.parametrize("gold", ACTS)
def test_an_act_of_the_gold_is_on_the_board(board: Board, gold: dict[str, Any]) -> None:
    def same(action: Action) -> bool:
        return (action.actor, action.act) == (gold["actor"], gold["act"]) and gold["target"] in (None, action.target)

    assert any(same(action) for action in board.actions)


@pytest.mark.parametrize("seed", range(6))
def test_r7_the_sample_gives_one_board_in_any_order_and_batching(loaded: Loaded, board: Board, seed: int) -> None:
    dice = random.Random(seed)
    pairs = list(zip(loaded.articles, loaded.readings, strict=True))
    pairs += dice.sample(pairs, 5)
    dice.shuffle(pairs)
    store, size = Store(), dice.randint(1, 9)
    for first in range(0, len(pairs), size):
        batch = pairs[first : first + size]
        store.commit([a for a, _ in batch], [r for _, r in batch])
    again = store.board(loaded.as_of)
    assert (again.incidents, again.actions, again.running_totals) == (
        board.incidents,
        board.actions,
        board.running_totals,
    )


def test_no_killed_figure_of_the_sample_stands_in_two_incidents(board: Board) -> None:
    roots = [i for i in board.incidents if i.parent is None and i.killed.status == "known"]
    tolls = [(i.country, i.when.day, i.killed.best) for i in roots]
    assert len(tolls) == len(set(tolls))


def test_weapons_sent_at_somebody_are_no_aid(board: Board) -> None:
    assert not [a for a in board.actions if (a.actor, a.act, a.target) == ("Russia", "AID", "Ukraine")]


def test_running_totals_stand_apart(board: Board) -> None:
    assert {(t.kind, t.low) for t in board.running_totals} == {(g["kind"], g["low"]) for g in GOLD["running_totals"]}


def test_what_is_no_event_makes_none(loaded: Loaded, board: Board) -> None:
    links = {f"/{name}" for name in GOLD["nothing"]}
    quiet = {a.id for a in loaded.articles if any(a.url.endswith(link) for link in links)}
    assert len(quiet) == len(links)
    assert not [i.label for i in board.incidents if quiet & set(i.articles)]
    assert not [a.id for a in board.actions if quiet & {e.article for e in a.evidence}]


def test_every_figure_has_its_quote_verbatim_in_its_article(loaded: Loaded, board: Board) -> None:
    texts = {a.id: a.text for a in loaded.articles}
    ledger = [figure for incident in board.incidents for figure in incident.ledger]
    assert ledger
    for figure in ledger:
        assert figure.quote
        assert figure.quote in texts[figure.article]
        assert texts[figure.article][figure.start : figure.end]
