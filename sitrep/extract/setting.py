"""Where and when a claim happened, by the words around it (METHOD.md R5, R6, R29).

A sentence's places are judged one by one: where something happened, who acts ("Moscow accused"), where somebody spoke,
where something came from, where the reporter sat. Only the first kind is the setting. What a sentence does not say is
taken from the sentences before it, the headline or the lead, never from the publication.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple, TypeVar

from sitrep.model.place import Place
from sitrep.model.when import UNDATED, When
from sitrep.text.document import DateMention, Document, PlaceMention, Sentence
from sitrep.text.folding import Folded
from sitrep.text.lexicons import data
from sitrep.text.names import country_names, is_actor_use


class Setting(NamedTuple):
    """Places most exact and nearest first, the containing country last; `country` is ISO 3166-1 alpha-2."""

    places: tuple[Place, ...] = ()
    country: str | None = None
    when: When = UNDATED


class _Spot(NamedTuple):
    """A place where something may have happened, and how strongly the words say so."""

    mention: PlaceMention
    strong: bool
    spread: bool = False

    @property
    def place(self) -> Place:
        return self.mention.place


_Found = TypeVar("_Found")

_EXACTNESS = {"exact": 0, "area": 1, "region": 2, "country": 3}
# How many sentences back a place still holds.
REACH = 3

_CLAUSE = 60
"""Characters a break between two clauses counts for, where distances are compared."""

# "145 deaths since September": a day from or up to which something went on is not the day of an event.
_NOT_ON = ("since ", "until ", "Since ", "Until ")
_STAMP_AFTER = re.compile(
    r"^\s*,?\s*(?:at\s+)?\d{1,2}[:.]\d{2}(?:\s*(?:am|pm|GMT|UTC|EST|EDT|ET|local))?\s*(?:\)|[-–—|]|$)", re.I
)
_DATELINE = re.compile(r"^\s*[A-Z][^.\n]{0,60}?(?:\([^)\n]{2,40}\)\s*[-–—]+|\s[-–—]{1,2}\s)")
_BORDER = re.compile(r"^(?:['’]s)?\s+(?:land\s+|sea\s+|state\s+)?(?:border|frontier)s?\b", re.I)
_OF_PEOPLE = ("an", "ian", "ish", "ese", "i", "ch", "ek")
_PEOPLE = rf"[A-Z][a-z]+(?:{'|'.join(_OF_PEOPLE)})"  # a demonym, by its look
_PEOPLE_BACKWARDS = rf"(?:{'|'.join(ending[::-1] for ending in _OF_PEOPLE)})[a-z]+[A-Z]"


class _Words(NamedTuple):
    """data/en/setting_words.toml as patterns; what `at_backwards` matches begins, read forwards, with a word of place,
    and ends in one of `at_ends`, and a space.
    """

    at_backwards: re.Pattern[str]
    at_ends: tuple[str, ...]
    origin: Folded
    counted: Folded
    spoke: Folded
    life: Folded
    event: Folded
    seat: re.Pattern[str]
    spread: Folded
    breaks: re.Pattern[str]
    links: re.Pattern[str]
    said_then: Folded
    known_for: Folded
    told_that: Folded
    voice: Folded
    ward: Folded
    launched: Folded
    measured: Folded
    late_death: Folded
    reference: re.Pattern[str]
    unnamed: re.Pattern[str]
    kinds: dict[str, tuple[str, ...]]


@cache
def _words() -> _Words:
    raw = data("setting_words.toml")
    one = {name: "|".join(words.replace("\n", "").split("|")) for name, words in raw.items() if isinstance(words, str)}
    before = raw["references"]["before"].replace("\n", "")
    unnamed = "|".join((*raw["kinds"], *raw["unnamed"].split()))
    return _Words(
        # "In the besieged" in front of a name, letter by letter from its end: forwards it would be tried at every word.
        at_backwards=re.compile(
            rf"\s+(?:(?:(?i:{_backwards(one['between'])})|{_PEOPLE_BACKWARDS})\s+){{0,4}}(?i:{_backwards(one['at'])})\b"
        ),
        at_ends=(*{words.split()[-1] for name in ("at", "between") for words in one[name].split("|")}, *_OF_PEOPLE),
        origin=Folded(rf"\b(?:{one['origins']})\s+(?:the\s+)?$"),
        counted=Folded(rf"\b(?:{one['counts']})\s+from\s+(?:the\s+)?$"),
        life=Folded(rf"\b(?:{one['life']})\s+(?:the\s+)?$"),
        spoke=Folded(
            rf"\b(?:{one['speech']})\b(?:\s+(?!(?:in|at|from|that|they|it|he|she|we|{one['tells']}|\d+)\b)\w+){{0,4}}"
            r"\s+(?:in|at|from)\s+(?:the\s+)?$"
        ),
        event=Folded(rf"^(?:['’]s?)?\s+(?:[a-z-]+\s+){{0,2}}?(?:{one['events']})\b"),
        seat=re.compile(rf"^(?:['’]s?)?\s+(?:(?:{one['seats_before']})\s+)?(?:{one['seats']})\b"),
        spread=Folded(rf"\b(?:{one['spread']})\s+(?:the\s+)?$"),
        breaks=re.compile(rf";|\s[–—-]\s|,\s(?:with|and)\s|\b(?:{one['breaks']})\b|:\s"),
        links=re.compile(rf"^(?:['’]s)?[\s,(]*(?:(?:{one['links']})\b[\s,]*)*$"),
        said_then=Folded(rf"\b(?:{one['said_then']}|according to [\w ]{{2,40}})\s+(?:\w+\s+){{0,3}}?(?:on\s+)?$"),
        known_for=Folded(
            rf"\b(?:{one['known_for']})\s+(?:of|in|for|behind|by|during|on|to)?\s*(?:\w+\s+){{0,2}}?(?:the\s+|last\s+)?$"
        ),
        told_that=Folded(rf",?[^.,;]{{0,60}}\b(?:{one['said_then']})\s+that\b"),
        voice=Folded(rf"\b(?:{one['voices']})\s+(?:at|in|from)\s+(?:the\s+)?$"),
        ward=Folded(r"(?:['’]s?)?(?:\s+[\w-]+){0,2}?\s+(?:hospital|clinic)\b"),
        launched=Folded(rf"\bfrom (?:[\w-]+ ){{0,3}}?(?:{one['launchers']}) (?:in|on|at|over|off|near) (?:the )?$"),
        measured=Folded(
            rf",\s+(?:(?:about|some|around|just|roughly|nearly)\s+)?(?:\d[\d.,]*\s*(?:{one['lengths']})\s+)?(?:to\s+the\s+)?"
            rf"(?:{one['compass']})\s+of\s+(?:the\s+(?:capital|city),?\s+)?$"
        ),
        late_death=Folded(rf"\b(?:{one['dying']})\b[^.;]{{0,40}}\b(?:{one['later']})\b"),
        reference=re.compile(
            rf"\b(?:the|this|that|its|a|(?P<demonym>{_PEOPLE}))\s+(?:(?:{before})\s+)?"
            rf"(?P<kind>{'|'.join(raw['kinds'])})\b(?!\s+(?:of\s+)?[A-Z])"
        ),
        unnamed=re.compile(rf"\s+(?:(?:{before})\s+)?(?:{unnamed})\b(?!\s+(?:of|called|named)\b)"),
        kinds={kind: tuple(precisions) for kind, precisions in raw["kinds"].items()},
    )


def _backwards(phrases: str) -> str:
    """Phrases divided by "|", each letter by letter from its end."""
    return "|".join(phrase[::-1] for phrase in phrases.split("|"))


def setting(doc: Document, index: int, start: int, end: int) -> Setting:
    """Where and when the claim at characters `start` to `end` of sentence `index` of `doc` happened.

    Raises IndexError for a sentence that `doc` does not have.
    """
    sentence = doc.sentences[index]
    when = _when(doc, index, start, end)
    spots = _spots(doc, sentence)
    own = _places_here(doc, spots, start, end)
    if own and own[0].precision != "country":
        return _setting(own, when)
    if own and not sentence.title:
        spread = any(s.spread for s in spots)
        finer = () if spread else _referred(doc, index, own[0].country)
        return _setting(finer or own, when)
    country = own[0] if own else None
    asked = f"around, in {country.country}" if country else "around"
    around = _shared(doc, asked, sentence, lambda: _around(doc, index, country))
    places = around or own or _shared(doc, "article's", doc.sentences[0], lambda: _of_the_article(doc))
    return _setting(places, when) if places else Setting((), None, when)


def _shared(doc: Document, what: str, sentence: Sentence, find: Callable[[], _Found]) -> _Found:
    """What `find` finds about `sentence`, remembered with the document: all claims of a sentence ask the same."""
    key = (what, sentence.start)
    if key not in doc.shared:
        doc.shared[key] = find()
    found: _Found = doc.shared[key]
    return found


def _setting(places: tuple[Place, ...], when: When) -> Setting:
    country = places[0].country
    if country and all(p.key != country for p in places):
        places = (*places, Place(country_names().get(country, country), country, "country", country))
    kept = [p for p in places if p.precision != "country" or p.key == country]
    if country is None:
        kept = list(places)
    return Setting(tuple(sorted(dict.fromkeys(kept), key=lambda p: p.precision == "country")), country, when)


# One sentence


def _spots(doc: Document, sentence: Sentence) -> list[_Spot]:
    """The places of `sentence` where something may have happened, in order."""
    return _shared(doc, "spots", sentence, lambda: _judged_all(doc, sentence))


def _judged_all(doc: Document, sentence: Sentence) -> list[_Spot]:
    found: list[_Spot] = []
    organs = {a.start for a in sentence.actors if a.form in ("organ", "body")}
    for mention in sentence.places:
        judged = _judged(doc, sentence, mention, organs)
        if judged is not None:
            found.append(judged)
    unnamed = _unnamed(doc, sentence)
    if unnamed:
        found = sorted((*found, *unnamed), key=lambda spot: spot.mention.start)
    # "in Kyiv, Lviv and Odesa": what holds for the first of a list holds for all of it.
    for n in range(1, len(found)):
        gap = doc.text[found[n - 1].mention.end : found[n].mention.start]
        if found[n - 1].strong and not found[n].strong and len(gap) < 30 and _words().links.match(gap):
            found[n] = found[n]._replace(strong=True, spread=found[n - 1].spread)
    return found


def _unnamed(doc: Document, sentence: Sentence) -> list[_Spot]:
    """ "In a Ukrainian village", "central Ukrainian city": a place without a name still says in which country."""
    found: list[_Spot] = []
    for actor in sentence.actors:
        code = actor.actor.country
        if actor.form != "demonym" or code is None or actor.actor.kind != "state":
            continue
        kind = _words().unnamed.match(doc.text, actor.end, sentence.end)
        before = doc.text[max(sentence.start, actor.start - 40) : actor.start]
        if kind is not None and (sentence.title or _placed(before)):
            place = Place(country_names().get(code, code), code, "country", code)
            found.append(_Spot(PlaceMention(actor.start, kind.end(), place), True))
    return found


def _judged(doc: Document, sentence: Sentence, mention: PlaceMention, organs: set[int]) -> _Spot | None:
    text = doc.text
    before = text[max(sentence.start, mention.start - 70) : mention.start]
    after = text[mention.end : min(sentence.end, mention.end + 50)]
    if by_the_way(doc, sentence, mention):
        return None
    at = _placed(before)
    if mention.place.precision == "country":
        if sentence.title and mention.start == sentence.start and text.startswith(": ", mention.end):
            return _Spot(mention, True)  # "Burkina Faso: dozens killed in attack"
        if mention.start in organs or (not at and not _containing(sentence, mention, text)):
            return None
        return _Spot(mention, at, bool(_words().spread.search(before)))
    if not at and (mention.start in organs or is_actor_use(text, mention)):
        return None
    if _words().launched.search(before) or (
        _words().measured.search(before) and _behind_a_place(sentence, mention, text)
    ):
        return None
    counted = _words().counted.search(before) and _words().event.match(after)
    if _words().origin.search(before) and not at and not counted:
        return None
    if _words().seat.match(after) and not at:
        return _Spot(mention, False)
    strong = at or bool(_words().event.match(after)) or (sentence.title and mention.start - sentence.start < 2)
    return _Spot(mention, strong, bool(_words().spread.search(before)))


def _behind_a_place(sentence: Sentence, mention: PlaceMention, text: str) -> bool:
    """ "X, south-west of Y": the place is X; it is measured from Y."""
    gaps = (text[other.end : mention.start] for other in sentence.places if other.end < mention.start)
    return any(_words().measured.match(gap) for gap in gaps)


def _placed(before: str) -> bool:
    """True where a word of place leads up to the end of `before`: "in the besieged "."""
    led = before.rstrip()
    if led == before or not led.lower().endswith(_words().at_ends):
        return False
    return _words().at_backwards.match(before[::-1]) is not None


def by_the_way(doc: Document, sentence: Sentence, mention: PlaceMention) -> bool:
    """True for where a reporter sat, somebody spoke or had lived, and for a border: on whose side is not said."""
    before = doc.text[max(sentence.start, mention.start - 70) : mention.start]
    after = doc.text[mention.end : min(sentence.end, mention.end + 50)]
    if _in_dateline(doc, sentence, mention) or _words().spoke.search(before) or _words().life.search(before):
        return True
    if _words().voice.search(before) and _words().ward.match(after):
        return True
    return mention.place.precision == "country" and _BORDER.match(after) is not None


def _containing(sentence: Sentence, mention: PlaceMention, text: str) -> bool:
    """True for "Kharkiv, Ukraine" and "Ukraine's Kharkiv": the country of a place beside it."""
    for other in sentence.places:
        if other.place.precision == "country":
            continue
        gap = text[min(other.end, mention.end) : max(other.start, mention.start)]
        if len(gap) < 30 and mention.place.contains(other.place) and _words().links.match(gap):
            return True
    return False


def _in_dateline(doc: Document, sentence: Sentence, mention: PlaceMention) -> bool:
    if sentence.title or mention.start - sentence.start > 60:
        return False
    match = _DATELINE.match(doc.text[sentence.start : sentence.start + 140])
    return match is not None and mention.end <= sentence.start + match.end()


def _places_here(doc: Document, spots: list[_Spot], start: int, end: int) -> tuple[Place, ...]:
    """The places of the span's own sentence: the nearest of the strongest, its neighbours in a list, its containers."""
    usable = [s for s in spots if s.place.precision != "country"]
    pool = [s for s in usable if s.strong] or usable
    if not pool:
        return tuple(dict.fromkeys(s.place for s in spots if s.strong))[:2] or tuple(s.place for s in spots[:1])
    first = pool[0]
    if len(pool) > 1:
        first = min(pool, key=lambda s: (_distance(doc.text, s.mention, start, end), s.mention.start))
    land = _land_of_clause(doc.text, spots, first, start, end)
    if land is not None:
        return (land,)
    group = _listed(doc.text, pool, first)
    group = [s for s in group if not any(_lies_in(doc.text, o, s) for o in group)]
    places = [s.place for s in group]
    places += [s.place for s in usable if s.strong and any(s.place.contains(p) for p in places)]
    finest = min(_EXACTNESS[p.precision] for p in places)
    inner = [p for p in places if not any(o.key != p.key and p.contains(o) for o in places)]
    ordered = inner + [p for p in sorted(places, key=lambda p: _EXACTNESS[p.precision]) if p not in inner]
    if finest == 0:
        ordered.sort(key=lambda p: _EXACTNESS[p.precision] > 1)
    countries = [s.place for s in spots if s.place.precision == "country" and s.place.key == first.place.country]
    return tuple(dict.fromkeys([*ordered, *countries]))


