"""Comparisons put together: in order of place, with words for those that fail alone."""

from __future__ import annotations

import polars as pl

from scorecard.validate.rules.shared.agreement import COMPARISON_SCHEMA, Rule
from scorecard.validate.rules.shared.conclusions import concluded

RULE = Rule(id="kites", title="Kites.", asks="kites?", source="us", scope="one document")


def rows(*places: tuple[str, int, int | None, float]) -> pl.DataFrame:
    """Comparisons of which those above 1 fail."""
    made = [
        {
            "document": d,
            "line": line,
            "cell": cell,
            "published_value": value,
            "lower": None,
            "upper": 1.0,
            "severity": "error",
        }
        for d, line, cell, value in places
    ]
    return pl.DataFrame(made, schema_overrides={"cell": pl.Int32, "line": pl.Int32, "lower": pl.Float64})


def words(failing: pl.DataFrame) -> pl.DataFrame:
    assert failing.height, "no words are asked for where nothing fails"
    return failing.with_columns(explanation=pl.format("{} is too much", "published_value"), severity=pl.lit("warning"))


def test_rows_of_all_questions_stand_in_order_of_place_those_without_a_cell_last() -> None:
    parts = [(rows(("b", 1, None, 0), ("b", 1, 7, 0)), words), (rows(("b", 1, 3, 2), ("a", 9, 1, 0)), words)]
    together = concluded(RULE, parts).rows
    assert together.select("document", "line", "cell").rows() == [("a", 9, 1), ("b", 1, 3), ("b", 1, 7), ("b", 1, None)]
    assert dict(together.schema) == dict(COMPARISON_SCHEMA)


def test_words_and_severity_are_those_of_failing_comparisons() -> None:
    together = concluded(RULE, [(rows(("a", 1, 1, 0), ("a", 2, 1, 2)), words)], ["why a part did not run"])
    assert together.rows.select("explanation", "severity").rows() == [(None, None), ("2 is too much", "warning")]
    assert (together.rule, together.not_run) == ("kites", ["why a part did not run"])


def test_questions_without_comparisons_add_nothing() -> None:
    assert concluded(RULE, [(rows().clear(), words), (rows(("a", 1, 1, 0)), words)]).rows.height == 1
    assert concluded(RULE, []).rows.is_empty()
