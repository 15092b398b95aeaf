"""The general reader: which measures are one, what figures prove of one another, and what is not read."""

from __future__ import annotations

from datetime import date

import pytest

from scorecard.clean.raw.grid import Grid
from scorecard.clean.tables.general.meanings import Meanings
from scorecard.clean.tables.shared.lexicon import Lexicon
from scorecard.general.captions import Above, above_tables
from scorecard.general.ids import slug
from scorecard.general.matching import proposals
from scorecard.general.pairs import Pair
from scorecard.general.read import GeneralReading, read_general
from scorecard.registry import load_registry
from tests.fixtures.grids import grid

REGISTRY = load_registry()
LEXICON = Lexicon.of(REGISTRY)
AS_AT = date(2023, 12, 31)


def table(*lines: str, first: int = 1) -> Grid:
    return grid(*lines, as_at=AS_AT, first=first)


def read(*tables: Grid, above: dict[str, Above] | None = None) -> GeneralReading:
    return read_general(tables, LEXICON, above=above)


def placed(reading: GeneralReading, role: str) -> dict[tuple[int, int], tuple[str | None, str | None, str | None]]:
    """By line and cell: measure, category and reason of the cells of a role."""
    return {
        (p.line, p.cell): (p.indicator, p.breakdown, p.detail)
        for _, one in reading.tables
        for p in one.placements
        if p.role == role
    }


SUMMARY = table("Measure|Q2 2023/24|Q3 2023/24", "Visits held in time|81%|82%", "Children seen|40|41")


def test_the_same_name_in_two_tables_is_one_measure_where_their_figures_agree() -> None:
    detail = table("Measure|Q2 2023/24|Q3 2023/24", "Visits held in time|81%|28%", "Children seen|40|41", first=10)
    assert {m.id for m in read(SUMMARY, detail).measures} == {"kiteham/visits-held-in-time", "kiteham/children-seen"}


def test_tables_that_differ_in_most_figures_are_of_different_children() -> None:
    girls = table("Measure|Q2 2023/24|Q3 2023/24", "Visits held in time|71%|72%", "Children seen|20|19", first=10)
    ids = [measure.id for measure in read(SUMMARY, girls).measures]
    assert ids[2:] == ["kiteham/visits-held-in-time-2", "kiteham/children-seen-2"]


def test_a_number_and_a_percentage_of_one_name_are_two_measures() -> None:
    both = table("Measure|Number|%", "Plans reviewed|41|82%", "Visits held|30|75%")
    units = {measure.id: measure.unit for measure in read(both).measures}
    assert units["kiteham/plans-reviewed"] == "count" and units["kiteham/plans-reviewed-percent"] == "percent"


def test_a_percentage_that_most_rows_prove_has_its_counts_in_every_row() -> None:
    reading = read(table("Team|Seen|Due|In time", "A|45|50|90.0%", "B|38|50|67.0%", "C|27|30|90.0%", "D|8|10|80.0%"))
    assert reading.pairs == tuple(Pair(line, 4, line, 2, line, 3) for line in (2, 3, 4, 5))


def test_figures_that_prove_nothing_have_no_counts() -> None:
    assert read(table("Team|Seen|Due|In time", "A|45|50|12.0%", "B|38|50|67.0%", "C|27|30|90.0%")).pairs == ()


MONTHS = "Apr-23|May-23|Jun-23"


@pytest.mark.parametrize(
    ("row", "adds_up"),
    [("Contacts|10|11|12|33", True), ("Contacts|10|11|12|43", True), ("Children in care|30|31|32|32", False)],
)
def test_a_year_to_date_far_above_its_months_is_meant_to_be_their_sum(row: str, adds_up: bool) -> None:
    table_ = grid(f"Measure|{MONTHS}|YTD 2023/24", row, as_at=date(2023, 6, 30))
    assert [measure.adds_up for measure in read(table_).measures] == [adds_up]


