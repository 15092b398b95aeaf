"""The command line: help at once, kind refusals, exit codes, no traceback, harmless output."""

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from scorecard import cli, ending, errors
from scorecard.council_quarter import council_names
from scorecard.workspace import PROJECT
from tests.fixtures.processed import frame, tables, write_workspace
from tests.fixtures.several import FIRST, SECOND, THIRD, write_several

HEAVY = ("polars", "altair", "papermill", "nbconvert", "great_expectations", "pandas", "pydantic", "jsonschema")


@pytest.fixture
def data(tmp_path):
    return write_workspace(tmp_path / "data")


def test_help_imports_nothing_heavy():
    source = f"""
import sys
from scorecard import cli
try:
    cli.main(["--help"])
except SystemExit:
    pass
sys.exit(bool(set(sys.modules) & set({HEAVY})))
"""
    done = subprocess.run([sys.executable, "-c", source], cwd=PROJECT, capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert "exit codes" in done.stdout


@pytest.mark.parametrize("command", cli.COMMANDS)
def test_every_command_explains_itself_with_an_example(command, capsys):
    with pytest.raises(SystemExit) as left:
        cli.main([command, "--help"])
    assert left.value.code == 0
    assert f"python pipeline.py {command}" in capsys.readouterr().out


MISSPELT = [
    (["rnu"], "did you mean run?"),
    (["extrct", "x.txt"], "did you mean extract?"),
    (["run", "--quater", "2020-21-Q1"], "did you mean --quarter?"),
    (["validate", "--strickt"], "did you mean --strict?"),
    (["run", "--jobs", "none"], "whole number"),
    (["run", "--jobs", "0"], "whole number"),
    (["findings", "--format", "xml"], "invalid choice"),
    (["run", "--parameter", "as_known_at"], "NAME=VALUE"),
    (["quarters", "2020-21-Q1"], "does not take"),
    ([], "required"),
]


@pytest.mark.parametrize(("arguments", "said"), MISSPELT, ids=[" ".join(m[0]) or "nothing" for m in MISSPELT])
def test_a_misspelt_word_is_refused_with_what_was_meant(arguments, said, capsys):
    assert cli.main(arguments) == 2
    out = capsys.readouterr()
    assert out.err.startswith("error: ")
    assert said in out.err
    assert "Traceback" not in out.err


def test_the_folder_may_be_named_before_or_after_the_command(data, capsys):
    for arguments in (["--data", str(data), "quarters"], ["quarters", "--data", str(data)]):
        assert cli.main(arguments) == 0
        assert "2020-21-Q1" in capsys.readouterr().out


def test_quarters(data, capsys):
    cli.main(["quarters", "--data", str(data)])
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == ["quarter", "2019-20-Q4", "2020-21-Q1"]
    assert "April to June 2020" in lines[2]


def test_quarters_of_several_councils_are_told_as_parameters_spell_them(tmp_path, capsys):
    cli.main(["quarters", "--data", str(write_several(tmp_path / "data"))])
    spelt = [line.split()[0] for line in capsys.readouterr().out.splitlines()[1:]]
    first, third, second = (council_names([FIRST, SECOND, THIRD])[one] for one in (FIRST, THIRD, SECOND))
    assert spelt == [
        *(f"{quarter}@{first}" for quarter in ("2019-20-Q4", "2020-21-Q1")),
        f"2020-21-Q1@{third}",
        *(f"{quarter}@{second}" for quarter in ("2019-20-Q4", "2020-21-Q1")),
    ]


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        (errors.FindingsNotAcknowledged, 1),
        (errors.UsageError, 2),
        (errors.InputError, 2),
        (errors.NotebookFailed, 3),
        (errors.IntegrityFailed, 4),
        (errors.AuditDiffers, 5),
    ],
)
def test_each_kind_of_error_has_its_exit_code(kind, code, capsys, monkeypatch):
    assert cli.main(_raising(kind("what is wrong", where="a place", do="this"), monkeypatch)) == code
    assert capsys.readouterr().err == "error: what is wrong\n  where:    a place\n  do:       this\n"


