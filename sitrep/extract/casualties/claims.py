"""People killed, injured, missing, captured: every stated figure with its words (METHOD.md R8-R20).

Sentences give mentions (`casualty_grammar`); here mentions become claims: modality decides whether they happened,
setting where and when, attribution who says so, and the figures of one article are held against each other so that none
stands twice (R19), a subset stays a part (R14) and one person told in three sentences stays one.
"""

import math
import re

import msgspec
from msgspec.structs import replace

from sitrep.extract.casualties.grammar import mentions
from sitrep.extract.casualties.people import Mention
from sitrep.extract.casualties.scope import bearing
from sitrep.extract.casualties.words import words
from sitrep.extract.modality import modality
from sitrep.extract.setting import Setting, setting
from sitrep.model.article import Span
from sitrep.model.claim import Casualty, Scope
from sitrep.model.count import Count
from sitrep.model.place import Place
from sitrep.text.attribution import speaker
from sitrep.text.document import Document, Sentence

_GATE = (
    *(
        "kill",
        "dead",
        "death",
        "die",
        "dying",
        "wound",
        "injur",
        "hurt",
        "casualt",
        "toll",
        "fatal",
        "lives",
        "life",
        "victim",
    ),
    *(
        "body",
        "bodies",
        "hostage",
        "captiv",
        "captur",
        "kidnap",
        "abduct",
        "missing",
        "slain",
        "slay",
        "slew",
        "murder",
    ),
    *(
        "assassin",
        "massacr",
        "execut",
        "behead",
        "perish",
        "succumb",
        "martyr",
        "shot",
        "shoot",
        "stab",
        "gunned",
        "maim",
    ),
    *(
        "hospital",
        "lynch",
        "seiz",
        "disappear",
        "unaccounted",
        "prisoner",
        "drown",
        "loss",
        "slaughter",
        "hanged",
        "burn",
    ),
    *(
        "mown",
        "mowed",
        "no one",
        "nobody",
        "beaten",
        "decapitat",
        "electrocut",
        "strangl",
        "vanish",
        "corpse",
        "remains",
    ),
    *("lifeless", "trampl", "butcher", "liquidat", "eliminat", "destroy", "neutrali", "lost", "passed away"),
)
"""A sentence without one of these says nothing of anyone's fate and is not parsed."""
_SUMMING = re.compile(r"\b(?:in all|in total|a total|altogether|combined|overall)\b", re.I)
_FEARED = re.compile(r"\b(?:feared|believed|thought|presumed|known|reported)\s+(?:to\s+have\b|dead\b|killed\b)", re.I)
_WHENEVER = re.compile(r"\b(?:any ?time|whenever|every time|each time)\b", re.I)
_UNREAL = re.compile(r"\b(?:not|never|could|would|might|may|should|will|can|cannot|if)\b|n['’]t\b", re.I)


class _Told(msgspec.Struct, frozen=True):
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

    @property
    def low(self) -> int | None:
        return self.mention.count.low

    @property
    def size(self) -> int:
        return self.mention.count.low or self.mention.count.high or 0


def casualties(doc: Document) -> tuple[Casualty, ...]:
    """The casualty figures of `doc`, in text order; each figure told twice stands once (R19)."""
    told: list[_Told] = []
    for index, sentence in enumerate(doc.sentences):
        low = sentence.text.lower()
        if any(stem in low for stem in _GATE):
            told.extend(_of_sentence(doc, index, sentence))
    kept = _one_story(doc, told)
    return tuple(_claim(doc, one) for one in sorted(kept, key=lambda one: one.mention.start))


def _of_sentence(doc: Document, index: int, sentence: Sentence) -> list[_Told]:
    out: list[_Told] = []
    for mention in mentions(sentence):
        if not _happened(doc, index, mention):
            continue
        where = setting(doc, index, mention.start, mention.end)
        scope, cause, word = bearing(doc, sentence, mention, where)
        out.append(
            _Told(
                index,
                mention,
                where,
                scope,
                cause,
                _flags(doc, index, sentence),
                word,
                _grounded(sentence, where),
                speaker(doc, index, mention.start, mention.end),
                _SUMMING.search(sentence.text) is not None,
                sentence.title,
            )
        )
    return out


