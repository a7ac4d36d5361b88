"""Did it happen? How the words of a sentence stand to the event they name (METHOD.md R28).

A small grammar of cues around the trigger words, read clause by clause: a cue counts only where it governs the trigger.
"Fears grow as Russia attacks" is asserted: the fears end where the new clause begins.
"""

import re
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from sitrep.text.document import Document, Sentence
from sitrep.text.folding import Folded, holds

Modality = Literal["asserted", "negated", "hypothetical", "planned", "history", "generic"]

HISTORY_DAYS = 90
"""A date this many days before publication makes its clause background."""

SENTENCES = 64
"""Sentences and clauses of late that are remembered: each is looked at once for every word of it that may tell."""

# Where one clause ends and another, told in its own right, begins.
_BREAK = Folded(
    r"[;:]\s|\s[-–—]\s|—|,\s+(?:but|and|while|as|after|who|which|where|when|hours|days|killing|leaving|wounding)\b"
    r"|\b(?:after|following|amid|while|when|because|although|though|despite|but|since|where|who|which|whose|until)\s"
    r"|\bas\s(?!(?:many|much|well|few|long|a|an|part|if|soon|the)\b)",
)

_NEGATED = Folded(
    r"(?:\b(?:did|do|does|has|have|had|was|were|is|are|could|would)(?:\s+not|n['’]t)|\bnever|\bcannot|\bcan['’]?t)\s+"
    r"(?:\w+ly\s+)?(?:(?:been|be|yet|ever|any|a|an|the|it|to|carried\s+out|carry\s+out|conducted?|launch(?:ed)?"
    r"|stag(?:ed?)|being)\s+){0,4}$"
    r"|\b(?:no|without(?:\s+any)?|neither|nor|zero|not\s+(?:a|an|any)|deni(?:es|ed|al)\s+(?:of\s+)?(?:a|an|any))\s+(?:[\w-]+\s+){0,2}$"
    r"|\b(?:foil|thwart|avert|prevent)(?:s|ed|ing)?\s+(?:[\w'’-]+\s+){0,5}$"
    r"|\bden(?:y|ies|ied|ying)\s+(?:having\s+)?$"
    r"|\brul(?:es?|ed|ing)\s+out\s+(?:[\w'’-]+\s+){0,3}$"
    r"|\bfake(?:d)?\s+(?:\w+\s+)?$",
)
_NO_EVENT_AFTER = Folded(
    r"^\s*(?:(?:was|were|is|has\s+been|had\s+been)\s+)?(?:foiled|thwarted|averted|prevented|called\s+off|cancelled|canceled"
    r"|never\s+happened|did\s+not\s+(?:happen|take\s+place))\b",
)
_PLANNED = Folded(
    r"\b(?:will|won['’]t|shall|['’]ll|going\s+to|about\s+to|set\s+to|due\s+to\s+(?!the|a|an)|poised\s+(?:to|for)|ready\s+(?:to|for)|read(?:ies|ied|ying)(?:\s+(?:to|for))?"
    r"|prepar(?:e|es|ed|ing|ation|ations)(?:\s+(?:to|for))|brac(?:es|ed|ing|e)\s+(?:to|for)"
    r"|plan(?:s|ned|ning)?(?:\s+(?:to|for|of|on|a|an|new|more|further))|plot(?:s|ted|ting)?(?:\s+(?:to|for|a|an|of))?|intend(?:s|ed|ing)?(?:\s+to)|intent(?:ion)?\s+(?:on|to|of)"
    r"|vow(?:s|ed|ing)?|pledg(?:es|ed|ing|e)|promis(?:es|ed|ing|e)|threat(?:en|ens|ened|ening)?(?:\s+(?:to|of|with|more|new|further))?"
    r"|want(?:s|ed|ing)?\s+to|wish(?:es|ed)?\s+to|hop(?:es|ed|ing|e)\s+to|seek(?:s|ing)?\s+to|sought\s+to"
    r"|consider(?:s|ed|ing)?|mull(?:s|ed|ing)?|weigh(?:s|ed|ing)?|authori[sz](?:es|ed|ing|e)"
    r"|urg(?:es|ed|ing|e)|call(?:s|ed|ing)?\s+(?:for|on)|demand(?:s|ed|ing)?|refus(?:es|ed|ing|e)\s+to|agreed\s+to|ordered\s+to"
    r"|to\s+(?:allow|permit|let|host|expand|intensify|step\s+up|resume|authori[sz]e|end|halt|stop|curb|limit|prevent|avoid)"
    r"|planned|upcoming|impending|looming|imminent|expected|anticipated|next)\s+(?:[^\s,;:]+\s+){0,6}$",
)
_PREPARED = Folded(
    r"\b(?:prepar\w+|plan(?:s|ned|ning)?|conditions|readiness|ready|set|poised)\s+(?:for\s+|to\s+(?:launch|mount|start|begin)\s+)?(?:[\w'’-]+\s+){0,3}$"
    r"(?<!set\s)|\b(?:to|will|would)\s+(?:allow|permit|let)\s+[^,;:]{0,80}$",
)
_HYPOTHETICAL = Folded(
    r"\b(?:could|would|might|can|should|must|shouldn['’]t|['’]d)\s+(?:[^\s,;:]+\s+){0,7}$"
    r"|\bmay\s+(?!\d)(?:[^\s,;:]+\s+){0,7}$"
    r"|\b(?:if|unless|whether|lest|in\s+case(?:\s+of)?|in\s+the\s+event\s+of|what\s+if|suppose|imagine|so\s+that)\s+(?:[^\s;:]+\s+){0,14}$"
    r"|\b(?:fear(?:s|ed|ing)?|risk(?:s|ed|ing)?|threat|danger|possibility|probability|prospect|likelihood|chance|spectre|specter|scenario|warn(?:s|ed|ing|ings)?"
    r"|alert(?:s|ed)?)"
    r"\s+(?:(?:of|that|for|about|against|more|another|new|further|fresh|a|an|possible|large|major|russian|israeli|terror|terrorist|air|it|over)\s+){1,4}(?:[^\s,;:]+\s+){0,3}$"
    r"|\b(?:possible|potential|hypothetical|likely|any|future|eventual|feared|against|deter(?:s|red|ring)?|avoid(?:s|ed|ing)?|protect(?:s|ed|ion|ing)?(?:\s+\w+)?\s+(?:from|against)"
    r"|defen[cds]e?(?:s|ing)?\s+against|capable\s+of|able\s+to|unable\s+to|ability\s+to|capability\s+to|capacity\s+to|used\s+to\s+be|pretext\s+for|pretext\s+to|justify|justification\s+for"
    r"|(?:threats?|risks?|scenarios?)\s+[^.;:]{0,60}\bincluding|refrain(?:s|ed|ing)?\s+from|(?:halt|suspend|cease|stop)(?:s|ed|ing|ped|ping)?(?=\s+(?:[\w-]+\s+)?$)"
    r"|(?:stop|halt|end|ceas|paus|suspend)(?:s|p?ed|p?ing|e|es)?\s+(?:all\s+|its|their|the|further)|excuse\s+(?:for|to)|vulnerable\s+to|right\s+to|permission\s+to|allow(?:s|ed|ing)?\s+\w+\s+to)\s+(?:[^\s,;:]+\s+){0,3}$",
)
_FEARED_DEAD = re.compile(
    r"\b(?:feared|presumed|believed)\s+(?:to\s+(?:be|have\s+been)\s+)?(?:dead|killed|missing|trapped|wounded|injured|hurt|buried)\s+"
    r"(?=(?:in|after|as|by|when|following|under)\b)",
    re.I,
)
""" "Twenty feared killed in an attack": what is feared is the toll, not the attack."""

