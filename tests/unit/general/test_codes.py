"""Labels that open with the number of their measure."""

from __future__ import annotations

from pathlib import Path

from tests.unit.general.looks import figures


def test_a_code_before_each_name_is_its_number(tmp_path: Path) -> None:
    lines = ("Measure|Q3 2023/24", "KT03 Kites flown in time|81%", "KT07 Kites mended in time|79%")
    assert [name for name, *_ in figures(tmp_path, *lines)] == ["Kites flown in time", "Kites mended in time"]


def test_letters_and_digits_that_are_part_of_a_name_stay(tmp_path: Path) -> None:
    lines = ("Measure|Q3 2023/24", "KS1 pupils with kites|81%", "KS2 pupils with kites|79%")
    assert [name for name, *_ in figures(tmp_path, *lines)] == ["KS1 pupils with kites", "KS2 pupils with kites"]


def test_one_label_without_a_code_leaves_all_as_they_are(tmp_path: Path) -> None:
    lines = ("Measure|Q3 2023/24", "KT03 Kites flown in time|81%", "Kites mended in time|79%")
    assert [name for name, *_ in figures(tmp_path, *lines)] == ["KT03 Kites flown in time", "Kites mended in time"]