def _land_of_clause(text: str, spots: list[_Spot], first: _Spot, start: int, end: int) -> Place | None:
    """ "X is hit as missiles kill ten in a Y village": the country the span's own clause names, where the nearest finer
    place stands in another clause and another country.
    """
    for spot in spots:
        if spot.strong and spot.place.precision == "country" and spot.place.key != first.place.country:
            own = _distance(text, spot.mention, start, end)
            if own < _CLAUSE <= _distance(text, first.mention, start, end):
                return spot.place
    return None


def _lies_in(text: str, inner: _Spot, outer: _Spot) -> bool:
    """ "The X terminal in Y": X, which no gazetteer has, is in the town Y, and what happened there was at X alone."""
    gap = text[inner.mention.end : outer.mention.start]
    unknown = inner.place.key.startswith(("x:", "?")) and inner.place.precision == outer.place.precision == "exact"
    return unknown and gap.split()[-1:] == ["in"] and len(gap) < _SHORT_GAP and inner.mention.end < outer.mention.start


_SHORT_GAP = 20
"""Characters between a place and the town it is said to lie in: "X port in Y"."""


def _listed(text: str, pool: list[_Spot], first: _Spot) -> list[_Spot]:
    """The run of places around `first` with nothing but commas, "and" and words of place between them."""
    at = pool.index(first)
    low = high = at
    while low > 0 and _linked(text, pool[low - 1], pool[low]):
        low -= 1
    while high + 1 < len(pool) and _linked(text, pool[high], pool[high + 1]):
        high += 1
    run = pool[low : high + 1]
    return [first, *(s for s in run if s is not first)]