_TRAILING = Folded(r",\s+(?:[\w-]+ly\s+)?$", needs=(",",))
_WOULD = Folded(r"\b(?:could|would|might|will|can|should|must|may\s+(?!\d))(?:\s+(?:[^\s,;:]+)){0,14}\s*$")
_MODALS = ("would", "could", "might", "may", "will", "can")
_MODAL_AFTER = re.compile(
    r"^(?:\s+(?:on|in|against|of|by|at|from|across|into|near)\s+(?:the\s+)?(?:[A-Z][\w'’-]+\s*|\w+\s*){1,3})?\s*"
    r"\b(?:would|could|might|may\s+(?!\d)|will|can)\s+(?!have\b|be\s+(?:investigated|remembered|discussed|probed))",
)
_LIKELY_AFTER = re.compile(
    r"^\s*(?:on\s+\S+\s+)?(?:is|are|was|were|looks?|seems?|appears?)?\s*(?:possible|likely|unlikely|expected|imminent|feared|looms?|looming|planned|inevitable|threatened)\b",
    re.I,
)
_ANY_SUCH = Folded(r"^\W*(?:an?|any|such\s+an?)\s+(?:[\w-]+\s+){0,3}$")
_WOULD = Folded(r"\b(?:will|would|could|might)\s+(?!have\b|be\s+(?:investigated|remembered|discussed|probed|buried))")
""" "An attack by X or another on Y will provoke ...": no attack that was."""

