"""Hiding small numbers under a policy: what must be hidden, what else has to be, and the tables that are left."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from scorecard.disclosure.equations import Equations
from scorecard.disclosure.policy import Policy
from scorecard.disclosure.primary import in_range, primary_rows, protected, unknown_claims
from scorecard.disclosure.programme import Cost, cheapest
from scorecard.disclosure.quantities import CLAIM, OBSERVATION, PRINT
from scorecard.disclosure.rounding import rounded_cells, rounded_prints, shown_shares
from scorecard.disclosure.system import Mask, System, Whole, build_system
from scorecard.errors import ScorecardError
from scorecard.schema import conform

HIDDEN_COLUMNS = ["value", "decimals", "numerator", "denominator", "share", "lower", "upper"]
"""What of a hidden cell is null; its ``published`` is the policy's symbol."""
PRIMARY, SECONDARY = "primary", "secondary"


@dataclass(frozen=True)
class Suppression:
    """What a policy hides of some tables.

    ``hidden``: one row per hidden figure: ``source`` (observation, claim), ``row`` (its position in that table) and
    ``why`` (primary, secondary). ``counts``: one row per hidden count that is held to the policy's ``fewest_values``,
    with the ``least`` and the ``most`` value of the solutions that have been found (there may be others) and ``kept``:
    they are far enough apart. Not kept are noughts that the layout itself tells: whole and part are the same for
    every area, so that nothing is left for the others, whatever is hidden.
    """

    hidden: pl.DataFrame
    counts: pl.DataFrame

    def rows(self, source: str) -> pl.Series:
        """The positions of the hidden rows of a table."""
        return self.hidden.filter(pl.col("source") == source)["row"]


def suppress(observations: pl.DataFrame, policy: Policy, equations: Equations) -> pl.DataFrame:
    """``observations`` as the policy lets them be shown; same rows, same order.

    A hidden cell is a missing mark: its numbers are null, ``status`` is missing, ``missing_reason`` suppressed and
    ``published`` the policy's symbol, never a nought. ``equations`` are those of the same observations. Raises
    ScorecardError where a hidden count could be worked out whatever is hidden.
    """
    return hide_observations(observations, policy, suppression(policy, equations), equations)


def hide_observations(
    observations: pl.DataFrame, policy: Policy, hidden: Suppression, equations: Equations
) -> pl.DataFrame:
    """``observations`` without what is ``hidden``, the rest rounded as the policy says."""
    rounded = rounded_cells(observations, policy, equations)
    taken = pl.int_range(pl.len()).is_in(hidden.rows(OBSERVATION).implode())
    none = [pl.when(~taken).then(pl.col(c)).alias(c) for c in (*HIDDEN_COLUMNS, "correction", "mark")]
    told = {"published": policy.symbols.hidden, "status": "missing", "missing_reason": "suppressed"}
    marks = [pl.when(taken).then(pl.lit(text)).otherwise(pl.col(c)).alias(c) for c, text in told.items()]
    return conform("observations", rounded.with_columns(*none, *marks))


def hide_claims(claims: pl.DataFrame, policy: Policy, hidden: Suppression) -> pl.DataFrame:
    """``claims`` without the figures that are hidden: a sentence keeps its place and says the policy's symbol.

    A small count of which nobody knows what it counts is hidden too.
    """
    known = pl.int_range(pl.len()).is_in(hidden.rows(CLAIM).implode())
    taken = known | unknown_claims(policy)
    none = [pl.when(~taken).then(pl.col(c)).alias(c) for c in ("value", "numerator", "denominator")]
    mark = pl.when(taken).then(pl.lit(policy.symbols.hidden)).otherwise("published").alias("published")
    return conform("claims", claims.with_columns(*none, mark))


# --- the loop --------------------------------------------------------------------------------------------------------


def suppression(policy: Policy, equations: Equations) -> Suppression:
    """What has to be hidden: small numbers, then whatever else is needed, until no hidden count can be worked out.

    Raises ScorecardError, with its place, where hiding everything around a count other than nought does not suffice.
    """
    system = build_system(
        equations, rounded_prints(equations, policy), shown_shares(equations, policy), _floor(equations, policy)
    )
    primary = _mask(system, primary_rows(equations, policy))
    state = _State(system, equations, policy, primary.copy())
    state.close()
    if policy.secondary == "integer-programme":
        state.protect_all()
    return Suppression(_listed(system, state.hidden, primary), _counts(equations, system, state))


def _floor(equations: Equations, policy: Policy) -> pl.Series:
    """What a hidden count is at least: 1 where the policy shows noughts, so that a hidden print is none."""
    some = pl.col("own_print") & (pl.col("number") >= 1) & pl.lit(policy.zero_shown)
    return equations.variables.select(some.fill_null(False).cast(pl.Int64).alias("floor"))["floor"]


