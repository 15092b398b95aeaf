from __future__ import annotations

from scorecard.readers.pdf.left_rows import between_rules
from scorecard.readers.pdf.marks import Box, Rule

BOX = Box(10, 20, 60, 28)


def test_print_stands_between_the_rules_right_above_and_below_it() -> None:
    assert between_rules(BOX, 8, [Rule(18, 0, 100), Rule(30, 0, 100), Rule(60, 0, 200)]) == (0, 100)


def test_rules_that_are_far_differ_or_lack_are_none() -> None:
    assert between_rules(BOX, 8, [Rule(18, 0, 100), Rule(50, 0, 100)]) is None
    assert between_rules(BOX, 8, [Rule(18, 0, 100), Rule(30, 0, 70)]) is None
    assert between_rules(BOX, 8, [Rule(18, 0, 100)]) is None