def _grounded(sentence: Sentence, where: Setting) -> bool:
    """True where the sentence itself names the place, finer than a country; else the place is inherited."""
    keys = {p.key for p in where.places if p.precision != "country"}
    return any(m.place.key in keys for m in sentence.places)


def _happened(doc: Document, index: int, mention: Mention) -> bool:
    """False for what may happen, did not, is planned, or lies long back (R28)."""
    if mention.count.low == 0 and mention.count.high == 0:
        return modality(doc, index, mention.end, mention.end) not in ("generic", "history")
    people, span = mention.people, doc.text[mention.start : mention.end]
    inner = span.replace(doc.text[people.start : people.end], " ", 1) if len(span) > people.end - people.start else ""
    if not mention.toll and _UNREAL.search(re.sub(r"\b(?:who|which|that)\b.*?,", " ", inner)[-60:]):
        return False
    sentence = doc.sentences[index]
    if _WHENEVER.search(doc.text[sentence.start : mention.start]):
        return False
    stance = modality(doc, index, mention.start, mention.end)
    return stance == "asserted" or (
        stance == "hypothetical" and _FEARED.search(doc.text[sentence.start : mention.end]) is not None
    )


_FLAG_NAMES = {
    "rise": "expected to rise",
    "unverified": "unverified",
    "feared": "feared",
    "revised": "revised",
    "disputed": "disputed",
}


def _flags(doc: Document, index: int, sentence: Sentence) -> tuple[str, ...]:
    """What is said about the figure itself: in its sentence, or for a toll's rise in the next."""
    following = doc.sentences[index + 1].text if index + 1 < len(doc.sentences) else ""
    found = []
    for name, rule in words().flags.items():
        if rule.search(sentence.text) or (
            name in ("rise", "unverified")
            and rule.search(following)
            and re.search(r"\b(?:toll|figures?|numbers?|claims?|casualties|dead)\b", following)
        ):
            found.append(_FLAG_NAMES[name])
    return tuple(found)


# -- one article, one story ---------------------------------------------------------------------------------------


def _one_story(doc: Document, told: list[_Told]) -> list[_Told]:
    """The figures of one article without repeats: headline and body agree, parts are parts, one person is one."""
    kept: list[_Told] = []
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
    kept = _without_vague(doc, kept)
    return [_part_of_whole(one, kept) for one in kept if not _swallowed(one, kept)]


def _is_lone(mention: Mention) -> bool:
    """One person by description, name, pronoun or the word one: told again in other words, not counted again."""
    return mention.count.low == 1 and mention.count.high == 1 and not mention.listed and not mention.toll


def _add_lone(kept: list[_Told], one: _Told) -> None:
    """Adds one person unless the article has told of them already."""
    same = [k for k in kept if k.mention.kind == one.mention.kind]
    if one.mention.kind == "injured" and any(_died_of_it(k, one) for k in kept):
        return
    if one.mention.people.definite or one.mention.weak:
        if not same and not (one.mention.weak and any(k.mention.kind == "killed" and k.size == 1 for k in kept)):
            kept.append(one)
        return
    for before in same:
        if _may_be_same_person(before, one):
            kept[kept.index(before)] = _joined(before, one)
            return
    kept.append(one)


def _died_of_it(dead: _Told, hurt: _Told) -> bool:
    """True where the one hurt is the one who died, as far as name or "the" tell."""
    if dead.mention.kind != "killed" or dead.size != 1 or dead.index == hurt.index or hurt.mention.people.others:
        return False
    a, b = dead.mention.people, hurt.mention.people
    return (
        b.definite
        or (a.how == b.how == "named" and _shared_name(a.count.text, b.count.text))
        or (a.head == b.head != "")
    )


