"""Diplomatic acts: actor -> act -> target, in PLOVER classes (R32)."""

from sitrep.model.claim import Act
from sitrep.text.document import Document


def acts(doc: Document) -> tuple[Act, ...]:
    """The diplomatic acts `doc` tells as done or formally announced, in text order."""
    return ()
