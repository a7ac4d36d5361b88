"""People killed, injured, missing, captured: every stated figure with its words (METHOD.md R8-R20).

`grammar` finds the figures of a sentence, `real` says whether they happened and to people, `setting` and `attribution`
where, when and who says so, `scope` what they count; `story` holds the figures of one article against each other.
"""

import re
from functools import lru_cache

from sitrep.extract.casualties.grammar import mentions
from sitrep.extract.casualties.real import is_real
from sitrep.extract.casualties.row import Mention
from sitrep.extract.casualties.scope import bearing
from sitrep.extract.casualties.spread import over_places
from sitrep.extract.casualties.story import Told, one_story
from sitrep.extract.casualties.words import words
from sitrep.extract.recalled import counts_another, looked_into
from sitrep.extract.setting.setting import Setting, setting
from sitrep.model.article import Span
from sitrep.model.claim import NONE_REPORTED, Casualty
from sitrep.model.count import Count
from sitrep.text.attribution import speaker
from sitrep.text.document import Document, Sentence
from sitrep.text.folding import Folded, lower

_SUMMING = Folded(r"\b(?:in all|in total|a total|altogether|combined|overall)\b")


def casualties(doc: Document) -> tuple[Casualty, ...]:
    """The casualty figures of `doc`, in text order; each figure told twice stands once (R19)."""
    told: list[Told] = []
    low = lower(doc.text)
    stems = [stem for stem in words().stems if stem in low]  # most articles hold few of them
    for index, sentence in enumerate(doc.sentences):
        if any(low.find(stem, sentence.start, sentence.end) >= 0 for stem in stems):
            told.extend(_of_sentence(doc, index, sentence))
    kept = one_story(doc, over_places(told))
    return tuple(_claim(doc, one) for one in sorted(kept, key=lambda one: one.mention.start))


def _of_sentence(doc: Document, index: int, sentence: Sentence) -> list[Told]:
    out: list[Told] = []
    for mention in mentions(sentence):
        if not is_real(doc, index, mention) or counts_another(doc, sentence, mention.start):
            continue
        spoken = mention.people if mention.listed else mention  # of a list of places each figure has the one beside it
        where = setting(doc, index, spoken.start, spoken.end)
        scope, cause, word = bearing(doc, sentence, mention, where)
        named = mention.people.how == "named" and mention.count.high == 1
        if scope == "incident" and named and looked_into(doc, sentence, mention.start, mention.end):
            continue  # "probes into the killing of X": known to everybody, told of long before (R28)
        said_by = speaker(doc, index, mention.start, mention.end)
        out.append(
            Told(
                index,
                mention,
                where,
                scope,
                cause,
                (*_flags(doc, index, sentence), *_none_reported(doc, mention, said_by)),
                word,
                _grounded(sentence, where),
                said_by,
                _SUMMING.search(sentence.text) is not None,
                sentence.title,
                sentence.text,
            )
        )
    return out


_REPORTED = re.compile(r"[^.;]{0,32}\b(?:reported|known)\b", re.I)


def _none_reported(doc: Document, mention: Mention, said_by: str | None) -> tuple[str, ...]:
    """A zero that only says that nothing was reported, by nobody: weaker than "nobody was hurt" (R12)."""
    if mention.count.high != 0 or said_by is not None:
        return ()
    return (NONE_REPORTED,) if _REPORTED.match(doc.text, mention.start, mention.end + 40) else ()


def _grounded(sentence: Sentence, where: Setting) -> bool:
    """True where the sentence itself names the place, finer than a country; else the place is inherited."""
    keys = {p.key for p in where.places if p.precision != "country"}
    return any(m.place.key in keys for m in sentence.places)


_FLAG_NAMES = {
    "rise": "expected to rise",
    "unverified": "unverified",
    "feared": "feared",
    "revised": "revised",
    "disputed": "disputed",
}


def _flags(doc: Document, index: int, sentence: Sentence) -> tuple[str, ...]:
    """What is said about the figure itself: in its sentence, or for a toll's rise in the next."""
    following = _flagged(doc.sentences[index + 1].text) if index + 1 < len(doc.sentences) else frozenset()
    own = _flagged(sentence.text)
    late = following & _OF_THE_NEXT if "figures" in following else frozenset()
    return tuple(shown for name, shown in _FLAG_NAMES.items() if name in own or name in late)


_OF_THE_NEXT = frozenset({"rise", "unverified"})
_FIGURES = re.compile(r"\b(?:toll|figures?|numbers?|claims?|casualties|dead)\b")


@lru_cache(64)  # a sentence is asked for every figure in it, and for those of the one before
def _flagged(text: str) -> frozenset[str]:
    """The flags that `text` gives; "figures" where it speaks of figures at all."""
    found = {name for name, rule in words().flags.items() if rule.search(text)}
    return frozenset(found | {"figures"} if found and _FIGURES.search(text) else found)


def _claim(doc: Document, one: Told) -> Casualty:
    sentence = doc.sentences[one.index]
    mention = one.mention
    count = mention.count
    return Casualty(
        quote=doc.text[sentence.start : sentence.end],
        span=Span(mention.start, mention.end),
        kind=mention.kind,
        count=Count(count.low, count.high, count.text),
        who=_who(doc, mention),
        scope=one.scope,
        cause=one.cause,
        places=one.setting.places,
        country=one.setting.country,
        when=one.setting.when,
        speaker=one.speaker,
        flags=one.flags,
        why=f"{mention.rule}; {one.note}" if one.note else mention.rule,
    )


def _who(doc: Document, mention: Mention) -> str | None:
    """Whom the figure counts, as worded, without its number; None where the text does not say."""
    people = mention.people
    if (
        people.how == "bare"
        or people.head in ("toll", "none", "others", "other", "more", "further", "additional")
        or people.how == "pronoun"
    ):
        return None
    text = doc.text[people.start : people.end]
    if people.how == "counted" and text.startswith(mention.count.text):
        text = text[len(mention.count.text) :]
    others = _AND_OTHERS.match(doc.text, people.end)
    if others is not None and others["who"] in words().plural and people.how == "counted":
        text += others.group()
    return text.strip(" ,") or None


_AND_OTHERS = re.compile(r" (?:and|or) (?P<who>[a-z-]+)\b(?! (?:was|were|have|had|has|are|is)\b)")
""" "Twelve women and children": one number for both."""
