"""What of an article is read: its telling, not its captions, boxes and bylines; every mark in its own sentence."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitrep.model.article import Article
from sitrep.model.place import Place
from sitrep.text.annotate import MOST_SENTENCES, annotate
from sitrep.text.document import Document
from sitrep.text.names import Names

FRIDAY = datetime(2024, 5, 10, 12, tzinfo=UTC)


class NoPlaces:
    """A gazetteer of an empty world."""

    def find(self, key: str) -> tuple[Place, ...]:
        return ()


NAMES = Names(NoPlaces())


def marked(title: str, *lines: str) -> Document:
    article = Article("a", "1", title, "\n".join(lines), "Wire", "wire", "wire", FRIDAY, FRIDAY)
    return annotate(article, NAMES)


def told(*lines: str) -> list[str]:
    return [sentence.text for sentence in marked("Bridge hit in river town", *lines).sentences[1:]]


LEAD = "Two missiles struck the rail bridge on Thursday, the regional governor said, and traffic was stopped both ways."
AGAIN = "The governor said on Friday that 12 people had been wounded in a second strike on the depot."


def test_each_mark_lies_in_its_own_sentence() -> None:
    doc = marked("Seven dead in river town", "At least seven people died on Thursday. Dozens fled the next day.")
    title, first, second = doc.sentences
    assert (title.title, first.title, first.paragraph, second.paragraph) == (True, False, 1, 1)
    assert [n.count.text for n in title.numbers] == ["Seven"]
    assert [n.count.text for n in first.numbers] == ["At least seven"]
    assert [n.count.text for n in second.numbers] == ["Dozens"]
    assert [str(d.when.day) for s in doc.sentences for d in s.dates] == ["2024-05-09", "2024-05-10"]


def test_offsets_count_in_the_whole_text() -> None:
    doc = marked("Title", "Image: A caption with 40 words", LEAD, AGAIN)
    assert all(doc.text[s.start : s.end] == s.text for s in doc.sentences)
    assert all(doc.text[n.start : n.end] == n.count.text for s in doc.sentences for n in s.numbers)


@pytest.mark.parametrize(
    "line",
    [
        "Image: Rescuers carry one of the 14 wounded",
        "Pic: Ministry of Emergencies via AP",
        "Read more: How the river war began",
        "Also read: Ten killed in March raid",
        "Source: Daily Ledger",
        "By Anna Kovacs in Ankara",
        "Sign up for our evening newsletter",
        "Rescue workers at the bridge. (Photo by Jo Ray/AFP)",
        "Related stories",
        "12:45 GMT",
        "3 hours ago",
        "10 May 2024",
        "This video can not be played",
    ],
)
def test_chrome_is_not_read(line: str) -> None:
    assert told(LEAD, line, AGAIN) == [LEAD, AGAIN]


@pytest.mark.parametrize(
    "note",
    [
        "Correction: an earlier version of this article said 19 people had been wounded.",
        "An earlier version of this story gave the place of the strike as Orlan.",
        "The earlier version incorrectly put the number of dead at seven.",
        "This article was amended on 10 May to say that 12 people, not 19, had been wounded.",
        "Our report originally said the depot lay in Orlan.",
        "(Corrects number of wounded in headline to 12 from 19.)",
    ],
)
def test_what_an_outlet_wrote_before_it_knew_better_is_not_read(note: str) -> None:
    assert told(LEAD, f"{AGAIN} {note}") == [LEAD, AGAIN]


def test_the_correction_of_somebody_elses_count_is_news() -> None:
    for news in (
        "Police corrected the number of wounded from 19 to 12.",
        "An earlier version of the plan had foreseen a strike on Orlan.",
    ):
        assert told(LEAD, news) == [LEAD, news]


def test_an_analysts_box_is_not_read_and_the_news_after_it_is() -> None:
    box = (
        "What the strike may mean for the harvest",
        "Nora Feld",
        "Defence analyst",
        "It would appear the general staff wants to wear the defenders down before the summer.",
        "Missiles of this kind cost about $2m, so perhaps fewer will be fired next month.",
        "Could 500 more be killed? It is hard to say.",
    )
    assert told(LEAD, *box, "Read more: The long war on the river", AGAIN) == [LEAD, AGAIN]
    assert told(LEAD, *box, AGAIN) == [LEAD, AGAIN]


def test_a_reporters_name_at_the_top_boxes_nothing() -> None:
    assert told("Nora Feld", "Europe correspondent", LEAD, AGAIN) == [LEAD, AGAIN]


def test_an_article_without_a_title_has_a_body() -> None:
    assert [s.text for s in marked("", LEAD).sentences] == [LEAD]
    assert marked("", "").sentences == ()


def test_no_more_sentences_than_the_bound() -> None:
    assert len(marked("T", "It rained. " * (MOST_SENTENCES + 500)).sentences) == MOST_SENTENCES


@given(
    st.lists(
        st.sampled_from([LEAD, AGAIN, "Image: x", "", "Nora Feld", "Military analyst", "12:45", "\t", "Read more"]),
        max_size=12,
    )
)
def test_any_order_of_lines_is_marked_within_its_text(lines: list[str]) -> None:
    doc = marked("Title", *lines)
    assert all(doc.text[s.start : s.end] == s.text for s in doc.sentences)
    assert all(a.end <= b.start for a, b in zip(doc.sentences, doc.sentences[1:], strict=False))
