"""Figures quoted in prose: what each form of words must give.

The sentences are invented; the document is as at June 2021 unless a row says otherwise. A claim is written as
``published | relation and direction | value unit | x/y | indicator | period``, with ``-`` for what is not there.
"""

from __future__ import annotations

from datetime import date

import pytest

from scorecard.quotes import find_claims, vocabulary_of
from scorecard.registry import load_registry

JUNE = date(2021, 6, 30)
DECEMBER = date(2021, 12, 31)
VOCABULARY = vocabulary_of(load_registry())


def claims(*lines: str, as_at: date = JUNE, tables: frozenset[int] = frozenset()) -> list[str]:
    return [
        _written(row)
        for row in find_claims(lines, table_lines=tables, as_at=as_at, vocabulary=VOCABULARY, home="Rotherham")
    ]


def _written(row: dict[str, object]) -> str:
    x_of_y = f"{row['numerator'] or ''}/{row['denominator'] or ''}".strip("/") or "-"
    x_of_y = f"{row['numerator'] or ''}/{row['denominator'] or ''}" if x_of_y != "-" else "-"
    code = f"{row['relation']} {row['direction']}".strip()
    parts = (row["published"], code, f"{row['value'] or '-'} {row['unit']}", x_of_y, row["indicator"], row["period"])
    return " | ".join(str(part or "-") for part in parts)


