"""Mutation run: would the tests notice if the code were wrong?

A sample of small faults (bench/mutators.py) is put into a copy of the project, one at a time, and the tests of the
room that holds it are run until one fails. A fault that no test notices is a survivor: a test is missing, or the
fault is harmless. Harmless ones stand in bench/mutants_harmless.yml with the reason; an entry that no longer
describes a fault of the code is an error.

    python bench/mutants.py                       a sample of every room, as `make bench ARGS=mutants`
    python bench/mutants.py clean --number 20     one room, fewer
    python bench/mutants.py --list                the faults that would be made
    python bench/mutants.py --only 3f2a91c05d     one fault again, with what its tests say

The sample is the same for the same seed, and a fault stays in it as long as its function holds its line. Ends with 1
where a room's tests notice less than they should.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import multiprocessing
import os
import re
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from importlib import import_module
from itertools import islice
from pathlib import Path

import yaml
from mutators import Mutant, mutants_of

PROJECT = Path(__file__).resolve().parent.parent
HARMLESS = PROJECT / "bench" / "mutants_harmless.yml"
NUMBER, SEED = 70, 8
BAR = 0.85
"""Share of the sampled faults that a room's own tests must notice."""
PATIENCE = 4
"""A fault's tests may take so many times the seconds of the tests without a fault; longer is an endless loop."""
NEEDED = ("hypothesis.strategies", "numpy", "polars", "pydantic", "pytest", "rapidfuzz", "yaml")
"""What nearly every test imports, and takes most of a second."""
NOT_COPIED = (".*", "__pycache__", "processed", "reports", "out", "*.egg-info")


@dataclass(frozen=True)
class Room:
    """A folder of code and the tests that protect it."""

    code: str
    tests: tuple[str, ...]

    def modules(self, project: Path) -> list[Path]:
        return sorted((project / self.code).rglob("*.py"))

    def test_files(self, project: Path) -> list[Path]:
        return sorted(file for pattern in self.tests for file in project.glob(f"tests/{pattern}"))


ROOMS = {
    "measures": Room(
        "scorecard/measures",
        (
            "unit/measures/**/test_*.py",
            "spec/test_direction_of_travel.py",
            "spec/test_rag_from_tolerances.py",
            "spec/test_not_judged.py",
        ),
    ),
    "rules": Room("scorecard/validate/rules", ("unit/validate/rules/**/test_*.py", "spec/test_percentage_rounding.py")),
    "text": Room(
        "scorecard/text",
        (
            "unit/text/test_[!o]*.py",
            "spec/test_cells.py",
            "spec/test_header_lines.py",
            "spec/test_marks.py",
            "spec/test_months.py",
            "spec/test_numbers.py",
            "spec/test_period_text.py",
            "spec/test_signals.py",
            "spec/test_spans.py",
            "spec/test_thresholds.py",
        ),
    ),
    "extract": Room("scorecard/extract", ("unit/extract/**/test_[!k]*.py",)),
    "clean": Room(
        "scorecard/clean",
        (
            "unit/clean/**/test_*.py",
            "spec/test_headers.py",
            "spec/test_header_lines.py",
            "spec/test_other_printing.py",
            "spec/test_other_small_tables.py",
            "spec/test_thresholds.py",
            "data/test_account.py",
            "data/test_other_years.py",
            "data/test_second_council.py",
            "data/test_strangers_cells.py",
            "data/test_strangers_headers.py",
            "data/test_strangers_targets.py",
        ),
    ),
}


def sample(mutants: list[Mutant], number: int, seed: int) -> list[Mutant]:
    """``number`` of the mutants that are still Python, chosen by their ids, in the order of the source."""
    by_lot = sorted(mutants, key=lambda mutant: hashlib.sha256(f"{seed}{mutant.id}".encode()).digest())
    drawn = islice((mutant for mutant in by_lot if mutant.compiles(PROJECT)), number)
    return sorted(drawn, key=lambda mutant: (mutant.file, mutant.edit))