def _linked(text: str, one: _Spot, other: _Spot) -> bool:
    gap = text[one.mention.end : other.mention.start]
    return len(gap) < 40 and bool(_words().links.match(gap))


def _distance(text: str, mention: PlaceMention, start: int, end: int) -> int:
    if mention.start < end and start < mention.end:
        return 0
    low, high = (mention.end, start) if mention.end <= start else (end, mention.start)
    breaks = sum(1 for _ in _words().breaks.finditer(text, low, high))
    # A place behind its event is closer than one in front: "killed two in Lviv" against "Lviv ... killed two".
    return (high - low) + _CLAUSE * breaks + (15 if mention.end <= start else 0)


# Around it


def _around(doc: Document, index: int, country: Place | None) -> tuple[Place, ...]:
    """The place that the sentences around give sentence `index`, inside `country` where it names no more than that."""
    return _referred(doc, index, country.country if country else None) or _inherited(doc, index, country)


def _of_the_article(doc: Document) -> tuple[Place, ...]:
    """The place of an article's claims where no sentence around them has one."""
    places = _dateline_place(doc)
    country = None if places else _spoken_of(doc)
    return places if country is None else (Place(country_names().get(country, country), country, "country", country),)


def _referred(doc: Document, index: int, country: str | None) -> tuple[Place, ...]:
    """What "the city", "the region" or "the Russian border city" points to: the last such place, else the next."""
    sentence = doc.sentences[index]
    match = _words().reference.search(doc.text, sentence.start, sentence.end)
    if match is None:
        return ()
    precisions = _words().kinds[match.group("kind")]
    if match.group("demonym"):
        country = next((a.actor.country for a in sentence.actors if a.start == match.start("demonym")), country)
    for other in _neighbours(doc, index):
        for spot in reversed(_spots(doc, doc.sentences[other])):
            if spot.place.precision in precisions and (country is None or spot.place.country == country):
                return (spot.place,)
    return ()


