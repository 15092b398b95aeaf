from __future__ import annotations

from scorecard.readers.pdf.blanks import cut_at_blanks
from scorecard.readers.pdf.segments import segments_of
from scorecard.readers.pdf.words import Line
from tests.unit.readers.pdf.drawn import BLANK, line

PROSE = line(
    ("The kites of the borough rose in June as the wind was good and the holidays were long that year", 0), top=50
)


def parts(lines: list[Line]) -> list[str]:
    return [part.text for part in segments_of(cut_at_blanks(lines)[0])]


def test_cells_a_blank_apart_are_parted_where_the_page_prints_its_blanks() -> None:
    near = line(("Number of kites", 0), ("12", 60 + BLANK), ("14", 68 + 2 * BLANK))
    assert parts([near, PROSE]) == ["Number of kites", "12", "14"]


def test_a_page_that_prints_no_blanks_or_only_some_is_left_as_it_is() -> None:
    near = line(("Number of kites", 0), ("12", 52 + 3 * BLANK), printed_blanks=False)
    unprinted = line(("The kites of the borough rose in June", 0), top=50, printed_blanks=False)
    assert parts([near, unprinted]) == ["Number of kites 12"]
    assert parts([near, PROSE, unprinted]) == ["Number of kites 12"]
