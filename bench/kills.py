"""Commands that are ended at random moments: is every file whole, and does the next run give the same bytes?

    python bench/kills.py [--kills 30] [--seed 1]

A made-up pack goes through the whole way of the data once; then commands on copies of its workspace are ended, by
``SIGKILL``, ``SIGTERM`` or ``SIGINT``, the process alone or with all that it started. After each, every parquet, JSON
and YAML file must be readable, no temporary file may outlive the next command, and a run must give the first's bytes.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import polars as pl
import yaml

PROJECT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(PROJECT))

from tests.fixtures.pack_quarterly import quarterly_pack  # noqa: E402
from tests.fixtures.packs import Variation  # noqa: E402

DOCUMENT = "2021-06-made-up"
SIGNALS = (signal.SIGKILL, signal.SIGTERM, signal.SIGINT)


def main() -> int:
    """Run the kills; returns 1 if one of them left damage."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--kills", type=int, default=30)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    with tempfile.TemporaryDirectory(prefix="scorecard-kills-") as name:
        folder = Path(name)
        packs = _packs(folder)
        reference = folder / "reference"
        seconds = _make(reference, packs[0])
        wanted = _bytes(reference)
        bad = 0
        for number in range(1, options.kills + 1):
            said = _one(rng, folder / "copy", reference, packs, seconds, wanted)
            bad += bool(said[1])
            print(
                f"[{number}/{options.kills}] {said[0]}: {'; '.join(said[1]) or 'whole, and the same bytes'}", flush=True
            )
    print(f"{options.kills - bad} of {options.kills} kills left nothing behind")
    return int(bad > 0)


def _packs(folder: Path) -> list[Path]:
    """The pack, and another text of the same name that may take its place."""
    paths = [folder / "in" / f"{DOCUMENT}.txt", folder / "other" / f"{DOCUMENT}.txt"]
    for seed, path in enumerate(paths, start=1):
        path.parent.mkdir(parents=True)
        path.write_text(quarterly_pack(Variation(seed=seed)).text, encoding="utf-8")
    return paths


def _command(workspace: Path, *arguments: str) -> list[str]:
    folders = ["--data", str(workspace / "data"), "--reports", str(workspace / "reports")]
    return [sys.executable, str(PROJECT / "pipeline.py"), *arguments, *folders]


def _extract(workspace: Path, pack: Path) -> list[str]:
    return _command(workspace, "extract", str(pack), "--replace", "--publisher", "Rotherham")


def _run(workspace: Path, *more: str) -> list[str]:
    return _command(workspace, "run", "--notebook", "scorecard", "--jobs", "2", *more)


def _make(workspace: Path, pack: Path) -> dict[str, float]:
    """The whole way once; returns what each command takes, in seconds."""
    seconds = {}
    for name, command in (
        ("extract", _extract(workspace, pack)),
        ("clean", _command(workspace, "clean")),
        ("run", _run(workspace, "--force")),
    ):
        began = time.monotonic()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        seconds[name] = time.monotonic() - began
        if name == "extract":
            ledger = workspace / "data" / "raw" / DOCUMENT / "corrections.yml"
            ledger.write_text("entries: []\n", encoding="utf-8")
    return seconds


def _one(
    rng: random.Random,
    copy: Path,
    reference: Path,
    packs: list[Path],
    seconds: dict[str, float],
    wanted: dict[str, bytes],
) -> tuple[str, list[str]]:
    """One kill: what was ended and how, and what is wrong afterwards."""
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(reference, copy)
    name = rng.choice(sorted(seconds))
    command = {
        "extract": _extract(copy, packs[1]),
        "clean": _command(copy, "clean"),
        "run": _run(copy, "--force"),
    }[name]
    after, how, group = rng.uniform(0.05, 1.0) * seconds[name], rng.choice(SIGNALS), rng.random() < 0.5
    code = _ended(command, after, how, group)
    wrong = [f"{path} is not whole" for path in _not_whole(copy)]
    if not (copy / "data" / "raw" / DOCUMENT / "corrections.yml").exists():
        wrong.append("the ledger is gone")
    if how == signal.SIGINT and code not in (0, 130, -signal.SIGINT):
        wrong.append(f"ended with {code} when interrupted")
    for again in (_extract(copy, packs[0]), _run(copy)):
        done = subprocess.run(again, check=False, capture_output=True, text=True)
        if done.returncode:
            wrong.append(f"the next {again[2]} ended with {done.returncode}: {done.stderr.strip()[:200]}")
    now = _bytes(copy)
    wrong += [f"{path} differs" for path in sorted(wanted.keys() | now.keys()) if wanted.get(path) != now.get(path)]
    whom = "and all it started" if group else "alone"
    return f"{name} ended by {signal.Signals(how).name} after {after:.1f} s, {whom} (code {code})", wrong


def _ended(command: list[str], after: float, how: signal.Signals, group: bool) -> int:
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        process.wait(after)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, how) if group else process.send_signal(how)
    return process.wait()


def _not_whole(workspace: Path) -> list[Path]:
    """The files that cannot be read as what they are."""
    readers = {".parquet": pl.read_parquet, ".json": _json, ".ipynb": _json, ".yml": _yaml}
    wrong = []
    for path in sorted(workspace.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(workspace).parts)
        if path.suffix in readers and not hidden:
            try:
                readers[path.suffix](path)
            except Exception:
                wrong.append(path)
    return wrong


def _json(path: Path) -> object:
    return json.loads(path.read_text(encoding="utf-8"))


def _yaml(path: Path) -> object:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def _bytes(workspace: Path) -> dict[str, bytes]:
    """Every file by its name; the findings of the run before, and what is said of them, may differ."""
    files = {str(p.relative_to(workspace)): p for p in sorted(workspace.rglob("*")) if p.is_file()}
    history = ("findings_previous.parquet", "run.json")
    return {name: path.read_bytes() for name, path in files.items() if not name.endswith(history)}


if __name__ == "__main__":
    raise SystemExit(main())
