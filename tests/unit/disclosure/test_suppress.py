"""What is hidden is a mark and never a nought, all its prints go together, and what is left is as it was printed."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from scorecard.disclosure import find_equations, load_policy, suppress, suppression
from scorecard.disclosure.suppress import SECONDARY
from tests.unit.disclosure.packs import POLICY, REGISTRY, claim, hidden_in, marks, tables_of
from tests.unit.validate.rule_frames import figure, x_of_y


def test_a_hidden_cell_is_a_mark_and_never_a_nought() -> None:
    shown, _ = hidden_in(tables_of(x_of_y("seen_share", "2020-06", 3, 40, line=1)))
    row = shown.row(0, named=True)
    assert [row[c] for c in ("value", "numerator", "denominator", "decimals", "share")] == [None] * 5
    assert (row["status"], row["missing_reason"], row["published"]) == ("missing", "suppressed", "c")


@pytest.mark.parametrize(("printed", "shown"), [("0", "0"), ("1", "c"), ("5", "c"), ("6", "6")])
def test_the_range_has_both_its_ends_and_a_nought_is_shown(printed: str, shown: str) -> None:
    left, _ = hidden_in(tables_of(figure("due", "2020-06", printed, line=1)))
    assert left["published"].to_list() == [shown]


def test_what_is_not_small_stays_as_it_is_printed() -> None:
    tables = tables_of(figure("due", "2020-06", "40", line=1), figure("seen_share", "2020-06", "50.0%", line=2))
    shown, claims = hidden_in(tables)
    assert shown.equals(tables["observations"])
    assert claims.equals(tables["claims"])


def test_all_prints_of_a_count_are_hidden_together_in_tables_packs_and_sentences() -> None:
    days = {"pack": date(2020, 6, 30), "later": date(2020, 7, 31)}
    rows = [
        figure("due", "2020-06", "3", line=1),
        figure("due", "2020-06", "3", line=9, table="other"),
        figure("due", "2020-06", "8", line=1, document="later"),
    ]
    shown, said = hidden_in(tables_of(*rows, claims=[claim("due", "2020-06", 3.0)], documents=days))
    assert shown["published"].to_list() == ["c"] * 3
    assert said.select("published", "value").rows() == [("c", None)]


def test_a_rate_goes_with_its_count() -> None:
    rate = figure("due_rate", "2020-06", "0.5", line=2, unit="rate_per_10k")
    shown, _ = hidden_in(tables_of(figure("due", "2020-06", "3", line=1), rate))
    assert shown["published"].to_list() == ["c", "c"]


def test_a_percentage_that_tells_of_a_small_number_is_hidden() -> None:
    rows = [figure("due", "2020-06", "40", line=1), figure("seen_share", "2020-06", "7.5%", line=2)]
    shown, _ = hidden_in(tables_of(*rows))
    assert shown["published"].to_list() == ["40", "c"]


def test_a_hundred_per_cent_may_be_hidden_by_policy() -> None:
    percentages = POLICY.percentages.model_copy(update={"hundred_shown": False})
    strict = POLICY.model_copy(update={"percentages": percentages})
    row = figure("seen_share", "2020-06", "100.0%", line=1)
    assert hidden_in(tables_of(row))[0]["published"].to_list() == ["100.0%"]
    assert hidden_in(tables_of(row), strict)[0]["published"].to_list() == ["c"]


def test_the_cheapest_further_figure_is_hidden_and_no_more() -> None:
    rows = [
        figure("reasons", "2020-06", number, line=line, breakdown=name)
        for line, (name, number) in enumerate([("A", "3"), ("B", "30"), ("C", "9"), ("D", "0"), ("Total", "42")], 1)
    ]
    tables = tables_of(*rows)
    assert hidden_in(tables)[0]["published"].to_list() == ["c", "30", "c", "0", "42"]
    found = suppression(POLICY, find_equations(tables["observations"], tables["claims"], REGISTRY))
    assert found.hidden.filter(pl.col("why") == SECONDARY)["row"].to_list() == [2]
    assert found.counts["kept"].all()


def test_what_is_hidden_cannot_be_worked_out_as_marks_are() -> None:
    """The report on marks of a pack, asked about our own: months, year to date, share and its counts."""
    rows = [
        figure("due", "2020-04", "20", line=1),
        figure("due", "2020-05", "4", line=2),
        figure("due", "2020-06", "30", line=3),
        figure("due", "2020/21 YTD", "54", line=4),
        figure("seen", "2020-06", "27", line=5),
        figure("seen_share", "2020-06", "90.0%", line=6),
    ]
    shown, said = hidden_in(tables_of(*rows))
    again = tables_of() | {"observations": shown, "claims": said}
    report = marks(again)
    assert report.height > 2
    assert report.filter(pl.col("verdict") == "could-be-worked-out").is_empty()


def test_a_small_number_of_a_sentence_that_nobody_understands_is_hidden() -> None:
    said = [claim(None, None, 4.0), claim(None, None, 40.0), claim(None, None, 4.0, unit="days")]
    _, claims = hidden_in(tables_of(claims=said))
    assert claims["published"].to_list() == ["c", "40.0", "4.0"]


def test_benchmarks_are_rounded_where_the_policy_says_so() -> None:
    row = figure("due", "latest", "1,235", line=1, area="National average")
    shown, _ = hidden_in(tables_of(row))
    assert shown.select("value", "published").rows() == [(1240.0, "1240")]


def test_a_policy_of_rounded_counts_rounds_pairs_and_works_percentages_out_anew() -> None:
    rows = [
        x_of_y("seen_share", "2020-06", 22, 48, line=1),
        figure("seen_share", "2020-06", "45.8%", line=1, cell=2, x=22, y=48),
        figure("seen_share", "2020-05", "45.8%", line=2),
        figure("due", "2020-03", "7", line=3),
        figure("due", "2020-04", "8", line=4),
    ]
    shown, _ = hidden_in(tables_of(*rows), load_policy("opensafely"))
    assert shown["published"].to_list() == ["20 of 50", "40.0%", "[REDACTED]", "[REDACTED]", "10"]


def test_suppress_gives_the_same_rows_in_the_same_order() -> None:
    tables = tables_of(figure("due", "2020-06", "3", line=1), figure("due", "2020-05", "30", line=2))
    equations = find_equations(tables["observations"], tables["claims"], REGISTRY)
    shown = suppress(tables["observations"], POLICY, equations)
    place = ["document", "table", "line", "cell", "indicator", "period"]
    assert shown.select(place).equals(tables["observations"].select(place))
    assert shown.schema == tables["observations"].schema
