"""States, armed groups and bodies as the news names them: data/en/actors.toml, matched over the words of a text."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from sitrep.text.document import Actor
from sitrep.text.lexicons import data
from sitrep.text.tokens import Token, keys, tokens

# States that are no more, by the one that answers for their places.
_SUCCESSORS = {"SU": "RU", "DD": "DE"}
_TITLES = frozenset(
    [
        "president",
        "minister",
        "premier",
        "chancellor",
        "mr",
        "mrs",
        "ms",
        "dr",
        "gen",
        "general",
        "col",
        "colonel",
        "lt",
        "king",
        "queen",
        "prince",
        "sheikh",
        "secretary",
        "ayatollah",
        "leader",
        "pope",
        "ambassador",
        "envoy",
        "sen",
        "senator",
        "marshal",
        "admiral",
        "adm",
        "chief",
        "pm",
    ]
)
# "Iran-backed", "Kyiv-based": whoever they are, it is not Iran or Kyiv that acts.
_QUALIFIERS = frozenset(
    [
        "backed",
        "based",
        "born",
        "held",
        "run",
        "controlled",
        "occupied",
        "made",
        "style",
        "speaking",
        "administered",
        "allied",
        "aligned",
        "linked",
        "sponsored",
        "funded",
        "supported",
        "trained",
        "owned",
        "annexed",
        "majority",
        "language",
        "era",
        "facing",
        "bound",
        "appointed",
        "installed",
        "designated",
        "listed",
        "affiliated",
        "inspired",
        "brokered",
        "mediated",
        "led",
        "supplied",
        "provided",
        "friendly",
        "besieged",
        "ruled",
        "born",
        "sanctioned",
        "wide",
    ]
)


_OTHER_AMERICAS = frozenset(["central", "latin", "south", "north"])
_NEW_LANDS = frozenset(["mexico", "guinea", "britain", "ireland", "georgia"])
"""Behind "New" these are other lands; "New Israeli strikes" are Israel's."""
_WATERS = frozenset(["ocean", "sea", "gulf", "strait", "straits", "bay", "channel"])


class Name(NamedTuple):
    """One way to name an actor. `exact`: only in these very capitals. `given`: the surname that full name teaches."""

    keys: tuple[str, ...]
    words: tuple[str, ...]
    actor: Actor
    form: str
    exact: bool = False
    surname: str = ""


class Hit(NamedTuple):
    """An actor named by the words `first` to `last` (not included)."""

    first: int
    last: int
    actor: Actor
    form: str
    core: int


class Lexicon(NamedTuple):
    """All names by their first word, longest first: those written with a capital, and the few written without.

    `places` are the names of countries, with their code, their board name and whether only their capitals count; the
    first of its capitals, folded, stands in `seats` under a country's code.
    """

    names: dict[str, list[Name]]
    small: dict[str, list[Name]]
    places: dict[tuple[str, ...], tuple[str, str, bool]]
    capitals: frozenset[str]
    seats: dict[str, str]
    demonyms: dict[str, str]
    nouns: frozenset[str]
    adjectives: frozenset[str]


@cache
def lexicon() -> Lexicon:
    """The packaged lexicon, read once a process. Raises KeyError or ValueError where the file is broken."""
    raw = data("actors.toml")
    states = [_State(*(part.strip() for part in line.split("|"))) for line in raw["states"]]
    named = [name for state in states for name in _state_names(state)]
    known = {state.code: state.actor for state in states}
    for kind in ("group", "body"):
        for line in raw["groups" if kind == "group" else "bodies"]:
            short, country, others = (part.strip() for part in line.split("|"))
            known[short] = Actor(short, "group" if kind == "group" else "body", None if country == "-" else country)
            named += [_name(spelling, known[short], kind) for spelling in (short, *_list(others))]
    for line in raw["leaders"]:
        owner, people = (part.strip() for part in line.split("|"))
        named += [name for person in _list(people) for name in _leader_names(person, known[owner])]
    return Lexicon(
        names=_by_first(named),
        small=_by_first(n for n in named if n.words[0][0].islower()),
        places={
            keys(s.rstrip("*")): (state.actor.country or state.code, state.short, s.endswith("*"))
            for state in states
            if state.listed
            for s in (state.short, *_list(state.others))
        },
        capitals=frozenset(" ".join(keys(s.rstrip("*"))) for state in states for s in _list(state.seats)),
        seats={state.code: " ".join(keys(_list(state.seats)[0].rstrip("*"))) for state in states if _list(state.seats)},
        demonyms={
            " ".join(keys(s.rstrip("*"))): state.actor.country or state.code
            for state in states
            if state.listed
            for s in _list(state.adjectives)
        },
        nouns=frozenset(w.replace("-", " ") for w in raw["organ_nouns"].split()),
        adjectives=frozenset(w.replace("-", " ") for w in raw["organ_adjectives"].split()),
    )


