"""The command line as a script meets it: exit codes, what goes to stdout and what to stderr."""

import json
import os
import shlex
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from desks import ENTRY, Desk, Here

from sitrep.cli import main
from sitrep.options import VERBS, moment, parser

# A private address that may not be dialled: the feed fails without a packet being sent.
NO_ANSWER = 'shipped_feeds = false\n[[feeds]]\nname = "Lost Feed"\nurl = "http://127.0.0.1:9/feed"\n'


@pytest.fixture(name="desk")
def _desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@pytest.fixture(name="here")
def _here(desk: Desk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Here:
    return Here(desk, monkeypatch, capsys)


# -- wrong usage or configuration: 2, nothing on stdout ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["wach"], "invalid choice: 'wach'"),
        (["--pane", "ticker"], "invalid choice: 'ticker'"),
        (["once", "--json", "--plain"], "not allowed with"),
        (["once", "--now", "yesterday"], "'yesterday': wants a time in ISO 8601, such as"),
        (["read", "--published", "soon"], "'soon': wants a time in ISO 8601, such as"),
        (["demo", "--speed", "fast"], "'fast': wants a number from 0, such as 60"),
        (["demo", "--speed", "nan"], "'nan': wants a number from 0, such as 60"),
        (["demo", "--speed", "-1"], "'-1': wants a number from 0, such as 60"),
        (["once", "--csv", "--table", "all"], "invalid choice: 'all'"),
        (["report", "--since", "soon"], "'soon': wants a number with m, h, d or w, such as"),
        (["report", "--since", "0h"], "'0h': wants a number with"),
        (["report", "--since", ""], "'': wants a number with"),
        (["record", "new", "--for", "20s"], "'20s': wants a number with m, h, d or w, such as 90m"),
        (["query", "x", "--limit", "0"], "'0': wants a whole number from 1, such as 50"),
        (["once", "--sample", "--table", "figures"], "sitrep once: error: --table figures is of --csv"),
        (["once", "--bogus"], "sitrep once: error: unrecognized arguments: --bogus"),
        (["feeds", "list", "--bogus"], "usage: sitrep feeds list"),
        (["config", "show", "--config", "nowhere.toml"], "nowhere.toml: No such file or directory"),
        (["config", "check", "--config", "nowhere.toml"], "nowhere.toml: No such file or directory"),
        (["report", "nowhere.jsonl"], "nowhere.jsonl: no such file or folder"),
        (["report", "--situation", "sudn"], "no situation 'sudn'; there are"),
        (["watch", "--situation", "sudn"], "no situation 'sudn'; there are"),
        (["watch", "--plain", "--jsonl"], "not allowed with"),
        (["replay", "nowhere"], "nowhere/recording.json: No such file or directory; no recording is here"),
        (["replay", "nowhere", "--watch", "--csv"], "--watch gives --plain or --jsonl, not --csv"),
        (["--situation", "ukraine", "doctor"], "--situation is not of this command"),
        (["--pane", "wire", "status"], "--pane is not of this command"),
        (["--no-poll", "feeds", "list"], "--no-poll is not of this command"),
        (["replay", "nowhere", "--speed", "-1"], "'-1': wants a number from 0, such as"),
        (["record", "new", "--once", "--for", "1h"], "not allowed with"),
        (["record", "own.toml"], "own.toml: Not a directory"),
        (["once", "nowhere.jsonl"], "nowhere.jsonl: no such file or folder"),
        (["once", "--config", "nowhere.toml"], "nowhere.toml: No such file or directory"),
        (["--config", "nowhere.toml"], "nowhere.toml: No such file or directory"),
        (["once", "--situation", "sudn"], "no situation 'sudn'; there are"),
        (["--situation", "sudn"], "no situation 'sudn'; there are"),
    ],
)
def test_wrong_usage_is_refused_with_2_and_a_reason(here: Here, words: list[str], why: str) -> None:
    done = here.run(*words)
    assert (done.code, done.out) == (2, "")
    assert why in done.err


