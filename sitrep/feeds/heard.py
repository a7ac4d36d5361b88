"""What the feeds have told so far: which version of each entry was heard last, and which story each entry holds.

Some outlets put a wholly different story under an old id. It must not pass for an edit of the old one, whose claims
would vanish with it: it becomes an article of its own, and the entry leads to it from then on.
"""

from collections.abc import Callable, Iterable, Sequence

from msgspec.structs import replace

from sitrep.feeds.identity import ALIKE, digest, likeness
from sitrep.model.article import Article

Find = Callable[[str], Article | None]
"""The article of an id as it is held now, None where it is held no more."""


class Heard:
    """The memory of the polls. `find` gives the articles held, to tell an edit from another story."""

    def __init__(self, find: Find) -> None:
        self._find = find
        self._last: dict[str, tuple[str, str]] = {}
        self._holders: dict[str, tuple[str, ...]] = {}

    def learn(self, articles: Iterable[Article]) -> None:
        """What was kept by an earlier run, oldest first."""
        for article in articles:
            entry = article.entry or article.id
            self._last[entry] = (article.told or article.version, article.version)
            if article.entry and article.id not in self._holding(entry):
                self._holders[entry] = (*self._holding(entry), article.id)

    def recall(self, articles: Iterable[Article]) -> None:
        """As `learn`, of what is older than all that is known."""
        known = dict(self._last)
        self.learn(articles)
        self._last |= known

    def fresh(self, told: Sequence[Article]) -> list[Article]:
        """Of the articles a document holds, those not heard in this version, each under the id of its story."""
        return [self._placed(one) for one in told if self._told(one.id) != one.version]

    def current(self, article: Article) -> bool:
        """True while this is what its entry told last: the page of what was overtaken is not worth asking for."""
        return self._told(article.entry or article.id) == (article.told or article.version)

    def _told(self, entry: str) -> str:
        return self._last.get(entry, ("", ""))[0]

    def _holding(self, entry: str) -> tuple[str, ...]:
        return self._holders.get(entry, (entry,))

    def _placed(self, told: Article) -> Article:
        before = self._last.get(told.id)
        # Built on the version before it: an edit that takes another back is an edit again, not the old version.
        version = told.version if before is None else digest(before[1], told.version)
        self._last[told.id] = (told.version, version)
        held = [article for name in self._holding(told.id) if (article := self._find(name)) is not None]
        # The newest first: of two stories that are equally like it, the one that holds the entry now.
        alike = [(likeness(told.title, told.body, one.title, one.body), one.id) for one in reversed(held)]
        most, name = max(alike, key=lambda pair: pair[0], default=(1.0, told.id))
        if most < ALIKE:
            name = digest(told.id, told.title)
            self._holders[told.id] = (*self._holding(told.id), name)
        edited = told if before is None else replace(told, version=version, told=told.version)
        return edited if name == told.id else replace(edited, id=name, entry=told.id)
