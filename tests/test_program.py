"""The real program in a real terminal, against feeds served on the loopback: start, keys, resize, restart, quit."""

from datetime import datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest
from fakes import Asked, Reply, Server, serving
from terminal import sitrep, terminal

from sitrep.clock import SystemClock

NEWS = (
    ("k1", "Four killed as missile hits market in Kharkiv", "Four people were killed when a missile hit a market in "
     "Kharkiv on {day}, the mayor said. Nine others were injured."),
    ("k2", "Poland summons Russian ambassador", "Poland summoned the Russian ambassador on {day} over a drone that "
     "crossed its border."),
)  # fmt: skip


def feed(now: datetime) -> bytes:
    """An RSS feed of an hour ago."""
    at = now - timedelta(hours=1)
    items = "".join(
        f"<item><guid>{guid}</guid><title>{title}</title><link>https://post.example/{guid}</link>"
        f"<pubDate>{format_datetime(at)}</pubDate><description>{text.format(day=f'{at:%A}')}</description></item>"
        for guid, title, text in NEWS
    )
    return f'<rss version="2.0"><channel><title>Post</title>{items}</channel></rss>'.encode()


def answer(asked: Asked) -> Reply:
    """One feed that is well, one that answers a page, one that is not there."""
    if asked.path == "/feed":
        if asked.headers.get("if-none-match") == '"one"':
            return Reply(status=304)
        return Reply(feed(SystemClock().now()), headers={"Content-Type": "application/rss+xml", "ETag": '"one"'})
    if asked.path == "/page":
        return Reply(b"<!doctype html><html><body>Log in</body></html>", headers={"Content-Type": "text/html"})
    return Reply(status=404)


def configuration(folder: Path, server: Server) -> Path:
    """Three feeds on the loopback and nothing else."""
    lines = ['shipped_feeds = false\n[poll]\nprivate_hosts = ["127.0.0.1"]\n']
    for name, path in (("Harbour Post", "feed"), ("Login Page", "page"), ("Lost Feed", "lost")):
        lines.append(f'[[feeds]]\nname = "{name}"\nurl = "{server.url}/{path}"\n')
    config = folder / "config.toml"
    config.write_text("".join(lines), "utf-8")
    return config


async def test_feeds_on_the_network_become_a_board_that_keys_and_sizes_work_on(tmp_path: Path) -> None:
    async with serving(answer) as server, terminal(SITREP_STATE_DIR=str(tmp_path / "state")) as window:
        config = configuration(tmp_path, server)
        await window.start(sitrep("--config", str(config)), 120, 40)
        screen = await window.shows("Kharkiv")
        assert "Poland" in await window.shows("summons")
        assert "1/3" in screen or "1/3" in await window.shows("1/3")
        await window.keys("5")
        await window.shows("web page")
        await window.keys("g")  # whichever feed failed first was under the cursor: its evidence says why, in full
        await window.shows("a web page came instead of a feed")
        for width, height in ((80, 24), (200, 60), (30, 8)):
            await window.resize(width, height)
            await window.keys("1")
            assert "Kharkiv" in await window.shows("Kharkiv")
        await window.resize(80, 24)
        await window.keys("?")
        await window.shows("previous unread")
        await window.keys("Escape")
        await window.shows("Kharkiv")  # tmux holds an Escape back: a key sent at once would be Alt with that key
        await window.keys("q")
        await window.shows("exit:0")


async def test_a_restart_knows_what_was_known_and_asks_conditionally(tmp_path: Path) -> None:
    async with serving(answer) as server, terminal(SITREP_STATE_DIR=str(tmp_path / "state")) as window:
        config = configuration(tmp_path, server)
        await window.start(sitrep("--config", str(config)), 100, 30)
        await window.shows("Kharkiv")
        await window.keys("q")
        await window.shows("exit:0")
    lost: list[Asked] = []

    def nothing(asked: Asked) -> Reply:
        lost.append(asked)
        return Reply(status=500)

    async with serving(nothing), terminal(SITREP_STATE_DIR=str(tmp_path / "state")) as window:
        await window.start(sitrep("--config", str(config)), 100, 30)
        await window.shows("Kharkiv")
        await window.keys("q")
        await window.shows("exit:0")


async def test_a_second_sitrep_follows_the_first_and_asks_no_feed(tmp_path: Path) -> None:
    state = str(tmp_path / "state")
    async with serving(answer) as server:
        config = configuration(tmp_path, server)
        async with terminal(SITREP_STATE_DIR=state) as first, terminal(SITREP_STATE_DIR=state) as second:
            await first.start(sitrep("--config", str(config)), 100, 30)
            await first.shows("Kharkiv")
            asked = len(server.asked)
            await second.start(sitrep("--config", str(config)), 100, 30)
            await second.shows("Kharkiv")
            assert len(server.asked) == asked


@pytest.mark.parametrize("words", [("demo", "--speed", "1000000"), ("--no-poll",)])
async def test_the_program_ends_when_its_terminal_goes_away(tmp_path: Path, words: tuple[str, ...]) -> None:
    async with terminal(SITREP_STATE_DIR=str(tmp_path / "state")) as window:
        await window.start(sitrep(*words), 80, 24)
        await window.shows("Strikes")
        await window.close()  # waits for the program's end


async def test_a_resize_is_laid_out_at_once(tmp_path: Path) -> None:
    async with terminal(SITREP_STATE_DIR=str(tmp_path / "state")) as window:
        await window.start(sitrep("demo", "--speed", "1000000"), 80, 24)
        await window.shows("[1 Strikes")
        await window.resize(120, 40)
        await window.shows("─ 2 Casualties")
        await window.resize(80, 24)
        assert "─ 2 Casualties" not in await window.shows("[1 Strikes")


async def test_a_wrong_configuration_is_refused_before_the_screen_opens(tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text("[poll]\nevry = 60\n", "utf-8")
    async with terminal(SITREP_STATE_DIR=str(tmp_path / "state")) as window:
        await window.start(sitrep("--config", str(config)), 200, 30)
        screen = await window.shows("exit:2")
    assert "config.toml:2: poll.evry: there is no such key; did you mean every?" in screen


async def test_the_sample_says_on_every_pane_that_it_is_not_live(tmp_path: Path) -> None:
    async with terminal(SITREP_STATE_DIR=str(tmp_path / "state")) as window:
        await window.start(sitrep("demo", "--speed", "1000000"), 80, 24)
        await window.shows("Belgorod")
        for pane in "12345":
            await window.keys(pane)
            assert "SAMPLE - NOT LIVE" in await window.shows(f"[{pane} ")
        await window.keys("q")
        await window.shows("exit:0")
    assert not (tmp_path / "state").exists()
