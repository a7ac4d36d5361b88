"""Numbers as texts word them: digits, words, vague words, floors, caps and ranges (METHOD.md R10, R11).

A number is first found as a core ("21", "twenty-one", "dozens"), then widened by what stands around it ("at least",
"or more", "between ... and"), then given its role: whether it counts anything, or is an age, a date, a sum of money.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from sitrep.model.count import Count
from sitrep.text.document import Number, NumberRole

# ---- the values of words -------------------------------------------------------------------------------------------

_UNIT_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_UNITS = {word: value for value, word in enumerate(_UNIT_WORDS.split())}
_TEN_WORDS = "twenty thirty forty fifty sixty seventy eighty ninety"
_TENS = {word: 10 * value for value, word in enumerate(_TEN_WORDS.split(), start=2)}
_SCALES = {"thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000, "trillion": 1_000_000_000_000}
_SIGNS = {"k": 1_000, "m": 1_000_000, "mn": 1_000_000, "bn": 1_000_000_000, "tn": 1_000_000_000_000}
_GROUPS = {"dozen": 12, "score": 20, "hundred": 100, "thousand": 1_000, "million": 1_000_000}
_VAGUE = {"tens": 10, "dozens": 12, "scores": 20, "hundreds": 100, "thousands": 1_000, "millions": 1_000_000}
_FEW = {"several": 3, "many": 3, "few": 3, "handful": 3, "couple": 2, "pair": 2}

# ---- the core: a figure without what qualifies it ------------------------------------------------------------------

_WORDS = "|".join(sorted([*_UNITS, *_TENS, *_SCALES, "hundred"], key=len, reverse=True))
_SMALL = "|".join([*_UNITS, *_TENS])
_CORE = re.compile(
    rf"""(?<![\w.,])(?:
    (?P<digits>\d{{1,3}}(?:,\d{{3}})+(?!\d)(?:\.\d+)?
      |\d{{1,3}}(?:[ \xa0\u2009\u202f]\d{{3}})+(?![\d,.]?\d)
      |\d+(?:\.\d+)*)
      (?:[ -]?(?P<scale>hundred|thousand|million|billion|trillion|dozen)\b|[ ]?(?P<sign>bn|mn|tn|k|m)\b)?
    |(?P<half>half[ -](?:an?[ ])?dozen)\b
    |(?P<few>several|many|a[ ](?:good[ ]|great[ ])?few|few|a[ ](?:couple|pair|handful)(?:[ ]of)?)
      (?:[ ](?P<fewscale>dozen|hundred|thousand|million)s?(?:[ ]of[ ](?P<fewof>thousand|million)s)?)?\b
    |(?P<groups>an?|{_SMALL})[ -](?P<group>dozen|score)\b(?![ ]of[ ]\d)
    |(?P<vague>tens(?=[ ]of)|dozens|scores|hundreds|thousands|millions)
      (?:[ ](?:and[ ]\w+[ ])?of[ ](?P<vagueof>hundred|thousand|million)s)?\b
    |(?P<article>an?[ ](?=hundred|thousand|million|billion))?(?P<words>(?:{_WORDS})\b(?:(?:-
      |,?[ ](?:and[ ])?)(?:{_WORDS})\b){{0,16}})
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_TOKEN = re.compile(r"\d+|[A-Za-z]+")
_OPENERS = frozenset(
    form
    for word in [*_UNITS, *_TENS, *_SCALES, *_VAGUE, "hundred", "half", "several", "many", "few", "a", "an"]
    for form in (word, word.capitalize(), word.upper())
)  # what a core may begin with, digits apart: looking words up is far cheaper than trying the pattern everywhere
_WORD = re.compile(rf"(-|,?[ ](?:and[ ])?|)({_WORDS})\b", re.IGNORECASE)
_SCORES = re.compile(
    r" (?:of|more|killed|dead|injured|wounded|hurt|missing|are|were|die|died|feared|arrested|trapped|detained|others?"
    r"|people|civilians|displaced|flee|fled|dying)\b",
    re.IGNORECASE,
)

_HARMED = re.compile(
    r"\b(?:kill(?:s|ed|ing)?|wound(?:s|ed|ing)?|injur(?:e|es|ed|ing)|maim(?:s|ed|ing)?|hurt(?:s|ing)?|arrest(?:s|ed|ing)?"
    r"|abduct(?:s|ed|ing)?|kidnap(?:s|ped|ping)?|massacre[sd]?) $",
    re.IGNORECASE,
)

# ---- what qualifies it ---------------------------------------------------------------------------------------------

_BEFORE = re.compile(
    r"""(?<![\w-])(?:
    (?P<floor>(?:at[ ](?:the[ ]very[ ])?least|(?:a[ ])?minimum[ ]of|no[ ](?:fewer|less)[ ]than|not[ ](?:fewer
      |less)[ ]than
      |(?:well[ ]|far[ ]|slightly[ ]|just[ ]|significantly[ ])?(?:more[ ]than|over|above)|greater[ ]than
        |upwards?[ ]of|in[ ]excess[ ]of
      |surpass(?:es|ed|ing)|exceed(?:s|ed|ing)|tops|topped|topping|(?<=toll[ ])pass(?:es|ed)
        |(?<=toll[ ]has[ ])passed|north[ ]of|not[ ]under|>))
    |(?P<cap>(?:up[ ]to|as[ ](?:many|much)[ ]as|at[ ]most|(?:a[ ])?maximum[ ]of|no[ ]more[ ]than|not[ ]more[ ]than
      |(?:just[ ]|well[ ]|slightly[ ])?(?:fewer[ ]than|less[ ]than|under|below)))
    |(?P<about>(?:about|around|some|nearly|almost|roughly|approximately|approx\.?|an[ ]estimated|estimated
      |close[ ]to|circa
      |virtually|~))
    )(?:[ ](?:an[ ]estimated|some|about|around|almost|nearly))?[ ]?\Z""",
    re.IGNORECASE | re.VERBOSE,
)
_BEFORE_ENDS_WORDS = (
    "least of than over above surpasses surpassed surpassing exceed exceeds exceeded exceeding tops topped "
    "topping passes passed under > to as most below about around some nearly almost roughly approximately approx "
    "approx. estimated circa virtually ~"
)
_BEFORE_ENDS = frozenset(
    _BEFORE_ENDS_WORDS.split()
)  # the last words of the qualifiers: one look-up spares the pattern on nine numbers of ten
_AFTER = re.compile(
    r"(?P<floor>\+(?!\d)|-plus\b| plus\b(?! \d)| or more\b)|(?P<cap> or (?:fewer|less)\b)|(?P<about>-odd\b| or so\b)",
    re.IGNORECASE,
)
_JOIN = re.compile(
    r"(?P<cap>,? (?:but |and |or )?(?:possibly|perhaps|maybe|potentially) (?:up to|as many as|as high as) "
    r"| (?:and|but) (?:up to|as many as) )"
    r"|,? (?:or )?(?:possibly|perhaps|maybe) (?=\d|two|three|four|five|six|seven|eight|nine|ten)"
    r"|[-–]| (?:to|or|[-–]) (?:as many as |perhaps |even )?|(?P<and> and )",
    re.IGNORECASE,
)
_AHEAD = re.compile(r",(?= (?!and\b|or\b|were\b|who\b)[a-z])")
_WIDEST = 10
"""A range with a dash spans at most this factor; beyond it is a telephone number or the like."""
_DASHED_ON = re.compile(r"[-–][\dA-Z]")
_BETWEEN = re.compile(r"\b(?P<between>between )\Z|\b(?P<from>from )(?:about |around |some )?\Z", re.IGNORECASE)
_CHANGE = re.compile(
    r"\b(?:r[io]se[sn]?|rising|raise[sd]?|raising|climb\w*|increas\w*|jump\w*|grow[sn]?|grew|up|down|fall(?:s|en"
    r"|ing)?|fell"
    r"|drop\w*|revis\w*|lower\w*|reduc\w*|chang\w*|correct\w*|cut|went|goes|gone|going|soar\w*|decreas\w*"
    r"|updated?|upgraded)\b[^.\n]*\Z",
    re.IGNORECASE,
)

# ---- what it is a number of ----------------------------------------------------------------------------------------

_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?"
    r"|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_PEOPLE = (
    r"(?:people|persons?|civilians?|soldiers?|troops|men|women|children|kids|killed|dead|injured|wounded|hurt"
    r"|deaths?|fatalities"
    r"|casualties|victims?|dying|die|died|missing|captured|fighters?|militants?|rebels?|refugees?|residents?"
    r"|migrants?|detainees"
    r"|prisoners?|hostages|workers|students|pilgrims|houses|homes|buildings|bodies|Palestinians|Israelis"
    r"|Ukrainians|Russians"
    r"|Syrians|Iraqis|Afghans|Yemenis|Lebanese|Sudanese|protesters|demonstrators|families|servicemen|personnel"
    r"|lives|others)"
)
_FOLLOWED = re.compile(
    rf"""(?:
    (?P<percent>[ ]?%|[ -]?per[ -]?cent\b|[ ]pct\b|[ ]percentage\b)
    |(?P<ordinal>(?:st|nd|rd|th)\b|-(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)\b)
    |(?P<age>[ -](?:year|month|week|day)s?[ -]olds?\b|[ -](?:years?|yrs?|months?)[ ]of[ ]age\b|[ ]?(?:yo|y/o)\b)
    |(?P<money>[ -]?(?:US[ ]|U\.S\.[ ]|Canadian[ ]|Australian[ ])?(?:dollars?|euros?|ro?ubles?|hryvnias?|rupees?
      |shekels?|riyals?|dinars?|liras?
      |yen|yuan|cents?|pesos?|pence|sterling|USD|EUR|GBP|UAH|RUB)\b|[ ]?[$£€₴₽])
    |(?P<date>[ ](?:of[ ])?{_MONTH}(?![a-z])(?![ ](?:also|not|be|have|still|yet)\b))
    |(?P<time>[ -]?(?:am|pm|a\.m|p\.m|hrs?|mins?|GMT|UTC|h)\b|:\d\d|[ ]o[’']clock\b
      |(?:[ -](?:more|further|straight|consecutive|successive|long|full|whole|additional|extra|last|past|working
        |or|odd|
        hundred|thousand|million|calendar|difficult|horrific|brutal|bloody)){{0,2}}
       [ -](?:second|minute|hour|day|week|fortnight|month|year|decade|centur(?:y|ie)|night|weekend|morning
         |evening)s?\b)
    |(?P<distance>[ -]?(?:km|kms|kilomet(?:er|re)s?|miles?|met(?:er|re)s?|feet|foot|ft|inch(?:es)?|cm|mm|yards?
      |acres?|hectares?
      |(?:metric[ ])?ton(?:ne)?s?|tons?|kg|kgs|kilos?|kilogram(?:me)?s?|lbs?|pounds?|grams?|g|lit(?:er|re)s?
        |gallons?|barrels?|mph|kph|knots|degrees?
      |MW|GW|kW|megawatts?|gigawatts?|kilowatts?|kilotons?|megatons?|magnitude|square|sq|cubic|nautical|calib(?:er|re)
      |light-years?|stor(?:e?y|eys|ies)|floors?|bpd)\b|[ ]?°)
    |(?P<scaled>m\b)
    |(?P<other>s\b|\)[ ]?\d|[A-Za-z]+\d*|-(?:thirds?|quarters?|fifths?|tenths?|halves|halfs?)\b|[ ](?:thirds?
      |quarters?|fifths?|tenths?)\b
      |-?fold\b|[ ]times\b|[ ]in[ ](?:\d+|two|three|four|five|six|seven|eight|nine|ten)\b(?![ ](?:{_MONTH}
        |[a-z]+s[ ]of))
      |[ ]?/[ ]?\d|-[A-Za-z]+)
    )""",
    re.VERBOSE,
)
_PRECEDED = re.compile(
    rf"""(?:
    (?P<money>(?:[$£€¥₹₽₴₪]|\b(?:USD|EUR|GBP|Rs\.?|Tk|PKR|NGN|UAH))[ ]?)
    |(?P<age>\b(?:aged?|ages|age[ ]of|aged[ ](?:between|under|over|from))[ ]|\b(?:his|her|their|mid|early
      |late)[ -](?:early[ ]|late[ ]|mid-?)?(?=\d0s))
    |(?P<date>(?<![A-Za-z])(?<!\d[ ]){_MONTH}[ ](?:the[ ])?|\d[/.](?=\d))
    |(?P<other>[A-Za-z][-/]|[A-Za-z]\d*[.]?-|[#№+]|\b(?:No|Nos|Art|Sec)\.?[ ]?|:(?=\d\d)|\d[/:-]
      |(?i:\b(?:numbers?|article|resolutions?|chapter|section|page|flight|unit|room|phase|part|channel|bus|route
        |highway|class|gate|top|type
        |grade|level|category|tier|version|episode|stage|boeing|airbus|protocol|act|point|(?:first|second
          |world)[ ]war|apollo|season
        |group[ ]of|chapter|paragraph|annex|day|week|year|block|building|hospital|school|battalion|brigade
          |division|district
        |quartet|psalm|lesson|formula|magnitude|measuring|temperatures?[ ]of|ranked|radio|studio)[ ](?:no\.?[ ]?)?))
    )\Z""",
    re.VERBOSE,
)
_PRECEDED_ENDS_WORDS = (
    "usd eur gbp rs rs. tk pkr ngn uah age aged ages of between under over from his her their mid early late the "
    "jan jan. january feb feb. february mar mar. march apr apr. april may june jun july jul aug aug. august sept "
    "sept. sep september oct oct. october nov nov. november dec dec. december no no. nos nos. art art. sec sec. "
    "number numbers article resolution resolutions chapter section page flight unit room phase part channel bus "
    "route highway class gate top type grade level category tier version episode stage boeing airbus protocol act "
    "point war apollo season paragraph annex day week year block building hospital school battalion brigade "
    "division district lesson formula magnitude measuring ranked radio studio # № $ £ € ¥ ₹ ₽ ₴ ₪"
)
_PRECEDED_ENDS = frozenset(_PRECEDED_ENDS_WORDS.split())  # the last words of the cues below
_YEAR_CUE = re.compile(
    r"(?i:\b(?:in|since|of|until|till|by|from|during|before|after|early|late|mid|the|year|for|spring|summer"
    r"|autumn|winter|fall|back"
    r"|circa|around|through|to|and|between|than|late-|mid-|pre-|post-)[ -]|[(/–-])\Z"
)
_COUNTED_NEXT = re.compile(
    rf"[ ](?:more |other |Russian |Ukrainian |Israeli |Palestinian |Syrian |U\.?S\.? )?{_PEOPLE}\b"
)
_NAMED_AGE_BEFORE = re.compile(r"[A-Z][\w’'.-]+(?:, | \()\Z")
_NAMED_AGE_AFTER = re.compile(r"\)|,|;|\.(?:\s|\Z)|\Z|\n| and [A-Z]")
_MINORS_BEFORE = re.compile(
    r"(?i:\b(?:children|people|those|anyone|everyone|boys|girls|men|women|minors|males|females|adults|youths|were"
    r"|are|was|is|and)[ ]"
    r"(?:aged[ ])?(?:under|over|below|above)[ -])\Z"
)
_AGES_BEFORE = re.compile(
    r"\b(?:ages?|aged)(?: of| from| between)?:? (?:\d{1,3}(?:,? and |, | or | to ))+\Z"
    r"|\b(?:man|woman|boy|girl|male|female|son|daughter|brother|sister|wife|husband|father|mother|teenager"
    r"|student|victim|driver"
    r"|grandmother|grandfather|cousin|nephew|niece|baby|child)(?:, | \()\Z"
)
_PERSON_AGE_BEFORE = re.compile(
    r"\b[a-z-]*(?:er|or|ist|man|ian|nurse|cop|mayor|mum|mom|dad|priest|monk|cadet|pilot), \Z"
)
""" "A former teacher, 93, ...": one person by a noun, between commas."""

