"""Whatever happens to the file: what comes out of it is what went in, the rest is moved aside, and work goes on."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from hashlib import blake2b
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import pytest
from builders import KHARKIV, NOON, killed, told

from sitrep.journal import Journal, JournalError, open_journal
from sitrep.journal.leaves import PAGE, leaves
from sitrep.journal.salvage import salvage
from sitrep.model.feedstate import FeedState
from sitrep.model.ruling import Dismiss, Ruling
from sitrep.model.viewer import Mark, Note

PAIRS = [told(f"a{n}", killed(n + 1, None, KHARKIV), hours=n / 9, body="word " * 90) for n in range(400)]
RULING = Ruling("r1", NOON, "anna@desk", Dismiss("i1"), "a drill")
MARK = Mark("anna@desk", "incident:i1", "v1", NOON)
MADE: list[bytes] = []
"""The journal all tests begin with, once it was made."""
STATE = FeedState("https://post.example/feed", etag='"one"')


def filled(path: Path) -> None:
    """A journal as it is used, closed."""
    if not MADE:
        with TemporaryDirectory() as folder:
            MADE.append(_made(Path(folder)))
    path.write_bytes(MADE[0])


def _made(folder: Path) -> bytes:
    journal, _ = open_journal(folder / "whole.sqlite", NOON)
    for start in range(0, len(PAIRS), 50):
        some = PAIRS[start : start + 50]
        journal.keep([a for a, _ in some], [r for _, r in some], [STATE])
    journal.rule([RULING])
    journal.mark([MARK])
    journal.note(Note("n1", "anna@desk", NOON, "watch the bridge"))
    journal.close()
    return (folder / "whole.sqlite").read_bytes()


def truncated(path: Path, size: int) -> None:
    os.truncate(path, size)


def zeroed(path: Path, page: int) -> None:
    with path.open("r+b") as file:
        file.seek(page * PAGE)
        file.write(bytes(PAGE))


def flipped(path: Path, seed: int, bits: int) -> None:
    data = bytearray(path.read_bytes())
    for bit in range(bits):
        throw = int.from_bytes(blake2b(f"{seed} {bit}".encode(), digest_size=8).digest(), "big")
        data[throw // 8 % len(data)] ^= 1 << throw % 8
    path.write_bytes(data)


def everything(journal: Journal) -> list[tuple[object, object]]:
    kept = journal.since(0)
    return list(zip(kept.articles, kept.readings, strict=True))


def holds(path: Path, least: int) -> Journal:
    """The journal opened again: nothing altered, at least that many articles, and new ones are kept."""
    journal, note = open_journal(path, NOON)
    found = everything(journal)
    assert [pair for pair in found if pair not in PAIRS] == []
    assert len(found) >= least
    if 0 < len(found) < len(PAIRS):
        assert note or journal.warning()
    new = told("new", hours=99)
    assert journal.keep([new[0]], [new[1]], []) is None
    assert new in everything(open_journal(path, NOON)[0])
    return journal


@pytest.mark.parametrize("share", [0.0, 0.01, 0.3, 0.5, 0.77, 0.999])
def test_a_truncated_file(tmp_path: Path, share: float) -> None:
    path = tmp_path / "journal.sqlite"
    filled(path)
    truncated(path, int(path.stat().st_size * share))
    holds(path, int(len(PAIRS) * max(0.0, share - 0.35)))


@pytest.mark.parametrize("page", range(0, 60, 4))
def test_a_zeroed_page_costs_what_lay_on_it(tmp_path: Path, page: int) -> None:
    path = tmp_path / "journal.sqlite"
    filled(path)
    zeroed(path, page)
    holds(path, 380)


@pytest.mark.parametrize("seed", range(12))
def test_flipped_bits_never_alter_what_is_read(tmp_path: Path, seed: int) -> None:
    path = tmp_path / "journal.sqlite"
    filled(path)
    flipped(path, seed, 40)
    holds(path, 100)


def test_the_lost_top_of_a_table_does_not_lose_the_table(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite"
    filled(path)
    with closing(sqlite3.connect(path)) as db:
        roots = dict(db.execute("select name, rootpage from sqlite_master where name in ('told', 'ruling')").fetchall())
    zeroed(path, roots["told"] - 1)
    journal = holds(path, len(PAIRS))
    assert journal.since(0).rulings == (RULING,)
    assert f"{len(PAIRS)} articles saved" in (journal.warning() or "")


def test_a_long_article_is_found_on_the_many_pages_it_lies_on(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite"
    journal, _ = open_journal(path, NOON)
    long = [told(f"l{n}", killed(n, n, KHARKIV), body=f"{n} " + "long words " * 3000) for n in range(1, 5)]
    journal.keep([a for a, _ in long], [r for _, r in long], [])
    journal.close()
    rows = {row[1]: row for row in leaves(path.read_bytes(), 11)}
    assert {name: row[6] for name, row in rows.items()} == {a.id: a.body for a, _ in long}


def test_what_was_forgotten_does_not_come_back_from_freed_pages(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite"
    filled(path)
    journal, _ = open_journal(path, NOON)
    horizon = PAIRS[200][0].at
    journal.forget(horizon)
    journal.close()
    with closing(sqlite3.connect(path)) as db:
        root = db.execute("select rootpage from sqlite_master where name = 'told'").fetchone()[0]
    zeroed(path, root - 1)
    found = everything(open_journal(path, NOON)[0])
    assert found
    assert min(a.at for a, _ in PAIRS if (a, _) in found) >= horizon


def test_a_lost_first_page_loses_no_article_and_no_ruling(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite"
    filled(path)
    zeroed(path, 0)
    journal = holds(path, len(PAIRS))
    kept = journal.since(0)
    assert (kept.rulings, kept.feeds, journal.marks(MARK.viewer)) == ((RULING,), (STATE,), (MARK,))
    assert [note.text for note in kept.notes] == ["watch the bridge"]


@pytest.mark.parametrize(
    "write",
    [
        lambda path: path.write_bytes(b"this was never a database, whatever it says" * 100),
        lambda path: path.write_bytes(b"SQLite format 3\0"),
        lambda path: path.write_text("{}"),
    ],
)
def test_a_file_that_is_no_database_is_moved_aside_as_it_is(tmp_path: Path, write: Callable[[Path], object]) -> None:
    path = tmp_path / "journal.sqlite"
    write(path)
    before = path.read_bytes()
    journal, note = open_journal(path, NOON)
    aside = path.with_name("journal-damaged-20240510T120000Z.sqlite")
    assert note is not None
    assert aside.name in note
    assert aside.read_bytes() == before
    assert journal.keep([PAIRS[0][0]], [PAIRS[0][1]], []) is None


def test_a_database_of_another_program_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite"
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("create table birds (name text)")
    with pytest.raises(JournalError, match="no journal of sitrep"):
        open_journal(path, NOON)
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("select name from sqlite_master").fetchall() == [("birds",)]


def test_a_torn_write_ahead_log_costs_its_last_words_only(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite"
    journal, _ = open_journal(path, NOON)
    for article, reading in PAIRS[:20]:
        journal.keep([article], [reading], [])
    for name in ("", "-wal"):
        (tmp_path / f"copy.sqlite{name}").write_bytes((tmp_path / f"journal.sqlite{name}").read_bytes())
    log = tmp_path / "copy.sqlite-wal"
    os.truncate(log, log.stat().st_size - 1000)
    found = everything(open_journal(tmp_path / "copy.sqlite", NOON)[0])
    assert found == PAIRS[: len(found)]
    assert len(found) >= 18


def test_damage_found_at_work_is_mended_for_every_process(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite"
    filled(path)
    poller, follower = open_journal(path, NOON)[0], open_journal(path, NOON)[0]
    seen = follower.since(0).seq
    revision = follower.revision()
    poller.keep([], [], [])
    with closing(sqlite3.connect(path)) as db:
        db.execute("pragma wal_checkpoint(truncate)")
    truncated(path, path.stat().st_size * 2 // 3)
    poller.close()
    poller, _ = open_journal(path, NOON)
    new = told("new", hours=99)
    assert len(everything(poller)) < len(PAIRS)
    assert "was damaged" in (poller.warning() or "")
    assert poller.keep([new[0]], [new[1]], []) is None
    assert follower.revision() != revision
    assert [a.id for a in follower.since(min(seen, follower.head().seq - 1)).articles] == ["new"]


class Shrunk(NamedTuple):
    """What a disk says of itself."""

    free: int


def test_mending_wants_room_says_so_and_leaves_the_damaged_file_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "journal.sqlite"
    filled(path)
    zeroed(path, 0)
    before = path.read_bytes()
    monkeypatch.setattr("sitrep.journal.disk.shutil.disk_usage", lambda folder: Shrunk(1000))
    journal, note = open_journal(path, NOON)
    assert note is not None
    assert "can't be mended: it takes" in note
    assert note.endswith("nothing is kept this time")
    assert journal.warning() == note
    assert path.read_bytes() == before
    assert list(tmp_path.glob("*damaged*")) == []
    monkeypatch.undo()
    holds(path, len(PAIRS))


FILLING = """
import resource, signal, sys
from datetime import UTC, datetime
from pathlib import Path
from sitrep.journal import open_journal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), resource.RLIM_INFINITY))
journal, note = open_journal(Path(sys.argv[1]), datetime(2024, 5, 10, 12, tzinfo=UTC))
print(note)
"""


@pytest.mark.parametrize("share", [0.02, 0.3, 0.7])
def test_a_disk_that_fills_up_while_mending_loses_nothing_and_leaves_nothing_behind(
    tmp_path: Path, share: float
) -> None:
    path = tmp_path / "journal.sqlite"
    filled(path)
    zeroed(path, 0)
    before = path.read_bytes()
    done = subprocess.run(
        [sys.executable, "-c", FILLING, str(path), str(int(len(before) * share))],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert "can't be mended" in done.stdout
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir() if "damaged" in file.name or "mending" in file.name] == []
    holds(path, len(PAIRS))


OPENING = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from sitrep.journal import open_journal
from sitrep.model.article import Article
noon = datetime(2024, 5, 10, 12, tzinfo=UTC)
sys.stdin.readline()
journal, note = open_journal(Path(sys.argv[1]), noon)
trouble = journal.keep([Article(f"new-{sys.argv[2]}", "v1", "New", "", "Post", "Post", "feed", noon)], [], [])
print("mended" if note else "found whole", trouble)
"""


