"""Who is really speaking: the origin behind an outlet (METHOD.md R21).

One publisher family is one voice, one wire credit is one voice, "as agency X reported" is that agency's voice, and two
outlets with the same text are one. Outlets are counted for reach, origins for belief.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from sitrep.model.article import Article
from sitrep.text.speakers import speaker_key

_AGENCIES: dict[str, str] = {
    "Reuters": r"Thomson Reuters|Reuters",
    "AP": r"The Associated Press|Associated Press|AP",
    "AFP": r"Agence France[- ]Presse|AFP",
    "DPA": r"Deutsche Presse[- ]Agentur|dpa|DPA",
    "EFE": r"EFE",
    "ANSA": r"ANSA",
    "TASS": r"TASS|Tass",
    "RIA": r"RIA Novosti|RIA",
    "Interfax": r"Interfax(?!-Ukraine)",
    "Interfax-Ukraine": r"Interfax-Ukraine",
    "Ukrinform": r"Ukrinform",
    "Xinhua": r"Xinhua",
    "Anadolu": r"Anadolu(?: Agency)?",
    "IRNA": r"IRNA",
    "SANA": r"SANA",
    "WAFA": r"WAFA|Wafa",
    "PTI": r"PTI|Press Trust of India",
    "ANI": r"ANI",
    "Kyodo": r"Kyodo(?: News)?",
    "Yonhap": r"Yonhap",
    "KCNA": r"KCNA",
    "PA": r"PA Media|Press Association",
    "UPI": r"UPI",
    "CNN": r"CNN",
    "BBC": r"BBC(?: News)?",
    "Al Jazeera": r"Al Jazeera",
}
_ANY = "|".join(f"(?P<a{n}>{words})" for n, words in enumerate(_AGENCIES.values()))
_NAMES = tuple(_AGENCIES)
_CREDITS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\((?:{_ANY})\)\s*[-–—:]",  # KYIV (Reuters) -
        rf"(?:[-–—]\s*|\bwith |\bSource: ?)(?:{_ANY})\.?\s*$",  # ... - AFP
        rf"\((?:[^()]{{0,20}}, ?|with |via )?(?:{_ANY})\)\s*\.?\s*$",  # ... (with AP)
    )
)
_TITLE = re.compile(rf"\s[-–—|]\s(?:{_ANY})\s*$")
_BYLINE = re.compile(rf"\b(?:{_ANY})\b")
_VIA = re.compile(rf"\b(?:{_ANY}) via\b|(?:/|\bvia)\s*(?:{_ANY.replace('(?P<a', '(?P<b')})\s*$")


def _agency(match: re.Match[str] | None) -> str | None:
    if match is None:
        return None
    name = next((group for group, value in match.groupdict().items() if value is not None), None)
    return _NAMES[int(str(name)[1:])] if name else None


def _told_pattern() -> re.Pattern[str]:
    """Both halves name the agencies, so the second half's groups carry another letter."""
    before = rf"\b(?:told|quoted by|reported by|according to|cited by|published by)\b[^.;]{{0,60}}?\b(?:{_ANY})\b"
    after = (
        rf"\b(?:{_ANY})\b(?: news agency| agency)?(?: ha(?:s|ve))? (?:report(?:s|ed)|quoted|quotes|said|says|cited)\b"
    )
    return re.compile(before + "|" + after.replace("(?P<a", "(?P<b"))


_TOLD = _told_pattern()


def origin(article: Article) -> str:
    """The voice an article speaks with: the wire it credits (byline, dateline, last line, title), else its family."""
    family = article.family or article.outlet or article.source
    credit = _agency(_BYLINE.search(article.byline)) if article.byline else None
    credit = credit or _agency(_VIA.search(article.outlet)) or _agency(_TITLE.search(article.title))
    head, tail = article.body[:160], article.body[-80:]
    for part, patterns in ((head, _CREDITS[:1]), (tail, _CREDITS[1:])):
        for pattern in patterns:
            credit = credit or _agency(pattern.search(part))
    return fold_voice(credit or family)


@lru_cache(maxsize=16384)
def relayed(quote: str) -> str | None:
    """The agency a sentence passes on ("..., the mayor told AFP"), or None if it speaks for itself."""
    agency = _agency(_TOLD.search(quote))
    return fold_voice(agency) if agency else None


@lru_cache(maxsize=4096)
def fold_voice(name: str) -> str:
    """One spelling of a publisher or agency: "The Associated Press", "AP" and "ap" are one."""
    plain = " ".join(name.split())
    match = re.fullmatch(_ANY, plain, re.IGNORECASE)
    found = _agency(match)
    return (found or plain).casefold()


def imprint(article: Article) -> str | None:
    """What two copies of one text share: the first words of the body, or None where there are too few to tell."""
    words = re.findall(r"\w+", re.sub(r"^[A-Z ,]{3,40}\([^)]{2,30}\)\s*[-–—]", "", article.body[:400]).lower())
    return " ".join(words[:14]) if len(words) >= 14 else None


def origins(articles: Iterable[Article]) -> dict[str, str]:
    """Article id -> origin, copies of one text sharing the origin of the first told (R21). Order does not matter."""
    first: dict[str, str] = {}
    voices: dict[str, str] = {}
    for article in sorted(articles, key=lambda a: (a.at, a.id)):
        voice = origin(article)
        mark = imprint(article)
        if mark is not None:
            voice = first.setdefault(mark, voice)
        voices[article.id] = voice
    return voices


def person_key(speaker: str | None) -> str | None:
    """The surname of a person who speaks by name ("Governor Oleh Petrenko"); None for offices, states and bodies."""
    key = speaker_key(speaker)
    return key if key and " " not in key and speaker and speaker.split()[-1][:1].isupper() else None
