"""What is written of an article: its row, and the few bytes by which it is known when it is forgotten."""

import msgspec

from sitrep.journal.sealed import sealed
from sitrep.model.article import Article
from sitrep.model.claim import Reading
from sitrep.views.filtering.facts import article_facts


def told_row(article: Article, reading: Reading) -> tuple[str | float | bytes, ...]:
    """An article with its reading as the columns of `told` after seq. Title and body stand in columns of their own,
    where the search reads them.
    """
    bare = msgspec.structs.replace(article, title="", body="")
    return (
        article.id,
        article.version,
        article.at.timestamp(),
        heard(article),
        article.title,
        article.body,
        "\n".join(article_facts(article).feeds),
        reading.rules,
        sealed(bare, article.text),
        sealed(reading),
    )


def heard(article: Article) -> int:
    """63 bits of a hash of what a feed told: the entry in its own version, whatever article was made of it. By these
    few bytes a forgotten version is known again.
    """
    from hashlib import blake2b  # a start shows what was kept and hashes nothing; loading OpenSSL takes a millisecond

    words = f"{article.entry or article.id}\0{article.told or article.version}"
    return int.from_bytes(blake2b(words.encode(), digest_size=8).digest(), "big") >> 1
