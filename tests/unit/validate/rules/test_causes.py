"""The ordinary mistakes: each is made on purpose in a tiny pack and must be named, alone."""

from __future__ import annotations

from typing import Any

from scorecard.registry import RateOf, ShareOf
from scorecard.validate.rules import between_packs, linked_counts, partitions, prose, rates, same_figure, totals
from tests.unit.validate.rule_frames import failing, figure, indicator, pack, registry

REGISTRY = registry(
    indicator("children", kind="stock", basis="month-end"),
    indicator("fostered", kind="stock"),
    indicator("share", unit="percent", kind="share", share_of=ShareOf(numerator="fostered", denominator="children")),
    indicator("plans", unit="percent", kind="share"),
    indicator("current", unit="percent", kind="share"),
    indicator("admissions", adds_up=True),
    indicator("by_source", breakdown=True),
    indicator(
        "rate",
        unit="rate_per_10k",
        kind="rate",
        good="low",
        rate_of=RateOf(count="children", per=10000, population="people aged 0 to 17"),
    ),
)


def cause(rule: Any, *rows: dict[str, Any], line: int, **more: Any) -> str | None:
    found = failing(rule.compare(pack(list(rows), **more), REGISTRY))
    (told,) = found.filter(found["line"] == line)["suggestion"].to_list()
    return told


def shares(printed: str):
    counts = [("2020-04", 300, 600), ("2020-05", 310, 620), ("2020-06", 409, 603)]
    rows = [figure("children", m, str(y), line=n, cell=1) for n, (m, _, y) in enumerate(counts, start=1)]
    rows += [figure("fostered", m, str(x), line=n, cell=2) for n, (m, x, _) in enumerate(counts, start=1)]
    values = ["50.0%", "50.0%", printed]
    return rows + [
        figure("share", m, v, line=n, cell=3) for n, ((m, _, _), v) in enumerate(zip(counts, values), start=1)
    ]


def test_divided_by_the_denominator_of_the_row_above():
    assert "row above" in (cause(linked_counts, *shares("66.0%"), line=3) or "")  # 409 of 620


def test_two_digits_changed_places():
    assert cause(linked_counts, *shares("71.3%"), line=3) is None, "67.8 has no two digits that make 71.3"
    for printed in ("68.7%", "76.8%"):
        assert "have changed places" in (cause(linked_counts, *shares(printed), line=3) or ""), printed


def test_the_decimal_point_moved():
    assert "decimal point has moved" in (cause(linked_counts, *shares("6.78%"), line=3) or "")


def months(*values: str):
    return [figure("admissions", f"2020-0{3 + n}", v, line=n) for n, v in enumerate(values, start=1)]


def test_a_month_left_out_of_the_year():
    told = cause(totals, *months("19", "12", "11"), figure("admissions", "2020/21 YTD", "31", line=9), line=9)
    assert told == "Fits exactly: it leaves out June 2020 (11)."


def test_a_month_taken_twice():
    told = cause(totals, *months("19", "12", "11"), figure("admissions", "2020/21 YTD", "54", line=9), line=9)
    assert told == "Fits exactly: it takes May 2020 (12) twice."


def test_two_explanations_are_both_said():
    told = cause(totals, *months("19", "12", "12"), figure("admissions", "2020/21 YTD", "31", line=9), line=9)
    assert told == "2 explanations fit: it leaves out June 2020 (12); it leaves out May 2020 (12)."


def test_nothing_is_said_where_nothing_fits():
    assert cause(totals, *months("19", "12", "11"), figure("admissions", "2020/21 YTD", "99", line=9), line=9) is None


def page(id: str, label: str, value: str, line: int, cell: int = 2):
    return figure(id, label, value, line=line, cell=cell, table="page")


def test_the_figure_of_the_month_before():
    rows = [
        figure("plans", "2020-06", "93.9%", line=1),
        page("plans", "2020-06", "97.1%", 10),
        page("plans", "2020-05", "93.9%", 9),
    ]
    assert cause(same_figure, *rows, line=1) == "Fits exactly: it is the figure of 2020-05 (line 9)."


