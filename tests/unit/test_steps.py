"""The steps of a run: what each depends on is what its code imports, and what decides that it is out of date."""

from __future__ import annotations

import ast
import json
import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from scorecard import steps
from scorecard.errors import InputError
from scorecard.provenance import Stamp, rooms_from
from scorecard.render.plan.jobs import Job
from scorecard.render.plan.parameters import templates
from scorecard.render.record import Record
from scorecard.schema import BETWEEN_STEPS, OF_MEASURES, OF_VALIDATION, SCHEMAS, UNJUDGED, read_table
from scorecard.steps import (
    DESCRIBE,
    SIGNALS,
    STEPS,
    VALIDATE,
    Options,
    Step,
    bring,
    bring_tables,
    out_of_date,
)
from scorecard.steps import (
    reports_due as reports_due_with_links,
)
from scorecard.validate.frames import PROCESSED
from scorecard.workspace import PROJECT, Workspace
from tests.fixtures.notebooks import notebook
from tests.fixtures.processed import tables, write_workspace
from tools.rooms import imports

PACKAGE = PROJECT / "scorecard"


# ---- the rooms of a step -----------------------------------------------------------------------------------------


def room_of(target: str) -> str | None:
    """``charts`` for ``scorecard.charts.svg``, ``files.py`` for ``scorecard.files``; null for what is not ours."""
    parts = target.split(".")
    if parts[0] != PACKAGE.name or len(parts) < 2:
        return None
    return parts[1] if (PACKAGE / parts[1]).is_dir() else f"{parts[1]}.py"


@pytest.fixture(scope="module")
def uses() -> dict[str | None, set[str]]:
    """Which rooms each room imports."""
    by_room: dict[str | None, set[str]] = {}
    for one in imports(PACKAGE):
        if room := room_of(one.target):
            by_room.setdefault(room_of(one.module), set()).add(room)
    return by_room


def rooms_reached(begin: Iterable[str], uses: Mapping[str | None, set[str]]) -> set[str]:
    """The rooms of some modules and all that these rooms import, at import or later, room by room.

    Room by room, as a process that a room starts imports what no line of the others names.
    """
    waiting, reached = [room for target in begin if (room := room_of(target))], set[str]()
    while waiting:
        room = waiting.pop()
        if room not in reached:
            reached.add(room)
            waiting += uses.get(room, ())
    return reached


def where_a_step_begins(step: Step) -> list[str]:
    """What the function that runs it imports, and for the reports what the notebooks import."""
    place, name = ("reports.py", "make") if "notebooks" in step.reads else ("way.py", step.run.__name__)
    tree = ast.parse((PACKAGE / "steps" / place).read_text(encoding="utf-8"))
    function = next(n for n in tree.body if isinstance(n, ast.FunctionDef) and n.name == name)
    begin = [f"{n.module}.{a.name}" for n in ast.walk(function) if isinstance(n, ast.ImportFrom) for a in n.names]
    return begin + (imported_by_notebooks() if "notebooks" in step.reads else [])


def imported_by_notebooks() -> list[str]:
    """What the notebooks that are run for each quarter import; the others are for people alone."""
    sources = [
        "".join(cell["source"])
        for template in templates(PROJECT / "notebooks").values()
        if template.per_quarter
        for cell in json.loads(template.path.read_text(encoding="utf-8"))["cells"]
        if cell["cell_type"] == "code"
    ]
    return [
        f"{node.module}.{alias.name}"
        for source in sources
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    ]


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.name)
def test_a_step_begins_where_its_function_and_its_notebooks_import(step: Step) -> None:
    imported = {room for target in where_a_step_begins(step) if (room := room_of(target))}
    assert imported
    assert imported <= {*step.begins, *rooms_from(step.begins)}
    assert set(step.begins) <= imported


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.name)
def test_the_rooms_of_a_step_are_all_that_its_code_imports(step: Step, uses: dict[str | None, set[str]]) -> None:
    """Read from the syntax, where the step itself reads lines."""
    assert set(step.rooms) == rooms_reached(where_a_step_begins(step), uses) | {"steps"}
    assert all((PACKAGE / room).exists() for room in step.rooms)


def test_no_file_is_written_by_two_steps() -> None:
    written = Counter(name for step in STEPS for name in step.writes)
    assert written.most_common(1)[0][1] == 1


def test_every_table_of_the_contract_is_written_by_a_step() -> None:
    written = {Path(name).stem for step in STEPS for name in step.writes if name.endswith(".parquet")}
    assert written == {*SCHEMAS, "checks"}


def test_a_step_reads_what_earlier_steps_or_people_wrote() -> None:
    known = {"data/raw", "registry", "councils", "expectations", "notebooks", "notes"}
    for step in STEPS:
        assert set(step.reads) <= known, step.name
        known |= set(step.writes)


def test_validation_reads_what_its_key_says() -> None:
    tables_read = {Path(name).stem for name in VALIDATE.reads if name.startswith("data/")}
    assert tables_read == set(PROCESSED) == SCHEMAS.keys() - {*OF_VALIDATION, *OF_MEASURES, *BETWEEN_STEPS, *UNJUDGED}