FORMS = {
    "x of y with its percentage, in every order": [
        (
            "In June 88.9% (16/18) of initial health assessments were completed in time.",
            ["88.9% 16/18 | of | 88.9 percent | 16/18 | lac_initial_health_percent | 2021-06"],
        ),
        (
            "Early help assessments completed by partners made up 7.5% (3 out of 40) in June.",
            ["7.5% 3 of 40 | of | 7.5 percent | 3/40 | eha_partners_percent | 2021-06"],
        ),
        (
            "Initial health assessments in June stood at 75.0% with 6 out of 8 seen in time.",
            ["75.0% 6 of 8 | of | 75 percent | 6/8 | lac_initial_health_percent | 2021-06"],
        ),
        (
            "Of the 9 visited in June, 6 of them saw a nurse (66.7%).",
            ["9 6 66.7% | of | 66.7 percent | 6/9 | - | 2021-06"],
        ),
        (
            "1210 (55%) of the pupils who answered walk to school.",
            ["1210 55% | of | 55 percent | 1210/ | - | -"],
        ),
        (
            "380 or 91% of children had their health assessments up to date at 31 March 2021.",
            ["380 91% | of | 91 percent | 380/ | lac_health_assessment_percent | 2021-03"],
        ),
        (
            "We placed 41 children with relatives; this represents about 20% of all placements.",
            ["41 20% | of | 20 percent | 41/ | - | -"],
        ),
        (
            "Some 93.1% of LAC reviews took place in time, which equates to 1502 meetings.",
            ["93.1% 1502 | of | 93.1 percent | 1502/ | lac_reviewed_in_time_percent | -"],
        ),
        (
            "During May 30 forms were issued and 24 were returned (80%).",
            [
                "30 | value | 30 count | - | - | 2021-05",
                "30 24 80% | of | 80 percent | 24/30 | - | 2021-05",
            ],
        ),
        ("Second visits: 12 = 8%", ["12 8% | of | 8 percent | 12/ | - | -"]),
    ],
    "x of y without a percentage": [
        (
            "Of the 412 looked after children in June, 9 are known to the youth offending team.",
            ["412 9 | of | - ratio | 9/412 | lac_known_to_youth_justice | 2021-06"],
        ),
        ("31 (out of 34) primary schools sent their returns.", ["31 of 34 | of | - ratio | 31/34 | - | -"]),
        (
            "We are talking with 14 families, 6 of which have booked a course.",
            ["14 | value | 14 count | - | - | -", "14 6 | of | - ratio | 6/14 | - | -"],
        ),
    ],
    "a percentage of a number said before it": [
        (
            "We held 104 LAC reviews in June, with 95.2% of these on time.",
            [
                "104 | value | 104 count | - | lac_reviews | 2021-06",
                "104 95.2% | of | 95.2 percent | /104 | lac_reviewed_in_time_percent | 2021-06",
            ],
        ),
        (
            "Of the 118 Early Help Assessments due in June, 36% were finished within 35 working days.",
            ["118 36% | of | 36 percent | /118 | eha_in_time_percent | 2021-06"],
        ),
    ],
    "a value alone": [
        (
            "The number of looked after children stayed stable in June at 412.",
            ["412 | value level | 412 count | - | lac_number | 2021-06"],
        ),
        (
            "The number of care leavers has grown steadily, reaching 208 at the end of June.",
            ["208 | value up | 208 count | - | care_leavers | 2021-06"],
        ),
        (
            "In June LAC visits in time (NMS) rose to 91.4%.",
            ["91.4% | value up | 91.4 percent | - | lac_visits_national_percent | 2021-06"],
        ),
        (
            "There were nine adoptions in June.",
            ["nine | value | 9 count | - | adoptions | 2021-06"],
        ),
        ("A grant of £18,500 was received.", ["£18,500 | value | 18500 gbp | - | - | -"]),
        ("The fund gave £2.4m for the building.", ["£2.4m | value | 2400000 gbp | - | - | -"]),
    ],
    "changes": [
        (
            "In June the number of care leavers (208) rose again (+4).",
            [
                "208 | value | 208 count | - | care_leavers | 2021-06",
                "+4 | change up | 4 count | - | care_leavers | 2021-06",
            ],
        ),
        (
            "The average caseload of LAC teams fell in June to 15.2 in teams 1-3 (-0.6).",
            [
                "15.2 | value down | 15.2 cases | - | caseload_average_lac_1_3 | 2021-06",
                "-0.6 | change down | -0.6 cases | - | caseload_average_lac_1_3 | 2021-06",
            ],
        ),
        (
            "The share of care leavers in employment, education or training grew by 2.1% to 61.0% from 58.9% in May.",
            [
                "2.1% | change up | 2.1 percent | - | care_leavers_eet_percent | -",
                "61.0% from 58.9% | from-to up | 61 percent | - | care_leavers_eet_percent | -",
                "58.9% | value | 58.9 percent | - | care_leavers_eet_percent | 2021-05",
            ],
        ),
        (
            "Requests saw an increase of 30 cases (12%) on the month before.",
            ["30 | change up | 30 count | - | - | -", "12% | change up | 12 percent | - | - | -"],
        ),
        ("Prices increased sharply, at times as much as 40%.", ["40% | change up | 40 percent | - | - | -"]),
        (
            "The actual fall in numbers for the town amounts to 9 pupils.",
            ["9 | change down | 9 count | - | - | -"],
        ),
        ("The team is 2.5 below our target.", ["2.5 | change down | 2.5 count | - | - | -"]),
        ("There was a 14% reduction in court applications.", ["14% | change down | 14 percent | - | - | -"]),
    ],
    "from one value to another": [
        (
            "Health assessments that are up to date dropped from 90.2% in April to 86.4% in June.",
            [
                "90.2% | value | 90.2 percent | - | lac_health_assessment_percent | 2021-04",
                "90.2% to 86.4% | from-to down | 86.4 percent | - | lac_health_assessment_percent | 2021-06",
            ],
        ),
        (
            "LAC in fostering placements edged down to 66.1% in June from 66.9% in May.",
            [
                "66.1% from 66.9% | from-to down | 66.1 percent | - | lac_fostered_percent | 2021-06",
                "66.9% | value | 66.9 percent | - | lac_fostered_percent | 2021-05",
            ],
        ),
    ],
    "a figure printed once more has not moved": [
        (
            "Reports were mended, changing the May figure from 130 to 8.",
            ["130 | value | 130 count | - | - | 2021-05", "8 | value | 8 count | - | - | 2021-05"],
        ),
    ],
    "highs and lows": [
        (
            "There were nine adoptions in June, the highest number since the agency opened.",
            ["nine | highest-since | 9 count | - | adoptions | 2021-06"],
        ),
        (
            "LAC visits in time (NMS) came back to 91.4% in June from a low of 84.0% in May.",
            [
                "91.4% | value | 91.4 percent | - | lac_visits_national_percent | 2021-06",
                "84.0% | lowest-since | 84 percent | - | lac_visits_national_percent | 2021-05",
            ],
        ),
    ],
    "targets and forecasts": [
        (
            "The proportion of LAC who have had three or more placements reached 10.4% against a target of 9%.",
            [
                "10.4% | value | 10.4 percent | - | lac_3_placements_percent | -",
                "9% | target | 9 percent | - | lac_3_placements_percent | -",
            ],
        ),
        (
            "The service has committed to help 240 families in 2020/21 and 310 in 2021/22.",
            ["240 | target | 240 count | - | - | 2020/21", "310 | target | 310 count | - | - | 2021/22"],
        ),
        (
            "By the end of July there will be 22 cases with the court and a further 3 on appeal.",
            ["22 | forecast | 22 count | - | - | 2021-07", "3 | forecast | 3 count | - | - | 2021-07"],
        ),
    ],
    "plans are not values": [
        (
            "A £90k pilot to engage 45 leavers with 20 finding work - as of May 2021, 12 starts and 5 in work.",
            [
                "£90k | value | 90000 gbp | - | - | -",
                "45 | target | 45 count | - | - | -",
                "20 | target | 20 count | - | - | -",
                "12 | value | 12 count | - | - | 2021-05",
                "5 | value | 5 count | - | - | 2021-05",
            ],
        ),
        ("The programme was used to train 20 carers.", ["20 | value | 20 count | - | - | -"]),
        ("- Support 15 new groups per year", ["15 | target | 15 count | - | - | -"]),
        ("Note: 90% Inspectorate 'Good' criteria.", ["90% | target | 90 percent | - | - | -"]),
        ("12 families met the criteria.", ["12 | value | 12 count | - | - | -"]),
        (
            "The service is projecting another 9 adoptions between July and September.",
            ["9 | forecast | 9 count | - | adoptions | 2021/22 Q2"],
        ),
    ],
    "a period that opens a list is that of all its figures": [
        (
            "In May, 47% of cases came by letter, 32% by telephone and 15% from other teams.",
            [f"{n}% | value | {n} percent | - | - | 2021-05" for n in (47, 32, 15)],
        ),
        (
            "In May 47% came by letter. A further 9% were sent on.",
            [
                "47% | value | 47 percent | - | - | 2021-05",
                "9% | value | 9 percent | - | - | 2021-05",
            ],
        ),
        (
            "In 2020/21 there were 7 meetings held following the loss of 11 homes.",
            ["7 | value | 7 count | - | - | 2020/21", "11 | value | 11 count | - | - | 2020/21"],
        ),
        (
            "In the period 1/04/20 to 31/03/21, 214 lessons were given, in comparison with 80 in another town.",
            ["214 | value | 214 count | - | - | 2020/21", "80 | value | 80 count | - | - | -"],
        ),
        (
            "In May there were 40 callers and 30 since the office moved.",
            ["40 | value | 40 count | - | - | 2021-05", "30 | value | 30 count | - | - | -"],
        ),
        (
            "In May there were 40 callers because 12 schools had closed.",
            ["40 | value | 40 count | - | - | 2021-05", "12 | value | 12 count | - | - | -"],
        ),
        (
            "In 2020/21 the council has committed to help 240 families.",
            ["240 | target | 240 count | - | - | 2020/21"],
        ),
    ],
    "a month that only begins or ends a time is not the figure's": [
        ("Since March there have been 60 visits a week.", ["60 | value | 60 count | - | - | -"]),
        (
            "From the 1st March 2021 (the trial) until 30 June 2021 there were 60 visits.",
            ["60 | value | 60 count | - | - | -"],
        ),
        ("By the end of June there had been 60 visits.", ["60 | value | 60 count | - | - | 2021/22 YTD"]),
        ("By the end of May there had been 60 visits.", ["60 | value | 60 count | - | - | -"]),
    ],
    "units that the words tell": [
        (
            "There was a fall in average caseloads from 24 to 16 in the teams.",
            ["24 | value | 24 cases | - | - | -", "24 to 16 | from-to down | 16 cases | - | - | -"],
        ),
        (
            "There has been a rise in the number of average cases per worker to 13.5 now.",
            ["13.5 | value up | 13.5 cases | - | - | -"],
        ),
        ("A worker (0.6FTE) was lent to the team.", ["0.6 | value | 0.6 fte | - | - | -"]),
        (
            "This equates to 301.5 per ten thousand people. It is above the statistical neighbour average of 290.4.",
            ["301.5 | value | 301.5 rate_per_10k | - | - | -", "290.4 | value | 290.4 rate_per_10k | - | - | -"],
        ),
    ],
    "comparators are not the council's own": [
        (
            "At the end of June 11.2% of LAC have had three or more placements, which equals the national and regional "
            "averages (both 12%).",
            [
                "11.2% | value | 11.2 percent | - | lac_3_placements_percent | 2021-06",
                "12% | value | 12 percent | - | lac_3_placements_percent | latest",
                "12% | value | 12 percent | - | lac_3_placements_percent | latest",
            ],
        ),
        (
            "The national target for the A2 measure, in days, is a maximum of 121 days.",
            ["121 | target | 121 days | - | - | -"],
        ),
        (
            "There were 412 children in care at the end of June, a rate of 74.9 per 10,000 population against a "
            "statistical neighbour average of 70.2.",
            [
                "412 | value | 412 count | - | lac_number | 2021-06",
                "74.9 | value | 74.9 rate_per_10k | - | lac_rate | 2021-06",
                "70.2 | value | 70.2 rate_per_10k | - | lac_rate | latest",
            ],
        ),
    ],
    "captions under charts": [
        ("412 LAC as at period end", ["412 | value | 412 count | - | lac_number | 2021-06"]),
        ("37 Admissions (ytd)", ["37 | value | 37 count | - | lac_admissions | 2021/22 YTD"]),
        (
            "70.2% of IHA's in time (ytd)",
            ["70.2% | value | 70.2 percent | - | lac_initial_health_percent | 2021/22 YTD"],
        ),
        ("152.0", ["152.0 | value | 152 count | - | - | -"]),
    ],
}
CASES = [
    pytest.param(text, expected, id=f"{form}: {text[:40]}") for form, rows in FORMS.items() for text, expected in rows
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_each_form_of_words(text: str, expected: list[str]) -> None:
    assert claims(text) == expected


NO_FIGURES = {
    "dates": "The panel met on 14 July 2021, on 3rd August and on 01/09/21; the next meeting is in March 2022.",
    "times": "Doors open at 9.30 am; the talk runs from 2.15-3.45 p.m.",
    "pages": "Minutes of the last meeting (Pages 12 - 19)",
    "numbers of sections and minutes": "3.4.2 As Minute No. 57 says, see Section 9 and Appendix 2.",
    "laws": "Section 47 of the Children Act 1989 and Regulation 24(2) apply; s20 does not.",
    "ages": "Children aged 11-15, under 5s, 16-17 year olds and those aged 0 to 25 were invited.",
    "school years and stages": "Pupils in Year 7 and Y10 and at Key Stage 4 took part.",
    "years": "Compared with 2018 and 2019/20, the 2020 survey was shorter; 20-21 was longer.",
    "telephone numbers": "Telephone: 01234 " + "567890 or ext. 4321",
    "addresses": "Town Hall, Anytown AB1 2CD",
    "standards in a definition": "Visits are due within 20 working days and every 6 weeks, for at least 2 years.",
    "thresholds in a definition": "Pupils who miss 10% or more of sessions, or have 3 or more placements.",
    "names of measures": "Covid-19 changed measure A10; see teams 1-3.",
}


@pytest.mark.parametrize("text", NO_FIGURES.values(), ids=NO_FIGURES.keys())
def test_numbers_that_are_no_figures(text: str) -> None:
    assert claims(text) == []


def test_page_furniture_comes_again_and_gives_nothing() -> None:
    assert claims(*(f"Monthly Pack - May 2021 - I2 D1 {page} of 31" for page in (7, 8, 9, 10))) == []


def test_a_story_about_one_person_gives_nothing() -> None:
    assert claims("A young woman asked for help with her studies. A laptop was bought for £412.") == []


def test_he_or_she_is_nobody_in_particular() -> None:
    assert len(claims("A child is seen wherever he or she lives. 95.2% of LAC reviews were in time.")) == 1


def test_staff_with_their_posts_give_nothing() -> None:
    assert claims("Alex Example - Clerical Officer (0.6)") == []


def test_last_year_is_read_against_the_period_of_the_sentence() -> None:
    text = (
        "By the end of Q3 an up-to-date pathway plan was in place for 83.1% of care leavers compared to 80.4% at the "
        "same point last year."
    )
    assert claims(text, as_at=DECEMBER) == [
        "83.1% | value | 83.1 percent | - | pathway_plan_up_to_date_percent | 2021/22 Q3",
        "80.4% | value | 80.4 percent | - | pathway_plan_up_to_date_percent | 2020/21 Q3",
    ]


def test_an_earlier_part_of_a_year_has_no_label() -> None:
    text = "In Q3 61 children were admitted to care, making 150 year to date, compared with 55 in Q3 2020/21 (139 ytd)."
    assert [row.split(" | ")[-1] for row in claims(text, as_at=DECEMBER)] == [
        "2021/22 Q3",
        "2021/22 YTD",
        "2020/21 Q3",
        "-",
    ]


def test_a_heading_says_what_now_is() -> None:
    lines = ("62. PERFORMANCE MONITORING QUARTER 2 2021/22", "At the end of Q2 there were 410 children in care.")
    assert claims(*lines, as_at=DECEMBER) == ["410 | value | 410 count | - | lac_number | 2021/22 Q2"]


def test_words_for_a_part_of_a_group_do_not_count_the_group() -> None:
    assert claims("30 LAC went to the summer camp.") == ["30 | value | 30 count | - | - | -"]
    assert claims("The grant paid for 12 of those children.") == ["12 | value | 12 count | - | - | -"]


def test_two_measures_with_the_same_words_are_left_open() -> None:
    """Reviews of children in care or of child protection plans: only a section that speaks of one of them tells."""
    assert claims("95.0% of reviews were held on time.") == ["95.0% | value | 95 percent | - | - | -"]
    about_care = ["Looked after children (LAC)", "LAC are seen often.", "LAC reviews matter."]
    assert claims(*about_care, "95.0% of reviews were held on time.")[-1].endswith("lac_reviewed_in_time_percent | -")


def test_a_what_if_has_no_indicator() -> None:
    assert claims("If we left out visitors the number of LAC would be 380.") == ["380 | value | 380 count | - | - | -"]


def test_cells_of_prose_in_tables_are_read_and_other_cells_are_not() -> None:
    line = "Reviews\t<p>Reviews are held each term.</p> <p>88% of LAC reviews were in time.</p>\t45\t91.2%"
    assert claims(line, tables=frozenset({1})) == ["88% | value | 88 percent | - | lac_reviewed_in_time_percent | -"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("LAC reviews in time were 78% under target in June.", "value"),
        ("At 85% below the target, visits were late.", "value"),
        ("The team is 3% below our target.", "change down"),
    ],
)
def test_a_value_below_its_target_is_no_change(text: str, expected: str) -> None:
    assert [row.split(" | ")[1] for row in claims(text)] == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("62% reached the expected standard.", "value"),
        ("62% of pupils made expected progress.", "value"),
        ("12 children expected levels to rise.", "value"),
        ("A further 12 children are expected in the autumn.", "forecast"),
    ],
)
def test_an_expected_standard_is_no_forecast(text: str, expected: str) -> None:
    assert [row.split(" | ")[1] for row in claims(text)] == [expected]