def harmless(mutants: list[Mutant]) -> dict[str, str]:
    """Why a mutant is harmless, by its id; ends the run where an entry describes none."""
    entries = yaml.safe_load(HARMLESS.read_text(encoding="utf-8")) or []
    reasons, idle = {}, []
    for entry in entries:
        wanted = tuple(entry[key] for key in ("file", "function", "original", "mutated"))
        same = [m.id for m in mutants if (m.file, m.function, m.original, m.mutated) == wanted]
        reasons.update(dict.fromkeys(same, entry["why"]))
        idle += [] if same else [" · ".join(wanted)]
    if idle:
        listed = "\n  ".join(idle)
        raise SystemExit(f"{HARMLESS.name}: no fault of the code is described by\n  {listed}\ntake these entries out")
    return reasons


# ---- running -----------------------------------------------------------------------------------------------------


class Workshop:
    """A copy of the project in which one module at a time is faulty."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "project"
        shutil.copytree(PROJECT, self.folder, ignore=shutil.ignore_patterns(*NOT_COPIED))
        _import_what_tests_need()

    def seconds_without_fault(self, room: Room) -> float:
        """How long a room's tests take; ends the run if one fails without a fault."""
        began = time.perf_counter()
        files = room.test_files(self.folder)
        if not files or self._run([files], None, loud=False) != "survived":
            raise SystemExit(f"the tests of {room.code} do not pass without a fault: mend them first")
        return time.perf_counter() - began

    def try_out(self, mutant: Mutant, room: Room, seconds: float | None, *, loud: bool = False) -> str:
        """``killed``, ``survived`` or ``timeout``: tests that name the faulty module first, then the room's others."""
        path = self.folder / mutant.file
        source = path.read_bytes()
        module = mutant.file.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
        files = room.test_files(self.folder)
        near = [file for file in files if _names(file, module)]
        path.write_bytes(mutant.applied(source))
        try:
            return self._run([near, [file for file in files if file not in near]], seconds, loud=loud)
        finally:
            path.write_bytes(source)

    def _run(self, groups: list[list[Path]], seconds: float | None, *, loud: bool) -> str:
        context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
        process = context.Process(target=_tests, args=(self.folder, groups, loud))
        process.start()
        process.join(seconds)
        if process.is_alive():
            _stop(process.pid)
            process.join()
            return "timeout"
        return "survived" if process.exitcode == 0 else "killed"


def _names(file: Path, module: str) -> bool:
    """Does a test file import from the module (or take the module itself from its room)?"""
    text = file.read_text(encoding="utf-8")
    room, _, name = module.rpartition(".")
    return f"{module} " in text or bool(re.search(rf"from {re.escape(room)} import .*\b{name}\b", text))


def _import_what_tests_need() -> None:
    """Imported once, for every process to come; no query may run here, as polars does not outlive a fork then."""
    for name in NEEDED:
        import_module(name)


def _tests(folder: Path, groups: list[list[Path]], loud: bool) -> None:
    """Run groups of test files in this process until one fails; the exit code says whether all passed."""
    if hasattr(os, "setsid"):
        os.setsid()
    os.chdir(folder)
    sys.path.insert(0, str(folder))
    # a module of the same second and size would pass for the one before it
    sys.dont_write_bytecode = True
    os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
    if not loud:
        for stream in (1, 2):
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream)
    import pytest

    options = ["-x", "-q", "-p", "no:cacheprovider", f"--rootdir={folder}", *([] if loud else ["--tb=no"])]
    for files in filter(None, groups):
        if pytest.main([*options, *map(str, files)]):
            os._exit(1)
    os._exit(0)


def _stop(process: int | None) -> None:
    """End a process that takes too long, with those it has started."""
    if process is None:
        return
    if hasattr(os, "killpg"):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process, signal.SIGKILL)
    else:
        os.kill(process, signal.SIGTERM)


# ---- what is printed ---------------------------------------------------------------------------------------------


def described(mutant: Mutant) -> str:
    """A mutant on two lines: where, and what stands there instead of what."""
    return f"{mutant.file}:{mutant.line} {mutant.function}  [{mutant.id}]\n    {mutant.original}\n  → {mutant.mutated}"


