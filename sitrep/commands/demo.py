"""sitrep demo: the dashboard on the bundled sample."""

from sitrep.commands.dashboard import run_demo as run

__all__ = ["run"]
