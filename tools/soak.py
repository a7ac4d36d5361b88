"""Rounds of kill -9 under load: `make soak`. Prints what came of them; exit code 1 where anything was lost or doubled.

usage: python tools/soak.py [ROUNDS] [SEED]
"""

import asyncio
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from crash import rounds


def main(count: int, seed: int) -> int:
    """Runs `count` rounds."""
    with tempfile.TemporaryDirectory() as folder:
        outcome = asyncio.run(rounds(Path(folder), count, seed))
    for fault in outcome.wrong:
        print(fault)
    print(f"{count} kills: {outcome.told} articles told, {outcome.kept} kept, {len(outcome.wrong)} faults")
    return 1 if outcome.wrong else 0


if __name__ == "__main__":
    words = [int(word) for word in sys.argv[1:]]
    sys.exit(main(words[0] if words else 200, words[1] if len(words) > 1 else 0))
