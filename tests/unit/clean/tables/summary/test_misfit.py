"""Where a cell can stand in a summary: each kind of text under each kind of column."""

from __future__ import annotations

from datetime import date

import pytest

from scorecard.clean.names.header_words import colours_of
from scorecard.clean.tables.summary.columns import SummaryColumn
from scorecard.clean.tables.summary.data_rows import is_data_row
from scorecard.clean.tables.summary.fit import fit_all, under_the_header
from scorecard.clean.tables.summary.misfit import (
    BEST,
    GOOD,
    SHIFT,
    ColumnPlace,
    RowPrint,
    blank,
    cell_print,
    row_print,
    rule_of,
)
from scorecard.periods import Period
from scorecard.registry import load_registry
from tests.fixtures.grids import row

COLOURS = colours_of(load_registry())
PLAIN = RowPrint(info=False, coloured=False, filled=False)


def cost(text: str, role: str, *, kind: str | None = "month", comparator: bool = False, of: RowPrint = PLAIN) -> float:
    print_ = cell_print(text, text.lower() in COLOURS)
    return rule_of(role)(print_, ColumnPlace(role, kind, comparator), of)


BELONGS = [
    ("6.10", "number"),
    ("6.1 NEW", "number"),
    ("1.F1", "number"),
    ("Kites flown", "name"),
    ("High", "good"),
    ("within limits", "good"),
    ("Count", "unit"),
    ("Rate per 10,000", "unit"),
    ("%", "unit"),
    ("603", "value"),
    ("65.5%", "value"),
    ("n/a", "value"),
    ("new measure", "value"),
    ("↑", "direction"),
    ("Green", "rag"),
    ("R", "rag"),
    ("<90%", "red"),
    ("90%>", "amber"),
    ("95%+", "green"),
    ("14-20", "green"),
    ("range to be set", "green"),
    ("n/a", "green"),
    ("95%", "green"),
    ("12 of 13", "performance"),
    ("words", "note"),
    ("words", "other"),
]


@pytest.mark.parametrize(("text", "role"), BELONGS)
def test_what_belongs_in_a_column_costs_less_than_a_cell_lost(text: str, role: str) -> None:
    assert cost(text, role) < SHIFT


STANDS_ELSEWHERE = [
    ("Kites flown", "number"),
    ("603", "name"),
    ("n/a", "name"),
    ("603", "good"),
    ("Kites flown", "good"),
    ("603", "unit"),
    ("Kites flown", "unit"),
    ("603", "direction"),
    ("Green", "direction"),
    ("603", "rag"),
    ("Green", "red"),
    ("603", "red"),
    ("603", "amber"),
    ("603", "note"),
    ("Kites", "performance"),
]


@pytest.mark.parametrize(("text", "role"), STANDS_ELSEWHERE)
def test_what_cannot_stand_in_a_column_costs_more_than_a_cell_lost(text: str, role: str) -> None:
    assert cost(text, role) > SHIFT


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        (("High", "good"), ("603", "value")),
        (("Count", "unit"), ("Kites", "name")),
        (("R", "rag"), ("X", "rag")),
        (("X", "rag"), ("Amb", "rag")),
        (("n/a", "green"), ("-", "green")),
        (("n/a", "value"), ("x1x", "value")),
        (("<90%", "red"), ("n/a", "red")),
        (("words", "other"), ("603", "other")),
        (("603", "other"), ("603", "note")),
    ],
)
def test_of_two_fits_the_plainer_costs_less(better: tuple[str, str], worse: tuple[str, str]) -> None:
    assert cost(*better) < cost(*worse)


STEPS = {
    "number": ["6.1", "Kites flown"],
    "name": ["Kites flown", "603"],
    "good": ["High", "Kites"],
    "unit": ["Count", "Kites", "603"],
    "value": ["603", "new measure", "Kites flown", "x1x", "603 (2019)"],
    "performance": ["603", "Kites"],
    "direction": ["↑", "Kites", "603"],
    "rag": ["Green", "X", "-", "Amb", "603"],
    "red": ["<90%", "Kites", "n/a", "Green", "603"],
    "green": ["<90%", "n/a", "Kites", "-", "Green"],
    "other": ["words", "603"],
    "note": ["words", "603"],
}
"""For each column what may stand in it, the likeliest first."""
LEVEL = [("value", "603", "new measure"), ("green", "603", "Kites"), ("number", "6.1", "6.10"), ("rag", "Green", "red")]


