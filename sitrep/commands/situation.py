"""What belongs to a situation, for commands that look at what is kept. Not a verb."""

import argparse
from datetime import UTC, datetime
from typing import NamedTuple

import msgspec

from sitrep.model.article import Article
from sitrep.model.incident import Action, Incident
from sitrep.model.scope import EVERYTHING, Scope
from sitrep.resolve.scope import article_in_scope, in_scope
from sitrep.wiring import configured, picked, scopes

_NEVER = datetime(1, 1, 1, tzinfo=UTC)
"""The moment of a scope without a window: none is asked for."""


class Asked(NamedTuple):
    """The situation asked for, without its window: what is kept is looked at as far back as it goes."""

    scope: Scope

    def holds(self, item: Incident | Action | Article) -> bool:
        """True for what belongs to it, as on the board and on the wire."""
        if isinstance(item, Article):
            return article_in_scope(item, self.scope, _NEVER)
        return in_scope(item, self.scope, _NEVER)


def asked_for(args: argparse.Namespace) -> Asked:
    """What --situation names; everything where it names nothing. Raises Misconfigured: a configuration asked for by
    name has to be right, used or not.
    """
    config, _ = configured(args.config)
    scope = scopes(config)[picked(config, args.situation)] if args.situation else EVERYTHING
    return Asked(msgspec.structs.replace(scope, window_hours=None))
