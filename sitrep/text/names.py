"""Places and actors by name: gazetteer look-ups, lexicons, patterns for places no gazetteer has.

How a place is believed: whole capitalised words only, the longest name first; never inside a person's, a paper's or a
treaty's name; a name that is also a common word or a surname only behind "in", "near" and their like or in front of
its region or country. Of several places of one name the text decides: the country or region behind the comma, "the
Russian city of", the countries the text speaks of, then population.
"""

import math
import re
import tomllib
from collections import Counter
from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from sitrep.model.place import Place, PlacePrecision
from sitrep.text.actors import Hit, actor_hits, lexicon
from sitrep.text.document import ActorMention, Gazetteer, PlaceMention
from sitrep.text.tokens import Token, key, run_key, tokens

__all__ = ["Names", "country_names", "is_actor_use", "key"]

_DATA = Path(__file__).parent.parent / "data"
# Longer names than five words do not stand in the gazetteer; more words than these are not an article.
MOST_WORDS_A_NAME = 5
MOST_WORDS_A_TEXT = 20_000

_AT = frozenset(
    [
        "in",
        "near",
        "at",
        "outside",
        "inside",
        "around",
        "across",
        "into",
        "toward",
        "towards",
        "over",
        "onto",
        "throughout",
        "within",
        "from",
        "to",
        "on",
        "via",
        "through",
        "off",
        "above",
        "beyond",
        "reach",
        "reached",
        "enter",
        "entered",
        "entering",
        "hit",
        "hits",
        "hitting",
        "struck",
        "strikes",
        "shelled",
        "bombed",
        "seized",
        "captured",
        "retook",
        "recaptured",
        "liberated",
        "besieged",
        "attacked",
        "targeted",
        "bombards",
        "shells",
        "rocks",
        "left",
        "leaves",
        "fled",
        "visit",
        "visited",
    ]
)
_OF = re.compile(
    r"\b(?:city|town|village|suburb|port|capital|settlement|hamlet|district|region|province|state|area|community|siege|shelling|bombing"
    r"|bombardment|battle|outskirts|capture|fall|liberation|invasion|occupation|streets|north|south|east|west|north-?east|north-?west"
    r"|south-?east|south-?west|centre|center|cent[er]{2}s|kilomet(?:er|re)s|miles|km|mayor|governor|municipality|neighbou?rhood|camp|towns"
    r"|villages|cities|suburbs|parts|residents|people|island|islands|coast|defence|defense|port city|border city)\s+of\s+(?:the\s+)?$"
)
_KINDS = "city|town|village|settlement|hamlet|suburb|commune|neighbou?rhood|township|municipality|community|district|island|port|refugee camp|camp"
_CALLED = re.compile(
    rf"\b(?P<kind>(?:{_KINDS}))s?\s+(?:of|called|named)\s+"
    r"(?P<name>(?:al-|el-|ash-|as-|ar-|at-|az-|an-|ad-)?[^\W\d_a-zß-ÿ][\w'’\-]+(?:\s+(?:de|del|la|el|al|of|da|do|dos|las|los)\s+[^\W\d_a-zß-ÿ][\w'’\-]+|\s+[^\W\d_a-zß-ÿ][\w'’\-]+){0,3})"
)
_SUFFIXED = re.compile(
    r"(?<![\w-])(?<!\. )(?<!\n)(?P<name>(?:al-|el-)?[A-Z][\w'’\-]+(?:\s+[A-Z][\w'’\-]+)?)\s+"
    r"(?P<kind>village|district|District|province|Province|oblast|Oblast|county|County|governorate|township|Township|refugee camp|jurisdiction|neighborhood|neighbourhood|municipality)\b"
)
_REGION_WORDS = {
    "region": "region", "oblast": "region", "province": "region", "governorate": "region", "state": "region", "krai": "region",
    "republic": "region", "department": "region", "prefecture": "region", "territory": "region", "emirate": "region",
    "district": "area", "county": "area", "raion": "area", "rayon": "area", "area": "area", "municipality": "area",
    "township": "area", "subdistrict": "area", "canton": "area", "tehsil": "area",
}  # fmt: skip
_PLURALS = {"regions": "region", "oblasts": "region", "provinces": "region", "governorates": "region", "states": "region"} | {
    "departments": "region", "districts": "area", "counties": "area", "areas": "area"
}  # fmt: skip
# What a country calls its first-level divisions in English, where it is not "region".
_DIVISIONS = (
    dict.fromkeys(["US", "IN", "NG", "SD", "MX", "VE", "BR", "MY", "AU", "SS"], "state")
    | dict.fromkeys(
        [
            "AF",
            "IQ",
            "IR",
            "PK",
            "TR",
            "SY",
            "SA",
            "CN",
            "CD",
            "MZ",
            "AR",
            "CU",
            "ID",
            "PH",
            "LA",
            "RW",
            "EC",
            "CR",
            "PA",
            "DO",
            "ZM",
            "DZ",
            "CA",
            "KH",
        ],
        "province",
    )
    | dict.fromkeys(["SV", "CO", "PE", "GT", "HN", "NI", "BO", "PY", "UY", "HT"], "department")
    | dict.fromkeys(["YE", "LB", "JO", "EG", "PS", "TN"], "governorate")
)
_DEPARTMENTS = frozenset(
    [
        "SV",
        "CO",
        "PE",
        "GT",
        "HN",
        "NI",
        "BO",
        "AR",
        "PY",
        "UY",
        "HT",
        "FR",
        "BJ",
        "CI",
        "CG",
        "CF",
        "TD",
        "CM",
        "GA",
        "SN",
    ]
)
_STREETS = frozenset(
    [
        "avenue",
        "ave",
        "drive",
        "road",
        "rd",
        "lane",
        "boulevard",
        "blvd",
        "street",
        "st",
        "court",
        "highway",
        "parkway",
        "way",
        "circle",
        "place",
        "terrace",
    ]
)
_CAMPS = (("refugee", "camp"), ("displacement", "camp"), ("camp",))
_DIRECTIONS = frozenset(
    [
        "north",
        "south",
        "east",
        "west",
        "northern",
        "southern",
        "eastern",
        "western",
        "central",
        "northeastern",
        "northwestern",
        "southeastern",
        "southwestern",
        "northeast",
        "northwest",
        "southeast",
        "southwest",
    ]
)
_JOINERS = frozenset(
    [
        "al",
        "el",
        "de",
        "del",
        "la",
        "las",
        "los",
        "of",
        "the",
        "and",
        "upon",
        "on",
        "ez",
        "es",
        "ed",
        "as",
        "ash",
        "an",
        "ar",
        "at",
        "az",
        "sur",
        "le",
        "da",
        "do",
        "dos",
        "das",
        "e",
        "y",
        "bin",
        "i",
        "en",
        "es",
    ]
)
_TAILS = frozenset(
    ["city", "strip", "peninsula", "valley", "corridor", "crossing", "bridge", "camp", "river", "forest", "hospital", "airport", "mosque", "mall", "airbase", "base", "plant", "dam", "air", "steelworks", "strait", "basin", "region", "border", "power", "nuclear"]
)
_ARTICLES = frozenset(["al", "el", "ad", "as", "ash", "an", "ar", "at", "az", "es", "ed", "ez"])
# Countries with many namesakes and few wars: a bare name needs more than the country being spoken of.
_QUIET = frozenset(
    [
        "US",
        "GB",
        "CA",
        "AU",
        "NZ",
        "IE",
        "ZA",
        "FR",
        "DE",
        "IT",
        "ES",
        "PT",
        "NL",
        "BE",
        "CH",
        "AT",
        "SE",
        "NO",
        "DK",
        "FI",
        "PL",
        "CZ",
        "HU",
        "RO",
        "BR",
        "AR",
        "CL",
        "JP",
        "CN",
    ]
)
_NOT_PEOPLE = frozenset(
    [
        "police",
        "airport",
        "university",
        "hospital",
        "city",
        "region",
        "province",
        "state",
        "district",
        "county",
        "government",
        "army",
        "oblast",
        "street",
        "road",
        "river",
        "court",
        "council",
        "border",
        "airbase",
        "base",
        "port",
        "beach",
        "and",
        "in",
        "on",
        "at",
        "after",
        "says",
        "said",
        "war",
        "attack",
        "strike",
        "strikes",
        "strip",
        "hills",
        "heights",
        "embassy",
        "ministry",
        "officials",
    ]
)
_MONTHS = frozenset(["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"])


