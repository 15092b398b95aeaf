from __future__ import annotations

from scorecard.readers.pdf.marks import Rule
from scorecard.readers.pdf.stacks import stacks_of
from tests.unit.readers.pdf.drawn import line


def stacks(rules: list[float], *lines: object) -> list[list[float]]:
    return [[rule.at for rule in stack] for stack in stacks_of([Rule(at, 0, 200) for at in rules], lines)]  # type: ignore[arg-type]


def test_rules_with_rows_between_them_are_one_stack() -> None:
    rows = [line(("Kites", 0), (str(at), 150), top=at) for at in (5, 25, 45)]
    assert stacks([2, 20, 40, 60], *rows) == [[2, 20, 40, 60]]


def test_text_above_the_next_tables_header_ends_a_stack_though_the_headers_last_line_is_of_one_cell() -> None:
    first = [line(("Kites", 0), (str(at), 150), top=at) for at in (5, 25)]
    text = line(("Of the wind it is told elsewhere", 0), top=48)
    head = [line(("Wind", 0), ("Days", 150), top=70), line(("of it", 148), top=79)]
    rows = [line(("Wind", 0), (str(at), 150), top=at) for at in (95, 115)]
    assert stacks([2, 20, 40, 90, 110, 130], *first, text, *head, *rows) == [[2, 20, 40], [90, 110, 130]]


def test_a_frame_with_a_caption_a_header_and_a_row_within_is_one_stack() -> None:
    caption = line(("Kites of the year", 0), top=5)
    head = [line(("Red", 0), top=25), line(("Blue", 150), top=29)]
    assert stacks([2, 70], caption, *head, line(("4 of 9", 0), ("7 of 9", 150), top=50)) == [[2, 70]]
