"""The command line, whole: which commands there are and what each takes. Nothing is imported here but argparse.

A command is one small function that declares its options, its line in VERBS, and `sitrep/commands/VERB.py` with
`run(args) -> exit code`. Help, completions and docs/COMMANDS.md follow from the parser.
"""

import argparse
import sys
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sitrep import __version__

Options = Callable[[argparse.ArgumentParser], None]


def parser(words: Sequence[str] | None = None) -> argparse.ArgumentParser:
    """The command line: whole, or what of it `words` can mean. A status line is asked for every few seconds, and
    declaring all commands takes longer than finding its answer, or a tenth of what a bare screen needs to start.
    """
    top = argparse.ArgumentParser(
        prog="sitrep", description="A live situation board for the terminal: strikes, casualties, diplomacy."
    )
    top.add_argument("--version", action="version", version=f"sitrep {__version__}")
    _dashboard(top)
    # Its name is said here: argparse would lay out a whole usage, and load what that takes, to find it.
    verbs = top.add_subparsers(dest="verb", metavar="COMMAND", prog="sitrep")
    for name in VERBS if words is None else _meant(words):
        text, declare = VERBS[name]
        verb = verbs.add_parser(name, help=text, description=text)
        verb.set_defaults(speaker=verb)
        declare(verb)
    return top


def _meant(words: Sequence[str]) -> Iterable[str]:
    """The commands to be declared: the one that is named; none where only options of the dashboard are; else all."""
    if words and words[0] in VERBS:
        return words[:1]
    options = all(word.startswith("-") and not word.startswith(("-h", "--h")) for word in words)
    return () if options else VERBS


def parsed(argv: Sequence[str] | None = None) -> argparse.Namespace:
    """The command line as said. What is wrong with it is told by the command it was said to, with that one's usage;
    leaves with exit code 2.
    """
    words = sys.argv[1:] if argv is None else argv
    top = parser(words)
    args, strangers = top.parse_known_args(words)
    speaker = getattr(args, "speaker", top)
    if strangers:
        speaker.error(f"unrecognized arguments: {' '.join(strangers)}")
    for option in ("--config", "--situation", "--no-poll", "--pane", "--ascii"):
        # Said before the command it would be taken by the dashboard's parser, and never be heard of again.
        said = getattr(args, option.lstrip("-").replace("-", "_"), None)
        if said and option not in speaker._option_string_actions:
            speaker.error(f"{option} is not of this command")
    if getattr(args, "watch", False) and args.form not in (None, "plain", "json", "jsonl"):
        speaker.error(f"--watch gives --plain or --jsonl, not --{args.form}")
    if getattr(args, "table", None) and args.form != "csv":
        speaker.error(f"--table {args.table} is of --csv: add that, or leave --table out")
    return args


def _dashboard(verb: argparse.ArgumentParser) -> None:
    _configured(verb, None)
    _pane(verb, None)
    _ascii(verb, False)


def _pane(verb: argparse.ArgumentParser, default: object = argparse.SUPPRESS) -> None:
    verb.add_argument(
        "--pane", metavar="PANE", choices=PANES, default=default, help="one pane only: " + ", ".join(PANES)
    )


def _ascii(verb: argparse.ArgumentParser, default: object = argparse.SUPPRESS) -> None:
    verb.add_argument("--ascii", action="store_true", default=default, help="no signs but those of ASCII")


def _config(verb: argparse.ArgumentParser, default: object = argparse.SUPPRESS) -> None:
    verb.add_argument(
        "--config", metavar="FILE", type=Path, default=default, help="a configuration instead of your own"
    )


def _scoped(verb: argparse.ArgumentParser, default: object = argparse.SUPPRESS) -> None:
    _config(verb, default)
    verb.add_argument("--situation", metavar="NAME", default=default, help="a configured situation")


