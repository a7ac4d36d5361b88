"""A war to fold: many towns, days, outlets, incidents of every size, campaign totals, acts, and much of no event."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from random import Random  # noqa: TID251  # a fixed seed: the same war each time

from sitrep.model.article import Article, Span
from sitrep.model.claim import Act, ActClass, Casualty, Reading, Strike, Weapon
from sitrep.model.count import Count
from sitrep.model.place import Place
from sitrep.model.when import UNDATED, When

START = datetime(2024, 1, 1, tzinfo=UTC)
COUNTRIES = tuple(f"{a}{b}" for a in "ABC" for b in "WXYZ")
OUTLETS = 60
TOWNS = 30
REGIONS = 6
WEAPONS: tuple[Weapon, ...] = ("missile", "drone", "artillery", "airstrike", "bomb", "gunfire")
TARGETS = (
    None,
    None,
    "market",
    "block of flats",
    "hospital",
    "railway station",
    "school",
    "power station",
    "warehouse",
)
ACTS: tuple[tuple[ActClass, str], ...] = (
    ("ACCUSE", "condemn"),
    ("REQUEST", "call"),
    ("CONSULT", "meet"),
    ("AID", "send"),
)
WORDS = [
    "shells",
    "fell",
    "near",
    "market",
    "rescue",
    "crews",
    "street",
    "houses",
    "smoke",
    "officials",
    "residents",
    "morning",
    "windows",
    "power",
    "road",
]


def towns(country: int) -> list[tuple[Place, Place, Place]]:
    """The towns of a country, each with its region and country."""
    code = COUNTRIES[country]
    whole = Place(f"{code}land", code, "country", code)
    made = []
    for n in range(TOWNS):
        region = Place(f"{code}shire{n % REGIONS}", f"{code}.{n % REGIONS}", "region", code, (code,))
        name = f"{code}burg{n}"
        lat, lon = country * 6 + (n % REGIONS) * 0.8, (n // REGIONS) * 0.9
        made.append((Place(name, f"{code}{n}", "exact", code, (region.key, code), lat, lon), region, whole))
    return made


class War:
    """Articles with their readings, as they are published. `giants` of its incidents are told thousands of times."""

    def __init__(self, articles: int, days: int, giants: int = 3) -> None:
        self._dice = Random(7)
        self._articles = articles
        self._days = days
        self._giants = giants
        self._towns = [towns(n) for n in range(len(COUNTRIES))]

    def __iter__(self) -> Iterator[tuple[Article, Reading]]:
        events = sorted(self._events(), key=lambda e: e[0])
        for number, (at, event) in enumerate(events[: self._articles]):
            yield self._told(number, at, event)

    def _events(self) -> Iterator[tuple[datetime, tuple[int, int, int, datetime] | None]]:
        """When each article appears and which event (id, country, town, moment) it tells of; None for no event."""
        dice, left, number = self._dice, self._articles * 6 // 10, 0
        sizes = [self._articles // 25] * self._giants
        while left > 0:
            size = sizes.pop() if sizes else min(int(dice.paretovariate(1.1)), 300)
            country = min(int(dice.expovariate(0.4)), len(COUNTRIES) - 1)
            moment = START + timedelta(days=dice.uniform(0, self._days))
            event = (number, country, int(dice.triangular(0, TOWNS - 1, 0)), moment)
            for _ in range(size):
                yield moment + timedelta(hours=dice.expovariate(0.08)), event
            left, number = left - size, number + 1
        for _ in range(self._articles * 4 // 10 + 300):
            yield START + timedelta(days=dice.uniform(0, self._days)), None

    def _told(self, number: int, at: datetime, event: tuple[int, int, int, datetime] | None) -> tuple[Article, Reading]:
        dice = self._dice
        outlet = f"Outlet {dice.randrange(OUTLETS)}"
        name = f"n{number}"
        words = " ".join(dice.choices(WORDS, k=9))
        article = Article(name, "1", f"{words} {number}", words, outlet, outlet, "feed", at, at)
        acts = (self._act(words),) if dice.random() < 0.15 else ()
        if event is None:
            return article, Reading(name, "1", "en", diplomacy=acts)
        return article, self._reading(name, words, event, acts)

    def _act(self, words: str) -> Act:
        dice = self._dice
        kind, mode = dice.choice(ACTS)
        actor, target = dice.sample(COUNTRIES, 2)
        town = dice.choice(dice.choice(self._towns))[0].name
        quote = f"{actor}land chose to {mode} {target}land after the attack on {town}."
        return Act(quote, Span(0, 9), f"{actor}land", kind, mode, f"{target}land")

    def _reading(self, name: str, words: str, event: tuple[int, int, int, datetime], acts: tuple[Act, ...]) -> Reading:
        dice = self._dice
        number, country, town, moment = event
        chain = self._towns[country][town]
        places = chain[dice.choices((0, 1, 2), (80, 12, 8))[0] :]
        when = When(moment.date(), "day") if dice.random() < 0.6 else UNDATED
        seed = Random(number)  # what is true of the event
        weapon, target, dead = seed.choice(WEAPONS), seed.choice(TARGETS), int(seed.paretovariate(0.9))
        quote = f"A {weapon} hit the {target or 'area'} of {places[0].name}, {words}."
        hand = dice.choice((None, f"{COUNTRIES[(country + 1) % len(COUNTRIES)]}land"))
        blow = Strike(
            quote,
            Span(0, 9),
            hand,
            "stated" if hand else None,
            weapon,
            weapon,
            None,
            "hit",
            target,
            places,
            chain[0].country,
            when,
        )
        claims = []
        if dice.random() < 0.7:
            said = max(1, dead - dice.randrange(3))
            speaker = dice.choice((None, "the governor", "police", "Anna Berg"))
            count = Count(said, said if dice.random() < 0.7 else None, str(said))
            for n, kind in enumerate(("killed", "injured")[: dice.randrange(1, 3)]):
                told = f"The {speaker or 'report'} counted {said} {kind}."
                claims.append(Casualty(told, Span(20 + n, 30), kind, count, places=places, when=when, speaker=speaker))  # type: ignore[arg-type]  # kinds by name
        if dice.random() < 0.03:
            total = Count(9000 + number, None, "more than")
            campaign = f"More than {total.low} were killed in the war."
            claims.append(Casualty(campaign, Span(50, 60), "killed", total, scope="running_total", places=chain[2:]))
        return Reading(name, "1", "en", (blow,), tuple(claims), acts)
