"""Which part of the board a situation shows. Pure functions over values; an empty Scope holds everything."""

from datetime import datetime, timedelta
from itertools import takewhile

import msgspec

from sitrep.model.article import Article
from sitrep.model.incident import Action, Board, Incident, RunningTotal
from sitrep.model.scope import Scope
from sitrep.resolve.ordered import Roster


def in_scope(item: Incident | Action | RunningTotal, scope: Scope, as_of: datetime) -> bool:
    """True if `item` is within the scope's window before `as_of` and meets one of its countries, actors or words."""
    return _in_window(item, scope, as_of) and _meets(item, scope)


def article_in_scope(article: Article, scope: Scope, as_of: datetime) -> bool:
    """The same for an article on the wire, by its words and window."""
    if scope.window_hours is not None and article.at < as_of - timedelta(hours=scope.window_hours):
        return False
    return not scope.words or _named(article.text, scope)


def holds_all(scope: Scope) -> bool:
    """True if the scope asks for nothing: all is in it."""
    return not (scope.countries or scope.actors or scope.words or scope.window_hours is not None)


Item = Incident | Action | RunningTotal


class Situation:
    """One scope's part of a board, kept in step: `learn` what changed, then take the `part`."""

    def __init__(self, scope: Scope, board: Board) -> None:
        self._scope = scope
        self._lists: dict[str, Roster[Item]] = {name: Roster(_moment) for name in _LISTS}
        for name in _LISTS:
            for item in getattr(board, name):
                self.learn(name, _name(item), item)

    def learn(self, where: str, name: str, item: Item | None) -> None:
        """The item of this name in one list of the board, as it is now; None where it is no more."""
        if item is not None and _meets(item, self._scope):
            self._lists[where].put(name, item)
        else:
            self._lists[where].drop(name)

    def part(self, board: Board) -> Board:
        """The board with what is in scope. A part keeps its parent's id even where the parent is out of scope."""
        lists = {name: self._within(name, board.as_of) for name in _LISTS}
        return msgspec.structs.replace(board, situation=self._scope.name, **lists)

    def _within(self, name: str, as_of: datetime) -> tuple[Item, ...]:
        newest_first = self._lists[name].last_first()
        return tuple(takewhile(lambda item: _in_window(item, self._scope, as_of), newest_first))


_LISTS = ("incidents", "actions", "running_totals", "dismissed")


def _name(item: Item) -> str:
    return item.label if isinstance(item, RunningTotal) else item.id


def _moment(item: Item) -> tuple[datetime, str]:
    return (item.as_of if isinstance(item, RunningTotal) else item.updated, _name(item))


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