def test_every_table_is_described_and_read_for_that() -> None:
    assert set(DESCRIBE.reads) == {f"data/processed/{name}.parquet" for name in (*SCHEMAS, "checks")} | {"expectations"}


# ---- out of date -------------------------------------------------------------------------------------------------


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """The invented tables, with printed signals to work out again."""
    data = write_workspace(tmp_path / "data", printed_signals=tables()["signals"])
    folders = {name: tmp_path / name for name in ("reports", "expectations", "notebooks", "registry", "councils")}
    for name in ("registry", "councils"):
        shutil.copytree(PROJECT / name, folders[name])
    return Workspace(data, **folders)


def add_a_comment(folder: Path) -> None:
    """Change a file of words without changing what it says."""
    file = min(folder.rglob("*.yml"))
    file.write_text(file.read_text(encoding="utf-8") + "# more\n", encoding="utf-8")


def said_by(workspace: Workspace, step: Step = SIGNALS, **more: Any) -> list[str]:
    """What bringing a step up to date says; nothing if it ran."""
    said: list[str] = []
    bring(step, workspace, Options(report=said.append, **more))
    return said


FRESH = ["signals: up to date"]


def test_a_step_runs_once(workspace: Workspace) -> None:
    assert said_by(workspace) == []
    assert said_by(workspace) == FRESH
    assert said_by(workspace, force=True) == []
    assert read_table(workspace.processed, "signals").height == tables()["signals"].height


@pytest.mark.parametrize("name", ["registry", "councils"])
def test_changed_words_put_a_step_out_of_date(workspace: Workspace, name: str) -> None:
    said_by(workspace)
    add_a_comment(workspace.place(name))
    assert said_by(workspace) == []


def test_a_changed_input_puts_a_step_out_of_date(workspace: Workspace) -> None:
    said_by(workspace)
    write_workspace(workspace.data, printed_signals=tables()["signals"].head(1))
    assert said_by(workspace) == []
    assert read_table(workspace.processed, "signals").height == 1


