"""Arguments in, exit code out. stdout is data, stderr is notes.

What there is to say stands in sitrep.options. A verb's module is imported when the verb is used: `sitrep read` pays
for no screen and the screen for no network.
"""

import argparse
import errno
import gc
import importlib
import os
import sys
from collections.abc import Sequence
from types import ModuleType

from sitrep.options import parsed


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command. 0 done, 1 failed, 2 wrong usage or configuration, 3 done in part, 130 interrupted."""
    _open_ends()
    try:
        try:
            args = parsed(argv)
        finally:
            sys.stdout.flush()  # --help and --version print and leave from inside the parser
        verb = args.verb or "dashboard"
        if verb in ("dashboard", "demo") and not sys.stdout.isatty():
            args = parsed(_without_terminal(args, verb))
            verb = "once"
        code = int((_module_for_good if argv is None else _module)(verb).run(args))
        sys.stdout.flush()
        return code
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # The reader closed early, as `head` does: not an error, and nothing more may be written at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except (OSError, ExceptionGroup) as error:
        fault = _not_written(error)
        if not fault:
            raise
        print(f"sitrep: can't write: {fault}", file=sys.stderr)
        return 1


def _open_ends() -> None:
    """Opens /dev/null in place of a standard stream that was closed at the start (`>&-`): what is written there goes
    nowhere, and no file that is opened later takes its number.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115, PTH123  # stays open; no pathlib for so little


NOT_WRITTEN = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EBADF)


def _not_written(error: OSError | ExceptionGroup) -> str:
    """Why nothing can be written, as on a full disk or to a lost terminal; "" where that is not the error. What
    stdout still holds is given up.
    """
    inner: BaseException = error
    while isinstance(inner, BaseExceptionGroup):
        inner = inner.exceptions[0]
    if not isinstance(inner, OSError) or inner.errno not in NOT_WRITTEN:
        return ""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return f"{inner.filename}: {inner.strerror}" if inner.filename else f"{inner.strerror}"


def _module(verb: str) -> ModuleType:
    return importlib.import_module(f"sitrep.commands.{verb}")


def _module_for_good(verb: str) -> ModuleType:
    """The module, for a program of its own: what is loaded now stays to the end, so that Python's collector need never
    look through it. That is a tenth of the start.
    """
    gc.disable()
    try:
        return _module(verb)
    finally:
        gc.freeze()
        gc.enable()


def _without_terminal(args: argparse.Namespace, verb: str) -> list[str]:
    """What to do where no screen can open: print the board once, of the sample for the demo."""
    if verb == "demo":
        return ["once", "--plain", "--sample"]
    words = ["--config", str(args.config)] if args.config else []
    words += ["--situation", args.situation] if args.situation else []
    return ["once", "--plain", *words, *(["--no-poll"] if args.no_poll else [])]
