from __future__ import annotations

from scorecard.readers.pdf.marks import Rule
from scorecard.readers.pdf.table import table_of
from tests.unit.readers.pdf.drawn import line

HEAD = [line(("Kites", 0), ("May", 96), ("Jun", 146), top=4)]
BODY = [[line((name, 0), ("12", 100), ("7", 150), top=at)] for name, at in (("Red", 24), ("Blue", 44), ("White", 64))]
RULES = [Rule(at, 0, 200) for at in (0, 20, 40, 60, 80)]


def test_rows_that_drawn_rules_part_are_sure() -> None:
    table = table_of([HEAD, *BODY], RULES, RULES, [rule.at for rule in RULES], told=False)
    assert table is not None and table.sure
    texts = [[" ".join(word.text for word in cell) for cell in row] for row in table.rows]
    assert texts == [["Kites", "May", "Jun"], ["Red", "12", "7"], ["Blue", "12", "7"], ["White", "12", "7"]]


def test_rows_that_nothing_drawn_parts_are_none_without_a_proof() -> None:
    table = table_of([HEAD, *BODY], [], [], [], told=False)
    assert table is not None and not table.sure


def test_lines_without_columns_are_no_table() -> None:
    assert table_of([[line(("Kites", 0), top=at)] for at in (4, 24)], RULES, RULES, [], told=False) is None
