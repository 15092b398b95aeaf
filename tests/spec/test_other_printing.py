"""Tables printed otherwise than in the packs the layouts were made from: the printed words say what a column is.

Columns in another order, one more or one less, labels that are lost or stand elsewhere. What the print proves is
read; what it does not is listed as not read, with its place.
"""

from __future__ import annotations

from datetime import date

import polars as pl

from scorecard.extract.publisher import find_publisher
from scorecard.extract.sections import section_years
from tests.fixtures.printed_tables import MONTHS, REGISTRY, read, told, unread

# -- theme pages and summaries ----------------------------------------------------------------------


def test_an_x_of_y_and_its_percentage_have_one_indicator_however_the_header_slipped() -> None:
    tables = read(
        "|||8.1||8.2|8.3",
        "||Long term LAC placements stable for at least 2 years||LAC who have had 3 or more placements - rolling 12 mth"
        "||% of LAC in a family Based setting",
        *(
            f"|{m}-17|{140 + i} of 220|{100 * (140 + i) / 220:.1f}%|60 of 600|10.0%|81.{i}%"
            for i, m in enumerate(MONTHS)
        ),
        family="corporate-parenting-monthly",
    )
    ours = tables["observations"].filter(pl.col("line") == 3).select("indicator", "numerator", "denominator").rows()
    assert ours == [
        ("lac_stable_2_years_percent", 140.0, 220.0),
        ("lac_stable_2_years_percent", 140.0, 220.0),
        ("lac_3_placements_percent", 60.0, 600.0),
        ("lac_3_placements_percent", 60.0, 600.0),
        ("lac_family_setting_percent", None, None),
    ]


HEAD = (
    "NO.|INDICATOR|GOOD PERF IS|DATA NOTE (Monthly)|2020 / 21|2021 / 22||DOT (Month on Month)|RAG (in month)|RAG (YTD)|"
    "Target and Tolerances|||YR ON YR TREND||LATEST BENCHMARKING|||",
    "||||Mar-21|Apr-21|YTD||||Red|Amber|Target Green|2019/20|2020/21|STAT NEIGH AVE|BEST STAT NEIGH|NAT AVE|"
    "NAT TOP QTILE THRESHOLD",
)
ROWS = (
    "|6.1|Number of Looked After Children|Info|Count|614|598|-|→|||||n/a|609|611||||",
    "|6.2|Rate of Looked After Children per 10,000 population aged under 18|Low|Rate per 10,000|107.8|108.0|-|↑||||"
    "97.5|109.6|106.6|94.2|61.0|67.0|-",
    "|6.3|Admissions of Looked After Children|Info|Count|17|12|12|↓|||||n/a|208|262||||",
    "|6.4|Number of children who have ceased to be Looked After Children|High|Count|11|9|9|↓|||||n/a|192|||||",
)


def test_a_target_stands_under_green_and_every_benchmark_under_its_own_header() -> None:
    tables = read(*HEAD, *ROWS, as_at=date(2021, 4, 30), family="corporate-parenting-monthly")
    rate = tables["observations"].filter(pl.col("indicator") == "lac_rate")
    assert dict(rate.filter(pl.col("area") == "Rotherham").select("period", "value").rows()) == {
        "2021-03": 107.8,
        "2021-04": 108.0,
        "2021/22 YTD": None,
        "2019/20": 109.6,
        "2020/21": 106.6,
    }
    assert rate.filter(pl.col("period") == "latest")["value"].to_list() == [94.2, 61.0, 67.0, None]
    green = tables["thresholds"].filter(pl.col("indicator") == "lac_rate", pl.col("band") == "green")
    assert green["published"].to_list() == ["97.5"]


def test_a_last_year_that_is_not_printed_moves_nothing() -> None:
    """Behind a target that prints no figure the last row has a year too few: its `n/a` may be the target, or the first
    year of a row that lost a blank cell, as the row above it did. Nobody knows, and nothing before it is in doubt."""
    tables = read(*HEAD, *ROWS, as_at=date(2021, 4, 30), family="corporate-parenting-monthly")
    ceased = tables["observations"].filter(pl.col("indicator") == "lac_ceased")
    assert ceased.select("period", "value", "status").rows() == [
        ("2021-03", 11.0, "reported"),
        ("2021-04", 9.0, "reported"),
        ("2021/22 YTD", 9.0, "reported"),
    ]
    assert unread(tables) == ["n/a", "192"]
    with_target = [row.replace("n/a|192", "<150|192") for row in ROWS]
    tables = read(*HEAD, *with_target, as_at=date(2021, 4, 30), family="corporate-parenting-monthly")
    assert "192" in unread(tables), "a bound may be a figure too"
    with_bands = [row.replace("||||n/a|192", "||170+|150+|<150|192") for row in ROWS]
    tables = read(*HEAD, *with_bands, as_at=date(2021, 4, 30), family="corporate-parenting-monthly")
    years = tables["observations"].filter(
        pl.col("indicator") == "lac_ceased", pl.col("period_kind") == "financial_year"
    )
    assert years.select("period", "value", "status").rows() == [("2019/20", 192.0, "reported")]


