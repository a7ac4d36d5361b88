"""A board written by hand, as rich as a bad night: for the views, the screen and anyone who needs one to look at."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

from sitrep.model.article import Article
from sitrep.model.health import Health
from sitrep.model.incident import (
    UNKNOWN,
    Action,
    Attribution,
    Board,
    Evidence,
    Figure,
    Incident,
    RunningTotal,
    Step,
    Toll,
)
from sitrep.model.place import Place
from sitrep.model.when import When
from sitrep.views.pane import Snapshot

NOW = datetime(2023, 12, 31, 9, 13, tzinfo=UTC)
FRIDAY = When(date(2023, 12, 29), "day")


def at(hour: int, minute: int = 0, *, day: int = 31) -> datetime:
    """A moment of December 2023, UTC."""
    return datetime(2023, 12, day, hour, minute, tzinfo=UTC)


def town(name: str, country: str = "UA") -> Place:
    """A place known exactly."""
    return Place(name, f"?{name}", "exact", country)


def known(
    low: int | None, high: int | None, *, text: str = "", best: int | None = None, flags: tuple[str, ...] = ()
) -> Toll:
    """A toll somebody stated."""
    return Toll(low, best if best is not None else low, high, text, flags, "known")


def incident(name: str, label: str, place: str = "Kharkiv", **given: object) -> Incident:
    """An incident of one article about which nothing is known but where; `given` replaces fields."""
    start = Incident(
        id=name,
        label=label,
        kind="strike",
        weapons=("drone",),
        places=(town(place),),
        country="UA",
        when=When(date(2023, 12, 31), "day"),
        attackers=(),
        targets=(),
        killed=UNKNOWN,
        injured=UNKNOWN,
        missing=UNKNOWN,
        captured=UNKNOWN,
        grade="weak",
        outlets=1,
        origins=1,
        articles=(f"a-{name}",),
        first_seen=at(6),
        updated=at(6),
        ledger=(),
    )
    fields = {field: getattr(start, field) for field in start.__struct_fields__}
    return Incident(**{**fields, **given})


def belgorod() -> Incident:
    """Three voices, a rising toll, one side accused and silent."""
    return incident(
        "i-belgorod",
        "Belgorod shelling",
        weapons=("artillery",),
        places=(town("Belgorod", "RU"),),
        country="RU",
        when=When(date(2023, 12, 30), "day"),
        attackers=(Attribution("Ukraine", "accused", "Russia"),),
        targets=("city centre", "ice rink"),
        killed=Toll(
            21,
            22,
            24,
            "21–24",
            ("expected to rise",),
            "known",
            (
                Step(at(9, 5, day=30), 21, None, "Moscow officials", "North Wire"),
                Step(at(10, 20, day=30), 22, 22, "the governor", "Harbour Press"),
                Step(at(11, 40, day=30), 24, 24, "the governor", "Volga Line"),
            ),
        ),
        injured=known(108, 111, text="108–111", best=108),
        grade="fair",
        outlets=4,
        origins=3,
        articles=("a-1", "a-2", "a-3", "a-4", "a-5", "a-6"),
        updated=at(11, 40, day=30),
        ledger=(
            Figure(
                at(9, 5, day=30), "killed", 21, None, "at least 21", "incident", "North Wire", "north", "a-1",
                "Shells that fell on Belgorod on Saturday killed at least 21 people, officials in Moscow said.",
                0, 90, speaker="officials in Moscow", url="https://north.example/belgorod",
            ),
            Figure(
                at(10, 20, day=30), "killed", 22, 22, "22", "incident", "Harbour Press", "harbour", "a-2",
                "The governor put the dead of Saturday's shelling at 22, three of them children.",
                0, 90, speaker="the governor", url="https://harbour.example/22",
            ),
            Figure(
                at(11, 40, day=30), "killed", 24, 24, "24", "incident", "Volga Line", "volga", "a-3",
                "Twenty-four bodies, 24 in all, have been found since the shelling.",
                0, 60, url="https://volga.example/24",
            ),
            Figure(
                at(10, 20, day=30), "injured", 108, 108, "108", "incident", "Harbour Press", "harbour", "a-2",
                "Doctors treated 108 people.", 0, 20, url="https://harbour.example/22",
            ),
        ),
        evidence=(
            Evidence(
                at(9, 5, day=30), "North Wire", "https://north.example/belgorod", "a-1",
                "Shells fell close to an ice rink in the middle of Belgorod.", 0, 50,
            ),
        ),
        why=("same town, Belgorod, and same day, 30 Dec", "same weapon: shelling"),
    )  # fmt: skip


def rich_board() -> Board:
    """Seven incidents, three acts, a running total and a feed of each kind of health."""
    return Board(
        as_of=NOW,
        situation="Eastern front",
        articles=40,
        feeds=feeds(),
        incidents=(
            incident(
                "i-kharkiv",
                "Kharkiv drone attack",
                when=When(date(2023, 12, 31), "hour", at(9, 12)),
                attackers=(Attribution("Russia", "stated"),),
                targets=("flats",),
                updated=at(9, 12),
                evidence=(
                    Evidence(
                        at(9, 12), "Harbour Press", "https://harbour.example/kharkiv", "a-20",
                        "Drones set several blocks of flats alight in Kharkiv, the mayor said.", 0, 60, "the mayor",
                    ),
                ),
            ),
            incident(
                "i-kyiv",
                "Kyiv drone attack",
                "Kyiv",
                when=When(date(2023, 12, 31), "day"),
                attackers=(Attribution("Russia", "stated"),),
                outlets=3,
                origins=2,
                grade="fair",
                updated=at(8, 40),
            ),
            belgorod(),
            incident(
                "i-bryansk",
                "Bryansk shelling",
                places=(Place("Bryansk Oblast", "RU.10", "region", "RU"),),
                country="RU",
                weapons=("artillery",),
                when=When(date(2023, 12, 30), "day"),
                attackers=(Attribution("Ukraine", "accused", "Russia"),),
                killed=known(2, 2, text="2"),
                updated=at(8, day=30),
            ),
            incident(
                "i-drones",
                "32 drones shot down",
                kind="interception",
                places=(town("Moscow", "RU"), town("Bryansk", "RU"), town("Oryol", "RU"), town("Kursk", "RU")),
                country="RU",
                munitions="32 drones",
                when=When(date(2023, 12, 30), "day"),
                attackers=(Attribution("Ukraine", "stated"),),
                updated=at(7, day=30),
            ),
            incident(
                "i-barrage",
                "Ukraine barrage, 29 Dec",
                places=(Place("Ukraine", "UA", "country", "UA"),),
                weapons=("missile", "drone"),
                munitions="122 missiles, dozens of drones",
                when=When(date(2023, 12, 29), "day"),
                attackers=(Attribution("Russia", "stated"),),
                targets=("maternity hospital", "schools"),
                killed=known(39, None, text="39", best=39, flags=("expected to rise",)),
                injured=known(160, 160, text="160"),
                grade="fair",
                outlets=14,
                origins=9,
                children=("i-dnipro",),
                located=16,
                updated=at(20, day=29),
                ledger=(
                    Figure(
                        at(20, day=29), "killed", 39, None, "39", "aggregate", "North Wire", "north", "a-30",
                        "Officials counted 39 dead across the country and said the number would grow.", 0, 60,
                        speaker="Ukrainian officials", flags=("expected to rise",), url="https://north.example/39",
                    ),
                ),
            ),
            incident(
                "i-dnipro",
                "Dnipro missile strike",
                "Dnipro",
                parent="i-barrage",
                weapons=("missile",),
                when=When(date(2023, 12, 29), "day"),
                attackers=(Attribution("Russia", "stated"),),
                killed=known(16, 16, text="16"),
                updated=at(19, day=29),
            ),
            incident(
                "i-port",
                "Sevastopol missile strike",
                "Sevastopol",
                weapons=("missile",),
                when=When(),
                attackers=(Attribution("Ukraine", "claimed"), Attribution("Russia", "accused", "Ukraine")),
                targets=("ship",),
                killed=known(None, 30, text="up to 30", flags=("disputed",)),
                injured=Toll(status="none", low=0, best=0, high=0, text="0"),
                grade="contested",
                outlets=5,
                origins=3,
                updated=at(18, day=28),
            ),
        ),
        running_totals=(
            RunningTotal(
                "Eastern front", "killed", 10_000, None, "more than 10,000", "the UN rights office", "North Wire",
                at(12, day=30), (), "More than 10,000 civilians have died since the war began.", "https://north.example/un",
            ),
        ),
        actions=(
            action("d-un", "Russia", "request", target="UN", about="Security Council meeting", answers="i-belgorod"),
            action("d-summon", "Poland", "summon", target="Russia", about="airspace", when=FRIDAY),
            action("d-reject", "Russia", "reject", target="Poland", when=FRIDAY),
        ),
    )  # fmt: skip


def action(name: str, actor: str, mode: str, **given: object) -> Action:
    """A diplomatic act told once; `given` replaces fields."""
    start = Action(
        name,
        actor,
        "REQUEST",
        mode,
        When(date(2023, 12, 30), "day"),
        at(13, day=30),
        1,
        1,
        (
            Evidence(
                at(13, day=30), "Volga Line", f"https://volga.example/{name}", "a-10",
                f"{actor} chose to {mode} on Saturday.", 0, 30, "a spokeswoman",
            ),
        ),
    )  # fmt: skip
    fields = {field: getattr(start, field) for field in start.__struct_fields__}
    return Action(**{**fields, **given})


def feeds() -> tuple[Health, ...]:
    """One feed of each kind of health."""
    return (
        Health("North Wire", "https://north.example/rss", "ok", at(9, 3), None, at(9, 8), 30),
        Health("Harbour Press", "https://harbour.example/rss", "ok", at(9, 1), None, at(9, 6), 50),
        Health("Volga Line", "https://volga.example/rss", "stale", at(8, 59), None, at(9, 15), 12),
        Health("Ridge Radio", "https://ridge.example/rss", "failing", None, "no answer (timeout)", at(9, 20)),
        Health("Old Post", "https://old.example/rss", "gone", None, "gone for good (410)", None),
        Health("New Desk", "https://new.example/rss"),
    )


def article(number: int, title: str = "", **given: object) -> Article:
    """An article of the wire, the higher its number the older."""
    start = Article(
        id=f"a-{number}",
        version="v1",
        title=title or f"Report {number} from the front",
        body="The first paragraph tells what happened.\nThe second one tells who said so.",
        outlet="North Wire",
        family="north",
        source="North Wire",
        first_seen=NOW,
        published=NOW - timedelta(minutes=number),
        url=f"https://north.example/{number}",
    )
    fields = {field: getattr(start, field) for field in start.__struct_fields__}
    return Article(**{**fields, **given})


def rich_snapshot(*, sample: bool = False) -> Snapshot:
    """The rich board with its wire."""
    return Snapshot(rich_board(), tuple(article(n) for n in range(40)), sample)


class HandLive:
    """A Live whose snapshot the test replaces by hand."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.now = snapshot
        self.callbacks: list[Callable[[], None]] = []

    def snapshot(self) -> Snapshot:
        return self.now

    def subscribe(self, callback: Callable[[], None]) -> Callable[[], None]:
        self.callbacks.append(callback)
        return lambda: self.callbacks.remove(callback)

    def put(self, snapshot: Snapshot) -> None:
        """The world has changed."""
        self.now = snapshot
        for callback in list(self.callbacks):
            callback()