def _neighbours(doc: Document, index: int) -> Iterator[int]:
    """The sentences a sentence leans on: those just before it, the lead, the headline; for a headline the lead."""
    if doc.sentences[index].title:
        yield from range(index + 1, min(index + 1 + REACH, len(doc.sentences)))
        return
    seen = {index}
    paragraph = doc.sentences[index].paragraph
    for other in range(index - 1, max(-1, index - 1 - REACH), -1):
        if not doc.sentences[other].title and (doc.sentences[other].paragraph == paragraph or index - other <= 2):
            seen.add(other)
            yield other
    for other in (1, 0, 2, 3):
        if other < len(doc.sentences) and other not in seen and other < index:
            yield other
    if index <= 1:
        yield from (o for o in range(index + 1, min(index + 3, len(doc.sentences))))


def _inherited(doc: Document, index: int, country: Place | None) -> tuple[Place, ...]:
    """The place of the nearest neighbour that has one, inside `country` where the sentence names it."""
    coarse: tuple[Place, ...] = ()
    for other in _neighbours(doc, index):
        near = doc.sentences[other]
        spots = _spots(doc, near)
        if country is not None:
            spots = [s for s in spots if s.place.country == country.country]
        strong = [s for s in spots if s.strong] or spots
        middle = near.end if other < index else near.start
        found = _places_here(doc, strong, middle, middle)
        if found and (found[0].precision != "country" or (other == index - 1 and any(s.spread for s in strong))):
            return found  # "across Ukraine", just said, is a scene of its own: no finer place further off
        coarse = coarse or found
    return coarse if country is None else ()


