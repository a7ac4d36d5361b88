"""A real terminal for tests: tmux on a socket of its own, keys in, lines out. Output wakes the reader: no sleeps.

No window is closed before all that ran in it has ended: a program that outlives its terminal fails the test.
"""

import asyncio
import os
import signal
import sys
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

PATIENCE = 60.0
"""Seconds a text may take to appear on a loaded machine before the test fails."""


class Terminal:
    """One tmux window. `start` runs a command in it; the shell stays, so that what follows the command is seen too."""

    def __init__(self, socket: Path, environment: Mapping[str, str]) -> None:
        self._socket = socket
        self._environment = dict(environment)
        self._written = asyncio.Event()
        self._pipe: int | None = None
        self._lives: int | None = None
        self._ended = asyncio.Event()
        self._closed = False

    async def start(self, command: str, width: int, height: int) -> None:
        """Runs `command`; when it ends, its exit code is printed as `exit:N`."""
        # What runs in the window holds one end of this pipe; the other reads its end when the last of it has ended.
        lives = self._socket.with_name("lives")
        os.mkfifo(lives)
        self._lives = os.open(lives, os.O_RDONLY | os.O_NONBLOCK)
        shell = f"exec 9>{lives}; {command}; echo exit:$?; exec cat"
        await self._tmux("new-session", "-d", "-x", str(width), "-y", str(height), "sh", "-c", shell)
        # Whatever the program writes comes through this pipe as well, and wakes who waits for a text.
        fifo = self._socket.with_name("out")
        os.mkfifo(fifo)
        self._pipe = os.open(fifo, os.O_RDWR | os.O_NONBLOCK)
        asyncio.get_running_loop().add_reader(self._pipe, self._woken, self._pipe)
        await self._tmux("pipe-pane", "-O", f"cat > {fifo}")

    def _woken(self, pipe: int) -> None:
        os.read(pipe, 1 << 16)
        self._written.set()

    async def keys(self, *names: str) -> None:
        """Presses keys by tmux's names."""
        await self._tmux("send-keys", *names)

    async def resize(self, width: int, height: int) -> None:
        """Makes the window that large."""
        await self._tmux("resize-window", "-x", str(width), "-y", str(height))

    async def screen(self) -> str:
        """What is on screen now."""
        return await self._tmux("capture-pane", "-p")

    async def painted(self) -> str:
        """What is on screen now, with the codes of its colours as tmux keeps them."""
        return await self._tmux("capture-pane", "-p", "-e")

    async def tells(self, wanted: str) -> str:
        """What tmux itself knows of the window, by one of its formats: "#{pane_title}"."""
        return (await self._tmux("display-message", "-p", wanted)).rstrip("\n")

    async def copied(self) -> str:
        """What lies in tmux's buffer."""
        return await self._tmux("show-buffer")

    async def shows(self, text: str) -> str:
        """The screen once `text` stands on it. Raises AssertionError with the last screen after PATIENCE seconds."""
        return await self._until(text, self.screen)

    async def paints(self, code: str) -> str:
        """What `painted` gives, once that code of a colour is in it. Raises AssertionError as `shows` does."""
        return await self._until(code, self.painted)

    async def _until(self, text: str, looked: Callable[[], Awaitable[str]]) -> str:
        last = ""
        try:
            async with asyncio.timeout(PATIENCE):
                while True:
                    self._written.clear()
                    last = await looked()
                    if text in last:
                        return last
                    await self._written.wait()
        except TimeoutError:
            raise AssertionError(f"{text!r} never came; the screen was:\n{last}") from None

    async def _tmux(self, *words: str) -> str:
        # The environment is given whole: a process that has imported readline hands on LINES and COLUMNS otherwise.
        process = await asyncio.create_subprocess_exec(
            "tmux", "-S", str(self._socket), "-f", os.devnull, *words,
            env=self._environment,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )  # fmt: skip
        out, error = await process.communicate()
        assert process.returncode == 0, error.decode()
        return out.decode()

    async def close(self) -> None:
        """Takes the terminal away from under the program, as a lost connection does, and waits until all that ran in
        it has ended. Raises AssertionError where that does not end within PATIENCE seconds, and kills it.
        """
        if self._closed:
            return
        self._closed = True
        if self._lives is None or self._pipe is None:
            return
        loop = asyncio.get_running_loop()
        loop.remove_reader(self._pipe)
        os.close(self._pipe)
        group = int(await self.tells("#{pane_pid}"))
        await self._tmux("kill-server")
        loop.add_reader(self._lives, self._ended.set)
        try:
            async with asyncio.timeout(PATIENCE):
                await self._ended.wait()
        except TimeoutError:
            os.killpg(group, signal.SIGKILL)
            raise AssertionError("what ran in the terminal has outlived it") from None
        finally:
            loop.remove_reader(self._lives)
            os.close(self._lives)


@asynccontextmanager
async def terminal(**environment: str) -> AsyncIterator[Terminal]:
    """A terminal for the length of the block, `environment` added to this process's own."""
    with tempfile.TemporaryDirectory(prefix="tmux") as folder:
        kept = {k: v for k, v in os.environ.items() if k not in ("TMUX", "LINES", "COLUMNS", "NO_COLOR")}
        window = Terminal(Path(folder) / "s", kept | {"TERM": "xterm-256color", "LC_ALL": "C.UTF-8"} | environment)
        try:
            yield window
        finally:
            await window.close()


def sitrep(*words: str) -> str:
    """The command line of the program under test, with this very Python."""
    return " ".join([sys.executable, "-m", "sitrep", *words])
