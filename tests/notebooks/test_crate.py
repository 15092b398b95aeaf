"""A quarter of an invented pack as an RO-Crate: what is in it, when it was made, how it is checked and made again."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from scorecard.audit.crate.write import write_crate
from scorecard.command.noted import noted
from scorecard.errors import InputError, UsageError
from scorecard.render.times import NAME as TIMES
from scorecard.steps import Options, run_everything
from scorecard.workspace import Workspace
from tests.fixtures.capsules import DOCUMENT, QUARTER, audit, invented
from tests.fixtures.crates import PROFILE, issues_of

BEGAN = datetime(2021, 7, 5, 6, 0, tzinfo=UTC)


def silent(line: str) -> None:
    """Progress that nobody reads."""


def run(workspace: Workspace, at: datetime, **more: Any) -> None:
    """A run that begins at a time and ends two minutes later."""
    ticks = count()
    clock = lambda: at + timedelta(minutes=2 * next(ticks))  # noqa: E731
    with noted(workspace, clock):
        run_everything(workspace, Options(report=silent, **more))


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The invented pack with all its pages, made on a summer's morning."""
    made = invented(tmp_path_factory.mktemp("crated"))
    run(made, BEGAN, force=True)  # as it has been cleaned already, when nobody looked at the clock
    return made


