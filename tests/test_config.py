"""config.toml: what is wrong is named by file, line and key, with the nearest right one."""

from itertools import pairwise

import pytest

from sitrep.config import ConfigError, load, packaged_text, parse

PACKAGED = load(None)


def test_the_packaged_file_breaks_no_rule() -> None:
    """It is read unchecked at every start."""
    assert parse(packaged_text(), "config.toml") == PACKAGED


def problems(text: str) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        parse(text, "my.toml", PACKAGED)
    return [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[pol]\nevery = 300\n", "my.toml:1: pol: there is no such key; did you mean poll?"),
        ("[poll]\nevry = 300\n", "my.toml:2: poll.evry: there is no such key; did you mean every?"),
        ('\n[poll]\nevery = "often"\n', "my.toml:3: poll.every: wants a whole number, not text in quotes"),
        ("[poll]\nevery = 5\n", "my.toml:2: poll.every: seconds from 60 to 86400; 300 is usual"),
        ('situation = "sudn"\n', "my.toml:1: situation: no [situations.sudn]; did you mean sudan?"),
        (
            '[[feeds]]\nname = "A"\nurl = "https://a.example/f"\n\n[[feeds]]\nname = "B"\nurl = "ftp://b.example"\n',
            'my.toml:7: feeds.url: "ftp://b.example" is no http or https address',
        ),
        (
            '[situations.x]\ncountries = ["Ukraine"]\n',
            'my.toml:2: situations.x.countries: "Ukraine" is no two-letter country code such as "UA"',
        ),
        ('[poll]\nproxy = "socks5://h:1"\n', "my.toml:2: poll.proxy: an http or https address"),
        (
            '[[feeds]]\nname = "A"\nurl = "htps://me:hush@a.example/f"\n',
            'my.toml:3: feeds.url: "htps://a.example/f" is no http or https address',
        ),
        ("x = = 1\n", "my.toml:1: (syntax): Invalid value"),
        (
            '[[alerts]]\nname = "deadly"\nquery = "killed:>9"\n[[alerts]]\nname = "deadly"\nquery = "killed:>99"\n',
            'my.toml:5: alerts.name: there is an alert "deadly" already',
        ),
        (
            '[[feeds]]\nname = "A"\nurl = "https://a.example/f"\nauthorization = "Bearer x\\nHost: b"\n',
            'my.toml:4: feeds.authorization: what stands behind "Authorization:"',
        ),
        ('feeds = ["UA"]\n', "my.toml:1: feeds: wants a table with keys of its own, not text in quotes"),
        ("[views]\nv = 5\n", "my.toml:2: views.v: wants a table with keys of its own: [views.v], not a whole number"),
        ('[poll]\nprivate_hosts = ["a", 2]\n', "my.toml:2: poll.private_hosts: wants text in quotes"),
    ],
)
def test_a_wrong_key_type_or_value_is_refused_with_its_place_and_the_remedy(text: str, said: str) -> None:
    assert any(said in problem for problem in problems(text))


def test_every_problem_is_named_not_only_the_first() -> None:
    assert len(problems("[poll]\nevery = 5\nat_once = 0\n")) == 2
    faulty = '[poll]\nevery = "x"\nat_once = 0\nevry = 1\n[[feeds]]\nname = 5\n[[feeds]]\nname = "B"\nurl = "ftp://b"\n'
    assert [problem.split(": ")[:2] for problem in problems(faulty)] == [
        ["my.toml:2", "poll.every"], ["my.toml:3", "poll.at_once"], ["my.toml:4", "poll.evry"],
        ["my.toml:5", "feeds.url"], ["my.toml:6", "feeds.name"], ["my.toml:9", "feeds.url"],
    ]  # fmt: skip


def test_a_users_file_lies_over_the_packaged_one_key_by_key() -> None:
    own = parse('[poll]\nevery = 600\n[[feeds]]\nname = "Mine"\nurl = "https://mine.example/f"\n', "my.toml", PACKAGED)
    assert own.poll.every == 600
    assert own.poll.at_once == PACKAGED.poll.at_once
    assert own.feeds[0].name == "Mine"
    assert len(own.feeds) == len(PACKAGED.feeds) + 1


def test_a_feed_with_the_address_of_a_shipped_one_takes_its_place() -> None:
    shipped = PACKAGED.feeds[0]
    own = parse(f'[[feeds]]\nname = "Mine"\nurl = "{shipped.url}"\n', "my.toml", PACKAGED)
    assert [feed.name for feed in own.feeds if feed.url == shipped.url] == ["Mine"]
    assert len(own.feeds) == len(PACKAGED.feeds)


def test_without_the_shipped_feeds_only_the_users_own_are_left() -> None:
    own = parse('shipped_feeds = false\n[[feeds]]\nname = "M"\nurl = "https://m.example/f"\n', "my.toml", PACKAGED)
    assert [feed.name for feed in own.feeds] == ["M"]


def test_a_feeds_own_word_on_pages_goes_before_the_general_one() -> None:
    feeds = "".join(
        f'[[feeds]]\nname = "{name}"\nurl = "https://{name}.example/rss"\n{key}\n'
        for name, key in (("always", "pages = true"), ("never", "pages = false"), ("usual", ""), ("off", "on = false"))
    )
    for general, expected in (("false", ["always"]), ("true", ["always", "usual"])):
        text = f"shipped_feeds = false\npoll.pages = {general}\n{feeds}"
        assert [feed.name for feed in parse(text, "my.toml", PACKAGED).paged] == expected


def test_at_most_two_feeds_of_a_family_are_polled_by_default() -> None:
    families = [feed.family for feed in PACKAGED.polled]
    assert max(families.count(family) for family in families) == 2


def test_every_key_of_the_packaged_file_has_a_comment_before_it() -> None:
    head = packaged_text().split("# The feeds.")[0].split("[situations.ukraine]")[0].splitlines()
    keys = [(before, line) for before, line in pairwise(head) if "=" in line and not line.startswith("#")]
    assert keys
    assert [line for before, line in keys if not before.startswith("#")] == []
