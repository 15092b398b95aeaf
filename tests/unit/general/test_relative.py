"""Columns whose time is said by another one."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.general.looks import figures


@pytest.mark.parametrize(
    ("head", "told"),
    [
        ("Measure|This quarter|Same quarter last year", ["2023/24 Q3", "2022/23 Q3"]),
        ("KPI|Value|Previous quarter|Same quarter last year", ["2023/24 Q3", "2023/24 Q2", "2022/23 Q3"]),
        ("Measure|Q3 2023/24|Same period last year", ["2023/24 Q3", "2022/23 Q3"]),
        ("Measure|Q2 2023/24|Q3 2023/24|Same quarter last year", ["2023/24 Q2", "2023/24 Q3", "2022/23 Q3"]),
        ("Measure|December 2023|Same month last year", ["2023-12", "2022-12"]),
        ("Measure|2022/23|2 years ago", ["2022/23", "2020/21"]),
        ("Measure|December 2023|Same quarter last year", ["2023-12"]),  # a quarter is none of a month
        ("Measure|Q3 2023/24|Previous", ["2023/24 Q3"]),  # which time before it is nobody says
    ],
)
def test_a_time_by_another_one_is_told_where_it_is_sure(head: str, told: list[str], tmp_path: Path) -> None:
    cells = "|".join(f"{9 - n}0" for n in range(head.count("|")))
    lines = (head, f"Kites flown|{cells}", f"Kites lost|{cells}")
    assert [period for _, _, _, period, *_ in figures(tmp_path, *lines)] == told * 2
