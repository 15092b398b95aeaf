"""A small table opened by its layout: its labels, its first row of figures and its year. All tables are invented."""

from __future__ import annotations

from typing import Any

import pytest

from scorecard.clean.tables.shared.lexicon import Lexicon
from scorecard.clean.tables.shared.units import FigureColumns
from scorecard.clean.tables.small_table.header_periods import only_one, with_header_periods
from scorecard.clean.tables.small_table.page import NO_LABELS, Page, open_page
from scorecard.periods import MONTHS
from scorecard.registry.layouts import ColumnLayout, Layout
from tests.fixtures.grids import grid, row
from tests.unit.validate.rule_frames import FAMILY, indicator, registry

LEXICON = Lexicon.of(registry(indicator("kites"), indicator("lost")))
KITES, LOST = ColumnLayout(indicator="kites", header="Kites"), ColumnLayout(indicator="lost", header="Lost")


def opened(*lines: str, **more: Any) -> Page:
    fields = {
        "id": "kites",
        "family": FAMILY,
        "match": ["Kites"],
        "rows": "breakdown",
        "label": 0,
        "indicator": "kites",
    }
    return open_page(grid(*lines), Layout(**{**fields, **more}), LEXICON)


@pytest.mark.parametrize(
    ("lines", "year"),
    [
        (("Kites 2018/19", "|flown"), 2018),
        (("Kites", "|", "|flown", "2018/19|"), 2018),
        (("Kites", "|", "|", "|flown", "2018/19|"), 2020),
        (("Kites 2017/18|2018/19",), 2017),
        (("Kites",), 2020),
    ],
    ids=["first row", "fourth row", "fifth row", "the first of two", "none: the pack's"],
)
def test_the_year_of_the_header_is_that_of_its_first_four_rows(lines: tuple[str, ...], year: int) -> None:
    assert opened(*lines, period_from="header-year").time.financial_year == year
    assert opened(*lines).time.financial_year == 2020, "the layout does not ask for it"


def test_the_column_of_labels_is_the_layouts_or_that_of_most_periods() -> None:
    assert opened("Kites|1", rows="none", label=None).label == NO_LABELS
    assert opened("x|Apr-20|1", "y|May-20|2", rows="period", label=None).label == 1
    assert opened("x|y|1", rows="period", label=None).label == 0
    assert opened("x|Apr-20|1", rows="period", label=1).label == 1
    assert opened("Kites|1|2", label=1).label == 1


@pytest.mark.parametrize(
    ("lines", "label"),
    [
        (("11|Red", "12|Blue"), 1),
        (("Red|11", "Blue|12"), 0),
        (("11|Red", "Blue|12"), 0),
        (("11|Red|5", "12|Blue|6"), 0),
        (("11|Red", "12|Blue", "13|7", "14|8"), 0),
        (("11|Red", "12|Blue", "13|White", "Pink|7"), 0),
        (("11|Red", "12|Blue", "13|White", "14|Grey", "15|7"), 1),
    ],
    ids=[
        *("figures first", "words first", "as many", "three columns", "figures in both"),
        *("a figure in four of the words", "a figure in five of the words"),
    ],
)
def test_where_words_and_figures_changed_places_the_words_are_the_labels(lines: tuple[str, ...], label: int) -> None:
    assert opened(*lines).label == label


@pytest.mark.parametrize(("usual", "label"), [(0, 0), (1, 0), (2, 2)])
def test_labels_that_a_layout_puts_right_of_the_figures_are_looked_for_on_the_left(usual: int, label: int) -> None:
    assert opened("Red|11", "Blue|12", label=usual).label == label


def test_the_first_row_of_figures_ends_the_header() -> None:
    assert opened("Kites|flown", "|2017/18", "Red|11").first == 2
    assert opened("Kites|flown", "|6.1", "Red|11").first == 2, "indicator numbers are no figures"
    assert opened("Kites|flown", "Red|n/a").first == 1
    assert opened("Kites|flown", "Red|Drift (4)").first == 1
    assert opened("Kites|flown", "Red|high").first == 2, "there is none"
    assert opened("Kites|flown", "Apr-20|", "May-20|11", rows="period").first == 2
    assert opened("Kites|flown", "Apr-20|", "May-20|", rows="period").first == 2


def test_a_period_alone_in_a_row_is_told_where_rows_have_no_periods() -> None:
    page = opened("|flown", "2018/19|", "Red|11")
    alone = page.period_alone(row(1, "|2018/19"))
    assert alone is not None and alone.label == "2018/19"
    assert page.period_alone(row(1, "2018/19|2017/18")) is None
    assert page.period_alone(row(1, "Red|")) is None and page.period_alone(row(1, "|")) is None
    assert opened("|flown", "Apr-20|11", rows="period").period_alone(row(1, "2018/19|")) is None


