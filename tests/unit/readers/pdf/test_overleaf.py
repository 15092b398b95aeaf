from __future__ import annotations

from scorecard.readers.pdf.block import OnPage
from scorecard.readers.pdf.marks import Box
from scorecard.readers.pdf.overleaf import joined_pages
from scorecard.readers.printed import Paragraph, Printed, Table


def text(words: str, top: float = 0) -> OnPage:
    return OnPage(Paragraph(words), Box(0, top, 100, top + 8))


def table(*cells: str) -> OnPage:
    return OnPage(Table((tuple(map(Printed, cells)),)), Box(0, 0, 100, 8), ((0, 40), (60, 100)))


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
