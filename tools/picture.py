"""Draws the README's picture: the real dashboard on the bundled sample, exported from the running app as SVG.

usage: python tools/picture.py docs/screen.svg [WIDTH HEIGHT]
"""

import asyncio
import re
import sys
from pathlib import Path

from sitrep.archive import load_sample, play
from sitrep.clock import SystemClock
from sitrep.model.scope import EVERYTHING
from sitrep.showing import Showing
from sitrep.store import Store
from sitrep.tui.app import Dashboard
from sitrep.worker import Worker


async def picture(width: int, height: int) -> str:
    """The screen as SVG, without the addresses of fonts that Rich writes into it."""
    clock, worker, store = SystemClock(), Worker(deadline=60), Store()
    loaded = await load_sample(worker, clock.now())
    await worker.close()
    showing = Showing(clock, {"sample": EVERYTHING}, "sample")
    await play(loaded, store, clock, 0, lambda moment: showing.show_sample(store, moment))
    app = Dashboard(showing, clock)
    async with app.run_test(size=(width, height)) as pilot:
        await pilot.pause()
        svg = app.export_screenshot(title="sitrep demo")
    svg = re.sub(r"@font-face\s*\{[^}]*\}", "", svg)
    return re.sub(r"<!--.*?-->\n?", "", svg, flags=re.DOTALL)


def main() -> int:
    """Writes the file named on the command line."""
    size = [int(word) for word in sys.argv[2:4]] or [120, 40]
    Path(sys.argv[1]).write_text(asyncio.run(picture(size[0], size[1])), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
