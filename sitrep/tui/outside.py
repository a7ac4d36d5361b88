"""What leaves the screen: a link for the browser, a line for the clipboard. Nothing passes through a shell."""

import asyncio
import os
import shutil
import sys
from collections.abc import Mapping
from urllib.parse import urlsplit

TMUX_SECONDS = 2.0
FAILS_WITHIN_SECONDS = 1.0
"""A browser that still runs after this has opened the link."""
_open: set[asyncio.Task[int]] = set()
"""Browsers under way: somebody must wait for them, or they stay behind as zombies."""


def is_link(url: str) -> bool:
    """Whether `url` may be opened: http or https with a host, no blanks or control characters."""
    if not url.isprintable() or any(character.isspace() for character in url):
        return False
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False


def browser_argv(url: str, environ: Mapping[str, str], platform: str = sys.platform) -> list[str] | None:
    """The command that opens `url`: $BROWSER where set, else the desktop's own. None without one, as over ssh.

    Text browsers that the system might offer instead are left alone: they would take the terminal from the board.
    """
    if not is_link(url):
        return None
    if chosen := environ.get("BROWSER", "").split(os.pathsep)[0].strip().removesuffix("&"):
        import shlex  # seldom needed

        try:
            argv = shlex.split(chosen)
        except ValueError:
            return None
        return [word.replace("%s", url) for word in argv] if "%s" in chosen else [*argv, url]
    if platform == "darwin":
        return ["open", url]
    if platform == "win32":
        return ["explorer", url]
    if environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY"):
        return ["xdg-open", url]
    return None


async def open_link(url: str) -> bool:
    """Opens `url` in a browser of its own session; False where there is none or it fails at once."""
    argv = browser_argv(url, os.environ)
    if argv is None or shutil.which(argv[0]) is None:
        return False
    quiet = asyncio.subprocess.DEVNULL
    try:
        browser = await asyncio.create_subprocess_exec(
            *argv, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True
        )
    except OSError:
        return False
    ending = asyncio.create_task(browser.wait())
    _open.add(ending)
    ending.add_done_callback(_open.discard)
    done, _ = await asyncio.wait({ending}, timeout=FAILS_WITHIN_SECONDS)
    return not done or browser.returncode == 0


async def copy_to_tmux(text: str) -> bool:
    """Puts `text` into tmux's buffer and on to its terminal; False outside tmux or where that fails.

    OSC 52 alone is dropped by a tmux with `set-clipboard external`, its default.
    """
    if not os.environ.get("TMUX"):
        return False
    pipe, quiet = asyncio.subprocess.PIPE, asyncio.subprocess.DEVNULL
    for argv in (("tmux", "load-buffer", "-w", "-"), ("tmux", "load-buffer", "-")):  # before 3.2 there is no -w
        try:
            tmux = await asyncio.create_subprocess_exec(*argv, stdin=pipe, stdout=quiet, stderr=quiet)
        except OSError:
            return False
        try:
            await asyncio.wait_for(tmux.communicate(text.encode()), TMUX_SECONDS)
        except TimeoutError:
            tmux.kill()
            await tmux.wait()
            return False
        if tmux.returncode == 0:
            return True
    return False


DESKTOPS = (("pbcopy", ""), ("wl-copy", "WAYLAND_DISPLAY"), ("xclip", "DISPLAY"), ("xsel", "DISPLAY"))
"""Programs that put text on the desktop's clipboard, and the variable without which they can't."""


async def copy_to_desktop(text: str) -> str:
    """Puts `text` on the desktop's own clipboard; the name of the program that took it, "" where there is none.

    Over ssh there is no desktop at this end: the terminal's own way (OSC 52) is the one that counts.
    """
    if os.environ.get("SSH_CONNECTION"):
        return ""
    pipe, quiet = asyncio.subprocess.PIPE, asyncio.subprocess.DEVNULL
    for program, needs in DESKTOPS:
        if (needs and not os.environ.get(needs)) or shutil.which(program) is None:
            continue
        try:
            clipboard = await asyncio.create_subprocess_exec(
                program, *ARGUMENTS.get(program, ()), stdin=pipe, stdout=quiet, stderr=quiet, start_new_session=True
            )
            await asyncio.wait_for(clipboard.communicate(text.encode()), TMUX_SECONDS)
        except (OSError, TimeoutError):
            continue
        if clipboard.returncode == 0:
            return program
    return ""


ARGUMENTS = {"xclip": ("-selection", "clipboard"), "xsel": ("--clipboard", "--input")}
