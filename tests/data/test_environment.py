"""The environment is written down once: pyproject.toml, the locks and environment.yml must not drift apart."""

from __future__ import annotations

import re
import sys
import tomllib
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.version import Version

from tools import lock as lock_tool

NOT_IN_CONDA = re.compile(r"[.]post\d+$")  # repackaging in the registry, which conda-forge does itself
Lock = dict[str, list[Requirement]]


def read_lock(text: str) -> Lock:
    """Package -> its pins (more than one where platforms differ). Every line must be understood."""
    pins: Lock = {}
    for line in text.replace("\\\n", " ").splitlines():
        if not line.startswith("#"):
            pin = Requirement(re.sub(r"\s--hash=sha256:[0-9a-f]{64}", "", line).strip())
            pins.setdefault(pin.name, []).append(pin)
    return pins


def version_of(pin: Requirement) -> Version:
    (exact,) = pin.specifier
    assert exact.operator == "==", f"{pin} is not pinned"
    return Version(exact.version)


def faults(project: dict[str, Any], lock: Lock, lab: Lock, environment: dict[str, Any]) -> list[str]:
    """What the four files say differently, in words."""
    groups = project["dependency-groups"]
    wanted = [Requirement(r) for r in [*project["project"]["dependencies"], *groups["test"], *groups["lab"]]]
    pins = lab | lock
    conda = dict(line.split("=") for line in environment["dependencies"])
    lines = [f"{name} is in environment.yml, not in pyproject.toml" for name in conda.keys() - {r.name for r in wanted}]
    for requirement in wanted:
        name = requirement.name
        if name not in pins:
            lines.append(f"{name} is in pyproject.toml, not in a lock")
            continue
        locked = version_of(pins[name][0])
        if locked not in requirement.specifier:
            lines.append(f"{name}: locked {locked}, pyproject.toml wants {requirement.specifier}")
        if name not in lock_tool.NOT_ON_CONDA and conda.get(name) != NOT_IN_CONDA.sub("", str(locked)):
            lines.append(f"{name}: locked {locked}, environment.yml has {conda.get(name)}")
    for name in lock.keys() & lab.keys():
        if {version_of(p) for p in lock[name]} != {version_of(p) for p in lab[name]}:
            lines.append(f"{name}: the two locks differ")
    return sorted(line for line in lines if not line.startswith("python "))


@pytest.fixture(scope="module")
def pyproject(project: Path) -> dict[str, Any]:
    return tomllib.loads((project / "pyproject.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def environment(project: Path) -> dict[str, Any]:
    return yaml.safe_load((project / "environment.yml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def locks(project: Path) -> dict[str, str]:
    paths = [project / "requirements.lock", project / "requirements-lab.lock", project / "tools/requirements-uv.lock"]
    return {p.name: p.read_text(encoding="utf-8") for p in paths}


def test_the_four_files_say_the_same(
    pyproject: dict[str, Any], environment: dict[str, Any], locks: dict[str, str]
) -> None:
    lock, lab = read_lock(locks["requirements.lock"]), read_lock(locks["requirements-lab.lock"])
    assert faults(pyproject, lock, lab, environment) == []


def test_environment_yml_is_what_make_lock_writes(project: Path, pyproject: dict[str, Any]) -> None:
    versions = lock_tool.locked_versions(project / "requirements-lab.lock", project / "requirements.lock")
    expected = lock_tool.environment_text(pyproject, versions)
    assert (project / "environment.yml").read_text(encoding="utf-8") == expected


def test_environment_yml_takes_everything_from_conda_forge(environment: dict[str, Any]) -> None:
    assert environment["channels"] == ["conda-forge", "nodefaults"]
    assert "python=3.11" in environment["dependencies"]


def test_every_line_of_a_lock_is_a_pin_with_hashes(locks: dict[str, str]) -> None:
    for name, text in locks.items():
        for line in text.replace("\\\n", " ").splitlines()[1:]:
            assert re.fullmatch(r"[a-z0-9-]+==\S+( ; [^-]+)?\s+(\s*--hash=sha256:[0-9a-f]{64})+", line), (name, line)


def test_jupyterlab_stays_out_of_the_environment_of_runs(locks: dict[str, str]) -> None:
    """It brings a grammar that every process would compile on import."""
    slow = {"jupyterlab", "jupyter-server", "rfc3987-syntax", "lark"}
    assert not slow & read_lock(locks["requirements.lock"]).keys()
    assert "jupyterlab" in read_lock(locks["requirements-lab.lock"])


def test_this_python_runs_the_locked_versions(locks: dict[str, str], environment: dict[str, Any]) -> None:
    """A test run with other versions than the lock's proves nothing about the lock.

    conda chooses the packages that environment.yml does not name by itself, so there only the named ones count.
    """
    pins = [p for pins in read_lock(locks["requirements.lock"]).values() for p in pins]
    here = {p.name: NOT_IN_CONDA.sub("", str(version_of(p))) for p in pins if p.marker is None or p.marker.evaluate()}
    if (Path(sys.prefix) / "conda-meta").is_dir():
        named = dict(line.split("=") for line in environment["dependencies"])
        here = {name: pin for name, pin in here.items() if name in named}
    installed = {name: NOT_IN_CONDA.sub("", version(name)) for name in here}
    assert {name: found for name, found in installed.items() if Version(found) != Version(here[name])} == {}


# --- the comparison can fail -----------------------------------------------------------------------------------------

PROJECT = {
    "project": {"dependencies": ["polars>=2.1,<3"]},
    "dependency-groups": {"test": ["pytest>=9"], "lab": ["jupyterlab>=4"]},
}
LOCK = "polars==2.1.0\npytest==9.2.0"
LAB = "polars==2.1.0\njupyterlab==4.6.6"
CONDA = ["python=3.11", "polars=2.1.0", "pytest=9.2.0", "jupyterlab=4.6.6"]


@pytest.mark.parametrize(
    ("lock", "lab", "conda", "expected"),
    [
        (LOCK, LAB, CONDA, []),
        (LOCK.replace("2.1.0", "2.1.0.post1"), LAB.replace("2.1.0", "2.1.0.post1"), CONDA, []),
        (
            LOCK.replace("2.1.0", "2.1.1"), LAB, CONDA,
            ["polars: locked 2.1.1, environment.yml has 2.1.0", "polars: the two locks differ"],
        ),
        (
            LOCK.replace("2.1.0", "3.0.0"), LAB.replace("2.1.0", "3.0.0"), [*CONDA[:1], "polars=3.0.0", *CONDA[2:]],
            ["polars: locked 3.0.0, pyproject.toml wants <3,>=2.1"],
        ),
        (LOCK, LAB, [*CONDA, "left-over=1.0"], ["left-over is in environment.yml, not in pyproject.toml"]),
        (LOCK, LAB, CONDA[:-1], ["jupyterlab: locked 4.6.6, environment.yml has None"]),
        ("polars==2.1.0", LAB, CONDA, ["pytest is in pyproject.toml, not in a lock"]),
    ],
)
def test_each_difference_is_told(lock: str, lab: str, conda: list[str], expected: list[str]) -> None:
    assert faults(PROJECT, read_lock(lock), read_lock(lab), {"dependencies": conda}) == expected
