"""Which figure of the tables a sentence is held against, and when another one explains what it says."""

from __future__ import annotations

from typing import Any

import pytest

from scorecard.validate.rules import prose
from tests.unit.validate.rule_frames import DOCUMENT, failing, figure, indicator, pack, registry, x_of_y

REGISTRY = registry(
    indicator("plans", unit="percent", kind="share", basis="month-end"),
    indicator("reviews", unit="percent", kind="share"),
    indicator("children", kind="stock", basis="month-end"),
    indicator("beds", kind="stock"),
    indicator("admissions", adds_up=True),
    indicator("rate", unit="rate_per_10k", kind="rate", basis="month-end"),
)
TABLE = [
    *(figure("plans", f"2020-0{m}", v, line=1, cell=m) for m, v in ((4, "50.0%"), (5, "60.0%"), (6, "66.0%"))),
    figure("children", "2020-06", "603", line=2),
    *(figure("admissions", f"2020-0{m}", v, line=4, cell=m) for m, v in ((4, "19"), (5, "12"), (6, "11"))),
]


def claim(published: str, id: str | None = "plans", **more: Any) -> dict[str, Any]:
    return {
        "document": DOCUMENT,
        "line": 50,
        "published": published,
        "relation": "value",
        "indicator": id,
        "period": "2020-06",
        "value": float(published.split()[0].rstrip("%").replace(",", "")),
        "unit": "percent" if "%" in published else "count",
        "certainty": "certain",
        **more,
    }


def judged(*claims: dict[str, Any], table: Any = TABLE):
    return prose.compare(pack(list(table), claims=list(claims)), REGISTRY)


def wrong(*claims: dict[str, Any], table: Any = TABLE) -> list[dict[str, Any]]:
    return failing(judged(*claims, table=table)).to_dicts()


def expected(*claims: dict[str, Any], table: Any = TABLE) -> list[str]:
    return [row["expected"] for row in wrong(*claims, table=table)]


# ---- whose figure, and of which time


@pytest.mark.parametrize("other", [{"area": "East"}, {"breakdown": "Under 1"}])
def test_a_sentence_about_all_is_not_about_a_part(other: dict[str, Any]):
    part = figure("plans", "2020-06", "67.0%", line=3, **other)
    assert expected(claim("67.0%"), table=[*TABLE, part]) == ["66.0%"]


def test_each_quarter_ends_with_its_last_month():
    ends = {"2020/21 Q1": "2020-06", "2020/21 Q2": "2020-09", "2020/21 Q3": "2020-12", "2020/21 Q4": "2021-03"}
    stock = [figure("children", month, f"60{n}", line=4, cell=n) for n, month in enumerate(ends.values())]
    for n, quarter in enumerate(ends):
        assert expected(claim("590", "children", period=quarter), table=stock) == [f"60{n}"]


def test_a_stock_is_a_number_at_the_end_and_so_is_a_share_at_the_end_of_the_month():
    beds = [figure("beds", "2020-06", "40", line=3)]
    assert expected(claim("38", "beds", period="2020/21 Q1"), table=beds) == ["40"]
    assert expected(claim("65.0%", period="2020/21 Q1")) == ["66.0%"]
    reviews = [figure("reviews", "2020-06", "66.0%", line=3)]
    assert judged(claim("65.0%", "reviews", period="2020/21 Q1"), table=reviews).rows.is_empty()


@pytest.mark.parametrize(
    ("first", "quarter"), [("2007-04", "2007/08 Q1"), ("2099-07", "2099/00 Q2"), ("2100-01", "2099/00 Q4")]
)
def test_a_flows_quarter_stands_at_its_last_month_wherever_the_others_stand(first: str, quarter: str):
    year, month = first.split("-")
    labels = [f"{year}-{int(month) + n:02d}" for n in range(3)]
    for cells in ((4, 5, 6), (6, 5, 4)):
        rows = [figure("admissions", m, "5", line=4, cell=cell) for m, cell in zip(labels, cells, strict=True)]
        (row,) = wrong(claim("16", "admissions", period=quarter), table=rows)
        assert (row["expected"], row["compared_with"]) == ("15", f"pack:4:{cells[2]}")


def test_a_month_printed_twice_is_one_month_of_its_quarter():
    again = figure("admissions", "2020-06", "13", line=9)
    assert expected(claim("43", "admissions", period="2020/21 Q1"), table=[*TABLE, again]) == ["42"]


# ---- sentences that name no period

NOW = [claim("603", "children", period=None), claim("11", "admissions", period=None)]


def around(*lines: int) -> list[dict[str, Any]]:
    """Sentences on these lines that say what the tables print for the last month."""
    return [one | {"line": line} for one, line in zip(NOW, lines, strict=True)]


