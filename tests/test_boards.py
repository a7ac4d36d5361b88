"""Where a printed board comes from: feeds asked by their address stand beside files, and nothing of it is kept."""

import asyncio
import json
import os
import sys
from pathlib import Path

from fakes import Asked, Reply, serving

from sitrep.clock import SystemClock

ENTRY = {"id": "k2", "title": "Five hurt as drone hits depot in Sumy", "published": "2024-05-10T12:00:00Z"}


def feed(asked: Asked) -> Reply:
    """One feed of one strike; any other address is not there."""
    if asked.path != "/feed":
        return Reply(status=404)
    item = (
        "<item><guid>k1</guid><title>Four killed as missile hits market in Kharkiv</title>"
        f"<pubDate>{SystemClock().now():%a, %d %b %Y %H:%M:%S} GMT</pubDate></item>"
    )
    return Reply(f'<rss version="2.0"><channel><title>Post</title>{item}</channel></rss>'.encode())


async def run(folder: Path, *words: str) -> tuple[int, str, str]:
    """Exit code, stdout and stderr of `sitrep` with these words, while a server of this loop answers."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "sitrep", *words,
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
        env=os.environ | {"SITREP_STATE_DIR": str(folder / "state")},
    )  # fmt: skip
    out, error = await process.communicate()
    return process.returncode or 0, out.decode(), error.decode()


async def test_feeds_are_asked_by_their_address_beside_files_and_nothing_is_kept(tmp_path: Path) -> None:
    day = tmp_path / "day.jsonl"
    day.write_text(json.dumps(ENTRY) + "\n{\n", "utf-8")
    config = tmp_path / "config.toml"
    async with serving(feed) as server:
        config.write_text(
            'shipped_feeds = false\n[poll]\nprivate_hosts = ["127.0.0.1"]\n'
            f'[[feeds]]\nname = "Harbour Post"\nurl = "{server.url}/feed"\non = false\n',
            "utf-8",
        )
        asked = (str(day), f"{server.url}/feed", f"{server.url}/lost")
        code, out, error = await run(tmp_path, "once", *asked, "--json", "--config", str(config))
    board = json.loads(out)
    assert sorted(i["label"] for i in board["incidents"]) == ["Kharkiv missile strike", "Sumy drone attack"]
    assert [(f["name"], f["status"]) for f in board["feeds"]] == [
        ("day.jsonl", "ok"), ("Harbour Post", "ok"), (f"{server.url}/lost", "failing")
    ]  # fmt: skip
    assert code == 3
    assert f"{day}: line 2: the line is no JSON; the rest was read" in error
    assert "1 of 3 feeds failed, 2 answered" in error
    assert not (tmp_path / "state").exists()
