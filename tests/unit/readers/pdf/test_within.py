from __future__ import annotations

from scorecard.readers.pdf.marks import Rule
from scorecard.readers.pdf.within import lines_of_stack
from tests.unit.readers.pdf.drawn import line

RULES = [Rule(at, 0, 200) for at in (20, 40, 60)]


def test_lines_between_the_rules_and_the_row_on_the_first_belong_to_a_stack() -> None:
    rows = [line(("Kites", 0), ("12", 150), top=at) for at in (9, 29, 49)]
    text = [line(("Of the wind", 0), top=-20), line(("it is told elsewhere", 0), top=90)]
    assert lines_of_stack(RULES, [text[0], *rows, text[1]], [], [20, 40, 60]) == [1, 2, 3]
    assert lines_of_stack(RULES, [text[0], *rows, text[1]], [2], [20, 40, 60]) == [1, 3]


def test_a_row_that_ends_higher_above_its_rule_than_the_others_is_another_tables() -> None:
    rows = [line(("Kites", 0), ("12", 150), top=at) for at in (6, 30, 50)]
    assert lines_of_stack(RULES, rows, [], [20, 40, 60]) == [1, 2]


def test_rows_go_on_below_a_header_between_two_rules() -> None:
    head = line(("Kites", 0), ("Lost", 150), top=6)
    body = [line((name, 0), ("12", 150), top=at) for at, name in ((24, "Red"), (36, "Blue"))]
    far = line(("White", 0), ("7", 150), top=100)
    assert lines_of_stack([Rule(0, 0, 200), Rule(20, 0, 200)], [head, *body, far], [], [0, 20]) == [0, 1, 2]
