"""The written report: what stands where, what may be added, and nothing from outside that acts."""

import json
import re
from datetime import UTC, date, datetime, timedelta
from html.parser import HTMLParser
from typing import Any

import msgspec
import pytest
from boards import NOW, action, at, incident, known, rich_board, town
from builders import EAST
from hypothesis import given
from hypothesis import strategies as st

from sitrep.model.health import Health, Status
from sitrep.model.incident import Attribution, Board, Evidence, Figure, Incident, Step, Toll, Tombstone
from sitrep.model.when import When
from sitrep.views.floor import floor, unplaced
from sitrep.views.printed.markdown import md, safe_url
from sitrep.views.report.content import Report, report, section
from sitrep.views.report.document import COLUMNS, document, title
from sitrep.views.report.form import report_form
from sitrep.views.report.html import POLICY, html
from sitrep.views.report.markdown import markdown

SINCE = NOW - timedelta(days=7)


def no_article(_: str) -> None:
    """No article is kept."""


def told(board: Board, since: Any = SINCE) -> Report:
    """The report on a board of which no article is kept."""
    return report(board, since, no_article)


def board(*incidents: Incident, **fields: Any) -> Board:
    """A board of these incidents."""
    return Board(NOW, "North", len(incidents), incidents=incidents, **fields)


def written(of: Report) -> str:
    """The report in Markdown."""
    return "\n".join(markdown(document(of)))


def page(of: Report) -> str:
    """The report as a page."""
    return "\n".join(html(document(of), title(of)))


def ids(of: Report, name: Any) -> list[str]:
    """The incidents of a section."""
    return [row.incident.id for row in of.rows[name]]


