"""`make soak`, or `python tools/soak TOPIC...` for some of them. Exit code 1 where one of them failed."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from soak.kills import kills
from soak.page import page
from soak.replay import replayed

TOPICS = {"kills": kills, "page": page, "replay": replayed}
"""A topic is one file here and its name in this table; it returns whether all was well."""

if __name__ == "__main__":
    results = [TOPICS[topic]() for topic in sys.argv[1:] or TOPICS]
    sys.exit(0 if all(results) else 1)
