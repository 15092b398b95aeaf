"""A column of nothing but "%" beside the x of y that it is the share of."""

from __future__ import annotations

from pathlib import Path

from tests.unit.general.looks import figures

HEAD = "Term|Pupils|Kites flown|%"


def test_a_share_has_the_name_of_the_pairs_that_prove_it(tmp_path: Path) -> None:
    lines = (
        "Learning",
        "",
        HEAD,
        "Autumn term 2022/23|288|270 of 288|93.8%",
        "Spring term 2022/23|291|281 of 291|96.6%",
    )
    shares = [(name, value) for name, *_, value, unit in figures(tmp_path, *lines) if unit == "percent"]
    assert shares == [("Kites flown", 93.8), ("Kites flown", 96.6)]


def test_a_share_of_something_else_has_not(tmp_path: Path) -> None:
    lines = (
        "Learning",
        "",
        HEAD,
        "Autumn term 2022/23|288|270 of 288|13.8%",
        "Spring term 2022/23|291|281 of 291|16.6%",
    )
    assert {name for name, *_, unit in figures(tmp_path, *lines) if unit == "percent"} == {"Learning"}
