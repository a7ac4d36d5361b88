"""Figures of speed, printed, never asserted: `make bench`, or `python tools/bench TOPIC...` for some of them."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.busy import busy
from bench.folding import folding
from bench.journal import journal
from bench.kept import kept
from bench.polling import polling
from bench.reading import reading
from bench.screen import rest, screen
from bench.start import start

TOPICS = {
    "start": start,
    "reading": reading,
    "folding": folding,
    "screen": screen,
    "rest": rest,
    "busy": busy,
    "kept": kept,
    "journal": journal,
    "polling": polling,
}
"""A topic is one file here and its name in this table."""
PARTS = {"rest"}
"""Topics that are parts of another: alone when they are named."""

if __name__ == "__main__":
    for topic in sys.argv[1:] or [topic for topic in TOPICS if topic not in PARTS]:
        TOPICS[topic]()
