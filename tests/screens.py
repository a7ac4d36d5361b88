"""Reading the screen of a running Pilot as text."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from boards import NOW, HandLive
from fakes import FakeClock, turns
from textual.pilot import Pilot

from sitrep.tui.app import Dashboard
from sitrep.tui.seam import Actions
from sitrep.views.pane import Snapshot


class Desk:
    """A dashboard with hands on everything: its board, its clock, its keys."""

    def __init__(self, app: Dashboard, live: HandLive, clock: FakeClock, pilot: Pilot[None]) -> None:
        self.app = app
        self.live = live
        self.clock = clock
        self.pilot = pilot

    async def press(self, *keys: str) -> str:
        """Presses keys; the screen after them."""
        await self.pilot.press(*keys)
        return await self.screen()

    async def type(self, text: str) -> str:
        """Types text; the screen after it."""
        names = {" ": "space", ":": "colon", ">": "greater_than_sign", '"': "quotation_mark"}
        return await self.press(*(names.get(character, character) for character in text))

    async def put(self, snapshot: Snapshot) -> str:
        """The world changes; the screen after the next paint."""
        self.live.put(snapshot)
        await self.clock.advance(1)
        return await self.screen()

    async def screen(self) -> str:
        """What is to be seen now."""
        await turns()
        await self.pilot.pause()
        strips = self.app.screen._compositor.render_strips()  # the only way to text; Textual offers SVG alone
        return "\n".join(strip.text.rstrip() for strip in strips)

    async def line(self, text: str) -> str:
        """The one line that holds `text`."""
        found = [line for line in (await self.screen()).splitlines() if text in line]
        assert len(found) == 1, f"{text!r} stands on {len(found)} lines of:\n{await self.screen()}"
        return found[0]


@asynccontextmanager
async def desk(
    snapshot: Snapshot, *, size: tuple[int, int] = (120, 40), actions: Actions | None = None, **given: object
) -> AsyncIterator[Desk]:
    """A running dashboard on that snapshot. No browser is ever started: links are noted by the `opener` given."""
    live, clock = HandLive(snapshot), FakeClock(NOW)
    app = Dashboard(live, clock, actions or Actions(), **given)  # type: ignore[arg-type]  # the test knows what it gives
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield Desk(app, live, clock, pilot)
