"""Arguments in, exit code out. stdout is data, stderr is notes.

A verb's module is imported when the verb is used: `sitrep read` pays for no screen and the screen for no network.
"""

import argparse
import importlib
import os
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from sitrep import __version__

Options = Callable[[argparse.ArgumentParser], None]


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command. 0 done, 1 failed, 2 wrong usage or configuration, 3 done in part, 130 interrupted."""
    try:
        try:
            args = parser().parse_args(argv)
        finally:
            sys.stdout.flush()  # --help and --version print and leave from inside the parser
        verb = args.verb or "dashboard"
        if verb in ("dashboard", "demo") and not sys.stdout.isatty():
            args = parser().parse_args(_without_terminal(args, verb))
            verb = "once"
        code = int(importlib.import_module(f"sitrep.commands.{verb}").run(args))
        sys.stdout.flush()
        return code
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # The reader closed early, as `head` does: not an error, and nothing more may be written at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def parser() -> argparse.ArgumentParser:
    """The whole command line."""
    top = argparse.ArgumentParser(
        prog="sitrep", description="A live situation board for the terminal: strikes, casualties, diplomacy."
    )
    top.add_argument("--version", action="version", version=f"sitrep {__version__}")
    _dashboard(top)
    verbs = top.add_subparsers(dest="verb", metavar="COMMAND")
    for name, (text, declare) in VERBS.items():
        declare(verbs.add_parser(name, help=text, description=text))
    return top


def _dashboard(verb: argparse.ArgumentParser) -> None:
    _configured(verb, None)
    verb.add_argument("--pane", metavar="PANE", choices=PANES, help="one pane only: " + ", ".join(PANES))


def _configured(verb: argparse.ArgumentParser, default: object = argparse.SUPPRESS) -> None:
    """Options that may stand before the command or after it: only the outer parser sets a default, or the inner
    one's would take the place of what was said before the command.
    """
    verb.add_argument(
        "--config", metavar="FILE", type=Path, default=default, help="a configuration instead of your own"
    )
    verb.add_argument("--situation", metavar="NAME", default=default, help="a configured situation")
    verb.add_argument(
        "--no-poll",
        action="store_true",
        default=False if default is None else default,
        help="only follow what another sitrep polls",
    )


def _demo(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--speed", metavar="N", type=float, default=3600.0, help="seconds of the sample a second (3600)")
    verb.add_argument(
        "--pane",
        metavar="PANE",
        choices=PANES,
        default=argparse.SUPPRESS,
        help="one pane only: " + ", ".join(PANES),
    )


def _once(verb: argparse.ArgumentParser) -> None:
    _configured(verb)
    verb.add_argument("paths", nargs="*", metavar="PATH", type=Path, help="feed files, folders, .jsonl of entries")
    verb.add_argument("--sample", action="store_true", help="the bundled sample instead of the feeds")
    form = verb.add_mutually_exclusive_group()
    form.add_argument("--json", dest="form", action="store_const", const="json", help="JSON (default when piped)")
    form.add_argument("--plain", dest="form", action="store_const", const="plain", help="plain lines")
    form.add_argument("--md", dest="form", action="store_const", const="md", help="Markdown")
    verb.add_argument("--now", metavar="TS", type=moment, help="the board's moment (ISO 8601, UTC without a zone)")
    verb.add_argument("--with-text", action="store_true", help="add the cleaned texts that spans count in")


def _read(verb: argparse.ArgumentParser) -> None:
    verb.add_argument(
        "sources", nargs="*", metavar="PATH|URL|-", default=["-"], help="text, HTML page, .jsonl of entries; - is stdin"
    )
    verb.add_argument("--published", metavar="TS", type=moment, help="dates texts that carry no date (ISO 8601)")
    verb.add_argument("--explain", action="store_true", help="add the rule and the words behind each claim")
    verb.add_argument("--with-text", action="store_true", help="add the cleaned text that spans count in")


VERBS: dict[str, tuple[str, Options]] = {
    "once": ("poll once (or read files), print the board, exit", _once),
    "read": ("read articles, print one Reading (JSON) a line", _read),
    "demo": ("the dashboard on the bundled sample, no network", _demo),
}
PANES = ("strikes", "casualties", "diplomacy", "wire", "feeds")


def moment(text: str) -> datetime:
    """An ISO 8601 moment as UTC. Raises ValueError, which argparse turns into words."""
    found = datetime.fromisoformat(text)
    return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)


def _without_terminal(args: argparse.Namespace, verb: str) -> list[str]:
    """What to do where no screen can open: print the board once, of the sample for the demo."""
    if verb == "demo":
        return ["once", "--plain", "--sample"]
    words = ["--config", str(args.config)] if args.config else []
    words += ["--situation", args.situation] if args.situation else []
    return ["once", "--plain", *words, *(["--no-poll"] if args.no_poll else [])]
