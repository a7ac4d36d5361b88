"""What a key sends out of the screen: a link to the browser, words to the clipboard; the reader is told what became."""

from collections.abc import Awaitable, Callable

from sitrep.tui.outside import copy_to_desktop, copy_to_tmux


class Outgoing:
    """`say` tells the reader, `put` gives the terminal what is copied (OSC 52), `opens` tells whether it could open a
    link.
    """

    def __init__(
        self, say: Callable[[str], None], put: Callable[[str], None], opens: Callable[[str], Awaitable[bool]]
    ) -> None:
        self._say = say
        self._put = put
        self._opens = opens

    async def follow(self, url: str) -> None:
        """Opens the link; without a browser it is shown and copied."""
        if await self._opens(url):
            self._say(f"opened {url}")
        else:
            await self._copied(url)
            self._say(f"no browser here; copied: {url}")

    async def copy(self, text: str) -> None:
        """Copies `text` and says which ways took it."""
        if not text:
            self._say("nothing to copy here")
            return
        self._say(f"copied ({await self._copied(text)}): {text}")

    async def _copied(self, text: str) -> str:
        """Every way there is; says which took it. OSC 52 is never answered, so that one is always tried."""
        self._put(text)
        ways = ["tmux"] if await copy_to_tmux(text) else []
        ways += [program] if (program := await copy_to_desktop(text)) else []
        return " and ".join([*ways, "terminal"])
