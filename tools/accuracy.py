"""Writes docs/ACCURACY.md: the reader's figures on the labelled sets, which stand beside the checkout, and on its own.

usage: python tools/accuracy.py [--sets DIR] > docs/ACCURACY.md      (default: ../shared/eval; some minutes)
"""

import argparse
import json
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from sitrep import __version__

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from corpus import entries, score  # noqa: E402 - the corpus and its scorer belong to the tests

COMMAND = shlex.join([sys.executable, "-m", "sitrep"])
Figures = dict[str, Any]


class Line(NamedTuple):
    """One figure: what it says, and where the scorer's answer holds it."""

    name: str
    at: str


def _rows(kind: str, at: str, upper: bool = False) -> list[Line]:
    p, r, f = ("P", "R", "F1") if upper else ("p", "r", "f1")
    return [Line(f"{kind}: precision", f"{at}.{p}"), Line("recall", f"{at}.{r}"), Line("F1", f"{at}.{f}")]


SETS: dict[str, tuple[str, list[Line]]] = {
    "entries": (
        "Feed entries (headline and summary), 2021-2023",
        [
            *_rows("strikes found", "metrics.strike"),
            Line("strikes right in attacker, place, weapon and day: F1", "metrics.strict.f1"),
            Line("attacker right, where labelled", "metrics.strike_attacker.acc"),
            Line("stance toward the attacker right", "metrics.strike_stance.acc"),
            Line("attacker told where none is labelled", "metrics.attacker_invented.acc"),
            Line("weapon right", "metrics.strike_weapon.acc"),
            Line("target right", "metrics.strike_target.acc"),
            Line("a labelled place told", "metrics.strike_place.acc"),
            Line("the most exact place told first", "metrics.strike_place_top.acc"),
            Line("country right", "metrics.strike_country.acc"),
            Line("day right", "metrics.strike_date.acc"),
            Line("hit, launched or intercepted right", "metrics.strike_fate.acc"),
            *_rows("figures of people", "metrics.cas_all"),
            Line("killed: F1", "metrics.cas_killed.f1"),
            Line("injured: F1", "metrics.cas_injured.f1"),
            *_rows("figures that enter a toll", "metrics.tally_safe"),
            Line("scope right", "metrics.cas_scope.acc"),
            Line("place right", "metrics.cas_place.acc"),
            Line("speaker right", "metrics.cas_speaker.acc"),
            *_rows("acts, actor and target", "metrics.dip_pair"),
            Line("actor, target and class: F1", "metrics.dip_triple.f1"),
            Line("class right, where actor and target are", "metrics.dip_act.acc"),
        ],
    ),
    "counts": (
        "Killed and injured in 1,000 texts: newswire of 1989-90, a chronology of terrorism, local news",
        [*_rows("killed", "killed.strict", True), *_rows("injured", "injured.strict", True)],
    ),
    "airwars": (
        "Assessments of strikes in Gaza: ranges",
        [
            Line("killed: main figure right", "killed.main"),
            Line("killed: range exact", "killed.range_exact"),
            Line("injured: main figure right", "injured.main"),
        ],
    ),
    "muc4": (
        "Latin American newswire (its attacks take in kidnapping, arson and robbery): for information",
        [
            Line("attacks: F1", "attacks.event.F1"),
            *(Line(f"{role}: F1", f"attacks.role_pooled.{role}.F1") for role in ("actor", "target", "weapon", "place")),
        ],
    ),
    "plover": (
        "Sentences with one labelled act each (precision is a lower bound)",
        [
            Line("actor and target: F1", "diplomatic.pairs.F1"),
            *_rows("actor, target and class", "diplomatic.triples", True),
        ],
    ),
}

_INCIDENTS = {
    "found": "incidents found",
    "killed": "killed: the best figure lies in the labelled range",
    "hurt": "injured: the best figure lies in the labelled range",
    "no double": "nobody counted twice",
    "running": "figures given while the toll rose, in the ledger",
    "diplomacy": "acts, actor and target, on the board",
    "foreign": "articles of other events in the incident (0 is right)",
}

