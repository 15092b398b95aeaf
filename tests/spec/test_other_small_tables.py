"""Small tables printed otherwise than in the packs the layouts were made from: what the print proves is read.

What it does not is listed as not read, with its place.
"""

from __future__ import annotations

import polars as pl

from tests.fixtures.printed_tables import MONTHS, read, told, unread

# -- small tables: columns --------------------------------------------------------------------------


def test_columns_in_another_order_are_read_by_their_headers() -> None:
    tables = read(
        "Placement Type made on admission|No of Children|No of Episodes",
        "Kite House|9|11",
        year="2022/23",
    )
    assert told(tables, "indicator", "value") == [
        ("lac_admitted_children_by_placement", 9.0),
        ("lac_admissions_by_placement", 11.0),
    ]


def test_labels_may_stand_right_of_the_figures_or_left() -> None:
    lines = ("Type of Provision|Number of Children", "Foster Care|61", "Residential School|2")
    swapped = ["|".join(reversed(line.split("|"))) for line in lines]
    expected = [("Foster Care", 61.0), ("Residential School", 2.0)]
    assert told(read(*lines, year="2016/17"), "breakdown", "value") == expected
    assert told(read(*swapped, year="2016/17"), "breakdown", "value") == expected


def test_a_theme_that_no_pack_printed_before_is_the_one_printed() -> None:
    issues = "Specific Issue|Kite plans (3)|Strings (2)|Wind (5)"
    tables = read("Key theme|Quality of Plan|Kites|Drift and Delay", issues, "Total|3|2|5", year="2022/23")
    assert told(tables, "breakdown")[:3] == [("Quality of Plan / Kite plans",), ("Kites / Strings",), (DRIFT_IN_WIND,)]
    assert told(tables, "breakdown", "value")[3:] == [
        ("Quality of Plan", 3.0),
        ("Kites", 2.0),
        ("Drift and Delay", 5.0),
    ]


def test_a_source_more_or_less_does_not_move_the_others() -> None:
    group = "Total Contacts|No. prog to referral|% prog. to referral"
    for sources in (["POLICE", "Health services"], ["POLICE", "Kite shops", "Health services", "Others"]):
        header = "||" + "|".join(f"({i}) {source}||" for i, source in enumerate(sources, start=1))
        rows = [f"|{m}-17|" + "|".join(f"{100 + i}|{50 + i}|{50 + i}%" for i in range(len(sources))) for m in MONTHS]
        tables = read(header, "||" + "|".join([group] * len(sources)), *rows)
        counts = tables["observations"].filter(pl.col("indicator") == "contacts_by_source", pl.col("line") == 3)
        known = {"POLICE": "Police"}
        assert counts["breakdown"].to_list() == [known.get(source, source) for source in sources]


DRIFT_IN_WIND = "Drift and Delay / Wind"
OUTCOMES = [
    "Early Help Assessment",
    "EH Co working Agreement",
    "Escalation to Children's Social Care",
    "Open EH Assessment Notification",
    "EH Assessment Recommendation to Partner",
    "Referral to External Partner/Agency",
    "Recommendation for Barnardo's Reach out Service",
    "Step Down",
    "Step Down to YOT",
    "Step Down to Early Help Partners",
    "Universal",
    "Universal with Action",
    "Still undergoing screening",
]


def contacts(outcomes: list[str], cells: list[str]) -> dict[str, pl.DataFrame]:
    title = "EARLY HELP CONTACTS WITH RECOMMENDATIONS BY AREA 1.1"
    names = [name for area in ("ROTHERHAM", "NORTH", "SOUTH", "CENTRAL") for name in (*outcomes, f"{area} TOTAL")]
    return read("|".join([title, *names]), "|".join(["Request For Support", *cells]))


def block(outcomes: list[str], **counts: int) -> list[str]:
    by_name = {name.replace("_", " "): count for name, count in counts.items()}
    return [*(str(by_name.get(o, "")) for o in outcomes), str(sum(counts.values()))]


def test_an_outcome_more_or_less_is_read_by_the_names_over_the_columns() -> None:
    for outcomes in ([o for o in OUTCOMES if o != "Step Down to YOT"], [*OUTCOMES[:4], "Kite flying", *OUTCOMES[4:]]):
        local = block(outcomes, Universal=2, Step_Down=1)
        tables = contacts(outcomes, [*block(outcomes, Universal=6, Step_Down=3), *local * 3])
        assert told(tables, "area", "breakdown", "value")[:4] == [
            ("Rotherham", "Request For Support / Step Down", 3.0),
            ("Rotherham", "Request For Support / Universal", 6.0),
            ("Rotherham", "Request For Support", 9.0),
            ("North", "Request For Support / Step Down", 1.0),
        ]
        assert unread(tables) == []