def _configured(verb: argparse.ArgumentParser, default: object = argparse.SUPPRESS) -> None:
    """Options that may stand before the command or after it: only the outer parser sets a default, or the inner
    one's would take the place of what was said before the command.
    """
    _scoped(verb, default)
    verb.add_argument(
        "--no-poll",
        action="store_true",
        default=False if default is None else default,
        help="only follow what another sitrep polls",
    )


def board_forms(verb: argparse.ArgumentParser) -> None:
    """The forms a board is printed in: `sitrep.views.printed.output` makes them."""
    form = verb.add_mutually_exclusive_group()
    for name, text in BOARD_FORMS.items():
        form.add_argument(f"--{name}", dest="form", action="store_const", const=name, help=text)
    verb.add_argument(
        "--table", metavar="TABLE", choices=TABLES, help="what --csv holds (incidents): " + ", ".join(TABLES)
    )


def _demo(verb: argparse.ArgumentParser) -> None:
    verb.add_argument(
        "--speed", metavar="N", type=speed, default=3600.0, help="seconds of the sample a second (3600; 0: all at once)"
    )
    _pane(verb)
    _ascii(verb)


def _once(verb: argparse.ArgumentParser) -> None:
    _configured(verb)
    verb.add_argument(
        "paths", nargs="*", metavar="PATH|URL", type=place, help="feed files, folders, .jsonl of entries, feeds to ask"
    )
    verb.add_argument("--sample", action="store_true", help="the bundled sample instead of the feeds")
    board_forms(verb)
    verb.add_argument(
        "--now", metavar="TS", type=moment, help="the moment it counts back from (ISO 8601, UTC without a zone)"
    )
    verb.add_argument("--with-text", action="store_true", help="add the cleaned texts that spans count in")


def _watch(verb: argparse.ArgumentParser) -> None:
    _configured(verb)
    form = verb.add_mutually_exclusive_group()
    form.add_argument("--plain", dest="form", action="store_const", const="plain", default="plain", help="sentences")
    form.add_argument("--jsonl", dest="form", action="store_const", const="jsonl", help="a JSON object a line")
    _ascii(verb)


def _report(verb: argparse.ArgumentParser) -> None:
    _scoped(verb)
    verb.add_argument("paths", nargs="*", metavar="PATH|URL", type=place, help="what `once` takes; none: what was kept")
    verb.add_argument("--sample", action="store_true", help="on the bundled sample")
    form = verb.add_mutually_exclusive_group()
    form.add_argument("--md", dest="form", action="store_const", const="md", default="md", help="Markdown (default)")
    form.add_argument("--html", dest="form", action="store_const", const="html", help="one self-contained page")
    form.add_argument("--json", dest="form", action="store_const", const="json", help="JSON")
    verb.add_argument("--since", metavar="SPAN", type=span, help="the period: 24h, 7d, 2w (the situation's window)")
    verb.add_argument("--now", metavar="TS", type=moment, help="the report's moment (ISO 8601, UTC without a zone)")


def _record(verb: argparse.ArgumentParser) -> None:
    _config(verb)
    verb.add_argument("folder", metavar="DIR", type=Path, help="a new folder for what the feeds send")
    length = verb.add_mutually_exclusive_group()
    length.add_argument("--for", dest="length", metavar="SPAN", type=span, help="end after 90m, 24h, 7d (at Ctrl-C)")
    length.add_argument("--once", action="store_true", help="one round over all feeds")


