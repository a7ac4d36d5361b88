"""Feed strings made safe and plain: no markup, no control characters, no tricks of direction or width.

Everything from a feed is hostile: titles carry terminal escapes, entities that decode to escapes on the second pass,
right-to-left overrides. One function cleans every string before it is stored. All work is linear in the length of the
input, and input longer than the limit can need is cut before it is looked at.
"""

import re
import unicodedata
from html import unescape
from urllib.parse import urljoin, urlsplit, urlunsplit

TITLE_LIMIT = 500
"""Characters of a title."""
BODY_LIMIT = 65_536
"""Characters of a body."""
LINK_LIMIT = 2_048
"""Characters of a link; a longer one is dropped, not cut."""

_ROOM = 16
"""Markup may be this many times longer than the text it carries before the rest is cut unread."""
_PASSES = 3
"""Entities and tags are undone until nothing changes, at most this often: `&amp;amp;#27;` must not end as an escape."""

# Every Cc, Cs and Cf of Unicode but line feed, tab and the two joiners (a test holds it against unicodedata).
_BAD = (
    "\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\xad\\u0600-\\u0605\\u061c\\u06dd\\u070f\\u0890\\u0891\\u08e2\\u180e\\u200b"
    "\\u200e\\u200f\\u202a-\\u202e\\u2060-\\u2064\\u2066-\\u206f\\ud800-\\udfff\\ufeff\\ufff9-\\ufffb\\U000110bd"
    "\\U000110cd\\U00013430-\\U0001343f\\U0001bca0-\\U0001bca3\\U0001d173-\\U0001d17a\\U000e0001\\U000e0020-\\U000e007f"
)
_JOINERS = "\u200c\u200d"
_HARMFUL = re.compile(f"[{_BAD}]+")
_UNSAFE = re.compile(f"[{_BAD}{_JOINERS}\u2028\u2029]")
_STRAY_JOINER = re.compile(
    f"(?:^|(?<=[\\x00-\\u024f\\s]))[{_JOINERS}]+|[{_JOINERS}]+(?=[\\x00-\\u024f\\s]|$)|(?<=[{_JOINERS}])[{_JOINERS}]+"
)

# Terminal sequences whole: string sequences (OSC, DCS, SOS, PM, APC) to their end or the line's, CSI, short escapes.
# In their 8-bit form they are more often mojibake, so there an end or an OSC number must prove them.
_ESCAPE = re.compile(
    r"\x1b[\]PX^_][^\x07\x1b\x9c\n]*(?:\x07|\x1b\\|\x9c)?"
    r"|[\x9d\x90\x98\x9e\x9f][^\x07\x1b\x9c\x9d\x90\x98\x9e\x9f\n]*(?:\x07|\x1b\\|\x9c)"
    r"|\x9d\d{1,4};[^\x07\x1b\x9c\n]*"
    r"|(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]?"
    r"|\x1b[ -/]*[0-~]?"
)
_MOJIBAKE = re.compile(r"[\xc2-\xf4][\x80-\xbf]{0,2}[\x80-\x9f][\x80-\xbf]{0,2}")

_OPAQUE = re.compile(r"<(?:(script|style|noscript|template|iframe|svg)\b|!--)", re.IGNORECASE)
_CLOSERS = {
    name: re.compile(rf"</{name}\b[^<>]*>?", re.IGNORECASE)
    for name in ("script", "style", "noscript", "template", "iframe", "svg")
}
_TAG = re.compile(r"<!\[CDATA\[|\]\]>|<(?:/?([A-Za-z][A-Za-z0-9:-]{0,30})(?=[\s/>])|[!?/])[^<>]{0,8000}>")
_TORN_TAG = re.compile(r"<[A-Za-z/!][^\s<>]*\s[^<>]*\Z")
_BLOCK_TAGS = (
    "p br li ul ol dl dt dd div h1 h2 h3 h4 h5 h6 hr tr table section article header footer aside nav main blockquote "
    "figure figcaption pre title address caption"
)
_BLOCKS = frozenset(_BLOCK_TAGS.split())
_NUMERIC_ESCAPE = re.compile(r"&#(?:0{0,6}27(?!\d)|x0{0,6}1b(?![\da-f]));?", re.IGNORECASE)
_MARKS = re.compile(r"[^\w\s\x00-\u02ff]{32,}")
_MARKS_KEPT = 4
_BREAK = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_IN_LINK = re.compile(f'[{_BAD}\\s{_JOINERS}\\\\<>"]')


def clean(raw: str, limit: int = TITLE_LIMIT) -> str:
    """`raw` as one line of plain text, NFC, at most `limit` characters: no tags, entities, control or bidi characters.

    Idempotent; raises nothing.
    """
    return _cut(" ".join(_plain(raw, limit).split()), limit)