def _may_be_same_person(before: _Told, one: _Told) -> bool:
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


NEAR_KM = 30.0
"""Two named places closer than this may be one story's: a suburb and its city."""


def _apart(a: _Told, b: _Told) -> bool:
    """True where the days differ, or both name known places of their own far apart; a headline is the body's."""
    if _other_day(a, b):
        return True
    if a.title or b.title or not a.grounded or not b.grounded:
        return False
    if a.index == b.index and not a.mention.listed and not b.mention.listed:
        return False
    mine, theirs = _spots(a.setting), _spots(b.setting)
    return bool(mine and theirs) and not any(_near(x, y) for x in mine for y in theirs)


def _spots(where: Setting) -> list[Place]:
    """The places finer than a country that the gazetteer knows."""
    return [p for p in where.places if p.precision != "country" and not p.key.startswith("?")]


def _near(a: Place, b: Place) -> bool:
    if a.contains(b) or b.contains(a):
        return True
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return False
    east = (a.lon - b.lon) * math.cos(math.radians((a.lat + b.lat) / 2))
    return 111.2 * math.hypot(a.lat - b.lat, east) < NEAR_KM


def _other_day(a: _Told, b: _Told) -> bool:
    """True where both are dated to a day, and the days differ."""
    x, y = a.setting.when, b.setting.when
    return bool(x.day and y.day and x.precision == y.precision == "day" and x.day != y.day)


def _same_figure(a: _Told, b: _Told) -> bool:
    """The same number of the same fate, told twice."""
    if a.mention.kind != b.mention.kind or a.mention.part != b.mention.part:
        return False
    x, y = a.mention.count, b.mention.count
    if (x.low or x.high) != (y.low or y.high):
        return False
    if a.index == b.index and not (
        a.mention.toll or b.mention.toll or (a.mention.people.head == b.mention.people.head and a.size > 4)
    ):
        return False
    if a.mention.people.others != b.mention.people.others and a.index != 0:
        return True
    return not _apart(a, b) or a.size > 9


def _better(doc: Document, new: _Told, old: _Told) -> bool:
    """Which telling stands: the body's over the headline's, the one with a floor word, the more exact place."""
    if doc.sentences[old.index].title and not doc.sentences[new.index].title:
        return True
    return new.mention.count.high is None and old.mention.count.high is not None


def _joined(keep: _Told, other: _Told) -> _Told:
    """`keep` with the more exact place and the flags of both; an at-least word in either stays."""
    rank = {"exact": 0, "area": 1, "region": 2, "country": 3}
    mine = rank[keep.setting.places[0].precision] if keep.setting.places else 9
    theirs = rank[other.setting.places[0].precision] if other.setting.places else 9
    where = keep.setting
    if theirs < mine:
        where = Setting(
            other.setting.places,
            other.setting.country,
            keep.setting.when if keep.setting.when.day else other.setting.when,
        )
    scope, cause, note = keep.scope, keep.cause, keep.note
    if scope == "incident" and other.scope != "incident" and not _is_lone(keep.mention):
        scope, cause, note = other.scope, other.cause, other.note
    return replace(
        keep, setting=where, scope=scope, cause=cause, note=note, flags=tuple(dict.fromkeys(keep.flags + other.flags))
    )


_VAGUE = re.compile(
    r"\b(?:dozens?|scores|hundreds|thousands|several|many|few|some|number|multiple|numerous|couple)\b", re.I
)


