"""`sitrep watch` as a real process: lines as things change, one poller, a clean end."""

import asyncio
import json
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from builders import KHARKIV, day, killed, split, strike, told
from fakes import Asked, FakeClock, Reply, Server, serving, turns

from sitrep.clock import SystemClock
from sitrep.commands.watch import follow_changes, sayer
from sitrep.model.scope import EVERYTHING
from sitrep.store import Store
from sitrep.views.printed.changes import changes

PATIENCE = 60.0


class Watch:
    """A running `sitrep watch`."""

    def __init__(self, process: Process) -> None:
        self.process = process

    async def line(self) -> str:
        """The next line of stdout."""
        assert self.process.stdout
        async with asyncio.timeout(PATIENCE):
            return (await self.process.stdout.readline()).decode()

    async def note(self) -> str:
        """The next line of stderr."""
        assert self.process.stderr
        async with asyncio.timeout(PATIENCE):
            return (await self.process.stderr.readline()).decode()

    async def until(self, words: str) -> str:
        """The next line of stdout that holds these words."""
        while words not in (line := await self.line()):
            assert line, f"ended before it said {words!r}"
        return line

    async def end(self, number: int) -> tuple[int, str]:
        """Sends the signal; the exit code and what stderr still held."""
        self.process.send_signal(number)
        async with asyncio.timeout(PATIENCE):
            _, notes = await self.process.communicate()
        assert self.process.returncode is not None
        return self.process.returncode, notes.decode()


@asynccontextmanager
async def watching(folder: Path, *words: str, stdout: int = PIPE) -> AsyncIterator[Watch]:
    """`sitrep watch` with a state folder in `folder`."""
    environment = {k: v for k, v in os.environ.items() if k.lower() != "https_proxy"}
    environment |= {"SITREP_STATE_DIR": str(folder / "state"), "SITREP_CONFIG": str(folder / "config.toml")}
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "sitrep", "watch", *words, stdout=stdout, stderr=PIPE, env=environment
    )
    try:
        yield Watch(process)
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()


def feed(asked: Asked) -> Reply:
    """One feed of one strike; any other address is not there."""
    if asked.path != "/feed":
        return Reply(status=404)
    today = f"{SystemClock().now():%a, %d %b %Y %H:%M:%S} GMT"
    item = (
        "<item><guid>k1</guid><title>Four killed as missile hits market in Kharkiv</title>"
        f"<link>https://post.example/k1</link><pubDate>{today}</pubDate>"
        "<description>A missile hit a market in Kharkiv and killed four people, the mayor said.</description></item>"
    )
    return Reply(f'<rss version="2.0"><channel><title>Post</title>{item}</channel></rss>'.encode())


def configure(folder: Path, server: Server) -> None:
    """A feed that is well and one that is lost."""
    text = 'shipped_feeds = false\n[poll]\nprivate_hosts = ["127.0.0.1"]\n'
    for name, path in (("Harbour Post", "feed"), ("Lost Feed", "lost")):
        text += f'[[feeds]]\nname = "{name}"\nurl = "{server.url}/{path}"\n'
    (folder / "config.toml").write_text(text, "utf-8")


async def test_a_strike_and_a_feed_in_trouble_are_a_line_each_and_sigterm_ends_it_cleanly(tmp_path: Path) -> None:
    async with serving(feed) as server:
        configure(tmp_path, server)
        async with watching(tmp_path) as watch:
            lines = sorted([await watch.line(), await watch.line()], key=lambda line: line[18:])
            assert "Z Feed Lost Feed: new before, now failing" in lines[0]
            assert "Z New strike: " in lines[1]
            assert "killed 4" in lines[1]
            assert lines[1].endswith("https://post.example/k1\n")
            assert await watch.end(signal.SIGTERM) == (0, "")


async def test_json_lines_and_a_second_that_follows_and_takes_over(tmp_path: Path) -> None:
    async with serving(feed) as server:
        configure(tmp_path, server)
        async with watching(tmp_path, "--jsonl") as first:
            change = json.loads(await first.until('"new_incident"'))
            assert (change["change"], change["item"]["killed"]["low"]) == ("new_incident", 4)
            async with watching(tmp_path, "--jsonl") as second:
                assert "another sitrep polls" in await second.note()
                assert await first.end(signal.SIGINT) == (130, "")
                assert "this one polls now" in await second.note()
                assert await second.end(signal.SIGINT) == (130, "")


async def test_it_ends_when_nobody_reads_it_any_more_though_nothing_changes(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text("shipped_feeds = false\n", "utf-8")
    reading, writing = os.pipe()
    async with watching(tmp_path, stdout=writing) as watch:
        os.close(writing)
        os.close(reading)
        async with asyncio.timeout(PATIENCE):
            assert await watch.process.wait() == 0
        assert await watch.note() == ""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
async def test_a_full_stdout_is_one_line_and_1(tmp_path: Path) -> None:
    async with serving(feed) as server:
        configure(tmp_path, server)
        with Path("/dev/full").open("wb") as full:
            async with watching(tmp_path, stdout=full.fileno()) as watch:
                async with asyncio.timeout(PATIENCE):
                    assert await watch.process.wait() == 1
                assert await watch.note() == "sitrep: can't write: No space left on device\n"
                assert await watch.note() == ""


async def test_a_wrong_configuration_is_refused_with_2(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text("[poll]\nevry = 1\n", "utf-8")
    async with watching(tmp_path) as watch:
        assert "did you mean" in await watch.note()
        assert await watch.process.wait() == 2


async def test_changes_between_two_looks_are_told_together_and_once() -> None:
    store, clock = Store(), FakeClock()
    told_changes = follow_changes(store, EVERYTHING, store.board(clock.now()), clock)
    for name, figure, hours in (("a-1", 4, -3.0), ("a-2", 6, -2.0)):
        pair = told(name, strike(KHARKIV, when=day()), killed(figure, figure, KHARKIV, when=day()), hours=hours)
        store.commit(*split([pair]))
    first = await anext(told_changes)
    assert (first.change, "killed 6" in first.text) == ("new_incident", True)
    pair = told("a-3", strike(KHARKIV, when=day()), killed(9, 9, KHARKIV, when=day()), hours=-1)
    waiting = asyncio.ensure_future(anext(told_changes))
    await turns()
    store.commit(*split([pair]))
    assert "from 6 to 9" in (await waiting).text
    await told_changes.aclose()


def test_ascii_sentences_hold_nothing_else() -> None:
    store = Store()
    store.commit(*split([told("a", strike(KHARKIV, when=day()), killed(4), outlet="Zürich Post")]))
    (change,) = changes(Store().board(SystemClock().now()), store.board(SystemClock().now()))
    whole, bare = sayer("plain")(change), sayer("plain", ascii_only=True)(change)
    assert "Zürich Post" in whole
    assert "Zurich Post" in bare
    assert bare.isascii()
