"""What somebody asks for becomes places; what is not there is answered with the nearest that is."""

from __future__ import annotations

import polars as pl
import pytest

from scorecard.errors import UsageError
from scorecard.proof.prints import place_of
from scorecard.proof.proofs import proofs
from scorecard.proof.question import places_asked
from tests.unit.proof.pack import COUNTS, NOTHING, SHARE, Tables, figure, rows

INDICATORS = pl.DataFrame({"indicator": ["reviews_percent", "visits_percent"], "name": ["Reviews in time", "Visits"]})


def asked(tables: Tables, *what: str, everything: bool = False) -> list[str]:
    places = places_asked(tables, INDICATORS, *what, everything=everything).places
    return places.select(place_of()).to_series().to_list()


@pytest.fixture
def years(tables: Tables) -> Tables:
    """The pack with an earlier month, a category and a second pack that prints June again."""
    share = {"unit": "percent", "value": 65.5, "decimals": 1, "published": "65.5%", "indicator_number": "6.8"}
    more = rows(
        "observations",
        figure(3, **share),
        figure(4, **share, breakdown="Under 5"),
        figure(2, **share, line=6, period="2020-05", period_end=None),
        figure(3, **share, document="later", line=70),
    )
    documents = pl.concat([tables["documents"], rows("documents", {"document": "later"})])
    return tables | {"observations": more, "documents": documents}


@pytest.mark.parametrize(
    "what",
    [
        SHARE,
        "pac:7:3",
        "reports/2020-21-Q1/scorecard.html#pack:7:3",
        "packs/pack.html#7:3",
        "../packs/pack--2.html#7:3",
    ],
)
def test_a_place_a_cut_name_or_a_link(tables: Tables, what: str) -> None:
    assert asked(tables, what) == [SHARE]


def test_a_line_is_all_its_cells_and_what_its_sentence_quotes(tables: Tables) -> None:
    assert asked(tables, "pack:7") == [COUNTS, SHARE, "pack:7:5", "pack:7:8", "pack:7:9"]
    assert asked(tables, "pack:30") == ["pack:30"]


@pytest.mark.parametrize("what", ["fact-1", "data_quality.html#fact-1"])
def test_a_finding_is_all_its_places(tables: Tables, what: str) -> None:
    assert asked(tables, what) == [SHARE, "pack:9:1"]


@pytest.mark.parametrize("what", ["reviews_percent", "6.8", "Reviews in time", "  reviews  in TIME", "Reviews"])
@pytest.mark.parametrize("period", ["2020-06", "June 2020", "jun-20", "2020-21-Q1"])
def test_an_indicator_by_id_number_or_name_and_a_period_in_every_spelling(
    years: Tables, what: str, period: str
) -> None:
    may = ["pack:6:2"] if period == "2020-21-Q1" else []
    assert sorted(asked(years, what, period)) == ["later:70:3", *may, SHARE]


def test_categories_only_if_they_are_asked_for(years: Tables) -> None:
    assert "pack:7:4" in asked(years, "6.8", "2020-06", everything=True)
    told = places_asked(years, INDICATORS, "6.8", "2020-06").others
    assert told == "1 print for areas and categories: add --all"


def test_without_a_period_the_newest_and_the_others_are_named(years: Tables) -> None:
    newest = places_asked(years, INDICATORS, "6.8")
    assert newest.places["line"].to_list() == [70, 7]
    assert newest.others is not None and "of other periods: 2020-05" in newest.others


def test_of_a_line_that_quotes_several_only_the_measure_asked_for(tables: Tables) -> None:
    claim = {"document": "pack", "line": 30, "unit": "percent", "period": "2020-06"}
    own = claim | {"part": 1, "published": "65.5%", "value": 65.5, "indicator": "reviews_percent"}
    other = claim | {"part": 2, "published": "80%", "value": 80.0, "indicator": "visits_percent"}
    quoting = tables | {"claims": rows("claims", own, other)}
    question = places_asked(quoting, INDICATORS, "visits_percent", "2020-06")
    assert question.of(proofs(quoting, question.places))["published"].to_list() == ["80%"]


@pytest.mark.parametrize(
    ("what", "said"),
    [
        (("pack:7:4",), "the nearest are: pack:7:3, pack:7:5"),
        (("pack:31",), "the nearest are: pack:30"),
        (("pakc:7:3",), "did you mean pack?"),
        (("fact-0000000000",), "there is no finding 'fact-0000000000'"),
        (("reviews_percnt",), "perhaps: reviews_percent (Reviews in time)"),
        (("in time",), "perhaps: reviews_percent"),
        (("6.8x9",), "no printed measure is called '6.8x9'"),
        (("reviews_percent", "2020-07"), "perhaps: 2020-06"),
        (("reviews_percent", "soon"), "perhaps: 2020-06"),
    ],
)
def test_what_is_not_there_is_answered_with_the_nearest(tables: Tables, what: tuple[str, ...], said: str) -> None:
    with pytest.raises(UsageError) as error:
        asked(tables, *what)
    assert said in str(error.value)


def test_two_documents_that_begin_alike_are_both_named(years: Tables) -> None:
    documents = rows("documents", {"document": "pack"}, {"document": "pack-2"}, {"document": "package"})
    assert asked(years | {"documents": documents}, "pack:7:3") == [SHARE]
    with pytest.raises(UsageError, match="may be several documents"):
        asked(years | {"documents": documents}, "pac:7:3")


def test_a_missing_mark_is_found_like_a_figure(tables: Tables) -> None:
    assert asked(tables, "reviews_percent", "2020-06") == [COUNTS, SHARE, NOTHING]
