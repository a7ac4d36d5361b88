"""Articles to measure with, and the measure."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from time import process_time  # a benchmark measures the machine's own time

from sitrep.model.article import Article

NOON = datetime(2024, 1, 1, 12, tzinfo=UTC)
PARAGRAPH = (
    "Shells hit the market of Harbour Town on Monday and killed at least four people, the governor said. "
    "Another nine were taken to hospital. The mayor, Anna Berg, told reporters that the power would stay off for days. "
    "Traders had opened their stalls at seven as on every other morning, and most of them had gone home before noon. "
)


def article(number: int) -> Article:
    """One of many reports: a new day and figure each, six hundred words."""
    body = PARAGRAPH * 9
    at = NOON + timedelta(minutes=number)
    title = f"At least {number % 40 + 2} killed as shells hit market"
    return Article(str(number), "v1", title, body, f"Outlet {number % 40}", f"Outlet {number % 40}", "feed", at, at)


def cpu(work: Callable[[], object]) -> float:
    """CPU seconds of `work`."""
    begun = process_time()
    work()
    return process_time() - begun
