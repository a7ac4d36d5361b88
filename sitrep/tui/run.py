"""Running the screen to its end: a quit, a signal, a lost terminal, an error of its own; each leaves things clean."""

import asyncio
import errno
import gc
import signal
import sys
import threading
from contextlib import suppress
from functools import partial

from sitrep.tui.app import Dashboard

GOODBYE_SECONDS = 2
"""What the screen may take to close once its terminal is gone."""
LOOK_SECONDS = 15.0
"""How often the terminal is looked for: one may go without a word (nohup, a session whose shell was killed)."""
YOUNG = 15_000
"""Objects made between two looks for garbage. Each look goes through the lists of a new board, however long they are:
at Python's 700 that took as long as all else of a paint. At 50,000 a look is itself a stall of 50 ms.
"""


class ScreenFailed(Exception):
    """The screen stopped by an error of its own; the terminal is already as it was. The cause is chained."""


async def run_dashboard(app: Dashboard, *, mouse: bool = True, look: float = LOOK_SECONDS) -> None:
    """Runs the screen until the reader quits, or the terminal hangs up. Raises ScreenFailed if it broke.

    `mouse` False leaves the mouse to the terminal. Every `look` seconds it is asked whether there still is one.

    The terminal is itself again in every case, cancellation and SIGTERM included.
    """
    loop = asyncio.get_running_loop()
    ends = {signal.SIGTERM: app.exit}
    if hasattr(signal, "SIGHUP"):
        ends[signal.SIGHUP] = partial(_hung_up, app)
    for number, end in ends.items():
        with suppress(NotImplementedError):
            loop.add_signal_handler(number, end)
    usual = gc.get_threshold()
    gc.set_threshold(YOUNG, *usual[1:])
    over = threading.Event()
    threading.Thread(target=_look_for_terminal, args=(app, loop, over, look), daemon=True).start()
    try:
        await app.run_async(mouse=mouse)
    finally:
        over.set()
        gc.set_threshold(*usual)
        signal.alarm(0)
        for number in ends:
            with suppress(NotImplementedError):
                loop.remove_signal_handler(number)
    if app.failure is not None:
        reason = f"{type(app.failure).__name__}: {app.failure}"
        raise ScreenFailed(reason) from app.failure


def _hung_up(app: Dashboard) -> None:
    """Ends the screen when its terminal is gone, by the kernel if need be.

    Textual's writer dies on a terminal that is no more, and its last words then wait for ever for room in its queue
    (8.2.8). Nothing is lost by being ended: what was shown is in the journal, and the worker ends with its parent.
    """
    signal.alarm(GOODBYE_SECONDS)
    app.exit()


def _look_for_terminal(app: Dashboard, loop: asyncio.AbstractEventLoop, over: threading.Event, look: float) -> None:
    """Ends the screen when its terminal went and no signal said so: Textual would read its end for ever (8.2.8).

    On a thread of its own: by then the loop may wait for ever for room in the queue of Textual's dead writer.
    """
    while not over.wait(look):
        if _is_gone():
            signal.alarm(GOODBYE_SECONDS)
            loop.call_soon_threadsafe(app.exit)
            return


def _is_gone() -> bool:
    """Whether what the keys come from was a terminal and hung up. False where it never was one."""
    try:
        import termios
    except ImportError:  # Windows has none, and tells of a closed window by other means
        return False
    try:
        termios.tcgetattr(sys.__stdin__ or 0)
    except termios.error as failed:
        return bool(failed.args and failed.args[0] == errno.EIO)
    except (OSError, ValueError):
        return False
    return False
