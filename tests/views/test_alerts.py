"""What goes off, and never twice for one thing."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from boards import NOW, incident, known
from hypothesis import given
from hypothesis import strategies as st

from sitrep.model.incident import Board, Incident
from sitrep.views.filtering.alerts import Fired, Rule, Told
from sitrep.views.filtering.alerts import due as deciding
from sitrep.views.filtering.filter import parse_filter
from sitrep.views.pane import Row, Snapshot
from sitrep.views.panes import strikes
from sitrep.views.steps import at_once

DEADLY = Rule("deadly", parse_filter("killed:>=10"), ("strikes",))
ARMED = Told(NOW - timedelta(hours=1))


def due(
    rules: Sequence[Rule], boards: Mapping[str, Sequence[Row]], told: Told, now: datetime
) -> tuple[tuple[Fired, ...], Told]:
    """What goes off, at once."""
    return at_once(deciding(rules, boards, told, now))


def boards(*incidents: Incident) -> dict[str, Sequence[Row]]:
    """The strikes of these incidents."""
    return {"strikes": strikes.PANE.rows(Snapshot(Board(NOW, "x", 1, incidents=incidents)))}


def deadly(name: str, killed: int = 12, at: datetime = NOW, **given: object) -> Incident:
    """An incident with so many dead, updated then."""
    return incident(name, name, "Kharkiv", killed=known(killed, killed), updated=at, **given)


def test_a_rule_goes_off_once_for_a_thing_whatever_becomes_of_it() -> None:
    fired, told = due([DEADLY], boards(deadly("a")), ARMED, NOW)
    assert [(one.rule, [row.key for row in one.rows]) for one in fired] == [("deadly", ["a"])]
    for later in (boards(deadly("a")), boards(deadly("a", 99)), boards(deadly("b", aliases=("a",)))):
        assert due([DEADLY], later, told, NOW)[0] == ()


def test_it_goes_off_when_a_revision_brings_a_thing_over_the_threshold() -> None:
    fired, told = due([DEADLY], boards(deadly("a", 3)), ARMED, NOW)
    assert fired == ()
    assert due([DEADLY], boards(deadly("a", 11)), told, NOW)[0]


def test_nothing_older_than_the_arming_goes_off() -> None:
    old = deadly("a", at=NOW - timedelta(days=2))
    assert due([DEADLY], boards(old), ARMED, NOW)[0] == ()


def test_what_comes_while_it_rests_is_told_with_the_next() -> None:
    rule = Rule("deadly", parse_filter("killed:>=10"), ("strikes",), cooldown=timedelta(minutes=10))
    _, told = due([rule], boards(deadly("a")), ARMED, NOW)
    fired, told = due([rule], boards(deadly("a"), deadly("b")), told, NOW + timedelta(minutes=5))
    assert fired == ()
    fired, _ = due([rule], boards(deadly("a"), deadly("b"), deadly("c")), told, NOW + timedelta(minutes=10))
    assert [row.key for row in fired[0].rows] == ["b", "c"]


def test_a_threshold_waits_for_so_many_at_once() -> None:
    rule = Rule("many", parse_filter("place:kharkiv"), ("strikes",), at_least=3)
    two = [incident(str(n), f"N{n}", updated=NOW) for n in range(2)]
    assert due([rule], boards(*two), ARMED, NOW)[0] == ()
    three = [*two, incident("2", "N2", updated=NOW)]
    assert len(due([rule], boards(*three), ARMED, NOW)[0][0].rows) == 3


@given(st.lists(st.lists(st.integers(0, 9), max_size=6), max_size=12), st.integers(0, 5))
def test_no_stream_makes_a_rule_go_off_twice_for_one_thing(stream: list[list[int]], minutes: int) -> None:
    rule = Rule("r", parse_filter("killed:>=10"), ("strikes",), cooldown=timedelta(minutes=minutes))
    told, seen = ARMED, []
    for step, names in enumerate(stream):
        here = boards(*(deadly(str(name)) for name in dict.fromkeys(names)))
        fired, told = due([rule], here, told, NOW + timedelta(minutes=step))
        seen += [row.key for one in fired for row in one.rows]
    assert len(seen) == len(set(seen))
