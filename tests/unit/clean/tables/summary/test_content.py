"""Columns of a summary whose header is lost or slipped are told by what stands in them, and only then."""

from __future__ import annotations

import pytest

from scorecard.clean.raw.grid import Row
from scorecard.clean.tables.summary.columns import SummaryColumn
from scorecard.clean.tables.summary.content import headed_by_content, named_by_content
from scorecard.periods import Period
from tests.fixtures.grids import row


def columns(*roles: str) -> list[SummaryColumn]:
    return [SummaryColumn(r, n, Period.month(2020, 6) if r == "value" else None) for n, r in enumerate(roles)]


def rows(*lines: str) -> list[Row]:
    return [row(n, line) for n, line in enumerate(lines, 1)]


NAMED = rows(*[f"{n}|Kites over harbour {n}|Count|{n}" for n in range(1, 7)])


def test_the_first_column_of_words_without_a_role_is_that_of_names() -> None:
    told = named_by_content(columns("number", "other", "other", "value"), NAMED)
    assert [c.role for c in told] == ["number", "name", "other", "value"]


def test_a_column_of_notes_that_print_units_is_that_of_units() -> None:
    told = named_by_content(columns("number", "name", "note", "value"), NAMED)
    assert [c.role for c in told] == ["number", "name", "unit", "value"]


@pytest.mark.parametrize(
    "unit", ["Count", "Number", "No", "%", "Percentage", "Rate per 10,000", "Average", "YTD average days"]
)
def test_words_that_are_units(unit: str) -> None:
    told = named_by_content(columns("name", "note"), rows(*[f"Kites flown|{unit}"] * 4))
    assert [c.role for c in told] == ["name", "unit"]


@pytest.mark.parametrize("note", ["Counted twice", "Numbers", "% of all", "x"])
def test_words_that_are_no_units(note: str) -> None:
    told = named_by_content(columns("name", "note"), rows(*[f"Kites flown|{note}"] * 4))
    assert [c.role for c in told] == ["name", "note"]


def test_a_column_that_has_its_header_is_not_looked_for_again() -> None:
    told = named_by_content(columns("name", "other", "unit", "note"), rows(*["a|Kites flown|b|Count"] * 6))
    assert [c.role for c in told] == ["name", "other", "unit", "note"]


@pytest.mark.parametrize(
    ("words", "blanks", "role"), [(4, 0, "name"), (3, 0, "other"), (4, 4, "other"), (5, 4, "name")]
)
def test_most_rows_and_more_than_three_must_print_a_name(words: int, blanks: int, role: str) -> None:
    told = named_by_content(columns("other", "value"), rows(*["Kites flown|1"] * words, *["|1"] * blanks))
    assert told[0].role == role


@pytest.mark.parametrize("text", ["Kites", "11 of 12", "to of", "6.1"])
def test_fewer_than_two_words_are_no_name(text: str) -> None:
    assert named_by_content(columns("other"), rows(*[text] * 6))[0].role == "other"


def moved(*lines: str, roles: tuple[str, ...] = ("name", "value", "other")) -> list[str]:
    return [f"{c.role}@{c.position}" for c in headed_by_content(columns(*roles), rows(*lines))]


def test_a_header_beside_its_figures_is_moved_over_them() -> None:
    assert moved("Kites||11", "Zoos||12") == ["name@0", "other@1", "value@2"]
    told = headed_by_content(columns("name", "value", "other"), rows("Kites||11", "Zoos||12"))
    assert (
        told[2].correction == "the header stands one cell beside its column: nothing but these figures is without one"
    )
    assert told[2].period == Period.month(2020, 6) and told[1].period is None
    assert moved("Kites|11|", "Zoos|12|", roles=("name", "other", "value")) == ["name@0", "value@1", "other@2"]


@pytest.mark.parametrize(
    ("lines", "roles"),
    [
        (("Kites|1|11", "Zoos||12"), ("name", "value", "other")),
        (("Kites||11", "Zoos||"), ("name", "value", "other")),
        (("Kites||words", "Zoos||words"), ("name", "value", "other")),
        (("11||13", "12||14"), ("other", "value", "other")),
        (("Kites||11", "Zoos||12"), ("name", "value", "note")),
    ],
    ids=["a figure under it", "only half of the rows", "no figures beside", "figures on both sides", "another header"],
)
def test_what_moves_no_header(lines: tuple[str, ...], roles: tuple[str, ...]) -> None:
    assert moved(*lines, roles=roles) == [f"{role}@{n}" for n, role in enumerate(roles)]


def test_the_strokes_of_small_charts_are_no_figures() -> None:
    assert moved("Kites|1111|15", "Zoos|11|16") == ["name@0", "other@1", "value@2"]


def test_missing_marks_fill_a_column_but_do_not_make_it() -> None:
    assert moved("Kites||15", "Zoos||n/a", "Quays||")[2] == "value@2"
    assert moved("Kites||n/a", "Zoos||n/a")[2] == "other@2"
