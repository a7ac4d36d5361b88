"""The tool that plays recorded polls counts what it should, and fails where a promise is broken."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
DAY = 1_700_000_000


def snapshot(*items: tuple[str, str, str]) -> str:
    """A feed of (guid, title, hour)."""
    entries = "".join(
        f"<item><guid>{guid}</guid><title>{title}</title><pubDate>Tue, 14 Nov 2023 {hour}:00 GMT</pubDate></item>"
        for guid, title, hour in items
    )
    return f"<rss version='2.0'><channel><title>Post</title>{entries}</channel></rss>"


def test_edits_are_versions_other_stories_are_new_and_the_rest_is_nothing(tmp_path: Path) -> None:
    feed = tmp_path / "post"
    feed.mkdir()
    depot, ferry = ("a", "Depot burns at Velin, two hurt", "10"), ("b", "Ferry to the islands late again", "11")
    polls = [
        (depot, ferry),
        (("a", "Depot burns at Velin, five hurt", "10"), ferry),  # an edit that keeps its date
        (("a", "Depot burns at Velin, five hurt", "12"),),  # a date alone; the ferry is gone
        (("a", "Council votes on new tram line", "12"), ferry),  # another story; the ferry is back
    ]
    for number, items in enumerate(polls):
        (feed / f"{DAY + 600 * number}-x.xml").write_text(snapshot(*items), "utf-8")
    done = subprocess.run(
        [sys.executable, "tools/sequences.py", str(tmp_path)], cwd=ROOT, capture_output=True, encoding="utf-8"
    )
    assert done.returncode == 0
    total = done.stdout.splitlines()[-1]
    for words in ("4 snapshots", "2 title edits", "1 as versions", "1 as new stories", "1 date only", "1 reappeared"):
        assert words in total
    assert "0 lost" in total
