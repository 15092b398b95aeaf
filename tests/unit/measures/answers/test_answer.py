"""The table of all answers: its schema, its order, and what holds of every row of it."""

from __future__ import annotations

import random
from datetime import date
from typing import Any

import polars as pl
import pytest

from scorecard.measures.answers.answer import MEASURES, answer
from scorecard.measures.answers.material import Material
from scorecard.measures.answers.rows import REASONS
from scorecard.schema import SCHEMAS, parquet
from tests.unit.measures.answers.town import (
    change,
    counts,
    found,
    material,
    printed,
    share,
    shares,
    to_date,
    told,
    warned,
)
from tests.unit.validate.rule_frames import indicator, signal, threshold

PACKS = {"old": date(2020, 5, 31), "pack": date(2020, 6, 30)}


def a_bit_of_everything() -> Material:
    """Some of every measure, with what forbids answers too."""
    rows = [
        *shares("reviews", "2019-01", [(900 + 3 * (n % 5), 1000) for n in range(18)]),
        *counts("adopted", "2019-01", [30 + n % 4 for n in range(18)]),
        *shares("checks", "2020-03", [(9, 10)] * 4),
        *counts("leaving", "2020-04", [2, 3, 4]),
        printed("leaving", "2020/21 YTD", "10", **to_date("2020/21", date(2020, 6, 30))),
        printed("reviews", "2020-05", "91.0%", document="old"),
        printed("adopted", "2020-05", "32", document="old"),
        printed("lost", "2020-05", "40", document="old"),
        *[printed("yearly", f"{y}/{y - 1999}", f"{y - 1960}.0%", x=y - 1960, y=100) for y in range(2014, 2020)],
        *[
            printed("reviews", "2020-06", text, x=x, y=100, area=area, area_kind="locality")
            for area, text, x in (("East", "90.0%", 90), ("West", "80.0%", 80), ("North", "95.0%", 95))
        ],
        printed("reviews", "latest", "88.0%", area="National average", area_kind="comparator", cell=7),
    ]
    rows = [row | {"line": at} for at, row in enumerate(rows, 1)]
    known = (
        share("reviews"),
        indicator("adopted", good="low", changes=[change(date(2019, 2, 1))]),
        share("checks"),
        indicator("leaving", adds_up=True),
        indicator("lost"),
        share("yearly"),
    )
    return material(
        rows,
        *known,
        documents=PACKS,
        thresholds=[threshold("reviews", "red", "<90", None, 90), threshold("reviews", "green", "90+", 90, None)],
        signals=[signal("reviews", "2020-06", "rag", "green", line=18)],
        claims=[told("yearly", "2013/14", 52.0, line=900, unit="percent")],
        caveats=[warned("leaving")],
        findings=[found("error", line=20), found("warning", line=9), found("information", line=12)],
    )


@pytest.fixture(scope="module")
def table() -> pl.DataFrame:
    return answer(a_bit_of_everything())


def test_every_question_has_answers_here(table):
    assert set(table["measure"]) == set(MEASURES)


def test_the_table_has_the_contracts_columns_and_types(table):
    assert dict(table.schema) == SCHEMAS["measures"]


def test_the_rows_of_a_figure_stand_in_the_order_of_the_measures(table):
    figure = [
        "authority",
        "indicator",
        "of_unit",
        "area_kind",
        "area",
        "breakdown",
        "period_end",
        "period_kind",
        "period",
    ]
    at = pl.col("measure").replace_strict({code: at for at, code in enumerate(MEASURES)}, return_dtype=pl.Int64)
    placed = table.with_columns(at.alias("at"))
    assert placed.select((pl.col("at").diff() >= 0).fill_null(True).over(figure).all()).item()
    assert placed.select("authority", "indicator").equals(
        placed.sort("authority", "indicator").select("authority", "indicator")
    )


def test_the_order_of_printed_rows_changes_no_byte(table):
    asked = a_bit_of_everything()
    shuffled = {}
    for name, one in asked.tables.items():
        order = list(range(one.height))
        random.Random(7).shuffle(order)
        shuffled[name] = one[order]
    again = Material.of(shuffled, asked.registry)
    assert parquet(answer(again)) == parquet(table)


def test_no_number_is_nan_or_without_end(table):
    for column in ("figure", "value", "lower", "upper"):
        assert table[column].is_nan().any() is False and table[column].is_infinite().any() is False


def test_every_row_says_what_it_is_about_by_what_method_and_of_what_it_is_made(table):
    for column in ("authority", "indicator", "title", "period", "measure", "method", "words", "sure", "inputs"):
        assert table[column].null_count() == 0, column
    assert set(table["sure"]) <= {"robust", "depends", "not-decidable"}
    assert set(table["reason"].drop_nulls()) <= set(REASONS)


def test_what_is_not_decidable_has_a_reason_and_no_verdict_and_the_other_way_round(table):
    open_ones = pl.col("sure") == "not-decidable"
    assert table.filter(open_ones & (pl.col("reason").is_null() | pl.col("verdict").is_not_null())).is_empty()
    assert table.filter(~open_ones & pl.col("reason").is_not_null()).is_empty()


def test_a_figure_under_an_error_has_no_verdict_but_what_it_exposes_and_how_it_was_revised(table):
    wrong = table.filter((pl.col("document") == "pack") & (pl.col("line") == 20) & pl.col("verdict").is_not_null())
    assert set(wrong["measure"]) <= {"revision", "exposure", "interval"}


def test_a_robust_headline_has_two_ways_and_all_of_them_agree(table):
    keys = ["indicator", "area", "breakdown", "period", "of_unit"]
    share_of_ways = table.filter(pl.col("measure") == "robustness").select(
        *keys, pl.col("against").alias("measure"), pl.col("value").alias("agreeing"), "sure"
    )
    headlines = ("change-on-previous", "change-on-quarter", "change-on-year", "variation")
    told = table.filter(pl.col("measure").is_in(headlines) & pl.col("verdict").is_not_null())
    beside = told.join(share_of_ways, on=[*keys, "measure"], nulls_equal=True, validate="1:1")
    assert beside.height == told.height > 0
    assert (beside["sure"] == beside["sure_right"]).all()
    assert ((beside["sure"] != "robust") | (beside["agreeing"] == 1.0)).all()


def test_every_sentence_is_one_with_an_end_and_no_sign_of_the_machine(table):
    for words in table["words"]:
        assert words.endswith(".") and "null" not in words and "None" not in words and "NaN" not in words, words


def test_empty_tables_give_an_empty_table_of_the_right_schema():
    nothing = answer(material([], share("reviews")))
    assert nothing.is_empty() and dict(nothing.schema) == SCHEMAS["measures"]


def test_without_findings_claims_and_tolerances_figures_are_answered_all_the_same():
    rows: list[dict[str, Any]] = shares("reviews", "2020-05", [(90, 100), (95, 100)])
    assert set(answer(material(rows, share("reviews")))["measure"]) >= {"change-on-previous", "interval", "limits"}
