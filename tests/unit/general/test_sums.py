"""Columns and rows that are places, by what they add up to."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.general.looks import figures

PLACES = ("Localities", "", "Measure|East|West|Kiteham", "Kites|40|41|81", "Balloons|3|5|8", "Average height|12|15|14")


def test_columns_that_add_up_to_the_authority_are_its_parts(tmp_path: Path) -> None:
    read = figures(tmp_path, *PLACES)
    assert [area for _, _, area, *_ in read] == ["East", "West", "Kiteham"] * 3
    assert {name for name, *_ in read} == {"Kites", "Balloons", "Average height"}


def test_one_wrong_sum_leaves_them_what_they_are(tmp_path: Path) -> None:
    three = (*PLACES, "Pilots|7|8|51")
    assert [area for _, _, area, *_ in figures(tmp_path, *three)] == ["East", "West", "Kiteham"] * 4


def test_rows_beside_the_authority_and_england_are_places(tmp_path: Path) -> None:
    lines = (
        "Kites per 10,000 children",
        "",
        "Council and country|31 March 2022|31 March 2023",
        "Kiteham|61|64",
        "Aldmoor|71|75",
        "Carrick Vale|90|92",
        "England|65|67",
    )
    read = figures(tmp_path, *lines)
    assert [area for _, _, area, *_ in read][::2] == ["Kiteham", "Aldmoor", "Carrick Vale", "National average"]
    assert {(name, unit) for name, *_, unit in read} == {("Kites per 10,000 children", "rate_per_10k")}


def test_rows_that_add_up_to_the_authority_are_places(tmp_path: Path) -> None:
    lines = ("Clusters", "", "Cluster|Kites|Height", "Harbour|40|12", "Moor|41|15", "Kiteham|81|14")
    assert [area for _, _, area, *_ in figures(tmp_path, *lines)][::2] == ["Harbour", "Moor", "Kiteham"]


def test_the_sum_of_three_months_is_of_their_quarter(tmp_path: Path) -> None:
    lines = ("|October 2023|November 2023|December 2023|Quarter", "Kites|1|2|3|6", "Balloons|4|5|6|15")
    read = figures(tmp_path, *lines)
    assert [period for _, _, _, period, *_ in read][3::4] == ["2023/24 Q3"] * 2
    assert [name for name, *_ in read] == ["Kites"] * 4 + ["Balloons"] * 4


@pytest.mark.parametrize(
    ("head", "whole"),
    [
        ("|April 2023|May 2023|Total", "2023/24 YTD"),
        ("|Q1 2023/24|Q2 2023/24|Total", "2023/24 YTD"),
        ("|April 2023|June 2023|Total", None),  # May is not among them
        ("|May 2023|June 2023|Total", None),  # the year does not begin in May
    ],
)
def test_the_sum_of_the_first_months_of_a_year_is_its_year_to_date(
    head: str, whole: str | None, tmp_path: Path
) -> None:
    read = figures(tmp_path, head, "Kites|1|2|3", "Balloons|4|5|9", "Pilots|7|7|14")
    assert [period for *_, period, value, _ in read if value in (3.0, 9.0, 14.0)] == ([whole] * 3 if whole else [])
