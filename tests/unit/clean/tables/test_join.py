"""Tables that page furniture cut are read as one and given back part by part."""

from __future__ import annotations

from typing import Any

import pytest

from scorecard.clean.raw.grid import Grid
from scorecard.clean.tables.join import put_together
from scorecard.clean.tables.shared.lexicon import Lexicon
from scorecard.registry import load_registry
from tests.fixtures import grids

REGISTRY = load_registry()
LEXICON = Lexicon.of(REGISTRY)
FAMILY = "corporate-parenting-monthly"
COUNTS = [(e.number, e.names[0]) for i, e in REGISTRY.named(FAMILY) if (e.unit or i.unit) == "count" and e.number]
HEADER = ["No.|Indicator|Good perf is|Data note (monthly)|Apr-20|May-20|Jun-20|DOT|RAG"]
SUMMARY = [f"{number}|{name}|Low|Count|11|12|13|↑|" for number, name in COUNTS[:4]]
OVER = [f"|{COUNTS[0][0]}|{COUNTS[1][0]}", f"|{COUNTS[0][1]}|{COUNTS[1][1]}"]
MONTHS = ["Apr-20|11|21", "May-20|12|22", "Jun-20|13|23", "Jul-20|14|24"]
LAYOUT = next(layout for layout in REGISTRY.layouts if layout.id == "training-courses")
COURSES = ["First aid|70", "Safer care|12", "Life story work|9"]


def cut(head: list[str], *parts: list[str], **about: Any) -> list[Grid]:
    """A table in parts; ``head`` stands over the first."""
    whole = [*head, *parts[0]]
    printed: list[Grid] = []
    line = 1
    for lines in (whole, *parts[1:]):
        printed.append(grids.grid(*lines, first=line, family=FAMILY, **about))
        line += len(lines) + 3
    return printed


@pytest.mark.parametrize(
    ("printed", "shape"),
    [
        (cut(HEADER, SUMMARY[:2], SUMMARY[2:]), "summary"),
        (cut(HEADER, SUMMARY[:2], [*HEADER, *SUMMARY[2:]]), "summary"),
        (cut(OVER, MONTHS[:1], MONTHS[1:]), "periodic"),
        (cut(OVER, MONTHS[:2], MONTHS[2:3], MONTHS[3:]), "periodic"),
        (cut(["|".join(LAYOUT.match)], COURSES[:1], COURSES[1:]), "layout training-courses"),
    ],
    ids=["summary", "summary with its header again", "theme page", "theme page in three", "small table"],
)
def test_parts_are_one_table_and_each_gets_its_own_lines_back(printed: list[Grid], shape: str) -> None:
    (table,) = put_together(printed, LEXICON)
    readings = table.given_back(table.form.read([table.form]))
    assert [part.table for part, _ in readings] == [grid.table for grid in printed]
    for part, reading in readings:
        data = {row.line for row in part.rows if any(text.isdigit() for text in row.texts)}
        assert reading.shape == shape
        assert {p.line for p in reading.placements if p.role == "value"} == data


@pytest.mark.parametrize(
    "change",
    [{"heading": "Another"}, {"header_from": 99}],
    ids=["under another heading", "with a header that the ledger names"],
)
def test_a_page_that_is_another_stays_apart(change: dict[str, Any]) -> None:
    before = grids.grid(*OVER, *MONTHS[:3], family=FAMILY)
    after = grids.grid(*MONTHS[3:], first=20, family=FAMILY, **change)
    assert [len(table.parts) for table in put_together([before, after], LEXICON)] == [1, 1]


def test_what_prints_percentages_under_counts_is_another_page() -> None:
    printed = cut(OVER, MONTHS[:3], ["Jul-20|14.5%|24.5%"])
    assert len(put_together(printed, LEXICON)) == 2


def test_a_summary_does_not_go_on_with_names_that_it_cannot_have() -> None:
    other = ["|Kites in the north wind|Low|Count|1|2|3|↑|", "|Strings lost at sea|Low|Count|1|2|3|↑|"]
    assert len(put_together(cut(HEADER, SUMMARY, other), LEXICON)) == 2


def test_a_small_table_does_not_go_on_with_another_of_its_layout() -> None:
    head = ["|".join(LAYOUT.match)]
    assert len(put_together(cut(head, COURSES, [*head, *COURSES]), LEXICON)) == 2
