"""Figures that no verb carries: tolls, zeros, and the subsets of what was counted."""

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from sitrep.extract.casualties.row import Group, Item, Mention
from sitrep.extract.casualties.words import words
from sitrep.model.claim import Kind
from sitrep.model.count import Count
from sitrep.text.document import Number, Sentence
from sitrep.text.folding import Folded

TOLL_REACH = 90
"""Characters between the word "toll" and its figure, at most."""

_OF_THEM = re.compile(r"\bof (?:them|whom|those)\b", re.I)
_AMONG_NEXT = re.compile(r"(?:was|were|is|are)\s+(?:also\s+)?among\b", re.I)
_JOINS = re.compile(r"\s*(?:,|and|, and|,? as well as)\s*")
_KINDS: tuple[tuple[str, Kind], ...] = (
    ("dead", "killed"),
    ("kill", "killed"),
    ("death", "killed"),
    ("fatal", "killed"),
    ("died", "killed"),
    ("loss of life", "killed"),
    ("injur", "injured"),
    ("wound", "injured"),
    ("hurt", "injured"),
    ("harm", "injured"),
    ("missing", "missing"),
    ("hostage", "captured"),
    ("captive", "captured"),
    ("kidnap", "captured"),
    ("bod", "killed"),
    ("victim", "killed"),
    ("casualt", "unspecified"),
    ("loss", "unspecified"),
)


_BOUND = re.compile(r"\b(?:could|can|may|might|would|as)\b")


def _has_risen(between: str, count: Count) -> bool:
    """ "Toll up to 17", "toll goes up to 17": it has risen to that; only what could be is a bound (R10)."""
    return count.text.lower().startswith("up to") and not _BOUND.search(between.lower())


def tolls(sentence: Sentence) -> Iterator[Mention]:
    """ "Death toll rises to 40", "the number of injured reached 120"."""
    base, text = sentence.start, sentence.text
    for found in words().figures["toll"].finditer(text):
        counts = [n for n in sentence.numbers if n.role == "count" and 0 <= n.start - base - found.end() <= TOLL_REACH]
        counts = [n for n in counts if not re.search(r";|\.\s", text[found.end() : n.start - base])]
        number = _standing(text, base, counts)
        if number is None or _OTHER_PREDICATE.search(text, found.end(), number.start - base):
            continue
        count = number.count
        if (span := _range(text, base, number, counts)) is not None:
            count = span
        elif count.high is not None and _AS_HIGH.search(text, found.end(), number.start - base):
            count = Count(None, count.high, f"as high as {count.text}")
        elif count.low is None and _has_risen(text[found.end() : number.start - base], count):
            count = Count(count.high, count.high, count.text)
        elif _COULD.search(text, found.end(), number.start - base) and count.low is not None:
            continue  # "the toll could be 200 or more": nobody has counted them (R28)
        above = list(words().figures["above"].finditer(text, found.end(), number.start - base))
        if above and above[-1].end() >= number.start - base - 5 and count.high == count.low:
            count = Count(count.low, None, f"{_said(text, above[-1])} {count.text}")
        group = Group(number.start, number.end, count, "bare", "toll")
        rule = f"toll: {_said(text, found).strip()}"
        yield Mention(_toll_kind(found.group(), text), count, base + found.start(), number.end, group, rule, toll=True)


_AS_HIGH = re.compile(r"\bas high as\s*$", re.I)
_RANGES = re.compile(r"\b(?:rang\w+|var(?:y|ies|ied|ying))\b", re.I)
_FIRST = re.compile(r"\b(?:initially|originally|first|earlier|at first)\b")
_RISEN = re.compile(
    r"\b(?:later|then|but|before)\b[^.;]{0,30}\b(?:rose|risen|rising|climb\w+|increas\w+|grew|reach\w+)\b", re.I
)


def _range(text: str, base: int, number: Number, counts: Sequence[Number]) -> Count | None:
    """ "Estimates of the dead range from 40 to 60": both ends."""
    at = counts.index(number)
    lead = text[: number.start - base]
    if not at or _RANGES.search(lead[-60:]) is None or not lead.rstrip().endswith(("to", "and")):
        return None
    low, high = counts[at - 1].count.low, number.count.high
    return None if low is None or high is None or low > high else Count(low, high, f"{low} to {high}")


