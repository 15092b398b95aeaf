"""One correction tried: is a cause the reason of other findings, and of which of two tables is it the mistake?

A cause is proved where the figures, moved as it says, make findings vanish and no new one appear. Then these findings
are its consequences, and it is told from that table. What is not proved is not told.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import polars as pl

from scorecard.frames import looked_up
from scorecard.periods import Period, label_of_other_year
from scorecard.validate.compare import compare_rule
from scorecard.validate.rules import misplaced, missing_marks
from scorecard.validate.rules.misplaced import LENGTHS
from scorecard.validate.rules.shared.agreement import (
    COMPARISON_SCHEMA,
    ExplainingRule,
    RuleModule,
    holds,
)
from scorecard.validate.rules.shared.causes.tries import causes_left_out
from scorecard.validate.rules.shared.figures import place

if TYPE_CHECKING:
    from scorecard.registry import Registry

Tables = Mapping[str, pl.DataFrame]
_KEY = ["rule", "place", "indicator", "area", "breakdown", "expected"]
"""What makes a finding the same before and after figures are moved: all but their period."""
_SUBJECT = ["document", "table", "indicator", "area", "breakdown"]
_FOUND = {column: COMPARISON_SCHEMA[column] for column in ("document", "line", "cell", *_KEY[2:])} | {
    "rule": pl.String()
}
"""What is kept of a finding while trials stand beside each other: its place is told once its document is."""
_WITHIN = "one document"
_SEPARATOR = "\x1f"
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

    Rules that look at one document are asked once about all trials, each a document of its own; those that hold packs
    against each other only about sides whose move makes nothing new in their own.
    """
    tried = [_tried(at, side, ticks, tables, registry, rules) for at, side in enumerate(sides.iter_rows(named=True))]
    within = _failing_within([state for one in tried for state in (one.unmoved, one.moved)], registry, rules)
    between: dict[str, pl.DataFrame] = {}
    trials = []
    for one in tried:
        trial = _trial(one.side, within[one.unmoved.name], within[one.moved.name])
        if not trial.created:
            for state in (one.unmoved, one.moved):
                if state.name not in between:
                    between[state.name] = _failing_between(state, registry, rules)
            before, after = (pl.concat([within[at.name], between[at.name]]) for at in (one.unmoved, one.moved))
            trial = _trial(one.side, before, after)
        trials.append(trial)
    return trials


@dataclass(frozen=True)
class _State:
    """The figures of some measures as they are printed, or with those of a side moved; which rules are asked of them.

    ``name`` is the same for the same tables: the two tables of a pair print the same measures, and what fails before
    they are moved is asked once.
    """

    name: str
    document: str
    tables: Tables
    asked: frozenset[str]


@dataclass(frozen=True)
class _Tried:
    """A side, and the figures before and after it is moved."""

    side: dict[str, Any]
    unmoved: _State
    moved: _State


def _tried(
    at: int,
    side: dict[str, Any],
    ticks: pl.DataFrame,
    tables: Tables,
    registry: Registry,
    rules: Mapping[str, RuleModule],
) -> _Tried:
    figures, document = _moved_figures(side, tables["observations"]), side["document"]
    measures = registry.linked(set(figures["indicator"]))
    kept = {
        name: frame.filter(pl.col("indicator").is_in(measures)) if "indicator" in frame.columns else frame
        for name, frame in tables.items()
    }
    comparing = set(ticks.filter(pl.col("indicator").is_in(measures))["rule"]) | {missing_marks.RULE.id}
    asked = frozenset(id for id in comparing & set(rules) if not isinstance(rules[id], ExplainingRule))
    moved = {**kept, "observations": _with_moved(kept["observations"], figures, side["move"])}
    name = _SEPARATOR.join([document, *sorted(measures)])
    return _Tried(side, _State(name, document, kept, asked), _State(f"{name}{_SEPARATOR}{at}", document, moved, asked))


def _trial(side: dict[str, Any], before: pl.DataFrame, after: pl.DataFrame) -> Trial:
    vanished = before.join(after, on=_KEY, how="anti", nulls_equal=True)
    return Trial(side, vanished, after.join(before, on=_KEY, how="anti", nulls_equal=True).height)


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


def _failing_within(
    states: Iterable[_State], registry: Registry, rules: Mapping[str, RuleModule]
) -> dict[str, pl.DataFrame]:
    """What the rules of one document find in the document of each state, by the state's name; columns _KEY.

    Each rule is asked once: the documents of all states stand beside each other under names of their own.
    """
    alone = {one.name: (one, _alone(one, named=str(at))) for at, one in enumerate({s.name: s for s in states}.values())}
    found = []
    for id in sorted({id for one, _ in alone.values() for id in one.asked}):
        if rules[id].RULE.scope == _WITHIN:
            stacked = [tables for one, tables in alone.values() if id in one.asked]
            together = {name: pl.concat([tables[name] for tables in stacked]) for name in stacked[0]}
            found.append(_found(rules[id], together, registry))
    rows = pl.concat(found) if found else pl.DataFrame(schema=_FOUND)
    return {
        name: rows.filter(pl.col("document") == str(at)).with_columns(document=pl.lit(one.document)).pipe(_keyed)
        for at, (name, (one, _)) in enumerate(alone.items())
    }


def _alone(state: _State, named: str) -> Tables:
    """The tables of its one document, under this name."""
    return {
        name: frame.filter(pl.col("document") == state.document).with_columns(document=pl.lit(named))
        for name, frame in state.tables.items()
    }


def _failing_between(state: _State, registry: Registry, rules: Mapping[str, RuleModule]) -> pl.DataFrame:
    """What the rules find that hold documents against each other; columns _KEY."""
    asked = (rules[id] for id in sorted(state.asked) if rules[id].RULE.scope != _WITHIN)
    return pl.concat([pl.DataFrame(schema=_FOUND), *(_found(rule, state.tables, registry) for rule in asked)]).pipe(
        _keyed
    )


def _found(rule: RuleModule, tables: Tables, registry: Registry) -> pl.DataFrame:
    failing = compare_rule(rule, tables, registry).rows.filter(~holds())
    return failing.with_columns(pl.lit(rule.RULE.id).alias("rule")).select(*_FOUND)


def _keyed(found: pl.DataFrame) -> pl.DataFrame:
    return found.with_columns(place().alias("place")).select(_KEY)