_A_YEAR_BEFORE = re.compile(rf"\b(?:{_MONTH}|since),? \Z")
_SHORT_YEAR_BEFORE = re.compile(rf"\d {_MONTH} \Z")
_ADDRESS_AFTER = re.compile(
    r" block of\b| (?:[NSEW]{1,2}\.? )?(?:[A-Z]\w+ ){0,3}(?:St|Street|Ave|Avenue|Road|Rd|Blvd|Boulevard|Drive|Lane)\b"
)
_LIST_ITEM_AFTER = re.compile(r"[.)] [A-Z“\"]")
_ONE_PRONOUN_BEFORE = re.compile(r"(?i:\b(?:no|this|that|which|the|each|every|only|any|a)[ -](?:\w+ed[ ])?)\Z")
_ONE_PRONOUN_AFTER = re.compile(
    r"(?i:[’']s?\b|[ ](?:another|by[ ]one|of[ ](?:the[ ]|its[ ]|his[ ]|their[ ]|our[ ]|a[ ])?(?:most|world"
    r"|biggest|\w+est|worst|main|key|few|only|last|first"
    r"|many|major|top|greatest|deadliest|kind|reasons?|ways|things|country|region)\b|thing\b|side\b|point\b|way\b"
    r"|hand\b))"
)
_BARE_FEW_BEFORE = re.compile(
    r"(?i:\b(?:how|so|too|as|not|that|very|the|these|those|great|good|precious|for|in|of|next|last|past|first)[ ])\Z"
)
_STILL_COUNTS = re.compile(r"-(?:strong|odd|plus)\b")
_ROLES: dict[str, NumberRole] = {
    "percent": "percent",
    "ordinal": "ordinal",
    "age": "age",
    "money": "money",
    "time": "time",
    "distance": "distance",
    "other": "other",
}


