"""read(article) -> Reading: all extractors over one marked article."""

from sitrep.extract.casualties import casualties
from sitrep.extract.diplomacy import acts
from sitrep.extract.strikes import strikes
from sitrep.model.article import Article
from sitrep.model.claim import Reading
from sitrep.text.annotate import annotate
from sitrep.text.names import Names


def read(article: Article, names: Names) -> Reading:
    """What `article` says, each claim with its sentence. Pure and deterministic."""
    doc = annotate(article, names)
    return Reading(
        article=article.id,
        version=article.version,
        language=article.language,
        strikes=strikes(doc),
        casualties=casualties(doc),
        diplomacy=acts(doc),
    )
