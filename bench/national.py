"""Cleaning a made-up national set in one streaming polars pass, beside the same work in pandas.

150 authorities publish 40 quarterly packs; each prints 60 indicators with three months, the quarter, the year to date
and the year before: 2.16 million cells with counts, percentages, "x of y", money and missing marks. Both sides read the
same parquet files, read every cell with the same patterns, join what it is about (indicator, area, period) and write
parquet. They run in turn, A B A B, each in a process of its own; their results must be equal in counts and sums.

    python bench/national.py                       both sides, twice
    python bench/national.py --authorities 15      the same, a tenth of the size
    python bench/national.py --json FILE           also writes the figures there

pandas reads its input with polars, as no parquet engine of its own is installed; that time is printed apart.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

SEED, FIRST_YEAR, INDICATORS = 20240331, 2014, 60
SIDES = ("polars", "pandas")
PLACES = ("month 1", "month 2", "month 3", "quarter", "year to date", "year before")
OUT = [
    "authority",
    "document",
    "line",
    "cell",
    "indicator",
    "theme",
    "area",
    "period",
    "period_kind",
    "period_start",
    "period_end",
    "unit",
    "kind",
    "value",
    "decimals",
    "numerator",
    "denominator",
    "status",
    "text",
]


# ---- the set --------------------------------------------------------------------------------------------------


def make(folder: Path, authorities: int, quarters: int) -> None:
    """Write cells, placements, indicators, areas and periods; the same arguments give the same bytes."""
    import polars as pl

    periods, columns = _periods(quarters)
    lines = pl.DataFrame({"line": range(1, INDICATORS + 1)})
    placements = columns.join(lines, how="cross").with_columns(
        number=pl.format("{}.{}", 1 + pl.col("line") // 10, "line")
    )
    numbers = pl.DataFrame({"authority": range(authorities)}, schema={"authority": pl.Int32})
    cells = numbers.join(placements.select("quarter", "line", "cell"), how="cross").pipe(_printed)
    frames = {
        "cells": cells,
        "placements": placements.select("quarter", "line", "cell", "number", "period"),
        "indicators": _indicators(),
        "areas": numbers.with_columns(area=pl.format("Authority {}", "authority")),
        "periods": periods,
    }
    for name, frame in frames.items():
        frame.write_parquet(folder / f"{name}.parquet")


def _periods(quarters: int) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The periods that are printed, one row each; and one row per quarter and column with its period."""
    import polars as pl

    found: list[tuple[int, int, str, str, str, str]] = []
    for quarter in range(quarters):
        year, part = FIRST_YEAR + quarter // 4, quarter % 4
        months = [(year + (m > 12), (m - 1) % 12 + 1) for m in range(4 + 3 * part, 7 + 3 * part)]
        first, last = (f"{y}-{m:02d}-01" for y, m in (months[0], months[-1]))
        label, before = f"{year}/{(year + 1) % 100:02d}", f"{year - 1}/{year % 100:02d}"
        rows = [(f"{y}-{m:02d}", "month", f"{y}-{m:02d}-01", f"{y}-{m:02d}-01") for y, m in months]
        rows += [
            (f"{label} Q{part + 1}", "quarter", first, last),
            (f"{label} YTD {part + 1}", "year_to_date", f"{year}-04-01", last),
            (before, "financial_year", f"{year - 1}-04-01", f"{year}-03-01"),
        ]
        found += [(quarter, cell, *row) for cell, row in enumerate(rows, start=2)]
    names = ["quarter", "cell", "period", "period_kind", "period_start", "period_end"]
    columns = pl.DataFrame(found, schema=names, orient="row").with_columns(pl.col("quarter", "cell").cast(pl.Int32))
    columns = columns.with_columns(pl.col("period_start", "period_end").str.to_date())
    columns = columns.with_columns(pl.col("period_end").dt.month_end())
    return columns.select(names[2:]).unique("period").sort("period"), columns.select("quarter", "cell", "period")


def _indicators() -> pl.DataFrame:
    """Sixty indicators of the registry under made-up numbers, with theme and unit."""
    import polars as pl

    from scorecard.registry import load_registry

    known = load_registry().frame().filter(pl.col("unit").is_in(["count", "percent"])).sort("indicator")
    lines = range(1, INDICATORS + 1)
    numbers = pl.DataFrame({"number": [f"{1 + n // 10}.{n}" for n in lines]})
    return pl.concat([numbers, known.head(INDICATORS).select("indicator", "theme", "unit")], how="horizontal")


