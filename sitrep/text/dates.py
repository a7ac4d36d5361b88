"""Days and spans of days a text names, held against its publication time (METHOD.md R5, R29).

A weekday is the latest such day not after publication, unless the words before it speak of the future. Days are those
of the text's own place; publication is UTC, so late in the UTC day tomorrow's name may already be today in the east.
"""

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta

from sitrep.model.when import Precision, When
from sitrep.text.document import DateMention
from sitrep.text.folding import Folded, lower

_AHEAD = timedelta(days=30)
"""A day without a year lies at most this far after publication, else in the year before."""
_LATE_HOUR = 18
"""From this UTC hour on it is the next day somewhere between Moscow's east and Auckland."""
_FIRST_YEAR, _LAST_YEAR = 1900, 2100

_NEWS_DAYS = 10
"""A day without a year that lies no further from publication is that of this year, whatever else it is known for."""
_EVENT_DAYS: dict[tuple[int, int], tuple[int, re.Pattern[str]]] = {
    (10, 7): (2023, re.compile(r"hamas|israel|gaza|massacre|attacks?\b|hostages?", re.IGNORECASE)),
    (2, 24): (2022, re.compile(r"invasion|invaded|russia|ukrain|full-scale", re.IGNORECASE)),
    (9, 11): (2001, re.compile(r"terror|attacks?\b|hijack|twin towers", re.IGNORECASE)),
}
"""Days the press names without their year: month and day -> year, and the words that show them to be meant."""

_WEEKDAYS = {
    name: number
    for number, name in enumerate(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"))
}
_MONTHS = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), start=1
    )
}
_SMALL = {
    word: number
    for number, word in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"), start=1
    )
} | {"a": 1, "an": 1, "several": 3, "few": 3, "couple of": 2}
_FEASTS = {"new year’s eve": (12, 31), "new year’s day": (1, 1), "christmas day": (12, 25), "christmas eve": (12, 24)}

_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
_LEAD = rf"(?:(?:{_WEEKDAY}|Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)\.?,?[ ]\(?(?:the[ ])?)?"
_FIND = re.compile(
    rf"""(?<![\w.-])(?:
    (?P<overnight>[Oo]vernight[ ](?:on[ ]|from[ ]|into[ ]|to[ ])?(?:{_WEEKDAY}[ ](?:to|into
      |and)[ ])?(?P<onday>{_WEEKDAY}))
    |(?P<iso>\d{{4}}-\d\d-\d\d)(?![\d-])
    |(?P<dotted>(?P<d1>\d{{1,2}})(?P<sep>[./])(?P<d2>\d{{1,2}})(?P=sep)(?P<d3>\d{{4}}|\d\d))(?![./]?\d)
    |(?P<dayfirst>{_LEAD}(?P<df_d>\d{{1,2}})(?:st|nd|rd|th)?[ ](?:of[ ])?(?P<df_m>{_MONTH})(?!\w)
      (?:,?[ ](?P<df_y>\d{{4}})\b|[ ](?P<df_s>\d\d)\b(?![ ][a-z]|[.,:]\d))?)
    |(?P<monthfirst>{_LEAD}(?P<mf_m>{_MONTH})[ ](?:the[ ])?(?P<mf_d>\d{{1,2}})(?:st|nd|rd|th)?
      (?![\w%]|[.,:]\d|[ ]?(?:percent|per[ ]cent|km|million|people|killed|dead))(?:,?[ ](?P<mf_y>\d{{4}})\b)?)
    |(?P<monthyear>(?P<my_m>{_MONTH}),?[ ](?:of[ ])?(?P<my_y>(?:19|20)\d\d)\b)
    |(?P<weekday>(?P<wd>{_WEEKDAY})(?!\w|\.[a-z])(?![ ](?:Times|Mirror|Telegraph|Express|World|Mail|Post|Herald
      |Agreement))
      (?:[ ](?:overnight|night|morning|afternoon|evening|noon|midday|lunchtime))?)
    |(?P<month>{_MONTH})(?!\w)(?![ ][A-Z]\w)
    |(?P<feast>(?:New[ ]Year[’']s|Christmas)[ ](?:Eve|Day))
    |(?i:
      (?P<ago>(?P<ago_n>\d{{1,3}}|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|several|(?:a[ ])?few
        |(?:a[ ])?couple[ ]of)[ ](?P<ago_u>minute|hour|day|week|month)s?[ ]ago)
      |(?P<today>today|tonight|(?:earlier[ ])?this[ ](?:morning|afternoon|evening)|overnight(?![ ](?:on|of|from|into|to
        |between)[ ](?:the[ ])?(?:\d|(?-i:{_MONTH})))
        |night(?=[ ](?:shelling|bombardment|(?:drone|missile|rocket)[ ](?:attack|strike|barrage))(?!s))
        |(?<=in[ ]the[ ])(?:early|small)[ ]hours(?![ ]of)|(?:past|last)[ ](?:24|few|several)[ ]hours|(?:past
          |last)[ ]day(?!s|[ ]of))
      |(?P<tomorrow>tomorrow)
      |(?P<yesterday>yesterday|last[ ]night)
      |(?P<span>(?:earlier[ ]|later[ ])?(?P<which>this|last|past)[ ](?P<unit>weekend|week|month)
        |(?<=[nrgt][ ]the[ ])(?P<weekend>weekend))
      |(?P<before>(?:previous|preceding)[ ](?:day|night|evening)|(?P<before_n>a|one|two
        |three)[ ]days?[ ](?:earlier|before)
        |(?<=the[ ])(?:day|night)[ ]before(?![ ]yesterday))
      |(?P<later>(?:next|following)[ ](?:day|morning)|(?:a|one)[ ]day[ ](?:later
        |after(?=\s*(?:[.,;]|$)))|(?<=the[ ])day[ ]after)
      |(?P<same>same[ ](?:day|night|morning|evening)|that[ ](?:day|night|morning|evening)|hours[ ](?:later
        |earlier|after|before))
    )(?!\w))""",
    re.VERBOSE,
)
_TOKEN = re.compile(r"\d+|[A-Za-z]+")
# What a date may begin with, digits apart: looking words up is far cheaper than trying the pattern everywhere.
_OPENING_NAMES = (
    "Jan Feb Mar Apr May Jun Jul Aug Sep Sept Oct Nov Dec January February March April June July August September "
    "October November December Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun Monday Tuesday Wednesday Thursday Friday "
    "Saturday Sunday New Christmas"
)
_OPENING_WORDS = (
    "earlier later this last past today tonight overnight early small tomorrow yesterday weekend previous preceding "
    "day night next following same that hours"
)
_COUNTING_WORDS = "a an one two three four five six seven eight nine ten twelve several few couple"


