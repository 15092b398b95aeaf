from __future__ import annotations

from scorecard.readers.pdf.runs import runs_of, without_captions
from scorecard.readers.pdf.words import Line
from tests.unit.readers.pdf.drawn import line


def row(name: str, top: float) -> Line:
    return line((name, 0), ("12", 100), ("7", 150), top=top)


def test_lines_with_columns_and_the_few_between_them_are_one_run() -> None:
    lines = [line(("Kites of the year", 0), top=0), row("Red", 14), line(("Others", 0), top=28), row("Blue", 42)]
    assert [[at for at, _ in run] for run in runs_of(list(enumerate(lines)))] == [[1, 2, 3]]


def test_wide_white_and_many_lines_of_text_end_a_run() -> None:
    far = [row("Red", 0), row("Blue", 60)]
    assert [[at for at, _ in run] for run in runs_of(list(enumerate(far)))] == [[0], [1]]
    text = [line(("It is told elsewhere", 0), top=14 + 14 * at) for at in range(4)]
    between = [row("Red", 0), *text, row("Blue", 70)]
    assert [[at for at, _ in run] for run in runs_of(list(enumerate(between)))] == [[0], [5]]


def test_lines_without_columns_above_and_below_are_text() -> None:
    lines = [[line(("Kites", 0))], [row("Red", 14)], [row("Blue", 28)], [line(("A note", 0), top=42)]]
    assert without_captions(lines) == lines[1:3]
