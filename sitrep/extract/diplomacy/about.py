"""What an act is about: a phrase a reader understands as it stands, or nothing."""

from sitrep.extract.diplomacy.clause import Clause
from sitrep.extract.diplomacy.finding import Finding
from sitrep.extract.diplomacy.joined import chain
from sitrep.text.document import Sentence

_CAUSES = frozenset({"over", "about", "on", "amid", "regarding", "concerning", "after", "for", "against", "to"})
_CHARGES = frozenset({"of", "for", "over"})
_REACH = 12
"""Words behind the act in which the words that lead to its matter may stand."""
_LONGEST = 12
_LEAST = 4
"""Letters of the shortest phrase that says anything."""
_STOPS = frozenset({";", ":", "—", "–", "|", "•", "?", "!", ",", "(", ")", "[", "]", "...", "…"})
_MARKS = frozenset({".", "“", "”", '"', "'", "‘", "’"})
_OVER = frozenset({"who", "which", "that", "whom", "after", "as", "while", "when", "where", "because", "but", "if"})
_VOICE = frozenset({"says", "said", "say", "saying", "told", "announced", "reports", "reported", "according"})
_SAYS_NOTHING = frozenset(
    {
        "months",
        "weeks",
        "years",
        "days",
        "decades",
        "hours",
        "first time",
        "second time",
        "third time",
        "example",
        "instance",
        "the first time",
    }
)
_LIGHT = frozenset(
    {"give", "gives", "gave", "given", "take", "takes", "took", "taken", "make", "makes", "made", "issues", "issued"}
    | {"launch", "launches", "launched", "file", "files", "filed", "throws", "lead", "leads", "led", "lodged", "lodges"}
)
"""Verbs that only carry their noun: "takes aim at"."""
_ABBREVIATION = 3
"""Letters before a full stop that ends no sentence."""
_LEAST_PURPOSE = 3
_MUSTS = frozenset({"must", "should"})
_LOOSE_ENDS = frozenset({"and", "or", "but", "not", "than", "being", "s", "late", "early"})
_MAY_PART = frozenset({"in", "on", "at", "for", "with", "from", "by", "and", "to", "during", "since", "into", "near"})
"""Words before which a phrase too long may be cut and still be whole."""
_JUDGING = frozenset(
    {"condemn", "criticise", "reject", "deny", "resist", "back", "praise", "welcome", "approve"}
    | {"demand", "propose", "accept", "request", "call for", "promise", "agree", "offer", "give aid"}
)


def about(told: Clause, finding: Finding, sentence: Sentence) -> str | None:
    """The object of a verb that judges, asks or gives; else the phrase behind "over", "about", "for", "to" ...

    None where neither is whole.
    """
    dated = {mark for d in sentence.dates for mark in (d.start - sentence.start, d.end - sentence.start)}
    matter = _object(told, finding, dated) if finding.rule.mode in _JUDGING else None
    return matter or _cause(told, finding, dated)


def _object(told: Clause, finding: Finding, dated: set[int]) -> str | None:
    """ "condemns the raid on X" -> "the raid on X"; nothing where the object is only who it is done to."""
    if told.low(finding.first) in _LIGHT:
        return None
    begin = finding.first + 1 + len(finding.rule.particle)
    while (told.low(begin) in told.lex.words.adverbs or told.low(begin) in _MUSTS) and begin not in told.at:
        begin += 1
    named = told.at.get(begin) or (told.at.get(begin + 1) if told.low(begin) == "the" else None)
    if named is not None and not named.owns and (named.acts or named.last >= len(told.words)):
        begin = chain(told, named)[-1].last  # "sends Kenya food": to whom, then what
    opens = told.low(begin)
    if begin <= finding.first or begin >= len(told.words) or opens in told.lex.words.prepositions - {"to"}:
        return None
    if opens in _OVER or opens in _STOPS or opens in told.lex.words.pronouns or opens in told.lex.words.be:
        return None
    return _phrase(told, begin, dated)