@pytest.mark.parametrize("role", STEPS)
def test_what_may_stand_in_a_column_from_the_likeliest_to_the_least(role: str) -> None:
    costs = [cost(text, role) for text in STEPS[role]]
    assert costs == sorted(costs)
    level = {(at, text) for name, *texts in LEVEL if name == role for at, text in enumerate(texts)}
    assert len(set(costs)) >= len(costs) - len(level) // 2


@pytest.mark.parametrize(("role", "one", "other"), LEVEL)
def test_what_may_stand_in_a_column_as_well_as_something_else(role: str, one: str, other: str) -> None:
    assert cost(one, role) == cost(other, role)


@pytest.mark.parametrize(
    ("text", "role", "worth"),
    [
        ("6.1", "number", 0.0),
        ("Kites", "name", 0.0),
        ("High", "good", -1.0),
        ("Count", "unit", -0.5),
        ("603", "value", 0.0),
        ("B", "rag", 0.0),
        ("Amb", "rag", 0.6),
        ("Green", "rag", -0.3),
        ("-", "rag", 0.3),
        ("<90%", "red", -0.2),
        ("n/a", "green", 0.0),
        ("words", "other", 0.0),
        ("words", "note", 0.0),
    ],
)
def test_nothing_costs_less_than_the_columns_best_and_what_belongs_costs_nothing(
    text: str, role: str, worth: float
) -> None:
    assert cost(text, role) == worth
    assert worth >= BEST.get(role, 0.0)


def test_a_bare_target_is_believed_by_what_else_the_row_prints() -> None:
    coloured, filled = PLAIN._replace(coloured=True), PLAIN._replace(filled=True)
    assert cost("95%", "green", of=coloured) < cost("95%", "green") < SHIFT < cost("95%", "green", of=filled)
    assert cost("95%", "green", of=PLAIN._replace(info=True)) > 2 * SHIFT


def test_a_figure_that_names_its_year_is_a_benchmarks() -> None:
    assert cost("65.5% (2019)", "value", comparator=True) == 0
    assert cost("65.5% (2019)", "value") > SHIFT


def test_a_row_that_prints_its_years_has_few_blanks_among_them() -> None:
    filled = PLAIN._replace(filled=True)
    year, month = ColumnPlace("value", "financial_year", False), ColumnPlace("value", "month", False)
    comparator = ColumnPlace("value", "latest", True)
    assert blank(month, filled) == 0 < blank(comparator, filled) < blank(year, filled) < SHIFT
    assert blank(year, PLAIN) == blank(ColumnPlace("name", None, False), filled) == 0


YEARS = [Period.financial_year(y) for y in (2017, 2018, 2019)]
COLUMNS = [
    SummaryColumn(role, n, period)
    for n, (role, period) in enumerate(
        [
            ("number", None),
            ("name", None),
            ("good", None),
            ("unit", None),
            ("value", Period.month(2020, 5)),
            ("value", Period.month(2020, 6)),
            ("direction", None),
            ("rag", None),
            ("red", None),
            ("amber", None),
            ("green", None),
            *(("value", year) for year in YEARS),
        ]
    )
]


def printed(text: str) -> RowPrint:
    return row_print(COLUMNS, [cell_print(t, t.lower() in COLOURS) for t in row(1, text).texts])


def test_what_a_row_tells_of_its_cells() -> None:
    full = "6.1|Kites|High|%|50%|60%|↑|Green|<50%|50%>|60%+|1%|2%|3%"
    assert printed(full) == RowPrint(info=False, coloured=True, filled=True)
    assert printed("6.1|Kites|Info|Count|5|6|↑||||||1|2") == RowPrint(info=True, coloured=False, filled=False)
    assert printed("6.1|Kites|High|%|50%|60%|↑|G|||||") == RowPrint(info=False, coloured=True, filled=False)
    assert printed("A|Kites|High|%|50%|60%|↑||||||") == RowPrint(info=False, coloured=False, filled=False)
    assert printed(full.replace("Green", "").replace("2%", "Green")) == RowPrint(False, False, True), "out of place"


@pytest.mark.parametrize(
    ("years", "printed", "filled"),
    [
        (1, 1, False),
        (1, 2, True),
        (2, 1, False),
        (2, 2, True),
        (3, 2, False),
        (3, 3, True),
        (6, 2, False),
        (6, 3, True),
    ],
)
def test_a_row_prints_its_years_where_two_or_three_cells_from_the_target_on_are_filled(
    years: int, printed: int, filled: bool
) -> None:
    columns = [
        SummaryColumn("name", 0),
        SummaryColumn("green", 1),
        *(SummaryColumn("value", 2 + n, Period.financial_year(2010 + n)) for n in range(years)),
        *(SummaryColumn("value", 2 + years + n, Period.latest(), "National average") for n in range(2)),
    ]
    texts = row(1, "|".join(["Kites", *["5"] * printed, *[""] * (years + 3 - printed)]))
    assert row_print(columns, [cell_print(t, False) for t in texts.texts]).filled is filled