_COULD = re.compile(r"\b(?:could|may|might|would)\b")
_OTHER_PREDICATE = re.compile(r"\b(?:was|were) (?:killed|wounded|injured|hurt)\b", re.I)
_BROUGHT_TO = re.compile(r"\b(?:br[io]\w+|rais\w+|t[ao]k\w+|push\w+|lift\w+) to\s*$", re.I)
_NUMBER_OF = re.compile(
    r"\s*(?:the )?(?:(?:total|overall|confirmed) )?(?:number|toll|tally|count|total)\b[^.;]{0,50}", re.I
)


def brought(sentence: Sentence) -> Iterator[Mention]:
    """ "... brings to 31 the number of people killed": a toll that stands behind its figure."""
    base, text = sentence.start, sentence.text
    for number in sentence.numbers:
        start, end = number.start - base, number.end - base
        if number.role != "count" or _BROUGHT_TO.search(text, max(0, start - 16), start) is None:
            continue
        what = _NUMBER_OF.match(text, end)
        if what is None:
            continue
        kind: Kind = next((kind for word, kind in _KINDS if word in what.group().lower()), "killed")
        group = Group(number.start, number.end, number.count, "bare", "toll")
        yield Mention(kind, number.count, number.start, base + what.end(), group, "toll: brought to", toll=True)


def _toll_kind(what: str, text: str) -> Kind:
    low = what.lower()
    if low.strip() != "toll":
        for word, kind in _KINDS:
            if word in low:
                return kind
    hurt = re.search(r"injur|wound", text, re.I) and not re.search(
        r"death|dead|kill|fatal|died|victims|succumb|martyr|bod(?:y|ies)\b|lives", text, re.I
    )
    return "injured" if hurt else "killed"


def _standing(text: str, base: int, counts: Sequence[Number]) -> Number | None:
    """The figure a toll stands at: in "from 10 to 12" and "first 10, later 12" the second; "by three" is none."""
    for at, number in enumerate(counts):
        lead = text[: number.start - base].rstrip().lower()
        if lead.endswith(("from", "by")) and at + 1 < len(counts):
            continue
        if at + 1 < len(counts) and _FIRST.search(lead[-40:]) and _RISEN.search(text, number.end - base):
            continue
        return None if lead.endswith("by") else number
    return None


def none(sentence: Sentence) -> Iterator[Mention]:
    """ "No casualties were reported", "nobody was hurt": zero, said (R12); "no reports of casualties" is no figure."""
    for found in words().figures["none"].finditer(sentence.text):
        around = sentence.text[max(0, found.start() - 30) : found.end() + 4]
        if words().figures["not_none"].search(around) or words().figures["none_here"].match(sentence.text, found.end()):
            continue
        last = found.group()[-14:]
        kind: Kind = next((kind for word, kind in _KINDS if word in last), "unspecified")
        start, end = sentence.start + found.start(), sentence.start + found.end()
        count = Count(0, 0, _said(sentence.text, found))
        yield Mention(kind, count, start, end, Group(start, end, count, "counted", "none"), f"none: {count.text}")


def _said(text: str, found: re.Match[str]) -> str:
    """What was found, in the text's own capitals."""
    return text[found.start() : found.end()]


def among(sentence: Sentence) -> re.Match[str] | None:
    """The words that put people among others whose fate they share: "among the dead"."""
    return words().figures["among"].search(sentence.text)


def _others_between(row: Sequence[Item], parent: Mention, group: Group) -> bool:
    """True where other counted people stand between `parent` and `group`, to whom what is included belongs."""
    between = (i.group for i in row if i.group is not None and parent.people.end <= i.group.start < group.start)
    return any(g.how in ("counted", "bare") and (g.count.low or 0) > 1 for g in between)


_SPEAKS = re.compile(r"\s*(?:\w+ )?(?:said|says|say|told|reported|reports|confirmed|confirms|added|announced|wrote)\b")
""" "A spokesman said many children were among the dead": he is none of them."""


