"""One article, one story: the figures of all its sentences held against each other (METHOD.md R14, R19).

Headline and body agree on one figure, a subset stays a part of its whole, one person told in three sentences stays one.
"""

import re

import msgspec
from msgspec.structs import replace

from sitrep.extract.casualties.row import Mention
from sitrep.extract.casualties.words import words
from sitrep.extract.setting.near import far, near
from sitrep.extract.setting.setting import Setting
from sitrep.model.claim import Scope
from sitrep.model.place import Place
from sitrep.text.document import Document


class Told(msgspec.Struct, frozen=True):
    """A mention with its place in the article and what was made of it."""

    index: int
    mention: Mention
    setting: Setting
    scope: Scope
    cause: str | None
    flags: tuple[str, ...]
    note: str
    grounded: bool
    speaker: str | None
    summing: bool
    title: bool
    text: str

    @property
    def low(self) -> int | None:
        return self.mention.count.low

    @property
    def size(self) -> int:
        return self.mention.count.low or self.mention.count.high or 0


def one_story(doc: Document, told: list[Told]) -> list[Told]:
    """The figures of one article without repeats: headline and body agree, parts are parts, one person is one."""
    kept: list[Told] = []
    for one in told:
        if _is_lone(one.mention):
            _add_lone(kept, one)
            continue
        twin = next((k for k in kept if _same_figure(k, one)), None)
        if twin is None:
            kept.append(one)
        elif _better(doc, one, twin):
            kept[kept.index(twin)] = _joined(one, twin)
        else:
            kept[kept.index(twin)] = _joined(twin, one)
    kept = _adding_up(_without_vague(doc, kept))
    return _with_causes([_part_of_whole(one, kept) for one in kept if not _swallowed(one, kept)])


def _adding_up(kept: list[Told]) -> list[Told]:
    """Figures of one sentence that add up to one told before are its parts: 18, then "13 in X and five in Y" (R15)."""
    first: dict[tuple[str, int], int] = {}
    sums: dict[tuple[str, int], list[int]] = {}
    for at, one in enumerate(kept):
        if one.mention.part or one.scope not in _WHOLES or _is_vague(one) or one.mention.count.high is None:
            continue
        first.setdefault((one.mention.kind, one.size), one.index)
        sums.setdefault((one.mention.kind, one.index), []).append(at)
    out = list(kept)
    for (kind, index), several in sums.items():
        whole = sum(kept[at].size for at in several)
        if len(several) > 1 and whole >= LEAST_SUM and first.get((kind, whole), index) < index:
            for at in several:
                out[at] = replace(kept[at], scope="part", note=f"part of {whole}")
    return out


LEAST_SUM = 3
"""The smallest whole whose parts may be known by their sum: one and one are two everywhere."""


def _with_causes(kept: list[Told]) -> list[Told]:
    """The parts with the cause of the last whole of their kind before them, where they have none of their own (R17)."""
    last: dict[str, Told] = {}
    out = []
    for one in sorted(kept, key=lambda one: (one.index, one.scope == "part")):
        whole = last.get(one.mention.kind)
        if one.scope in _WHOLES:
            last[one.mention.kind] = one if whole is None or one.size >= whole.size or one.cause is None else whole
        elif one.scope == "part" and one.cause is None and whole is not None and whole.cause is not None:
            one = replace(one, cause=whole.cause)
        out.append(one)
    return out


def _is_lone(mention: Mention) -> bool:
    """One person by description, name, pronoun or the word one: told again in other words, not counted again."""
    return mention.count.low == 1 and mention.count.high == 1 and not mention.listed and not mention.toll


def _add_lone(kept: list[Told], one: Told) -> None:
    """Adds one person unless the article has told of them already."""
    same = [k for k in kept if k.mention.kind == one.mention.kind]
    if one.mention.kind == "injured" and any(_died_of_it(k, one) for k in kept):
        return
    if (one.mention.people.definite or one.mention.weak) and not one.mention.people.others:
        if not same and not (one.mention.weak and any(k.mention.kind == "killed" and k.size == 1 for k in kept)):
            kept.append(one)
        return
    for before in same:
        if _may_be_same_person(before, one):
            told = _joined(one, before) if _names_who_says(one, before) else _joined(before, one)
            kept[kept.index(before)] = told
            return
    kept.append(one)