def part(text: str, heading: str) -> str:
    """What stands under a heading of a Markdown report."""
    found = re.search(rf"^## {re.escape(heading)}.*?$(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    assert found, heading
    return found[1]


# -- what stands where ------------------------------------------------------------------------------------------------


def test_disputed_unplaced_and_shot_down_stand_apart() -> None:
    made = told(rich_board())
    assert ids(made, "disputed") == ["i-port"]
    assert ids(made, "unplaced") == ["i-bryansk"]
    assert ids(made, "interceptions") == ["i-drones"]
    assert set(ids(made, "located")) == {"i-kharkiv", "i-kyiv", "i-belgorod", "i-barrage", "i-dnipro"}


@pytest.mark.parametrize(
    ("fields", "where"),
    [
        ({"grade": "contested"}, "disputed"),
        ({"grade": "discounted"}, "disputed"),
        ({"killed": known(4, 4, flags=("disputed",))}, "disputed"),
        ({"places": (EAST,)}, "unplaced"),
        ({"places": ()}, "unplaced"),
        ({"places": (EAST,), "children": ("i-2",)}, "located"),
        ({"places": (EAST, town("Izium"))}, "located"),
        ({"kind": "interception"}, "interceptions"),
        ({}, "located"),
    ],
)
def test_the_section_of_an_incident(fields: dict[str, Any], where: str) -> None:
    assert section(incident("i-1", "Strike", **fields)) == where


def test_every_incident_of_the_period_stands_in_one_section() -> None:
    made = told(rich_board())
    listed = [row.incident.id for rows in made.rows.values() for row in rows]
    assert sorted(listed) == sorted(i.id for i in rich_board().incidents)


def test_what_was_last_told_before_the_period_is_left_out() -> None:
    made = told(rich_board(), at(0))
    assert set(ids(made, "located")) == {"i-kharkiv", "i-kyiv"}
    assert made.deeds == ()


def test_a_revision_in_the_period_tells_what_it_was_when_the_period_began() -> None:
    made = told(rich_board(), at(10, day=30))
    (row,) = (row for row in made.rows["located"] if row.incident.id == "i-belgorod")
    assert not row.new
    assert (row.before["killed"].low, row.before["killed"].high) == (21, None)
    assert "was 21+" in written(made)
    assert "Revised: Belgorod shelling" in part(written(made), "Highlights")


def test_each_toll_is_told_with_what_it_was_itself() -> None:
    steps = (Step(at(4), 5, 5, None, "Post"), Step(at(8), 9, 9, None, "Post"))
    hurt = msgspec.structs.replace(known(9, 9), history=steps)
    (row,) = told(board(incident("i-1", "Strike", killed=known(2, 2), injured=hurt)), at(5)).rows["located"]
    assert {kind: step.low for kind, step in row.before.items()} == {"injured": 5}


def test_highlights_are_new_or_revised_the_deadliest_first_and_never_disputed() -> None:
    named = [row.incident.id for row in told(rich_board()).highlights]
    assert named[:2] == ["i-barrage", "i-belgorod"]
    assert "i-port" not in named
    assert "i-dnipro" not in named  # a part of the barrage, which stands there


def test_what_was_withdrawn_in_the_period_is_a_highlight() -> None:
    stone = Tombstone(NOW, "Ridge Wire", "Retraction: strike on the school")
    gone = incident("i-gone", "Orlan strike", killed=known(14, 14), grade="discounted", tombstone=stone)
    made = told(msgspec.structs.replace(rich_board(), incidents=(*rich_board().incidents, gone)))
    first = part(written(made), "Highlights").strip().splitlines()[0]
    assert first.startswith("- Withdrawn: Orlan strike, Sun 31 Dec 2023; told before: killed 14")
    assert "taken back by Ridge Wire" in first


def test_of_what_nobody_told_more_the_label_stands_alone() -> None:
    bare = incident("i-bare", "Orlan attack", weapons=(), targets=(), killed=known(2, 2))
    assert "| Orlan attack |" in written(told(msgspec.structs.replace(rich_board(), incidents=(bare,))))


# -- totals -----------------------------------------------------------------------------------------------------------


def killed(*incidents: Incident) -> Any:
    """The floor of killed over these in the last week of the year."""
    return floor(incidents, "killed", datetime(2023, 12, 24, tzinfo=UTC), NOW)


def test_a_total_says_as_of_when_over_which_days_and_that_it_is_a_floor() -> None:
    line = part(written(told(rich_board())), "Totals")
    assert "At least 60 killed in 2 incidents with a figure; 2 more incidents without a lower figure." in line
    assert "Days 24 Dec 2023 to 31 Dec 2023, as of 31 Dec 2023 09:13Z; a floor." in line
    assert "Not in it: 1 unplaced, 1 disputed" in line


def test_a_total_is_over_the_days_of_the_period_whenever_they_were_told() -> None:
    told_early = incident("i-1", "Strike", killed=known(4, 4), updated=at(1), when=When(date(2023, 12, 31), "day"))
    before = incident("i-2", "Old", killed=known(90, 90), updated=at(8), when=When(date(2023, 12, 1), "day"))
    made = told(board(told_early, before), at(6))
    assert ids(made, "located") == ["i-2"]
    assert (made.floors[0].low, made.floors[0].left_out) == (4, {})


def test_parent_and_parts_are_never_added() -> None:
    whole = incident("i-1", "Barrage", killed=known(39, None), children=("i-2", "i-3"))
    parts = (
        incident("i-2", "Dnipro", killed=known(16, 16), parent="i-1"),
        incident("i-3", "Kyiv", killed=known(9, 9), parent="i-1"),
    )
    assert killed(whole, *parts).low == 39
    assert killed(msgspec.structs.replace(whole, killed=known(20, None)), *parts).low == 25
    assert killed(*parts).low == 25
    assert killed(whole, *parts).counted == 1
    apart = msgspec.structs.replace(whole, killed=known(39, None, flags=("disputed",)))
    assert killed(apart, *parts).low == 25  # its parts stand for themselves
    assert killed(incident("i-9", "Ring", killed=known(3, 3), parent="i-9")).low == 3  # nobody is a part of himself


def test_an_interception_that_hurt_nobody_is_no_part_of_the_sum_at_all() -> None:
    assert killed(incident("i-1", "Drones shot down", kind="interception", places=(EAST,))).left_out == {}


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"grade": "contested"}, "disputed"),
        ({"grade": "discounted"}, "discounted"),
        ({"killed": known(9, 9, flags=("disputed",))}, "disputed"),
        ({"places": (EAST,)}, "unplaced"),
        ({"when": When()}, "undated"),
        ({"when": When(date(2024, 1, 1), "day")}, "of other days"),
        ({"when": When(date(2023, 12, 25), "week")}, "of no one day"),
    ],
)
def test_what_may_not_be_added_is_left_out_and_said(fields: dict[str, Any], reason: str) -> None:
    sure = incident("i-1", "Strike", killed=known(4, 4))
    other = incident("i-2", "Other", **({"killed": known(900, 900)} | fields))
    found = killed(sure, other)
    assert (found.low, found.counted, found.left_out) == (4, 1, {reason: 1})