class _Stops(NamedTuple):
    words: frozenset[str]
    given: frozenset[str]
    either: frozenset[str]
    organisations: frozenset[str]
    titles: frozenset[str]
    plain: frozenset[str]


class _Overlay(NamedTuple):
    """The hand-kept places: whole ones by key, and press names for places the gazetteer has."""

    places: dict[str, tuple[Place, ...]]
    press: dict[str, tuple[str, str, str]]
    abbreviations: dict[str, str]


class _Found(NamedTuple):
    """A possible place: the words `first` to `last`, the spelling looked up in `core`, its candidates."""

    first: int
    last: int
    key: str
    choices: tuple[Place, ...]
    wanted: str = ""
    direction: str = ""
    sure: bool = False
    hint: tuple[str, ...] = ()


@cache
def _stops() -> _Stops:
    raw: dict[str, Any] = tomllib.loads((_DATA / "place_stops.toml").read_text(encoding="utf-8"))
    given, either = frozenset(raw["given"].split()), frozenset(raw["either"].split())
    return _Stops(
        words=frozenset(raw["words"].split()),
        given=given | either,
        either=either,
        organisations=frozenset(raw["organisations"].split()),
        titles=frozenset(raw["titles"].split()),
        plain=given - either,
    )


@cache
def _overlay() -> _Overlay:
    raw: dict[str, Any] = tomllib.loads((_DATA / "places.toml").read_text(encoding="utf-8"))
    places: dict[str, tuple[Place, ...]] = {}
    press: dict[str, tuple[str, str, str]] = {}
    for name, within, precision, lat, lon, also in raw["own"]:
        country = within.split(".")[0] or None
        above = (within, country) if "." in within else ((within,) if within else ())
        identity = f"x:{key(name)}"
        if precision == "region" and "." in within:
            identity, above = within, above[1:]
        place = Place(name, identity, precision, country, above, lat or None, lon or None, 60_000)
        for spelling in (name, *also.split(",")):
            if spelling.strip():
                places[key(spelling)] = (*places.get(key(spelling), ()), place)
    for name, country, listed, also in raw["press"]:
        for spelling in (name, listed, *also.split(",")):
            if spelling.strip():
                press[key(spelling)] = (name, country, listed)
    return _Overlay(places, press, raw["abbreviations"])


