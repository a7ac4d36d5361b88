"""Places no gazetteer has, read where a text says what they are: "the village of X", "X district", "in X, Y"."""

import re
from bisect import bisect_left
from collections import Counter
from functools import cache

from sitrep.model.place import Place, PlacePrecision
from sitrep.text.actors import lexicon
from sitrep.text.bearings import country_measured_from
from sitrep.text.document import PlaceMention
from sitrep.text.lexicons import place_words, stops
from sitrep.text.prepared import Prepared
from sitrep.text.tokens import key

_OWNS = ("'s ", "’s ")
_HELD = ("-controlled", "-held", "-occupied", "-backed", "-run", "-led", "-administered", "-ruled")
_MONEY = frozenset(
    {"markets", "market", "gains", "flows", "outflows", "controls", "punishment", "expenditure", "letters"}
)
"""Behind "Somali capital" these speak of money or punishment."""


def with_unlisted(told: Prepared, known: list[PlaceMention]) -> list[PlaceMention]:
    """The places of a text in order: those `known`, and those that only the text knows."""
    found = known
    for unknown in (_capitals_told, _named_by_kind, _named_by_position):
        found = sorted((*found, *unknown(told, found)), key=lambda m: m.start)
    return found


def unlisted(text: str, mention: PlaceMention, country: str) -> Place:
    """The place of a `mention` that is not the gazetteer's: one in `country` that only the text knows."""
    return _unknown(text[mention.start : mention.end], "town", (country,))


@cache
def _called() -> tuple[re.Pattern[str], ...]:
    """Places by the words that introduce them: "the village of X", "X district"."""
    kinds = "|".join(sorted(place_words().kinds, key=len, reverse=True))
    of = "|".join(k for k in place_words().kinds if k not in ("county", "oblast"))
    head, word = r"(?:al-|el-|ash-|as-|ar-|at-|az-|an-|ad-)?", r"[^\W\d_a-zß-ÿ][\w'’\-]+"
    no_hall = r"(?!\s+(?i:halls?)\b)"  # a city hall is no city
    owner = r"(?!\S*['’]s\s)"  # "Tripoli's Abu Salim district": the district is Abu Salim
    # Not within a word, nor where a sentence or a line begins. Looked for from the name's first letter on, and back
    # from it: a pattern that began with what stands before would be tried at every letter of the text.
    inside = r"(?<![\w-].)(?<!\. .)(?<!\n.)"
    capital, rest = r"[^\W\d_a-zß-ÿ]", r"[\w'’\-]+"
    article = rf"[ae]{inside}(?:(?<=a)(?:l|sh|s|r|t|z|n|d)|(?<=e)l)-{capital}"
    kind = rf"(?:\s+{word})?)\s+(?P<kind>(?i:{kinds}))\b{no_hall}"
    name = rf"{head}{word}(?:\s+(?:(?:de|del|la|el|al|of|da|do|dos|las|los)\s+)?{word}){{0,3}}"
    return (
        re.compile(rf"\b(?P<kind>{of})\s+(?:of|called|named)\s+(?P<name>{name})"),
        re.compile(rf"(?P<name>{capital}{inside}{owner}{rest}{kind}"),
        re.compile(rf"(?P<name>{article}{owner}{rest}{kind}"),
        re.compile(rf"['’]s (?P<name>{head}{word}(?:\s+{word}){{0,2}})\s+(?P<kind>area|quarter|sector)\b"),
    )