def _raising(error, monkeypatch):
    def command(options):
        raise error

    monkeypatch.setitem(cli.COMMANDS, "quarters", (command, *cli.COMMANDS["quarters"][1:]))
    return ["quarters"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--capsule", "c.html", "--keep", "again"], "--keep keeps what a comparison of everything makes again"),
        (["--documents", "packs", "--seed", "3"], "--seed says which figures a sample draws"),
        (["--answers", "a.csv"], "--answers says where the answers of a sample stand"),
        (["--sample", "9", "--quarter", "2020-21-Q1"], "--quarter says of which quarter a capsule or a crate is"),
        (["--sample", "9", "--record"], "--sample and --record are two questions"),
    ],
)
def test_an_audit_passes_over_no_option(data, arguments, said, capsys):
    assert cli.main(["audit", "--data", str(data), *arguments]) == 2
    assert said in capsys.readouterr().err


def test_an_interruption_is_no_traceback(capsys, monkeypatch):
    assert cli.main(_raising(KeyboardInterrupt(), monkeypatch)) == 130
    assert capsys.readouterr().err.startswith("stopped: ")


def test_an_unexpected_error_is_named_and_shown_in_full_only_when_asked_for(capsys, monkeypatch):
    arguments = _raising(ValueError("odd"), monkeypatch)
    assert cli.main(arguments) == ending.UNEXPECTED
    said = capsys.readouterr().err
    assert "unexpected error: ValueError: odd" in said
    assert "Traceback" not in said
    cli.main([*arguments, "--debug"])
    assert "Traceback" in capsys.readouterr().err


def test_a_python_without_the_packages_says_which_and_what_to_do(capsys, monkeypatch):
    missing = ModuleNotFoundError("No module named 'polars'", name="polars")
    assert cli.main(_raising(missing, monkeypatch)) == 2
    said = capsys.readouterr().err
    assert said.startswith("error: the package polars is not installed for this Python\n") and "make run" in said
    assert cli.main(_raising(ModuleNotFoundError("odd", name="scorecard.odd"), monkeypatch)) == ending.UNEXPECTED


def test_a_panic_of_polars_is_an_unexpected_error_too(capsys, monkeypatch):
    from polars.exceptions import PanicException

    assert cli.main(_raising(PanicException("index out of bounds"), monkeypatch)) == ending.UNEXPECTED
    said = capsys.readouterr().err
    assert "unexpected error: PanicException: index out of bounds" in said
    assert "Traceback" not in said


def test_a_reader_that_goes_away_is_no_error(data):
    command = [sys.executable, "pipeline.py", "quarters", "--data", str(data)]
    with subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        process.stdout.close()
        said = process.stderr.read()
        process.wait()
    assert process.returncode in (0, ending.BROKEN_PIPE)
    assert b"Traceback" not in said
    assert b"BrokenPipe" not in said


def hostile(data):
    rows = tables()["findings"].to_dicts()[0]
    write_workspace(
        data, findings=frame("findings", rows | {"published": "=cmd|' /C calc'!A0", "explanation": "+1 <b>"})
    )
    return data


def test_csv_cannot_become_a_formula(data, capsys):
    assert cli.main(["findings", "--data", str(hostile(data)), "--format", "csv"]) == 0
    (row,) = csv.DictReader(io.StringIO(capsys.readouterr().out))
    assert row["published"] == "'=cmd|' /C calc'!A0"
    assert row["explanation"] == "'+1 <b>"


def test_json_keeps_what_is_printed(data, capsys):
    assert cli.main(["findings", "--data", str(hostile(data)), "--format", "json", "--quarter", "2020-21-Q1"]) == 0
    (row,) = json.loads(capsys.readouterr().out)
    assert row["published"] == "=cmd|' /C calc'!A0"


def test_findings_of_another_quarter_are_left_out(data, capsys):
    assert cli.main(["findings", "--data", str(data), "--format", "json", "--quarter", "2019-20-Q4"]) == 0
    assert json.loads(capsys.readouterr().out) == []


def test_findings_to_a_file(data, tmp_path):
    target = tmp_path / "new" / "findings.csv"
    assert cli.main(["findings", "--data", str(data), "--format", "csv", "--output", str(target)]) == 0
    assert target.read_text(encoding="utf-8-sig").startswith("fact,role,")


@pytest.mark.parametrize("quarter", ["2020-21-Q2", "2020", "2020-22-Q1"])
def test_findings_of_an_unknown_quarter(data, capsys, quarter):
    assert cli.main(["findings", "--data", str(data), "--quarter", quarter]) == 2
    assert "2020-21-Q1" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["quarters", "findings", "clean", "validate", "run", "audit"])
