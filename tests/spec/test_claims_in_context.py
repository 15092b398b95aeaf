"""Figures whose meaning stands in a heading, in the sentence before, in a bracket or in a row's label.

The sentences are invented; the document is as at June 2021. A claim is written as in ``test_claims``.
"""

from __future__ import annotations

from scorecard.quotes import find_claims
from tests.spec.test_claims import JUNE, VOCABULARY, claims


def test_a_heading_or_the_sentence_before_names_what_bare_figures_measure() -> None:
    told = "The council has shown a fall of 0.05% from the same period last year, now standing at 0.41. "
    others = "National figures stand lower at 0.38 (decrease of 0.02% on last year)."
    rows = claims("Use of Custody", "", told + others)
    assert [row.split(" | ")[2] for row in rows] == [
        "0.05 percent",
        "0.41 rate_per_100",
        "0.38 rate_per_100",
        "0.02 percent",
    ]
    assert {row.split(" | ")[4] for row in rows} == {"custody_rate"}
    assert [row.split(" | ")[5] for row in rows] == ["-", "-", "latest", "latest"]
    before = (
        "The share of children who have had three or more placement moves grew. Our target of less than 9% remains."
    )
    assert claims(before) == ["9% | target | 9 percent | - | lac_3_placements_percent | -"]


def test_a_line_of_places_takes_measure_and_period_of_the_line_above() -> None:
    above = "Participation in May 2021: 16/17 year olds who meet the duty to participate."
    rows = claims(above, "", "Rotherham 92.1% National 91.0% Region 90.2%")
    assert {row.split(" | ")[4] for row in rows} == {"participation_16_17_percent"}
    assert [row.split(" | ")[5] for row in rows] == ["2021-05", "latest", "latest"]


def test_a_figure_with_words_of_its_own_is_not_what_the_heading_names() -> None:
    assert claims("Use of Custody", "", "A second scheme brought 0.41 more.")[0].split(" | ")[4] == "-"
    assert claims("Use of Custody", "", "It stands at 12 workers.")[0].split(" | ")[4] == "-"
    assert claims("Use of Custody", "", "48% of cases were sent on.")[0].split(" | ")[4] == "-"
    rows = claims("Use of Custody", "", "There were 3 in June and 4 in May.")
    assert [row.split(" | ")[2:5] for row in rows] == [["3 count", "-", "-"], ["4 count", "-", "-"]]


def test_a_share_of_a_row_of_objectives_is_one() -> None:
    line = "Objectives will be met\t<ul> • Minutes in time = 90% • Visits = 85% </ul>\t<p>Visits at 70% so far</p>"
    codes = [row.split(" | ")[1] for row in claims(line, tables=frozenset({1}))]
    assert codes == ["target", "target", "value"]


def test_children_on_occasions_are_not_what_happened_on_them() -> None:
    rows = claims("In 2020/21 70 children became looked after on 74 separate occasions.")
    assert [row.split(" | ")[4] for row in rows] == ["-", "lac_admissions"]


def test_a_bracket_explains_what_stands_before_it() -> None:
    text = (
        "Obesity doubles between reception (aged 4-5 years – 9.1% obese) and year 6 (aged 10-11 years – 20.4% obese)."
    )
    assert [row.split(" | ")[4] for row in claims(text)] == ["obesity_reception_percent", "obesity_year_6_percent"]
    text = "There was a 25% increase in June in contacts made to Early Help (250 compared to 200 in May)"
    assert [row.split(" | ")[4:] for row in claims(text)] == [
        ["eh_contacts", "2021-06"],
        ["eh_contacts", "2021-06"],
        ["eh_contacts", "2021-05"],
    ]


def test_a_year_beside_a_part_of_one_is_not_certain() -> None:
    text = "Up to date dental checks rose from 50.5% (20/21) to 59.6% (Q1 21/22)."
    rows = find_claims([text], table_lines=(), as_at=JUNE, vocabulary=VOCABULARY, home="Rotherham")
    assert rows[0]["certainty"] == "likely"


def test_a_comparator_that_moved_and_an_area_named_behind_a_figure() -> None:
    text = (
        "The share of LAC who have had three or more placements fell. The national average increased by 2% last year."
    )
    rows = find_claims([text], table_lines=(), as_at=JUNE, vocabulary=VOCABULARY, home="Rotherham")
    assert [(row["area"], row["relation"]) for row in rows] == [("National average", "change")]
    text = "4 in May and 2 in the North area."
    rows = find_claims(
        ["Foster carers recruited", "", text], table_lines=(), as_at=JUNE, vocabulary=VOCABULARY, home="Rotherham"
    )
    assert [row["area"] for row in rows] == ["Rotherham", "North"]


def test_what_is_expected_is_a_forecast_and_what_a_year_counted_is_not_the_rest() -> None:
    assert claims("During Q1 12 carers were approved, with 3 more expected by the end of July.")[1].startswith(
        "3 | forecast"
    )
    assert claims("In May 3 more than expected came.")[0].split(" | ")[1] == "change up"
    rows = claims("By the end of June 60 families had been helped, with 20 still waiting.")
    assert [row.split(" | ")[5] for row in rows] == ["2021/22 YTD", "-"]


def test_schools_are_held_against_a_national_average_of_what_they_had() -> None:
    text = "7 Primary Schools had less persistent absence than the National Average (7.5%)"
    rows = find_claims([text], table_lines=(), as_at=JUNE, vocabulary=VOCABULARY, home="Rotherham")
    assert [(row["indicator"], row["area"]) for row in rows] == [
        (None, None),
        ("persistent_absence_primary_percent", "National average"),
    ]


def test_a_figure_without_a_word_of_its_own_goes_on_with_the_sentence_before() -> None:
    text = "Sickness has grown in the month. South is still below the target of 9.4. Central although 1.2 over target."
    rows = find_claims([text], table_lines=(), as_at=JUNE, vocabulary=VOCABULARY, home="Rotherham")
    assert [(row["relation"], row["unit"], row["indicator"], row["area"]) for row in rows] == [
        ("target", "days", "eh_sickness_days", "Rotherham"),
        ("change", "days", "eh_sickness_days", "Central"),
    ]


def test_page_furniture_is_no_line_above() -> None:
    pages = [f"Monthly Pack - Use of Custody - {page} of 31" for page in (7, 8, 9, 10)]
    assert claims(*pages, "", "The rate stands at 0.41.")[0].split(" | ")[4] == "-"
    pages = [f"Monthly Pack - {page} of 31" for page in (7, 8, 9, 10)]
    assert (
        claims(*pages[1:], "Use of Custody", pages[0], "The rate stands at 0.41.")[0].split(" | ")[4] == "custody_rate"
    )


def test_a_comparator_has_the_year_printed_beside_it() -> None:
    rows = claims("In June 91.0% of LAC reviews were in time. The national average was 88.0% in 2019/20.")
    assert [row.split(" | ")[5] for row in rows] == ["2021-06", "2019/20"]


def test_a_month_soon_to_come_is_none_of_last_year() -> None:
    """As at June, July may be the next one and October the last one."""
    assert [row.split(" | ")[5] for row in claims("In July 640 visits took place.")] == ["-"]
    assert [row.split(" | ")[5] for row in claims("In October 640 visits took place.")] == ["2020-10"]
