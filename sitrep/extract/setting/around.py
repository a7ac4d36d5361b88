"""What a sentence leaves unsaid of its place: what "the city" points to, what stands around it, the dateline."""

from collections import Counter
from collections.abc import Iterator

from sitrep.extract.setting.spots import by_the_way, in_dateline, places_near, spots_of
from sitrep.extract.setting.words import patterns
from sitrep.model.place import Place
from sitrep.text.document import Document, PlaceMention, Sentence
from sitrep.text.names import country_names, is_actor_use

# How many sentences back a place still holds.
REACH = 3


def places_around(doc: Document, index: int, country: Place | None) -> tuple[Place, ...]:
    """The place that the sentences around give sentence `index`, inside `country` where it names no more than that."""
    return referred(doc, index, country.country if country else None) or _inherited(doc, index, country)


def places_of_article(doc: Document) -> tuple[Place, ...]:
    """The place of an article's claims where no sentence around them has one."""
    places = _dateline_place(doc)
    country = None if places else _spoken_of(doc)
    return places if country is None else (Place(country_names().get(country, country), country, "country", country),)


def referred(doc: Document, index: int, country: str | None) -> tuple[Place, ...]:
    """What "the city", "the region" or "the Russian border city" points to: the last such place, else the next."""
    sentence = doc.sentences[index]
    match = patterns().reference.search(doc.text, sentence.start, sentence.end)
    if match is None:
        return ()
    precisions = patterns().kinds[match.group("kind")]
    if match.group("demonym"):
        country = next((a.actor.country for a in sentence.actors if a.start == match.start("demonym")), country)
    for other in _neighbours(doc, index):
        for spot in reversed(spots_of(doc, doc.sentences[other])):
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
        spots = spots_of(doc, near)
        if country is not None:
            spots = [s for s in spots if s.place.country == country.country]
        strong = [s for s in spots if s.strong] or spots
        middle = near.end if other < index else near.start
        found = places_near(doc, strong, middle, middle)
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
            if in_dateline(doc, sentence, mention):
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
    if any(patterns().at_sea.search(sentence.text) for sentence in doc.sentences[:3]):
        return None  # whose ships were there does not say where it was
    for sentence in doc.sentences[:3]:
        counts.update(m.place.country for m in sentence.places if m.place.country and _is_scene(doc, sentence, m))
        sides.update(a.actor.country or a.actor.name for a in sentence.actors if a.actor.kind != "body")
    return counts.most_common(1)[0][0] if len(counts) == 1 and sides <= set(counts) else None


def _is_scene(doc: Document, sentence: Sentence, mention: PlaceMention) -> bool:
    """False for who acts, and for places named by the way."""
    victims = patterns().of_nation.match(doc.text[mention.end : mention.end + 60]) is not None
    return not (victims or is_actor_use(doc.text, mention) or by_the_way(doc, sentence, mention))
