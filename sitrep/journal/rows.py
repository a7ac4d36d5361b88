"""The columns of `told` as an article with its reading."""

import msgspec

from sitrep.journal.sealed import Broken, opener
from sitrep.model.article import Article
from sitrep.model.claim import Reading

_article = opener(Article)
_reading = opener(Reading)


def told_pair(title: str, body: str, article: object, reading: object) -> tuple[Article, Reading] | None:
    """The article and its reading; None where either is not what was written. A lost reading loses the article: one
    that claims nothing where it claimed something would be a wrong board.
    """
    try:
        bare = _article(article, f"{title}\n{body}")
        return msgspec.structs.replace(bare, title=title, body=body), _reading(reading, "")
    except Broken:
        return None