_DEFINITE = Folded(r"\b(?:the|this|that|these|those)\s+(?:[\w-]+\s+){0,2}$")
_NOT_GOVERNED = Folded(
    r"\b(?:over|about|for|to|of|from|by|since|during|in|on|at)\s+(?:the|this|that|these|those)\s+(?:[\w-]+\s+){0,2}$",
)

_HISTORY = Folded(
    r"\b(?=\w)(?:anniversar(?:y|ies)\b|(?:decades?|centur(?:y|ies)|generations?|years)\s+(?:ago|after|since|on|later|earlier|before)\b"
    r"|(?:a|one|two|three|four|five|six|seven|eight|nine|ten|\d+)\s+(?:decades?|years?)\s+ago\b|in\s+the\s+(?:19|20)\d0s\b"
    r"|world\s+war\s+(?:i|ii|one|two|1|2)\b|(?:first|second)\s+world\s+war\b|wwii?\b|by\s+the\s+war['’]s\s+end\b|allied\s+(?:bomb\w*|raids?|planes)\b|luftwaffe\b|wehrmacht\b|third\s+reich\b|nazi\s+germany\b|last\s+(?:year|century|decade)\b"
    r"|atomic\s+bomb\w*|(?:hiroshima|nagasaki|holocaust|pearl\s+harbor)\b|commemorat\w+|memorial\b|remembrance\b|in\s+memory\s+of\b|histor(?:ian|y|ical)\b|back\s+in\s+(?:19|20)\d\d\b|on\s+one\s+occasion\b"
    r"|(?:beginning|starting|sparking|triggering|igniting|setting\s+off)\s+(?:an?|the|what\s+became)\s+(?:[\w-]+\s+){0,3}war\b"
    r"|months\s+(?:ago|earlier|before)\b|survivors?\s+of\s+the\s+(?:19|20)\d\d\b|(?:earlier|previous)\s+wars?\b)",
)
_SPAN = (
    r"(?:exactly\s+|just\s+|almost\s+|nearly\s+|now\s+|over\s+|more\s+than\s+)*"
    r"(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d+)\s+(?:years?|months|decades?)"
)
_YEARS_SINCE = Folded(
    rf"\b(?:it(?:['’]s|\s+is|\s+was|\s+has\s+been|['’]s\s+been)|mark(?:s|ed|ing)?|(?:is|was|been)\s+{_SPAN}\s+today)"
    rf"\s+[^.;:]{{0,40}}?{_SPAN}\s+(?:to\s+the\s+day\s+|today\s+|ago\s+)?(?:since|that|after|on\s+from)\b"
    rf"|\b{_SPAN}\s+(?:ago\s+)?(?:to\s+the\s+day\s+)?(?:since|on\s+from|after)\s+[^,;:]*$|\ba\s+year\s+on\b"
    r"|\b(?:in|over|during|for|marks?|marked|marking)\s+(?:the\s+|an?\s+)?(?:\w+\s+)?(?:years?|months|decades?)\s+since\b",
    needs=("year", "month", "decade"),
)
"""Words before an event that date it by the years gone since: "it is a year since a missile hit the school"."""

