"""Columns of a layout that repeat for areas, breakdowns or periods. All tables are invented."""

from __future__ import annotations

from typing import Any

import pytest

from scorecard.clean.tables.shared.lexicon import Lexicon
from scorecard.clean.tables.shared.units import FigureColumns
from scorecard.clean.tables.small_table.cycles import block_columns, expected_columns, laid_out
from scorecard.clean.tables.small_table.page import Page, open_page
from scorecard.registry.layouts import ColumnLayout, Layout
from tests.fixtures.grids import grid
from tests.unit.validate.rule_frames import FAMILY, indicator, registry

LEXICON = Lexicon.of(registry(indicator("kites"), indicator("lost")))
KITES, LOST = ColumnLayout(indicator="kites", header="Kites"), ColumnLayout(indicator="lost", header="Lost")
CYCLE = [KITES, LOST]
SIZES = ["Small", "Large"]


def opened(*header: str, width: int = 4, **more: Any) -> Page:
    fields = {"id": "k", "family": FAMILY, "match": ["Kites"], "rows": "breakdown", "label": 0, "cycle": CYCLE}
    figures = "|".join(str(n) for n in range(11, 11 + width))
    return open_page(grid(*header, f"Red|{figures}"), Layout(**{**fields, **more}), LEXICON)


def units(number: int) -> list[FigureColumns]:
    return [FigureColumns("number", (n,)) for n in range(1, number + 1)]


def laid(*header: str, number: int = 4, key: str = "breakdown", **more: Any) -> list[tuple[str | None, str | None]]:
    """The area or breakdown, and the indicator, of each column."""
    columns = laid_out(units(number), opened(*header, width=number, **more))
    return [(getattr(c, key), c.indicator) if c else (None, None) for c in columns]


def cycled(*names: str | None) -> list[tuple[str | None, str]]:
    return [(name, column) for name in names for column in ("kites", "lost")]


NAMES = "|Kites|Lost|Kites|Lost"


@pytest.mark.parametrize(
    ("header", "names"),
    [
        (("|Small||Large|", NAMES), ("Small", "Large")),
        (("|Large||Small|", NAMES), ("Large", "Small")),
        (("|Small||pink|", NAMES), ("Small", "Pink")),
        (("|||windy|", NAMES), ("Small", "Large")),
        (("|Small||pink (over ten)|", NAMES), ("Small", "Pink")),
        (("|Small||Large|",), ("Small", "Large")),
        (("|Small||pink|",), ("Small", "Pink")),
        (("||||",), ("Small", "Large")),
    ],
    ids=[
        *("in the layout's order", "in another", "a new one beside a known one", "nothing is plain"),
        *("a new one with brackets", "in one row", "a new one in one row", "no header"),
    ],
)
def test_groups_of_columns_are_those_their_header_names_else_those_of_the_layout(
    header: tuple[str, ...], names: tuple[str, ...]
) -> None:
    assert laid(*header, breakdowns=SIZES) == cycled(*names)


@pytest.mark.parametrize(
    ("header", "names"),
    [
        (("|East||West|", NAMES), ("East", "West")),
        (("|West||East|", NAMES), ("West", "East")),
        (("||||", NAMES), ("East", "West")),
    ],
)
def test_groups_of_areas_are_those_their_header_names(header: tuple[str, ...], names: tuple[str, ...]) -> None:
    assert laid(*header, key="area", areas=["East", "West"]) == cycled(*names)


def test_the_authority_of_a_layout_is_the_pages_own() -> None:
    assert laid("||||", NAMES, key="area", areas=["Town", "East"]) == cycled("Kiteham", "East")
    assert laid("||||", NAMES, key="area", areas=["Nowhere", "East"]) == cycled("Nowhere", "East")


def test_columns_that_make_no_whole_cycles_are_found_by_their_names() -> None:
    assert [i for _, i in laid("|Kites|Lost|Kites", number=3, breakdowns=SIZES)] == ["kites", "lost", "kites"]


def test_under_periods_the_cycle_goes_on_as_far_as_the_columns() -> None:
    assert [i for _, i in laid(NAMES, number=3, period_from="header")] == ["kites", "lost", "kites"]


def expected(units: int, **more: Any) -> list[tuple[str | None, str | None, str | None]]:
    fields = {"id": "k", "family": FAMILY, "match": ["Kites"], "rows": "breakdown", "label": 0}
    return [(c.area, c.breakdown, c.indicator) for c in expected_columns(Layout(**{**fields, **more}), units)]


def test_a_layout_expects_its_columns_or_its_cycle_for_each_area_else_each_breakdown_else_once() -> None:
    assert expected(9, columns=CYCLE) == [(None, None, "kites"), (None, None, "lost")]
    assert expected(9, cycle=CYCLE, areas=["East", "West"]) == [
        *(("East", None, "kites"), ("East", None, "lost")),
        *(("West", None, "kites"), ("West", None, "lost")),
    ]
    assert expected(9, cycle=CYCLE, breakdowns=["Small"]) == [(None, "Small", "kites"), (None, "Small", "lost")]
    assert expected(9, cycle=CYCLE) == [(None, None, "kites"), (None, None, "lost")]


# ---- blocks

KINDS = [ColumnLayout(indicator="kites", breakdown=name) for name in ("Small kites", "Large kites", "Total")]


def blocks(*header: str, printed: int, number: int) -> list[tuple[str | None, str | None] | None]:
    page = opened(*header, width=number, cycle=KINDS, areas=["East", "West"])
    return [(c.area, c.breakdown) if c else None for c in block_columns(units(number), printed, page)]


BOTH = "|Small kites|Large kites|Total|Small kites|Large kites|Total"
WHOLE = [(area, kind.breakdown) for area in ("East", "West") for kind in KINDS]


def test_areas_as_wide_as_the_cycle_have_its_columns() -> None:
    assert blocks(BOTH, printed=6, number=6) == WHOLE
    assert blocks("|~||~", printed=6, number=6) == WHOLE, "whatever their headers"
    assert blocks(BOTH, printed=6, number=4) == WHOLE[:4], "the last of its columns print no figures"


def test_areas_that_are_not_all_as_wide_have_none() -> None:
    assert blocks(BOTH, printed=5, number=5) == [None] * 5
    assert blocks(BOTH, printed=7, number=7) == [None] * 7


def test_a_cycle_of_another_length_is_the_one_that_the_first_area_prints() -> None:
    eight = "|Large kitcs|red with a tail|Small kites|Total|Large kites|Red with a tail|Small kites|Total"
    kinds = ("Large kites", "Red with a tail", "Small kites", "Total")
    assert blocks(eight, printed=8, number=8) == [(area, kind) for area in ("East", "West") for kind in kinds]
    assert blocks(eight.replace("red with a tail", ""), printed=8, number=8) == [None] * 8, "one prints no name"
