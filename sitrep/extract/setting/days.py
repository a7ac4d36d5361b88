"""The day of a claim: the nearest date of an event, in its sentence or those it leans on (METHOD.md R5, R29)."""

import re
from collections.abc import Iterator

from sitrep.extract.setting.near import near
from sitrep.extract.setting.spots import remembered, spots_of
from sitrep.extract.setting.words import patterns
from sitrep.model.place import Place
from sitrep.model.when import UNDATED, When
from sitrep.text.document import DateMention, Document, Sentence

_STAMP_AFTER = re.compile(
    r"^\s*,?\s*(?:at\s+)?\d{1,2}[:.]\d{2}(?:\s*(?:am|pm|GMT|UTC|EST|EDT|ET|local))?\s*(?:\)|[-–—|]|$)", re.I
)

_DATELINE = re.compile(
    r"\s*(?:[A-Z][A-Z’' -]{2,}\b[^\n]{0,50}?|[A-Z][^\n]{0,60}?(?=\([A-Z][\w/ ]{1,24}\)))"
    r"(?:\([^)\n]{2,40}\)\s*)?[-–—]+\s"
)
""" "KABUL, March 7 (AFP) -": when it was written, no day of what it tells (R29)."""

# "145 deaths since September": a day from or up to which something went on is not the day of an event.
_NOT_ON = ("since ", "until ", "between ", "Since ", "Until ", "Between ")

_RESCUE = re.compile(
    r"\b(?:rescue|search|recovery)(?:[ -]and[ -]rescue)? (?:work|efforts?|operations?)\b[^.;]{0,30}"
    r"\b(?:end(?:ed|s)?|over|finished|completed?|concluded|wound up|called off|halted|continu\w+|resum\w+)\b",
    re.I,
)
"""The day on which the search of the ruins ended is not that of the attack."""

_COUNTED_OFF = re.compile(r"\b(?:earlier|before|previous|later|following|next)\b", re.I)
"""A day told by its distance from another ("a day earlier") is that of its own sentence alone."""


def when_of(doc: Document, index: int, start: int, end: int, places: tuple[Place, ...]) -> When:
    """The day of what stands at characters `start` to `end` of sentence `index`, which happened at `places`; UNDATED
    where no event is dated.
    """
    sentence = doc.sentences[index]
    own = _nearest_date(doc, sentence, start, end)
    if own is not None:
        return own
    fine = tuple(p for p in places if p.precision != "country")
    asked = "day around " + " ".join(p.key for p in fine)
    return remembered(doc, asked, sentence, lambda: _day_around(doc, index, fine))


def _day_around(doc: Document, index: int, places: tuple[Place, ...]) -> When:
    """The day that the sentences around give what sentence `index` tells of `places`."""
    for other in _date_neighbours(doc, index):
        beside = doc.sentences[other]
        if other > index and _of_other_places(doc, beside, places):
            continue  # what follows a headline may tell of another event
        middle = beside.end if other < index else beside.start
        found = _lent_date(doc, beside, middle)
        if found is not None:
            return found
    return UNDATED


def _of_other_places(doc: Document, sentence: Sentence, places: tuple[Place, ...]) -> bool:
    """True where `sentence` tells of known places, and all of them are far from `places`."""
    theirs = [s.place for s in spots_of(doc, sentence) if s.place.precision != "country" and s.place.lat is not None]
    mine = [p for p in places if p.lat is not None]
    return bool(mine and theirs) and not any(near(a, b) for a in mine for b in theirs)


def _lent_date(doc: Document, sentence: Sentence, middle: int) -> When | None:
    """The day that `sentence` lends to one beside it: that of an event ("Friday's attack") before any other."""
    named = remembered(doc, "days", sentence, lambda: _days_of_events(doc, sentence))
    lent = [m for m in named if not _COUNTED_OFF.search(doc.text[m.start : m.end])]
    owned = [m for m in lent if patterns().event.match(doc.text[m.end : m.end + 40])]
    return min(owned or lent, key=lambda m: _days_off(doc, sentence, m, middle, middle)).when if lent else None


def _date_neighbours(doc: Document, index: int) -> Iterator[int]:
    if doc.sentences[index].title:
        yield from range(index + 1, min(index + 3, len(doc.sentences)))
        return
    before = index - 1
    if before >= 0 and (
        doc.sentences[before].paragraph == doc.sentences[index].paragraph
        or doc.sentences[before].title
        # Reports stand a sentence a paragraph: what names no place of its own goes on with the scene just set.
        or (not doc.sentences[index].places and any(s.strong for s in spots_of(doc, doc.sentences[before])))
    ):
        yield before
    for other in (1, 0):
        if other < min(index, 5) and other != before and index < 5:
            yield other


def _nearest_date(doc: Document, sentence: Sentence, start: int, end: int) -> When | None:
    named = remembered(doc, "days", sentence, lambda: _days_of_events(doc, sentence))
    if len(named) < 2:
        return named[0].when if named else None
    return min(named, key=lambda mention: _days_off(doc, sentence, mention, start, end)).when


def _days_of_events(doc: Document, sentence: Sentence) -> list[DateMention]:
    """The dates of `sentence` on which what it tells may have happened."""
    # "(24.06.22 10:59)" is when it was published, not when it happened (R29).
    named = [m for m in sentence.dates if m.when.day and not _STAMP_AFTER.match(doc.text[m.end : m.end + 20])]
    head = _DATELINE.match(doc.text, sentence.start, min(sentence.end, sentence.start + 140))
    named = [m for m in named if head is None or sentence.title or m.start >= head.end()]
    named = [m for m in named if not doc.text.endswith(_NOT_ON, sentence.start, m.start)]
    named = [m for m in named if not (_of_another(doc, sentence, m) or _of_the_report(doc, sentence, m))]
    if _RESCUE.search(sentence.text):
        named = [m for m in named if patterns().event.match(doc.text[m.end : m.end + 40])]
    return [] if len(named) == 1 and _of_a_late_death(doc, sentence, named[0]) else named


def _of_a_late_death(doc: Document, sentence: Sentence, date: DateMention) -> bool:
    """ "Another victim died in hospital on Sunday", not "Friday's strike": who died of it later died on another day."""
    owns = patterns().event.match(doc.text[date.end : date.end + 40])
    return owns is None and patterns().late_death.search(sentence.text) is not None


def _of_the_report(doc: Document, sentence: Sentence, date: DateMention) -> bool:
    """ "The next day X reported that ...": a day of telling (R5)."""
    after = doc.text[date.end : min(sentence.end, date.end + 90)]
    later = doc.text[date.start : date.end].lower().startswith(("following", "next", "the following", "the next"))
    return later and patterns().told_that.match(after) is not None


def _of_another(doc: Document, sentence: Sentence, date: DateMention) -> bool:
    """ "A planner of the 7 May attack was killed": the day of another event, by which somebody is known."""
    if patterns().event.match(doc.text[date.end : date.end + 40]) is None:
        return False
    return patterns().known_for.search(doc.text[max(sentence.start, date.start - 60) : date.start]) is not None


def _days_off(doc: Document, sentence: Sentence, mention: DateMention, start: int, end: int) -> int:
    """How far a date stands from the span `start` to `end`, as words count: a new clause parts, so does who said it."""
    low, high = (mention.end, start) if mention.end <= start else (end, mention.start)
    off = max(0, high - low)
    if high > low:
        off += 60 * sum(1 for _ in patterns().breaks.finditer(doc.text, low, high))
    if patterns().said_then.search(doc.text[max(sentence.start, mention.start - 40) : mention.start]):
        off += 150
    return off