class _Scan(NamedTuple):
    places: tuple[PlaceMention, ...]
    actors: tuple[ActorMention, ...]


class Names:
    """All names the reader knows. Built once from a gazetteer port and the lexicons in data/; then only read.

    The last text's marks are kept, since places and actors of one text are asked for one after the other.
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._known = lru_cache(maxsize=8192)(self._find)
        self._last: tuple[str, _Scan] = ("", _Scan((), ()))

    def places(self, text: str) -> tuple[PlaceMention, ...]:
        """The places named in `text`, resolved, in order, offsets in `text`."""
        return self._scan(text).places

    def actors(self, text: str) -> tuple[ActorMention, ...]:
        """The actors named in `text`, in order, offsets in `text`."""
        return self._scan(text).actors

    def find(self, name: str) -> tuple[Place, ...]:
        """The places called `name` in any spelling known, most likely first: the overlay's, then the gazetteer's."""
        return self._known(key(name))

    def _scan(self, text: str) -> _Scan:
        if self._last[0] != text:
            self._last = (text, _Reader(text, self._known).scan())
        return self._last[1]

    def _find(self, name: str) -> tuple[Place, ...]:
        overlay = _overlay()
        own = overlay.places.get(name, ())
        if own and own[0].precision in ("region", "area"):
            return own  # a region of the press hides the hamlets called like it
        press = overlay.press.get(name)
        if press:
            board, country, listed = press
            own += tuple(_renamed(p, board) for p in self._gazetteer.find(key(listed)) if p.country == country)
        held = {p.key for p in own}
        towns = {p.country for p in own if p.precision == "exact"}
        others = (p for p in self._gazetteer.find(name) if p.key not in held)
        return own + tuple(p for p in others if p.precision == "region" or p.country not in towns)


def _renamed(place: Place, name: str) -> Place:
    if place.name == name:
        return place
    return Place(name, place.key, place.precision, place.country, place.within, place.lat, place.lon, place.people)


@cache
def country_names() -> dict[str, str]:
    """The board's name of every country, by ISO 3166-1 alpha-2 code."""
    names: dict[str, str] = {}
    for code, name, _ in lexicon().places.values():
        names.setdefault(code, name)
    return names


