"""The wire: every article as it came, and the incident it went into."""

from collections.abc import Sequence

from sitrep.model.article import Article
from sitrep.views.calendar import Calendar, tight_day
from sitrep.views.filtering.facts import article_facts
from sitrep.views.incidents import newest_first
from sitrep.views.index import indexed
from sitrep.views.memo import Remembered
from sitrep.views.pane import Cell, Column, Pane, Row, Short, Snapshot
from sitrep.views.steps import Steps

COLUMNS = (
    Column("", 1),
    Column("at", 7, short=Short("at", 5, tight_day)),
    Column("outlet", 10, drop=2, most=18),
    Column("headline", 0, least=24, short=Short("headline", 12)),
    Column("counted in", 22, drop=5, most=36),
)


class ArticleRow(Row, frozen=True, gc=False, kw_only=True):
    """An article, with the name of the incident it is counted in."""

    article: Article
    incident: str = ""

    def cells(self, calendar: Calendar) -> tuple[Cell, ...]:
        """As COLUMNS name them. ◆ marks one that tells of an incident on the board, a language's code in brackets one
        that was not read, for want of that language.
        """
        article = self.article
        # a time nobody stated is not shown as if somebody had (R29)
        assumed = "~" if article.published_basis != "stated" else ""
        from sitrep.text.lexicons import LANGUAGES  # a board has its first paint before it has an article

        foreign = "" if article.language in ("", "und", *LANGUAGES) else f"[{article.language}] "
        return (
            Cell("◆" if self.incident else "", "accent"),
            Cell(assumed + calendar.short(article.at), "dim" if assumed else "plain"),
            Cell(article.outlet, "dim"),
            Cell(foreign + article.title),
            Cell(self.incident, "dim"),
        )

    @property
    def url(self) -> str:
        """The article."""
        return self.article.url


def made(snapshot: Snapshot) -> Steps[Sequence[ArticleRow]]:
    """One row an article, newest first."""
    index = yield from indexed(snapshot.board.incidents)
    counted = [next((i.label for i in newest_first(index.telling(a.id))), "") for a in snapshot.articles]
    yield
    return (yield from _ROWS.rows(snapshot.articles, counted))


def _row(article: Article, incident: str) -> ArticleRow:
    return ArticleRow(
        key=article.id, version=article.version, facts=article_facts(article), article=article, incident=incident
    )


_ROWS = Remembered(_row)
PANE = Pane("wire", "Wire", "4", COLUMNS, made, "no article yet")