HEAD = f"""\
# Accuracy

How well sitrep {__version__} reads, in percent. Written by `make accuracy`; no figure here is typed by hand.
What a claim is, and how to ask why it was made, is [READING.md](READING.md).

The labelled sets are other people's texts and are no part of the project. Each is split by a hash of its ids: half A is
worked on, half B is looked at seldom. **Sets that were looked at flatter**: expect less on an outlet, a year or a war
that nobody here has seen. Check the quote before you act.

## What is not read well

- **Who did it**: an attacker named only sentences away from the attack is often left open, and open is what the board
  then shows; one without a name ("gunmen") stands in the text's words.
- **What was hit**: told well in a headline or a lead; in long reports a phrase may be cut short or be its neighbour.
- **Diplomacy**: sieges and reviews of law read as acts; one act may be told with two targets. In long
  articles more acts are missed than found.
- **Metaphor, sport and the arts**: most are known; a new turn of phrase makes a strike now and then.
- **Two sides' dead in one sentence** ("19 soldiers and 50 rebels were killed") may be read as one sum.
- **Old attacks** named in passing: courts, revenge, lives, "days after" and wars long begun are known; one in plain
  words, without a year or a word that looks back, reads as new. So do trends ("is now using drones in attacks").
- **Comment**: an essay is known by its "I"; opinion told in the third person may make a row.
- **Figures spread over paragraphs** of a long report: a toll and its parts are sometimes both read as wholes.
"""


def _figure(found: Figures, at: str) -> float | None:
    here: Any = found
    for step in at.split("."):
        here = here.get(step) if isinstance(here, dict) else None
    return here if isinstance(here, int | float) else None


def _shown(value: float | None) -> str:
    return "–" if value is None else f"{value:.1f}"


def _scored(sets: Path, *words: str) -> Figures:
    """What the labelled sets' own scorer answers. Raises CalledProcessError where it fails."""
    done = subprocess.run(
        [sys.executable, str(sets / "evaluate.py"), "--cmd", COMMAND, "--json", *words],
        capture_output=True,
        text=True,
        check=True,
    )
    answer: Figures = json.loads(done.stdout)
    return answer


def _halves(sets: Path) -> Iterator[str]:
    halves = [_scored(sets, "--half", half, *SETS) for half in "AB"]
    for name, (title, lines) in SETS.items():
        found: list[Figures] = [next((v for k, v in half.items() if k.startswith(f"{name}_")), {}) for half in halves]
        yield f"\n## {title}\n\n| figure | half A | half B |\n| --- | ---: | ---: |\n"
        for line in lines:
            yield f"| {line.name} | {' | '.join(_shown(_figure(half, line.at)) for half in found)} |\n"


def _incidents(sets: Path) -> Iterator[str]:
    """The board that many outlets' articles on eight real incidents make, alone and among 1,600 other headlines."""
    command = [sys.executable, str(sets / "score_incidents.py"), str(sets / "incidents"), "--cmd", COMMAND, "--json"]
    boards = []
    for background in ([], ["--background", str(sets / "background_dev.jsonl")]):
        done = subprocess.run([*command, *background], capture_output=True, text=True, check=True)
        boards.append(json.loads(done.stdout).get("total", {}))
    yield "\n## Eight real incidents as many outlets told them\n\n"
    yield "Worked on whole. Beside it the same among 1,600 other headlines of the same days.\n\n"
    yield "| percent | alone | among others |\n| --- | ---: | ---: |\n"
    for key, meaning in _INCIDENTS.items():
        cells = [board.get(key) for board in boards]
        yield f"| {meaning} | {' | '.join(f'{c[0]:.1f} (of {c[1]})' if c else '–' for c in cells)} |\n"


def _own() -> Iterator[str]:
    quiet = sum(not any(entry["gold"].values()) for entry in entries())
    yield f"\n## The project's own {len(entries())} labelled entries\n\n"
    yield f"Invented; {quiet} of them tell of nothing. Scored in the tests, with floors that only rise.\n\n"
    yield "| figure | |\n| --- | ---: |\n"
    yield from (f"| {name} | {_shown(value)} |\n" for name, value in score().figures().items())


def main() -> int:
    """Prints the document; 1 where the labelled sets are missing or their scorer fails."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--sets", type=Path, default=ROOT.parent / "shared" / "eval")
    sets: Path = asked.parse_args().sets
    if not (sets / "evaluate.py").is_file():
        print(f"accuracy: no labelled sets in {sets}: name their folder with --sets", file=sys.stderr)
        return 1
    try:
        page = "".join([HEAD, *_own(), *_halves(sets), *_incidents(sets)])
    except subprocess.CalledProcessError as error:
        print(f"accuracy: the scorer failed: {error.stderr[-600:]}", file=sys.stderr)
        return 1
    sys.stdout.write(page)
    return 0


if __name__ == "__main__":
    sys.exit(main())
