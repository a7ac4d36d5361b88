"""What is kept in step as things come and go is what it would be if made anew: R7, and the reason a commit is cheap."""

from collections.abc import Sequence

from builders import COUNTRY, KHARKIV, Pair, act, article, at, day, people, split, strike, told
from hypothesis import given, settings
from hypothesis import strategies as st
from wars import wars

from sitrep.model.incident import Board
from sitrep.resolve.actions import Docket, Told
from sitrep.resolve.assemble import assemble
from sitrep.resolve.casebook import Case, Casebook
from sitrep.resolve.casefile import Casefile
from sitrep.resolve.facts import facts_of, join
from sitrep.resolve.ordered import Ordered, Roster, Steps, Votes
from sitrep.resolve.reports import reports
from sitrep.resolve.running import Campaign, series_of, words_of
from sitrep.store import Store

pairs_of_numbers = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 3)), max_size=20)


@given(pairs_of_numbers, st.data())
def test_steps_are_those_that_differ_from_what_stood_before(items: list[tuple[int, int]], data: st.DataObject) -> None:
    kept = list(dict.fromkeys(items))
    steps: Steps[tuple[int, int]] = Steps(lambda x: x, lambda x: x[1])
    for item in kept:
        steps.add(item)
    for item in data.draw(st.lists(st.sampled_from(kept), unique=True)) if kept else []:
        steps.discard(item)
        kept.remove(item)
    ordered = sorted(kept)
    assert steps.all == ordered
    assert steps.steps == [x for n, x in enumerate(ordered) if n == 0 or ordered[n - 1][1] != x[1]]


@given(st.lists(st.integers(0, 9)))
def test_an_ordered_list_stays_sorted_and_votes_are_counted(numbers: list[int]) -> None:
    ordered: Ordered[int] = Ordered(lambda n: n)
    votes: Votes[int] = Votes()
    for n in numbers:
        ordered.add(n)
        assert votes.add(n) == (votes.counts[n] == 1)
    for n in numbers[::2]:
        ordered.discard(n)
        votes.discard(n)
    left = sorted(numbers[1::2])
    assert (list(ordered), {n: left.count(n) for n in left}) == (left, votes.counts)


def test_a_roster_is_last_first_and_keeps_one_thing_a_name() -> None:
    roster: Roster[tuple[int, str]] = Roster(lambda thing: thing)
    for name, thing in (("a", (1, "old")), ("b", (2, "b")), ("a", (3, "new"))):
        roster.put(name, thing)
    roster.drop("nobody")
    assert roster.last_first() == ((3, "new"), (2, "b"))


@settings(max_examples=60, deadline=None)
@given(wars(), st.data())
def test_r7_a_case_file_is_the_same_whatever_came_and_went(war: list[Pair], data: st.DataObject) -> None:
    every = [report for pair in war for report in reports(*pair)]
    if not every:
        return
    kept = data.draw(st.lists(st.sampled_from(every), min_size=1, unique_by=lambda r: r.key))
    file = Casefile()
    for report in data.draw(st.permutations(every)):
        file.put(report)
    for report in every:
        if report not in kept:
            file.drop(report.key)
    facts = join(facts_of(r) for r in kept)
    assert assemble(Case(kept[0].key, file, facts, ())) == assemble(Case(kept[0].key, Casefile(kept), facts, ()))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 6), st.sampled_from(["Russia", "Belarus", None])), max_size=14), st.data())
def test_r34_a_docket_groups_the_same_in_any_order(days: list[tuple[int, str | None]], data: st.DataObject) -> None:
    acts = [
        Told((f"n{n}", 0), article(f"n{n}", hours=24 * day), act("Poland", "ACCUSE", target))
        for n, (day, target) in enumerate(days)
    ]
    gone = data.draw(st.sets(st.sampled_from(range(len(acts))))) if acts else set()
    docket = Docket()
    shown: Groups = {}
    for told_act in data.draw(st.permutations(acts)):
        docket.put(told_act)
        shown = _shown(shown, docket)
    for n in gone:
        docket.drop(acts[n])
    shown = _shown(shown, docket)
    fresh = Docket()
    for n, told_act in enumerate(acts):
        if n not in gone:
            fresh.put(told_act)
    assert shown == _shown({}, fresh)


Groups = dict[tuple[str, int], tuple[Told, ...]]


def _shown(before: Groups, docket: Docket) -> Groups:
    old, new = docket.settle()
    assert all(before[group[0].key] == group for group in old)
    left = {key: group for key, group in before.items() if key not in {g[0].key for g in old}}
    return left | {group[0].key: group for group in new}


def test_r16_a_campaigns_total_is_its_newest_word_whatever_was_taken_back() -> None:
    said = [
        told(n, people("killed", k, -1, COUNTRY, scope="running_total"), hours=h)
        for n, k, h in (("a", 900, 0), ("b", 950, 5), ("c", 940, 9))
    ]
    words = [word for one, reading in said for word in words_of(one, reading.casualties)]
    campaign = Campaign(series_of(words[0]))
    for word in (words[2], words[0], words[1]):
        campaign.put(word)
    assert (campaign.total().low, [s.low for s in campaign.total().history]) == (940, [900, 950, 940])
    campaign.drop(words[2])
    assert (campaign.total().low, [s.low for s in campaign.total().history]) == (950, [900, 950])


@settings(max_examples=60, deadline=None)
@given(wars(20), st.data())
def test_r7_what_came_and_was_forgotten_leaves_no_trace(war: list[Pair], data: st.DataObject) -> None:
    """Articles edited into nothing are as if they had never been, whatever they had joined or held together."""
    silent = data.draw(st.sets(st.sampled_from([a.id for a, _ in war])))
    empty = [told(a.id, outlet=a.outlet, version="2", published=a.published, first_seen=a.first_seen) for a, _ in war]
    gone = [pair for pair in empty if pair[0].id in silent]
    assert _fold([war, gone]) == _fold([gone, [p for p in war if p[0].id not in silent]])


def test_a_case_renamed_by_an_earlier_report_is_not_counted_anew() -> None:
    """A case goes by its smallest key: one that comes late and is smaller takes over the file as it stands."""
    book = Casebook()
    for name in "cdefg":
        for report in reports(*told(name, strike(KHARKIV, when=day()), outlet=f"Outlet {name}")):
            book.put(report)
    assert len(book.settle().moved) == 5
    (late,) = reports(*told("a", strike(KHARKIV, when=day()), outlet="Outlet a"))
    book.put(late)
    settled = book.settle()
    assert [c.key for c in settled.changed] == [late.key]
    assert len(settled.changed[0].reports) == 6
    assert settled.moved == (late.key,)


def _fold(batches: Sequence[Sequence[Pair]]) -> Board:
    store = Store()
    for batch in batches:
        store.commit(*split(batch))
    return store.board(at(200))
