"""People killed, injured, missing, captured: every stated figure with its words."""

from sitrep.model.claim import Casualty
from sitrep.text.document import Document


def casualties(doc: Document) -> tuple[Casualty, ...]:
    """The casualty figures of `doc`, in text order; each figure told twice stands once (R19)."""
    return ()