def test_processes_that_find_one_file_torn_mend_it_once(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite"
    filled(path)
    zeroed(path, 0)
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", OPENING, str(path), str(number)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )
        for number in range(3)
    ]  # fmt: skip
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    said = sorted(process.communicate()[0].strip() for process in processes)
    assert said == ["found whole None", "found whole None", "mended None"]
    assert len(list(tmp_path.glob("*damaged*.sqlite"))) == 1
    assert len(everything(open_journal(path, NOON)[0])) == len(PAIRS) + 3


def test_nobody_writes_into_a_file_that_is_being_mended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It would be lost with the exchange. The writer is told, and keeps it when the new file stands."""
    path = tmp_path / "journal.sqlite"
    filled(path)
    with closing(sqlite3.connect(path)) as db:
        marks = db.execute("select rootpage from sqlite_master where name = 'mark'").fetchone()[0]
    monkeypatch.setattr("sitrep.journal.disk.BUSY", 0.05)
    poller, follower = open_journal(path, NOON)[0], open_journal(path, NOON)[0]
    zeroed(path, marks - 1)
    new, said = told("new", hours=99), list[str | None]()

    def meanwhile(broken: Path, into: sqlite3.Connection) -> tuple[int, int]:
        saved = salvage(broken, into)
        said.append(poller.keep([new[0]], [new[1]], []))
        return saved

    monkeypatch.setattr("sitrep.journal.salvage.salvage", meanwhile)
    assert follower.marks(MARK.viewer) == ()
    assert "was damaged" in (follower.warning() or "")
    (trouble,) = said
    assert "locked" in (trouble or "")
    assert poller.keep([new[0]], [new[1]], []) is None
    assert everything(follower) == [*PAIRS, new]
