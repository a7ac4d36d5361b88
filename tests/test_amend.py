"""The user's file changed by a command: what is not meant stays, byte for byte; what is not safe is refused."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitrep.amend import CannotAmend, Table, with_feeds, without_feed

MINE = """# My desk.
situation = "sudan"  # for now

[poll]
every = 600

# The harbour's own paper.
[[feeds]]
name = "Harbour Post"
url = "https://post.example/rss"  # moved in May
# never louder than this
every = 900

# Its rival.
[[feeds]]
name = "Quay Times"
url = "https://quay.example/rss"

[situations.port]
words = ["harbour"]
"""
NEW: Table = {"name": 'The "Pier"', "url": "https://pier.example/rss", "on": True, "every": 300}


def test_a_feed_is_put_at_the_end_and_all_else_stays() -> None:
    after = with_feeds(MINE, [NEW])
    assert after.startswith(MINE)
    assert tomllib.loads(after)["feeds"][2] == NEW


def test_a_file_may_begin_with_a_feed() -> None:
    assert with_feeds("", [{"name": "A", "url": "b"}]) == '[[feeds]]\nname = "A"\nurl = "b"\n'


@pytest.mark.parametrize(
    ("number", "first", "last"),
    [(0, 7, 12), (1, 14, 17)],
)
def test_a_feed_is_taken_out_and_the_comments_around_it_stay(number: int, first: int, last: int) -> None:
    lines = MINE.splitlines(keepends=True)
    assert lines[first] == "[[feeds]]\n"
    assert without_feed(MINE, number) == "".join(lines[:first] + lines[last:])


@pytest.mark.parametrize(
    "text",
    [
        'feeds = [{name = "A", url = "https://a.example"}]\n',
        '[[feeds]]\nname = "A"\nurl = """\n[[feeds]]\n"""\n',
        "[[ \"feeds\" ]]\nname = \"A\"\n[[feeds]]\nname = \"B\"\nurl = '''\n[x]\n'''\n",
    ],
)
def test_what_can_not_be_taken_out_safely_is_refused(text: str) -> None:
    number = len(tomllib.loads(text)["feeds"]) - 1
    with pytest.raises(CannotAmend):
        without_feed(text, number)


def test_feeds_written_in_one_line_are_not_added_to() -> None:
    with pytest.raises(CannotAmend):
        with_feeds('feeds = [{name = "A", url = "https://a.example"}]\n', [NEW])


NAMES = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30)


@given(st.lists(st.fixed_dictionaries({"name": NAMES, "url": NAMES}), min_size=1, max_size=5), st.data())
def test_whatever_is_put_in_comes_out_again(tables: list[dict[str, str]], data: st.DataObject) -> None:
    text = with_feeds(MINE, tables)
    for _ in tables:
        held = tomllib.loads(text)["feeds"]
        text = without_feed(text, data.draw(st.integers(2, len(held) - 1)))
    assert text == MINE
