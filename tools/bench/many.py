"""As many articles as wanted, with readings, without the reader: a month of news as the journal would hold it."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import product

from sitrep.model.article import Article, Span
from sitrep.model.claim import Act, Casualty, Reading, Strike, Weapon
from sitrep.model.count import Count
from sitrep.model.place import Place
from sitrep.model.when import When

BEGUN = datetime(2024, 1, 1, tzinfo=UTC)
SPAN = timedelta(days=30)
_SYLLABLES = (
    "ka",
    "lo",
    "mir",
    "ten",
    "sor",
    "vel",
    "dun",
    "pra",
    "shi",
    "ost",
    "gar",
    "nim",
    "bel",
    "tur",
    "zha",
    "ul",
)
_WORDS = ["".join(parts) for parts in product(_SYLLABLES, repeat=3)]
_COMMON = [
    "the",
    "governor",
    "said",
    "that",
    "on",
    "and",
    "of",
    "in",
    "a",
    "to",
    "officials",
    "told",
    "reporters",
    "city",
    "attack",
    "people",
    "were",
    "after",
    "night",
]
_WEAPONS: tuple[Weapon, ...] = ("drone", "missile", "artillery", "airstrike", "bomb")


def die(number: int, salt: int, sides: int) -> int:
    """The same throw for the same number and salt."""
    mixed = (number * 2654435761 + salt * 40503) & 0xFFFFFFFF
    mixed ^= mixed >> 15
    return (mixed * 2246822519 >> 7 & 0xFFFFFFFF) % sides


def place(number: int) -> Place:
    """One of many towns of forty countries."""
    name = _WORDS[number * 7 % len(_WORDS)].capitalize()
    country = f"{chr(65 + number % 40 // 8)}{chr(65 + number % 8)}"
    return Place(name, f"p{number}", "exact", country, (f"{country}.1", country), number % 60 + 0.5, number % 150 + 0.5)


def pairs(most: int, begun: datetime = BEGUN, span: timedelta = SPAN) -> Iterator[tuple[Article, Reading]]:
    """`most` articles over `span`, oldest first: a quarter tells of a strike, a tenth of an act."""
    for number in range(most):
        at = begun + span * number / most
        where = place(die(number, 1, 1500))
        dead = die(number, 2, 30) + 1
        said = " ".join(
            _COMMON[die(number, 50 + n, len(_COMMON))] if n % 2 else _WORDS[die(number, 50 + n, len(_WORDS))]
            for n in range(110)
        )
        quote = f"At least {dead} people were killed in {where.name}."
        outlet = f"Outlet {die(number, 3, 100)}"
        article = Article(
            f"a{number}", "v1", f"{dead} killed in {where.name}", f"{quote} {said}", outlet, outlet, "feed", at, at
        )
        yield article, _reading(number, article, where, quote, dead)


def _reading(number: int, article: Article, where: Place, quote: str, dead: int) -> Reading:
    span, day = Span(30, 50), When(article.at.date(), "day")
    country = where.country
    strike = Strike(quote, span, weapon=_WEAPONS[dead % 5], places=(where,), country=country, when=day)
    toll = Casualty(
        quote, span, "killed", Count(dead, None, f"at least {dead}"), places=(where,), country=country, when=day
    )
    act = Act(
        quote,
        span,
        f"Actor {die(number, 4, 60)}",
        "ACCUSE",
        "condemn",
        target=f"Actor {die(number, 5, 60)}",
        when=day,
    )
    tells, acts = number % 4 == 0, number % 10 == 1
    return Reading(
        article.id, article.version, "en", (strike,) if tells else (), (toll,) if tells else (), (act,) if acts else ()
    )