_THEN_WHEN = Folded(
    r"\blast\s+(?:year|spring|summer|autumn|fall|winter),?\s+when\b[^.;:]{0,60}$",
    needs=("when",),
)
_THEN = re.compile(
    r"\b(?:in|since|of)\s+((?:19|20)\d\d)\s+(?:following|after|amid|because\s+of|due\s+to|by)\s+[^.;,]{0,60}$", re.I
)
"""A year that dates what came of the event: "the camp opened in 2015 after raids on the villages"."""

_WORST_SINCE = Folded(
    r"\b(?:deadliest|worst|bloodiest|biggest|largest|heaviest|first|most\s+\w+)\b[^.;:]{0,60}\bsince\b[^.;:]{0,80}$",
    needs=("since",),
)
"""Words that measure today's event by an old one, which stands behind them: "the worst since 2014, when gunmen ..."."""

_OF_WHOM = Folded(r",?\s(?:who|whom|whose|which|that)\s[^,;:]*$", needs=("who", "which", "that"))
_MARKED = Folded(
    rf"\b(?:anniversary|commemorat\w+|remembrance|(?:has been|is|was) {_SPAN} (?:since|but|and|now)\b)",
    needs=("anniversary", "commemorat", "remembrance", "year", "decade"),
)
_OLD_YEAR = re.compile(r"\b((?:19|20)\d\d) (?:[\w’'-]+ ){0,5}(?:that|which|who|in which) [^,;:]*$")
"""Whoever is told of in a relative clause behind these did it then: "50 years after the death of X, who shot Y"."""

_OF_THAT = Folded(
    r"\b(?:((?:19|20)\d\d)\s+(?:[\w'’-]+\s+){0,4}[\w'’-]+,?|anniversar(?:y|ies)\s+of\b[^.;:]*?)"
    r"\s+(?:(?:in|during|at|by|of)\s+)?(which|when|where)\s[^.;:]*$",
    needs=("which", "when", "where"),
)
"""What an event's clause hangs on, dated by a year or an anniversary: "the 2008 attacks on the city, in which ..."."""

_YEARS_OWN = Folded(r"\b(?:the|that|a|of)\s+((?:19|20)\d\d)\s+(?:[\w'’-]+\s+)?$")

_SINCE = Folded(r"\b(?:since|until|than|from)\b")
"""What a year behind an event may be besides its own: "the heaviest toll since 2022"."""

_COUNT_BEGINS = Folded(
    r"\b(?:totals?|tolls?|tally|numbers?|counts?|figures?)\b[^.;:]{0,40}\bsince\s+(?:the\s+)?$", needs=("since",)
)
_COUNTED_SINCE = Folded(
    r"\b(?:totals?|tolls?|tally|numbers?|counts?|figures?)\b[^.;:]{0,40}\bsince\s+[^.;:,]{0,24}\b((?:19|20)\d\d)\b",
    needs=("since",),
)