def test_an_incident_without_a_lower_figure_adds_nothing_and_is_counted_as_silent() -> None:
    found = killed(
        incident("i-1", "A", killed=known(4, None)), incident("i-2", "B"), incident("i-3", "C", killed=known(None, 9))
    )
    assert (found.low, found.counted, found.silent) == (4, 1, 2)


def test_where_nobody_gave_a_figure_the_total_is_no_0() -> None:
    made = told(board(incident("i-1", "Strike")))
    assert "No total of killed" in part(written(made), "Totals")
    assert " 0 killed" not in written(made)
    assert report_form(made)["totals"][0]["at_least"] is None


FIGURES = st.one_of(st.none(), st.integers(0, 50))


@given(
    st.lists(
        st.tuples(FIGURES, st.sampled_from(["weak", "fair", "contested", "discounted"]), st.booleans()), max_size=8
    )
)
def test_a_floor_is_never_more_than_what_is_sure(rows: list[tuple[int | None, Any, bool]]) -> None:
    made = [
        incident(
            f"i-{n}", "Strike", killed=known(low, None), grade=grade, places=(EAST,) if vague else (town("Izium"),)
        )
        for n, (low, grade, vague) in enumerate(rows)
    ]
    sure = [i for i in made if i.grade in ("weak", "fair") and not unplaced(i)]
    assert killed(*made).low == sum(i.killed.low or 0 for i in sure)


# -- the words --------------------------------------------------------------------------------------------------------


def test_the_report_says_as_of_when_and_over_which_period() -> None:
    text = written(told(rich_board()))
    assert text.startswith(
        "# Situation report: Eastern front\n\nAs of 31 Dec 2023 09:13Z. Period: 24 Dec 2023 09:13Z to "
    )
    assert "Read from 40 articles kept; 2 of 6 feeds answered well. Times are UTC." in text


def test_the_table_has_ranges_speakers_grades_and_sources() -> None:
    row = next(line for line in written(told(rich_board())).splitlines() if line.startswith("| Sat 30 Dec 2023 | Belg"))
    cells = [cell.strip() for cell in row.strip("|").split(" | ")]
    assert len(cells) == len(COLUMNS)
    assert cells[2] == "Ukraine (accused by Russia)"
    assert cells[3] == "21–24, best 22 (expected to rise)"
    assert cells[5].startswith("24: Volga Line · 21+: officials in Moscow · 22: the governor")
    assert cells[6] == "fair, 3 voices"
    assert re.fullmatch(r"(\\\[\d+\\\])+", cells[7])


def test_unknown_is_a_dash_and_a_spoken_none_is_not() -> None:
    lines = written(told(rich_board())).splitlines()
    (kyiv,) = (line for line in lines if "| Kyiv drone attack" in line)
    (port,) = (line for line in lines if "| Sevastopol missile" in line)
    assert "| – | – |" in kyiv
    assert "| none, as stated |" in port


def test_every_figure_has_its_sentence_its_speaker_and_a_source_that_is_listed() -> None:
    made = told(rich_board())
    text = written(made)
    assert "killed at least 21: officials in Moscow, via North Wire, 30 Dec 2023 09:05Z: “Shells that fell on" in text
    cited = {int(n) for n in re.findall(r"\\\[(\d+)\\\]", text)}
    assert cited == {source.number for source in made.sources}
    assert [source.number for source in made.sources] == list(range(1, len(made.sources) + 1))


def test_acts_and_campaigns_and_feeds_in_trouble_are_told() -> None:
    text = written(told(rich_board()))
    assert "| Russia requests UN | Security Council meeting; on Belgorod shelling | 1 voice |" in text
    assert "Eastern front: 10,000+ killed, as of 30 Dec 2023 12:00Z; the UN rights office, via North Wire" in text
    assert "Ridge Radio: failing, no answer (timeout)" in text


def test_an_empty_period_is_a_report_too() -> None:
    text = written(told(Board(NOW, "", 0)))
    assert "Nothing new was located" in text
    assert "None reported." in text


def test_the_json_holds_the_same_incidents() -> None:
    made = told(rich_board())
    form = report_form(made)
    assert json.loads(msgspec.json.encode(form)) == form
    for name, key in (("located", "incidents"), ("disputed", "disputed"), ("unplaced", "unplaced")):
        assert [one["id"] for one in form[key]] == ids(made, name)


# -- nothing from outside acts ----------------------------------------------------------------------------------------

