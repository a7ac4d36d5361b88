"""Writes docs/READING.md from the reader's own tables and bounds, so that the page cannot differ from what is read.

usage: python tools/reading.py > docs/READING.md
"""

import sys
from typing import get_args

from sitrep.extract.read import LONGEST_BODY, LONGEST_TITLE
from sitrep.model.claim import ActClass
from sitrep.text.annotate import MOST_MARKS, MOST_SENTENCES
from sitrep.text.lexicons import LANGUAGES
from sitrep.text.sentences import LONGEST
from sitrep.views.evidence.reasons import RULES

PAGE = """\
# Reading

How an article becomes claims, and how to ask why. Written by `make docs` from the reader's own tables.
How claims are counted is [COUNTING.md](COUNTING.md); how well they are read is [ACCURACY.md](ACCURACY.md).

An article's sentences are marked once: numbers, places, actors, dates. Three readers look at the marked sentences, for
strikes, figures of people, and diplomatic acts; a sentence without a word they know is passed over. What is denied,
feared, planned, long past, exercised or made up is no claim. Every claim keeps its sentence, the characters it stands
at, and who is taken to say so. Nothing is guessed by a model: each claim has a rule, and the words that met it.

## Why was this read?

`sitrep read --explain` adds to each claim `rule` (its name), `words` (what met it) and `why` (both in a sentence, with
who says so and, for a figure that enters no sum, the words that kept it out). Read `words` against `quote` before you
act.

## Languages

Read: {languages}. An article in another language stands on the wire with its code in brackets and claims nothing; its
Reading names the `language`. `und` is a text too short to tell, which is read.

## Bounds

What is longer is not read, and the article's Reading has a fault that says so; the rest of it is read.

| what | at most |
| --- | --- |
| a title | {title} characters |
| a body | {body} characters |
| a sentence | {sentence} characters, then it is cut at a space |
| sentences of an article | {sentences} |
| numbers, names and dates of a sentence | {marks}; what has more is a list |

## Rules of strikes and figures

| rule | what met it |
| --- | --- |
{rules}

## Rules of acts

The rule of an act is its PLOVER class and its mode in plain words ("ACCUSE summon"). The classes: {classes}.
Their words stand in `sitrep/data/en/acts.toml`.
"""


def page() -> str:
    """The whole document."""
    return PAGE.format(
        languages=", ".join(f"`{code}`" for code in LANGUAGES),
        title=f"{LONGEST_TITLE:,}",
        body=f"{LONGEST_BODY:,}",
        sentence=f"{LONGEST:,}",
        sentences=f"{MOST_SENTENCES:,}",
        marks=MOST_MARKS,
        rules="\n".join(f"| {name} | {meaning} |" for name, meaning in RULES.items()),
        classes=", ".join(get_args(ActClass)),
    )


def main() -> int:
    """Prints the document."""
    sys.stdout.write(page())
    return 0


if __name__ == "__main__":
    sys.exit(main())