class _Reader:
    """One text being read: its words, its actors, and which words cannot be places."""

    def __init__(self, text: str, find: Any) -> None:
        self.text = text
        self.find = find
        self.words = tokens(text)[:MOST_WORDS_A_TEXT]
        self.stops = _stops()
        self.lower = {w.key for w in self.words if not w.capital}
        self.hits = actor_hits(self.words, self.stops.given)
        self.hit_at = {h.first: h for h in self.hits}
        self.surnames: set[str] = set()
        self.masked = self._masked()
        self.titled = _title_case_words(self.words)
        self.spoken_countries = {h.actor.country for h in self.hits if h.actor.country}

    # Which words are people and papers

    def _masked(self) -> set[int]:
        masked: set[int] = set()
        for i, word in enumerate(self.words):
            if not word.capital and word.key not in self.stops.titles:
                continue
            if word.key in self.stops.titles:
                self._mask_titled(i, masked)
            elif word.key in self.stops.given:
                self._mask_named(i, masked)
            if word.capital and word.key in self.stops.organisations and word.joined:
                self._mask_organisation(i, masked)
        return masked

    def _mask_titled(self, i: int, masked: set[int]) -> None:
        run = self._capitals_after(i)
        if not run or (len(run) == 1 and (i + 1) in self.hit_at):
            return
        if any(self.words[k].key in _NOT_PEOPLE for k in run):
            return
        self._mask_person(run, masked)

    def _mask_named(self, i: int, masked: set[int]) -> None:
        run = self._capitals_after(i)
        if not run:
            return
        following = self.words[run[0]]
        if following.key in _NOT_PEOPLE or self._known_whole(i, run):
            return
        if self.words[i].key in self.stops.either and (
            run[0] in self.hit_at or following.key in self.lower or _title_cased(self.words, i)
        ):
            return
        self._mask_person([i, *run], masked)

    def _known_whole(self, i: int, run: list[int]) -> bool:
        """True where the words make a place name of their own: "San Juan", "Virginia Beach"."""
        hit = self.hit_at.get(i)
        if hit and hit.form in ("name", "capital", "group", "body", "organ"):
            return True
        choices = self.find(run_key(self.words[i : run[0] + 1]))
        return any(p.people > 5_000 and key(p.name) == run_key(self.words[i : run[0] + 1]) for p in choices)

    def _mask_person(self, run: list[int], masked: set[int]) -> None:
        masked.update(run)
        if len(run) > 1 or not self.words[run[-1]].upper:
            self.surnames.add(self.words[run[-1]].key)

    def _mask_organisation(self, i: int, masked: set[int]) -> None:
        first = i
        while first > 0 and self.words[first].joined and self.words[first - 1].capital and i - first < 3:
            first -= 1
        if first < i:
            masked.update(range(first, i + 1))

    def _capitals_after(self, i: int) -> list[int]:
        run: list[int] = []
        k = i + 1
        while k < len(self.words) and len(run) < 3 and self.words[k].joined:
            word = self.words[k]
            if self.words[k - 1].owns:
                break
            if word.capital:
                run.append(k)
            elif not (
                word.key in ("al", "el", "bin", "ibn", "von", "van", "der", "de", "da", "dos", "ul", "ur")
                and k + 1 < len(self.words)
                and self.words[k + 1].capital
            ):
                break
            k += 1
        return run

    # Places

    def scan(self) -> _Scan:
        found = self._candidates()
        chosen = self._resolved(found)
        places = tuple(sorted(chosen, key=lambda m: m.start))
        called = self._called(places)
        if called:
            places = tuple(sorted((*places, *called), key=lambda m: m.start))
        return _Scan(places, self._actor_mentions(places))

    def _candidates(self) -> list[_Found]:
        found: list[_Found] = []
        i = 0
        while i < len(self.words):
            word = self.words[i]
            if not word.capital and not (
                word.key in _ARTICLES and i + 1 < len(self.words) and self.words[i + 1].hyphen
            ):
                i += 1
                continue
            one = self._longest(i)
            if one is None:
                i = (
                    self.hit_at[i].last
                    if i in self.hit_at and self.hit_at[i].form not in ("name", "capital") and i not in self.masked
                    else i + 1
                )
                continue
            found.append(one)
            i = one.last
        self._spread(found)
        return found

    def _longest(self, i: int) -> _Found | None:
        hit = self.hit_at.get(i)
        least = 1
        if (hit and hit.form in ("demonym", "leader", "group", "body")) or (
            hit and hit.form == "organ" and (self.words[i].key in lexicon().demonyms or hit.core == hit.last)
        ):
            least = hit.core - hit.first + 1
        most = self._run_length(i)
        for size in range(most, 0, -1):
            if size < least:
                return None
            words = self.words[i : i + size]
            if any(k in self.masked for k in range(i, i + size)) and not self._spoken_of(i):
                continue
            name = run_key(words)
            if not words[-1].capital and not (size > 1 and self._tailed(name, words[-1].key)):
                continue
            choices = self._lookup(i, size, name)
            if not choices:
                continue
            one = self._grown(i, i + size, name, choices)
            if size == 1 and not self._believed(i, one):
                return None
            return one
        return None

    def _tailed(self, name: str, tail: str) -> bool:
        """Whether a name may end in a small word: "Gaza strip", "Guatemala city", "Kabul airport"."""
        return tail == "city" or (tail in _TAILS and name in _overlay().places)

    def _run_length(self, i: int) -> int:
        size = 1
        while size < MOST_WORDS_A_NAME and i + size < len(self.words):
            word = self.words[i + size]
            if not word.joined or self.words[i + size - 1].owns:
                break
            if not word.capital and word.key not in _JOINERS and word.key not in _TAILS:
                break
            size += 1
        return size

    def _lookup(self, i: int, size: int, name: str) -> tuple[Place, ...]:
        words = self.words[i : i + size]
        country = lexicon().places.get(tuple(w.key for w in words))
        choices: tuple[Place, ...] = ()
        if country and (not country[2] or words[0].upper):
            choices = (Place(country[1], country[0], "country", country[0]),)
            if name not in ("georgia", "mexico", "luxembourg", "niger", "guinea"):
                return choices
        if size == 1 and (len(name) < 3 or (words[0].upper and len(name) < 4)):
            return choices
        choices += self.find(name)
        if (
            not choices
            and size > 1
            and words[0].key in _ARTICLES
            and words[1].capital
            and (words[1].hyphen or words[0].key in ("al", "el"))
        ):
            rest = run_key(words[1:])
            choices = self.find(f"al {rest}") or self.find(f"el {rest}") or self.find(rest)
        return choices

    def _grown(self, i: int, end: int, name: str, choices: tuple[Place, ...]) -> _Found:
        """The candidate with what stands around it: "region", "refugee camp", "eastern", the country behind a comma."""
        words = self.words
        last, wanted, sure = end, "", False
        if end < len(words) and words[end].joined and not words[end - 1].owns:
            after = words[end].key
            if after in _REGION_WORDS and self._divides(name, after, choices):
                last, wanted, sure = end + 1, _REGION_WORDS[after], True
            else:
                for camp in _CAMPS:
                    if tuple(w.key for w in words[end : end + len(camp)]) == camp:
                        last, wanted, sure = end + len(camp), "camp", True
                        known = self.find(f"{name} {' '.join(camp)}")
                        choices, wanted = (known, "") if known else (choices, wanted)
                        break
                else:
                    if after == "city" and words[end].capital and choices[0].precision != "country":
                        last, wanted, sure = end + 1, "city", True
        direction, first = "", i
        if i and words[i].joined and words[i - 1].key in _DIRECTIONS and not wanted:
            direction, first = words[i - 1].key, i - 1
            if first and words[first].hyphen and words[first - 1].key in _DIRECTIONS:
                direction, first = f"{words[first - 1].key}-{direction}", first - 1
            if first and words[first - 1].capital and words[first].capital and first in self.masked:
                direction, first = "", i
        return _Found(first, last, name, choices, wanted, direction, sure, self._hint(i, last))

    def _divides(self, name: str, word: str, choices: tuple[Place, ...]) -> bool:
        """Whether the word behind a name makes it a division: not in "Police Department" or "Eastern District"."""
        if name in self.stops.words or name in _DIRECTIONS:
            return False
        return word != "department" or any(p.country in _DEPARTMENTS for p in choices)

    def _hint(self, i: int, end: int) -> tuple[str, ...]:
        """Keys of the country or region that the words around say the place lies in."""
        words = self.words
        if end < len(words) and words[end].capital:
            gap = self.text[words[end - 1].end : words[end].start]
            if gap in (", ", " (", ",") or (gap == " " and end in self.hit_at and self.hit_at[end].form == "name"):
                around = self._named_at(end)
                if around:
                    return around
        if end + 1 < len(words) and words[end].key == "in" and words[end + 1].capital and words[end + 1].joined:
            around = self._named_at(end + 1)
            if around:
                return around
        if i and words[i].joined and words[i - 1].owns and words[i - 1].capital:
            return self._named_at(i - 1)
        for k in range(i - 1, max(-1, i - 6), -1):
            if words[k + 1].opens:
                break
            code = lexicon().demonyms.get(words[k].key) if words[k].capital else None
            if code is None and k and words[k].capital and words[k].joined:
                code = lexicon().demonyms.get(run_key(words[k - 1 : k + 1]))
            if code:
                between = {w.key for w in words[k + 1 : i]}
                return (
                    (code,)
                    if between & {"city", "town", "village", "capital", "port", "region", "province", "state", "suburb"}
                    else ()
                )
        return ()

    def _named_at(self, i: int) -> tuple[str, ...]:
        for size in (3, 2, 1):
            run = self.words[i : i + size]
            if len(run) < size or any(not w.joined for w in run[1:]) or (size > 1 and not run[-1].capital):
                continue
            country = lexicon().places.get(tuple(w.key for w in run))
            if size == 1 and run[0].key in _overlay().abbreviations and not country:
                return (_overlay().abbreviations[run[0].key], "US")
            if country and country[1] != "Georgia":
                return (country[0],)
            regions = tuple(p.key for p in self.find(run_key(run)) if p.precision == "region")
            if regions:
                return regions if not country else (*regions, country[0])
        return ()

    def _spoken_of(self, i: int) -> bool:
        """True behind a word of place: "in Nice", "the city of Reading"."""
        if i == 0:
            return False
        before = self.words[i - 1]
        if self.words[i].joined and before.key in _AT and not (before.capital and not before.opens):
            return True
        if self.words[i].joined and before.key in _DIRECTIONS | {"of", "the"}:
            return bool(_OF.search(self.text, max(0, self.words[i].start - 40), self.words[i].start)) or (
                before.key in _DIRECTIONS and not before.capital
            )
        return False

    def _strictly(self, i: int) -> bool:
        """Behind a word that leaves no doubt: "in", "near", "the city of", or in a dateline."""
        return self.words[i - 1].key not in ("on", "to", "from", "by", "via", "off", "through") if i else True

    def _datelined(self, i: int) -> bool:
        """At the head of a report: "Osorno, 18 Jan", "LIMA (Reuters)"."""
        if not self.words[i].opens or i + 1 >= len(self.words):
            return False
        gap = self.text[self.words[i].end : self.words[i + 1].start]
        return (gap == ", " and (self._numbered(i) or self.words[i + 1].key[:3] in _MONTHS)) or gap == " ("

    def _numbered(self, i: int) -> bool:
        return i + 1 < len(self.words) and self.words[i + 1].word[0].isdigit()

    def _believed(self, i: int, one: _Found) -> bool:
        """Whether a name of one word is a place at all."""
        word = self.words[i]
        first = one.choices[0]
        if first.precision == "country":
            return i not in self.masked
        following = (
            self.words[i + 1] if i + 1 < len(self.words) and self.words[i + 1].joined and not word.owns else None
        )
        if following and following.capital and following.key in _STREETS:
            return False
        if one.sure or one.hint or (one.direction and not self.words[one.first].capital):
            return word.key not in self.stops.words or (self._spoken_of(i) and not one.direction)
        spoken = self._spoken_of(i) or self._datelined(i)
        if word.key in self.stops.words or word.key in self.stops.titles or word.key in self.stops.plain:
            if word.key in self.lower or i in self.titled or first.people < 20_000 or self._numbered(i):
                return False
            return spoken and self.words[i - 1].key not in ("on", "to", "from", "by", "via")
        if word.key in self.surnames or (word.opens and word.key in self.lower):
            return spoken and first.people > 200_000
        if i in self.titled and word.key in self.lower:
            return False
        if following and following.capital and not spoken:
            # Part of a longer name nobody knows, unless a headline or a well-known place.
            if (
                i not in self.titled
                and first.people < 100_000
                and first.precision == "exact"
                and first.country in _QUIET
            ):
                return False
        if i and word.joined and self.words[i - 1].capital and not self.words[i - 1].owns and i not in self.titled:
            if (
                not self.words[i - 1].opens
                and (i - 1) not in {h.last - 1 for h in self.hits}
                and first.people < 300_000
            ):
                return spoken
        if spoken and (first.people > 100_000 or self._strictly(i) or first.precision == "region"):
            return True
        if first.people >= 300_000 or one.key in _overlay().places or one.key in _overlay().press:
            return True
        if first.people >= 50_000 and first.country not in _QUIET:
            return True
        if first.precision == "region" and (first.country in _QUIET or first.country in self.spoken_countries):
            return True
        return any(p.country in self.spoken_countries and p.country not in _QUIET for p in one.choices)

    def _spread(self, found: list[_Found]) -> None:
        """ "Bryansk, Oryol and Kursk regions": the plural behind the last name holds for the names in front of it."""
        for n in range(len(found) - 1, -1, -1):
            one = found[n]
            if one.last >= len(self.words) or not self.words[one.last].joined:
                continue
            wanted = _PLURALS.get(self.words[one.last].key)
            if not wanted:
                continue
            found[n] = one._replace(wanted=wanted, sure=True)
            k = n
            while k > 0:
                gap = self.text[self.words[found[k - 1].last - 1].end : self.words[found[k].first].start]
                if gap not in (", ", " and ", ", and ", " or "):
                    break
                k -= 1
                found[k] = found[k]._replace(wanted=wanted, sure=True)

    # Which of the places of one name

    def _resolved(self, found: list[_Found]) -> list[PlaceMention]:
        context = self._context(found)
        settled: dict[str, Place] = {}
        for one in found:
            if one.hint and not one.wanted:
                settled.setdefault(one.key, self._best(one, context))
        mentions: list[PlaceMention] = []
        for one in found:
            place = settled.get(one.key) if not one.hint and not one.wanted else None
            place = self._shaped(one, place or self._best(one, context))
            start = self.words[one.first].start
            mentions.append(PlaceMention(start, self.words[one.last - 1].end, place))
        return mentions

    def _context(self, found: Iterable[_Found]) -> dict[str, float]:
        """How much the text speaks of each country, 0 to 1."""
        counts: Counter[str] = Counter()
        for hit in self.hits:
            if hit.actor.country and hit.form != "capital":
                counts[hit.actor.country] += 1
        for one in found:
            homes = {p.country for p in one.choices if p.country}
            if one.hint or (len(homes) == 1 and (one.sure or one.choices[0].people > 15_000)):
                counts[one.hint[0].split(".")[0] if one.hint else homes.pop()] += 2
            for around in one.hint:
                counts[around] += 2
        most = max(counts.values(), default=1)
        return {code: n / most for code, n in counts.items()}

    def _best(self, one: _Found, context: dict[str, float]) -> Place:
        overlay = _overlay()

        def worth(numbered: tuple[int, Place]) -> float:
            position, place = numbered
            value = -0.03 * position - (0 if key(place.name) == one.key or one.key in overlay.places else 1)
            value += math.log10(max(place.people, 1_000 if place.precision == "exact" else 100_000))
            weight = context.get(place.country or "", 0.0)
            value += (1.5 + 2 * weight) if weight else 0.0
            value += sum(1.0 for k in (place.key, *place.within[:-1]) if k in context and k != place.country)
            if one.hint and (place.key in one.hint or any(k in one.hint for k in place.within)):
                value += 8
            if one.wanted in ("region", "area"):
                value += 6 if place.precision == one.wanted else 4 if place.precision in ("region", "area") else 0
            elif one.wanted == "city":
                value += 6 if place.precision == "exact" else 0
            elif place.precision == "country":
                value += 3
            elif place.precision == "area":
                value -= 2
            return value

        return max(enumerate(one.choices), key=worth)[1]

    def _shaped(self, one: _Found, place: Place) -> Place:
        """The place as the words around it make it: a region, a camp, the east of a country."""
        if one.wanted == "camp":
            name = f"{place.name} camp" if "camp" not in place.name.casefold() else place.name
            within = (place.key, *place.within)
            return Place(name, f"?{key(name)}", "exact", place.country, within, place.lat, place.lon)
        if one.wanted in ("region", "area") and place.precision == "exact":
            name = f"{place.name} {one.wanted}"
            return Place(name, f"?{key(name)}", one.wanted, place.country, place.within, place.lat, place.lon)  # type: ignore[arg-type]  # region or area
        if one.wanted == "region" and place.precision == "region":
            return _renamed(place, _region_name(place, self.find))
        if one.direction and place.precision in ("country", "region"):
            name = f"{one.direction} {place.name}"
            precision = "region" if place.precision == "country" else "area"
            return Place(name, f"{place.key}:{one.direction}", precision, place.country, (place.key, *place.within))  # type: ignore[arg-type]
        if place.precision == "region":
            return _renamed(place, _region_name(place, self.find))
        return place

    def _called(self, places: tuple[PlaceMention, ...]) -> list[PlaceMention]:
        """Places no gazetteer has, by the words that introduce them: "the village of X"."""
        taken = [(m.start, m.end) for m in places]
        country = self._main_country(places)
        found = []
        for match in (*_CALLED.finditer(self.text), *_SUFFIXED.finditer(self.text)):
            start, end = match.span("name")
            name = match.group("name").strip().removesuffix("'s").removesuffix("’s")
            end = start + len(name)
            if any(s < end and start < e for s, e in taken) or not self._could_be_called(name):
                continue
            home = self._home(end, places) or country
            within = home if isinstance(home, tuple) else ((home,) if home else ())
            code = within[-1] if within else None
            place = Place(*_unknown(name, match.group("kind").casefold()), code, within)
            found.append(PlaceMention(start, end, place))
        return found

    def _could_be_called(self, name: str) -> bool:
        words = key(name).split()
        if words[0] in _ARTICLES and len(words) > 1:
            words = words[1:]
        lex = lexicon()
        if any(w in lex.demonyms or w in _DIRECTIONS or w in self.stops.organisations for w in words):
            return False
        return words[0] not in self.stops.words and words[0] not in self.stops.titles and tuple(words) not in lex.places

    def _home(self, end: int, places: tuple[PlaceMention, ...]) -> tuple[str, ...] | None:
        """The region or country named right behind: "the village of X in Kharkiv region"."""
        for mention in places:
            if mention.start >= end:
                gap = self.text[end : mention.start]
                if len(gap) < 30 and "." not in gap and mention.place.precision in ("region", "country", "area"):
                    return (mention.place.key, *mention.place.within)
                return None
        return None

    def _main_country(self, places: tuple[PlaceMention, ...]) -> str | None:
        counts = Counter(m.place.country for m in places if m.place.country)
        return counts.most_common(1)[0][0] if counts else None

    # Actors

    def _actor_mentions(self, places: tuple[PlaceMention, ...]) -> tuple[ActorMention, ...]:
        at = {m.start: m.place for m in places}
        found = []
        for hit in self.hits:
            start, end = self.words[hit.first].start, self.words[hit.last - 1].end
            if not self._acts(hit, at.get(start)):
                continue
            found.append(ActorMention(start, end, hit.actor, hit.form))
        return tuple(found)

    def _acts(self, hit: Hit, place: Place | None) -> bool:
        if hit.form in ("name", "capital", "organ") and hit.first in self.masked:
            return False
        if hit.form in ("name", "capital") and place is not None and hit.actor.country:
            return place.country == hit.actor.country
        return True