class _Core(NamedTuple):
    start: int
    end: int
    low: int | None
    vague: bool
    scaled: bool
    kind: str


def numbers(text: str) -> tuple[Number, ...]:
    """The numbers of `text` in order, none overlapping; `a` and `an` alone are not numbers.

    Values follow R10 and R11: "at least 21" (21, None), "up to 30" (None, 30), "dozens" (12, None),
    "20 to 30" (20, 30).
    Anything that counts neither people nor things carries another `role` than "count".
    """
    return tuple(_numbers(text))


def _numbers(text: str) -> Iterator[Number]:
    position = taken = 0
    for token in _TOKEN.finditer(text):
        word = token.group()
        if (word not in _OPENERS and word[0] > "9") or token.start() < position:
            continue
        match = _CORE.match(text, token.start())
        if match is None:
            continue
        core = _core(match)
        if core is None:
            position = match.end()
            continue
        number = _range(text, core, taken) or _single(text, core, taken)
        yield number
        position = taken = max(number.end, core.end)


def _core(match: "re.Match[str]") -> _Core | None:
    start, end = match.span()
    if match["digits"]:
        return _digits(match)
    if match["half"]:
        return _Core(start, end, 6, False, False, "words")
    if match["few"]:
        return _few(match)
    if match["group"]:
        word = match["groups"].lower()
        value = 1 if word in ("a", "an") else _UNITS.get(word, 0) or _TENS.get(word, 0)
        return _Core(start, end, value * _GROUPS[match["group"].lower()], False, True, "words")
    if match["vague"]:
        if match["vague"].lower() == "scores" and not _are_people(match.string, start, end):
            return None
        value = _VAGUE[match["vague"].lower()] * _GROUPS.get((match["vagueof"] or "").lower(), 1)
        return _Core(start, end, value, True, True, "vague")
    value, end = _words(match.string, match.start("words"), 1 if match["article"] else 0)
    return _Core(start, end, value, False, value >= 100, "words")


