"""The places of one sentence, judged one by one: where it happened, who acts, who spoke (METHOD.md R6)."""

import re
from collections.abc import Callable
from typing import NamedTuple, TypeVar

from sitrep.extract.setting.words import patterns
from sitrep.model.place import COARSENESS, Place
from sitrep.text.document import Document, PlaceMention, Sentence
from sitrep.text.lexicons import place_words
from sitrep.text.names import country_names, is_actor_use

_CLAUSE = 60
"""Characters a break between two clauses counts for, where distances are compared."""


class Spot(NamedTuple):
    """A place where something may have happened, and how strongly the words say so."""

    mention: PlaceMention
    strong: bool
    spread: bool = False

    @property
    def place(self) -> Place:
        return self.mention.place


_Found = TypeVar("_Found")

_DATELINE = re.compile(
    r"^\s*[A-Z](?:[^.\n]|\b(?:Jan|Feb|Aug|Sept?|Oct|Nov|Dec)\.){0,60}?(?:\([^)\n]{2,40}\)\s*[-–—]+|\s[-–—]{1,2}\s)"
)
_BORDER = re.compile(r"^(?:['’]s)?\s+(?:land\s+|sea\s+|state\s+)?(?:border|frontier)s?\b", re.I)


_SPOKE_AFTER = re.compile(r"^,\s+(?:[\w’'-]+\s+){1,5}(?:said|says|told|announced|reported|claimed|confirmed)\b", re.I)
_OPENS = re.compile(r"^\W*(?:(?:and|but|meanwhile|also|separately),?\s+)?(?:in|from)\s+$", re.I)


_BACKED = re.compile(
    r"^-(?:backed|led|aligned|supported|supplied|made|allied|brokered|sponsored|funded|trained|linked|designed)\b", re.I
)
_OF_ITS_OWN = re.compile(
    r"^\s+(?:convoys?|patrols?|military|army|forces?|troops|soldiers?|navy|air\s+force|delegation|mission|ships?|vehicles?|warplanes?|jets?|drones?|owned|operated|flagged)\b",
    re.I,
)
""" "In the U.S. convoy": whose it is, not where."""


def remembered(doc: Document, what: str, sentence: Sentence, find: Callable[[], _Found]) -> _Found:
    """What `find` finds about `sentence`, remembered with the document: all claims of a sentence ask the same."""
    key = (what, sentence.start)
    if key not in doc.shared:
        doc.shared[key] = find()
    found: _Found = doc.shared[key]
    return found


def spots_of(doc: Document, sentence: Sentence) -> list[Spot]:
    """The places of `sentence` where something may have happened, in order."""
    return remembered(doc, "spots", sentence, lambda: _judged_all(doc, sentence))


def _judged_all(doc: Document, sentence: Sentence) -> list[Spot]:
    found: list[Spot] = []
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
        spoke = patterns().seat.match(doc.text[found[n].mention.end : found[n].mention.end + 50])
        if found[n - 1].strong and not (found[n].strong or spoke) and len(gap) < 30 and patterns().links.match(gap):
            found[n] = found[n]._replace(strong=True, spread=found[n - 1].spread)
    return found


def _unnamed(doc: Document, sentence: Sentence) -> list[Spot]:
    """ "In a Ukrainian village", "central Ukrainian city": a place without a name still says in which country."""
    found: list[Spot] = []
    for actor in sentence.actors:
        code = actor.actor.country
        if actor.form != "demonym" or code is None or actor.actor.kind != "state":
            continue
        kind = patterns().unnamed.match(doc.text, actor.end, sentence.end)
        before = doc.text[max(sentence.start, actor.start - 40) : actor.start]
        if kind is not None and (sentence.title or _placed(before)):
            place = Place(country_names().get(code, code), code, "country", code)
            found.append(Spot(PlaceMention(actor.start, kind.end(), place), True))
    return found


def _judged(doc: Document, sentence: Sentence, mention: PlaceMention, organs: set[int]) -> Spot | None:
    text = doc.text
    before = text[max(sentence.start, mention.start - 70) : mention.start]
    after = text[mention.end : min(sentence.end, mention.end + 50)]
    if by_the_way(doc, sentence, mention):
        return None
    at = _placed(before)
    if after.startswith("-bound") or (not at and patterns().of_there.match(after)):
        return None
    if mention.place.precision == "country":
        if sentence.title and mention.start == sentence.start and text.startswith(": ", mention.end):
            return Spot(mention, True)  # "Burkina Faso: dozens killed in attack"
        if mention.start in organs or _OF_ITS_OWN.match(after) or (not at and not _containing(sentence, mention, text)):
            return None
        return Spot(mention, at, bool(patterns().spread.search(before)))
    if not at and (mention.start in organs or is_actor_use(text, mention)):
        return None
    if (
        patterns().at_sea.search(before)
        or patterns().launched.search(before)
        or (patterns().measured.search(before) and _behind_a_place(sentence, mention, text))
    ):
        return None
    counted = patterns().counted.search(before) and patterns().event.match(after)
    if mention.place.precision == "region" and not at and patterns().seat.match(after):
        return Spot(mention, False)  # "according to Gaza's civil defence agency"
    if patterns().origin.search(before) and not at and not counted:
        return None
    if patterns().seat.match(after) and not at:
        return Spot(mention, False)
    if at and patterns().voice.search(before) and _ON_THE_WORD_OF.search(before):
        return Spot(mention, False)  # where who speaks sits, unless no other place is named
    strong = at or bool(patterns().event.match(after)) or (sentence.title and mention.start - sentence.start < 2)
    return Spot(mention, strong, bool(patterns().spread.search(before)))


