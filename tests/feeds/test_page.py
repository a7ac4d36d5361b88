"""Article pages: the story and nothing beside it, whatever stands around it or is built to break the reader."""

from datetime import UTC, datetime

import pytest

from sitrep.extract.read import read
from sitrep.feeds.entries import articles_in, kind
from sitrep.feeds.page import page
from sitrep.gazetteer import SqliteGazetteer
from sitrep.model.article import Source
from sitrep.text.names import Names
from sitrep.worker import Worker

NOW = datetime(2026, 1, 1, tzinfo=UTC)
REPORT = """<!doctype html><html lang="en-GB"><head><title>Four dead in Kupiansk strike | River Courier</title>
<meta property="og:site_name" content="River Courier"><meta name="author" content="Anna Berg">
<meta property="article:published_time" content="2025-03-12T15:04:00+02:00"></head><body>
<header><nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li></ul></nav></header>
<main><article><h1>Four dead in Kupiansk strike</h1><p class="byline">By Anna Berg</p>
<figure><img src="a.jpg" alt="Smoke over 900 dead soldiers">
<figcaption>Rescuers at the site where 70 people died last year. Photo: Ivan Petrov/Agency</figcaption></figure>
<p>Russian aircraft dropped two glide bombs on a block of flats in Kupiansk on Tuesday evening, killing four people,
officials said.</p>
<p>Thirteen others were wounded &amp; taken to hospital in Kharkiv, the mayor said.</p>
<div class="article__related"><h3>Read more</h3><ul>
<li><a href="/x">Twelve killed in Odesa missile attack</a></li></ul></div>
<p>“We heard two blasts,” said Olena, 41, who lives nearby.</p>
<aside><h2>Analysis</h2><p>By Tom Reed</p>
<p>In 2022 a strike here killed 50 people. Russia could strike again.</p></aside>
<div class="box analysis"><p>Tom Reed writes: the 61 deaths of last spring changed nothing.</p></div>
<blockquote class="twitter-tweet">At least 99 dead! — @rumour</blockquote>
<p>Power was cut to three districts, the energy company said on Wednesday morning.</p>
<p><strong>Read more: <a href="/z">Nine die in Sumy</a></strong></p>
<p><em>Reporting by Anna Berg; editing by Max Stone</em></p></article></main>
<section class="most-read"><h2>Most read</h2><ol><li>Forty killed in ferry disaster</li></ol></section>
<footer><p>Copyright River Courier</p></footer></body></html>"""
LIVE = """<html lang="en"><head><title>Ukraine live: strikes on Odesa</title></head><body><main>
<h1>Ukraine live: strikes on Odesa</h1><div class="key-events">
<p>Key events</p><ul><li>08:01 Ninety dead in old war</li></ul></div>
<article class="post"><time>09:12</time><h2>Three dead in Odesa, mayor says</h2>
<p>Three people were killed when a missile hit a hotel in Odesa on Wednesday morning, the mayor said.</p>
<p>Share</p></article>
<article class="post"><time>08:40</time><p>Good morning and welcome to our live coverage of the war.
Here are the main developments.</p></article>
<article class="post"><time>08:01</time>
<p>Sirens sounded in Kyiv at 8am as drones approached, the city said on Telegram.</p></article>
</main></body></html>"""
FOREIGN = """<html lang="uk"><head><title>Вибухи</title></head><body><article><h1>Вибухи в Харкові</h1>
<p>Уночі в місті пролунали вибухи, повідомив мер. Троє людей загинули, ще десять отримали поранення.</p>
</article></body></html>"""


def names() -> Names:
    return Names(SqliteGazetteer())


def test_the_story_is_kept_and_what_stands_beside_it_is_not() -> None:
    found = page(REPORT.encode(), "https://rivercourier.example/2025/a")
    assert (found.title, found.outlet, found.byline, found.language) == (
        "Four dead in Kupiansk strike",
        "River Courier",
        "Anna Berg",
        "en",
    )
    assert found.published == "2025-03-12T15:04:00+02:00"
    assert found.text.startswith("Russian aircraft")
    assert "Thirteen others were wounded & taken" in found.text
    for beside in ("70 people", "Twelve killed", "50 people", "61 deaths", "99 dead", "Forty killed", "900", "World"):
        assert beside not in found.text


def test_a_page_is_read_as_its_story_and_offsets_count_in_its_text() -> None:
    (article,), faults = articles_in("a.html", REPORT.encode(), None, NOW, "https://rivercourier.example/2025/a")
    assert not faults
    assert article.published == datetime(2025, 3, 12, 13, 4, tzinfo=UTC)
    reading = read(article, names())
    assert [(c.kind, c.count.low) for c in reading.casualties] == [("killed", 4), ("injured", 13)]
    assert [(s.attacker, s.places[0].name) for s in reading.strikes] == [("Russia", "Kupiansk")]
    for claim in reading.casualties:
        assert article.text[claim.span.start : claim.span.end] in claim.quote
        assert claim.quote in article.text


def test_a_live_page_gives_its_posts_without_its_frame() -> None:
    (article,), _ = articles_in("live.html", LIVE.encode(), None, NOW)
    reading = read(article, names())
    assert [(c.kind, c.count.low) for c in reading.casualties] == [("killed", 3)]
    assert {s.places[0].name for s in reading.strikes if s.fate == "hit"} == {"Odesa"}


def test_a_page_in_a_language_nobody_reads_is_an_article_without_claims() -> None:
    (article,), _ = articles_in("uk.html", FOREIGN.encode(), None, NOW)
    reading = read(article, names())
    assert (reading.language, reading.casualties) == ("uk", ())
    assert "Троє людей" in article.body


NAMES = b" ".join(b"a%d" % n for n in range(100_000))


@pytest.mark.parametrize(
    "tag",
    [b"<p " + NAMES + b">", b"<p " + NAMES.replace(b" ", b"/"), b"<p " + NAMES.replace(b" ", b'="" ') + b">"],
    ids=["bare", "slashes", "values"],
)
def test_a_tag_of_a_hundred_thousand_attributes_is_refused_unread(tag: bytes) -> None:
    found = page(b"<html><body>" + tag + b"Three were killed in Kyiv on Monday.</p></body></html>", "u")
    assert not found.text
    assert "attributes" in found.faults[0].reason


def test_a_tag_that_holds_a_long_value_is_no_trap() -> None:
    data = ' data-props="' + "three words more " * 1_000 + '"'
    found = page(REPORT.replace("<article>", f"<article{data}>").encode(), "u")
    assert "killing four people" in found.text


@pytest.mark.parametrize(
    "body",
    [
        "<div>" * 50_000 + "<p>Three were killed.</p>" + "</div>" * 50_000,
        "<html><body>" + '<div class="related share promo"><p>x</p></div>' * 5_000,
        "<html><body><p>" + "&amp;" * 100_000,
        "<html><body><!--" * 20_000,
    ],
    ids=["nesting", "boxes", "entities", "comments"],
)
def test_a_page_made_to_break_the_reader_is_a_page_with_a_fault_or_a_text(body: str) -> None:
    found = page(body.encode(), "u")
    assert found.text or found.faults


async def test_comments_before_a_root_are_not_tried_in_every_way() -> None:
    """Were they, sixty would take longer than the sun has; in the worker that would be a job killed."""
    worker = Worker(deadline=20)
    body = b"<!---->" * 400 + b"x"
    parsed = await worker.parse(Source("Paper", "https://paper.example/rss", "Paper"), body, {}, "", NOW)
    await worker.close()
    assert [fault.reason for fault in parsed.faults] == ["the answer was not a feed"]
    assert kind("a", body) == "text"
