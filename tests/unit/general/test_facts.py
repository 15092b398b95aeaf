"""What a table says as a whole: of whom its rows are, which columns are places, how its columns count."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fixtures.checks import check_lines
from tests.unit.general.looks import figures

LIST = "Indicator|Cohort|Geography|Timeframe|Result"


def test_rows_of_one_measure_are_told_apart_by_whom_they_are_of(tmp_path: Path) -> None:
    lines = (LIST, "Kites flown|Aged 16|Kiteham|Q3 2023/24|81%", "Kites flown|Aged 17|Kiteham|Q3 2023/24|79%")
    assert [(name, cohort) for name, cohort, *_ in figures(tmp_path, *lines)] == [
        ("Kites flown", "Aged 16"),
        ("Kites flown", "Aged 17"),
    ]


def test_words_that_tell_no_rows_apart_are_no_category(tmp_path: Path) -> None:
    lines = (LIST, "Kites flown|All|Kiteham|Q3 2023/24|81%", "Kites mended|All|Kiteham|Q3 2023/24|79%")
    assert {cohort for _, cohort, *_ in figures(tmp_path, *lines)} == {None}


def test_a_column_with_two_comparators_is_of_places(tmp_path: Path) -> None:
    lines = (
        LIST,
        "Kites flown|All|Kiteham|2022/23|81%",
        "Kites flown|All|England|2022/23|75%",
        "Kites flown|All|Stat. neighbours|2022/23|70%",
    )
    areas = [area for _, _, area, *_ in figures(tmp_path, *lines)]
    assert areas == ["Kiteham", "National average", "Statistical neighbour average"]


def test_twelve_months_are_another_measure_than_the_month_they_end_with(tmp_path: Path) -> None:
    lines = ("Measure|Dec 2023|12 months to Dec 2023", "Kites flown|4|41", "Kites lost|1|12")
    assert [(period, value) for _, _, _, period, value, _ in figures(tmp_path, *lines)] == [
        ("2023-12", 4.0),
        ("2023-12", 41.0),
        ("2023-12", 1.0),
        ("2023-12", 12.0),
    ]


def test_a_number_and_a_share_under_each_name_are_two_measures(tmp_path: Path) -> None:
    lines = ("Kites by place", "", "Kites|Boys||Girls|", "|No|%|No|%", "Red|3|30.0|4|40.0", "Blue|7|70.0|6|60.0")
    units = [unit for *_, unit in figures(tmp_path, *lines)]
    assert units == ["count", "percent", "count", "percent"] * 2


def test_a_count_with_its_share_is_a_count_whatever_the_caption_says(tmp_path: Path) -> None:
    lines = (
        "Number and percentage of kites by age",
        "",
        "Age|Boys|Girls",
        "Under 1|9 (45%)|4 (20%)",
        "1 to 4|11 (55%)|16 (80%)",
    )
    assert [unit for *_, unit in figures(tmp_path, *lines)] == ["count", "percent"] * 4


def test_weeks_are_weeks(tmp_path: Path) -> None:
    lines = ("Measure|Q2 2023/24|Q3 2023/24", "Average length of a flight (weeks)|34|31", "Kites seen in six weeks|4|5")
    assert [unit for *_, unit in figures(tmp_path, *lines)] == ["weeks", "weeks", "count", "count"]


def test_a_column_of_units_is_one_whatever_is_called_over_it(tmp_path: Path) -> None:
    lines = ("Outcome|Type|Q3 2023/24", "Kites flown|Percentage|81", "Kites|Number|41", "Pilots|FTE|2.5")
    assert [unit for *_, unit in figures(tmp_path, *lines)] == ["percent", "count", "fte"]


def test_single_ages_label_rows(tmp_path: Path) -> None:
    lines = ("Pilots by age", "", "Age|Pilots|Licensed|% licensed", "17|24|21|87.5%", "18|38|26|68.4%")
    lines += ("19 to 21|97|58|59.8%", "Total|159|105|66.0%")
    read = figures(tmp_path, *lines)
    assert [(name, age) for name, age, *_ in read[:3]] == [("Pilots", "17"), ("Licensed", "17"), ("% licensed", "17")]
    assert [age for _, age, *_ in read[::3]] == ["17", "18", "19 to 21", "Total"]


def test_numbers_under_age_that_are_too_great_for_one_label_nothing(tmp_path: Path) -> None:
    assert figures(tmp_path, "Pilots", "", "Age|Pilots|Licensed", "170|24|21", "180|38|26") == []


def test_the_greatest_of_several_is_the_sum_of_none(tmp_path: Path) -> None:
    lines = ("Teams", "", "Team|Kites|Highest number of kites", "East|40|12", "West|30|15", "All teams|70|15")
    head = ["Kiteham Council", "Quarter 3 2023/24", "", *(line.replace("|", "\t") for line in lines)]
    checked = check_lines(head, tmp_path)
    assert [fact.explanation for fact in checked.report.facts] == []
    assert check_lines([*head[:5], "Team\tKites\tAverage", *head[6:]], tmp_path).report.facts == ()
    head[-1] = "All teams\t71\t15"
    assert [fact.rule for fact in check_lines(head, tmp_path).report.facts] == ["totals"]


def test_a_unit_may_stand_before_its_time(tmp_path: Path) -> None:
    lines = ("Grade|Q2 2023/24|% Q2 2023/24|Q3 2023/24|% Q3 2023/24", "Good|12|40.0%|14|46.7%", "Poor|3|10.0%|2|6.7%")
    assert [(period, unit) for _, _, _, period, _, unit in figures(tmp_path, *lines)] == [
        ("2023/24 Q2", "count"),
        ("2023/24 Q2", "percent"),
        ("2023/24 Q3", "count"),
        ("2023/24 Q3", "percent"),
    ] * 2


def test_scores_and_days_per_person_are_no_counts(tmp_path: Path) -> None:
    lines = ("Measure|Q2 2023/24|Q3 2023/24", "Average SDQ score|14.2|13.9", "Average sickness days per FTE|9.8|10.1")
    assert [unit for *_, unit in figures(tmp_path, *lines)] == ["score", "score", "days", "days"]


@pytest.mark.parametrize(
    ("head", "period"),
    [
        ("Kites flown Q2 2023/24", "2023/24 Q2"),
        ("Q2 2023/24 kites flown", "2023/24 Q2"),
        ("Kites flown March 2023", "2023-03"),
        ("Kites flown at 30 September 2023", "2023-09"),
        ("Kites flown 2022/23", "2022/23"),
        ("Kites flown Autumn 2023", "2023/24 Autumn"),
        ("Kites flown (Nov-23)", "2023-11"),
    ],
)
def test_a_name_over_a_column_may_have_its_time_with_it(head: str, period: str, tmp_path: Path) -> None:
    lines = ("Teams", "", f"Team|{head}|Kites lost", "North|10|1", "South|20|2", "Total|30|3")
    name, _, _, when, *_ = figures(tmp_path, *lines)[0]
    assert (name.lower(), when) == ("kites flown", period)


@pytest.mark.parametrize(
    "head", ["Kites flown since Q2 2023/24", "Target Q2 2023/24 for kites flown", "Kites of 2022 flown", "Flown 2022"]
)
def test_a_time_in_a_name_that_nobody_can_tell_dates_no_figure(head: str, tmp_path: Path) -> None:
    lines = ("Teams", "", f"Team|{head}|Kites lost", "North|10|1", "South|20|2", "Total|30|3")
    assert {name for name, *_ in figures(tmp_path, *lines)} == {"Kites lost"}


def test_the_year_of_an_act_is_none_of_its_figures(tmp_path: Path) -> None:
    lines = ("Teams", "", "Team|Kites of the Air Act 1989|Kites lost", "North|10|1", "South|20|2", "Total|30|3")
    assert len(figures(tmp_path, *lines)) == 6


def test_what_heads_labels_with_a_time_is_their_heading(tmp_path: Path) -> None:
    lines = ("Pilots", "", "Age at 30 September 2023|Girls|Boys", "Under 5|10|1", "5 to 9|20|2", "Total|30|3")
    assert {(age, when) for _, age, _, when, *_ in figures(tmp_path, *lines)} >= {("Under 5", "2023-09")}


def test_the_unit_at_the_end_of_a_caption_is_that_of_rows_that_say_none(tmp_path: Path) -> None:
    lines = ("Where kites are (%)", "", "|2021/22|2022/23", "In the air|60|55", "Number of kites lost|4|3")
    assert [unit for *_, unit in figures(tmp_path, *lines)] == ["percent", "percent", "count", "count"]


def test_names_under_a_word_for_numbers_are_names(tmp_path: Path) -> None:
    lines = ("KPI|Value|Previous quarter", "Kites flown in time|94.1%|93.0%", "Kites lost again|12|14")
    assert [name for name, *_ in figures(tmp_path, *lines)] == ["Kites flown in time"] * 2 + ["Kites lost again"] * 2
