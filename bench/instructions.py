"""How many instructions extract and clean of the packs take: the same number however busy the machine is.

    python bench/instructions.py                      this checkout
    python bench/instructions.py --against FOLDER     beside another checkout of the project, as ratios

Needs valgrind (Debian package ``valgrind``) and the original documents (`bench/run.py`). What the imports take is
taken off. Ends with 1 if this checkout takes more than the other one, together.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
# what a child does: nothing but imports, then extract, then clean too
WORK = """
import pathlib, sys, tempfile
folder, steps = sys.argv[1], int(sys.argv[2])
sys.path[:0] = [folder + "/bench", folder]
import run
from scorecard.clean import clean
from scorecard.extract import extract_documents
from scorecard.workspace import Workspace
with tempfile.TemporaryDirectory() as name:
    workspace = Workspace(data=pathlib.Path(name))
    run._copy_ledgers(workspace.raw)
    if steps > 0:
        extract_documents(run.documents(), workspace, replace=True, prose_only=True, report=lambda line: None)
    if steps > 1:
        clean(workspace, report=lambda line: None)
"""
COLLECTED = re.compile(r"Collected : (\d+)")


def collected(folder: Path, steps: int) -> int:
    """The instructions of a process that does so many steps with the code of a checkout."""
    valgrind = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={os.devnull}"]
    # one thread and one order of sets, so that the number is the same every time
    same = {"PYTHONHASHSEED": "0", "POLARS_MAX_THREADS": "1"}
    command = [*valgrind, sys.executable, "-c", WORK, str(folder), str(steps)]
    done = subprocess.run(command, cwd=folder, env=os.environ | same, capture_output=True, text=True, check=True)
    return int(COLLECTED.findall(done.stderr)[-1])


def measured(folder: Path) -> dict[str, int]:
    with ThreadPoolExecutor(2) as pool:
        imports, extract, both = pool.map(lambda steps: collected(folder, steps), range(3))
    return {"extract": extract - imports, "clean": both - extract, "together": both - imports}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--against", type=Path, help="another checkout of the project")
    against = parser.parse_args().against
    if shutil.which("valgrind") is None:
        print("valgrind is not there; do: apt-get install valgrind", file=sys.stderr)
        return 2
    ours = measured(PROJECT)
    theirs = measured(against.resolve()) if against else {}
    for step, count in ours.items():
        beside = f"{count / theirs[step]:8.3f} of the other's {theirs[step] / 1e9:6.2f}" if theirs else ""
        print(f"{step:10} {count / 1e9:6.2f} thousand million {beside}".rstrip())
    return int(bool(theirs) and ours["together"] > theirs["together"])


if __name__ == "__main__":
    sys.exit(main())
