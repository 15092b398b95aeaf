"""The steps of the data on the packs, after imports, beside the same steps of another commit: A B A B, in pairs.

    python bench/steps.py                       beside the commit before, three rounds (two minutes)
    python bench/steps.py --against v1.0 --rounds 5
    python bench/steps.py --alone               only what stands here

Extract and clean, validate and measures, each round in a new process. Times of a processor are of this process and its
threads; they tell more than the clock where others use the machine. The ratio is the median of those of the pairs. What
the other commit holds is unpacked beside and run from there, with its own words and expectations, on the same documents
(`SCORECARD_DOCUMENTS`; without them its own data/raw is cleaned, and nothing extracted).
"""

from __future__ import annotations

import argparse
import io
import json
import os
import shutil
import statistics
import subprocess
import sys
import tarfile
import tempfile
import time
from pathlib import Path
from typing import Any

import polars as pl

PROJECT = Path(__file__).resolve().parent.parent
BARS = {"extract and clean": 2.0, "validate": 4.0, "measures": 2.0}
"""Seconds for each on all packs, after imports: what the project asks of itself."""
Seconds = dict[str, list[float]]


def once(project: Path, documents: Path) -> Seconds:
    """Seconds by the clock and of the processor of each step, with the code that stands in a folder."""
    sys.path.insert(0, str(project))
    from scorecard.clean import clean
    from scorecard.extract import extract_documents
    from scorecard.measures.answers import answer  # noqa: F401 - imports are not what is measured
    from scorecard.registry import load_registry
    from scorecard.steps import MEASURES, SIGNALS, Options
    from scorecard.validate.run import run_validation
    from scorecard.workspace import Workspace

    judge = _judge()
    texts, spent = sorted(documents.glob("*.txt")), {}
    with tempfile.TemporaryDirectory(prefix="steps-") as name:
        workspace = Workspace(data=Path(name) / "data", reports=Path(name) / "reports")
        _raw(project, workspace.raw, only_ledgers=bool(texts))
        began = _now()
        if texts:
            extract_documents(texts, workspace, replace=True, prose_only=True, report=_silent)
        clean(workspace, report=_silent)
        spent["extract and clean" if texts else "clean"] = _since(began)
        SIGNALS.run(workspace, Options(report=_silent))
        registry = load_registry(workspace)
        _wait_for(judge)
        began = _now()
        run_validation(workspace, registry, report=_silent)
        spent["validate"], began = _since(began), _now()
        MEASURES.run(workspace, Options(report=_silent))
        spent["measures"] = _since(began)
    return spent


def _judge() -> Any:
    """GX, imported before anything is measured: in its process beside this one, or in this one in older commits."""
    try:
        from scorecard.validate.engine.beside import judge_beside
    except ImportError:
        from scorecard.validate.engine.start import start_judge

        return start_judge()
    return judge_beside()


def _wait_for(judge: Any) -> None:
    """Until a judge beside has begun: it answers a question about nothing."""
    if hasattr(judge, "ask"):
        judge.ask([], pl.DataFrame({"document": ["a"]})).result()


def _raw(project: Path, raw: Path, *, only_ledgers: bool) -> None:
    """What ``extract`` keeps of a document, its ledger; all of it where there is no document to extract."""
    for path in sorted((project / "data" / "raw").glob("*/corrections.yml" if only_ledgers else "*/*")):
        target = raw / path.parent.name
        target.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, target)


def _now() -> tuple[float, float]:
    return time.perf_counter(), time.process_time()


def _since(began: tuple[float, float]) -> list[float]:
    return [now - then for now, then in zip(_now(), began, strict=True)]


def _silent(line: str) -> None:
    """Say nothing of the steps."""


def unpacked(commit: str, folder: Path) -> Path:
    """The files of a commit in a folder."""
    packed = subprocess.run(["git", "archive", commit], cwd=PROJECT, stdout=subprocess.PIPE, check=True).stdout
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        archive.extractall(folder, filter="data")
    return folder


def in_process(project: Path, documents: Path) -> Seconds:
    """One round in a process of its own."""
    command = [sys.executable, "-P", __file__, "--once", str(project), str(documents)]
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(command, cwd=project, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    return dict(json.loads(done.stdout))


def rows(here: list[Seconds], there: list[Seconds]) -> list[dict[str, Any]]:
    """One row per step: medians here, the bar, and the median of the ratios of the pairs."""
    told = []
    for step in here[0]:
        clock, processor = (statistics.median(one[step][at] for one in here) for at in (0, 1))
        row: dict[str, Any] = {"what": step, "seconds": clock, "cpu_seconds": processor, "bar": BARS.get(step, 2.0)}
        pairs = [a[step][1] / b[step][1] for a, b in zip(here, there, strict=False) if step in b]
        told.append(row | ({"ratio": statistics.median(pairs)} if pairs else {}))
    return told


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--against", default="HEAD~1", metavar="COMMIT")
    parser.add_argument("--alone", action="store_true", help="beside no other commit")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there")
    parser.add_argument("--once", nargs=2, type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.once:
        print(json.dumps(once(*options.once)))
        return
    documents = Path(os.environ.get("SCORECARD_DOCUMENTS") or PROJECT.parent / "shared" / "documents")
    here: list[Seconds] = []
    there: list[Seconds] = []
    with tempfile.TemporaryDirectory(prefix="commit-") as folder:
        other = None if options.alone else unpacked(options.against, Path(folder))
        for _ in range(options.rounds):
            here.append(in_process(PROJECT, documents))
            there += [] if other is None else [in_process(other, documents)]
    table = rows(here, there)
    print(f"| step | by the clock | processor | bar | processor, to that of {options.against} |")
    print("|---|---|---|---|---|")
    for row in table:
        kept = "within" if row["cpu_seconds"] <= row["bar"] else "OVER"
        ratio = f"{row['ratio']:.2f}" if "ratio" in row else "–"
        times = f"{row['seconds']:.2f} s | {row['cpu_seconds']:.2f} s"
        print(f"| {row['what']} | {times} | {kept} {row['bar']:.0f} s | {ratio} |")
    if options.json:
        options.json.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
