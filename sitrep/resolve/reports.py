"""The events one article tells of, as reports: with what identity looks at worked out once (METHOD.md R1, R4, R27)."""

from collections.abc import Collection, Iterable

import msgspec

from sitrep.model.article import Article
from sitrep.model.claim import Casualty, Reading, Strike
from sitrep.model.incident import IncidentKind, Tombstone
from sitrep.resolve import phrasing, wording
from sitrep.resolve.drafts import Draft, covers_many, drafts, is_mass, means_of
from sitrep.resolve.geo import LEVELS, level_of
from sitrep.resolve.report import Report
from sitrep.resolve.voices import imprint, origin, person_key

NOTICE_LENGTH = 240
"""Characters of a body within which a retraction says that it is one."""


def reports(article: Article, reading: Reading) -> tuple[Report, ...]:
    """The events `article` tells of, most exact first. Pure: the same reading gives the same reports."""
    reactions = {act.quote for act in reading.diplomacy}
    told = drafts(reading)
    headline = article.title if len(told) == 1 else ""  # of several events it may tell only one
    return tuple(_finish(draft, article, n, reactions, headline) for n, draft in enumerate(told))


def _victims(casualties: Iterable[Casualty], strikes: Iterable[Strike]) -> frozenset[str]:
    found = (
        wording.sides_in(text)
        for text in (*(c.who or "" for c in casualties), *(s.target or "" for s in strikes))
        if text
    )
    return frozenset().union(*found)


def _finish(draft: Draft, article: Article, ordinal: int, reactions: Collection[str], headline: str) -> Report:
    claims: list[Strike | Casualty] = [*draft.strikes, *draft.casualties]
    quotes = " ".join(dict.fromkeys(c.quote for c in claims))
    news = " ".join(phrasing.scene_of(quote) for quote in dict.fromkeys(c.quote for c in claims))
    targets = " ".join(s.target for s in draft.strikes if s.target)
    spots = draft.spots
    wide = len(spots) > 1 or draft.total or covers_many(draft) or (draft.intercepted and is_mass(draft))
    kind: IncidentKind = "interception" if draft.intercepted else "strike" if draft.strikes else "attack"
    return Report(
        key=(article.id, ordinal),
        article=article,
        kind=kind,
        strikes=tuple(draft.strikes),
        casualties=tuple(draft.casualties),
        spots=spots,
        places=tuple(draft.places),
        country=draft.country or next((p.country for p in draft.places if p.country), None),
        when=draft.when,
        wide=wide,
        night=phrasing.at_night(quotes),
        aftermath=phrasing.tells_aftermath(f"{article.title} {quotes}"),
        objects=wording.targets_in(f"{phrasing.scene_of(headline)} {news} {targets}"),
        means=frozenset().union(*(means_of(s) for s in draft.strikes)),
        attackers=frozenset(
            s.named_attacker for s in draft.strikes if s.named_attacker and s.attacker_stance != "denied"
        ),
        sides=_victims(draft.casualties, draft.strikes),
        tolls=frozenset(_toll(c) for c in draft.casualties if c.scope in ("incident", "aggregate")),
        words=wording.content_words(quotes) | wording.content_words(article.title),
        speakers=frozenset(k for c in draft.casualties if (k := _person(c.speaker))),
        echo=_echoes(draft, reactions),
        find=bool(draft.casualties) and all(phrasing.finds_bodies(c.quote) for c in draft.casualties),
        origin=origin(article),
        imprint=imprint(article),
        notice=is_notice(article) or any(phrasing.takes_back(c.quote) for c in claims),
    )


def _echoes(draft: Draft, reactions: Collection[str]) -> bool:
    """True if all it says of the event stands in a diplomat's words, without a figure or a place below a region."""
    vague = all(level_of(p) >= LEVELS["country"] for p in draft.spots)
    counts = draft.casualties or any(s.munitions is not None for s in draft.strikes)
    return bool(vague and not counts and all(s.quote in reactions or phrasing.reacts(s.quote) for s in draft.strikes))


def _person(speaker: str | None) -> str | None:
    return None if speaker is None or wording.sides_in(speaker) else person_key(speaker)


def _toll(casualty: Casualty) -> tuple[str, int]:
    """Whom a whole figure counts and how many: fifty soldiers are no evidence of fifty people at a station."""
    whom = " fighters" if phrasing.names_fighters(casualty.who or "") else ""
    return (casualty.kind + whom, casualty.count.low or casualty.count.high or 0)


def is_notice(article: Article) -> bool:
    """True if the article takes a report back rather than telling of an event (R27)."""
    return phrasing.takes_back(article.title) or phrasing.takes_back(article.body[:NOTICE_LENGTH])


def withdrawn(article: Article, reading: Reading, notice: Article) -> tuple[Report, ...]:
    """The events an article told of, taken back by `notice`, its own later version: kept for the tombstone (R27)."""
    stone = Tombstone(notice.at, notice.outlet, notice.title)
    return tuple(msgspec.structs.replace(r, notice=False, withdrawn=stone) for r in reports(article, reading))
