"""The incidents of a board by name, by article and as a tree. Kept in step from board to board: what a new board costs
here is what changed in it, and a look at one incident walks through none of the others.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from sitrep.model.incident import Incident
from sitrep.views.memo import Run, Succession
from sitrep.views.steps import Steps, at_once, parcels

Tree = tuple[Sequence[Incident], Sequence[int]]
"""Incidents in the order of a list, and the depth of each."""


PIECE = 500
"""Incidents taken up between two stops."""


class Index:
    """The incidents of the newest `board` by id, by article and as a tree. `turn` takes it to the next board: only what
    changed from one to the next is looked at. Ids are unique on a board.
    """

    def __init__(self) -> None:
        self.board: Sequence[Incident] = ()
        self.tree: Tree = ((), ())
        self._turns = Succession()
        self._named: dict[str, Incident] = {}
        self._called: dict[str, Incident] = {}
        self._telling: dict[str, tuple[Incident, ...]] = {}
        self._kin: list[int] = []

    def turn(self, board: Sequence[Incident]) -> Steps[None]:
        """Becomes the index of that board, in pieces: to be asked nothing before the last of them."""
        turn = self._turns.compare(board)
        yield
        self._turns.take(turn)
        self.board = board
        for gone in (turn.before[0][part] for part in turn.gone):
            for some in parcels(gone, PIECE):
                for incident in some:
                    self._drop(incident)
                yield
        for fresh in (board[part] for part in turn.fresh):
            for some in parcels(fresh, PIECE):
                for incident in some:
                    self._add(incident)
                yield
        kin = [n for part in turn.fresh for n in range(part.start, part.stop) if board[n].parent or board[n].children]
        self._kin = sorted([*_moved(self._kin, turn.runs), *kin])
        yield
        self.tree = yield from self._arranged()

    def find(self, name: str) -> Incident | None:
        """The incident of this id, or the one that was called so before."""
        return self._named.get(name) or self._called.get(name)

    def telling(self, article: str) -> tuple[Incident, ...]:
        """The incidents this article tells of, in no order."""
        return self._telling.get(article, ())

    def _arranged(self) -> Steps[Tree]:
        """Incidents in the board's order, and the depth of each: 1 for the parts of an aggregate, which follow it
        (R15). A part whose aggregate is not on the board stands for itself.
        """
        board = self.board
        inside = self._inside()
        if not inside:
            return board, (0,) * len(board)
        parts: dict[int, list[int]] = {}
        for place, whole in inside.items():
            parts.setdefault(whole, []).append(place)
        yield
        order: list[Incident] = []
        depths: list[int] = []
        reached = 0
        for place in sorted({*inside, *parts}):
            under = () if place in inside else parts[place]
            order += board[reached : place if place in inside else place + 1]
            depths += [0] * (len(order) - len(depths))
            order += [board[part] for part in under]
            depths += [1] * len(under)
            reached = place + 1
        order += board[reached:]
        depths += [0] * (len(order) - len(depths))
        yield
        # A part of a part, or a ring of parents, must not vanish from the screen.
        deeper = [board[place] for place, whole in inside.items() if whole in inside]
        return (*order, *deeper), (*depths, *[1] * len(deeper))

    def _inside(self) -> dict[int, int]:
        """Where each part of an aggregate stands, and where the aggregate does, in the board's order."""
        board = self.board
        places = {board[place].id: place for place in reversed(self._kin)}
        found: dict[int, int] = {}
        for place in self._kin:
            whole = self._named.get(board[place].parent or "")
            if whole is not None and whole.id != board[place].id:
                # One that does not list its parts is no kin by itself, and has to be looked for.
                found[place] = places[whole.id] if whole.id in places else board.index(whole)
        return found

    def _add(self, incident: Incident) -> None:
        self._named[incident.id] = incident
        for name in incident.aliases:
            self._called[name] = incident
        for article in incident.articles:
            self._telling[article] = (*self._telling.get(article, ()), incident)

    def _drop(self, incident: Incident) -> None:
        if self._named.get(incident.id) is incident:
            del self._named[incident.id]
        for name in incident.aliases:
            if self._called.get(name) is incident:
                del self._called[name]
        for article in incident.articles:
            left = tuple(other for other in self._telling.get(article, ()) if other is not incident)
            if left:
                self._telling[article] = left
            else:
                self._telling.pop(article, None)


def _moved(places: Sequence[int], runs: Sequence[Run]) -> Iterator[int]:
    """Where what stood at these places of the last board stands now, as far as it stayed."""
    for run in runs:
        stayed = places[bisect_left(places, run.before) : bisect_left(places, run.before + run.length)]
        for place in stayed:
            yield place - run.before + run.here


_LAST: list[Index] = []
"""Of the newest board, and of the one before: that one is still looked at while the newest is reckoned."""


def indexed(incidents: Sequence[Incident]) -> Steps[Index]:
    """The index of a board's incidents, in pieces: the one of the board before the last, turned."""
    for index in _LAST:
        if index.board is incidents:
            return index
    turning = _LAST.pop() if len(_LAST) > 1 else Index()
    yield from turning.turn(incidents)
    _LAST[:] = [turning, *_LAST[:1]]
    return turning


def index_of(incidents: Sequence[Incident]) -> Index:
    """The index of a board's incidents."""
    return at_once(indexed(incidents))
