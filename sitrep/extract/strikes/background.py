"""What only recalls attacks: campaigns, trends, court news, comparisons, events that merely date another (R16, R28).

Words such as "attack" stand in all of these, and no attack is told: "strikes have doubled since spring", "the trial
over the market bombing", "mapping a year of raids", "since the attack".

Most of it is a table of wordings: why an event so worded is no news, and where in its sentence the words stand.
"""

from datetime import timedelta
from typing import Literal, NamedTuple

from sitrep.extract.recalled import FRESH_DAYS
from sitrep.extract.strikes.lexicon import lexicon, small
from sitrep.extract.strikes.scene import PREPOSITIONS, Scene
from sitrep.extract.strikes.trigger import Trigger
from sitrep.text.folding import Folded

_SEASON = r"(?:early|late|mid|the\s+)*\s*(?:spring|summer|autumn|fall|winter|start|end|beginning)?\s*(?:of\s+)?"
_CAMPAIGN = Folded(
    r"\bsince\s+(?:the\s+)?(?:start|beginning|outbreak|onset|war|invasion|full|russia|oct|october|7|feb|february|24|hamas|conflict|fighting|uprising)"
    rf"|\bsince\s+{_SEASON}(?:19|20)\d\d\b"
    r"|\b(?:during|in|throughout)\s+(?:the|this)\s+(?:full-scale\s+)?(?:war|invasion|conflict)\b|\bdeath\s+toll\b.{0,60}\b(?:tops|exceeds|passes|surpasses)\b"
    r"|\btotal\s+number\s+of\b|\bcampaigns?\s+of\s+(?:air\s*)?(?:strikes|attacks|raids)\b|\b(?:that|last)\s+(?:[\w-]+\s+)?war\s+(?:saw|ended|began)\b"
    r"|\b(?:two|three|four|five|six|seven|eight|nine|ten|\d+)\s+days\s+of\s+(?:[\w-]+\s+){0,2}(?:raids|(?:air\s*)?strikes|bombings?|bombardment|shelling|fighting|attacks)\b",
    needs=("since", "war", "invasion", "conflict", "death", "number", "campaign", "days"),
)
"""A sentence that sums up a campaign tells no single attack (R16)."""

_Where = Literal["before", "led", "after", "around", "sentence"]
"""The text of the sentence a wording is looked for in: before the event's words, before its head word (with a verb of
launching that leads to it), after its words, on both sides of them, or all of it.
"""

_Of = Literal["event", "noun", "verb", "launch", "headline noun", "headline verb", "many", "slayings"]
"""The events a wording speaks of; "many" are nouns in the plural, "slayings" those that name killings."""


class _Sign(NamedTuple):
    """A wording by which an event is no news of its own.

    `why` it is none, in plain words; `where` the wording stands; `of`: which events it speaks of; `unless_of_late`: a
    day of the last weeks in the sentence says that it is news all the same.
    """

    why: str
    where: _Where
    wording: Folded
    of: _Of = "event"
    unless_of_late: bool = False


