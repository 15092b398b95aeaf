"""Signs of notes behind names and periods are no part of them."""

from __future__ import annotations

from datetime import date

import pytest

from scorecard.clean.names.wording import normalise
from scorecard.text.notes import without_notes
from scorecard.text.periods import TimeContext, read_period
from scorecard.text.plain import legible


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("Children in care¹", "Children in care"),
        ("Reviews* in time ²", "Reviews in time"),
        ("Visits in time [note 2]", "Visits in time"),
        ("Cases open (Note 3)", "Cases open"),
        ("Cases open†, at month end", "Cases open, at month end"),
        ("Rate (per 10,000)", "Rate (per 10,000)"),
        ("Pupils with 5 A*-C, or A*", "Pupils with 5 A*-C, or A*"),
        ("* of a note", "* of a note"),
        ("12", "12"),
        ("", ""),
    ],
)
def test_a_name_is_what_stands_before_the_signs_of_its_notes(name: str, bare: str) -> None:
    assert without_notes(name) == bare


def test_a_name_with_a_note_is_compared_without_it() -> None:
    assert normalise("Children in care¹") == normalise("Children in care [2]") == normalise("Children in care")


@pytest.mark.parametrize(
    ("label", "period"),
    [
        ("2022/23¹", "2022/23"),
        ("2022/23r", "2022/23"),
        ("2022/23 [note 1]", "2022/23"),
        ("Apr-24 ²", "2024-04"),
        ("Jun-24 (p)", "2024-06"),
        ("Q1 2024/25 (2)", "2024/25 Q1"),
        ("Sept 2023*†", "2023-09"),
        ("10p", None),
        ("12 [1]", None),
        ("10 (1)", None),
    ],
)
def test_a_period_with_a_note_is_that_period(label: str, period: str | None) -> None:
    read = read_period(label, TimeContext(date(2024, 6, 30)))
    assert (read and read.label) == period


def test_running_text_is_read_without_raised_numbers_of_notes() -> None:
    assert legible("603¹ children, 91.2%² of visits.³") == "603 children, 91.2% of visits."
    assert legible("¹ Provisional") == "¹ Provisional"