def test_a_table_that_a_page_cuts_is_one_where_the_header_comes_again() -> None:
    head = "Kind|Number|Share"
    first, second = table(head, "Box|10|20%"), table(head, "Delta|40|80%", "Total|50|100%", first=5)
    cut = read(first, second, above={second.table: Above(cut=True)})
    assert [grid_.table for grid_, _ in cut.tables] == [first.table]
    assert placed(cut, "value")[7, 2] == ("kiteham/kind", "Total", None)
    apart = read(first, second, above={second.table: Above(("Kites of girls",))})
    assert len(apart.tables) == 2


def test_the_total_of_a_table_that_opens_a_page_without_a_caption_is_not_read() -> None:
    one = table("Kind|Number", "Delta|40", "Total|50")
    unread = placed(read(one, above={one.table: Above(cut=True)}), "unread")
    assert list(unread) == [(3, 2)] and "page before" in str(unread[3, 2])


def test_what_stands_above_a_table_is_its_caption_and_the_number_of_a_page_is_none() -> None:
    lines = ["Kites by kind", "", "Kind\tNumber", "Box\t10", "", "Page 2 of 9", "", "Kind\tNumber", "Delta\t40"]
    first, second = table("Kind|Number", "Box|10", first=3), table("Kind|Number", "Delta|40", first=8)
    told = above_tables([first, second], lines, {})
    assert told[first.table] == Above(("Kites by kind",), cut=False)
    assert told[second.table] == Above((), cut=True)


@pytest.mark.parametrize(
    ("lines", "cell", "why"),
    [
        (["Measure|Unit|Q3 2023/24", "Kites flown|Rate|5.1", "Kites lost|Number|5"], (2, 3), "for how many people"),
        (["Measure|Q3 2023/24|Kiteshire", "Kites flown|5|6"], (2, 3), "words of its header are not understood"),
        (["Measure|Unit|Q3 2023/24", "Kites flown|Number|51%", "Kites lost|Number|5"], (2, 3), "percentage stands"),
        (["Measure|Oct-23|Oct-23", "Kites flown|5|6"], (2, 2), "over several columns"),
        (["Measure|Result|Outturn", "Kites flown|5|6"], (2, 2), "two columns stand for the same thing"),
    ],
)
def test_what_is_not_understood_is_not_read_and_says_why(lines: list[str], cell: tuple[int, int], why: str) -> None:
    reading = read(table(*lines))
    assert why in str(placed(reading, "unread")[cell][2])


def test_one_cell_that_is_not_understood_changes_no_other() -> None:
    lines = ["Measure|Good is|Q2 2023/24|Q3 2023/24|Target", "Kites flown|High|5|6|7", "Kites lost|Low|3|2|1"]
    before = placed(read(table(*lines)), "value")
    for odd in ("see note", "12 34", "(18)", "#REF!", "[c]", "6 weeks", "31/12/2023", "↑"):
        after = placed(read(table(lines[0], lines[1].replace("|6|", f"|{odd}|"), lines[2])), "value")
        assert {at: said for at, said in after.items() if at != (2, 4)} == {
            at: said for at, said in before.items() if at != (2, 4)
        }, odd


@pytest.mark.parametrize(
    ("text", "unit", "alone"),
    [
        ("%", "percent", True),
        ("Number of children", "count", True),
        ("Number of referrals", "count", False),
        ("Rate per 10,000", "rate_per_10k", True),
        ("Rate per 100,000", "rate_per_100k", True),
        ("Percentage of visits within 10 days", "percent", False),
        ("Average days to adoption", "days", False),
        ("Rate", "rate", False),
        ("Kites", None, False),
    ],
)
def test_words_of_units(text: str, unit: str | None, alone: bool) -> None:
    meanings = Meanings(REGISTRY)
    assert (meanings.unit(text), meanings.is_unit(text)) == (unit, alone)


@pytest.mark.parametrize(
    ("name", "unit"),
    [("Kites per 10,000 under 18", "rate_per_10k"), ("Kites flown", None), ("% of kites flown", None)],
)
def test_a_rate_has_the_base_that_its_name_says_and_without_one_is_not_read(name: str, unit: str | None) -> None:
    reading = read(table("Measure|Unit|Q2 2023/24|Q3 2023/24", f"{name}|Rate|58.1|58.3", "Kites lost|No.|3|2"))
    units = {p.line: p.unit for _, one in reading.tables for p in one.placements if p.role == "value"}
    assert units == ({2: unit, 3: "count"} if unit else {3: "count"})


