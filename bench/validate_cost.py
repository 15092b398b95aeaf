"""What validation costs, rule by rule, on a made-up national set of about 2 million figures.

    python bench/validate_cost.py                       150 authorities, 40 quarters: about 2 million figures
    python bench/validate_cost.py --authorities 15      a region that shares one workspace
    python bench/validate_cost.py --authorities 1       a council: what `run --each` validates at a time

Each authority publishes one pack a quarter; a pack has 60 indicators of the registry with three months, the
quarter, the year to date and the year before. One figure in 5,000 is spoilt. Nothing is left behind.
"""

from __future__ import annotations

import argparse
import platform
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import polars as pl

from scorecard.registry import Registry, load_registry
from scorecard.schema import SCHEMAS, conform, write_table
from scorecard.workspace import PROJECT, Workspace

FIRST_YEAR, INDICATORS, SPOILT_EVERY = 2014, 60, 5000


def chosen_indicators(registry: Registry) -> pl.DataFrame:
    """Sixty indicators: shares first, with the counts they are shares of, then other counts."""
    ids: list[str] = []
    for one in registry.indicators.values():
        if one.share_of and one.share_of.numerator and not one.breakdown:
            ids += [one.share_of.denominator, one.share_of.numerator, one.id]
    ids += [one.id for one in registry.indicators.values() if one.unit == "count" and not one.flow]
    known = [registry.indicators[name] for name in dict.fromkeys(ids) if name in registry.indicators]
    once = [one.id for one in known if not (one.partition or one.parts_of or one.includes or one.flow)][:INDICATORS]
    rows = []
    for at, name in enumerate(once):
        one, share = registry.indicators[name], registry.indicators[name].share_of
        denominators = {r.share_of.denominator for r in registry.indicators.values() if r.share_of}
        rows.append(
            {
                "indicator": name,
                "at": at,
                "theme": one.theme,
                "indicator_name": one.name,
                "unit": "percent" if share else "count",
                "adds_up": bool(one.adds_up),
                "basis": one.basis,
                "base": 400 if name in denominators else 40,
                "over": share.numerator if share and share.numerator in once else None,
                "under": share.denominator if share and share.denominator in once else None,
            }
        )
    return pl.DataFrame(rows, schema_overrides={"over": pl.String, "under": pl.String})


