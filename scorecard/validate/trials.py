"""One correction tried: is a cause the reason of other findings, and of which of two tables is it the mistake?

A cause is proved where the figures, moved as it says, make findings vanish and no new one appear. Then these findings
are its consequences, and it is told from that table. What is not proved is not told.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import polars as pl

from scorecard.frames import looked_up
from scorecard.periods import Period, label_of_other_year
from scorecard.validate.compare import compare_rule
from scorecard.validate.rules import misplaced, missing_marks
from scorecard.validate.rules.misplaced import LENGTHS
from scorecard.validate.rules.shared.agreement import ExplainingRule, RuleModule, holds
from scorecard.validate.rules.shared.causes.tries import causes_left_out
from scorecard.validate.rules.shared.figures import place

if TYPE_CHECKING:
    from scorecard.registry import Registry

Tables = Mapping[str, pl.DataFrame]
_KEY = ["rule", "place", "indicator", "area", "breakdown", "expected"]
"""What makes a finding the same before and after figures are moved: all but their period."""
_SUBJECT = ["document", "table", "indicator", "area", "breakdown"]
_LEAST = 2
"""Findings that a cause must explain; of one the finding itself says as much."""


@dataclass(frozen=True)
class Trial:
    """What came of moving one side: the findings that vanish (columns _KEY), and how many appear."""

    side: dict[str, Any]
    vanished: pl.DataFrame
    created: int

    @property
    def cause(self) -> str:
        return f"{self.side['document']}:{self.side['line']}:{self.side['cell']}"


def with_causes(
    drafts: pl.DataFrame, ticks: pl.DataFrame, tables: Tables, registry: Registry, rules: Mapping[str, RuleModule]
) -> pl.DataFrame:
    """``drafts`` with ``cause``: the place of the misplaced side that a finding comes of, or what its rule told.

    ``ticks`` tell which rules compare which measures: only these are run again, and that of missing marks, which ticks
    nothing. A cause is as grave as the gravest that comes of it. Of the findings of the rule ``misplaced`` only those
    are left that are proved, each with what it explains.
    """
    cause = misplaced.RULE.id
    sides = misplaced.misplaced_sides(tables, registry) if cause in set(drafts["rule"]) else pl.DataFrame()
    with causes_left_out():  # a trial asks what fails, and not why
        proved = _proved(_trials(sides, ticks, tables, registry, rules))
    explained = pl.concat(
        [one.vanished.with_columns(pl.lit(one.cause).alias("cause")) for one in proved]
        or [pl.DataFrame(schema=dict.fromkeys([*_KEY, "cause"], pl.String()))]
    ).unique(_KEY, keep="first", maintain_order=True)
    placed = drafts.rename({"cause": "own_cause"}).with_columns(place().alias("place"))
    others = looked_up(placed.filter(pl.col("rule") != cause), explained, _KEY)
    told = (
        others.filter(pl.col("cause").is_not_null())
        .group_by("cause")
        .agg(pl.len().alias("explains"), (pl.col("severity") == "error").any().alias("grave"))
    )
    causes = placed.filter(pl.col("rule") == cause).join(told, left_on="place", right_on="cause", how="inner")
    others = others.with_columns(pl.coalesce("cause", "own_cause").alias("cause"))
    named = causes.with_columns(
        pl.format("{} {} findings come of it.", "explanation", "explains").alias("explanation"),
        pl.when("grave").then(pl.lit("error")).otherwise("severity").alias("severity"),
        pl.col("place").alias("cause"),
    )
    return pl.concat([others, named.select(others.columns)]).select(drafts.columns)


def _proved(trials: list[Trial]) -> list[Trial]:
    """The trials that explain and create nothing, of two tables that are held against each other the better one."""
    best: dict[tuple[str, ...], Trial] = {}
    for one in trials:
        if one.created or one.vanished.height < _LEAST:
            continue
        side = one.side
        both = (side["document"], *sorted((side["table"], side["other_table"])), str(side["whole"]))
        if both not in best or one.vanished.height > best[both].vanished.height:
            best[both] = one
    return list(best.values())


def _trials(
    sides: pl.DataFrame, ticks: pl.DataFrame, tables: Tables, registry: Registry, rules: Mapping[str, RuleModule]
) -> list[Trial]:
    """Move the figures of each side and run the rules again that compare their measures, or those linked with them.

    The two tables of a pair print the same measures: what fails before they are moved is asked once.
    """
    known: dict[tuple[str, ...], pl.DataFrame] = {}
    trials = []
    for side in sides.iter_rows(named=True):
        figures = _moved_figures(side, tables["observations"])
        measures = registry.linked(set(figures["indicator"]))
        kept = {
            name: frame.filter(pl.col("indicator").is_in(measures)) if "indicator" in frame.columns else frame
            for name, frame in tables.items()
        }
        asked = set(ticks.filter(pl.col("indicator").is_in(measures))["rule"]) | {missing_marks.RULE.id}
        comparing = {id: rule for id, rule in rules.items() if id in asked and not isinstance(rule, ExplainingRule)}
        key = (side["document"], *measures)
        if key not in known:
            known[key] = _failing(kept, side["document"], registry, comparing)
        moved = {**kept, "observations": _with_moved(kept["observations"], figures, side["move"])}
        before, after = known[key], _failing(moved, side["document"], registry, comparing)
        vanished = before.join(after, on=_KEY, how="anti", nulls_equal=True)
        trials.append(Trial(side, vanished, after.join(before, on=_KEY, how="anti", nulls_equal=True).height))
    return trials


def _moved_figures(side: dict[str, Any], observations: pl.DataFrame) -> pl.DataFrame:
    """The figures of a side: its whole series, or all that stands under its label, also what has no other print."""
    here = observations.filter(
        (pl.col("document") == side["document"])
        & (pl.col("table") == side["table"])
        & (pl.col("period_kind").replace_strict(LENGTHS, default=None) == side["length"])
    )
    own = here.filter(place().is_in(side["own"]))
    return here.join(own, on=_SUBJECT if side["whole"] else ["period"], how="semi", nulls_equal=True)


def _with_moved(observations: pl.DataFrame, figures: pl.DataFrame, move: int) -> pl.DataFrame:
    """``observations`` in which these figures are of a period some periods later."""
    columns = ["period", "period_kind", "period_start", "period_end"]
    periods = figures.select("period", "period_kind").unique().rows()
    later = [(label, kind, *_later(label, kind, move)) for label, kind in periods]
    schema = {"period": pl.String, "period_kind": pl.String} | {f"later_{c}": observations.schema[c] for c in columns}
    at = ["document", "table", "line", "cell", "part"]
    moved = figures.select(*at, "period", "period_kind").join(
        pl.DataFrame(later, schema=schema, orient="row"), on=["period", "period_kind"], validate="m:1"
    )
    joined = observations.join(
        moved.drop("period", "period_kind"), on=at, how="left", nulls_equal=True, maintain_order="left"
    )
    return joined.with_columns(pl.coalesce(f"later_{c}", c).alias(c) for c in columns).select(observations.columns)


def _later(label: str, kind: str, move: int) -> tuple[Any, ...]:
    """Label, kind, first and last day of the period that many periods later."""
    if kind == "month":
        months = int(label[:4]) * 12 + int(label[5:]) - 1 + move
        period = Period.month(months // 12, months % 12 + 1)
    elif kind == "quarter":
        quarters = int(label[:4]) * 4 + int(label[-1]) - 1 + move
        period = Period.quarter(quarters // 4, quarters % 4 + 1)
    else:
        start = int((label_of_other_year(label, move) or label)[:4])
        period = Period.academic_year(start) if kind == "academic_year" else Period.financial_year(start)
    return period.label, period.kind, period.start, period.end


def _failing(tables: Tables, document: str, registry: Registry, rules: Mapping[str, RuleModule]) -> pl.DataFrame:
    """What the rules find in these tables, those of one document alone in that one; columns _KEY."""
    alone = {name: frame.filter(pl.col("document") == document) for name, frame in tables.items()}
    rows = []
    for id, rule in rules.items():
        asked = alone if rule.RULE.scope == "one document" else tables
        failing = compare_rule(rule, asked, registry).rows.filter(~holds())
        rows.append(failing.with_columns(pl.lit(id).alias("rule")))
    return pl.concat(rows).with_columns(place().alias("place")).select(_KEY)
