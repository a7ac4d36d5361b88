"""Article -> Document: every sentence marked once, so that no extractor scans for names, numbers or dates again.

Paragraphs that tell nothing (captions, bylines, "Read more", an analyst's box) are left out of the sentences, never out
of the text: offsets stay those of `Article.text`.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

from sitrep.model.article import Article, Span
from sitrep.text.dates import dates
from sitrep.text.document import Document, Sentence
from sitrep.text.folding import Folded
from sitrep.text.names import Names
from sitrep.text.numbers import numbers
from sitrep.text.sentences import LONGEST, paragraphs, within

MOST_SENTENCES = 2_000
"""Sentences of one article; what follows them is not read. A long report has 300."""


MOST_MARKS = 80
"""Numbers, places, actors and dates of one sentence; what has more is a table or a trap, not a sentence, and is left
out. The most in a sentence of the news are 40."""


class _Mark(Protocol):
    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


_M = TypeVar("_M", bound=_Mark)


def annotate(article: Article, names: Names) -> Document:
    """`article` with its sentences and their numbers, places, actors and dates marked.

    At most MOST_SENTENCES, none with more than MOST_MARKS.
    """
    text = article.text
    spans = _narrative(text)
    starts = [span.start for _, span in spans]
    ends = [span.end for _, span in spans]
    counted = _by_sentence(numbers(text), starts, ends)
    placed = _by_sentence(names.places(text), starts, ends)
    acting = _by_sentence(names.actors(text), starts, ends)
    dated = _by_sentence(dates(text, article.published), starts, ends)
    listed = [
        len(n) + len(p) + len(a) + len(d) > MOST_MARKS
        for n, p, a, d in zip(counted, placed, acting, dated, strict=True)
    ]
    marked = tuple(
        Sentence(
            start=span.start,
            end=span.end,
            text=text[span.start : span.end],
            title=paragraph == 0,
            paragraph=paragraph,
            numbers=tuple(counted[index]),
            places=tuple(placed[index]),
            actors=tuple(acting[index]),
            dates=tuple(dated[index]),
        )
        for index, (paragraph, span) in enumerate(spans)
        if not listed[index]
    )
    return Document(article=article, text=text, sentences=marked, left_out=sum(listed))


def _by_sentence(marks: Iterable[_M], starts: Sequence[int], ends: Sequence[int]) -> list[list[_M]]:
    """The marks of each sentence; one that lies in no sentence, or crosses the end of one, is dropped."""
    sorted_in: list[list[_M]] = [[] for _ in starts]
    for mark in marks:
        index = bisect_right(starts, mark.start) - 1
        if index >= 0 and mark.end <= ends[index]:
            sorted_in[index].append(mark)
    return sorted_in


def _narrative(text: str) -> list[tuple[int, Span]]:
    """The sentences that tell something, each with its paragraph's number."""
    lines = paragraphs(text)
    kept: list[tuple[int, Span]] = []
    for number in _told([text[line.start : line.end] for line in lines]):
        line = lines[number]
        if number == 0:
            kept += [(0, line)] if 0 < line.end - line.start <= LONGEST else [(0, span) for span in within(text, line)]
        else:
            kept += [(number, span) for span in within(text, line) if not _earlier(text[span.start : span.end])]
        if len(kept) >= MOST_SENTENCES:
            break
    return kept[:MOST_SENTENCES]


def _earlier(sentence: str) -> bool:
    """True where an outlet tells what it wrote before it knew better, or what it set right: a note on its own text.

    The figure or place in such a note is the one that no longer holds (R13); the one that does stands in the text.
    """
    return _OWN_TEXT.search(sentence) is not None


# ---- what tells nothing --------------------------------------------------------------------------------------------