@pytest.mark.parametrize(
    ("words", "period"),
    [
        ("Since the end of April 2021 there were", "-"),
        ("Since the middle of April there were", "-"),
        ("Since the beginning of April there were", "2021/22 YTD"),
        ("By 3 June there had been", "-"),
        ("By the middle of June there had been", "-"),
        ("By 30 June there had been", "2021/22 YTD"),
        ("By the end of June there had been", "2021/22 YTD"),
    ],
)
def test_a_year_to_date_begins_with_april_and_ends_with_the_month(words: str, period: str) -> None:
    assert [row.split(" | ")[-1] for row in claims(f"{words} 40 admissions to care.")] == [period]


def test_a_bracket_after_two_counts_says_a_share_of_the_first_only_where_it_can() -> None:
    text = "In June 40 assessments were started and 30 were closed ({}%)."
    assert [row.split(" | ")[3] for row in claims(text.format(75))] == ["-", "30/40"]
    assert [row.split(" | ")[:4] for row in claims(text.format(12))] == [
        ["40", "value", "40 count", "-"],
        ["30", "value", "30 count", "-"],
        ["12%", "value", "12 percent", "-"],
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The target is 95% 90% was reached.", ["target", "value"]),
        ("The target is 90% - 95%.", ["target", "target"]),
        ("The target is 90%–95%.", ["target", "target"]),
        ("Support 30 40 families a year.", ["target", "target"]),
    ],
)
def test_a_range_of_targets_is_told_by_its_dash(text: str, expected: list[str]) -> None:
    assert [row.split(" | ")[1] for row in claims(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The panel checks 80% good rating criteria each year.", "target"),
        ("The panel found 80% ‘outstanding’ criteria.", "target"),
        ("There were 80% eligible under new criteria.", "value"),
        ("In June 80% fitted our good criteria.", "value"),
    ],
)
def test_criteria_for_good_are_a_target(text: str, expected: str) -> None:
    assert [row.split(" | ")[1] for row in claims(text)] == [expected]