_SIGNS = (
    _Sign(
        "a court or an inquest hears of it",
        "around",
        Folded(
            r"\b(?:inquests?|jury|jurors|court\s+(?:heard|hears)|told\s+(?:the|a)\s+(?:court|inquest|jury|judge)|the\s+trial)\b",
            needs=("inquest", "jury", "juror", "court", "trial", "judge"),
        ),
    ),
    _Sign(
        'it goes on for long ("has been repeatedly targeted by"), or is only pointed to ("referring to a raid")',
        "before",
        Folded(
            r"\b(?:has|have|had)\s+(?:repeatedly|regularly|frequently|routinely|often|constantly|increasingly|long)\s+been\s+[^.;:]{0,60}$"
            r"|\b(?:has|have|had)\s+(?:been\s+)?(?:repeatedly|regularly|frequently|routinely|often|constantly|periodically|increasingly|long)\s+"
            r"(?:\w+\s+by\s+(?:[\w'’-]+\s+){0,5})?$"
            r"|\b(?:referr(?:ed|ing)|refers|allud(?:ed|ing)|compar(?:ed|ing)|liken(?:ed|ing))\s+(?:[\w'’-]+\s+){0,2}?to\s+[^.;:,]{0,90}$",
            needs=(
                "edly",
                "larly",
                "ently",
                "inely",
                "often",
                "tly",
                "cally",
                "ingly",
                "long",
                "refer",
                "allud",
                "compar",
                "liken",
            ),
        ),
    ),
    _Sign(
        "it is what somebody uses, whatever befalls anybody, or an attack known by its day",
        "led",
        Folded(
            r"\b(?:is|are|been|was|were)\s+(?:now\s+|also\s+|increasingly\s+)*using\b[^.;]*?\bin\s+(?:its\s+|their\s+|the\s+)?(?:[\w-]+\s+){0,3}$"
            r"|\b(?:uses?|employs?|relies\s+on|favou?rs)\s+(?:[\w-]+\s+){0,3}$"
            r"|\b(?:every|each(?!\s+other)|any)\s+(?:[\w'’-]+\s+){0,4}$"
            r"|\b(?:the\s+)?9/11\s+(?:terror\w*\s+)?$|\b(?:7/7|26/11|11\s+september|september\s+11(?:th)?|sept\.?\s+11)\s+(?:\w+\s+){0,2}$",
            needs=("using", "use", "employ", "relies", "favo", "every", "each", "any", "/11", "7/7", "sept"),
        ),
    ),
    _Sign(
        "it is done again and again",
        "led",
        Folded(
            r"\b(?:still|regularly|often|frequently|routinely|usually|sometimes|typically|constantly)\s+"
            r"(?:(?:launch|carry\s+out|stage|mount|conduct|fire|suffer|face)\s+(?:[\w-]+\s+){0,2})?$"
            r"|\b(?:sporadic|occasional|intermittent|periodic|frequent|near-daily|regular|routine)\s+(?:[\w-]+\s+){0,2}$",
            needs=(
                "still",
                "ly ",
                "often",
                "sometimes",
                "adic",
                "sional",
                "mittent",
                "periodic",
                "frequent",
                "daily",
                "rout",
                "regular",
            ),
        ),
    ),
    _Sign(
        "it is a sum: what somebody has done over months or years (R16)",
        "sentence",
        Folded(
            r"\b(?:has|have|had|['’]ve)\s+(?:[\w'’-]+\s+){0,4}?(?:carried|conducted|launched|staged|mounted|claimed|killed|attacked|struck|hit|targeted|bombed|shelled|fired|dropped|used|perpetrated|been|faced|suffered|endured|witnessed|seen|come|launched)\b"
            r"[^.;]{0,140}\b(?:this\s+year|in\s+recent\s+(?:years|months)|since\s+(?:last|early|late|mid|then|the|january|february|march|april|may|june|july|august|september|october|november|december)"
            r"|(?:over|in|during)\s+the\s+(?:past|last)\s+(?:[\w-]+\s+)?(?:years|months|year|decade|decades)|for\s+(?:[\w-]+\s+)?(?:years|months|decades))\b"
            r"|\b(?:has|have)\s+(?:been\s+)?(?:carried\s+out|conducted|launched|staged|mounted|dropped|fired|claimed|behind)\s+(?:responsibility\s+for\s+)?(?:numerous|frequent|regular|repeated|many|countless|a\s+(?:string|series|spate|number|wave)\s+of)\b",
            needs=("has ", "have ", "had ", "ve "),
        ),
        unless_of_late=True,
    ),
    _Sign(
        "it is many, told as one number",
        "after",
        Folded(
            r"^[^.;:]{0,80}?\b(?:(?:at\s+least|more\s+than|over|some|about|nearly)\s+[\w-]+\s+times|(?:\d{2,}|several|dozens\s+of|hundreds\s+of|many|countless)\s+times)\b",
            needs=("times",),
        ),
        of="verb",
        unless_of_late=True,
    ),
    _Sign(
        "a weapon is tried out: no attack, whatever flew",
        "before",
        Folded(
            r"\b(?:tests?|tested|testing|test-fir\w+|trial(?:s|led)?|rehears\w+)\s+(?:[\w-]+\s+){0,8}$"
            r"|\b(?:during|in)\s+(?:an?\s+|the\s+|its\s+)?(?:[\w-]+\s+){0,3}(?:tests?|trials?|drills?|exercises?)\b[^.;]{0,60}$",
            needs=("test", "trial", "rehears", "drill", "exercise"),
        ),
        of="launch",
    ),
    _Sign(
        'the headline tells an old story: "The night X bombed an embassy"',
        "sentence",
        Folded(
            r"^\W*(?:the\s+(?:night|day|morning|year|summer|winter|man|woman|men|women|boy|girl|pilot|soldier|people|story"
            r"|forgotten|untold|secret|real|true)"
            r"|when|remember(?:ing)?|on\s+this\s+day)\s+(?!(?:after|before|of|in|at|killed|shot|hit|wounded|injured)\b)",
        ),
        of="headline verb",
    ),
    _Sign(
        "the headline looks back, or explains",
        "before",
        Folded(
            r"^\W*(?:mapping|tracking|remembering|timeline|a\s+look\s+(?:at|back)|look\s+back|inside\s+the|in\s+(?:pictures|photos)|what\s+(?:we\s+know|to\s+know)"
            r"|how\s+(?:a|an|the)|the\s+(?:story|history|legacy)\s+of|lessons\s+(?:of|from)|(?:\w+\s+){1,4}:\s+a\s+look\s+(?:at|back))\b",
        ),
        of="headline noun",
    ),
    _Sign(
        "it stands in a record or a list of such events",
        "before",
        Folded(r"\b(?:record|list|timeline|map|tally|database)\s+of\s+(?:[\w.'’-]+\s+){0,3}$"),
        of="noun",
    ),
    _Sign(
        'it is what a place has become by many attacks: "the district hardest hit by attacks"',
        "before",
        Folded(
            r"\b(?:hardest|worst|badly|heavily|often|repeatedly|long)[\s-]+(?:hit|affected|damaged|battered|plagued|scarred)\s+by\s+(?:[\w'’-]+\s+){0,3}$"
        ),
        of="noun",
    ),
    _Sign(
        'many are told as one: "stories of killings", "persons linked to massacres"',
        "before",
        Folded(
            r"\b(?:collect|document|record|confirm|verif|catalogu|investigat)\w*\s+(?:[\w-]+\s+){0,3}$"
            r"|\b(?:evidence|stories|accounts?|testimon\w+|allegations|linked|connected)\s+(?:of|to)\s+(?:[\w-]+\s+){0,3}$",
        ),
        of="slayings",
    ),
    _Sign(
        "such events grow, fade or are common: a trend",
        "after",
        Folded(
            r"^\s*(?:[^.;:]{0,70}?\s)?(?:have\s+|has\s+|had\s+|are\s+|were\s+|was\s+|is\s+)?(?:almost\s+|nearly\s+|more\s+than\s+|sharply\s+|also\s+)*"
            r"(?:rose|risen|rising|doubled|doubling|tripled|quadrupled|surged|surging|soared|increased|increasing|declined|declining|dropped|decreased"
            r"|intensified|escalated|escalating|on\s+the\s+rise|inflicted\s+a\s+(?:growing|heavy|rising)\s+toll|become\s+(?:more\s+)?(?:common|frequent|routine)|continue\s+to\s+(?:rise|grow|increase))\b"
            r"(?!\s+to\s+(?:at\s+least\s+)?\d)"
            r"|^\s*(?:[^.;:,]{0,50}?\s)?(?:are|is|were|remain|became)\s+(?:\w+ly\s+)?(?:frequent|common|commonplace|rare|routine|regular|a\s+(?:regular|daily|common|frequent)\s+\w+|not\s+(?:uncommon|rare|new))\b"
            r"|^\s*(?:[^.;:,]{0,50}?\s)?(?:doubles?|triples?|quadruples?|halves?|halved)\b"
            r"|^\s*(?:[^.;:,]{0,50}?\s)?(?:soars?|surges?|spikes?|rises?|falls?|fell|drops?|declines?|decreases?|subsided?|eased?|abated?)"
            r"\s+(?:by|sharply|steadily|this|last|over|since|threefold|tenfold|fivefold|twofold|\w*%|percent|per\s+cent)\b",
        ),
        of="many",
    ),
    _Sign(
        'others are meant, not the one told of: "similar bombings in the past"',
        "before",
        Folded(r"\b(?:similar|previous|past|earlier|such|prior)\s+(?:[\w-]+\s+){0,2}$"),
        of="many",
    ),
    _Sign(
        'it tells what was used in them: "the drones have been used in five attacks"',
        "before",
        Folded(r"\b(?:used|employed|deployed)\s+in\s+(?:[\w-]+\s+){0,3}$", needs=("used", "employed", "deployed")),
        of="many",
    ),
    _Sign(
        "their number or rate is told, or a history of them",
        "before",
        Folded(
            r"\b(?:increas(?:e|es|ed|ing)|rising|growing|rise|surge|spike|uptick|escalating|escalation|number|frequency|rate|pattern|history|spate|years|months|decades)"
            r"\s+(?:(?:in|of|number|rate)\s+)*(?:[\w'’-]+\s+){0,3}$",
        ),
        of="many",
    ),
    _Sign(
        'something is said of an attack that goes on: "one of the goals of the incursion"',
        "before",
        Folded(
            r"\b(?:goals?|aims?|objectives?|purpose|start|beginning|phase|stage|course|cost|success|failure|legality|justification|architect)"
            r"\s+of\s+(?:[\w'’-]+\s+){0,3}$"
        ),
        of="noun",
    ),
    _Sign(
        "somebody is tried, sentenced or sued for it",
        "around",
        Folded(
            r"\b(?:plead(?:s|ed|ing)?|pleas?|guilty|sentenc(?:e|ed|es|ing)|jail(?:s|ed)|convict(?:s|ed|ion)|inquests?|verdicts?|acquit\w*|trials?|tried\s+for"
            r"|(?:in|before)\s+(?:a\s+|the\s+)?court|court\s+(?:hears|told|rules)|prosecutors?\s+(?:say|said|seek|want)|death\s+(?:row|penalty)|life\s+in\s+prison|parole"
            r"|extradit\w+|indict\w+|charged\s+(?:with|over|in)|charges\s+(?:filed|over|in)|lawsuits?|sues?|sued|compensation|documentary)\b",
        ),
        of="noun",
    ),
)

