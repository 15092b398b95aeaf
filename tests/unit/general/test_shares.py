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


DATED = "Reason|30 September 2023|% of plans|31 December 2023|% of plans"


def test_a_share_has_the_time_of_the_counts_before_it(tmp_path: Path) -> None:
    lines = ("Plans by reason", "", DATED, "Wind|74|74.0%|60|75.0%", "Rain|26|26.0%|20|25.0%", "Total|100||80|")
    shares = [
        (reason, period, value) for _, reason, _, period, value, unit in figures(tmp_path, *lines) if unit == "percent"
    ]
    assert shares == [
        ("Wind", "2023-09", 74.0),
        ("Wind", "2023-12", 75.0),
        ("Rain", "2023-09", 26.0),
        ("Rain", "2023-12", 25.0),
    ]


def test_percentages_that_are_no_shares_of_the_counts_before_them_have_none(tmp_path: Path) -> None:
    lines = ("Plans by reason", "", DATED, "Wind|74|14.0%|60|15.0%", "Rain|26|66.0%|20|85.0%")
    assert [one for one in figures(tmp_path, *lines) if one[-1] == "percent"] == []
