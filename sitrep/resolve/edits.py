"""Which version of an article counts, and what is left of one that was taken back (METHOD.md R7, R27)."""

from datetime import datetime

import msgspec

from sitrep.model.article import Article
from sitrep.model.claim import Reading
from sitrep.resolve.report import Report
from sitrep.resolve.reports import is_notice, reports, withdrawn


class Version(msgspec.Struct, frozen=True, gc=False):
    """One version of an article with its reading, if it has one, and when this version was first seen (UTC)."""

    article: Article
    reading: Reading | None
    heard: datetime

    @property
    def order(self) -> tuple[datetime, datetime, str]:
        """R7: by publication, then by hash; between them by arrival, since most edits keep their date."""
        return (self.article.at, self.heard, self.article.version)


class Telling(msgspec.Struct, frozen=True, gc=False):
    """The version that counts. Where it only takes back what the article said, `before` is the last that said it."""

    counts: Version
    before: Version | None = None

    def reports(self) -> tuple[Report, ...]:
        """The events it tells of; of a retraction those of the version before, marked as withdrawn."""
        now, before = self.counts, self.before
        if before is not None and before.reading is not None:
            return withdrawn(before.article, before.reading, now.article)
        return reports(now.article, now.reading) if now.reading is not None else ()


def told_again(held: Telling | None, version: Version) -> Telling | None:
    """What is told once this version has come too, or None where it changes nothing. In any order."""
    if held is None:
        return Telling(version)
    now = held.counts
    if version.order == now.order:
        return _read_again(held, version)
    if version.order < now.order:
        if not is_notice(now.article) or is_notice(version.article):
            return None
        late = held.before is not None and version.order <= held.before.order
        return None if late else Telling(now, version)
    if not is_notice(version.article):
        return Telling(_since(version, now))
    return Telling(_since(version, now), held.before if is_notice(now.article) else now)


def _read_again(held: Telling, version: Version) -> Telling | None:
    """The version that counts with another reading of it, as newer rules make it."""
    if version.reading is None or version.reading == held.counts.reading:
        return None
    return Telling(msgspec.structs.replace(held.counts, reading=version.reading), held.before)


def _since(version: Version, before: Version) -> Version:
    """An edit is no new article: it was first seen when the version before it was."""
    first = min(version.article.first_seen, before.article.first_seen)
    return msgspec.structs.replace(version, article=msgspec.structs.replace(version.article, first_seen=first))
