"""What a rule about published figures hands over: one row per comparison made, and why it could not run.

A rule is one module of ``scorecard/validate/rules/``, found by its ``RULE``, with

- ``RULE``: a `Rule`: its permanent id, the sentence people read, what it asks, its source and its scope;
- ``compare(tables, registry) -> Comparisons``: pure, frames in and a frame out, no files, no GX;
- ``explain(failing, compared, tables)``, only where the rule has a GX class of its own and rows of its own columns.

Every comparison is a row, not only the failing ones: the counts of checked and failed come from here. A
comparison holds when ``lower <= published_value <= upper``; a null bound is open on that side. The GX
expectation compares these three numbers itself, and never takes a rule's word that a figure is right.
Where words are compared, they become codes: arrows down -1, level 0, up 1; colours red 0, amber 1, green 2.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, Protocol, runtime_checkable

import polars as pl

from scorecard.schema import SEVERITIES

if TYPE_CHECKING:
    from scorecard.registry import Registry

COMPARISON_SCHEMA: dict[str, pl.DataType] = {
    # where the checked figure is printed
    "document": pl.String(),
    "table": pl.String(),
    "line": pl.Int32(),
    "cell": pl.Int32(),
    # what the figure is about
    "indicator": pl.String(),
    "area": pl.String(),
    "breakdown": pl.String(),
    "period": pl.String(),
    # the comparison: the cell verbatim, its number, and the closed interval that would agree
    "published": pl.String(),
    "published_value": pl.Float64(),
    "lower": pl.Float64(),
    "upper": pl.Float64(),
    # what should be printed there, readable: "65.5%", "between 144 and 160", "amber"
    "expected": pl.String(),
    # what it would mean if the comparison fails; also filled for comparisons that hold, or null there
    "severity": pl.String(),
    "explanation": pl.String(),
    "suggestion": pl.String(),
    # CHANGE where a failing comparison is no disagreement: a new target, another population, a figure that was checked
    # again, to be known and nobody's mistake; null for all else
    "nature": pl.String(),
    # what it was compared with, as places "document:line:cell", joined with "; "
    "compared_with": pl.String(),
    # the place of the figure whose finding tells what this one comes of, where the rule itself has proved it
    "cause": pl.String(),
}

Scope = Literal["one document", "between documents"]


@dataclass(frozen=True)
class Rule:
    """What people read about a rule, and how it may be run.

    ``id`` is permanent: findings carry it, acknowledgements quote it. ``title`` is the sentence of the validation
    page, ``asks`` the questions of ``docs/rules.md``, ``source`` where the method comes from. A rule that looks at
    one document at a time is handed large sets in pieces (``scope``). ``needs`` names the registry's words it uses.
    ``confirms``: a comparison that holds, and is bounded on both sides, confirms the value of the figures it compares.
    """

    id: str
    title: str
    asks: str
    source: str
    scope: Scope
    needs: tuple[str, ...] = ()
    confirms: bool = False


@dataclass(frozen=True)
class Comparisons:
    """All comparisons one rule made.

    ``rows``: one row per comparison (columns: COMPARISON_SCHEMA, or its own where the rule is an `ExplainingRule`).
    ``not_run``: sentences saying which part of the rule could not run and why ("no stock-and-flow links in the
    registry"). No rows and a reason means the rule did not run; rows and a reason mean that a part of it did not.
    """

    rule: str
    rows: pl.DataFrame
    not_run: list[str] = field(default_factory=list)


class RuleModule(Protocol):
    """The shape of a module in ``scorecard/validate/rules``."""

    RULE: Rule

    def compare(self, tables: Mapping[str, pl.DataFrame], registry: Registry) -> Comparisons: ...


@runtime_checkable
class ExplainingRule(Protocol):
    """A rule whose rows have columns of its own: GX judges them first, and the words are found for what fails."""

    def explain(
        self, failing: pl.DataFrame, compared: pl.DataFrame, tables: Mapping[str, pl.DataFrame]
    ) -> pl.DataFrame: ...


def conform_comparisons(frame: pl.DataFrame, *, without: str | None = None) -> pl.DataFrame:
    """``frame`` with exactly the columns of COMPARISON_SCHEMA, in order and type; absent ones are null, and so is the
    one it is to be ``without``."""
    if frame.is_empty():  # a select of nothing but literals would make a row of them
        return pl.DataFrame(schema=COMPARISON_SCHEMA)
    columns = set(frame.columns) - {without}
    return frame.select(
        pl.col(c).cast(t) if c in columns else pl.lit(None, dtype=t).alias(c) for c, t in COMPARISON_SCHEMA.items()
    )


def no_comparisons(rule: str, why: str | Iterable[str]) -> Comparisons:
    """A rule that had nothing to compare, with the reason: it is then not run, neither passed nor failed."""
    return Comparisons(rule, pl.DataFrame(schema=COMPARISON_SCHEMA), [why] if isinstance(why, str) else list(why))


def holds() -> pl.Expr:
    """True where a comparison's published value lies in its closed interval; null bounds are open."""
    value = pl.col("published_value")
    return (pl.col("lower").is_null() | (value >= pl.col("lower"))) & (
        pl.col("upper").is_null() | (value <= pl.col("upper"))
    )


def check_comparisons(comparisons: Comparisons) -> None:
    """Refuse a frame that breaks the agreement, naming the rule and the rows. Raises ValueError.

    Every row needs a document, a line, a number to compare and at least one bound; a row that fails also
    needs an explanation and a known severity.
    """
    rows, rule = comparisons.rows, comparisons.rule
    if dict(rows.schema) != dict(COMPARISON_SCHEMA):
        raise ValueError(f"rule {rule}: columns are {dict(rows.schema)}; use conform_comparisons")
    wrong = {
        "without document, line or number": pl.any_horizontal(pl.col("document", "line", "published_value").is_null())
        | pl.col("published_value").is_nan(),
        "without any bound": pl.col("lower").is_null() & pl.col("upper").is_null(),
        "with a lower bound above the upper": (pl.col("lower") > pl.col("upper")).fill_null(False),
        "failing without explanation": ~holds() & pl.col("explanation").is_null(),
        "failing without a known severity": ~holds() & ~pl.col("severity").is_in(SEVERITIES).fill_null(False),
    }
    broken = rows.select(pl.lit(False), *(condition.any().alias(words) for words, condition in wrong.items()))
    for words, condition in wrong.items():
        if broken[words].any():
            bad = rows.filter(condition)
            places = bad.select(pl.format("{}:{}:{}", "document", "line", "cell").fill_null("no place"))
            raise ValueError(f"rule {rule}: {bad.height} comparisons {words}: {places.to_series().head(5).to_list()}")