# ---- periods over columns


def periods(header: tuple[str, ...], columns: list[ColumnLayout | None], **more: Any) -> list[str | None]:
    """The period of each column, in the cells from the second on; a stroke where it is none."""
    page = opened(*header, "Red|" + "|".join("123456789"[: len(columns)]), period_from="header", **more)
    units = [FigureColumns("number", (n,)) for n in range(1, len(columns) + 1)]
    return [c.period if c else "-" for c in with_header_periods(columns, units, page)]


def test_a_column_has_the_period_printed_over_it_in_any_row_or_all_together() -> None:
    assert periods(("|2017/18|2018/19",), [KITES, LOST]) == ["2017/18", "2018/19"]
    assert periods(("|Kites|Lost", "|2017/18|2018/19"), [KITES, LOST]) == ["2017/18", "2018/19"]
    assert periods(("|Spring|Summer", "|Term|Term", "|2019/20|2018/19"), [KITES, LOST]) == ["2019/20", "2018/19"]
    assert periods(("|Year|Kites", "|to date|lost"), [KITES, LOST]) == ["Year to date", "-"], "cut over two rows"


def test_in_a_cycle_the_period_stands_over_the_first_of_its_columns() -> None:
    header = ("|2017/18||2018/19|", "|Kites|Lost|Kites|Lost")
    columns: list[ColumnLayout | None] = [KITES, LOST] * 2
    assert periods(header, columns, cycle=[KITES, LOST]) == ["2017/18", "2017/18", "2018/19", "2018/19"]
    named = ("|2017/18|Lost|2018/19|Lost",)
    assert periods(named, columns, cycle=[KITES, LOST]) == ["2017/18", "2017/18", "2018/19", "2018/19"]
    assert periods(named, columns) == ["2017/18", "-", "2018/19", "-"], "in no cycle other words end it"


def test_beside_columns_of_periods_one_without_is_of_none_and_without_any_all_stay() -> None:
    assert periods(("|2017/18|Change",), [KITES, LOST]) == ["2017/18", "-"]
    assert periods(("|2017/18|2018/19",), [KITES, None]) == ["2017/18", "-"]
    assert periods(("|Kites|Change",), [KITES, LOST]) == [None, None]


def test_months_over_columns_are_read_as_one_line() -> None:
    two: list[ColumnLayout | None] = [KITES, LOST]
    three: list[ColumnLayout | None] = [KITES, KITES, KITES]
    assert periods(("|May|Jun",), two) == ["2020-05", "2020-06"]
    assert periods(("|Jul|Jun",), two) == ["-", "-"], "of this year and the last, or both of the last"
    assert periods(("|01/05/2020|30/06/2020",), two) == ["2020-05", "2020-06"]
    assert periods(("|May-20|May-20",), two) == ["-", "-"]
    assert periods(("|Apr-20|May-20|Jun-19",), three) == ["2020-04", "2020-05", "-"]


def test_rows_of_months_are_of_the_year_in_the_header_unless_they_had_not_come() -> None:
    def told(year: str, *rows: str) -> list[str]:
        page = opened(f"Past performance {year}|flown", *rows, rows="period", label=0, period_from="header-year")
        return [label.period.label for label in page.labels.values() if not label.doubt]

    assert told("2018/19", "Apr|11", "May|12", "Jun|13") == ["2018-04", "2018-05", "2018-06"]
    assert told("2020/21", "Apr|11", "May|12", "Jun|13", "Jul|") == ["2020-04", "2020-05", "2020-06", "2020-07"]
    year = [f"{month}|{n}" for n, month in enumerate((*MONTHS[6:], *MONTHS[:6]), start=11)]
    last = [f"2019-{n:02d}" for n in range(7, 13)] + [f"2020-{n:02d}" for n in range(1, 7)]
    assert told("2020/21", *year) == last
    assert told("", *year) == last


def test_the_period_of_a_label_column_is_not_that_of_the_columns_beside_it() -> None:
    assert periods(("2017/18|||",), [KITES, LOST], cycle=[KITES, LOST]) == [None, None]


@pytest.mark.parametrize("kind", ["number", "percent", "ratio"])
def test_of_columns_of_one_measure_the_first_of_figures_stays(kind: str) -> None:
    units = [FigureColumns(k, (n,)) for n, k in enumerate(("missing", kind, "number"))]
    assert only_one([KITES] * 3, units) == [None, KITES, None]
    assert only_one([KITES] * 2, units[:1] * 2) == [None, None]
