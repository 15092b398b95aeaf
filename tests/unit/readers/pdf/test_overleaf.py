from __future__ import annotations

from scorecard.readers.pdf.block import OnPage
from scorecard.readers.pdf.marks import Box
from scorecard.readers.pdf.overleaf import joined_pages
from scorecard.readers.printed import Paragraph, Printed, Table


def text(words: str, between: tuple[float, float] | None = None) -> OnPage:
    return OnPage(Paragraph(words), Box(0, 0, 100, 8), between=between)


def table(*cells: str, between: tuple[float, float] | None = None) -> OnPage:
    return OnPage(Table((tuple(map(Printed, cells)),)), Box(0, 0, 100, 8), ((0, 40), (60, 100)), between=between)


def told(*pages: list[OnPage]) -> list[str]:
    return [b.text if isinstance(b, Paragraph) else b.rows[0][0].text for b in joined_pages(pages)]


def test_a_caption_at_a_pages_foot_stands_right_above_its_table_overleaf() -> None:
    pages = [text("Of kites"), text("2020/21"), text("Page 1")], [table("Red", "12"), text("After"), text("Page 2")]
    assert told(*pages) == ["Of kites", "2020/21", "Red", "Page 1", "After", "Page 2"]


def test_furniture_before_text_overleaf_stays_where_it_is() -> None:
    pages = [text("Of kites"), text("Page 1")], [text("Of wind"), text("Page 2")]
    assert told(*pages) == ["Of kites", "Page 1", "Of wind", "Page 2"]


def test_what_follows_a_table_is_told_before_the_foot_of_its_page() -> None:
    pages = [table("Red", "12"), text("A note"), text("Page 1")], [text("Of wind"), text("Page 2")]
    assert told(*pages) == ["Red", "A note", "Page 1", "Of wind", "Page 2"]


def test_rows_of_one_cell_that_a_page_leaves_belong_to_the_table_overleaf_with_the_same_rules() -> None:
    pages = [table("Old", "1"), text("2020/21", (0, 100)), text("Page 1")], [table("Red", "12", between=(0, 100))]
    (_, whole, *_) = list(joined_pages(pages))
    assert isinstance(whole, Table)
    assert [[cell.text for cell in row] for row in whole.rows] == [["2020/21", ""], ["Red", "12"]]


def test_a_line_between_other_rules_stays_a_line() -> None:
    pages = [text("2020/21", (0, 80)), text("Page 1")], [table("Red", "12", between=(0, 100)), text("Page 2")]
    assert told(*pages) == ["2020/21", "Red", "Page 1", "Page 2"]
