"""The record of a run: what decides that a report is up to date."""

import json

import pytest

from scorecard.render import record
from scorecard.render.plan.jobs import Job
from scorecard.workspace import PROJECT, Workspace
from tests.fixtures.notebooks import notebook
from tests.fixtures.processed import write_workspace

JOB = Job("2020-21-Q1/scorecard", "scorecard", "T", "2020-21-Q1", "Q", {"quarter": "2020-21-Q1"})


@pytest.fixture
def workspace(tmp_path):
    notebook(tmp_path / "notebooks", "scorecard")
    notebook(tmp_path / "notebooks", "other")
    made = Workspace(write_workspace(tmp_path / "data"), tmp_path / "reports", tmp_path / "e", tmp_path / "notebooks")
    for name in JOB.outputs:
        (made.reports / name).parent.mkdir(parents=True, exist_ok=True)
        (made.reports / name).write_text(name, encoding="utf-8")
    return made


def made(workspace):
    key = record.key_of(JOB, record.inputs(workspace))
    return key, record.Record(record.inputs(workspace), {JOB.name: record.entry(JOB, key, workspace.reports)})


def fresh(workspace, before):
    return record.up_to_date(JOB, record.key_of(JOB, record.inputs(workspace)), before, workspace.reports)


def test_nothing_changed(workspace):
    assert fresh(workspace, made(workspace)[1])


def test_never_made(workspace):
    assert not fresh(workspace, record.Record())


def test_the_data_changed(workspace):
    _, before = made(workspace)
    write_workspace(workspace.data, validated=True, claims=record_claims())
    assert not fresh(workspace, before)


def record_claims():
    from tests.fixtures.processed import frame

    return frame("claims", {"document": "pack-june", "period": "2020-05"})


def test_its_notebook_changed(workspace):
    _, before = made(workspace)
    notebook(workspace.notebooks, "scorecard", "1 + 1")
    assert not fresh(workspace, before)


def test_another_notebook_changed(workspace):
    _, before = made(workspace)
    notebook(workspace.notebooks, "other", "1 + 1")
    assert fresh(workspace, before)


@pytest.mark.parametrize("change", [lambda p: p.unlink(), lambda p: p.write_text("touched", encoding="utf-8")])
def test_a_page_is_gone_or_was_touched(workspace, change):
    _, before = made(workspace)
    change(workspace.reports / JOB.outputs[1])
    assert not fresh(workspace, before)


def test_the_code_or_a_version_changed(workspace, monkeypatch):
    _, before = made(workspace)
    monkeypatch.setattr(record, "code_hash", lambda step="reports": "other")
    assert not fresh(workspace, before)


def test_written_and_read_again(workspace):
    _, before = made(workspace)
    before.write(workspace.reports)
    after = record.read_record(workspace.reports)
    assert (after.inputs, after.reports) == (before.inputs, before.reports)


def test_no_clock_and_no_path_of_this_machine(workspace, tmp_path):
    made(workspace)[1].write(workspace.reports)
    text = (workspace.reports / "run.json").read_text(encoding="utf-8")
    assert str(tmp_path) not in text
    assert set(json.loads(text)) == {"record", "software", "code", "inputs", "reports", "pages"}


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"inputs": {}}'])
def test_a_damaged_record_counts_as_none(tmp_path, damage):
    (tmp_path / "run.json").write_text(damage, encoding="utf-8")
    assert record.read_record(tmp_path) == record.Record()


def test_a_folder_has_one_hash_for_names_and_bytes(tmp_path):
    (tmp_path / "a").write_text("1", encoding="utf-8")
    first = record.folder_hash(tmp_path)
    (tmp_path / "a").rename(tmp_path / "b")
    assert record.folder_hash(tmp_path) != first


def test_a_step_does_not_depend_on_later_ones(tmp_path):
    for name in ("clean", "charts"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.py").write_text("1", encoding="utf-8")
    first = record.folder_hash(tmp_path, without=frozenset({"charts"}))
    (tmp_path / "charts" / "a.py").write_text("2", encoding="utf-8")
    assert record.folder_hash(tmp_path, without=frozenset({"charts"})) == first
    (tmp_path / "clean" / "a.py").write_text("2", encoding="utf-8")
    assert record.folder_hash(tmp_path, without=frozenset({"charts"})) != first


def test_the_rooms_that_a_step_leaves_out_are_not_imported_by_it():
    """A report may not depend on a room whose changes do not put it out of date."""
    package = PROJECT / "scorecard"
    for step, rooms in {
        "clean": ("clean", "registry"),
        "reports": ("render", "charts", "measures", "registry"),
    }.items():
        barred = tuple(f"scorecard.{name.removesuffix('.py')}" for name in record._LATER[step])
        for path in sorted(p for room in rooms for p in (package / room).rglob("*.py")):
            if path.name in ("steps.py", "listing.py", "findings_view.py"):
                continue  # these start the other steps, and make no page
            lines = path.read_text(encoding="utf-8").splitlines()
            imported = [
                line.split()[1] for line in lines if line.strip().startswith(("from scorecard", "import scorecard"))
            ]
            assert not [name for name in imported if name.startswith(barred)], path
