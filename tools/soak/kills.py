"""Rounds of kill -9 under load: nothing shown may be lost, nothing kept twice. Some ten minutes."""

import asyncio
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "tests"))

from crash import rounds

ROUNDS = 200
SEED = 0


def kills() -> bool:
    """Runs the rounds; prints what came of them."""
    with tempfile.TemporaryDirectory() as folder:
        outcome = asyncio.run(rounds(Path(folder), ROUNDS, SEED))
    for fault in outcome.wrong:
        print(f"kills: {fault}")
    print(f"kills: {ROUNDS} of them, {outcome.told} articles told, {outcome.kept} kept, {len(outcome.wrong)} faults")
    return not outcome.wrong