def _printed(places: pl.DataFrame) -> pl.DataFrame:
    """The places with what is printed there: about 45 % counts, 33 % percentages, 12 % x of y, the rest other forms."""
    import numpy as np
    import polars as pl

    chance = np.random.default_rng(SEED)
    y = chance.integers(1, 20_000, places.height)
    share = chance.integers(0, 10_001, places.height)
    drawn = places.with_columns(
        pl.Series("form", chance.integers(0, 100, places.height)),
        pl.Series("y", y),
        pl.Series("x", y * share // 10_000),
        pl.Series("share", share),
    )
    form = pl.col("form")
    one = pl.format("{}.{}%", pl.col("share") // 100, pl.col("share") // 10 % 10)
    two = pl.format("{}.{}%", pl.col("share") // 100, (pl.col("share") % 100).cast(pl.String).str.zfill(2))
    text = (
        pl.when(form < 45)
        .then(_with_comma(pl.col("y")))
        .when(form < 70)
        .then(one)
        .when(form < 78)
        .then(two)
        .when(form < 90)
        .then(pl.format("{} of {}", "x", "y"))
        .when(form < 92)
        .then(pl.format("{} ({})", one, "x"))
        .when(form < 93)
        .then(pl.format("{}/{}", "x", "y"))
        .when(form < 94)
        .then(pl.format("£{}", _with_comma(pl.col("y"))))
        .when(form < 96)
        .then(pl.lit("-"))
        .when(form < 98)
        .then(pl.lit("n/a"))
        .when(form < 99)
        .then(pl.lit("TBC"))
        .otherwise(pl.lit(""))
    )
    document = pl.format("{}-{}", pl.col("authority").cast(pl.String).str.zfill(3), pl.col("quarter"))
    return drawn.select("authority", "quarter", "line", "cell", document=document, text=text)


def _with_comma(count: pl.Expr) -> pl.Expr:
    import polars as pl

    whole = pl.format("{},{}", count // 1000, (count % 1000).cast(pl.String).str.zfill(3))
    return pl.when(count >= 1000).then(whole).otherwise(count.cast(pl.String))


# ---- side A: polars ---------------------------------------------------------------------------------------------


def clean_with_polars(folder: Path, target: Path) -> dict[str, float]:
    """One lazy query from parquet to parquet; the streaming engine never holds the set."""
    import polars as pl

    from scorecard.text.cells import with_reading

    scan = {
        n: pl.scan_parquet(folder / f"{n}.parquet") for n in ("cells", "placements", "indicators", "areas", "periods")
    }
    (
        scan["cells"]
        .pipe(with_reading, "text")
        .filter(~pl.col("kind").is_in(["blank", "text"]))
        .join(scan["placements"], on=["quarter", "line", "cell"], how="left")
        .join(scan["indicators"], on="number", how="left")
        .join(scan["areas"], on="authority", how="left")
        .join(scan["periods"], on="period", how="left")
        .with_columns(
            unit=pl.when(pl.col("kind") == "ratio")
            .then(pl.lit("ratio"))
            .when(pl.col("kind") == "money")
            .then(pl.lit("gbp"))
            .when(pl.col("kind").is_in(["percent", "percent_count"]))
            .then(pl.lit("percent"))
            .otherwise("unit"),
            status=pl.when(pl.col("kind") == "missing").then(pl.lit("missing")).otherwise(pl.lit("reported")),
        )
        .select(OUT)
        .sink_parquet(target, engine="streaming")
    )
    return {}


# ---- side B: pandas ---------------------------------------------------------------------------------------------


def clean_with_pandas(folder: Path, target: Path) -> dict[str, float]:
    """The same work as vectorised pandas: each pattern is asked only of the cells that no pattern before it took."""
    import numpy as np
    import polars as pl

    start = time.perf_counter()
    names = ("cells", "placements", "indicators", "areas", "periods")
    read = {name: _to_pandas(pl.read_parquet(folder / f"{name}.parquet")) for name in names}
    reading = time.perf_counter() - start
    cells = _read_with_pandas(read["cells"])
    cells = cells[~cells["kind"].isin(["blank", "text"])]
    cells = cells.merge(read["placements"], on=["quarter", "line", "cell"], how="left")
    cells = cells.merge(read["indicators"], on="number", how="left").merge(read["areas"], on="authority", how="left")
    cells = cells.merge(read["periods"], on="period", how="left")
    kind = cells["kind"]
    cases = [kind == "ratio", kind == "money", kind.isin(["percent", "percent_count"])]
    cells["unit"] = np.select(cases, ["ratio", "gbp", "percent"], cells["unit"].to_numpy(object))
    cells["status"] = np.where(kind == "missing", "missing", "reported").astype(object)
    start = time.perf_counter()
    pl.DataFrame({name: _column(cells[name]) for name in OUT}).write_parquet(target)
    return {"bridge_seconds": reading + time.perf_counter() - start}


def _to_pandas(frame: pl.DataFrame) -> pd.DataFrame:
    import pandas as pd

    strings = {n: pd.Series(frame[n].to_numpy(), dtype=object) for n, t in frame.schema.items() if str(t) == "String"}
    return pd.DataFrame({name: strings.get(name, frame[name].to_numpy()) for name in frame.columns})


def _column(values: pd.Series) -> pl.Series:
    import polars as pl

    if str(values.dtype) in ("object", "str", "string"):
        return pl.Series(values.astype(object).to_numpy(), dtype=pl.String, strict=False)
    if str(values.dtype).startswith("datetime"):
        values = values.astype("datetime64[ms]")
    return pl.Series(values.to_numpy(), nan_to_null=True)


def _read_with_pandas(cells: pd.DataFrame) -> pd.DataFrame:
    """``scorecard.text.cells.with_reading`` said in pandas, with its patterns."""
    import numpy as np

    from scorecard.text import behind, expressions
    from scorecard.text import cells as reader
    from scorecard.text.marks import missing_pattern
    from scorecard.text.plain import INVISIBLE, RAISED_NUMBER

    text = cells["text"]
    tidied = (
        (RAISED_NUMBER, r"\1[\2]"),
        (expressions.FONT_TAGS, ""),
        (f"[{INVISIBLE}]", ""),
        (expressions.SPACES, " "),
    )
    for pattern, by in tidied:
        text = text.str.replace(pattern, by, regex=True)
    text = text.str.strip()
    parts = text.str.extract(behind.behind_pattern().replace("?<", "?P<"))
    core = parts["core"].fillna(parts["bare"])
    kind = np.full(len(text), "text", dtype=object)
    columns = {name: np.full(len(text), np.nan) for name in ("value", "decimals", "numerator", "denominator")}
    left = np.arange(len(text))

    def take(found: Any, name: str) -> Any:
        kind[left[found]] = name
        return left[~found]

    left = take((text == "").to_numpy(bool), "blank")
    left = take(text.iloc[left].str.contains(missing_pattern()).to_numpy(bool), "missing")
    spans = left[text.iloc[left].str.contains(reader.YEARS).to_numpy(bool)]
    left = np.setdiff1d(left, spans, assume_unique=True)
    for name in reader.PATTERNS:
        groups = core.iloc[left].str.extract(reader.pattern_of(name))
        found = groups.iloc[:, -1].notna().to_numpy(bool)
        _fill(columns, left[found], name, groups[found])
        left = take(found, name)
    return cells.assign(kind=kind, **columns)


def _fill(columns: dict[str, Any], rows: Any, name: str, groups: pd.DataFrame) -> None:
    """Write the figures of the cells that a pattern took."""
    from scorecard.text import cells as reader

    if name == "money":
        value = groups[0].str.cat(groups[1])
        _numbers(columns, "value", rows, value)
        return
    for column, group in zip(("value", "numerator", "denominator"), reader.GROUPS[name], strict=False):
        if group is not None:
            _numbers(columns, column, rows, groups[group - 1])


def _numbers(columns: dict[str, Any], column: str, rows: Any, texts: pd.Series) -> None:
    from scorecard.text.numbers import MINUS

    bare = texts.str.replace(r"[,'\s]", "", regex=True).str.replace(MINUS, "-", regex=True).str.removeprefix("+")
    columns[column][rows] = bare.astype(float)
    if column == "value":
        columns["decimals"][rows] = texts.str.extract(r"\.(\d+)")[0].str.len().fillna(0)


# ---- measuring --------------------------------------------------------------------------------------------------

CLEAN: dict[str, Callable[[Path, Path], dict[str, float]]] = {"polars": clean_with_polars, "pandas": clean_with_pandas}


def run_side(side: str, folder: Path) -> dict[str, Any]:
    """Run one side in this process, its imports done before the clock starts."""
    import polars  # noqa: F401

    import scorecard.text.cells  # noqa: F401

    if side == "pandas":
        import pandas  # noqa: F401
    target = folder / f"{side}.parquet"
    wall, cpu = time.perf_counter(), time.process_time()
    more = CLEAN[side](folder, target)
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"side": side, "seconds": wall, "cpu_seconds": cpu, "peak_mib": peak, **more, "result": summed(target)}


def summed(target: Path) -> dict[str, Any]:
    """Counts and sums of a result; figures are summed in whole hundredths, so that no order of adding shows."""
    import polars as pl

    hundredths = [
        (pl.col(c) * 100).round().cast(pl.Int64).sum().alias(c) for c in ("value", "numerator", "denominator")
    ]
    frame = pl.scan_parquet(target)
    by = ["kind", "unit", "status", "period_kind"]
    groups = frame.group_by(by).agg(
        pl.len().alias("rows"),
        pl.col("decimals").cast(pl.Int64).sum(),
        *hundredths,
        *(pl.col(c).n_unique().alias(f"{c}s") for c in ("indicator", "area", "period")),
        pl.col("period_end").cast(pl.Date).max().cast(pl.String).alias("last"),
    )
    rows = groups.sort(by).collect().rows()
    return {"rows": sum(row[len(by)] for row in rows), "groups": [list(row) for row in rows]}


def in_process(*arguments: str) -> dict[str, Any]:
    """Run this file in a process of its own and take what it prints. The parent stays small: a child's peak memory
    starts from its parent's."""
    done = subprocess.run([sys.executable, __file__, *arguments], stdout=subprocess.PIPE, text=True, check=True)
    return json.loads(done.stdout or "{}")


def compare(authorities: int, quarters: int, rounds: int) -> dict[str, Any]:
    """Make the set, run A B A B, compare the results and take the medians."""
    with tempfile.TemporaryDirectory(prefix="national-") as name:
        size = ("--authorities", str(authorities), "--quarters", str(quarters))
        in_process("--make", name, *size)
        runs = []
        for side in SIDES * rounds:
            runs.append(in_process("--side", side, "--folder", name))
            print(f"  {side:7s}{said(runs[-1])}", flush=True)
    results = [run.pop("result") for run in runs]
    if any(result != results[0] for result in results):
        raise SystemExit("the two sides disagree: " + json.dumps(_first_difference(results)))
    cells = authorities * quarters * INDICATORS * len(PLACES)
    return {"bench": "national", "cells": cells, "rows": results[0]["rows"], "runs": runs, "medians": medians(runs)}


def _first_difference(results: list[dict[str, Any]]) -> list[Any]:
    other = next(result for result in results if result != results[0])
    pairs = zip(results[0]["groups"], other["groups"], strict=False)
    return next(([a, b] for a, b in pairs if a != b), [results[0]["rows"], other["rows"]])


def medians(runs: list[dict[str, Any]]) -> dict[str, dict[str, float]]:
    keys = ("seconds", "cpu_seconds", "peak_mib", "bridge_seconds")
    mine = {side: [run for run in runs if run["side"] == side] for side in SIDES}
    return {
        side: {k: round(statistics.median(r[k] for r in found), 2) for k in keys if k in found[0]}
        for side, found in mine.items()
    }


def said(run: dict[str, float]) -> str:
    bridge = f"  ({run['bridge_seconds']:.1f} s of it reading and writing)" if "bridge_seconds" in run else ""
    return f"{run['seconds']:7.1f} s  {run['cpu_seconds']:7.1f} s CPU  {run['peak_mib']:6,.0f} MiB at most{bridge}"


def main() -> None:
    """Compare both sides and print the medians and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--authorities", type=int, default=150)
    parser.add_argument("--quarters", type=int, default=40)
    parser.add_argument("--rounds", type=int, default=2, help="how often each side runs (here: 2)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there")
    parser.add_argument("--make", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--side", choices=SIDES, help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.make:
        make(options.make, options.authorities, options.quarters)
        return
    if options.side:
        print(json.dumps(run_side(options.side, options.folder)))
        return
    found = compare(options.authorities, options.quarters, options.rounds)
    print(f"{found['cells']:,} printed cells give {found['rows']:,} figures and missing marks; both sides agree")
    for side, median in found["medians"].items():
        print(f"median {side:7s}{said(median)}")
    a, b = (found["medians"][side] for side in SIDES)
    times, memory = b["seconds"] / a["seconds"], b["peak_mib"] / a["peak_mib"]
    print(f"pandas / polars: {times:.1f} x the time, {memory:.1f} x the memory")
    if options.json:
        options.json.parent.mkdir(parents=True, exist_ok=True)
        options.json.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
