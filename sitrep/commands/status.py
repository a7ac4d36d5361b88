"""sitrep status: one line for a status bar, from what is stored; nothing is polled, nothing is written."""

import argparse
import sys

from sitrep.clock import SystemClock
from sitrep.folders import journal_path
from sitrep.journal.look import look_into
from sitrep.journal.port import JournalError
from sitrep.journal.standing import standing
from sitrep.views.printed.status import FIELDS, FORMAT, status_line, unknown_fields


def run(args: argparse.Namespace) -> int:
    """Exit code 0; 1 where the journal can't be read; 2 for a field or a situation there is not. A line stands on
    stdout even then: a status bar shows no stderr.
    """
    form = args.format or FORMAT
    wrong = unknown_fields(form)
    if wrong:
        return _failed(f"no field {{{wrong[0]}}}; there are {', '.join(FIELDS)}", f"no field {{{wrong[0]}}}", 2)
    within = None
    if args.situation or args.config:
        # Here, not above: the line of everything pays for no configuration.
        from sitrep.commands.situation import asked_for
        from sitrep.wiring import Misconfigured

        try:
            within = asked_for(args).holds
        except Misconfigured as error:
            return _failed(str(error), "the configuration is wrong", 2)
    now = args.now or SystemClock().now()
    try:
        look = look_into(journal_path())
        counted = "{articles}" in form
        held = look.ask(lambda db: standing(db, now, within, articles=counted)) if look else None
    except JournalError as error:
        return _failed(str(error), "the journal can't be read", 1)
    print(status_line(held, now, form, args.width, not args.raw) if held else "sitrep: nothing kept yet")
    return 0


def _failed(words: str, line: str, code: int) -> int:
    print(f"sitrep status: {words}", file=sys.stderr)
    print(f"sitrep: {line}")
    return code
