"""read(article) -> Reading: all extractors over one marked article, and what they tell each other."""

from collections.abc import Callable
from typing import TypeVar

import msgspec

from sitrep.extract.casualties.claims import casualties
from sitrep.extract.diplomacy.claims import acts
from sitrep.extract.genre import genre
from sitrep.extract.join import join
from sitrep.extract.strikes.claims import strikes
from sitrep.model.article import Article
from sitrep.model.claim import Fault, Reading
from sitrep.text.annotate import annotate
from sitrep.text.document import Document
from sitrep.text.language import language
from sitrep.text.lexicons import LANGUAGES
from sitrep.text.names import Names

LONGEST_BODY = 60_000
"""Characters of a body that are read; a longer text is read up to there and the rest is named in a Fault."""

LONGEST_TITLE = 1_000
"""Characters of a title; one that is longer is no headline and the article is not read."""

LANGUAGE_SAMPLE = 2_000
"""Characters by which a text's language is told."""

READ = frozenset({*LANGUAGES, "und"})
"""Languages the rules read, and texts too short to tell; a text in another one gives no claims."""

_Claim = TypeVar("_Claim")


def read(article: Article, names: Names) -> Reading:
    """What `article` says, each claim with its sentence. Pure and deterministic; never raises for what a text holds.

    A text in a language the rules do not know gives no claims, and its language. An extractor that fails on a text
    costs its own claims and leaves a Fault.
    """
    faults: list[Fault] = []
    article, cut = _bounded(article)
    faults.extend(cut)
    spoken = language(article.text[:LANGUAGE_SAMPLE], article.language)
    empty = Reading(article=article.id, version=article.version, language=spoken, faults=tuple(faults))
    if len(article.title) > LONGEST_TITLE or spoken not in READ:
        return empty
    marked = _tried(faults, "marking", article.id, lambda: (annotate(article, names),))
    if not marked:
        return msgspec.structs.replace(empty, faults=tuple(faults))
    doc: Document = marked[0]
    if doc.left_out:
        reason = f"{article.id} holds lists of names and numbers, not sentences ({doc.left_out}): they were not read"
        faults.append(Fault("read", reason))
    hits = _tried(faults, "strikes", article.id, lambda: strikes(doc))
    people = _tried(faults, "casualties", article.id, lambda: casualties(doc))
    deeds = _tried(faults, "diplomacy", article.id, lambda: acts(doc))
    kind = genre(article.text) if hits or people or deeds else None
    if kind is not None:
        hits, people = (), ()
        deeds = deeds if kind == "sport" else ()  # games are boycotted
    hits, people = join(hits, people)
    return msgspec.structs.replace(
        empty,
        strikes=hits,
        casualties=people,
        diplomacy=deeds,
        faults=tuple(faults),
    )


def _bounded(article: Article) -> tuple[Article, list[Fault]]:
    """The article with no more text than is read, and a Fault that says so."""
    if len(article.title) > LONGEST_TITLE:
        return article, [Fault("read", f"title of {article.id} is longer than {LONGEST_TITLE} characters: not read")]
    if len(article.body) <= LONGEST_BODY:
        return article, []
    end = article.body.rfind(" ", 0, LONGEST_BODY)
    body = article.body[: end if end > 0 else LONGEST_BODY]
    reason = f"text of {article.id} is longer than {LONGEST_BODY} characters: the rest was not read"
    return msgspec.structs.replace(article, body=body), [Fault("read", reason)]


def _tried(faults: list[Fault], what: str, article: str, step: Callable[[], tuple[_Claim, ...]]) -> tuple[_Claim, ...]:
    try:
        return step()
    except Exception as error:  # noqa: BLE001 - any failure of one extractor on one text must cost nothing else
        faults.append(Fault(what, f"{what} could not read {article}: {type(error).__name__}: {error}"[:300]))
        return ()