_SINCE_YEAR = Folded(
    r"^[^;:.]{0,60}?\bsince\s+(?:(?:early|late|mid|the\s+\w+\s+of)[\s-]+)?(?:[a-z]+\s+(?:\d{1,2},?\s+)?)?((?:19|20)\d\d)\b",
    needs=("since",),
)
"""Behind an event these say that it has gone on for years: "destroyed by troops since May 2022"."""

_SLAYINGS = frozenset({"killings", "murders", "massacres", "executions", "assassinations"})
_KNOWN_ONE = frozenset({"its", "their", "the", "mass", "this", "that"})
_ABSTRACT = small("abstract")
_AIMED = frozenset({"on", "against", "at"})
_OF_A_PERSON = small("persons_of_an_attack")


def recalls(here: Scene, trigger: Trigger) -> bool:
    """True where the words of `trigger` tell no attack of their own."""
    return _is_so_worded(here, trigger) or _is_a_habit(here, trigger) or _is_known(here, trigger)


def _is_so_worded(here: Scene, trigger: Trigger) -> bool:
    """True where a sign of the table stands where it must."""
    of, texts = _kinds(here, trigger), _around(here, trigger)
    if _for_years(here, texts["after"]):
        return True
    return any(
        sign.of in of
        and sign.wording.search(texts[sign.where]) is not None
        and not (sign.unless_of_late and _of_these_days(here))
        for sign in _SIGNS
    )