def _names_who_says(one: Told, before: Told) -> bool:
    """True where `before` is the headline's and only the text's `one` says on whose word it stands."""
    return before.title and not one.title and one.speaker is not None and before.speaker is None


def _died_of_it(dead: Told, hurt: Told) -> bool:
    """True where the one hurt is the one who died, as far as name or "the" tell."""
    if dead.mention.kind != "killed" or dead.size != 1 or dead.index == hurt.index or hurt.mention.people.others:
        return False
    a, b = dead.mention.people, hurt.mention.people
    return (
        b.definite
        or (a.how == b.how == "named" and _shared_name(a.count.text, b.count.text))
        or (a.head == b.head != "")
    )


def _may_be_same_person(before: Told, one: Told) -> bool:
    if before.size != 1:
        return False
    if one.mention.people.others or (before.index == one.index and (before.mention.part or one.mention.part)):
        return False
    a, b = before.mention.people, one.mention.people
    if before.index == one.index and a.how == b.how == "single" and a.head != b.head:
        return False
    if _sex(a.head) and _sex(b.head) and _sex(a.head) != _sex(b.head):
        return False
    if a.how == b.how == "named" and not _shared_name(a.count.text, b.count.text):
        return False
    return not _apart(before, one)


def _sex(head: str) -> str:
    small = words().small
    return "m" if head in small["male"] else "f" if head in small["female"] else ""


def _shared_name(a: str, b: str) -> bool:
    return bool({w.lower() for w in re.findall(r"\w{3,}", a)} & {w.lower() for w in re.findall(r"\w{3,}", b)})


def _apart(a: Told, b: Told) -> bool:
    """True where the days differ, or both name known places of their own far apart."""
    if _other_day(a, b):
        return True
    if not a.grounded or not b.grounded:
        return False
    if a.index == b.index and not a.mention.listed and not b.mention.listed:
        return False
    mine, theirs = _spots(a.setting), _spots(b.setting)
    if a.title or b.title:  # a headline names a region where the text names the town
        return bool(mine and theirs) and all(far(x, y) for x in mine for y in theirs)
    return bool(mine and theirs) and not any(near(x, y) for x in mine for y in theirs)


def _spots(where: Setting) -> list[Place]:
    """The places finer than a country that the gazetteer knows."""
    return [p for p in where.places if p.precision != "country" and not p.key.startswith("?")]


def _other_day(a: Told, b: Told) -> bool:
    """True where both are dated to a day, and the days differ; a headline has its day from the body."""
    if a.title or b.title:
        return False
    x, y = a.setting.when, b.setting.when
    if x.day and y.day and {x.precision, y.precision} == {"day", "month"}:
        return (x.day.year, x.day.month) != (y.day.year, y.day.month)
    return bool(x.day and y.day and x.precision == y.precision == "day" and x.day != y.day)


def _same_figure(a: Told, b: Told) -> bool:
    """The same number of the same fate, told twice."""
    if a.mention.kind != b.mention.kind or a.mention.part != b.mention.part:
        return False
    x, y = a.mention.count, b.mention.count
    if (x.low or x.high) != (y.low or y.high):
        return False
    if (x.high is None) != (y.high is None) and _is_vague(a) != _is_vague(b):
        return False
    if a.index == b.index and not (
        a.mention.toll or b.mention.toll or (a.mention.people.head == b.mention.people.head and a.size > 4)
    ):
        return False
    if a.mention.people.others != b.mention.people.others and a.index != 0:
        return True
    return not _apart(a, b) or a.size > 9


def _better(doc: Document, new: Told, old: Told) -> bool:
    """Which telling stands: the body's over the headline's, the one with a floor word, the more exact place."""
    if doc.sentences[old.index].title and not doc.sentences[new.index].title:
        return True
    return new.mention.count.high is None and old.mention.count.high is not None


