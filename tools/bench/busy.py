"""Keys while 1,000 feeds are polled: from a key to its paint beside the same dashboard at rest, on two real runs.

The wire is in use: its rows are the articles as they come. The dashboard at rest has polled ten of the feeds and waits.
"""

import re
import sys
import tempfile
from pathlib import Path

from bench.outlets import serving, urls
from bench.polling import AT_ONCE
from bench.screen import Answers, Terminal, press

ROUNDS = 15
FEW = 10
ARTICLE = re.compile(rb"post\d+[.]example/news/\d+")
"""An article as the link in its evidence names it."""
REST = 0.05
"""The share of a processor under which a dashboard is at rest."""


def busy() -> None:
    """Keys at rest, then keys while all feeds are asked for the first time."""
    with tempfile.TemporaryDirectory() as name, serving() as port:
        folder = Path(name)
        quiet = _dashboard(folder / "quiet", urls(port)[:FEW])
        try:
            while _share(quiet) > REST:
                pass
            rest = Answers(took for _ in range(ROUNDS) for took in press(quiet, ARTICLE))
        finally:
            quiet.end()
        loaded = _dashboard(folder / "loaded", urls(port))
        try:
            begun = loaded.spent()
            polled = Answers(took for _ in range(ROUNDS) for took in press(loaded, ARTICLE))
            spent, share = loaded.spent() - begun, _share(loaded)
        finally:
            loaded.end()
    print(
        f"busy: key to paint p50/p95 at rest {rest}, while {len(urls(port)):,} feeds are polled {polled}:"
        f" {polled.times(rest)} its own rest (bar 5); {spent:.1f} CPU s spent meanwhile"
        f" ({share * 100:.0f} % of a processor after the last key)"
    )


def _dashboard(folder: Path, addresses: list[str]) -> Terminal:
    """A dashboard of these feeds, its wire in use and with rows."""
    folder.mkdir()
    hosts = ", ".join(f'"{address.split("/")[2].partition(":")[0]}"' for address in addresses)
    feeds = "".join(f'[[feeds]]\nname = "Feed {n}"\nurl = "{address}"\n' for n, address in enumerate(addresses))
    config = folder / "config.toml"
    config.write_text(f"shipped_feeds = false\n[poll]\nat_once = {AT_ONCE}\nprivate_hosts = [{hosts}]\n{feeds}")
    command = [sys.executable, "-m", "sitrep", "--config", str(config)]
    terminal = Terminal(command, SITREP_STATE_DIR=str(folder / "state"), HOME=str(folder))
    terminal.until(b"q quit", 60)
    terminal.type(b"4")
    terminal.until(b".example/news/", 120)
    terminal.for_seconds(2)
    return terminal


def _share(terminal: Terminal, seconds: float = 3.0) -> float:
    """The share of a processor the program uses over some seconds, its reader's process apart."""
    begun = terminal.spent()
    terminal.for_seconds(seconds)
    return (terminal.spent() - begun) / seconds
