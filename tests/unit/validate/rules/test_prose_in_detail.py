"""Figures in sentences: where each question of the rule begins and ends, and what it says."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest

from scorecard.column_words import MICROS
from scorecard.registry import ShareOf
from scorecard.validate.rules import prose
from scorecard.validate.rules.shared.claims import read_claims, with_figures
from scorecard.validate.rules.shared.figures import figures, numbers, with_rules
from tests.unit.validate.rule_frames import DOCUMENT, failing, figure, indicator, pack, registry, x_of_y

REGISTRY = registry(
    indicator("plans", unit="percent", kind="share", basis="month-end"),
    indicator("children", kind="stock", basis="month-end"),
    indicator("admissions", adds_up=True),
    indicator("visits"),
    indicator("held"),
    indicator("held_in_time", unit="percent", kind="share", share_of=ShareOf(numerator=None, denominator="held")),
    indicator("rate", unit="rate_per_10k", kind="rate", basis="month-end"),
)
MONTHS = [
    *(figure("admissions", f"2020-0{m}", v, line=4, cell=m) for m, v in ((3, "40"), (4, "19"), (5, "12"), (6, "11"))),
    *(figure("plans", f"2020-0{m}", v, line=1, cell=m) for m, v in ((4, "50.0%"), (5, "60.0%"), (6, "66.0%"))),
]


def claim(published: str, id: str | None = "plans", **more: Any) -> dict[str, Any]:
    value = float(published.split()[0].rstrip("%").replace(",", ""))
    return {
        "document": DOCUMENT,
        "line": 50,
        "published": published,
        "relation": "value",
        "indicator": id,
        "period": "2020-06",
        "value": value,
        "unit": "percent" if "%" in published else "count",
        "certainty": "certain",
        **more,
    }


def run(*claims: dict[str, Any], table: list[dict[str, Any]] = MONTHS):
    return prose.compare(pack(table, claims=list(claims)), REGISTRY)


def wrong(*claims: dict[str, Any], table: list[dict[str, Any]] = MONTHS) -> list[dict[str, Any]]:
    return failing(run(*claims, table=table)).to_dicts()


def only(*claims: dict[str, Any], table: list[dict[str, Any]] = MONTHS) -> dict[str, Any]:
    (row,) = wrong(*claims, table=table)
    return row


# ---- reading


@pytest.mark.parametrize(
    ("published", "unit", "decimals", "half", "step"),
    [
        ("144", "count", 0, 0, MICROS),
        ("65%", "percent", 0, MICROS // 2, MICROS),
        ("65.5%", "percent", 1, 50_000, 100_000),
        ("65.25% 1", "percent", 2, 5_000, 10_000),
        ("12.5", "count", 1, 50_000, 100_000),
    ],
)
def test_a_quoted_figure_has_the_decimals_of_its_print(published: str, unit: str, decimals: int, half: int, step: int):
    row = read_claims(pack([], claims=[claim(published, unit=unit)]), REGISTRY).row(0, named=True)
    assert (row["decimals"], row["half"], row["step"], row["title"]) == (decimals, half, step, "Plans")


def test_quoted_figures_are_numbered_in_order_of_place():
    claims = [claim("2", line=9), claim("1", line=9), claim("3", None, line=2)]
    read = read_claims(pack([], claims=claims), REGISTRY)
    assert read.select("row", "published", "title").rows() == [(0, "3", None), (1, "1", "Plans"), (2, "2", "Plans")]


def about(period: str | None, id: str = "admissions", table: list[dict[str, Any]] = MONTHS) -> list[tuple[str, int]]:
    """The periods of the figures that a claim could be about, with their rank."""
    tables = pack(table, claims=[claim("1", id, period=period)])
    found = with_rules(numbers(figures(tables)), REGISTRY, "kind", "basis", "adds_up")
    unit = pl.lit("percent") if id == "plans" else pl.col("unit")
    pairs = with_figures(read_claims(tables, REGISTRY).with_columns(unit.alias("unit")), found)
    return sorted(pairs.select("other_period", "rank").rows())


def test_a_claim_of_a_month_is_about_that_month_only():
    assert about("2020-05") == [("2020-05", 0)]
    assert about("2020-07") == []


def test_a_claim_without_period_is_about_the_last_month_first_and_then_about_any():
    assert about(None) == [("2020-03", 1), ("2020-04", 1), ("2020-05", 1), ("2020-06", 0), ("2020/21 Q1", 1)]


def test_a_flows_quarter_is_the_sum_of_its_three_months_and_of_no_fewer():
    assert about("2020/21 Q1") == [("2020/21 Q1", 0)]
    assert about("2020/21 Q1", table=MONTHS[:3]) == []
    assert about("2019/20 Q4") == []
    winter = [figure("admissions", f"2020-0{m}", "5", line=4, cell=m) for m in (1, 2, 3)]
    assert about("2019/20 Q4", table=winter) == [("2019/20 Q4", 0)]
    autumn = [figure("admissions", f"2019-{m}", "5", line=4, cell=m) for m in (10, 11, 12)]
    assert about("2019/20 Q3", table=autumn) == [("2019/20 Q3", 0)]


def test_what_is_not_said_to_add_up_makes_no_quarter():
    visits = [figure("visits", f"2020-0{m}", "5", line=4, cell=m) for m in (4, 5, 6)]
    assert about("2020/21 Q1", "visits", visits) == []


def test_what_is_not_known_to_add_up_makes_no_quarter():
    tables = pack(MONTHS, claims=[claim("1", "admissions", period="2020/21 Q1")])
    found = with_rules(numbers(figures(tables)), REGISTRY, "kind", "basis")
    known, unknown = (found.with_columns(adds_up=pl.lit(adds, dtype=pl.Boolean)) for adds in (True, None))
    said = read_claims(tables, REGISTRY)
    assert (with_figures(said, known).height, with_figures(said, unknown).height) == (1, 0)


@pytest.mark.parametrize("period", ["2020/21 Q1", "2020-06", "2019/20", "2019/20 Q4", "2019/20 Q3"])
def test_a_number_at_the_end_of_a_period_is_that_of_its_last_month(period: str):
    ends = {"2020/21 Q1": "2020-06", "2020-06": "2020-06", "2019/20": "2020-03", "2019/20 Q4": "2020-03"}
    stock = [figure("children", month, "600", line=4, cell=n) for n, month in enumerate(("2020-03", "2020-06"))]
    assert about(period, "children", stock) == ([(ends[period], 0)] if period in ends else [])


def test_a_benchmark_is_looked_for_by_its_own_word_and_after_the_months():
    table = [*MONTHS, figure("plans", "latest", "70.0%", line=1, cell=9, area="National average")]
    assert about("latest", "plans", table) == [("latest", 0)]
    assert about("2020-06", "plans", table) == [("2020-06", 0), ("latest", 1)]


# ---- values against the tables


def test_what_is_said_of_a_misquoted_figure():
    row = only(claim("66.5%"))
    assert row["explanation"] == "Plans: the sentence says 66.5%, the table prints 66.0% for June 2020 (line 1)."
    assert (row["expected"], row["compared_with"], row["severity"], row["suggestion"]) == (
        "66.0%",
        "pack:1:6",
        "warning",
        None,
    )


@pytest.mark.parametrize(
    ("printed", "severity"), [("82.5%", "warning"), ("83%", "warning"), ("132%", "warning"), ("133%", "information")]
)
def test_a_percentage_up_to_twice_the_tables_is_still_likely_a_misquote(printed: str, severity: str):
    assert only(claim(printed))["severity"] == severity


@pytest.mark.parametrize(("printed", "severity"), [("13", "warning"), ("14", "information"), ("9", "warning")])
def test_a_count_is_likely_a_misquote_only_within_a_quarter(printed: str, severity: str):
    assert only(claim(printed, "admissions"))["severity"] == severity


def test_another_figure_of_the_line_that_fits_the_same_measure_takes_its_place():
    """The other one is an earlier value, or a part: of which nothing can be said."""
    assert wrong(claim("66.0%"), claim("66.5%")) == []
    assert [row["published"] for row in wrong(claim("66.0%", line=51), claim("66.5%"))] == ["66.5%"]


def test_a_figure_that_the_measure_prints_elsewhere_is_information_and_says_where():
    row = only(claim("50.0%"))
    assert row["severity"] == "information"
    assert row["suggestion"] == "Fits exactly: it is the table's figure of 2020-04 (line 1)."


def test_a_figure_of_another_measure_at_that_time_is_named_if_it_has_decimals():
    other = [*MONTHS, figure("visits", "2020-06", "66.5%", line=7), figure("visits", "2020-06", "67.0%", line=8)]
    assert only(claim("66.5%"), table=other)["suggestion"] == "Fits exactly: line 7 prints it for Visits."
    assert only(claim("67.0%"), table=other)["suggestion"] is None


def test_a_figure_rounded_further_than_the_tables_agrees_and_a_finer_one_does_not():
    assert wrong(claim("66%")) == []
    table = [figure("plans", "2020-06", "65.5%", line=1)]
    assert wrong(claim("66%"), table=table) == []
    assert wrong(claim("65%"), table=table) == [] and len(wrong(claim("64%"), table=table)) == 1


# ---- rates, shares, possible shares


def test_a_rate_called_a_percentage_is_told_and_one_that_is_not_is_counted():
    rate = [figure("rate", "2020-06", "105.9", line=3, unit="rate_per_10k")]
    row = only(claim("105.9%", "rate"), table=rate)
    assert row["explanation"] == "Rate: the sentence calls 105.9% a percentage, but the measure is a rate."
    assert (row["expected"], row["severity"]) == ("a rate", "information")
    assert run(claim("105.9", "rate", unit="rate_per_10k"), table=rate).rows.height == 2


@pytest.mark.parametrize(
    ("x", "y", "printed", "expected", "suggestion"),
    [
        (144, 220, "65.5%", None, None),
        (144, 220, "65%", None, None),
        (144, 220, "66%", "65.5%", None),
        (145, 220, "65%", "65.9%", "Fits exactly: it was cut off instead of rounded."),
        (144, 220, "65.4%", "65.5%", "Fits exactly: it was cut off instead of rounded."),
        (144, 220, "65.6%", "65.5%", None),
        (1, 8, "12.5%", None, None),
        (1, 8, "12%", None, None),
        (1, 8, "13%", None, None),
        (1, 8, "11%", "12.5%", None),
    ],
)
def test_a_percentage_with_its_counts(x: int, y: int, printed: str, expected: str | None, suggestion: str | None):
    rows = wrong(claim(printed, None, relation="of", numerator=x, denominator=y))
    assert [(row["expected"], row["suggestion"]) for row in rows] == ([(expected, suggestion)] if expected else [])
    for row in rows:
        assert row["severity"] == "warning"
        assert row["explanation"] == (
            f"A figure in a sentence: {x} of {y} is {expected}, but the sentence says {printed}."
        )


def test_a_percentage_of_nobody_is_not_asked():
    assert run(claim("50%", None, relation="of", numerator=0, denominator=0)).rows.is_empty()
    assert run(claim("50%", None, relation="of", denominator=0)).rows.is_empty()


@pytest.mark.parametrize(
    ("printed", "of", "nearest"),
    [
        ("15%", 32, "5 of 32 is 15.6%"),
        ("16%", 32, None),
        ("14%", 32, "4 of 32 is 12.5%"),
        ("50%", 3, "1 of 3 is 33.3%"),
        ("33%", 3, None),
        ("0%", 3, None),
        ("100%", 3, None),
        ("99%", 3, "3 of 3 is 100.0%"),
        ("33.1%", 3, "1 of 3 is 33.3%"),
    ],
)
def test_a_percentage_of_a_number_must_be_one_of_its_shares(printed: str, of: int, nearest: str | None):
    rows = wrong(claim(printed, None, relation="of", denominator=of))
    assert [row["explanation"] for row in rows] == (
        [
            f"A figure in a sentence: the sentence says {printed} of {of}, but no whole number of {of} gives it; "
            f"{nearest}."
        ]
        if nearest
        else []
    )
    assert [row["expected"] for row in rows] == ([nearest.rsplit(" ", 1)[1]] if nearest else [])


@pytest.mark.parametrize(("of", "asked"), [(99, 1), (100, 0), (101, 0)])
def test_any_whole_percentage_is_possible_of_a_hundred_and_more(of: int, asked: int):
    assert run(claim("15%", None, relation="of", denominator=of)).rows.height == asked


def pair(id: str, x: int, y: int) -> dict[str, Any]:
    return claim(f"{x} {y}", id, relation="of", value=None, unit="ratio", numerator=x, denominator=y)


def test_so_many_of_a_whole_are_the_count_that_the_table_prints():
    assert wrong(pair("admissions", 11, 603)) == []
    row = only(pair("admissions", 12, 603))
    assert row["explanation"] == "Admissions: the sentence says 12 of 603, the table prints 11 for June 2020 (line 4)."


def test_so_many_of_a_whole_are_the_share_that_the_table_prints_as_exactly_as_it_is_printed():
    for x, y, fails in ((33, 50, 0), (132, 200, 0), (6603, 10_000, 0), (6608, 10_000, 1), (34, 50, 1)):
        assert len(wrong(pair("plans", x, y))) == fails, (x, y)
    assert "the sentence says 34 of 50, the table prints 66.0%" in only(pair("plans", 34, 50))["explanation"]


def test_the_counts_of_a_sentence_are_those_of_the_table():
    table = [*MONTHS, x_of_y("plans", "2020-06", 33, 50, line=1, cell=7)]
    right = claim("66.0%", relation="of", numerator=33, denominator=50)
    assert wrong(right, table=table) == []
    rows = wrong(right | {"numerator": 34, "denominator": 51, "published": "66%", "value": 66.0}, table=table)
    told = [row["explanation"] for row in rows if "the table at" in row["explanation"]]
    assert sorted(told) == [
        "Plans: the sentence says x = 34, the table at line 1 prints 33 for June 2020.",
        "Plans: the sentence says y = 51, the table at line 1 prints 50 for June 2020.",
    ]
    basis = {row["compared_with"] for row in rows if "the table at" in row["explanation"]}
    assert basis == {"pack:1:7"}
    assert not [r for r in wrong(right | {"numerator": 34, "period": None}, table=table) if "x =" in r["explanation"]]


# ---- highs and lows


def test_the_highest_is_told_beside_the_higher_month_up_to_then():
    row = only(claim("11", "admissions", relation="highest-since"))
    assert row["explanation"] == (
        "Admissions: the sentence calls 11 the highest, but the table prints 40 for March 2020 (line 4)."
    )
    assert (row["expected"], row["severity"], row["compared_with"], row["lower"], row["upper"]) == (
        "40",
        "information",
        "pack:4:3",
        40.0,
        None,
    )


def test_the_lowest_is_told_beside_the_lower_month():
    row = only(claim("12", "admissions", relation="lowest-since", period=None))
    assert "calls 12 the lowest, but the table prints 11 for June 2020" in row["explanation"]
    assert (row["lower"], row["upper"]) == (None, 11.0)


def test_later_months_do_not_count_against_a_high():
    rising = [figure("admissions", f"2020-0{m}", str(m), line=4, cell=m) for m in (4, 5, 6)]
    assert wrong(claim("5", "admissions", relation="highest-since", period="2020-05"), table=rising) == []
    assert len(wrong(claim("5", "admissions", relation="highest-since", period=None), table=rising)) == 1


# ---- changes and directions


def change(published: str, **more: Any) -> dict[str, Any]:
    return claim(published, **({"relation": "change", "direction": "up"} | more))


def test_points_called_per_cent_are_told_with_both_figures():
    row = only(change("6.0%"))
    assert row["explanation"] == (
        "Plans: a change of 6.0% is printed; from 60.0% to 66.0% it is that many percentage points, not per cent."
    )
    assert (row["expected"], row["severity"]) == ("percentage points", "information")


def test_a_change_in_per_cent_of_the_older_value_holds_in_either_direction():
    assert run(change("10.0%")).rows.height == 1
    assert wrong(change("10.0%")) == []
    assert wrong(change("-10.0%", direction="down")) == []


def test_a_change_that_no_two_neighbouring_months_give_is_not_judged():
    assert run(change("15.0%")).rows.is_empty()
    assert run(change("6.0%", period="2020-04")).rows.is_empty()


def test_a_change_is_told_from_the_older_to_the_newer_value_whichever_is_greater():
    values = [claim("603", "children", period="2019-06"), claim("574", "children")]
    row = only(*values, change("28", id="children", direction="down"), table=[])
    assert row["explanation"] == "Children: a change of 28 is printed, but from 603 to 574 it is 29."


def test_a_change_on_the_same_month_a_year_before_holds():
    table = [
        figure("children", m, v, line=2, cell=n) for n, (m, v) in enumerate((("2019-06", "580"), ("2020-06", "603")))
    ]
    assert run(change("23", id="children"), table=table).rows.height == 1
    assert wrong(change("23", id="children"), table=table) == []
    assert run(change("23", id="children", period="2020-05"), table=table).rows.is_empty()


def test_a_change_that_fits_no_values_of_its_line_is_told_with_the_nearest():
    values = [claim("574", "children", period="2019-06"), claim("603", "children")]
    row = only(*values, change("28", id="children"), table=[])
    assert row["explanation"] == "Children: a change of 28 is printed, but from 574 to 603 it is 29."
    assert (row["published_value"], row["lower"], row["upper"], row["severity"]) == (28, 29, 29, "warning")


@pytest.mark.parametrize(("printed", "judged"), [("15", 1), ("14", 0), ("43", 1), ("44", 0)])
def test_a_change_far_from_that_of_its_line_has_another_base(printed: str, judged: int):
    values = [claim("574", "children", period="2019-06"), claim("603", "children")]
    assert run(*values, change(printed, id="children"), table=[]).rows.height == judged


def test_if_one_change_of_a_line_fits_its_values_another_one_has_another_base():
    values = [claim("574", "children", period="2019-06"), claim("603", "children")]
    assert wrong(*values, change("29", id="children"), change("28", id="children"), table=[]) == []


def number_and_share(share: str, way: str, number: str = "136", new: str = "403") -> list[dict[str, Any]]:
    value = claim(new, None)
    told = claim(number, None, relation="change", direction=way)
    return [value, told, claim(share, None, relation="change", direction=way)]


def test_a_change_divided_by_the_new_value_is_told_with_the_right_share():
    row = only(*number_and_share("34%", "up"), table=[])
    assert row["explanation"] == (
        "A figure in a sentence: a change of 136 is called 34%, but it is 50.9% of the value before; "
        "34% is its share of the new value."
    )
    assert (row["expected"], row["severity"]) == ("50.9%", "warning")
    fall = only(*number_and_share("34%", "down"), table=[])
    assert fall["expected"] == "25.2%"


def test_a_change_divided_by_the_old_value_holds_and_any_other_is_not_judged():
    assert run(*number_and_share("51%", "up"), table=[]).rows.height == 1
    assert wrong(*number_and_share("51%", "up"), table=[]) == []
    assert wrong(*number_and_share("25%", "down"), table=[]) == []
    assert run(*number_and_share("40%", "up"), table=[]).rows.is_empty()
    two = [*number_and_share("34%", "up"), claim("20", None, relation="change", direction="up")]
    assert run(*two, table=[]).rows.is_empty(), "of two numbers neither is known to be the percentage's"


@pytest.mark.parametrize(
    ("way", "expected"), [("down", "rose"), ("up", None)], ids=["a rise called a fall", "a rise called a rise"]
)
def test_the_words_rose_and_fell(way: str, expected: str | None):
    rows = wrong(claim("66.0%", direction=way))
    assert [row["expected"] for row in rows] == ([expected] if expected else [])
    for row in rows:
        assert row["explanation"] == (
            "Plans: the sentence tells of a fall to 66.0%, but the table's figure rose from 60.0% to 66.0% (line 1)."
        )


def test_a_fall_called_a_rise_and_a_figure_that_stayed():
    row = only(claim("11", "admissions", direction="up"))
    assert "tells of a rise to 11, but the table's figure fell from 12 to 11" in row["explanation"]
    level = [figure("admissions", f"2020-0{m}", "12", line=4, cell=m) for m in (5, 6)]
    assert only(claim("12", "admissions", direction="up"), table=level)["expected"] == "stayed"


def test_a_measure_that_the_registry_does_not_know_still_has_its_own_arithmetic():
    unknown = claim("65.4%", "unheard_of", relation="of", numerator=144, denominator=220)
    assert only(unknown)["explanation"].startswith("A figure in a sentence: 144 of 220 is 65.5%")


# ---- two sentences


def two(first: dict[str, Any], second: dict[str, Any]) -> list[str]:
    rows = wrong(first | {"line": 40}, second | {"line": 60}, table=[figure("admissions", "2020-06", "11", line=4)])
    return [row["explanation"] for row in rows]


CHILDREN = claim("535", "children", period="2020/21 Q2", area="Town")


def test_two_sentences_of_one_measure_and_time_are_told_once_by_the_later_one():
    told = two(CHILDREN, claim("544", "children", period="2020/21 Q2", area="Town"))
    assert told == ["Children, 2020/21 Q2: this sentence says 544, the one at line 40 says 535."]
    assert two(CHILDREN, claim("535", "children", period="2020/21 Q2", area="Town")) == []


@pytest.mark.parametrize(
    "other", [{"period": "2020/21 Q1"}, {"area": "East"}, {"indicator": "visits"}, {"relation": "target"}]
)
def test_sentences_of_another_time_area_or_measure_and_targets_tell_of_something_else(other: dict[str, Any]):
    assert two(CHILDREN, claim("544", "children", period="2020/21 Q2", area="Town") | other) == []


def test_where_a_table_prints_the_figure_the_sentences_are_held_against_the_table_alone():
    told = two(claim("12", "admissions", area="Town"), claim("13", "admissions", area="Town"))
    assert all("the table prints 11" in words for words in told) and len(told) == 2


def headed(published: str, **more: Any) -> dict[str, Any]:
    return claim(published, "children", area="Town", period=None, heading_period="2020/21 Q2", **more)


def test_a_sentence_without_a_time_is_of_the_time_of_its_heading():
    assert two(headed("544"), CHILDREN) == [
        "Children, 2020/21 Q2: this sentence says 535, the one at line 40 says 544."
    ]
    rows = wrong(headed("544", line=40), CHILDREN | {"line": 60}, table=[])
    assert [row["severity"] for row in rows] == ["information"]
    both = wrong(CHILDREN | {"line": 40}, CHILDREN | {"line": 60, "published": "544", "value": 544.0}, table=[])
    assert [row["severity"] for row in both] == ["warning"]


def test_what_a_sentence_compares_with_is_not_of_the_time_of_its_heading():
    rows = [headed("544", line=40), headed("560", line=40), headed("544", line=60), headed("570", line=60)]
    assert wrong(*rows, table=[]) == []


@pytest.mark.parametrize(("first", "second"), [("116", "123"), ("123", "116")])
def test_of_two_sentences_the_one_is_borne_out_that_a_table_counts_as_the_whole_of_a_share(first: str, second: str):
    in_time = [x_of_y("held_in_time", "2020-06", 116, 123, line=9)]
    told = [claim(published, "held", area="Town", line=at) for published, at in ((first, 40), (second, 60))]
    row = only(*told, table=in_time)
    assert row["expected"] == "123"
    assert row["explanation"] == (
        f"Held, June 2020: this sentence says {second}, the one at line 40 says {first}. "
        "The table counts 123 as the whole of a share (line 9)."
    )
    assert (
        "whole of a share"
        not in only(*told, table=[x_of_y("held_in_time", "2020-06", 116, 130, line=9)])["explanation"]
    )


def test_a_sum_of_categories_is_said_to_add_up_and_not_to_be_printed():
    known = registry(
        indicator("ended", kind="stock", basis="month-end"),
        indicator("reasons", kind="stock", basis="month-end", parts_of="ended", breakdown=True),
    )
    parts = [
        figure("reasons", "2020-06", count, line=line, cell=2, breakdown=name)
        for name, count, line in (("adoption", "100", 4), ("returned", "15", 5))
    ]
    told = failing(prose.compare(pack(parts, claims=[claim("114", "ended", area="Town")]), known))
    (words,) = told["explanation"]
    assert words == "Ended: the sentence says 114, the table adds up to 115 for June 2020 (line 4)."
