"""Every table is recognised as the first form that takes it; a fourth form is a class in the tuple of forms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from scorecard.clean.raw.grid import Grid, Row
from scorecard.clean.tables.form import FORMS, Unknown, recognise
from scorecard.clean.tables.shared.lexicon import Lexicon
from scorecard.clean.tables.shared.reading import Form, TableReading
from scorecard.clean.tables.small_table.form import SmallTable
from scorecard.clean.tables.summary.form import Summary
from scorecard.clean.tables.theme_page.form import ThemePage
from scorecard.registry import load_registry
from tests.fixtures import grids

REGISTRY = load_registry()
LEXICON = Lexicon.of(REGISTRY)
FAMILY = "corporate-parenting-monthly"
COUNTS = [(e.number, e.names[0]) for i, e in REGISTRY.named(FAMILY) if (e.unit or i.unit) == "count" and e.number][:2]
SUMMARY = [
    "No.|Indicator|Good perf is|Data note (monthly)|Apr-20|May-20|Jun-20|DOT|RAG",
    *(f"{number}|{name}|Low|Count|{i}1|{i}2|{i}3|↑|" for i, (number, name) in enumerate(COUNTS, start=1)),
]
PAGE = [
    "|".join(["", *(str(number) for number, _ in COUNTS)]),
    "|".join(["", *(name for _, name in COUNTS)]),
    "Apr-20|11|21",
    "May-20|12|22",
    "Jun-20|13|23",
]
LAYOUT = next(layout for layout in REGISTRY.layouts if layout.id == "training-courses")
SMALL = ["|".join(LAYOUT.match), "First aid|70"]
UNKNOWN = ["Kites|Red|Blue", "North wind|603|65.5%"]


@pytest.mark.parametrize(
    ("lines", "form"), [(SUMMARY, Summary), (SMALL, SmallTable), (PAGE, ThemePage), (UNKNOWN, Unknown)]
)
def test_a_table_is_of_its_form(lines: list[str], form: type[Form]) -> None:
    assert type(recognise(grids.grid(*lines, family=FAMILY), LEXICON)) is form


def test_a_summary_without_a_known_name_is_none() -> None:
    strange = [SUMMARY[0], "99.1|Kites in the north wind|Low|Count|1|2|3|↑|", "99.2|Strings lost|Low|Count|1|2|3|↑|"]
    assert not isinstance(recognise(grids.grid(*strange), LEXICON), Summary)


def test_a_page_of_two_labels_is_only_a_part_of_one() -> None:
    part = recognise(grids.grid(*PAGE[:4], family=FAMILY), LEXICON)
    assert isinstance(part, ThemePage) and not part.stands_alone
    assert part.read([part]) == TableReading("unknown", FAMILY)


def test_nothing_of_an_unknown_table_is_placed_and_it_goes_on_with_nothing() -> None:
    table = recognise(grids.grid(*UNKNOWN), LEXICON)
    assert table.read([table]) == TableReading("unknown", None, [])
    assert list(table.goes_on(table)) == []


@dataclass(frozen=True)
class KiteList:
    """An invented fourth form: every table that begins with the word kites."""

    grid: Grid

    @classmethod
    def recognise(cls, grid: Grid, lexicon: Lexicon) -> KiteList | None:
        return cls(grid) if grid.rows[0].text(0) == "Kites" else None

    def goes_on(self, after: Form) -> Sequence[Row]:
        return after.grid.rows

    def read(self, document: Sequence[Form]) -> TableReading:
        return TableReading("kites", None)


def test_a_fourth_form_is_one_more_class() -> None:
    forms = (KiteList, *FORMS)
    assert [type(recognise(grids.grid(*lines, family=FAMILY), LEXICON, forms)) for lines in (UNKNOWN, PAGE)] == [
        KiteList,
        ThemePage,
    ]
