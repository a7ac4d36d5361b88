"""The diplomacy pane: who did what to whom, about what (R32)."""

from sitrep.model.incident import Action
from sitrep.views.calendar import Calendar, tight_day
from sitrep.views.filtering.facts import action_facts
from sitrep.views.index import index_of
from sitrep.views.memo import Remembered
from sitrep.views.pane import Cell, Column, Pane, Row, Short, Snapshot, Tone
from sitrep.views.panes.cells import voices
from sitrep.views.wording import third_person

COLUMNS = (
    Column("", 1),
    Column("when", 7, short=Short("when", 5, tight_day)),
    Column("who", 11, most=24, short=Short("who", 7)),
    Column("does", 11, most=22, short=Short("does", 6)),
    Column("to", 9, drop=1, most=24, short=Short("to", 6)),
    Column("about", 0, drop=3, least=8),
    Column("src", 5, drop=2, align="right"),
)
HARD = frozenset({"THREATEN", "SANCTION", "MOBILIZE", "COERCE"})
SOFT = frozenset({"AGREE", "YIELD", "AID", "COOPERATE"})


def rows(snapshot: Snapshot) -> list[Row]:
    """One row an act, newest first; ↩ marks an answer to an incident (R33)."""
    board = snapshot.board
    find = index_of(board.incidents).find
    answered = [i.label if (i := find(action.answers or "")) else "" for action in board.actions]
    return _ROWS.rows(board.actions, answered, snapshot.calendar)


def _row(action: Action, answers: str, calendar: Calendar) -> Row:
    about = action.about or (f"on {answers}" if answers else "")
    if action.venue:
        about = f"{about} @ {action.venue}".strip()
    return Row(
        key=action.id,
        cells=(
            Cell("↩" if action.answers else "", "accent"),
            Cell(calendar.when(action.when)),
            Cell(action.actor, "bold"),
            Cell(third_person(action.mode), _tone(action)),
            Cell(action.target or "–", "plain" if action.target else "dim"),
            Cell(about or "–", "plain" if about else "dim"),
            Cell(voices(action.outlets, action.origins), "dim"),
        ),
        version=f"{action.act}:{action.mode}:{action.target}",
        facts=action_facts(action),
        url=next((e.url for e in action.evidence if e.url), ""),
    )


def _tone(action: Action) -> Tone:
    return "warn" if action.act in HARD else "good" if action.act in SOFT else "plain"


_ROWS = Remembered(_row)
PANE = Pane("diplomacy", "Diplomacy", "3", COLUMNS, rows, "no diplomatic act reported yet")
