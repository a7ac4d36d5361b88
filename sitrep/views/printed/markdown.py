"""Text from outside made harmless in Markdown: it can be no link, no picture, no markup, no HTML, no other cell."""

import re
from urllib.parse import quote, urlsplit

_MARKED = re.compile(r"([\\`*_\[\]<>|~&@])")
_ADDRESS = re.compile(r"(?<=:)//|(?<=www)\.", re.IGNORECASE)
_LEAD = re.compile(r"^(\d+(?=[.)])|(?=[#+\-=]))")


def md(text: str) -> str:
    """The text as Markdown shows it, on one line, whatever it holds."""
    return at_start(" ".join(marked(text).split()))


def marked(text: str) -> str:
    """The text with every mark escaped (CommonMark 2.4) and no address that would become a link by itself."""
    return _ADDRESS.sub(lambda found: f"\\{found[0]}", _MARKED.sub(r"\\\1", text))


def at_start(line: str) -> str:
    """The line so that its first characters make neither heading nor list."""
    return _LEAD.sub(r"\1\\", line)


def safe_url(url: str) -> str:
    """The address in ASCII with nothing that could end a link; empty for all but http and https."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    if parts.scheme.lower() not in ("http", "https") or not parts.netloc:
        return ""
    return quote(url, safe="/:?#@!$&*+,;=%~-._[]")
