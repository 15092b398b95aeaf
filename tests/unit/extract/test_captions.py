"""The caption of a table: the short line above it, of known words only, of its own sheet."""

from __future__ import annotations

import pytest

from scorecard.extract.captions import caption_above

TABLE = "Age\tNumber"
WORDS = frozenset(("children", "care", "age", "kites", "placements", "contacts"))


@pytest.mark.parametrize(
    ("lines", "caption"),
    [
        (["Children in care by age", "", TABLE], "Children in care by age"),
        # a caption may stand over the sentences that tell of it, a page's number is none
        (["Kites", "", "There were 12 of them. Most flew.", "Page 4", TABLE], "Kites"),
        # its time stays for whoever reads it
        (["2. Contacts, Quarter 2 2024/25", TABLE], "2. Contacts, Quarter 2 2024/25"),
        # words that nobody knows may be a name: it is no caption, and nothing above it is
        (["Kites", "Lead officer Example", TABLE], None),
        # what stands over another table is not this one's
        (["Kites", "Age\t1", "", TABLE], None),
        ([TABLE], None),
    ],
)
def test_the_caption_is_the_nearest_short_line(lines: list[str], caption: str | None) -> None:
    assert caption_above(lines, len(lines), WORDS) == caption


def test_while_a_folder_is_drafted_any_words_may_be_a_caption() -> None:
    assert caption_above(["Owls by colour", TABLE], 2) == "Owls by colour"


def test_nothing_of_another_sheet_is_a_caption() -> None:
    lines = ["Kites", "", TABLE]
    assert caption_above(lines, 3, WORDS, {1: "Cover", 3: "Contacts"}) == "Contacts"
    assert caption_above(lines, 3, WORDS, {1: "Contacts", 3: "Contacts"}) == "Kites"
    assert caption_above(lines, 3, WORDS, {1: "Cover", 3: "Sheet2"}) is None
