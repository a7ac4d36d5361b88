"""What is said where the screen or the engine broke. Not a verb: the dashboards share it."""

import sys
from collections.abc import Callable
from traceback import format_exception

from sitrep import __version__
from sitrep.clock import SystemClock
from sitrep.folders import state_folder
from sitrep.tui.run import ScreenFailed
from sitrep.wiring import Misconfigured


def guarded(work: Callable[[], None]) -> int:
    """Does it. Exit code 0; 1 where it broke, 2 for a wrong configuration, each told on stderr."""
    try:
        work()
    except Misconfigured as error:
        print(error, file=sys.stderr)
        return 2
    except (ScreenFailed, ExceptionGroup) as error:
        print(f"sitrep stopped: {_plainly(error)}{_told_in(error)}", file=sys.stderr)
        return 1
    return 0


def _told_in(error: BaseException) -> str:
    """Where the whole story of a crash was written: code places and messages, no values of variables."""
    folder = state_folder()
    path = folder / f"crash-{SystemClock().now():%Y%m%dT%H%M%SZ}.txt"
    told = "".join(format_exception(error))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path.write_text(f"sitrep {__version__}, Python {sys.version}\n\n{told}", "utf-8")
    except OSError:
        return ""
    return f"; the whole story is in {path}"


def _plainly(error: BaseException) -> str:
    """The first cause of a group, in one line."""
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    return f"{type(error).__name__}: {error}"