def test_a_wrong_configuration_is_refused_with_2_and_its_line(desk: Desk) -> None:
    path = desk.file("wrong.toml", "shipped_feeds = false\n[poll]\nevry = 300\n")
    for done in (
        desk.run("once", "--config", path),
        desk.run("--config", path),
        desk.run("once", more={"SITREP_CONFIG": str(path)}),
    ):
        assert (done.returncode, done.stdout) == (2, "")
        assert f"{path}:3: poll.evry: there is no such key; did you mean every?" in done.stderr


@pytest.mark.parametrize("words", [["--config", "wrong.toml", "once"], ["--situation", "sudn", "once"]])
def test_an_option_before_the_command_counts_as_well(here: Here, words: list[str]) -> None:
    here.desk.file("wrong.toml", "evry = 300\n")
    assert here.run(*words).code == 2


def test_a_folder_with_a_broken_list_of_its_feeds_is_refused_with_2(here: Here) -> None:
    here.desk.file("sources.toml", "[[feeds]\n")
    done = here.run("once", here.desk.folder)
    assert done.code == 2
    assert "Traceback" not in done.err


@pytest.mark.parametrize("verb", list(VERBS))
def test_every_command_refuses_what_it_does_not_know_and_tells_what_it_does(
    verb: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for words, code in (([verb, "--no-such-option"], 2), ([verb, "--help"], 0)):
        with pytest.raises(SystemExit) as left:
            main(words)
        assert left.value.code == code
    assert capsys.readouterr().out.startswith(f"usage: sitrep {verb}")


# -- done, failed, done in part ---------------------------------------------------------------------------------------


def test_a_board_of_files_that_were_all_read_ends_with_0(here: Here) -> None:
    done = here.run("once", here.desk.entries())
    assert (done.code, done.err) == (0, "")


def test_a_board_of_which_a_file_could_not_be_read_ends_with_3_and_its_name(here: Here) -> None:
    done = here.run("once", here.desk.entries(), here.desk.file("login.xml", "<html><body>Please log in</body></html>"))
    assert done.code == 3
    assert "login.xml" in done.err
    assert json.loads(done.out)["articles"] == 1


def test_a_board_of_nothing_that_could_be_read_ends_with_1(here: Here) -> None:
    done = here.run("once", here.desk.file("login.xml", "<html><body>Please log in</body></html>"))
    assert done.code == 1
    assert json.loads(done.out)["articles"] == 0


def test_a_poll_that_no_feed_answers_ends_with_1_and_says_why(desk: Desk) -> None:
    done = desk.run("once", "--config", desk.file("lost.toml", NO_ANSWER))
    assert done.returncode == 1
    assert "Lost Feed: " in done.stderr
    assert "1 of 1 feeds failed, 0 answered" in done.stderr
    assert [feed["status"] for feed in json.loads(done.stdout)["feeds"]] == ["failing"]


def test_files_with_one_trouble_are_named_in_one_line(here: Here) -> None:
    page = "<html><body>Please log in</body></html>"
    done = here.run("once", here.desk.entries(), here.desk.file("one.xml", page), here.desk.file("two.xml", page))
    assert done.code == 3
    assert "2 feeds: one.xml, two.xml" in done.err
    assert "2 of 3 feeds failed, 1 answered" in done.err


def test_reading_ends_with_0_3_or_1(here: Here) -> None:
    good, bad = here.desk.entries(), here.desk.file("bad.jsonl", "{\n")
    assert [here.run("read", *paths).code for paths in ([good], [good, bad], [bad], ["nowhere.txt"])] == [
        0,
        3,
        1,
        1,
    ]


# -- what is printed --------------------------------------------------------------------------------------------------


def test_once_without_a_terminal_prints_json(desk: Desk) -> None:
    board = json.loads(desk.run("once", desk.entries()).stdout)
    assert (board["articles"], board["as_of"]) == (1, "2024-05-10T12:00:00Z")
    assert [feed["url"] for feed in board["feeds"]] == [str(desk.folder / "day.jsonl")]
    assert "texts" not in board


def test_once_prints_the_form_asked_for(here: Here) -> None:
    path = here.desk.entries()
    assert json.loads(here.run("once", "--json", path).out)["articles"] == 1
    assert here.run("once", "--plain", path).out.startswith("sitrep · all · as of 2024-05-10T12:00:00Z\n")
    assert here.run("once", "--md", path).out.startswith("# sitrep · all · as of 2024-05-10T12:00:00Z\n")


def test_a_report_is_made_of_files_in_three_forms(here: Here) -> None:
    path = here.desk.entries()
    assert here.run("report", path).out.startswith("# Situation report: all\n\nAs of 10 May 2024 12:00Z.")
    assert here.run("report", "--html", path).out.startswith("<!DOCTYPE html>\n")
    told = json.loads(here.run("report", "--json", path).out)
    assert told["sources"] == [
        {
            "number": 1,
            "article": "post-1",
            "outlet": "Harbour Post",
            "title": ENTRY["title"],
            "url": "",
            "at": "2024-05-10T12:00:00Z",
        }
    ]


def test_the_period_of_a_report_is_the_one_asked_for(here: Here) -> None:
    words = ("report", "--json", "--since", "36h", "--now", "2024-05-11T06:00")
    told = json.loads(here.run(*words, here.desk.entries()).out)
    assert told["period"] == {"from": "2024-05-09T18:00:00Z", "to": "2024-05-11T06:00:00Z"}
    told = json.loads(here.run("report", "--json", "--since", "1h", "--now", "2024-05-11T06:00", "day.jsonl").out)
    assert (told["incidents"], told["diplomacy"]) == ([], [])


def test_a_report_on_what_was_kept_polls_nothing(desk: Desk) -> None:
    done = desk.run("report", "--config", desk.file("lost.toml", NO_ANSWER))
    assert (done.returncode, done.stderr) == (0, "sitrep: not polling: this is what has been kept\n")
    assert done.stdout.startswith("# Situation report: World\n")


def test_a_recording_of_feeds_that_do_not_answer_is_a_recording_that_replays(desk: Desk) -> None:
    secret = '[[feeds]]\nname = "Closed"\nurl = "http://reader:hush@127.0.0.1:9/x"\n'
    keyed = '[[feeds]]\nname = "Keyed"\nurl = "http://127.0.0.1:9/x?api_key=hush"\n'
    config = desk.file("lost.toml", NO_ANSWER + secret + keyed)
    done = desk.run("record", "night", "--once", "--config", config)
    assert done.returncode == 0
    assert "not recorded, for they are asked with a secret: Closed, Keyed\n" in done.stderr
    assert "1 answer of 1 feed recorded" in done.stderr
    kept = b"".join(path.read_bytes() for path in (desk.folder / "night").rglob("*") if path.is_file())
    assert b"hush" not in kept
    board = json.loads(desk.run("replay", "night").stdout)
    assert [(feed["name"], feed["status"]) for feed in board["feeds"]] == [("Lost Feed", "failing")]
    assert "inside a private network" in board["feeds"][0]["last_error"]
    assert "Feed Lost Feed: new before, now failing" in desk.run("replay", "night", "--watch").stdout
    again = desk.run("record", "night", "--once", "--config", config)
    assert (again.returncode, "name another folder" in again.stderr) == (2, True)


def test_now_fixes_the_boards_moment(here: Here) -> None:
    done = here.run("once", "--now", "2024-05-12T06:30", here.desk.entries())
    assert json.loads(done.out)["as_of"] == "2024-05-12T06:30:00Z"
    assert done.err == ""
    early = here.run("once", "--now", "2024-01-01", here.desk.entries())
    assert "1 article of a time after --now is on the board all the same" in early.err


def test_with_text_adds_what_spans_count_in(here: Here) -> None:
    board = json.loads(here.run("once", "--with-text", here.desk.entries()).out)
    assert board["texts"] == {"post-1": f"{ENTRY['title']}\n{ENTRY['text']}"}
    reading = json.loads(here.run("read", "--with-text", here.desk.folder / "day.jsonl").out)
    start, end = reading["casualties"][0]["span"]
    assert reading["text"][start:end] in f"{ENTRY['title']}\n{ENTRY['text']}"
    assert "four" in reading["text"][start:end].casefold()


def test_read_prints_one_reading_a_line_and_takes_a_text_from_stdin(desk: Desk) -> None:
    desk.file("two.jsonl", json.dumps(ENTRY) + "\n" + json.dumps(ENTRY | {"id": "post-2"}) + "\n")
    lines = desk.run("read", "two.jsonl").stdout.splitlines()
    assert [json.loads(line)["id"] for line in lines] == ["post-1", "post-2"]
    done = desk.run("read", "--published", "2024-05-10T08:00", "-", said=f"{ENTRY['title']}\n{ENTRY['text']}\n")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["published"] == "2024-05-10T08:00:00Z"


def test_explain_says_why(here: Here) -> None:
    path = here.desk.entries()
    claims = json.loads(here.run("read", "--explain", path).out)["casualties"]
    assert claims
    assert all(claim["why"] for claim in claims)
    assert "why" not in json.loads(here.run("read", path).out)["casualties"][0]


def test_sitrep_without_a_terminal_prints_plain_text(desk: Desk) -> None:
    done = desk.run()
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("sitrep · World · as of ")
    assert "\x1b" not in done.stdout


def test_sitrep_without_a_terminal_shows_the_situation_asked_for(desk: Desk) -> None:
    assert desk.run("--situation", "sudan").stdout.startswith("sitrep · Sudan · as of ")


def test_files_are_read_without_journal_and_lock(desk: Desk) -> None:
    assert desk.run("once", desk.entries()).returncode == 0
    assert not (desk.folder / "state").exists()


def test_the_version_is_told(desk: Desk) -> None:
    done = desk.run("--version")
    assert done.returncode == 0
    assert done.stdout.startswith("sitrep ")


def test_the_doctor_says_a_line_each_and_ends(desk: Desk) -> None:
    done = desk.run("doctor", "--no-network", more={"TERM": "xterm-256color", "LC_ALL": "C.UTF-8"})
    assert (done.returncode, done.stderr) == (0, "")
    assert all(line.startswith(("ok ", "note ", "bad ")) for line in done.stdout.splitlines())
    assert "configuration: your own, 0 feeds are polled" in done.stdout
    bad = desk.run("doctor", "--no-network", more={"TERM": "dumb", "LC_ALL": "C.UTF-8"})
    assert (bad.returncode, "bad   terminal: TERM is dumb; set it" in bad.stdout) == (1, True)


def test_the_completions_are_a_script(desk: Desk) -> None:
    assert desk.run("completions", "fish").stdout.startswith("function __sitrep_words")
    assert desk.run("completions", "words", "--", "rep").stdout.splitlines()[0].startswith("report\t")
    assert desk.run("completions", "ksh").returncode == 2


# -- a reader that closes early ---------------------------------------------------------------------------------------


def closed_early(desk: Desk, *words: object) -> tuple[int, str]:
    """Exit code and stderr where nobody reads stdout any more."""
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = desk.run(*words, stdout=writing)
    finally:
        os.close(writing)
    return done.returncode, done.stderr


def test_a_pipe_that_closes_early_is_no_error(desk: Desk) -> None:
    lines = (json.dumps(ENTRY | {"id": f"post-{n}", "text": f"{ENTRY['text']} Note {n}."}) for n in range(60))
    assert closed_early(desk, "read", desk.file("many.jsonl", "\n".join(lines))) == (0, "")


@pytest.mark.parametrize(
    "words",
    [
        ["once", "day.jsonl"],
        ["once", "--csv", "day.jsonl"],
        ["report", "day.jsonl"],
        ["read", "day.jsonl"],
        ["config", "show"],
        ["config", "schema", "report"],
        ["doctor", "--no-network"],
        ["completions", "zsh"],
        ["completions", "words", "--", ""],
        ["--version"],
    ],
)
def test_a_pipe_that_closes_early_is_no_error_for_little_output_either(desk: Desk, words: list[str]) -> None:
    desk.entries()
    assert closed_early(desk, *words) == (0, "")


# -- words into values ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2024-05-10T12:00:00Z", datetime(2024, 5, 10, 12, tzinfo=UTC)),
        ("2024-05-10T15:00+03:00", datetime(2024, 5, 10, 12, tzinfo=UTC)),
        ("2024-05-10T12:00", datetime(2024, 5, 10, 12, tzinfo=UTC)),
        ("2024-05-10", datetime(2024, 5, 10, tzinfo=UTC)),
    ],
)
def test_a_moment_is_iso_8601_and_utc_where_it_names_no_zone(text: str, found: datetime) -> None:
    assert moment(text) == found
    assert moment(text).utcoffset() == timedelta(0)


