"""Slices: a page's rows and no others, in their order; what other rows do does not change them."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from scorecard.measures.slices import HOMES, Slices, hashes
from scorecard.periods import Quarter
from scorecard.schema import SCHEMAS, conform
from tests.unit.validate.rule_frames import figure

OLD, NEW = "old", "new"
AS_AT = {OLD: date(2020, 3, 31), NEW: date(2021, 3, 31)}
FIGURES = [
    figure("kites", "2020-02", "6", line=1, document=OLD),
    figure("kites", "2020-03", "7", line=2, document=OLD),
    figure("clubs", "2020-03", "8", line=3, document=OLD),
    figure("clubs", "2020-03", "9", line=2, cell=5, document=OLD),
    figure("kites", "2021-03", "10", line=1, document=NEW),
    figure("clubs", "2021-03", "11", line=2, document=NEW),
    figure("clubs", "2019/20", "12", line=3, document=NEW),
]
FIGURES = [row | {"authority": "Town"} for row in FIGURES]
OLD_QUARTER, NEW_QUARTER = Quarter(2019, 4), Quarter(2020, 4)


def frame(name: str, rows: list[dict] = []) -> pl.DataFrame:  # noqa: B006 - never changed
    schema = SCHEMAS[name]
    return conform(name, pl.DataFrame([{c: row.get(c) for c in schema} for row in rows], schema=schema))


def tables(**rows: list[dict]) -> dict[str, pl.DataFrame]:
    given = {"observations": FIGURES, "documents": [{"document": d, "as_at": day} for d, day in AS_AT.items()]} | rows
    names = ("observations", "documents", "thresholds", "signals", "claims", "caveats", "unread", "findings")
    names += ("measures", "ticks", "coverage", "corrections", "tables", "headers", "left_out")
    return {name: frame(name, given.get(name, [])) for name in names}


def of(indicator: str, **rows: list[dict]) -> dict[str, pl.DataFrame]:
    return Slices(tables(**rows)).of_indicator(indicator)


def test_the_slice_of_an_indicator_has_its_figures_and_its_documents_in_their_order():
    cut = of("kites")
    assert cut["observations"]["published"].to_list() == ["6", "7", "10"]
    assert cut["documents"]["document"].to_list() == [OLD, NEW]
    assert cut[HOMES].rows() == [(NEW, "2020-21-Q4"), (OLD, "2019-20-Q4")]


def test_a_cell_that_prints_two_measures_brings_both():
    twice = [*FIGURES, figure("clubs", "2020-02", "60", line=1, document=OLD, part=1)]
    assert of("kites", observations=twice)["observations"]["published"].to_list() == ["6", "7", "10", "60"]


@pytest.mark.parametrize(
    ("table", "column", "row"),
    [
        ("measures", "inputs", {"indicator": "clubs", "period": "2020-03", "document": OLD}),
        ("ticks", "compared_with", {"indicator": "clubs", "rule": "totals", "document": OLD, "line": 3, "cell": 2}),
        ("findings", "places", {"indicator": "clubs", "fact": "f", "document": OLD, "line": 3, "cell": 2}),
    ],
)
def test_what_names_one_of_its_figures_belongs_to_it(table, column, row):
    naming = [row | {column: "old:3:2; old:1:2"}, row | {column: "old:3:2"}, row | {column: None}]
    naming = [one | {"fact": f"f{at}"} for at, one in enumerate(naming)] if table == "findings" else naming
    assert of("kites", **{table: naming})[table][column].to_list() == ["old:3:2; old:1:2"]


def test_a_fact_comes_with_all_its_rows():
    rows = [
        {"fact": "a", "indicator": "kites", "document": OLD, "line": 1, "cell": 2},
        {"fact": "a", "indicator": "clubs", "document": NEW, "line": 2, "cell": 2},
        {"fact": "b", "indicator": "clubs", "document": NEW, "line": 2, "cell": 2},
    ]
    assert of("kites", findings=rows)["findings"]["fact"].to_list() == ["a", "a"]


def test_what_is_of_other_measures_and_of_no_document_is_not_in_it():
    rows = {name: [{"document": OLD, "line": 9, "indicator": "clubs"}] for name in ("thresholds", "claims", "unread")}
    cut = of("kites", **rows, left_out=[{"document": "third", "reason": "torn"}])
    assert all(cut[name].is_empty() for name in (*rows, "left_out"))
    assert of("nothing")["documents"].is_empty()


def quarter(which: Quarter, **rows: list[dict]) -> dict[str, pl.DataFrame]:
    return Slices(tables(**rows)).of_quarter(which)


def test_the_slice_of_a_quarter_has_what_is_printed_of_its_time_and_before_also_by_later_documents():
    cut = quarter(OLD_QUARTER)
    assert cut["observations"]["published"].to_list() == ["6", "7", "8", "9", "12"]
    assert cut["documents"]["document"].to_list() == [OLD, NEW]
    assert quarter(NEW_QUARTER)["observations"].height == len(FIGURES)


def test_a_document_of_the_quarter_is_in_it_whole_and_one_that_prints_nothing_of_its_time_is_not():
    later = figure("kites", "2020/21", "13", line=4, document=OLD)
    only_new = [row for row in FIGURES if row["published"] != "12"]
    cut = quarter(OLD_QUARTER, observations=[*only_new, later])
    assert cut["observations"]["published"].to_list() == ["6", "7", "8", "9", "13"]
    assert cut["documents"]["document"].to_list() == [OLD] and cut[HOMES]["document"].to_list() == [OLD]


def said(line: int, period: str | None, indicator: str = "kites", **more: object) -> dict:
    whose = {"authority": "Town", "area": "Town", "unit": FIGURES[0]["unit"]}
    told = {"document": OLD, "line": line, "indicator": indicator, "period": period, "relation": "value"}
    return whose | told | {"value": float(line)} | more


CLAIMS = [
    said(7, "2019/20 Q3"),
    said(8, "2021/22 Q1"),
    said(9, None),
    said(10, None, heading_period="2020-01"),
    said(11, "2020-03"),
    said(12, "2020-01", relation="change"),
    said(13, "2020-01", "unheard of"),
]
"""Kites of March 2020 are printed by a table of the same document."""


def test_of_what_other_documents_say_in_sentences_a_quarter_has_the_figures_that_no_table_prints():
    assert quarter(NEW_QUARTER, claims=CLAIMS)["claims"]["line"].to_list() == [7, 10]


def test_a_claim_counts_if_its_own_documents_tell_of_its_measure():
    own = said(14, "2021-02", "unheard of", document=NEW)
    assert quarter(NEW_QUARTER, claims=[*CLAIMS, own])["claims"]["line"].to_list() == [7, 10, 13, 14]


def test_in_full_it_has_all_that_was_said_before_the_end_of_the_quarter():
    cut = Slices(tables(claims=CLAIMS)).of_quarter(NEW_QUARTER, in_full=True)
    assert cut["claims"]["line"].to_list() == [7, 9, 10, 11, 12, 13]


def long_ago(**rows: list[dict]) -> tuple[dict[str, pl.DataFrame], dict[str, pl.DataFrame]]:
    """A slice of a quarter long after the old document, and the same in full."""
    later = [figure("kites", period, "5", line=at, document=NEW) for at, period in enumerate(("2024-02", "2024-03"))]
    slices = Slices(tables(observations=[*FIGURES[:4], *later], **rows))
    return tuple(slices.of_quarter(Quarter(2023, 4), in_full=full) for full in (False, True))


def test_of_months_long_past_it_has_the_figures_and_what_is_told_of_the_last_of_their_quarter():
    told = [{"document": OLD, "line": line, "cell": 2, "state": "confirmed"} for line in (1, 2)]
    cut, full = long_ago(coverage=told)
    assert cut["observations"].equals(full["observations"]) and full["observations"].height == 6
    assert (cut["coverage"]["line"].to_list(), full["coverage"]["line"].to_list()) == ([2], [1, 2])


def test_what_contradicts_a_figure_that_is_shown_is_in_it_though_nothing_else_of_its_document_is():
    claim = said(7, "2020-03", document="minutes")
    tick = {"document": "minutes", "line": 7, "rule": "prose", "outcome": "disagrees", "compared_with": "old:2:2"}
    found = {"document": "minutes", "line": 7, "fact": "f", "places": "minutes:7; old:2:2"}
    cut = quarter(NEW_QUARTER, claims=[claim], ticks=[tick], findings=[found])
    assert "minutes" not in cut["documents"]["document"] and cut["claims"].is_empty()
    again = Slices(cut).of_quarter(NEW_QUARTER)
    for name in ("ticks", "findings"):
        assert cut[name]["document"].to_list() == again[name]["document"].to_list() == ["minutes"]


def test_the_slice_of_its_documents_has_all_of_them_and_of_others_their_tables_that_are_named():
    ticks = [{"document": OLD, "line": 9, "compared_with": "new:1:2"}, {"document": NEW, "line": 8}]
    rows = [{"document": d, "line": 3, "cell": 2} for d in (OLD, NEW)]
    shapes = [{"document": d, "table": "01"} for d in (OLD, NEW, "third")]
    cut = Slices(tables(ticks=ticks, coverage=rows, findings=rows, thresholds=rows, tables=shapes)).of_documents(
        OLD_QUARTER
    )
    assert cut["observations"]["published"].to_list() == ["6", "7", "8", "9"]
    assert all(cut[name]["document"].to_list() == [OLD] for name in ("documents", "ticks", "coverage", "findings"))
    assert cut["tables"]["document"].to_list() == [OLD, NEW]
    assert cut["thresholds"].is_empty() and cut["measures"].is_empty()


def test_documents_that_could_not_be_read_are_told_of_in_every_quarter():
    """Nobody knows of which quarter they are: their pages must not keep silent about them."""
    slices = Slices(tables(left_out=[{"document": "torn", "reason": "it breaks off"}]))
    for quarter in (OLD_QUARTER, NEW_QUARTER):
        assert slices.of_documents(quarter)["left_out"].rows() == [("torn", "it breaks off")]


def test_the_slice_of_a_theme_has_all_figures_and_tells_of_its_own_alone():
    themes = {"kites": "air", "clubs": "ground"}
    figures = [row | {"theme": themes[row["indicator"]]} for row in FIGURES]
    rows = [{"document": OLD, "line": line, "cell": 2, "fact": str(line)} for line in (1, 3)]
    naming = [{"document": NEW, "line": 9, "measure": "trend", "inputs": "old:3:2", "period_end": date(2020, 3, 31)}]
    claims = [said(7, "2020-03"), said(8, "2020-02")]
    slices = Slices(tables(observations=figures, coverage=rows, findings=rows, measures=naming, claims=claims))
    air, ground = (slices.of_theme(OLD_QUARTER, theme) for theme in ("air", "ground"))
    assert air["observations"].height == ground["observations"].height == 5
    assert [cut["coverage"]["line"].to_list() for cut in (air, ground)] == [[1], [3]]
    assert [cut["findings"]["fact"].to_list() for cut in (air, ground)] == [["1"], ["3"]]
    assert [cut["measures"].height for cut in (air, ground)] == [0, 1]
    assert air["claims"].select("document", "value").rows() == [(OLD, None)]


LATE = {"document": NEW, "line": 1, "cell": 2, "period": "2021-03", "period_end": date(2021, 3, 31)}
EARLY = {"document": OLD, "line": 2, "cell": 2, "period": "2020-03", "period_end": date(2020, 3, 31)}


def test_of_an_answer_of_a_later_time_its_question_is_in_it_where_it_uses_a_figure_that_is_shown():
    answers = [
        LATE | {"measure": "trend", "inputs": "new:1:2; old:2:2", "words": "Up."},
        LATE | {"measure": "trend", "inputs": "old:2:2; new:3:2", "words": "Up again."},
        EARLY | {"measure": "rag", "inputs": "old:2:2", "words": "Red."},
        LATE | {"measure": "change-on-year", "inputs": "new:1:2"},
    ]
    cut = quarter(OLD_QUARTER, measures=answers)["measures"]
    assert cut.columns == list(SCHEMAS["measures"])
    kept = cut.select("measure", "inputs", "words", "document", "line", "period").rows()
    assert kept == [
        ("trend", "old:2:2", None, None, None, None),
        ("trend", "new:3:2", None, None, None, None),
        ("rag", "old:2:2", "Red.", OLD, 2, "2020-03"),
    ]


def test_which_benchmark_is_the_latest_is_not_in_it():
    answers = [EARLY | {"measure": measure, "settings": "latest known"} for measure in ("against-benchmark", "rag")]
    assert quarter(OLD_QUARTER, measures=answers)["measures"]["settings"].to_list() == [None, "latest known"]


def test_headers_are_in_it_of_its_own_documents_alone():
    rows = [{"document": d, "line": 3, "cell": 2} for d in (OLD, NEW)]
    assert quarter(OLD_QUARTER, headers=rows)["headers"]["document"].to_list() == [OLD]


def test_of_other_documents_what_stands_at_a_figure_that_is_shown_is_in_it():
    rows = [
        {"document": d, "line": line, "cell": 2, "state": "confirmed"} for d, line in ((OLD, 9), (NEW, 1), (NEW, 3))
    ]
    assert quarter(OLD_QUARTER, coverage=rows)["coverage"].select("document", "line").rows() == [(OLD, 9), (NEW, 3)]


def test_of_other_documents_a_comparison_is_in_it_that_contradicts_a_figure_that_is_shown():
    def tick(line: int, outcome: str, compared_with: str, document: str = NEW) -> dict:
        place = {"document": document, "line": line, "cell": 2}
        return place | {"rule": "same-figure", "outcome": outcome, "compared_with": compared_with}

    ticks = [
        tick(1, "disagrees", "old:2:2"),
        tick(1, "agrees", "old:1:2"),
        tick(1, "agrees", "new:3:2"),
        tick(1, "disagrees", "new:2:2"),
        tick(3, "disagrees", "new:1:2"),
        tick(9, "agrees", "old:8:2", document=OLD),
    ]
    cut = quarter(OLD_QUARTER, ticks=ticks)["ticks"]
    assert cut.select("line", "outcome", "compared_with").rows() == [
        (1, "disagrees", "old:2:2"),
        (1, "agrees", "new:3:2"),
        (3, "disagrees", "new:1:2"),
        (9, "agrees", "old:8:2"),
    ]


def test_of_other_documents_the_facts_about_a_figure_that_is_shown_are_in_it_with_all_their_rows():
    def found(
        fact: str, line: int, cell: int | None = 2, places: str | None = None, document: str = NEW, told_of: str = ""
    ) -> dict:
        about = {"indicator": told_of, "period": "2019/20"} if told_of else {}
        return {"fact": fact, "document": document, "line": line, "cell": cell, "places": places} | about

    rows = [
        found("names it", 1, places="old:2:2; new:1:2"),
        found("names it", 2),
        found("at it", 3),
        found("another", 1, places="new:2:2"),
        found("of a sentence", 9, cell=None, told_of="clubs"),
        found("of another time", 9, cell=None, told_of="kites"),
        found("its own", 9, places="new:1:2", document=OLD),
    ]
    cut = quarter(OLD_QUARTER, findings=rows)["findings"]
    assert cut["fact"].to_list() == ["names it", "names it", "at it", "of a sentence", "its own"]
    assert cut["places"].to_list() == ["old:2:2", None, None, None, "new:1:2"]


def hash_of(rows: list[dict], cut) -> str:
    return hashes(tables(observations=rows), {"page": cut})["page"]


@pytest.mark.parametrize(
    ("cut", "changes"),
    [
        (lambda slices: slices.of_indicator("kites"), {"6": True, "10": True, "8": False, "12": False}),
        (lambda slices: slices.of_quarter(OLD_QUARTER), {"6": True, "12": True, "10": False, "11": False}),
    ],
    ids=["an indicator", "a quarter"],
)
def test_only_a_row_of_its_own_changes_the_hash_of_a_slice(cut, changes):
    before = hash_of(FIGURES, cut)
    assert before == hash_of(FIGURES, cut)
    for published, differs in changes.items():
        rows = [row | ({"value": 99.0} if row["published"] == published else {}) for row in FIGURES]
        assert (hash_of(rows, cut) != before) is differs, published
    assert hash_of(FIGURES[1:], cut) != before


def test_rows_in_another_order_are_another_slice():
    assert hash_of(FIGURES[::-1], lambda s: s.of_indicator("kites")) != hash_of(
        FIGURES, lambda s: s.of_indicator("kites")
    )