def _are_people(text: str, start: int, end: int) -> bool:
    """Scores killed, scores of people, "killed scores": not what a player or a test scores."""
    return _SCORES.match(text, end) is not None or _HARMED.search(text, max(0, start - 16), start) is not None


def _digits(match: "re.Match[str]") -> _Core | None:
    start, end = match.span()
    raw = re.sub(r"[, \xa0\u2009\u202f]", "", match["digits"])
    scale, sign = (match["scale"] or "").lower(), match["sign"] or ""
    if sign == "m" and not _millions(match):
        sign, end = "", match.end("digits")
    factor = _GROUPS.get(scale) or _SCALES.get(scale) or _SIGNS.get(sign.lower(), 1)
    if len(raw) > 15:
        return _Core(start, end, None, False, False, "other")
    if "." not in raw:
        return _Core(start, end, int(raw) * factor, False, factor > 1 or "," in match["digits"], "digits")
    whole, _, rest = raw.partition(".")
    if "." in rest:
        return _Core(start, end, None, False, False, "date")
    if factor > 1:
        return _Core(start, end, round(float(raw) * factor), False, True, "digits")
    if len(rest) == 3 and whole != "0" and len(whole) <= 3:  # 1.500, as the south of Europe and of America write it
        return _Core(start, end, int(whole + rest), False, True, "digits")
    return _Core(start, end, None, False, False, "decimal")