def _joined(keep: Told, other: Told) -> Told:
    """`keep` with the more exact place and the flags of both; an at-least word in either stays."""
    rank = {"exact": 0, "area": 1, "region": 2, "country": 3}
    mine = rank[keep.setting.places[0].precision] if keep.setting.places else 9
    theirs = rank[other.setting.places[0].precision] if other.setting.places else 9
    where = keep.setting
    if theirs < mine and (other.grounded or keep.scope != "aggregate"):
        where = Setting(
            other.setting.places,
            other.setting.country,
            keep.setting.when if keep.setting.when.day else other.setting.when,
        )
    scope, cause, note = keep.scope, keep.cause, keep.note
    counted_on = other.scope == "running_total" and not keep.title and keep.size < RUNNING_LEAST
    if (
        scope == "incident"
        and other.scope != "incident"
        and other.cause != "natural"
        and (keep.title or other.cause not in _BY_CHANCE)
        and not counted_on
        and not _is_lone(keep.mention)
    ):
        scope, cause, note = other.scope, other.cause, other.note
    return replace(
        keep, setting=where, scope=scope, cause=cause, note=note, flags=tuple(dict.fromkeys(keep.flags + other.flags))
    )


_BY_CHANCE = frozenset({"accident", "disaster", "disease"})
"""What a headline leaves open the text may lay to these; what the text tells as an attack stays one."""

RUNNING_LEAST = 100
"""A smaller figure that one sentence tells of an incident is no war's because another sentence counts on."""


_VAGUE = re.compile(
    r"\b(?:dozens?|scores|hundreds|thousands|several|many|few|some|number|multiple|numerous|couple)\b", re.I
)


def _is_vague(one: Told) -> bool:
    """ "Many" counts as three (R11) and is still not the figure three."""
    said = one.mention.count.text
    return _VAGUE.search(said) is not None and not any(
        letter.isdigit() for letter in said
    )  # "some 90" is no vague word


def _without_vague(doc: Document, kept: list[Told]) -> list[Told]:
    """A headline's "dozens" gives way to the body's 36; its "more than 20" to the body's 23."""
    out = []
    for one in kept:
        if doc.sentences[one.index].title or _is_vague(one):
            exact = [
                k
                for k in kept
                if k is not one
                and k.mention.kind == one.mention.kind
                and not k.mention.part
                and k.index != one.index
                and not _apart(k, one)
                and not _is_vague(k)
                and k.scope != "running_total"
            ]
            vague = _is_vague(one) or one.mention.count.high is None
            if vague and any(
                one.low is not None and k.size >= one.low and k.size <= max(one.low * 8, 12) for k in exact
            ):
                continue
        out.append(one)
    return out


_WHOLES = frozenset({"incident", "other", "aggregate"})
"""Scopes of one event or several: a sentence of its own may give either the other cause."""


_BELOW = 2
"""The sentence from which on the text is below headline and lead."""


def _part_of_whole(one: Told, kept: list[Told]) -> Told:
    """`one` as a part where a whole of its kind stands in the article and its words make it a subset."""
    summed_first = one.mention.spread and one.index < _BELOW  # a headline's or lead's own sum over its places
    if one.scope not in _WHOLES or summed_first or one.size == 0 or one.mention.listed:
        return one
    if one.cause == "execution" and _PUT_TO_DEATH.search(one.mention.rule):
        return one
    for whole in _wholes(one, kept):
        if _is_subset(one, whole):
            return replace(one, scope="part", note=f"part of {whole.size}")
        if _is_behind(one, whole):
            return replace(one, scope="part", note=f"less than the {whole.mention.count.text} told above")
    if _headlines_one(one, kept):
        return replace(one, scope="part", note="the headline's, of those told below")
    if _is_first_count(one, kept):
        return replace(one, scope="part", note="the first count, since raised")
    people = one.mention.people
    if _STATE.search(one.mention.rule) and (people.subset or people.definite):
        return replace(one, scope="part", note="of those hurt")
    attackers = people.head in words().small["attackers"] or people.how == "pronoun"
    if attackers and any(
        k is not one
        and k.mention.kind == one.mention.kind
        and k.size >= one.size
        and not k.mention.part
        and (k.mention.people.head not in words().small["attackers"] or k.index < one.index)
        for k in kept
    ):
        return replace(one, scope="part", note="attackers among the dead")
    return one


