"""sitrep completions: a few lines for a shell, which then asks sitrep itself what may come next.

The answer is taken from the parser each time, so it is never behind the program; it costs what `--help` costs.
"""

import argparse
from collections.abc import Iterator, Sequence

from sitrep.options import parser

BASH = """\
_sitrep() {
    local IFS=$'\\n'
    COMPREPLY=($(sitrep completions words -- "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null | cut -f1))
    [ ${#COMPREPLY[@]} -gt 0 ] || compopt -o default
}
complete -F _sitrep sitrep
"""
ZSH = """\
#compdef sitrep
_sitrep() {
    local -a found
    found=("${(@f)$(sitrep completions words -- "${(@)words[2,CURRENT]}" 2>/dev/null | sed 's/:/\\\\:/g; s/\\t/:/')}")
    if [[ -n "$found[1]" ]]; then _describe sitrep found; else _files; fi
}
if [[ "$funcstack[1]" = _sitrep ]]; then _sitrep "$@"; else compdef _sitrep sitrep; fi
"""
FISH = """\
function __sitrep_words
    set -l words (commandline -opc) (commandline -ct)
    sitrep completions words -- $words[2..-1] 2>/dev/null
end
# With nothing to offer, files are: fish does that by itself.
complete -c sitrep -n 'string length -q -- (__sitrep_words)' -f -a '(__sitrep_words)'
"""
SCRIPTS = {"bash": BASH, "zsh": ZSH, "fish": FISH}


def run(args: argparse.Namespace) -> int:
    """Exit code 0."""
    if args.shell == "words":
        for word, text in candidates(parser(), args.typed):
            print(f"{word}\t{text}")
    else:
        print(SCRIPTS[args.shell], end="")
    return 0


def candidates(of: argparse.ArgumentParser, typed: Sequence[str]) -> Iterator[tuple[str, str]]:
    """What the last of the `typed` words may become, each with what it means. Nothing where a file or a free word is
    expected: the shell completes files by itself.
    """
    *before, last = typed or [""]
    waiting: argparse.Action | None = None
    used: set[str] = set()
    for word in before:
        options = of._option_string_actions  # argparse has no public way to ask what was declared
        if waiting is not None:
            waiting = None
        elif word in options:
            used.add(options[word].dest)
            waiting = options[word] if options[word].nargs != 0 else None
        elif (inner := _commands(of).get(word)) is not None:
            of, used = inner, set()
    if waiting is not None:
        yield from ((str(c), "") for c in waiting.choices or () if str(c).startswith(last))
        return
    if last.startswith("-"):
        yield from _options(of, last, used)
        return
    yield from ((name, _help(of, name)) for name in _commands(of) if name.startswith(last))
    for action in of._actions:
        if not action.option_strings and action.choices and not isinstance(action, argparse._SubParsersAction):
            yield from ((str(c), "") for c in action.choices if str(c).startswith(last))


def _options(of: argparse.ArgumentParser, last: str, used: set[str]) -> Iterator[tuple[str, str]]:
    for action in of._actions:
        if action.dest not in used:
            for option in action.option_strings:
                if option.startswith("--") and option.startswith(last):
                    yield option, action.help or ""


def _commands(of: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    for action in of._actions:
        if isinstance(action, argparse._SubParsersAction):
            return dict(action.choices)
    return {}


def _help(of: argparse.ArgumentParser, name: str) -> str:
    return _commands(of)[name].description or ""