def _named_by_kind(told: Prepared, known: list[PlaceMention]) -> list[PlaceMention]:
    """Places no gazetteer has, by the words that introduce them. `known` stand in order."""
    starts = [m.start for m in known]
    lands, strikers = _countries(told, known), _strikers(told)
    found: dict[int, PlaceMention] = {}
    for pattern in _called():
        for match in pattern.finditer(told.text):
            start, end = match.span("name")
            name = told.text[start:end].removesuffix("'s").removesuffix("’s")
            end = start + len(name)
            at = bisect_left(starts, end)
            taken = at > 0 and known[at - 1].end > start
            if taken or start in found or not _could_be_called(told, name):
                continue
            within = _home(told, match.end(), known, bisect_left(starts, match.end())) or _measured(told, match.end())
            within = within or _owner(told, start, known, at) or _said_country(told, start)
            within = within or _land_struck(told, start, lands, strikers)
            kind = match.group("kind").casefold()
            if kind == "county" and (not within or within[-1] not in told.sets["counties"]):
                within = ()
            if match.start("kind") > end and place_words().kinds.get(kind) == "area":
                end = match.end("kind")  # "Pibor County, Jonglei": the two stand in a list
            found[start] = PlaceMention(start, end, _unknown(name, kind, within))
    return list(found.values())


def _measured(told: Prepared, end: int) -> tuple[str, ...]:
    """The country of "X, 20 km north of Y"."""
    land = country_measured_from(told, end)
    return (land,) if land else ()


def _owner(told: Prepared, start: int, known: list[PlaceMention], at: int) -> tuple[str, ...]:
    """The town or region that owns the place: "Tripoli's Abu Salim district"."""
    before = known[at - 1] if at else None
    if before is None or before.place.country is None or told.text[before.end : start] not in _OWNS:
        return ()
    return (before.place.key, *before.place.within)


def _said_country(told: Prepared, start: int) -> tuple[str, ...]:
    """The country of "the southern Lebanese town of X"."""
    i = bisect_left(told.starts, start)
    return told.hint_demonym(i) if i < len(told.words) and told.words[i].start == start else ()


def _named_by_position(told: Prepared, known: list[PlaceMention]) -> list[PlaceMention]:
    """Names alone behind "in" or "near": "in Solaro, Corsica", "in Solaro on Friday"."""
    starts = [m.start for m in known]
    main = _countries(told, known)[:1]
    found = []
    for i in told.capitals:
        if i == 0 or not (_alone_at(told, i) and _may_stand_alone(told, i)):
            continue
        last = i + 1
        while last - i < 3 and last < len(told.words) and told.words[last].joined and told.words[last].capital:
            last += 1
        start, end = told.words[i].start, told.words[last - 1].end
        at = bisect_left(starts, end)
        if (at > 0 and known[at - 1].end > start) or not _could_be_called(told, told.text[start:end]):
            continue
        within = _container(told, end, known, at) or _measured(told, end)
        if within or (main and _pauses(told, last)):
            name = told.text[start:end]
            found.append(PlaceMention(start, end, _unknown(name, "town", within or main)))
    return found


def _capitals_told(told: Prepared, known: list[PlaceMention]) -> list[PlaceMention]:
    """ "The Somali capital", "Somalia's capital", where no name follows: the town it means."""
    found = []
    for hit in told.hits:
        owned = hit.form == "demonym" or (hit.form == "name" and told.words[hit.last - 1].owns)
        if not owned or hit.last >= len(told.words) or told.words[hit.last].key != "capital":
            continue
        following = told.joined(hit.last + 1)
        place = _seat(told, hit.actor.country)
        if place is None or (following is not None and (following.capital or following.key in _MONEY)):
            continue
        found.append(PlaceMention(told.words[hit.first].start, told.words[hit.last].end, place))
    return found


def _seat(told: Prepared, country: str | None) -> Place | None:
    """The capital of a country, as the gazetteer has it."""
    seat = lexicon().seats.get(country or "")
    towns = (p for p in told.find(seat) if p.country == country and p.precision == "exact") if seat else ()
    return max(towns, key=lambda p: p.people, default=None)


def _alone_at(told: Prepared, i: int) -> bool:
    """Behind "in" and its like, or behind what is done to places alone: "the bombing of"."""
    before = told.words[i - 1].key
    return before in place_words().alone_at or (
        before == "of" and i > 1 and told.words[i - 2].key in place_words().alone_of
    )


def _may_stand_alone(told: Prepared, i: int) -> bool:
    word, before = told.words[i], told.words[i - 1]
    if not word.capital or word.upper or not word.joined or before.capital or i in told.headline:
        return False
    if word.key in told.small or len(word.key) < 4 or i in told.masks.words or word.key in told.masks.surnames:
        return False
    common = word.key in stops().plain and country_measured_from(told, word.end) is None
    return i not in told.hit_at and not common and not word.word[-1].isdigit()


