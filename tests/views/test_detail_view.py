"""The evidence behind a row."""

import msgspec
import pytest
from boards import NOW, belgorod, incident, known, rich_snapshot

from sitrep.model.incident import Attribution, Board, RunningTotal, Step
from sitrep.views.evidence.detail import detail
from sitrep.views.evidence.page import NOTHING, Detail, find_figure
from sitrep.views.pane import Snapshot
from sitrep.views.panes import PANES
from sitrep.views.panes.totals import total_key


def text(shown: Detail) -> str:
    """All lines of it."""
    return "\n".join(line.text for line in shown.lines)


def test_every_row_of_every_pane_has_its_detail() -> None:
    snapshot = rich_snapshot()
    for pane in PANES:
        for row in pane.rows(snapshot):
            assert detail(snapshot, pane.id, row.key) != NOTHING


def test_a_row_that_is_gone_has_nothing_to_show() -> None:
    for pane in PANES:
        assert detail(rich_snapshot(), pane.id, "no such key") == NOTHING


def test_a_figure_stands_with_its_speaker_outlet_time_sentence_and_link() -> None:
    """R20."""
    words = text(detail(rich_snapshot(), "strikes", "i-belgorod"))
    assert "30 Dec 09:05Z  killed at least 21 · officials in Moscow, via North Wire" in words
    assert "“Shells that fell on Belgorod on Saturday killed at least 21 people, officials in Moscow said.”" in words
    assert "https://north.example/belgorod" in words


def test_the_words_that_give_the_figure_are_marked_in_the_quote() -> None:
    lines = detail(rich_snapshot(), "strikes", "i-belgorod").lines
    quote = next(line for line in lines if line.text.startswith("“Shells that fell"))
    assert [piece.text for piece in quote.pieces if piece.role == "figure"] == ["at least 21"]


@pytest.mark.parametrize(
    ("quote", "words", "found"),
    [
        ("The blast killed at least 21 people.", "at least 21", "at least 21"),
        ("Of 2021's raids this one killed 21.", "21", "21"),
        ("More than 1,200 were hurt.", "more than 1,200", "More than 1,200"),
        ("Some 39 died.", "around 39", "39"),
        ("Nobody counted.", "21", None),
        ("Three died.", "", None),
        ("Cost (21) up", "(21)", "21"),
    ],
)
def test_a_figure_is_found_as_a_word_of_its_own(quote: str, words: str, found: str | None) -> None:
    place = find_figure(quote, words)
    assert (None if place is None else quote[place[0] : place[1]].strip("()")) == found


def test_the_history_of_a_toll_is_told_step_by_step() -> None:
    """R13."""
    words = text(detail(rich_snapshot(), "casualties", "i-belgorod"))
    assert "09:05Z 21+ Moscow officials → 10:20Z 22 the governor → 11:40Z 24 the governor" in words


def test_it_says_why_the_articles_are_one_incident() -> None:
    words = text(detail(rich_snapshot(), "strikes", "i-belgorod"))
    assert "Why these articles are one incident\n· same town, Belgorod, and same day, 30 Dec" in words


def test_an_accusation_names_its_accuser() -> None:
    """R24."""
    words = text(detail(rich_snapshot(), "strikes", "i-belgorod"))
    assert "BY         ?Ukraine  accused by Russia" in words


def test_a_name_told_as_fact_by_anybody_has_no_question_mark_in_the_evidence() -> None:
    """R24: as in the list."""
    both = (Attribution("Ukraine", "accused", "Russia"), Attribution("Ukraine", "stated"))
    held = Snapshot(Board(NOW, "", 1, incidents=(incident("i", "A blast", attackers=both),)))
    assert "?Ukraine" not in text(detail(held, "strikes", "i"))


def test_only_words_that_stand_in_a_sentence_so_are_in_quotation_marks() -> None:
    toll = known(110, None, text="more than 110")
    held = Snapshot(Board(NOW, "", 1, incidents=(incident("i", "A blast", injured=toll),)))
    assert "110+ (more than 110)" in text(detail(held, "strikes", "i"))


def test_unknown_is_said_to_be_unknown() -> None:
    """R12."""
    words = text(detail(rich_snapshot(), "strikes", "i-kharkiv"))
    assert "KILLED     –  nobody has given a figure" in words


def test_a_whole_and_its_parts_point_at_each_other() -> None:
    """R15."""
    assert "16 of its killed are located: Dnipro missile strike 16" in text(
        detail(rich_snapshot(), "strikes", "i-barrage")
    )
    assert "PART OF    Ukraine barrage, 29 Dec (killed 39+↑); not added to it" in text(
        detail(rich_snapshot(), "strikes", "i-dnipro")
    )


def test_a_diplomatic_act_shows_what_it_answers_and_who_tells_it() -> None:
    words = text(detail(rich_snapshot(), "diplomacy", "d-un"))
    assert "ANSWERS    Belgorod shelling, Sat 30 Dec 2023" in words
    assert "a spokeswoman, via Volga Line" in words


def test_an_article_is_shown_whole_with_what_it_was_counted_in() -> None:
    words = text(detail(rich_snapshot(), "wire", "a-1"))
    assert "COUNTED IN Belgorod shelling" in words
    assert "The second one tells who said so." in words


def test_a_running_total_is_said_never_to_be_added() -> None:
    """R16."""
    steps = (Step(NOW, 9_000, None, None, "North Wire"), Step(NOW, 10_000, None, None, "North Wire"))
    total = RunningTotal("Front", "killed", 10_000, None, "more than 10,000", "the UN", "North Wire", NOW, steps)
    snapshot = Snapshot(msgspec.structs.replace(rich_snapshot().board, running_totals=(total,)))
    words = text(detail(snapshot, "totals", total_key(total)))
    assert "never added to incidents" in words
    assert "9,000+" in words


def test_a_copied_line_carries_speaker_sentence_time_and_link() -> None:
    copied = detail(rich_snapshot(), "strikes", "i-belgorod").copy
    assert copied.startswith("Belgorod shelling, Sat 30 Dec 2023: killed 21–24↑; injured 108–111 [fair]")
    assert "(Volga Line, 2023-12-30 11:40Z) https://volga.example/24" in copied


def test_a_copied_line_says_unknown_in_words() -> None:
    assert "killed unknown; injured unknown" in detail(rich_snapshot(), "strikes", "i-kharkiv").copy


def test_a_line_copied_from_the_sample_says_so() -> None:
    assert detail(rich_snapshot(sample=True), "strikes", "i-belgorod").copy.startswith("[SAMPLE - NOT LIVE] Belgorod")


def test_an_incident_is_found_under_the_id_it_had_before_a_merge() -> None:
    merged = incident("new", "Merged", aliases=("old",), killed=known(1, 1))
    snapshot = Snapshot(msgspec.structs.replace(rich_snapshot().board, incidents=(merged,)))
    assert detail(snapshot, "strikes", "old").title == "Merged"


def test_r10_a_flag_is_shown_with_the_voice_that_gave_it() -> None:
    raised, other = belgorod().ledger[0], belgorod().ledger[2]
    raised = msgspec.structs.replace(raised, flags=("expected to rise",))
    toll = known(24, 24, flags=("expected to rise", "disputed"))
    one = msgspec.structs.replace(belgorod(), killed=toll, ledger=(raised, other))
    words = text(detail(Snapshot(Board(NOW, "x", 1, incidents=(one,))), "casualties", one.id))
    assert "says Volga Line · expected to rise, says officials in Moscow, via North Wire · disputed" in words