_CHROME = re.compile(
    r"(?:Image|Images|Photo|Photos|Photograph|Picture|Pictures|Pic|Pics|Video|File|Map|Graphic|Infographic"
    r"|Caption|Credit|Credits|Watch|Listen|Audio"
    r"|Source|Sources|Tags?|Topics?|Editing|Reporting|Writing|Compiled|Edited|Filed under|Share|Follow us"
    r"|Advertisement|Read|Read also|Also read"
    r"|See also|Read more|More on this|Read next|Related|Recommended|Explainer|Analysis|Opinion) ?:"
    r"|(?:Read more|Also read|Read also|See also|Related (?:stories|articles|topics|content|news)"
    r"|More on this story|More stories|Recommended(?: stories)?$"
    r"|(?:Share|Key events|Key points|Show key events only|Live (?:updates|reporting)|Just in|Summary)$"
    r"|Most read|Advertisement|Sign up|Subscribe|Follow us|Join our|Click here|Skip to|Continue reading"
    r"|Share this|Download our|Get the latest"
    r"|This (?:video|article|story|live page|blog) (?:can|was|is|has|will)|You can (?:also )?(?:read|follow|watch"
    r"|find|contact)|Watch(?: more| live| the)|Copyright|©"
    r"|All rights reserved|Image (?:source|credit|caption)|Media caption|Getty Images|Have you been affected"
    r"|Find (?:us|BBC)|Last updated|Published (?:on|at)"
    r"|(?:First )?Published|Updated (?:at|on)|Here are (?:the|some|our) (?:key|latest|main)|That(?:’"
    r"|')s all (?:for|from)|Thank you for|Thanks for (?:reading|following)"
    r"|We(?:’|')re (?:closing|pausing|wrapping|ending|now closing)|Good (?:morning|evening|afternoon) and welcome"
    r"|Welcome (?:back )?to (?:our|the)|LIVE\b$|Cookies?\b)"
    r"|\(?(?:AP|AFP|Reuters|Getty|EPA|File) (?:Photo|photo|Image)",
)
_WRITTEN = r"(?:article|story|report|item|piece|post|headline|dispatch|copy|bulletin|page)"
_OWN_TEXT = Folded(
    rf"\b(?:earlier|previous|prior|initial|original|first)\s+(?:versions?|editions?)\s+of\s+(?:this|the|our)\s+(?:\w+\s+)?{_WRITTEN}\b"
    r"|\b(?:an?|the|our|its|their)\s+(?:earlier|previous|prior|initial|original)\s+(?:version|edition|(?:\w+\s+)?headline)\s+(?:\w+ly\s+)?"
    r"(?:had|said|stated|gave|reported|put|misstated|misreported|quoted|named|placed|described|attributed|referred)\b"
    rf"|\b(?:this|our)\s+{_WRITTEN}\s+(?:has\s+been|was|is)\s+(?:since\s+)?(?:corrected|amended|clarified|updated|revised)\b"
    rf"|\b(?:this|our)\s+{_WRITTEN}\s+(?:originally|initially|previously|incorrectly|wrongly|mistakenly|erroneously)\b"
    r"|^\W*corrects?\b[^.]{0,80}\b(?:to|from|in|paragraph|headline|lead)\b",
    needs=("version", "edition", "headline", "this", "our", "correct"),
)
_CREDIT = re.compile(
    r"\((?:Photo|Image|Picture|AP Photo|File [Pp]hoto|Reuters|AFP|Getty)\b[^()]*(?:by|/|:)[^()]*\)\s*$"
    r"|\[[^\[\]]*(?:/Reuters|/AFP|/AP|/EPA|/Getty)[^\[\]]*\]\s*$|/(?:AFP|Reuters|REUTERS|AP|EPA"
    r"|Getty)(?: Images)?\)?$"
)
_BYLINE = re.compile(r"(?:[Bb]y|BY) [A-Z][\w’'.-]+(?: (?:[A-Z][\w’'.-]+|and|in|for|of|,)){0,8}[,.]?$")
_DATELINE = re.compile(
    r"(?:[A-Z][\w’'.-]+(?:,? [A-Z][\w’'.-]+){0,4})? ?(?:\([A-Z]\w+\))? ?(?:[-–—|,] ?)?(?:(?:Mon|Tues|Wednes|Thurs"
    r"|Fri|Satur|Sun)day,? )?"
    r"(?:\d{1,2} [A-Z][a-z]{2,8}\.?|[A-Z][a-z]{2,8}\.? \d{1,2}),? \d{4}(?:[ ,|-]*\d{1,2}[:.]\d\d.{0,24})?$"
)
_STAMP = re.compile(
    r"(?:\d{1,2}[:.]\d\d(?: ?(?:am|pm|GMT|BST|CET|EST|EDT|UTC|[A-Z]{3,4}))?|\d+ (?:minutes?|hours?|days?|mins?"
    r"|hrs?) ago)[ .|–-]*$",
    re.IGNORECASE,
)
_NAME_LINE = re.compile(r"(?:By )?[A-Z][\w’'.-]+(?: (?:[A-Z][\w’'.-]+|de|van|von|der|al|bin|el)){1,4}$")
_ROLE_LINE = re.compile(
    r"(?:[\w’'&/-]+ ){0,5}(?:analyst|editor|correspondent|columnist|commentator|reporter|contributor|analysis"
    r"|opinion|expert|fellow|professor|producer|presenter)"
    r"(?:[, ](?:(?:in|for|at|of|on) )?[\w’'&, -]{0,50})?$",
    re.IGNORECASE,
)
_BOX_WITH_ROLE = re.compile(
    r"(?:Analysis|Opinion|Comment) (?:by|from) .{3,100}$|(?:Analysis|Opinion|Comment|Expert view|Viewpoint"
    r"|Analysis box)$|"
    r"[A-Z][\w’'.-]+(?: [A-Z][\w’'.-]+){1,3}, (?:[\w’'&-]+ ){0,4}(?:analyst|editor|correspondent|columnist"
    r"|commentator)(?: (?:in|for|at) [\w ,]{2,40})?$"
)
_BOX_ENDS = re.compile(
    r"(?:Read more|Also read|Read also|See also|Related\b|More on this|Image ?:|Watch ?:)", re.IGNORECASE
)
_NEWS_AGAIN = re.compile(
    r"(?:\bsaid\b|\bsays\b|\bsaying\b|\btold\b|\breported\b|\baccording to\b|\bannounced\b|\bkilled\b|\bwounded\b"
    r"|\binjured\b|\bsummoned\b|\bstruck\b)"
)
_LONGEST_BOX = 16
"""Lines of an analyst's box; a longer one is an article of its own and is read."""
_OPINION = re.compile(
    r"\b(?:would appear|it is (?:hard|difficult|likely|unlikely|clear|possible)|very likely|may well|might|could"
    r"|seems?|perhaps|arguably|I|we|my|however|therefore"
    r"|because|although|question|surely|of course|in my view|ultimately|in effect|prospects?|long-term|means that"
    r"|must)\b|\?",
    re.IGNORECASE,
)
_DAY_NAMED = re.compile(
    r"\b(?:on|late|early) (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\b(?:overnight|yesterday|this morning"
    r"|earlier today)\b"
    r"|\d+ (?:people |others |civilians |soldiers |men |women |children )?(?:had been |have been |were "
    r"|was )?(?:killed|wounded|injured|dead)\b",
    re.IGNORECASE,
)