def _any_case(words: str) -> frozenset[str]:
    return frozenset(form for word in words.split() for form in (word, word.capitalize(), word.upper()))


_OPENERS = _any_case(_OPENING_WORDS) | frozenset(_OPENING_NAMES.split())
_COUNTING = _any_case(_COUNTING_WORDS)
_COUNTED = (" minute", " hour", " day", " week", " month", " few ", " couple ", " of ")
"""What follows a counting word that opens a date: "a week ago", "a couple of days ago"."""
_NO_WEEKDAY = re.compile(
    r"\b(?:Black|Good|Ash|Easter|Palm|Bloody|Super|Holy|Cyber|Giving|Maundy|Casual|Shrove|Man|[Ee]very|[Ee]ach"
    r"|[Nn]ext|most) \Z"
)
_LAST = re.compile(r"\blast \Z", re.IGNORECASE)
_FUTURE = Folded(
    r"\b(?:will|shall|going to|set to|due(?! to)|scheduled|expected|plans?|planned|planning|slated|upcoming"
    r"|forthcoming"
    r"|to be held|later this week)\b[^.;,\n–—]{0,60}\Z|\b(?:until|till|ahead of) \Z",
)
_TO_COME = re.compile(
    r" to (?:meet|visit|hold|vote|travel|convene|arrive|attend|resume|host|address)\b[^.;,\n–—]{0,60}\Z"
)
_HAS_BEEN = re.compile(r"\b(?:\w{3,}ed|flew|went|came|met|held|spoke|took)\b")
_MONTH_CUE = re.compile(
    r"\b(?:in|since|during|throughout|from|of|early|late|mid|last|(?:in|since|of) (?:early|late|mid))[ -]\Z",
    re.IGNORECASE,
)
_MODAL = re.compile(r" (?:be|have|not|also|yet|still|well|soon|never|to|on|against|from|through|towards?)\b")
_PROPER_BEFORE = re.compile(r"\b[A-Z][\w’]* \Z")


def dates(text: str, published: datetime | None) -> tuple[DateMention, ...]:
    """The dates `text` names, in order; without `published` (UTC) only full dates. Impossible dates are left out.

    A mention about the future ("will meet on Friday") may lie after publication.
    """
    if published is not None and not _FIRST_YEAR < published.year < _LAST_YEAR:
        published = None
    found: list[DateMention] = []
    last: date | None = None
    position = 0
    low = lower(text)
    for token in _TOKEN.finditer(text):
        word = token.group()
        if token.start() < position or not (
            word in _OPENERS or word[0] <= "9" or (word in _COUNTING and low.startswith(_COUNTED, token.end()))
        ):
            continue
        match = _FIND.match(text, token.start())
        if match is None:
            continue
        position = match.end()
        when = _FORMS[match.lastgroup or ""](match, published, last)
        if when is None:
            continue
        found.append(DateMention(match.start(), match.end(), when))
        if when.precision == "day":
            last = when.day
    return tuple(found)