HOSTILE = (
    "<script>document.title='owned'</script>",
    '"><img src=x onerror=alert(1)>',
    "</style><script>alert(1)</script>",
    "[click](javascript:alert(1))",
    "![x](https://evil.example/pixel.png)",
    "| broken | table |\n| --- |",
    "# heading\n\n- list",
    "<https://evil.example>",
    "`code` *bold* _under_ ~gone~ &lt;b&gt;",
)


def hostile(text: str, url: str = "https://post.example/1") -> Board:
    """A board in which every word from outside is this one."""
    said = Evidence(at(8), text, url, "a-1", text, 0, 1, text)
    figure = Figure(at(8), "killed", 4, 4, text, "incident", text, text, "a-1", text, 0, 1, text, text, url, (text,))
    one = incident(
        "i-1", text, targets=(text,), munitions=text, attackers=(Attribution(text, "accused", text),),
        killed=Toll(4, 4, 4, text, (), "known", (Step(at(8), 4, 4, text, text),)), ledger=(figure,), evidence=(said,),
    )  # fmt: skip
    act = action("d-1", text, text, target=text, about=text, venue=text, evidence=(said,))
    return msgspec.structs.replace(board(one, actions=(act,)), situation=text)


class Tags(HTMLParser):
    """What a browser would make of a page: its tags and their attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag != "bdi":  # a figure in words stands in one, a figure in digits does not
            self.tags.append(tag)
        self.attributes += attrs


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_make_no_tag_on_the_page(text: str) -> None:
    harmless, attacked = Tags(page(told(hostile("plain")))), Tags(page(told(hostile(text))))
    assert attacked.tags == harmless.tags
    assert not {name for name, _ in attacked.attributes if name.startswith("on")}
    assert "script" not in attacked.tags


@given(st.text(max_size=40))
def test_no_words_at_all_make_a_tag(text: str) -> None:
    assert set(Tags(page(told(hostile(text)))).tags) == set(Tags(page(told(hostile("plain")))).tags)


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "//evil.example", "https://", "ftp://a.example", "http://[bad"]
)
def test_an_address_that_is_no_web_address_is_no_link(url: str) -> None:
    links = [value for name, value in Tags(page(told(hostile("plain", url)))).attributes if name == "href"]
    assert all(value and value.startswith("#s") for value in links)
    assert safe_url(url) == ""


def test_an_address_cannot_end_its_attribute_or_its_link() -> None:
    url = 'https://post.example/a"onmouseover="x> <b>(c)'
    assert safe_url(url) == "https://post.example/a%22onmouseover=%22x%3E%20%3Cb%3E%28c%29"
    links = [value for name, value in Tags(page(told(hostile("plain", url)))).attributes if name == "href"]
    assert safe_url(url) in links


def test_the_page_allows_its_own_style_and_nothing_else() -> None:
    text = page(told(rich_board()))
    assert "default-src 'none'" in POLICY
    assert "unsafe" not in POLICY
    assert text.index("Content-Security-Policy") < text.index("<style>") < text.index("<body>")
    assert {"script", "img", "iframe", "link", "object", "form"} & set(Tags(text).tags) == set()


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_stay_on_their_line_and_in_their_cell_of_the_markdown(text: str) -> None:
    harmless, attacked = written(told(hostile("plain"))).splitlines(), written(told(hostile(text))).splitlines()
    assert len(attacked) == len(harmless)
    for one, other in zip(attacked, harmless, strict=True):
        assert len(re.findall(r"(?<!\\)\|", one)) == len(re.findall(r"(?<!\\)\|", other))
        assert not re.search(r"(?<!\\)<(?!https://post\.example)", one)
        assert not re.search(r"(?<!\\)\]\(", one)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Kharkiv", "Kharkiv"),
        ("a | b", "a \\| b"),
        ("1. first", "1\\. first"),
        ("- item", "\\- item"),
        ("# title", "\\# title"),
        ("110+", "110+"),
        ("2023 ended.", "2023 ended."),
        ("two\nlines", "two lines"),
        ("[x](y)", "\\[x\\](y)"),
    ],
)
def test_markdown_shows_words_as_they_are(text: str, shown: str) -> None:
    assert md(text) == shown


@pytest.mark.parametrize("status", ["new", "stale"])
def test_of_feeds_not_asked_of_late_it_is_not_said_that_none_answered(status: Status) -> None:
    feed = Health("North Wire", "u", status, at(9))
    assert "answered well" not in written(told(board(feeds=(feed,))))
    assert "1 of 2 feeds answered well" in written(told(board(feeds=(feed, Health("South Wire", "v", "ok", at(9))))))
