"""Shares that are printed as decimals, and numbers that are the x of what stands right of them."""

from __future__ import annotations

from datetime import date

from scorecard.clean.tables.general.fractions import with_fractions
from scorecard.clean.tables.general.meanings import Meanings
from scorecard.clean.tables.general.numerators import with_numerators
from scorecard.clean.tables.general.roles import TableRoles, table_roles
from scorecard.clean.tables.shared.lexicon import Lexicon
from scorecard.registry import load_registry
from tests.fixtures.grids import grid

LEXICON = Lexicon.of(load_registry())


def roles_of(*lines: str) -> TableRoles:
    roles = table_roles(grid(*lines, as_at=date(2023, 12, 31)), LEXICON)
    assert roles is not None
    return roles


def printed(roles: TableRoles, position: int) -> list[tuple[str, str]]:
    """What is printed in a column, and what is read there."""
    cells = [body.row.cells[position] for body in roles.body]
    return [(cell.published, cell.text) for cell in cells]


def test_a_decimal_of_its_counts_is_a_percentage() -> None:
    roles = with_fractions(roles_of("Measure|Num|Den|Rate", "Flown|47|50|0.94", "Lost|9|12|0.75", "Mended|9|10|0.9"))
    assert printed(roles, 3) == [("0.94", "94%"), ("0.75", "75%"), ("0.9", "90%")]


def test_a_decimal_that_is_no_share_stays() -> None:
    roles = with_fractions(roles_of("Measure|Num|Den|Rate", "Flown|47|50|0.49", "Lost|9|12|0.57", "Mended|9|10|0.9"))
    assert [read for _, read in printed(roles, 3)] == ["0.49", "0.57", "0.9"]


def test_whole_numbers_without_decimals_prove_nothing() -> None:
    roles = with_fractions(roles_of("Measure|Num|Den|Rate", "Flown|50|50|1", "Lost|0|12|0"))
    assert [read for _, read in printed(roles, 3)] == ["1", "0"]


def test_a_number_before_a_cohort_is_its_numerator() -> None:
    lines = ["Measure|Oct 2023|||Nov 2023||", "|No.|Cohort|%|No.|Cohort|%", "Flown|47|50|94%|48|50|96%"]
    roles = with_numerators(roles_of(*lines), Meanings(LEXICON.registry))
    assert [column.role for column in roles.columns[1:4]] == ["numerator", "denominator", "value"]


def test_a_number_without_a_percentage_is_none() -> None:
    roles = with_numerators(roles_of("Measure|No.|Cohort", "Flown|47|50", "Lost|2|3"), Meanings(LEXICON.registry))
    assert roles.columns[1].role == "value"
