from __future__ import annotations

from pathlib import Path

from scorecard.readers.read import read_file
from tests.fixtures.formats.as_pdf import Look, as_pdf
from tests.fixtures.formats.parts import Rows

HEAD = ("Kites", "2019/20", "2020/21", "2021/22")
LOOK = Look(lines="none", banded=True, tinted=True, repeat=False, padding=6, room=3)


def test_a_row_or_two_that_no_rules_part_are_not_read_where_their_rest_overleaf_is_not() -> None:
    """Nothing overleaf speaks for the rest: no header, no sums, no periods."""
    body = tuple((f"Kites of ward {n}", str(7 * n % 31), str(5 * n % 29), str(3 * n % 23)) for n in range(1, 36))
    read = {}
    for above in range(27, 31):  # with one of these two rows stay on the first page
        blank = Rows(tuple((f"Wind {n}", str(n), str(n + 1), str(n + 3)) for n in range(above)), 0)
        printed = read_file(as_pdf([blank, Rows((HEAD, *body), 1)], LOOK), Path("kites.pdf"))
        rows = [line.split("\t") for line in printed.lines if line.startswith("Kites of ward")]
        read[above] = len([row for row in rows if len(row) > 1])
    assert not set(read.values()) & {1, 2}
