"""The project's own labelled entries (tests/extract/corpus) and how a reading of them is scored.

Entries are invented; their form is that of the labelled sets the project measures with: what a careful reader takes
from headline and summary alone. Rows marked debatable neither reward nor punish.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from sitrep.extract.read import read
from sitrep.feeds.entries import articles_in
from sitrep.gazetteer import SqliteGazetteer
from sitrep.text.names import Names
from sitrep.text.tokens import key
from sitrep.views.printed.forms import reading_form

FOLDER = Path(__file__).parent / "extract" / "corpus"
NOW = datetime(2026, 2, 1, tzinfo=UTC)
KINDS = ("strikes", "casualties", "diplomacy")
_DIVISIONS = frozenset({"oblast", "region", "province", "governorate", "district", "state", "department", "city"})

Row = dict[str, Any]
Match = Callable[[Row, Row], int]
"""How well a row of a reading fits a labelled one; 0 is not at all."""


class Score(Counter[str]):
    """Counts under the figures' names: "strikes.right", "strikes.told", "strikes.labelled", "strike weapon.ok" ..."""

    def figures(self) -> dict[str, float]:
        """Every figure in percent: precision and recall of each kind of claim, and how often each part is right."""
        found: dict[str, float] = {}
        for kind in KINDS:
            found[f"{kind}: precision"] = self._share(f"{kind}.right", f"{kind}.told")
            found[f"{kind}: recall"] = self._share(f"{kind}.right", f"{kind}.labelled")
        for name in sorted(n.removesuffix(".of") for n in self if n.endswith(".of")):
            found[name] = self._share(f"{name}.ok", f"{name}.of")
        return found

    def _share(self, part: str, whole: str) -> float:
        return round(100 * self[part] / self[whole], 1) if self[whole] else 100.0

    def part(self, name: str, ok: bool) -> None:
        """Counts one part of a claim that was right or wrong."""
        self[f"{name}.of"] += 1
        self[f"{name}.ok"] += ok


@cache
def entries() -> tuple[Row, ...]:
    """All labelled entries, in order."""
    files = sorted(FOLDER.glob("*.jsonl"))
    return tuple(json.loads(line) for file in files for line in file.read_text("utf-8").splitlines())


@cache
def readings() -> dict[str, Row]:
    """What the reader makes of the entries, by id, in the form `sitrep read` prints."""
    names = Names(SqliteGazetteer())
    found: dict[str, Row] = {}
    for file in sorted(FOLDER.glob("*.jsonl")):
        articles, faults = articles_in(file.name, file.read_bytes(), None, NOW)
        assert not faults, faults
        found |= {article.id: reading_form(article, read(article, names), explain=True) for article in articles}
    return found


def score() -> Score:
    """All entries held against their labels."""
    total = Score()
    for entry in entries():
        gold, told = entry["gold"], readings()[entry["id"]]
        if not any(gold.values()):
            total.part("entries without an event, read as such", not any(told[kind] for kind in KINDS))
        for kind, match, judge in _JUDGES:
            for row, found in _pairs(total, kind, gold[kind], told[kind], match):
                judge(total, row, found)
    return total


def _pairs(total: Score, kind: str, gold: list[Row], told: list[Row], match: Match) -> Iterator[tuple[Row, Row]]:
    """The labelled rows with the rows that found them, the best fit first; counts what is told, labelled and right."""
    fits = sorted(
        ((match(g, t), -i, -j) for i, g in enumerate(gold) for j, t in enumerate(told) if match(g, t)), reverse=True
    )
    used_gold: set[int] = set()
    used_told: set[int] = set()
    debated = 0
    for _, i, j in fits:
        if -i in used_gold or -j in used_told:
            continue
        used_gold.add(-i)
        used_told.add(-j)
        if gold[-i].get("debatable"):
            debated += 1
        else:
            total[f"{kind}.right"] += 1
            yield gold[-i], told[-j]
    total[f"{kind}.told"] += len(told) - debated
    total[f"{kind}.labelled"] += sum(not g.get("debatable") for g in gold)


# Strikes


def _fits_strike(gold: Row, told: Row) -> int:
    if (gold["fate"] == "intercepted") != (told["fate"] == "intercepted"):
        return 0
    if gold["date"] and told["date"] and gold["date"] != told["date"]:
        return 0
    place = told["country"] in (gold["country"], None) or _place(gold, told)
    return 1 + _place(gold, told) + _weapon(gold, told) + _is(told["attacker"], gold["attacker"]) if place else 0


def _weapon(gold: Row, told: Row) -> bool:
    return told["weapon"] in _list(gold["weapon"])


def _place(gold: Row, told: Row) -> bool:
    """The most exact place told is one of the labelled ones."""
    if not told["places"]:
        return not gold["places"]
    return _bare(told["places"][0]) in {_bare(name) for name in gold["places"]}


def _judge_strike(total: Score, gold: Row, told: Row) -> None:
    total.part("strike: attacker", _is(told["attacker"], gold["attacker"]))
    if gold["attacker"] and told["attacker"]:
        total.part("strike: stance", told["attacker_stance"] == gold["attacker_stance"])
    total.part("strike: weapon", _weapon(gold, told))
    total.part("strike: place", _place(gold, told))
    if gold["date"]:
        total.part("strike: date", told["date"] == gold["date"])
    if gold["targets"]:
        total.part("strike: target", any(_shares(told["target"], name) for name in gold["targets"]))


# Casualties


def _fits_figure(gold: Row, told: Row) -> int:
    if gold["kind"] != told["kind"] or (gold["low"] or gold["high"]) != (told["low"] or told["high"]):
        return 0
    return 1 + _place(gold, told) + (told["scope"] in _list(gold["scope"]))


def _judge_figure(total: Score, gold: Row, told: Row) -> None:
    total.part("figure: range", (told["low"], told["high"]) == (gold["low"], gold["high"]))
    total.part("figure: scope", told["scope"] in _list(gold["scope"]))
    total.part("figure: place", _place(gold, told))
    if gold["date"]:
        total.part("figure: date", told["date"] == gold["date"])
    if gold["speaker"]:
        total.part("figure: speaker", any(_shares(told["speaker"], name) for name in gold["speaker"]))


# Acts


def _fits_act(gold: Row, told: Row) -> int:
    if gold["target"] is not None and not _is(told["target"], gold["target"]):
        return 0
    return (1 + (told["act"] in _list(gold["act"]))) if _is(told["actor"], gold["actor"]) else 0


def _judge_act(total: Score, gold: Row, told: Row) -> None:
    total.part("act: class", told["act"] in _list(gold["act"]))


_JUDGES: tuple[tuple[str, Match, Callable[[Score, Row, Row], None]], ...] = (
    ("strikes", _fits_strike, _judge_strike),
    ("casualties", _fits_figure, _judge_figure),
    ("diplomacy", _fits_act, _judge_act),
)


# Names


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _bare(name: str) -> str:
    """A place's name without the word for its kind and without a direction: "Kharkiv Oblast" is "Kharkiv region"."""
    return " ".join(word for word in key(name).split() if word not in _DIVISIONS)


def _is(told: str | None, gold: list[str | None] | None) -> bool:
    """Whether `told` is one of the acceptable names; None stands for nobody."""
    names = [None if name is None else key(name) for name in gold or [None]]
    return (None if told is None else key(told)) in names


def _shares(told: str | None, gold: str) -> bool:
    """Whether two phrases share a word of weight."""
    words = set(key(told or "").split()) & set(key(gold).split())
    return any(len(word) > 2 for word in words - {"the", "and", "for"})
