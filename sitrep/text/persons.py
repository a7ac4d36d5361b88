"""Which words of a text are people, papers and treaties, so that no place is read inside their names."""

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple

from sitrep.model.place import Place
from sitrep.text.actors import Hit
from sitrep.text.lexicons import place_words, stops
from sitrep.text.tokens import Token, key, run_key

# A name has up to this many words behind the first.
_MOST = 3
_LEAST_TOWN = 5_000


class Masks(NamedTuple):
    """The indexes of words inside names of people and papers, and the last words of people's names."""

    words: frozenset[int]
    surnames: frozenset[str]


def masks(
    words: list[Token],
    telling: Sequence[int],
    small: frozenset[str],
    hits: dict[int, Hit],
    find: Callable[[str], tuple[Place, ...]],
) -> Masks:
    """The names of people and papers in `words`.

    `telling` are the indexes of words with a capital, of titles and of words that close a treaty's name; `small` the
    keys of words without a capital; `hits` the actors by their first word: "Israel Katz" is a man, "Israel" is not.
    """
    masked: set[int] = set()
    surnames: set[str] = set()
    for i in telling:
        word = words[i]
        person: list[int] = []
        if word.key in stops().titles or (word.capital and word.key in stops().carriers):
            person = _titled(words, i, hits)
        elif word.capital and word.key in stops().given:
            person = _named(words, i, hits, find, small)
        if person:
            masked.update(person)
            if len(person) > 1 or not words[person[-1]].upper:
                surnames.add(words[person[-1]].key)
        closes = word.key in (stops().organisations if word.capital else stops().treaties)
        if closes and word.joined:
            masked.update(_organisation(words, i, hits))
    return Masks(frozenset(masked), frozenset(surnames))


def _titled(words: list[Token], i: int, hits: dict[int, Hit]) -> list[int]:
    """The capitalised words behind a title: "Minister Israel Katz", but not "minister, Israel said"."""
    run = _capitals_after(words, i)
    if len(run) == 1 and run[0] in hits:
        return []
    return [] if any(words[k].key in place_words().small["not_people"] for k in run) else run


def _named(
    words: list[Token], i: int, hits: dict[int, Hit], find: Callable[[str], tuple[Place, ...]], small: frozenset[str]
) -> list[int]:
    """A first name and what follows it, unless together they are a place: "San Juan", "Virginia Beach"."""
    run = _capitals_after(words, i)
    if not run or words[run[0]].key in place_words().small["not_people"]:
        return []
    hit = hits.get(i)
    if hit and hit.form not in ("leader", "demonym") and not _spoken_as_person(words, i, run):
        return []
    together = run_key(words[i : run[0] + 1])
    if any(p.people > _LEAST_TOWN and key(p.name) == together for p in find(together)):
        return []
    doubtful = words[i].key in stops().either
    if doubtful and (run[0] in hits or words[run[0]].key in small or _in_headline(words, i)):
        return []
    return [i, *run]


def _spoken_as_person(words: list[Token], i: int, run: list[int]) -> bool:
    """ "said Jordan Peele", "Israel Katz told": a person named like a country."""
    if words[i].key not in stops().either or len(run) > 1:
        return False
    small = place_words().small
    behind = words[run[0] + 1].key if run[0] + 1 < len(words) else ""
    return (i > 0 and words[i - 1].key in small["person_before"]) or behind in small["person_after"]


def _organisation(words: list[Token], i: int, hits: dict[int, Hit]) -> range:
    """The capitalised words in front of one that closes a paper's or treaty's name, but for parties to it."""
    first = i
    while first > 0 and words[first].joined and words[first - 1].capital and i - first < _MOST:
        hit = hits.get(first - 1)
        if hit and hit.form in ("name", "group", "body") and not words[i].upper:
            break
        first -= 1
    return range(first, i + 1) if first < i else range(0)


def _capitals_after(words: list[Token], i: int) -> list[int]:
    """The capitalised words that follow word `i` without a break, over small particles: "bin", "von"."""
    run: list[int] = []
    particles = place_words().small["particles"]
    for k in range(i + 1, len(words)):
        word = words[k]
        if len(run) == _MOST or not word.joined or words[k - 1].owns:
            break
        if word.capital:
            run.append(k)
        elif word.key not in particles or k + 1 == len(words) or not words[k + 1].capital:
            break
    return run


def _in_headline(words: list[Token], i: int) -> bool:
    around = [w for w in words[max(0, i - 4) : i + 6] if len(w.word) > 3]
    return len(around) > 3 and all(w.capital for w in around)


def headline_words(words: list[Token]) -> frozenset[int]:
    """The words of lines written as headlines are, where a capital says nothing."""
    found: set[int] = set()
    starts = [i for i, word in enumerate(words) if word.opens]
    for start, end in pairwise([*starts, len(words)]):
        long = [word.capital for word in words[start:end] if len(word.word) > 3]
        if len(long) > 3 and sum(long) >= 0.8 * len(long):
            found.update(range(start, end))
    return frozenset(found)
