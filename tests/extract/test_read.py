"""One article in, one Reading out: bounded, and never lost to one bad extractor or text."""

from datetime import UTC, date, datetime
from functools import cache

import msgspec
import pytest

from sitrep.extract.join import join
from sitrep.extract.read import LONGEST_BODY, LONGEST_TITLE, read
from sitrep.gazetteer import SqliteGazetteer
from sitrep.model.article import Article, Span
from sitrep.model.claim import Casualty, Scope, Strike
from sitrep.model.count import Count
from sitrep.model.place import Place
from sitrep.model.when import When
from sitrep.text.document import ActorMention, PlaceMention
from sitrep.text.names import Names

MOMENT = datetime(2024, 5, 14, 12, tzinfo=UTC)
KHARKIV = Place("Kharkiv", "706483", "exact", "UA", ("UA.07", "UA"))
LVIV = Place("Lviv", "702550", "exact", "UA", ("UA.15", "UA"))


@cache
def names() -> Names:
    return Names(SqliteGazetteer())


def article(title: str, body: str = "") -> Article:
    return Article("a", "v1", title, body, "Paper", "paper", "feed", MOMENT, MOMENT)


class BrokenNames(Names):
    """A name lexicon that fails on every text."""

    def places(self, text: str) -> tuple[PlaceMention, ...]:
        raise RuntimeError("broken")

    def actors(self, text: str) -> tuple[ActorMention, ...]:
        raise RuntimeError("broken")


def test_a_report_gives_its_attack_and_its_figures() -> None:
    reading = read(article("Four killed as Russian missiles hit Kharkiv", "Ten were wounded, the mayor said."), names())
    assert (reading.article, reading.version, reading.language) == ("a", "v1", "en")
    assert [(s.attacker, s.weapon) for s in reading.strikes] == [("Russia", "missile")]
    assert [c.count.low for c in reading.casualties if c.kind == "killed"] == [4]
    assert reading.faults == ()


def test_reading_twice_gives_the_same() -> None:
    told = article("RSF shells market in Omdurman, nine dead", "Witnesses said shells fell on Monday morning.")
    assert read(told, names()) == read(told, names())


@pytest.mark.parametrize(
    "body",
    [
        "Российские войска обстреляли центр города, погибли три человека, сообщили власти в понедельник утром.",
        "Al menos tres personas murieron y diez resultaron heridas en un ataque contra el mercado de la ciudad.",
    ],
)
def test_another_language_gives_no_claims_but_its_name(body: str) -> None:
    reading = read(msgspec.structs.replace(article(body, body), language=""), names())
    assert reading.language != "en"
    assert (reading.strikes, reading.casualties, reading.diplomacy) == ((), (), ())


def test_a_failing_step_leaves_a_fault_and_no_exception() -> None:
    reading = read(article("Russian missiles hit Kharkiv"), BrokenNames(SqliteGazetteer()))
    assert reading.strikes == ()
    assert [f.where for f in reading.faults] == ["marking"]
    assert "RuntimeError" in reading.faults[0].reason
    assert "a" in reading.faults[0].reason


def test_a_body_beyond_the_bound_is_read_up_to_it_and_says_so() -> None:
    body = "Russian missiles hit Kharkiv on Monday. " + "The town was calm again. " * (LONGEST_BODY // 20)
    reading = read(article("Report", body), names())
    assert [s.attacker for s in reading.strikes] == ["Russia"]
    assert any("not read" in f.reason for f in reading.faults)


def test_a_title_beyond_the_bound_is_no_headline() -> None:
    reading = read(article("Russian missiles hit Kharkiv. " * (LONGEST_TITLE // 20)), names())
    assert reading.strikes == ()
    assert any("title" in f.reason for f in reading.faults)


@pytest.mark.parametrize("text", ["", " ", "\n\n"])
def test_an_empty_text_says_nothing(text: str) -> None:
    assert read(article("Report", text), names()).faults == ()


def strike(quote: str, *, places: tuple[Place, ...] = (), day: date | None = None) -> Strike:
    when = When(day, "day") if day else When()
    return Strike(quote, Span(0, 5), places=places, country=places[0].country if places else None, when=when)


def dead(
    quote: str,
    scope: Scope = "incident",
    *,
    places: tuple[Place, ...] = (),
    cause: str | None = None,
    day: date | None = None,
) -> Casualty:
    when = When(day, "day") if day else When()
    country = places[0].country if places else None
    return Casualty(
        quote,
        Span(0, 5),
        "killed",
        Count(3, 3, "three"),
        scope=scope,
        cause=cause,
        places=places,
        country=country,
        when=when,
    )


def test_a_strike_and_a_figure_of_one_sentence_share_place_and_day() -> None:
    hits, people = join((strike("s", places=(KHARKIV,)),), (dead("s", day=date(2024, 5, 13)),))
    assert people[0].places == (KHARKIV,)
    assert hits[0].when.day == date(2024, 5, 13)


def test_a_figure_without_place_takes_the_only_strikes_place() -> None:
    _, people = join((strike("s", places=(KHARKIV,)),), (dead("another"),))
    assert people[0].places == (KHARKIV,)


def test_two_strikes_leave_a_placeless_figure_alone() -> None:
    _, people = join((strike("s", places=(KHARKIV,)), strike("t", places=(LVIV,))), (dead("another"),))
    assert people[0].places == ()


def test_a_running_total_takes_no_place() -> None:
    _, people = join((strike("s", places=(KHARKIV,)),), (dead("s", "running_total"),))
    assert people[0].places == ()


def test_a_death_taken_for_crime_in_a_sentence_of_an_attack_is_an_incident() -> None:
    _, people = join((strike("s", places=(KHARKIV,)),), (dead("s", "other", cause="crime"),))
    assert (people[0].scope, people[0].cause) == ("incident", None)
