"""The places of one text.

How a place is believed: whole capitalised words only, the longest name first; never inside a person's, a paper's or a
treaty's name; a name that is also a common word or a surname only behind "in", "near" and their like or in front of
its region or country. Places no gazetteer has are the matter of `unlisted`.
"""

import re
from collections import Counter
from functools import cache
from typing import NamedTuple

from sitrep.model.place import Place
from sitrep.text.actors import Hit, lexicon
from sitrep.text.bearings import country_measured_from
from sitrep.text.choosing import Candidate, chosen, renamed
from sitrep.text.document import ActorMention, PlaceMention
from sitrep.text.lexicons import overlay, place_words, stops
from sitrep.text.prepared import Prepared
from sitrep.text.tokens import Token, key, run_key
from sitrep.text.unlisted import unlisted, with_unlisted

__all__ = ["Marks", "Reader", "renamed"]

# No gazetteer name has more words.
MOST_WORDS_A_NAME = 5

# How many people make a town well known: everywhere, in a country at war, and behind a mere "on" or "from".
_FAMOUS, _KNOWN, _LISTED = 300_000, 50_000, 100_000
_LONG_NAME = 3
# So many places of one country make a text play there; fewer, where it names the country or its people as well.
_ONE_LAND = 3
_COUNTRY_CODE = 2
_CAMPS = (("refugee", "camp"), ("displacement", "camp"), ("camp",))
_OLD_AND_NEW = frozenset({"old", "new", "greater", "port", "fort"})
_LIST_GAPS = (", ", " and ", ", and ", " or ")


class Marks(NamedTuple):
    """The places and actors of a text, in order."""

    places: tuple[PlaceMention, ...]
    actors: tuple[ActorMention, ...]


@cache
def _of() -> re.Pattern[str]:
    """ "the city of " and its like, just in front of a name."""
    return re.compile(rf"\b(?:{'|'.join(place_words().of_heads)})\s+of\s+(?:the\s+)?$")


@cache
def _known_words() -> frozenset[str]:
    """Words that go on no place's name: common words, titles, organisations, first names."""
    return stops().words | stops().titles | stops().organisations | stops().plain | stops().given


_MARKS = "'’‘`ʼ"
"""Marks of transliteration, which no press prints."""


