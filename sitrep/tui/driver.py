"""The terminal's keys, read by one thread at a time, which sleeps while none comes.

Textual 8.2.8 starts another reader of keys and another writer at every SIGCONT, also where the program was not stopped,
and ends one of each: those left keep a program alive that was told to quit. Its reader wakes ten times a second to see
whether it may end, reads the end of a lost terminal for ever, and breaks the program over a byte that is no UTF-8.
"""

import asyncio
import os
import signal
import termios
import tty
from codecs import getincrementaldecoder
from selectors import EVENT_READ, SelectSelector

from textual._xterm_parser import XTermParser
from textual.app import App
from textual.constants import ESCAPE_DELAY
from textual.drivers.linux_driver import LinuxDriver

from sitrep.tui.terminal import GOODBYE_SECONDS

UNFINISHED = ESCAPE_DELAY + 0.005
"""Seconds after which an Esc that nothing follows is the key: a hair more than Textual's own, which it checks."""


class OneReader(LinuxDriver):
    """Textual's driver with one reader at a time. Sends SIGHUP to its own process when the terminal is gone, as the
    kernel does where it can.

    Made inside a running loop. Stops and goes on from callbacks of it: a signal that comes while another is answered
    waits its turn.
    """

    def __init__(
        self, app: App[object], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._end, self._ring = os.pipe()
        loop = asyncio.get_running_loop()
        loop.add_signal_handler(signal.SIGTSTP, self._sigtstp_application)
        loop.add_signal_handler(signal.SIGCONT, self._go_on)

    @property
    def _reading(self) -> bool:
        return self._key_thread is not None and self._key_thread.is_alive()

    def _go_on(self) -> None:
        """After SIGCONT: the terminal is ours again, if we left it before or were stopped without a word."""
        if not self._auto_restart:
            return
        if self._reading and self._taken:
            self.suspend_application_mode()
            self._must_signal_resume = True
        if self._must_signal_resume:  # else the screen is open still, not yet or no more
            self.resume_application_mode()

    @property
    def _taken(self) -> bool:
        """Whether a shell has set the terminal to lines again since it was set to keys."""
        try:
            return bool(termios.tcgetattr(self.fileno)[tty.LFLAG] & termios.ICANON)
        except termios.error:
            return False

    def disable_input(self) -> None:
        """Ends the reader; waits for it."""
        if self._reading:
            os.write(self._ring, b"\0")
        super().disable_input()

    def run_input_thread(self) -> None:
        """Hands on what is typed, until it is ended or the terminal is gone."""
        parser = XTermParser(self._debug)
        decode = getincrementaldecoder("utf-8")("replace").decode
        with SelectSelector() as selector:
            selector.register(self.fileno, EVENT_READ)
            selector.register(self._end, EVENT_READ)
            typed = b""
            while True:
                ready = {key.fd for key, _ in selector.select(UNFINISHED if typed else None)}
                if self._end in ready:
                    os.read(self._end, 1)
                    return
                typed = self._typed() if ready else b""
                if ready and not typed:
                    self._hang_up()
                    return
                text = decode(typed)
                for message in parser.feed(text) if text else parser.tick():
                    self.process_message(message)

    def _typed(self) -> bytes:
        """What was typed; nothing where the terminal is gone."""
        try:
            return os.read(self.fileno, 4096)
        except OSError:
            return b""

    def _hang_up(self) -> None:
        """Tells this process what the kernel tells only the leader of a session (nohup, a session whose shell is gone).

        The kernel ends it if the loop does not: that may by now wait for ever for room in the queue of Textual's
        writer, which died with its terminal.
        """
        signal.alarm(GOODBYE_SECONDS)
        os.kill(os.getpid(), signal.SIGHUP)