def _replay(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("folder", metavar="DIR", type=Path, help="a folder that `sitrep record` wrote")
    verb.add_argument(
        "--speed", metavar="N", type=speed, default=0.0, help="seconds of the recording a second (as fast as it goes)"
    )
    verb.add_argument("--watch", action="store_true", help="a line for each change while it plays, no board at the end")
    board_forms(verb)


def _config_verb(verb: argparse.ArgumentParser) -> None:
    verbs = verb.add_subparsers(dest="action", metavar="ACTION", required=True)
    for name, text in CONFIG_VERBS.items():
        inner = verbs.add_parser(name, help=text, description=text)
        if name == "schema":
            inner.add_argument("of", nargs="?", choices=SCHEMAS, default="config", help=", ".join(SCHEMAS))
        else:
            _config(inner)
        inner.set_defaults(speaker=inner)


def _doctor(verb: argparse.ArgumentParser) -> None:
    _config(verb)
    verb.add_argument("--no-network", action="store_true", help="ask no feed")


def _completions(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("shell", choices=SHELLS, help="bash, zsh or fish; words is what they ask for in turn")
    verb.add_argument("typed", nargs="*", metavar="WORD", help="what was typed so far, after --")


def _read(verb: argparse.ArgumentParser) -> None:
    verb.add_argument(
        "sources", nargs="*", metavar="PATH|URL|-", default=["-"], help="text, HTML page, .jsonl of entries; - is stdin"
    )
    verb.add_argument("--published", metavar="TS", type=moment, help="dates texts that carry no date (ISO 8601)")
    verb.add_argument("--explain", action="store_true", help="add the rule and the words behind each claim")
    verb.add_argument("--with-text", action="store_true", help="add the cleaned text that spans count in")


def _feeds(verb: argparse.ArgumentParser) -> None:
    _config(verb)
    acts = verb.add_subparsers(dest="act", metavar="ACT", required=True)

    def act(name: str, text: str) -> argparse.ArgumentParser:
        made = acts.add_parser(name, help=text, description=text)
        made.set_defaults(speaker=made)
        return made

    listed = act("list", "how each feed fares")
    told = listed.add_mutually_exclusive_group()
    told.add_argument("--json", action="store_true", help="JSON (default when piped)")
    told.add_argument("--plain", action="store_true", help="plain lines (default on a terminal)")
    check = act("check", "ask now, and say what stands there: a feed, or a page and the feeds it offers")
    check.add_argument("what", nargs="*", metavar="NAME|URL", help="by default every feed that is on")
    add = act("add", "put a feed, or the feed of a page, into your configuration")
    add.add_argument("url", metavar="URL", help="of the feed, or of a page that offers one")
    add.add_argument("--name", metavar="NAME", help="what the screen calls it; by default what it calls itself")
    add.add_argument("--family", metavar="NAME", help="who publishes it: one family is one voice")
    add.add_argument(
        "--perspective", metavar="WHOSE", help="independent, ngo, intergovernmental, state:XX or party:NAME"
    )
    add.add_argument("--language", metavar="CODE", help="of its articles, such as en")
    add.add_argument("--no-check", action="store_true", help="without asking its server")
    remove = act("remove", "take a feed out of your configuration, or turn a shipped one off")
    remove.add_argument("what", metavar="NAME|URL", help="as `feeds list` names it, or its address")
    bring = act("import", "add the feeds of an OPML list")
    bring.add_argument("file", metavar="FILE|-", help="the list; - is stdin")
    export = act("export", "the feeds that are on, as OPML")
    for made in (listed, check, add, remove, bring, export):
        _config(made)


def _query(verb: argparse.ArgumentParser) -> None:
    verb.add_argument(
        "words", nargs="+", metavar="EXPR", help='as the filter on screen: kharkiv weapon:drone since:7d killed:">5"'
    )
    _scoped(verb)
    board_forms(verb)
    verb.add_argument("--limit", metavar="N", type=_count, default=50, help="at most so many of each kind (50)")
    verb.add_argument("--why", action="store_true", help="EXPR is an id: why it stands as it does")
    verb.add_argument("--now", metavar="TS", type=moment, help="what since: counts back from (ISO 8601)")


def _reread(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--dry-run", action="store_true", help="show what would change, keep what is")
    verb.add_argument("--all", action="store_true", help="also what was read by the present rules already")
    verb.add_argument("--json", action="store_true", help="the changes as JSON")


def _status(verb: argparse.ArgumentParser) -> None:
    _scoped(verb)
    verb.add_argument("--format", metavar="TEXT", help="what it says: fields in braces, see docs/TMUX.md")
    verb.add_argument("--width", metavar="N", type=_count, default=0, help="at most so many cells")
    verb.add_argument("--raw", action="store_true", help="a # as it is, not doubled for tmux")
    verb.add_argument("--now", metavar="TS", type=moment, help="what ages count back from (ISO 8601)")


VERBS: dict[str, tuple[str, Options]] = {
    "once": ("poll once (or read files), print the board, exit", _once),
    "feeds": ("how the feeds fare; add, remove, check them; OPML in and out", _feeds),
    "watch": ("a line for each change, no screen; polls where no other sitrep does", _watch),
    "report": ("a written situation report from what was kept, or from files", _report),
    "record": ("poll, and keep in a folder what the feeds sent, byte for byte", _record),
    "replay": ("play a recording again, print the board at its end", _replay),
    "read": ("read articles, print one Reading (JSON) a line", _read),
    "query": ("search all that is kept", _query),
    "reread": ("read the stored articles again by the present rules; show what changes", _reread),
    "status": ("one line for a tmux status bar, from what is kept", _status),
    "config": ("where the configuration is, what holds, what is wrong", _config_verb),
    "doctor": ("what this terminal, tmux, clipboard, state folder and network can do", _doctor),
    "completions": ("print the completions of a shell", _completions),
    "demo": ("the dashboard on the bundled sample, no network", _demo),
}
CONFIG_VERBS = {
    "path": "print where your configuration is looked for",
    "show": "print every value that holds, and the file and line it comes from",
    "check": "print every fault: FILE:LINE: KEY: what is wrong",
    "init": "write a configuration of comments to take values from",
    "schema": "print the JSON schema of the configuration, or of what a command prints",
}
SCHEMAS = ("config", "board", "item", "reading", "change", "report", "geojson", "query", "why", "reread", "feeds")
SHELLS = ("bash", "zsh", "fish", "words")
BOARD_FORMS = {
    "json": "JSON (default when piped)",
    "jsonl": "a JSON object an item and line",
    "plain": "plain lines (default on a terminal)",
    "md": "Markdown",
    "csv": "one table for a spreadsheet",
    "geojson": "the incidents on a map",
}
TABLES = ("incidents", "figures", "diplomacy", "totals")
PANES = ("strikes", "casualties", "diplomacy", "wire", "feeds", "timeline", "totals")


def _count(text: str) -> int:
    """A number from 1. Raises ArgumentTypeError with what is wanted."""
    if not (text.isascii() and text.isdigit() and len(text) < 10 and int(text)):
        raise argparse.ArgumentTypeError(f"{text!r}: wants a whole number from 1, such as 50")
    return int(text)


def place(text: str) -> Path | str:
    """The address of a feed as it is, else a path."""
    return text if text.casefold().startswith(("http://", "https://")) else Path(text)


def span(text: str) -> timedelta:
    """A span of time such as 90m, 24h, 7d or 2w. Raises ArgumentTypeError with what is wanted."""
    units = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
    number, unit = text[:-1], text[-1:]
    if not (number.isascii() and number.isdigit() and len(number) < 6 and int(number) and unit in units):
        raise argparse.ArgumentTypeError(f"{text!r}: wants a number with m, h, d or w, such as 90m, 24h or 7d")
    return timedelta(**{units[unit]: int(number)})


def speed(text: str) -> float:
    """Seconds in one, 0 or more. Raises ArgumentTypeError with what is wanted."""
    try:
        found = float(text)
    except ValueError:
        found = -1
    if not 0 <= found < 1e9:
        raise argparse.ArgumentTypeError(f"{text!r}: wants a number from 0, such as 60 for a minute in a second")
    return found


def moment(text: str) -> datetime:
    """An ISO 8601 moment as UTC. Raises ArgumentTypeError with what is wanted."""
    try:
        found = datetime.fromisoformat(text)
        return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        wanted = "a time in ISO 8601, such as 2024-05-10T12:00Z or 2024-05-10"
        raise argparse.ArgumentTypeError(f"{text!r}: wants {wanted}") from None
