"""Running the screen to its end: a quit, a signal, a lost terminal, an error of its own; each leaves things clean."""

import asyncio
import gc
import signal
import sys
from contextlib import suppress
from functools import partial

from sitrep.tui.app import Dashboard
from sitrep.tui.terminal import GOODBYE_SECONDS

SWITCH_SECONDS = 0.001
"""After so long a thread lets another one have the interpreter. A key comes in on one thread and its paint goes out on
another: at Python's 5 ms each would wait that long for the loop.
"""
YOUNG = 15_000
"""Objects made between two looks for garbage. Each look goes through the lists of a new board, however long they are:
at Python's 700 that took as long as all else of a paint. At 50,000 a look is itself a stall of 50 ms.
"""


class ScreenFailed(Exception):
    """The screen stopped by an error of its own; the terminal is already as it was. The cause is chained."""


async def run_dashboard(app: Dashboard, *, mouse: bool = True) -> None:
    """Runs the screen until the reader quits, or the terminal hangs up. Raises ScreenFailed if it broke.

    `mouse` False leaves the mouse to the terminal.

    The terminal is itself again in every case, cancellation and SIGTERM included.
    """
    loop = asyncio.get_running_loop()
    ends = {signal.SIGTERM: app.exit}
    if hasattr(signal, "SIGHUP"):
        ends[signal.SIGHUP] = partial(_hung_up, app)
    for number, end in ends.items():
        with suppress(NotImplementedError):
            loop.add_signal_handler(number, end)
    usual, switch = gc.get_threshold(), sys.getswitchinterval()
    gc.set_threshold(YOUNG, *usual[1:])
    sys.setswitchinterval(SWITCH_SECONDS)
    try:
        await app.run_async(mouse=mouse)
    finally:
        gc.set_threshold(*usual)
        sys.setswitchinterval(switch)
        signal.alarm(0)
        for number in ends:
            with suppress(NotImplementedError):
                loop.remove_signal_handler(number)
    if app.failure is not None:
        reason = f"{type(app.failure).__name__}: {app.failure}"
        raise ScreenFailed(reason) from app.failure


def _hung_up(app: Dashboard) -> None:
    """Ends the screen when its terminal is gone (sitrep.tui.driver sees it too), by the kernel if need be.

    Textual's writer dies on a terminal that is no more, and its last words then wait for ever for room in its queue
    (8.2.8). Nothing is lost by being ended: what was shown is in the journal, and the worker ends with its parent.
    """
    signal.alarm(GOODBYE_SECONDS)
    app.exit()