def test_a_row_that_names_only_its_part_of_a_number_is_that_part() -> None:
    head = (
        "|NO.|INDICATORS - EARLY HELP BOROUGH WIDE PERFORMANCE|GOOD PERF IS|DATA NOTE (Monthly)|Apr-17|May-17|Jun-17|"
        "DOT (Month on Month)|RAG (in month)|Red|Amber|Target Green"
    )
    rows = (
        "|9.5|Young people aged 16-17 (academic age) meeting the duty to participate|Info|%|92.4%|92.8%|92.4%|↑||||",
        "|11.1|Number of staff Contract Count|Info|Number|330|327|325|↑||||",
        "||FTE|Info|Number|239.6|237.7|236.2|↑||||",
        "|11.2|Number of starters|Info|Number|0|1|1|↑||||",
    )
    tables = read(head, *rows, as_at=date(2017, 6, 30), family="early-help-scorecard")
    assert tables["observations"].filter(pl.col("line") == 4)["indicator"].unique().to_list() == ["eh_staff_fte"]


def test_a_header_may_stand_one_cell_beside_its_column_and_be_cut_up() -> None:
    head = [cells.split("|") for cells in HEAD]
    head[1][head[1].index("YTD")], head[1][head[1].index("NAT TOP QTILE THRESHOLD")] = "", "NAT TOP Q TILE THRESHOL"
    for line in head:
        line.insert(7, "YTD" if line[4] == "Mar-21" else "")
    rows = [row.split("|") for row in ROWS]
    for row, strokes in zip(rows, ("11_", "III.", "", "1111"), strict=True):
        row.insert(8, strokes)
    lines = ["|".join(cells) for cells in (*head, *rows)]
    tables = read(*lines, as_at=date(2021, 4, 30), family="corporate-parenting-monthly")
    to_date = tables["observations"].filter(pl.col("period") == "2021/22 YTD")
    assert to_date.select("value", "status").rows() == [
        (None, "missing"),
        (None, "missing"),
        (12.0, "corrected"),
        (9.0, "corrected"),
    ]
    top = tables["observations"].filter(pl.col("area") == "National top quartile threshold")
    assert top.select("indicator", "status").rows() == [("lac_rate", "missing")]


def test_a_label_of_which_a_word_is_left_is_read_between_its_neighbours() -> None:
    names = [
        "Rate of looked after children per 10,000 population aged 0-17",
        "admissions",
        "looked after unaccompanied asylum seeking children (UASC)",
    ]
    head = "INDICATOR|UNIT|Apr-23|May-23|Jun-23|Good perf is|DOT* (month)|RAG (month)|Red|Amber|Green (target)|2022/23"
    cells = [
        "Rate per 10,000|96.6|98.3|95.9|low|x||||<95.2|97.8",
        "Count|15|24|10|info|x|||||181",
        "Count|37|42|42|info|x|||||36",
    ]
    lines = [f"{name}|{rest}" for name, rest in zip(names, cells, strict=True)]
    tables = read(head, *lines, as_at=date(2023, 6, 30), family="corporate-parenting-quarterly")
    assert told(tables, "indicator")[4] == ("lac_admissions",)


def test_headers_without_numbers_that_stand_a_cell_too_far_left_are_moved_as_a_whole() -> None:
    tables = read(
        "|Number of LAC in a Fostering Placement|% of total LAC in a Fostering Placement|"
        "Number of Foster Carers (Households)|Number of Foster Carers Recruited (Households)",
        *(f"IN MONTH|{m}-17|{400 + i}|6{i}.1%|15{i}|{i}" for i, m in enumerate(MONTHS)),
        family="corporate-parenting-monthly",
    )
    assert told(tables, "indicator")[:4] == [
        ("lac_fostered_number",),
        ("lac_fostered_percent",),
        ("foster_carers",),
        ("foster_carers_recruited",),
    ]


def test_a_row_that_gives_one_figure_twice_and_differently_is_not_read() -> None:
    tables = read(
        "||8.1|||||8.3",
        "||Long term LAC placements stable for at least 2 years|||||% of LAC in a family Based setting",
        *(f"|{m}-17|{140 + i}|of|220|{100 * (140 + i) / 220:.1f}%||81.{i}%" for i, m in enumerate(MONTHS)),
        "|SN AVE||67.3%||10.6%||",
        family="corporate-parenting-monthly",
    )
    assert unread(tables) == ["67.3%", "10.6%"]


# -- what a document says of itself -----------------------------------------------------------------


def test_the_publisher_may_be_named_in_the_venue_only() -> None:
    assert find_publisher(["Panel", "Venue:-\tRotherham Town Hall, Moorgate Street"], REGISTRY).name == "Rotherham"
    assert find_publisher(["Rotherham\tNorth\tSouth"], REGISTRY).name is None


def test_the_year_of_an_annual_report_may_stand_below_its_title() -> None:
    for year in ("2022-23", "2022/2023", "April 2022 – March 2023", "1st April 2022 to 31st March 2023"):
        assert section_years(["Kite Service", "Annual Report", "", year]) == [(2, "2022/23")]
    assert section_years(["64. KITE SERVICE ANNUAL REPORT", "The panel received 2022/23 figures."]) == []


def test_a_figure_without_any_period_says_so_and_a_document_without_a_family_has_that_of_its_tables() -> None:
    tables = read("Reason given for placement ending|Number of children", "Kite House|11")
    assert told(tables, "period", "period_start") == [("not stated", None)]
    assert tables["documents"]["family"].to_list() == ["annual-report"]
    assert read("Kites|Red", "North wind|603")["documents"]["family"].to_list() == ["unknown"]
