"""What only several packs tell: measures that are no longer reported, and forecasts beside what came."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl
import pytest

from scorecard.measures.answers.bands import with_bands
from scorecard.measures.answers.over_packs import forecast_inputs, forecast_words, forecasts, no_longer_reported
from tests.unit.measures.answers.town import material, printed, share, told
from tests.unit.validate.rule_frames import indicator, threshold

PACKS = {"old": date(2019, 6, 30), "pack": date(2020, 6, 30)}
KNOWN = share("reviews"), indicator("adopted")


BOTH = printed("adopted", "2019-06", "4", document="old")
"""What the later pack prints too, so that the two are of one kind."""


def lost(rows: list[dict[str, Any]], **more: Any) -> list[dict[str, Any]]:
    asked = material(rows, *KNOWN, **{"documents": PACKS} | more)
    return no_longer_reported(asked, with_bands(asked)).to_dicts()


def test_a_measure_of_the_pack_before_that_this_one_lacks_is_told_with_its_last_figure_and_colour():
    rows = [
        printed("reviews", "2019-05", "91.0%", document="old"),
        printed("reviews", "2019-06", "96.0%", document="old"),
        printed("adopted", "2019-06", "4", document="old"),
        printed("adopted", "2020-06", "5"),
    ]
    green = [threshold("reviews", "green", "95+", 95, None, line=2, document="old")]
    (row,) = lost(rows, thresholds=green)
    assert (row["document"], row["before"], row["as_at"]) == ("pack", "old", date(2020, 6, 30))
    assert (row["indicator"], row["period"], row["value"], row["band"]) == ("reviews", "2019-06", 96.0, "green")


def test_what_the_later_pack_still_prints_is_not_lost_even_where_it_is_only_a_missing_mark():
    rows = [printed("reviews", "2019-06", "96.0%", document="old"), printed("reviews", "2020-06", None, unit="percent")]
    assert lost(rows) == []


def test_the_pack_of_another_council_loses_nothing():
    rows = [printed("reviews", "2019-06", "96.0%", document="old"), BOTH, printed("adopted", "2020-06", "5")]
    assert [row["indicator"] for row in lost(rows)] == ["reviews"]
    asked = material(rows, *KNOWN, documents=PACKS)
    other = pl.when(pl.col("document") == "old").then(pl.lit("Port")).otherwise("publisher").alias("publisher")
    asked.tables["documents"] = asked.tables["documents"].with_columns(other)
    assert no_longer_reported(asked, with_bands(asked)).is_empty()


def test_a_measure_is_lost_once_in_the_first_pack_without_it():
    packs = PACKS | {"last": date(2021, 6, 30)}
    rows = [
        printed("reviews", "2019-06", "96.0%", document="old"),
        BOTH,
        printed("adopted", "2020-06", "5"),
        printed("adopted", "2021-06", "5", document="last"),
    ]
    assert [(row["document"], row["indicator"]) for row in lost(rows, documents=packs)] == [("pack", "reviews")]


def test_a_pack_that_prints_nothing_at_all_is_no_pack_before():
    packs = {"old": date(2019, 6, 30), "minutes": date(2019, 12, 31), "pack": date(2020, 6, 30)}
    rows = [printed("reviews", "2019-06", "96.0%", document="old"), BOTH, printed("adopted", "2020-06", "5")]
    assert [(row["before"], row["document"]) for row in lost(rows, documents=packs)] == [("old", "pack")]


def test_packs_that_have_little_in_common_are_for_other_readers():
    rows = [printed("reviews", "2019-06", "96.0%", document="old"), printed("adopted", "2020-06", "5")]
    assert lost(rows) == []


def test_what_the_later_pack_quotes_or_a_year_alone_told_is_not_lost():
    rows = [printed("reviews", "2019-06", "96.0%", document="old"), BOTH, printed("adopted", "2020-06", "5")]
    quoted = told("reviews", "2020-06", 95.0, line=90, unit="percent")
    assert lost(rows, claims=[quoted]) == []
    assert lost([printed("reviews", "2018/19", "96.0%", document="old"), *rows[1:]]) == []


# ---- forecasts ------------------------------------------------------------------------------------------------


def forecast(value: float = 30, *, period: str = "2020-06", **more: Any) -> dict[str, Any]:
    return told("adopted", period, value, line=50, relation="forecast", document="old") | more


def came(rows: list[dict[str, Any]], *claims: dict[str, Any]):
    return forecasts(material(rows, *KNOWN, documents=PACKS, claims=claims))


@pytest.mark.parametrize(
    ("now", "words"),
    [
        ("30", "30 is printed, as forecast."),
        ("31", "31 is printed, more than forecast."),
        ("29", "29 is printed, fewer than forecast."),
    ],
)
def test_a_forecast_is_told_beside_what_came_with_the_line_of_both(now, words):
    frame = came([printed("adopted", "2020-06", now)], forecast())
    assert frame.select(forecast_words()).item() == (f"Adopted: 30 was forecast for 2020-06 (line 50 of old); {words}")
    assert frame.select(forecast_inputs()).item() == "old:50; pack:1:2"


@pytest.mark.parametrize(
    "claim",
    [
        forecast(period="2020-05"),
        forecast() | {"period": None},
        forecast() | {"period": "soon"},
        forecast() | {"relation": "target"},
        forecast() | {"indicator": None},
        forecast() | {"unit": "percent"},
        forecast() | {"document": "pack"},
    ],
    ids=["another month", "no time", "no date", "a target", "of what", "another unit", "of the same document"],
)
def test_what_is_no_forecast_of_the_figure_is_not_held_against_it(claim):
    assert came([printed("adopted", "2020-06", "30")], claim).is_empty()


def test_a_forecast_told_twice_in_one_document_is_one():
    assert came([printed("adopted", "2020-06", "30")], forecast(), forecast() | {"line": 60}).height == 1