def _cause(told: Clause, finding: Finding, dated: set[int]) -> str | None:
    leads = _CHARGES if finding.rule.mode in ("accuse", "blame", "charge", "convict") else _CAUSES
    for k in range(finding.last, min(len(told.words), finding.last + _REACH)):
        word = told.words[k]
        if word.low in _STOPS or word.low in _VOICE or word.low in ("who", "which", "while", "when"):
            return None
        if word.low == "after" and told.low(k + 1).endswith("ing"):
            return None  # "a week after detaining them": when, not why
        if word.low not in leads or k in told.at or told.low(k + 1) in _OVER or _names_only(told, k + 1):
            continue
        if dated & {word.start, word.end + 1} or (word.low == "to" and not _purpose(told, k)):
            continue
        if word.low == "to":  # "pressed X not to fly": the not belongs to it
            return _phrase(told, k - (told.low(k - 1) == "not"), dated)
        return _phrase(told, k + 1, dated)
    return None


def _names_only(told: Clause, k: int) -> bool:
    """ "on Iran", "to the UN": whom the words lead to, not what it is about; "over Iran strikes" is."""
    named = told.at.get(k) or told.at.get(k + 1)
    return named is not None and named.first - k <= 1 and not named.owns and named.acts


def _purpose(told: Clause, k: int) -> bool:
    """ "to open the port": an infinitive, no way to somebody or something."""
    following = told.words[k + 1] if k + 1 < len(told.words) else None
    if following is None or following.actor is not None or following.capital or not following.low.isalpha():
        return False
    return following.low not in told.lex.words.owning and told.low(k + 2)[0].isalnum()


def _phrase(told: Clause, begin: int, dated: set[int]) -> str | None:
    """The words from `begin` to the end of the clause, cut where they may be cut, without quotation marks around."""
    end = begin
    while end < len(told.words) and not _over(told, end, dated):
        end += 1
    if end - begin > _LONGEST:
        cuts = [k for k in range(begin + 2, begin + _LONGEST + 1) if told.low(k) in _MAY_PART and k not in told.at]
        end = cuts[-1] if cuts else begin
    while end > begin and _hangs(told, end - 1):
        end -= 1
    if end <= begin or told.lows(begin, end) <= told.lex.words.adverbs:
        return None
    if told.low(begin) == "to" and end < begin + _LEAST_PURPOSE:
        return None
    words = _unquoted(told.text[told.words[begin].start : told.words[end - 1].end])
    return words if len(words) >= _LEAST and words not in _SAYS_NOTHING else None


def _unquoted(words: str) -> str:
    """Without quotation marks around all of it, and without one that lost its fellow."""
    words = words.strip()
    inside = words.strip("'’‘“”\"")
    if any(mark in inside for mark in "’”\"'") and words[:1] in "‘“'\"" and words[-1:] not in "’”'\"":
        return words
    return inside.strip()


def _over(told: Clause, k: int, dated: set[int]) -> bool:
    word = told.words[k]
    if word.low in _STOPS or (word.low == "." and len(told.low(k - 1)) > _ABBREVIATION):
        return True
    if word.actor is not None or k in told.at:
        return False
    if word.low in _OVER or word.low in _VOICE:
        return True
    following = told.low(k + 1)
    if word.low == "and" and following in told.lex.verbs and following.endswith(("s", "ed")):
        return True  # "and announces": the next act
    return told.low(k + 1) != "." and word.low in told.lex.words.prepositions and word.end + 1 in dated


def _hangs(told: Clause, k: int) -> bool:
    """True for a word no phrase ends in: an article, a preposition, a joint, a mark."""
    low, bags = told.low(k), told.lex.words
    if k in told.at and told.words[k].actor is not None:
        return False
    return low in bags.prepositions or low in bags.owning or low in _LOOSE_ENDS or low in _MARKS