FULL = "6.1|Kites|High|%|50%|60%|↑|Green|<50%|50%>|60%+|11%|12%|13%"


def fitted(text: str) -> dict[str, str]:
    """Each column's role (with its year or month) and the cell that was read under it."""
    (first,) = fit_all([row(1, text)], COLUMNS, COLOURS)
    return {
        f"{c.role} {c.period.label if c.period else ''}".strip() + f"@{c.position}": cell.plain
        for c, cell in first.cells
    }


def by_position(text: str) -> list[str]:
    cells = {int(place.rsplit("@")[1]): said for place, said in fitted(text).items()}
    return [cells.get(n, "") for n in range(len(COLUMNS))]


def test_a_row_that_stands_under_its_header_is_read_as_it_stands() -> None:
    assert by_position(FULL) == FULL.split("|")


def test_a_row_that_lost_a_cell_is_read_where_its_tolerances_and_years_fit() -> None:
    lost = "6.1|Kites|High|%|50%|60%|Green|<50%|50%>|60%+|11%|12%|13%"
    assert by_position(lost) == FULL.replace("↑", "").split("|")
    (first,) = fit_all([row(1, lost)], COLUMNS, COLOURS)
    assert first.cells[-1][1].correction == (
        "this row has a blank cell lost, so this figure is read 1 to the right: the only place where its tolerances, "
        "years and benchmarks all stand under headers of their kind"
    )
    assert first.get("name") == "Kites" and first.get("direction") == ""
    assert first.cells[0][1].correction is None


def test_a_row_with_a_blank_too_many_is_moved_to_the_left() -> None:
    texts = by_position("6.1|Kites|High|%|50%|60%|↑|Green||<50%|50%>|60%+|11%|12%|13%")
    assert texts == FULL.split("|")
    (first,) = fit_all([row(1, "6.1|Kites|High|%|50%|60%|↑|Green||<50%|50%>|60%+|11%|12%|13%")], COLUMNS, COLOURS)
    assert "a blank cell too many, so this figure is read 1 to the left" in str(first.cells[-1][1].correction)


def test_a_group_label_that_the_header_lacks_moves_all_columns() -> None:
    labelled = [row(n, f"Group|{FULL}") for n in range(3)]
    columns = under_the_header(COLUMNS, labelled, COLOURS)
    assert [c.position for c in columns if c.role == "number"] == [1]
    assert under_the_header(COLUMNS, [row(1, FULL)], COLOURS) == COLUMNS
    shorter = under_the_header(COLUMNS, [row(n, FULL.partition("|")[2]) for n in range(3)], COLOURS)
    assert [c.position for c in shorter if c.role == "name"] == [0]


@pytest.mark.parametrize(
    ("text", "data"),
    [
        (FULL, True),
        ("6.1|Kites|High|Count|603", True),
        ("6.1|Kites|High|Count|", True),
        ("Kites|High|Count|", False),
        ("No.|Indicator|Good perf is|Data note|Apr-20|May-20", False),
        ("||Apr-20|May-20|12|13", False),
        ("Kites|12|n/a", True),
        ("Kites|zoos|quays|12", False),
        ("Kites|12", True),
        ("2014/15|2015/16", False),
        ("Kites|2014/|2015/1", False),
        ("|no data|12%", True),
        ("|", False),
    ],
)
def test_rows_of_figures(text: str, data: bool) -> None:
    assert is_data_row(row(1, text)) is data


def test_the_months_of_the_tests_are_those_of_the_fixture() -> None:
    assert COLUMNS[5].period is not None and COLUMNS[5].period.end == date(2020, 6, 30)


@pytest.mark.parametrize(
    "text", ["High", "hi gh", "Lo w", "Withi n Limit s", "within limit", "In fo", "Higher is better"]
)
def test_what_good_looks_like_is_told_though_a_narrow_cell_cuts_it(text: str) -> None:
    assert GOOD.match(text)


@pytest.mark.parametrize("text", ["Highest", "Lowland", "Information", "with", "Hi", "The high"])
def test_other_words_say_nothing_of_what_good_looks_like(text: str) -> None:
    assert not GOOD.match(text)
