"""Signs of notes behind names and headers: the measure, the category and the time are those without them."""

from __future__ import annotations

from pathlib import Path

from tests.fixtures.checks import check_lines


def figures(*lines: str, folder: Path) -> list[tuple[str, str | None, str, float]]:
    """Id, category, period and value of each figure, in order."""
    table = check_lines([line.replace("|", "\t") for line in lines], folder).document.tables["observations"]
    return table.sort("line", "cell").select("indicator", "breakdown", "period", "value").rows()


def test_a_measure_with_a_note_is_the_measure_without_it(tmp_path: Path) -> None:
    """Two tables print it, one of them with notes: 41 and 40 are of one measure and month."""
    told = figures(
        *(
            "Kiteham Council",
            "",
            "Kites",
            "",
            "Measure|May-24¹|Jun-24 [2]",
            "Kites flown*|30|41",
            "Kites lost¹|3|4",
            "",
        ),
        *("Summary", "", "Measure|Jun-24", "Kites flown|40", "Kites lost|4"),
        folder=tmp_path,
    )
    assert [period for _, _, period, _ in told] == ["2024-05", "2024-06"] * 2 + ["2024-06"] * 2
    assert told[1][0] == told[4][0] and told[3][0] == told[5][0]
    assert told[1][3] == 41 and told[4][3] == 40


def test_a_category_with_a_note_is_the_category(tmp_path: Path) -> None:
    told = figures(
        *(
            "Kiteham Council",
            "",
            "Kites by colour, June 2024",
            "",
            "Colour|Kites",
            "Red¹|3",
            "Blue [note 2]|4",
            "Total|7",
        ),
        folder=tmp_path,
    )
    assert [breakdown for _, breakdown, _, _ in told] == ["Red", "Blue", "Total"]


def test_a_figure_with_an_arrow_or_a_colour_behind_it_is_that_figure(tmp_path: Path) -> None:
    told = figures(
        *("Kiteham Council", "", "Kites", "", "Measure|May-24|Jun-24", "Kites flown|30|41 ↑", "Kites lost|3 (R)|4 (A)"),
        folder=tmp_path,
    )
    assert [value for *_, value in told] == [30, 41, 3, 4]
