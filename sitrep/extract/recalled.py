"""Old news told again: a killing or an attack named only to say what somebody is, or what a court does now.

"Whose brother was killed", "the suspect in the bombing was held", "revenge for the assassination", "in the year since
the raid": each names an event, none tells one (METHOD.md R4, R28). What happened of late is told in its own words
elsewhere; a day of these weeks behind the event says that it is news all the same.
"""

import re
from datetime import timedelta
from functools import lru_cache

from sitrep.text.document import Document, Sentence
from sitrep.text.folding import Folded

FRESH_DAYS = 14
"""A day this close to publication behind the event makes it news, whoever is in court for it."""

_KIN = (
    r"(?:grand|step)?(?:fathers?|mothers?|parents?|brothers?|sisters?|siblings?|sons?|daughters?|husbands?|wife|wives|uncles?|aunts?"
    r"|cousins?|nephews?|nieces?|relatives?|family|friends?|colleagues?|fianc[ée]e?|comrades?)"
)
_FEW = r"(?:[\w'’.-]+\s+)"
_HIS_LIFE = Folded(
    rf"\bwhose\s+{_FEW}{{0,3}}{_KIN}\s+{_FEW}{{0,8}}$"
    rf"|\b(?:my|our)\s+{_FEW}{{0,2}}{_KIN}\s+{_FEW}{{0,8}}$"
    r"|\b(?:served|enlisted|volunteered)\s+(?:in|with|as|on)\b[^.;]*\band\s+(?:was|were)\s+(?:\w+\s+){0,3}$"
    r"|\b(?:grew\s+up|was\s+born|were\s+born|his\s+childhood|her\s+childhood|as\s+a\s+(?:child|boy|girl|teenager|student|young\s+(?:man|woman)))\b[^.;]*$",
    needs=("whose", "my", "our", "grew", "born", "childhood", "as a", "served", "enlisted", "volunteered"),
)
_WHEN_YOUNG = Folded(
    r"^[^.;:]{0,80}?\bwhen\s+(?:he|she|they|i)\s+(?:was|were)\s+(?:only\s+|just\s+|still\s+)?"
    r"(?:\d+|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty"
    r"|an?\s+(?:\w+\s+)?(?:child|boy|girl|baby|infant|toddler|teenager|student|pupil)|young|little|small|in\s+(?:his|her|their)\s+(?:teens|twenties))\b(?!\s+(?:metres|meters|miles|km))",
    needs=("when",),
)
_JUSTICE = re.compile(
    r"(?:\b(?:suspects?|arrest(?:s|ed)?|detain(?:s|ed)?|charg(?:e|es|ed|ing)(?!\s+(?:into|at|towards?|through|that))|convict(?:ed|s|ion)?|sentenc(?:ed|es|e)|jail(?:s|ed)?|imprisoned|trials?|retrial|prosecut\w+|indict\w*"
    r"|lawsuits?|sues?|sued|suing|compensation|verdicts?|acquitt\w+|acquits|pardon\w*|extradit\w+|questioned|interrogat\w+|confess\w*|pleads?|pleaded|guilty|life\s+term"
    r"|death\s+sentence|(?:co-)?defendants?|inquests?|ex-\w+\s+accused"
    r"|(?:man|woman|men|women|teenager|teen|student|officers?|policem[ae]n|captain|major|colonel|doctor|nurse|driver)\s+(?:accused|suspected))\b"
    r"(?:\s+[^\s,;:.]+){0,6}?\s+(?:in|over|for|of|into|about|with)"
    r"|\b(?:execut(?:es|ed|ing)|hang(?:s|ed)|put\s+to\s+death)\b(?:\s+[^\s,;:.]+){0,4}?\s+(?:over|for)"
    r"|\b(?:wanted|tried|hearings?)\s+(?:for|over|on|into))"
    rf"\s+(?P<event>{_FEW}{{0,6}})$"
)
_COURT_NEWS = re.compile(
    r"\b(?:in court|court (?:hears|told|rules|sentences|convicts|jails|orders|upholds)|(?:on|goes on|stands?) trial"
    r"|trial (?:of|over|begins|opens|starts|for)|(?:murder |re)trial|charged (?:with|over|in)|to charge"
    r"|jailed (?:for|over)|sentenced|convicted|pleads? (?:not )?guilty|found guilty|acquitted|inquest"
    r"|arraigned|extradited|extradition)\b"
    r"|^\W*accused\b",
    re.I,
)
"""Headlines of what a court does: the events in the text below are those it looks into."""

