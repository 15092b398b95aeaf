"""Parts and wholes: partitions, shares to 100, and parts that exceed their whole."""

from __future__ import annotations

from scorecard.validate.rules import partitions
from tests.unit.validate.rule_frames import failing, figure, indicator, pack, registry, x_of_y
from tests.unit.validate.rules.wholes import COMPLETED, OUTCOMES

REGISTRY = registry(
    *COMPLETED,
    indicator("permanence", unit="percent", kind="share", includes=["adopted", "guardianship"]),
    indicator("adopted", unit="percent", kind="share"),
    indicator("guardianship", unit="percent", kind="share"),
    indicator("in_time", subset_of="completed"),
)


def run(*rows):
    return partitions.compare(pack(list(rows)), REGISTRY)


def row_of(ids, values, line=5, **more):
    return [
        figure(i, "2020-06", v, line=line, cell=2 + n, **more) for n, (i, v) in enumerate(zip(ids, values, strict=True))
    ]


def test_outcomes_add_up_to_what_was_completed():
    whole = figure("completed", "2020-06", "60", line=5, cell=1)
    assert failing(run(whole, *row_of(OUTCOMES, ["10", "20", "30"]))).is_empty()
    (found,) = failing(run(whole, *row_of(OUTCOMES, ["10", "20", "29"]))).rows(named=True)
    assert (found["indicator"], found["expected"]) == ("completed", "59")


def test_an_incomplete_partition_only_bounds_the_whole():
    whole = figure("completed", "2020-06", "60", line=5, cell=1)
    assert failing(run(whole, *row_of(OUTCOMES[:2], ["10", "20"]))).is_empty()
    assert failing(run(whole, *row_of(OUTCOMES, ["10", "20", None]))).is_empty()
    assert failing(run(whole, *row_of(OUTCOMES, ["41", "20", None]))).height == 1


def test_shares_of_a_partition_make_a_hundred_within_rounding():
    ids = [f"{o}_share" for o in OUTCOMES]
    for values, fails in (
        (["33.3%", "33.3%", "33.3%"], 0),
        (["33.4%", "33.4%", "33.4%"], 1),
        (["33.3%", "33.3%", "33.0%"], 1),
    ):
        found = failing(run(*row_of(ids, values)))
        assert found.height == fails, values
    assert "99.6%" in failing(run(*row_of(ids, ["33.3%", "33.3%", "33.0%"])))["explanation"][0]


def test_the_x_of_a_partition_add_up_to_their_y():
    said = [
        x_of_y(f"{o}_share", "2020-06", x, 60, line=5, cell=n) for n, (o, x) in enumerate(zip(OUTCOMES, (10, 20, 30)))
    ]
    assert failing(run(*said)).is_empty()
    said[0] = x_of_y("yes_share", "2020-06", 11, 60, line=5, cell=0)
    (found,) = failing(run(*said)).rows(named=True)
    assert (found["published_value"], found["expected"]) == (60.0, "61")


def test_parts_do_not_exceed_their_whole():
    ids = ("permanence", "adopted", "guardianship")
    assert failing(run(*row_of(ids, ["30.0%", "10.0%", "20.0%"]))).is_empty()
    assert failing(run(*row_of(ids, ["29.9%", "10.0%", "20.0%"]))).is_empty(), "rounding may explain a tenth"
    (found,) = failing(run(*row_of(ids, ["29.8%", "10.0%", "20.0%"]))).rows(named=True)
    assert (found["indicator"], found["expected"]) == ("permanence", "at least 30.0%")


def test_a_subset_does_not_exceed_what_it_is_a_subset_of():
    assert failing(run(*row_of(("completed", "in_time"), ["10", "10"]))).is_empty()
    assert failing(run(*row_of(("completed", "in_time"), ["10", "11"])))["indicator"].to_list() == ["completed"]


def test_x_is_never_greater_than_y():
    assert failing(run(x_of_y("adopted", "2020-06", 5, 5, line=1))).is_empty()
    assert failing(run(x_of_y("adopted", "2020-06", 6, 5, line=1))).height == 1
