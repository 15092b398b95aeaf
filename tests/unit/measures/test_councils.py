"""Whose figures stand beside each other: the same measure, time, unit and basis, and nobody who counts it otherwise."""

from __future__ import annotations

from datetime import date

import polars as pl

from scorecard.measures.councils import comparable, counted_otherwise, of_a_funnel, side_by_side
from scorecard.periods import Period
from tests.fixtures.processed import figure, observations

JUNE, MAY = Period.month(2020, 6), Period.month(2020, 5)
NOBODY = pl.DataFrame(
    schema={"indicator": pl.String, "changed": pl.Date, "kind": pl.String, "reason": pl.String, "whose": pl.String}
)


def of(council: str, value: float | None, period: Period = JUNE, **more: object) -> dict[str, object]:
    told = {"unit": "percent", "authority": council, "area": council} | more
    return figure("lac_reviewed_in_time_percent", value, period, **told)


def shown(*rows: dict[str, object], changes: pl.DataFrame = NOBODY) -> list[list[tuple[str, float]]]:
    own = comparable(observations(*rows), ["percent", "rate_per_10k"])
    frames = side_by_side(own, counted_otherwise(own, changes))
    return [list(frame.select("authority", "value").iter_rows()) for frame in frames]


def test_the_latest_time_that_two_councils_print_is_shown_the_greatest_first() -> None:
    rows = [of("Anytown", 90.0, MAY), of("Anytown", 93.0), of("Barnford", 96.0, MAY), of("Kiteham", 91.0)]
    assert shown(*rows) == [[("Anytown", 93.0), ("Kiteham", 91.0)]]


def test_one_council_alone_is_beside_nobody() -> None:
    assert shown(of("Anytown", 90.0), of("Anytown", 91.0, MAY), of("Barnford", 96.0, MAY)) == [
        [("Barnford", 96.0), ("Anytown", 91.0)]
    ]
    assert shown(of("Anytown", 90.0), of("Barnford", 96.0, MAY)) == []


def test_numbers_of_children_are_not_ranked() -> None:
    assert shown(of("Anytown", 603, unit="count"), of("Barnford", 402, unit="count")) == []


def test_figures_of_another_unit_basis_or_kind_of_time_are_never_set_beside_each_other() -> None:
    year = Period.year_to_date(2020, date(2020, 6, 30))
    assert shown(of("Anytown", 90.0), of("Barnford", 61.2, unit="rate_per_10k")) == []
    assert shown(of("Anytown", 90.0), of("Barnford", 91.0, basis="rolling-12-months")) == []
    assert shown(of("Anytown", 90.0), of("Barnford", 91.0, year)) == []


def test_a_council_that_counts_it_otherwise_since_before_stands_apart() -> None:
    rows = [of("Anytown", 90.0), of("Barnford", 96.0), of("Kiteham", 91.0)]
    change = {"indicator": rows[0]["indicator"], "kind": "method", "reason": "Counts days.", "whose": "Barnford"}
    before = pl.DataFrame([change | {"changed": date(2020, 6, 30)}], schema=NOBODY.schema)
    assert shown(*rows, changes=before) == [[("Kiteham", 91.0), ("Anytown", 90.0)]]
    after = pl.DataFrame([change | {"changed": date(2020, 7, 1)}], schema=NOBODY.schema)
    assert len(shown(*rows, changes=after)[0]) == 3
    # a change for the whole country holds for all of them, and another system counts the same things
    national = pl.DataFrame([change | {"changed": date(2019, 4, 1), "whose": None}], schema=NOBODY.schema)
    system = pl.DataFrame([change | {"changed": date(2019, 4, 1), "kind": "system"}], schema=NOBODY.schema)
    assert len(shown(*rows, changes=national)[0]) == len(shown(*rows, changes=system)[0]) == 3


def test_a_funnel_takes_three_councils_with_their_x_and_y() -> None:
    counted = {"numerator": 90.0, "denominator": 100.0}
    three = [of(name, 90.0, **counted) for name in ("Anytown", "Barnford", "Kiteham")]
    assert of_a_funnel(observations(*three)).height == 3
    assert of_a_funnel(observations(*three[:2], of("Kiteham", 91.0))).is_empty()


def test_an_x_of_more_than_its_y_has_no_place_in_a_funnel() -> None:
    three = [of(name, 90.0, numerator=90.0, denominator=100.0) for name in ("Anytown", "Barnford", "Kiteham")]
    for unsound in ({"numerator": 120.0}, {"numerator": -1.0}, {"denominator": 0.0}):
        assert of_a_funnel(observations(*three[:2], three[2] | unsound)).is_empty()
