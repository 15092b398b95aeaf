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


def test_a_negative_number_tells_as_much_as_a_positive_one():
    found = failing(run(*months(("11", "22", "33"), ("-44", "55", "66"), ("-44", "55", "66"))))
    assert found["period"].to_list() == ["2020-06"]


def measured(unit: str, *rows: tuple[float, float, float]):
    return [
        figure(i, f"2020-0{5 + m}", f"{v:g}", line=m, cell=n, unit=unit)
        for m, values in enumerate(rows)
        for n, (i, v) in enumerate(zip(("centre", "street", "third"), values))
    ]


def test_small_money_days_and_posts_may_be_equal_but_rates_are_not():
    for unit in ("gbp", "days", "fte"):
        assert failing(run(*measured(unit, (1, 2, 3), (1, 2, 3)))).is_empty()
        assert failing(run(*measured(unit, (11, 12, 13), (11, 12, 13)))).height == 1
    assert failing(run(*measured("rate_per_10k", (1, 2, 3), (1, 2, 3)))).height == 1


def shares(*rows: tuple[str, str, str]):
    return [
        figure(i, f"2020-0{5 + m}", v, line=m, cell=n)
        for m, values in enumerate(rows)
        for n, (i, v) in enumerate(zip(("centre", "street", "third"), values))
    ]


def test_nothing_and_everything_may_be_equal():
    for usual in ("0.0%", "100.0%"):
        assert failing(run(*shares((usual, "22.0%", "33.0%"), (usual, "22.0%", "33.0%")))).is_empty()
    assert failing(run(*shares(("99.0%", "22.0%", "33.0%"), ("99.0%", "22.0%", "33.0%")))).height == 1


def test_a_share_that_follows_from_its_counts_says_nothing_new():
    rows = [
        figure(i, f"2020-0{m}", "50.0%", line=m, cell=n, x=1, y=2)
        for m in (5, 6)
        for n, i in enumerate(("centre", "street", "third"))
    ]
    assert failing(run(*rows)).is_empty()


def test_a_number_at_the_end_of_the_month_may_stay_but_not_a_years_or_a_months_own():
    lasting = registry(indicator("share", unit="percent", kind="share", basis="month-end"))
    for first, second, kind, copied in (
        ("2020-05", "2020-06", lasting, 0),
        ("2020-05", "2020-06", REGISTRY, 1),
        ("2018/19", "2019/20", lasting, 1),
        ("2020/21 Q1", "2020/21 Q2", lasting, 1),
    ):
        rows = [x_of_y("share", first, 90, 147, line=1), x_of_y("share", second, 90, 147, line=2)]
        assert failing(copies.compare(pack(rows), kind)).height == copied, (first, copied)


def test_periods_go_on_from_one_another_in_time_wherever_they_are_printed():
    rows = months(("44", "55", "66"), ("11", "22", "33"), ("44", "55", "66"))
    moved = [row | {"line": 9 - row["line"]} for row in rows]
    assert failing(run(*moved)).is_empty()
    copied = months(("44", "55", "66"), ("44", "55", "66"), ("11", "22", "33"))
    assert failing(run(*[row | {"line": 9 - row["line"]} for row in copied]))["period"].to_list() == ["2020-05"]


def test_six_copied_figures_are_spelt_out_at_the_first_telling_one():
    names = [f"kite_{n}" for n in range(7)]
    known = registry(*(indicator(name) for name in names))
    rows = [
        figure(name, f"2020-0{m}", str(v), line=m, cell=n)
        for m in (5, 6)
        for n, (name, v) in enumerate(zip(names, (5, 11, 12, 13, 14, 15, 16)))
    ]
    rows += [figure("kite_0", f"2020-0{m}", "17", line=m, cell=9, breakdown="red") for m in (5, 6)]
    (row,) = failing(copies.compare(pack(rows), known)).rows(named=True)
    assert (row["published"], row["line"], row["cell"]) == ("11, 12, 13, 14, 15, 16", 6, 1)
    assert row["compared_with"] == "; ".join(f"pack:5:{n}" for n in range(1, 7))
    assert (row["published_value"], row["lower"], row["upper"]) == (7, 0, 2)


def test_the_shared_y_of_many_shares_is_no_copy():
    rows = [
        x_of_y(i, f"2020-0{m}", x + m, 100 + m, line=m, cell=n)
        for m in range(1, 6)
        for n, (i, x) in enumerate((("centre", 20), ("street", 40)))
    ]
    assert failing(run(*rows)).is_empty()


def test_a_category_that_repeats_another_measure_is_told_by_the_measures_name():
    rows = [
        figure(i, f"2020-0{m}", str(10 * m), line=m, cell=n, breakdown=b)
        for m in range(1, 6)
        for n, (i, b) in enumerate((("centre", None), ("street", "boys")))
    ]
    (row,) = failing(run(*rows)).rows(named=True)
    assert "the series repeats that of Centre exactly" in row["explanation"]


def test_localities_of_three_are_held_against_each_other_once():
    rows = [
        figure(i, "2020-06", v, line=a, cell=n, area=area, area_kind="locality")
        for a, area in enumerate(("East", "West", "North"))
        for n, (i, v) in enumerate((("centre", "298"), ("street", "59")))
    ]
    assert failing(run(*rows))["area"].to_list() == ["West", "West", "North"]


def test_the_authority_repeats_no_locality():
    rows = [
        *areas(("298", "59"), ("166", "59")),
        *(figure(i, "2020-06", v, line=9) for i, v in (("centre", "298"), ("street", "59"))),
    ]
    assert failing(run(*rows)).is_empty()