def test_year_headings_one_column_apart():
    summary = [
        figure("plans", f"20{y}/{y + 1}", v, line=1, cell=n) for n, (y, v) in enumerate(((15, "76.0%"), (16, "97.8%")))
    ]
    theme = [page("plans", f"20{y}/{y + 1}", v, 10 + y) for y, v in ((14, "76.0%"), (15, "97.8%"), (16, "97.0%"))]
    found = failing(same_figure.compare(pack([*summary, *theme]), REGISTRY))
    told = found.filter(found["line"] == 1)["suggestion"].to_list()
    assert told == [
        "Fits exactly: it is the figure of 2014/15 (line 24).",
        "Fits exactly: it is the figure of 2015/16 (line 25).",
    ]


def test_the_figure_of_the_measure_beside():
    rows = [
        figure("plans", "2020-06", "65.7%", line=1),
        page("plans", "2020-06", "73.3%", 10),
        page("current", "2020-06", "65.7%", 10, 3),
    ]
    assert cause(same_figure, *rows, line=1) == "Fits exactly: line 10 prints it for Current."


def test_two_figures_that_changed_places():
    rows = [
        figure("plans", "2020-05", "81.1%", line=1, cell=1),
        figure("plans", "2020-06", "72.2%", line=1, cell=2),
        page("plans", "2020-05", "72.2%", 9),
        page("plans", "2020-06", "81.1%", 10),
    ]
    found = failing(same_figure.compare(pack(rows), REGISTRY))
    assert all("it has changed places with" in told for told in found["suggestion"])


def test_a_small_or_full_figure_explains_nothing():
    rows = [
        figure("plans", "2020-06", "100.0%", line=1),
        page("plans", "2020-06", "97.1%", 10),
        page("plans", "2020-05", "100.0%", 9),
    ]
    assert cause(same_figure, *rows, line=1) is None


def test_the_rate_of_one_child_more():
    pairs = [("603", "105.9"), ("608", "106.8"), ("590", "103.6"), ("595", "104.7")]
    rows = []
    for n, (count, rate) in enumerate(pairs, start=1):
        rows.append(figure("children", f"2020-0{3 + n}", count, line=n))
        rows.append(figure("rate", f"2020-0{3 + n}", rate, line=n, cell=3, unit="rate_per_10k"))
    assert cause(rates, *rows, line=4) == "Fits exactly: it is the rate of one more than the count."


def test_a_restatement_that_is_the_year_before():
    from datetime import date

    old = [
        figure("plans", y, v, line=n, document="old")
        for n, (y, v) in enumerate((("2014/15", "26.3%"), ("2015/16", "22.9%")))
    ]
    new = figure("plans", "2015/16", "26.3%", line=9, document="new")
    known = {"old": date(2017, 1, 31), "new": date(2020, 6, 30)}
    assert "the earlier document prints it for 2014/15" in (
        cause(between_packs, *old, new, line=9, documents=known) or ""
    )


def test_rows_of_shares_that_changed_places():
    reports = registry(
        indicator("by_time", breakdown=True),
        indicator("by_time_share", unit="percent", kind="share", breakdown=True, partition="times"),
    )
    counts, printed = {"early": 20, "same day": 30, "late": 50}, {"early": "30%", "same day": "20%", "late": "50%"}
    rows = [
        figure("by_time_share", "2020-06", printed[name], line=n, breakdown=name, x=counts[name])
        for n, name in enumerate(counts, start=1)
    ]
    found = failing(partitions.compare(pack(rows), reports))
    assert found["suggestion"].to_list() == [
        "Fits exactly: it is the share of same day (line 2); rows may have been exchanged.",
        "Fits exactly: it is the share of early (line 1); rows may have been exchanged.",
    ]


def test_a_sentence_with_another_measures_figure():
    rows = [figure("plans", "2020-06", "90.1%", line=1), figure("current", "2020-06", "63.7%", line=2)]
    said = {
        "document": "pack",
        "line": 50,
        "published": "63.7%",
        "relation": "value",
        "indicator": "plans",
        "period": "2020-06",
        "value": 63.7,
        "unit": "percent",
        "certainty": "certain",
    }
    assert cause(prose, *rows, line=50, claims=[said]) == "Fits exactly: line 2 prints it for Current."


def test_a_suggestion_changes_no_figure():
    rows = [*months("19", "12", "11"), figure("admissions", "2020/21 YTD", "31", line=9)]
    (row,) = failing(totals.compare(pack(rows), REGISTRY)).rows(named=True)
    assert (row["published"], row["published_value"], row["expected"]) == ("31", 31.0, "42")
