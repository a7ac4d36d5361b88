"""The HTML report in a real browser: every word in it attacks, and nothing may run, load or leave.

Needs Chromium (Debian: apt-get install chromium). Two controls show that the check can fail: the same attacks in a bare
page run, and the same attacks unescaped under the report's own policy do not.
"""

import shutil
import subprocess
import tempfile
from datetime import UTC, date, datetime
from pathlib import Path

from sitrep.model.incident import UNKNOWN, Action, Attribution, Board, Evidence, Figure, Incident, Step, Toll
from sitrep.model.place import Place
from sitrep.model.when import When
from sitrep.views.report.content import report
from sitrep.views.report.document import document
from sitrep.views.report.html import POLICY, html

OWNED = "document.documentElement.dataset.owned='yes'"
ATTACKS = (
    f"<script>{OWNED}</script>",
    f'"><img src=x onerror="{OWNED}">',
    f'</style></title></td><svg onload="{OWNED}">',
    f"'><a href='javascript:{OWNED}' autofocus onfocus=\"{OWNED}\">x</a>",
    "<meta http-equiv=refresh content='0;url=https://evil.example/'><base href=https://evil.example/>",
)
NOW = datetime(2024, 5, 10, 12, tzinfo=UTC)


def page() -> bool:
    """Opens the pages; prints what ran in them."""
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if browser is None:
        print("page: no Chromium on this machine; nothing was checked")
        return False
    attack = "".join(ATTACKS)
    bare = f"<!DOCTYPE html><title>bare</title><body>{attack}"
    guarded = f'<!DOCTYPE html><meta http-equiv="Content-Security-Policy" content="{POLICY}"><body>{attack}'
    made = "\n".join(html(document(report(_board(), NOW.replace(day=1), lambda _: None)), attack))
    picture = Path(tempfile.gettempdir()) / "sitrep-report.png"
    ran = {
        "bare page": _runs(browser, bare.replace(ATTACKS[-1], "")),
        "policy alone": _runs(browser, guarded.replace(ATTACKS[-1], "")),
        "report": _runs(browser, made, picture),
    }
    for name, did in ran.items():
        print(f"page: {name}: {'a script RAN' if did else 'nothing ran'}")
    print(f"page: the report's picture is {picture}")
    return ran == {"bare page": True, "policy alone": False, "report": False}


def _runs(browser: str, text: str, picture: Path | None = None) -> bool:
    """Whether anything in the page ran, or led away from it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "page.html"
        path.write_text(text, "utf-8")
        common = [browser, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}/profile"]
        if picture is not None:
            subprocess.run(
                [*common, f"--screenshot={picture}", "--window-size=1300,1800", path.as_uri()],
                check=True, capture_output=True, timeout=120,
            )  # fmt: skip
        done = subprocess.run(
            [*common, "--virtual-time-budget=2000", "--dump-dom", path.as_uri()],
            check=True, capture_output=True, encoding="utf-8", timeout=120,
        )  # fmt: skip
    start = done.stdout[: done.stdout.find(">", done.stdout.find("<html")) + 1]
    assert "<html" in start, "Chromium showed no page"
    return "data-owned" in start or "evil.example" in start


def _board() -> Board:
    """A board in which every word from outside attacks."""
    all_of_it = "".join(ATTACKS)
    url = f'https://post.example/"onmouseover="{OWNED}'
    said = Evidence(NOW, all_of_it, url, "a-1", all_of_it, 0, 1, all_of_it)
    figure = Figure(
        NOW, "killed", 4, 4, all_of_it, "incident", all_of_it, all_of_it, "a-1", all_of_it, 0, 1, all_of_it, all_of_it,
        f"javascript:{OWNED}",
    )  # fmt: skip
    incidents = tuple(
        Incident(
            id=f"i-{number}", label=attack, kind="strike", weapons=("missile",),
            places=(Place(attack, "?x", "exact", "UA"),), country="UA", when=When(date(2024, 5, 10), "day"),
            attackers=(Attribution(attack, attack, attack),), targets=(attack,),
            killed=Toll(4, 4, 4, attack, (attack,), "known", (Step(NOW, 4, 4, attack, attack),)),
            injured=UNKNOWN, missing=UNKNOWN, captured=UNKNOWN, grade="weak", outlets=1, origins=1,
            articles=("a-1",), first_seen=NOW, updated=NOW, ledger=(figure,), evidence=(said,),
        )
        for number, attack in enumerate(ATTACKS)
    )  # fmt: skip
    act = Action(
        "d-1", all_of_it, "ACCUSE", all_of_it, When(), NOW, 1, 1, (said,), all_of_it, all_of_it, all_of_it, "i-0"
    )
    return Board(NOW, all_of_it, 1, (), incidents, (), (act,))