def _mask(system: System, rows: pl.DataFrame) -> Mask:
    """Which of the system's rows are among ``rows``."""
    marked = system.rows.join(rows.select(PRINT).unique(), on=PRINT, how="semi")
    mask = np.zeros(system.rows.height, dtype=bool)
    mask[marked["at"].to_numpy()] = True
    return mask


class _State:
    """What is hidden so far, and the tables that tell what follows from it."""

    def __init__(self, system: System, equations: Equations, policy: Policy, hidden: Mask) -> None:
        self.system, self.equations, self.policy, self.hidden = system, equations, policy, hidden
        self.lost: set[int] = set()
        prints = equations.prints.join(system.rows, on=PRINT, how="inner", maintain_order="left").filter("shown")
        self.at, self.variable, self.subject, number = (
            prints[c].to_numpy().astype(np.int64) for c in ("at", "variable", "subject", "number")
        )
        self.nought = (number == 0) & policy.zero_shown & (prints["what"] == "value").to_numpy()
        rates = equations.rates.with_columns(pl.lit(OBSERVATION).alias("source")).join(
            system.rows, on=PRINT, how="inner"
        )
        self.rate_at, self.rate_subject = (rates[c].to_numpy().astype(np.int64) for c in ("at", "subject"))
        self.always = protected(equations, policy)
        barred = np.zeros(len(hidden), dtype=bool)
        barred[self.at[self.nought]] = True
        size = np.zeros(len(hidden))
        np.maximum.at(size, self.at, number)
        self.cost = Cost(size, barred)

    def unseen(self) -> Whole:
        """The variables that are printed, and of which every print is hidden."""
        printed, seen = np.unique(self.variable), np.unique(self.variable[~self.hidden[self.at]])
        return np.setdiff1d(printed, seen)

    def targets(self) -> Whole:
        """The variables that must stay unknown: hidden ones, and small numbers that follow from printed ones."""
        return np.union1d(self.unseen(), self.always)

    def close(self) -> None:
        """Hide other prints of what is hidden: of one subject all go together, but for noughts that are shown.

        A rate goes with its count: whoever knows the population works it out.
        """
        while True:
            subjects = np.unique(self.subject[np.isin(self.variable, self.unseen())])
            more = np.isin(self.subject, subjects) & ~self.nought & ~self.hidden[self.at]
            self.hidden[self.rate_at[np.isin(self.rate_subject, subjects)]] = True
            if not more.any():
                return
            self.hidden[self.at[more]] = True

    def protect_all(self) -> None:
        """Hide further figures, count by count, until every target can be enough whole numbers."""
        while narrow := self._narrow(np.setdiff1d(self.targets(), sorted(self.lost))):
            for target in sorted(narrow):
                self._protect(target)

    def _narrow(self, targets: Whole) -> dict[int, tuple[int, int]]:
        return self.system.narrow(~self.hidden, targets, self.policy.fewest_values)

    def _protect(self, target: int) -> None:
        if not self._narrow(np.array([target])):
            return
        rows = cheapest(self.system, ~self.hidden, target, self.policy.fewest_values, self.cost)
        self.hidden[rows] = True
        self.close()
        if len(rows):
            return
        self.lost.add(target)
        if self.system.truth[target] != 0:
            raise ScorecardError(
                "a small number can be worked out, whatever else is hidden",
                where=self._place(target),
                expected=f"{self.policy.fewest_values} values that it could have",
                do="leave its table out of what is shown under this policy",
            )

    def _place(self, target: int) -> str:
        return ", ".join(_places(self.equations, target)) or "behind a percentage"


def _places(equations: Equations, variable: int) -> list[str]:
    """Where a count is printed: ``document:line``."""
    own = equations.prints.filter(pl.col("variable") == variable)
    return own.select(pl.format("{}:{}", "document", "line").alias("at"))["at"].unique(maintain_order=True).to_list()


def _listed(system: System, hidden: Mask, primary: Mask) -> pl.DataFrame:
    told = system.rows.with_columns(pl.Series("hidden", hidden), pl.Series("first", primary)).filter("hidden")
    why = pl.when("first").then(pl.lit(PRIMARY)).otherwise(pl.lit(SECONDARY)).alias("why")
    return told.select(*PRINT, why).sort("source", "row")


def _counts(equations: Equations, system: System, state: _State) -> pl.DataFrame:
    """The hidden counts with the least and the greatest value among the solutions that were found."""
    targets = state.targets()
    low, high = system.low[targets], system.high[targets]
    kept = high - low + 1 >= state.policy.fewest_values
    ranges = pl.DataFrame({"variable": targets, "least": low, "most": high, "kept": kept})
    about = equations.variables.select("variable", "of_kind", "quantity", "area", "breakdown", "period")
    return ranges.join(about, on="variable", how="left", maintain_order="left")


__all__ = ["Suppression", "hide_claims", "hide_observations", "in_range", "suppress", "suppression"]
