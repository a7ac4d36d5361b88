"""The talk around a ruling or a note: what is asked of the reader before it is kept, and what they are told after."""

from collections.abc import Awaitable, Callable, Sequence

from textual.screen import ModalScreen

from sitrep.model.ruling import REASONED, Deed, Relocate, Ruling, Undo
from sitrep.tui.board import BoardScreen
from sitrep.tui.deeds import (
    Refused,
    correcting,
    dismissed_words,
    dismissing,
    foreseen,
    incident_under,
    joining,
    named,
    place_words,
    splitting,
    taken_out,
    undoable,
    words,
)
from sitrep.tui.dialogs import Ask, Dismissed, Picker
from sitrep.tui.seam import Actions
from sitrep.tui.seen import INCIDENT_PANES
from sitrep.tui.under import Under

Question = Callable[[ModalScreen[str | None]], Awaitable[str | None]]
"""Puts a dialog over the board and waits for its answer; None where the reader left it."""
MAKERS: dict[str, Callable[[Under], Deed]] = {"join": joining, "split": splitting, "dismiss": dismissing}
"""The rulings that need no more than what the cursor is on."""


class Rulings:
    """Makes rulings (R27) and notes of what `board` is on, and has them kept by what `offered` offers."""

    def __init__(self, board: BoardScreen, offered: Actions, ask: Question) -> None:
        self._board = board
        self._offered = offered
        self._ask = ask

    async def make(self, kind: str) -> None:
        """The ruling of that kind about what the cursor is on; "undo" takes one back, "note" writes a note."""
        if kind == "note":
            await self._note()
        elif kind == "undo":
            await self._undo()
        else:
            await self._rule(kind)

    async def _rule(self, kind: str) -> None:
        if self._offered.rule is None:
            self._board.say(self._not_here())
            return
        try:
            deed = await self._correction() if kind == "correct" else MAKERS[kind](self._board.under)
        except Refused as refused:
            self._board.say(str(refused))
            return
        if deed is not None:
            await self._settle(deed)

    async def _correction(self) -> Deed | None:
        under = self._board.under
        here, today = incident_under(under), under.snapshot.calendar.today
        said = await self._ask(
            Ask(f'"{here.label}": on which day, or where?', f"{today.isoformat()}, or a place", required=True)
        )
        if said is None:
            return None
        deed = correcting(under, said, self._offered.places(said) if self._offered.places else ())
        if not isinstance(deed, tuple):
            return deed
        lines = {place_words(place): place for place in deed}
        line = await self._ask(Picker("Which?", list(lines)))
        return Relocate(here.id, lines[line]) if line else None

    async def _undo(self) -> None:
        """Takes a ruling back that the reader picks."""
        standing = undoable(await self._rulings())
        if not standing:
            self._board.say("no ruling to undo")
            return
        snapshot = self._board.under.snapshot
        lines = {
            f"{snapshot.calendar.short(r.at)} {r.by}: {words(r.deed, snapshot.board)} ({r.why or 'no reason'})": r
            for r in standing
        }
        line = await self._ask(Picker("Undo", list(lines)))
        if line:
            await self._settle(Undo(lines[line].id))

    async def dismissed(self) -> None:
        """Lists what was dismissed, newest first; what the reader picks is taken back."""
        snapshot = self._board.under.snapshot
        gone = sorted(
            ((i, i.tombstone) for i in snapshot.board.dismissed if i.tombstone), key=lambda one: one[1].at, reverse=True
        )
        if not gone:
            self._board.say("no incident is dismissed")
            return
        lines = {dismissed_words(incident, stone, snapshot.calendar): stone.ruling for incident, stone in gone}
        line = await self._ask(Dismissed("Dismissed (U takes one back)", list(lines)))
        if line:
            await self._settle(Undo(lines[line]))

    def _not_here(self) -> str:
        return "the sample takes no rulings" if self._board.under.snapshot.sample else "rulings can't be kept here"

    async def _settle(self, deed: Deed) -> None:
        """Asks for the reason, then has the deed kept."""
        if self._offered.rule is None:
            self._board.say(self._not_here())
            return
        snapshot = self._board.under.snapshot
        board = snapshot.board
        said = words(deed, board, await self._rulings())
        after = self._offered.foresee(deed) if self._offered.foresee else ()
        lines = (
            f"{said[0].upper()}{said[1:]}. Why?",
            *taken_out(deed, snapshot.articles),
            *foreseen(deed, board, after),
        )
        question = self._board.written("\n".join(lines))
        why = await self._ask(Ask(question, "a reason for the next shift", required=isinstance(deed, REASONED)))
        if why is None:
            return
        trouble = await self._offered.rule(deed, why)
        self._board.unpick()
        self._board.say(trouble or f"done: {said} (U undoes it)")

    async def _note(self) -> None:
        """Writes a note for the next shift, about the incident under the cursor or the whole board."""
        keep, under = self._offered.note, self._board.under
        if keep is None or under.snapshot.sample:
            self._board.say("the sample keeps no notes" if under.snapshot.sample else "notes can't be kept here")
            return
        found = named(under.snapshot.board, under.row.key) if under.row and under.pane in INCIDENT_PANES else None
        about = f'about "{found.label}"' if found else "about the board"
        text = await self._ask(Ask(f"A handover note {about}", "for everybody who reads this board", required=True))
        if text:
            trouble = await keep(text, found.id if found else "")
            self._board.say(trouble or "noted; H shows the notes")

    async def _rulings(self) -> Sequence[Ruling]:
        return await self._offered.rulings() if self._offered.rulings else ()