def _pauses(told: Prepared, i: int) -> bool:
    """Whether nothing that could belong to the name follows it."""
    if told.words[i - 1].owns:
        return False
    following = told.joined(i)
    return following is None or (not following.hyphen and following.key in place_words().alone_before)


def _container(told: Prepared, end: int, known: list[PlaceMention], at: int) -> tuple[str, ...]:
    """The place right behind a comma: "Solaro, Corsica"."""
    if at < len(known) and told.text[end : known[at].start] in (", ", " (", ", in "):
        return _finest(told, known, at)
    return ()


def _finest(told: Prepared, known: list[PlaceMention], at: int) -> tuple[str, ...]:
    """The place at `at`, or the region it owns: of "Mali's Kidal region" the region."""
    if at + 1 < len(known) and told.text[known[at].end : known[at + 1].start] in _OWNS:
        return (known[at + 1].place.key, *known[at + 1].place.within)
    return (known[at].place.key, *known[at].place.within)


def _could_be_called(told: Prepared, name: str) -> bool:
    words = key(name).split()
    if any(c.isdigit() for c in name) or name.endswith(_HELD):
        return False
    if words[0] in told.sets["articles"] and len(words) > 1:
        words = words[1:]
    if any(w in lexicon().demonyms or w in told.sets["directions"] or w in stops().organisations for w in words):
        return False
    if len(words) > 1 and words[0] in told.sets["in_names"]:
        return words[1] not in stops().words
    return words[0] not in stops().words and words[0] not in stops().titles and tuple(words) not in lexicon().places


def _home(told: Prepared, end: int, known: list[PlaceMention], at: int) -> tuple[str, ...]:
    """The region or country named right behind: "the village of X in Kharkiv region"."""
    if at < len(known) and known[at].place.precision != "exact":
        gap = told.text[end : known[at].start]
        if len(gap) < 30 and "." not in gap:
            return _finest(told, known, at)
    return ()


def _countries(told: Prepared, known: list[PlaceMention]) -> tuple[str, ...]:
    """The countries the towns and regions of a text lie in, most told first; else that of "a Malian village"."""
    finer = [m for m in known if m.place.precision != "country"]
    named = Counter(m.place.country for m in finer or known if m.place.country)
    if named:
        return tuple(str(code) for code, _ in named.most_common())
    owners = (hit for hit in told.hits if hit.form == "demonym" and hit.last < len(told.words))
    return tuple(h.actor.country for h in owners if h.actor.country and told.words[h.last].key in place_words().kinds)


def _strikers(told: Prepared) -> list[tuple[int, str]]:
    """Behind which words who strikes is named, in order: "an Israeli air strike"."""
    hits = (h for h in told.hits if h.form == "demonym" and h.actor.country and h.last < len(told.words))
    return sorted((h.last, h.actor.country or "") for h in hits if told.words[h.last].key in told.sets["struck_with"])


def _land_struck(
    told: Prepared, start: int, lands: tuple[str, ...], strikers: list[tuple[int, str]]
) -> tuple[str, ...]:
    """The first of `lands` an unknown place may lie in: "an Israeli air strike on the town of X" was not at home."""
    i = bisect_left(told.starts, start)
    near = strikers[bisect_left(strikers, (i - _CLAUSE, "")) : bisect_left(strikers, (i, ""))]
    return next(((code,) for code in lands if all(code != striker for _, striker in near)), ())


_CLAUSE = 8
"""Words between whose strike it was and the place struck."""


def _unknown(name: str, kind: str, within: tuple[str, ...]) -> Place:
    """A place that only the text knows."""
    precision: PlacePrecision = place_words().kinds.get(kind, "exact")
    if precision != "exact":
        name = f"{name} {kind}"
    elif kind in ("camp", "refugee camp"):
        name = f"{name} camp"
    return Place(name, f"?{key(name)}", precision, within[-1] if within else None, within)
