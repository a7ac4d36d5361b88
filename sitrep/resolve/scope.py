"""Which part of the board a situation shows. Pure functions over values; an empty Scope holds everything."""

from datetime import datetime, timedelta

import msgspec

from sitrep.model.article import Article
from sitrep.model.incident import Action, Board, Incident, RunningTotal
from sitrep.model.scope import Scope


def in_scope(item: Incident | Action | RunningTotal, scope: Scope, as_of: datetime) -> bool:
    """True if `item` is within the scope's window before `as_of` and meets one of its countries, actors or words."""
    return _in_window(item, scope, as_of) and _meets(item, scope)


def article_in_scope(article: Article, scope: Scope, as_of: datetime) -> bool:
    """The same for an article on the wire, by its words and window."""
    if scope.window_hours is not None and article.at < as_of - timedelta(hours=scope.window_hours):
        return False
    return not scope.words or _named(article.text, scope)


class Situation:
    """One scope's part of a board that changes: what was looked at once is not looked at again until it changes."""

    def __init__(self, scope: Scope) -> None:
        self._scope = scope
        self._known: dict[str, tuple[Incident | Action | RunningTotal, bool]] = {}

    def part(self, board: Board) -> Board:
        """The board with what is in scope. A part keeps its parent's id even where the parent is out of scope."""
        if len(self._known) > 2 * (len(board.incidents) + len(board.actions) + len(board.running_totals)):
            self._known.clear()
        return msgspec.structs.replace(
            board,
            situation=self._scope.name,
            incidents=tuple(i for i in board.incidents if self._holds(i.id, i, board.as_of)),
            actions=tuple(a for a in board.actions if self._holds(a.id, a, board.as_of)),
            running_totals=tuple(r for r in board.running_totals if self._holds(r.label, r, board.as_of)),
            dismissed=tuple(i for i in board.dismissed if self._holds(i.id, i, board.as_of)),
        )

    def _holds(self, name: str, item: Incident | Action | RunningTotal, as_of: datetime) -> bool:
        if not _in_window(item, self._scope, as_of):
            return False
        known = self._known.get(name)
        if known is None or known[0] is not item:
            known = self._known[name] = (item, _meets(item, self._scope))
        return known[1]


def scoped(board: Board, scope: Scope) -> Board:
    """The board with what is in scope."""
    return Situation(scope).part(board)


def _in_window(item: Incident | Action | RunningTotal, scope: Scope, as_of: datetime) -> bool:
    told = item.as_of if isinstance(item, RunningTotal) else item.updated
    return scope.window_hours is None or told >= as_of - timedelta(hours=scope.window_hours)


def _meets(item: Incident | Action | RunningTotal, scope: Scope) -> bool:
    if not (scope.countries or scope.actors or scope.words):
        return True
    if isinstance(item, Incident):
        return _incident_meets(item, scope)
    if isinstance(item, Action):
        return _action_meets(item, scope)
    return _named(f"{item.label} {item.quote}", scope)


def _incident_meets(incident: Incident, scope: Scope) -> bool:
    codes = {incident.country, *(p.country for p in incident.places)}
    if codes & set(scope.countries) or {a.name for a in incident.attackers} & set(scope.actors):
        return True
    words = [
        incident.label,
        *(p.name for p in incident.places),
        *incident.targets,
        *(e.quote for e in incident.evidence),
    ]
    return _named(" ".join(words), scope)


def _action_meets(action: Action, scope: Scope) -> bool:
    if {action.actor, action.target} & set(scope.actors):
        return True
    words = [
        action.actor,
        action.target or "",
        action.about or "",
        action.venue or "",
        *(e.quote for e in action.evidence),
    ]
    return _named(" ".join(words), scope)


def _named(text: str, scope: Scope) -> bool:
    lower = text.casefold()
    return any(word.casefold() in lower for word in scope.words)