def test_an_empty_workspace_says_what_to_do(command, tmp_path, capsys):
    assert cli.main([command, "--data", str(tmp_path / "data"), "--reports", str(tmp_path / "reports")]) == 2
    assert "do: " in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        *(["run", f"--{option}=--"] for option in ("quarter", "notebook", "parameter", "data", "jobs", "output")),
        *(["run", "--quarter", given] for given in ("", ",", " , ")),
        *(["run", "--notebook", ""], ["run", "--output", ""], ["--data", "", "run"], ["findings", "--output", ""]),
        *(["--"], ["run", "--"], ["run", "--quarter"], ["run", "--jobs", "9" * 400], ["findings", "--quarter=--"]),
        *(["extract", ""], ["extract", "\x00"], ["extract", "--"], ["run", "--parameter", "=", "--quarter", "\x1b[2J"]),
        *(
            ["findings", "--quarter", "9" * 400],
            ["findings", "--quarter", "Q1 9999/00"],
            ["validate", "--data", "\x00"],
        ),
    ],
    ids=repr,
)
def test_an_odd_command_line_is_refused_in_words_and_changes_nothing(arguments, data, tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    before = sorted(tmp_path.rglob("*"))
    folders = [] if "--data" in " ".join(arguments) else ["--data", str(data)]
    assert cli.main([*folders, "--reports", str(tmp_path / "reports"), *arguments]) == 2
    said = capsys.readouterr().err
    assert said.startswith("error: ")
    assert "Traceback" not in said and "\x1b" not in said and "\x00" not in said
    assert sorted(tmp_path.rglob("*")) == before


CLOSED = {"standard output": [1], "error stream": [2], "all three": [0, 1, 2]}


@pytest.mark.skipif(sys.platform == "win32", reason="a shell of Unix closes streams")
@pytest.mark.parametrize("which", CLOSED)
def test_a_process_without_its_streams_does_its_work(which, data, tmp_path):
    target = tmp_path / "findings.csv"
    command = ["pipeline.py", "findings", "--data", str(data), "--format", "csv", "--output", str(target)]
    script = (
        "import os, sys; [os.close(n) for n in map(int, sys.argv[1].split())]; os.execv(sys.executable, sys.argv[2:])"
    )
    numbers = " ".join(map(str, CLOSED[which]))
    done = subprocess.run([sys.executable, "-c", script, numbers, sys.executable, *command], cwd=PROJECT, check=False)
    assert done.returncode == 0
    assert target.read_text(encoding="utf-8-sig").startswith("fact,")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device")
def test_an_output_that_takes_no_more_is_an_error_in_words(data):
    command = [sys.executable, "pipeline.py", "quarters", "--data", str(data)]
    with open("/dev/full", "w", encoding="utf-8") as full:
        done = subprocess.run(command, cwd=PROJECT, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr.startswith("error: the system refuses: No space left on device")
    assert "Traceback" not in done.stderr and "Exception ignored" not in done.stderr


def test_a_disk_or_folder_that_refuses_is_no_fault_of_the_program(capsys, monkeypatch):
    assert cli.main(_raising(OSError(28, "No space left on device", "a/b.parquet"), monkeypatch)) == 2
    assert "where:    a/b.parquet" in capsys.readouterr().err


def test_every_exit_code_is_documented():
    codes = {value for name, value in vars(ending).items() if name in ("INTERRUPTED", "BROKEN_PIPE", "UNEXPECTED")}
    codes |= {kind.exit_code for kind in vars(errors).values() if isinstance(kind, type)}
    listed = {int(word) for word in cli.EXIT_CODES.split() if word.isdigit()}
    assert codes | {0} == listed


def test_findings_go_through_a_link_and_not_in_its_place(data, tmp_path):
    (tmp_path / "real.csv").write_text("old", encoding="utf-8")
    (tmp_path / "link.csv").symlink_to(tmp_path / "real.csv")
    arguments = ["findings", "--data", str(data), "--format", "csv", "--output", str(tmp_path / "link.csv")]
    assert cli.main(arguments) == 0
    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "real.csv").read_text(encoding="utf-8-sig").startswith("fact,")


def test_a_quarter_may_be_spelt_as_people_write_it(data, capsys):
    for spelt in ("Q1 2020/21", "2020Q1", "2020-21-q1", "Q1 20-21", "2020/21 Q1"):
        assert cli.main(["findings", "--data", str(data), "--format", "json", "--quarter", spelt]) == 0
        assert len(json.loads(capsys.readouterr().out)) == 1
