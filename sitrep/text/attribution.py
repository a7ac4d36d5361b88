"""Who says so: the speaker of a claim, across sentence borders and pronouns (METHOD.md R20, R24).

The frames read are those of news prose: "X said ...", "..., X said", "..., said X", "according to X", "X accused Y of",
headline tails ("... - UN", "...: officials") and heads ("Police: ..."), and quotations that run over several sentences.
The outlet's own voice has no speaker.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from sitrep.text.document import Document, Sentence
from sitrep.text.folding import Folded
from sitrep.text.lexicons import data

SPEAKER_LIMIT = 80
"""Characters of the longest speaker returned; a longer phrase is not a name for a voice."""

LOOK_BACK = 6
"""Sentences looked back for whom a pronoun or a running quotation means."""

LONGEST_ACRONYM = 5
"""Letters of a word in capitals before a colon that may be a voice ("WHO: ..."); a longer one is a place or a cry."""

_JOINED = frozenset({"of", "for", "in", "at", "on", "with", "from", "to", "over"})
_TOKEN = re.compile(r"[\w’'&./-]*\w(?:(?<=s)[’'](?=\s[A-Z]))?|[^\w\s]")
_ACCORDING = Folded(r"\b(?:according\s+to|citing|quoting|as\s+reported\s+by)\s+")
_NP_END = Folded(
    r"[,;:.()\"“”]|\s[-–—]\s|\s(?:who|which|that|said|says|told|in\s+a\s+statement|on\s+\w+day|after|when|while|but|as|where|killed|killing"
    r"|were|was|are|is|has|have|had|at\s+least)\b",
)
_FINITE = frozenset({"were", "was", "are", "is", "has", "have", "had", "killed"})
_SITE_TAIL = re.compile(r"\s+(?:«|\|)\s.*$|\s*\(\d[\d.: ]*\).*$")
_TITLE_TAIL = re.compile(r"(?P<mark>,?\s[-–—]\s|[:,]\s+)(?P<who>[^-–—|:,;.?!]{2,60}?)\s*$")
_BODY_TAIL = re.compile(r"(?P<mark>\s[-–—]\s)(?P<who>[A-Z][^-–—|:,;.?!]{1,50}?)\s*[.)]?\s*$")
_HEAD = re.compile(r"^(?:\d[\d.: ]*[-–—]\s*)?(?P<who>[A-Z][^:,;.?!]{1,48}):\s")
_SAYS_TAIL = re.compile(r"\s+(?:say|says|said|reports?|confirms?|claims?|warns?|announces?)$", re.I)
_QUOTES_OPEN = "“«"
_QUOTES_CLOSE = "”»"


class _Words(NamedTuple):
    verbs: frozenset[str]
    accusing: frozenset[str]
    between: frozenset[str]
    nouns: frozenset[str]
    pronouns: frozenset[str]
    stops: frozenset[str]
    joints: frozenset[str]
    voiceless: frozenset[str]


class _Frame(NamedTuple):
    """A speech frame of one sentence: who, and the characters (in the sentence) it covers."""

    who: str
    start: int
    end: int
    at: int


@cache
def _words() -> _Words:
    raw = data("speakers.toml")
    return _Words(**{name: frozenset(raw[name]) for name in _Words._fields})


def speaker(doc: Document, index: int, start: int, end: int) -> str | None:
    """Who says what stands at characters `start`..`end` of the text, in sentence `index` of `doc`.

    As the text words it, article dropped ("Ukrainian officials", "Ihor Terekhov"); a pronoun is resolved to the
    speaker it means. None is the outlet's own voice.
    """
    sentence = doc.sentences[index]
    found = _covering(sentence, start - sentence.start, end - sentence.start)
    if found is None:
        return _of_quotation(doc, index)
    return _resolved(doc, index, found)


def _resolved(doc: Document, index: int, who: str) -> str | None:
    """`who`, or whom it means where it is a pronoun or a definite "the ministry"."""
    low = who.lower()
    if low in ("i", "we"):
        return _of_quotation(doc, index)
    if low in _words().pronouns:
        return _last_voice(doc, index, None, one=low in ("he", "she"))
    if " " not in who and low in _words().nouns and who.islower():
        return _last_voice(doc, index, low) or who
    return who


def _last_voice(doc: Document, index: int, noun: str | None, *, one: bool = False) -> str | None:
    """The nearest named speaker before sentence `index`; with `noun`, the nearest whose phrase ends in it.

    `one`: a single person, whom "officials" and "the police" do not name.
    """
    for back in range(index - 1, max(-1, index - 1 - LOOK_BACK), -1):
        sentence = doc.sentences[back]
        for frame in reversed(_frames(sentence)):
            low = frame.who.lower()
            if low in _words().pronouns or (noun and (noun not in low.split() or low == noun)):
                continue
            if one and _are_many(frame.who):
                continue
            return frame.who
    return None


_BODIES_OF_MANY = frozenset(
    {"police", "media", "military", "army", "government", "ministry", "agency", "council", "un"}
)


def _are_many(who: str) -> bool:
    """True for speakers in the plural and for bodies: "rescue officials", "the health ministry"."""
    words = re.split(r"\s(?:of|for|in|at|from|with|on)\s", who)[0].split()
    last = words[-1] if words else ""
    low = last.lower()
    return last.isupper() or low in _BODIES_OF_MANY or (low.endswith("s") and low in _words().nouns)


def _of_quotation(doc: Document, index: int) -> str | None:
    """The speaker of a quotation that runs over sentence `index` without naming its speaker there."""
    sentence = doc.sentences[index]
    opened = _open_quotes(doc, index)
    if opened is None:
        return None
    same = doc.sentences[opened]
    for frame in _frames(same):
        return _resolved(doc, opened, frame.who) if frame.who.lower() not in ("i", "we") else None
    for later in range(index + 1, min(len(doc.sentences), index + 4)):
        if doc.sentences[later].paragraph != sentence.paragraph:
            break
        for frame in _frames(doc.sentences[later]):
            return _resolved(doc, later, frame.who) if frame.who.lower() not in ("i", "we") else None
    if opened > 0 and doc.sentences[opened - 1].paragraph == sentence.paragraph:
        for frame in reversed(_frames(doc.sentences[opened - 1])):
            return _resolved(doc, opened - 1, frame.who)
    return None


def _open_quotes(doc: Document, index: int) -> int | None:
    """The sentence in which the quotation that holds sentence `index` began; None outside quotations."""
    text = doc.sentences[index].text
    if text[:1] in _QUOTES_OPEN or (text[:1] == '"' and text.count('"') == 1):
        return index
    for back in range(index - 1, max(-1, index - 1 - LOOK_BACK), -1):
        sentence = doc.sentences[back]
        if sentence.paragraph != doc.sentences[index].paragraph:
            return None
        last_open = max(sentence.text.rfind(mark) for mark in _QUOTES_OPEN)
        last_close = max(sentence.text.rfind(mark) for mark in _QUOTES_CLOSE)
        if last_close > last_open:
            return None
        if last_open >= 0 or sentence.text.count('"') % 2:
            return back
    return None


def _covering(sentence: Sentence, start: int, end: int) -> str | None:
    """The speaker whose frame covers `start`..`end` (characters of the sentence); the nearest frame wins."""
    best: _Frame | None = None
    for frame in _frames(sentence):
        if (
            frame.start <= start
            and end <= frame.end
            and (best is None or _distance(frame, start, end) < _distance(best, start, end))
        ):
            best = frame
    return best.who if best else None


def _distance(frame: _Frame, start: int, end: int) -> int:
    return start - frame.at if frame.at <= start else frame.at - end


def _frames(sentence: Sentence) -> tuple[_Frame, ...]:
    return _frames_of(sentence.text, sentence.title)


@lru_cache(64)  # a sentence is asked for every claim in it, and for the pronouns of the next
def _frames_of(text: str, title: bool) -> tuple[_Frame, ...]:
    return tuple(_found_frames(text, title))


def _found_frames(text: str, title: bool) -> Iterator[_Frame]:
    yield from _edge_frames(text, title)
    for found in _ACCORDING.finditer(text):
        who = _forward(text, found.end())
        if who:
            yield _Frame(who, 0, len(text), found.start())
    yield from _verb_frames(text)


def _edge_frames(text: str, title: bool) -> Iterator[_Frame]:
    """A voice set apart at the end ("... - UN", "...: officials", "..., army says") or at the head ("Police: ...")."""
    edge = _SITE_TAIL.search(text) if title else None
    shown = text[: edge.start()] if edge else text
    tail = (_TITLE_TAIL if title else _BODY_TAIL).search(shown)
    if tail:
        who = _SAYS_TAIL.sub("", tail["who"])
        says = who != tail["who"]
        if (
            _is_voice(who)
            and _names_a_voice(who)
            and len(who.split()) <= 6
            and (title or _noun_last(who))
            and (says or tail["mark"].strip() != ",")
        ):
            yield _Frame(_trim(who), 0, tail.start(), tail.start())
    head = _HEAD.match(shown)
    if head and _is_voice(head["who"]) and _heads_a_voice(head["who"], title=title):
        yield _Frame(_trim(head["who"]), head.end(), len(text), head.end())


def _heads_a_voice(who: str, *, title: bool) -> bool:
    """ "Police: ...", "UN: ..."; not "KHARTOUM: ..." nor "WARNING: ...", and not "Losses of the occupiers: ..."."""
    if who.isupper():
        return title and len(who) <= LONGEST_ACRONYM and " " not in who
    return _noun_last(who) and _names_a_voice(who)


def _names_a_voice(who: str) -> bool:
    """Whether an edge is a noun phrase headed by a voice: not "Russia hit Kramatorsk", "on trade with Russia"."""
    words = _words()
    parts = who.split()
    low = [part.lower() for part in parts]
    if low[0] in words.stops or low[0] in words.joints or low[0] == "on" or not words.stops.isdisjoint(low):
        return False
    joint = next((k for k, part in enumerate(low) if k and part in _JOINED), None)
    head = low[(joint or len(low)) - 1].removesuffix("’s").removesuffix("'s")
    if head in words.nouns or head.removesuffix("s") in words.nouns:
        return True
    return joint is None and parts[-1][0].isupper()


def _noun_last(who: str) -> bool:
    """An edge is a voice only where it names one: "Police: ...", "UN: ...", not "Shelling of Kharkiv: ..."."""
    words = who.lower().split()
    return words[-1] in _words().nouns or words[-1].removesuffix("s") in _words().nouns or who.isupper()


def _verb_frames(text: str) -> Iterator[_Frame]:
    """ "X said ...", "..., X said", "..., said X"."""
    words = _words()
    tokens = list(_TOKEN.finditer(text))
    for at, token in enumerate(tokens):
        low = token.group()
        if low not in words.verbs and low not in words.accusing:
            continue
        if _OWNS_UP.match(text, token.start()) or _no_saying(tokens, at):
            continue
        if low in words.accusing and at + 1 < len(tokens) and tokens[at + 1].group() in ("of", "for", "over"):
            continue  # "a man accused of", "rebels blamed for": they accuse nobody
        who = _quoted_voice(text, tokens, at) if low == "quoted" else _before(text, tokens, at)
        start = token.start()
        if who is None and low in ("said", "says", "reported", "announced", "confirmed", "wrote", "added", "told"):
            who = _inverted(text, tokens, at)
            if who is not None:
                yield _Frame(who, 0, start, start)
                continue
        if who is None:
            continue
        trailing = low not in words.accusing and (_is_trailing(text, token.end()) or _told_whom(text, low, token.end()))
        if trailing and not _opens(text, who, start):
            yield _Frame(who, 0, start, start)
            continue
        if _goes_into_detail(text, who, start, token.end()):
            yield _Frame(who, 0, start, start)
        yield _Frame(who, start, _frame_end(text, token.end()), start)


def _quoted_voice(text: str, tokens: list[re.Match[str]], at: int) -> str | None:
    """ "The Times quoted X as saying": X speaks; whoever quotes, where nobody is named."""
    found = _AS_SAYING.match(text, tokens[at].end())
    who = _forward(text, found.start("who")) if found else None
    return who or _before(text, tokens, at)


_AS_SAYING = re.compile(r"\s+(?P<who>[^;:“”]{3,120}?)\s+as saying\b")
_BE = frozenset({"was", "were", "is", "are", "been"})
_QUOTING = frozenset({"quoted", "saying"})
_TOLD = frozenset({"told", "said"})


def _no_saying(tokens: list[re.Match[str]], at: int) -> bool:
    """True for the noun of "Kano state", and for what is said of somebody: "the storm was confirmed to have ..."."""
    low = tokens[at].group()
    if low == "state" and (at + 1 >= len(tokens) or tokens[at + 1].group() != "that"):
        return True
    return at > 0 and tokens[at - 1].group() in _BE and (low.endswith("ed") or low in _TOLD) and low not in _QUOTING


_ARTICLES = frozenset({"the", "a", "an"})
_BINDS = frozenset({"of", "and", "for", "in", "at", "to", "from", "on", "with", "&"})
"""In front of an article these go on with the phrase: "head of the army", "director at the hospital"."""

_OWNS_UP = Folded(
    r"claim(?:s|ed|ing)?\s+(?:the\s+)?(?:responsibility|credit)\b"
    r"|claim(?:s|ed|ing)?\s+(?:[\w’'-]+\s+){0,4}?(?:attack|bombing|blast|strike|ambush|raid|shooting|assault)s?\s+(?:that|which)\b"
)
""" "Claimed responsibility for the blast that killed 12": the deed is claimed, the twelve are not its word (R23)."""

_TRAIL = Folded(
    r"\s*(?:[.,;!?]|$)|\s+(?:in\s+(?:a|an|his|her|its|their)\b|on\s+(?:\w+day|telegram|x|twitter|facebook|state|television|social)\b"
    r"|late\b|early\b|via\b|to\s+(?:reporters|journalists)|today\b|yesterday\b|reporters\b|journalists\b|earlier\b|by\s+(?:tele)?phone)[^.;]{0,80}[.;]?\s*$",
)


def _is_trailing(text: str, end: int) -> bool:
    """ "..., officials said on Telegram.": what is said stands before."""
    return _TRAIL.match(text, end) is not None


_TO_AN_OUTLET = re.compile(
    r"\s+(?:the\s+)?(?:[A-Z][\w’'&-]*\s?){1,4}(?:(?:on|in|by|via|late|early)\s[^.;]{0,60})?[.;]?\s*$"
)


def _told_whom(text: str, verb: str, end: int) -> bool:
    """ "..., two medics told Radio Sahel.": what is said stands before, and whom it was told ends the sentence."""
    return verb == "told" and _TO_AN_OUTLET.match(text, end) is not None


_SAID_NOTHING = re.compile(r"[\s“\"'‘(]*(?:the|a|an|some|local)?\s*", re.I)


def _opens(text: str, who: str, verb: int) -> bool:
    """ "The army said on Friday it had killed nine.": where a speaker begins, what is said stands behind."""
    return _SAID_NOTHING.fullmatch(text[: max(0, text.rfind(who, 0, verb))]) is not None


def _goes_into_detail(text: str, who: str, verb: int, end: int) -> bool:
    """ "Shells killed two, officials said: a man and a girl.": the speaker stands for both sides of the colon."""
    if not text.startswith(":", end):
        return False
    return re.search(rf",\s+(?:\w+\s+)?{re.escape(who)}\s*$", text[:verb]) is not None


_TURN = re.compile(r";\s|,\s+(?:but|while|whereas|although|after|following|amid|(?:hours|days|weeks)\s+after)\s")


def _frame_end(text: str, start: int) -> int:
    turn = _TURN.search(text, start)
    return turn.start() if turn else len(text)


def _before(text: str, tokens: list[re.Match[str]], at: int) -> str | None:
    """The subject before the verb at token `at`, or None."""
    words = _words()
    last = at - 1
    while last >= 0 and tokens[last].group().lower() in words.between:
        last -= 1
    if last >= 0 and tokens[last].group() == ")":
        while last >= 0 and tokens[last].group() != "(":
            last -= 1
        last -= 1
    if last < 0:
        return None
    if tokens[last].group() in ",":
        return _appositive(text, tokens, last)
    return _phrase(text, tokens, last)


def _appositive(text: str, tokens: list[re.Match[str]], comma: int) -> str | None:
    """ "Ihor Terekhov, the city's mayor, said": the name, whichever side of the comma it stands."""
    opening = comma - 1
    while opening >= 0 and tokens[opening].group() not in ",;:" and comma - opening < 16:
        opening -= 1
    if opening <= 0 or tokens[opening].group() != ",":
        return None
    inside = text[tokens[opening + 1].start() : tokens[comma - 1].end()]
    outside = _phrase(text, tokens, opening - 1)
    if outside is None:
        return None
    if inside[:1].isupper() and outside.split()[-1].lower() in _words().nouns and _is_voice(inside):
        return _trim(inside)
    return outside


def _phrase(text: str, tokens: list[re.Match[str]], last: int) -> str | None:
    """The noun phrase that ends with token `last`, read leftwards; None where it is no voice."""
    words = _words()
    first = last + 1
    while first > 0:
        token = tokens[first - 1].group()
        low = token.lower()
        if low in words.stops or not (token[0].isalnum() or token in {"&"}) or last - first > 10:
            break
        if low in words.verbs and low not in words.nouns:
            break
        first -= 1
        if low in _ARTICLES and first > 0 and tokens[first - 1].group().lower() not in _BINDS:
            break  # "in Kyiv the mayor said": an article begins a phrase
    while first <= last and tokens[first].group().lower() in words.joints:
        first += 1
    if first > last or (first > 0 and tokens[first - 1].group().lower() == "no"):
        return None  # "no group has claimed ..."
    first = _past_place(tokens, first, last)
    if last > first and tokens[last - 1].group() in _ONE_PERSON and tokens[last].group() in _AGENCIES:
        first = last
    phrase = text[tokens[first].start() : tokens[last].end()]
    return _trim(phrase) if _is_voice(phrase) else None


_ONE_PERSON = frozenset({"man", "woman", "boy", "girl", "teenager", "suspect", "driver", "men", "women"})
_AGENCIES = frozenset({"police", "prosecutors", "officials", "authorities", "investigators"})
""" "A man police say stabbed another": he is whom they speak of."""


def _past_place(tokens: list[re.Match[str]], first: int, last: int) -> int:
    """Drops "Kharkiv and" or the like before a full voice only where the tail alone is a pronoun."""
    return last if tokens[last].group().lower() in _words().pronouns else first


def _inverted(text: str, tokens: list[re.Match[str]], at: int) -> str | None:
    """ "..., said X": only after a comma or a closing quote."""
    if at == 0 or tokens[at - 1].group() not in {",", "”", '"', "’", "»", "'"} or at + 1 >= len(tokens):
        return None
    start = tokens[at + 1].start()
    ends = _NP_END.search(text, start)
    if ends is not None and ends.group().strip() in _FINITE:
        return None  # "calls for talks, says allies are ready": what is said, not who says it
    return _forward(text, start)


def _forward(text: str, start: int) -> str | None:
    end = _NP_END.search(text, start)
    phrase = text[start : end.start() if end else len(text)].strip()
    if "." in text[start : start + 4]:  # "U.S. officials", "Lt. Col. X": the dots are not the end
        longer = re.match(r"(?:[A-Z][\w]*\.\s?)+[^,;:()\"“”.]*", text[start:])
        phrase = longer.group().strip() if longer else phrase
    return _trim(phrase) if _is_voice(phrase) else None


def _is_voice(phrase: str) -> bool:
    """A name, a body or a noun of those who speak."""
    words = _words()
    parts = phrase.split()
    if not parts or len(phrase) > SPEAKER_LIMIT or len(parts) > 12:
        return False
    low = [part.lower().strip("’'s") if part.endswith(("'s", "’s")) else part.lower() for part in parts]
    if low[-1] in _ARTICLES or (len(low) == 1 and _CONTRACTED.fullmatch(low[0])):
        return False
    if low[-1] in words.pronouns and len(low) == 1:
        return low[0] != "it"
    if low[-1] in words.voiceless or low[0] in words.voiceless:
        return False
    if low[-1] in ("report", "reports"):
        return any(part[0].isupper() for part in parts[1:] or parts) and low[0] not in words.voiceless
    if any(part in words.nouns for part in low):
        return True
    if any(part[0].isdigit() for part in parts):
        return False
    return parts[-1][0].isupper() and len(parts[-1]) > 1


_CONTRACTED = re.compile(r"(?:i|we|you|they|he|she|it|that|there)[’'](?:ve|m|re|s|d|ll)")
""" "We've documented ...": no name."""


_LEADING = re.compile(
    r"^(?:.*\bImages\s+|(?:data|figures?|information) (?:provided|released|published|compiled|collected) by\s+)?"
    r"(?:\d+\s+)?(?:(?:the|a|an|some|local|one)\s+)?",
    re.I,
)


def _trim(phrase: str) -> str:
    """Without leading article and trailing marks."""
    return _LEADING.sub("", phrase.strip(" ,.:;\"“”'’")) if " " in phrase else phrase.strip(' ,.:;"“”')