def subsets(sentence: Sentence, row: Sequence[Item], found: Sequence[Mention]) -> Iterator[Mention]:
    """Figures that are part of another: "including three children", "two of them critically", "among the dead"."""
    base, text = sentence.start, sentence.text
    figures = words().figures
    chain: Mention | None = None
    told = frozenset[int]().union(*(range(m.people.start, m.people.end) for m in found))
    for item in row:
        group = item.group
        if group is None or group.how in ("unknown", "pronoun") or group.start in told:
            continue
        if _SPEAKS.match(text, group.end - base) or text[: group.start - base].lower().endswith("according to "):
            continue
        lead, tail = text[: group.start - base].rstrip(" ,:"), text[group.end - base :].lstrip()
        parent = max((m for m in found if m.people.start < group.start), key=lambda m: m.people.start, default=None)
        severe = figures["severe"].match(tail) is not None
        if parent is not None and _opens_whole(group, text, base):
            yield Mention(parent.kind, group.count, group.start, group.end, group, "part: of those told", part=True)
        elif parent is not None and _others_between(row, parent, group) and _ends(figures["of_which"], lead):
            continue  # "after two deaths, six journalists were held, including X"
        elif parent is not None and (_ends(figures["of_which"], lead) or _of_them(group, text, base)):
            kind: Kind = "injured" if severe else parent.kind
            chain = Mention(kind, group.count, group.start, group.end, group, "part: including", part=True)
            yield chain
        elif chain is not None and _JOINS.fullmatch(text[chain.end - base : group.start - base]):
            chain = replace(chain, count=group.count, start=group.start, end=group.end, people=group)
            yield chain
        elif severe and group.how == "bare" and parent is not None and parent.kind == "injured":
            yield Mention("injured", group.count, group.start, group.end, group, "part: severity", part=True)
        elif _AMONG_NEXT.match(tail) and (larger := next((m for m in found if m.start > group.end), None)) is not None:
            yield Mention(larger.kind, group.count, group.start, group.end, group, "part: were among", part=True)
        elif not found and (shared := among(sentence)) is not None:
            kind = next((kind for word, kind in _KINDS if word in shared.group()), "killed")
            rule = f"part: {_said(text, shared)}"
            chain = Mention(kind, group.count, group.start, group.end, group, rule, part=True)
            yield chain


_OF_THE = re.compile(r"(?:^|[.;] )\W*(?:out )?of (?:the|those|these|its|their|some|about|more|at) [^.;]*,\s*$", re.I)
_IS_ONE = re.compile(r"(?:was|were|is|are|remain(?:s|ed)?|(?:had|have) been)\b", re.I)


def _opens_whole(group: Group, text: str, base: int) -> bool:
    """True for a bare part behind the whole that opens the sentence: "Of the 14 killed, nine were children"."""
    if group.how != "bare" or _IS_ONE.match(text[group.end - base :].lstrip()) is None:
        return False
    return _OF_THE.search(text[: group.start - base]) is not None


def _of_them(group: Group, text: str, base: int) -> bool:
    return group.subset and _OF_THEM.search(text, group.start - base, group.end - base) is not None


def _ends(rule: Folded, lead: str) -> bool:
    """True where `lead` ends in words of `rule`."""
    return any(found.end() == len(lead) for found in rule.finditer(lead, max(0, len(lead) - 40)))


def told_apart(sentence: Sentence, row: Sequence[Item], found: list[Mention]) -> list[Mention]:
    """A total that a dash tells apart ("two people - a man in the north and a child in the south"), with its parts."""
    for at, whole in enumerate(found):
        if whole.part or whole.count.high not in (None, whole.count.low) or not whole.count.low:
            continue
        rest = [
            i.group
            for i in row
            if i.group is not None and i.start >= whole.end and i.group.how not in ("unknown", "pronoun")
        ]
        if len(rest) < 2 or any(m.people.start == g.start for m in found for g in rest):
            continue
        between = sentence.text[whole.end - sentence.start : rest[0].start - sentence.start]
        if (
            re.search(r"(?:\s[-–—]+|[:,])\s*$", between) is None
            or sum(g.count.low or 0 for g in rest) != whole.count.low
        ):
            continue
        parts = [Mention(whole.kind, g.count, g.start, g.end, g, "part: told apart", part=True) for g in rest]
        return [*found[:at], replace(whole, spread=True), *found[at + 1 :], *parts]
    return found
