"""What the figures say: the step ``measures`` on the project's packs, and direction of travel on two million figures.

The first part answers every question of the processed tables, after imports (bar: 2 seconds). The second takes 150
authorities with 120 months of 112 indicators, 2.02 million figures, and tells of each how it changed on the month, the
quarter and the year before and whether that is better or worse: one lazy query from parquet to parquet in polars'
streaming engine, beside the same joins in pandas. They run in turn, A B A B, each in a process of its own; their
results must be equal in counts and sums.

    python bench/measures.py                       both parts
    python bench/measures.py --authorities 15      the second a tenth as large
    python bench/measures.py --json FILE           also writes the figures there
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

SEED, MONTHS, INDICATORS, FIRST_YEAR = 20261126, 120, 112, 2014
BAR = 2.0
SIDES = ("polars", "pandas")
STEPS = {"month": 1, "quarter": 3, "year": 12}
GOOD = ("high", "low", "info")


def make(folder: Path, authorities: int) -> None:
    """Write ``figures.parquet``: one row per authority, indicator and month, a twentieth of them not printed."""
    import numpy as np
    import polars as pl

    chance = np.random.default_rng(SEED)
    starts = pl.date_range(pl.date(FIRST_YEAR, 4, 1), pl.date(FIRST_YEAR + 10, 3, 1), "1mo", eager=True).head(MONTHS)
    months = pl.DataFrame({"period_start": starts})
    indicators = pl.DataFrame(
        {
            "indicator": [f"indicator_{n:03d}" for n in range(INDICATORS)],
            "good": [GOOD[n % len(GOOD)] for n in range(INDICATORS)],
        }
    )
    names = pl.DataFrame({"authority": [f"Authority {n:03d}" for n in range(authorities)]})
    rows = names.join(indicators, how="cross").join(months, how="cross")
    value = pl.Series("value", chance.integers(0, 1000, rows.height) / 10)
    printed = pl.Series("printed", chance.random(rows.height) > 0.05)
    figures = (
        rows.with_columns(value, printed)
        .filter("printed")
        .drop("printed")
        .with_columns(
            pl.lit(None, pl.String).alias("breakdown"),
            pl.col("authority").alias("area"),
            pl.lit("percent").alias("unit"),
            pl.lit("month").alias("period_kind"),
            pl.col("period_start").dt.month_end().alias("period_end"),
            pl.lit(None, pl.Float64).alias("limit_lower"),
            pl.lit(None, pl.Float64).alias("limit_upper"),
        )
    )
    figures.write_parquet(folder / "figures.parquet")


def with_polars(folder: Path, target: Path) -> None:
    """One lazy query; the streaming engine never holds the set."""
    import polars as pl

    from scorecard.measures.direction import judgement, moved
    from scorecard.measures.year_on_year import with_period_before

    told: Any = pl.scan_parquet(folder / "figures.parquet")
    series: Any = told
    for name, months in STEPS.items():
        told = with_period_before(told, series, months=months, prefix="previous", columns=())
        told = (
            told.with_columns((pl.col("value") - pl.col("previous")).alias(f"{name}_change"), moved().alias("moved"))
            .with_columns(judgement().alias(f"{name}_verdict"))
            .drop("previous", "moved")
        )
    told.select(*_kept()).sink_parquet(target, engine="streaming")


def with_pandas(folder: Path, target: Path) -> None:
    """The same joins in pandas, with months as numbers so that they are cheap to shift."""
    import numpy as np
    import pandas as pd
    import polars as pl

    read = pl.read_parquet(
        folder / "figures.parquet", columns=["authority", "indicator", "good", "period_start", "value"]
    )
    told = pd.DataFrame({name: read[name].to_numpy() for name in read.columns})
    stamp = pd.to_datetime(told["period_start"])
    told["month"] = stamp.dt.year * 12 + stamp.dt.month
    for name, months in STEPS.items():
        before = told[["authority", "indicator", "month", "value"]].rename(columns={"value": "previous"})
        before = before.assign(month=before["month"] + months)
        told = told.merge(before, on=["authority", "indicator", "month"], how="left", validate="one_to_one")
        change = told["value"] - told["previous"]
        up, down, level = change > 0, change < 0, change == 0
        high, low = told["good"] == "high", told["good"] == "low"
        cases = [level & (high | low), (up & high) | (down & low), (down & high) | (up & low)]
        told[f"{name}_change"] = change
        told[f"{name}_verdict"] = np.select(cases, ["no change", "better", "worse"], None)
        told = told.drop(columns="previous")
    columns = {}
    for name in _kept():
        words = not name.endswith("_change")
        values = told[name].to_numpy(dtype=object if words else float)
        kept = [v if isinstance(v, str) else None for v in values] if words else values
        columns[name] = pl.Series(kept, dtype=pl.String) if words else pl.Series(kept, nan_to_null=True)
    pl.DataFrame(columns).write_parquet(target)


def _kept() -> list[str]:
    return ["authority", "indicator", *(f"{name}_{part}" for name in STEPS for part in ("change", "verdict"))]


TELL: dict[str, Callable[[Path, Path], None]] = {"polars": with_polars, "pandas": with_pandas}


def run_side(side: str, folder: Path) -> dict[str, Any]:
    """Run one side in this process, its imports done before the clock starts."""
    import polars  # noqa: F401

    import scorecard.measures.year_on_year  # noqa: F401

    if side == "pandas":
        import pandas  # noqa: F401
    target = folder / f"{side}.parquet"
    start, cpu = time.perf_counter(), time.process_time()
    TELL[side](folder, target)
    wall, spent = time.perf_counter() - start, time.process_time() - cpu
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"side": side, "seconds": wall, "cpu_seconds": spent, "peak_mib": peak, "result": summed(target)}


def summed(target: Path) -> list[list[Any]]:
    """Counts of each verdict and sums of changes in whole tenths, so that no order of adding shows."""
    import polars as pl

    frame = pl.scan_parquet(target)
    found = []
    for name in STEPS:
        tenths = (pl.col(f"{name}_change") * 10).round().cast(pl.Int64).sum()
        groups = frame.group_by(f"{name}_verdict").agg(pl.len(), tenths).sort(f"{name}_verdict").collect()
        found.append([name, groups.rows()])
    return json.loads(json.dumps(found))


def step_once() -> dict[str, float]:
    """Time the step on the processed tables in this process, imports done before."""
    from scorecard.measures.answers.answer import answer
    from scorecard.measures.answers.material import Material
    from scorecard.registry import load_registry
    from scorecard.schema import read_table
    from scorecard.steps import MATERIAL
    from scorecard.workspace import Workspace

    workspace = Workspace.of_variables(os.environ)
    registry = load_registry(workspace)
    start, cpu = time.perf_counter(), time.process_time()
    tables = {name: read_table(workspace.processed, name) for name in MATERIAL}
    rows = answer(Material.of(tables, registry)).height
    return {"seconds": time.perf_counter() - start, "cpu_seconds": time.process_time() - cpu, "rows": rows}


def in_process(*arguments: str) -> Any:
    done = subprocess.run([sys.executable, __file__, *arguments], stdout=subprocess.PIPE, text=True, check=True)
    return json.loads(done.stdout or "{}")


def compare(authorities: int, rounds: int) -> dict[str, Any]:
    """Make the set, run A B A B, compare the results and take the medians."""
    with tempfile.TemporaryDirectory(prefix="measures-") as name:
        in_process("--make", name, "--authorities", str(authorities))
        runs = []
        for side in SIDES * rounds:
            runs.append(in_process("--side", side, "--folder", name))
            print(f"  {side:7s}{said(runs[-1])}", flush=True)
    results = [run.pop("result") for run in runs]
    if any(result != results[0] for result in results):
        raise SystemExit(f"the two sides disagree: {results[0]} and {next(r for r in results if r != results[0])}")
    keys = ("seconds", "cpu_seconds", "peak_mib")
    medians = {
        side: {k: round(statistics.median(r[k] for r in runs if r["side"] == side), 2) for k in keys} for side in SIDES
    }
    figures = sum(count for _, count, _ in results[0][0][1])
    return {"bench": "measures", "figures": figures, "runs": runs, "medians": medians}


def said(run: dict[str, float]) -> str:
    return f"{run['seconds']:7.1f} s  {run['cpu_seconds']:7.1f} s CPU  {run['peak_mib']:6,.0f} MiB at most"


def main() -> None:
    """Time the step, compare both sides and print the medians and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--authorities", type=int, default=150)
    parser.add_argument("--rounds", type=int, default=2, help="how often each side runs (here: 2)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there")
    parser.add_argument("--make", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--side", choices=SIDES, help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--step-once", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.make:
        make(options.make, options.authorities)
    elif options.side:
        print(json.dumps(run_side(options.side, options.folder)))
    elif options.step_once:
        print(json.dumps(step_once()))
    else:
        _report(options)


def _report(options: argparse.Namespace) -> None:
    steps = [in_process("--step-once") for _ in range(3)]
    step = statistics.median(one["seconds"] for one in steps)
    print(f"the step on the packs: {step:.2f} s after imports, {steps[0]['rows']:,} answers (bar {BAR} s)")
    found = compare(options.authorities, options.rounds) | {"step_seconds": round(step, 2)}
    print(f"{found['figures']:,} figures, three comparisons each; both sides agree")
    for side, median in found["medians"].items():
        print(f"median {side:7s}{said(median)}")
    polars, pandas = (found["medians"][side] for side in SIDES)
    print(f"pandas takes {pandas['seconds'] / polars['seconds']:.1f} times as long")
    if options.json:
        options.json.parent.mkdir(parents=True, exist_ok=True)
        options.json.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
