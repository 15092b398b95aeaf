"""The record of a run: what was made from what, read again only if it is as it must be."""

import json

import pytest

from scorecard.provenance import Stamp, hashes_of
from scorecard.render.plan.jobs import Job
from scorecard.render.record import Record, read_record

JOB = Job("2020-21-Q1/scorecard", "scorecard", "T", "2020-21-Q1", "Q", {"quarter": "2020-21-Q1"})


@pytest.fixture
def reports(tmp_path):
    for name in JOB.outputs:
        (tmp_path / "reports" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "reports" / name).write_text(name, encoding="utf-8")
    return tmp_path / "reports"


def made(reports):
    record = Record(software={"python": "3"}, code="c", inputs={"data/raw/a": "1"})
    record.add(JOB, "key", reports)
    return record


def test_a_report_has_a_stamp_with_the_hashes_of_its_files(reports):
    assert made(reports).stamp(JOB.name) == Stamp("key", hashes_of({name: reports / name for name in JOB.outputs}))
    assert Record().stamp(JOB.name) is None


def test_written_and_read_again(reports):
    made(reports).write(reports)
    assert read_record(reports) == made(reports)


@pytest.mark.parametrize("folder", ["2020-21-Q1@anytown", "2020-21-Q1@st-helens-6008bc35"])
def test_a_report_of_one_of_several_councils_is_read_again(folder, tmp_path):
    job = Job(f"{folder}/scorecard", "scorecard", "T", folder, "Q", {"quarter": folder})
    for name in job.outputs:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name, encoding="utf-8")
    record = Record()
    record.add(job, "key", tmp_path)
    record.write(tmp_path)
    assert read_record(tmp_path) == record


@pytest.mark.parametrize("folder", ["2020-21-Q1@", "2020-21-Q1@..", "2020-21-Q1@A", "2020-21-Q1@a/..", "@anytown"])
def test_a_record_with_a_folder_that_no_council_has_counts_as_none(folder, reports):
    made(reports).write(reports)
    text = (reports / "run.json").read_text(encoding="utf-8")
    (reports / "run.json").write_text(text.replace("2020-21-Q1/", f"{folder}/"), encoding="utf-8")
    assert read_record(reports) == Record()


def test_parameters_keep_their_types(reports):
    record = Record()
    job = Job(JOB.name, "scorecard", "T", "2020-21-Q1", "Q", {"a": True, "b": 1, "c": 1.0, "d": "1"})
    record.add(job, "key", reports)
    record.write(reports)
    values = read_record(reports).reports[JOB.name].parameters
    assert [type(value) for value in values.values()] == [bool, int, float, str]


def test_no_clock_and_no_path_of_this_machine(reports, tmp_path):
    made(reports).write(reports)
    text = (reports / "run.json").read_text(encoding="utf-8")
    assert str(tmp_path) not in text
    assert set(json.loads(text)) == {"record", "software", "code", "inputs", "changed", "reports", "pages", "settled"}


@pytest.mark.parametrize(
    "damage",
    ["", "{", "[]", "7", '{"inputs": {}, "more": 1}', '{"record": 1}', '{"reports": []}', '{"inputs": {"a": 1}}'],
)
def test_a_damaged_record_counts_as_none(tmp_path, damage):
    (tmp_path / "run.json").write_text(damage, encoding="utf-8")
    assert read_record(tmp_path) == Record()


@pytest.mark.parametrize("name", ["2020-21-Q1/../../x", "/etc/x", "2020-21-Q1/", "x", "..", "2020-21-Q1/a/b"])
def test_a_record_that_names_a_file_outside_counts_as_none(reports, name):
    entry = made(reports).model_dump()["reports"][JOB.name]
    content = {"reports": {name: entry | {"outputs": {f"{name}.ipynb": "1", f"{name}.html": "1"}}}}
    (reports / "run.json").write_text(json.dumps(content), encoding="utf-8")
    assert read_record(reports) == Record()


def test_a_report_has_no_files_but_its_own(reports):
    entry = made(reports).model_dump()["reports"][JOB.name]
    content = {"reports": {JOB.name: entry | {"outputs": {"../x": "1"}}}}
    (reports / "run.json").write_text(json.dumps(content), encoding="utf-8")
    assert read_record(reports) == Record()