def _kinds(here: Scene, trigger: Trigger) -> set[_Of]:
    """Which of the signs may speak of the event."""
    noun = trigger.role == "noun"
    kinds: set[_Of] = {"event", "noun" if noun else "verb"}
    if trigger.role == "launch":
        kinds.add("launch")
    if here.sentence.title:
        kinds.add("headline noun" if noun else "headline verb")
    if noun and _many(here, trigger):
        kinds.add("many")
    if noun and here.low(trigger.at) in _SLAYINGS:
        kinds.add("slayings")
    return kinds


def _is_known(here: Scene, trigger: Trigger) -> bool:
    """ "Its campaign", "the attack suspect", "an attack on the truth", "since the attack": named, not told."""
    if here.low(trigger.last) in ("campaign", "campaigns") and here.low(trigger.first - 1) in _KNOWN_ONE:
        return True
    return trigger.role == "noun" and (
        here.low(trigger.last) in _OF_A_PERSON or _on_no_thing(here, trigger) or _only_dates(here, trigger)
    )


def _is_a_habit(here: Scene, trigger: Trigger) -> bool:
    """ "Gangs who raid villages": the present tense behind "who" tells what they do, not what they did."""
    if trigger.role == "noun" or here.sentence.title or here.low(trigger.first - 1) not in ("who", "that", "which"):
        return False
    verbs = lexicon().verbs.get(here.low(trigger.first), ())
    return bool(verbs) and verbs[0].form in ("base", "s") and here.low(trigger.first) not in ("hit", "hits")