_YEAR = re.compile(
    r"((?:18|19|20)\d\d)(?<![\d.,/$£€-]\d{4})(?<!at \d{4})(?<!At \d{4})(?:s)?"  # digits first: looked for the fastest
    r"(?![\d.,]*\d|-\w|\s*\(?\d{4}|\s*(?:gmt|hours|hrs|local|people|dead|killed|troops|soldiers|km|m\b|%))"
)
_GENERIC = Folded(
    r"\b(?=\w)(?:(?:military|joint|naval|war|live-fire|nuclear|missile|artillery|civil\s+defen[cs]e)\s+(?:exercises?|drills?|games?|manoeuvres|maneuvers)\b"
    r"|(?:exercises?|drills?)\s+(?:simulat\w+|(?:(?:on|in|at|near)\s+\w+\s+){0,2}in\s+which|involv\w+|near|off)\b|simulat(?:es|ed|ing|e|ion)\b|(?:video|board|computer)\s+games?\b"
    r"|(?:in|under|of)\s+(?:the|this|that|a|their|its)\s+(?:[\w'’-]+\s+){0,3}scenarios?\W*(?:$|,)"
    r"|(?:practi[sc](?:ed?|es|ing)|rehears(?:ed?|es|ing)|drill(?:ed|s|ing)|role-?play(?:ed|s|ing)?)\s+(?:[\w'’-]+\s+){0,6}?(?:for|respon(?:ding|se)\s+to|coping\s+with)\s+(?:an?|the)\s"
    r"|(?:train(?:ed|s|ing)?|taught)\s+(?:[\w'’-]+\s+){0,4}?(?:respond(?:ing)?\s+to|cop(?:e|ing)\s+with|deal(?:ing)?\s+with)\s+an?\s"
    r"|(?:exercise|drill|scenario|war\s?game|simulation|rehearsal)\s+(?:[\w'’-]+\s+){0,3}?(?:imagin|envisag|envision|assum|pretend|suppos|pos|model|portray|depict|play)(?:e|es|ed|s|ing)\b"
    r"|(?:mock|pretend|imaginary|fictional|fictitious|make-believe)\s+(?:[\w-]+\s+){0,3}(?:attacks?|strikes?|air\s?strikes?|bombings?|explosions?|raids?|shootings?|casualties|victims|dead|deaths)\b|war\s?games?\b(?!\s+(?:off|near|with))"
    r"|purport\w*\s+to\s+show\b|(?:completely|totally|utterly)\s+(?:fake|staged|made\s+up)\b|hoax(?:es)?\b|conspiracy\s+theor\w+|at\s+a\s+time\b(?!\s+(?:when|of|that|as|in\s+which|where))|(?:every\s+time|whenever|any\s?time|each\s+time)\b|(?:war|crime|horror|netflix|hbo|hollywood|period)\s+(?:drama|film|movie|series|thriller|epic)s?\b"
    r"|(?:battle|action|opening|closing|final)\s+scenes?\b|(?:season|series)\s+finale\b|box\s+office\b"
    r"|(?:beat|beats|beating|thrash\w*)\s+[a-z]\w+\s+(?:\d{1,2}\s*[-–]\s*\d{1,2}|by\s+\w+\s+(?:wickets?|runs|goals?|points))"
    r"|controlled\s+(?:explosion|detonation|blast)\b|shared\s+(?:\w+\s+){0,3}times\s+on\b|fact[\s-]?check"
    r"|(?:a|the|new|his|her)\s+(?:\w+\s+)?(?:film|movie|novel|documentary|thriller|drama|series(?!\s+of)|play|musical|podcast|memoir|sitcom|quiz)\b"
    r"|(?:never|rarely|seldom|usually|often|typically|routinely)\s+(?:acknowledg|claim|comment|admit|take)\w*\b"
    r"|(?:has|have|had)\s+previously\b|box\s+office\b|it\s+would\s+appear\b|what\s+if\b|imagine\b|in\s+theory\b)",
)
_IN_AN_EXERCISE = Folded(
    r"\W*(?:in|under)\s+(?:an?|the|this|that)\s+(?:[\w-]+\s+){0,3}(?:exercises?|drills?|simulations?|war\s?games?|scenario|rehearsal)\b(?!.*\b(?:accident\w*|misfir\w+|malfunction\w*|real|genuine)\b)",
)
_GENERIC_TITLE = re.compile(
    r"^\W*(?:analysis|opinion|comment|commentary|editorial|explainer|explained|view|column|review|quiz|fact[\s-]?check|podcast|letters?|watch|essay|interview|q&a|timeline"
    r"|perspective|newsletter|the\s+guardian\s+view)\s*[:|–-]"
    r"|\|\s*(?:opinion|analysis|comment|editorial|letters|books?|film|explainer|fact\s+check|\w+\s+\w+)\s*$|\bexplained\b\s*$"
    r"|\bhere['’]?s what\b"
    r"|^\W*(?:how|why|what|who|where|when|which|should|could|can|is|are|was|were|has|have|had|does|do|did|will)\b.*\?\s*['\"’”]?\s*$"
    r"|^\W*(?:what\s+(?:we\s+know|(?:[A-Z][\w’'.-]*\s+){1,4}(?:say|said|know|think|concluded|learned|found)|is|are|to\s+know|you\s+need)|who\s+(?:is|are|was|were)|how\s+(?:do|does|to|will|would|can|is|are)|why\s+(?:is|are|do|does|has|have|did|the|it))\b",
    re.I,
)
_IMPLICATIVE = Folded(
    r"\b(?:continu(?:e|es|ed|ing)|began|begins?|beginning|start(?:s|ed|ing)?|resum(?:e|es|ed|ing)|manag(?:e|es|ed|ing)|went\s+on|keeps?|kept"
    r"|us(?:e|es|ed|ing)(?:\s+\S+){0,5}|try|tries|tried|trying|attempt(?:s|ed|ing)?|proceed(?:s|ed)?|deploy(?:s|ed|ing)?(?:\s+\S+){1,4}"
    r"|launch(?:es|ed|ing)?(?:\s+\S+){1,5})\s+to\s+$",
)
_TO_NOUN = Folded(
    r"\b(?:response|respon(?:d|ds|ded|ding)|due|l(?:ed|ead|eads|eading)|according|reaction|react(?:s|ed|ing)?|repl(?:y|ied|ies)|answer|prior|relat(?:ed|ing|ion)|link(?:s|ed)?"
    r"|thanks|subject(?:ed)?|victims?|exposed|addition|end|halt|stop|retaliation|connected|tied|compared|close|similar|witness(?:es)?|owing|lost|fell|home|came|come|return(?:ed)?|limited|next|condition|access)\s+to\s+$",
)


