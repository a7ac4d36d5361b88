"""Where and when a claim happened, by the words around it (METHOD.md R5, R6, R29).

A sentence's places are judged one by one: where something happened, who acts ("Moscow accused"), where somebody spoke,
where something came from, where the reporter sat. Only the first kind is the setting. What a sentence does not say is
taken from the sentences before it, the headline or the lead, never from the publication.
"""

from typing import NamedTuple

from sitrep.extract.setting.around import places_around, places_of_article, referred
from sitrep.extract.setting.days import when_of
from sitrep.extract.setting.spots import places_near, remembered, spots_of
from sitrep.model.place import Place
from sitrep.model.when import UNDATED, When
from sitrep.text.document import Document
from sitrep.text.names import country_names


class Setting(NamedTuple):
    """Places most exact and nearest first, the containing country last; `country` is ISO 3166-1 alpha-2."""

    places: tuple[Place, ...] = ()
    country: str | None = None
    when: When = UNDATED


def setting(doc: Document, index: int, start: int, end: int) -> Setting:
    """Where and when the claim at characters `start` to `end` of sentence `index` of `doc` happened.

    Raises IndexError for a sentence that `doc` does not have.
    """
    places = _places_told(doc, index, start, end)
    return _setting(places, when_of(doc, index, start, end, places))


def _places_told(doc: Document, index: int, start: int, end: int) -> tuple[Place, ...]:
    """The places of the claim: of its sentence, else of those around, else of the article; () where none is told."""
    sentence = doc.sentences[index]
    spots = spots_of(doc, sentence)
    own = places_near(doc, spots, start, end)
    if own and own[0].precision != "country":
        return own
    spread = any(s.spread for s in spots)  # "across Ukraine": no finer place of a sentence beside it
    if own and (spread or not sentence.title):
        finer = () if spread else referred(doc, index, own[0].country)
        return finer or own
    country = own[0] if own else None
    asked = f"around, in {country.country}" if country else "around"
    around = remembered(doc, asked, sentence, lambda: places_around(doc, index, country))
    return around or own or remembered(doc, "article's", doc.sentences[0], lambda: places_of_article(doc))


def _setting(places: tuple[Place, ...], when: When) -> Setting:
    if not places:
        return Setting((), None, when)
    country = places[0].country
    if country and all(p.key != country for p in places):
        places = (*places, Place(country_names().get(country, country), country, "country", country))
    kept = [p for p in places if p.precision != "country" or p.key == country]
    if country is None:
        kept = list(places)
    return Setting(tuple(sorted(dict.fromkeys(kept), key=lambda p: p.precision == "country")), country, when)