_PUT_TO_DEATH = re.compile(r": (?:execut|hang|put to death)", re.I)
"""Who is executed is none of those for whose death it was done."""


_FIRST_SAID = re.compile(
    r"\b(?:initially|at first|originally|first (?:reported|reports|said|put)|earlier reports?"
    r"|(?:initial|first|early|earliest) (?:reports?|accounts?))\b",
    re.I,
)


def _is_first_count(one: Told, kept: list[Told]) -> bool:
    """ "It was initially reported that three had been killed", where the article has counted more: no rival figure."""
    said = None if one.title or one.mention.people.others else _FIRST_SAID.search(one.text)
    if said is None or said.end() > one.text.find(one.mention.count.text) >= 0:
        return False
    return any(
        k is not one
        and k.mention.kind == one.mention.kind
        and k.size > one.size
        and k.scope == one.scope
        and not k.mention.part
        and not _apart(k, one)
        for k in kept
    )


def _headlines_one(one: Told, kept: list[Told]) -> bool:
    """True for the one person of a headline whose lead counts more: "Soldier killed in blast", "a blast killed two"."""
    return (
        one.title
        and _is_lone(one.mention)
        and one.mention.people.head not in words().small["attackers"]
        and any(
            k.mention.kind == one.mention.kind
            and k.size > 1
            and 0 < k.index < 3
            and not k.mention.part
            and not k.mention.people.others
            and (k.scope, k.cause) == (one.scope, one.cause)
            for k in kept
        )
    )


def _wholes(one: Told, kept: list[Told]) -> list[Told]:
    """The larger figures of the same kind, place and day that `one` may be a part of."""
    lone, people = _is_lone(one.mention), one.mention.people
    wholes = [
        k
        for k in kept
        if k is not one
        and k.mention.kind == one.mention.kind
        and k.size > one.size
        and (k.scope == one.scope or k.scope in _WHOLES)
        and not k.mention.part
        and not (one.grounded and (_wide(k) or (k.index < one.index and _SEPARATE.search(one.text))))
        and (not _apart(k, one) or (k.index < one.index and _of_the_told(one, k)))
        and (k.index <= one.index or (not lone and k.summing))
    ]
    if people.others:
        wholes = [
            k for k in wholes if (k.index < one.index - 1 and k.index < 3) or (k.mention.toll and k.index <= one.index)
        ]
    return wholes


_SEPARATE = re.compile(
    r"\b(?:separately|elsewhere|(?:in an? (?:separate|unrelated)|in another) (?:\w+ )?"
    r"(?:attack|incident|strike|ambush|bombing|blast|shooting|clash|raid))\b",
    re.I,
)
"""Words by which a sentence turns to another event of the same article."""


def _wide(whole: Told) -> bool:
    """True for a total over a country: what is told of one of its towns is an event of its own (R15)."""
    return whole.scope == "aggregate" and all(p.precision == "country" for p in whole.setting.places)


def _of_the_told(one: Told, whole: Told) -> bool:
    """One person told of further down, or "the three": of those counted above, whatever place the text came through.

    A day may be that of the finding or of the report where the one is named.
    """
    alone = _is_lone(one.mention)
    if one.grounded and _ELSEWHERE.search(one.text):
        return False
    if alone and one.mention.people.how == "named" and _days_between(one, whole) <= MOURNED_DAYS:
        return True
    return (alone or one.mention.people.definite) and not _other_day(one, whole)


MOURNED_DAYS = 3
"""So many days after an attack its dead are found, named and mourned by name."""


def _days_between(a: Told, b: Told) -> int:
    x, y = a.setting.when.day, b.setting.when.day
    return abs((x - y).days) if x and y else 0


