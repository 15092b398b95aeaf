"""A sound dataset passes every integrity check, and every check is made to fail once by one spoilt row."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl
import pytest

from scorecard.registry import load_registry
from scorecard.schema import SCHEMAS, conform
from scorecard.units import units
from scorecard.validate.compare import find_rules
from scorecard.validate.engine.suites import load_suites
from scorecard.validate.frames import contract_frame, frame_of_suite
from scorecard.workspace import PROJECT
from tests.unit.validate import frames

RULES = {id: module.RULE for id, module in find_rules().items()}
SUITES = [suite for suite in load_suites(PROJECT / "expectations", RULES) if suite.meta.kind == "integrity"]
REGISTRY = load_registry()
PARAMETERS = {
    "known_documents": ["pack"],
    "known_indicators": ["lac_number", "reviews_share"],
    "known_units": sorted(units()),
}
PLACE = {"document": "pack", "authority": "Exampleton", "table": "theme", "line": 7, "cell": 2}


def sound() -> dict[str, pl.DataFrame]:
    """One good row of every kind."""
    one = {
        "thresholds": {**PLACE, "indicator": "lac_number", "band": "red", "published": "<33%", "upper": 33.0},
        "signals": {
            **PLACE,
            "indicator": "lac_number",
            "period": "2020-06",
            "signal": "direction",
            "published": "↑",
            "read_as": "up",
            "computed": "level",
            "meaning": "number",
        },
        "claims": {
            "document": "pack",
            "authority": "Exampleton",
            "line": 3,
            "published": "603",
            "relation": "value",
            "indicator": "lac_number",
            "value": 603.0,
            "unit": "count",
        },
        "tables": {
            "document": "pack",
            "table": "theme",
            "first_line": 1,
            "last_line": 9,
            "figures_read": 4,
            "figures_corrected": 0,
            "figures_unread": 0,
            "missing_marks": 1,
        },
        "headers": {**PLACE, "published": "Jun-20", "period": "2020-06", "period_kind": "month", "doubt": "twice"},
        "caveats": {"document": "pack", "line": 2, "kind": "caution", "scope": "section", "from_line": 1, "to_line": 9},
        "unread": {**PLACE, "published": "1111", "reason": "a picture read as text"},
        "corrections": {**PLACE, "published": "6.1", "read_as": "6.10", "kind": "ledger", "reason": "a nought lost"},
    }
    rows = (
        frames.figure(1),
        frames.share(2, "94.3%", 116, 123),
        frames.figure(3, unit="ratio", value=None, decimals=None, numerator=116.0, denominator=123.0),
        frames.figure(4, status="missing", value=None, decimals=None, published="n/a", missing_reason="unstated"),
        frames.figure(5, status="corrected", correction="a nought was lost; the total proves it"),
    )
    others = {name: conform(name, pl.DataFrame([row])) for name, row in one.items()}
    return frames.tables(*rows, **others)


def spoil(frame: pl.DataFrame, **values: Any) -> pl.DataFrame:
    """``frame`` with its first row changed."""
    columns = [pl.lit(value, dtype=frame.schema[name]).alias(name) for name, value in values.items()]
    return pl.concat([frame.head(1).with_columns(columns), frame.tail(-1)])


def twice(frame: pl.DataFrame) -> pl.DataFrame:
    return pl.concat([frame, frame.head(1)])


def judged(judge: Any, tables: dict[str, pl.DataFrame]) -> dict[str, Any]:
    """Every integrity judgement by ``suite/check``."""
    found = {}
    for suite in SUITES:
        frame = frame_of_suite(tables, suite.meta.frame, REGISTRY)
        for one in judge.judge(suite.expectations, frame, parameters=PARAMETERS, name=suite.name):
            found[f"{suite.meta.frame}/{one.expectation.meta.check}"] = one
    return found


def test_a_sound_dataset_passes_every_check(judge: Any) -> None:
    broken = {name: (one.failing, one.error) for name, one in judged(judge, sound()).items() if not one.success}
    assert broken == {}


GIVEN = {
    "documents": ["document", "family", "as_at"],
    "observations": [
        "table",
        "line",
        "cell",
        "indicator",
        "published",
        "unit",
        "authority",
        "area",
        "area_kind",
        "basis",
        "status",
        "period",
        "period_kind",
    ],
    "thresholds": ["authority", "line", "indicator", "published", "band"],
    "signals": ["authority", "line", "indicator", "signal"],
    "claims": ["authority", "line", "published", "relation"],
    "headers": ["line", "published"],
    "caveats": ["line"],
    "unread": ["line", "published", "reason"],
    "corrections": ["line", "reason"],
}
SPOILT: list[tuple[str, str, Any]] = [
    *(
        (table, f"{column.replace('_', '-')}-given", {column: None})
        for table, columns in GIVEN.items()
        for column in columns
    ),
    *((table, "document-known", {"document": "elsewhere"}) for table in GIVEN if table != "documents"),
    ("tables", "document-known", {"document": "elsewhere"}),
    ("documents", "document-unique", twice),
    ("documents", "sha256-well-formed", {"sha256": "abc"}),
    ("observations", "line-range", {"line": 0}),
    ("observations", "cell-range", {"cell": 0}),
    ("observations", "part-range", {"part": -1}),
    ("observations", "places-unique", twice),
    ("observations", "indicator-known", {"indicator": "nobody_knows"}),
    ("observations", "unit-allowed", {"unit": "bananas"}),
    ("observations", "area-kind-allowed", {"area_kind": "planet"}),
    ("observations", "basis-allowed", {"basis": "sometimes"}),
    ("observations", "status-allowed", {"status": "guessed"}),
    ("observations", "period-kind-allowed", {"period_kind": "fortnight"}),
    ("observations", "period-well-formed", {"period": "June 2020"}),
    ("observations", "period-in-order", {"period_end": date(2020, 5, 1)}),
    ("observations", "period-not-ahead", {"period_start": date(2020, 7, 1), "period_end": date(2020, 7, 31)}),
    ("observations", "period-not-ahead", {"as_at": date(2020, 5, 31), "status": "corrected"}),
    ("headers", "doubt-known", {"doubt": "hunch"}),
    ("caveats", "kind-known", {"kind": "hunch"}),
    ("caveats", "scope-known", {"scope": "page"}),
    ("caveats", "lines-in-order", {"from_line": 10}),
    ("observations", "reported-has-value", {"value": None}),
    ("observations", "reported-has-value", {"value": None, "status": "corrected"}),
    ("observations", "reported-has-numerator", {"unit": "ratio", "denominator": 5.0}),
    ("observations", "reported-has-denominator", {"unit": "ratio", "numerator": 4.0, "status": "corrected"}),
    ("observations", "missing-has-none", {"status": "missing"}),
    ("observations", "missing-reason-given", {"status": "missing", "value": None}),
    ("observations", "missing-reason-allowed", {"missing_reason": "lost"}),
    ("observations", "reason-of-missing-only", {"missing_reason": "unstated"}),
    ("observations", "lower-of-missing-only", {"lower": 1.0}),
    ("observations", "upper-of-missing-only", {"upper": 5.0}),
    ("observations", "bounds-in-order", {"lower": 5.0, "upper": 1.0}),
    ("observations", "share-beside-range", {"share": -1.0}),
    ("observations", "correction-explained", {"status": "corrected"}),
    ("observations", "correction-in-words", {"status": "corrected", "correction": "  "}),
    ("observations", "decimals-range", {"decimals": -1}),
    ("observations", "decimals-as-printed", {"value": 603.5}),
    ("observations", "numerator-range", {"numerator": -1.0}),
    ("observations", "denominator-range", {"denominator": -1.0}),
    ("observations", "numerator-within-denominator", {"numerator": 5.0, "denominator": 4.0}),
    ("observations", "share-bounds", {"share_of": "whole", "value": 101.0}),
    ("observations", "count-bounds", {"value": -1.0}),
    ("observations", "rate-bounds", {"unit": "rate_per_10k", "value": 10001.0}),
    ("thresholds", "band-allowed", {"band": "purple"}),
    ("thresholds", "interval-in-order", {"lower": 34.0}),
    ("thresholds", "threshold-indicator-known", {"indicator": "nobody_knows"}),
    ("signals", "signal-allowed", {"signal": "smoke"}),
    ("signals", "arrow-reading-allowed", {"read_as": "red"}),
    ("signals", "colour-reading-allowed", {"signal": "rag"}),
    ("signals", "arrow-computed-allowed", {"computed": "red"}),
    ("signals", "colour-computed-allowed", {"signal": "rag"}),
    ("signals", "meaning-allowed", {"meaning": "luck"}),
    ("signals", "signal-indicator-known", {"indicator": "nobody_knows"}),
    ("claims", "period-not-ahead", {"period_start": date(2020, 7, 1)}),
    ("claims", "claim-indicator-known", {"indicator": "nobody_knows"}),
    ("claims", "numerator-range", {"numerator": -1.0}),
    ("claims", "denominator-range", {"denominator": -1.0}),
    ("tables", "table-unique", twice),
    ("tables", "lines-in-order", {"last_line": 0}),
    *(
        ("tables", f"{name.replace('_', '-')}-range", {name: -1})
        for name in ("figures_read", "figures_corrected", "figures_unread", "missing_marks")
    ),
]


@pytest.mark.parametrize(("table", "check", "change"), SPOILT, ids=[f"{table}-{check}" for table, check, _ in SPOILT])
def test_a_spoilt_row_fails_its_check(judge: Any, table: str, check: str, change: Any) -> None:
    suite = next(one for one in SUITES if one.meta.frame == table)
    expectation = next(one for one in suite.expectations if one.meta.check == check)
    good = frame_of_suite(sound(), table, REGISTRY)
    bad = change(good) if callable(change) else spoil(good, **change)
    judgement = judge.judge([expectation], bad, parameters=PARAMETERS)[0]
    assert judgement.error is None
    assert not judgement.success
    assert 0 in judgement.failing


def test_a_period_to_come_may_be_missing_or_planned(judge: Any) -> None:
    suite = next(one for one in SUITES if one.meta.frame == "observations")
    expectation = next(one for one in suite.expectations if one.meta.check == "period-not-ahead")
    coming = {"period_start": date(2020, 7, 1), "period_end": date(2020, 7, 31)}
    for allowed in ({"status": "missing"}, {"period_kind": "financial_year"}, {"period_kind": "year_to_date"}):
        frame = spoil(frame_of_suite(sound(), "observations", REGISTRY), **coming, **allowed)
        assert judge.judge([expectation], frame, parameters=PARAMETERS)[0].success


def test_a_share_of_a_target_may_pass_a_hundred() -> None:
    of_target = next(one.id for one in REGISTRY.indicators.values() if one.share_of_target)
    tables = sound()
    rows = tables["observations"].with_columns(unit=pl.lit("percent"))
    both = pl.concat([rows.head(1), rows.head(1).with_columns(indicator=pl.lit(of_target))])
    framed = frame_of_suite({**tables, "observations": both}, "observations", REGISTRY)
    assert framed["share_of"].to_list() == ["whole", "target"]


def test_every_integrity_check_is_spoilt_once() -> None:
    stored = {(suite.meta.frame, one.meta.check) for suite in SUITES for one in suite.expectations}
    assert stored - {(table, check) for table, check, _ in SPOILT} == {
        ("contract", "types-agree"),
        ("contract", "columns-once"),
    }


def test_a_column_of_another_type_fails_the_contract(judge: Any) -> None:
    tables = sound()
    tables["observations"] = tables["observations"].cast({"line": pl.Int64})
    outcome = judged(judge, tables)["contract/types-agree"]
    assert [contract_frame(tables).row(at, named=True)["column"] for at in outcome.failing] == ["line"]


def test_a_column_that_is_there_twice_fails_the_contract(judge: Any) -> None:
    suite = next(one for one in SUITES if one.meta.frame == "contract")
    doubled = twice(contract_frame(sound()))
    assert not next(
        j for j in judge.judge(suite.expectations, doubled) if j.expectation.meta.check == "columns-once"
    ).success


def test_columns_that_were_added_are_no_fault(judge: Any) -> None:
    tables = sound()
    tables["observations"] = tables["observations"].with_columns(pl.lit("later").alias("a_new_column"))
    assert all(one.success for one in judged(judge, tables).values())
    assert set(SCHEMAS) >= set(contract_frame(tables)["table"])


def test_an_absent_column_is_said_to_be_absent() -> None:
    tables = sound()
    tables["claims"] = tables["claims"].drop("certainty")
    frame = contract_frame(tables).filter((pl.col("table") == "claims") & (pl.col("column") == "certainty"))
    assert frame["type"].to_list() == ["absent"]


def test_batches_give_the_same_judgement_as_one_piece(judge: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Large tables are judged in pieces of whole documents; the places of failing rows stay those of the whole."""
    from scorecard.validate.engine import judge as engine

    rows = [frames.figure(line, document=name) for name in ("a", "b", "c") for line in range(1, 6)]
    rows[7]["unit"] = rows[14]["unit"] = "bananas"
    table = frames.observations(*rows, rows[14])
    suite = next(one for one in SUITES if one.meta.frame == "observations")
    known = {"known_documents": ["a", "b", "c"], "known_indicators": ["lac_number"], "known_units": ["count"]}
    whole = [(j.checked, j.failing, j.success) for j in judge.judge(suite.expectations, table, parameters=known)]
    monkeypatch.setattr(engine, "BATCH_ROWS", 4)
    assert len(engine._batches_of(table)) == 3
    pieces = [(j.checked, j.failing, j.success) for j in judge.judge(suite.expectations, table, parameters=known)]
    assert pieces == whole
    assert any(failing == [7, 14, 15] for _, failing, _ in whole)


def test_more_failing_rows_than_gx_lists_by_default_are_all_there(judge: Any) -> None:
    table = frames.observations(*[frames.figure(line, unit="bananas") for line in range(1, 1001)])
    suite = next(one for one in SUITES if one.meta.frame == "observations")
    expectation = next(one for one in suite.expectations if one.meta.check == "unit-allowed")
    assert len(judge.judge([expectation], table, parameters=PARAMETERS)[0].failing) == 1000