_FOUGHT = re.compile(
    r"\b(?:raids?|assaults?|operations?|offensive|incursions?|strikes?|air\s?strikes?|drones?|shelling|clash\w*)\b",
    re.I,
)
"""Police and armies hold and kill suspects "in a raid": that is the event itself."""

_PROBE = Folded(
    r"\b(?:(?:probes?|investigations?|inquir(?:y|ies)|fact-finding)\b(?:\s+[^\s,;:.]+){0,3}?\s+(?:into|on|of|over)"
    rf"|(?:investigat|prob)(?:es|ed|ing|e))\s+{_FEW}{{0,6}}$",
)
_PROBED = Folded(
    r"^\s+(?:probe|investigation|inquiry|inquest|trial|case|hearing|suspects?|plotters?|victims?\s+(?:families|fund))\b"
)
_BREAK = re.compile(r"[;:—]|\s[-–]\s|\b(?:which|who|where|after|when)\s")
_MOVED_BY = Folded(
    r"\b(?:(?:sparked|triggered|prompted|provoked|inspired|motivated|haunted|scarred|traumati[sz]ed)\s+by|(?:revenge|vengeance|justice|reparations|reward|bounty|apolog\w+)\s+(?:for|over)|aveng(?:e|es|ed|ing))"
    rf"\s+{_FEW}{{0,5}}$",
    needs=("by", "for", "over", "aveng"),
)
_DAYS_AFTER = Folded(
    rf"\b(?:(?:days?|weeks?|fortnight|months?)\s+(?:after|since|before|on\s+from)|(?:lead-?up|run-?up|build-?up)\s+to)\s+{_FEW}{{0,10}}$",
)
"""What another event is dated by, days off: "the talks resume days after a raid killed nine"."""

_WHO_DID = Folded(
    r"\b(?:(?:those|culprits?|criminals?|killers?|people|men|perpetrators?) (?:\w+ )?(?:responsible for|behind)"
    r"|brought to justice for|justice for)"
    r"\s+(?:the\s+)?(?:[\w'’-]+\s+){0,3}$"
)
""" "Hunts those responsible for the killing of 18 soldiers": the news is the hunt."""

_AFTER_THE = Folded(
    r"\b(?:following|after|since|over|despite|about|(?:reactions?|react\w*|response|tributes?) to)"
    r"\s+the\s+(?:[\w'’-]+\s+){0,3}$"
)
"""What leads to the killing of somebody everybody knows of: "protests over the police killing of X"."""

_LESSON = Folded(
    r"^[^.;:,]{0,60}\b(?:shows|showed|highlights|highlighted|underlines|underlined|underscores|underscored|illustrates|illustrated|exposes|exposed|reveals|reflects|serves\s+as"
    r"|is\s+a\s+reminder|raises\s+questions|remains\s+(?:a|an|the|unsolved|unpunished|unexplained|contested))\b",
)
_ONCE = (
    r"(?:assassinated|slain|murdered|executed|massacred|kidnapped|disappeared|killed)"  # "killed" only before a title
)
_EPITHET = Folded(
    r"(?:\b(?:of|for|by|to|about|from|with|on|the|late|former|his|her|their|its|whose)|['’]s)\s+$",
)
_AND_EPITHET = re.compile(r"\b(?:of|by|with|for)\s+(?:[\w'’.-]+\s+){0,5}[A-Z][\w'’-]+\s+and\s+$")
"""What leads to a second name: "the son of President Zia and slain envoy Rahman"."""

_EPITHET_OF = Folded(
    rf"^{_ONCE}\s+(?!(?:by|in|on|at|near|after|when|while|with|during|a|an|the|his|her|their|its|two|three|four|five|\d)\b)[^\W\d]"
)


