"""Texts that are full of the killed and attacked and report nothing."""

import pytest

from sitrep.extract.genre import genre


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "In issue 12 the villain kills three of the superhero's friends; the panels are splendid, for a comic.",
            "fiction",
        ),
        ("The kernel kills the runtime when the Linux box is short of memory, says the compiler log.", "software"),
        ("The quarterback was shot down in the playoffs, two innings short of the semifinal.", "sport"),
        ("A missile hit a cinema in Orlan, killing nine people, police said.", None),
        ("Gunmen killed two coders at a Linux fair, an open-source show; police and officials closed the hall.", None),
        ("", None),
    ],
)
def test_a_text_is_judged_by_its_words(text: str, expected: str | None) -> None:
    assert genre(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Left 4 Dead\nLeft 4 Dead was newly added and is running.", "entry"),
        ("Nine dead in Goma\nNine dead in Goma, officials say.", None),
        ("Nine dead in Goma\nNine people were killed when a shell hit the market.", None),
    ],
)
def test_a_title_that_is_the_name_of_something_heads_no_report(text: str, expected: str | None) -> None:
    assert genre(text) == expected