def test_read_without_sources_reads_stdin() -> None:
    assert parser().parse_args(["read"]).sources == ["-"]


@pytest.mark.parametrize("verb", ["once", "report"])
def test_a_folder_with_nothing_in_it_is_no_empty_board(here: Here, verb: str) -> None:
    (here.desk.folder / "empty").mkdir()
    done = here.run(verb, "empty")
    assert (done.code, done.out) == (1, "")
    assert done.err == f"sitrep {verb}: no files in empty\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize("words", [["once", "--sample", "--plain"], ["status"], ["config", "show"], ["feeds", "list"]])
def test_a_full_stdout_is_one_line_and_1(desk: Desk, words: list[str], unbuffered: str) -> None:
    with Path("/dev/full").open("wb") as full:
        done = desk.run(*words, stdout=full.fileno(), more={"PYTHONUNBUFFERED": unbuffered})
    assert (done.returncode, done.stderr) == (1, "sitrep: can't write: No space left on device\n")


def test_a_stdout_that_was_closed_is_as_if_nobody_read_it(desk: Desk) -> None:
    command = f"{shlex.quote(sys.executable)} -m sitrep config path >&-"
    done = subprocess.run(
        ["/bin/sh", "-c", command], stderr=subprocess.PIPE, env=desk.environment, encoding="utf-8", timeout=60
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_a_report_from_what_is_kept_says_nothing_of_feeds_nobody_asked(desk: Desk) -> None:
    path = desk.file("one.toml", NO_ANSWER)
    done = desk.run("report", "--config", path)
    assert done.returncode == 0
    assert "answered well" not in done.stdout


def test_a_feed_given_to_read_is_sent_to_once(here: Here) -> None:
    feed = here.desk.file("f.xml", "<rss version='2.0'><channel><title>Harbour Post</title></channel></rss>")
    assert "`sitrep once FILE` reads it" in here.run("read", feed).err


def test_the_configuration_of_feeds_is_named_before_the_act_or_after_it(here: Here) -> None:
    path = here.desk.file("one.toml", NO_ANSWER)
    before, after = here.run("feeds", "--config", path, "list"), here.run("feeds", "list", "--config", path)
    assert before.out == after.out
    assert "Lost Feed" in after.out


def test_a_list_of_feeds_that_is_not_there_is_named(here: Here) -> None:
    assert here.run("feeds", "import", "nowhere.opml").err == "sitrep feeds: nowhere.opml: No such file or directory\n"