def _millions(match: "re.Match[str]") -> bool:
    """Whether "m" is million, not metres: "2.3m people", "$5m", but "300m away"."""
    text, start, end = match.string, match.start(), match.end()
    if text[max(0, start - 1) : start] in tuple("$£€¥₹") or "." in match["digits"]:
        return True
    return (
        int(re.sub(r"\D", "", match["digits"])) < 100
        and re.match(r" [a-z]+s?\b", text[end : end + 20]) is not None
        and bool(re.match(rf" (?:more |other )?(?:{_PEOPLE}|[a-z]+(?:s|ees))\b", text[end : end + 30]))
    )


def _few(match: "re.Match[str]") -> _Core | None:
    start, end = match.span()
    word = match["few"].lower()
    if word in ("few", "many", "several") and _BARE_FEW_BEFORE.search(match.string, max(0, start - 12), start):
        return None
    scale = (match["fewscale"] or "").lower()
    if word == "few" and not scale:
        return None
    key = next(name for name in _FEW if name in word)
    value = _FEW[key] * _GROUPS.get(scale, 1) * _GROUPS.get((match["fewof"] or "").lower(), 1)
    exact = key in ("couple", "pair") and not scale
    return _Core(start, end, value, not exact, bool(scale), "vague")


def _words(text: str, start: int, value: int) -> tuple[int, int]:
    """The value of the number words at `start`, and where they end. `value` 1 stands for a leading "a"."""
    total, current, end = 0, value, start
    previous, ceiling = ("a" if value else ""), 10**15
    while match := _WORD.match(text, end):
        joint, word = match.group(1), match.group(2).lower()
        scale = _SCALES.get(word)
        if scale:
            if not previous or not 0 < current < 1_000 or scale >= ceiling or "and" in joint:
                break
            total, current, ceiling = total + current * scale, 0, scale
        elif word == "hundred":
            if not 0 < current < 100 or "and" in joint:
                break
            current *= 100
        elif not _continues(joint, word, current, previous):
            break
        else:
            current += _UNITS.get(word, 0) or _TENS.get(word, 0)
        previous, end = word, match.end()
    if end == start:  # a scale without a number before it: "million people"
        match = _WORD.match(text, start)
        assert match is not None
        return _SCALES.get(match.group(2).lower(), 100), match.end()
    return total + current, end


