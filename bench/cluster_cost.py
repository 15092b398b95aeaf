"""What a run over many authorities costs, with 1, 2 and 4 workers of a Dask cluster, and how that grows.

    python bench/cluster_cost.py                             6 authorities of 4 quarters: a few hundred runs in all
    python bench/cluster_cost.py --authorities 150 --quarters 2
    python bench/cluster_cost.py --growth 4 8 16             then one authority alone with more and more quarters
    python bench/cluster_cost.py --workers --growth 2 8 40 --notebooks scorecard data_quality      only that, and fewer
    python bench/cluster_cost.py --slices                    only: how much of the tables a report reads

Each authority is invented (the generator of bench/validate_cost.py) and has a workspace of its own, validated, measured
and shown by a process of its own (`run --each`). A run is one notebook with one set of parameters. Wall time depends on
who else uses the machine; processor time per run hardly does. What a nation of 150 authorities and 40 quarters would
take is calculated from both, and says so.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(PROJECT), str(PROJECT / "bench")]

NOTEBOOKS = ("scorecard", "theme", "data_quality")
NATION = (150, 40)


def make_nation(place: Path, authorities: int, quarters: int) -> None:
    """A workspace with processed tables for each authority, all from one seed."""
    import polars as pl
    from validate_cost import chosen_indicators, figures, with_contract, with_shares

    from scorecard.registry import load_registry
    from scorecard.schema import SCHEMAS, write_table

    rows = with_contract(with_shares(figures(chosen_indicators(load_registry()), authorities, quarters)))
    rows = rows.with_columns(authority="area")
    for (name,), mine in sorted(rows.partition_by("authority", as_dict=True, maintain_order=True).items()):
        folder = place / f"authority={str(name).lower().replace(' ', '-')}" / "data" / "processed"
        documents = mine.group_by("document", maintain_order=True).agg(
            as_at=pl.col("period_end").max(), publisher=pl.col("authority").first()
        )
        documents = documents.with_columns(
            family=pl.lit("corporate-parenting-monthly"),
            sha256=pl.lit("0" * 64),
            title="document",
            published="as_at",
        )
        tables = {"observations": mine, "documents": documents}
        for table, schema in SCHEMAS.items():
            if table not in ("findings", "ticks", "coverage", "measures"):
                write_table(folder, table, tables.get(table, pl.DataFrame(schema=schema)))


def run_with(workers: int, authorities: int, quarters: int, notebooks: Sequence[str]) -> dict[str, Any]:
    """Run a nation with so many workers: seconds by the clock, of processors, and the memory of the largest process."""
    from distributed import Client, LocalCluster

    from scorecard.command.each import run_each

    with tempfile.TemporaryDirectory(prefix="nation-") as name:
        nation = Path(name)
        make_nation(nation, authorities, quarters)
        options = [f"--notebook={notebook}" for notebook in notebooks]
        with LocalCluster(
            n_workers=workers, threads_per_worker=1, processes=True, dashboard_address=None, host="127.0.0.1"
        ) as cluster:
            began = time.perf_counter()
            done = run_each(nation, options, jobs=1, scheduler=cluster.scheduler_address, report=_beside)
            wall = time.perf_counter() - began
            with Client(cluster, set_as_default=False) as client:
                spent = list(client.run(_spent).values())
        pages = list(nation.glob("*/reports/*/*.html"))
        size = sum(p.stat().st_size for p in nation.rglob("*") if p.is_file())
    return {
        "workers": workers,
        "authorities": authorities,
        "quarters": quarters,
        "runs": len(pages),
        "seconds": wall,
        "task_seconds": sum(one.seconds for one in done),
        "cpu_seconds": sum(cpu for cpu, _ in spent),
        "peak_mib": max(peak for _, peak in spent),
        "megabytes": size / 1e6,
    }


def _spent() -> tuple[float, float]:
    """Of the processes that a worker has started: their processor seconds, and the memory of the largest in MiB."""
    import resource

    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def _beside(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def slices(quarters: int) -> list[dict[str, Any]]:
    """How many bytes a report of one quarter reads from a store, beside all tables: one authority's, a region's."""
    from scorecard.periods import Quarter
    from scorecard.render.notebook.parts import Parts
    from scorecard.render.plan.jobs import Job
    from scorecard.schema import read_table
    from scorecard.workspace import Workspace

    told = []
    for authorities in (1, 15):
        with tempfile.TemporaryDirectory(prefix="nation-") as name:
            nation = Path(name)
            make_nation(nation, authorities, quarters)
            if authorities > 1:
                _merge(nation)
            workspace = Workspace(data=next(nation.iterdir()) / "data")
            tables = sum(p.stat().st_size for p in workspace.processed.glob("*.parquet"))
            figures = read_table(workspace.processed, "observations")
            parts = Parts(workspace)
            for at in (0, quarters // 2, quarters - 1):
                quarter = Quarter.parse(f"{2014 + at // 4}-{(15 + at // 4) % 100:02d}-Q{at % 4 + 1}")
                job = Job(f"{quarter}/scorecard", "scorecard", "", str(quarter), quarter.title, {})
                of_indicator = Job("indicators/x", "indicators", "", "", "", {"subject": figures["indicator"][0]})
                told.append(
                    {
                        "authorities": authorities,
                        "figures": figures.height,
                        "quarter": str(quarter),
                        "all_tables": tables,
                        "slice": sum(map(len, parts.of(job))),
                        "slice_of_indicator": sum(map(len, parts.of(of_indicator))),
                    }
                )
    return told


def _merge(nation: Path) -> None:
    """Make one workspace of all, as a region that shares one would have it."""
    import polars as pl

    folders = sorted(nation.iterdir())
    for table in (folders[0] / "data" / "processed").glob("*.parquet"):
        frames = [pl.read_parquet(folder / table.relative_to(folders[0])) for folder in folders]
        pl.concat(frames).write_parquet(table, compression="zstd")
    for folder in folders[1:]:
        shutil.rmtree(folder)


def in_process(*arguments: str) -> Any:
    """Run this file in a process of its own, so that a measurement begins with nothing; what it prints."""
    done = subprocess.run([sys.executable, __file__, *arguments], stdout=subprocess.PIPE, text=True, check=True)
    return json.loads(done.stdout)


def line_of(run: dict[str, Any], alone: dict[str, Any]) -> str:
    """One row of the table of workers."""
    each = run["seconds"] / run["runs"]
    return (
        f"| {run['authorities']} × {run['quarters']} | {run['workers']} | {run['runs']} | {run['seconds']:.0f} s "
        f"| {each:.2f} s | {run['cpu_seconds'] / run['runs']:.2f} s | {alone['seconds'] / run['seconds']:.2f} "
        f"| {run['peak_mib']:,.0f} MiB | {run['megabytes'] / run['runs'] * 1000:.0f} kB |"
    )


def calculated(runs: list[dict[str, Any]]) -> str:
    """What the nation would take, from the processor seconds of an authority as a straight line in its quarters."""
    one = {r["quarters"]: (r["cpu_seconds"] / r["authorities"], r["runs"] / r["authorities"]) for r in runs}
    (few, (cpu_few, _)), (many, (cpu_many, runs_many)) = min(one.items()), max(one.items())
    if few == many:
        return "no calculation: only one number of quarters was measured (say --growth 4 8 16)"
    a_quarter = (cpu_many - cpu_few) / (many - few)
    fixed = cpu_few - a_quarter * few
    authorities, quarters = NATION
    total = authorities * (fixed + a_quarter * quarters)
    count = authorities * quarters * runs_many / many
    return (
        f"calculated, not measured: an authority takes {fixed:.1f} s of a processor and {a_quarter:.2f} s for each of "
        f"its quarters; {authorities} authorities × {quarters} quarters, {count:,.0f} runs, so take "
        f"{total / 3600:.1f} hours of one processor: {total / 3600 / 8:.1f} hours on 8, {total / 60 / 64:.0f} minutes "
        f"on 64"
    )


def main() -> None:
    """Print the table of workers, of growth and the calculation; or that of slices."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--authorities", type=int, default=6)
    parser.add_argument("--quarters", type=int, default=4)
    parser.add_argument("--workers", type=int, nargs="*", default=[1, 2, 4])
    parser.add_argument("--notebooks", nargs="+", default=NOTEBOOKS, metavar="NOTEBOOK")
    parser.add_argument("--growth", type=int, nargs="*", default=[], metavar="QUARTERS")
    parser.add_argument("--slices", action="store_true", help="only how much of the tables a report reads")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there")
    parser.add_argument("--one", type=int, nargs=3, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        print(json.dumps(run_with(*options.one, options.notebooks)))
        return
    told: dict[str, Any] = {"bench": "cluster_cost", "slices": [], "runs": []}
    if options.slices:
        told["slices"] = slices(NATION[1])
        print("| authorities | figures | quarter | all tables | slice of the quarter | slice of an indicator |")
        print("|---|---|---|---|---|---|")
        for one in told["slices"]:
            sizes = " | ".join(f"{one[name] / 1000:,.0f} kB" for name in ("all_tables", "slice", "slice_of_indicator"))
            print(f"| {one['authorities']} | {one['figures']:,} | {one['quarter']} | {sizes} |", flush=True)
    else:
        columns = "authorities × quarters", "workers", "runs", "time", "a run", "processor, a run", "speed", "memory"
        print(f"\n| {' | '.join(columns)} | bytes, a run |")
        print("|---|---|---|---|---|---|---|---|---|")
        for workers in options.workers:
            size = (workers, options.authorities, options.quarters)
            told["runs"].append(_measured(size, options.notebooks, told["runs"][:1]))
        for quarters in options.growth:
            told["runs"].append(_measured((1, 1, quarters), options.notebooks, []))
        print(f"\n{calculated(told['runs'])}")
    if options.json:
        options.json.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


def _measured(size: tuple[int, int, int], notebooks: Sequence[str], first: list[dict[str, Any]]) -> dict[str, Any]:
    run = in_process("--one", *map(str, size), "--notebooks", *notebooks)
    print(line_of(run, first[0] if first else run), flush=True)
    return run


if __name__ == "__main__":
    main()
