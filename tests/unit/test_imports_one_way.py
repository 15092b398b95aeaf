"""The rooms of ``scorecard/`` import in one direction, and each keeps to what it is for.

``ARROWS`` says which rooms a room may use. The foundation (errors, files, periods, workspace, schema, words, suggest)
is open to all and uses no room; the command line and the steps of a whole run may use all, the command line only
inside its functions, so that ``--help`` is quick.
"""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from tools.rooms import Import, arrows, circle, imports, rooms

ARROWS: dict[str, set[str]] = {
    "text": set(),
    # processes beside this one; what they do is named by who has it done
    "hands": set(),
    # a file's kind and print, and nothing of what it says
    "readers": {"text", "hands"},
    "registry": {"text"},
    "passages": {"text", "registry"},
    "quotes": {"text", "registry", "passages"},
    "caveats": {"text", "registry", "passages", "quotes"},
    # the registry for its words: headings, areas, names that tell a table from prose
    "extract": {"readers", "text", "registry", "passages", "quotes", "caveats"},
    "clean": {"text", "extract", "registry", "quotes", "caveats"},
    # tables of any layout: what their own words say, in the shape that clean gives its own
    "general": {"text", "registry", "clean"},
    "preview": {"text", "extract", "registry", "clean", "general"},
    # reads packs as a look does, and writes down what they say of themselves
    "council": {"text", "extract", "registry", "clean", "preview"},
    # one pack held against itself, in this process: all that reads, judges and shows, and nothing that stores
    "check": {
        *("readers", "text", "registry", "passages", "quotes", "extract", "clean", "general", "measures", "html"),
        *("validate.compare", "validate.findings", "validate.frames", "validate.rules", "validate.ticks"),
        "validate.trials",
    },
    "validate": {"text", "hands", "extract", "registry", "clean", "measures", "proof", "html"},
    "measures": {"registry", "statistics", "disclosure"},
    # numbers and nothing else: what they measure is not its matter
    "statistics": set(),
    # beside the main run: what is printed is shown, and nothing of the run uses it
    "disclosure": {"text", "registry"},
    # of every figure where it stands and what holds it: frames, as measures are
    "proof": {"measures"},
    "html": {"charts"},
    "charts": {"registry", "measures"},
    "pages": {"registry", "measures", "proof", "charts", "html", "notes"},
    # the tables for other tools: what they are, and files of them
    "export": {"measures"},
    "render": {"registry", "measures", "proof", "charts", "html", "pages", "validate.client", "remote"},
    # bytes and where they lie; what is in them is not its matter
    "remote": set(),
    # what the commands run: everything, but only inside their functions
    "command": {
        "audit",
        "check",
        "clean",
        "council",
        "extract",
        "export",
        "preview",
        "remote",
        "render",
        "steps",
        "validate",
    },
    # each step inside its own function, so that a run that has nothing to do loads none of it
    "steps": {"clean", "export", "measures", "notes", "registry", "remote", "render", "validate"},
    # each figure of a note is held against the data by the rule that holds sentences of packs against their tables
    "notes": {"text", "registry", "passages", "quotes", "clean", "measures", "validate.rules"},
    # an interactive session: everything that can be asked, shown and drawn, and nothing of a run
    "analyst": {"registry", "statistics", "measures", "charts", "html"},
    "audit": {
        "text",
        "extract",
        "registry",
        "clean",
        "validate.client",
        "measures",
        "proof",
        "charts",
        "html",
        "pages",
        "render",
        "steps",
    },
}
# these start rooms, and no room uses them but render its notebook
ABOVE = {"scorecard.cli", "scorecard.listing", "scorecard.notebook"}
HEAVY = {
    "altair",
    "great_expectations",
    "ipykernel",
    "jupyter_client",
    "nbclient",
    "nbconvert",
    "nbformat",
    "numpy",
    "pandas",
    "papermill",
    "polars",
    "pydantic",
    "rapidfuzz",
    "scipy",
    "vl_convert",
}
# functions of frames and nothing else
PURE = ("measures", "proof", "statistics")
# what reaches outside its arguments
OUTSIDE = {"io", "os", "pathlib", "random", "requests", "shutil", "socket", "subprocess", "tempfile", "time", "urllib"}
OUTSIDE |= {"scorecard.files", "scorecard.provenance", "scorecard.workspace"}
READS_OR_WRITES = ("read_", "scan_", "write_", "sink_")
CLOCK_OR_SCREEN = {"open", "print", "input", "now", "today", "utcnow"}


def room_of(module: str) -> str | None:
    """``charts`` for ``scorecard.charts.sparkline``; None for the foundation and what is not ours."""
    parts = module.split(".")
    return parts[1] if len(parts) > 1 and parts[0] == "scorecard" and parts[1] in ARROWS else None