def _continues(joint: str, word: str, current: int, previous: str) -> bool:
    if not previous:
        return True
    if "and" in joint or "," in joint:
        return previous in _SCALES or (previous == "hundred" and "," not in joint)
    if word in _TENS or _UNITS.get(word, 0) >= 10:
        return current % 100 == 0 and (previous in _SCALES or previous == "hundred")
    return word != "zero" and (previous in _TENS or previous in _SCALES or previous == "hundred") and current % 10 == 0


def _range(text: str, first: _Core, floor: int) -> Number | None:
    """ "A to B", "A-B", "between A and B", "two or three", "A, possibly as many as B" from core A on; else None."""
    join = _JOIN.match(text, first.end)
    if join is None or first.low is None or first.vague:
        return None
    match = _CORE.match(text, join.end())
    second = _core(match) if match else None
    if second is None or second.low is None or (second.vague and not join.group().startswith(" to")):
        return None
    if (
        first.kind == "digits"
        and first.end - first.start == 4
        and _A_YEAR_BEFORE.search(text, max(0, first.start - 16), first.start)
    ):
        return None  # "the total since October 2023 to 900 killed": a date ends there, no range begins
    opening = _BETWEEN.search(text, max(floor, first.start - 16), first.start)
    between = opening is not None and opening["between"] is not None
    if (join["and"] is not None) != between and join["and"] is not None:
        return None
    low = first.low
    if second.scaled and not first.scaled and low < 1_000 and second.kind == "digits" and second.low >= 1_000:
        low = _same_scale(text, low, second)
    if opening is not None and not between and _CHANGE.search(text, max(floor, opening.start() - 80), opening.start()):
        return Number(first.start, first.end, Count(first.low, first.low, text[first.start : first.end]), "other")
    dashed = join.group() in ("-", "–")
    if low >= second.low or (dashed and (second.low > _WIDEST * low or _DASHED_ON.match(text, second.end))):
        if dashed:  # a score, a vote, a phone number
            return Number(first.start, second.end, Count(None, None, text[first.start : second.end]), "other")
        return None
    start = opening.start() if opening else first.start
    qualifier = _qualifier(text, start, floor) if opening is None else None
    start = qualifier.start() if qualifier else start
    role = _role(text, second, first.start)
    if role == "count" and 1900 <= low <= 2100 and 1900 <= second.low <= 2100 and not first.scaled:
        role = "year"
    floored = qualifier is not None and qualifier["floor"] and not join["cap"]
    high = None if second.vague or floored else second.low
    end = second.end + (_AHEAD.match(text, second.end) is not None and "," in join.group())  # "two, perhaps three, men"
    return Number(start, end, Count(low, high, text[start : second.end]), role)


