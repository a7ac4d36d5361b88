"""Which language a text is in: by its script, then by its commonest small words. Keeps out what we can't read."""

import re
from collections import Counter

_HEAD = 2_000
"""Characters that are looked at."""
_LETTERS = re.compile(r"(?<![\w’'])[^\W\d_]++(?!-)")  # "al-" and "el-" belong to a name, in any language
_SCRIPTS = (
    ("latin", re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")),
    ("cyrillic", re.compile(r"[\u0400-\u052f]")),
    ("arabic", re.compile(r"[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]")),
    ("hebrew", re.compile(r"[\u0590-\u05ff]")),
    ("kana", re.compile(r"[\u3040-\u30ff]")),
    ("hangul", re.compile(r"[\uac00-\ud7af\u1100-\u11ff]")),
    ("han", re.compile(r"[\u4e00-\u9fff\u3400-\u4dbf]")),
    ("greek", re.compile(r"[\u0370-\u03ff]")),
    ("devanagari", re.compile(r"[\u0900-\u097f]")),
    ("bengali", re.compile(r"[\u0980-\u09ff]")),
    ("thai", re.compile(r"[\u0e00-\u0e7f]")),
    ("armenian", re.compile(r"[\u0530-\u058f]")),
    ("georgian", re.compile(r"[\u10a0-\u10ff]")),
    ("ethiopic", re.compile(r"[\u1200-\u137f]")),
)
_BY_SCRIPT = {
    "hebrew": "he",
    "kana": "ja",
    "hangul": "ko",
    "han": "zh",
    "greek": "el",
    "devanagari": "hi",
    "bengali": "bn",
    "thai": "th",
    "armenian": "hy",
    "georgian": "ka",
    "ethiopic": "am",
}
_SMALL_WORDS = {
    "en": "the of and to in a is was that for on with as at by from it he his has have had be been were are not "
    "they this an or who which their after but said its will more than over into about when no up out "
    "what near amid says say",
    "fr": "le la les des du de et en un une est dans que qui pour par sur au aux pas plus ce cette ont été avec "
    "son sa ses il elle sont se ne selon après être mais leur dont",
    "es": "el la los las de del y en un una que por con para su se al es lo como más fue han ha sus este esta "
    "no según tras entre sobre pero contra desde hasta",
    "de": "der die das und in den von zu mit ist im des für auf nicht ein eine dem es sich auch als an nach wie "
    "bei aus am werden wurde sind hat haben einer eines über vor zum zur",
    "pt": "o a os as de do da dos das e em um uma que por com para no na nos nas se é ao mais foi não como são "
    "ser pelo pela à sua seu entre após",
    "it": "il lo la i gli le di del della dei delle e in un una che per con non è sono da dal nel nella al alla "
    "si ha hanno anche come più su stato dopo",
    "nl": "de het een van en in is dat op te zijn met voor niet aan door er om ook bij naar uit als over heeft "
    "worden wordt was deze nog maar",
    "pl": "w i na z się nie do że to jest o po za od jak przez co był oraz dla przy już tylko są ma który",
    "tr": "ve bir bu da de için ile olarak olan daha çok en gibi sonra kadar ise her ancak göre değil olduğu",
    "ro": "și de la în a cu pe din că o un care pentru nu sunt este au fost mai al ale prin după",
    "sv": "och att det i som på är av för med den till en ett har de inte om från var vid",
    "cs": "a v se na je že s z do o k i po za pro jako byl ale by při od podle",
    "id": "yang dan di dari untuk dengan pada ini itu dalam tidak akan ke oleh telah adalah juga sebagai",
    "so": "oo iyo ka ku in uu ay waa waxaa la aan soo lagu kale",
    "sw": "ya wa na kwa ni katika za la cha kuwa hiyo huo huku baada watu",
    "hu": "a az és hogy nem is egy van volt meg de szerint csak már mint el",
}
_WORDS = {code: frozenset(words.split()) for code, words in _SMALL_WORDS.items()}
_CODES_OF: dict[str, tuple[str, ...]] = {
    word: tuple(code for code, words in _WORDS.items() if word in words) for words in _WORDS.values() for word in words
}
_UKRAINIAN = re.compile(r"[іїєґІЇЄҐ]")
_RUSSIAN = re.compile(r"[ыэъёЫЭЪЁ]")
_BULGARIAN = frozenset(["на", "се", "от", "за", "са", "със", "като", "че", "който", "през", "след", "според", "при"])
_SERBIAN = re.compile(r"[љњћђџјЉЊЋЂЏЈ]")
_PERSIAN = re.compile(r"[پچژگکی]")
_URDU = re.compile(r"[ٹڈڑںےہھ]")
_FOREIGN_LETTER = re.compile(r"[ßàâäåæçèéêëìíîïñòóôöøùúûüýăąćčďđęěğıłńňőœřśşšťůűźżžșț]")


def language(text: str, hint: str = "") -> str:
    """The ISO 639-1 code of `text`, or "und" where there is nothing to tell by.

    `hint` is what the feed says. It decides where the words tell nothing, as in a headline of names; plain evidence
    of another language outweighs it.
    """
    head = text[:_HEAD]
    hint = hint[:2].lower()
    ascii_share = len(head.encode("ascii", "ignore"))
    script = "latin" if ascii_share * 10 >= len(head) * 9 else _script(head)
    if script == "latin":
        return _latin(head, hint)
    if script == "cyrillic":
        return _cyrillic(head, hint)
    if script == "arabic":
        return "ur" if _URDU.search(head) else "fa" if len(_PERSIAN.findall(head)) >= 2 else "ar"
    return _BY_SCRIPT.get(script, "und") if script else "und"


def _script(text: str) -> str:
    """The script of most letters; Japanese shows by any fair share of kana among its Han signs."""
    counts = {name: len(pattern.findall(text)) for name, pattern in _SCRIPTS}
    if counts["kana"] * 8 > counts["han"] and counts["kana"] + counts["han"] > counts["latin"]:
        return "kana"
    name = max(counts, key=lambda script: counts[script])
    return name if counts[name] else ""


def _latin(text: str, hint: str) -> str:
    words = Counter(word.lower() for word in _LETTERS.findall(text))
    if not words:
        return "und"
    scores: Counter[str] = Counter()
    for word in words.keys() & _CODES_OF.keys():
        for code in _CODES_OF[word]:
            scores[code] += words[word]
    english = scores["en"]
    best, score = max(
        scores.items(), key=lambda item: (item[1], item[0] == hint, item[0] == "en", item[0]), default=("und", 0)
    )
    if best == "en" or (english >= score and not _FOREIGN_LETTER.search(text)):
        return best if english else hint or "und"
    if hint and score < english + 3:  # "de", "la" and "i" stand in names too
        return hint
    return best


def _cyrillic(text: str, hint: str) -> str:
    if _UKRAINIAN.search(text) and not _RUSSIAN.search(text):
        return "uk"
    if _SERBIAN.search(text):
        return "sr"
    if _RUSSIAN.search(text):
        return "ru"
    small = sum(word.lower() in _BULGARIAN for word in _LETTERS.findall(text))
    return hint if hint in ("ru", "uk", "bg", "sr", "be", "mk") else "bg" if small >= 3 else "ru"
