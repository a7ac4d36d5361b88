"""What one poll of one feed came to."""

import msgspec

from sitrep.model.article import Article
from sitrep.model.feedstate import FeedState
from sitrep.model.health import Health


class Polled(msgspec.Struct, frozen=True):
    """The feed's new state, how it fares, and the articles its document held (none where it had not changed)."""

    state: FeedState
    health: Health
    articles: tuple[Article, ...] = ()
