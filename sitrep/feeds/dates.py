"""Publication times as feeds write them, with what is known about their zone (METHOD.md R29).

Reads RFC 822 and its many cousins ("Thu, 28 Jul 2022 4:35:5 GMT+9", "24 September 2026 02:27 BST"), ISO 8601 whole and
in part, and day.month.year. What it cannot read it says so (None): a guess would place an article on a wrong day.
"""

import re
from datetime import UTC, date, datetime, timedelta, timezone

import msgspec

from sitrep.model.article import PublishedBasis

EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
"""Before this a stated time is a default of some software (1970, year 1), not a publication: missing."""

AHEAD = timedelta(minutes=10)
"""How far a publisher's clock may run before ours; later is clamped to the time of the fetch."""

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january janvier enero janeiro gennaio januar",
            "feb february fevrier février febrero fevereiro febbraio februar fev fév",
            "mar march mars marzo março marco maerz märz mrz",
            "apr april avril abril aprile avr abr",
            "may mai mayo maio maggio",
            "jun june juin junio junho giugno juni",
            "jul july juillet julio julho luglio juli",
            "aug august août aout agosto ago",
            "sep sept september septembre septiembre setembro settembre set",
            "oct october octobre octubre outubro ottobre oktober okt out",
            "nov november novembre noviembre novembro",
            "dec december décembre decembre diciembre dezembro dicembre dezember dez dic déc",
        ),
        start=1,
    )
    for name in names.split()
}

_ZONES = {
    "z": 0, "ut": 0, "utc": 0, "gmt": 0, "wet": 0,
    "bst": 1, "west": 1, "cet": 1, "met": 1, "wat": 1,
    "cest": 2, "mest": 2, "eet": 2, "sast": 2, "cat": 2,
    "eest": 3, "idt": 3, "msk": 3, "trt": 3, "eat": 3,
    "irst": 3.5, "gst": 4, "aft": 4.5, "pkt": 5, "npt": 5.75, "ict": 7, "wib": 7,
    "hkt": 8, "sgt": 8, "pht": 8, "awst": 8, "jst": 9, "kst": 9, "acst": 9.5,
    "aest": 10, "acdt": 10.5, "aedt": 11, "nzst": 12, "nzdt": 13,
    "brt": -3, "art": -3, "adt": -3, "ast": -4, "edt": -4, "est": -5, "cdt": -5,
    "cst": -6, "mdt": -6, "mst": -7, "pdt": -7, "pst": -8, "akdt": -8, "akst": -9, "hst": -10,
}  # fmt: skip
"""Hours ahead of UTC. RFC 822 fixes the American ones; the rest as the press writes them."""

_UNSURE = {"ist": 5.5}
"""Words that several zones share (India, Israel, Ireland): read as the most common one and flagged."""

_CLOCK = r"(?P<hour>\d{1,2}):(?P<minute>\d{1,2})(?::(?P<second>\d{1,2})(?:[.,]\d{1,9})?)?\s*(?P<half>[ap]\.?m\.?)?"
_ZONE = r"(?P<zone>Z|(?:GMT|UTC)?\s*[+-]\d{1,2}(?::?\d{2})?|[A-Za-z]{2,5})?"
_TAIL = rf"(?:[T,]?\s*(?:at\s+)?{_CLOCK}\s*\(?{_ZONE}\)?)?"
_WEEKDAY = r"(?:[^\W\d_]{2,12}\.?,?\s*)?"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"(?P<year>\d{{4}})[-/.](?P<month>\d{{1,2}})[-/.](?P<day>\d{{1,2}})\s*{_TAIL}",
        rf"(?P<year>\d{{4}})(?P<month>\d{{2}})(?P<day>\d{{2}})(?:T(?P<hour>\d{{2}}):?(?P<minute>\d{{2}}):?(?P<second>\d{{2}})?(?P<half>)\s*{_ZONE})?",
        rf"{_WEEKDAY}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[\s.-]+(?:de\s+)?(?P<name>[^\W\d_]{{3,10}})\.?,?[\s-]+(?:de\s+)?(?P<year>\d{{4}}|\d{{2}})\s*{_TAIL}",
        rf"{_WEEKDAY}(?P<name>[^\W\d_]{{3,10}})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})\s*{_TAIL}",
        rf"{_WEEKDAY}(?P<name>[^\W\d_]{{3,10}})\.?\s+(?P<day>\d{{1,2}})\s+{_CLOCK}\s*{_ZONE}\s+(?P<year>\d{{4}})",
        rf"(?P<day>\d{{1,2}})\.(?P<month>\d{{1,2}})\.(?P<year>\d{{4}})\s*{_TAIL}",
        r"(?P<year>\d{4})-(?P<month>\d{2})",
    )
)
_LONGEST = 120