def _told(lines: Sequence[str]) -> list[int]:
    """The numbers of the lines that are part of the telling; the title always is."""
    told: list[int] = []
    boxed, opened, bylined = False, 0, 0
    for number, line in enumerate(lines):
        if number == 0:
            told.append(0)
        elif _chrome(line):
            boxed = boxed and not _BOX_ENDS.match(line)
        elif _opens_box(lines, number):
            if told[-1] == 0 and not _BOX_WITH_ROLE.match(line):
                bylined = number + 1
                continue
            while told and told[-1] > 0 and told[-1] == number - 1 and _heading(lines[told[-1]]):
                told.pop()
            boxed, opened = True, number
        elif number == bylined or (
            boxed and number - opened <= _LONGEST_BOX and (_ROLE_LINE.match(line) or not _news_again(line))
        ):
            continue
        else:
            boxed = False
            told.append(number)
    return told


def _chrome(line: str) -> bool:
    if len(line) > 600:
        return False
    return bool(
        _CHROME.match(line)
        or _CREDIT.search(line)
        or _BYLINE.match(line)
        or _DATELINE.match(line)
        or _STAMP.match(line)
    )


def _opens_box(lines: Sequence[str], number: int) -> bool:
    """A person's name on a line of its own and the trade on the next, or both on one line, or the word Analysis."""
    line = lines[number]
    if len(line) > 120:
        return False
    if _BOX_WITH_ROLE.match(line):
        return True
    following = lines[number + 1] if number + 1 < len(lines) else ""
    return bool(_NAME_LINE.match(line) and len(following) <= 80 and _ROLE_LINE.match(following))


def _heading(line: str) -> bool:
    return len(line) <= 120 and line[-1:] not in '.!”"’'


def _news_again(line: str) -> bool:
    """A line that reports once more: a named day and a verb of saying or doing, and no weighing of chances."""
    return bool(_DAY_NAMED.search(line) and _NEWS_AGAIN.search(line) and not _OPINION.search(line))
