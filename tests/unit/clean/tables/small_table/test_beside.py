"""What a small table prints beside a figure: its x, its y and its target. All tables are invented."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from scorecard.clean.tables.shared.lexicon import Lexicon
from scorecard.clean.tables.small_table.form import SmallTable
from scorecard.clean.tables.small_table.page import open_page
from scorecard.registry import PrintedName
from scorecard.registry.layouts import ColumnLayout, Layout
from tests.fixtures.grids import grid
from tests.unit.validate.rule_frames import FAMILY, indicator, registry

LEXICON = Lexicon.of(registry(indicator("kites"), indicator("share", unit="percent", kind="share")))
ROLES: dict[str, ColumnLayout] = {
    "Kites": ColumnLayout(indicator="share", header="Kites"),
    "Flown": ColumnLayout(role="numerator", header="Flown"),
    "Of all": ColumnLayout(role="denominator", header="Of all"),
    "Target": ColumnLayout(role="target", header="Target"),
    "Skipped": ColumnLayout(skip=True, header="Skipped"),
    "East": ColumnLayout(area="East", indicator="share", header="East"),
}
NO_FIGURE = "the row prints no figure for it"
HALF = "an x without its y, or a y without its x beside it"


def read(headers: str, line: str) -> list[tuple[Any, ...]]:
    """Role, text, indicator and reason (or band) of each placement of a row under these headers."""
    names = headers.split("|")
    by = Layout(
        id="k",
        family=FAMILY,
        match=["Kites"],
        rows="breakdown",
        label=0,
        period="as-at",
        columns=[ROLES[name] for name in names],
    )
    printed = grid(f"|{headers}", line)
    whole = SmallTable(printed, LEXICON, open_page(printed, by, LEXICON))
    return [(p.role, p.text, p.indicator, p.detail) for p in whole.read([whole]).placements]


FIGURE = ("value", "70%", "share", None)


def test_x_and_y_beside_each_other_are_one_cell_of_the_rows_measure_and_a_target_its_green_band() -> None:
    assert read("Kites|Flown|Of all|Target", "Red|70%|7|10|90%") == [
        ("threshold", "90%", "share", "green"),
        ("value", "7 of 10", "share", None),
        FIGURE,
    ]
    assert read("Flown|Of all|Kites", "Red|7|10|70%") == [("value", "7 of 10", "share", None), FIGURE]


@pytest.mark.parametrize(
    ("headers", "line", "beside"),
    [
        ("Kites|Flown|Of all", "Red|70%|7|", ["7"]),
        ("Kites|Flown|Of all", "Red|70%||10", ["10"]),
        ("Kites|Flown|Of all", "Red|70%|n/a|10", ["n/a", "10"]),
        ("Kites|Flown|Of all", "Red|70%|7|n/a", ["7", "n/a"]),
        ("Kites|Of all|Flown", "Red|70%|10|7", ["7", "10"]),
        ("Flown|Kites|Of all", "Red|7|70%|10", ["7", "10"]),
        ("Kites|Flown|Target", "Red|70%|7|", ["7"]),
    ],
    ids=["no y", "no x", "x is missing", "y is missing", "y before x", "apart", "no column of y"],
)
def test_an_x_and_a_y_that_are_not_beside_each_other_are_not_read(headers: str, line: str, beside: list[str]) -> None:
    assert read(headers, line) == [*(("unread", text, None, HALF) for text in beside), FIGURE]


def test_without_a_figure_of_its_row_nothing_beside_it_is_read() -> None:
    printed = [("unread", text, None, NO_FIGURE) for text in ("7", "10", "90%")]
    assert read("Kites|Flown|Of all|Target", "Red||7|10|90%") == printed
    assert read("Skipped|Flown|Of all|Target", "Red|70%|7|10|90%") == printed, "what is skipped is no figure"
    east = [*printed, ("value", "70%", "share", None)]
    assert read("East|Flown|Of all|Target", "Red|70%|7|10|90%") == east, "one of an area is not the row's own"


def test_of_several_figures_the_first_that_is_neither_skipped_nor_an_areas_is_the_rows_own() -> None:
    assert read("Skipped|East|Kites|Flown|Of all", "Red|1%|2%|70%|7|10") == [
        ("value", "7 of 10", "share", None),
        ("value", "2%", "share", None),
        FIGURE,
    ]


def test_without_columns_beside_it_a_figure_stands_alone() -> None:
    assert read("Kites|Skipped", "Red|70%|7") == [FIGURE]


def test_an_indicator_has_the_number_and_name_by_which_its_family_prints_it_where_it_is_no_summary() -> None:
    made = registry(indicator("kites"), indicator("lost"))
    names = (
        PrintedName(family=FAMILY, indicator="kites", number="1.1", names=["Kites in all"], page="summary"),
        PrintedName(family=FAMILY, indicator="kites", number="2.1", names=["Kites flown"]),
        PrintedName(family=FAMILY, indicator="lost", number="1.2", names=["Kites lost"], page="summary"),
    )
    lexicon = Lexicon.of(replace(made, councils={"town": replace(made.councils["town"], names={FAMILY: names})}))
    columns = [ColumnLayout(indicator="kites", header="Flown"), ColumnLayout(indicator="lost", header="Lost")]
    fields = {"rows": "breakdown", "label": 0, "period": "as-at"}
    by = Layout(id="k", family=FAMILY, match=["Kites"], columns=columns, **fields)
    printed = grid("|Flown|Lost", "Red|11|12")
    whole = SmallTable(printed, lexicon, open_page(printed, by, lexicon))
    assert [(p.number, p.name) for p in whole.read([whole]).placements] == [
        ("2.1", "Kites flown"),
        ("1.2", "Kites lost"),
    ]