# ---- full dates ----------------------------------------------------------------------------------------------------


def _iso(match: "re.Match[str]", at: datetime | None, last: date | None) -> When | None:
    year, month, day = match["iso"].split("-")
    return _day(int(year), int(month), int(day))


def _dotted(match: "re.Match[str]", at: datetime | None, last: date | None) -> When | None:
    """28.10.2022 is day first; with slashes only what can be read in one way is a date."""
    day, month, year = int(match["d1"]), int(match["d2"]), _century(match["d3"])
    if match["sep"] == "/":
        if len(match["d3"]) == 2 or (day <= 12 and month <= 12 and day != month):
            return None
        if month > 12:
            day, month = month, day
    return _day(year, month, day)


def _dayfirst(match: "re.Match[str]", at: datetime | None, last: date | None) -> When | None:
    return _named(match, at, match["df_m"], match["df_d"], match["df_y"] or match["df_s"])


def _monthfirst(match: "re.Match[str]", at: datetime | None, last: date | None) -> When | None:
    return _named(match, at, match["mf_m"], match["mf_d"], match["mf_y"])


def _monthyear(match: "re.Match[str]", at: datetime | None, last: date | None) -> When | None:
    return _day(int(match["my_y"]), _month_number(match["my_m"]), 1, "month")


def _named(match: "re.Match[str]", at: datetime | None, month: str, day: str, year: str | None) -> When | None:
    number = _month_number(month)
    if year:
        return _day(_century(year), number, int(day))
    return _event_day(match, at, number, int(day)) or _nearest(at, number, int(day))


def _event_day(match: "re.Match[str]", at: datetime | None, month: int, day: int) -> When | None:
    """A day that is known by itself: "the 7 October attack" of any later year is that of 2023, unless it is news."""
    year, around = _EVENT_DAYS.get((month, day), (0, None))
    if at is None or around is None or at.year < year:
        return None
    nearest = _nearest(at, month, day)
    if nearest is None or nearest.day is None or abs((at.date() - nearest.day).days) <= _NEWS_DAYS:
        return nearest
    text = match.string[max(0, match.start() - 60) : match.end() + 60]
    return _day(year, month, day) if around.search(text) else None


def _feast(match: "re.Match[str]", at: datetime | None, last: date | None) -> When | None:
    return _nearest(at, *_FEASTS[match["feast"].lower().replace("'", "’")])


# ---- days held against publication ---------------------------------------------------------------------------------


def _weekday(match: "re.Match[str]", at: datetime | None, last: date | None) -> When | None:
    text, start = match.string, match.start()
    if at is None or _NO_WEEKDAY.search(text, max(0, start - 12), start):
        return None
    name = _WEEKDAYS[match["wd"].lower()]
    if _LAST.search(text, max(0, start - 6), start):
        return _past(at.date() - timedelta(days=1), name)
    if _to_come(text, start):
        return _on(at.date() + timedelta(days=(name - at.weekday()) % 7))
    return _past(_eastern(at), name)


def _to_come(text: str, start: int) -> bool:
    """Whether the words before speak of the future: "will meet on"; "X to visit Y on" unless something past leads."""
    clause = text[max(0, start - 90) : start]
    if _FUTURE.search(clause):
        return True
    plan = _TO_COME.search(clause)
    return plan is not None and not _HAS_BEEN.search(re.split(r"[.;\n]", clause[: plan.start()])[-1])


def _overnight(match: "re.Match[str]", at: datetime | None, last: date | None) -> When | None:
    return _past(_eastern(at), _WEEKDAYS[match["onday"].lower()]) if at else None


def _today(match: "re.Match[str]", at: datetime | None, last: date | None) -> When | None:
    if match["today"] == "Today" and _PROPER_BEFORE.search(match.string, max(0, match.start() - 16), match.start()):
        return None  # a title: USA Today
    return _on(at.date()) if at else None


def _yesterday(match: "re.Match[str]", at: datetime | None, last: date | None) -> When | None:
    if at is None:
        return None
    earlier = re.search(r"(?i:the day before \Z)", match.string[max(0, match.start() - 15) : match.start()])
    return _on(at.date() - timedelta(days=2 if earlier else 1))


