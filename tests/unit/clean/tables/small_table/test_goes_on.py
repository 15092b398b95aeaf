"""A small table that page furniture cut goes on in rows that are labelled as its own are. All tables are invented."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from scorecard.clean.raw.grid import Grid
from scorecard.clean.tables.shared.lexicon import Lexicon
from scorecard.clean.tables.small_table.form import SmallTable
from scorecard.clean.tables.small_table.page import open_page
from scorecard.registry.layouts import Layout
from tests.fixtures.grids import grid
from tests.unit.validate.rule_frames import FAMILY, indicator, registry

LEXICON = Lexicon.of(registry(indicator("kites")))


@dataclass
class Bare:
    """A table of no known form."""

    grid: Grid


def table(printed: Grid, rows: str = "breakdown", **more: Any) -> SmallTable:
    fields = {"id": "kites", "family": FAMILY, "match": ["Kites"], "rows": rows, "label": 0, "indicator": "kites"}
    return SmallTable(printed, LEXICON, open_page(printed, Layout(**{**fields, **more}), LEXICON))


def goes_on(after: Grid, rows: str = "breakdown", **more: Any) -> bool:
    """Whether a table goes on with all rows of the next; else with none of them."""
    first = {"period": "Apr-20|1|2", "breakdown": "Red|1|2"}.get(rows, "Red|1|2")
    going_on = table(grid("|Kites|flown", first), rows, **more).goes_on(Bare(after))  # type: ignore[arg-type]
    assert list(going_on) in ([], after.rows)
    return bool(going_on)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("Blue|3|4", "Green|5|6"), True),
        (("Blue|3|n/a",), True),
        (("Blue|3|",), True),
        (("Blue|3|words",), False),
        (("Blue||",), False),
        (("|3|4",), False),
        (("7|3|4",), False),
        (("Blue|3|4", "Owls|heard|here"), False),
        (("|Kites|flown", "Blue|3|4"), False),
    ],
    ids=[
        "words and figures",
        "a missing mark",
        "a blank",
        "words for a figure",
        "no figure",
        "no label",
        "a figure for a label",
        "a row of words",
        "a header",
    ],
)
def test_rows_of_categories_go_on_where_each_is_words_followed_by_figures(
    lines: tuple[str, ...], expected: bool
) -> None:
    assert goes_on(grid(*lines)) is expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("May-20|3|4", "Jun-20|5|6"), True),
        (("May-20|words|4",), True),
        (("May-20||",), True),
        (("May-20|2018/19|4",), False),
        (("Blue|3|4",), False),
        (("May-20|3|4", "Blue|5|6"), False),
    ],
    ids=["months", "words beside one", "blanks beside one", "a second period", "words", "words below a month"],
)
def test_rows_of_periods_go_on_where_each_begins_with_its_period_alone(lines: tuple[str, ...], expected: bool) -> None:
    assert goes_on(grid(*lines), "period") is expected


def test_what_is_a_table_of_its_own() -> None:
    assert goes_on(grid("Blue|3|4"))
    assert not goes_on(grid("Blue|3|4|5")), "it is wider"
    assert not goes_on(grid("Blue|3|4", heading="Other kites")), "it stands under another heading"
    assert not goes_on(grid("Blue|3|4"), "none", label=None)
    known = table(grid("Blue|3|4"))
    assert table(grid("|Kites|flown", "Red|1|2")).goes_on(known) == (), "a layout knows it"
