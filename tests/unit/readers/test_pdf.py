"""Tables and text of PDFs: turned and rotated print, arrows, tables cut by pages, two on a page, prose between."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from scorecard.readers.printed import PrintedText
from scorecard.readers.read import read_file
from tests.fixtures.formats.as_pdf import HAIRLINES, RULED, Look, as_pdf
from tests.fixtures.formats.parts import Part, Rows, Text

WIDTH, HEIGHT = 600.0, 400.0
KITES = Rows(
    (
        ("Measure", "Apr-21", "May-21", "Jun-21"),
        ("Number of kites", "1,204", "1,210", "1,198"),
        ("Kites that came back", "94.1%", "95.3%", "-"),
        ("Kites lost", "18", "0", "12"),
    ),
    1,
)
OTHERS = Rows((("Wind", "2019/20", "2020/21"), ("Days of wind", "40", "52"), ("Days without", "325", "313")), 1)


def read(content: bytes) -> PrintedText:
    return read_file(content, Path("kites.pdf"))


def rows(printed: PrintedText) -> list[list[str]]:
    return [line.split("\t") for line in printed.lines if "\t" in line]


def drawn(draw: Callable[[Canvas], None]) -> bytes:
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(WIDTH, HEIGHT), invariant=1)
    draw(canvas)
    canvas.showPage()
    canvas.save()
    return stream.getvalue()


def grid(canvas: Canvas, x: float, y: float, across: list[float], down: list[float]) -> None:
    canvas.grid([x + step for step in across], [y - step for step in down])


LOOKS = {
    "ruled": RULED,
    "hairlines": HAIRLINES,
    "hairlines, figures right": Look(lines="across", align="RIGHT"),
    "hairlines, none above": Look(lines="below", padding=4),
    "hairlines, left and top": Look(lines="across", align="LEFT", valign="TOP", portrait=True),
}
WITHOUT = {
    "rules at the head only": Look(lines="head"),
    "no rules": Look(lines="none", padding=4),
    "no rules, tinted": Look(lines="none", banded=True, tinted=True, padding=4),
}
"""Looks in which nothing drawn says where a row ends."""


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
def test_two_tables_on_a_page_with_words_between(look: Look) -> None:
    parts: list[Part] = [Text("Kites of the borough"), KITES, Text("Of the wind it is told elsewhere."), OTHERS]
    printed = read(as_pdf(parts, look))
    assert rows(printed) == [list(row) for table in (KITES, OTHERS) for row in table.cells]
    assert "Kites of the borough" in printed.lines and "Of the wind it is told elsewhere." in printed.lines


@pytest.mark.parametrize(
    "look", [RULED, HAIRLINES, Look(lines="all", repeat=False)], ids=["ruled", "hairlines", "once"]
)
def test_a_table_cut_by_pages_is_one_table_with_one_header(look: Look) -> None:
    body = tuple((f"Kites of ward {n}", str(n), str(2 * n), str(3 * n)) for n in range(1, 90))
    table = Rows((KITES.cells[0], *body), 1)
    printed = read(as_pdf([table], look))
    assert rows(printed) == [list(row) for row in table.cells]
    first = next(n for n, line in enumerate(printed.lines, start=1) if "\t" in line)
    assert printed.places[first, 2].page == 1 and printed.places[first + 80, 2].page is not None
    assert printed.places[first + 80, 2].page > 1  # type: ignore[operator]


def test_wrapped_labels_are_one_cell() -> None:
    long = "Number of kites that came back to their owners within three working days of being lost in the wind"
    table = Rows((KITES.cells[0], (long, "1", "2", "3"), ("Kites lost", "18", "0", "12")), 1)
    for look in (Look(portrait=True, largest=12), Look(lines="across", portrait=True, largest=12)):
        assert rows(read(as_pdf([table], look)))[1] == [long, "1", "2", "3"]


@pytest.mark.parametrize("look", WITHOUT.values(), ids=WITHOUT)
def test_tables_without_rules_between_their_rows_are_read_where_white_parts_these(look: Look) -> None:
    parts: list[Part] = [Text("Kites of the borough"), KITES, Text("Of the wind it is told elsewhere."), OTHERS]
    printed = read(as_pdf(parts, look))
    assert rows(printed) == [list(row) for table in (KITES, OTHERS) for row in table.cells] and not printed.doubts


WRAPPED = Rows(
    (
        ("Measure", *(f"{month}-21" for month in ("Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"))),
        *(
            (f"Number of kites that came back to their owners {n}", *(f"{n}{at}" for at in range(9)))
            for n in range(1, 6)
        ),
    ),
    1,
)


def test_cells_over_lines_without_rules_are_read_where_rows_stand_further_apart_than_lines() -> None:
    printed = read(as_pdf([Text("Kites"), WRAPPED], Look(lines="none", portrait=True, largest=12)))
    assert rows(printed) == [list(row) for row in WRAPPED.cells]


@pytest.mark.parametrize("valign", ["TOP", "BOTTOM"])
def test_cells_over_lines_are_said_and_not_read_where_rows_stand_as_near_as_lines(valign: str) -> None:
    look = Look(lines="none", portrait=True, largest=12, room=0, valign=valign)
    printed = read(as_pdf([Text("Kites"), WRAPPED], look))
    assert rows(printed) == []
    assert any("page 1: 1 table without rules" in doubt for doubt in printed.doubts)


def test_a_table_without_rules_and_without_anything_that_speaks_for_it_is_said_and_not_read() -> None:
    table = Rows((("Kites", "Hill", "Vale"), ("Red", "4", "7"), ("Blue", "9", "2"), ("White", "5", "6")), 1)
    printed = read(as_pdf([Text("Kites"), table], Look(lines="none", padding=8)))
    assert rows(printed) == []
    assert any("page 1: 1 table without rules" in doubt for doubt in printed.doubts)
    assert rows(read(as_pdf([Text("Kites"), table], Look(lines="head", padding=8)))) == [list(r) for r in table.cells]


def test_lines_of_prose_are_joined_to_paragraphs() -> None:
    text = "The number of kites rose in June as the wind was good and the children had their holidays. " * 4
    printed = read(as_pdf([Text("KITES"), Text(text), Text("A short line.")], Look(portrait=True)))
    assert [line for line in printed.lines if line][:3] == ["KITES", text.strip(), "A short line."]


def test_arrows_of_a_font_of_pictures() -> None:
    table = Rows((("Measure", "May-21", "Jun-21", "DOT"), ("Kites", "1", "2", "↑"), ("Lost", "2", "1", "↓")), 1)
    assert [row[3] for row in rows(read(as_pdf([table], RULED)))] == ["DOT", "↑", "↓"]


@pytest.mark.parametrize("turn", [90, 270])
def test_a_turned_page_is_read_as_it_is_seen(turn: int) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.translate(*((WIDTH - 100, 20) if turn == 90 else (100, HEIGHT - 20)))
        canvas.rotate(turn if turn == 90 else -90)
        grid(canvas, 0, 200 if turn == 90 else 0, [0, 120, 200, 280], [0, 20, 40])
        base = 200 if turn == 90 else 0
        for at, row in enumerate((("Kites", "Apr-21", "May-21"), ("Number", "12", "13"))):
            for column, text in enumerate(row):
                canvas.drawString((4, 124, 204)[column], base - 15 - 20 * at, text)

    printed = read(drawn(draw))
    assert rows(printed) == [["Kites", "Apr-21", "May-21"], ["Number", "12", "13"]]
    box = printed.places[1, 2].box
    assert box is not None and box[3] - box[1] > box[2] - box[0]  # on the page the cell stands upright


def test_a_rotated_label_is_read_and_spans_its_rows() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.grid([50, 200, 300], [300, 330, 360])
        canvas.rect(20, 300, 30, 60)
        canvas.saveState()
        canvas.translate(40, 305)
        canvas.rotate(90)
        canvas.drawString(0, 0, "KITES")
        canvas.restoreState()
        for at, row in enumerate((("Number of kites", "12"), ("Kites lost", "3"))):
            for column, text in enumerate(row):
                canvas.drawString((54, 204)[column], 340 - 30 * at, text)

    assert rows(read(drawn(draw))) == [["KITES", "Number of kites", "12"], ["", "Kites lost", "3"]]


def test_headers_over_several_columns_stand_in_the_first() -> None:
    table = Rows(
        (
            ("Measure", "2020 / 21", "", "", "Target", ""),
            ("", "Apr-20", "May-20", "Jun-20", "Red", "Green"),
            ("Kites", "1", "2", "3", "5", "9"),
            ("Lost", "4", "5", "6", "7", "8"),
        ),
        2,
    )
    table = Rows((("Measure", *table.cells[0][1:]), ("of kites", *table.cells[1][1:]), *table.cells[2:]), 2)
    looks = [Look(lines="across", align=align, padding=6) for align in ("LEFT", "CENTER")]
    for look in (RULED, HAIRLINES, *looks):
        assert rows(read(as_pdf([table], look)))[0] == ["Measure", "2020 / 21", "", "", "Target", ""]


def test_a_figure_may_stand_before_the_words_that_say_of_what() -> None:
    table = Rows((("Number of kites", "Colour"), ("26", "Red with a tail"), ("6", "Blue"), ("1", "None yet")), 1)
    for look in (RULED, HAIRLINES):
        assert rows(read(as_pdf([table], look))) == [list(row) for row in table.cells]


def test_a_row_that_a_page_leaves_alone_stays_in_its_table() -> None:
    head = ("Measure", *(f"{month}-21" for month in ("Apr", "May", "Jun", "Jul")))
    body = tuple((f"Kites of ward {n}", *(str(n + at) for at in range(4))) for n in range(1, 60))
    table = Rows((head, *body), 1)
    for rest in range(30, 38):  # one of these leaves a single row on the second page
        part = Rows(table.cells[:rest], 1)
        printed = read(as_pdf([part], Look(lines="across", repeat=False, padding=4, largest=12)))
        assert rows(printed) == [list(row) for row in part.cells], rest


@pytest.mark.parametrize("look", [RULED, HAIRLINES], ids=["ruled", "hairlines"])
def test_a_table_overleaf_with_the_same_header_set_otherwise_is_another_one(look: Look) -> None:
    head = ("Measure", "Apr-21", "May-21")
    first = Rows((head, *((f"Kites of ward {n}", str(n), str(2 * n)) for n in range(1, 40))), 1)
    other = Rows((head, *((f"Kites of the far and windy ward {n}", str(n), str(2 * n)) for n in range(1, 9))), 1)
    for rest in range(28, 40):  # with one of these the second table begins on the second page
        part = Rows(first.cells[:rest], 1)
        printed = rows(read(as_pdf([part, other], look)))
        assert printed == [list(row) for table in (part, other) for row in table.cells], rest


def test_a_table_without_a_rule_above_keeps_its_first_row_from_the_table_before() -> None:
    text = [Text("Of the wind it is told elsewhere."), Text("The kites are told of below.")]
    wide = [Rows(tuple((name, "1" * 60, "2" * 60) for name in names), 0) for names in (("One", "Two"), ("Six", "Ten"))]
    printed = rows(read(as_pdf([wide[0], *text, wide[1]], Look(lines="below", padding=4))))
    assert printed == [list(row) for table in wide for row in table.cells]
    head = Rows((("9.1", "9.2", "9.3"), ("Number of kites in the sky", "Kites that came back", "Kites lost")), 2)
    body = Rows((("Jan-20", "420", "147", "1"), ("Feb-20", "417", "146", "0"), ("Mar-20", "405", "147", "2")), 0)
    printed = rows(read(as_pdf([head, body], Look(lines="below", padding=4))))
    assert printed[-3:] == [list(row) for row in body.cells]


def test_a_month_that_its_cell_cuts_at_the_hyphen_is_whole() -> None:
    head = ("Measure", "Follow-up visits", "Jun-20")
    body = ("Kites", "1", "2")

    def draw(canvas: Canvas) -> None:
        grid(canvas, 50, 350, [0, 120, 200, 230], [0, 40, 60])
        canvas.setFont("Helvetica", 9)
        for x, top, bottom in ((54, head[0], ""), (174, "Follow-", "up visits"), (254, "Jun-", "20")):
            canvas.drawString(x, 335, top)
            canvas.drawString(x, 324, bottom)
        for x, text in zip((54, 174, 254), body, strict=True):
            canvas.drawString(x, 296, text)

    assert rows(read(drawn(draw))) == [list(head), list(body)]


def test_a_page_may_end_within_a_header() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 9)
        grid(canvas, 50, 60, [0, 120, 240], [0, 20])
        canvas.line(290, 60, 290, 40)
        for x, text in ((54, "Measure"), (174, "2020/21"), (294, "Good is")):
            canvas.drawString(x, 45, text)
        canvas.line(290, 60, 380, 60), canvas.line(290, 40, 380, 40), canvas.line(380, 60, 380, 40)
        canvas.showPage()
        canvas.setFont("Helvetica", 9)
        grid(canvas, 50, 380, [0, 120, 180, 240, 330], [0, 20, 40])
        for y, row in ((365, ("", "Apr-20", "May-20", "")), (345, ("Kites", "1", "2", "High"))):
            for x, text in zip((54, 174, 234, 294), row, strict=True):
                canvas.drawString(x, y, text)

    assert rows(read(drawn(draw))) == [
        ["Measure", "2020/21", "", "Good is"],
        ["", "Apr-20", "May-20", ""],
        ["Kites", "1", "2", "High"],
    ]


def test_two_tables_below_each_other_that_differ_in_width_have_columns_of_their_own() -> None:
    long = Rows((("A rather long name of a kite", "12"), ("Blue", "3"), ("Red", "4")), 0)
    printed = read(as_pdf([Rows((("Kites", "5"), ("Tails", "6")), 0), long], Look(lines="across", align="RIGHT")))
    assert rows(printed) == [["Kites", "5"], ["Tails", "6"], *map(list, long.cells)]


def test_a_header_over_a_blank_column_keeps_it() -> None:
    table = Rows(
        (
            ("Measure", "2021", "", "Arrow", "Limits", ""),
            ("", "May", "Jun", "", "Red", "Green"),
            ("Kites", "1", "2", "", "5", "9"),
            ("Lost", "4", "5", "", "7", "8"),
        ),
        2,
    )
    assert rows(read(as_pdf([table], Look(lines="across", padding=6))))[2] == ["Kites", "1", "2", "", "5", "9"]


def test_letters_that_stand_twice_are_not_taken_for_bold_print() -> None:
    assert "Overall allowed" in read(as_pdf([Text("Overall allowed")], Look(font="Vera"))).lines
