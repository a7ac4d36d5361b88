"""A headline's or lead's total over the places that the text below tells apart (METHOD.md R15).

"Strikes kill five", and below two in one town, two in another: the five are no town's, whichever is named first.
"""

import re
from collections.abc import Sequence

from msgspec.structs import replace

from sitrep.extract.casualties.story import Told
from sitrep.extract.setting.near import near
from sitrep.extract.setting.setting import Setting
from sitrep.model.place import Place
from sitrep.text.names import country_names

_LEAST = 3
"""A smaller total has no two parts worth telling apart."""


_TOPS = 6
"""So many figures of headline and lead are looked at: more stand in no news."""


_ATTACK = r"(?:bomb|bombing|blast|explosion|(?:air ?)?strike|attack|raid|ambush|mine|missile|drone)"
_OF_ONE = re.compile(
    rf"\b(?:an? (?:[a-z-]+ ){{0,3}}{_ATTACK}\b(?! (?:and|campaign|wave|spree))"
    rf"|{_ATTACK} (?:kills|leaves|wounds|injures)\b)",
    re.I,
)
"""One attack of its own words: what others did elsewhere is no part of it."""


def over_places(told: Sequence[Told]) -> list[Told]:
    """`told` with the totals over several places made so; in the order given."""
    tops = [one for one in told if _may_be_total(one)][:_TOPS]
    spread = {id(one): _over(one, _located(one, told)) for one in tops}
    return [spread.get(id(one), one) for one in told]


def _may_be_total(one: Told) -> bool:
    """True for a figure of headline or lead whose own sentence names no place finer than a country."""
    top = (one.title or one.index == 1) and not one.grounded and _OF_ONE.search(one.text) is None
    return top and one.size >= _LEAST and not one.mention.part and one.scope in ("incident", "aggregate")


def _located(one: Told, told: Sequence[Told]) -> list[Told]:
    """The smaller figures of its kind further down that name a place of their own."""
    return [
        k
        for k in told
        if k.mention.kind == one.mention.kind
        and k.index > one.index
        and k.grounded
        and not k.mention.part
        and 0 < k.size < one.size
        and k.scope == "incident"
    ]


def _over(one: Told, located: Sequence[Told]) -> Told:
    most: dict[str, tuple[int, Place]] = {}
    for k in located:
        place = k.setting.places[0]
        most[place.key] = max(most.get(place.key, (0, place)), (k.size, place), key=lambda told: told[0])
    places = [place for _, place in most.values()]
    lands = {place.country for place in places}
    if len(lands) != 1 or all(near(a, b) for a in places for b in places):
        return one
    if sum(size for size, _ in most.values()) > one.size:
        return one  # they are no parts of it
    (code,) = lands
    if code is None or one.setting.country not in (None, code):
        return one
    land = Place(country_names().get(code, code), code, "country", code)
    where = Setting((land,), code, one.setting.when)
    return replace(one, scope="aggregate", setting=where, note="over the places told below")