def _dateline_place(doc: Document) -> tuple[Place, ...]:
    """Where the reporter's line says the report comes from: better than nothing, and only then.

    Nothing where headline and lead name another country: then it is only where the reporter sat.
    """
    for sentence in doc.sentences[:3]:
        for mention in sentence.places:
            if _in_dateline(doc, sentence, mention):
                return (mention.place,) if _countries(doc) <= {mention.place.country} else ()
    return ()


def _countries(doc: Document) -> set[str | None]:
    """The countries that headline and lead name, as places or as who acts."""
    top = doc.sentences[:3]
    sides = (a.actor.country for s in top for a in s.actors if a.actor.kind == "state")
    return {*(m.place.country for s in top for m in s.places), *sides} - {None}


def _spoken_of(doc: Document) -> str | None:
    """The one country the headline and the lead are about, where no place says more and no other side is named."""
    counts: Counter[str] = Counter()
    sides: set[str] = set()
    for sentence in doc.sentences[:3]:
        counts.update(m.place.country for m in sentence.places if m.place.country and _is_scene(doc, sentence, m))
        sides.update(a.actor.country or a.actor.name for a in sentence.actors if a.actor.kind != "body")
    return counts.most_common(1)[0][0] if len(counts) == 1 and sides <= set(counts) else None