_ON_THE_WORD_OF = re.compile(r"\baccording to [^,;]*$", re.I)


def _behind_a_place(sentence: Sentence, mention: PlaceMention, text: str) -> bool:
    """ "X, south-west of Y": the place is X; it is measured from Y."""
    gaps = (text[other.end : mention.start] for other in sentence.places if other.end < mention.start)
    return any(patterns().measured.match(gap) for gap in gaps)


def _placed(before: str) -> bool:
    """True where a word of place leads up to the end of `before`: "in the besieged "."""
    led = before.rstrip()
    if led == before or not led.lower().endswith(patterns().at_ends):
        return False
    return patterns().at_backwards.match(before[::-1]) is not None


def by_the_way(doc: Document, sentence: Sentence, mention: PlaceMention) -> bool:
    """True for where a reporter sat, somebody spoke or had lived, and for a border: on whose side is not said."""
    before = doc.text[max(sentence.start, mention.start - 70) : mention.start]
    after = doc.text[mention.end : min(sentence.end, mention.end + 50)]
    if in_dateline(doc, sentence, mention) or patterns().spoke.search(before) or patterns().life.search(before):
        return True
    if _SPOKE_AFTER.match(after) and _OPENS.search(before):
        return True  # "Meanwhile, in Moscow, the ministry said"
    if patterns().voice.search(before) and patterns().ward.match(after):
        return True
    if mention.place.precision != "country":
        return False
    if mention.place.key in place_words().small["quiet"] and _OF_ITS_OWN.match(after):
        return True  # "including twelve US troops": lands whose forces fight abroad
    return (_BORDER.match(after) or _BACKED.match(after)) is not None


def _containing(sentence: Sentence, mention: PlaceMention, text: str) -> bool:
    """True for "Kharkiv, Ukraine" and "Ukraine's Kharkiv": the country of a place beside it."""
    for other in sentence.places:
        if other.place.precision == "country":
            continue
        gap = text[min(other.end, mention.end) : max(other.start, mention.start)]
        if len(gap) < 30 and mention.place.contains(other.place) and patterns().links.match(gap):
            return True
    return False


def in_dateline(doc: Document, sentence: Sentence, mention: PlaceMention) -> bool:
    if sentence.title or mention.start - sentence.start > 60:
        return False
    match = _DATELINE.match(doc.text[sentence.start : sentence.start + 140])
    return match is not None and mention.end <= sentence.start + match.end()


def places_near(doc: Document, spots: list[Spot], start: int, end: int) -> tuple[Place, ...]:
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
    finest = min(COARSENESS[p.precision] for p in places)
    inner = [p for p in places if not any(o.key != p.key and p.contains(o) for o in places)]
    ordered = inner + [p for p in sorted(places, key=lambda p: COARSENESS[p.precision]) if p not in inner]
    if finest == 0:
        ordered.sort(key=lambda p: COARSENESS[p.precision] > 1)
    countries = [s.place for s in spots if s.place.precision == "country" and s.place.key == first.place.country]
    return tuple(dict.fromkeys([*ordered, *countries]))


def _land_of_clause(text: str, spots: list[Spot], first: Spot, start: int, end: int) -> Place | None:
    """ "X is hit as missiles kill ten in a Y village": the country the span's own clause names, where the nearest finer
    place stands in another clause and another country.
    """
    for spot in spots:
        if spot.strong and spot.place.precision == "country" and spot.place.key != first.place.country:
            own = _distance(text, spot.mention, start, end)
            if own < _CLAUSE <= _distance(text, first.mention, start, end):
                return spot.place
    return None


def _lies_in(text: str, inner: Spot, outer: Spot) -> bool:
    """ "The X terminal in Y": X, which no gazetteer has, is in the town Y, and what happened there was at X alone."""
    gap = text[inner.mention.end : outer.mention.start]
    unknown = inner.place.key.startswith(("x:", "?")) and inner.place.precision == outer.place.precision == "exact"
    return unknown and gap.split()[-1:] == ["in"] and len(gap) < _SHORT_GAP and inner.mention.end < outer.mention.start


_SHORT_GAP = 20
"""Characters between a place and the town it is said to lie in: "X port in Y"."""


def _listed(text: str, pool: list[Spot], first: Spot) -> list[Spot]:
    """The run of places around `first` with nothing but commas, "and" and words of place between them."""
    at = pool.index(first)
    low = high = at
    while low > 0 and _linked(text, pool[low - 1], pool[low]):
        low -= 1
    while high + 1 < len(pool) and _linked(text, pool[high], pool[high + 1]):
        high += 1
    run = pool[low : high + 1]
    return [first, *(s for s in run if s is not first)]


def _linked(text: str, one: Spot, other: Spot) -> bool:
    gap = text[one.mention.end : other.mention.start]
    return len(gap) < 40 and bool(patterns().links.match(gap))


def _distance(text: str, mention: PlaceMention, start: int, end: int) -> int:
    if mention.start < end and start < mention.end:
        return 0
    low, high = (mention.end, start) if mention.end <= start else (end, mention.start)
    breaks = sum(1 for _ in patterns().breaks.finditer(text, low, high))
    # A place behind its event is closer than one in front: "killed two in Lviv" against "Lviv ... killed two".
    return (high - low) + _CLAUSE * breaks + (15 if mention.end <= start else 0)