def _unknown(name: str, kind: str) -> tuple[str, str, PlacePrecision]:
    """Name, key and precision of a place that only the text knows."""
    if kind in ("province", "oblast", "governorate"):
        return f"{name} {kind}", f"?{key(name)} {kind}", "region"
    if kind in ("district", "county", "township", "municipality", "jurisdiction"):
        return f"{name} {kind}", f"?{key(name)} {kind}", "area"
    if kind in ("camp", "refugee camp"):
        return f"{name} camp", f"?{key(name)} camp", "exact"
    return name, f"?{key(name)}", "exact"


def _region_name(place: Place, find: Any) -> str:
    """A region called as its town is shown with the word "region", so that the two are told apart."""
    if place.name.casefold().endswith(("region", "strip", "bank")) or place.people:
        return place.name  # a region of the overlay already has the press's name
    namesakes = find(key(place.name))
    alike = any(p.precision == "exact" and p.country == place.country and p.people > 50_000 for p in namesakes)
    return f"{place.name} {_DIVISIONS.get(place.country or '', 'region')}" if alike else place.name


def _title_case_words(words: list[Token]) -> set[int]:
    """The words of lines written as headlines are, where a capital says nothing."""
    found: set[int] = set()
    start = 0
    long = high = 0
    for i, word in enumerate(words):
        if word.opens:
            if long > 3 and high >= 0.8 * long:
                found.update(range(start, i))
            start, long, high = i, 0, 0
        if len(word.word) > 3:
            long += 1
            high += word.capital
    if long > 3 and high >= 0.8 * long:
        found.update(range(start, len(words)))
    return found


