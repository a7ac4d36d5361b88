"""sitrep query: what is kept, searched. Nothing is polled and nothing is written."""

import argparse
import sqlite3
import sys
from datetime import datetime

from sitrep.clock import SystemClock
from sitrep.folders import journal_path
from sitrep.journal.look import Look, look_into
from sitrep.journal.port import JournalError
from sitrep.journal.search import Found, Within, named, search
from sitrep.model.incident import Board
from sitrep.options import TABLES
from sitrep.views.filtering.filter import Filter, parse_filter
from sitrep.views.printed.forms import Form, encoded, reading_form, stamp
from sitrep.views.printed.output import board_text
from sitrep.views.printed.why import why_form, why_lines

NOTHING = "nothing kept matches"


def run(args: argparse.Namespace) -> int:
    """Exit code 0, found or not; 1 where the journal can't be read or an id is not there; 2 for a term, a form or a
    situation there is not.
    """
    text = " ".join(args.words)
    wanted = parse_filter(text)
    situation, holds, faults = _situation(args, wanted)
    if wanted.faults or faults:
        print("\n".join(f"sitrep query: {fault}" for fault in (*wanted.faults, *faults)), file=sys.stderr)
        return 2
    try:
        look = look_into(journal_path())
        if look is None:
            print(f"sitrep query: nothing is kept yet in {journal_path()}", file=sys.stderr)
        if args.why:
            return _why(look, text, args)
        now = args.now or SystemClock().now()
        found = look.ask(lambda db: _found(db, wanted, now, args.limit, holds)) if look else Found()
    except JournalError as error:
        print(f"sitrep query: {error}", file=sys.stderr)
        return 1
    board = Board(now, situation, len(found.articles), incidents=found.incidents, actions=found.actions)
    form = _form(args)
    for line in board_text(board, form, table=args.table or TABLES[0], more=_more(text, found), empty=NOTHING):
        print(line)
    if form in ("plain", "md"):
        _print_wire(found)
    if not (found.incidents or found.actions or found.articles):
        print(f"sitrep query: {NOTHING} {text}", file=sys.stderr)
    if found.more:
        print(f"sitrep query: there is more of {', '.join(found.more)}; --limit shows it", file=sys.stderr)
    return 0


def _found(db: sqlite3.Connection, wanted: Filter, now: datetime, most: int, holds: Within) -> Found:
    """What the filter finds; a word that is found nowhere may be an id."""
    found = search(db, wanted, now, most, holds)
    alone = len(wanted.terms) == 1 and not wanted.terms[0].field and not wanted.terms[0].inverse
    if alone and not (found.incidents or found.actions or found.articles):
        return named(db, wanted.terms[0].value)
    return found


def _situation(args: argparse.Namespace, wanted: Filter) -> tuple[str, Within, list[str]]:
    """The name of the situation asked for, what belongs to it, and what is wrong with what was asked."""
    faults = []
    if any(term.field == "is" for term in wanted.terms):
        faults.append("is: asks what one viewer has read: the screen knows that, a search does not")
    if args.why and args.form not in (None, "json", "plain"):
        faults.append(f"--why gives --json or --plain, not --{args.form}")
    if args.table == "totals":
        faults.append(
            "--table totals: a search holds no running totals; `sitrep once --no-poll --csv --table totals` prints them"
        )
    if args.situation or args.config:
        # Here, not above: a search of everything pays for no configuration.
        from sitrep.commands.situation import asked_for
        from sitrep.wiring import Misconfigured

        try:
            asked = asked_for(args)
        except Misconfigured as error:
            faults.append(str(error))
        else:
            return asked.scope.name, asked.holds, faults
    return "", lambda item: True, faults


def _form(args: argparse.Namespace) -> str:
    return args.form or ("plain" if sys.stdout.isatty() else "json")


def _more(text: str, found: Found) -> Form:
    wire = [
        {"title": article.title} | reading_form(article, reading)
        for article, reading in zip(found.articles, found.readings, strict=True)
    ]
    return {"query": text, "wire": wire, "more": list(found.more)}


def _print_wire(found: Found) -> None:
    print(f"\nWire ({len(found.articles)})")
    for article in found.articles:
        print(f"{stamp(article.at)}  {article.outlet}  {article.title}")


def _why(look: Look | None, name: str, args: argparse.Namespace) -> int:
    found = look.ask(lambda db: named(db, name.strip())) if look else Found()
    if not (found.incidents or found.actions or found.articles):
        print(f"sitrep query: nothing of the id {name!r} is kept", file=sys.stderr)
        return 1
    pairs = tuple(zip(found.articles, found.readings, strict=True))
    if _form(args) == "json":
        print(encoded(why_form(found.incidents, found.actions, pairs)))
    else:
        print("\n".join(why_lines(found.incidents, found.actions, pairs)))
    return 0
