"""Performance on a page: each measure with the number that its pack prints."""

import re

import polars as pl
import pytest

from scorecard.html.blocks import PAGES_VARIABLE
from scorecard.html.markup import el
from scorecard.pages import questions
from scorecard.pages.messages import message_items, numbered
from tests.fixtures.processed import figure, frame, months, observations, tables
from tests.unit.pages.test_scorecard import WARNING, data

(JUNE,) = months("2020-06")


@pytest.fixture(autouse=True)
def pages(monkeypatch):
    monkeypatch.setenv(PAGES_VARIABLE, "1")


def crossed():
    """A quarter in which a measure of number 6.8 changes its colour."""
    rows = tables()["observations"].to_dicts()
    fell = [r | ({"value": 80.0, "numerator": 80.0} if _is_june_of_reviews(r) else {}) for r in rows]
    return data(observations=observations(*fell))


def _is_june_of_reviews(row):
    return row["indicator"] == "lac_reviews_in_time" and row["period"] == "2020-06"


def test_the_printed_number_stands_before_the_name_in_headlines_and_questions():
    own = crossed()
    mine = own.messages.filter(pl.col("indicator") == "lac_reviews_in_time")
    assert mine.height
    number = '<b class="nr-of">6.8 </b>'
    shown = str(message_items(mine, own))
    assert shown.count(f"<li>{number}{mine['title'][0]}") == mine.height
    asked = str(questions.listed(questions.questions(own)))
    assert f"<li>{number}{mine['title'][0]}" in asked


def test_a_measure_without_a_printed_number_has_none():
    own = data(observations=observations(figure("lac_rate", 5, JUNE, indicator_number=None)))
    assert numbered({"document": "pack-june", "indicator": "lac_rate"}, "Children in care per 10,000", own) is None


def test_words_that_do_not_begin_with_a_name_bear_no_number():
    about = tables()["findings"].to_dicts()[0] | {"indicator": "lac_rate"}
    begins = about | {
        "finding": "f-begins",
        "fact": "f-begins",
        "explanation": "Children in care per 10,000: 1 is not 2.",
    }
    own = data(findings=frame("findings", about, begins))
    asked = str(questions.listed(questions.questions(own)))
    assert "<li>The rate rose and low is good." in asked
    assert '<li><b class="nr-of">6.2 </b>Children in care per 10,000: 1 is not 2.' in asked


def test_the_measures_that_a_warning_names_have_their_numbers():
    own = data(caveats=frame("caveats", WARNING | {"indicator": "lac_rate"}))
    asked = str(questions.listed(questions.questions(own)))
    assert re.search(r"under a warning of the pack \(6\.2 Children in care per 10,000\)", asked)


def test_a_documents_own_summary_gives_the_number():
    rows = [
        figure("lac_rate", 5, JUNE, table="detail", line=3, indicator_number="2"),
        figure("lac_rate", 5, JUNE, table="summary", line=9, indicator_number="6.20"),
        figure("lac_rate", 5, JUNE, table="detail", line=12, indicator_number="3"),
    ]
    own = data(observations=observations(*rows))
    about = {"document": "pack-june", "indicator": "lac_rate"}
    assert numbered(about, "Children in care per 10,000", own) == el("b", "6.20 ", class_="nr-of")