def monthly_counts(indicators: pl.DataFrame, authorities: int, months: int) -> pl.DataFrame:
    """One row per authority, month and indicator: a count that moves a little from month to month."""
    grid = (
        pl.DataFrame({"authority": range(authorities)})
        .join(pl.DataFrame({"month": range(months)}), how="cross")
        .join(indicators.select("indicator", "at", "base", "adds_up"), how="cross")
    )
    seed = pl.col("authority") * 1009 + pl.col("month") * 257 + pl.col("at") * 13 + 1
    wobble = (seed * 2654435761) % 4294967296 // 65536 % 40
    return grid.with_columns((pl.col("base") + wobble).alias("count"), (pl.col("month") // 12).alias("year"))


def figures(indicators: pl.DataFrame, authorities: int, quarters: int) -> pl.DataFrame:
    """One row per printed figure of all packs: counts, and shares of counts with their x and y."""
    monthly = monthly_counts(indicators, authorities, quarters * 3)
    pack = pl.col("month") // 3
    shown = monthly.with_columns(pack.alias("pack"), pl.lit("month").alias("kind"))
    key = ["authority", "indicator", "at", "adds_up"]
    flow = pl.when(pl.col("adds_up").first()).then(pl.col("count").sum()).otherwise(pl.col("count").last())
    quarter = shown.group_by([*key, "pack", "year"], maintain_order=True).agg(
        flow.alias("count"), pl.col("month").last()
    )
    running = quarter.with_columns(
        pl.when("adds_up")
        .then(pl.col("count").cum_sum().over([*key, "year"]))
        .otherwise(pl.col("count"))
        .alias("count"),
        pl.lit("year_to_date").alias("kind"),
    )
    year = monthly.group_by([*key, "year"], maintain_order=True).agg(flow.alias("count"))
    before = quarter.select(*key, "pack", "year", "month").join(
        year.with_columns(pl.col("year") + 1), on=[*key, "year"], how="inner"
    )
    parts = [
        shown,
        quarter.with_columns(pl.lit("quarter").alias("kind")),
        running,
        before.with_columns(pl.lit("financial_year").alias("kind")),
    ]
    columns = [*key, "pack", "year", "month", "kind", "count"]
    every = pl.concat([part.select(columns) for part in parts])
    return every.join(indicators.drop("adds_up", "at"), on="indicator", how="left", maintain_order="left")


def with_shares(rows: pl.DataFrame) -> pl.DataFrame:
    """Shares take x and y from the counts of the same pack and period; 100·x/y half up to one decimal."""
    same = ["authority", "pack", "kind", "month"]
    counts = rows.filter(pl.col("unit") == "count").select(*same, "indicator", "count")
    for side, name in (("over", "numerator"), ("under", "denominator")):
        rows = rows.join(
            counts.rename({"indicator": side, "count": name}), on=[*same, side], how="left", maintain_order="left"
        )
    x = pl.col("numerator")
    share = (2000 * x + pl.col("denominator")) // (2 * pl.col("denominator")) / 10
    is_share = pl.col("unit") == "percent"
    both = pl.col("numerator").is_not_null() & pl.col("denominator").is_not_null()
    rows = rows.with_columns(pl.when(both).then(pl.col("denominator")).alias("denominator"))
    return rows.with_columns(
        pl.when(is_share).then(share.fill_null(50.0)).otherwise(pl.col("count").cast(pl.Float64)).alias("value")
    )


def _padded(column: str, width: int) -> pl.Expr:
    return pl.col(column).cast(pl.String).str.zfill(width)


def with_contract(rows: pl.DataFrame) -> pl.DataFrame:
    """The contract's columns: periods, places and what is printed; one figure in 5,000 is spoilt."""
    first = pl.date(FIRST_YEAR, 4, 1)
    start = first.dt.offset_by(pl.format("{}mo", "month"))
    year = FIRST_YEAR + pl.col("year")
    kind = pl.col("kind")
    financial = pl.format("{}/{}", year, ((year + 1) % 100).cast(pl.String).str.zfill(2))
    before = pl.format("{}/{}", year - 1, (year % 100).cast(pl.String).str.zfill(2))
    quarter_start = start.dt.offset_by("-2mo")
    rows = rows.with_columns(
        pl.format("pack-{}-{}", _padded("authority", 3), _padded("pack", 2)).alias("document"),
        pl.format("Authority {}", _padded("authority", 3)).alias("area"),
        pl.when(kind == "month")
        .then(start.dt.strftime("%Y-%m"))
        .when(kind == "quarter")
        .then(pl.format("{} Q{}", financial, pl.col("pack") % 4 + 1))
        .when(kind == "year_to_date")
        .then(pl.format("{} YTD", financial))
        .otherwise(before)
        .alias("period"),
        pl.when(kind == "month")
        .then(start)
        .when(kind == "quarter")
        .then(quarter_start)
        .when(kind == "year_to_date")
        .then(pl.date(year, 4, 1))
        .otherwise(pl.date(year - 1, 4, 1))
        .alias("period_start"),
        pl.when(kind == "financial_year")
        .then(pl.date(year, 3, 31))
        .otherwise(start.dt.month_end())
        .alias("period_end"),
        pl.when(kind == "month")
        .then(pl.col("basis"))
        .when(kind == "quarter")
        .then(pl.lit("quarterly"))
        .when(kind == "year_to_date")
        .then(pl.lit("year-to-date"))
        .otherwise(pl.lit("annual"))
        .alias("basis"),
    )
    spoilt = pl.int_range(pl.len()) % SPOILT_EVERY == SPOILT_EVERY - 1
    share = pl.col("unit") == "percent"
    rows = rows.sort("document", "at", "period_start", "kind").with_columns(
        (pl.int_range(pl.len()).over("document") // 6 + 1).alias("line"),
        (pl.int_range(pl.len()).over("document") % 6 + 2).alias("cell"),
        pl.when(spoilt & share).then(pl.col("value") + 1).otherwise(pl.col("value")).alias("value"),
        pl.when(share).then(1).otherwise(0).alias("decimals"),
        pl.lit("figures").alias("table"),
        pl.lit("authority").alias("area_kind"),
        pl.lit("reported").alias("status"),
        pl.lit(0).alias("part"),
        kind.alias("period_kind"),
    )
    printed = pl.when(share).then(pl.format("{}%", "value")).otherwise(pl.col("value").cast(pl.Int64).cast(pl.String))
    return conform("observations", rows.with_columns(printed.alias("published")))


def write_workspace(folder: Path, registry: Registry, authorities: int, quarters: int) -> Workspace:
    """All processed tables of the made-up set."""
    workspace = Workspace(data=folder / "data", reports=folder / "reports", expectations=PROJECT / "expectations")
    rows = with_contract(with_shares(figures(chosen_indicators(registry), authorities, quarters)))
    observations = rows.with_columns(authority="area")
    documents = observations.group_by("document", maintain_order=True).agg(
        pl.col("period_end").max().alias("as_at"), publisher=pl.col("authority").first()
    )
    documents = documents.with_columns(
        pl.lit("corporate-parenting-monthly").alias("family"),
        pl.lit("0" * 64).alias("sha256"),
        pl.col("document").alias("title"),
        pl.col("as_at").alias("published"),
    )
    for name in SCHEMAS:
        if name != "findings":
            empty = pl.DataFrame(schema=SCHEMAS[name])
            write_table(
                workspace.processed, name, {"observations": observations, "documents": documents}.get(name, empty)
            )
    return workspace


def peak_memory() -> str:
    """The most memory this process had, where the system tells."""
    if platform.system() == "Windows":
        return "not measured"
    import resource

    kilobytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if platform.system() == "Darwin" else 1)
    return f"{kilobytes / 1024**2:.1f} GiB"


def peak_memory_of_the_judge() -> str:
    """The most memory that the process in which GX lives had, where the system tells."""
    from scorecard.validate.engine.beside import judge_beside

    try:
        status = Path(f"/proc/{judge_beside().process}/status").read_text(encoding="ascii")
    except OSError:
        return "not known here"
    kilobytes = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM"))
    return f"{kilobytes / 1024**2:.1f} GiB"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--authorities", type=int, default=150)
    parser.add_argument("--quarters", type=int, default=40)
    options = parser.parse_args()
    registry = load_registry()
    with tempfile.TemporaryDirectory() as folder:
        workspace = write_workspace(Path(folder), registry, options.authorities, options.quarters)
        started = time.perf_counter()
        from scorecard.validate.run import run_validation

        imported = time.perf_counter() - started
        outcome = run_validation(workspace, registry, report=lambda line: print(line, file=sys.stderr))
        total = time.perf_counter() - started
    integrity = sum(check.seconds for check in outcome.checks if check.suite.meta.kind == "integrity")
    print(f"| {'what':<16} | {'checked':>10} | {'failed':>8} | {'seconds':>7} |")
    print(f"|{'-' * 18}|{'-' * 11}:|{'-' * 9}:|{'-' * 8}:|")
    print(f"| {'importing GX':<16} | {'':>10} | {'':>8} | {imported:>7.1f} |")
    print(f"| {'integrity':<16} | {'':>10} | {'':>8} | {integrity:>7.1f} |")
    for check in outcome.checks:
        if check.suite.meta.kind == "published":
            counts = (
                f"{check.checked:>10,} | {check.failed:>8,}"
                if check.status != "not-run"
                else f"{'not run':>10} | {'':>8}"
            )
            print(f"| {check.id:<16} | {counts} | {check.seconds:>7.1f} |")
    print(f"| {'everything':<16} | {'':>10} | {outcome.findings.height:>8,} | {total:>7.1f} |")
    print(f"\npeak memory {peak_memory()}, and beside it, where GX judges, {peak_memory_of_the_judge()}")


if __name__ == "__main__":
    main()
