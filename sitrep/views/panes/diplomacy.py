"""The diplomacy pane: who did what to whom, about what (R32)."""

from collections.abc import Sequence

from sitrep.model.incident import Action
from sitrep.views.calendar import Calendar, tight_day
from sitrep.views.filtering.facts import action_facts
from sitrep.views.index import indexed
from sitrep.views.memo import Remembered
from sitrep.views.pane import Cell, Column, Pane, Row, Short, Snapshot, Tone
from sitrep.views.panes.cells import voices
from sitrep.views.steps import Steps
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


class ActRow(Row, frozen=True, gc=False, kw_only=True):
    """An act, with the name of the incident it answers."""

    action: Action
    answers: str = ""

    def cells(self, calendar: Calendar) -> tuple[Cell, ...]:
        """As COLUMNS name them."""
        action = self.action
        about = action.about or (f"on {self.answers}" if self.answers else "")
        if action.venue:
            about = f"{about} @ {action.venue}".strip()
        return (
            Cell("↩" if action.answers else "", "accent"),
            Cell(calendar.when(action.when)),
            Cell(action.actor, "bold"),
            Cell(third_person(action.mode), _tone(action)),
            Cell(action.target or "–", "plain" if action.target else "dim"),
            Cell(about or "–", "plain" if about else "dim"),
            Cell(voices(action.outlets, action.origins), "dim"),
        )

    @property
    def url(self) -> str:
        """Where it is told."""
        return next((e.url for e in self.action.evidence if e.url), "")


def made(snapshot: Snapshot) -> Steps[Sequence[ActRow]]:
    """One row an act, newest first; ↩ marks an answer to an incident (R33)."""
    actions = snapshot.board.actions
    index = yield from indexed(snapshot.board.incidents)
    answered = [i.label if (i := index.find(action.answers or "")) else "" for action in actions]
    return (yield from _ROWS.rows(actions, answered))


def _row(action: Action, answers: str) -> ActRow:
    return ActRow(
        key=action.id,
        version=f"{action.act}:{action.mode}:{action.target}",
        facts=action_facts(action),
        action=action,
        answers=answers,
    )


def _tone(action: Action) -> Tone:
    return "warn" if action.act in HARD else "good" if action.act in SOFT else "plain"


_ROWS = Remembered(_row)
PANE = Pane("diplomacy", "Diplomacy", "3", COLUMNS, made, "no diplomatic act reported yet")
