"""Tables that are written as lines: cells divided by TABs, or set under each other with blanks."""

from __future__ import annotations

import docx
import pytest

from tests.unit.readers.test_pages import KITES, as_lines, filled, lines, page, saved

UNEVEN = ["Measure\tApr-21\tMay-21", "Kites\t\t1\t2", "Kites that were lost\t3\t4"]


def written(rows: list[str], style: str | None = None) -> list[str]:
    document = docx.Document()
    if style:
        document.styles.add_style(style, docx.enum.style.WD_STYLE_TYPE.PARAGRAPH)
    for row in rows:
        document.add_paragraph(row, style)
    return lines(saved(document), "kites.docx")


def test_paragraphs_with_tabs_one_below_the_other_are_a_table() -> None:
    assert written(["Kites", *as_lines(KITES), "End"]) == ["Kites", *as_lines(KITES), "End"]


def test_a_blank_cell_of_a_header_or_a_row_keeps_its_place() -> None:
    rows = ["\tApr-21\tMay-21", "Kites\t1\t2", "Lost\t\t4"]
    assert written(rows) == rows


def test_lines_with_more_tabs_than_others_were_set_by_hand_and_stay_text() -> None:
    assert written(UNEVEN) == [" ".join(row.split()) for row in UNEVEN]


@pytest.mark.parametrize("rows", [["Kites\t1", "Lost\t3", "Mended\t4"], as_lines(KITES)[:2], ["a\tb\tc"] * 3])
def test_names_with_one_figure_two_lines_and_words_alone_are_no_table(rows: list[str]) -> None:
    assert written(rows) == [row.replace("\t", " ") for row in rows]


def test_lines_of_contents_are_no_table() -> None:
    assert written(as_lines(KITES), "TOC 1") == [" ".join(row) for row in KITES]


def test_a_table_in_a_box_of_text_is_read_behind_its_paragraph() -> None:
    document = docx.Document()
    table = filled(document, KITES)._tbl
    paragraph = document.add_paragraph("Kites of one club")
    table.getparent().remove(table)
    box = docx.oxml.OxmlElement("w:txbxContent")
    box.append(table)
    paragraph.add_run(" in a box")._r.append(box)
    assert lines(saved(document), "kites.docx") == ["Kites of one club in a box", *as_lines(KITES)]


PRE = """
Measure        Apr-21   May-21
-------------  -------  ------
Kites flown      1,204     2
Lost                 3  95.3%
"""


def test_what_is_set_under_each_other_in_a_page_is_a_table() -> None:
    assert page(f"<p>Kites</p><pre>{PRE}</pre><p>End</p>") == [
        "Kites",
        "Measure\tApr-21\tMay-21",
        "Kites flown\t1,204\t2",
        "Lost\t3\t95.3%",
        "End",
    ]
    assert page("<pre>" + "\n".join(as_lines(KITES)) + "</pre>") == as_lines(KITES)


def test_a_cell_that_stands_over_two_columns_leaves_no_white_between_them_and_all_stays_text() -> None:
    over = PRE.replace("Measure        Apr-21   May-21", "Measure        Spring of 2021  ")
    assert not any("\t" in line for line in page(f"<pre>{over}</pre>"))


def test_a_cell_over_two_of_four_columns_makes_text_of_all() -> None:
    rows = ["Measure   Spring of 2021   June", "Flown        7        8     9   ", "Lost         4        5     6   "]
    assert page("<pre>" + "\n".join(rows) + "</pre>") == [" ".join(row.split()) for row in rows]


def test_lines_of_a_page_with_more_tabs_than_others_stay_text() -> None:
    assert page("<pre>" + "\n".join(UNEVEN) + "</pre>") == [" ".join(row.split()) for row in UNEVEN]


def test_lines_of_running_text_stay_lines() -> None:
    assert page("<pre>12 kites flew,\n3 of them  far\nand came back</pre>") == [
        "12 kites flew,",
        "3 of them far",
        "and came back",
    ]