def modality(doc: Document, index: int, start: int, end: int) -> Modality:
    """How sentence `index` of `doc` stands to the event worded at characters `start`..`end` of the text.

    "negated": said not to have happened. "planned": announced, threatened, ordered. "hypothetical": possible, feared,
    conditional. "history": background of another time. "generic": exercises, fiction, questions, explainers.
    """
    sentence = doc.sentences[index]
    before, words, after = doc.text[sentence.start : start], doc.text[start:end], doc.text[end : sentence.end]
    if generic(before, words, after, sentence.title):
        return "generic"
    if past(doc, sentence, start, end):
        return "history"
    return stance_of(before, words, after)


def generic(before: str, words: str, after: str, title: bool) -> bool:
    """True where the sentence talks of such events rather than telling one: an exercise, a film, a question."""
    return _generic(before + words + after, title)


@lru_cache(SENTENCES)
def _generic(whole: str, title: bool) -> bool:
    if _GENERIC.search(whole) or _IN_AN_EXERCISE.match(whole):
        return True
    if title:
        return _GENERIC_TITLE.search(whole) is not None
    return whole.rstrip(" \"'”’").endswith("?")


def stance_of(before: str, words: str, after: str) -> Modality:
    """The modality from the words around the trigger alone: asserted, negated, planned or hypothetical."""
    clause = _FEARED_DEAD.sub(" ", _clause_before(before))
    rest = _clause_after(after)
    if _NEGATED.search(clause) or _NO_EVENT_AFTER.match(rest):
        return "negated"
    if _PREPARED.search(clause):
        return "planned"
    if _TRAILING.search(before) and (_PLANNED.search(governing := _main_clause(before)) or _WOULD.search(governing)):
        return "hypothetical"
    presupposed = _DEFINITE.search(clause) is not None and _NOT_GOVERNED.search(clause) is not None
    if not presupposed:
        if _PLANNED.search(clause) or _bare_infinitive(clause, words):
            return "planned"
        if _HYPOTHETICAL.search(clause):
            return "hypothetical"
    if _ANY_SUCH.match(clause) and _WOULD.search(rest):
        return "hypothetical"
    modal = holds(rest, _MODALS) and _MODAL_AFTER.match(rest)
    if not _DEFINITE.search(clause) and (modal or _LIKELY_AFTER.match(rest)):
        return "hypothetical"
    return "asserted"