def _may_use(room: str, target: str) -> bool:
    inside = target.removeprefix("scorecard.")
    return any(inside == allowed or inside.startswith(f"{allowed}.") for allowed in ARROWS[room])


def wrong_arrows(found: list[Import]) -> list[str]:
    """One line for each import against the direction, with the arrow that points the wrong way."""
    wrong = []
    for entry in found:
        source, target = room_of(entry.module), room_of(entry.target)
        place = f"{entry.file}:{entry.line}"
        if target is None or target == source:
            continue
        if source is None and entry.module not in ABOVE:
            wrong.append(f"{place}: {entry.module} -> {target}: the foundation uses no room")
        elif source is not None and not _may_use(source, entry.target):
            allowed = ", ".join(sorted(ARROWS[source])) or "no other room"
            wrong.append(f"{place}: {source} -> {entry.target.removeprefix('scorecard.')}: may use {allowed}")
    return wrong


def strangers(found: list[Import]) -> list[str]:
    """Great Expectations outside ``validate/engine``: it costs seconds wherever it is imported."""
    return [
        f"{entry.file}:{entry.line}: {room_of(entry.module) or entry.module} -> great_expectations"
        for entry in found
        if entry.target.split(".")[0] == "great_expectations"
        and not entry.module.startswith("scorecard.validate.engine.")
    ]


def loaded_by(start: str, found: list[Import]) -> dict[str, str]:
    """What comes along when ``start`` is imported: third-party package -> the module that imports it."""
    modules = {entry.module for entry in found}
    waiting, seen, outside = [start], set(), {}
    while waiting:
        module = waiting.pop()
        if module in seen:
            continue
        seen.add(module)
        for entry in found:
            if entry.module != module or not entry.at_import:
                continue
            if entry.target.split(".")[0] == "scorecard":
                parts = entry.target.split(".")
                waiting += [m for m in (".".join(parts[:n]) for n in range(1, len(parts) + 1)) if m in modules]
            else:
                outside.setdefault(entry.target.split(".")[0], module)
    return outside