class Reader(Prepared):
    """One text being read: the names in it that the gazetteer has, and the actors."""

    def marks(self) -> Marks:
        """All places and actors, in order."""
        candidates = self._candidates()
        found = [
            PlaceMention(self.words[c.first].start, self.words[c.last - 1].end, self._as_written(c, place))
            for c, place in zip(candidates, chosen(candidates, self._spoken_about(), self.find), strict=True)
        ]
        found = with_unlisted(self, self._at_home(candidates, found))
        return Marks(tuple(found), tuple(self._actors(found)))

    def _at_home(self, candidates: list[Candidate], found: list[PlaceMention]) -> list[PlaceMention]:
        """`found`, without small namesakes in lands that a text which plays in one country never speaks of.

        Behind "in" and its like such a name is a place in that country which no gazetteer has.
        """
        fine = {m.place.key: m.place.country for m in found if m.place.precision != "country"}
        lands = Counter(country for country in fine.values() if country)
        home, many = max(lands.items(), key=lambda land: land[1], default=("", 0))
        if not many or many == lands.total():
            return found
        told = {h.actor.country for h in self.hits} | {m.place.key for m in found if m.place.precision == "country"}

        def strange(one: Candidate, place: Place) -> bool:
            country = place.country or home
            alone = country != home and lands[country] == 1 and country not in told and place.precision != "country"
            if not alone or place.people >= _FAMOUS or one.hint or overlay().knows(one.key):
                return False
            if home not in told:
                return many >= _ONE_LAND
            return many > 1 or country in self.sets["quiet"]

        kept: list[PlaceMention] = []
        for one, mention in zip(candidates, found, strict=True):
            if not strange(one, mention.place):
                kept.append(mention)
            elif self._spoken_of(one.first) and self._strictly(one.first):
                kept.append(PlaceMention(mention.start, mention.end, unlisted(self.text, mention, home)))
        return kept

    def _as_written(self, one: Candidate, place: Place) -> Place:
        """A town under the name the text gives it, where nobody wrote down how the board does: the gazetteer's own
        ("Ryl'sk") may be one that no press uses. Accents, which texts leave out, stay.
        """
        kept = place.precision != "exact" or one.wanted or one.direction or one.kind or overlay().knows(one.key)
        text = self.text[self.words[one.first].start : self.words[one.last - 1].end]
        if kept or text.isupper() or key(text) != one.key:
            return place
        same = key(place.name) == one.key and not any(mark in place.name for mark in _MARKS)
        return place if same else renamed(place, text)

    def _spoken_about(self) -> list[Hit]:
        """The actors that say where a text plays: not who only holds a place, as in "Russian-occupied"."""
        held = self.sets["held"]
        return [h for h in self.hits if not (h.last < len(self.words) and self.words[h.last].key in held)]

    # Names the gazetteer has

    def _candidates(self) -> list[Candidate]:
        found: list[Candidate] = []
        free = 0  # the first word no name has taken yet
        for i in self.telling:
            if i < free or not self._may_start(i):
                continue
            one = self._longest(i)
            if one is not None:
                found.append(one)
            free = one.last if one else self._past(i)
        self._spread(found)
        return found

    def _may_start(self, i: int) -> bool:
        word = self.words[i]
        if word.capital:
            return True
        return word.key in self.sets["articles"] and i + 1 < len(self.words) and self.words[i + 1].hyphen

    def _past(self, i: int) -> int:
        """Where to look next: behind the actor that starts here, unless it may hold a place ("Kyiv officials")."""
        hit = self.hit_at.get(i)
        if hit and hit.form not in ("name", "capital") and i not in self.masks.words:
            return hit.last
        return i + 1

    def _longest(self, i: int) -> Candidate | None:
        least = self._least(i)
        for size in range(self._run_length(i), least - 1, -1):
            masked = not self.masks.words.isdisjoint(range(i, i + size)) and not self._spoken_of(i)
            if masked and (size < _LONG_NAME or i in self.masks.words):  # "Dera Ismail Khan" is no man's name
                continue
            name = self.words[i].key if size == 1 else run_key(self.words[i : i + size])
            if not self._may_end(i + size - 1, name, size):
                continue
            choices = self._in_reach(i + size, name, self._choices(i, size, name))
            if choices and self._is_of_people(i, i + size, choices):
                return None
            if choices and not self._owned_elsewhere(i, i + size, choices):
                one = self._grown(i, i + size, name, choices)
                believed = not self._venue(i + size, one) if size > 1 else self._believed(i, one)
                return one if believed else None
        return None

    def _in_reach(self, end: int, name: str, choices: tuple[Place, ...]) -> tuple[Place, ...]:
        """ "X, 20 km north of Y": of the places called X those in the country of Y; a large one elsewhere stays."""
        following = self.joined(end)
        last = end if following and following.key in place_words().divisions else end - 1
        land = country_measured_from(self, self.words[last].end) if choices else None
        near = tuple(p for p in choices if p.country == land)
        if land is None or near or overlay().knows(name):
            return near or choices
        large = any(p.precision == "country" or (p.people >= _FAMOUS and key(p.name) == name) for p in choices)
        return choices if large else ()

    def _is_of_people(self, i: int, end: int, choices: tuple[Place, ...]) -> bool:
        """ "The al-Nadi family home": a family; "al-Amal Hospital", in a text of other lands: a hope, not a hamlet."""
        following = self.joined(end)
        if following is None:
            return False
        if not following.capital:
            kin = following.key in self.sets["kin"] or (
                following.key in self.sets["dwellings"] and self.words[i].key in self.sets["articles"]
            )
            return kin and not self._spoken_of(i)
        unknown = (
            choices[0].precision == "exact" and choices[0].people < _KNOWN and not overlay().knows(self.words[i].key)
        )
        named = following.key in self.sets["venues"] and unknown
        return named and bool(self.countries) and not any(p.country in self.countries for p in choices)

    def _venue(self, end: int, one: Candidate) -> bool:
        """True for "Los Altos Skate Park": a small town of a quiet country that only begins another name."""
        first, following = one.choices[0], self.joined(end)
        small = first.precision == "exact" and first.people < _LISTED and first.country in self.sets["quiet"]
        return small and not one.sure and not one.hint and following is not None and following.capital

    def _least(self, i: int) -> int:
        """How many words a place that starts where an actor does must have: "Georgian" is none, "Islamic State" too."""
        hit = self.hit_at.get(i)
        if hit is None or hit.form in ("name", "capital"):
            return 1
        if hit.form == "organ" and self.words[i].key not in lexicon().demonyms and hit.core != hit.last:
            return 1
        return hit.core - hit.first + 1

    def _run_length(self, i: int) -> int:
        size = 1
        while size < MOST_WORDS_A_NAME and i + size < len(self.words):
            word = self.words[i + size]
            if not word.joined or self.words[i + size - 1].owns:
                break
            if not word.capital and word.key not in self.joining:
                break
            size += 1
        while size > 1 and not self.words[i + size - 1].capital and self.words[i + size - 1].key not in self.tails:
            size -= 1
        return size

    def _may_end(self, last: int, name: str, size: int) -> bool:
        """A name ends in a capitalised word, or in a small one that belongs to it: "Gaza strip", "Kabul airport"."""
        word = self.words[last]
        if word.capital:
            return True
        return size > 1 and (word.key == "city" or (word.key in self.tails and name in overlay().places))

    def _choices(self, i: int, size: int, name: str) -> tuple[Place, ...]:
        words = self.words[i : i + size]
        choices: tuple[Place, ...] = ()
        country = lexicon().places.get(tuple([w.key for w in words]))
        if i and size == 1 and words[0].key == "america" and self.words[i - 1].capital and words[0].joined:
            return ()  # "South America" is no part of the United States
        if country and (words[0].upper or not country[2]):
            choices = (Place(country[1], country[0], "country", country[0]),)
            if name not in self.sets["shared"]:
                return choices
        if size == 1 and (name in self.sets["month_names"] or words[0].word.casefold() in self.sets["rivers"]):
            return ()
        if size == 1 and words[0].upper and words[0].word.casefold() in self.sets["agencies"]:
            return ()
        if size == 1 and (len(name) < 3 or (words[0].upper and len(name) < 4) or name in self.sets["directions"]):
            return choices  # "US", "AP", "UN": abbreviations, whatever hamlet is called so
        choices += self.find(name)
        return choices or self._without_article(words)

    def _without_article(self, words: list[Token]) -> tuple[Place, ...]:
        """ "al-Fashir" by any spelling of its article: al, el, none."""
        if len(words) < 2 or words[0].key not in self.sets["articles"] or not words[1].capital:
            return ()
        if not words[1].hyphen and words[0].key not in ("al", "el"):
            return ()
        rest = run_key(words[1:])
        return self.find(f"al {rest}") or self.find(f"el {rest}") or self.find(rest)

    # What stands around a name

    def _grown(self, i: int, end: int, name: str, choices: tuple[Place, ...]) -> Candidate:
        """The candidate with its surroundings: "region", "refugee camp", "eastern", the country behind a comma."""
        last, wanted, choices = self._kind_behind(end, name, choices)
        first, direction = (i, "") if wanted else self._direction(i)
        word = self.words[last - 1]
        kind = (word.word if word.upper else word.key) if last == end + 1 and wanted in ("region", "area") else ""
        return Candidate(first, last, name, choices, wanted, direction, last > end, self._hint(i, last), kind)

    def _kind_behind(self, end: int, name: str, choices: tuple[Place, ...]) -> tuple[int, str, tuple[Place, ...]]:
        """Where the name with its kind ends, the kind, and the choices that are left."""
        following = self.joined(end)
        if following is None:
            return end, "", choices
        if following.key in place_words().divisions and self._divides(name, following.key, choices):
            return end + 1, place_words().divisions[following.key], choices
        for camp in _CAMPS:
            if tuple(w.key for w in self.words[end : end + len(camp)]) == camp:
                known = self.find(f"{name} {' '.join(camp)}")
                return (end + len(camp), "", known) if known else (end + len(camp), "camp", choices)
        if following.key in self.sets["country_towns"]:  # a "Kaduna village" lies in the state, not in its capital
            regions = tuple(c for c in choices if c.precision == "region")
            return end, "", regions or choices
        if following.key == "city" and following.capital and choices[0].precision != "country":
            return end + 1, "city", choices
        return end, "", choices

    def _divides(self, name: str, word: str, choices: tuple[Place, ...]) -> bool:
        """Whether the word behind a name makes it a division: not in "Police Department" or "Eastern District"."""
        if name in stops().words or name in self.sets["directions"]:
            return False
        homes = {"department": self.sets["departments"], "county": self.sets["counties"]}.get(word)
        return homes is None or any(p.country in homes for p in choices)

    def _direction(self, i: int) -> tuple[int, str]:
        """The first word and the direction in front of a name: "south-eastern"."""
        words, directions = self.words, self.sets["directions"]
        if i == 0 or not words[i].joined or words[i - 1].key not in directions:
            return i, ""
        if i > 1 and words[i - 1].hyphen and words[i - 2].key in directions:
            return i - 2, f"{words[i - 2].key}-{words[i - 1].key}"
        return i - 1, words[i - 1].key

    def _hint(self, i: int, end: int) -> tuple[str, ...]:
        """Keys of the country or region that the words around say the place lies in."""
        return self._hint_behind(end) or self._hint_owner(i) or self.hint_demonym(i)

    def _hint_behind(self, end: int) -> tuple[str, ...]:
        """ "X, Texas", "X (Syria)", "X in Kharkiv region"."""
        if end >= len(self.words):
            return ()
        word = self.words[end]
        gap = self.text[self.words[end - 1].end : word.start]
        if word.capital and gap in (", ", " (", ","):
            return self._named_at(end) or self._named_behind_next(end)
        hit = self.hit_at.get(end)
        if word.capital and gap == " " and hit and hit.form == "name":
            return self._named_at(end)
        behind = self.joined(end + 1)
        if word.key == "in" and behind and behind.capital:
            return self._named_at(end + 1)
        land = country_measured_from(self, self.words[end - 1].end)
        return (land,) if land else ()

    def _named_behind_next(self, i: int) -> tuple[str, ...]:
        """The region of "X, Las Navas town, Northern Samar", behind the town at word `i`."""
        last = i
        while last - i < _LONG_NAME and self._runs(last):
            last += 1
        following = self.joined(last + 1)
        if following is None or following.key not in place_words().kinds:
            return ()
        behind = last + 2
        if behind >= len(self.words) or self.text[self.words[behind - 1].end : self.words[behind].start] != ", ":
            return ()
        return self._named_at(behind)

    def _of_kind(self, i: int) -> bool:
        """Behind "the village of"."""
        start = self.words[i].start
        return _of().search(self.text, max(0, start - 40), start) is not None

    def _owned_elsewhere(self, i: int, end: int, choices: tuple[Place, ...]) -> bool:
        """ "Russia's X", where no X the gazetteer has lies in Russia: then it is one that it does not have."""
        owner = self._hint_owner(i)
        code = owner[0] if len(owner) == 1 and len(owner[0]) == _COUNTRY_CODE else self._lies_in(end)
        if not code and self._strictly(i) and self._of_kind(i):
            homes = {region.split(".")[0] for region in self._hint_behind(end)}
            code = homes.pop() if len(homes) == 1 else ""
        return code != "" and all(p.precision != "country" and p.country != code for p in choices)

    def _lies_in(self, end: int) -> str:
        """The country of "X (Syria)", "X, in Syria's Homs province", of a country's region; "" where none is told."""
        if end + 1 >= len(self.words):
            return ""
        gap = self.text[self.words[end - 1].end : self.words[end].start]
        at = end + 1 if self.words[end].key == "in" and gap in (" ", ", ") else end
        if (at == end and gap != " (") or not self.words[at].capital:
            return ""
        named = self._named_at(at)
        homes = {region.split(".")[0] for region in named}
        if at > end and len(homes) == 1 and "." in named[0]:
            return homes.pop()  # "X, in Guerrero state"
        if not named or len(named[0]) != _COUNTRY_CODE:
            return ""
        last = next(k for k in range(at, len(self.words)) if self.words[k].owns or k >= at + 2 or not self._runs(k))
        if not self.words[last].owns:
            return named[0] if at == end else ""
        region = self._named_at(last + 1)
        return named[0] if region and region[0].startswith(f"{named[0]}.") else ""

    def _runs(self, k: int) -> bool:
        """True where a capitalised word follows word `k` with nothing between."""
        return k + 1 < len(self.words) and self.words[k + 1].joined and self.words[k + 1].capital

    def _hint_owner(self, i: int) -> tuple[str, ...]:
        """ "Syria's X"."""
        if not i or not self.words[i].joined or not self.words[i - 1].owns:
            return ()
        for size in (3, 2, 1):  # "North Darfur's X"
            run = self.words[max(0, i - size) : i]
            whole = len(run) == size and all(w.capital for w in run) and all(w.joined for w in run[1:])
            named = self._named_at(i - size, i) if whole else ()
            if named:
                return named
        return ()

    def _named_at(self, i: int, end: int | None = None) -> tuple[str, ...]:
        """Keys of the country or regions named from word `i` on, up to word `end` where it is given."""
        for size in (3, 2, 1) if end is None else (end - i,):
            run = self.words[i : i + size]
            if len(run) < size or not all(w.joined and w.capital for w in run[1:]):
                continue
            name = run_key(run)
            country = lexicon().places.get(tuple(w.key for w in run))
            if size == 1 and not country and name in overlay().abbreviations:
                return (overlay().abbreviations[name], "US")
            if country and name not in self.sets["shared"]:
                return (country[0],)
            found = self.find(name)
            regions = tuple(p.key for p in found if p.precision == "region")
            areas = [p for p in found if p.precision == "area"]
            if size > 1 and areas and not regions and not country:
                return areas[0].within  # "Northern Samar", not the "Northern" of other countries
            if regions or country:
                return (*regions, country[0]) if country else regions
        return ()

    # Whether to believe a name of one word

    def _believed(self, i: int, one: Candidate) -> bool:
        word, first = self.words[i], one.choices[0]
        if first.precision == "country":
            return i not in self.masks.words
        following = None if word.owns else self.joined(i + 1)
        if following and following.capital and following.key in self.sets["streets"]:
            return False
        if self._goes_on(i, first, following) or (one.sure and self._ends_longer_name(i)):
            return False
        if one.sure or one.hint or (one.direction and not self.words[one.first].capital):
            return word.key not in stops().words or (self._spoken_of(i) and not one.direction)
        spoken = self._spoken_of(i) or self._datelined(i)
        if word.key in stops().words or word.key in stops().titles or word.key in stops().plain:
            return spoken and self._word_is_place(i, first)
        if word.key in self.masks.surnames or (word.opens and word.key in self.small):
            return spoken and first.people > _LISTED
        if i in self.headline:
            return word.key not in self.small and (self._well_known(one) or spoken)
        if not spoken and self._inside_longer_name(i, first, following):
            return False
        if spoken and (first.people > _LISTED or self._strictly(i) or first.precision == "region"):
            return True
        return self._well_known(one)

    def _goes_on(self, i: int, first: Place, following: Token | None) -> bool:
        """True where the name goes on in a word nobody knows: "Tal Rifaat", "Hamar Weyne", "Dasht-e-Barchi"."""
        famous = first.people >= _FAMOUS and first.name.casefold() == self.words[i].word.casefold()
        if following is None or famous or i in self.headline:
            return False
        after = self.joined(i + 2)
        if following.hyphen:
            return not following.capital and after is not None and after.hyphen and after.capital
        if not following.capital or following.upper or i + 1 in self.hit_at or i + 1 in self.masks.words:
            return False
        low = following.key
        if low in _known_words() or low in self.small or low in lexicon().demonyms or low in self.sets["directions"]:
            return False
        if low in place_words().divisions or low in place_words().kinds or low.endswith("day") or self.find(low):
            return False
        return low[:3] not in self.sets["months"] and (after is None or not after.capital)

    def _ends_longer_name(self, i: int) -> bool:
        """True for the "Ali" of "Waziristan's Mir Ali area": a capital stands before it that begins a name."""
        before = self.words[i - 1] if i > 1 else None
        if before is None or not self.words[i].joined or not before.capital or before.owns:
            return False
        low = before.key
        free = i in self.hit_ends or low in self.sets["directions"] or low in stops().titles or low in stops().words
        return not free and self.words[i - 2].owns and before.joined

    def _word_is_place(self, i: int, first: Place) -> bool:
        """A common word behind "in": a place only if it is a large one and nowhere in the text a common word."""
        if self.words[i].key in self.small or i in self.headline or self._numbered(i + 1):
            return False
        return first.people > 20_000 and self._strictly(i)

    def _inside_longer_name(self, i: int, first: Place, following: Token | None) -> bool:
        """Part of a longer name nobody knows: "Vice Lords", "Mount Horeb"."""
        quiet = first.country in self.sets["quiet"]
        if following and following.capital and quiet and first.precision == "exact" and first.people < _LISTED:
            return True
        before = self.words[i - 1] if i else None
        if before is None or not self.words[i].joined or not before.capital or before.owns or before.opens:
            return False
        ship = i > 1 and self.words[i - 2].key == "the" and before.key not in self.sets["directions"] | _OLD_AND_NEW
        return i not in self.hit_ends and (first.people < _FAMOUS or (ship and before.key not in stops().titles))

    def _well_known(self, one: Candidate) -> bool:
        first = one.choices[0]
        quiet = first.country in self.sets["quiet"]
        if first.people >= _FAMOUS or overlay().knows(one.key) or (first.people >= _KNOWN and not quiet):
            return True
        if first.precision == "region" and (quiet or first.country in self.countries):
            return True
        return any(p.country in self.countries and p.country not in self.sets["quiet"] for p in one.choices)

    def _spoken_of(self, i: int) -> bool:
        """True behind a word of place: "in Nice", "the city of Reading"."""
        if i == 0 or not self.words[i].joined:
            return False
        before = self.words[i - 1]
        if before.key in place_words().at:
            return before.opens or not before.capital
        if before.key in self.sets["directions"]:
            return not before.capital
        start = self.words[i].start
        return before.key in ("of", "the") and _of().search(self.text, max(0, start - 40), start) is not None

    def _strictly(self, i: int) -> bool:
        """Behind a word that leaves no doubt: "in", "near", "the city of", or in a dateline."""
        return i == 0 or self.words[i - 1].key not in place_words().weak_at

    def _datelined(self, i: int) -> bool:
        """At the head of a report: "Osorno, 18 Jan", "LIMA (Reuters)"."""
        if not self.words[i].opens or i + 1 >= len(self.words):
            return False
        gap = self.text[self.words[i].end : self.words[i + 1].start]
        dated = self._numbered(i + 1) or self.words[i + 1].key[:3] in self.sets["months"]
        return gap == " (" or (gap == ", " and dated)

    def _numbered(self, i: int) -> bool:
        return i < len(self.words) and self.words[i].word[0].isdigit()

    def _spread(self, found: list[Candidate]) -> None:
        """ "Bryansk, Oryol and Kursk regions": the plural behind the last name holds for the names in front of it."""
        for n in range(len(found) - 1, -1, -1):
            following = self.joined(found[n].last)
            wanted = place_words().plurals.get(following.key) if following else None
            while wanted:
                found[n] = found[n]._replace(wanted=wanted, sure=True)
                if n == 0:
                    break
                gap = self.text[self.words[found[n - 1].last - 1].end : self.words[found[n].first].start]
                if gap not in _LIST_GAPS:
                    break
                n -= 1

    # Actors

    def _actors(self, places: list[PlaceMention]) -> list[ActorMention]:
        """The actors, but for parts of a person's name and for places that are another than the capital: Santiago."""
        at = {m.start: m.place for m in places}
        found = []
        for hit in self.hits:
            start, end = self.words[hit.first].start, self.words[hit.last - 1].end
            place = at.get(start)
            if hit.form in ("name", "capital", "organ") and hit.first in self.masks.words:
                continue
            if hit.form in ("name", "capital") and place and place.country != hit.actor.country:
                continue
            found.append(ActorMention(start, end, hit.actor, hit.form))
        return found