def _of_these_days(here: Scene) -> bool:
    """True where the sentence names a day of the last weeks: then it tells that day's attack."""
    published = here.doc.article.published
    if published is None:
        return False
    near = published.date() - timedelta(days=FRESH_DAYS)
    return any(d.when.day is not None and d.when.day >= near and d.when.precision == "day" for d in here.sentence.dates)


def sums_up(here: Scene) -> bool:
    """True for a sentence about a whole campaign."""
    return _CAMPAIGN.search(here.sentence.text) is not None


def _for_years(here: Scene, after: str) -> bool:
    since, published = _SINCE_YEAR.search(after), here.doc.article.published
    return since is not None and published is not None and int(since.group(1)) < published.year


def _around(here: Scene, trigger: Trigger) -> dict[_Where, str]:
    """The parts of the sentence in which a wording may stand."""
    text, sentence = here.doc.text, here.sentence
    start, end = here.words[trigger.first].start, here.words[trigger.last - 1].end
    before, after = text[sentence.start : start], text[end : sentence.end]
    led = text[sentence.start : here.words[trigger.at].start] if trigger.at > trigger.first else before
    return {"before": before, "led": led, "after": after, "around": before + after, "sentence": sentence.text}


def _many(here: Scene, trigger: Trigger) -> bool:
    low = here.low(trigger.at)
    return low.endswith("s") or low == "violence"


def _on_no_thing(here: Scene, trigger: Trigger) -> bool:
    """ "Attack on press freedom", "assault on the truth": what is hit cannot be hit."""
    if here.low(trigger.last) not in _AIMED:
        return False
    for k in range(trigger.last + 1, min(trigger.last + 7, len(here.words))):
        low = here.low(k)
        if low in _ABSTRACT:
            return True
        if low in lexicon().targets or not low.replace("-", "").replace(".", "").isalnum():
            return False
    return False


def _only_dates(here: Scene, trigger: Trigger) -> bool:
    """ "Since the attack", "days before the raid": the event only dates what the sentence tells."""
    long = here.low(trigger.at).startswith(("offensive", "incursion", "counteroffensive"))
    for k in range(trigger.first - 1, max(-1, trigger.first - 7), -1):
        if here.low(k) in ("since", "before", "until") or (long and here.low(k) == "during"):
            return True
        if here.low(k) in PREPOSITIONS or not here.low(k).replace("-", "").isalnum():
            return False
    return False