def _is_scene(doc: Document, sentence: Sentence, mention: PlaceMention) -> bool:
    """False for who acts, and for places named by the way."""
    return not (is_actor_use(doc.text, mention) or by_the_way(doc, sentence, mention))


# When


def _when(doc: Document, index: int, start: int, end: int) -> When:
    sentence = doc.sentences[index]
    own = _nearest_date(doc, sentence, start, end)
    return own if own is not None else _shared(doc, "day around", sentence, lambda: _day_around(doc, index))


def _day_around(doc: Document, index: int) -> When:
    """The day that the sentences around give sentence `index`."""
    for other in _date_neighbours(doc, index):
        near = doc.sentences[other]
        middle = near.end if other < index else near.start
        found = _nearest_date(doc, near, middle, middle)
        if found is not None:
            return found
    return UNDATED


def _date_neighbours(doc: Document, index: int) -> Iterator[int]:
    if doc.sentences[index].title:
        yield from range(index + 1, min(index + 3, len(doc.sentences)))
        return
    before = index - 1
    if before >= 0 and (
        doc.sentences[before].paragraph == doc.sentences[index].paragraph
        or doc.sentences[before].title
        # Reports stand a sentence a paragraph: what names no place of its own goes on with the scene just set.
        or (not doc.sentences[index].places and any(s.strong for s in _spots(doc, doc.sentences[before])))
    ):
        yield before
    for other in (1, 0):
        if other < min(index, 5) and other != before and index < 5:
            yield other


def _nearest_date(doc: Document, sentence: Sentence, start: int, end: int) -> When | None:
    named = _shared(doc, "days", sentence, lambda: _days_of_events(doc, sentence))
    if len(named) < 2:
        return named[0].when if named else None
    return min(named, key=lambda mention: _days_off(doc, sentence, mention, start, end)).when


def _days_of_events(doc: Document, sentence: Sentence) -> list[DateMention]:
    """The dates of `sentence` on which what it tells may have happened."""
    # "(24.06.22 10:59)" is when it was published, not when it happened (R29).
    named = [m for m in sentence.dates if m.when.day and not _STAMP_AFTER.match(doc.text[m.end : m.end + 20])]
    named = [m for m in named if not doc.text.endswith(_NOT_ON, sentence.start, m.start)]
    named = [m for m in named if not (_of_another(doc, sentence, m) or _of_the_report(doc, sentence, m))]
    return [] if len(named) == 1 and _words().late_death.search(sentence.text) else named


def _of_the_report(doc: Document, sentence: Sentence, date: DateMention) -> bool:
    """ "The next day X reported that ...": a day of telling (R5)."""
    after = doc.text[date.end : min(sentence.end, date.end + 90)]
    later = doc.text[date.start : date.end].lower().startswith(("following", "next", "the following", "the next"))
    return later and _words().told_that.match(after) is not None


def _of_another(doc: Document, sentence: Sentence, date: DateMention) -> bool:
    """ "A planner of the 7 May attack was killed": the day of another event, by which somebody is known."""
    if _words().event.match(doc.text[date.end : date.end + 40]) is None:
        return False
    return _words().known_for.search(doc.text[max(sentence.start, date.start - 60) : date.start]) is not None


def _days_off(doc: Document, sentence: Sentence, mention: DateMention, start: int, end: int) -> int:
    """How far a date stands from the span `start` to `end`, as words count: a new clause parts, so does who said it."""
    low, high = (mention.end, start) if mention.end <= start else (end, mention.start)
    off = max(0, high - low)
    if high > low:
        off += 60 * sum(1 for _ in _words().breaks.finditer(doc.text, low, high))
    if _words().said_then.search(doc.text[max(sentence.start, mention.start - 40) : mention.start]):
        off += 150
    return off