class Stated(msgspec.Struct, frozen=True):
    """A time as a feed states it, UTC. `zone_known` False: the text named no zone we know, and UTC was taken."""

    at: datetime
    zone_known: bool


def stated(raw: str) -> Stated | None:
    """The time `raw` states; None where it states none that a calendar has (30 February, 25:00)."""
    text = " ".join(raw[:_LONGEST].split())
    for form in _FORMS:
        if found := form.fullmatch(text):
            return _moment(found.groupdict())
    return None


def published(candidates: tuple[str, ...], fetched_at: datetime) -> tuple[datetime | None, PublishedBasis]:
    """The publication time of an entry from its date elements, best first, and what it rests on (R29).

    None with basis "first seen" where none can be read or the time lies before 1990; the time of the fetch with basis
    "clamped" where it lies ahead of it. Times are UTC.
    """
    for raw in candidates:
        found = stated(raw)
        if found is None or found.at < EARLIEST:
            continue
        if found.at > fetched_at + AHEAD:
            return fetched_at, "clamped"
        return found.at, "stated" if found.zone_known else "zone assumed"
    return None, "first seen"


def _moment(parts: dict[str, str | None]) -> Stated | None:
    month = _month(parts)
    year = int(parts["year"] or 0)
    if month is None:
        return None
    if len(parts["year"] or "") == 2:
        year += 2000 if year < 70 else 1900  # RFC 2822 4.3, with 70 as the turn: feeds are younger than that
    zone, known = _zone(parts.get("zone"))
    try:
        day = date(year, month, int(parts.get("day") or 1))
        local = datetime(day.year, day.month, day.day, _hour(parts), _whole(parts, "minute"), 0, tzinfo=zone)
        # A leap second, or a sloppy 60, is the next minute's first.
        return Stated((local + timedelta(seconds=min(_whole(parts, "second"), 60))).astimezone(UTC), known)
    except (ValueError, OverflowError):
        return None


def _month(parts: dict[str, str | None]) -> int | None:
    name = parts.get("name")
    return _MONTHS.get(name.casefold()) if name else int(parts.get("month") or 0)


def _hour(parts: dict[str, str | None]) -> int:
    hour = _whole(parts, "hour")
    half = (parts.get("half") or "").casefold()[:1]
    if not half:
        return hour
    if not 1 <= hour <= 12:
        return hour if half == "p" else 99  # "14:30 PM" says what it means; "14:30 AM" does not
    return hour % 12 + (12 if half == "p" else 0)


def _whole(parts: dict[str, str | None], key: str) -> int:
    return int(parts.get(key) or 0)


def _zone(word: str | None) -> tuple[timezone, bool]:
    if not word:
        return UTC, False
    name = word.casefold().replace(" ", "")
    if name in _ZONES:
        return _hours(_ZONES[name]), True
    if name in _UNSURE:
        return _hours(_UNSURE[name]), False
    if signed := re.fullmatch(r"(?:gmt|utc)?([+-])(\d{1,2}):?(\d{2})?", name):
        sign, hours, minutes = signed.groups()
        ahead = int(hours) + int(minutes or 0) / 60
        if ahead <= 14:
            return _hours(-ahead if sign == "-" else ahead), True
    return UTC, False


def _hours(ahead: float) -> timezone:
    return timezone(timedelta(hours=ahead))
