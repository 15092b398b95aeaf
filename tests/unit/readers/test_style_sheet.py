"""What a page's own style sheet hides, raises and colours."""

from __future__ import annotations

from time import process_time

import pytest
from lxml import html

from scorecard.readers.style_sheet import style_sheet_of
from tests.unit.readers.test_pages import page

HIDES = (
    ".off{display:none} td.gone, #last{visibility:hidden} "
    "@media print{.paper{display:none}} @media screen{.s{display:none}}"
)

PARTS = {"tfoot": "All<td>3", "tbody": "Kites<td>1", "thead": "A<td>B"}


def table(style: str, *cells: str) -> list[str]:
    row = "".join(f"<td>{cell}</td>" if not cell.startswith("<td") else cell for cell in cells)
    return page(f"<style>{style}</style><table><tr><td>Measure<td>Apr-21<td>May-21</tr><tr><td>Kites{row}</tr></table>")


@pytest.mark.parametrize(
    ("cell", "printed"),
    [
        ('<span class="off">9</span>12', "12"),
        ('<span class="gone">9</span>12', "912"),
        ('<span class="other off">9</span>12', "12"),
        ('<span id="last">9</span>12', "12"),
        ('<span class="paper">9</span>12', "912"),
        ('<span class="s">9</span>12', "12"),
        ('<span class="sr-only">Value 7</span>12', "12"),
        ('<span class="d-none">9</span>12', "12"),
        ('<span class="d-none d-md-inline">9</span>12', "912"),
    ],
)
def test_what_a_style_sheet_hides_is_not_printed(cell: str, printed: str) -> None:
    assert table(HIDES, cell, "3")[1] == f"Kites\t{printed}\t3"


def test_a_hidden_column_of_a_class_is_none() -> None:
    assert table(HIDES, '<td class="gone">9</td>', "1", "2")[1] == "Kites\t1\t2"


def test_what_a_class_raises_is_a_note() -> None:
    assert table(".up{vertical-align:super}", '12<span class="up">3</span>', "3")[1] == "Kites\t12³\t3"


def test_the_colour_of_a_class_is_read() -> None:
    rows = "".join(f"<tr><td>Kites {n}<td>{n}<td class=r></tr>" for n in (1, 2, 3))
    told = page(f"<style>.r{{background:#c00000}}</style><table><tr><td>Measure<td>Apr-21<td>RAG</tr>{rows}</table>")
    assert told[1:] == ["Kites 1\t1\tRed", "Kites 2\t2\tRed", "Kites 3\t3\tRed"]


def test_the_foot_of_a_table_is_shown_last() -> None:
    told = page(
        "<table><tfoot><tr><td>All<td>3</tfoot><tbody><tr><td>Kites<td>1</tbody><thead><tr><td>A<td>B</thead></table>"
    )
    assert told == ["A\tB", "Kites\t1", "All\t3"]


@pytest.mark.parametrize("text", ["@a ", "{", "@a", "@media{a{", "a,", "<!--", "/*"])
def test_endless_styles_are_read_in_time_that_grows_with_them(text: str) -> None:
    began = process_time()
    style_sheet_of(html.document_fromstring(f"<style>{text * 50_000}</style>"))
    assert process_time() - began < 5