UNSAID = claim("66.5%", period=None)


@pytest.mark.parametrize(
    ("lines", "told"),
    [((45, 45), True), ((30, 40), True), ((29, 40), False), ((60, 70), True), ((60, 71), False), ((50, 50), True)],
)
def test_twenty_lines_before_and_after_a_sentence_speak_of_its_month(lines: tuple[int, int], told: bool):
    assert expected(UNSAID, *around(*lines)) == (["66.0%"] if told else [])


def test_sentences_that_name_the_last_month_say_nothing_of_one_that_does_not():
    assert expected(UNSAID, *(one | {"period": "2020-06"} for one in around(45, 46))) == []


def test_as_many_that_agree_as_disagree_are_no_majority():
    other = claim("613", "children", line=47, period=None)
    assert expected(UNSAID, *around(45, 46), other) == []


@pytest.mark.parametrize(("line", "severity"), [(50, "warning"), (49, "information")])
def test_a_sentence_without_a_period_is_trusted_if_its_own_line_is(line: int, severity: str):
    (row,) = wrong(UNSAID, *around(line, 48))
    assert row["severity"] == severity


# ---- how near


@pytest.mark.parametrize(("printed", "severity"), [("15", "warning"), ("16", "information")])
def test_a_count_a_quarter_away_is_just_close(printed: str, severity: str):
    (row,) = wrong(claim(printed, "admissions", period="2020-05"))
    assert (row["expected"], row["severity"]) == ("12", severity)


# ---- what explains it


def test_a_figure_that_another_measure_prints_then_is_no_warning():
    visits = [figure("reviews", "2020-06", "66.5%", line=7)]
    (row,) = wrong(claim("66.5%"), table=[*TABLE, *visits])
    assert (row["suggestion"], row["severity"]) == ("Fits exactly: line 7 prints it for Reviews.", "information")
    earlier = [figure("reviews", "2020-05", "66.5%", line=7)]
    (row,) = wrong(claim("66.5%"), table=[*TABLE, *earlier])
    assert (row["suggestion"], row["severity"]) == (None, "warning")


def test_all_of_them_is_printed_elsewhere_too_often_to_explain_anything():
    full = [figure("plans", "2020-04", "100.0%", line=1, cell=4), figure("plans", "2020-06", "90.0%", line=1, cell=6)]
    (row,) = wrong(claim("100.0%"), table=full)
    assert (row["suggestion"], row["severity"]) == (None, "information")


# ---- rates, shares and counts


def test_the_codes_of_a_rate_called_a_percentage():
    rate = [figure("rate", "2020-06", "105.9", line=3, unit="rate_per_10k")]
    (row,) = wrong(claim("105.9%", "rate"), table=rate)
    assert (row["published_value"], row["lower"], row["upper"]) == (-1, 0, 0)
    assert wrong(claim("105.9", "rate", unit="rate_per_10k"), table=rate) == []


def test_of_one_there_is_all_or_nothing():
    assert expected(claim("50%", None, relation="of", numerator=1, denominator=1)) == ["100.0%"]


def test_half_way_between_two_shares_the_smaller_is_named():
    (row,) = wrong(claim("25%", None, relation="of", denominator=2))
    assert row["explanation"].endswith("; 0 of 2 is 0.0%.")


def test_of_two_printed_counts_one_that_agrees_is_enough():
    counts = [x_of_y("plans", "2020-06", x, y, line=line) for x, y, line in ((33, 50, 7), (34, 51, 9))]
    said = claim("66%", relation="of", numerator=34, denominator=51)
    assert [row for row in wrong(said, table=[*TABLE, *counts]) if "the table at" in row["explanation"]] == []


# ---- highs and lows


def test_a_longer_period_is_no_month_that_was_higher():
    year = figure("admissions", "2020/21 YTD", "42", line=4, cell=9)
    assert expected(claim("19", "admissions", relation="highest-since", period=None), table=[*TABLE, year]) == []


def test_the_month_itself_may_be_higher_than_the_sentence_says():
    rising = [figure("admissions", f"2020-0{m}", str(m), line=4, cell=m) for m in (4, 5)]
    said = claim("4", "admissions", relation="highest-since", period="2020-05")
    told = [row["explanation"] for row in wrong(said, table=rising)]
    assert "Admissions: the sentence calls 4 the highest, but the table prints 5 for May 2020 (line 4)." in told


# ---- measures that nobody knows


def test_two_values_of_an_unknown_measure_make_no_change():
    values = [claim("574", "unheard_of", period="2019-06"), claim("603", "unheard_of")]
    assert judged(*values, claim("28", "unheard_of", relation="change", direction="up")).rows.is_empty()