class _State(NamedTuple):
    """One line of `states`."""

    code: str
    short: str
    others: str
    adjectives: str
    seats: str
    organs: str

    @property
    def actor(self) -> Actor:
        return Actor(self.short, "state", _SUCCESSORS.get(self.code, self.code) if self.listed else None)

    @property
    def listed(self) -> bool:
        """Whether its code is ISO's own: "X" and a letter are ours, for states few recognise, but for Kosovo."""
        return self.code == "XK" or not self.code.startswith("X")


def _state_names(state: _State) -> list[Name]:
    lists = (
        ("name", (state.short, *_list(state.others))),
        ("demonym", _list(state.adjectives)),
        ("capital", _list(state.seats)),
        ("organ", _list(state.organs)),
    )
    return [_name(spelling, state.actor, form) for form, spellings in lists for spelling in spellings]


def _leader_names(person: str, actor: Actor) -> list[Name]:
    """ "Vladimir Putin =Putin": the full name, which teaches its surname, and the surnames safe anywhere."""
    full, *alone = (part.strip() for part in person.split("="))
    last = keys(full.rstrip("*"))[-1]
    name = _name(full, actor, "leader")._replace(surname=last if len(last) > 2 else "")
    return [name, *(_name(surname, actor, "leader") for surname in alone)]


def _name(spelling: str, actor: Actor, form: str) -> Name:
    bare = spelling.rstrip("*")
    return Name(keys(bare), tuple(t.word for t in tokens(bare)), actor, form, exact=spelling.endswith("*"))


@cache
def states() -> dict[str, Actor]:
    """The states by ISO 3166-1 alpha-2 code."""
    listed = (_State(*(part.strip() for part in line.split("|"))) for line in data("actors.toml")["states"])
    return {state.code: state.actor for state in listed if state.actor.country == state.code}


@cache
def homes() -> dict[str, str]:
    """The country, by ISO 3166-1 alpha-2, that a state or group is of, by its name on the board."""
    named = (name.actor for names in lexicon().names.values() for name in names)
    return {actor.name: actor.country for actor in named if actor.country}


def _by_first(named: Iterable[Name]) -> dict[str, list[Name]]:
    """Names by their first word. Longest first; of one spelling the exact one first: "IRA" is no person called Ira."""
    found: dict[str, list[Name]] = defaultdict(list)
    for name in named:
        found[name.keys[0]].append(name)
    for choices in found.values():
        choices.sort(key=lambda n: (-len(n.keys), not n.exact))
    return dict(found)


def _list(part: str) -> list[str]:
    return [p.strip() for p in part.split(",") if p.strip()]


def actor_hits(words: list[Token], telling: Sequence[int], given: frozenset[str]) -> list[Hit]:
    """The actors named in `words`, in order and not overlapping.

    `telling` are the indexes at which one may begin: the words with a capital, and those that lead a name in small
    letters. `given` are first names: "Hunter Biden" is not the leader called Biden.
    """
    lex = lexicon()
    hits: list[Hit] = []
    learned: dict[str, Actor] = {}
    free = 0  # the first word no actor has taken yet
    for i in telling:
        if i < free:
            continue
        matched = _match(words, i, lex, given) or _learned(words, i, learned, given)
        if matched is None or _in_a_name(words, matched[1]):
            continue
        name, hit = matched
        if name and name.surname:
            learned.setdefault(name.surname, name.actor)
        hits.append(_extended(words, hit, lex))
        free = hits[-1].last
    return hits