def impurities(package: Path) -> list[str]:
    """Reads, writes, clocks and prints in the rooms that are ``PURE``."""
    outside = [
        f"{entry.file}:{entry.line}: imports {entry.target}"
        for entry in imports(package)
        if room_of(entry.module) in PURE
        and any(entry.target == name or entry.target.startswith(f"{name}.") for name in OUTSIDE)
    ]
    calls = [
        f"{file.relative_to(package.parent).as_posix()}:{node.lineno}: calls {name}()"
        for room in PURE
        for file in sorted((package / room).rglob("*.py"))
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        for name in [node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")]
        if name in CLOCK_OR_SCREEN or name.startswith(READS_OR_WRITES)
    ]
    return outside + calls


@pytest.fixture(scope="module")
def found(project: Path) -> list[Import]:
    return imports(project / "scorecard")


def test_arrows_point_one_way(found: list[Import]) -> None:
    assert wrong_arrows(found) == []


def test_inside_render_a_run_uses_the_others_and_none_uses_it(project: Path, found: list[Import]) -> None:
    package = project / "scorecard"
    drawn = arrows(rooms(package / "render", package), found)
    above = {"run", "record", "front"}
    assert {"plan", "notebook"} <= {target for source, target in drawn if source == "run"}
    assert [(source, target) for source, target in drawn if target in above and source not in above] == []
    assert circle(drawn) == []


def test_only_the_engine_of_validate_knows_great_expectations(found: list[Import]) -> None:
    assert strangers(found) == []


def test_nothing_but_the_judge_brings_great_expectations_along(found: list[Import]) -> None:
    """Whole validations are imported without it: it comes with a call, so that its surroundings are ready before."""
    for start in ("scorecard.validate.__main__", "scorecard.validate.run", "scorecard.validate.engine.start"):
        assert "great_expectations" not in loaded_by(start, found), start


def test_the_client_of_validate_is_light(found: list[Import]) -> None:
    """Notebooks' kernels and the command line start it; the weight belongs into the process that it starts."""
    loaded = loaded_by("scorecard.validate.client", found)
    assert loaded, "scorecard/validate/client.py is not there"
    assert not loaded.keys() & {"great_expectations", "pandas", "scipy"}, loaded


def test_measures_and_statistics_are_pure(project: Path) -> None:
    assert impurities(project / "scorecard") == []


def test_every_room_is_in_the_plan(project: Path) -> None:
    rooms = {p.parent.name for p in (project / "scorecard").glob("*/__init__.py")}
    assert rooms == set(ARROWS)


def test_the_command_line_imports_nothing_heavy(project: Path) -> None:
    """``--help`` answers at once: polars and the rest are imported by the command that needs them."""
    script = "import sys, scorecard.cli; print(*{m.split('.')[0] for m in sys.modules})"
    run = subprocess.run(
        [sys.executable, "-c", script], cwd=project, capture_output=True, text=True, check=True, timeout=60
    )
    assert set(run.stdout.split()) & HEAVY == set()


# --- the checks can fail ---------------------------------------------------------------------------------------------


def package_with(folder: Path, files: dict[str, str]) -> Path:
    package = folder / "scorecard"
    for room in ARROWS:
        (package / room).mkdir(parents=True)
        (package / room / "__init__.py").write_text("")
    for name, text in files.items():
        (package / name).write_text(text)
    return package


@pytest.mark.parametrize(
    ("file", "line", "message"),
    [
        (
            "extract/bad.py",
            "from scorecard.render.run import run_reports",
            "scorecard/extract/bad.py:1: extract -> render.run.run_reports: "
            "may use caveats, passages, quotes, readers, registry, text",
        ),
        (
            "registry/bad.py",
            "def f():\n    import scorecard.clean.step",
            "scorecard/registry/bad.py:2: registry -> clean.step: may use text",
        ),
        (
            "measures/bad.py",
            "from ..charts import sparkline",
            "scorecard/measures/bad.py:1: measures -> charts.sparkline: may use disclosure, registry, statistics",
        ),
        (
            "render/bad.py",
            "from scorecard.validate import run",
            "scorecard/render/bad.py:1: render -> validate.run: "
            "may use charts, html, measures, pages, proof, registry, remote, validate.client",
        ),
        (
            "charts/bad.py",
            "import importlib\nm = importlib.import_module('scorecard.audit.trace')",
            "scorecard/charts/bad.py:2: charts -> audit.trace: may use measures, registry",
        ),
        (
            "charts/bad.py",
            "from scorecard import clean",
            "scorecard/charts/bad.py:1: charts -> clean: may use measures, registry",
        ),
        (
            "periods.py",
            "from scorecard.measures import direction",
            "scorecard/periods.py:1: scorecard.periods -> measures: the foundation uses no room",
        ),
    ],
)
def test_an_arrow_that_points_the_wrong_way_is_printed(tmp_path: Path, file: str, line: str, message: str) -> None:
    assert wrong_arrows(imports(package_with(tmp_path, {file: line}))) == [message]


def test_arrows_of_the_plan_and_the_command_line_are_fine(tmp_path: Path) -> None:
    good = {
        "charts/good.py": "from scorecard.measures.rag import rag\nfrom . import palette\nimport altair",
        "render/good.py": "from scorecard.validate.client import validate\nfrom scorecard import errors",
        "clean/good.py": "from scorecard.text.plain import plain",
        "cli.py": "def main():\n    from scorecard.render.run import run_reports",
    }
    assert wrong_arrows(imports(package_with(tmp_path, good))) == []


def test_great_expectations_elsewhere_is_found(tmp_path: Path) -> None:
    files = {
        "clean/bad.py": "def f():\n    from great_expectations import core",
        "validate/run.py": "import great_expectations",
    }
    assert strangers(imports(package_with(tmp_path, files))) == [
        "scorecard/clean/bad.py:2: clean -> great_expectations",
        "scorecard/validate/run.py:1: validate -> great_expectations",
    ]


def test_what_an_import_brings_along_is_followed_through_our_modules(tmp_path: Path) -> None:
    files = {
        "cli.py": "import argparse\nfrom scorecard.validate.client import validate\ndef f():\n    import altair",
        "validate/client.py": "from typing import TYPE_CHECKING\nfrom scorecard.validate import adapter\n"
        "if TYPE_CHECKING:\n    import polars",
        "validate/adapter.py": "import great_expectations as gx",
    }
    loaded = loaded_by("scorecard.cli", imports(package_with(tmp_path, files)))
    assert loaded == {
        "argparse": "scorecard.cli",
        "typing": "scorecard.validate.client",
        "great_expectations": "scorecard.validate.adapter",
    }


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("from pathlib import Path", "imports pathlib.Path"),
        ("from scorecard.files import write_atomic", "imports scorecard.files.write_atomic"),
        ("x = pl.read_parquet('x')", "calls read_parquet()"),
        ("frame.write_csv('x')", "calls write_csv()"),
        ("x = open('x')", "calls open()"),
        ("x = date.today()", "calls today()"),
    ],
)
@pytest.mark.parametrize("room", PURE)
def test_a_measure_that_reaches_outside_is_found(tmp_path: Path, room: str, line: str, message: str) -> None:
    package = package_with(tmp_path, {f"{room}/bad.py": line})
    assert impurities(package) == [f"scorecard/{room}/bad.py:1: {message}"]
