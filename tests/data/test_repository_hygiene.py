"""Nothing enters the repository that must not: the commit hooks, run over every tracked file, and each made to fail.

The bad examples are put together from pieces, so that this file itself passes the hooks. The people in them are
invented.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
import yaml

from tools import hooks

AT = "@"
HTTPS = "https:" + "//"
TEXT = (".cff", ".in", ".ipynb", ".json", ".md", ".py", ".toml", ".tsv", ".txt", ".yml")
RUN_OF_WORDS = 14


def test_no_tracked_file_has_a_problem() -> None:
    assert [str(problem) for problem in hooks.check_files(hooks.repository_files())] == []


def test_there_are_files_to_check() -> None:
    assert {"Makefile", "requirements.lock", "tools/hooks.py"} <= set(hooks.repository_files())


# --- every check fails where it must ---------------------------------------------------------------------------------


def notebook(**cell: object) -> bytes:
    code = {"cell_type": "code", "metadata": {}, "source": ["1 + 1"], "outputs": [], "execution_count": None, **cell}
    return json.dumps({"cells": [code], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}).encode()


BAD = [
    (hooks.notebook_is_stripped, "a.ipynb", notebook(outputs=[{"output_type": "stream", "text": "2"}]), "outputs"),
    (hooks.notebook_is_stripped, "a.ipynb", notebook(execution_count=3), "counts"),
    (hooks.notebook_is_stripped, "a.ipynb", notebook(metadata={"execution": {"iopub.execute_input": "x"}}), "traces"),
    (hooks.notebook_is_stripped, "a.ipynb", notebook(metadata={"papermill": {"duration": 1.5}}), "traces"),
    (hooks.notebook_is_stripped, "a.ipynb", b"{", "not a notebook"),
    (hooks.file_is_small, "a.parquet", bytes(hooks.LARGEST + 1), "1.0 MB"),
    (hooks.no_index_address, "a.txt", f"--{'index'}-url {HTTPS}mirror.example.org/simple".encode(), "package index"),
    (hooks.no_index_address, "a.lock", f"--{'extra-index'}-url=x".encode(), "package index"),
    (hooks.no_index_address, "a.cfg", f"--{'find'}-links wheels".encode(), "package index"),
    (hooks.no_index_address, "a.yml", f"{HTTPS}mirror.example.org/pypi/simple/polars".encode(), "package index"),
    (hooks.no_index_address, "package-lock.json", f'"resolved": "{"http"}s://x"'.encode(), "package index"),
    (hooks.no_machine_path, "a.py", b'open("/' + b'home/example/pack.txt")', "path of one machine"),
    (hooks.no_machine_path, "a.md", b"in /" + b"tmp/results", "path of one machine"),
    (hooks.no_machine_path, "a.yml", b"C:\\" + b"Users\\example\\pack.txt", "path of one machine"),
    (hooks.no_personal_data, "README.md", f"write to jo.bloggs{AT}council.gov.uk".encode(), "e-mail"),
    (hooks.no_personal_data, "a.md", f"2020-21-Q1{AT}council.gov.uk".encode(), "e-mail"),
    (hooks.no_personal_data, "a.md", f"jo{AT}anytown.md".encode(), "e-mail"),
    (hooks.no_personal_data, "a.yml", b"call 01709 " + b"555 123", "telephone"),
    (hooks.no_personal_data, "a.yml", b"call (01709) " + b"555123", "telephone"),
    (hooks.no_personal_data, "a.yml", b"call +44 1709 " + b"555123", "telephone"),
    (hooks.no_personal_data, "a.yml", b"call 07700" + b"900123", "telephone"),
    (hooks.no_personal_data, "a.md", b"Councillor " + b"Bloggs", "person"),
    (hooks.no_personal_data, "a.py", b"# see Mrs. J. " + b"Bloggs", "person"),
    (hooks.no_personal_data, "data/raw/p/1.tsv", b"7\tJanet " + b"Bloggs\t603", "name"),
    (hooks.no_personal_data, "data/raw/p/1.tsv", b"7\tseen by J. " + b"Bloggs\t603", "name"),
    (hooks.no_personal_data, "councils/town/areas.yml", b"- David " + b"Bloggs", "name"),
    (hooks.raw_data_holds_figures_only, "data/raw/p/1.tsv", b"7\t" + b"word " * 33 + b"\t603", "prose"),
    (
        hooks.raw_data_holds_figures_only,
        "data/raw/p/1.tsv",
        b"7\twhen the panel met them in June they asked for more time with their family\t603",
        "prose",
    ),
    (hooks.raw_data_holds_figures_only, "data/raw/p/pack.txt", b"", "neither a table"),
]


@pytest.mark.parametrize(("check", "path", "content", "words"), BAD)
def test_a_check_finds_what_it_is_for(check: hooks.Check, path: str, content: bytes, words: str) -> None:
    (problem,) = check(path, content)
    assert words in problem.what
    assert problem.path == path
    assert problem.do


@pytest.mark.parametrize("check", hooks.CHECKS)
def test_every_check_is_made_to_fail(check: hooks.Check) -> None:
    assert check in [entry[0] for entry in BAD]


GOOD = [
    ("a.ipynb", notebook()),
    ("a.bin", bytes(hooks.LARGEST)),
    ("picture.png", b"\x89PNG\0" + f"x{AT}council.gov.uk".encode()),
    ("docs/a.md", b"uv pip compile --no-emit-index-url, from conda-forge; see https://docs.pola.rs/api/"),
    ("docs/a.md", f"someone{AT}example.org, @pytest.fixture, Councillor Example, Dr. Example".encode()),
    ("docs/a.md", b"in /home or ../shared/documents; a share such as https://example.org/tmp/a"),
    ("requirements.lock", b"    --hash=sha256:0170955512307709001230794855221123e"),
    ("data/raw/p/1.tsv", b"7\t01 2016 555 1234\t0.1709555123\t2016-17\t07/2016\t1,651,002,233"),
    ("data/raw/p/1.tsv", b"7\t% of S47's with an outcome - Concerns are substantiated, but the child is not judged to "
                         b"be at continuing risk of significant harm\t144 of 220\tN/A\t[text]"),
    ("docs/a.md", b"notes/2020-21-Q1@anytown.md, performance/2020-21-Q1@st-helens.html"),
    ("data/raw/p/document.yml", b"title: Corporate Parenting Panel\nas_at: 2020-06-30"),
]


@pytest.mark.parametrize(("path", "content"), GOOD)
def test_what_belongs_here_passes(path: str, content: bytes) -> None:
    assert hooks.check_content(path, content) == []


def test_a_problem_is_printed_with_its_line_and_what_to_do() -> None:
    (problem,) = hooks.check_content("docs/a.md", f"fine\nfine\nmail jo{AT}council.gov.uk".encode())
    assert str(problem).startswith("docs/a.md:3: looks like an e-mail address (jo")
    assert "take it out" in str(problem)


def test_stripping_a_notebook_mends_it_and_leaves_the_rest(tmp_path: Path) -> None:
    file = tmp_path / "a.ipynb"
    file.write_bytes(notebook(outputs=[{}], execution_count=1, metadata={"tags": ["parameters"], "papermill": {}}))
    hooks.strip_notebook(file)
    assert hooks.notebook_is_stripped("a.ipynb", file.read_bytes()) == []
    (cell,) = json.loads(file.read_text())["cells"]
    assert (cell["metadata"], cell["source"]) == ({"tags": ["parameters"]}, ["1 + 1"])


# --- the ways in: by hand, at a commit, without git ------------------------------------------------------------------


@pytest.fixture
def repository(tmp_path: Path, project: Path) -> Path:
    """A repository of its own with the hooks switched on."""
    folder = tmp_path / "a repository"
    shutil.copytree(project / "tools", folder / "tools", ignore=shutil.ignore_patterns("__pycache__"))
    for command in (
        ["init", "--quiet"],
        ["config", "user.name", "Example"],
        ["config", "user.email", f"someone{AT}example.org"],
        ["config", "core.hooksPath", "tools/githooks"],
    ):
        subprocess.run(["git", *command], cwd=folder, check=True)
    return folder


def commit(folder: Path, name: str, content: str) -> subprocess.CompletedProcess[str]:
    (folder / name).write_text(content)
    subprocess.run(["git", "add", name], cwd=folder, check=True)
    return subprocess.run(["git", "commit", "-m", "x"], cwd=folder, capture_output=True, text=True, check=False)


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_a_commit_with_a_problem_is_refused(repository: Path) -> None:
    assert commit(repository, "good.md", "603 of 640").returncode == 0
    refused = commit(repository, "bad.md", f"mail jo{AT}council.gov.uk")
    assert refused.returncode == 1
    assert "bad.md:1: looks like an e-mail address" in refused.stdout + refused.stderr


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_what_is_staged_counts_not_what_stands_in_the_folder(repository: Path) -> None:
    (repository / "bad.md").write_text(f"mail jo{AT}council.gov.uk")
    subprocess.run(["git", "add", "bad.md"], cwd=repository, check=True)
    (repository / "bad.md").write_text("mended, but not staged")
    command = [sys.executable, "tools/hooks.py", "--staged"]
    run = subprocess.run(command, cwd=repository, capture_output=True, text=True, check=False)
    assert (run.returncode, "bad.md:1" in run.stdout) == (1, True)


def test_an_unpacked_archive_is_checked_without_git(tmp_path: Path) -> None:
    for name in ("README.md", "data/raw/p/1.tsv", "data/processed/a.parquet", "reports/a.html", ".venv/lib/a.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("")
    assert hooks.repository_files(tmp_path) == ["README.md", "data/raw/p/1.tsv"]


def test_the_hooks_of_pre_commit_need_no_download(project: Path) -> None:
    """pre-commit fetches what is not local, and builds an environment for what is not `system`."""
    config = yaml.safe_load((project / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    assert {entry["repo"] for entry in config["repos"]} == {"local"}
    assert {hook["language"] for entry in config["repos"] for hook in entry["hooks"]} == {"system"}


# --- against the originals, where they are at hand -------------------------------------------------------------------


def words_of(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", text.lower())


def runs_of_words(text: str) -> Iterator[tuple[str, ...]]:
    words = words_of(text)
    yield from (tuple(words[i : i + RUN_OF_WORDS]) for i in range(len(words) - RUN_OF_WORDS + 1))


@pytest.fixture(scope="module")
def original_lines(documents: Path) -> list[str]:
    return [line for file in sorted(documents.glob("*.txt")) for line in file.read_text(encoding="utf-8").split("\n")]


def repository_texts() -> Iterator[tuple[str, str]]:
    for name in hooks.repository_files():
        if name.endswith(TEXT):
            yield name, (hooks.PROJECT / name).read_text(encoding="utf-8")


def test_no_sentence_of_the_originals_is_in_the_repository(original_lines: list[str]) -> None:
    """No paragraph, and no cell of prose, shares a run of 14 words with a file of ours.

    The long names of some indicators do, and may: they are what a table prints as the label of a row.
    """
    cells = [(cell, "\t" in line) for line in original_lines for cell in line.split("\t")]
    labels = {run for cell, in_table in cells if in_table and not hooks.is_prose(cell) for run in runs_of_words(cell)}
    sentences = {run for cell, _ in cells for run in runs_of_words(cell)} - labels
    assert len(sentences) > 10_000
    texts = [(name, line) for name, text in repository_texts() for line in text.split("\n")]
    found = [f"{name}: {line[:120]}" for name, line in texts if sentences.intersection(runs_of_words(line))]
    assert found == []


def test_no_name_of_the_originals_is_in_the_repository(original_lines: list[str]) -> None:
    """Whoever a document names with a title or a first name is named nowhere here."""
    titled = [m[0] for line in original_lines for m in hooks._TITLED.finditer(line)]
    named = [m[0] for line in original_lines for m in hooks._first_and_last_name().finditer(line)]
    pairs = {pair for person in [*titled, *named] for pair in pairwise(words_of(person))}
    assert len(pairs) > 20
    texts = [(name, line) for name, text in repository_texts() for line in text.split("\n")]
    assert [name for name, line in texts if pairs.intersection(pairwise(words_of(line)))] == []
