"""Keys before news: quick work is done at once, long work in pieces beside the keys."""

import asyncio
from collections.abc import Coroutine
from itertools import count
from typing import Any

import pytest
from boards import NOW, incident, known
from fakes import FakeClock, turns
from screens import desk

from sitrep.model.incident import Board
from sitrep.tui import turns as turn
from sitrep.tui.turns import Turns
from sitrep.views.pane import Snapshot
from sitrep.views.steps import Steps


def work(done: list[int], pieces: int) -> Steps[None]:
    """Work of so many pieces, each noted."""
    for number in range(pieces):
        done.append(number)
        yield


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine on which everything takes long."""
    moments = count()
    monkeypatch.setattr(turn, "worked", lambda: float(next(moments)))


async def test_what_a_key_asks_for_is_done_at_once_where_it_is_quick() -> None:
    done = list[int]()
    Turns(FakeClock()).begin(work(done, 3), lambda rest: pytest.fail("nothing is left to be done"))
    assert done == [0, 1, 2]


@pytest.mark.usefixtures("slow")
async def test_else_its_rest_is_done_beside_the_keys_that_come() -> None:
    done, beside = list[int](), list[Coroutine[Any, Any, None]]()
    Turns(FakeClock()).begin(work(done, 3), beside.append)
    assert done == [0]
    await beside[0]
    assert done == [0, 1, 2]


@pytest.mark.usefixtures("slow")
async def test_news_stand_aside_for_a_key_but_not_for_ever() -> None:
    done, clock = list[int](), FakeClock()
    between = Turns(clock)
    between.key()
    taking = asyncio.create_task(between.take(work(done, 50)))
    await turns(30)
    assert done == [0]
    for _ in range(50):
        between.key()
        await clock.advance(turn.KEY_SECONDS)
    await turns(2_000)
    await taking
    assert len(done) == 50
    assert sum(clock.slept) <= turn.HELD_SECONDS + turn.KEY_SECONDS


@pytest.mark.usefixtures("slow")
async def test_of_two_orders_asked_for_the_newest_is_shown_whatever_came_meanwhile() -> None:
    incidents = tuple(
        incident(f"i-{n}", f"Incident {n}", f"Town {n:02}", killed=known(n % 7, n % 7)) for n in range(60)
    )
    async with desk(Snapshot(Board(NOW, "test", 60, incidents=incidents)), size=(80, 24)) as d:
        await d.pilot.press("s", "S", "S", "S")
        await turns(3_000)
        assert d.app.board.look.sort_of("strikes").words == "killed ↑"
        killed = [row.facts.killed for row in d.app.board.under.listed]
        assert len(killed) == 60
        assert killed == sorted(killed, key=str)
