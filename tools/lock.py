"""Write the locks and environment.yml from pyproject.toml: `make lock`.

The locks name every package of the environment with the hashes of all its files, for Linux, macOS and Windows alike,
and say nothing of where to fetch them. ``environment.yml`` carries the same versions of the packages that
``pyproject.toml`` names, for conda users. Versions stay as they are unless ``--upgrade`` is given.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
HEADER = "# Made by `make lock` (tools/lock.py) from pyproject.toml: change that file, not this one.\n"
# the condition that uv puts on every line because pyproject.toml lists our platforms; with it gone, the
# conditions that remain are the ones that mean something
_OURS = "python_full_version < '3.12' and platform_python_implementation == 'CPython'"
_EVERYWHERE = f"{_OURS} and (sys_platform == 'darwin' or sys_platform == 'linux' or sys_platform == 'win32')"

NOT_ON_CONDA = {"roc-validator"}
"""What conda-forge has not: only a test needs it, which says so where it is skipped."""
ENVIRONMENT = """\
# Made by `make lock` (tools/lock.py): the versions of requirements.lock, and JupyterLab.
# conda env create --file environment.yml && conda activate scorecard && python pipeline.py run
name: scorecard
channels:
  - conda-forge
  - nodefaults
dependencies:
  - python=3.11
"""


def simplify(line: str) -> str:
    """One line of a lock without the conditions that hold on all our platforms."""
    for common in (
        f" ; {_EVERYWHERE}",
        f" and {_OURS}",
        f"{_OURS} and ",
        " and (sys_platform == 'darwin' or sys_platform == 'linux' or sys_platform == 'win32')",
        f" ; {_OURS}",
    ):
        line = line.replace(common, "")
    return line


def compile_lock(output: Path, *sources: str) -> None:
    """Resolve ``sources`` with uv, prefer the versions that ``output`` already has, and write ``output``."""
    with tempfile.TemporaryDirectory() as folder:
        draft = Path(folder) / output.name
        if output.exists():
            draft.write_bytes(output.read_bytes())
        command = ["uv", "pip", "compile", *sources, "--universal", "--python-version", "3.11", "--no-python-downloads"]
        command += ["--generate-hashes", "--no-annotate", "--no-header", "--quiet", "--output-file", str(draft)]
        subprocess.run(command, cwd=PROJECT, check=True)
        lines = draft.read_text(encoding="utf-8").splitlines()
    output.write_bytes((HEADER + "\n".join(map(simplify, lines)) + "\n").encode())


def locked_versions(*locks: Path) -> dict[str, str]:
    """Package -> version, of all locks together (where platforms differ, the last one listed)."""
    pairs = re.findall(r"^([a-z0-9-]+)==([^\s;]+)", "\n".join(p.read_text(encoding="utf-8") for p in locks), re.M)
    return dict(pairs)


def direct_requirements(project: dict) -> list[str]:
    """The names of the packages that pyproject.toml asks for: to run, to test and for the lab."""
    groups = project["dependency-groups"]
    asked = [*project["project"]["dependencies"], *groups["test"], *groups["lab"]]
    return sorted(re.match(r"[A-Za-z0-9._-]+", line)[0].lower() for line in asked)  # type: ignore[index]


def environment_text(project: dict, versions: dict[str, str]) -> str:
    """environment.yml as text. A ``.postN`` is a matter of the registry's packaging and means nothing to conda."""
    names = [name for name in direct_requirements(project) if name not in NOT_ON_CONDA]
    return ENVIRONMENT + "".join(f"  - {name}={re.sub(r'[.]post[0-9]+$', '', versions[name])}\n" for name in names)


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--upgrade", action="store_true", help="take the newest versions that pyproject.toml allows")
    upgrade = ["--upgrade"] if parser.parse_args(arguments).upgrade else []
    lock, lab = PROJECT / "requirements.lock", PROJECT / "requirements-lab.lock"
    compile_lock(lock, "pyproject.toml", "--group", "test", *upgrade)
    compile_lock(lab, "pyproject.toml", "--group", "lab", "--constraints", str(lock), *upgrade)
    compile_lock(PROJECT / "tools" / "requirements-uv.lock", "--group", "lock", *upgrade)
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))
    text = environment_text(project, locked_versions(lab, lock))
    (PROJECT / "environment.yml").write_bytes(text.encode())
    return 0


if __name__ == "__main__":
    sys.exit(main())
