"""What was typed after ":": an action by its id, a pane, `sort BY`, `view NAME`, `filter WORDS`."""

from collections.abc import Collection, Mapping
from difflib import get_close_matches

from sitrep.config import View
from sitrep.tui.look import ORDER, Look
from sitrep.views.filtering.filter import parse_filter
from sitrep.views.filtering.listing import SORTS, Sort

VERBS = ("sort", "view", "filter")


def known(actions: Collection[str], views: Collection[str]) -> list[str]:
    """Everything that can be typed, for completing it."""
    return [*actions, *ORDER, *(f"sort {by}" for by in SORTS), *(f"view {name}" for name in views)]


def looked(text: str, look: Look, views: Mapping[str, View]) -> Look | None:
    """The look that `text` asks for; None where it asks for none."""
    verb, _, rest = text.strip().partition(" ")
    rest = rest.strip()
    if verb in ORDER and not rest:
        return look.to(verb)
    if verb == "sort" and rest.lstrip("-") in SORTS:
        return look.sort(Sort(rest.lstrip("-"), rest.startswith("-")))
    if verb == "view" and rest in views:
        return look.under(views[rest])
    if verb == "filter":
        return look.narrow(parse_filter(rest))
    return None


def not_known(text: str, actions: Collection[str]) -> str:
    """That there is no such command, and the nearest there is."""
    near = get_close_matches(text.strip().partition(" ")[0], [*actions, *ORDER, *VERBS], n=1, cutoff=0.4)
    return f'no command "{text.strip()}"' + (f"; did you mean {near[0]}?" if near else "")
