"""Who the subject of an attack's verb is, and whom "its" means: the nearest that acts, read leftwards."""

from sitrep.extract.strikes.lexicon import lexicon, small
from sitrep.extract.strikes.naming import NOBODY, Found, civil_after, epithet, first_of, named_at
from sitrep.extract.strikes.scene import ADVERBS, AUXILIARIES, CONJUNCTIONS, DETERMINERS, Scene, starts_clause
from sitrep.extract.strikes.trigger import Trigger
from sitrep.text.document import ActorMention

_FAR = 14
"""Words looked back for a subject."""

OWN = frozenset({"its", "their", "his"})
"""Words for what is the subject's."""

_SAID = small("said")
_DOUBT = small("doubt")
_PARTS = small("parts")
_USING = frozenset({"use", "used", "uses", "using", "deployed", "deploys"})

_ASIDE = frozenset({"to", "on", "against", "at", "near", "for", "between", "over", "about", "into"})
"""What stands behind these is no subject: "an attack on the Nato mission has killed"."""

_NO_DEEDS = frozenset(
    {
        "supported",
        "backed",
        "aided",
        "accompanied",
        "escorted",
        "assisted",
        "helped",
        "held",
        "controlled",
        "used",
        "run",
    }
)
_ONCE = frozenset({"veteran", "veterans", "vet", "pensioner", "deserter"})
_ASKED = frozenset(
    {
        "know",
        "knows",
        "knew",
        "well",
        "exactly",
        "clear",
        "ask",
        "asks",
        "asked",
        "about",
        "of",
        "identify",
        "establish",
    }
)
_THE_GROUP = frozenset({"group", "movement", "organisation", "organization"})
_OPENS_ASIDE = frozenset(
    {"in", "on", "at", "after", "early", "late", "which", "who", "along", "together", "with", "including", "under"}
)
_SAME_SUBJECT = frozenset({"despite", "by", "while", "after", "before", "when"})
_WHERE = frozenset({"in", "of", "on", "from", "against", "near", "across", "with"})
_ANYBODY = small("anybody")
_ENDS_SUBJECT = frozenset({*DETERMINERS, ","})


def subject(scene: Scene, trigger: Trigger, carried: str | None) -> Found:
    """The subject of an active verb, read leftwards from it."""
    i = trigger.first - 1
    if scene.low(trigger.first).endswith("ing") and scene.low(i) in _SAME_SUBJECT:
        i -= 1
    if scene.low(i) == "and" and carried is None:
        i = _before_verb(scene, i)
    ahead = _before_aside(scene, i)
    if ahead != i and (found := _subject_at(scene, trigger, ahead, carried)):
        return found
    return _subject_at(scene, trigger, i, carried)


def _subject_at(scene: Scene, trigger: Trigger, i: int, carried: str | None) -> Found:
    """The subject that ends at the word `i`, read leftwards."""
    lex = lexicon()
    fighters = armed = False
    for _ in range(_FAR):
        low = scene.low(i)
        mention = named_at(scene, i)
        if mention is not None:
            first = first_of(scene, i, mention)
            if _is_aside(scene, first) or (mention.form in ("name", "capital", "leader") and _is_where(scene, first)):
                i = first - 2  # "forces in Syria hit", "the son of X": where they are and whose, not who they are
                continue
            return _as_subject(scene, trigger, i, mention, acting=armed or fighters)
        if low in lex.epithets:
            return epithet(scene, i)
        fighters = fighters or (low in lex.fighters and scene.low(i + 1) not in _ONCE)
        armed = armed or i in scene.arms
        if carried is not None and low in ("and", "or", "then", ",") and not (armed or fighters):
            return Found(carried)
        if _has_none(scene, i):
            break
        if (
            (low in ("it", "they") or (low in _THE_GROUP and scene.low(i - 1) == "the"))
            and not armed
            and (said := _said_before(scene, i)) is not None
        ):
            if low == "it" and _is_the_attack(scene, trigger, said):
                break
            i = said  # "Kyiv says it hit", "the army said on Friday that it hit": the speaker means itself
        elif low in OWN and fighters:
            return owner(scene, i - 1) or Found(None, fighters=True)
        elif i < 0 or starts_clause(low) or low in _SAID or _ends_subject(scene, i, armed or fighters):
            break
        i -= 1
    if carried is not None and scene.low(trigger.first).endswith("ing"):
        return Found(carried)
    return Found(None, fighters=fighters)


def _as_subject(scene: Scene, trigger: Trigger, i: int, mention: ActorMention, *, acting: bool) -> Found:
    """The actor at `i` if it is the one that acts: not "Ukrainian homes were", not "Moscow's ally bombed"."""
    beside = i == trigger.first - 1 or scene.low(i + 1) in ADVERBS
    if not acting and (scene.words[i].owns or (mention.form == "demonym" and not beside)):
        return NOBODY
    if civil_after(scene, i, mention) and mention.form in ("demonym", "name") and not acting:
        return NOBODY  # "a US veteran", "the French president"
    return Found(mention.actor.name, doubted=scene.low(first_of(scene, i, mention) - 1) in _DOUBT)