@pytest.mark.parametrize(
    ("text", "good"),
    [("Bigger is better", "high"), ("Low", "low"), ("Minimise", "low"), ("↑", "high"), ("In range", "within-limits")],
)
def test_words_of_polarity(text: str, good: str) -> None:
    assert Meanings(REGISTRY).good(text) == good


def test_an_id_is_made_of_the_name() -> None:
    assert slug("% of Kites flown (in 2 fields)") == "percent-of-kites-flown-in-2-fields"
    assert slug("…") == "measure"


def test_national_indicators_are_proposed_where_name_unit_and_kind_fit() -> None:
    name = REGISTRY.indicators["lac_number"].name
    reading = read(table("Measure|Unit|Q3 2023/24", f"{name}|Number|290", f"{name}|%|29.1%", "Kites flown|Number|5"))
    told = [(one.measure, one.indicator, one.sure) for one in proposals(reading.measures, REGISTRY)]
    assert told == [(reading.measures[0].id, "lac_number", "certain")]


def values(reading: GeneralReading) -> dict[tuple[int, int], tuple[str | None, str | None, str | None]]:
    """By line and cell of the values: measure, area or category, period."""
    return {
        (p.line, p.cell): (p.indicator, p.breakdown or p.area, p.period.label if p.period else None)
        for _, one in reading.tables
        for p in one.placements
        if p.role == "value"
    }


def test_a_measure_in_several_rows_has_its_numerator_and_denominator() -> None:
    rows = ("Visits held|Numerator|45|48", "|Denominator|50|60", "|%|90%|80%", "|Target|95%|95%")
    reading = read(table("Measure|Row|Nov-23|Dec-23", *rows))
    assert reading.pairs == (Pair(4, 3, 2, 3, 3, 3), Pair(4, 4, 2, 4, 3, 4))
    assert set(placed(reading, "unread")) == {(5, 3), (5, 4)}
    assert values(reading)[4, 3] == ("kiteham/visits-held", "Kiteham", "2023-11")


def test_parts_of_the_authority_across_are_areas_where_they_add_up_to_it() -> None:
    header, rows = "Month|North|South|Kiteham", ("Nov-23|10|20|30", "Dec-23|11|22|33")
    reading = read(table(header, *rows))
    assert {area for _, area, _ in values(reading).values()} == {"North", "South", "Kiteham"}
    other = values(read(table(header, "Nov-23|10|20|31", "Dec-23|11|22|35")))
    assert {area for _, area, _ in other.values()} == {"Kiteham"}  # North is then a measure like any other


def test_bands_over_columns_are_no_figures_and_no_years() -> None:
    reading = read(table("Cohort|0-4|5-9|10-15|16-17|Total", "Children in need|1|2|3|4|10", "In care|5|5|5|5|20"))
    bands = [b.removeprefix("Children in need / ") for _, b, _ in list(values(reading).values())[:5] if b]
    assert bands == ["0-4", "5-9", "10-15", "16-17", "Total"]


def test_what_is_counted_otherwise_is_no_category_of_a_crossed_table() -> None:
    reading = read(table("Team|Girls|Boys|Total|Median days waited", "A|4|5|9|6", "B|2|2|4|11", "Total|6|7|13|7"))
    told = values(reading)
    assert told[2, 4] == ("kiteham/team", "A / Total", "2023-12")
    assert told[2, 5][:2] == ("kiteham/median-days-waited", "A")


def test_figures_in_thousands_are_not_read() -> None:
    reading = read(table("Measure|2022/23|2023/24", "Placements (£000)|8,200|8,950", "Children seen|40|41"))
    assert set(placed(reading, "unread")) == {(2, 2), (2, 3)}


def test_an_arrow_beside_a_figure_of_unknown_time_is_not_read() -> None:
    lines = ("Measure|Good is|2022/23|Dec-23|Nov-23|Oct-23|Nov-23|DoT", "Visits held|High|70%|80%|81%|82%|83%|↑")
    assert not placed(read(table(*lines)), "signal")


