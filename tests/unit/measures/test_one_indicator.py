"""All that is known of one indicator: stretches of months, years, and what each document sets beside its figures."""

import polars as pl
import pytest

from scorecard.measures.as_known_at import as_known_at
from scorecard.measures.one_indicator import (
    beside_their_documents,
    month_stretches,
    printed_again,
    whole_authority,
    year_series,
)
from scorecard.registry import load_registry
from tests.fixtures.processed import COMPARATORS, figure, material, months, observations, tables


def known(*rows):
    found = tables()
    if rows:
        found = found | {"observations": pl.concat([found["observations"], observations(*rows)])}
    return found, as_known_at(found["observations"], found["documents"])


def test_categories_areas_comparators_and_x_of_y_are_no_figures_of_the_whole():
    _, everything = known()
    own = whole_authority(everything, "lac_number")
    assert set(own["value"]) == {595, 600, 605, 611, 627, 642}
    assert not own.filter(pl.col("area") != "Anytown").height


def test_a_missing_month_is_a_gap_and_a_missing_year_parts_two_stretches():
    rows = [figure("adoptions", v, p) for v, p in zip((1, 2, 4), months("2016-01", "2016-02", "2016-04"))]
    rows += [figure("adoptions", v, p) for v, p in zip((5, 6), months("2017-05", "2017-06"))]
    found, everything = known(*rows)
    first, second = month_stretches(whole_authority(everything, "adoptions"), found)
    assert first.select("period", "value").rows() == [
        ("2016-01", 1.0),
        ("2016-02", 2.0),
        ("2016-03", None),
        ("2016-04", 4.0),
    ]
    assert second["period"].to_list() == ["2017-05", "2017-06"]
    assert first["findings"].null_count() == 0


def test_twelve_months_without_a_figure_are_still_one_chart():
    rows = [figure("adoptions", v, p) for v, p in zip((1, 2), months("2016-01", "2017-01"))]
    found, everything = known(*rows)
    (only,) = month_stretches(whole_authority(everything, "adoptions"), found)
    assert only.height == 13


def test_each_figure_has_what_its_own_document_sets_beside_it():
    found, everything = known()
    asked = whole_authority(everything, "lac_rate").filter(pl.col("period") == "2020-06")
    own = month_stretches(asked, found)[0].drop("findings", "severity")
    (row,) = beside_their_documents(
        own, found, rules=material(found).rules, kinds=load_registry().caveat_frame(), comparators=COMPARATORS
    ).to_dicts()
    assert (row["title"], row["good"]) == ("Children in care per 10,000", "low")
    assert (row["neighbour_average"], row["national_average"], row["target"]) == (92.0, 65.0, None)


def test_years_stand_in_order_with_their_findings():
    found, everything = known()
    (years,) = year_series(whole_authority(everything, "lac_number"), found)
    assert years["period"].to_list() == ["2017/18", "2018/19", "2019/20"]
    assert "findings" in years.columns


def test_what_several_documents_print():
    _, everything = known()
    again = printed_again(whole_authority(everything, "lac_number"))
    assert again.select("period", "value", "restated").rows() == [("2020-05", 605.0, True)]
    assert again["earlier"][0][0]["value"] == pytest.approx(603)
