"""What stands beside a figure of the quarter's page, one column at a time."""

from datetime import date

import polars as pl
import pytest

from scorecard.measures.changes import counts, headline_rows
from scorecard.measures.quarter_data import QuarterData
from scorecard.measures.quarter_page import latest_in_quarter, number_order, quarter_page
from scorecard.periods import Period, Quarter
from tests.fixtures.processed import COMPARATORS, INDICATORS, THEMES, figure, frame, months, observations, tables

QUARTER = Quarter.parse("2020-21-Q1")
(MARCH, APRIL, MAY, JUNE) = months("2020-03", "2020-04", "2020-05", "2020-06")


def page(*rows, quarter=QUARTER, **changes):
    changed_tables = tables() | {"observations": observations(*rows)} | changes
    return quarter_page(
        QuarterData.of(
            changed_tables,
            quarter=quarter,
            on=None,
            indicators=INDICATORS,
            themes=THEMES,
            comparators=COMPARATORS,
            validated=True,
        )
    )


def only(*rows, **changes):
    return page(*rows, **changes).row(0, named=True)


# ---- the figure itself


def test_of_a_month_and_a_quarter_that_end_together_the_month_is_shown():
    quarterly = figure("a", 30, Period.quarter(2020, 1))
    for rows in ([quarterly, figure("a", 10, JUNE)], [figure("a", 10, JUNE), quarterly]):
        assert only(*rows)["value"] == 10
    assert only(quarterly, figure("a", 10, MAY))["value"] == 30


def test_a_comparators_figure_and_one_of_another_quarter_are_not_on_the_page():
    benchmark = {"area": "National average", "area_kind": "comparator"}
    july = figure("a", 3, *months("2020-07"))
    assert page(figure("a", 1, JUNE, **benchmark), figure("a", 2, MARCH), july).is_empty()


def test_an_x_of_y_of_one_area_does_not_give_way_to_the_percentage_of_another():
    rows = observations(
        figure("a", None, JUNE, unit="ratio", numerator=5, denominator=6, area="North", area_kind="locality"),
        figure("a", 83.3, JUNE, unit="percent"),
        figure("a", None, JUNE, unit="ratio", numerator=2, denominator=3, breakdown="Under 1"),
        figure("a", 66.7, JUNE, unit="percent", breakdown="Under 1"),
    )
    known = QuarterData.of(
        tables() | {"observations": rows},
        quarter=QUARTER,
        on=None,
        indicators=INDICATORS,
        themes=THEMES,
        comparators=COMPARATORS,
        validated=True,
    ).known
    latest = latest_in_quarter(known, QUARTER)
    assert latest.select("area", "unit", "breakdown").rows() == [
        ("Anytown", "percent", "Under 1"),
        ("Anytown", "percent", None),
        ("North", "ratio", None),
    ]


def test_an_unknown_indicator_is_titled_as_printed_and_an_unknown_theme_comes_last():
    rows = page(
        figure("unheard_of", 1, JUNE, indicator_name="Visits to the zoo", theme=None),
        figure("lac_number", 2, JUNE, theme="outings"),
        figure("lac_rate", 3, JUNE),
    )
    assert rows.select("title", "theme_title").rows() == [
        ("Children in care per 10,000", "Children in care"),
        ("Children in care", "outings"),
        ("Visits to the zoo", "Other"),
    ]


@pytest.mark.parametrize("denominator", [19, 20, 21, None])
def test_small_is_fewer_than_twenty_cases(denominator):
    numerator = None if denominator is None else 10
    row = only(figure("a", 50.0, JUNE, unit="percent", numerator=numerator, denominator=denominator))
    assert row["small"] is (denominator == 19)


def test_numbers_with_letters_come_after_plain_ones_by_letter_and_number():
    numbers = pl.DataFrame({"indicator_number": ["B2", "A10", "A9", "99.9", "2", "1.10", "1.9"]})
    assert numbers.sort(number_order())["indicator_number"].to_list() == ["1.9", "1.10", "2", "99.9", "A9", "A10", "B2"]


# ---- figures of other times beside it


def test_the_end_of_the_quarter_before_is_its_last_month_or_the_quarter_itself():
    assert only(figure("a", 9, JUNE), figure("a", 5, MARCH))["since"] == 5
    row = only(figure("a", 9, Period.quarter(2020, 1)), figure("a", 6, Period.quarter(2019, 4)))
    assert (row["since"], row["since_period"]) == (6, "2019/20 Q4")
    february = figure("a", 4, *months("2020-02"))
    assert only(figure("a", 9, JUNE), february)["since"] is None
    assert only(figure("a", 9, JUNE), figure("a", None, MARCH))["since"] is None


def test_a_figure_of_the_year_so_far_is_not_compared_over_the_first_of_april():
    so_far = {"basis": "year-to-date", "numerator": 1, "denominator": 2}
    row = only(figure("a", 3, APRIL, **so_far), figure("a", 40, MARCH, **so_far))
    columns = [f"{column}{part}" for column in ("previous", "since") for part in ("", "_numerator", "_denominator")]
    assert [row[c] for c in columns] == [None] * 6
    assert (row["previous_period"], row["since_period"]) == (None, None)


