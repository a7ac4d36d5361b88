"""sitrep status: one line from what is stored, quick, and safe inside a status bar."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import msgspec
import pytest
from boards import incident
from builders import KHARKIV, NOON, Pair, act, killed, split, strike, told

from sitrep.cli import main
from sitrep.journal import open_journal
from sitrep.model.feedstate import FeedState
from sitrep.model.place import Place
from sitrep.model.standing import Standing
from sitrep.model.when import When
from sitrep.store import Store
from sitrep.views.printed.status import FIELDS, status_line

DOCUMENT = Path(__file__).parents[1] / "docs" / "TMUX.md"
NOW = ["--now", "2024-05-10T13:00Z"]


ACCRA = Place("Accra", "2306104", "exact", "GH", ("GH.01", "GH"), 5.56, -0.2)


def feed(name: str, failures: int = 0, hours: float = 0.5, last_ok: bool = True) -> FeedState:
    due = NOON + timedelta(hours=hours)
    return FeedState(f"https://{name}.example", next_poll=due, failures=failures, last_ok=NOON if last_ok else None)


@pytest.fixture(name="state")
def _state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SITREP_STATE_DIR", str(tmp_path))
    return tmp_path


def kept(folder: Path, *pairs: Pair, feeds: tuple[FeedState, ...] = ()) -> None:
    journal, _ = open_journal(folder / "journal.sqlite", NOON)
    store = Store()
    articles, readings = split(pairs)
    journal.keep(articles, readings, feeds)
    store.commit(articles, readings)
    board = store.board(NOON)
    journal.show(board.incidents, board.actions, (), {})
    journal.close()


def test_the_line_tells_what_is_new_what_is_newest_and_how_the_feeds_fare(
    state: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept(
        state,
        told("k1", strike(KHARKIV), killed(7, None, KHARKIV)),
        told("d1", act("Poland", "ACCUSE", "Russia")),
        told("old", strike(KHARKIV), hours=-90),
        feeds=(feed("post"), feed("wire", failures=3), feed("new", last_ok=False), feed("removed", hours=-60)),
    )
    assert main(["status", *NOW]) == 0
    assert capsys.readouterr().out == (
        "24 h: incidents 1, acts 1 · Kharkiv missile strike, undated, killed 7+ (1 h ago) · "
        "feeds 1/3, ! polled 1 h ago\n"
    )


def test_a_toll_nobody_gave_is_a_dash(state: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kept(state, told("k1", strike(KHARKIV)))
    assert main(["status", "--format", "{label}: {killed}", *NOW]) == 0
    assert capsys.readouterr().out == "Kharkiv missile strike: –\n"


def test_the_newest_incident_is_one_that_counts(state: Path, capsys: pytest.CaptureFixture[str]) -> None:
    journal, _ = open_journal(state / "journal.sqlite", NOON)
    refuted = incident("i-2", "A strike that was none", updated=NOON, grade="discounted")
    journal.show((refuted, incident("i-1", "Kharkiv strike", updated=NOON - timedelta(hours=1))), (), (), {})
    journal.close()
    assert main(["status", "--format", "{label}", *NOW]) == 0
    assert capsys.readouterr().out == "Kharkiv strike\n"


def test_an_empty_state_an_unreadable_one_and_a_field_there_is_not(
    state: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["status"]) == 0
    assert capsys.readouterr().out == "sitrep: nothing kept yet\n"
    assert main(["status", "--format", "{kiled}"]) == 2
    assert "no field {kiled}; there are incidents" in capsys.readouterr().err
    (state / "journal.sqlite").write_bytes(b"no database" * 1000)
    assert main(["status"]) == 1
    out, error = capsys.readouterr()
    assert out == "sitrep: the journal can't be read\n"
    assert "can't be read" in error


def empty(label: str = "") -> Standing:
    store = Store()
    articles, readings = split([told("k1", strike(KHARKIV), killed(7, 7, KHARKIV))])
    store.commit(articles, readings)
    (incident,) = store.board(NOON).incidents
    return Standing(1, 0, 1, msgspec.structs.replace(incident, label=label), 2, 2, NOON)


def test_a_value_can_neither_style_the_bar_nor_run_a_command_in_it() -> None:
    hostile = empty("#(rm -rf ~) #[bg=red] #S")
    assert status_line(hostile, NOON, "#[fg=green]{label}") == "#[fg=green]##(rm -rf ~) ##[bg=red] ##S"
    assert status_line(hostile, NOON, "{label}", tmux=False) == "#(rm -rf ~) #[bg=red] #S"


@pytest.mark.parametrize(
    ("width", "line"),
    [(30, "#[bold]Kharkiv strike, 7"), (12, "#[bold]Kharkiv str…"), (1, "#[bold]…"), (0, "#[bold]Kharkiv strike, 7")],
)
def test_the_line_is_as_long_as_asked_styles_not_counted(width: int, line: str) -> None:
    assert status_line(empty("Kharkiv strike"), NOON, "#[bold]{label}, {killed}", width) == line


@pytest.mark.parametrize(
    ("width", "line"),
    [
        (20, "killed 1,340, injur…"),
        (15, "killed 1,340 …"),
        (13, "killed 1,340"),
        (12, "killed 1,340"),
        (11, "killed …"),
    ],
)
def test_a_figure_is_never_cut_nor_made_to_look_so(width: int, line: str) -> None:
    standing = empty("Kharkiv strike")
    assert standing.newest is not None
    many = msgspec.structs.replace(standing.newest.killed, low=1340, best=1340, high=1340, text="1340")
    newest = msgspec.structs.replace(standing.newest, killed=many)
    said = status_line(msgspec.structs.replace(standing, newest=newest), NOON, "killed {killed}, injured", width)
    assert said.rstrip() == line


def test_wide_signs_take_two_cells() -> None:
    assert status_line(empty("北京北京"), NOON, "{label}", 5) == "北京…"


def test_every_field_is_documented() -> None:
    text = DOCUMENT.read_text("utf-8")
    for name, meaning in FIELDS.items():
        assert f"| `{{{name}}}` | {meaning} |" in text


@pytest.mark.parametrize(
    ("when", "said"),
    [
        (When(date(2023, 12, 31), "day"), "31 Dec"),
        (When(date(2023, 12, 29), "day"), "29 Dec"),
        (When(date(2022, 2, 24), "day"), "24Feb22"),
        (When(), "undated"),
    ],
)
def test_the_newest_incident_says_its_own_date(when: When, said: str) -> None:
    standing = empty("Kharkiv strike")
    assert standing.newest is not None
    dated = msgspec.structs.replace(standing, newest=msgspec.structs.replace(standing.newest, when=when))
    now = datetime(2023, 12, 31, 12, tzinfo=UTC)
    assert status_line(dated, now, "{date}") == said


def test_a_situation_counts_what_belongs_to_it(state: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kept(
        state,
        told("k1", strike(KHARKIV), killed(7, None, KHARKIV)),
        told("n1", strike(ACCRA), killed(2, 2, ACCRA), hours=0.5),
        told("d1", act("Poland", "ACCUSE", "Russia")),
        told("d2", act("Ghana", "ACCUSE", "Togo")),
    )
    form = ["--format", "{incidents} {acts} {label}"]
    assert main(["status", *NOW, *form]) == 0
    assert capsys.readouterr().out == "2 2 Accra missile strike\n"
    assert main(["status", "--situation", "ukraine", *NOW, *form]) == 0
    assert capsys.readouterr().out == "1 1 Kharkiv missile strike\n"
    assert main(["status", "--situation", "moon", *NOW]) == 2
    out, error = capsys.readouterr()
    assert out == "sitrep: the configuration is wrong\n"
    assert "no situation 'moon'; there are" in error
