"""sitrep report: a written situation report from what was kept, or from files."""

import argparse
from collections.abc import Iterator
from datetime import datetime, timedelta

import msgspec

from sitrep.commands.boards import Filled, filled
from sitrep.model.incident import Board
from sitrep.views.printed.forms import encoded
from sitrep.views.report.content import Report, report
from sitrep.views.report.document import document, title
from sitrep.views.report.form import report_form
from sitrep.views.report.html import html
from sitrep.views.report.markdown import markdown


def run(args: argparse.Namespace) -> int:
    """Exit code 0; 1 where no file is there; 2 for wrong usage or configuration."""
    found = filled(args, polls=False)
    if isinstance(found, int):
        return found
    for line in _lines(_report(found, args.since), args.form):
        print(line)
    return 0


def _report(found: Filled, since: timedelta | None) -> Report:
    """The period is the one asked for, else the situation's window, else all there is."""
    window = timedelta(hours=found.scope.window_hours) if found.scope.window_hours else None
    length = since or window
    scope = msgspec.structs.replace(found.scope, window_hours=None)
    board = found.store.board(found.as_of, scope)
    begin = found.as_of - length if length else min(_told(board), default=found.as_of)
    return report(board, begin, found.store.article)


def _told(board: Board) -> Iterator[datetime]:
    """When each sentence behind the board was published."""
    for incident in board.incidents:
        yield from (figure.at for figure in incident.ledger)
        yield from (sentence.at for sentence in incident.evidence)
    yield from (sentence.at for action in board.actions for sentence in action.evidence)


def _lines(told: Report, form: str) -> Iterator[str]:
    if form == "json":
        yield encoded(report_form(told))
    elif form == "html":
        yield from html(document(told), title(told))
    else:
        yield from markdown(document(told))