def score(name: str, results: list[tuple[Mutant, str]], reasons: dict[str, str]) -> tuple[str, bool]:
    """A room's line of the table, and whether enough was noticed."""
    ends = Counter(end for _, end in results)
    noticed = ends["killed"] + ends["timeout"]
    known = sum(1 for mutant, end in results if end == "survived" and mutant.id in reasons)
    share = noticed / len(results) if results else 1.0
    counts = f"{len(results):8d}{ends['killed']:8d}{ends['timeout']:9d}{ends['survived']:10d}{known:10d}"
    return f"{name:10s}{counts}{share:8.0%}", share >= BAR


def main() -> None:
    """Run the sample, print the survivors and the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("room", nargs="*", metavar="ROOM", help=f"only these: {', '.join(ROOMS)}")
    parser.add_argument("--number", type=int, default=NUMBER, help="faults of each room (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=SEED, help="another sample (default: %(default)s)")
    parser.add_argument("--within", default="", metavar="TEXT", help="only modules with this in their path")
    parser.add_argument("--list", action="store_true", help="list the sample and run nothing")
    parser.add_argument("--only", nargs="+", metavar="ID", help="these faults; of one alone, what its tests say too")
    options = parser.parse_args()
    if unknown := [name for name in options.room if name not in ROOMS]:
        parser.error(f"there is no room {unknown[0]}; there are {', '.join(ROOMS)}")
    every = {
        name: [m for path in room.modules(PROJECT) for m in mutants_of(path, PROJECT)] for name, room in ROOMS.items()
    }
    reasons = harmless([mutant for mutants in every.values() for mutant in mutants])
    within = {name: [m for m in mutants if options.within in m.file] for name, mutants in every.items()}
    chosen = {name: sample(within[name], options.number, options.seed) for name in options.room or ROOMS}
    if options.only:
        one = {name: [m for m in mutants if m.id in options.only] for name, mutants in every.items()}
        chosen = {name: mutants for name, mutants in one.items() if mutants}
        if not chosen:
            parser.error(f"there is no fault {options.only[0]}; --list shows those of the sample")
    if options.list:
        print("\n".join(described(mutant) for mutants in chosen.values() for mutant in mutants))
        return
    sys.exit(0 if run(chosen, every, reasons, loud=bool(options.only) and len(options.only) == 1) else 1)


def run(
    chosen: dict[str, list[Mutant]], every: dict[str, list[Mutant]], reasons: dict[str, str], *, loud: bool
) -> bool:
    """Try the chosen mutants out; true where each room's tests notice enough of them."""
    table, enough = [], True
    with tempfile.TemporaryDirectory(prefix="mutants-") as name:
        workshop = Workshop(Path(name))
        for name, mutants in chosen.items():
            results = _tried(workshop, ROOMS[name], mutants, loud=loud)
            for mutant in (m for m, end in results if end == "survived"):
                print(f"survived: {described(mutant)}", *filter(None, [reasons.get(mutant.id)]), sep="\n  harmless: ")
            line, well = score(name, results, reasons)
            table.append(f"{line}   of {len(every[name]):,}")
            enough = enough and well
    print("room       mutants  killed  timeout  survived  harmless  noticed")
    print(*table, sep="\n", flush=True)
    return enough


def _tried(workshop: Workshop, room: Room, mutants: list[Mutant], *, loud: bool) -> list[tuple[Mutant, str]]:
    """Each mutant with how it ended; a line of progress for each goes to stderr."""
    usual = workshop.seconds_without_fault(room)
    results = []
    for number, mutant in enumerate(mutants, start=1):
        end = workshop.try_out(mutant, room, None if loud else 5 + PATIENCE * usual, loud=loud)
        print(
            f"{number:4d}/{len(mutants)} {end:9s}{mutant.file}:{mutant.line} {mutant.id}", file=sys.stderr, flush=True
        )
        results.append((mutant, end))
    return results


if __name__ == "__main__":
    main()