def test_a_figure_of_the_year_so_far_is_compared_within_the_year():
    so_far = {"basis": "year-to-date"}
    assert only(figure("a", 8, MAY, **so_far), figure("a", 3, APRIL, **so_far))["previous"] == 3
    january, december = months("2020-01", "2019-12")
    row = only(
        figure("a", 8, january, **so_far), figure("a", 3, december, **so_far), quarter=Quarter.parse("2019-20-Q4")
    )
    assert (row["previous"], row["since"]) == (3, 3)


def test_any_other_figure_is_compared_over_the_first_of_april():
    for basis in ("month-end", None):
        row = only(figure("a", 3, APRIL, basis=basis), figure("a", 40, MARCH, basis=basis))
        assert (row["previous"], row["since"], row["previous_period"]) == (40, 40, "2020-03")


def test_the_last_whole_year_is_one_that_had_ended_by_the_end_of_the_quarter():
    year = Period.financial_year
    rows = [figure("a", 9, JUNE), *[figure("a", y, year(y)) for y in (2017, 2018, 2019, 2020)]]
    row = only(*rows)
    assert (row["annual"], row["annual_period"]) == (2019, "2019/20")
    assert (row["annual_before"], row["annual_before_period"]) == (2018, "2018/19")
    march = only(figure("a", 9, MARCH), *rows[1:], quarter=Quarter.parse("2019-20-Q4"))
    assert march["annual"] == 2019
    assert only(figure("a", 9, JUNE), figure("a", None, year(2019)), figure("a", 7, year(2018)))["annual"] == 7


def test_the_year_so_far_is_that_of_the_figures_own_day():
    to_may, to_june = (Period.year_to_date(2020, day) for day in (date(2020, 5, 31), date(2020, 6, 30)))
    rows = [figure("a", 30, to_may), figure("a", 45, to_june)]
    row = only(figure("a", 9, JUNE), *rows)
    assert (row["year_to_date"], row["year_to_date_period"]) == (45, "2020/21 YTD")
    assert only(figure("a", 9, MAY), *rows)["year_to_date"] == 30
    assert only(figure("a", 9, APRIL), *rows)["year_to_date"] is None
    assert only(figure("a", 9, JUNE), figure("a", None, to_june))["year_to_date"] is None


def test_categories_are_set_beside_their_own_past_only():
    under_one = {"breakdown": "Under 1"}
    rows = page(
        figure("a", 9, JUNE),
        figure("a", 1, JUNE, **under_one),
        *[figure("a", 2, period, **under_one) for period in (MAY, MARCH, Period.financial_year(2019))],
    )
    beside = rows.select("breakdown", "previous", "since", "annual").sort("breakdown", nulls_last=False).rows()
    assert beside == [(None, None, None, None), ("Under 1", 2, 2, 2)]


# ---- what is printed beside it


def sign(signal, read_as, **more):
    place = {"document": "pack-june", "indicator": "lac_rate", "period": "2020-06", "line": 5, "cell": 5}
    return place | {"signal": signal, "read_as": read_as, "published": f"<{read_as}>"} | more


def test_of_two_printed_arrows_the_first_line_and_cell_is_shown():
    arrows = [sign("direction", "up"), sign("direction", "down", cell=9), sign("direction", "level", line=6, cell=1)]
    for printed in (arrows, arrows[::-1]):
        row = only(figure("lac_rate", 9, JUNE), signals=frame("signals", *printed))
        assert (row["printed_arrow"], row["printed_arrow_published"], row["printed_band"]) == ("up", "<up>", None)


def test_an_arrow_belongs_to_its_own_month_indicator_and_document():
    for other in ({"period": "2020-05"}, {"indicator": "lac_number"}, {"document": "pack-may"}):
        signals = frame("signals", sign("direction", "up", **other), sign("rag", "red", **other))
        row = only(figure("lac_rate", 9, JUNE), signals=signals)
        assert (row["printed_arrow"], row["printed_band"]) == (None, None)


def test_what_an_arrow_means_is_the_arrows_own_word():
    signals = frame("signals", sign("direction", "up", meaning="number"), sign("rag", "red", meaning=None, cell=6))
    row = only(figure("lac_rate", 9, JUNE), figure("lac_rate", 8, MAY), signals=signals)
    assert (row["arrows_mean"], row["arrow"], row["printed_band"]) == ("number", "up", "red")


# ---- what a summary chooses from it


def test_a_summary_counts_whole_authorities_only():
    rows = page(
        figure("a", 1, JUNE),
        figure("a", 2, JUNE, area="North", area_kind="locality"),
        figure("a", 3, JUNE, breakdown="Under 1"),
    )
    assert headline_rows(rows)["value"].to_list() == [1]
    assert counts(rows)["figures"] == 1


def test_an_indicator_printed_in_two_units_is_counted_once_and_shown_twice():
    summary = counts(page(figure("a", 1, JUNE), figure("a", 50.0, JUNE, unit="percent"), figure("a", 2, MARCH)))
    assert (summary["indicators"], summary["figures"]) == (1, 2)