def test_a_part_of_a_row_whose_cells_have_slipped_is_not_read() -> None:
    local = block(OUTCOMES, Universal=2)
    slipped = ["1", "", "", "2", *[""] * 9, "2"]
    tables = contacts(OUTCOMES, [*block(OUTCOMES, Universal=6), *local, *slipped, *local])
    assert set(tables["observations"]["area"]) == {"Rotherham", "North", "Central"}
    assert unread(tables) == ["1", "2", "2"]


def test_a_lost_total_is_what_the_totals_of_the_other_areas_leave() -> None:
    local = block(OUTCOMES, Universal=2)
    tables = contacts(OUTCOMES, [*block(OUTCOMES, Universal=6), *local, *local[:-1], "", *local])
    assert told(tables, "area", "value")[-3:] == [("South", 2.0), ("Central", 2.0), ("Central", 2.0)]


def test_a_column_that_says_something_else_is_not_read_as_one_more_year() -> None:
    tables = read("Reason Ceased LAC|Number Ceased LAC||", "|2021/ 22|2022/ 23|Change", "Kite House|11|13|2")
    assert told(tables, "period", "value") == [("2021/22", 11.0), ("2022/23", 13.0)]
    assert unread(tables) == ["2"]
    years = read("Reason given for placement ending|2021-22|2022-23", "Kite House|11|13", year="2022/23")
    assert told(years, "period", "value") == [("2021/22", 11.0), ("2022/23", 13.0)]
    more = read("Reason given for placement ending|Number of children|%", "Kite House|11|13%", year="2022/23")
    assert told(more, "period", "value") == [("2022/23", 11.0)] and unread(more) == ["13%"]


GRADES = ["Good", "Outstanding", "Requires Improvement", "Not Graded", "Inadequate", "Inadequate - Critical"]
PEOPLE = "||Young people aged|16 - 17 (academic|age) meeting the|duty to participate"


def by_month(*figures: str) -> list[str]:
    return [f"|{month}-17|{'|'.join(figures)}" for month in MONTHS]


def first_row(tables: dict[str, pl.DataFrame], column: str) -> list[tuple[object, ...]]:
    frame = tables["observations"]
    return frame.filter(pl.col("line") == frame["line"].min()).select(column, "value").rows()


def test_grades_in_another_order_and_one_that_is_new() -> None:
    head = ["||||13.1||||", "|sure|||Team M|anager Audits|||"]
    tables = read(*head, "|Scorecard|" + "|".join([*GRADES, "Not returned"]), *by_month(*"1234567"))
    assert first_row(tables, "breakdown") == [*((g, float(n)) for n, g in enumerate(GRADES, start=1)), (None, 7.0)]
    known = ["Outstanding", "Good", "Requires Improvement", "Inadequate", "Kite worthy", "Not Graded"]
    tables = read("|Scorecard|" + "|".join([*known, "Not returned"]), *by_month(*"1234567"))
    assert first_row(tables, "breakdown")[4] == ("Kite worthy", 5.0)


def test_areas_in_another_order_one_less_or_one_more() -> None:
    for areas in (
        ["NORTH", "SOUTH", "CENTRAL", "ROTHERHAM"],
        ["ROTHERHAM", "NORTH", "SOUTH"],
        ["ROTHERHAM", "NORTH", "SOUTH", "CENTRAL", "WEST"],
    ):
        tables = read(PEOPLE, "||" + "|".join(areas), *by_month(*(f"{n}1.5%" for n in range(1, len(areas) + 1))))
        assert first_row(tables, "area") == [(a.title(), n + 0.5) for n, a in zip((11, 21, 31, 41, 51), areas)]


def test_areas_of_two_columns_each_are_told_by_the_header_over_both() -> None:
    head = "||Number of Youth Activity sessions undertaken during the month|||||"
    kinds = "||" + "|".join(["Centre Based|Non-Centre Based"] * 3)
    tables = read(head, "||ROTHERHAM||NORTH||SOUTH|", kinds, *by_month(*"123456"))
    assert first_row(tables, "area") == [
        ("Rotherham", 1.0),
        ("Rotherham", 2.0),
        ("North", 3.0),
        ("North", 4.0),
        ("South", 5.0),
        ("South", 6.0),
    ]
    torn = "||ROTHERHAM NORTH SOUTH|||SOUTH|CENTRAL||||"
    tables = read(head, torn, kinds + "|Centre Based|Non- Centre Based", *by_month(*"12345678"))
    assert [area for area, _ in first_row(tables, "area")][::2] == ["Rotherham", "North", "South", "Central"]


