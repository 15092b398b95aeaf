"""An x, its y and their percentage in three rows under one name."""

from __future__ import annotations

from pathlib import Path

from tests.unit.general.looks import figures

KITES = (
    "Measure||Q2 2023/24|Q3 2023/24|England 2022/23",
    "Kites in the air|Flown|36|38|70",
    "|Kites|40|40|",
    "|%|90.0%|95.0%|",
    "Balloons in the air|Flown|12|9|55",
    "|Balloons|20|18|",
    "|%|60.0%|50.0%|",
)


def test_each_row_is_the_part_that_the_figures_prove(tmp_path: Path) -> None:
    read = figures(tmp_path, *KITES)
    assert len(read) == 14 and {name for name, *_ in read} == {"Kites in the air", "Balloons in the air"}
    assert [value for *_, value, unit in read if unit == "percent"] == [70.0, 90.0, 95.0, 55.0, 60.0, 50.0]


def test_what_stands_once_for_three_rows_is_of_the_percentage(tmp_path: Path) -> None:
    england = [(value, unit) for _, _, area, _, value, unit in figures(tmp_path, *KITES) if area == "National average"]
    assert england == [(70.0, "percent"), (55.0, "percent")]


def test_rows_that_prove_nothing_have_no_name(tmp_path: Path) -> None:
    other = tuple(line.replace("%|60.0%|50.0%", "%|16.0%|15.0%") for line in KITES)
    assert {value for *_, value, _ in figures(tmp_path, *other)}.isdisjoint({40.0, 20.0, 18.0})
