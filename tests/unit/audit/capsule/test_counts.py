"""Where the x and y of a percentage are looked for."""

from __future__ import annotations

import pytest

from scorecard.audit.capsule.counts import counts_of
from scorecard.audit.capsule.raw import Raw

TABLE = "\n".join(
    [
        "5\t\tMay\tJune",
        "6\tall\t442\t310",
        "7\tshare\t100%\t70.1%",
        "8\tJun-21\t144 of 220\t65.5%\t31\tof\t62\t50.0%",
        "9\tJul-21\t165 c\tof 492\t33.5%",
        "10\tAug-21\t70.1%\tfour of ten",
        "",
    ]
)
RAW = Raw({("pack", "01-table"): TABLE})


@pytest.mark.parametrize(
    ("line", "cell", "x", "y", "expected"),
    [
        (8, 3, 144, 220, ((8, 2), (8, 2))),
        (8, 7, 31, 62, ((8, 4), (8, 6))),
        (9, 4, 165, 492, ((9, 2), (9, 3))),
        (7, 3, 310, 442, ((6, 3), (6, 2))),
        (8, 3, 145, 220, None),
        (10, 2, 4, 10, None),
        (99, 1, 1, 2, None),
    ],
)
def test_x_and_y_stand_near_or_nowhere(
    line: int, cell: int, x: float, y: float, expected: tuple[tuple[int, int], tuple[int, int]] | None
) -> None:
    found = counts_of(("pack", line, cell), x, y, RAW)
    assert (found and tuple(place[1:] for place in found)) == expected


def test_a_line_is_of_one_table() -> None:
    assert RAW.table_of("pack", 8) == "01-table"
    assert RAW.table_of("pack", 4) is None