def _match(words: list[Token], i: int, lex: Lexicon, given: frozenset[str]) -> tuple[Name | None, Hit] | None:
    choices = (lex.names if words[i].capital else lex.small).get(words[i].key)
    if not choices:
        return None
    for name in choices:
        size = len(name.keys)
        if size == 1 or _runs(words, i, name):
            if not _written_so(words, i, name):
                continue
            if name.form == "leader" and size == 1 and _other_person(words, i, given):
                continue
            return name, Hit(i, i + size, name.actor, name.form, i + size)
    return None


def _runs(words: list[Token], i: int, name: Name) -> bool:
    if i + len(name.keys) > len(words):
        return False
    for k in range(1, len(name.keys)):
        word = words[i + k]
        if word.key != name.keys[k] or not word.joined:
            return False
    return True


def _written_so(words: list[Token], i: int, name: Name) -> bool:
    """Names are written with capitals; short all-capital ones only so, and not where everything is in capitals."""
    first = words[i]
    if name.exact:
        if any(words[i + k].word.replace(".", "") != w.replace(".", "") for k, w in enumerate(name.words)):
            return False
        return not (first.upper and len(first.word) <= 4 and _shouted(words, i, len(name.keys)))
    return True


def _shouted(words: list[Token], i: int, size: int) -> bool:
    """True where the words on both sides are in capitals too: a headline in capitals says nothing about "IS"."""
    sides = [words[k] for k in (i - 1, i + size) if 0 <= k < len(words)]
    return bool(sides) and all(w.upper and len(w.word) > 2 for w in sides)


def _in_a_name(words: list[Token], hit: Hit) -> bool:
    """ "Indian Ocean", "South China Sea", "Gulf of Mexico", "New Mexico": no state is meant."""
    if hit.form not in ("name", "demonym"):
        return False
    after = words[hit.last] if hit.last < len(words) else None
    if after is not None and after.joined and after.capital and after.key in _WATERS:
        return True
    before = words[hit.first - 1] if hit.first else None
    if before is None or not words[hit.first].joined:
        return False
    if hit.actor.name == "US" and before.key in _OTHER_AMERICAS:
        return True
    gulf = words[hit.first - 2] if hit.first > 1 and before.joined else None
    named_anew = before.word == "New" and words[hit.first].key in _NEW_LANDS
    return named_anew or (before.key == "of" and gulf is not None and gulf.key in _WATERS and gulf.capital)


def _other_person(words: list[Token], i: int, given: frozenset[str]) -> bool:
    if i and words[i].joined and words[i - 1].capital and words[i - 1].key in given:
        return True
    return i + 1 < len(words) and words[i + 1].joined and words[i].key in given and words[i + 1].capital


def _learned(
    words: list[Token], i: int, learned: dict[str, Actor], given: frozenset[str]
) -> tuple[Name | None, Hit] | None:
    word = words[i]
    actor = learned.get(word.key)
    if actor is None or not word.capital or _other_person(words, i, given):
        return None
    if i and word.joined and words[i - 1].capital and not words[i - 1].opens and words[i - 1].key not in _TITLES:
        return None
    return None, Hit(i, i + 1, actor, "leader", i + 1)


def _extended(words: list[Token], hit: Hit, lex: Lexicon) -> Hit:
    """The hit with the ministry, army or officials that follow it: "Russian troops", "Kyiv's foreign ministry"."""
    following = words[hit.last] if hit.last < len(words) else None
    if following is None or not following.joined:
        return hit
    if following.hyphen and following.key in _QUALIFIERS:
        return hit._replace(form="demonym")
    if hit.form not in ("name", "demonym", "capital", "group", "body"):
        return hit
    at, end = hit.last, hit.last
    while at < len(words) and at - hit.last < 5 and words[at].joined:
        if words[at].key in lex.nouns:
            end = at + 1
        elif words[at].key not in lex.adjectives:
            break
        if words[at].owns:
            break
        at += 1
    if end == hit.last:
        return hit
    return hit._replace(last=end, form=hit.form if hit.form in ("group", "body") else "organ")
