"""Rows, months and localities that repeat another."""

from __future__ import annotations

from scorecard.validate.rules import copies
from tests.unit.validate.rule_frames import failing, figure, indicator, pack, registry, x_of_y

REGISTRY = registry(
    *(indicator(i) for i in ("centre", "street", "third")), indicator("share", unit="percent", kind="share")
)


def run(*rows):
    return copies.compare(pack(list(rows)), REGISTRY)


def areas(east: tuple[str, str], west: tuple[str, str]):
    return [
        figure(i, "2020-06", v, line=1, cell=2 * a + n, area=area)
        for a, (area, values) in enumerate((("East", east), ("West", west)))
        for n, (i, v) in enumerate(zip(("centre", "street"), values))
    ]


def test_localities_that_differ_hold():
    assert failing(run(*areas(("298", "59"), ("166", "59")))).is_empty()


def test_a_locality_that_repeats_another_is_found():
    (row,) = failing(run(*areas(("298", "59"), ("298", "59")))).rows(named=True)
    assert row["severity"] == "warning" and "298, 59" in row["explanation"]


def test_small_numbers_may_be_equal():
    assert failing(run(*areas(("2", "1"), ("2", "1")))).is_empty()


def years(first, second):
    return [x_of_y("share", "2017/18", *first, line=1), x_of_y("share", "2018/19", *second, line=2)]


def test_a_year_whose_x_of_y_repeats_the_year_before_is_found():
    assert failing(run(*years((90, 147), (90, 147))))["period"].to_list() == ["2018/19"]
    assert failing(run(*years((90, 147), (91, 147)))).is_empty()


def test_all_of_all_twice_is_no_copy():
    assert failing(run(*years((85, 85), (85, 85)))).is_empty()


def months(*rows: tuple[str, str, str]):
    return [
        figure(i, f"2020-0{4 + m}", v, line=m, cell=n)
        for m, values in enumerate(rows)
        for n, (i, v) in enumerate(zip(("centre", "street", "third"), values))
    ]


def test_a_month_that_repeats_the_one_before_is_found():
    found = failing(run(*months(("11", "22", "33"), ("44", "55", "66"), ("44", "55", "66"))))
    assert found["period"].to_list() == ["2020-06"]
    assert failing(run(*months(("44", "55", "65"), ("44", "55", "66")))).is_empty()


def test_a_measure_that_repeats_another_is_found():
    same = [
        figure(i, f"2020-0{m}", str(10 * m), line=m, cell=n)
        for m in range(1, 6)
        for n, i in enumerate(("centre", "street"))
    ]
    assert failing(run(*same)).height == 1
    assert failing(run(*same[:-1], figure("street", "2020-05", "51", line=5, cell=1))).is_empty()
