"""The rules asked about one document, in this process: what fails, what is confirmed, what nothing tests.

`run_validation` lets Great Expectations compare the same numbers for the record; that costs seconds to load. Here the
same comparisons are made by expressions (`failing_of`), and a test holds both against each other.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import polars as pl

from scorecard.check.averages import averages_found
from scorecard.check.beside import is_derived, with_counts_named
from scorecard.check.causes import with_wrong_parts
from scorecard.check.changes import changes_found
from scorecard.general.read import GeneralReading
from scorecard.general.reasons import NO_PARTS
from scorecard.registry import Registry
from scorecard.schema import SCHEMAS
from scorecard.validate.compare import Material, find_rules, rule_material
from scorecard.validate.findings.drafts import findings_of
from scorecard.validate.findings.grades import explained
from scorecard.validate.findings.ids import DRAFT_SCHEMA, drop_repeats, name_findings
from scorecard.validate.findings.sides import with_sides
from scorecard.validate.frames import in_order_of_place
from scorecard.validate.rules.shared import percentages, rounding
from scorecard.validate.rules.shared.agreement import RuleModule
from scorecard.validate.ticks import coverage, ticks_of
from scorecard.validate.trials import with_causes

TOLERANCE = 1e-9
"""What the numbers of a comparison may differ by: that of ``expectations/published_figures.json``."""
_OF_SEVERAL = "between-packs"
"""The rule that has nothing to ask of one document."""
_OF_LINKS = "linked-counts"
_NOTHING_READ = GeneralReading((), ())


@dataclass(frozen=True)
class Judged:
    """What the rules say of a document: its findings, what each figure is held by, and the rules that stopped."""

    findings: pl.DataFrame
    coverage: pl.DataFrame
    ticks: pl.DataFrame
    stopped: tuple[str, ...] = ()


def judge(
    tables: Mapping[str, pl.DataFrame],
    registry: Registry,
    general: GeneralReading = _NOTHING_READ,
) -> Judged:
    """All rules about published figures, asked about the tables of one document.

    ``general`` says which percentages have their x and y in cells of their own, and what columns of changes and of
    averages print.
    """
    ordered = in_order_of_place(tables)
    asked = {**ordered, "unread": ordered["unread"].filter(~pl.col("reason").is_in(NO_PARTS))}
    rules = {id_: rule for id_, rule in find_rules().items() if id_ != _OF_SEVERAL}
    drafts, ticks, stopped = [pl.DataFrame(schema=DRAFT_SCHEMA)], [pl.DataFrame(schema=SCHEMAS["ticks"])], []
    for id_, rule in rules.items():
        material = _of_others(rule_material(rule, asked, registry), id_)
        stopped += [id_] if material.fault else []
        failing = failing_of(rule, material)
        drafts.append(findings_of(rule, failing, material, ordered))
        if not material.frame.is_empty():
            ticks.append(ticks_of(rule, material.frame, failing, ordered["observations"]))
    every = with_counts_named(pl.concat(ticks), general.pairs)
    told = with_causes(drop_repeats(pl.concat(drafts)), every, ordered, registry, rules)
    told = with_wrong_parts(told, ordered["observations"])
    sided = with_sides(told, every, ordered["observations"])
    own = _document_of(ordered)
    beside = [changes_found(general.changes, own), averages_found(general.averages, own)]
    sided = pl.concat([sided.with_columns(_outside_its_band()), *beside])
    graded = explained(sided, ordered["caveats"], ordered["documents"], registry.caveats)
    findings = name_findings(graded, ordered["observations"])
    return Judged(findings, coverage(every, ordered, registry, stopped), every, tuple(stopped))


def _document_of(tables: Mapping[str, pl.DataFrame]) -> str:
    return str(tables["documents"]["document"][0])


def _of_others(material: Material, rule: str) -> Material:
    """The comparisons without those of counts with themselves: the x and y of a derived measure were taken from them,
    and the percentage is held against them by a rule of its own."""
    if rule != _OF_LINKS or material.frame.is_empty():
        return material
    return replace(material, frame=material.frame.filter(~is_derived()))


def _outside_its_band() -> pl.Expr:
    """The severity of findings; a warning where a measure has a colour in whose own printed band its figure does not
    lie.

    Between packs of one family that is a note, for its limits may have tolerances that are printed elsewhere; a pack
    that goes out says what it says.
    """
    undecided = (pl.col("rule") == "rag") & (pl.col("expected") == "no colour")
    return pl.when(undecided & is_derived()).then(pl.lit("warning")).otherwise("severity").alias("severity")


def failing_of(rule: RuleModule, material: Material) -> pl.DataFrame:
    """The comparisons of a rule that do not hold."""
    frame = material.frame
    if frame.is_empty():
        return frame
    own = {"percentage": _no_share, "rounding-habit": _another_habit, "hidden-children": _hides_children}
    if rule.RULE.id in own:
        return own[rule.RULE.id](frame)
    value = pl.col("published_value")
    within = (pl.col("lower").is_null() | (value >= pl.col("lower") - TOLERANCE)) & (
        pl.col("upper").is_null() | (value <= pl.col("upper") + TOLERANCE)
    )
    return frame.filter(~within)


def _no_share(cells: pl.DataFrame) -> pl.DataFrame:
    """Percentages that are not x of y in the rounding of their table."""
    shares = percentages.shares_of(cells)
    told = [pl.Series(habit, rounding.matches(shares, habit)) for habit in rounding.HABITS]
    holds = pl.lit(value=False)
    for series in told:
        holds = pl.when(pl.col("habit") == series.name).then(series).otherwise(holds)
    return cells.filter(~holds)


def _another_habit(habits: pl.DataFrame) -> pl.DataFrame:
    """Tables that do not round half up."""
    return habits.filter(pl.col("habit") != "half up")


def _hides_children(cells: pl.DataFrame) -> pl.DataFrame:
    """0% that is not none, and 100% that is not all."""
    none = (pl.col("value") == 0) & (pl.col("numerator") > 0)
    everyone = (pl.col("value") == 100) & (pl.col("numerator") < pl.col("denominator"))
    return cells.filter((none | everyone).fill_null(value=False))
