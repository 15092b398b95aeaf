"""Headings and titles of a document: only words of the field pass."""

from __future__ import annotations

import pytest

from scorecard.extract.headings import find_title, heading_above, vocabulary
from scorecard.registry import load_registry

REGISTRY = load_registry()
WORDS = vocabulary(REGISTRY)


def test_the_nearest_heading_of_known_words_stands_over_a_table() -> None:
    lines = ["CARE LEAVERS", "LOOKED AFTER CHILDREN", "words", "a\tb"]
    assert heading_above(lines, 4, WORDS) == "LOOKED AFTER CHILDREN"
    assert heading_above(["1.2 Looked After Children", "a\tb"], 2, WORDS) == "Looked After Children"
    assert heading_above(["**PLACEMENTS**", "a\tb"], 2, WORDS) == "PLACEMENTS"


@pytest.mark.parametrize(
    "line",
    [
        "ADA KITEMAN",
        "LOOKED AFTER BY ADA KITEMAN",
        "Looked after children",
        "CARE 12345",
        "CARE: LEAVERS",
        "<SCRIPT>",
        "../",
    ],
)
def test_no_name_or_hostile_text_passes_as_a_heading(line: str) -> None:
    assert heading_above([line, "a\tb"], 2, WORDS) is None


def test_a_heading_out_of_reach_is_none() -> None:
    assert heading_above(["PLACEMENTS", *[""] * 60, "a\tb"], 62, WORDS) is None
    assert heading_above(["PLACEMENTS", *[""] * 59, "a\tb"], 61, WORDS) == "PLACEMENTS"


def test_a_title_is_made_of_known_words() -> None:
    assert find_title(["Ada Kiteman", "CORPORATE PARENTING PANEL"], WORDS) == "Corporate Parenting Panel"
    assert find_title(["Ada Kiteman's panel", "123"], WORDS) is None