def owner(scene: Scene, i: int) -> Found:
    """Whose "its soldiers", "their attacks" are: the subject of the clause, read leftwards from `i`."""
    for k in range(i, max(-1, i - _FAR), -1):
        mention = named_at(scene, k)
        if mention is not None:
            first = first_of(scene, k, mention)
            if not (_is_aside(scene, first) or _is_where(scene, first)) and not civil_after(scene, k, mention):
                return Found(mention.actor.name)
        elif scene.low(k) in (";", ":", ".", ","):
            break
    return NOBODY


def _has_none(scene: Scene, i: int) -> bool:
    """Whether the word at `i` says that no actor is the subject."""
    low = scene.low(i)
    if low == "who":
        return scene.low(i - 1) in _ASKED  # "knows who attacked the town"
    # "The shelling hit": the noun is its own trigger.
    return low in lexicon().nouns and low not in lexicon().fighters and i not in scene.arms


def _before_aside(scene: Scene, i: int) -> int:
    """Where the subject ends of "the rebels, backed by X, have hit": in front of what stands between commas."""
    k = i
    while scene.low(k) in AUXILIARIES or scene.low(k) in ADVERBS:
        k -= 1
    if scene.low(k) != ",":
        return i
    for n in range(k - 1, max(0, k - _FAR), -1):
        if scene.low(n) == ",":
            opens = scene.low(n + 1)
            return n - 1 if n > 0 and (opens.endswith("ed") or opens in _OPENS_ASIDE) else i
        if not scene.low(n).replace("-", "").isalnum():
            return i
    return i


def _is_aside(scene: Scene, first: int) -> bool:
    """Whether the actor that begins at `first` stands behind a preposition that no subject has."""
    before = scene.low(first - 1)
    if before == "by" and scene.low(first - 2) in _NO_DEEDS:
        return True  # "Syrian warplanes supported by Russia"
    return before in _ASIDE or (before in DETERMINERS and scene.low(first - 2) in _ASIDE)


def _is_where(scene: Scene, first: int) -> bool:
    """ "In Syria", "in central Baghdad", "the capital Kabul"."""
    if scene.low(first - 1) == "capital":
        return True
    lead = first - 2 if scene.low(first - 1) in _PARTS else first - 1
    return scene.low(lead) in _WHERE or _goes_on_where(scene, lead, first)


def _goes_on_where(scene: Scene, comma: int, first: int) -> bool:
    """ "In Sinjar, northern Iraq, on Friday killed three": the country behind a place of its own."""
    town, mention = scene.places.get(comma - 1), scene.actors.get(first)
    if scene.low(comma) != "," or town is None or mention is None or town.place.country != mention.actor.country:
        return False
    last = first
    while scene.actors.get(last + 1) is mention:
        last += 1
    return scene.low(last + 1) == ","  # not "in Kherson, Ukraine shelled a bridge"


def _before_verb(scene: Scene, i: int) -> int:
    """Where the subject of "X killed one Y and wounded two" ends: before the first verb that "and" at `i` joins."""
    for k in range(i - 1, max(0, i - _FAR), -1):
        verbs = lexicon().verbs.get(scene.low(k), ())
        if verbs and (verbs[0].form == "past" or scene.low(k) not in lexicon().nouns):
            return k - 1
        if scene.low(k) in CONJUNCTIONS or scene.low(k) in (";", ":", "."):
            break
    return i


def _said_before(scene: Scene, i: int) -> int | None:
    """The word of saying that "it" at `i` leans on; None where another clause stands between."""
    for k in range(i - 1, max(-1, i - 6), -1):
        low = scene.low(k)
        if low in _SAID:
            return k
        if not low.isalnum() or (low in CONJUNCTIONS and low != "that"):
            return None
    return None


def _is_the_attack(scene: Scene, trigger: Trigger, said: int) -> bool:
    """ "Officials say it hit a school", "the army says it killed six people": no speaker that means itself."""
    speaker = scene.actors.get(said - 1)
    if scene.low(said - 1).endswith("s") and (speaker is None or speaker.form in ("organ", "demonym")):
        return True
    return trigger.role == "kill" and any(
        scene.low(k) in _ANYBODY for k in range(trigger.last, min(trigger.last + 4, len(scene.words)))
    )


def _ends_subject(scene: Scene, i: int, acting: bool) -> bool:
    """The article before a weapon ends the subject, unless the weapon was only used: "X used a rocket to hit"."""
    return acting and scene.low(i) in _ENDS_SUBJECT and scene.low(i - 1) not in _USING
