"""Columns that only a header tells, and which figures a header beside them heads."""

from __future__ import annotations

from scorecard.readers.pdf.columns import columns_of
from scorecard.readers.pdf.headed import with_headed
from scorecard.readers.pdf.words import Line
from tests.unit.readers.pdf.drawn import line


def spread(heads: list[list[Line]], body: list[list[Line]]) -> list[tuple[float, float]]:
    return [(column.x0, column.x1) for column in with_headed(columns_of(body), heads, body)]


def test_a_header_over_blank_cells_has_a_column() -> None:
    body = [[line(("Red", 0), ("12", 60))], [line(("Blue", 0), ("7", 64), top=10)]]
    heads = [[line(("Kites", 0), ("Old", 58), ("Target", 100))]]
    assert spread(heads, body)[-1] == (100, 124)


def test_the_nearest_header_beside_figures_is_theirs_and_no_further_one() -> None:
    """Headers set left over figures set right: two of the columns are blank."""
    body = [[line(("Kites", 0), ("12", 76), ("562", 188))], [line(("Tails", 0), ("14", 76), ("31", 192), top=10)]]
    heads = [[line(("Name", 0), ("May", 60), ("Low", 90), ("Top", 125), ("2021", 160))]]
    assert spread(heads, body)[-3:] == [(90, 102), (125, 137), (160, 200)]


def test_figures_that_a_higher_row_heads_take_no_header_from_beside() -> None:
    body = [[line(("Kites", 0), ("12", 76), ("-", 116))], [line(("Tails", 0), ("14", 76), ("-", 116), top=30)]]
    heads = [[line(("Name", 0), ("State", 100))], [line(("May", 72), ("Low", 140), top=10)]]
    assert spread(heads, body)[-2:] == [(116, 120), (140, 152)]


def test_a_column_of_colours_takes_the_header_beside_it() -> None:
    body = [[line(("Kites", 0), ("12", 76), ("Red", 120))], [line(("Tails", 0), ("14", 76), ("Red", 120), top=10)]]
    heads = [[line(("Name", 0), ("May", 66), ("RAG", 100))]]
    assert spread(heads, body)[-1] == (100, 132)


def test_as_many_headers_as_columns_are_theirs_in_their_order() -> None:
    """The header of labels that are set left is set right: it stands over none of them."""
    body = [[line(("Red", 0), ("12", 100), ("7", 140))], [line(("Blue", 0), ("7", 104), ("9", 140), top=10)]]
    heads = [[line(("Kites", 40), ("May", 96), ("Jun", 132))]]
    assert spread(heads, body) == [(0, 60), (100, 108), (140, 144)]
