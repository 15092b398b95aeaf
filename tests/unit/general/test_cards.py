"""A measure on a card, told from any other table of two columns."""

from __future__ import annotations

from pathlib import Path

from tests.unit.general.looks import figures

CARD = (
    "KPI 4: Percentage of kites flown",
    "",
    "Current performance (Q3 2023/24)|81.0%",
    "Previous quarter (Q2 2023/24)|79.5%",
    "Target|90%",
    "RAG rating|Red",
    "England average|75% (2022/23)",
)


def test_a_card_is_a_row_of_the_measure_that_stands_over_it(tmp_path: Path) -> None:
    assert figures(tmp_path, *CARD) == [
        ("Percentage of kites flown", None, "Kiteham", "2023/24 Q3", 81.0, "percent"),
        ("Percentage of kites flown", None, "Kiteham", "2023/24 Q2", 79.5, "percent"),
        ("Percentage of kites flown", None, "National average", "2022/23", 75.0, "percent"),
    ]


def test_labels_that_say_no_roles_make_no_card(tmp_path: Path) -> None:
    assert figures(tmp_path, "Kites", "", "Red kites|81", "Blue kites|79", "Green kites|12", *CARD[1:4]) == []


def test_a_card_without_a_name_is_not_read(tmp_path: Path) -> None:
    assert figures(tmp_path, *CARD[2:]) == []