@pytest.mark.parametrize("name", ["code_hash", "software"])
def test_other_code_or_software_puts_a_step_out_of_date(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    said_by(workspace)
    monkeypatch.setattr(steps.step, name, lambda *_: "other" if name == "code_hash" else {"python": "4.0"})
    assert said_by(workspace) == []


@pytest.mark.parametrize("change", [Path.unlink, lambda path: path.write_bytes(b"touched")])
def test_an_output_that_is_gone_or_touched_puts_a_step_out_of_date(workspace: Workspace, change: Any) -> None:
    said_by(workspace)
    change(workspace.processed / "signals.parquet")
    assert said_by(workspace) == []
    assert said_by(workspace) == FRESH


def test_what_changes_while_a_step_runs_puts_it_out_of_date(workspace: Workspace) -> None:
    """The key is that of what was read, not of what was there afterwards."""

    def run_while_another_writes(workspace: Workspace, options: Options) -> None:
        SIGNALS.run(workspace, options)
        write_workspace(workspace.data, printed_signals=tables()["signals"].head(1), signals=tables()["signals"])

    said_by(workspace, replace(SIGNALS, run=run_while_another_writes))
    assert said_by(workspace) == []


@pytest.mark.parametrize(
    "damage",
    ["", "{", "[]", "7", '{"signals": 7}', '{"signals": {"key": 1, "outputs": {}}}', '{"signals": {"key": ""}}'],
)
def test_stamps_of_another_shape_count_as_none(workspace: Workspace, damage: str) -> None:
    said_by(workspace)
    (workspace.processed / steps.STAMPS).write_text(damage, encoding="utf-8")
    assert said_by(workspace) == []
    assert said_by(workspace) == FRESH


def test_a_step_that_fails_leaves_no_stamp(workspace: Workspace) -> None:
    def fail(workspace: Workspace, options: Options) -> None:
        raise InputError("it cannot")

    with pytest.raises(InputError, match="it cannot"):
        bring(replace(SIGNALS, run=fail), workspace, Options(report=lambda line: None))
    assert said_by(workspace) == []


def test_a_step_without_its_input_names_it_and_the_command_that_makes_it(workspace: Workspace) -> None:
    (workspace.processed / "printed_signals.parquet").unlink()
    with pytest.raises(InputError, match="signals has nothing to read: data/processed/printed_signals") as caught:
        said_by(workspace)
    assert caught.value.do == "run: python pipeline.py clean"


def test_a_workspace_without_documents_keeps_its_tables(workspace: Workspace) -> None:
    said: list[str] = []
    bring_tables(workspace, Options(report=said.append))
    assert [line.split(",")[0] for line in said] == [f"clean: no documents in {workspace.raw}"]
    with pytest.raises(InputError, match="clean has nothing to read: data/raw"):
        bring_tables(workspace, Options(report=said.append, force=True))


def test_an_output_that_was_never_written_is_out_of_date(tmp_path: Path) -> None:
    outputs = {"a": tmp_path / "a"}
    assert out_of_date(Stamp("key", {}), "key", outputs)
    assert out_of_date(None, "key", outputs)


# ---- a report is a step of its own -------------------------------------------------------------------------------


reports_due = partial(reports_due_with_links, links={})
JOB = Job("2020-21-Q1/scorecard", "scorecard", "T", "2020-21-Q1", "Q", {"quarter": "2020-21-Q1"})


@pytest.fixture
def made(workspace: Workspace) -> Record:
    """The record after the report was made."""
    for name in ("scorecard", "other"):
        notebook(workspace.notebooks, name)
    for name in JOB.outputs:
        (workspace.reports / name).parent.mkdir(parents=True, exist_ok=True)
        (workspace.reports / name).write_text(name, encoding="utf-8")
    record = Record(code="c", software={"python": "3"})
    record.add(JOB, reports_due(workspace, [JOB], record)[JOB.name], workspace.reports)
    return record


def test_a_report_is_made_once(workspace: Workspace, made: Record) -> None:
    assert reports_due(workspace, [JOB], made) == {}
    assert list(reports_due(workspace, [JOB], made, force=True)) == [JOB.name]


def test_a_report_that_was_never_made_is_due(workspace: Workspace) -> None:
    assert list(reports_due(workspace, [JOB], Record())) == [JOB.name]


def test_another_notebook_does_not_decide(workspace: Workspace, made: Record) -> None:
    notebook(workspace.notebooks, "other", "1 + 1")
    assert not reports_due(workspace, [JOB], made)


CHANGES: dict[str, Callable[[Workspace], object]] = {
    "a table": lambda w: write_workspace(w.data, claims=tables()["claims"].clear()),
    "no findings": lambda w: w.place("data/processed/findings.parquet").unlink(),
    "its notebook": lambda w: notebook(w.notebooks, "scorecard", "1 + 1"),
    "words": lambda w: add_a_comment(w.registry),
    "its page gone": lambda w: (w.reports / JOB.outputs[1]).unlink(),
    "its page touched": lambda w: (w.reports / JOB.outputs[1]).write_text("touched", encoding="utf-8"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=list(CHANGES))
def test_what_puts_a_report_out_of_date(
    workspace: Workspace, made: Record, change: Callable[[Workspace], object]
) -> None:
    change(workspace)
    assert list(reports_due(workspace, [JOB], made)) == [JOB.name]


@pytest.mark.parametrize("more", [{"code": "d"}, {"software": {"python": "4"}}])
def test_other_code_or_software_puts_a_report_out_of_date(
    workspace: Workspace, made: Record, more: dict[str, Any]
) -> None:
    assert list(reports_due(workspace, [JOB], made.model_copy(update=more))) == [JOB.name]


def test_another_parameter_puts_a_report_out_of_date(workspace: Workspace, made: Record) -> None:
    other = replace(JOB, parameters={"quarter": "2020-21-Q1", "as_known_at": "2020-06-30"})
    assert list(reports_due(workspace, [other], made)) == [JOB.name]


def test_a_page_that_comes_beside_it_puts_a_report_out_of_date(workspace: Workspace, made: Record) -> None:
    """The quarter before a new one gets a link to it, though nothing else on its page is another."""
    links = {JOB.name: [{"title": "Quarter 2 of 2020/21", "href": "../2020-21-Q2/scorecard.html", "rel": "next"}]}
    assert list(reports_due_with_links(workspace, [JOB], made, links=links)) == [JOB.name]


def test_a_run_notes_all_that_was_read(workspace: Workspace) -> None:
    pack = workspace.raw / "a-pack"
    pack.mkdir(parents=True)
    (pack / "document.yml").write_text("id: a-pack\n", encoding="utf-8")
    for litter in (".half-written.tmp", ".DS_Store", "Thumbs.db", "notes.txt~"):
        (workspace.raw / litter).write_text("", encoding="utf-8")
    names = steps.inputs_of_a_run(workspace)
    assert {"data/raw/a-pack", "data/processed/signals.parquet", "registry/themes.yml"} <= set(names)
    assert [name for name in names if name.startswith("data/raw")] == ["data/raw/a-pack"]


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (InputError("a pack is damaged", where="a.pdf"), 2, "a pack is damaged\n  where:    a.pdf"),
        (KeyboardInterrupt(), 130, "what was finished is kept"),
        (OSError(28, "No space left on device"), 2, "No space left on device"),
        (ValueError("odd"), 70, "ValueError: odd"),
    ],
)
def test_a_run_that_ends_in_any_way_leaves_word_of_it(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, error: BaseException, code: int, said: str
) -> None:
    def fails(*_: object) -> None:
        raise error

    monkeypatch.setattr(steps.whole, "_run_steps", fails)
    with pytest.raises(type(error)):
        steps.run_everything(workspace, Options(report=lambda line: None))
    word = json.loads((workspace.reports / "summary.json").read_text(encoding="utf-8"))
    assert word["exit_code"] == code and said in word["error"]
