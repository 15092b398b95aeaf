"""All benchmarks, each in a process of its own: one table, and the figures in ``bench/out/<name>.json``.

python bench/run.py                   packs, steps, pages, the national set and measures: about five minutes
python bench/run.py packs             only this one; several may be named
python bench/run.py --all             the long ones too: what the rules cost, the mutation tests, the substitutions
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT))

OUT = PROJECT / "bench" / "out"
BAR_OF_PACKS = 2.0
"""Seconds for extract and clean of all packs together after imports: what the project asks of itself."""
BAR_OF_MEASURES = 2.0
"""Seconds for the step measures on all packs after imports."""
ROUNDS = 3
Row = dict[str, Any]


def documents() -> list[Path]:
    """The original documents; none where they are absent (SCORECARD_DOCUMENTS names another folder)."""
    folder = Path(os.environ.get("SCORECARD_DOCUMENTS") or PROJECT.parent / "shared" / "documents")
    return sorted(folder.glob("*.txt"))


# ---- packs: extract and clean -----------------------------------------------------------------------------------


def packs() -> list[Row]:
    """Extract and clean all packs together, each time in a new process; clean alone without the documents."""
    runs = [json.loads(_output([sys.executable, __file__, "--packs-once"])) for _ in range(ROUNDS)]
    rows = []
    for what in runs[0]:
        mine = [run[what] for run in runs]
        row = {"what": what} | {k: statistics.median(run[k] for run in mine) for k in ("seconds", "cpu_seconds")}
        rows.append(row | {"peak_mib": max(run["peak_mib"] for run in mine)})
    return [*rows[:-1], rows[-1] | {"bar": BAR_OF_PACKS}] if len(rows) > 1 else rows


def packs_once() -> dict[str, Row]:
    """Time one extract and one clean in this process, imports done before."""
    from scorecard.clean import clean
    from scorecard.extract import extract_documents
    from scorecard.workspace import Workspace

    texts, measured = documents(), {}
    with tempfile.TemporaryDirectory(prefix="packs-") as name:
        workspace = Workspace(data=Path(name))
        if texts:
            _copy_ledgers(workspace.raw)
        else:
            shutil.copytree(PROJECT / "data" / "raw", workspace.raw)
        total = step = _Stopwatch()
        if texts:
            extract_documents(texts, workspace, replace=True, prose_only=True, report=_silent)
            measured[f"extract {len(texts)} packs"] = step.read()
            step = _Stopwatch()
        clean(workspace, report=_silent)
        measured["clean"] = step.read()
        if texts:
            measured["extract and clean together"] = total.read()
    return measured


def _copy_ledgers(raw: Path) -> None:
    """The ledgers are kept by ``extract``, which writes the rest of each folder."""
    for ledger in sorted((PROJECT / "data" / "raw").glob("*/corrections.yml")):
        (raw / ledger.parent.name).mkdir(parents=True)
        shutil.copy(ledger, raw / ledger.parent.name)


def _silent(line: str) -> None:
    pass


class _Stopwatch:
    """Wall and processor seconds of this process since it was made."""

    def __init__(self) -> None:
        self.wall, self.cpu = time.perf_counter(), time.process_time()

    def read(self) -> Row:
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        return {
            "seconds": time.perf_counter() - self.wall,
            "cpu_seconds": time.process_time() - self.cpu,
            "peak_mib": peak,
        }


# ---- pages: the whole run, as a user starts it -------------------------------------------------------------------


def pages() -> list[Row]:
    """Clean, validate and all reports by the command line in an empty workspace, imports and start-up included."""
    with tempfile.TemporaryDirectory(prefix="pages-") as name:
        data, reports = Path(name, "data"), Path(name, "reports")
        shutil.copytree(PROJECT / "data" / "raw", data / "raw")
        where = ["--data", str(data), "--reports", str(reports)]
        rows = [
            _timed("clean (command)", ["pipeline.py", "clean", *where]),
            _timed("validate (command)", ["pipeline.py", "validate", *where]),
            _timed("run: all reports", ["pipeline.py", "run", *where]),
            _timed("run again: nothing to do", ["pipeline.py", "run", *where]),
        ]
        made = len(list(reports.glob("*/*.html")))
    rows[2]["what"] = f"run: {made} reports made"
    return rows


def _timed(what: str, command: list[str]) -> Row:
    """One command in a process of its own, with the processor time of its children."""
    wall, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    _output([sys.executable, *command])
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {"what": what, "seconds": time.perf_counter() - wall, "cpu_seconds": cpu}


def _output(command: list[str], *, progress: bool = False) -> str:
    """What a command prints; ``progress`` lets what it says to stderr through as it runs."""
    errors = None if progress else subprocess.PIPE
    done = subprocess.run(command, cwd=PROJECT, stdout=subprocess.PIPE, stderr=errors, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(command[1:])} ended with {done.returncode}\n{done.stderr or done.stdout}")
    return done.stdout


# ---- benchmarks that are files of their own ----------------------------------------------------------------------


def national() -> list[Row]:
    """bench/national.py: polars beside pandas."""
    target = OUT / "national-runs.json"
    _output([sys.executable, "bench/national.py", "--json", str(target)])
    found = json.loads(target.read_text(encoding="utf-8"))
    return [{"what": f"clean {found['cells']:,} cells, {side}", **row} for side, row in found["medians"].items()]


def measures() -> list[Row]:
    """bench/measures.py: the step on the packs, and polars beside pandas."""
    target = OUT / "measures-runs.json"
    _output([sys.executable, "bench/measures.py", "--json", str(target)])
    found = json.loads(target.read_text(encoding="utf-8"))
    step = {"what": "measures of the packs", "seconds": found["step_seconds"], "bar": BAR_OF_MEASURES}
    sides = [
        {"what": f"changes of {found['figures']:,} figures, {side}", **row} for side, row in found["medians"].items()
    ]
    return [step, *sides]


def steps() -> list[Row]:
    """bench/steps.py: the steps of the data beside those of the commit before, where git knows one."""
    target = OUT / "steps-runs.json"
    known = subprocess.run(
        ["git", "rev-parse", "-q", "--verify", "HEAD~1"], cwd=PROJECT, capture_output=True, check=False
    )
    beside = ["--against", "HEAD~1"] if known.returncode == 0 else ["--alone"]
    _output([sys.executable, "bench/steps.py", *beside, "--json", str(target)])
    rows = json.loads(target.read_text(encoding="utf-8"))
    return [
        row | {"what": row["what"] + (f" ({row['ratio']:.2f} of the commit before)" if "ratio" in row else "")}
        for row in rows
    ]


def _whole(name: str, *arguments: str) -> Callable[[], list[Row]]:
    """A benchmark that prints its own table: its text is kept, the whole of it is timed."""

    def measure() -> list[Row]:
        wall, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
        text = _output([sys.executable, f"bench/{name}.py", *arguments], progress=name in WITH_PROGRESS)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        print(text.rstrip(), flush=True)
        cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        row = {"what": f"bench/{name}.py, the whole of it", "seconds": time.perf_counter() - wall, "cpu_seconds": cpu}
        return [row | {"printed": text.splitlines()}]

    return measure


BENCHES: dict[str, Callable[[], list[Row]]] = {
    "packs": packs,
    "steps": steps,
    "pages": pages,
    "national": national,
    "measures": measures,
    "validate_cost": _whole("validate_cost"),
    "mutations": _whole("mutations"),
    "mutants": _whole("mutants"),
    "substitutions": _whole("substitutions"),
}
LONG = ("validate_cost", "mutations", "mutants", "substitutions")
WITH_PROGRESS = ("mutants", "substitutions")


def line(bench: str, row: Row) -> str:
    """A row of the table; what was not measured is a dash."""
    peak = f"{row['peak_mib']:,.0f} MiB" if "peak_mib" in row else "–"
    bar = (
        f"  {'within' if row['seconds'] <= row['bar'] else 'OVER'} the bar of {row['bar']:.0f} s"
        if "bar" in row
        else ""
    )
    processor = f"{row['cpu_seconds']:8.2f} s CPU" if "cpu_seconds" in row else f"{'–':>8s}      "
    return f"{bench:14s}{row['what']:48s}{row['seconds']:8.2f} s{processor}{peak:>12s}{bar}"


def main() -> None:
    """Run the benchmarks asked for and print one table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bench", nargs="*", metavar="BENCH", help=f"only these: {', '.join(BENCHES)}")
    parser.add_argument("--all", action="store_true", help=f"the long ones too: {', '.join(LONG)}")
    parser.add_argument("--packs-once", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.packs_once:
        print(json.dumps(packs_once()))
        return
    if unknown := [name for name in options.bench if name not in BENCHES]:
        parser.error(f"there is no benchmark {unknown[0]}; there are {', '.join(BENCHES)}")
    wanted = options.bench or [name for name in BENCHES if options.all or name not in LONG]
    OUT.mkdir(exist_ok=True)
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores; load when it starts {os.getloadavg()[0]:.1f}")
    for name in wanted:
        rows = BENCHES[name]()
        for row in rows:
            print(line(name, row), flush=True)
        record = {"bench": name, "python": platform.python_version(), "cores": os.cpu_count(), "rows": rows}
        (OUT / f"{name}.json").write_text(json.dumps(record, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