def recalled(
    doc: Document, sentence: Sentence, start: int, end: int, *, one: bool = False, named: bool = False
) -> bool:
    """True where `sentence` of `doc` names the event worded at `start`..`end` of the text only to tell another.

    `one`: the event is the death of one person, of whom comment and biography are full; `named`: one the text names.
    """
    before, after = doc.text[sentence.start : start], doc.text[end : sentence.end]
    if _who_one_was(before, doc.text[start:end], after):
        return True
    violent = not doc.text[start:end].lower().startswith("death")  # "triggered by the death of a woman in custody"
    if violent and _MOVED_BY.search(before) and not _fresh(doc, sentence, end):
        return True
    if _WHO_DID.search(before) and not _fresh(doc, sentence, end):
        return True
    if violent and one and named and _AFTER_THE.search(before) and not _fresh(doc, sentence, end):
        return True
    return one and _LESSON.search(after) is not None


def dates_another(doc: Document, sentence: Sentence, start: int, end: int) -> bool:
    """True where the event only says when another was: "the talks resume days after a raid"."""
    return _DAYS_AFTER.search(doc.text[sentence.start : start]) is not None and not _fresh(doc, sentence, end)


def counts_another(doc: Document, sentence: Sentence, start: int) -> bool:
    """True where the figure at `start` is an earlier event's, by which this one is dated: "the blast came four months
    after gunmen stormed the hotel, killing three".
    """
    before = doc.text[sentence.start : start]
    off = _OFF.search(before)
    if off is None:
        return False
    opens = off.start() < _OPENING and _CAME.search(before[: off.start()]) is None
    if opens and "," in before[off.end() :]:
        return False  # "Days after the raid, a bomb killed nine" tells the nine
    return not _fresh(doc, sentence, sentence.start + off.end())


_OFF = Folded(
    r"\b(?:days?|weeks?|fortnight|months?|years?)\s+after\s+(?!(?:the|that|this|its)\s+(?:[\w-]+\s+){0,2}"
    r"(?:announcement|election|vote|ceasefire|truce|talks|start|beginning|invasion)\b)"
)
_OPENING = 25
"""Characters at a sentence's beginning in which what dates it may stand before the news."""

_CAME = re.compile(r"\b(?:comes?|came|happen(?:s|ed)|occur(?:s|red)|was|were|took|struck|hit)\b", re.I)


def looked_into(doc: Document, sentence: Sentence, start: int, end: int) -> bool:
    """True where the event is the matter of an inquiry: "joins the probe into the bombings"."""
    told = _PROBED.search(doc.text[end : sentence.end]) or _PROBE.search(_tail(doc.text[sentence.start : start]))
    return told is not None and not _fresh(doc, sentence, end)


def in_court(doc: Document, sentence: Sentence, start: int, end: int) -> bool:
    """True where the event is what somebody is held, tried or sued for."""
    before = doc.text[sentence.start : start]
    if _court_news(doc.article.title) and not _fresh(doc, sentence, sentence.start):
        return True
    held = _JUSTICE.search(_tail(before).lower())
    if held is None or _FOUGHT.search(held["event"] + doc.text[start:end]):
        return False
    return not _fresh(doc, sentence, start - len(held["event"]))


@lru_cache(8)  # every event of an article asks for the same headline
def _court_news(title: str) -> bool:
    return _COURT_NEWS.search(title) is not None


def _who_one_was(before: str, words: str, after: str) -> bool:
    """ "Whose brother was killed", "my uncle", "the widow of slain envoy X", "killed when he was nine"."""
    if _quoted(before):
        return False
    told = before + words + " "
    if _HIS_LIFE.search(told[-240:]) or _WHEN_YOUNG.search(after):
        return True
    if not _EPITHET_OF.search(words + after[:40]):
        return False
    return (_EPITHET.search(before) or _AND_EPITHET.search(before)) is not None


def _quoted(before: str) -> bool:
    """True inside a quotation: who speaks there saw it."""
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


@lru_cache(64)
def _tail(before: str) -> str:
    """The end of `before` in which a frame may stand: its own sentence part, and no more than a line of it."""
    cut = 0
    for found in _BREAK.finditer(before):
        cut = found.end()
    return before[cut:][-160:]


def _fresh(doc: Document, sentence: Sentence, behind: int) -> bool:
    """True where a day of these weeks stands `behind` that character of the text, in the sentence."""
    published = doc.article.published
    if published is None:
        return False
    near = published.date() - timedelta(days=FRESH_DAYS)
    return any(d.start >= behind and d.when.day is not None and d.when.day >= near for d in sentence.dates)
