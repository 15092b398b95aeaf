"""Times of which nothing says the year, and years of the calendar: they are only what is printed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fixtures.checks import check_lines


def periods(*lines: str, folder: Path) -> list[str]:
    table = check_lines([line.replace("|", "\t") for line in lines], folder).document.tables["observations"]
    return table.sort("line", "cell")["period"].to_list()


@pytest.mark.parametrize(
    ("head", "told"),
    [
        ("Measure|April|May", ["April", "May"]),
        ("Measure|Q1|Q2", ["Q1", "Q2"]),
        ("Measure|2022|2023", ["2022", "2023"]),
        ("Measure|Apr-23|May-23", ["2023-04", "2023-05"]),
        ("Measure|2021/22|2022/23", ["2021/22", "2022/23"]),
    ],
)
def test_a_document_without_a_year_dates_no_figure(head: str, told: list[str], tmp_path: Path) -> None:
    lines = ["Kiteham Council", "", "Kites", "", head, "Kites flown|30|40", "Kites lost|3|4"]
    assert periods(*lines, folder=tmp_path) == told * 2


def test_the_year_of_a_caption_is_that_of_its_table_alone(tmp_path: Path) -> None:
    lines = ["Kiteham Council", "", "Kites", "", "Measure|Q1|Q2", "Kites flown|30|40", "", "Balloons 2022/23", ""]
    lines += ["Measure|Q1|Q2", "Balloons flown|3|4"]
    assert periods(*lines, folder=tmp_path) == ["Q1", "Q2", "2022/23 Q1", "2022/23 Q2"]


def test_the_year_of_the_first_lines_is_that_of_all(tmp_path: Path) -> None:
    lines = ["Kiteham Council", "Scorecard 2022/23", "", "Kites", "", "Measure|Q1|Q2", "Kites flown|30|40", ""]
    lines += ["Balloons", "", "Measure|Q1|Q2", "Balloons flown|3|4"]
    assert periods(*lines, folder=tmp_path) == ["2022/23 Q1", "2022/23 Q2"] * 2


def test_the_year_of_another_table_dates_no_quarter(tmp_path: Path) -> None:
    lines = ["Kiteham Council", "", "Kites", "", "Measure|Q1|Q2|England 2019/20", "Kites flown|30|40|35"]
    assert periods(*lines, folder=tmp_path) == ["Q1", "Q2", "2019/20"]


def test_a_year_of_the_calendar_that_stands_twice_is_not_read(tmp_path: Path) -> None:
    lines = ["Kiteham Council", "", "Kites", "", "Measure|2021|2022|2022", "Kites flown|30|40|50"]
    assert periods(*lines, folder=tmp_path) == ["2021"]


def test_a_day_without_a_year_over_years_gives_each_its_month(tmp_path: Path) -> None:
    lines = ["Kiteham Council", "", "Kites at 31 July", "", "Kite|2021|2022", "Red|3|4", "Blue|5|6"]
    assert periods(*lines, folder=tmp_path) == ["2021-07", "2022-07"] * 2


def test_a_comparator_with_its_year_may_stand_among_months(tmp_path: Path) -> None:
    lines = [
        "Kiteham Council",
        "",
        "Month|Kites|Balloons",
        "Apr-23|3|4",
        "May-23|5|6",
        "Jun-23|5|6",
        "England 2022/23|4|5",
    ]
    assert periods(*lines, folder=tmp_path)[-2:] == ["2022/23"] * 2


def test_what_stands_over_the_labels_dates_the_table(tmp_path: Path) -> None:
    lines = ["Kiteham Council", "Quarter 3 2023/24", "", "Where kites fly", "", "Place at 31 October 2023|Kites|Share"]
    lines += ["Hill|3|30%", "Beach|7|70%"]
    assert set(periods(*lines, folder=tmp_path)) == {"2023-10"}


@pytest.mark.parametrize(
    ("caption", "head", "told"),
    [
        ("Kites", "Kites at 31 March 2022", ["2022-03", "2023-03"]),
        ("Kites at 31 March, by colour", "Kites 2022", ["2022-03", "2023-03"]),
        ("Kites", "Kites 2022", ["2022", "2023"]),
    ],
)
def test_a_day_over_years_may_stand_in_their_own_header(
    caption: str, head: str, told: list[str], tmp_path: Path
) -> None:
    over = head.removesuffix(" 2022")
    lines = [
        "Kiteham Council",
        "",
        caption,
        "Some are rounded",
        "",
        f"Colour|{over}|",
        "|2022|2023",
        "Red|3|4",
        "Blue|5|6",
    ]
    assert periods(*lines, folder=tmp_path) == told * 2


@pytest.mark.parametrize("text", ["2018-21", "2018–21", "2018 to 2021"])
def test_a_span_of_several_years_is_only_what_is_printed(text: str, tmp_path: Path) -> None:
    lines = ["Kiteham Council", "", "Kites (three year averages)", "", f"Measure|{text}|2019-22|England 2019-22"]
    lines += ["Average days to mend a kite|412|398|387"]
    read = check_lines([line.replace("|", "\t") for line in lines], tmp_path).document.tables["observations"]
    told = read.sort("line", "cell").select("area", "period").rows()
    assert told[1:] == [(told[0][0], "2019-22"), ("National average", "2019-22")]
    assert told[0][1] == text.replace("–", "-")


def test_years_beside_other_words_have_an_order_each(tmp_path: Path) -> None:
    lines = ["Kiteham Council", "", "Kites", ""]
    years = ("2021-22", "2022-23")
    lines.append(
        "Measure|" + "|".join(f"{part} {year}" for year in years for part in ("Numerator", "Denominator", "Result"))
    )
    lines += ["Kites mended|1|4|25%|3|4|75%", "Kites flown|2|4|50%|4|5|80%"]
    assert periods(*lines, folder=tmp_path) == [*(["2021/22"] * 3), *(["2022/23"] * 3)] * 2
