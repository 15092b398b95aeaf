"""The latest printed value up to a date, with the earlier ones beside it."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from scorecard.measures.as_known_at import FIGURE_KEY, as_known_at
from scorecard.periods import Period
from tests.fixtures.processed import documents, figure, months, observations, tables

(JUNE, MAY) = months("2020-06", "2020-05")


def known(*rows, on=None):
    return as_known_at(observations(*rows), documents(), on=on).to_dicts()


def test_the_later_document_is_shown_and_the_earlier_kept_beside_it():
    (row,) = known(figure("a", 603, MAY, document="pack-may"), figure("a", 605, MAY))
    assert (row["value"], row["document"], row["as_at"], row["restated"]) == (605, "pack-june", date(2020, 6, 30), True)
    assert [(e["document"], e["value"]) for e in row["earlier"]] == [("pack-may", 603)]


def test_as_known_before_the_later_document_it_was_another_figure():
    (row,) = known(figure("a", 603, MAY, document="pack-may"), figure("a", 605, MAY), on=date(2020, 5, 31))
    assert (row["value"], row["earlier"], row["restated"]) == (603, [], False)


def test_the_day_before_the_first_document_nothing_was_known():
    assert known(figure("a", 603, MAY, document="pack-may"), on=date(2020, 5, 30)) == []


def test_the_same_figure_printed_again_is_not_restated():
    (row,) = known(figure("a", 603, MAY, document="pack-may"), figure("a", 603, MAY))
    assert not row["restated"]
    assert len(row["earlier"]) == 1


def test_an_x_of_y_is_restated_where_its_x_or_its_y_changed():
    ratio = {"unit": "ratio", "denominator": 9}
    (row,) = known(
        figure("a", None, MAY, document="pack-may", numerator=4, status="reported", **ratio),
        figure("a", None, MAY, numerator=5, status="reported", **ratio),
    )
    assert row["restated"] and [(e["numerator"], e["denominator"]) for e in row["earlier"]] == [(4, 9)]
    percent = {"unit": "percent", "denominator": 100}
    (row,) = known(
        figure("a", 50, MAY, document="pack-may", numerator=50, **percent),
        figure("a", 50, MAY, numerator=20, unit="percent", denominator=40),
    )
    assert row["restated"]
    (row,) = known(
        figure("a", 50, MAY, document="pack-may", unit="percent"), figure("a", 50, MAY, numerator=50, **percent)
    )
    assert not row["restated"]


def test_a_missing_mark_does_not_hide_an_earlier_value():
    (row,) = known(figure("a", 603, MAY, document="pack-may"), figure("a", None, MAY))
    assert row["value"] == 603


def test_a_figure_that_is_only_missing_stays_missing():
    (row,) = known(figure("a", None, MAY))
    assert (row["value"], row["status"]) == (None, "missing")


def test_within_a_document_the_place_with_x_of_y_is_quoted_and_the_other_value_kept():
    (row,) = known(
        figure("a", 94.3, JUNE, unit="percent", line=3),
        figure("a", 94.4, JUNE, unit="percent", line=40, numerator=116, denominator=123),
    )
    assert (row["value"], row["line"], row["same_document"], row["restated"]) == (94.4, 40, [94.3], False)


def test_years_to_date_of_two_months_are_two_figures():
    first, second = Period.year_to_date(2020, date(2020, 5, 31)), Period.year_to_date(2020, date(2020, 6, 30))
    assert len(known(figure("a", 23, first, document="pack-may"), figure("a", 34, second))) == 2


def test_areas_and_categories_are_kept_apart():
    rows = known(figure("a", 1, JUNE), figure("a", 2, JUNE, area="North"), figure("a", 3, JUNE, breakdown="Under 1"))
    assert sorted(r["value"] for r in rows) == [1, 2, 3]


@given(st.randoms(use_true_random=False))
def test_the_order_of_printed_rows_does_not_matter(random):
    frame = tables()["observations"]
    order = list(range(frame.height))
    random.shuffle(order)
    assert as_known_at(frame[order], documents()).equals(as_known_at(frame, documents()))


def test_one_row_per_figure():
    got = as_known_at(tables()["observations"], documents())
    assert got.select(FIGURE_KEY).is_unique().all()
