"""An act told several times in one article stands once, with the day that any of its tellings states (R19)."""

import msgspec

from sitrep.model.claim import Act, ActClass

_MEETINGS_PLANNED = frozenset({"plan talks", "plan to meet", "plan to visit", "plan to call", "plan to receive"})
_MUTUAL: frozenset[ActClass] = frozenset({"AGREE", "CONSULT", "COOPERATE", "YIELD"})
_Key = tuple[str, str, str | None]


def once(found: list[Act]) -> tuple[Act, ...]:
    """Each of `found`, in text order, once: one class between the same two, whatever sentence repeats it."""
    kept: dict[_Key, Act] = {}
    for act in found:
        mirrored: _Key = (act.target or "", act.act, act.actor)
        key: _Key = mirrored if act.act in _MUTUAL and mirrored in kept else (act.actor, act.act, act.target)
        kept[key] = _dated(kept[key], act) if key in kept else act
    met = {frozenset((act.actor, act.target)) for act in kept.values() if act.act == "CONSULT"}
    for key, act in list(kept.items()):
        if act.mode in _MEETINGS_PLANNED and frozenset((act.actor, act.target)) in met:
            del kept[key]  # the meeting announced is the one told as held
    return _without_bare(kept)


def _without_bare(kept: dict[_Key, Act]) -> tuple[Act, ...]:
    """Without the acts on nobody whose actor does the same to somebody: it is one act, and it keeps its day."""
    named: dict[tuple[str, str], list[_Key]] = {}
    for key, act in kept.items():
        if act.target:
            named.setdefault((act.actor, act.act), []).append(key)
    for key, act in list(kept.items()):
        same = named.get((act.actor, act.act), [])
        if act.target or not same:
            continue
        if len(same) == 1:
            kept[same[0]] = _dated(kept[same[0]], act)
        del kept[key]
    return tuple(kept.values())


def _dated(first: Act, again: Act) -> Act:
    """The first telling, with the day of the other where it states none itself: headlines seldom do."""
    return first if first.when.day is not None else msgspec.structs.replace(first, when=again.when)