def _tomorrow(match: "re.Match[str]", at: datetime | None, last: date | None) -> When | None:
    return _on(at.date() + timedelta(days=1)) if at else None


def _ago(match: "re.Match[str]", at: datetime | None, last: date | None) -> When | None:
    if at is None:
        return None
    word = match["ago_n"].lower().removeprefix("a ") if " " in match["ago_n"] else match["ago_n"].lower()
    number = int(word) if word.isdigit() else _SMALL[word]
    unit = match["ago_u"].lower()
    if unit in ("minute", "hour"):
        return _on((at - timedelta(**{f"{unit}s": number})).date())
    if unit == "day":
        vague = word in ("several", "few", "couple of")
        return _week(at.date() - timedelta(days=number)) if vague else _on(at.date() - timedelta(days=number))
    if unit == "week":
        return _week(at.date() - timedelta(weeks=number))
    months = at.year * 12 + at.month - 1 - number
    return _day(months // 12, months % 12 + 1, 1, "month")


def _span(match: "re.Match[str]", at: datetime | None, last: date | None) -> When | None:
    if at is None:
        return None
    past = (match["which"] or "").lower() in ("last",)
    unit = (match["unit"] or match["weekend"]).lower()
    if unit == "month":
        months = at.year * 12 + at.month - 1 - past
        return _day(months // 12, months % 12 + 1, 1, "month")
    if unit == "weekend":
        return _week(at.date() - timedelta(days=(at.weekday() - 5) % 7))
    return _week(at.date() - timedelta(weeks=past))


def _month(match: "re.Match[str]", at: datetime | None, last: date | None) -> When | None:
    """A month alone counts only after a word that makes it one: "may" and "march" are verbs, April and June names."""
    text, start = match.string, match.start()
    if at is None or not _MONTH_CUE.search(text, max(0, start - 12), start):
        return None
    name = match["month"]
    if name == "May" and _MODAL.match(text, match.end()):
        return None
    month = _month_number(name)
    year = at.year - (month > at.month or (month == at.month and bool(_LAST.search(text, max(0, start - 6), start))))
    return _day(year, month, 1, "month")


# ---- days held against the day named last --------------------------------------------------------------------------


def _before(match: "re.Match[str]", at: datetime | None, last: date | None) -> When | None:
    anchor = last or (at.date() if at else None)
    return _on(anchor - timedelta(days=_SMALL[(match["before_n"] or "a").lower()])) if anchor else None


def _later(match: "re.Match[str]", at: datetime | None, last: date | None) -> When | None:
    return _on(last + timedelta(days=1)) if last else None


def _same(match: "re.Match[str]", at: datetime | None, last: date | None) -> When | None:
    return _on(last) if last else None


_FORMS: dict[str, Callable[["re.Match[str]", datetime | None, date | None], When | None]] = {
    "iso": _iso,
    "dotted": _dotted,
    "dayfirst": _dayfirst,
    "monthfirst": _monthfirst,
    "monthyear": _monthyear,
    "feast": _feast,
    "weekday": _weekday,
    "overnight": _overnight,
    "today": _today,
    "yesterday": _yesterday,
    "tomorrow": _tomorrow,
    "ago": _ago,
    "span": _span,
    "month": _month,
    "before": _before,
    "later": _later,
    "same": _same,
}


# ---- calendar ------------------------------------------------------------------------------------------------------


def _day(year: int, month: int, day: int, precision: Precision = "day") -> When | None:
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    try:
        return When(date(year, month, day), precision)
    except ValueError:
        return None


def _on(day: date) -> When | None:
    return When(day, "day")


def _week(day: date) -> When:
    return When(day - timedelta(days=day.weekday()), "week")


def _past(newest: date, weekday: int) -> When:
    """The latest such weekday not after `newest`."""
    return When(newest - timedelta(days=(newest.weekday() - weekday) % 7), "day")


def _eastern(at: datetime) -> date:
    return at.date() + timedelta(days=at.hour >= _LATE_HOUR)


def _nearest(at: datetime | None, month: int, day: int) -> When | None:
    """The newest such day not more than _AHEAD after publication; 29 February looks back to a leap year."""
    if at is None:
        return None
    for year in range(at.year + 1, at.year - 9, -1):
        when = _day(year, month, day)
        if when is not None and when.day is not None and when.day <= at.date() + _AHEAD:
            return when
    return None


def _century(year: str) -> int:
    """ "90" is 1990, "23" is 2023."""
    return int(year) if len(year) == 4 else int(year) + (2000 if int(year) < 50 else 1900)


def _month_number(name: str) -> int:
    return _MONTHS[name[:3].lower()]
