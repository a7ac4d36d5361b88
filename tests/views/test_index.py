"""The index of a board: the same answers as a walk through all incidents, whatever board came before."""

from typing import Any

from boards import incident
from hypothesis import given
from hypothesis import strategies as st

from sitrep.model.incident import Incident
from sitrep.views.index import Index
from sitrep.views.steps import at_once

NAMES = st.sampled_from("abcdef")
SHAPES = st.tuples(st.sampled_from(["", *"abcdef"]), st.booleans(), st.sets(NAMES, max_size=2))
"""A parent, whether it stands in the parent's list too, and articles."""
BOARDS = st.lists(st.dictionaries(NAMES, SHAPES), max_size=5)
MADE: dict[object, Incident] = {}


def board(shapes: dict[str, tuple[str, bool, set[str]]]) -> tuple[Incident, ...]:
    """Incidents of these shapes; the same shape is the same object, as in a store."""
    made = []
    for name, (parent, _, articles) in shapes.items():
        children = tuple(sorted(n for n, (p, known, _) in shapes.items() if p == name and known))
        key = (name, parent, children, tuple(sorted(articles)))
        fields: dict[str, Any] = {"parent": parent or None, "children": children, "aliases": (name.upper(),)}
        made.append(MADE.setdefault(key, incident(name, name, articles=key[3], **fields)))
    return tuple(made)


def walked(incidents: tuple[Incident, ...]) -> list[tuple[str, int]]:
    """Ids with depths: the parts of an aggregate after it; what hangs under a part, or in a ring, at the end."""
    ids = {i.id for i in incidents}
    parts = [i for i in incidents if i.parent in ids and i.parent != i.id]
    order = []
    for one in incidents:
        if one not in parts:
            order += [(one.id, 0), *((part.id, 1) for part in parts if part.parent == one.id)]
    return order + [(part.id, 1) for part in parts if (part.id, 1) not in order]


@given(BOARDS)
def test_every_answer_is_the_one_a_walk_would_find(shapes: list[dict[str, tuple[str, bool, set[str]]]]) -> None:
    index = Index()
    for incidents in map(board, shapes):
        at_once(index.turn(incidents))
        for name in "abcdef":
            found = next((i for i in incidents if i.id == name), None)
            assert index.find(name) is found
            assert index.find(name.upper()) is found
            telling = [i for i in incidents if name in i.articles]
            assert sorted(i.id for i in index.telling(name)) == sorted(i.id for i in telling)
        assert [(i.id, depth) for i, depth in zip(*index.tree, strict=True)] == walked(incidents)