@lru_cache(SENTENCES)
def _clause_before(before: str) -> str:
    cut = 0
    for found in _BREAK.finditer(before):
        cut = found.end()
    return before[cut:][-160:].rstrip("“‘\"'")  # "could ‘kill many": the quotation is governed as well


def _main_clause(before: str) -> str:
    """The clause that a participle behind a comma hangs on: "he will go on, killing thousands"."""
    led = before.rstrip(" ,")
    cut = max(led.rfind(mark) for mark in (";", ":", ". ", ", but ", ", and ", " after ", " while ", "”", '"'))
    return led[cut + 1 :][-160:]


@lru_cache(SENTENCES)
def _clause_after(after: str) -> str:
    found = _BREAK.search(after)
    return after[: found.start() if found else None][:160]


_QUANTITY = frozenset(
    {"about", "almost", "around", "at", "fewer", "just", "more", "nearly", "over", "roughly", "some", "up"}
)
"""Behind "to" these open a figure, no infinitive: "bringing the total to more than 900 killed"."""


def _bare_infinitive(clause: str, words: str) -> bool:
    """ "to bomb the port" tells no bombing, unless something began, went on or was used to do it."""
    if not re.search(r"\bto\s+$", clause) or _TO_NOUN.search(clause) or _IMPLICATIVE.search(clause):
        return False
    first = words.split(None, 1)[0].lower() if words.strip() else ""
    return not first.endswith(("ed", "ing", "s")) and first.isalpha() and first not in _QUANTITY


def _of_an_old_year(doc: Document, before: str) -> bool:
    """ "The 2015 attacks that killed ...": what a relative clause tells happened in the year before it."""
    found = _OLD_YEAR.search(before)
    published = doc.article.published
    return found is not None and published is not None and _past_year(int(found.group(1)), published.date())


def goes_on_about_old(doc: Document, index: int) -> bool:
    """True where sentence `index`, without a day of its own, goes on with the old story that the one before began."""
    known = ("goes on about old", index)
    if known not in doc.shared:
        doc.shared[known] = _goes_on_about_old(doc, index)
    told: bool = doc.shared[known]
    return told


def _goes_on_about_old(doc: Document, index: int) -> bool:
    sentence = doc.sentences[index]
    if index == 0 or sentence.title or sentence.dates or doc.article.published is None:
        return False
    before = doc.sentences[index - 1]
    if before.title or sentence.paragraph - before.paragraph > 1 or not _tells_of_old(doc, before):
        return False
    quoted = before.text.count("“") > before.text.count("”") or before.text.count('"') % 2 == 1
    return quoted or _GOES_ON.search(sentence.text) is not None


def _tells_of_old(doc: Document, sentence: Sentence) -> bool:
    """True where all the days or years that `sentence` names lie long back."""
    today = doc.article.published.date() if doc.article.published else None
    if today is None:
        return False
    if _SINCE.search(sentence.text):
        return False  # what began then goes on
    days = [d.when.day for d in sentence.dates if d.when.day]
    if days:
        return all(_long_ago(day, today) for day in days)
    years = _years(sentence.text)
    return bool(years) and all(_past_year(year, today) for year in years)


_SINCE = Folded(r"\b(?:since|ever since)\b")
_ATTACK_NOUN = (
    r"(?:attacks?|blasts?|bombings?|explosions?|massacres?|shootings?|assault|raid|siege|incident|killings?"
    r"|uprising|genocide)"
)
_GOES_ON = Folded(
    rf"\b(?:the|that|this|those) {_ATTACK_NOUN}\b(?!\s+(?:on|in)\s+\w+day)"
    r"|^\W*(?:(?:over|in|during|within) (?:a period of\b"
    r"|the (?:course|space|following|next|ensuing|days|weeks|months|years)\b)"
    r"|at the time\b|that (?:day|night|year|morning|winter|summer)\b)"
)
""" "In 1988 the army took the town. Over the next six weeks it killed 900": no day, no newer story."""


