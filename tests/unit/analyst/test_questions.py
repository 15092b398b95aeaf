"""The analyst's questions as frames: of one indicator, of areas, of packs; each figure with its place."""

from __future__ import annotations

import polars as pl
import pytest

from scorecard.analyst import compare, figures, indicator, indicators, open_bench, runs, trend, vintages
from scorecard.analyst.questions import FIGURES
from scorecard.errors import InputError, UsageError
from tests.fixtures.processed import write_workspace


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    return write_workspace(tmp_path_factory.mktemp("bench") / "data")


@pytest.fixture(scope="module")
def bench(data):
    return open_bench(data=data)


def test_figures_of_an_indicator_with_their_places(bench):
    frame = figures("lac_number", bench=bench)
    assert tuple(frame.columns) == FIGURES
    assert set(frame["indicator"]) == {"lac_number"}
    assert frame["place"].str.contains(r"^pack-(may|june):\d+:\d+$").all()


def test_by_number_by_name_and_by_id_are_the_same(bench):
    by_id = figures("lac_number", bench=bench)
    assert figures("Children in care", bench=bench).equals(by_id)
    assert figures("6.1", family="corporate-parenting-monthly", bench=bench).equals(by_id)


def test_the_authority_comes_first_then_localities(bench):
    areas = figures("lac_number", bench=bench)["area"].unique(maintain_order=True).to_list()
    assert areas == ["Anytown", "North"]


def test_a_period_may_be_written_as_people_do(bench):
    for written in ("2020-06", "June 2020", "Jun 20", "june 2020"):
        assert set(figures("lac_number", period=written, bench=bench)["period"]) == {"2020-06"}
    with pytest.raises(UsageError, match="there is no period '2020-07'"):
        figures("lac_number", period="2020-07", bench=bench)


def test_a_missing_figure_keeps_its_row(bench):
    frame = figures("dental_checks", period="2020-05", bench=bench)
    assert frame.select("value", "status", "published").rows() == [(None, "missing", "-")]


def test_as_known_at_an_earlier_date_the_earlier_print_is_the_figure(data):
    may = open_bench("2020-05-31", data=data)
    assert figures("lac_number", bench=may)["value"].to_list() == [603.0]
    assert figures("lac_number", period="2020-05", area="Anytown", bench=open_bench(data=data))["value"].to_list() == [
        605.0
    ]


def test_what_a_finding_says_stands_beside_the_figure(bench):
    frame = figures("lac_rate", period="2020-06", bench=bench)
    assert frame.filter(area="Anytown").select("findings", "severity").row(0) == (["f-rate"], "warning")


def test_areas_beside_each_other_with_the_difference_to_the_whole(bench):
    frame = compare("lac_number", ["Anytown", "North"], period="June 2020", bench=bench).filter(
        pl.col("breakdown").is_null()
    )
    assert frame.select("area", "value", "difference").rows() == [("Anytown", 611.0, 0.0), ("North", 300.0, -311.0)]


def test_an_unknown_area_is_refused_with_the_nearest(bench):
    with pytest.raises(UsageError, match="did you mean North"):
        compare("lac_number", ["Nort"], bench=bench)


def test_one_area_or_localities_may_be_asked_for(bench):
    assert set(figures("lac_number", area="north", bench=bench)["area"]) == {"North"}
    assert set(figures("lac_number", area="localities", bench=bench)["area"]) == {"North"}


def test_runs_are_those_of_the_answers(bench):
    frame = runs(2, bench=bench)
    assert {"title", "in_a_row", "inputs"} <= set(frame.columns)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"step": "moth"}, "did you mean month"),
        ({"verdict": "wors"}, "did you mean worse"),
        ({"length": 0}, "a run of 0"),
    ],
)
def test_runs_of_something_else_are_refused(bench, wrong, said):
    with pytest.raises(UsageError, match=said):
        runs(**{"bench": bench, **wrong})


def test_vintages_of_a_period(bench):
    frame = vintages("May 2020", "lac_number", bench=bench)
    assert frame.select("document", "value", "change", "restated").rows() == [
        ("pack-may", 603.0, None, True),
        ("pack-june", 605.0, 2.0, True),
    ]
    assert set(vintages("May 2020", restated=True, bench=bench)["indicator"]) == {"lac_number"}
    assert vintages("May 2020", bench=bench)["indicator"].n_unique() > 1


def test_vintages_as_known_at_an_earlier_date_know_no_later_pack(data):
    frame = vintages("May 2020", "lac_number", bench=open_bench("2020-05-31", data=data))
    assert frame.select("document", "restated").rows() == [("pack-may", False)]


def test_a_trend_month_by_month(bench):
    frame = trend("lac_number", bench=bench)
    assert frame["period"].to_list() == ["2020-03", "2020-04", "2020-05", "2020-06"]
    assert frame["change"].to_list() == [None, 5.0, 5.0, 6.0]
    assert {"lower", "upper", "variation"} <= set(frame.columns)
    years = trend("lac_number", by="year", bench=bench)
    assert years["period"].to_list() == ["2017/18", "2018/19", "2019/20"]


def test_all_indicators_that_are_printed(bench):
    frame = indicators(bench=bench)
    assert {"lac_number", "lac_rate", "dental_checks"} <= set(frame["indicator"])
    assert indicators("dental", bench=bench)["indicator"].to_list() == ["dental_checks"]


def test_the_card_of_an_indicator_says_what_it_is(bench):
    card = indicator("Children in care", bench=bench)
    assert (card.id, card.title) == ("lac_number", "Children in care")
    assert "611 against 605" in repr(card)
    assert "<script" not in card._repr_html_()
    assert card.figures.height and card.trend.height and card.printed.height


def test_the_bench_is_opened_once_and_anew_when_the_data_change(data, tmp_path):
    assert open_bench(data=data) is open_bench(data=data)
    other = write_workspace(tmp_path / "data")
    first = open_bench(data=other)
    (other / "processed" / "claims.parquet").touch()
    assert open_bench(data=other) is not first


def test_the_environment_names_the_folder(data, monkeypatch, tmp_path):
    monkeypatch.setenv("SCORECARD_DATA", str(data))
    monkeypatch.chdir(tmp_path)
    assert figures("lac_number").equals(figures("lac_number", bench=open_bench(data=data)))


def test_tables_that_have_not_been_made_are_asked_for(tmp_path):
    with pytest.raises(InputError, match=r"python pipeline\.py clean"):
        open_bench(data=tmp_path)


def test_a_date_that_is_none_is_refused(data):
    with pytest.raises(UsageError, match="parameter as_known_at"):
        open_bench("yesterday", data=data)
