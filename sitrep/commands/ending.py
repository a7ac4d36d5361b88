"""How a command that runs until it is stopped is stopped. Not a verb: `watch` and `record` share it."""

import asyncio
import signal
import stat
import sys
from os import fstat


def ended(loop: asyncio.AbstractEventLoop) -> asyncio.Future[int]:
    """Done, with the exit code, as soon as SIGINT (130), SIGTERM (0) or the reader of a pipe (0) ends this run."""
    done: asyncio.Future[int] = loop.create_future()

    def end(code: int) -> None:
        if not done.done():
            done.set_result(code)

    loop.add_signal_handler(signal.SIGINT, end, 130)
    loop.add_signal_handler(signal.SIGTERM, end, 0)
    if stat.S_ISFIFO(fstat(sys.stdout.fileno()).st_mode):
        # The writing end of a pipe reports one thing only: that nobody reads any more. Between two changes hours may
        # pass, and nobody would be served by a poller that nobody reads.
        loop.add_reader(sys.stdout.fileno(), end, 0)
    return done
