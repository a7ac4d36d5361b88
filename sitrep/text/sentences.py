"""Sentences of a cleaned text: the first line is one, later lines are paragraphs. Linear in the length of the text.

A wrong joint costs less than a wrong cut (a figure cut off from its noun is lost), so where a full stop may belong to
an abbreviation the sentence goes on unless the next word is one that opens sentences.
"""

import re

from sitrep.model.article import Span

LONGEST = 1_600
"""Characters of the longest sentence; a longer run of text is cut at a space. The longest in the news have 800."""

_END = re.compile(r"""[.!?…。！？؟]+["”’'»)\]）」』]*""")
_GLUED = re.compile(r"""["“‘]?[A-Z][a-z]""")
_BEFORE_GLUE = re.compile(r"[a-z][a-z]$")
_LAST_WORD = re.compile(r"([^\W_]+(?:\.[^\W_]+)*)\.$")
_NEXT = re.compile(r"""\s*["“‘«(\[–—•*-]*\s*(\S?)""")
_NEXT_WORD = re.compile(r"""\s*["“‘«(\[]*([A-Za-z’']+)""")
_SPEECH = re.compile(
    r"\s*(?:[A-Z][\w’'.-]*\s+|(?:the|his|her|their|our)\s+|[a-z]+\s+){0,5}"
    r"(?:said|says|told|asked|added|wrote|warned|tweeted|posted|declared|insisted|replied|stressed|noted)\b"
)

_TITLES = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "mx",
        "dr",
        "prof",
        "gen",
        "lt",
        "col",
        "maj",
        "capt",
        "cpt",
        "sgt",
        "cpl",
        "pvt",
        "brig",
        "adm",
        "cmdr",
        "cdr",
        "comdr",
        "gov",
        "sen",
        "rep",
        "rev",
        "fr",
        "sr",
        "msgr",
        "hon",
        "pres",
        "amb",
        "atty",
        "supt",
        "insp",
        "det",
        "st",
        "mt",
        "ft",
        "fig",
        "vs",
        "approx",
        "art",
        "al",
        "ave",
        "blvd",
        "rd",
        "dept",
        "dist",
        "univ",
        "jr",
        "messrs",
        "mme",
        "mlle",
        "ret",
        "spc",
        "pfc",
        "comm",
        "dir",
        "sec",
        "min",
        "ald",
        "cllr",
        "hr",
        "herr",
    ]
)
_BEFORE_DIGITS = frozenset(
    [
        "no",
        "nos",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
        "pp",
        "p",
        "vol",
        "ch",
        "sec",
        "para",
        "art",
    ]
)
_MAYBE = frozenset(
    [
        "u.s",
        "u.n",
        "u.k",
        "u.s.a",
        "u.s.s.r",
        "e.u",
        "d.c",
        "a.m",
        "p.m",
        "b.c",
        "a.d",
        "i.e",
        "e.g",
        "inc",
        "co",
        "corp",
        "ltd",
        "bros",
        "etc",
        "jr",
        "sr",
        "est",
        "n.y",
        "l.a",
        "ph.d",
        "u.a.e",
        "d.r",
        "no",
    ]
)
_OPENERS = frozenset(
    [
        "the",
        "a",
        "an",
        "in",
        "on",
        "at",
        "it",
        "he",
        "she",
        "they",
        "we",
        "i",
        "this",
        "that",
        "these",
        "those",
        "but",
        "and",
        "as",
        "after",
        "before",
        "when",
        "while",
        "if",
        "for",
        "from",
        "its",
        "his",
        "her",
        "their",
        "our",
        "there",
        "here",
        "however",
        "meanwhile",
        "many",
        "most",
        "some",
        "several",
        "according",
        "all",
        "both",
        "more",
        "no",
        "not",
        "since",
        "under",
        "with",
        "by",
        "to",
        "one",
        "two",
        "what",
        "who",
        "how",
        "why",
        "officials",
        "police",
        "earlier",
        "later",
        "last",
        "during",
        "despite",
        "although",
        "another",
    ]
)


def sentences(text: str) -> tuple[Span, ...]:
    """The sentences of `text` in order, without surrounding white space; offsets in `text`."""
    found: list[Span] = []
    for number, paragraph in enumerate(paragraphs(text)):
        found += [paragraph] if number == 0 and paragraph.end - paragraph.start <= LONGEST else within(text, paragraph)
    return tuple(found)


def paragraphs(text: str) -> tuple[Span, ...]:
    """The lines of `text` that hold more than white space, trimmed. An empty first line leaves no title."""
    found: list[Span] = []
    start = 0
    while start <= len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        span = _trimmed(text, start, end)
        if span is not None or start == 0:
            found.append(span or Span(0, 0))
        start = end + 1
    return tuple(found)


def within(text: str, paragraph: Span) -> list[Span]:
    """The sentences of one paragraph of `text`."""
    found: list[Span] = []
    start = paragraph.start
    for match in _END.finditer(text, paragraph.start, paragraph.end):
        if match.end() < paragraph.end and not _closes(text, start, match, paragraph.end):
            continue
        _add(found, text, start, match.end())
        start = match.end()
    _add(found, text, start, paragraph.end)
    return found


def _closes(text: str, start: int, match: "re.Match[str]", limit: int) -> bool:
    end = match.end()
    if not text[end].isspace() and match.group()[0] not in "。！？؟":
        # two sentences glued by a lost line break, or no end at all: 3.5, Censor.NET
        return bool(_GLUED.match(text, end) and _BEFORE_GLUE.search(text, max(start, match.start() - 2), match.start()))
    following = _NEXT.match(text, end, limit)
    first = following.group(1) if following else ""
    if first.islower():
        return False
    mark = match.group()
    if mark[-1] in "\"”’'»" and _SPEECH.match(text, end, limit):
        return False
    if mark[0] != "." or len(mark) > 1:
        return True
    word = _LAST_WORD.search(text, max(start, end - 24), end)
    return word is None or _word_closes(word.group(1), first, text, start, end, limit)


def _word_closes(word: str, first: str, text: str, start: int, end: int, limit: int) -> bool:
    lower = word.lower()
    if lower in _TITLES:
        return False
    if lower in _BEFORE_DIGITS and first.isdigit():
        return False
    if word.isdigit() and end - start <= len(word) + 1:  # "1." opens a list item
        return False
    initial = len(word) == 1 and word.isalpha() and word.isupper() and word != "I"
    if initial or lower in _MAYBE or (len(word) > 2 and word[1] == "." and word.replace(".", "").isupper()):
        if lower == "no":
            return True
        following = _NEXT_WORD.match(text, end, limit)
        return following is not None and following.group(1)[:1].isupper() and following.group(1).lower() in _OPENERS
    return True


def _add(found: list[Span], text: str, start: int, end: int) -> None:
    span = _trimmed(text, start, end)
    while span is not None:
        if span.end - span.start <= LONGEST:
            found.append(span)
            return
        cut = text.rfind(" ", span.start + 1, span.start + LONGEST)
        cut = span.start + LONGEST if cut < 0 else cut
        found.append(Span(span.start, len(text[span.start : cut].rstrip()) + span.start))
        span = _trimmed(text, cut, span.end)


def _trimmed(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if end > start else None
