from __future__ import annotations

from scorecard.readers.pdf.marks import Box, Fill, Rule
from scorecard.readers.pdf.tints import bands_of_tints, edges_above, edges_of_columns, runs_of_bands, touch


def fills(*boxes: tuple[float, float, float, float]) -> list[Fill]:
    return [Fill(Box(*box), "eeeeee") for box in boxes]


def test_boxes_of_one_height_are_one_band_and_their_sides_are_the_edges_of_columns() -> None:
    bands = bands_of_tints(fills((0, 10, 60, 22), (60, 10, 100, 22), (101, 10, 140, 22), (0, 34, 60, 46)))
    assert [(band.top, band.bottom, len(band.boxes)) for band in bands] == [(10, 22, 3), (34, 46, 1)]
    assert edges_of_columns(bands[:1]) == [0, 60, 100.5, 140]
    assert edges_of_columns(bands[1:]) == []


def test_a_colour_in_a_tinted_row_and_a_spot_in_a_cell_are_no_bands() -> None:
    bands = bands_of_tints(fills((0, 10, 140, 22), (60, 10, 100, 22), (70, 13, 80, 19)))
    assert [len(band.boxes) for band in bands] == [1]


def test_a_box_behind_several_rows_is_no_row() -> None:
    bands = bands_of_tints(fills((0, 0, 20, 40), (20, 0, 140, 12), (20, 14, 140, 26), (20, 28, 140, 40)))
    assert [(band.top, band.bottom) for band in bands] == [(0, 12), (14, 26), (28, 40)]


def test_bands_beside_each_other_are_of_two_runs() -> None:
    bands = bands_of_tints(fills((0, 0, 60, 10), (100, 5, 160, 15), (0, 12, 60, 22), (100, 17, 160, 27)))
    runs = list(runs_of_bands(bands))
    assert [[band.x0 for band in run] for run in runs] == [[0, 0], [100, 100]]
    assert touch(*runs[0])


def test_tints_that_stand_on_a_rule_one_above_the_other_are_the_rows_of_a_header() -> None:
    bands = bands_of_tints(fills((0, 0, 140, 8), (0, 20, 70, 30), (70, 20, 140, 30), (0, 30, 140, 40)))
    assert [rule.at for rule in edges_above(Rule(40, 0, 140), bands)] == [20, 30]
    assert edges_above(Rule(40, 0, 90), bands) == [], "wider than the rule"
