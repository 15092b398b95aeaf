from __future__ import annotations

import pytest

from scorecard.readers.pdf.values import is_colour, is_period, is_value


@pytest.mark.parametrize("text", ["1,204", "65.5%", "144 of 220", "2.71% (7)", "<33%", "n/a", "-", "Jun-20", "↑"])
def test_whole_figures_marks_and_periods_are_values(text: str) -> None:
    assert is_value(text) and is_value(f" {text} ")


@pytest.mark.parametrize("text", ["Kites", "(2017)", "7 kites", "Teams 1-4", ""])
def test_parts_of_labels_are_none(text: str) -> None:
    assert not is_value(text)


def test_periods_and_colours() -> None:
    assert is_period("2020/21") and not is_period("2020 kites")
    assert is_colour("Amber") and not is_colour("Amber kites")