def _is_subset(one: Told, whole: Told) -> bool:
    """True where the words of `one` make it some of `whole`: "the three", "one of them", "two children" of ten."""
    people, small = one.mention.people, words().small
    if people.subset or people.definite:
        return True
    if None not in (whole.speaker, one.speaker) and whole.speaker != one.speaker:
        return False
    if people.others or people.head in ("victims", "victim") or _is_lone(one.mention):
        return True
    if people.how == "bare" and not one.mention.toll and 0 < one.index - whole.index < 3 and not one.grounded:
        return True
    head = whole.mention.people.head
    if one.mention.toll and one.index == whole.index:
        return False  # "local media reported 12 dead, the ministry gave a toll of nine"
    general = not head or head in small["general"] or head == "toll"
    return general and bool(people.head or people.how == "counted") and people.head not in small["general"]


_ANOTHER = re.compile(
    r"\b(?:the (?:last|previous|earlier|prior) (?:[\w-]+ ){0,2}(?:strike|attack|bombing|blast|raid)"
    r"|separate(?:ly)?|another|elsewhere|later|second|third|other (?:strikes?|attacks?)|meanwhile)\b",
    re.I,
)
_ELSEWHERE = re.compile(r"\b(?:meanwhile|elsewhere|separately|in a separate)\b", re.I)
""" "Meanwhile X was wounded in Herat": none of those told of before."""
_EARLIER = re.compile(
    r"\b(?:initial(?:ly)?|originally)\b|\bat first\b|\bfirst (?:reported|put|said|to report)"
    r"|\b(?:early|earlier|preliminary|previous) (?:reports?|tolls?|counts?|figures?)\b",
    re.I,
)
_HOWEVER = re.compile(r"\W*(?:however|but|in contrast|by contrast)\b", re.I)
"""What begins a rival count (R25): "However, the police put it at nine"."""
_ANYBODY = re.compile(r"\b(?:sources?|reports?|accounts?|media|witnesses)\b", re.I)


def _is_behind(one: Told, whole: Told) -> bool:
    """True for a figure below one the article itself gave above: an earlier count, or some of them (R9).

    What a named speaker says stands beside an exact figure (R25), not beside a floor.
    """
    earlier = _EARLIER.search(one.text) is not None
    if whole.index >= min(one.index, 3) or one.mention.people.others or (not earlier and _ANOTHER.search(one.text)):
        return False
    mine, theirs = {p.key for p in _spots(one.setting)}, {p.key for p in _spots(whole.setting)}
    if one.grounded and whole.grounded and mine.isdisjoint(theirs):
        return False
    if earlier:
        return True
    if one.speaker is not None and one.speaker != whole.speaker and _HOWEVER.match(one.text):
        return False
    own = whole.speaker is None or _ANYBODY.search(whole.speaker) is not None
    return own and (whole.mention.count.high is None or one.speaker is None)


_STATE = re.compile(r"condition|intensive|hospital|fighting for", re.I)
"""How those already counted as hurt fare; as a figure of its own only where there is no other."""


def _dead_and_hurt(one: Told, kept: list[Told]) -> bool:
    """True for those shot who are the dead and the wounded told of apart: five shot, one dead, four in hospital."""
    dead = [k.size for k in kept if k.mention.kind == "killed" and not k.mention.part]
    hurt = [k.size for k in kept if k is not one and k.mention.kind == "injured" and not k.mention.part]
    return any(d + h == one.size for d in dead for h in hurt)


def _swallowed(one: Told, kept: list[Told]) -> bool:
    """True for people shot or taken to hospital whom a plainer figure of the article already counts."""
    if not one.mention.weak:
        return False
    state = _STATE.search(one.mention.rule) is not None and not one.mention.people.others
    if not state and _dead_and_hurt(one, kept):
        return True
    return any(
        k is not one
        and not (one.mention.people.others and k.index == one.index)  # "two are dead and a third is in hospital"
        and (not k.mention.weak or (state and _STATE.search(k.mention.rule) is None and not one.mention.people.subset))
        and k.mention.kind in ("injured", "killed")
        and k.size >= one.size
        for k in kept
    )