def _same_scale(text: str, low: int, second: _Core) -> int:
    """ "2 to 3 million": the first figure means millions too, where the second names them by word."""
    for word, factor in _SCALES.items():
        if word in text[second.start : second.end].lower():
            return low * factor
    return low


def _single(text: str, core: _Core, floor: int) -> Number:
    role = _role(text, core, core.start)
    start, end, low = core.start, core.end, core.low
    high = None if core.vague else low
    before = _qualifier(text, start, floor)
    if before is not None and role in ("year", "age") and not _COUNTED_NEXT.match(text, end):
        before = None
    after = _AFTER.match(text, end)
    if before is not None:
        start = before.start()
    if after is not None:
        end = after.end()
    if (before and before["floor"]) or (after and after["floor"]):
        high = None
    elif (before and before["cap"]) or (after and after["cap"]):
        low, high = None, low
    return Number(start, end, Count(low, high, text[start:end]), role)


def _qualifier(text: str, start: int, floor: int) -> "re.Match[str] | None":
    """ "at least", "up to", "about" right before `start` and not before `floor`."""
    if _word_before(text, start) not in _BEFORE_ENDS and text[start - 1 : start] not in (">", "~"):
        return None
    return _BEFORE.search(text, max(floor, start - 44), start)


def _word_before(text: str, start: int) -> str:
    return (
        text[max(0, start - 16) : start].rstrip(" ").rpartition(" ")[2].rpartition("\n")[2].lower().lstrip("(“‘\"’'[")
    )