@pytest.mark.parametrize(
    ("caption", "period"),
    [
        ("October to December 2023", "2023/24 Q3"),
        ("Academic year 2022/23", "2022/23"),
        ("Calendar year 2022", "not stated"),
        ("From April 2022 to March 2023", "not stated"),
        ("Reasons", "2023-12"),
    ],
)
def test_the_nearest_words_that_name_a_time_are_those_of_a_table_without(caption: str, period: str) -> None:
    reasons = table("Reason|Number", "Neglect|10", "Other|5", "Total|15", first=10)
    reading = read(reasons, above={reasons.table: Above(("category: Total", caption))})
    assert {told for _, _, told in values(reading).values()} == {period}


@pytest.mark.parametrize(("total", "period"), [("52", "2023/24"), ("15", None)])
def test_a_total_beside_four_quarters_is_the_year_where_it_is_their_sum(total: str, period: str | None) -> None:
    header = "Measure|Q1 2023/24|Q2 2023/24|Q3 2023/24|Q4 2023/24|Total"
    reading = read(table(header, f"Contacts|10|12|14|16|{total}", f"Referrals|1|2|3|4|{'10' if period else '3'}"))
    assert values(reading).get((2, 6), (None, None, None))[2] == period


def test_a_column_of_periods_says_the_time_of_each_row() -> None:
    lines = ("Measure|Latest value|Latest period", "Care leavers at work|61%|Q1 2023/24", "In care|512|Jun 2023")
    told = {line: period for (line, _), (_, _, period) in values(read(table(*lines))).items()}
    assert told == {2: "2023/24 Q1", 3: "2023-06"}


def test_a_row_whose_period_cannot_be_told_is_not_read() -> None:
    lines = ("Measure|Value|Period", "In care|512|Jun 2023", "Plans|10|May 2023", "Visits|40|soon")
    reading = read(table(*lines))
    assert set(placed(reading, "unread")) == {(4, 2)} and set(values(reading)) == {(2, 2), (3, 2)}


def test_money_that_a_caption_names_is_the_unit_of_all_columns() -> None:
    costs = table("Placement|In-house|External", "Foster care|480|960", "Residential|3,900|5,200")
    reading = read(costs, above={costs.table: Above(("Weekly cost by placement (£)",))})
    assert {measure.unit for measure in reading.measures} == {"gbp"}


@pytest.mark.parametrize("line", ["14 May 2024", "Published 14 May 2024", "Ofsted inspection, March 2022", "Our plan"])
def test_a_line_further_above_that_says_more_than_a_time_is_none_of_the_table(line: str) -> None:
    reasons = table("Reason|Number", "Neglect|10", "Other|5", "Total|15", first=10)
    reading = read(reasons, above={reasons.table: Above(("Reasons", line))})
    assert {told for _, _, told in values(reading).values()} == {"2023-12"}


def test_an_arrow_against_the_quarter_before_is_about_the_last() -> None:
    lines = ("Measure|Good is|Q1 2023/24|Q2 2023/24|Direction of travel (previous quarter)", "Visits|High|80%|85%|↑")
    (reading,) = [one for _, one in read(table(*lines)).tables]
    assert [p.period.label for p in reading.placements if p.role == "signal" and p.period] == ["2023/24 Q2"]


def test_where_headers_have_slipped_nothing_of_the_table_is_read() -> None:
    lines = ("Month|Number in care|% in foster care|Number of carers", "Nov-23|9|30.4%|333", "Dec-23|8|31.4%|334")
    assert len(values(read(table(*lines)))) == 6
    slipped = ("Month|% in foster care|Number of carers|Number of homes", "Nov-23|9|30.4%|333", "Dec-23|8|31.4%|334")
    assert values(read(table(*slipped))) == {}


def test_a_bound_or_a_figure_with_words_of_which_nobody_knows_what_it_is_about_is_not_read_and_told() -> None:
    months = table("Month|Visits held in time|Spent", "Oct-23|81%|£210", "Nov-23|82%|£240", "Target|95% or more|£1.2m")
    assert {place for place, _ in placed(read(months), "unread").items()} >= {(4, 2), (4, 3)}