def test_a_word_that_only_one_column_has_tells_it() -> None:
    tables = read(
        "||7.2|", "|Scorecard|% of Children attending school|", "||Secondary|Primary", *by_month("93.8", "95.4")
    )
    assert first_row(tables, "indicator") == [
        ("attendance_secondary_percent", 93.8),
        ("attendance_primary_percent", 95.4),
    ]


def test_a_percentage_is_no_count() -> None:
    tables = read("|ROTHERHAM TOTAL|Number|%", "Number of Contacts Triaged|330|312|94.5%")
    assert unread(tables) == ["312", "94.5%"]


# -- small tables: rows -----------------------------------------------------------------------------

SHARES = "Number of families engaged as percentage of annual target of 50 in "
COMPLAINTS = (
    "Number of formal complaints received during the reporting month|Number of complaints upheld|"
    "Number of complaints closed in timescales|Number of compliments received"
)


def test_months_whose_labels_are_lost_are_those_of_the_year_if_the_columns_only_rise() -> None:
    tables = read(
        SHARES + "Rotherham|in North|in South|in Central",
        "7%|1%|3%|3%",
        "16%|3%|6%|7%",
        "24%|6%|8%|10%",
        "33%|9%|10%|14%",
        "40%|11%|12%|16%",
    )
    periods = tables["observations"].filter(pl.col("area") == "Rotherham")["period"].to_list()
    assert periods == ["2017-04", "2017-05", "2017-06", "2017-07", "2017-08"]
    assert set(tables["observations"]["status"]) == {"corrected"}


def test_months_whose_labels_are_lost_are_not_read_where_a_row_is_lost_too_or_nothing_proves_them() -> None:
    rows = ["7%|1%|3%|3%", "16%|3%|6%|7%", "24%|6%|8%|10%", "33%|9%|10%|14%", "40%|11%|12%|16%"]
    for left in (rows[:-1], [*rows[:-1], "30%|11%|12%|16%"]):
        tables = read(SHARES + "Rotherham|in North|in South|in Central", *left)
        assert tables["observations"].is_empty() and len(unread(tables)) == 4 * len(left)


def test_a_total_that_adds_up_proves_the_months_above_it() -> None:
    rows = ["1|0|0|2", "0|0|1|0", "2|1|1|0", "0|0|0|3", "1|0|1|0"]
    tables = read("|Complaints||Compliments", COMPLAINTS, *rows, "4|1|3|5")
    received = tables["observations"].filter(pl.col("indicator") == "complaints_received")
    assert received.select("period", "value").rows()[-2:] == [("2017-08", 1.0), ("2017/18 YTD", 4.0)]
    assert read("|Complaints||Compliments", COMPLAINTS, *rows, "9|9|9|9")["observations"].is_empty()


def test_figures_without_a_label_belong_to_the_notes_below_them() -> None:
    tables = read(
        "||first time entrants|Use of Custody|Binary Rate of reoffending|Frequency of reoffending",
        "||441|0.31|29%|0.77",
        "Performance|Reporting Quarter 1|(period Apr16 - Mar17)|(Jul 16 - Jun 17)|(Oct 14 - Sep 15)|(Oct 14-Sep 15)",
        "|Reporting Quarter 2|||| ",
    )
    assert told(tables, "period", "value") == [("2017/18 Q1", v) for v in (441.0, 0.31, 29.0, 0.77)]


def test_tables_that_lost_their_number_are_known_by_the_labels_of_their_rows() -> None:
    tables = read(
        "Aug-17|ROTHE|RHAM|NO|RTH|SOU|TH|CENT|RAL",
        "|Number|%|Number|%|Number|%|Number|%",
        "Number of cases falling into scope in month|90||22||37||31|",
        "Early Help Assessments completed in time|27|30.0%|8|36.4%|9|24.3%|10|32.3%",
    )
    assert told(tables, "indicator", "area", "value")[:2] == [
        ("eha_in_scope", "Rotherham", 90.0),
        ("eha_in_scope", "North", 22.0),
    ]
    assert unread(tables) == []


def test_small_counts_that_no_reader_placed_are_listed() -> None:
    tables = read("Number of Children|Type of Provision|Kites", "4|Foster Care|2", "|Kite House|9", year="2016/17")
    assert told(tables, "value") == [(4.0,)] and unread(tables) == ["2", "9"]
