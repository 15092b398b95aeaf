from __future__ import annotations

import pytest

from scorecard.readers.pdf.broken import mended, whole_year
from tests.unit.readers.pdf.drawn import word


@pytest.mark.parametrize(
    ("above", "below", "wanted"),
    [
        ("2016/1", "7", ["2016/17"]),
        ("2019/", "20", ["2019/20"]),
        ("2016/1", "8", ["2016/1", "8"]),
        ("1,23", "4", ["1,23", "4"]),
    ],
)
def test_a_year_cut_over_two_lines_is_one_word_and_no_other_figure_is(
    above: str, below: str, wanted: list[str]
) -> None:
    assert [one.text for one in mended([word(above, 50), word(below, 52, top=9)])] == wanted


def test_what_stands_beside_or_far_below_is_no_rest_of_a_year() -> None:
    for other in (word("7", 90, top=9), word("7", 52, top=30)):
        assert [one.text for one in mended([word("2016/1", 50), other])] == ["2016/1", "7"]


def test_each_year_has_its_own_rest() -> None:
    words = [word("2016/1", 50), word("2017/1", 90), word("7", 50, top=9), word("8", 90, top=9)]
    assert [one.text for one in mended(words)] == ["2016/17", "2017/18"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("201 7/1 8", "2017/18"), ("2016 /17", "2016/17"), ("201 7/1 9", "201 7/1 9"), ("20 17", "20 17")],
)
def test_a_cell_that_holds_the_pieces_of_one_year_is_that_year(text: str, wanted: str) -> None:
    assert whole_year(text) == wanted