def _title_cased(words: list[Token], i: int) -> bool:
    around = [w for w in words[max(0, i - 4) : i + 6] if len(w.word) > 3]
    return len(around) > 3 and all(w.capital for w in around)


_SAYS = (
    r"(?:say|says|said|told|accuse[sd]?|blame[sd]?|den(?:y|ies|ied)|claim(?:s|ed)?|vow(?:s|ed)?|warn(?:s|ed)?|launch(?:es|ed)?|summon(?:s|ed)?"
    r"|call(?:s|ed)|urge[sd]?|demand(?:s|ed)?|reject(?:s|ed)?|condemn(?:s|ed)?|threaten(?:s|ed)?|agree[sd]?|refuse[sd]?|announce[sd]?|order(?:s|ed)?"
    r"|want(?:s|ed)?|seek(?:s)?|sought|fire[sd]|strikes|struck|hits?|bomb(?:s|ed)|shell(?:s|ed)|invade[sd]?|attack(?:s|ed)|insist(?:s|ed)?|hope[sd]?"
    r"|expel(?:s|led)?|impose[sd]?|sign(?:s|ed)?|send(?:s)?|sent|deploy(?:s|ed)?|acknowledge[sd]?|admit(?:s|ted)?|confirm(?:s|ed)?|describe[sd]?|respond(?:s|ed)?"
    r"|retaliate[sd]?|recognis\w+|recogniz\w+|back(?:s|ed)?|support(?:s|ed)?|welcome[sd]?|criticis\w+|criticiz\w+|propose[sd]?|offer(?:s|ed)?|plan(?:s|ned)?"
    r"|provide[sd]?|suppl(?:y|ies|ied)|pledge[sd]?|promise[sd]?|consider(?:s|ed)?|believe[sd]?|see(?:s)?|view(?:s|ed)?|allege[sd]?|charge[sd]|protest(?:s|ed)?"
    r"|recall(?:s|ed)?|cut(?:s)?|suspend(?:s|ed)?|withdr[ae]w(?:s)?|request(?:s|ed)?|ask(?:s|ed)?|appeal(?:s|ed)?|must|should|would|could|will|may|might|never|and)"
)
_ACTS_AFTER = re.compile(
    rf"^(?:,[^,.\n]{{0,60}},)?\s+(?:(?:has|have|had|is|was|also|again|earlier|immediately|later|now|itself|quickly|swiftly|repeatedly|officially|still|on \w+)\s+){{0,3}}{_SAYS}\b"
)
_ACTS_BEFORE = re.compile(
    r"(?:\b(?:by|between|with|against|accus\w+|blam\w+|urg\w+|told|tells|warn\w+|condemn\w+|criticis\w+|criticiz\w+|sanction\w*|asks?|asked|asking|pressed"
    r"|pressing|support(?:s|ed|ing)? for|allies of|ties to|calls? on|called on|calling on|pressur\w+ on|pressur\w+|help\w*|arm\w*|allow\w*|forc\w+|want\w*)\s+(?:the\s+)?)$"
)
_SITS_BEFORE = re.compile(
    r"\b(?:in|at|near|outside|inside|across|around|over|into|toward|towards|from|to|of|throughout|within|for|on|via|leaving|left|visit\w*"
    r"|northern|southern|eastern|western|central)\s+(?:the\s+)?$"
)
_OWNED = re.compile(
    r"^['’]s?\s+(?:\w+\s+)?(?:suburbs?|mayor|outskirts|streets?|district|airport|neighbou?rhoods?|residents|hospitals?|main|central|cent(?:re|er)|port|railway|metro)\b"
)
_OWNS = re.compile(r"^['’]s?\s")
_TWO = re.compile(r"\b(?:between|by|with)\s+[\w\s]{2,30}\s+and\s+(?:the\s+)?$")


def is_actor_use(text: str, mention: PlaceMention | ActorMention) -> bool:
    """Whether a place or capital is named as who acts, not as where: "Moscow accused", "by Kyiv", "talks with Delhi".

    False where the words do not say. `text` is what the mention's offsets count in.
    """
    if isinstance(mention, PlaceMention) and not _has_government(text, mention):
        return False
    before, after = text[max(0, mention.start - 48) : mention.start], text[mention.end : mention.end + 90]
    if after[:1] == "-" or _OWNED.match(after):
        return False
    if _ACTS_BEFORE.search(before) or _TWO.search(before):
        return True
    if _SITS_BEFORE.search(before):
        return False
    return bool(_OWNS.match(after) or _ACTS_AFTER.match(after))


def _has_government(text: str, mention: PlaceMention) -> bool:
    """Only countries and capitals stand for governments; a town that "said" something is told of, not heard from."""
    if mention.place.precision == "country":
        return True
    return key(text[mention.start : mention.end]) in lexicon().capitals