def _without_vague(doc: Document, kept: list[_Told]) -> list[_Told]:
    """A headline's "dozens" gives way to the body's 36; its "more than 20" to the body's 23."""
    out = []
    for one in kept:
        if doc.sentences[one.index].title or _VAGUE.search(one.mention.count.text):
            exact = [
                k
                for k in kept
                if k is not one
                and k.mention.kind == one.mention.kind
                and not k.mention.part
                and k.index != one.index
                and not _VAGUE.search(k.mention.count.text)
                and k.scope != "running_total"
            ]
            vague = _VAGUE.search(one.mention.count.text) is not None or one.mention.count.high is None
            if vague and any(
                one.low is not None and k.size >= one.low and k.size <= max(one.low * 8, 12) for k in exact
            ):
                continue
        out.append(one)
    return out


def _part_of_whole(one: _Told, kept: list[_Told]) -> _Told:
    """`one` as a part where a whole of its kind stands in the article and its words make it a subset."""
    if one.scope not in ("incident", "other") or one.size == 0:
        return one
    wholes = [
        k
        for k in kept
        if k is not one
        and k.mention.kind == one.mention.kind
        and k.size > one.size
        and (k.scope == one.scope or (one.scope == "incident" and k.scope == "aggregate"))
        and not k.mention.part
    ]
    wholes = [
        k
        for k in wholes
        if not _apart(k, one) or (_is_lone(one.mention) and k.index < one.index and not _other_day(k, one))
    ]
    people = one.mention.people
    if one.mention.listed:
        return one
    wholes = [k for k in wholes if k.index <= one.index or (not _is_lone(one.mention) and k.summing)]
    if people.others:
        wholes = [
            k for k in wholes if (k.index < one.index - 1 and k.index < 3) or (k.mention.toll and k.index <= one.index)
        ]
    if not (people.subset or people.definite):
        wholes = [k for k in wholes if k.speaker is None or one.speaker is None or k.speaker == one.speaker]
    for whole in wholes:
        general = (
            not whole.mention.people.head
            or whole.mention.people.head in words().small["general"]
            or whole.mention.people.head == "toll"
        )
        if (
            people.subset
            or people.definite
            or people.others
            or people.head in ("victims", "victim")
            or _is_lone(one.mention)
            or (people.how == "bare" and not one.mention.toll and 0 < one.index - whole.index < 3 and not one.grounded)
            or (general and (people.head or people.how == "counted") and people.head not in words().small["general"])
        ):
            return replace(one, scope="part", note=f"part of {whole.size}")
    attackers = people.head in words().small["attackers"] or people.how == "pronoun"
    if attackers and any(
        k is not one and k.mention.kind == one.mention.kind and k.size >= one.size and not k.mention.part for k in kept
    ):
        return replace(one, scope="part", note="attackers among the dead")
    return one


def _swallowed(one: _Told, kept: list[_Told]) -> bool:
    """True for people shot or taken to hospital whom a plainer figure of the article already counts."""
    if not one.mention.weak:
        return False
    return any(
        k is not one and not k.mention.weak and k.mention.kind in ("injured", "killed") and k.size >= one.size
        for k in kept
    )


def _claim(doc: Document, one: _Told) -> Casualty:
    sentence = doc.sentences[one.index]
    mention = one.mention
    count = mention.count
    return Casualty(
        quote=doc.text[sentence.start : sentence.end],
        span=Span(mention.start, mention.end),
        kind=mention.kind,
        count=Count(count.low, count.high, count.text),
        who=_who(doc, mention),
        scope=one.scope,
        cause=one.cause,
        places=one.setting.places,
        country=one.setting.country,
        when=one.setting.when,
        speaker=one.speaker,
        flags=one.flags,
        why=f"{mention.rule}; {one.note}" if one.note else mention.rule,
    )


def _who(doc: Document, mention: Mention) -> str | None:
    """Whom the figure counts, as worded, without its number; None where the text does not say."""
    people = mention.people
    if (
        people.how == "bare"
        or people.head in ("toll", "none", "others", "other", "more", "further", "additional")
        or people.how == "pronoun"
    ):
        return None
    text = doc.text[people.start : people.end]
    if people.how == "counted" and text.startswith(mention.count.text):
        text = text[len(mention.count.text) :]
    return text.strip(" ,") or None
