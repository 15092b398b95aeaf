"""Words that stand instead of arrows: what each leaves open."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fixtures.checks import check_lines


def alarms(word: str, folder: Path) -> list[str]:
    lines = (
        "Kiteham Council",
        "Quarter 3 2023/24",
        "",
        "Measure\tGood is\tQ2 2023/24\tQ3 2023/24\tDirection of travel",
        f"Kites flown in time\tHigh\t94.7%\t94.8%\t{word}",
        "Kites mended in time\tHigh\t81.0%\t85.0%\tImproving",
    )
    return [fact.rule for fact in check_lines(lines, folder).report.facts]


@pytest.mark.parametrize("word", ["Steady", "→ stable", "Improving", "↑ improving"])
def test_a_small_step_contradicts_no_word_that_leaves_open_how_small_none_is(word: str, tmp_path: Path) -> None:
    assert alarms(word, tmp_path) == []


@pytest.mark.parametrize("word", ["No change", "Declining", "↓ worsening", "→ no change"])
def test_it_contradicts_the_others(word: str, tmp_path: Path) -> None:
    assert alarms(word, tmp_path) == ["arrows"]


@pytest.mark.parametrize(
    ("word", "now", "told"),
    [
        ("Improving", "20.4%", []),
        ("Declining", "20.4%", []),
        ("Improving", "21.2%", ["arrows"]),
        ("No change", "20.4%", ["arrows"]),
    ],
)
def test_a_way_says_nothing_where_nothing_says_what_is_better_but_of_a_figure_that_stands_still(
    word: str, now: str, told: list[str], tmp_path: Path
) -> None:
    lines = (
        "Kiteham Council",
        "Quarter 3 2023/24",
        "",
        "Measure\tQ2 2023/24\tQ3 2023/24\tDirection of travel",
        f"Kites lost again\t21.2%\t{now}\t{word}",
        "Kites mended in time\t81.0%\t85.0%\tImproving",
    )
    assert [fact.rule for fact in check_lines(lines, tmp_path).report.facts] == told


@pytest.mark.parametrize(("word", "told"), [("On track", []), ("Off track", ["rag"])])
def test_a_colour_in_other_words_is_judged_as_one(word: str, told: list[str], tmp_path: Path) -> None:
    lines = (
        "Kiteham Council",
        "Quarter 3 2023/24",
        "",
        "Measure\tQ3 2023/24\tTarget\tStatus",
        f"Kites flown in time\t94.8%\t>= 90%\t{word}",
        "Kites mended in time\t95.0%\t>= 90%\tOn track",
        "Balloons mended in time\t75.0%\t>= 90%\tOff track",
    )
    assert [fact.rule for fact in check_lines(lines, tmp_path).report.facts] == told