def past(doc: Document, sentence: Sentence, start: int, end: int) -> bool:
    """True where the trigger's clause speaks of another time: an anniversary, years ago, a year long past."""
    before, after = doc.text[sentence.start : start], doc.text[end : sentence.end]
    if _YEARS_SINCE.search(before) or _WORST_SINCE.search(before) or _THEN_WHEN.search(before):
        return True
    if _OF_WHOM.search(before) and (_MARKED.search(before) or _of_an_old_year(doc, before)):
        return True
    led, rest = _clause_before(before), _clause_after(after)
    clause = f"{led}{doc.text[start:end]}{rest}"
    if _recalls(clause):
        return True
    published = doc.article.published
    today = published.date() if published else None
    if _hangs_on_the_past(doc, sentence, start, end, today) or _dated_right_behind(doc, sentence, end, today):
        return True
    if today is None:
        return False
    low, high = start - len(led), end + len(rest)
    then = _THEN.search(before)
    if then is not None and _past_year(int(then.group(1)), today):
        return True
    dated = [
        d.when.day
        for d in sentence.dates
        if d.when.day and low <= d.start and d.end <= high and not _counted_since(doc.text[: d.start])
    ]
    if dated:
        return all(_long_ago(day, today) for day in dated)
    began = _COUNTED_SINCE.search(f"{before}{doc.text[start:end]}")
    return any(_past_year(year, today) for year in _years(clause) if began is None or str(year) != began.group(1))


def _counted_since(before: str) -> bool:
    """True where the day behind `before` is the one a count begins at: "the toll since 7 October 2023 is 900"."""
    return _COUNT_BEGINS.search(before[-80:]) is not None


def _dated_right_behind(doc: Document, sentence: Sentence, end: int, today: date | None) -> bool:
    """ "Killed eight people in 2019, was moved on Friday": the time up to the next comma is the event's own."""
    if today is None or not (sentence.dates or _years(sentence.text)):
        return False
    rest = re.split("[,;:.]", doc.text[end : sentence.end], maxsplit=1)[0]
    if _SINCE.search(rest):
        return False
    days = [d.when.day for d in sentence.dates if d.when.day and end <= d.start and d.end <= end + len(rest)]
    if days:
        return all(_long_ago(day, today) for day in days)
    years = _years(rest)
    return bool(years) and all(_past_year(year, today) for year in years)


def _hangs_on_the_past(doc: Document, sentence: Sentence, start: int, end: int, today: date | None) -> bool:
    """ "The 2008 attacks", or what a clause says of them: "the 2008 attacks in which gunmen killed 166"."""
    before = doc.text[sentence.start : start]
    own = _YEARS_OWN.search(before)
    if own and today and _past_year(int(own.group(1)), today):
        return True
    since = _OF_THAT.search(before)
    if since is None:
        return False
    near = end + len(re.split("[,;:.]", doc.text[end : sentence.end], maxsplit=1)[0])
    opens = sentence.start + since.start(2)
    if any(d.when.day and opens <= d.start and d.end <= near for d in sentence.dates):
        return False
    return since.group(1) is None or (today is not None and _past_year(int(since.group(1)), today))


@lru_cache(SENTENCES)
def _recalls(clause: str) -> bool:
    return _HISTORY.search(clause) is not None


@lru_cache(SENTENCES)
def _years(clause: str) -> tuple[int, ...]:
    """The years that stand in `clause` by themselves."""
    return tuple(int(year.group(1)) for year in _YEAR.finditer(clause))


def _long_ago(day: date, today: date) -> bool:
    return day < today - timedelta(days=HISTORY_DAYS)


def _past_year(year: int, today: date) -> bool:
    """A bare year before the publication year, unless publication is in that winter's tail."""
    return year < today.year and not (year == today.year - 1 and today.month <= 2)