def _role(text: str, core: _Core, start: int) -> NumberRole:
    """The most telling cue first: a currency sign, what follows, what precedes, the figure itself."""
    before = None
    if text[start - 1 : start] != " " or _word_before(text, start) in _PRECEDED_ENDS:
        before = _PRECEDED.search(text, max(0, start - 24), start)
    if before is not None and before["money"]:
        return "money"
    return (
        _role_by_what_follows(text, core)
        or (before is not None and _role_by_what_precedes(text, core, before))
        or _bare_role(text, core, start)
    )


def _role_by_what_follows(text: str, core: _Core) -> NumberRole | None:
    if core.kind == "date":
        return "year"
    after = _FOLLOWED.match(text, core.end)
    name = after.lastgroup if after else None
    if after is None or name is None:
        return None
    if name == "scaled":
        return "distance"
    if name == "date":
        return "year"
    if name == "other":
        if _STILL_COUNTS.match(after.group()) or (core.kind != "digits" and after.group()[0].isalpha()):
            return None
        if 1900 <= (core.low or 0) <= 2100:  # the 1980s
            return "year"
    return _ROLES[name]


def _role_by_what_precedes(text: str, core: _Core, before: "re.Match[str]") -> NumberRole | None:
    low = core.low or 0
    if before["age"]:
        return None if _COUNTED_NEXT.match(text, core.end) else "age"
    if core.kind not in ("digits", "decimal"):
        return None
    if before["date"]:
        return "year" if low <= 31 or 1900 <= low <= 2100 else "count"
    return None if _COUNTED_NEXT.match(text, core.end) and before.group()[-1] not in "-/#" else "other"


def _bare_role(text: str, core: _Core, start: int) -> NumberRole:
    if core.kind == "decimal" or core.low is None:
        return "other"
    if core.kind == "digits" and not core.scaled:
        return _digits_role(text, core, start)
    pronoun = (
        core.kind == "words"
        and core.low == 1
        and (_ONE_PRONOUN_BEFORE.search(text, max(0, start - 16), start) or _ONE_PRONOUN_AFTER.match(text, core.end))
    )
    return "other" if pronoun else "count"


def _digits_role(text: str, core: _Core, start: int) -> NumberRole:
    end, low, length = core.end, core.low or 0, core.end - core.start
    people = _COUNTED_NEXT.match(text, end) is not None
    if (
        length == 4
        and 1900 <= low <= 2100
        and not people
        and (_YEAR_CUE.search(text, max(0, start - 10), start) or not _qualifier(text, start, 0))
    ):
        return "year"
    if length > 1 and text[core.start] == "0":
        return "time" if length == 4 else "other"
    if length == 2 and _SHORT_YEAR_BEFORE.search(text, max(0, start - 14), start):
        return "count" if re.match(r" [a-z]", text[end : end + 2]) else "year"
    if _ADDRESS_AFTER.match(text, end) or (text[start - 1 : start] in ("", "\n") and _LIST_ITEM_AFTER.match(text, end)):
        return "other"
    return "age" if low < 110 and not people and _is_age(text, start, end) else "count"


def _is_age(text: str, start: int, end: int) -> bool:
    """ "Name, 55, ...", "Name (42)", "ages 25, 26 and 33", "children under 18"."""
    if _AGES_BEFORE.search(text, max(0, start - 40), start):
        return True
    if text[start - 1 : start] not in (" ", "("):
        return False
    if _NAMED_AGE_BEFORE.search(text, max(0, start - 24), start) and _NAMED_AGE_AFTER.match(text, end):
        return True
    if text[end : end + 1] == "," and _PERSON_AGE_BEFORE.search(text, max(0, start - 24), start):
        return True
    limits = _word_before(text, start) in ("under", "over", "below", "above")
    return (
        limits
        and bool(_MINORS_BEFORE.search(text, max(0, start - 32), start))
        and not re.match(r" [a-z]", text[end : end + 2])
    )
