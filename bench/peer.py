"""The same reports by `run` and by a loop of the ecosystem's own commands, in turn: how many times faster is the run?

    python bench/peer.py                              the notebooks of two quarters, once each in turn
    python bench/peer.py --quarter 2016-17-Q3 --rounds 3

A is `pipeline.py run --force` for the notebooks of the quarters, cold: a new process, everything made again, two
workers at most. B is a loop over the same notebooks, quarters and themes: `papermill IN OUT -p …`, then `jupyter
nbconvert --to html OUT`, one after the other, as its users write it. The tables stand there for both (A's other steps
take part, and are made again too). Prints seconds of each round, the least of each and their ratio, and A's own
floor.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT))
BIN = Path(sys.executable).parent
BAR = 12.0
NOTEBOOKS = ("scorecard", "theme", "data_quality", "restatements", "audit_trail")


def main() -> int:
    """Measure in turn; returns 1 if the bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quarter", action="append", help="here: 2016-17-Q4 and 2020-21-Q1")
    parser.add_argument("--rounds", type=int, default=1)
    options = parser.parse_args()
    quarters = options.quarter or ["2016-17-Q4", "2020-21-Q1"]
    jobs = planned(quarters)
    print(f"{len(jobs)} notebooks with their parameters, of {', '.join(quarters)}", flush=True)
    ours, theirs = [], []
    for number in range(1, options.rounds + 1):
        ours.append(run_once(quarters))
        print(f"round {number}: run {ours[-1]:.1f} s", flush=True)
        theirs.append(loop_once(jobs))
        print(f"round {number}: loop {theirs[-1]:.1f} s", flush=True)
    ratio = min(theirs) / min(ours)
    print(f"run {min(ours):.1f} s, loop {min(theirs):.1f} s: {ratio:.1f} times (bar {BAR:g})")
    out = PROJECT / "bench" / "out" / "peer.json"
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(json.dumps({"reports": len(jobs), "run": ours, "loop": theirs, "ratio": ratio}, indent=1) + "\n")
    return int(ratio < BAR)


def planned(quarters: list[str]) -> list[tuple[str, dict[str, str]]]:
    """Each notebook with its parameters, as `run` plans them."""
    from scorecard.render.plan.planned import plan_reports
    from scorecard.workspace import Workspace

    jobs = plan_reports(Workspace(), quarters, list(NOTEBOOKS), {}).jobs
    return [(job.notebook, {name: str(value) for name, value in job.parameters.items()}) for job in jobs]


def run_once(quarters: list[str]) -> float:
    """Seconds of a cold run of the notebooks, with the tables as they are."""
    with tempfile.TemporaryDirectory(prefix="peer-") as folder:
        asked = [*(f"--quarter={quarter}" for quarter in quarters), *(f"--notebook={name}" for name in NOTEBOOKS)]
        shutil.copytree(PROJECT / "data", Path(folder) / "data")
        where = ["--data", f"{folder}/data", "--reports", f"{folder}/reports"]
        prepare = [sys.executable, "pipeline.py", "run", *asked[:1], "--notebook=restatements", *where]
        subprocess.run(prepare, cwd=PROJECT, check=True, stdout=subprocess.DEVNULL)
        shutil.rmtree(Path(folder) / "reports" / quarters[0])
        began = time.perf_counter()
        command = [sys.executable, "pipeline.py", "run", *asked, "--profile", "--jobs=2", *where]
        done = subprocess.run(command, cwd=PROJECT, check=True, stdout=subprocess.PIPE, text=True)
        seconds = time.perf_counter() - began
        told = re.findall(r"^profile: .*floor.*$", done.stdout, re.M)
        print("   ", *told, flush=True)
        return seconds


def loop_once(jobs: list[tuple[str, dict[str, str]]]) -> float:
    """Seconds of the loop."""
    environment = {**os.environ, "PYTHONPATH": str(PROJECT)}
    with tempfile.TemporaryDirectory(prefix="peer-") as folder:
        began = time.perf_counter()
        for number, (notebook, parameters) in enumerate(jobs):
            out = f"{folder}/{number}.ipynb"
            given = [part for name, value in parameters.items() for part in ("-p", name, value)]
            source = str(PROJECT / "notebooks" / f"{notebook}.ipynb")
            for command in (
                [BIN / "papermill", source, out, *given, "--no-progress-bar", "-k", "python3"],
                [BIN / "jupyter", "nbconvert", "--to", "html", "--log-level", "ERROR", out],
            ):
                subprocess.run(command, env=environment, cwd=PROJECT, check=True, capture_output=True)
        return time.perf_counter() - began


if __name__ == "__main__":
    raise SystemExit(main())
