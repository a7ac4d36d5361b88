"""The poller's limits as the table of docs/FEEDS.md, from the constants themselves: `python tools/limits.py`."""

from datetime import timedelta

from sitrep.config import Poll
from sitrep.feeds import discovery, opml, pages, poll, robots, schedule
from sitrep.feeds.dates import AHEAD, EARLIEST
from sitrep.feeds.decode import RATIO, RATIO_COUNTS_FROM
from sitrep.feeds.fetch import LIMITS
from sitrep.feeds.identity import ALIKE
from sitrep.feeds.transport import KEPT
from sitrep.text.clean import BODY_LIMIT, LINK_LIMIT, TITLE_LIMIT
from sitrep.worker import DEADLINE, LIFETIME, MEMORY


def rows() -> list[tuple[str, str]]:
    """What is limited, and to what."""
    return [
        ("requests at once", f"1 a host; {Poll().at_once} in all (`[poll] at_once`)"),
        ("answers under way or waiting for the parser", f"{poll.BODIES}"),
        ("connections kept between polls", f"{KEPT} hosts"),
        ("time to connect; for a whole answer", f"{_long(LIMITS.connect)}; {_long(LIMITS.total)}"),
        ("bytes received; decoded", f"{_size(LIMITS.wire)}; {_size(LIMITS.decoded)}"),
        ("unpacked to received", f"{RATIO} to 1, from {_size(RATIO_COUNTS_FROM)} on"),
        ("redirects", f"{LIMITS.redirects}"),
        ("interval: usual; least", f"{_long(schedule.INTERVAL)}; {_long(schedule.FLOOR)}"),
        ("longest interval by a publisher's hint or by failures", _long(schedule.CEILING)),
        ("rest after 429 or 503 that name no time", _long(schedule.PAUSE)),
        ("longest rest by Retry-After", _long(schedule.LONGEST_PAUSE)),
        ("agreeing polls before a move is believed", f"{schedule.AGREEING_MOVES}"),
        ("failures in a row after which a new address is given up", f"{schedule.FAILING}"),
        ("polls without validators", f"one in {_long(schedule.WHOLE_AGAIN)}"),
        ("late", f"from {schedule.LATE:g} times its longest usual silence and {_long(schedule.LATE_FROM)} on"),
        ("worker: a job; memory; replaced after", f"{_long(DEADLINE)}; {MEMORY} MiB; {LIFETIME:,} jobs"),
        ("title; text; link", f"{TITLE_LIMIT:,}; {BODY_LIMIT:,}; {LINK_LIMIT:,} characters"),
        ("publication times", f"from {EARLIEST:%Y} to {_long(AHEAD)} ahead"),
        ("another story under an old id", f"fewer than {ALIKE:.0%} of words shared"),
        ("article pages: pace a host; waiting", f"{_long(pages.PACE)}; {pages.WAITING}"),
        ("robots.txt: read; kept", f"{_size(robots.READ)}; {_long(pages.RULES_HOLD)}"),
        ("longest Crawl-delay", _long(robots.LONGEST_DELAY)),
        ("OPML: bytes; feeds", f"{_size(opml.LARGEST)}; {opml.MOST:,}"),
        ("discovery: bytes of a page; feeds offered", f"{_size(discovery.LOOKED_AT)}; {discovery.MOST}"),
    ]


def _long(span: float | timedelta) -> str:
    seconds = span.total_seconds() if isinstance(span, timedelta) else span
    for least, size, word in ((172_800, 86_400, "days"), (3_600, 3_600, "h"), (61, 60, "min")):
        if seconds >= least:
            return f"{seconds / size:g} {word}"
    return f"{seconds:g} s"


def _size(count: int) -> str:
    return f"{count >> 20} MiB" if count >= 1 << 20 else f"{count >> 10} KiB"


def main() -> None:
    """Prints the table."""
    for what, limit in rows():
        print(f"| {what} | {limit} |")


if __name__ == "__main__":
    main()
