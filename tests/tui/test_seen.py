"""What one reader has seen: new, revised, come since they last looked up; kept from session to session."""

from collections.abc import Sequence
from datetime import timedelta
from functools import partial

import pytest
from boards import NOW, incident, known
from msgspec import structs

from sitrep.model.incident import Board, Incident, Step
from sitrep.tui.presence import Presence
from sitrep.tui.seen import Seen
from sitrep.views.pane import Row, Snapshot
from sitrep.views.panes import strikes

LATER = NOW + timedelta(minutes=10)


def rows(*incidents: Incident) -> Sequence[Row]:
    """Their rows in the strikes pane."""
    return strikes.PANE.rows(Snapshot(Board(NOW, "x", 1, incidents=incidents)))


def test_to_a_reader_who_was_never_here_the_first_board_counts_as_read() -> None:
    seen, (row,) = Seen(), rows(incident("a", "A"))
    seen.arrive({"strikes": [row]}, NOW)
    assert not seen.unread("strikes", row)


def test_to_one_who_comes_back_only_what_they_read_is_read() -> None:
    old, new = rows(incident("a", "A"), incident("b", "B"))
    seen = Seen({"incident:a": old.version})
    seen.arrive({"strikes": [old, new]}, NOW)
    assert [seen.signs("strikes", row) for row in (old, new)] == [set(), {"unread", "new"}]


def test_a_revised_row_tells_the_version_that_was_read_even_while_it_is_looked_at() -> None:
    (old,), (new,) = rows(incident("a", "A", killed=known(17, 17))), rows(incident("a", "A", killed=known(21, 21)))
    seen = Seen({"incident:a": old.version})
    seen.arrive({"strikes": [new]}, NOW)
    assert seen.signs("strikes", new) == {"unread", "revised"}
    seen.read("strikes", [new])
    assert not seen.unread("strikes", new)
    assert seen.was("strikes", new) == old.version
    seen.look(LATER)
    assert seen.was("strikes", new) == ""


def test_a_merged_incident_is_read_where_what_it_took_in_was() -> None:
    (old,), (merged,) = rows(incident("a", "A")), rows(incident("b", "B", aliases=("a",)))
    seen = Seen({"incident:a": old.version})
    seen.arrive({"strikes": [merged]}, NOW)
    assert not seen.unread("strikes", merged)


def test_since_i_looked_holds_what_came_and_what_changed_read_or_not() -> None:
    first = rows(incident("a", "A", killed=known(1, 1)), incident("b", "B"))
    seen = Seen()
    seen.arrive({"strikes": first}, NOW)
    seen.look(NOW)
    later = rows(incident("a", "A", killed=known(2, 2)), incident("b", "B"), incident("c", "C"))
    seen.arrive({"strikes": later}, LATER)
    seen.read("strikes", later)
    assert [bool(seen.since("strikes", row)) for row in later] == [True, False, True]
    seen.look(LATER)
    assert not any(seen.since("strikes", row) for row in later)


def test_two_changes_since_the_look_are_held_against_what_stood_then() -> None:
    versions = [rows(incident("a", "A", killed=known(n, n))) for n in (1, 2, 3)]
    seen = Seen()
    seen.arrive({"strikes": versions[0]}, NOW)
    seen.look(NOW)
    for minutes, (row,) in enumerate(versions[1:], 1):
        seen.arrive({"strikes": [row]}, NOW + timedelta(minutes=minutes))
    came = seen.since("strikes", versions[2][0])
    assert came is not None
    assert came.before == versions[0][0].version


def test_to_one_who_comes_back_what_was_kept_meanwhile_came_by_its_own_times() -> None:
    left = NOW - timedelta(hours=12)
    before, during = left - timedelta(hours=1), left + timedelta(hours=1)
    stepped = known(9, 9)
    stepped = structs.replace(stepped, history=(Step(before, 4, 4, None, "A"), Step(during, 9, 9, None, "B")))
    old = partial(incident, first_seen=before, updated=before)
    told_again = partial(incident, first_seen=before, updated=during)
    board = rows(
        old("never-read", "A"),
        told_again("never-read-told-again", "B"),
        told_again("never-read-stepped", "C", killed=stepped),
        incident("new", "D", first_seen=during, updated=during),
        told_again("read", "E", killed=known(2, 2)),
        told_again("read-revised", "F", killed=known(7, 7)),
        old("revised-before", "G", killed=known(7, 7)),
    )
    (read,) = rows(incident("x", "X", killed=known(2, 2)))
    names = ("read", "read-revised", "revised-before")
    seen = Seen({"look": left.isoformat(), **{f"incident:{name}": read.version for name in names}})
    seen.arrive({"strikes": ()}, NOW)
    seen.arrive({"strikes": board}, NOW, recalled=True)
    came = {row.key: came.before for row in board if (came := seen.since("strikes", row))}
    assert came == {"never-read-stepped": "?", "new": "", "read-revised": read.version}


def test_what_is_recalled_is_no_news_to_a_reader_who_was_never_here_and_what_comes_after_is() -> None:
    seen, (old, new) = Seen(), rows(incident("a", "A"), incident("b", "B"))
    seen.arrive({"strikes": ()}, NOW)
    seen.look(NOW)
    seen.arrive({"strikes": [old]}, LATER, recalled=True)
    seen.arrive({"strikes": [new, old]}, LATER)
    assert [seen.signs("strikes", row) for row in (old, new)] == [set(), {"unread", "new", "since"}]


def test_the_moment_of_the_last_key_is_kept_once_a_minute_and_counts_at_the_return() -> None:
    kept: dict[str, str] = {}
    presence = Presence(Seen({}, kept.update))
    assert presence.key(NOW) is None
    assert presence.key(NOW + timedelta(seconds=59)) is None
    assert kept == {"look": NOW.isoformat()}
    back = NOW + timedelta(hours=9)
    seen = Seen(kept)
    assert Presence(seen).key(back) == NOW
    assert seen.looked == NOW
    assert Presence(Seen({"look": "yesterday"})).key(back) is None


def test_what_is_read_marked_unread_and_bookmarked_is_told_to_whoever_keeps_it() -> None:
    kept: dict[str, str] = {}
    seen, (row,) = Seen({}, kept.update), rows(incident("a", "A"))
    seen.read("strikes", [row])
    assert kept == {"incident:a": row.version}
    seen.forget("strikes", row)
    assert kept == {"incident:a": ""}
    assert seen.signs("strikes", row) == {"unread", "new"}
    assert seen.save("strikes", row)
    assert "saved" in seen.signs("strikes", row)
    assert not seen.save("strikes", row)


@pytest.mark.parametrize("pane", ["strikes", "casualties"])
def test_both_panes_of_incidents_share_one_memory(pane: str) -> None:
    seen, (row,) = Seen({}), rows(incident("a", "A"))
    seen.read(pane, [row])
    assert not seen.unread("strikes", row)
    assert not seen.unread("casualties", row)
