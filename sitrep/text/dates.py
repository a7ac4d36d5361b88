"""Times named in a text, held against its publication (METHOD.md R5, R29).

A weekday is the latest such day not after publication; a date without a year is the nearest that is not more than a
month ahead. Nothing is taken from the publication time alone: a text without a time word has no date.
"""

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta

from sitrep.model.when import UNDATED, Precision, When
from sitrep.text.document import DateMention

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan\.?|Feb\.?|Mar\.?|Apr\.?|Jun\.?|Jul\.?|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?)"
)
_ORDINAL = r"(\d{1,2})(?:st|nd|rd|th)?"

_PATTERN = re.compile(
    rf"\b(?:"
    rf"(?P<iso>(?:19|20)\d\d-\d\d-\d\d)(?!\d)"
    rf"|(?P<dotted>\d{{1,2}}[./]\d{{1,2}}[./](?:19|20)\d\d)\b"
    rf"|(?P<dmy>{_ORDINAL}(?:\s+of)?\s+(?P<dm>{_MONTH})(?!\w)(?:,?\s+(?P<dy>(?:19|20)\d\d))?)"
    rf"|(?P<mdy>(?P<mm>{_MONTH})\s+(?P<md>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:]|,\d{{3}})(?:,?\s+(?P<my>(?:19|20)\d\d))?)\b"
    rf"|(?P<month>(?:in|of|since|during|last|late|early|mid|this)[\s-]+(?P<mo>{_MONTH})(?!\w)(?:,?\s+(?P<moy>(?:19|20)\d\d))?)"
    rf"|(?P<year>in\s+(?P<yy>(?:19|20)\d\d))\b"
    rf"|(?P<weekday>(?P<lead>(?:next|this|last|previous|following)\s+)?(?P<wd>{_DAY})(?:'s|’s)?)\b(?!\s+(?:Times|Mail|Telegraph|Express))"
    rf"|(?P<word>yesterday|today|tonight|overnight|(?:this|earlier\s+this)\s+(?:morning|afternoon|evening)"
    rf"|last\s+night|the\s+(?:previous|day\s+before|next|following)(?:\s+day)?|(?:earlier\s+)?this\s+week|last\s+week"
    rf"|(?:earlier\s+)?this\s+month|last\s+month|(?P<ago>\d+|one|two|three|four|five|six)\s+days?\s+(?:ago|earlier))"
    rf")\b",
    re.IGNORECASE,
)
_NOT_BEFORE = re.compile(r"(?:\b(?:Black|Good|Easter|Palm|Bloody|Ash|Holy|Cyber)\s)$")
_FUTURE = re.compile(r"\b(?:will|would|next|due|plans?|planned|scheduled|set)\b[^.;]{0,40}$", re.IGNORECASE)
_SMALL = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}


def dates(text: str, published: datetime | None) -> tuple[DateMention, ...]:
    """The times named in `text`, in order, offsets in `text`. Without `published` only full dates are found."""
    base = published.date() if published else None
    found: list[DateMention] = []
    for match in _PATTERN.finditer(text):
        if _spoiled(text, match):
            continue
        named = found[-1].when.day if found else None
        when = _when(match, base, named, text)
        if when is not None:
            found.append(DateMention(match.start(), match.end(), when))
    return tuple(found)


def _spoiled(text: str, match: re.Match[str]) -> bool:
    """Words that only look like times: "Good Friday", "may 12" as a verb, "march 3 abreast"."""
    if _NOT_BEFORE.search(text[max(0, match.start() - 8) : match.start()]):
        return True
    month = match["dm"] or match["mm"] or match["mo"]
    return month is not None and month[0].islower()


def _when(match: re.Match[str], base: date | None, named: date | None, text: str) -> When | None:
    kind = match.lastgroup
    for name, make in _KINDS.items():
        if match[name]:
            return make(match, base, named, text)
    raise AssertionError(kind)  # the pattern and the table hold the same names


def _iso(match: re.Match[str], *_: object) -> When | None:
    try:
        return When(date.fromisoformat(match["iso"]), "day")
    except ValueError:
        return None


def _dotted(match: re.Match[str], *_: object) -> When | None:
    first, second, year = (int(part) for part in re.split(r"[./]", match["dotted"]))
    day, month = (first, second) if second <= 12 else (second, first)
    return _day(year, month, day)


def _dmy(match: re.Match[str], base: date | None, *_: object) -> When | None:
    number = re.match(r"\d+", match["dmy"])
    return _calendar(match["dm"], int(number[0]) if number else 0, match["dy"], base)


def _mdy(match: re.Match[str], base: date | None, *_: object) -> When | None:
    return _calendar(match["mm"], int(match["md"]), match["my"], base)


def _month(match: re.Match[str], base: date | None, *_: object) -> When | None:
    if match["moy"]:
        return When(date(int(match["moy"]), _number(match["mo"]), 1), "month")
    if base is None:
        return None
    month = _number(match["mo"])
    return When(date(base.year if month <= base.month else base.year - 1, month, 1), "month")


def _year(*_: object) -> When | None:
    # A year alone is history or a plan; it dates nothing the board shows, and still says "not now".
    return UNDATED


def _weekday(match: re.Match[str], base: date | None, _: date | None, text: str) -> When | None:
    if base is None:
        return None
    lead = (match["lead"] or "").strip().lower()
    back = (base.weekday() - _DAYS.index(match["wd"].lower())) % 7
    if lead in ("next", "following") or _FUTURE.search(text[max(0, match.start() - 60) : match.start()]):
        return When(base + timedelta(days=(7 - back) % 7 or 7), "day")
    if lead == "last" and back == 0:
        back = 7
    return When(base - timedelta(days=back), "day")


def _word(match: re.Match[str], base: date | None, named: date | None, _: str) -> When | None:
    word = " ".join(match["word"].lower().split())
    if match["ago"]:
        days = _SMALL.get(match["ago"].lower()) or int(match["ago"])
        start = named if word.endswith("earlier") else base
        return _back(start, min(days, 400))
    if word.startswith("the "):
        step = 1 if "previous" in word or "before" in word else -1
        return _back(named, step)
    if base is None:
        return None
    if word in ("yesterday", "last night"):
        return _back(base, 1)
    if "week" in word:
        monday = base - timedelta(days=base.weekday() + (7 if word.startswith("last") else 0))
        return When(monday, "week")
    if "month" in word:
        first = base.replace(day=1)
        return When((first - timedelta(days=1)).replace(day=1) if word.startswith("last") else first, "month")
    return When(base, "day")


def _back(start: date | None, days: int) -> When | None:
    return None if start is None else When(start - timedelta(days=days), "day")


_KINDS: dict[str, Callable[[re.Match[str], date | None, date | None, str], When | None]] = {
    "iso": _iso,
    "dotted": _dotted,
    "dmy": _dmy,
    "mdy": _mdy,
    "month": _month,
    "year": _year,
    "weekday": _weekday,
    "word": _word,
}


def _number(month: str) -> int:
    return _MONTHS.index(month[:3].lower()) + 1


def _calendar(month: str, day: int, year: str | None, base: date | None) -> When | None:
    if year:
        return _day(int(year), _number(month), day)
    if base is None:
        return None
    for candidate in (base.year + 1, base.year, base.year - 1):
        when = _day(candidate, _number(month), day)
        if when and when.day and when.day <= base + timedelta(days=30):
            return when
    return None


def _day(year: int, month: int, day: int, precision: Precision = "day") -> When | None:
    try:
        return When(date(year, month, day), precision)
    except ValueError:
        return None