def clean_text(raw: str, limit: int = BODY_LIMIT) -> str:
    """As `clean`, but paragraphs stay apart as lines: block tags and line feeds end one. No empty lines."""
    lines = (" ".join(line.split()) for line in _plain(raw, limit).split("\n"))
    return _cut("\n".join(line for line in lines if line), limit)


def link(raw: str, base: str = "") -> str:
    """`raw` as an absolute http or https link, its host in ASCII (punycode), resolved against `base`; "" for others.

    Refused: other schemes, control characters and backslashes, user names before the host (they disguise it),
    anything over LINK_LIMIT.
    """
    address = raw.strip().replace("&amp;", "&").replace(" ", "%20")
    if not address or len(address) > LINK_LIMIT or _IN_LINK.search(address):
        return ""
    try:
        whole = urljoin(base, address) if base else address
        parts = urlsplit(whole)
        good = parts.scheme in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc
        _ = parts.port  # raises for a port that is no number
        if good and not parts.netloc.isascii():
            # As the wire spells it: letters of another script must not pass for those of a known site.
            whole = urlunsplit(parts._replace(netloc=parts.netloc.encode("idna").decode("ascii")))
    except ValueError:
        return ""
    return whole if good and len(whole) <= LINK_LIMIT and not _IN_LINK.search(whole) else ""


def _plain(raw: str, limit: int) -> str:
    text = raw[: limit * _ROOM + 4_096]
    if "<" not in text and "&" not in text and not _unsafe(text):
        return _nfc(text)
    for _ in range(_PASSES):
        before, text = text, _pass(text)
        if text == before:
            return text
    if _pass(text) != text:  # still not plain: no honest text is wrapped so often, so what could decode goes
        text = _safe(text.replace("&", "").replace("<", ""))
    return text


def _pass(text: str) -> str:
    text = _decoded(text) if "&" in text else text
    text = _safe(text)
    if "<" in text or "]]>" in text:
        text = _nfc(_TAG.sub(_tag_gone, _without_opaque(text)))
    return text


def _decoded(text: str) -> str:
    """Entities undone before anything is removed: half of an escape sequence may be one, wrapped twice."""
    for _ in range(_PASSES):  # the library drops a numeric escape and would leave the rest of its sequence as text
        before, text = text, unescape(_NUMERIC_ESCAPE.sub("\x1b", _nfc(text)))
        if text == before:
            break
    return text


def _nfc(text: str) -> str:
    """NFC in linear time: sorting a long run of combining marks is quadratic, so no more than a few are kept."""
    return text if text.isascii() else unicodedata.normalize("NFC", _MARKS.sub(_fewer_marks, text))


def _fewer_marks(match: "re.Match[str]") -> str:
    run = 0
    kept: list[str] = []
    for character in match.group():
        run = run + 1 if unicodedata.combining(character) else 0
        if run <= _MARKS_KEPT:
            kept.append(character)
    return "".join(kept)


def _unsafe(text: str) -> bool:
    """True where `_safe` has something to remove. What Python calls printable holds nothing of the kind, which is
    known several times sooner than what the pattern finds; most texts end there.
    """
    return not text.replace("\n", " ").isprintable() and _UNSAFE.search(text) is not None


def _safe(text: str) -> str:
    if not _unsafe(text):
        return _nfc(text)
    text = _MOJIBAKE.sub(_repaired, text)
    text = _BREAK.sub("\n", _ESCAPE.sub("", text))
    text = _STRAY_JOINER.sub("", _HARMFUL.sub("", text))
    return _nfc(text)


def _repaired(match: "re.Match[str]") -> str:
    """UTF-8 read as Latin-1, put right; what is no UTF-8 stays for the other rules to remove."""
    try:
        return match.group().encode("latin-1").decode("utf-8")
    except UnicodeError:
        return match.group()


def _without_opaque(text: str) -> str:
    """`text` without comments, scripts and styles; one that is never closed takes the rest with it, as in a browser."""
    kept: list[str] = []
    position = 0
    while opening := _OPAQUE.search(text, position):
        kept.append(text[position : opening.start()])
        if opening.group(1):
            closing = _CLOSERS[opening.group(1).lower()].search(text, opening.end())
            position = closing.end() if closing else len(text)
        else:
            end = text.find("-->", opening.end())
            position = end + 3 if end >= 0 else len(text)
        kept.append(" ")
    kept.append(text[position:])
    return "".join(kept)


def _tag_gone(match: "re.Match[str]") -> str:
    name = match.group(1)
    if name and name.lower() in _BLOCKS:
        return "\n"
    before = match.string[match.start() - 1 : match.start()]
    return " " if before == "<" else ""  # so that taking out "<b>" of "<<b>b>" leaves no new tag


def _cut(text: str, limit: int) -> str:
    text = text[:limit].rstrip(" \n" + _JOINERS)
    while True:
        start = text.rfind("<")
        if start < 0 or "=" not in text[start:] or not _TORN_TAG.match(text, start):
            return text
        text = text[:start].rstrip(" \n" + _JOINERS)
