"""JupyterLab on copies: `make lab` opens the folder ``lab/``, which git ignores, so that no run changes the project.

    python tools/lab.py                copy what is new, then start JupyterLab there
    python tools/lab.py --copy-only    copy, and stop
    python tools/lab.py -- --no-browser --port 8890       what stands behind -- goes to JupyterLab

A notebook that stands in ``lab/`` already is somebody's own and stays as it is, whatever becomes of the project's. The
executed notebooks of ``reports/`` are copied to ``lab/reports/`` anew each time. These copies are marked as trusted:
they were made by this project on this machine, and JupyterLab would show them without their styles otherwise.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
FIRST = "explore_trends.ipynb"


def copy_notebooks(notebooks: Path, lab: Path) -> list[str]:
    """Copy each notebook that is not there yet; the names of those that are there and differ from the project's."""
    lab.mkdir(parents=True, exist_ok=True)
    kept = []
    for path in sorted(notebooks.glob("*.ipynb")):
        copy = lab / path.name
        if not copy.exists():
            shutil.copyfile(path, copy)
        elif copy.read_bytes() != path.read_bytes():
            kept.append(path.name)
    return kept


def copy_reports(reports: Path, lab: Path) -> int:
    """Copy the executed notebooks of every quarter anew; how many there are."""
    target = lab / "reports"
    shutil.rmtree(target, ignore_errors=True)
    executed = sorted(reports.glob("*/*.ipynb"))
    for path in executed:
        (target / path.parent.name).mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target / path.parent.name / path.name)
    return len(executed)


def trust(lab: Path) -> None:
    """Mark the copies of executed notebooks as trusted."""
    import nbformat
    from nbformat.sign import NotebookNotary

    notary = NotebookNotary()
    for path in [*sorted((lab / "reports").rglob("*.ipynb"))]:
        notary.sign(nbformat.read(path, as_version=4))


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lab", type=Path, default=PROJECT / "lab", metavar="DIR", help="the folder (here: lab)")
    parser.add_argument("--copy-only", action="store_true", help="do not start JupyterLab")
    parser.add_argument("more", nargs="*", metavar="OPTION", help="behind --: options of JupyterLab")
    options = parser.parse_args(arguments)
    kept = copy_notebooks(PROJECT / "notebooks", options.lab)
    count = copy_reports(PROJECT / "reports", options.lab)
    trust(options.lab)
    print(f"{options.lab}: copies of the notebooks, and of {count} executed ones; what you do here stays here")
    if kept:
        print(f"  yours, and left as they are: {', '.join(kept)} (delete one to get the project's)")
    if options.copy_only:
        return 0
    path = os.pathsep.join(filter(None, [str(PROJECT), os.environ.get("PYTHONPATH")]))
    command = [sys.executable, "-m", "jupyterlab", f"--ServerApp.root_dir={options.lab.resolve()}"]
    # nothing is asked of the network: no newer version
    command += ["--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate"]
    command += [f"--LabApp.default_url=/lab/tree/{FIRST}", *options.more]
    try:
        return subprocess.run(command, env={**os.environ, "PYTHONPATH": path}, check=False).returncode
    except KeyboardInterrupt:
        return 0


if __name__ == "__main__":
    sys.exit(main())
