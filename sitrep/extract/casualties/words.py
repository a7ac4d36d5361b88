"""The lexicon of casualty figures: data/en/casualties.toml, read once a process."""

import re
from collections.abc import Iterable
from functools import cache
from typing import Literal, NamedTuple

from sitrep.model.claim import Kind
from sitrep.text.folding import Folded
from sitrep.text.lexicons import data

Form = Literal["ed", "ing", "self", "adj"]
"""How a word takes its people. ed: object after or subject before, by voice. ing: object after. self: subject before.
adj: people before, no object."""


class Fate(NamedTuple):
    """What a word says happened, and how it takes its people. `weak`: suggests it, does not state it ("shot")."""

    kind: Kind
    form: Form
    weak: bool = False


class Words(NamedTuple):
    """The lexicon, lower case. A sentence without one of the `stems` says nothing of anyone's fate.

    `any_phrase` is found where one of the `phrases` is: one look for all of them, since few sentences hold any.
    """

    stems: tuple[str, ...]
    fates: dict[str, Fate]
    heads: dict[str, Kind]
    events: dict[str, Fate]
    plural: frozenset[str]
    singular: frozenset[str]
    groups: frozenset[str]
    things: frozenset[str]
    small: dict[str, frozenset[str]]
    collectives: dict[str, int]
    running: Folded
    bringing: Folded
    one_incident: Folded
    aggregate: re.Pattern[str]
    rising: Folded
    superlative: re.Pattern[str]
    causes: dict[str, Folded]
    flags: dict[str, Folded]
    figures: dict[str, Folded]
    phrases: tuple[tuple[Fate | None, re.Pattern[str]], ...]
    any_phrase: re.Pattern[str]


_KINDS: tuple[Kind, ...] = ("killed", "injured", "missing", "captured", "unspecified")
_FORMS: tuple[Form, ...] = ("ed", "ing", "self", "adj")
_WEAK = frozenset(
    {
        "shot",
        "shooting",
        "stabbed",
        "stabbing",
        "burned",
        "burnt",
        "seized",
        "capture",
        "trampled",
        "destroyed",
        "machinegunned",
        "machine-gunned",
        "neutralised",
        "neutralising",
        "neutralizing",
        "neutralises",
        "neutralizes",
        "eliminates",
        "eliminating",
        "slaughter",
        "neutralized",
    }
)


@cache
def words() -> Words:
    """The packaged lexicon. Raises KeyError, ValueError or re.error where the data file is broken."""
    raw = data("casualties.toml")
    kinds, people = raw["kinds"], raw["people"]
    return Words(
        stems=tuple(raw["stems"]["any"].split("|")),
        fates={
            word: Fate(kind, form, word in _WEAK)
            for kind in _KINDS
            for form in _FORMS
            for word in kinds.get(f"{kind}_{form}", ())
        },
        heads={word: kind for kind in _KINDS for word in kinds.get(f"{kind}_noun", ())},
        events={word: Fate(kind, "ing", word in _WEAK) for kind in _KINDS for word in kinds.get(f"{kind}_of", ())},
        plural=frozenset(people["plural"]) | frozenset(people["demonyms"]),
        singular=frozenset(people["singular"]),
        groups=frozenset(people["groups"]),
        things=frozenset(people["things"]),
        small={name: frozenset(entries) for name, entries in raw["small"].items()},
        collectives=dict(raw["collectives"]),
        running=Folded(_joined(raw["scope"]["running"])),
        bringing=Folded(_joined(raw["scope"]["bringing"])),
        one_incident=Folded(_joined(raw["scope"]["one_incident"])),
        aggregate=_any(raw["scope"]["aggregate"]),
        rising=Folded(_joined(raw["scope"]["rising"])),
        superlative=_any(raw["scope"]["superlative"], folded=True),
        causes={name: Folded(rule, tuple(raw["needs"].get(name, ()))) for name, rule in raw["causes"].items()},
        flags={name: Folded(rule) for name, rule in raw["flags"].items()},
        figures={name: Folded(rf"\b(?:{_joined(rules)})\b") for name, rules in raw["figures"].items()},
        phrases=tuple(
            (
                Fate(entry["kind"], entry["form"], entry.get("weak", False)) if "kind" in entry else None,
                _any(entry["words"], border=True, folded=True),
            )
            for entry in raw["phrases"]
        ),
        # None begins with a mark: at the end of a word not one of them is tried.
        any_phrase=re.compile(rf"\b(?=\w)(?:{_joined(rule for entry in raw['phrases'] for rule in entry['words'])})\b"),
    )


def _joined(rules: Iterable[str]) -> str:
    return "|".join(f"(?:{rule})" for rule in rules)


def _any(rules: Iterable[str], *, border: bool = False, folded: bool = False) -> re.Pattern[str]:
    """One pattern of many; `folded` ones are matched against lower-cased text, which is much faster."""
    joined = _joined(rules)
    return re.compile(rf"\b(?:{joined})\b" if border else joined, 0 if folded else re.I)