@pytest.fixture(scope="module")
def crate(workspace: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("crates") / "crate"
    write_crate(workspace, folder, QUARTER, report=silent)
    return folder


@pytest.fixture(scope="module")
def graph(crate: Path) -> Mapping[str, Mapping[str, Any]]:
    """The entities of the description by their ids."""
    content = json.loads((crate / "ro-crate-metadata.json").read_text(encoding="utf-8"))
    return {one["@id"]: one for one in content["@graph"]}


def files_below(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def copied(workspace: Workspace, folder: Path) -> Workspace:
    shutil.copytree(workspace.data.parent, folder, dirs_exist_ok=True)
    return replace(workspace, data=folder / "data", reports=folder / "reports")


# ---- what is in it -----------------------------------------------------------------------------------------------


def test_it_holds_what_went_in_what_came_out_and_the_code(crate: Path) -> None:
    names = set(files_below(crate))
    assert {f"data/raw/{DOCUMENT}/document.yml", "registry/units.yml", "expectations/published_figures.json"} <= names
    assert {"notebooks/scorecard.ipynb", "councils/rotherham/council.yml"} <= names
    assert {"data/processed/observations.parquet", "data/processed/datapackage.json"} <= names
    assert {f"reports/{QUARTER}/scorecard.{ending}" for ending in ("ipynb", "html")} <= names
    assert {"reports/index.html", "reports/run.json", "reports/validation.html"} <= names
    assert {"pipeline.py", "scorecard/cli.py", "scorecard/export/tables.yml", "requirements.lock"} <= names
    assert {"README.md", "LICENCE", "LICENCE-DATA.md", "CITATION.cff", "docs/audit.md", "SHA256SUMS"} <= names
    assert not [n for n in names if "__pycache__" in n or n.endswith((".pyc", ".tmp", TIMES))]
    assert "reports/summary.json" not in names


def test_no_link_of_its_front_page_leads_to_a_page_that_is_not_there(crate: Path) -> None:
    front = crate / "reports" / "index.html"
    linked = re.findall(r'href="([^"#:]+\.html)', front.read_text(encoding="utf-8"))
    assert linked and [href for href in linked if not (front.parent / href).is_file()] == []


def test_the_list_of_hashes_has_every_other_file(crate: Path) -> None:
    files = files_below(crate)
    listed = dict(reversed(line.split("  ", 1)) for line in files.pop("SHA256SUMS").decode().splitlines())
    assert listed == {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}


def test_the_description_has_size_hash_and_place_of_every_file(crate: Path, graph: Mapping[str, Any]) -> None:
    files = files_below(crate)
    described = {id: one for id, one in graph.items() if "File" in one["@type"]}
    assert set(described) == files.keys() - {"SHA256SUMS", "ro-crate-metadata.json"}
    for id, one in described.items():
        assert one["sha256"] == hashlib.sha256(files[id]).hexdigest()
        assert one["contentSize"] == str(len(files[id]))
        assert one["encodingFormat"] != "application/octet-stream", id


# ---- what it says of the run -------------------------------------------------------------------------------------


def test_it_says_when_the_run_was_what_it_read_and_what_it_made(graph: Mapping[str, Any]) -> None:
    action = graph["#run-1"]
    assert (action["startTime"], action["endTime"]) == ("2021-07-05T06:00:00+00:00", "2021-07-05T06:02:00+00:00")
    assert graph["./"]["datePublished"] == action["endTime"]
    assert action["instrument"] == {"@id": "pipeline.py"}
    read, made = ({one["@id"] for one in action[name]} for name in ("object", "result"))
    assert {"data/raw/", "registry/", "councils/", "expectations/", "notebooks/", "requirements.lock"} <= read
    assert {f"reports/{QUARTER}/scorecard.html", "data/processed/observations.parquet", "#run-1-exit-code"} <= made
    assert graph["#run-1-exit-code"]["value"] == "0"
    assert int(graph["#run-1-checks-passed"]["value"]) > 50
    assert "#run-2" not in graph


def test_it_says_with_what_it_was_made_by_whom_and_on_what_terms(graph: Mapping[str, Any]) -> None:
    root, workflow = graph["./"], graph["pipeline.py"]
    assert set(workflow["@type"]) == {"File", "SoftwareSourceCode", "ComputationalWorkflow"}
    assert graph[workflow["programmingLanguage"]["@id"]]["version"] == ".".join(map(str, sys.version_info[:3]))
    assert root["mainEntity"] == {"@id": "pipeline.py"}
    assert root["license"] == {"@id": "LICENCE-DATA.md"}
    assert len(root["conformsTo"]) == 3
    assert graph["#author-1"]["name"] == "The maintainers of the scorecard notebook suite"


def test_nothing_else_in_it_has_a_time_or_a_place_of_this_machine(workspace: Workspace, crate: Path) -> None:
    here = str(workspace.data.parent).encode()
    for name, content in files_below(crate).items():
        assert here not in content, name
        assert name == "ro-crate-metadata.json" or b"2021-07-05T06" not in content, name


def test_what_a_later_run_found_up_to_date_belongs_to_the_earlier(workspace: Workspace, tmp_path: Path) -> None:
    later = copied(workspace, tmp_path / "later")
    (later.reports / QUARTER / "scorecard.html").unlink()
    (later.reports / QUARTER / "scorecard.ipynb").unlink()
    run(later, BEGAN + timedelta(days=1))
    write_crate(later, tmp_path / "out", QUARTER, report=silent)
    content = json.loads((tmp_path / "out" / "ro-crate-metadata.json").read_text(encoding="utf-8"))
    entities = {one["@id"]: one for one in content["@graph"]}
    made = {id: {one["@id"] for one in entities[id]["result"]} for id in ("#run-1", "#run-2")}
    assert f"reports/{QUARTER}/scorecard.html" in made["#run-2"] - made["#run-1"]
    assert "data/processed/observations.parquet" in made["#run-1"] - made["#run-2"]
    assert entities["#run-2"]["startTime"].startswith("2021-07-06")


# ---- the same bytes ----------------------------------------------------------------------------------------------


def test_two_crates_of_one_run_are_the_same_as_folder_and_as_zip(
    workspace: Workspace, crate: Path, tmp_path: Path
) -> None:
    write_crate(workspace, tmp_path / "again", QUARTER, report=silent)
    assert files_below(tmp_path / "again") == files_below(crate)
    for name in ("a.zip", "b.zip"):
        write_crate(workspace, tmp_path / name, None, report=silent)
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == files_below(crate)


# ---- refusals ----------------------------------------------------------------------------------------------------


def test_a_quarter_without_pages_is_refused(workspace: Workspace, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="did you mean 2021-22-Q1"):
        write_crate(workspace, tmp_path / "out", "2019-20-Q1", report=silent)


def test_what_is_out_of_date_is_refused_and_named(workspace: Workspace, tmp_path: Path) -> None:
    old = copied(workspace, tmp_path / "old")
    page = old.reports / QUARTER / "scorecard.html"
    page.write_text(page.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    with pytest.raises(InputError, match=rf"1 step or page .* out of date: {QUARTER}/scorecard"):
        write_crate(old, tmp_path / "out", QUARTER, report=silent)
    assert not (tmp_path / "out").exists()


def test_without_a_note_of_the_time_there_is_no_crate(workspace: Workspace, tmp_path: Path) -> None:
    old = copied(workspace, tmp_path / "old")
    (old.reports / TIMES).unlink()
    with pytest.raises(InputError, match="when the pages of 2021-22-Q1 were made was not noted"):
        write_crate(old, tmp_path / "out", QUARTER, report=silent)


def test_a_folder_that_holds_something_is_refused(workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(InputError, match="holds something already"):
        write_crate(workspace, tmp_path / "out", QUARTER, report=silent)


def test_options_of_other_questions_are_refused(workspace: Workspace, tmp_path: Path, capsys) -> None:
    assert audit(workspace, "--crate", str(tmp_path / "out"), "--keep", str(tmp_path / "kept")) == 2
    assert audit(workspace, "--crate", str(tmp_path / "out"), "--capsule", str(tmp_path / "c.html")) == 2
    said = capsys.readouterr().err
    assert "--keep keeps what a comparison" in said and "--capsule and --crate are two questions" in said
    assert not (tmp_path / "out").exists()


# ---- checked by others, and made again ---------------------------------------------------------------------------


MISSING = "roc-validator is not installed: it is in requirements.lock, and conda-forge has none"


def test_the_validator_of_the_profiles_finds_nothing_that_must_be_otherwise(crate: Path) -> None:
    """And of what is only recommended nothing but what nobody knows: who ran it, and addresses that there are not."""
    pytest.importorskip("rocrate_validator", reason=MISSING)
    assert issues_of(crate, PROFILE) == []
    recommended = issues_of(crate, PROFILE, "RECOMMENDED")
    assert {re.sub(r".*\d: ", "", line) for line in recommended} == {
        "The Application SHOULD have a url",
        "The SoftwareApplication id SHOULD be an absolute URI",
        "The Action SHOULD have an agent that is a Person or Organization",
        "The `publisher` property of a `Root Data Entity` SHOULD be an `Organization`",
        "The organization SHOULD have a URL.",
    }


def test_the_validator_finds_what_is_missing(crate: Path, tmp_path: Path) -> None:
    pytest.importorskip("rocrate_validator", reason=MISSING)
    described = tmp_path / "crate" / "ro-crate-metadata.json"
    shutil.copytree(crate, tmp_path / "crate")
    content = json.loads(described.read_text(encoding="utf-8"))
    for one in content["@graph"]:
        one.pop("instrument", None)
    described.write_text(json.dumps(content), encoding="utf-8")
    assert any("instrument" in line for line in issues_of(tmp_path / "crate", PROFILE))


def audited(folder: Path) -> subprocess.CompletedProcess[str]:
    """The crate's own code compares the crate with what it makes again."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "SCORECARD"))}
    command = [sys.executable, "pipeline.py", "audit"]
    return subprocess.run(command, cwd=folder, env=kept, capture_output=True, text=True, check=False, timeout=900)


def test_the_code_in_it_makes_all_the_same_bytes_again_but_for_a_figure_that_was_changed(
    crate: Path, tmp_path: Path
) -> None:
    """One comparison says both, as it names every file that is not as recorded: here the changed one and no other."""
    shutil.copytree(crate, tmp_path / "crate")
    page = tmp_path / "crate" / "reports" / QUARTER / "scorecard.html"
    page.write_text(page.read_text(encoding="utf-8").replace("88.9%", "98.9%"), encoding="utf-8")
    done = audited(tmp_path / "crate")
    assert done.returncode == 5, done.stderr
    named = [line for line in done.stderr.splitlines() if line.startswith("  - ")]
    assert named == [f"  - {QUARTER}/scorecard.html: not what the recorded run had, or left out as it cannot be read"]
