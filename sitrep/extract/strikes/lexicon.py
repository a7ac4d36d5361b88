"""The words of weapons and attacks: data/en/weapons.toml and data/en/attacks.toml, read once a process."""

from functools import cache
from typing import Any, NamedTuple, cast

from sitrep.model.claim import Weapon
from sitrep.text.lexicons import data

_COMMON = frozenset({"launch", "intercept", "explode", "ram", "stab"})


class Noun(NamedTuple):
    """A noun that names an attack. `sure` ones need no evidence beside them."""

    weapon: Weapon
    sure: bool


class Verb(NamedTuple):
    """A form of a verb of attack. `role`: sure, hit, launch, intercept, kill, shoot, explode, ram or stab.

    `form`: base, s (third person), past or ing.
    """

    role: str
    weapon: Weapon
    form: str


class Arm(NamedTuple):
    """Words for a weapon. `munition`: it can be launched, counted and shot down."""

    words: tuple[str, ...]
    weapon: Weapon
    munition: bool


class Lexicon(NamedTuple):
    """All of it, by lower-case word.

    `telling` words may tell of an attack by themselves; `common` ones ("carry", "went") only beside `backing` ones.
    """

    nouns: dict[str, Noun]
    verbs: dict[str, tuple[Verb, ...]]
    arms: dict[str, tuple[Arm, ...]]
    fighters: frozenset[str]
    targets: frozenset[str]
    harm: frozenset[str]
    epithets: frozenset[str]
    epithet_of: dict[str, str]
    guard_before: frozenset[str]
    guard_after: frozenset[str]
    telling: frozenset[str]
    common: frozenset[str]
    backing: frozenset[str]

    def may_tell(self, words: list[str]) -> bool:
        """Whether a sentence of these lower-case words can tell of an attack at all."""
        if not self.telling.isdisjoint(words):
            return True
        return not self.common.isdisjoint(words) and not self.backing.isdisjoint(words)


@cache
def lexicon() -> Lexicon:
    """The packaged lexicon. Raises KeyError or ValueError where a data file is broken."""
    attacks = _load("attacks.toml")
    words = attacks["words"]
    nouns, verbs, arms = _nouns(attacks["nouns"]), _verbs(attacks["verbs"]), _arms(_load("weapons.toml"))
    common = frozenset(w for w, found in verbs.items() if w not in nouns and all(v.role in _COMMON for v in found))
    return Lexicon(
        nouns=nouns,
        verbs=verbs,
        arms=arms,
        fighters=frozenset(words["fighters"].split()),
        targets=frozenset(words["targets"].split()),
        harm=frozenset(words["harm"].split()),
        epithets=frozenset(words["epithets"].split()),
        epithet_of=attacks["epithet_of"],
        guard_before=frozenset(attacks["guards"]["before"].split()),
        guard_after=frozenset(attacks["guards"]["after"].split()),
        telling=frozenset((*nouns, *verbs)) - common,
        common=common,
        backing=frozenset(arms)
        | small("attack_objects")
        | small("terror_words")
        | {"fire", "fired", "fires", "firing"},
    )


@cache
def small(name: str) -> frozenset[str]:
    """One list of small words from [grammar] of data/en/attacks.toml. Raises KeyError where there is none."""
    return frozenset(_load("attacks.toml")["grammar"][name].split())


@cache
def _load(name: str) -> dict[str, Any]:
    return data(name)


def _nouns(table: dict[str, dict[str, str]]) -> dict[str, Noun]:
    return {
        word: Noun(cast(Weapon, weapon), strength == "sure")
        for strength, rows in table.items()
        for weapon, words in rows.items()
        for word in words.split()
    }


def _verbs(table: dict[str, list[str]]) -> dict[str, tuple[Verb, ...]]:
    found: dict[str, tuple[Verb, ...]] = {}
    for role, lines in table.items():
        for line in lines:
            forms, _, weapon = (part.strip() for part in line.partition("|"))
            base = forms.split()[0]
            for form in forms.split():
                verb = Verb(role, cast(Weapon, weapon or "unknown"), _form(base, form))
                found[form] = (*found.get(form, ()), verb)
    return found


def _form(base: str, form: str) -> str:
    if form == base:
        return "past" if base == "hit" else "base"  # the same word; as a past it is told from the noun by its object
    if form.endswith("ing"):
        return "ing"
    return "s" if (form.endswith("s") and form[:-1] in (base, base + "e")) or form == base[:-1] + "ies" else "past"


def _arms(table: dict[str, dict[str, list[str]]]) -> dict[str, tuple[Arm, ...]]:
    found: dict[str, list[Arm]] = {}
    for sort in ("munitions", "means"):
        for weapon, phrases in table[sort].items():
            for phrase in phrases:
                for words in _numbers(tuple(phrase.split())):
                    found.setdefault(words[0], []).append(Arm(words, cast(Weapon, weapon), sort == "munitions"))
    return {first: tuple(sorted(arms, key=lambda a: -len(a.words))) for first, arms in found.items()}


def _numbers(words: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """Singular and plural."""
    last = words[-1]
    return (words,) if last.endswith("s") else (words, (*words[:-1], last + "s"))
