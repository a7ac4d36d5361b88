"""A recording played at two speeds gives the same board, byte for byte: on feeds as they were polled for days.

Looks for `../shared/feeds/sequences` beside the checkout: a folder a feed, a file a poll ("SECONDS-anything").
"""

import asyncio
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from sitrep.feeds.recording import Exchange, Recorded, Recorder, opened
from sitrep.model.article import Source
from sitrep.replay import RecordedClock, replay
from sitrep.store import Store
from sitrep.views.printed.forms import board_form
from sitrep.worker import Worker

SEQUENCES = Path(__file__).parents[3] / "shared" / "feeds" / "sequences"
EVERY = 4
"""Of the polls of a feed every so-manieth is recorded: the whole takes minutes."""
SPEEDS = (0.0, 1000.0)


class Hurried(RecordedClock):
    """A pace that counts the seconds it was asked to wait."""

    waited = 0.0

    async def sleep(self, seconds: float) -> None:
        self.waited += seconds


def replayed() -> bool:
    """Records and replays; prints how much of what."""
    if not SEQUENCES.is_dir():
        print(f"replay: {SEQUENCES} is not there; nothing was checked")
        return True
    with tempfile.TemporaryDirectory() as folder:
        feeds, polls = _recorded(Path(folder))
        boards = [asyncio.run(_played(Path(folder), speed)) for speed in SPEEDS]
    board = msgspec.json.decode(boards[0])
    print(
        f"replay: {polls} polls of {feeds} feeds, {board['articles']} articles, {len(board['incidents'])} incidents, "
        f"{len(board['diplomacy'])} acts; {'the same board' if boards[0] == boards[1] else 'DIFFERENT boards'} twice"
    )
    return boards[0] == boards[1]


def _recorded(folder: Path) -> tuple[int, int]:
    """Writes the sequences as a recording; feeds and polls in it."""
    sources = {
        path: Recorded(Source(path.name, f"https://{path.name}.example/feed", path.name), 600)
        for path in sorted(SEQUENCES.iterdir())
        if path.is_dir()
    }
    polls = sorted(
        (int(file.name.split("-")[0]), file.name, file, one.source.url)
        for path, one in sources.items()
        for file in sorted(f for f in path.rglob("*") if f.is_file())[::EVERY]
    )
    clock = RecordedClock(datetime.fromtimestamp(polls[0][0], UTC))
    recorder = Recorder(folder, clock)
    recorder.begin("soak", list(sources.values()))
    for seconds, _, file, url in polls:
        clock.moment = datetime.fromtimestamp(seconds, UTC)
        recorder.write(Exchange(clock.moment, url, 200), file.read_bytes())
    return len(sources), len(polls)


async def _played(folder: Path, speed: float) -> bytes:
    worker, store, pace = Worker(deadline=60), Store(), Hurried(datetime(2024, 1, 1, tzinfo=UTC))
    try:
        last = await replay(opened(folder), store, worker, pace, speed)
    finally:
        await worker.close()
    return msgspec.json.encode(board_form(store.board(last)))
