"""Which part of the board a situation shows. Pure functions over values; an empty Scope holds everything."""

from datetime import datetime, timedelta

import msgspec

from sitrep.model.article import Article
from sitrep.model.incident import Action, Board, Incident, RunningTotal
from sitrep.model.scope import Scope


def in_scope(item: Incident | Action | RunningTotal, scope: Scope, as_of: datetime) -> bool:
    """True if `item` is within the scope's window before `as_of` and meets one of its countries, actors or words."""
    told = item.as_of if isinstance(item, RunningTotal) else item.updated
    if scope.window_hours is not None and told < as_of - timedelta(hours=scope.window_hours):
        return False
    if not (scope.countries or scope.actors or scope.words):
        return True
    if isinstance(item, Incident):
        return _incident_meets(item, scope)
    if isinstance(item, Action):
        return _action_meets(item, scope)
    return _named(f"{item.label} {item.quote}", scope)


def article_in_scope(article: Article, scope: Scope, as_of: datetime) -> bool:
    """The same for an article on the wire, by its words and window."""
    if scope.window_hours is not None and article.at < as_of - timedelta(hours=scope.window_hours):
        return False
    return not scope.words or _named(article.text, scope)


def scoped(board: Board, scope: Scope) -> Board:
    """The board with what is in scope. A part keeps its parent's id even where the parent is out of scope."""
    return msgspec.structs.replace(
        board,
        incidents=tuple(i for i in board.incidents if in_scope(i, scope, board.as_of)),
        actions=tuple(a for a in board.actions if in_scope(a, scope, board.as_of)),
        running_totals=tuple(r for r in board.running_totals if in_scope(r, scope, board.as_of)),
    )


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
